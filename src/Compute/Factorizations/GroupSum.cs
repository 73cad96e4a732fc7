using ILGPU;

namespace IlgpuOptim.Compute.Factorizations;

/// <summary>Helpers for kernels in which one group works on vectors.</summary>
internal static class GroupSum
{
    /// <summary>Most work-items of a group that sums.</summary>
    public const int MaxItems = 256;

    /// <summary>Work-items of such a group on a device.</summary>
    public static int Items(ComputeDevice device) => device.Class switch
    {
        DeviceClass.CpuLanes => device.Accelerator.WarpSize,
        _ => MaxItems,
    };

    /// <summary>The sum of one value of every work-item, in all of them; the order of additions is fixed.</summary>
    public static double All(ArrayView<double> shared, double value)
    {
        Group.Barrier();
        shared[Group.IdxX] = value;
        Group.Barrier();
        double sum = 0;

        for (int i = 0; i < Group.DimX; i++)
        {
            sum += shared[i];
        }

        return sum;
    }

    /// <summary>The scalar product of two vectors of <paramref name="length"/> elements.</summary>
    public static double Dot(
        ArrayView<double> shared, ArrayView<double> memory, long first, long second, int length)
    {
        int width = Group.DimX;
        double a = 0;
        double b = 0;
        int i = Group.IdxX;

        // Two chains of additions, which do not wait for each other.
        for (; i + width < length; i += 2 * width)
        {
            a = Math.FusedMultiplyAdd(memory[first + i], memory[second + i], a);
            b = Math.FusedMultiplyAdd(memory[first + i + width], memory[second + i + width], b);
        }

        if (i < length)
        {
            a = Math.FusedMultiplyAdd(memory[first + i], memory[second + i], a);
        }

        return All(shared, a + b);
    }
}
