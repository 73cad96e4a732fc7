using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Cli.Bench.Kernels;

/// <summary>
/// C = A * B for square row-major matrices on GPUs: a group of 16 by 16 computes 64 by 64 elements of C, each work-item 4 by 4 of
/// them, from tiles of A and B in shared memory.
/// </summary>
internal static class TiledSgemmKernel
{
    /// <summary>Edge of a group.</summary>
    public const int Group = 16;

    /// <summary>Edge of the block of C of a group.</summary>
    public const int Tile = Group * PerItem;

    private const int PerItem = 4;
    private const int Depth = 16;

    /// <summary>Grid: n / Tile in both directions; group: Group by Group; n is a multiple of Tile.</summary>
    public static void Multiply(ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, int n)
    {
        ArrayView<float> left = SharedMemory.Allocate<float>(Tile * (Depth + 1));
        ArrayView<float> right = SharedMemory.Allocate<float>(Depth * Tile);
        int x = ILGPU.Group.IdxX;
        int y = ILGPU.Group.IdxY;
        long row = (long)Grid.IdxY * Tile;
        long column = (long)Grid.IdxX * Tile;
        float[] sums = new float[PerItem * PerItem];
        float[] parts = new float[PerItem * PerItem];
        float[] factors = new float[PerItem];

        for (int i = 0; i < PerItem * PerItem; i++)
        {
            sums[i] = 0;
        }

        for (int k = 0; k < n; k += Depth)
        {
            for (int i = 0; i < PerItem * PerItem; i++)
            {
                parts[i] = 0;
            }

            for (int i = 0; i < PerItem; i++)
            {
                left[(((i * Group) + y) * (Depth + 1)) + x] = a[((row + (i * Group) + y) * n) + k + x];
                right[(y * Tile) + (i * Group) + x] = b[((long)(k + y) * n) + column + (i * Group) + x];
            }

            ILGPU.Group.Barrier();

            for (int d = 0; d < Depth; d++)
            {
                for (int j = 0; j < PerItem; j++)
                {
                    factors[j] = right[(d * Tile) + (j * Group) + x];
                }

                for (int i = 0; i < PerItem; i++)
                {
                    float value = left[(((i * Group) + y) * (Depth + 1)) + d];

                    for (int j = 0; j < PerItem; j++)
                    {
                        parts[(i * PerItem) + j] = MathF.FusedMultiplyAdd(value, factors[j], parts[(i * PerItem) + j]);
                    }
                }
            }

            // Sums of sums: shorter chains of additions round less.
            for (int i = 0; i < PerItem * PerItem; i++)
            {
                sums[i] += parts[i];
            }

            ILGPU.Group.Barrier();
        }

        for (int i = 0; i < PerItem; i++)
        {
            for (int j = 0; j < PerItem; j++)
            {
                c[((row + (i * Group) + y) * n) + column + (j * Group) + x] = sums[(i * PerItem) + j];
            }
        }
    }
}
