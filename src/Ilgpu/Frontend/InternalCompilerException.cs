namespace ILGPU;

/// <summary>A kernel could not be compiled. The message names the kernel, the method and the construct.</summary>
public class InternalCompilerException : Exception
{
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
