namespace ILGPU.Runtime.CPU;

/// <summary>A kernel failed on a CPU. The cause is the inner exception.</summary>
public sealed class CPUKernelException : AcceleratorException
{
    /// <summary>An exception with a general message.</summary>
    public CPUKernelException()
        : base("A kernel failed.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public CPUKernelException(string? message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public CPUKernelException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal CPUKernelException(string kernelName, Index3D? globalIndex, Exception cause)
        : base(
            globalIndex is Index3D index
                ? $"The kernel '{kernelName}' failed at thread {index}: {cause.Message}"
                : $"The kernel '{kernelName}' failed: {cause.Message}",
            cause)
    {
        this.KernelName = kernelName;
        this.GlobalIndex = globalIndex;
    }

    /// <inheritdoc/>
    public override AcceleratorType AcceleratorType => AcceleratorType.CPU;

    /// <summary>Name of the kernel.</summary>
    public string? KernelName { get; }

    /// <summary>Index of the failing work-item in the whole launch; null when it is not known.</summary>
    public Index3D? GlobalIndex { get; }
}
