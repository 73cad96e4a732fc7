using System.Numerics;

using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Extensions;

namespace IlgpuOptim.MatrixCompletion.Kernels;

/// <summary>What a pass over the entries computes; constants of the compiled kernel.</summary>
internal interface IEntryPass
{
    /// <summary>The weight of an entry is estimate - value; otherwise it is the value.</summary>
    static abstract bool Estimates { get; }

    /// <summary>Sums weight * (row of the other factor) per row.</summary>
    static abstract bool Accumulates { get; }

    /// <summary>Writes the weight of every entry.</summary>
    static abstract bool Writes { get; }
}

/// <summary>R = U V^T - X on the entries, and R V, in one pass: sampled product and sparse product fused.</summary>
internal readonly struct FusedResidual : IEntryPass
{
    public static bool Estimates => true;

    public static bool Accumulates => true;

    public static bool Writes => false;
}

/// <summary>R = U V^T - X on the entries, of which only squares are summed.</summary>
internal readonly struct ResidualNorm : IEntryPass
{
    public static bool Estimates => true;

    public static bool Accumulates => false;

    public static bool Writes => false;
}

/// <summary>R = U V^T - X, written per entry.</summary>
internal readonly struct ResidualEntries : IEntryPass
{
    public static bool Estimates => true;

    public static bool Accumulates => false;

    public static bool Writes => true;
}

/// <summary>X V.</summary>
internal readonly struct SparseProduct : IEntryPass
{
    public static bool Estimates => false;

    public static bool Accumulates => true;

    public static bool Writes => false;
}

/// <summary>Arguments of <see cref="EntryPassKernel"/>.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly struct EntryPassTask<T>
    where T : unmanaged
{
    /// <summary>The entries along one side.</summary>
    public readonly SparseSideView<T> Data;

    /// <summary>The factor of this side, U.</summary>
    public readonly ArrayView<T> Own;

    /// <summary>The factor of the other side, V.</summary>
    public readonly ArrayView<T> Other;

    /// <summary>The result, a row per row of this side.</summary>
    public readonly ArrayView<T> Sum;

    /// <summary>Parts of the result, a row per slot.</summary>
    public readonly ArrayView<T> Part;

    /// <summary>Per segment, the sum of squared weights; or per entry the weight, if the pass writes them.</summary>
    public readonly ArrayView<T> Weight;

    public EntryPassTask(
        SparseSideView<T> data, ArrayView<T> own, ArrayView<T> other, ArrayView<T> sum, ArrayView<T> part, ArrayView<T> weight)
    {
        this.Data = data;
        this.Own = own;
        this.Other = other;
        this.Sum = sum;
        this.Part = part;
        this.Weight = weight;
    }
}

/// <summary>
/// One pass over the entries of a side. A group takes a segment of a row: the row of U stays in registers, and each row of V is read
/// once, contiguously across the lanes, for the product and for the sum. Parts of rows of several segments go to slots and are
/// added up in order by <see cref="AddParts"/>: no atomics, the same bits every time.
/// </summary>
internal static class EntryPassKernel
{
    /// <summary>Entries ahead of which rows of the other factor are asked for.</summary>
    private const int Ahead = 16;

    /// <summary>Grid: segments; group: the shape's lanes.</summary>
    public static void Run<T, TPass>(EntryPassTask<T> task, SpecializedValue<LaneShape> constants)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TPass : struct, IEntryPass
    {
        LaneShape shape = constants.Value;
        int lanes = shape.Lanes;
        int perLane = shape.PerLane;
        int bias = shape.Bias;
        int stride = lanes * perLane;
        int lane = Group.IdxX;
        int segment = Grid.IdxX;
        long start = task.Data.Start[segment];
        long end = task.Data.Start[segment + 1];
        int row = task.Data.Row[segment];
        long own = ((long)row * stride) + lane;
        T[] factor = new T[perLane];
        T offset = T.Zero;
        T[] sum = new T[perLane];
        T[] other = new T[perLane];
        T squares = T.Zero;

        for (int c = 0; c < perLane; c++)
        {
            factor[c] = T.Zero;
            sum[c] = T.Zero;

            if (TPass.Estimates)
            {
                factor[c] = task.Own[own + (c * lanes)];

                // The bias of the other side counts once, and one's own stands by itself.
                if (bias >= 0 && c == bias / lanes && lane == bias % lanes)
                {
                    offset = factor[c];
                    factor[c] = T.One;
                }
            }
        }

        for (long e = start; e < end; e++)
        {
            long at = ((long)task.Data.Index[e] * stride) + lane;
            T weight = T.Zero;

            if (Accelerator.CurrentType == AcceleratorType.CPU)
            {
                long next = (long)task.Data.Index[IntrinsicMath.Min(e + Ahead, task.Data.Index.Length - 1)] * stride;

                for (int c = 0; c < stride; c += Prefetch.LineSize / Interop.SizeOf<T>())
                {
                    Prefetch.Read(task.Other, next + c);
                }
            }

            for (int c = 0; c < perLane; c++)
            {
                other[c] = task.Other[at + (c * lanes)];
            }

            if (TPass.Estimates)
            {
                T dot = offset;

                for (int c = 0; c < perLane; c++)
                {
                    dot = Lanes.MultiplyAdd(factor[c], other[c], dot);
                }

                weight = Lanes.Sum(dot, lanes) - task.Data.Value[e];
            }
            else
            {
                weight = task.Data.Value[e];
            }

            if (TPass.Accumulates)
            {
                for (int c = 0; c < perLane; c++)
                {
                    sum[c] = Lanes.MultiplyAdd(weight, other[c], sum[c]);
                }
            }

            if (TPass.Writes)
            {
                if (lane == 0)
                {
                    task.Weight[e] = weight;
                }
            }
            else if (TPass.Estimates)
            {
                squares = Lanes.MultiplyAdd(weight, weight, squares);
            }
        }

        if (TPass.Estimates && !TPass.Writes)
        {
            if (lane == 0)
            {
                task.Weight[segment] = squares;
            }
        }

        if (TPass.Accumulates)
        {
            int slot = task.Data.Slot[segment];

            if (slot < 0)
            {
                for (int c = 0; c < perLane; c++)
                {
                    task.Sum[own + (c * lanes)] = sum[c];
                }
            }
            else
            {
                long part = ((long)slot * stride) + lane;

                for (int c = 0; c < perLane; c++)
                {
                    task.Part[part + (c * lanes)] = sum[c];
                }
            }
        }
    }

    /// <summary>Adds up the parts of the rows of several segments. Index: component, number of the split row.</summary>
    public static void AddParts<T>(
        Index2D index, ArrayView<int> splitRow, ArrayView<int> splitFirst, ArrayView<T> part, ArrayView<T> sum, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int first = splitFirst[index.Y];
        int end = splitFirst[index.Y + 1];
        T total = T.Zero;

        for (int slot = first; slot < end; slot++)
        {
            total += part[((long)slot * stride) + index.X];
        }

        sum[((long)splitRow[index.Y] * stride) + index.X] = total;
    }
}
