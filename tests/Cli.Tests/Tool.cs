using System.Diagnostics;
using System.Text;
using IlgpuOptim.Testing;

namespace IlgpuOptim.Cli.Tests;

/// <summary>What a finished process said.</summary>
public sealed record ToolResult(int ExitCode, string Output, string Error);

/// <summary>Runs the tool as users do: as a process, with its own streams.</summary>
internal static class Tool
{
    private const int TimeoutMilliseconds = 300_000;

    /// <summary>The tool, which the project reference copies beside the tests.</summary>
    public static string DllPath { get; } = Path.Combine(AppContext.BaseDirectory, "ilgpu-optim.dll");

    /// <summary>The checkout that the tests were built from, or null if they were moved away from it.</summary>
    public static string? RepositoryRoot { get; } = Repository.Root;

    public static ToolResult Run(params string[] arguments) => Run(new Dictionary<string, string>(), arguments);

    public static ToolResult Run(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        RunProcess("dotnet", [DllPath, .. arguments], environment);

    public static ToolResult RunProcess(
        string file,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string? workingDirectory = null)
    {
        ProcessStartInfo start = new(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = workingDirectory ?? "",
        };

        // What the tool does must not depend on the terminal the tests were started from.
        start.Environment.Remove("NO_COLOR");
        start.Environment["TERM"] = "xterm-256color";

        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();

        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();

        if (!process.WaitForExit(TimeoutMilliseconds))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{file} did not end");
        }

        return new ToolResult(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }
}
