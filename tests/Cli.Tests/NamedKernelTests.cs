using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

using IlgpuOptim.Cli.Kernels;

using Xunit;

namespace IlgpuOptim.Cli.Tests;

/// <summary>The kernels that <c>kernel list</c> names compute what their comments say.</summary>
public sealed class NamedKernelTests : IDisposable
{
    private const int Length = 1003; // no multiple of any warp

    private readonly Context _context = Context.CreateDefault();
    private readonly Accelerator _accelerator;
    private readonly Random _random = new(1);

    public NamedKernelTests() => this._accelerator = this._context.CreateCPUAccelerator(0);

    public void Dispose()
    {
        this._accelerator.Dispose();
        this._context.Dispose();
    }

    [Fact]
    public void Saxpy()
    {
        float[] x = this.Numbers(Length);
        float[] y = this.Numbers(Length);
        using MemoryBuffer1D<float, Stride1D.Dense> xs = this._accelerator.Allocate1D(x);
        using MemoryBuffer1D<float, Stride1D.Dense> ys = this._accelerator.Allocate1D(y);

        this._accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>, ArrayView<float>, float>(SaxpyKernel.Run)(
            Length, ys.View, xs.View, 3);

        Assert.Equal(y.Zip(x, (b, a) => (3 * a) + b), ys.GetAsArray1D());
    }

    [Fact]
    public void Mandelbrot()
    {
        const int width = 101;
        const int height = 67;
        using MemoryBuffer1D<int, Stride1D.Dense> steps = this._accelerator.Allocate1D<int>(width * height);

        this._accelerator.LoadAutoGroupedStreamKernel<Index2D, ArrayView<int>, int, float, int>(MandelbrotKernel.Run)(
            new Index2D(width, height), steps.View, width, 0.03f, 50);
        int[] result = steps.GetAsArray1D();

        for (int i = 0; i < result.Length; i++)
        {
            Assert.Equal(Escape(((i % width) * 0.03f) - 2, ((i / width) * 0.03f) - 1), result[i]);
        }

        static int Escape(float cx, float cy)
        {
            (float x, float y) = (0, 0);

            for (int n = 0; n < 50; n++)
            {
                if ((x * x) + (y * y) > 4)
                {
                    return n;
                }

                (x, y) = ((x * x) - (y * y) + cx, (2 * x * y) + cy);
            }

            return 50;
        }
    }

    [Fact]
    public void ReduceSum()
    {
        int groups = (Length + ReduceSumKernel.GroupSize - 1) / ReduceSumKernel.GroupSize;
        float[] x = [.. Enumerable.Range(0, Length).Select(i => (float)(i % 17))]; // sums are exact
        using MemoryBuffer1D<float, Stride1D.Dense> xs = this._accelerator.Allocate1D(x);
        using MemoryBuffer1D<float, Stride1D.Dense> sums = this._accelerator.Allocate1D<float>(groups);

        this._accelerator.LoadStreamKernel<ArrayView<float>, ArrayView<float>>(ReduceSumKernel.Run)(
            (groups, ReduceSumKernel.GroupSize), xs.View, sums.View);

        Assert.Equal(x.Chunk(ReduceSumKernel.GroupSize).Select(chunk => chunk.Sum()), sums.GetAsArray1D());
    }

    [Fact]
    public void TiledMatrixProduct()
    {
        const int m = 37, n = 50, k = 41;
        const int tile = TiledMatrixProductKernel.Tile;
        float[] a = [.. this.Numbers(m * k).Select(v => MathF.Round(v * 10))]; // sums are exact
        float[] b = [.. this.Numbers(k * n).Select(v => MathF.Round(v * 10))];
        using MemoryBuffer1D<float, Stride1D.Dense> bufferA = this._accelerator.Allocate1D(a);
        using MemoryBuffer1D<float, Stride1D.Dense> bufferB = this._accelerator.Allocate1D(b);
        using MemoryBuffer1D<float, Stride1D.Dense> bufferC = this._accelerator.Allocate1D<float>(m * n);

        this._accelerator
            .LoadStreamKernel<ArrayView2D<float, Stride2D.DenseX>, ArrayView2D<float, Stride2D.DenseX>, ArrayView2D<float, Stride2D.DenseX>>(
                TiledMatrixProductKernel.Run)(
                (new Index2D((n + tile - 1) / tile, (m + tile - 1) / tile), new Index2D(tile, tile)),
                bufferC.View.As2DDenseXView(new Index2D(n, m)),
                bufferA.View.As2DDenseXView(new Index2D(k, m)),
                bufferB.View.As2DDenseXView(new Index2D(n, k)));
        float[] result = bufferC.GetAsArray1D();

        for (int i = 0; i < result.Length; i++)
        {
            Assert.Equal(Enumerable.Range(0, k).Sum(l => a[(i / n * k) + l] * b[(l * n) + (i % n)]), result[i]);
        }
    }

    [Fact]
    public void Histogram()
    {
        byte[] x = new byte[Length];
        this._random.NextBytes(x);
        using MemoryBuffer1D<byte, Stride1D.Dense> xs = this._accelerator.Allocate1D(x);
        using MemoryBuffer1D<int, Stride1D.Dense> bins = this._accelerator.Allocate1D<int>(256);
        bins.MemSetToZero();

        this._accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<byte>, ArrayView<int>>(ByteHistogramKernel.Run)(
            Length, xs.View, bins.View);

        Assert.Equal(Enumerable.Range(0, 256).Select(v => x.Count(value => value == v)), bins.GetAsArray1D());
    }

    private float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((this._random.NextDouble() * 2) - 1))];
}
