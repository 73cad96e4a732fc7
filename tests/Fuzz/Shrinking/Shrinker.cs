using System.Diagnostics;
using IlgpuOptim.Fuzz.Ast;

namespace IlgpuOptim.Fuzz.Shrinking;

/// <summary>
/// Makes a failing kernel small: tries simpler variants and keeps each that still fails, until none does or the time is over.
/// </summary>
internal static class Shrinker
{
    /// <summary>Shrinks as long as <paramref name="fails"/> holds.</summary>
    public static FuzzKernel Shrink(FuzzKernel kernel, Func<FuzzKernel, bool> fails, TimeSpan limit)
    {
        Stopwatch watch = Stopwatch.StartNew();
        bool progress = true;

        while (progress && watch.Elapsed < limit)
        {
            progress = false;

            foreach (Func<FuzzKernel, IEnumerable<FuzzKernel>> pass in Passes())
            {
                while (watch.Elapsed < limit && Step(kernel, pass, fails, watch, limit) is FuzzKernel smaller)
                {
                    kernel = smaller;
                    progress = true;
                }
            }
        }

        return kernel;
    }

    /// <summary>Coarse passes first: they remove much at once, which makes the finer ones fast.</summary>
    private static IEnumerable<Func<FuzzKernel, IEnumerable<FuzzKernel>>> Passes()
    {
        yield return kernel => Variants.RemoveStatements(kernel, 16);
        yield return kernel => Variants.RemoveStatements(kernel, 4);
        yield return kernel => Variants.RemoveStatements(kernel, 1);
        yield return Variants.SimplifyStatements;
        yield return Variants.SimplifyExpressions;
        yield return Variants.SimplifyLaunch;
    }

    private static FuzzKernel? Step(
        FuzzKernel kernel,
        Func<FuzzKernel, IEnumerable<FuzzKernel>> pass,
        Func<FuzzKernel, bool> fails,
        Stopwatch watch,
        TimeSpan limit)
    {
        foreach (FuzzKernel candidate in pass(kernel))
        {
            if (fails(candidate))
            {
                return candidate;
            }

            if (watch.Elapsed > limit)
            {
                break;
            }
        }

        return null;
    }
}
