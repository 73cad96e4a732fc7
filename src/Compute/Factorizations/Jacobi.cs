using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Compute.Factorizations;

/// <summary>Launches of the one-sided Jacobi method.</summary>
internal sealed class Jacobi
{
    private const int MaxSweeps = 40;

    private readonly ComputeDevice _device;
    private readonly int _items;
    private readonly Action<AcceleratorStream, KernelConfig, ArrayView<double>, int, ArrayView<double>, ArrayView<int>, int, int, int> _round;
    private readonly Action<AcceleratorStream, KernelConfig, ArrayView<double>, int, ArrayView<double>> _lengths;
    private readonly Action<AcceleratorStream, Index1D, ArrayView<double>, ArrayView<int>> _order;
    private readonly Action<AcceleratorStream, Index2D, MatrixView<double>, MatrixView<double>, ArrayView<int>> _gather;
    private readonly Action<AcceleratorStream, Index1D, ArrayView<double>, ArrayView<double>, ArrayView<int>, ArrayView<double>, double> _values;
    private readonly Action<AcceleratorStream, Index1D, MatrixView<double>, ArrayView<double>> _shift;
    private readonly Action<AcceleratorStream, Index2D, MatrixView<double>> _identity;

    private Jacobi(ComputeDevice device)
    {
        Accelerator accelerator = device.Accelerator;
        this._device = device;
        this._items = device.Class == DeviceClass.Gpu ? 64 : GroupSum.Items(device);
        this._round = accelerator
            .LoadKernel<ArrayView<double>, int, ArrayView<double>, ArrayView<int>, int, int, int>(JacobiKernels.Round);
        this._lengths = accelerator.LoadKernel<ArrayView<double>, int, ArrayView<double>>(JacobiKernels.Lengths);
        this._order = accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<double>, ArrayView<int>>(JacobiKernels.Order);
        this._gather = accelerator
            .LoadAutoGroupedKernel<Index2D, MatrixView<double>, MatrixView<double>, ArrayView<int>>(JacobiKernels.Gather);
        this._values = accelerator
            .LoadAutoGroupedKernel<Index1D, ArrayView<double>, ArrayView<double>, ArrayView<int>, ArrayView<double>, double>(
                JacobiKernels.Values);
        this._shift = accelerator.LoadAutoGroupedKernel<Index1D, MatrixView<double>, ArrayView<double>>(JacobiKernels.ShiftDiagonal);
        this._identity = accelerator.LoadAutoGroupedKernel<Index2D, MatrixView<double>>(JacobiKernels.Identity);
    }

    public static Jacobi On(ComputeDevice device) => device.Kernels(static d => new Jacobi(d));

    /// <summary>Makes the rows of a dense matrix orthogonal by rotations from the left.</summary>
    /// <param name="rows">n x l; becomes V times itself.</param>
    /// <param name="rotations">n x n, becomes V; or without rows, if it is not wanted.</param>
    public void Orthogonalize(MatrixView<double> rows, MatrixView<double> rotations)
    {
        int n = rows.Rows;

        if (rotations.Rows > 0)
        {
            this._identity(this._device.Stream, new Index2D(n, n), rotations);
        }

        if (n < 2)
        {
            return;
        }

        using ScratchScope scratch = this._device.BeginScratch();
        ArrayView<int> active = scratch.Take<int>(MaxSweeps);
        ArrayView<double> turned = rotations.Rows > 0 ? rotations.Data : ArrayView<double>.Empty;
        int players = n + (n & 1);
        KernelConfig config = new(players / 2, this._items);

        active.MemSetToZero(this._device.Stream);

        for (int sweep = 0; sweep < MaxSweeps; sweep++)
        {
            for (int round = 0; round < players - 1; round++)
            {
                this._round(this._device.Stream, config, rows.Data, rows.Columns, turned, active, n, sweep, round);
            }
        }
    }

    /// <summary>Ranks rows by their length, longest first.</summary>
    /// <param name="keys">Becomes the squares of the lengths, in the order of the rows.</param>
    /// <param name="order">Becomes the numbers of the rows, longest first.</param>
    /// <param name="rows">Dense matrix.</param>
    public void Rank(ArrayView<double> keys, ArrayView<int> order, MatrixView<double> rows)
    {
        this._lengths(this._device.Stream, new KernelConfig(rows.Rows, this._items), rows.Data, rows.Columns, keys);
        this._order(this._device.Stream, rows.Rows, keys, order);
    }

    /// <summary>target = the first rows of a matrix in an order.</summary>
    public void Gather(MatrixView<double> target, MatrixView<double> source, ArrayView<int> order) =>
        this._gather(this._device.Stream, new Index2D(target.Columns, target.Rows), target, source, order);

    /// <summary>values = lengths in an order, plus a factor times the root of shift[0].</summary>
    public void Values(
        ArrayView<double> values, ArrayView<double> keys, ArrayView<int> order, ArrayView<double> shift, double factor) =>
        this._values(this._device.Stream, new Index1D((int)values.Length), values, keys, order, shift, factor);

    /// <summary>Adds the root of shift[0] to the diagonal.</summary>
    public void ShiftDiagonal(MatrixView<double> matrix, ArrayView<double> shift) =>
        this._shift(this._device.Stream, matrix.Rows, matrix, shift);
}
