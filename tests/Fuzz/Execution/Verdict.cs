using System.Reflection;
using IlgpuOptim.Fuzz.Ast;
using IlgpuOptim.Fuzz.Emission;

namespace IlgpuOptim.Fuzz.Execution;

/// <summary>How a kernel went: null <see cref="Problem"/> means that the results agree.</summary>
internal sealed record Verdict(FuzzKernel Kernel, string? Problem, bool IsHang = false)
{
    public bool IsFailure => this.Problem is not null;

    /// <summary>What kind of failure it is; the shrinker must not slide from one problem into another.</summary>
    public string Kind
    {
        get
        {
            if (this.Problem is null || !this.Problem.StartsWith("exception", StringComparison.Ordinal))
            {
                return this.Problem is null ? string.Empty : "difference";
            }

            // The first line without numbers: names of kernels and values carry them.
            string line = this.Problem.Split('\n')[0];
            string text = string.Concat(line.Where(character => !char.IsAsciiDigit(character)));

            return text[..Math.Min(110, text.Length)];
        }
    }
}

/// <summary>Runs kernels on the engine and on the oracle and compares.</summary>
internal sealed class Comparer(IKernelExecutor engine, IKernelExecutor oracle)
{
    public IKernelExecutor Engine { get; } = engine;

    /// <summary>Time after which a kernel counts as hanging. A driver's compiler may take ten seconds for a large one, on a core of its own.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(120);

    public Verdict Check(FuzzKernel kernel)
    {
        return this.Check([kernel])[0];
    }

    /// <summary>Checks kernels emitted together, which saves loading an assembly for each.</summary>
    public Verdict[] Check(IReadOnlyList<FuzzKernel> kernels)
    {
        MethodInfo[] methods = AssemblyEmitter.Emit(kernels);

        return [.. kernels.Select((kernel, i) => this.Check(kernel, methods[i]))];
    }

    private Verdict Check(FuzzKernel kernel, MethodInfo method)
    {
        Array[] expected = KernelData.CreateInputs(kernel);
        Array[] actual = KernelData.Clone(expected);
        oracle.Run(kernel, method, expected);

        // The engine runs on its own thread, so that one that hangs can be reported (though not stopped).
        Exception? exception = null;
        Thread thread = new(() =>
        {
            try
            {
                this.Engine.Run(kernel, method, actual);
            }
            catch (Exception caught)
            {
                exception = caught;
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();

        if (!thread.Join(this.TimeLimit))
        {
            return new Verdict(kernel, $"hang: no result after {this.TimeLimit.TotalSeconds:0} s", IsHang: true);
        }

        if (exception is not null)
        {
            return new Verdict(kernel, $"exception {exception.GetType().Name}: {exception.Message}\n{exception}");
        }

        return new Verdict(kernel, KernelData.FindDifference(kernel, expected, actual));
    }
}
