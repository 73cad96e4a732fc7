using IlgpuOptim.Cli.Bench.Kernels;
using IlgpuOptim.Engine.Conformance.Harness;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using IlgpuOptim.Extensions;
using Xunit;

namespace IlgpuOptim.Engine.Conformance.Parallel;

/// <summary>The matrix product by fragments against one in double precision: whole blocks, edges, rows that are not aligned.</summary>
public sealed class MmaGemmTests(TargetFixture fixture) : ConformanceTest(fixture)
{
    /// <summary>m, n, k, and the tile. Eight warps of 64 sums a lane are a sensible block for matrix units alone.</summary>
    public static IEnumerable<object?[]> Shapes(string target)
    {
        object?[][] small = [[64, 32, 64, "small"], [37, 19, 29, "small"]];
        object?[][] wide = [[128, 256, 128, "wide"], [130, 136, 72, "wide"], [1, 1, 1, "wide"]];

        return target.StartsWith("cuda", StringComparison.Ordinal) ? [.. small, .. wide] : small;
    }

    [Theory]
    [EachTarget(nameof(Shapes))]
    public void Product_IsThatInDoublePrecision(string target, int m, int n, int k, string tile)
    {
        if (tile == "wide")
        {
            this.Multiply<BFloat16, WideMmaTile>(target, m, n, k, value => (BFloat16)value, value => value);
        }
        else
        {
            this.Multiply<BFloat16, SmallMmaTile>(target, m, n, k, value => (BFloat16)value, value => value);
            this.Multiply<TensorFloat32, SmallMmaTile>(target, m, n, k, value => (TensorFloat32)value, value => TensorFloat32.Round(value));
        }
    }

#if !DEBUG_IL
    [Theory]
    [InlineData(70)]
    [InlineData(80)]
    public void Warps_WaitForEachOther(int architecture)
    {
        // The machine finds accesses of different warps to a byte of shared memory without a barrier between.
        Ptx.PtxOptions options = new() { CheckRaces = true, Seed = 5 };
        using Context context = Context.Create(builder => Ptx.Driver.VirtualCuda.VirtualCudaDevices(builder, architecture, options));
        using Accelerator accelerator = context.CreateCudaAccelerator(0);
        const int Order = 160;
        using MemoryBuffer1D<BFloat16, Stride1D.Dense> a = accelerator.Allocate1D(Enumerable.Repeat((BFloat16)1, Order * Order).ToArray());
        using MemoryBuffer1D<BFloat16, Stride1D.Dense> b = accelerator.Allocate1D(Enumerable.Repeat((BFloat16)2, Order * Order).ToArray());
        using MemoryBuffer1D<float, Stride1D.Dense> c = accelerator.Allocate1D<float>(Order * Order);
        Action<KernelConfig, ArrayView<float>, ArrayView<BFloat16>, ArrayView<BFloat16>, int, int, int, int> kernel = accelerator
            .LoadStreamKernel<ArrayView<float>, ArrayView<BFloat16>, ArrayView<BFloat16>, int, int, int, int>(
                MmaGemmKernel.Run<BFloat16, WideMmaTile>);
        kernel(MmaGemmKernel.Configure<WideMmaTile>(accelerator.WarpSize, Order, Order), c.View, a.View, b.View, Order, Order, Order, 1);
        accelerator.Synchronize();
        Assert.All(c.GetAsArray1D(), value => Assert.Equal(2f * Order, value));
    }
#endif

    private void Multiply<T, TTile>(string target, int m, int n, int k, Func<float, T> convert, Func<T, float> back)
        where T : unmanaged, IMatrixElement<T>
        where TTile : struct, IMmaTile
    {
        Random random = new(3);
        T[] a = [.. Enumerable.Range(0, m * k).Select(_ => convert((float)((random.NextDouble() * 2) - 1)))];
        T[] b = [.. Enumerable.Range(0, k * n).Select(_ => convert((float)((random.NextDouble() * 2) - 1)))];
        float[] c = new float[m * n];
        Array.Fill(c, float.NaN);
        int isAligned = k % 8 == 0 && n % 8 == 0 ? 1 : 0;
        KernelConfig config = MmaGemmKernel.Configure<TTile>(this.Open(target).WarpSize, m, n);
        Results results = this.Run(
            target, Method(typeof(MmaGemmKernel), nameof(MmaGemmKernel.Run), typeof(T), typeof(TTile)), config, c, a, b, m, n, k, isAligned);
        float[] actual = results.Get<float>(0);

        for (int row = 0; row < m; row++)
        {
            for (int column = 0; column < n; column++)
            {
                double expected = 0;
                double size = 0;

                for (int i = 0; i < k; i++)
                {
                    double product = (double)back(a[(row * k) + i]) * back(b[(i * n) + column]);
                    expected += product;
                    size += Math.Abs(product);
                }

                Assert.True(
                    Math.Abs(expected - actual[(row * n) + column]) <= k * Math.Pow(2, -23) * size,
                    $"[{row}, {column}]: expected {expected:R}, got {actual[(row * n) + column]:R}");
            }
        }
    }
}
