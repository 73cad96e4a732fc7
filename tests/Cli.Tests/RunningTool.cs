using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace IlgpuOptim.Cli.Tests;

/// <summary>The tool while it runs, to be stopped by signals.</summary>
internal sealed partial class RunningTool : IDisposable
{
    private const int Sigint = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private RunningTool(Process process)
    {
        this._process = process;
        this._output = process.StandardOutput.ReadToEndAsync();
        this._error = process.StandardError.ReadToEndAsync();
    }

    public static RunningTool Start(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Tool.DllPath, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };

        return new RunningTool(Process.Start(start)!);
    }

    /// <summary>Waits until something holds while the tool runs.</summary>
    public void WaitFor(Func<bool> holds)
    {
        Stopwatch clock = Stopwatch.StartNew();

        while (!holds())
        {
            if (this._process.HasExited)
            {
                throw new InvalidOperationException($"the tool ended too early: {this._error.GetAwaiter().GetResult()}");
            }

            if (clock.Elapsed > Patience)
            {
                throw new TimeoutException("what was waited for did not happen");
            }

            Thread.Sleep(5);
        }
    }

    /// <summary>SIGKILL: nothing in the process hears of it.</summary>
    public void Kill()
    {
        this._process.Kill();
        this._process.WaitForExit();
    }

    /// <summary>What Ctrl-C does.</summary>
    public void Interrupt() => _ = Signal(this._process.Id, Sigint);

    /// <summary>Waits for the end.</summary>
    public ToolResult End() => this._process.WaitForExit(Patience)
        ? new ToolResult(this._process.ExitCode, this._output.GetAwaiter().GetResult(), this._error.GetAwaiter().GetResult())
        : throw new TimeoutException("the tool did not end");

    public void Dispose()
    {
        if (!this._process.HasExited)
        {
            this._process.Kill(entireProcessTree: true);
        }

        this._process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
