using IlgpuOptim.Fuzz.Ast;
using IlgpuOptim.Fuzz.Emission;
using IlgpuOptim.Fuzz.Execution;
using IlgpuOptim.Fuzz.Generation;
using IlgpuOptim.Fuzz.Printing;
using IlgpuOptim.Fuzz.Shrinking;

namespace IlgpuOptim.Fuzz;

/// <summary>Generates kernels, checks them and shrinks what fails.</summary>
internal sealed class FuzzRun(Comparer comparer, GeneratorOptions options)
{
    private const int BatchSize = 40;

    /// <summary>Time spent on making one failure small.</summary>
    public TimeSpan ShrinkLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Told the number of each kernel before it runs; after a crash the last one is to blame.</summary>
    public Action<int, ulong>? Trace { get; init; }

    /// <summary>Checks kernels [first, first + count) of a run and yields those that fail, as found.</summary>
    public IEnumerable<Verdict> Run(ulong seed, int first, int count)
    {
        // With a trace every kernel is on its own, so that the one that brings the process down is known.
        int batchSize = this.Trace is null ? BatchSize : 1;

        for (int start = first; start < first + count; start += batchSize)
        {
            int size = Math.Min(batchSize, first + count - start);
            FuzzKernel[] kernels = [.. Enumerable.Range(start, size).Select(i =>
                KernelGenerator.Generate(KernelGenerator.SeedOf(seed, i), options))];
            this.Trace?.Invoke(start, kernels[0].Seed);

            foreach (Verdict verdict in comparer.Check(kernels))
            {
                if (verdict.IsFailure)
                {
                    yield return verdict;
                }
            }
        }
    }

    /// <summary>The failing kernel of one seed, or null if it does not fail.</summary>
    public Verdict? RunOne(ulong kernelSeed)
    {
        Verdict verdict = comparer.Check(KernelGenerator.Generate(kernelSeed, options));

        return verdict.IsFailure ? verdict : null;
    }

    /// <summary>A small kernel that fails in the same way. A kernel that hangs is left as it is: each try would cost a thread.</summary>
    public Verdict Shrink(Verdict failure)
    {
        if (failure.IsHang)
        {
            return failure;
        }

        FuzzKernel small = Shrinker.Shrink(
            failure.Kernel,
            candidate => this.FailsAlike(candidate, failure),
            this.ShrinkLimit);
        Verdict verdict = comparer.Check(small);

        return verdict.IsFailure ? verdict : failure;
    }

    /// <summary>Everything somebody needs to repair the engine.</summary>
    public static string Report(Verdict failure)
    {
        string problem = string.Join('\n', failure.Problem!.Split('\n').Take(8));

        return $"kernel seed {failure.Kernel.Seed}: {problem}\n\n"
            + $"{CSharpPrinter.Print(failure.Kernel)}\n{IlPrinter.Print(AssemblyEmitter.Emit([failure.Kernel])[0])}";
    }

    private bool FailsAlike(FuzzKernel candidate, Verdict failure)
    {
        try
        {
            Verdict verdict = comparer.Check(candidate);

            return verdict.IsFailure && !verdict.IsHang && verdict.Kind == failure.Kind;
        }
        catch (Exception)
        {
            // A variant that .NET itself rejects says nothing about the engine.
            return false;
        }
    }
}
