using ILGPU;

namespace IlgpuOptim.Cli.Kernels;

/// <summary>
/// Sums of the blocks of an array by a tree in shared memory: barriers in a loop, and ever fewer work-items at work.
/// </summary>
internal static class ReduceSumKernel
{
    /// <summary>Work-items per group, a power of two.</summary>
    public const int GroupSize = 256;

    /// <summary>sums[g] = sum of the block of elements that group g owns.</summary>
    public static void Run(ArrayView<float> x, ArrayView<float> sums)
    {
        ArrayView<float> shared = SharedMemory.Allocate<float>(GroupSize);
        int lane = Group.IdxX;
        int at = Grid.GlobalIndex.X;

        shared[lane] = at < x.IntLength ? x[at] : 0;
        Group.Barrier();

        for (int half = Group.DimX / 2; half > 0; half /= 2)
        {
            if (lane < half)
            {
                shared[lane] += shared[lane + half];
            }

            Group.Barrier();
        }

        if (lane == 0)
        {
            sums[Grid.IdxX] = shared[0];
        }
    }
}
