using System.Numerics;
using IlgpuOptim.Compute;
using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Optimizers;

/// <summary>Launches <see cref="RowKernels"/> along the direction in which neighbours are neighbours in memory.</summary>
internal static class RowLauncher
{
    /// <summary>y = k^power x by rows, or y + k^power x.</summary>
    public static void Scale<TReal>(
        ComputeDevice device, Unfolding<TReal> y, Factors<TReal> k, Unfolding<TReal> x, int power, bool adds)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        bool isRowFast = IsRowFast(x);
        Index3D extent = isRowFast ? new(x.Rows, x.Columns, x.Batch) : new(x.Columns, x.Rows, x.Batch);

        if (extent.Size > 0)
        {
            device.Kernels(static d => new Kernels<TReal>(d)).Scale(
                device.Stream, extent, y.First.Data, k.Data, x.First.Data, LinesOf(y, isRowFast), LinesOf(x, isRowFast), k.Step,
                isRowFast ? 1 : 0, power, adds ? 1 : 0);
        }
    }

    /// <summary>s = sums of squares of the rows.</summary>
    public static void SumSquares<TReal>(ComputeDevice device, Factors<TReal> s, Unfolding<TReal> x)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        Kernels<TReal> kernels = device.Kernels(static d => new Kernels<TReal>(d));

        if (x.First.ColumnStride == 1)
        {
            KernelConfig config = new(new Index3D(x.Rows, x.Batch, 1), new Index3D(GradientLauncher.GroupSize(device), 1, 1));
            kernels.SumAlong(device.Stream, config, s.Data, x.First.Data, LinesOf(x, false), s.Step, x.Columns);
        }
        else
        {
            kernels.SumAcross(device.Stream, new(x.Rows, x.Batch), s.Data, x.First.Data, LinesOf(x, true), s.Step, x.Columns);
        }
    }

    /// <summary>r = a b, the first values of every factor.</summary>
    public static void Multiply<TReal>(ComputeDevice device, Factors<TReal> r, Factors<TReal> a, Factors<TReal> b, int count)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal> =>
        device.Kernels(static d => new Kernels<TReal>(d)).Multiply(device.Stream, new(count, r.Batch), r.Data, a.Data, b.Data, r.Step);

    /// <summary>The diagonal between the corners of K^T K.</summary>
    public static void HierarchicalDiagonal<TReal>(ComputeDevice device, Factors<TReal> q, Factors<TReal> k, FactorShape shape)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal> =>
        device.Kernels(static d => new Kernels<TReal>(d)).HierarchicalDiagonal(
            device.Stream, new(shape.Middle, q.Batch), q.Data, k.Data, shape);

    private static bool IsRowFast<TReal>(Unfolding<TReal> x)
        where TReal : unmanaged => x.First.ColumnStride != 1;

    private static Lines LinesOf<TReal>(Unfolding<TReal> x, bool isRowFast)
        where TReal : unmanaged => new(isRowFast ? x.First.ColumnStride : x.First.RowStride, x.Step);

    private sealed class Kernels<TReal>(ComputeDevice device)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        public readonly Action<AcceleratorStream, Index3D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, Lines, Lines, long, int, int, int>
            Scale = device.Accelerator
                .LoadAutoGroupedKernel<Index3D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, Lines, Lines, long, int, int, int>(
                    RowKernels.Scale);

        public readonly Action<AcceleratorStream, KernelConfig, ArrayView<TReal>, ArrayView<TReal>, Lines, long, int> SumAlong =
            device.Accelerator.LoadKernel<ArrayView<TReal>, ArrayView<TReal>, Lines, long, int>(RowKernels.SumAlong);

        public readonly Action<AcceleratorStream, Index2D, ArrayView<TReal>, ArrayView<TReal>, Lines, long, int> SumAcross =
            device.Accelerator.LoadAutoGroupedKernel<Index2D, ArrayView<TReal>, ArrayView<TReal>, Lines, long, int>(RowKernels.SumAcross);

        public readonly Action<AcceleratorStream, Index2D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, long> Multiply =
            device.Accelerator.LoadAutoGroupedKernel<Index2D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, long>(
                RowKernels.Multiply);

        public readonly Action<AcceleratorStream, Index2D, ArrayView<TReal>, ArrayView<TReal>, FactorShape> HierarchicalDiagonal =
            device.Accelerator.LoadAutoGroupedKernel<Index2D, ArrayView<TReal>, ArrayView<TReal>, FactorShape>(
                RowKernels.HierarchicalDiagonal);
    }
}
