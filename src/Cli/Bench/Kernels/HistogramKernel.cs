using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Cli.Bench.Kernels;

/// <summary>
/// Counts the low eight bits of integers. Each group counts its block into bins of its own in shared memory and then adds
/// them to the result: one global atomic per group and bin instead of one per element.
/// </summary>
internal static class HistogramKernel
{
    public const int Bins = 256;

    /// <summary>bins[v] += number of elements of the group's block whose low bits are v.</summary>
    public static void Run(ArrayView<int> x, ArrayView<int> bins, int blockLength)
    {
        ArrayView<int> local = SharedMemory.Allocate<int>(Bins);

        for (int bin = Group.IdxX; bin < Bins; bin += Group.DimX)
        {
            local[bin] = 0;
        }

        Group.Barrier();

        int start = Grid.IdxX * blockLength;
        int end = IntrinsicMath.Min(start + blockLength, x.IntLength);

        int even = end - ((end - start) % Group.DimX);

        // All work-items of the group take part in every round but the last.
        for (int i = start; i < even; i += Group.DimX)
        {
            Atomic.Add(ref local[x[i + Group.IdxX] & (Bins - 1)], 1);
        }

        if (even + Group.IdxX < end)
        {
            Atomic.Add(ref local[x[even + Group.IdxX] & (Bins - 1)], 1);
        }

        Group.Barrier();

        for (int bin = Group.IdxX; bin < Bins; bin += Group.DimX)
        {
            Atomic.Add(ref bins[bin], local[bin]);
        }
    }
}
