using System.Reflection;
using ILGPU.Backends.EntryPoints;
using ILGPU.Runtime;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.Runtime;

namespace ILGPU.Backends.EntryPoints
{
    /// <summary>A method and how its work-items come about; what <see cref="Backend"/> compiles.</summary>
    public readonly struct EntryPointDescription : IEquatable<EntryPointDescription>
    {
        private EntryPointDescription(MethodInfo method, IndexType indexType)
        {
            this.MethodSource = method;
            this.IndexType = indexType;
        }

        /// <summary>The kernel method.</summary>
        public MethodInfo MethodSource { get; }

        /// <summary>Name of the method.</summary>
        public string Name => this.MethodSource.Name;

        /// <summary>Kind of the index; <see cref="IndexType.KernelConfig"/> for explicitly grouped kernels.</summary>
        public IndexType IndexType { get; }

        /// <summary>Number of parameters in front of the arguments: 1 for implicitly grouped kernels.</summary>
        public int KernelIndexParameterOffset => this.IndexType == IndexType.KernelConfig ? 0 : 1;

        /// <summary>Some parameter is a <see cref="SpecializedValue{T}"/>.</summary>
        public bool HasSpecializedParameters => Array.Exists(
            this.MethodSource.GetParameters(),
            static p => p.ParameterType.IsGenericType && p.ParameterType.GetGenericTypeDefinition() == typeof(SpecializedValue<>));

        internal bool IsImplicit => this.IndexType != IndexType.KernelConfig;

        /// <summary>The entry points are the same.</summary>
        public static bool operator ==(EntryPointDescription left, EntryPointDescription right) => left.Equals(right);

        /// <summary>The entry points differ.</summary>
        public static bool operator !=(EntryPointDescription left, EntryPointDescription right) => !left.Equals(right);

        /// <summary>An explicitly grouped kernel.</summary>
        /// <exception cref="NotSupportedException">The method cannot be a kernel.</exception>
        public static EntryPointDescription FromExplicitlyGroupedKernel(MethodInfo methodSource)
        {
            KernelSignature.Create(methodSource, isImplicit: false);

            return new(methodSource, IndexType.KernelConfig);
        }

        /// <summary>An implicitly grouped kernel; its first parameter is the index.</summary>
        /// <exception cref="NotSupportedException">The method cannot be a kernel.</exception>
        public static EntryPointDescription FromImplicitlyGroupedKernel(MethodInfo methodSource)
        {
            KernelKind kind = KernelSignature.Create(methodSource, isImplicit: true).Kind;

            return new(methodSource, (IndexType)(int)kind);
        }

        /// <summary>Checks that there is a method.</summary>
        /// <exception cref="NotSupportedException">There is none.</exception>
        public void Validate()
        {
            if (this.MethodSource is null)
            {
                throw new NotSupportedException("The entry point has no method.");
            }
        }

        /// <inheritdoc/>
        public bool Equals(EntryPointDescription other) =>
            Equals(this.MethodSource, other.MethodSource) && this.IndexType == other.IndexType;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is EntryPointDescription other && this.Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(this.MethodSource, this.IndexType);

        /// <summary>Method and index as text.</summary>
        public override string ToString() => $"{this.MethodSource} ({this.IndexType})";
    }
}

namespace ILGPU.Backends
{
    /// <summary>Kinds of compilers.</summary>
    public enum BackendType
    {
        /// <summary>Vector code for the processor of the host.</summary>
        IL = 0,

        /// <summary>PTX for CUDA.</summary>
        PTX = 1,

        /// <summary>OpenCL C.</summary>
        OpenCL = 2,
    }

    /// <summary>The compiler of an accelerator.</summary>
    public sealed class Backend
    {
        private readonly Accelerator _accelerator;

        internal Backend(Accelerator accelerator)
        {
            _accelerator = accelerator;
        }

        /// <summary>The context.</summary>
        public Context Context => _accelerator.Context;

        /// <summary>Kind of the compiler.</summary>
        public BackendType BackendType => _accelerator.AcceleratorType switch
        {
            AcceleratorType.Cuda => BackendType.PTX,
            AcceleratorType.OpenCL => BackendType.OpenCL,
            _ => BackendType.IL,
        };

        /// <summary>Optional abilities of the device.</summary>
        public CapabilityContext Capabilities => _accelerator.Capabilities;

        /// <summary>Compiles a kernel.</summary>
        /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
        public CompiledKernel Compile(in EntryPointDescription entry, in KernelSpecialization specialization) =>
            _accelerator.CompileKernel(entry, specialization);
    }

    /// <summary>Compilers of accelerators.</summary>
    public static class BackendExtensions
    {
        /// <summary>The compiler of an accelerator.</summary>
        public static Backend GetBackend(this Accelerator accelerator)
        {
            ArgumentNullException.ThrowIfNull(accelerator);

            return new Backend(accelerator);
        }
    }
}

namespace ILGPU.Runtime
{
    /// <content>Compilation without loading.</content>
    public abstract partial class Accelerator
    {
        /// <summary>Compiles a kernel without loading it.</summary>
        /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
        public Backends.CompiledKernel CompileKernel(in EntryPointDescription entry) =>
            this.CompileKernel(entry, KernelSpecialization.Empty);

        /// <summary>Compiles a kernel without loading it.</summary>
        /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
        public Backends.CompiledKernel CompileKernel(in EntryPointDescription entry, in KernelSpecialization specialization)
        {
            this.VerifyNotDisposed();
            entry.Validate();

            return this.CompileMethod(entry.MethodSource, entry.IsImplicit, specialization);
        }
    }
}
