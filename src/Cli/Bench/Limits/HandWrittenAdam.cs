using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Cli.Bench.Limits;

/// <summary>The hand-written step of Adam under as many names as there are types, to measure how long the .NET JIT takes.</summary>
internal static unsafe class HandWrittenAdam<TTag>
    where TTag : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step(float* p, float* m, float* v, float* g, AdamConstants constants, long start, long end)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            AdamLoop.Run<Ops512, Vector512<float>>(p, m, v, g, constants, start, end);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            AdamLoop.Run<Ops256, Vector256<float>>(p, m, v, g, constants, start, end);
        }
        else
        {
            AdamLoop.Run<Ops128, Vector128<float>>(p, m, v, g, constants, start, end);
        }
    }
}

/// <summary>The loop itself.</summary>
internal static unsafe class AdamLoop
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TOps, TVector>(
        float* p, float* m, float* v, float* g, AdamConstants constants, long start, long end)
        where TOps : struct, IVectorOps<TVector>
        where TVector : unmanaged
    {
        TVector beta1 = TOps.Splat(constants.Beta1);
        TVector beta2 = TOps.Splat(constants.Beta2);
        TVector rest1 = TOps.Splat(1 - constants.Beta1);
        TVector rest2 = TOps.Splat(1 - constants.Beta2);
        TVector rate = TOps.Splat(-constants.Rate);
        TVector correction = TOps.Splat(constants.Correction2);
        TVector epsilon = TOps.Splat(constants.Epsilon);

        // Plain stores: the lines were just read, so there is no traffic to save.
        for (long i = start; i < end; i += TOps.Count)
        {
            TVector gradient = TOps.Load(g + i);
            TVector first = TOps.Fma(beta1, TOps.Load(m + i), TOps.Multiply(rest1, gradient));
            TVector second = TOps.Fma(beta2, TOps.Load(v + i), TOps.Multiply(rest2, TOps.Multiply(gradient, gradient)));
            TVector scale = TOps.Add(TOps.Sqrt(TOps.Multiply(second, correction)), epsilon);

            TOps.Store(m + i, first);
            TOps.Store(v + i, second);
            TOps.Store(p + i, TOps.Fma(rate, TOps.Divide(first, scale), TOps.Load(p + i)));
        }
    }
}
