namespace ILGPU.Runtime.OpenCL;

/// <summary>An OpenCL function failed.</summary>
public sealed class CLException : AcceleratorException
{
    /// <summary>An exception with a general message.</summary>
    public CLException()
    {
    }

    /// <summary>An exception about an error code.</summary>
    public CLException(CLError errorCode)
        : base($"OpenCL failed: {Describe(errorCode)}.")
    {
        this.Error = errorCode;
    }

    /// <summary>An exception with a message.</summary>
    public CLException(string? message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public CLException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal CLException(CLError errorCode, string action)
        : base($"OpenCL failed to {action}: {Describe(errorCode)}.")
    {
        this.Error = errorCode;
    }

    /// <summary>The code that OpenCL returned.</summary>
    public CLError Error { get; }

    /// <inheritdoc/>
    public override AcceleratorType AcceleratorType => AcceleratorType.OpenCL;

    /// <summary>Throws unless the code says success.</summary>
    /// <exception cref="CLException">It does not.</exception>
    public static void ThrowIfFailed(CLError clStatus)
    {
        if (clStatus != CLError.CL_SUCCESS)
        {
            throw new CLException(clStatus);
        }
    }

    /// <summary>Throws unless the code says success.</summary>
    /// <param name="status">What an OpenCL function returned.</param>
    /// <param name="action">What was being done, as in "OpenCL failed to ...".</param>
    internal static void Check(int status, string action)
    {
        if (status != 0)
        {
            throw new CLException((CLError)status, action);
        }
    }

    private static string Describe(CLError error) => Enum.IsDefined(error) ? $"{error} ({(int)error})" : $"error {(int)error}";
}
