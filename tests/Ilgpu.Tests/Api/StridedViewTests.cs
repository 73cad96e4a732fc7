using ILGPU;
using ILGPU.Runtime;
using Xunit;

namespace IlgpuOptim.Engine.Tests.Api;

/// <summary>Layouts: X is the first index; DenseY is row-major.</summary>
public sealed class StridedViewTests : CpuTestBase
{
    private static readonly int[,] Matrix = { { 0, 1 }, { 10, 11 }, { 20, 21 } };

    [Fact]
    public void DenseX_LiesColumnByColumn()
    {
        using MemoryBuffer2D<int, Stride2D.DenseX> buffer = this.Accelerator.Allocate2DDenseX(Matrix);
        Assert.Equal(new LongIndex2D(3, 2), buffer.Extent);
        Assert.Equal([0, 10, 20, 1, 11, 21], buffer.AsContiguous().GetAsArray());
        Assert.Equal(Matrix, buffer.GetAsArray2D());
        Assert.Equal(21, buffer.View[2, 1]);
    }

    [Fact]
    public void DenseY_IsRowMajor()
    {
        using MemoryBuffer2D<int, Stride2D.DenseY> buffer = this.Accelerator.Allocate2DDenseY(Matrix);
        Assert.Equal([0, 1, 10, 11, 20, 21], buffer.AsContiguous().GetAsArray());
        Assert.Equal(Matrix, buffer.GetAsArray2D());
        Assert.Equal(Matrix, buffer.View.AsGeneral().GetAsArray2D());
        Assert.Equal(11, buffer.View.AsTransposed()[1, 1]);
        Assert.Equal(20, buffer.View.AsTransposed()[0, 2]);
    }

    [Fact]
    public void Pitched_HasGaps()
    {
        using MemoryBuffer2D<int, Stride2D.DenseY> rows = this.Accelerator.Allocate2DPitchedY<int>((3, 2), 64);
        using MemoryBuffer2D<int, Stride2D.DenseX> columns = this.Accelerator.Allocate2DPitchedX<int>((3, 2), 32);
        Assert.Equal(16, rows.View.Stride.XStride);
        Assert.Equal(8, columns.View.Stride.YStride);
        rows.CopyFromCPU(Matrix);
        columns.CopyFromCPU(Matrix);
        Assert.Equal(Matrix, rows.GetAsArray2D());
        Assert.Equal(Matrix, columns.GetAsArray2D());
        Assert.Equal(10, rows.AsContiguous()[16]);
        Assert.Throws<ArgumentOutOfRangeException>(() => this.Accelerator.Allocate2DPitchedY<int>((3, 2), 6));
    }

    [Fact]
    public void LargeTranspose_RoundTrip()
    {
        int[,] data = new int[117, 203];

        for (int x = 0; x < 117; x++)
        {
            for (int y = 0; y < 203; y++)
            {
                data[x, y] = (x * 1000) + y;
            }
        }

        using MemoryBuffer2D<int, Stride2D.DenseX> buffer = this.Accelerator.Allocate2DDenseX(data);
        Assert.Equal(data, buffer.GetAsArray2D());
        Assert.Equal(data[5, 9], buffer.AsContiguous()[5 + (9 * 117)]);
    }

    [Fact]
    public void ThreeDimensions_BothLayouts()
    {
        int[,,] data = new int[2, 3, 4];

        for (int x = 0; x < 2; x++)
        {
            for (int y = 0; y < 3; y++)
            {
                for (int z = 0; z < 4; z++)
                {
                    data[x, y, z] = (100 * x) + (10 * y) + z;
                }
            }
        }

        using MemoryBuffer3D<int, Stride3D.DenseXY> xy = this.Accelerator.Allocate3DDenseXY(data);
        using MemoryBuffer3D<int, Stride3D.DenseZY> zy = this.Accelerator.Allocate3DDenseZY(data);
        using MemoryBuffer3D<int, Stride3D.DenseZY> pitched = this.Accelerator.Allocate3DPitchedZY<int>((2, 3, 4), 64);
        pitched.CopyFromCPU(data);
        Assert.Equal(data, xy.GetAsArray3D());
        Assert.Equal(data, zy.GetAsArray3D());
        Assert.Equal(data, pitched.GetAsArray3D());
        Assert.Equal(data, xy.View.AsGeneral().GetAsArray3D());
        Assert.Equal([0, 100, 10, 110], xy.AsContiguous().SubView(0, 4).GetAsArray());
        Assert.Equal([0, 1, 2, 3], zy.AsContiguous().SubView(0, 4).GetAsArray());
        Assert.Equal(123, xy.View[1, 2, 3]);
        Assert.Equal(123, pitched.View[(1, 2, 3)]);
        Assert.Equal(112, zy.View.AsTransposed()[2, 1, 1]);
    }

    [Fact]
    public void SubViews_AddressTheRightElements()
    {
        int[,] data = new int[5, 7];

        for (int x = 0; x < 5; x++)
        {
            for (int y = 0; y < 7; y++)
            {
                data[x, y] = (10 * x) + y;
            }
        }

        using MemoryBuffer2D<int, Stride2D.DenseY> rows = this.Accelerator.Allocate2DDenseY(data);
        using MemoryBuffer2D<int, Stride2D.DenseX> columns = this.Accelerator.Allocate2DDenseX(data);
        int[,] expected = { { 23, 24 }, { 33, 34 }, { 43, 44 } };
        Assert.Equal(expected, rows.View.SubView((2, 3), (3, 2)).GetAsArray2D());
        Assert.Equal(expected, columns.View.SubView((2, 3), (3, 2)).GetAsArray2D());

        // The last row and column belong to the view.
        Assert.Equal(46, rows.View.SubView((1, 1), (4, 6))[3, 5]);
        Assert.Equal(46, columns.View.SubView((1, 1), (4, 6))[3, 5]);
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.View.SubView((2, 3), (4, 2)));
        Assert.Throws<IndexOutOfRangeException>(() => rows.View.SubView((2, 3), (3, 2))[0, 2]);
    }

    [Fact]
    public void Strided1D_And_Reshapes()
    {
        int[] data = [.. Enumerable.Range(0, 24)];
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D(data);
        ArrayView1D<int, Stride1D.General> every = buffer.View.AsGeneral(new Stride1D.General(5));
        Assert.Equal([0, 5, 10, 15, 20], every.GetAsArray1D());
        Assert.Equal([5, 10], every.SubView(1, 2).GetAsArray1D());
        Assert.Equal(13, buffer.View.As2DDenseYView((4, 6))[2, 1]);
        Assert.Equal(6, buffer.View.As2DDenseXView((4, 6))[2, 1]);
        Assert.Equal(23, buffer.View.As3DDenseZYView((2, 3, 4))[1, 2, 3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.View.As2DDenseYView((5, 5)));
        using MemoryBuffer1D<int, Stride1D.General> gaps = this.Accelerator.Allocate1D<int, Stride1D.General>(4, new(3));
        gaps.CopyFromCPU([1, 2, 3, 4]);
        Assert.Equal([1, 2, 3, 4], gaps.GetAsArray1D());
        Assert.Equal(10, gaps.AsContiguous().Length);
    }

    [Fact]
    public void Cast_RecountsTheDenseDimension()
    {
        using MemoryBuffer2D<int, Stride2D.DenseY> buffer = this.Accelerator.Allocate2DDenseY(new int[3, 4]);
        Assert.Equal(new LongIndex2D(3, 8), buffer.View.Cast<int, short>().Extent);
        Assert.Equal(new LongIndex2D(3, 2), buffer.View.Cast<int, long>().Extent);
    }

    [Fact]
    public void OtherExtents_Throw()
    {
        using MemoryBuffer2D<int, Stride2D.DenseY> buffer = this.Accelerator.Allocate2DDenseY<int>((3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.CopyFromCPU(new int[2, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.CopyToCPU(new int[6, 1]));
    }

    [Theory]
    [InlineData(5, 7, 3)]
    [InlineData(1, 9, 2)]
    public void Strides_ReconstructTheIndex(int x, int y, int z)
    {
        Check3D(Stride3D.DenseXY.FromExtent(new Index3D(x, y, z)), (x, y, z));
        Check3D(Stride3D.DenseZY.FromExtent(new Index3D(x, y, z)), (x, y, z));
        Check3D(new Stride3D.General((1, x + 2, (x + 2) * y)), (x, y, z));
        Check3D(new Stride3D.General(((z + 1) * y, z + 1, 1)), (x, y, z));

        static void Check3D<TStride>(TStride stride, Index3D extent)
            where TStride : struct, IStride3D
        {
            for (int i = 0; i < extent.Size; i++)
            {
                Index3D index = new(i % extent.X, i / extent.X % extent.Y, i / (extent.X * extent.Y));
                int position = stride.ComputeElementIndexChecked(index, extent);
                Assert.Equal(index, stride.ReconstructFromElementIndex(position));
                Assert.Equal(index.ToLongIndex(), stride.ReconstructFromElementIndex((long)position));
                Assert.InRange(position, 0, stride.ComputeBufferLength(extent) - 1);
            }
        }
    }

    [Fact]
    public void PageLocked_CopiesBothWays()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<int>(100);
        using PageLockedArray1D<int> source = this.Accelerator.AllocatePageLocked1D<int>(100);
        Assert.All(source.GetArray(), static value => Assert.Equal(0, value));

        for (int i = 0; i < 100; i++)
        {
            source[i] = i;
        }

        buffer.View.CopyFromPageLockedAsync(source);
        this.Accelerator.Synchronize();
        Assert.Equal(source.GetArray(), buffer.GetAsArray1D());
        using PageLockedArray1D<int> target = buffer.View.GetAsPageLocked1D();
        Assert.Equal(99, target.Span[99]);
        using PageLockedArray2D<int> matrix = this.Accelerator.AllocatePageLocked2D<int>((4, 5));
        matrix[3, 4] = 9;
        Assert.Equal(9, matrix.GetArray()[3, 4]);
        using PageLockedArray1D<int> wrong = this.Accelerator.AllocatePageLocked1D<int>(99);
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.View.CopyToPageLockedAsync(wrong));
        source.Dispose();
        Assert.Throws<ObjectDisposedException>(() => source[0]);
        Assert.Throws<ObjectDisposedException>(() => buffer.View.CopyToPageLockedAsync(source));
    }
}
