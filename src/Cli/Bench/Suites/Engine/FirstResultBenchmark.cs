using System.Diagnostics;

using IlgpuOptim.Cli.Commands;

namespace IlgpuOptim.Cli.Bench.Suites.Engine;

/// <summary>
/// From the start of a fresh process to the result of its first kernel: runtime, context, compiler, launch, read-back. The
/// limit is a process of the same program that computes the same without the engine.
/// </summary>
internal sealed class FirstResultBenchmark : Benchmark
{
    private const string OfThis = "first_result";
    private const string OfPublished = "first_result_published";
    private const int Samples = 7;

    public override IReadOnlyList<string> Kernels => [OfThis, OfPublished];

    public override IEnumerable<BenchRow> Run(BenchSession session, Predicate<string> wanted)
    {
        if (wanted(OfThis))
        {
            yield return Measure(session, OfThis, Invocation.OfThisProcess());
        }

        // If this is not the program that ./ilgpu-optim starts, that one is of interest too.
        if (wanted(OfPublished) && Invocation.OfPublished() is { } published)
        {
            yield return Measure(session, OfPublished, published);
        }
    }

    private static BenchRow Measure(BenchSession session, string kernel, Invocation invocation)
    {
        string shape = $"fresh process, {(invocation.IsPrecompiled ? "precompiled" : "not precompiled")}";
        List<double> seconds = [];
        List<double> limit = [];

        // The first round brings the files into the page cache.
        for (int i = -1; i < Samples; i++)
        {
            session.Stop.ThrowIfCancellationRequested();

            (double withEngine, string? said) = Start(invocation, FirstResultCommand.Name);
            (double without, string? saidWithout) = Start(
                invocation, FirstResultCommand.Name, FirstResultCommand.WithoutEngineOption);

            if (session.Options.Fault == kernel)
            {
                said += "1";
            }

            if (said != FirstResultCommand.Expected || saidWithout != FirstResultCommand.Expected)
            {
                string what = said != FirstResultCommand.Expected ? said ?? "nothing" : saidWithout ?? "nothing";

                return BenchRows.Failed(
                    session, kernel, shape, $"wrong result: the process said '{what}', expected '{FirstResultCommand.Expected}'");
            }

            if (i >= 0)
            {
                seconds.Add(withEngine);
                limit.Add(without);
            }
        }

        return LatencyRow.Create(
            session,
            kernel,
            shape,
            new PairedSamples([.. seconds], [.. limit]),
            "the same process without the engine",
            BenchTarget.Seconds(0.4));
    }

    /// <summary>Time until the first line, and the line.</summary>
    private static (double Seconds, string? Line) Start(Invocation invocation, params string[] arguments)
    {
        ProcessStartInfo start = new(invocation.File, [.. invocation.Arguments, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        long from = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        string? line = process.StandardOutput.ReadLine();
        double seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;

        line ??= process.StandardError.ReadLine();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        return (seconds, line);
    }

    /// <summary>How to start a program.</summary>
    private sealed record Invocation(string File, string[] Arguments, bool IsPrecompiled)
    {
        private const string AssemblyName = "ilgpu-optim.dll";

        private static string ThisAssembly => Path.Combine(AppContext.BaseDirectory, AssemblyName);

        public static Invocation OfThisProcess()
        {
            string file = Environment.ProcessPath ?? "dotnet";
            bool isHost = Path.GetFileNameWithoutExtension(file) == "dotnet";

            return new Invocation(file, isHost ? [ThisAssembly] : [], BenchEnvironment.IsPrecompiled);
        }

        /// <summary>What the launcher of the checkout starts, if this process is in a checkout and is not that.</summary>
        public static Invocation? OfPublished()
        {
            for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (!Path.Exists(Path.Combine(folder.FullName, "IlgpuOptim.sln")))
                {
                    continue;
                }

                string tool = Path.Combine(folder.FullName, "artifacts", "tool");
                string program = Path.Combine(tool, CommandLine.ToolName);
                string assembly = Path.Combine(tool, AssemblyName);

                return Path.Exists(program) && Path.Exists(assembly) && assembly != ThisAssembly
                    ? new Invocation(program, [], BenchEnvironment.HasNativeCode(assembly))
                    : null;
            }

            return null;
        }
    }
}
