using System.Runtime.CompilerServices;

using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Compute.Vendor;

namespace IlgpuOptim.Compute.Products;

/// <summary>Chooses the kernel for a product, and launches it.</summary>
internal sealed class ProductRunner<T, TSum, TNumbers>
    where T : unmanaged
    where TSum : unmanaged
    where TNumbers : struct, IProductNumbers<T, TSum>
{
    private readonly ComputeDevice _device;
    private readonly Lazy<Action<AcceleratorStream, KernelConfig, ProductTask<T, TSum>, ArrayView<TSum>, int, int, int, int, SpecializedValue<BlockShape>>> _lanes;
    private readonly Lazy<Action<AcceleratorStream, KernelConfig, ProductTask<T, TSum>, ArrayView<TSum>, int, int, int, int, int>> _tiles;
    private readonly Lazy<Action<AcceleratorStream, Index3D, ProductTask<T, TSum>, ArrayView<TSum>, int>> _sum;

    private ProductRunner(ComputeDevice device)
    {
        Accelerator accelerator = device.Accelerator;
        this._device = device;
        this._lanes = new(() => accelerator
            .LoadKernel<ProductTask<T, TSum>, ArrayView<TSum>, int, int, int, int, SpecializedValue<BlockShape>>(
                LaneProductKernel.Run<T, TSum, TNumbers>));
        this._tiles = new(() => accelerator
            .LoadKernel<ProductTask<T, TSum>, ArrayView<TSum>, int, int, int, int, int>(TileProductKernel.Run<T, TSum, TNumbers>));
        this._sum = new(() => accelerator
            .LoadAutoGroupedKernel<Index3D, ProductTask<T, TSum>, ArrayView<TSum>, int>(PartialSumKernel.Run<T, TSum, TNumbers>));
    }

    /// <summary>Computes all products of a batch.</summary>
    /// <param name="device">Device of the matrices.</param>
    /// <param name="task">The first product.</param>
    /// <param name="batch">Number of products.</param>
    /// <param name="isSymmetric">C is known to be symmetric: what lies above its diagonal is undefined then, not computed.</param>
    public static void Run(ComputeDevice device, ProductTask<T, TSum> task, int batch, bool isSymmetric = false)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentOutOfRangeException.ThrowIfNegative(batch);

        if (task.A.Columns != task.B.Rows || task.C.Rows != task.A.Rows || task.C.Columns != task.B.Columns)
        {
            throw new ArgumentException(
                $"A product of {task.A.Rows} x {task.A.Columns} and {task.B.Rows} x {task.B.Columns} does not fit into "
                + $"{task.C.Rows} x {task.C.Columns}.");
        }

        if (typeof(T) == typeof(TSum) && batch == 1 && device.ChosenBlas is { } blas
            && BlasProduct<T>.TryFrom(
                task.C, task.A, task.B, ToDouble(task.Alpha), ToDouble(task.Beta), out BlasProduct<T> product))
        {
            blas.Multiply(product);
        }
        else if (task.C.Count > 0 && batch > 0)
        {
            device.Kernels(static d => new ProductRunner<T, TSum, TNumbers>(d)).Launch(task, batch, isSymmetric);
        }
    }

    private static double ToDouble(TSum value) =>
        typeof(TSum) == typeof(float) ? Unsafe.As<TSum, float>(ref value) : Unsafe.As<TSum, double>(ref value);

    private void Launch(ProductTask<T, TSum> task, int batch, bool isSymmetric)
    {
        using ScratchScope scratch = this._device.BeginScratch();

        if (task.K == 0)
        {
            this.SumUp(task, batch, default(ProductPlan) with { UsesPartial = true }, ArrayView<TSum>.Empty);

            return;
        }

        switch (this._device.Class)
        {
            case DeviceClass.CpuLanes:
                this.LaunchLanes(isSymmetric ? task : Orient(task), batch, isSymmetric, scratch);
                break;

            default:
                {
                    ProductPlan plan = ProductPlan.ForBlocks(task, batch, TileProductKernel.Tile, TileProductKernel.Tile);
                    ArrayView<TSum> partial = Partial(task, batch, plan, scratch);
                    KernelConfig config = new(plan.Grid, new Index3D(TileProductKernel.Edge, TileProductKernel.Edge, 1));
                    int acrossA = task.A.ColumnStride <= task.A.RowStride ? 1 : 0;
                    int acrossB = task.B.ColumnStride <= task.B.RowStride ? 1 : 0;

                    this._tiles.Value(this._device.Stream, config, task, partial, plan.Segment, plan.Segments, acrossA, acrossB, isSymmetric ? 1 : 0);
                    this.SumUp(task, batch, plan, partial);
                    break;
                }
        }
    }

    private void LaunchLanes(ProductTask<T, TSum> task, int batch, bool isSymmetric, ScratchScope scratch)
    {
        Accelerator accelerator = this._device.Accelerator;

        // The kernel reads rows of A, many times. Columns that lie far apart would take a cache line per element.
        if (task.A.ColumnStride > 64 && task.M > 1 && task.K > 1)
        {
            MatrixView<T> rows = this.CopyRows(task.A, task.AStep, batch, scratch);

            task = new(task.C, rows, task.B, task.Alpha, task.Beta, task.CStep, rows.Count, task.BStep);
        }

        // It copies B once per strip of C, which is cheap only if neighbours are neighbours.
        if (task.B.ColumnStride != 1 && task.M > 96)
        {
            MatrixView<T> rows = this.CopyRows(task.B, task.BStep, batch, scratch);

            task = new(task.C, task.A, rows, task.Alpha, task.Beta, task.CStep, task.AStep, rows.Count);
        }

        ProductPlan plan = ProductPlan.ForLanes(task, batch, accelerator.WarpSize, accelerator.NumMultiprocessors, isSymmetric);
        ArrayView<TSum> partial = Partial(task, batch, plan, scratch);
        KernelConfig config = new(plan.Grid, new Index3D(accelerator.WarpSize, 1, 1));

        this._lanes.Value(
            this._device.Stream,
            config,
            task,
            partial,
            plan.StripRows,
            plan.Depth,
            plan.Segment,
            plan.Segments,
            new SpecializedValue<BlockShape>(plan.Shape));
        this.SumUp(task, batch, plan, partial);
    }

    /// <summary>Dense copies of all matrices of a batch; the first one is returned.</summary>
    private MatrixView<T> CopyRows(MatrixView<T> first, long step, int batch, ScratchScope scratch)
    {
        ArrayView<T> memory = scratch.Take<T>(first.Count * batch);

        MatrixCopy.RunBatch(
            this._device, new MatrixView<T>(memory, first.Rows, first.Columns), first, batch, (first.Count, step));

        return new MatrixView<T>(memory, first.Rows, first.Columns);
    }

    /// <summary>
    /// The product or its transpose, whichever runs lanes along contiguous elements: of B, which is packed by vectors, if it is
    /// larger than C, and of C otherwise.
    /// </summary>
    private static ProductTask<T, TSum> Orient(ProductTask<T, TSum> task)
    {
        long plain = Gathered(task);
        long transposed = Gathered(task.Transposed);

        return transposed < plain ? task.Transposed : task;
    }

    /// <summary>Elements that are loaded or stored one by one instead of as vectors.</summary>
    private static long Gathered(in ProductTask<T, TSum> task) =>
        (task.B.ColumnStride == 1 ? 0 : task.B.Count)
        + (task.C.ColumnStride == 1 ? 0 : 2 * task.C.Count)
        + (task.A.ColumnStride <= 64 ? 0 : task.A.Count);

    private static ArrayView<TSum> Partial(in ProductTask<T, TSum> task, int batch, in ProductPlan plan, ScratchScope scratch) =>
        plan.UsesPartial ? scratch.Take<TSum>(task.C.Count * plan.Segments * batch) : ArrayView<TSum>.Empty;

    private void SumUp(in ProductTask<T, TSum> task, int batch, in ProductPlan plan, ArrayView<TSum> partial)
    {
        if (plan.UsesPartial)
        {
            this._sum.Value(this._device.Stream, new Index3D(task.N, task.M, batch), task, partial, plan.Segments);
        }
    }
}
