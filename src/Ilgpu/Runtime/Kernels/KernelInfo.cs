using ILGPU.Backends;

namespace ILGPU.Backends
{
    /// <summary>A kernel that has been compiled for a kind of accelerator; <see cref="Runtime.Accelerator.LoadKernel(CompiledKernel)"/> makes it launchable.</summary>
    public abstract class CompiledKernel
    {
        private protected CompiledKernel()
        {
        }

        /// <summary>Name of the kernel method.</summary>
        public abstract string Name { get; }

        /// <summary>What is known about the kernel.</summary>
        public abstract KernelInfo Info { get; }

        /// <summary>How the kernel was specialised.</summary>
        public abstract Runtime.KernelSpecialization Specialization { get; }

        /// <summary>Number of parameters without the index.</summary>
        public abstract int NumParameters { get; }

        /// <summary>What is known about a compiled kernel.</summary>
        public class KernelInfo
        {
            /// <summary>Describes a kernel.</summary>
            /// <param name="sharedMemoryBytes">Static shared memory per group in bytes.</param>
            /// <param name="localMemoryBytes">Private memory per work-item in bytes.</param>
            internal KernelInfo(int sharedMemoryBytes, int localMemoryBytes)
            {
                this.SharedAllocations = sharedMemoryBytes;
                this.LocalAllocations = localMemoryBytes;
            }

            /// <summary>Static shared memory per group in bytes.</summary>
            public int SharedAllocations { get; }

            /// <summary>Private memory per work-item in bytes.</summary>
            public int LocalAllocations { get; }

            /// <summary>Prints what is known.</summary>
            public virtual void Dump(TextWriter textWriter)
            {
                ArgumentNullException.ThrowIfNull(textWriter);
                textWriter.WriteLine($"Shared memory: {this.SharedAllocations} bytes per group");
                textWriter.WriteLine($"Local memory: {this.LocalAllocations} bytes per work-item");
            }
        }
    }
}

namespace ILGPU.Runtime
{
    /// <summary>What is known about a loaded kernel.</summary>
    public sealed class KernelInfo : CompiledKernel.KernelInfo
    {
        /// <summary>Describes a kernel without memory of its own.</summary>
        public KernelInfo(int? minGroupSize, int? minGridSize)
            : this(minGroupSize, minGridSize, 0, 0)
        {
        }

        internal KernelInfo(int? minGroupSize, int? minGridSize, int sharedMemoryBytes, int localMemoryBytes)
            : base(sharedMemoryBytes, localMemoryBytes)
        {
            this.MinGroupSize = minGroupSize;
            this.MinGridSize = minGridSize;
        }

        /// <summary>Work-items per group that fill the device; null for explicitly grouped kernels.</summary>
        public int? MinGroupSize { get; }

        /// <summary>Number of groups that fill the device; null for explicitly grouped kernels.</summary>
        public int? MinGridSize { get; }

        /// <summary>Adds the group size to what is known about a compiled kernel.</summary>
        public static KernelInfo CreateFrom(CompiledKernel.KernelInfo info, int? minGroupSize, int? minGridSize)
        {
            ArgumentNullException.ThrowIfNull(info);

            return new KernelInfo(minGroupSize, minGridSize, info.SharedAllocations, info.LocalAllocations);
        }

        /// <inheritdoc/>
        public override void Dump(TextWriter textWriter)
        {
            base.Dump(textWriter);
            textWriter.WriteLine($"Group size: {this.MinGroupSize?.ToString() ?? "explicit"}");
            textWriter.WriteLine($"Grid size: {this.MinGridSize?.ToString() ?? "explicit"}");
        }
    }

    /// <summary>Promises about the launches of a kernel that its compilation may use.</summary>
    public readonly struct KernelSpecialization : IEquatable<KernelSpecialization>
    {
        /// <summary>States promises.</summary>
        /// <param name="maxNumThreadsPerGroup">Largest number of work-items per group, or null.</param>
        /// <param name="minNumGroupsPerMultiprocessor">Smallest number of groups per multiprocessor, or null.</param>
        /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
        public KernelSpecialization(int? maxNumThreadsPerGroup, int? minNumGroupsPerMultiprocessor)
        {
            if (maxNumThreadsPerGroup < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(maxNumThreadsPerGroup));
            }

            if (minNumGroupsPerMultiprocessor < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(minNumGroupsPerMultiprocessor));
            }

            this.MaxNumThreadsPerGroup = maxNumThreadsPerGroup;
            this.MinNumGroupsPerMultiprocessor = minNumGroupsPerMultiprocessor;
        }

        /// <summary>No promise.</summary>
        public static KernelSpecialization Empty => default;

        /// <summary>Largest number of work-items per group.</summary>
        public int? MaxNumThreadsPerGroup { get; }

        /// <summary>Smallest number of groups per multiprocessor.</summary>
        public int? MinNumGroupsPerMultiprocessor { get; }

        /// <summary>The promises are the same.</summary>
        public static bool operator ==(KernelSpecialization first, KernelSpecialization second) => first.Equals(second);

        /// <summary>The promises differ.</summary>
        public static bool operator !=(KernelSpecialization first, KernelSpecialization second) => !first.Equals(second);

        /// <summary>An accelerator can keep the promises.</summary>
        public bool IsCompatibleWith(Accelerator accelerator)
        {
            ArgumentNullException.ThrowIfNull(accelerator);
            int groups = this.MinNumGroupsPerMultiprocessor ?? 1;
            int threads = this.MaxNumThreadsPerGroup ?? 1;

            return threads <= accelerator.MaxNumThreadsPerGroup
                && (long)groups * threads <= accelerator.MaxNumThreadsPerMultiprocessor;
        }

        /// <inheritdoc/>
        public bool Equals(KernelSpecialization other) =>
            this.MaxNumThreadsPerGroup == other.MaxNumThreadsPerGroup
            && this.MinNumGroupsPerMultiprocessor == other.MinNumGroupsPerMultiprocessor;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is KernelSpecialization other && this.Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() =>
            HashCode.Combine(this.MaxNumThreadsPerGroup, this.MinNumGroupsPerMultiprocessor);

        /// <summary>The promises as text.</summary>
        public override string ToString() =>
            $"max threads per group: {this.MaxNumThreadsPerGroup?.ToString() ?? "any"}, "
            + $"min groups per multiprocessor: {this.MinNumGroupsPerMultiprocessor?.ToString() ?? "any"}";
    }
}
