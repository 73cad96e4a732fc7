namespace IlgpuOptim.MatrixCompletion.Data;

/// <summary>
/// Input that cannot be read as it stands. The message is <c>file:line: reason</c>, without what is not known; nothing has been
/// written when it is thrown.
/// </summary>
public sealed class DataFormatException : Exception
{
    /// <summary>Says what is wrong, and where.</summary>
    /// <param name="file">The file as the caller named it, or null for data that come from no file.</param>
    /// <param name="line">The line, counted from 1, or 0 where the whole file is meant.</param>
    /// <param name="reason">What is wrong and, where it helps, what to do.</param>
    /// <param name="inner">The error underneath, if any.</param>
    public DataFormatException(string? file, long line, string reason, Exception? inner = null)
        : base(Compose(file, line, reason), inner)
    {
        this.File = file;
        this.Line = line;
        this.Reason = reason;
    }

    /// <summary>The file as the caller named it, or null.</summary>
    public string? File { get; }

    /// <summary>The line, counted from 1, or 0.</summary>
    public long Line { get; }

    /// <summary>The message without the place.</summary>
    public string Reason { get; }

    private static string Compose(string? file, long line, string reason) => (file, line) switch
    {
        (null, 0) => reason,
        (null, _) => $"line {line}: {reason}",
        (_, 0) => $"{file}: {reason}",
        _ => $"{file}:{line}: {reason}",
    };
}
