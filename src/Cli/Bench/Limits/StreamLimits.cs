using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Cli.Bench.Limits;

/// <summary>Hand-written loops over long arrays: call-free leaf methods over a range [start, end) of elements.</summary>
internal static unsafe class StreamLimits
{
    /// <summary>Name of the loops' vector width, such as <c>Vector512</c>.</summary>
    public static string VectorName =>
        Vector512.IsHardwareAccelerated ? "Vector512" : Vector256.IsHardwareAccelerated ? "Vector256" : "Vector128";

    /// <summary>Elements that one thread takes at a time: 1 MiB, whole vectors and unrolled rounds.</summary>
    public const long Chunk = 1 << 18;

    /// <summary>a[i] = b[i] + scale * c[i].</summary>
    public static void Triad(float* a, float* b, float* c, float scale, long start, long end)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Triad<Ops512, Vector512<float>>(a, b, c, scale, start, end);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Triad<Ops256, Vector256<float>>(a, b, c, scale, start, end);
        }
        else
        {
            Triad<Ops128, Vector128<float>>(a, b, c, scale, start, end);
        }
    }

    /// <summary>One step of Adam on parameters p, moments m and v, gradients g.</summary>
    public static void Adam(float* p, float* m, float* v, float* g, AdamConstants constants, long start, long end)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Adam<Ops512, Vector512<float>>(p, m, v, g, constants, start, end);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Adam<Ops256, Vector256<float>>(p, m, v, g, constants, start, end);
        }
        else
        {
            Adam<Ops128, Vector128<float>>(p, m, v, g, constants, start, end);
        }
    }

    /// <summary>The sum of x[start] to x[end - 1].</summary>
    public static float Sum(float* x, long start, long end) =>
        Vector512.IsHardwareAccelerated ? Sum<Ops512, Vector512<float>>(x, start, end)
        : Vector256.IsHardwareAccelerated ? Sum<Ops256, Vector256<float>>(x, start, end)
        : Sum<Ops128, Vector128<float>>(x, start, end);

    /// <summary>The sum of a few floats, one after the other.</summary>
    public static float SumInOrder(float* x, int length)
    {
        float sum = 0;

        for (int i = 0; i < length; i++)
        {
            sum += x[i];
        }

        return sum;
    }

    /// <summary>y[i] = exp(x[i]), within 1 ulp, over the whole range of floats.</summary>
    public static void Exp(float* y, float* x, long start, long end)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Exp<Ops512, Vector512<float>>(y, x, start, end);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Exp<Ops256, Vector256<float>>(y, x, start, end);
        }
        else
        {
            Exp<Ops128, Vector128<float>>(y, x, start, end);
        }
    }

    /// <summary>Counts the low eight bits of x[start] to x[end - 1] into 4 times 256 bins, one set per position modulo 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Histogram(int* x, int* bins, long start, long end)
    {
        // Four sets: equal neighbours do not wait for each other's store.
        for (long i = start; i < end; i += 4)
        {
            bins[x[i] & 255]++;
            bins[256 + (x[i + 1] & 255)]++;
            bins[512 + (x[i + 2] & 255)]++;
            bins[768 + (x[i + 3] & 255)]++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Triad<TOps, TVector>(float* a, float* b, float* c, float scale, long start, long end)
        where TOps : struct, IVectorOps<TVector>
        where TVector : unmanaged
    {
        TVector factor = TOps.Splat(scale);
        int width = TOps.Count;

        for (long i = start; i < end; i += 4 * width)
        {
            TOps.StoreAroundCache(a + i, TOps.Fma(TOps.Load(c + i), factor, TOps.Load(b + i)));
            TOps.StoreAroundCache(a + i + width, TOps.Fma(TOps.Load(c + i + width), factor, TOps.Load(b + i + width)));
            TOps.StoreAroundCache(
                a + i + (2 * width),
                TOps.Fma(TOps.Load(c + i + (2 * width)), factor, TOps.Load(b + i + (2 * width))));
            TOps.StoreAroundCache(
                a + i + (3 * width),
                TOps.Fma(TOps.Load(c + i + (3 * width)), factor, TOps.Load(b + i + (3 * width))));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Adam<TOps, TVector>(
        float* p, float* m, float* v, float* g, AdamConstants constants, long start, long end)
        where TOps : struct, IVectorOps<TVector>
        where TVector : unmanaged => AdamLoop.Run<TOps, TVector>(p, m, v, g, constants, start, end);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Sum<TOps, TVector>(float* x, long start, long end)
        where TOps : struct, IVectorOps<TVector>
        where TVector : unmanaged
    {
        TVector sum0 = TOps.Splat(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
        TVector sum4 = sum0, sum5 = sum0, sum6 = sum0, sum7 = sum0;
        int width = TOps.Count;

        for (long i = start; i < end; i += 8 * width)
        {
            sum0 = TOps.Add(sum0, TOps.Load(x + i));
            sum1 = TOps.Add(sum1, TOps.Load(x + i + width));
            sum2 = TOps.Add(sum2, TOps.Load(x + i + (2 * width)));
            sum3 = TOps.Add(sum3, TOps.Load(x + i + (3 * width)));
            sum4 = TOps.Add(sum4, TOps.Load(x + i + (4 * width)));
            sum5 = TOps.Add(sum5, TOps.Load(x + i + (5 * width)));
            sum6 = TOps.Add(sum6, TOps.Load(x + i + (6 * width)));
            sum7 = TOps.Add(sum7, TOps.Load(x + i + (7 * width)));
        }

        return TOps.Sum(TOps.Add(
            TOps.Add(TOps.Add(sum0, sum1), TOps.Add(sum2, sum3)),
            TOps.Add(TOps.Add(sum4, sum5), TOps.Add(sum6, sum7))));
    }

    /// <summary>exp(x) = 2^n exp(r), n = round(x / ln 2), |r| at most ln 2 / 2: a minimax polynomial of degree 6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Exp<TOps, TVector>(float* y, float* x, long start, long end)
        where TOps : struct, IVectorOps<TVector>
        where TVector : unmanaged
    {
        TVector low = TOps.Splat(-104.0f), high = TOps.Splat(89.0f);
        TVector perLn2 = TOps.Splat(1.44269504f);
        TVector minusLn2High = TOps.Splat(-0.693359375f), minusLn2Low = TOps.Splat(2.12194440e-4f);
        TVector one = TOps.Splat(1), c2 = TOps.Splat(0.499999934f), c3 = TOps.Splat(0.166665204f);
        TVector c4 = TOps.Splat(0.041668392f), c5 = TOps.Splat(0.008368745f), c6 = TOps.Splat(0.00138144207f);

        for (long i = start; i < end; i += TOps.Count)
        {
            TVector argument = TOps.Clamp(TOps.Load(x + i), low, high);
            TVector power = TOps.Round(TOps.Multiply(argument, perLn2));
            TVector rest = TOps.Fma(power, minusLn2Low, TOps.Fma(power, minusLn2High, argument));
            TVector sum = TOps.Fma(c6, rest, c5);
            sum = TOps.Fma(sum, rest, c4);
            sum = TOps.Fma(sum, rest, c3);
            sum = TOps.Fma(sum, rest, c2);
            sum = TOps.Fma(sum, rest, one);
            sum = TOps.Fma(sum, rest, one);

            TOps.Store(y + i, TOps.Scale(sum, power));
        }
    }
}
