using System.Numerics;

using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Compute;
using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Sampling;
using IlgpuOptim.MatrixCompletion.Kernels;

namespace IlgpuOptim.MatrixCompletion.Solvers;

/// <summary>
/// Stochastic gradient descent on mean + b_i + c_j + u_i.v_j with biases, as in recommender libraries, but the same bits every time: rows
/// and columns are dealt to B parts each, an epoch takes B strata of B blocks that share nothing, blocks in parallel, entries of a
/// block in a fixed random order, strata in an order of the epoch's own. The step falls as rate / (1 + decay * epoch).
/// </summary>
internal sealed class StochasticGradientSolver<T> : CompletionSolver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Decay = 0.05;

    private readonly ObservedEntries<T> _entries;
    private readonly Tensor[] _tensors;
    private readonly Factor<T> _rows;
    private readonly Factor<T> _columns;
    private readonly int _parts;
    private readonly double _rate;
    private readonly ulong _seed;
    private readonly StochasticTask<T> _task;
    private readonly Action<AcceleratorStream, KernelConfig, StochasticTask<T>, int, T, SpecializedValue<LaneShape>> _kernel;
    private int _epoch;

    /// <param name="entries">The entries, for residuals.</param>
    /// <param name="data">The same entries on the host.</param>
    /// <param name="rank">Components, without the bias.</param>
    /// <param name="rate">First step size.</param>
    /// <param name="lambda">Regularisation per entry.</param>
    /// <param name="seed">Seed.</param>
    public StochasticGradientSolver(ObservedEntries<T> entries, SparseMatrix<T> data, int rank, double rate, double lambda, ulong seed)
    {
        ComputeDevice device = entries.Device;
        SeededRandom random = new(seed);
        int widest = device.Class == DeviceClass.Gpu ? 128 : 16;
        this._entries = entries;
        this._rate = rate;
        this._seed = seed;
        this._parts = Math.Clamp(Math.Min(data.Rows, data.Columns) / 4, 1, widest);
        this.Components = rank + 1;
        LaneShape shape = LaneShape.For(device, this.Components, rank);
        this._rows = new Factor<T>(device, data.Rows, this.Components, shape);
        this._columns = new Factor<T>(device, data.Columns, this.Components, shape);
        this._rows.Set(Start(data.Rows, rank, random));
        this._columns.Set(Start(data.Columns, rank, random));
        (int[] row, int[] column, T[] value, long[] start) = this.Arrange(data, entries.Mean, random);
        this._tensors =
        [
            Tensor.From<int>(device, row, row.Length),
            Tensor.From<int>(device, column, column.Length),
            Tensor.From<T>(device, value, value.Length),
            Tensor.From<long>(device, start, start.Length),
        ];
        T penalty = T.CreateChecked(lambda);
        this._task = new StochasticTask<T>(
            this._tensors[0].As<int>(),
            this._tensors[1].As<int>(),
            this._tensors[2].As<T>(),
            this._tensors[3].As<long>(),
            this._rows.Data,
            this._columns.Data,
            penalty,
            penalty);
        this._kernel = device.Kernels(static d => new Kernels(d)).Run;
    }

    /// <inheritdoc/>
    public override int Components { get; }

    /// <inheritdoc/>
    public override double[] RowFactor => this._rows.Get();

    /// <inheritdoc/>
    public override double[] ColumnFactor => this._columns.Get();

    /// <inheritdoc/>
    public override void Epoch()
    {
        T rate = T.CreateChecked(this._rate / (1 + (Decay * this._epoch)));

        foreach (int stratum in new SeededRandom(this._seed, 1 + (ulong)this._epoch).Permutation(this._parts))
        {
            this._kernel(
                this._entries.Device.Stream,
                new KernelConfig(this._parts, this._rows.Shape.Lanes),
                this._task,
                stratum * this._parts,
                rate,
                SpecializedValue.New(this._rows.Shape));
        }

        this._epoch++;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<double[]> GetState() => [this.RowFactor, this.ColumnFactor, [this._epoch]];

    /// <inheritdoc/>
    public override void SetState(IReadOnlyList<double[]> state)
    {
        this._rows.Set(state[0]);
        this._columns.Set(state[1]);
        this._epoch = (int)state[2][0];
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (Tensor tensor in this._tensors)
        {
            tensor.Dispose();
        }

        this._rows.Dispose();
        this._columns.Dispose();
    }

    private protected override (ObservedEntries<T> Entries, Factor<T> Rows, Factor<T> Columns) Parts() =>
        (this._entries, this._rows, this._columns);

    private static double[] Start(int rows, int rank, SeededRandom random)
    {
        double[] values = new double[(long)rows * (rank + 1)];

        for (long i = 0; i < values.Length; i++)
        {
            values[i] = i % (rank + 1) == rank ? 0 : 0.1 * random.NextNormal() / Math.Sqrt(rank);
        }

        return values;
    }

    /// <summary>The entries sorted by stratum and block, at random within a block.</summary>
    private (int[] Row, int[] Column, T[] Value, long[] Start) Arrange(SparseMatrix<T> data, double mean, SeededRandom random)
    {
        int[] rowPart = Deal(data.Rows, random);
        int[] columnPart = Deal(data.Columns, random);
        int[] rowOf = data.ExpandRows();
        int[] order = random.Permutation(rowOf.Length);
        long[] start = new long[(this._parts * this._parts) + 1];

        foreach (int e in order)
        {
            start[Block(e) + 1]++;
        }

        for (int b = 1; b < start.Length; b++)
        {
            start[b] += start[b - 1];
        }

        long[] next = start[..^1];
        int[] row = new int[rowOf.Length];
        int[] column = new int[rowOf.Length];
        T[] value = new T[rowOf.Length];

        foreach (int e in order)
        {
            long to = next[Block(e)]++;
            row[to] = rowOf[e];
            column[to] = data.ColumnIndices[e];
            value[to] = T.CreateChecked(double.CreateChecked(data.Values[e]) - mean);
        }

        return (row, column, value, start);

        int Block(int e)
        {
            int part = rowPart[rowOf[e]];
            int stratum = (columnPart[data.ColumnIndices[e]] - part + this._parts) % this._parts;

            return (stratum * this._parts) + part;
        }
    }

    private int[] Deal(int count, SeededRandom random)
    {
        int[] part = random.Permutation(count);

        for (int i = 0; i < count; i++)
        {
            part[i] %= this._parts;
        }

        return part;
    }

    private sealed class Kernels(ComputeDevice device)
    {
        public Action<AcceleratorStream, KernelConfig, StochasticTask<T>, int, T, SpecializedValue<LaneShape>> Run { get; } =
            device.Accelerator.LoadKernel<StochasticTask<T>, int, T, SpecializedValue<LaneShape>>(StochasticGradientKernel.Run);
    }
}
