namespace IlgpuOptim.Cli;

/// <summary>Exit codes of the tool; the help text and docs list the same three.</summary>
internal static class ExitCodes
{
    /// <summary>The work is done.</summary>
    public const int Done = 0;

    /// <summary>The work failed; the message on stderr says what to do.</summary>
    public const int Failed = 1;

    /// <summary>Bad usage or bad input; the message on stderr names what is wrong.</summary>
    public const int BadUsage = 2;
}
