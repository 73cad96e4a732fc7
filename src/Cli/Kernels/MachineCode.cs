using System.Diagnostics;

using IlgpuOptim.Cli.Commands;
using IlgpuOptim.Engine.Backends.Cpu;

namespace IlgpuOptim.Cli.Kernels;

/// <summary>
/// The machine code that RyuJIT makes of a kernel. Only the runtime can print it, and only if environment variables said so
/// when the process started: so this program starts itself once more.
/// </summary>
/// <param name="Text">The listing, or null.</param>
/// <param name="Reason">Why there is none, or null.</param>
internal sealed record MachineCode(string? Text, string? Reason)
{
    private const string AssemblyName = CommandLine.ToolName + ".dll";
    private const int TimeoutMilliseconds = 60_000;

    public static MachineCode Of(string kernel, InspectedVariant variant)
    {
        string folder = Directory.CreateTempSubdirectory("ilgpu-optim-").FullName;

        try
        {
            string listing = Path.Combine(folder, "asm.txt");
            string? problem = Run(kernel, variant, listing);

            if (problem is not null)
            {
                return new MachineCode(null, problem);
            }

            string text = File.Exists(listing) ? File.ReadAllText(listing) : "";

            return string.IsNullOrWhiteSpace(text)
                ? new MachineCode(null, "this .NET runtime does not print machine code")
                : new MachineCode(Trim(text), null);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Starts the child; returns what went wrong.</summary>
    private static string? Run(string kernel, InspectedVariant variant, string listing)
    {
        string file = Environment.ProcessPath ?? "dotnet";
        string assembly = Path.Combine(AppContext.BaseDirectory, AssemblyName);
        string[] program = Path.GetFileNameWithoutExtension(file) == "dotnet" ? [assembly] : [];
        ProcessStartInfo start = new(file, [.. program, "kernel", KernelJitCommand.Name, kernel, KernelDump.Name(variant)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        start.Environment["DOTNET_JitDisasm"] = CpuKernelInspector.JitPattern;
        start.Environment["DOTNET_JitStdOutFile"] = listing;
        start.Environment["DOTNET_JitDisasmDiffable"] = "1";

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();

        if (!process.WaitForExit(TimeoutMilliseconds))
        {
            process.Kill(entireProcessTree: true);

            return "the process that compiles the kernel did not end";
        }

        output.GetAwaiter().GetResult();

        return process.ExitCode == ExitCodes.Done
            ? null
            : $"the process that compiles the kernel ended with {process.ExitCode}: {error.GetAwaiter().GetResult().Trim()}";
    }

    /// <summary>The last listing: before the kernel, the runtime may have compiled stubs of its own.</summary>
    private static string Trim(string text)
    {
        const string head = "; Assembly listing for method ";
        string lines = string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));

        return lines[Math.Max(0, lines.LastIndexOf(head, StringComparison.Ordinal))..].Trim('\n') + "\n";
    }
}
