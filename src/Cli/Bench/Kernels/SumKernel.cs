using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Cli.Bench.Kernels;

/// <summary>
/// Sum of an array in two launches, without atomics, so that the same input always gives the same bits. Each group, one
/// warp wide, sums a block of its own with eight independent accumulators per lane (an addition takes several cycles, and
/// one chain of them would wait for itself), then folds the lanes by shuffles. A last group sums the blocks.
/// </summary>
internal static class SumKernel
{
    /// <summary>partial[g] = sum of x over block g. Launched with groups of one warp.</summary>
    public static void Blocks(ArrayView<float> x, ArrayView<float> partial, int blockLength)
    {
        long start = (long)Grid.IdxX * blockLength;
        long end = IntrinsicMath.Min(start + blockLength, x.Length);
        float sum = LaneSum(x, start, end);

        if (Group.IdxX == 0)
        {
            partial[Grid.IdxX] = sum;
        }
    }

    /// <summary>total[0] = sum of x. Launched with one group of one warp.</summary>
    public static void Total(ArrayView<float> x, ArrayView<float> total)
    {
        float sum = LaneSum(x, 0, x.Length);

        if (Group.IdxX == 0)
        {
            total[0] = sum;
        }
    }

    /// <summary>The sum of x[start] to x[end - 1], in every lane.</summary>
    private static float LaneSum(ArrayView<float> x, long start, long end)
    {
        int width = Warp.WarpSize;
        int lane = Group.IdxX;
        long even = end - ((end - start) % (8 * width));
        float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;

        for (long i = start; i < even; i += 8 * width)
        {
            long at = i + lane;
            s0 += x[at];
            s1 += x[at + width];
            s2 += x[at + (2 * width)];
            s3 += x[at + (3 * width)];
            s4 += x[at + (4 * width)];
            s5 += x[at + (5 * width)];
            s6 += x[at + (6 * width)];
            s7 += x[at + (7 * width)];
        }

        for (long i = even + lane; i < end; i += width)
        {
            s0 += x[i];
        }

        float sum = ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));

        for (int offset = width / 2; offset > 0; offset /= 2)
        {
            sum += Warp.ShuffleXor(sum, offset);
        }

        return sum;
    }
}
