using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using ILGPU.Backends;
using ILGPU.Runtime;
using IlgpuOptim.Engine.Runtime;

namespace ILGPU.Runtime
{
    /// <summary>Finds the kernel behind a delegate that a loader returned.</summary>
    public static class KernelUtil
    {
        /// <summary>The kernel that a delegate launches.</summary>
        /// <typeparam name="TDelegate">Delegate type.</typeparam>
        /// <returns>False when the delegate does not come from a loader.</returns>
        public static bool TryGetKernel<TDelegate>(this TDelegate kernelDelegate, [NotNullWhen(true)] out Kernel? kernel)
            where TDelegate : Delegate
        {
            kernel = (kernelDelegate?.Target as KernelLauncher)?.Kernel;

            return kernel is not null;
        }

        /// <summary>The kernel that a delegate launches.</summary>
        /// <typeparam name="TDelegate">Delegate type.</typeparam>
        /// <exception cref="ArgumentException">The delegate does not come from a loader.</exception>
        public static Kernel GetKernel<TDelegate>(this TDelegate kernelDelegate)
            where TDelegate : Delegate =>
            kernelDelegate.TryGetKernel(out Kernel? kernel)
                ? kernel
                : throw new ArgumentException("The delegate does not launch a kernel.", nameof(kernelDelegate));

        /// <summary>The compiled kernel that a delegate launches.</summary>
        /// <typeparam name="TDelegate">Delegate type.</typeparam>
        /// <exception cref="ArgumentException">The delegate does not come from a loader.</exception>
        public static CompiledKernel GetCompiledKernel<TDelegate>(this TDelegate kernelDelegate)
            where TDelegate : Delegate => kernelDelegate.GetKernel().CompiledKernel;

        /// <summary>The specialisation of the kernel that a delegate launches.</summary>
        /// <typeparam name="TDelegate">Delegate type.</typeparam>
        /// <exception cref="ArgumentException">The delegate does not come from a loader.</exception>
        public static KernelSpecialization GetKernelSpecialization<TDelegate>(this TDelegate kernelDelegate)
            where TDelegate : Delegate => kernelDelegate.GetKernel().Specialization;

        /// <summary>What is known about the kernel that a delegate launches.</summary>
        /// <typeparam name="TDelegate">Delegate type.</typeparam>
        /// <exception cref="ArgumentException">The delegate does not come from a loader.</exception>
        public static CompiledKernel.KernelInfo GetKernelInfo<TDelegate>(this TDelegate kernelDelegate)
            where TDelegate : Delegate => kernelDelegate.GetKernel().Info;
    }
}

namespace IlgpuOptim.Engine.Runtime
{
    /// <summary>Target of the delegates that loaders return; the typed classes are generated.</summary>
    internal abstract partial class KernelLauncher(Kernel kernel)
    {
        public Kernel Kernel { get; } = kernel;

        /// <summary>A delegate of any fitting type: (stream, dimension, arguments) or (dimension, arguments).</summary>
        public static TDelegate CreateDelegate<TDelegate>(Kernel kernel)
            where TDelegate : Delegate
        {
            ParameterInfo[] parameters = typeof(TDelegate).GetMethod("Invoke")!.GetParameters();
            bool withStream = parameters.Length > 0 && parameters[0].ParameterType == typeof(AcceleratorStream);
            int first = withStream ? 1 : 0;
            int count = parameters.Length - first - 1;

            if (count != kernel.NumParameters || count >= LauncherTypes.Length)
            {
                throw new NotSupportedException(
                    $"{typeof(TDelegate)} does not fit to the kernel '{kernel.Signature.Name}' with {kernel.NumParameters} parameters.");
            }

            Type[] types = new Type[count + 1];

            for (int i = 0; i <= count; i++)
            {
                types[i] = parameters[first + i].ParameterType;

                if (i > 0 && types[i] != kernel.Signature.Parameters[i - 1].Type)
                {
                    throw new NotSupportedException(
                        $"{typeof(TDelegate)} does not fit to the kernel '{kernel.Signature.Name}': its parameter "
                        + $"'{kernel.Signature.Parameters[i - 1].Name}' is of type {kernel.Signature.Parameters[i - 1].Type}.");
                }
            }

            Type launcher = LauncherTypes[count].MakeGenericType(types);
            object target = Activator.CreateInstance(launcher, kernel)!;

            return (TDelegate)Delegate.CreateDelegate(typeof(TDelegate), target, withStream ? "Launch" : "LaunchDefault");
        }
    }
}
