namespace IlgpuOptim.Cli;

/// <summary>Ends a command with a message for people and an exit code, without a stack trace.</summary>
internal sealed class CliException(int exitCode, string message, string? hint = null) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>What the user can do next, or null.</summary>
    public string? Hint { get; } = hint;

    /// <summary>Bad usage or bad input: exit code 2.</summary>
    public static CliException BadUsage(string message, string? hint = null) =>
        new(ExitCodes.BadUsage, message, hint);

    /// <summary>The work failed: exit code 1.</summary>
    public static CliException Failed(string message, string? hint = null) =>
        new(ExitCodes.Failed, message, hint);
}
