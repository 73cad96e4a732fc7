using System.Numerics;

using ILGPU;

using IlgpuOptim.Compute;

namespace IlgpuOptim.MatrixCompletion.Kernels;

/// <summary>
/// How the components of a factor's row lie on the lanes of a group: component c * Lanes + l belongs to lane l. A constant of the
/// compiled kernel. (Fields, because the compiler sees through them at once.)
/// </summary>
/// <param name="lanes">Lanes of a group: a warp, or one work-item where a work-item is a thread of its own.</param>
/// <param name="perLane">Components per lane.</param>
/// <param name="bias">
/// The component that holds the row's own bias, so that a product of rows is u.v + u[bias] + v[bias]; -1 for none.
/// </param>
internal readonly struct LaneShape(int lanes, int perLane, int bias) : IEquatable<LaneShape>
{
    public readonly int Lanes = lanes;
    public readonly int PerLane = perLane;
    public readonly int Bias = bias;

    /// <summary>Elements from a factor's row to the next one.</summary>
    public int Stride => this.Lanes * this.PerLane;

    /// <summary>Rows of a given number of components on a device.</summary>
    public static LaneShape For(ComputeDevice device, int components, int bias = -1)
    {
        int lanes = LanesOf(device);

        return new LaneShape(lanes, Math.Max(1, (components + lanes - 1) / lanes), bias);
    }

    public bool Equals(LaneShape other) => (this.Lanes, this.PerLane, this.Bias) == (other.Lanes, other.PerLane, other.Bias);

    public override bool Equals(object? obj) => obj is LaneShape other && this.Equals(other);

    public override int GetHashCode() => HashCode.Combine(this.Lanes, this.PerLane, this.Bias);

    /// <summary>Lanes of a group on a device.</summary>
    public static int LanesOf(ComputeDevice device) => device.Accelerator.WarpSize;
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
