using ILGPU;

namespace IlgpuOptim.Cli.Bench.Kernels;

/// <summary>
/// Transposition of a square row-major matrix. A group, one warp of W lanes, moves a tile of W by W through shared memory,
/// so that both the loads and the stores of the matrix are contiguous. Rows of the tile are one element longer than the
/// warp: the lanes of a column then lie in different banks (GPU) or different sets of the cache (CPU).
/// </summary>
internal static class TransposeKernel
{
    /// <summary>The widest warp there is.</summary>
    private const int MaxTile = 64;

    /// <summary>target[c, r] = source[r, c]. Grid: tiles per row, tiles per column; group: one warp.</summary>
    public static void Run(ArrayView<float> target, ArrayView<float> source, int n)
    {
        int tileSize = Warp.WarpSize;
        int lane = Group.IdxX;
        int row = Grid.IdxY * tileSize;
        int column = Grid.IdxX * tileSize;
        ArrayView<float> tile = SharedMemory.Allocate<float>(MaxTile * (MaxTile + 1));

        for (int r = 0; r < tileSize; r++)
        {
            tile[(r * (tileSize + 1)) + lane] = source[((row + r) * n) + column + lane];
        }

        Group.Barrier();

        for (int c = 0; c < tileSize; c++)
        {
            target[((column + c) * n) + row + lane] = tile[(lane * (tileSize + 1)) + c];
        }
    }
}
