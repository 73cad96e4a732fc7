using System.Numerics;
using System.Runtime.InteropServices;

using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Cli.Bench.Limits;
using IlgpuOptim.Compute;
using IlgpuOptim.Compute.Vendor;

namespace IlgpuOptim.Cli.Bench.Suites.Engine;

/// <summary>Matrix product as a C# kernel against OpenBLAS, or against a hand-written one where there is none.</summary>
internal sealed unsafe class SgemmBenchmark : Benchmark
{
    private static readonly int[] Orders = [1024, 2048, LargeOrder];

    /// <summary>The order that fills a large GPU.</summary>
    private const int LargeOrder = 4096;

    public override IReadOnlyList<string> Kernels => [.. Orders.Select(Name)];

    public override IEnumerable<BenchRow> Run(BenchSession session, Predicate<string> wanted)
    {
        foreach (int order in Orders)
        {
            if (wanted(Name(order)))
            {
                yield return order < LargeOrder || session.Cuda is not null
                    ? Measure(session, order)
                    : BenchRows.Unsupported(session, Name(order), Shape(order), "measured on GPUs; see the smaller ones");
            }
        }
    }

    private static string Shape(int order) => $"{order}x{order}x{order} f32";

    private static string Name(int order) => $"sgemm_{order}";

    private static BenchRow Measure(BenchSession session, int order)
    {
        Accelerator accelerator = session.Accelerator;
        using ComputeDevice device = new(accelerator);
        using BufferSet buffers = new(accelerator);
        using SgemmLimit own = new(session.Team, order, order, order);
        long length = (long)order * order;
        MemoryBuffer1D<float, Stride1D.Dense> a = buffers.Allocate<float>(length);
        MemoryBuffer1D<float, Stride1D.Dense> b = buffers.Allocate<float>(length);
        MemoryBuffer1D<float, Stride1D.Dense> c = buffers.Allocate<float>(length);
        float* pa = buffers.Floats(a);
        float* pb = buffers.Floats(b);
        float* pc = buffers.Floats(c);

        RandomFill.Uniform(pa, length, -1, 1, session.Options.Seed);
        RandomFill.Uniform(pb, length, -1, 1, session.Options.Seed + 1);

        double[] reference = Reference(pa, pb, order);
        OpenBlas? blas = session.OpenCl is null && session.Cuda is null ? session.Blas : null;
        Action multiply = Load(device, a, b, c, order);
        (string? openClName, Action? openClLimit) = ChooseLimit(session, buffers, a, b, c, order);

        // Rounding errors of k products of size up to 1, added one after the other, several times over.
        double tolerance = order * Math.ScaleB(1, -24);

        return ContestRunner.Run(session, new Contest
        {
            Kernel = Name(order),
            Shape = Shape(order),
            Flops = 2.0 * order * order * order,
            Buffers = buffers,
            RunKernel = () =>
            {
                multiply();
                accelerator.Synchronize();
            },
            RunLimit = session.Cuda is { } cuda
                ? LimitOnCuda(accelerator, cuda, a, b, c, order)
                : openClLimit ?? (blas is null ? () => own.Run(pa, pb, pc) : () => blas.Multiply(pa, pb, pc, order)),
            LimitName = session.Cuda is not null
                ? session.Cuda.Blas?.Name
                : openClName ?? (blas is null
                    ? $"hand-written {StreamLimits.VectorName}, packed panels (no OpenBLAS here)"
                    : $"OpenBLAS ({blas.Core} kernels)"),
            InBlocks = blas is not null,
            Note = session.Cuda is { Blas: null } ? "no cuBLAS (libcublas.so) found to compare with"
                : blas is null ? null
                : "OpenBLAS has threads of its own, so the two were measured in blocks with pauses, not in turns",
            Reset = () => RandomFill.Constant(pc, length, float.NaN),
            Verify = () => Verification.Compare(pc, length, i => reference[i], _ => tolerance, "c"),
            Corrupt = () => pc[length / 3] += 1e-2f,
            Target = BenchTarget.Ratio(session.OpenCl is null ? 0.6 : 0.8),
        });
    }

    /// <summary>cuBLAS in full precision, if it is there.</summary>
    private static Action? LimitOnCuda(
        Accelerator accelerator,
        CudaLimits cuda,
        MemoryBuffer1D<float, Stride1D.Dense> a,
        MemoryBuffer1D<float, Stride1D.Dense> b,
        MemoryBuffer1D<float, Stride1D.Dense> c,
        int order) => cuda.Blas is not { } blas ? null : () =>
        {
            blas.Multiply(a.NativePtr, b.NativePtr, c.NativePtr, order, isBFloat16: false);
            accelerator.Synchronize();
        };

    /// <summary>The faster of the two hand-written forms; the other one is named with it.</summary>
    private static (string? Name, Action? Run) ChooseLimit(
        BenchSession session,
        BufferSet buffers,
        MemoryBuffer1D<float, Stride1D.Dense> a,
        MemoryBuffer1D<float, Stride1D.Dense> b,
        MemoryBuffer1D<float, Stride1D.Dense> c,
        int order)
    {
        if (session.OpenCl is not { } openCl)
        {
            return (null, null);
        }

        buffers.Upload();
        Action tiled = openCl.TiledProduct(a, b, c, order);
        Action packed = openCl.PackedProduct(a, b, c, buffers.Allocate<float>((long)order * order), order);
        double tiledSpeed = 2.0 * order * order * order / 1e9 / BestOf(tiled);
        double packedSpeed = 2.0 * order * order * order / 1e9 / BestOf(packed);
        bool isPacked = packedSpeed > tiledSpeed;
        string name = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"hand-written OpenCL C, {(isPacked ? "float16 and packed panels" : "tiles of 16x16")} (the other form: {Math.Min(tiledSpeed, packedSpeed):F1} GFLOP/s)");

        return (name, isPacked ? packed : tiled);
    }

    private static double BestOf(Action run)
    {
        double best = double.PositiveInfinity;

        // The first run compiles.
        for (int i = 0; i < 3; i++)
        {
            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            run();
            double seconds = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
            best = i == 0 ? best : Math.Min(best, seconds);
        }

        return best;
    }

    private static Action Load(
        ComputeDevice device,
        MemoryBuffer1D<float, Stride1D.Dense> a,
        MemoryBuffer1D<float, Stride1D.Dense> b,
        MemoryBuffer1D<float, Stride1D.Dense> c,
        int order)
    {
        MatrixView<float> left = new(a.View, order, order);
        MatrixView<float> right = new(b.View, order, order);
        MatrixView<float> result = new(c.View, order, order);

        return () => Gemm.Multiply(device, result, left, right);
    }

    /// <summary>A * B in float64, row by row on all cores.</summary>
    private static double[] Reference(float* a, float* b, int order)
    {
        double[] right = new double[(long)order * order];
        double[] result = new double[right.Length];

        for (long i = 0; i < right.Length; i++)
        {
            right[i] = b[i];
        }

        Parallel.For(0, order, row =>
        {
            Span<double> sums = result.AsSpan(row * order, order);

            for (int k = 0; k < order; k++)
            {
                AddScaled(sums, right.AsSpan(k * order, order), a[((long)row * order) + k]);
            }
        });

        return result;
    }

    private static void AddScaled(Span<double> sums, ReadOnlySpan<double> row, double factor)
    {
        Span<Vector<double>> to = MemoryMarshal.Cast<double, Vector<double>>(sums);
        ReadOnlySpan<Vector<double>> from = MemoryMarshal.Cast<double, Vector<double>>(row);

        for (int i = 0; i < to.Length; i++)
        {
            to[i] += from[i] * factor;
        }
    }
}
