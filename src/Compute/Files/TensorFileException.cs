namespace IlgpuOptim.Compute.Files;

/// <summary>A file is not what it should be: the message names the file, what is wrong, and where.</summary>
public sealed class TensorFileException : IOException
{
    /// <summary>An exception without a message.</summary>
    public TensorFileException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public TensorFileException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public TensorFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
