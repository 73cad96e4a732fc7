using ILGPU;

namespace IlgpuOptim.Compute.Products;

/// <summary>Second stage of a product whose inner dimension was split: adds the segments up, always in the same order.</summary>
internal static class PartialSumKernel
{
    /// <summary>Index: column and row of C, member of the batch; X fastest.</summary>
    /// <param name="index">Column, row, member.</param>
    /// <param name="task">The product.</param>
    /// <param name="partial">Sums, [member, segment, row, column].</param>
    /// <param name="segments">Number of segments; none for the empty product, 0.</param>
    public static void Run<T, TSum, TNumbers>(
        Index3D index, ProductTask<T, TSum> task, ArrayView<TSum> partial, int segments)
        where T : unmanaged
        where TSum : unmanaged
        where TNumbers : struct, IProductNumbers<T, TSum>
    {
        int member = index.Z;
        long size = (long)task.C.Rows * task.C.Columns;
        long from = (member * segments * size) + ((long)index.Y * task.C.Columns) + index.X;
        TSum sum = TNumbers.Zero;

        for (int s = 0; s < segments; s++)
        {
            sum = TNumbers.Add(sum, partial[from + (s * size)]);
        }

        long at = (member * task.CStep) + (index.Y * task.C.RowStride) + (index.X * task.C.ColumnStride);
        TSum value = TNumbers.Multiply(task.Alpha, sum);

        if (!TNumbers.IsZero(task.Beta))
        {
            value = TNumbers.MultiplyAdd(task.Beta, TNumbers.Widen(task.C.Data[at]), value);
        }

        task.C.Data[at] = TNumbers.Narrow(value);
    }
}
