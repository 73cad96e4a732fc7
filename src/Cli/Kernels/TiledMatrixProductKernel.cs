using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Cli.Kernels;

/// <summary>
/// C = A B by tiles in shared memory, as every GPU tutorial has it: a group of 16 x 16 work-items computes a tile of C, each
/// work-item one element. Indices are [column, row]; columns are contiguous.
/// </summary>
internal static class TiledMatrixProductKernel
{
    /// <summary>Width and height of a tile, and of a group.</summary>
    public const int Tile = 16;

    /// <param name="c">Result, n columns, m rows.</param>
    /// <param name="a">Left factor, k columns, m rows.</param>
    /// <param name="b">Right factor, n columns, k rows.</param>
    public static void Run(
        ArrayView2D<float, Stride2D.DenseX> c, ArrayView2D<float, Stride2D.DenseX> a, ArrayView2D<float, Stride2D.DenseX> b)
    {
        ArrayView2D<float, Stride2D.DenseX> tileA = SharedMemory.Allocate2DDenseX<float>(new Index2D(Tile, Tile));
        ArrayView2D<float, Stride2D.DenseX> tileB = SharedMemory.Allocate2DDenseX<float>(new Index2D(Tile, Tile));
        int x = Group.IdxX;
        int y = Group.IdxY;
        int column = (Grid.IdxX * Tile) + x;
        int row = (Grid.IdxY * Tile) + y;
        Index2D size = c.IntExtent;
        int depth = a.IntExtent.X;
        float sum = 0;

        for (int first = 0; first < depth; first += Tile)
        {
            tileA[x, y] = row < size.Y && first + x < depth ? a[first + x, row] : 0;
            tileB[x, y] = column < size.X && first + y < depth ? b[column, first + y] : 0;
            Group.Barrier();

            for (int i = 0; i < Tile; i++)
            {
                sum = MathF.FusedMultiplyAdd(tileA[i, y], tileB[x, i], sum);
            }

            Group.Barrier();
        }

        if (column < size.X && row < size.Y)
        {
            c[column, row] = sum;
        }
    }
}
