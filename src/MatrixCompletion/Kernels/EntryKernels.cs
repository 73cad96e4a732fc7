using System.Numerics;

using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Compute;

namespace IlgpuOptim.MatrixCompletion.Kernels;

/// <summary>The kernels over entries, loaded for a device, and how they are launched.</summary>
internal sealed class EntryKernels<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ComputeDevice _device;
    private readonly Dictionary<Type, Action<AcceleratorStream, KernelConfig, EntryPassTask<T>, SpecializedValue<LaneShape>>> _passes = [];
    private readonly Lazy<Action<AcceleratorStream, Index2D, ArrayView<int>, ArrayView<int>, ArrayView<T>, ArrayView<T>, int>> _addParts;
    private readonly Lazy<Action<AcceleratorStream, KernelConfig, GramSolveTask<T>, int, SpecializedValue<GramShape>>> _solve;
    private readonly Lazy<Action<AcceleratorStream, KernelConfig, GramSolveTask<T>, ArrayView<int>, ArrayView<int>, int, SpecializedValue<GramShape>>> _solveSplit;
    private readonly Lazy<Action<AcceleratorStream, KernelConfig, GramSolveTask<T>, ArrayView<long>, int, int, SpecializedValue<LaneShape>>> _solveByGradients;

    private EntryKernels(ComputeDevice device)
    {
        Accelerator accelerator = device.Accelerator;
        this._device = device;
        this._addParts = new(() => accelerator.LoadAutoGroupedKernel<Index2D, ArrayView<int>, ArrayView<int>, ArrayView<T>, ArrayView<T>, int>(
            EntryPassKernel.AddParts));
        this._solve = new(() => accelerator.LoadKernel<GramSolveTask<T>, int, SpecializedValue<GramShape>>(GramSolveKernel.Rows));
        this._solveSplit = new(() => accelerator
            .LoadKernel<GramSolveTask<T>, ArrayView<int>, ArrayView<int>, int, SpecializedValue<GramShape>>(GramSolveKernel.SplitRows));
        this._solveByGradients = new(() => accelerator
            .LoadKernel<GramSolveTask<T>, ArrayView<long>, int, int, SpecializedValue<LaneShape>>(GradientSolveKernel.Rows));
    }

    /// <summary>Groups that share out rows among themselves.</summary>
    private int Workers => this._device.Class == DeviceClass.Gpu
        ? 16 * this._device.Accelerator.NumMultiprocessors
        : 32 * this._device.Accelerator.NumMultiprocessors;

    /// <summary>The kernels of a device.</summary>
    public static EntryKernels<T> Of(ComputeDevice device) => device.Kernels(static d => new EntryKernels<T>(d));

    /// <summary>One pass over a side.</summary>
    /// <typeparam name="TPass">What is computed.</typeparam>
    /// <param name="side">The side.</param>
    /// <param name="own">Its factor.</param>
    /// <param name="other">The other factor.</param>
    /// <param name="sum">Result, a row per row of the side.</param>
    /// <param name="weight">Per segment or per entry; see <see cref="EntryPassTask{T}.Weight"/>.</param>
    /// <param name="shape">How rows lie on lanes.</param>
    public void Pass<TPass>(
        SparseSide<T> side, ArrayView<T> own, ArrayView<T> other, ArrayView<T> sum, ArrayView<T> weight, LaneShape shape)
        where TPass : struct, IEntryPass
    {
        if (side.Segments == 0)
        {
            return;
        }

        if (!this._passes.TryGetValue(typeof(TPass), out var kernel))
        {
            kernel = this._device.Accelerator.LoadKernel<EntryPassTask<T>, SpecializedValue<LaneShape>>(EntryPassKernel.Run<T, TPass>);
            this._passes.Add(typeof(TPass), kernel);
        }

        using ScratchScope scratch = this._device.BeginScratch();
        bool hasParts = TPass.Accumulates && side.SplitRows > 0;
        ArrayView<T> part = hasParts ? scratch.Take<T>((long)side.Slots * shape.Stride) : sum;

        kernel(
            this._device.Stream,
            new KernelConfig(side.Segments, shape.Lanes),
            new EntryPassTask<T>(side.View, own, other, sum, part, weight),
            SpecializedValue.New(shape));

        if (hasParts)
        {
            this._addParts.Value(
                this._device.Stream, new Index2D(shape.Stride, side.SplitRows), side.SplitRow, side.SplitFirst, part, sum, shape.Stride);
        }
    }

    /// <summary>Solves for all rows of a side by Cholesky factorization.</summary>
    public void Solve(
        SparseSide<T> side, ArrayView<int> count, ArrayView<T> own, ArrayView<T> other, GramShape shape, Regularization regularization)
    {
        if (side.Segments == 0)
        {
            return;
        }

        using ScratchScope scratch = this._device.BeginScratch();
        int groups = Math.Min(side.Segments, this.Workers);
        long size = (shape.Unknowns + 1L) * shape.Lane.Stride;
        ArrayView<T> work = scratch.Take<T>(groups * size);
        ArrayView<T> part = scratch.Take<T>(Math.Max(1, side.Slots * size));
        GramSolveTask<T> task = new(
            side.View,
            count,
            own,
            other,
            work,
            part,
            T.CreateChecked(regularization.Lambda),
            T.CreateChecked(regularization.BiasLambda),
            (regularization.ByCount ? 1 : 0) | (regularization.BiasByCount ? 2 : 0));
        SpecializedValue<GramShape> constants = SpecializedValue.New(shape);

        this._solve.Value(this._device.Stream, new KernelConfig(groups, shape.Lane.Lanes), task, side.Segments, constants);

        if (side.SplitRows > 0)
        {
            this._solveSplit.Value(
                this._device.Stream,
                new KernelConfig(Math.Min(groups, side.SplitRows), shape.Lane.Lanes),
                task,
                side.SplitRow,
                side.SplitFirst,
                side.SplitRows,
                constants);
        }
    }

    /// <summary>Improves all rows of a side by conjugate gradients.</summary>
    public void SolveByGradients(
        SparseSide<T> side,
        ArrayView<long> starts,
        ArrayView<int> count,
        ArrayView<T> own,
        ArrayView<T> other,
        LaneShape shape,
        Regularization regularization,
        int steps)
    {
        GramSolveTask<T> task = new(
            side.View,
            count,
            own,
            other,
            own,
            own,
            T.CreateChecked(regularization.Lambda),
            T.CreateChecked(regularization.BiasLambda),
            (regularization.ByCount ? 1 : 0) | (regularization.BiasByCount ? 2 : 0));

        this._solveByGradients.Value(
            this._device.Stream,
            new KernelConfig(Math.Min(side.Rows, 8 * this.Workers), shape.Lanes),
            task,
            starts,
            side.Rows,
            steps,
            SpecializedValue.New(shape));
    }
}
