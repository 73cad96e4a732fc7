namespace ILGPU;

/// <summary>
/// A kernel cannot be compiled. The message names the construct, the method, the calls that lead to it, and the source
/// line where symbols are at hand; <see cref="Code"/> is listed with explanations in docs/diagnostics.md.
/// </summary>
public sealed class KernelCompilationException : InternalCompilerException
{
    /// <summary>Makes an exception of a diagnostic.</summary>
    /// <param name="code">Number of the diagnostic, such as KRN0012.</param>
    /// <param name="message">The complete message.</param>
    public KernelCompilationException(string code, string message)
        : base(message)
    {
        this.Code = code;
    }

    /// <summary>Makes an exception of a diagnostic that was caused by another exception.</summary>
    /// <param name="code">Number of the diagnostic, such as KRN0012.</param>
    /// <param name="message">The complete message.</param>
    /// <param name="innerException">The cause.</param>
    public KernelCompilationException(string code, string message, Exception innerException)
        : base(message, innerException)
    {
        this.Code = code;
    }

    /// <summary>Number of the diagnostic: KRN0001 and so on.</summary>
    public string Code { get; }
}
