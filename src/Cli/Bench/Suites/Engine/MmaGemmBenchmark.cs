using System.Globalization;

using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

using IlgpuOptim.Cli.Bench.Kernels;
using IlgpuOptim.Cli.Bench.Limits;
using IlgpuOptim.Extensions;

namespace IlgpuOptim.Cli.Bench.Suites.Engine;

/// <summary>
/// Matrix product of bfloat16 factors by matrix fragments: on tensor cores against cuBLAS. Elsewhere the same kernel, by smaller blocks,
/// against a product of the same factors in float32, which shows what the fragments cost where there are no units for them.
/// </summary>
/// <param name="order">Rows and columns of the matrices on devices with matrix units, a multiple of 128.</param>
/// <param name="quickOrder">The same for quick runs.</param>
internal sealed unsafe class MmaGemmBenchmark(int order, int quickOrder) : Benchmark
{
    /// <summary>Architectures from this one on multiply bfloat16.</summary>
    private const int FirstArchitecture = 80;

    /// <summary>Order of the matrices where the lanes multiply.</summary>
    private const int SmallOrder = 512;

    /// <summary>Rows whose products are checked in float64.</summary>
    private const int CheckedRows = 64;

    private const string Name = "mma_gemm";

    public override IReadOnlyList<string> Kernels => [Name];

    public override IEnumerable<BenchRow> Run(BenchSession session, Predicate<string> wanted)
    {
        CudaAccelerator? cuda = session.Accelerator as CudaAccelerator;
        int n = cuda is null ? SmallOrder : session.Size(order, quickOrder);
        string shape = string.Create(CultureInfo.InvariantCulture, $"{n}x{n}x{n} bf16, sums in f32");

        if (cuda is not null && cuda.Device.Target.Sm < FirstArchitecture)
        {
            yield return BenchRows.Unsupported(session, Name, shape, "tensor cores multiply bfloat16 from sm_80 on");
        }
        else
        {
            using BufferSet buffers = new(session.Accelerator);
            using SgemmLimit own = new(session.Team, n, n, n);
            Matrices matrices = new(session, buffers, n, needsFloats: cuda is null);

            yield return ContestRunner.Run(session, Prepare(session, matrices, own, n, shape));
        }
    }

    private static Contest Prepare(BenchSession session, Matrices matrices, SgemmLimit own, int n, string shape)
    {
        int step = Math.Max(1, n / CheckedRows);
        double[] reference = Reference(matrices.HostA, matrices.HostB, n, step);
        (string? limitName, Action? limit) = ChooseLimit(session, matrices, own, n);
        float* result = matrices.HostC;
        bool hasUnits = session.Cuda is not null;

        // Every sum of n products of size up to 1 may lose a place of its size, of the order of the root of n.
        double tolerance = n * Math.ScaleB(1, -23) * Math.Sqrt(n);

        return new Contest
        {
            Kernel = Name,
            Shape = shape,
            Flops = 2.0 * n * n * n,
            Buffers = matrices.Buffers,
            RunKernel = hasUnits ? Load<WideMmaTile>(session.Accelerator, matrices, n) : Load<SmallMmaTile>(session.Accelerator, matrices, n),
            RunLimit = limit,
            LimitName = limitName,
            Note = !hasUnits ? "no matrix units here: the lanes multiply"
                : limit is null ? "no cuBLAS (libcublas.so) found to compare with"
                : null,
            Reset = () => RandomFill.Constant(result, (long)n * n, float.NaN),
            Verify = () => Verify(result, reference, n, step, tolerance),
            Corrupt = () => result[0] += 0.5f,
            Target = hasUnits ? BenchTarget.Ratio(0.6) : null,
        };
    }

    private static Action Load<TTile>(Accelerator accelerator, Matrices matrices, int n)
        where TTile : struct, IMmaTile
    {
        Action<KernelConfig, ArrayView<float>, ArrayView<BFloat16>, ArrayView<BFloat16>, int, int, int, int> kernel = accelerator
            .LoadStreamKernel<ArrayView<float>, ArrayView<BFloat16>, ArrayView<BFloat16>, int, int, int, int>(
                MmaGemmKernel.Run<BFloat16, TTile>,
                new KernelSpecialization(TTile.WarpRows * TTile.WarpColumns * accelerator.WarpSize, null));
        KernelConfig config = MmaGemmKernel.Configure<TTile>(accelerator.WarpSize, n, n);

        return () =>
        {
            kernel(config, matrices.C.View, matrices.A.View, matrices.B.View, n, n, n, 1);
            accelerator.Synchronize();
        };
    }

    /// <summary>cuBLAS with the same types, or a product in float32.</summary>
    private static (string? Name, Action? Run) ChooseLimit(BenchSession session, Matrices matrices, SgemmLimit own, int n)
    {
        if (session.Cuda is { } cuda)
        {
            return cuda.Blas is not { } blas ? (null, null) : (blas.Name, () =>
            {
                blas.Multiply(matrices.A.NativePtr, matrices.B.NativePtr, matrices.C.NativePtr, n, isBFloat16: true);
                session.Accelerator.Synchronize();
            });
        }

        if (session.OpenCl is { } openCl)
        {
            return ("hand-written OpenCL C in f32, tiles of 16x16", openCl.TiledProduct(matrices.WideA!, matrices.WideB!, matrices.C, n));
        }

        return (
            $"hand-written {StreamLimits.VectorName} in f32, packed panels",
            () => own.Run((float*)matrices.Buffers.Host(matrices.WideA!), (float*)matrices.Buffers.Host(matrices.WideB!), matrices.HostC));
    }

    private static string? Verify(float* result, double[] reference, int n, int step, double tolerance)
    {
        for (int row = 0; row < n; row += step)
        {
            int first = row / step * n;

            if (Verification.Compare(result + ((long)row * n), n, i => reference[first + i], _ => tolerance, $"row {row} of c") is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    /// <summary>Every so many rows of A * B in float64.</summary>
    private static double[] Reference(BFloat16* a, BFloat16* b, int n, int step)
    {
        double[] result = new double[(n + step - 1) / step * (long)n];

        Parallel.For(0, (n + step - 1) / step, part =>
        {
            Span<double> sums = result.AsSpan(part * n, n);

            for (int k = 0; k < n; k++)
            {
                double factor = a[((long)part * step * n) + k];
                BFloat16* row = b + ((long)k * n);

                for (int i = 0; i < n; i++)
                {
                    sums[i] += factor * row[i];
                }
            }
        });

        return result;
    }

    /// <summary>Random factors, on the host and on the device, and room for the product.</summary>
    private sealed class Matrices
    {
        public Matrices(BenchSession session, BufferSet buffers, int n, bool needsFloats)
        {
            long length = (long)n * n;
            this.Buffers = buffers;
            this.A = buffers.Allocate<BFloat16>(length);
            this.B = buffers.Allocate<BFloat16>(length);
            this.C = buffers.Allocate<float>(length);
            this.WideA = needsFloats ? buffers.Allocate<float>(length) : null;
            this.WideB = needsFloats ? buffers.Allocate<float>(length) : null;
            this.Fill(this.A, this.WideA, session.Options.Seed);
            this.Fill(this.B, this.WideB, session.Options.Seed + 1);
        }

        public BufferSet Buffers { get; }

        public MemoryBuffer1D<BFloat16, Stride1D.Dense> A { get; }

        public MemoryBuffer1D<BFloat16, Stride1D.Dense> B { get; }

        public MemoryBuffer1D<float, Stride1D.Dense> C { get; }

        /// <summary>The factors as floats, for limits that know nothing else; null where they are not needed.</summary>
        public MemoryBuffer1D<float, Stride1D.Dense>? WideA { get; }

        public MemoryBuffer1D<float, Stride1D.Dense>? WideB { get; }

        public BFloat16* HostA => (BFloat16*)this.Buffers.Host(this.A);

        public BFloat16* HostB => (BFloat16*)this.Buffers.Host(this.B);

        public float* HostC => (float*)this.Buffers.Host(this.C);

        private void Fill(MemoryBuffer1D<BFloat16, Stride1D.Dense> buffer, MemoryBuffer1D<float, Stride1D.Dense>? wide, ulong seed)
        {
            BFloat16* values = (BFloat16*)this.Buffers.Host(buffer);
            float* floats = wide is null ? null : (float*)this.Buffers.Host(wide);

            for (long i = 0; i < buffer.Length; i++)
            {
                values[i] = (BFloat16)RandomFill.UniformAt(-1, 1, seed, i);

                if (floats is not null)
                {
                    floats[i] = values[i];
                }
            }
        }
    }
}
