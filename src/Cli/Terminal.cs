namespace IlgpuOptim.Cli;

/// <summary>Results go to stdout, all else to stderr. Colour only where a person looks and did not say no.</summary>
internal static class Terminal
{
    private static bool ColourAllowed { get; } =
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>True if escape sequences may be written to stdout.</summary>
    public static bool ColourOut { get; } = ColourAllowed && !Console.IsOutputRedirected;

    /// <summary>True if escape sequences may be written to stderr.</summary>
    public static bool ColourError { get; } = ColourAllowed && !Console.IsErrorRedirected;

    /// <summary>True if lines and bullets beyond ASCII arrive as they are.</summary>
    public static bool Unicode { get; } = Console.OutputEncoding.CodePage == 65001;

    /// <summary>Progress lines are drawn only for a person at a terminal.</summary>
    public static bool ShowsProgress { get; } = !Console.IsErrorRedirected
        && Environment.GetEnvironmentVariable("TERM") != "dumb"
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI"));

    /// <summary>Writes one line of the result to stdout.</summary>
    public static void WriteLine(string line = "") => Console.Out.WriteLine(line);

    /// <summary>Bold, if stdout shows it.</summary>
    public static string Bold(string text) => Style(text, "1", ColourOut);

    /// <summary>Dimmed, if stdout shows it.</summary>
    public static string Dim(string text) => Style(text, "2", ColourOut);

    /// <summary>Green, if stdout shows it; never the only carrier of a meaning.</summary>
    public static string Green(string text) => Style(text, "32", ColourOut);

    /// <summary>Writes <c>error: message</c> and, on its own line, a hint to stderr.</summary>
    public static void WriteError(string message, string? hint = null)
    {
        Console.Error.WriteLine(
            Style("error:", "1;31", ColourError) + " " + message.Replace("\n", "\n  ", StringComparison.Ordinal));

        if (hint is not null)
        {
            WriteHint(hint);
        }
    }

    /// <summary>Writes what the user can do next to stderr.</summary>
    public static void WriteHint(string hint) => Console.Error.WriteLine(Style("hint:", "1", ColourError) + " " + hint);

    /// <summary>Writes <c>warning: message</c> to stderr.</summary>
    public static void WriteWarning(string message) =>
        Console.Error.WriteLine(Style("warning:", "1;33", ColourError) + " " + message);

    /// <summary>Redraws the progress line on stderr; writes nothing where nobody looks.</summary>
    public static void Progress(string text)
    {
        if (ShowsProgress)
        {
            Console.Error.Write("\r\u001b[K" + text);
        }
    }

    /// <summary>Removes the progress line.</summary>
    public static void EndProgress() => Progress("");

    private static string Style(string text, string code, bool enabled) =>
        enabled ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
