using IlgpuOptim.Engine.Conformance.Harness;
using ILGPU;
using ILGPU.Runtime;
using Xunit;
using Half = System.Half;

namespace IlgpuOptim.Engine.Conformance.Memory;

/// <summary>Views inside kernels: sub-views, casts, alignment, strides, several dimensions.</summary>
internal static class ViewKernels
{
    [Kernel]
    private static void IndexKinds(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int i = index;
        long l = i;
        LongIndex1D longIndex = index;
        output[i] = input[index] + input[i] + input[l] + input[longIndex] + input[index.X];
    }

    [Kernel]
    private static void Lengths(Index1D index, ArrayView<int> input, ArrayView<long> output)
    {
        output[index] = input.Length + input.IntLength + input.LengthInBytes + input.Extent.X + input.IntExtent.X + (input.IsValid ? 1000 : 0);
    }

    [Kernel]
    private static void SubViews(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        ArrayView<int> tail = input.SubView(index);
        ArrayView<int> one = input.SubView(index, 1);
        ArrayView<int> inner = input.SubView(3, 100).SubView(5).SubView(2L, 20L);
        output[index] = tail[0] + (int)tail.Length + one[0] + one.IntLength + inner[index % 20] + inner.IntLength;
    }

    [Kernel]
    private static void SubViewWrites(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        ArrayView<int> own = output.SubView(index, 1);
        own[0] = input[index];
        own[0] += own.SubView(0)[0];
    }

    [Kernel]
    private static void EmptySubView(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        ArrayView<int> empty = input.SubView(index, 0);
        output[index] = empty.IntLength + (empty.IsValid ? 1 : 0) + (ArrayView<int>.Empty.IsValid ? 10 : 20) + ArrayView<float>.Empty.IntLength;
    }

    [Kernel]
    private static void CastToNarrower(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        ArrayView<byte> bytes = input.Cast<byte>();
        ArrayView<ushort> shorts = input.Cast<ushort>();
        int i = index;
        output[index] = bytes[i * 4] + (bytes[(i * 4) + 3] << 8) + (shorts[(i * 2) + 1] << 16) + bytes.IntLength;
    }

    [Kernel(X = 64, Length = 64)]
    private static void CastToWider(Index1D index, ArrayView<int> input, ArrayView<long> output)
    {
        ArrayView<long> longs = input.Cast<long>();
        ArrayView<Quad> quads = input.Cast<Quad>();
        output[index] = longs[index / 2] + quads[index / 4].C + longs.Length + (quads.Length * 1000);
    }

    private struct Quad
    {
        public int A;
        public int B;
        public int C;
        public int D;
    }

    [Kernel(Length = 131)]
    private static void CastOfOddLength(Index1D index, ArrayView<byte> input, ArrayView<long> output)
    {
        output[index] = input.Cast<int>().Length + (input.Cast<long>().Length * 1000) + (input.Cast<short>().Length * 1000000);
    }

    [Kernel]
    private static void CastFloatBits(Index1D index, ArrayView<float> input, ArrayView<float> output)
    {
        output.Cast<int>()[index] = input.Cast<int>()[index] ^ int.MinValue;
    }

    [Kernel(X = 100)]
    private static void StoreBytesThroughCast(Index1D index, ArrayView<int> output)
    {
        ArrayView<byte> bytes = output.Cast<byte>();

        for (int b = 0; b < 4; ++b)
        {
            bytes[((int)index * 4) + b] = (byte)(index.X + (b * 50));
        }
    }

    [Kernel]
    private static void AlignTo(Index1D index, ArrayView<float> input, ArrayView<long> output)
    {
        (ArrayView<float> prefix, ArrayView<float> main) = input.SubView(index % 20).AlignTo(64);
        long total = prefix.Length + main.Length;
        float sum = 0f;

        for (int i = 0; i < prefix.IntLength; ++i)
        {
            sum += prefix[i];
        }

        for (int i = 0; i < main.IntLength; ++i)
        {
            sum += main[i];
        }

        // Where the buffer starts is not the same on both sides, but prefix and main together are.
        output[index] = total + ((long)sum * 1000) + (prefix.Length < 16 ? 1 : 2);
    }

    [Kernel]
    private static void AsAligned(Index1D index, ArrayView<float> input, ArrayView<float> output)
    {
        ArrayView<float> aligned = input.AsAligned(16);
        output[index] = aligned[index] * 2f;
    }

    [Kernel]
    private static void VariableViews(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        VariableView<int> source = input.VariableView(index);
        VariableView<int> target = output.VariableView(index);
        target.Value = source.Value + 1;
        ref int value = ref target.Value;
        value *= 2;
        VariableView<byte> low = source.SubView<byte>(0);
        target.Value += low.Value;
    }

    [Kernel]
    private static void VariableViewOfField(Index1D index, ArrayView<Quad> input, ArrayView<int> output)
    {
        input[index] = new Quad { A = 1, B = index, C = 3, D = 4 };
        output[index] = input.VariableView(index).SubView<int>(4).Value + input.VariableView(index).SubView<int>(12).Value;
    }

    [Kernel]
    private static void GeneralStride(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        ArrayView1D<int, Stride1D.General> every = new(input, new LongIndex1D(input.Length / 3), new Stride1D.General(3));
        output[index] = every[index % every.IntLength] + every.IntLength + every.Stride.XStride;
    }

    [Kernel]
    private static void InfiniteStride(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        ArrayView1D<int, Stride1D.Infinite> all = new(input, new LongIndex1D(1000), default);
        output[index] = all[index * 7] + all.IntLength;
    }

    [Kernel]
    private static void DenseConversions(Index1D index, ArrayView<int> input, ArrayView1D<int, Stride1D.Dense> output)
    {
        ArrayView1D<int, Stride1D.Dense> dense = input;
        ArrayView<int> back = dense;
        ArrayView1D<int, Stride1D.General> general = dense.AsGeneral();
        output[index] = dense[index] + back[index] + general[index] + dense.SubView(1, 100)[index % 100] + dense.IntExtent;
        output.BaseView[index] += 1;
        output.AsContiguous()[index] *= 2;
    }

    [Kernel(X = 120)]
    private static void TwoDimensionsOverOne(Index1D index, ArrayView1D<int, Stride1D.Dense> input, ArrayView<int> output)
    {
        ArrayView2D<int, Stride2D.DenseX> x = input.As2DDenseXView(new LongIndex2D(10, 12));
        ArrayView2D<int, Stride2D.DenseY> y = input.As2DDenseYView(new LongIndex2D(10, 12));
        ArrayView2D<int, Stride2D.General> g = input.As2DView(new LongIndex2D(5, 4), new Stride2D.General(new Index2D(2, 25)));
        int i = index % 10;
        int j = index / 10;
        output[index] = x[i, j] + (100 * y[i, j]) + (10000 * g[i % 5, j % 4]) + x.ComputeLinearIndex(new Index2D(i, j)) - y.ComputeLinearIndex(new Index2D(i, j));
    }

    [Kernel(X = 120)]
    private static void ThreeDimensionsOverOne(Index1D index, ArrayView1D<int, Stride1D.Dense> input, ArrayView<int> output)
    {
        ArrayView3D<int, Stride3D.DenseXY> a = input.As3DDenseXYView(new LongIndex3D(4, 5, 6));
        ArrayView3D<int, Stride3D.DenseZY> b = input.As3DDenseZYView(new LongIndex3D(4, 5, 6));
        int x = index % 4;
        int y = index / 4 % 5;
        int z = index / 20;
        output[index] = a[x, y, z] + (100 * b[x, y, z]) + a.IntExtent.Z + b.IntExtent.Y + a[new Index3D(x, y, 0)] + b[new LongIndex3D(0, y, z)];
    }

    [Kernel(X = 120)]
    private static void SubViewsOfTwoDimensions(Index1D index, ArrayView1D<int, Stride1D.Dense> input, ArrayView<int> output)
    {
        ArrayView2D<int, Stride2D.DenseX> all = input.As2DDenseXView(new LongIndex2D(10, 12));
        ArrayView2D<int, Stride2D.DenseX> inner = all.SubView(new Index2D(2, 3), new Index2D(6, 5));
        ArrayView2D<int, Stride2D.DenseY> turned = all.AsTransposed();
        ArrayView2D<int, Stride2D.General> general = inner.AsGeneral();
        int i = index % 6;
        int j = index % 5;
        output[index] = inner[i, j] + (100 * general[new Index2D(i, j)]) + turned[index / 10, index % 10] + inner.IntExtent.X + inner.Stride.YStride;
    }

    [Kernel(X = 120)]
    private static void RowsOfTwoDimensions(Index1D index, ArrayView1D<int, Stride1D.Dense> input, ArrayView<int> output)
    {
        ArrayView2D<int, Stride2D.DenseY> matrix = input.As2DDenseYView(new LongIndex2D(12, 10));
        int sum = 0;

        for (int j = 0; j < matrix.IntExtent.Y; ++j)
        {
            sum += matrix[index % 12, j];
        }

        output[index] = sum + matrix.BaseView.SubView((index % 12) * 10, 10)[3];
    }

    [Kernel(X = 20, Y = 13)]
    private static void Index2DKernel(Index2D index, ArrayView1D<int, Stride1D.Dense> input, ArrayView1D<int, Stride1D.Dense> output)
    {
        ArrayView2D<int, Stride2D.DenseX> source = input.As2DDenseXView(new LongIndex2D(20, 13));
        ArrayView2D<int, Stride2D.DenseY> target = output.As2DDenseYView(new LongIndex2D(20, 13));
        target[index] = (source[index] * 1000) + (index.X * 20) + index.Y;
    }

    [Kernel(X = 5, Y = 7, Z = 9)]
    private static void Index3DKernel(Index3D index, ArrayView1D<int, Stride1D.Dense> input, ArrayView1D<int, Stride1D.Dense> output)
    {
        ArrayView3D<int, Stride3D.DenseXY> source = input.As3DDenseXYView(new LongIndex3D(5, 7, 9));
        ArrayView3D<int, Stride3D.DenseZY> target = output.As3DDenseZYView(new LongIndex3D(5, 7, 9));
        target[index] = (source[index] * 1000) + (index.X * 100) + (index.Y * 10) + index.Z;
    }

    [Kernel]
    private static void IndexArithmetic(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Index2D a = new(index, 3);
        Index2D b = a + new Index2D(1, 2) - Index2D.One;
        Index3D c = new(b, 5);
        (int x, int y, int z) = c * new Index3D(2);
        Index1D i = (index + 1) * 2 / 2 - 1;
        output[index] = x + y + z + b.Size + c.YZ.X + c.XY.Y + i + (i == index ? 1 : 0) + (a.InBounds(new Index2D(50, 4)) ? 100 : 0)
            + Index1D.Min(index, 7) + Index2D.Max(a, b).X + (new Index2D(1, 2) == (1, 2) ? 5 : 6) + Index1D.Clamp(index, 5, 9);
    }

    [Kernel]
    private static void LongIndexArithmetic(Index1D index, ArrayView<int> input, ArrayView<long> output)
    {
        LongIndex1D a = index;
        LongIndex2D b = new(a, 1L << 33);
        LongIndex3D c = new(b, 2);
        output[index] = b.Size + c.Z + (a + 5L).X + new Index2D(index, 2).ToLongIndex().Y + b.X;
    }

    [Kernel]
    private static void Reconstruct(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Stride2D.DenseX stride = new(7);
        Index2D position = stride.ReconstructFromElementIndex(index);
        output[index] = (position.X * 1000) + position.Y + stride.ComputeElementIndex(position)
            + Stride2D.DenseY.FromExtent(new Index2D(4, 9)).ComputeElementIndex(new Index2D(1, index % 9));
    }

    [Kernel]
    private static void Gather(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[index] = input[(input[index] & 63) + (index & 1)];
    }

    [Kernel]
    private static void ReversedAndStrided(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int n = input.IntLength;
        output[n - 1 - index] = input[index] + input[index * 2 % n] + input[index / 2] + input[index / 5 * 3 % n];
    }

    [Kernel]
    private static void ScatterPermutation(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[(index * 37) % output.IntLength] = input[index];
    }

    [Kernel]
    private static void BoolViewParameter(Index1D index, ArrayView<byte> input, ArrayView<byte> output)
    {
        ArrayView<bool> flags = output.Cast<bool>();
        flags[index] = input[index] > 20;
        flags[index] |= index == 5;
    }

    [Kernel]
    private static void CharViews(Index1D index, ArrayView<ushort> input, ArrayView<ushort> output)
    {
        ArrayView<char> text = output.Cast<char>();
        text[index] = (char)('A' + (input[index] % 26));
        text[index]++;
    }

    [Kernel]
    private static void NarrowViews(Index1D index, ArrayView<sbyte> a, ArrayView<byte> b, ArrayView<short> c, ArrayView<ushort> d)
    {
        a[index] = (sbyte)((a[index] * 3) - b[index]);
        b[index] += (byte)(a[index] + 200);
        c[index] = (short)(c[index] << 11);
        d[index] -= (ushort)(c[index] * 3);
    }

    [Kernel]
    private static void HalfViews(Index1D index, ArrayView<ILGPU.Half> a, ArrayView<Half> b, ArrayView<Extensions.BFloat16> c)
    {
        a[index] = a[index] + (ILGPU.Half)1.5f;
        b[index] = b[index] * (Half)1.3f;
        c[index] = c[index] / (Extensions.BFloat16)3f;
    }

    [Kernel]
    private static void LongViews(Index1D index, ArrayView<long> a, ArrayView<ulong> b, ArrayView<double> c)
    {
        a[index] = (a[index] << 33) + index;
        b[index] = ~b[index] / 3;
        c[index] = c[index] * a[index];
    }
}

public sealed class ViewTests(TargetFixture fixture) : KernelSuite(fixture)
{
    public static IEnumerable<string> Cases => Names(typeof(ViewKernels));

    [Theory]
    [EachTarget(nameof(Cases))]
    public void Kernel(string target, string name)
    {
        CheckKernel(target, typeof(ViewKernels), name);
    }

    [Theory]
    [EachTarget]
    public void DenseX_IsXFastest(string target)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> raw = Open(target).Allocate1D<int>(6);
        Open(target).LaunchAutoGrouped<Index2D, ArrayView2D<int, Stride2D.DenseX>>(
            WriteX,
            new Index2D(3, 2),
            raw.View.As2DDenseXView(new LongIndex2D(3, 2)));
        Assert.Equal([0, 10, 20, 1, 11, 21], raw.GetAsArray1D());
    }

    [Theory]
    [EachTarget]
    public void DenseY_IsYFastest(string target)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> raw = Open(target).Allocate1D<int>(6);
        Open(target).LaunchAutoGrouped<Index2D, ArrayView2D<int, Stride2D.DenseY>>(
            WriteY,
            new Index2D(3, 2),
            raw.View.As2DDenseYView(new LongIndex2D(3, 2)));
        Assert.Equal([0, 1, 10, 11, 20, 21], raw.GetAsArray1D());
    }

    [Theory]
    [EachTarget]
    public void Parameters_OfEveryViewType(string target)
    {
        int[,] matrix = new int[6, 7];
        int[,,] cube = new int[3, 4, 5];

        for (int i = 0; i < 6 * 7; ++i)
        {
            matrix[i / 7, i % 7] = i;
        }

        for (int i = 0; i < 60; ++i)
        {
            cube[i / 20, i / 5 % 4, i % 5] = -i;
        }

        Check(target, AllViews, 42, new int[42], matrix, (int[,])matrix.Clone(), cube, (int[,,])cube.Clone());
    }

    [Theory]
    [EachTarget]
    public void SubViews_OnTheHost(string target)
    {
        int[] data = Data<int>(100);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D(data);
        ArrayView1D<int, Stride1D.Dense> inner = buffer.View.SubView(10, 50);
        Action<Index1D, ArrayView1D<int, Stride1D.Dense>> kernel =
            Open(target).LoadAutoGroupedStreamKernel<Index1D, ArrayView1D<int, Stride1D.Dense>>(Negate);
        kernel(inner.IntExtent, inner);
        kernel(20, inner.SubView(5, 20));
        Open(target).Synchronize();
        Assert.Equal(data.Select((x, i) => i is >= 10 and < 60 && i is not (>= 15 and < 35) ? -x : x), buffer.GetAsArray1D());
        Assert.Equal(data[25..30], inner.SubView(15, 5).GetAsArray1D());
    }

    [Theory]
    [EachTarget]
    public void GeneralStrideView_FromTheHost(string target)
    {
        int[] data = Data<int>(100);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D(data);
        ArrayView1D<int, Stride1D.General> every = new(buffer.View.BaseView, new LongIndex1D(25), new Stride1D.General(4));
        Open(target).LaunchAutoGrouped<Index1D, ArrayView1D<int, Stride1D.General>>(NegateGeneral, 25, every);
        Assert.Equal(data.Select((x, i) => i % 4 == 0 ? -x : x), buffer.GetAsArray1D());
    }

    [Theory]
    [EachTarget]
    public void Cast_OnTheHost(string target)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D([0x04030201, 0x08070605]);
        ArrayView<byte> bytes = buffer.View.BaseView.Cast<byte>();
        Assert.Equal(8, bytes.Length);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], bytes.GetAsArray());
        Assert.Equal(1, buffer.View.BaseView.Cast<long>().Length);
        Assert.Equal([5, 6], bytes.SubView(4, 2).GetAsArray());
    }

    private static void Negate(Index1D index, ArrayView1D<int, Stride1D.Dense> view)
    {
        view[index] = -view[index];
    }

    private static void NegateGeneral(Index1D index, ArrayView1D<int, Stride1D.General> view)
    {
        view[index] = -view[index];
    }

    private static void WriteX(Index2D index, ArrayView2D<int, Stride2D.DenseX> view)
    {
        view[index] = (10 * index.X) + index.Y;
    }

    private static void WriteY(Index2D index, ArrayView2D<int, Stride2D.DenseY> view)
    {
        view[index] = (10 * index.X) + index.Y;
    }

    private static void AllViews(
        Index1D index,
        ArrayView1D<int, Stride1D.Dense> output,
        ArrayView2D<int, Stride2D.DenseX> x,
        ArrayView2D<int, Stride2D.DenseY> y,
        ArrayView3D<int, Stride3D.DenseXY> xy,
        ArrayView3D<int, Stride3D.DenseZY> zy)
    {
        int i = index % 6;
        int j = index / 6;
        output[index] = x[i, j] + (100 * y[i, j]) + xy[i % 3, j % 4, index % 5] + zy[i % 3, j % 4, index % 5];
        x[i, j] += 1;
        y[new LongIndex2D(i, j)] -= 1;
    }
}
