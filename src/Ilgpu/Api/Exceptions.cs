namespace ILGPU;

/// <summary>A kernel could not be compiled. The message names the kernel, the method and the construct.</summary>
public class InternalCompilerException : Exception
{
    /// <summary>An exception with a general message.</summary>
    public InternalCompilerException()
        : base("The kernel could not be compiled.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public InternalCompilerException(string? message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public InternalCompilerException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The device lacks something that a kernel needs.</summary>
public sealed class CapabilityNotSupportedException : Exception
{
    /// <summary>An exception with a general message.</summary>
    public CapabilityNotSupportedException()
        : base("The device lacks a capability that the kernel needs.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public CapabilityNotSupportedException(string? message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public CapabilityNotSupportedException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A method that has a meaning only inside of kernels was called on the host.</summary>
public sealed class InvalidKernelOperationException : InvalidOperationException
{
    /// <summary>An exception with a general message.</summary>
    public InvalidKernelOperationException()
        : base("This method may be called only inside a kernel.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public InvalidKernelOperationException(string? message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public InvalidKernelOperationException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>Marks a method that must not be called inside of kernels.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor, Inherited = false)]
public sealed class NotInsideKernelAttribute : Attribute
{
    /// <summary>The method carries this attribute.</summary>
    public static bool IsDefined(System.Reflection.MethodBase method) =>
        method.IsDefined(typeof(NotInsideKernelAttribute), inherit: false);
}
