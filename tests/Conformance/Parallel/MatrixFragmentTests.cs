using IlgpuOptim.Engine.Conformance.Harness;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using IlgpuOptim.Extensions;
using Xunit;
using Half = ILGPU.Half;

namespace IlgpuOptim.Engine.Conformance.Parallel;

/// <summary>Products of matrix fragments against products in double precision, on every target, and errors of their use.</summary>
public sealed class MatrixFragmentTests(TargetFixture fixture) : ConformanceTest(fixture)
{
    /// <summary>Number formats by layouts of the matrices in memory.</summary>
    public static IEnumerable<object[]> Cases =>
        from format in (string[])["bf16", "f16", "tf32"]
        from place in Enum.GetValues<Place>()
        select new object[] { format, place };

    /// <summary>Where the factors are read from.</summary>
    public enum Place
    {
        /// <summary>Global memory, by rows.</summary>
        Rows,

        /// <summary>Global memory, by columns, and an odd leading dimension.</summary>
        Columns,

        /// <summary>Shared memory, by rows that start at multiples of 16 bytes.</summary>
        SharedRows,

        /// <summary>Shared memory, by columns that start at multiples of 16 bytes.</summary>
        SharedColumns,

        /// <summary>Shared memory, by rows of an odd number of elements, from an odd place on.</summary>
        SharedOdd,

        /// <summary>The same by columns.</summary>
        SharedOddColumns,
    }

    [Theory]
    [EachTarget(nameof(Cases))]
    public void Product_IsThatInDoublePrecision(string target, string format, Place place)
    {
        switch (format)
        {
            case "bf16":
                this.Product(target, place, value => (BFloat16)value, value => value);
                break;
            case "f16":
                this.Product(target, place, value => (Half)value, value => value);
                break;
            default:
                this.Product(target, place, value => (TensorFloat32)value, value => TensorFloat32.Round(value));
                break;
        }
    }

    [Theory]
    [EachTarget]
    public void SmallIntegers_AreExact(string target)
    {
        // All sums are integers below 2^24: no order of summation rounds. The oracle is the C# method itself.
        const int Warps = 2;
        Accelerator accelerator = this.Open(target);
        float[] a = [.. Enumerable.Range(0, 16 * 32).Select(i => (float)((i * 7 % 23) - 11))];
        float[] b = [.. Enumerable.Range(0, 32 * 8 * Warps).Select(i => (float)((i * 5 % 19) - 9))];
        float[] c = [.. Enumerable.Range(0, 16 * 8 * Warps).Select(i => (float)(i % 31))];
        Results results = this.Check(
            target, FragmentKernels.Accumulate, Launch.Groups(1, Warps * accelerator.WarpSize),
            a.Select(value => (BFloat16)value).ToArray(), b.Select(value => (BFloat16)value).ToArray(), c);
        float[] actual = results.Get<float>(2);

        for (int row = 0; row < 16; row++)
        {
            for (int column = 0; column < 8 * Warps; column++)
            {
                double sum = (2 * c[(row * 8 * Warps) + column]) + 3;

                for (int k = 0; k < 32; k++)
                {
                    sum += a[(row * 32) + k] * b[(k * 8 * Warps) + column];
                }

                Assert.Equal(sum, actual[(row * 8 * Warps) + column]);
            }
        }
    }

    [Theory]
    [EachTarget]
    public void Arrays_OfFragments(string target)
    {
        Accelerator accelerator = this.Open(target);
        float[] a = [.. Enumerable.Range(0, 32 * 64).Select(i => (float)((i * 7 % 13) - 6))];
        float[] b = [.. Enumerable.Range(0, 64 * 24).Select(i => (float)((i * 5 % 11) - 5))];
        Results results = this.Check(
            target, FragmentKernels.Blocked, Launch.Groups(1, accelerator.WarpSize),
            a.Select(value => (Half)value).ToArray(), b.Select(value => (Half)value).ToArray(), new float[32 * 24], 64);
        CheckProduct(a, b, results.Get<float>(2));
    }

    [Theory]
    [EachTarget]
    public void ImplicitGroups_AreRefused(string target)
    {
        Exception exception = Assert.ThrowsAny<Exception>(() => this.Run(target, FragmentKernels.Ungrouped, 64, new float[128]));
        Assert.Contains("explicit", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [EachTarget]
    public void IncompleteWarps_AreRefused(string target)
    {
        Accelerator accelerator = this.Open(target);
        Assert.SkipWhen(accelerator.WarpSize == 1, "warps of one lane are complete");
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => this.Run(
            target, FragmentKernels.Blocked, Launch.Groups(1, accelerator.WarpSize + 1), new Half[2048], new Half[1536], new float[768], 64));
        Assert.Contains($"multiple of the warp's {accelerator.WarpSize}", exception.Message, StringComparison.Ordinal);
    }

#if !DEBUG_IL
    [Fact]
    public void Turing_HasUnitsOfHalfTheDepthForHalfs()
    {
        // All targets of the suite have either no units or deeper ones.
        using Context context = Context.Create(builder => Ptx.Driver.VirtualCuda.VirtualCudaDevices(builder, 75));
        using Accelerator accelerator = context.CreateCudaAccelerator(0);
        float[] a = [.. Enumerable.Range(0, 32 * 64).Select(i => (float)((i * 7 % 13) - 6))];
        float[] b = [.. Enumerable.Range(0, 64 * 24).Select(i => (float)((i * 5 % 11) - 5))];
        using MemoryBuffer1D<Half, Stride1D.Dense> left = accelerator.Allocate1D(a.Select(value => (Half)value).ToArray());
        using MemoryBuffer1D<Half, Stride1D.Dense> right = accelerator.Allocate1D(b.Select(value => (Half)value).ToArray());
        using MemoryBuffer1D<float, Stride1D.Dense> product = accelerator.Allocate1D<float>(32 * 24);
        accelerator.LoadStreamKernel<ArrayView<Half>, ArrayView<Half>, ArrayView<float>, int>(FragmentKernels.Blocked)(
            new KernelConfig(1, accelerator.WarpSize), left.View, right.View, product.View, 64);
        CheckProduct(a, b, product.GetAsArray1D());
    }
#endif

    [Fact]
    public void TensorFloat32_RoundsToElevenBits()
    {
        Assert.Equal(1.0009765625f, TensorFloat32.Round(1.0009765625f));
        Assert.Equal(1.0009765625f, TensorFloat32.Round(1.00048828125f));
        Assert.Equal(1f, TensorFloat32.Round(1.0004882f));
        Assert.Equal(-1.0009765625f, TensorFloat32.Round(-1.00048828125f));
        Assert.Equal(float.PositiveInfinity, TensorFloat32.Round(float.PositiveInfinity));
        Assert.True(float.IsNaN(TensorFloat32.Round(BitConverter.UInt32BitsToSingle(0x7FFFFFFF))));
        Assert.True(float.IsNaN(TensorFloat32.Round(BitConverter.UInt32BitsToSingle(0xFF800001))));
    }

    /// <summary>32 x 64 by 64 x 24 integers: all sums are exact.</summary>
    private static void CheckProduct(float[] a, float[] b, float[] actual)
    {
        for (int row = 0; row < 32; row++)
        {
            for (int column = 0; column < 24; column++)
            {
                double sum = 0;

                for (int k = 0; k < 64; k++)
                {
                    sum += a[(row * 64) + k] * b[(k * 24) + column];
                }

                Assert.Equal(sum, actual[(row * 24) + column]);
            }
        }
    }

    /// <summary>Two warps, each with a row of fragments of their own, over a depth of 48.</summary>
    private void Product<T>(string target, Place place, Func<float, T> convert, Func<T, float> back)
        where T : unmanaged, IMatrixElement<T>
    {
        const int Depth = 48;
        Random random = new(7);
        bool columns = place is Place.Columns or Place.SharedColumns or Place.SharedOddColumns;
        bool isOdd = place is Place.Columns or Place.SharedOdd or Place.SharedOddColumns;
        bool shared = place >= Place.SharedRows;
        int leading = isOdd ? 51 : 56;
        int start = isOdd ? 3 : 0;
        T[] a = new T[start + (leading * 64)];
        T[] b = new T[start + (leading * 64)];
        Array.Fill(a, convert(float.NaN));
        Array.Fill(b, convert(float.NaN));
        double[,] left = new double[32, Depth];
        double[,] right = new double[Depth, 8];

        for (int k = 0; k < Depth; k++)
        {
            for (int i = 0; i < 32; i++)
            {
                T value = convert((float)((random.NextDouble() * 2) - 1));
                a[start + (columns ? (k * leading) + i : (i * leading) + k)] = value;
                left[i, k] = back(value);
            }

            for (int i = 0; i < 8; i++)
            {
                T value = convert((float)((random.NextDouble() * 2) - 1));
                b[start + (columns ? (i * leading) + k : (k * leading) + i)] = value;
                right[k, i] = back(value);
            }
        }

        Accelerator accelerator = this.Open(target);
        Results results = this.Run(
            target,
            Method(typeof(FragmentKernels), (shared, columns, isOdd) switch
            {
                (false, false, _) => nameof(FragmentKernels.Global),
                (false, true, _) => nameof(FragmentKernels.GlobalColumns),
                (true, false, false) => nameof(FragmentKernels.Shared),
                (true, true, false) => nameof(FragmentKernels.SharedColumns),
                (true, false, true) => nameof(FragmentKernels.SharedOdd),
                _ => nameof(FragmentKernels.SharedOddColumns),
            }, typeof(T)),
            Launch.Groups(1, 2 * accelerator.WarpSize),
            a, b, new float[32 * 8], start, leading);
        float[] actual = results.Get<float>(2);

        for (int row = 0; row < 32; row++)
        {
            for (int column = 0; column < 8; column++)
            {
                double expected = 0;
                double size = 0;

                for (int k = 0; k < Depth; k++)
                {
                    expected += left[row, k] * right[k, column];
                    size += Math.Abs(left[row, k] * right[k, column]);
                }

                // Every one of the sums may lose half a place, or a whole one where the hardware truncates.
                double bound = Depth * Math.Pow(2, -23) * size;
                Assert.True(
                    Math.Abs(expected - actual[(row * 8) + column]) <= bound,
                    $"[{row}, {column}]: expected {expected:R}, got {actual[(row * 8) + column]:R}");
            }
        }
    }
}

/// <summary>Kernels with matrix fragments.</summary>
internal static class FragmentKernels
{
    private const int Depth = 48;

    public static void Global<T>(ArrayView<T> a, ArrayView<T> b, ArrayView<float> c, int start, int leading)
        where T : unmanaged, IMatrixElement<T>
    {
        FragmentA<T> left = default;
        FragmentB<T> right = default;
        FragmentC sum = default;
        sum.Fill(0);

        for (int k = 0; k < Depth; k += MatrixFragment.Depth)
        {
            left.Load(a.SubView(start), Warp.WarpIdx * MatrixFragment.Rows, k, leading);
            right.Load(b.SubView(start), k, 0, leading);
            sum.MultiplyAdd(left, right);
        }

        sum.Store(c, Warp.WarpIdx * MatrixFragment.Rows, 0, MatrixFragment.Columns);
    }

    public static void GlobalColumns<T>(ArrayView<T> a, ArrayView<T> b, ArrayView<float> c, int start, int leading)
        where T : unmanaged, IMatrixElement<T>
    {
        FragmentA<T> left = default;
        FragmentB<T> right = default;
        FragmentC sum = default;
        sum.Fill(0);

        for (int k = 0; k < Depth; k += MatrixFragment.Depth)
        {
            left.LoadTransposed(a.SubView(start), Warp.WarpIdx * MatrixFragment.Rows, k, leading);
            right.LoadTransposed(b.SubView(start), k, 0, leading);
            sum.MultiplyAdd(left, right);
        }

        sum.Store(c, Warp.WarpIdx * MatrixFragment.Rows, 0, MatrixFragment.Columns);
    }

    public static void Shared<T>(ArrayView<T> a, ArrayView<T> b, ArrayView<float> c, int start, int leading)
        where T : unmanaged, IMatrixElement<T>
    {
        ArrayView<T> left = SharedMemory.Allocate<T>(56 * 64);
        ArrayView<T> right = SharedMemory.Allocate<T>(56 * 64);
        Copy(a, left, 56 * 64);
        Copy(b, right, 56 * 64);
        Group.Barrier();
        Global(left, right, c, 0, 56);
    }

    public static void SharedColumns<T>(ArrayView<T> a, ArrayView<T> b, ArrayView<float> c, int start, int leading)
        where T : unmanaged, IMatrixElement<T>
    {
        ArrayView<T> left = SharedMemory.Allocate<T>(56 * 64);
        ArrayView<T> right = SharedMemory.Allocate<T>(56 * 64);
        Copy(a, left, 56 * 64);
        Copy(b, right, 56 * 64);
        Group.Barrier();
        GlobalColumns(left, right, c, 0, 56);
    }

    public static void SharedOdd<T>(ArrayView<T> a, ArrayView<T> b, ArrayView<float> c, int start, int leading)
        where T : unmanaged, IMatrixElement<T>
    {
        ArrayView<T> left = SharedMemory.Allocate<T>(3 + (51 * 64));
        ArrayView<T> right = SharedMemory.Allocate<T>(3 + (51 * 64));
        Copy(a, left, 3 + (51 * 64));
        Copy(b, right, 3 + (51 * 64));
        Group.Barrier();
        Global(left, right, c, start, leading);
    }

    public static void SharedOddColumns<T>(ArrayView<T> a, ArrayView<T> b, ArrayView<float> c, int start, int leading)
        where T : unmanaged, IMatrixElement<T>
    {
        ArrayView<T> left = SharedMemory.Allocate<T>(3 + (51 * 64));
        ArrayView<T> right = SharedMemory.Allocate<T>(3 + (51 * 64));
        Copy(a, left, 3 + (51 * 64));
        Copy(b, right, 3 + (51 * 64));
        Group.Barrier();
        GlobalColumns(left, right, c, start, leading);
    }

    /// <summary>C = 2 C + 3 + A B by way of single elements: 16 x 32 by 32 x 8 for each warp.</summary>
    public static void Accumulate(ArrayView<BFloat16> a, ArrayView<BFloat16> b, ArrayView<float> c)
    {
        int width = MatrixFragment.Columns * (Group.DimX / Warp.WarpSize);
        int column = Warp.WarpIdx * MatrixFragment.Columns;
        FragmentA<BFloat16> left = default;
        FragmentB<BFloat16> right = default;
        FragmentC sum = default;
        sum.Load(c, 0, column, width);

        for (int i = 0; i < FragmentC.Count; i++)
        {
            sum[i] = (2 * sum[i]) + 3;
        }

        for (int k = 0; k < 32; k += MatrixFragment.Depth)
        {
            left.Load(a, 0, k, 32);
            right.Load(b, k, column, width);
            sum.MultiplyAdd(left, right);
        }

        for (int i = 0; i < FragmentC.Count; i++)
        {
            c[(FragmentC.RowOf(i) * width) + column + FragmentC.ColumnOf(i)] = sum[i];
        }
    }

    /// <summary>32 x depth by depth x 24 in one warp.</summary>
    public static void Blocked(ArrayView<Half> a, ArrayView<Half> b, ArrayView<float> c, int depth)
    {
        FragmentA<Half>[] left = new FragmentA<Half>[2];
        FragmentB<Half>[] right = new FragmentB<Half>[3];
        FragmentC[] sums = new FragmentC[6];

        for (int k = 0; k < depth; k += MatrixFragment.Depth)
        {
            for (int i = 0; i < 2; i++)
            {
                left[i].Load(a, i * MatrixFragment.Rows, k, depth);
            }

            for (int j = 0; j < 3; j++)
            {
                right[j].Load(b, k, j * MatrixFragment.Columns, 24);
            }

            for (int i = 0; i < 2; i++)
            {
                for (int j = 0; j < 3; j++)
                {
                    sums[(i * 3) + j].MultiplyAdd(left[i], right[j]);
                }
            }
        }

        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                sums[(i * 3) + j].Store(c, i * MatrixFragment.Rows, j * MatrixFragment.Columns, 24);
            }
        }
    }

    public static void Ungrouped(Index1D index, ArrayView<float> c)
    {
        FragmentC sum = default;
        sum.Fill(1);
        sum.Store(c, 0, 0, MatrixFragment.Columns);
    }

    private static void Copy<T>(ArrayView<T> from, ArrayView<T> to, int length)
        where T : unmanaged
    {
        for (int i = Group.IdxX; i < length; i += Group.DimX)
        {
            to[i] = from[i];
        }
    }
}
