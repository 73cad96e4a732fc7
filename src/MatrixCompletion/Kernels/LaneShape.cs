using System.Numerics;

using ILGPU;

using IlgpuOptim.Compute;

namespace IlgpuOptim.MatrixCompletion.Kernels;

/// <summary>
/// How the components of a factor's row lie on the lanes of a group: component c * Lanes + l belongs to lane l. A constant of the
/// compiled kernel.
/// </summary>
/// <param name="Lanes">Lanes of a group: a warp, or one work-item where a work-item is a thread of its own.</param>
/// <param name="PerLane">Components per lane.</param>
/// <param name="Bias">
/// The component that holds the row's own bias, so that a product of rows is u.v + u[Bias] + v[Bias]; -1 for none.
/// </param>
internal readonly record struct LaneShape(int Lanes, int PerLane, int Bias)
{
    /// <summary>Elements from a factor's row to the next one.</summary>
    public int Stride => this.Lanes * this.PerLane;

    /// <summary>Rows of a given number of components on a device.</summary>
    public static LaneShape For(ComputeDevice device, int components, int bias = -1)
    {
        int lanes = LanesOf(device);

        return new LaneShape(lanes, Math.Max(1, (components + lanes - 1) / lanes), bias);
    }

    /// <summary>Lanes of a group on a device.</summary>
    public static int LanesOf(ComputeDevice device) => device.Class == DeviceClass.CpuItems ? 1 : device.Accelerator.WarpSize;
}

/// <summary>What the kernels of factor rows have in common.</summary>
internal static class Lanes
{
    /// <summary>The sum over all lanes, in every lane.</summary>
    public static T Sum<T>(T value, int lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int offset = lanes / 2; offset > 0; offset /= 2)
        {
            value += Warp.ShuffleXor(value, offset);
        }

        return value;
    }

    /// <summary>x * y + z, rounded once.</summary>
    public static T MultiplyAdd<T>(T x, T y, T z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.FusedMultiplyAdd(x, y, z);
}
