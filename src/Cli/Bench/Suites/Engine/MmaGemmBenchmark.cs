using System.Globalization;

using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

using IlgpuOptim.Cli.Bench.Kernels;
using IlgpuOptim.Cli.Bench.Limits;
using IlgpuOptim.Extensions;

namespace IlgpuOptim.Cli.Bench.Suites.Engine;

/// <summary>Matrix product of bfloat16 factors on tensor cores, against cuBLAS. Other devices have the kernel, too, but no such units.</summary>
/// <param name="order">Rows and columns of the matrices, a multiple of 128.</param>
/// <param name="quickOrder">The same for quick runs.</param>
internal sealed unsafe class MmaGemmBenchmark(int order, int quickOrder) : Benchmark
{
    /// <summary>Architectures from this one on multiply bfloat16.</summary>
    private const int FirstArchitecture = 80;

    /// <summary>Rows whose products are checked in float64.</summary>
    private const int CheckedRows = 64;

    private const string Name = "mma_gemm";

    public override IReadOnlyList<string> Kernels => [Name];

    public override IEnumerable<BenchRow> Run(BenchSession session, Predicate<string> wanted)
    {
        int n = session.Size(order, quickOrder);
        string shape = string.Create(CultureInfo.InvariantCulture, $"{n}x{n}x{n} bf16, sums in f32");

        if (session.Accelerator is not CudaAccelerator cuda)
        {
            yield return BenchRows.Unsupported(session, Name, shape, "the device has no matrix units that kernels can use; see sgemm");
        }
        else if (cuda.Device.Target.Sm < FirstArchitecture)
        {
            yield return BenchRows.Unsupported(session, Name, shape, "tensor cores multiply bfloat16 from sm_80 on");
        }
        else
        {
            using BufferSet buffers = new(cuda);

            yield return ContestRunner.Run(session, Prepare(session, buffers, cuda, n, shape));
        }
    }

    private static Contest Prepare(BenchSession session, BufferSet buffers, CudaAccelerator cuda, int n, string shape)
    {
        long length = (long)n * n;
        MemoryBuffer1D<BFloat16, Stride1D.Dense> a = buffers.Allocate<BFloat16>(length);
        MemoryBuffer1D<BFloat16, Stride1D.Dense> b = buffers.Allocate<BFloat16>(length);
        MemoryBuffer1D<float, Stride1D.Dense> c = buffers.Allocate<float>(length);
        BFloat16* pa = (BFloat16*)buffers.Host(a);
        BFloat16* pb = (BFloat16*)buffers.Host(b);
        float* pc = buffers.Floats(c);

        for (long i = 0; i < length; i++)
        {
            pa[i] = (BFloat16)RandomFill.UniformAt(-1, 1, session.Options.Seed, i);
            pb[i] = (BFloat16)RandomFill.UniformAt(-1, 1, session.Options.Seed + 1, i);
        }

        int step = Math.Max(1, n / CheckedRows);
        double[] reference = Reference(pa, pb, n, step);
        Action<KernelConfig, ArrayView<float>, ArrayView<BFloat16>, ArrayView<BFloat16>, int, int, int, int> kernel = cuda
            .LoadStreamKernel<ArrayView<float>, ArrayView<BFloat16>, ArrayView<BFloat16>, int, int, int, int>(
                MmaGemmKernel.Run<BFloat16, WideMmaTile>,
                new KernelSpecialization(WideMmaTile.WarpRows * WideMmaTile.WarpColumns * cuda.WarpSize, null));
        KernelConfig config = MmaGemmKernel.Configure<WideMmaTile>(cuda.WarpSize, n, n);
        CuBlas? blas = session.Cuda?.Blas;

        // Every sum of n products of size up to 1 may lose a place of its size, of the order of the root of n.
        double tolerance = n * Math.ScaleB(1, -23) * Math.Sqrt(n);

        return new Contest
        {
            Kernel = Name,
            Shape = shape,
            Flops = 2.0 * n * n * n,
            Buffers = buffers,
            RunKernel = () =>
            {
                kernel(config, c.View, a.View, b.View, n, n, n, 1);
                cuda.Synchronize();
            },
            RunLimit = blas is null ? null : () =>
            {
                blas.MultiplyBFloat16(a.NativePtr, b.NativePtr, c.NativePtr, n);
                cuda.Synchronize();
            },
            LimitName = blas?.Name,
            Note = blas is null ? "no cuBLAS (libcublas.so) found to compare with" : null,
            Reset = () => RandomFill.Constant(pc, length, float.NaN),
            Verify = () =>
            {
                for (int row = 0; row < n; row += step)
                {
                    double[] expected = reference;
                    int first = row / step * n;

                    if (Verification.Compare(pc + ((long)row * n), n, i => expected[first + i], _ => tolerance, $"row {row} of c") is { } wrong)
                    {
                        return wrong;
                    }
                }

                return null;
            },
            Corrupt = () => pc[0] += 0.5f,
            Target = BenchTarget.Ratio(0.6),
        };
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
}
