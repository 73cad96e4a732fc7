using System.Numerics;

using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Compute;
using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Sampling;
using IlgpuOptim.MatrixCompletion.Kernels;

namespace IlgpuOptim.MatrixCompletion.Solvers;

/// <summary>How <see cref="AlsSolver{T}"/> works.</summary>
public sealed record AlsOptions
{
    /// <summary>Number of components k, at least 1.</summary>
    public required int Rank { get; init; }

    /// <summary>The penalty.</summary>
    public Regularization Regularization { get; init; } = new(0.05, 10, ByCount: true);

    /// <summary>A bias per row and per column is learned jointly with the components.</summary>
    public bool HasBiases { get; init; }

    /// <summary>Taken off every value and added to every estimate.</summary>
    public double Mean { get; init; }

    /// <summary>
    /// Steps of conjugate gradients per row and half sweep, from where the last sweep left the row; 0 solves exactly, by Cholesky.
    /// </summary>
    public int GradientSteps { get; init; }

    /// <summary>Seed of the start.</summary>
    public ulong Seed { get; init; }
}

/// <summary>
/// Alternating least squares: minimises sum over observed (mean + b_i + c_j + u_i.v_j - x_ij)^2 plus the penalty, exactly over all rows
/// (u_i, b_i) with the columns fixed, then over all columns with the rows fixed (Zhou et al. 2008). A sweep is both.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class AlsSolver<T> : CompletionSolver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ObservedEntries<T> _entries;
    private readonly bool _ownsEntries;
    private readonly AlsOptions _options;
    private readonly GramShape _shape;
    private readonly Factor<T> _rows;
    private readonly Factor<T> _columns;

    /// <summary>Uploads the entries and starts from a random column factor, N(0, 1/k).</summary>
    /// <param name="device">Where to work; it has to outlive the solver.</param>
    /// <param name="data">The observed entries.</param>
    /// <param name="options">Options.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rank is not positive, or a number is negative.</exception>
    public AlsSolver(ComputeDevice device, SparseMatrix<T> data, AlsOptions options)
        : this(new ObservedEntries<T>(device, data, options.Mean), options) => this._ownsEntries = true;

    internal AlsSolver(ObservedEntries<T> entries, AlsOptions options)
    {
        ComputeDevice device = entries.Device;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Rank);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Regularization.Lambda);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Regularization.BiasLambda);
        ArgumentOutOfRangeException.ThrowIfNegative(options.GradientSteps);
        this._options = options;
        this._shape = ShapeFor(device, options);
        this._entries = entries;
        this._rows = new Factor<T>(device, entries.Rows, this.Components, this._shape.Lane);
        this._columns = new Factor<T>(device, entries.Columns, this.Components, this._shape.Lane);
        double[] start = new double[(long)entries.Columns * this.Components];
        SeededRandom random = new(options.Seed);

        for (int j = 0; j < entries.Columns; j++)
        {
            for (int c = 0; c < options.Rank; c++)
            {
                start[((long)j * this.Components) + c] = random.NextNormal() / Math.Sqrt(options.Rank);
            }
        }

        this._columns.Set(start);
    }

    /// <summary>Unknowns per row: the rank, and one for the bias.</summary>
    public override int Components => this._options.Rank + (this._options.HasBiases ? 1 : 0);

    /// <summary>Rows of U, each followed by its bias if there are biases; row-major, <see cref="Components"/> numbers per row.</summary>
    public override double[] RowFactor => this._rows.Get();

    /// <summary>Rows of V, each followed by its bias if there are biases.</summary>
    public override double[] ColumnFactor => this._columns.Get();

    /// <summary>Solves for the rows, then for the columns. Returns when the work is queued.</summary>
    public void Sweep()
    {
        this.Solve(this._entries.ByRow, this._rows, this._columns, byRow: true);
        this.Solve(this._entries.ByColumn, this._columns, this._rows, byRow: false);
    }

    /// <inheritdoc/>
    public override void Epoch() => this.Sweep();

    /// <summary>Starts from a column factor; the next sweep solves for the rows first.</summary>
    /// <param name="columns">Row-major, <see cref="Components"/> numbers per row.</param>
    public void StartFrom(double[] columns) => this._columns.Set(columns);

    /// <inheritdoc/>
    public override IReadOnlyList<double[]> GetState() => [this.RowFactor, this.ColumnFactor];

    /// <inheritdoc/>
    public override void SetState(IReadOnlyList<double[]> state)
    {
        this._rows.Set(state[0]);
        this._columns.Set(state[1]);
    }

    /// <summary>What a sweep makes smaller: sum of squared residuals plus the penalty.</summary>
    public double Objective() => this.SquaredResiduals()
        + this.Penalty(this._rows, this._entries.RowCount.GetAsArray(this._entries.Device.Stream))
        + this.Penalty(this._columns, this._entries.ColumnCount.GetAsArray(this._entries.Device.Stream));

    /// <summary>Frees the memory on the device.</summary>
    public override void Dispose()
    {
        this._rows.Dispose();
        this._columns.Dispose();

        if (this._ownsEntries)
        {
            this._entries.Dispose();
        }
    }

    private protected override (ObservedEntries<T> Entries, Factor<T> Rows, Factor<T> Columns) Parts() => (this._entries, this._rows, this._columns);

    private static GramShape ShapeFor(ComputeDevice device, AlsOptions options)
    {
        int unknowns = options.Rank + (options.HasBiases ? 1 : 0);
        int bias = options.HasBiases ? options.Rank : -1;

        // A vector of doubles takes two registers; half of the registers hold the tile. On GPUs the addresses of its rows are scalars, of which
        // AMD's have about a hundred: with 24 rows they spill.
        int registers = device.Class == DeviceClass.Gpu ? 16 : 24;
        registers /= System.Runtime.CompilerServices.Unsafe.SizeOf<T>() > 4 ? 2 : 1;
        LaneShape lane = LaneShape.For(device, unknowns + (options.GradientSteps == 0 ? 1 : 0), bias);
        int vectors = lane.PerLane % 2 == 0 ? 2 : 1;

        if (lane.Lanes == 1)
        {
            // Work-items without lanes: a small square, of which the driver makes vectors.
            vectors = lane.PerLane % 4 == 0 ? 4 : vectors;
            registers = 16;
        }

        int tiles = (unknowns + (registers / vectors) - 1) / (registers / vectors);

        return new GramShape(lane, unknowns, (unknowns + tiles - 1) / tiles, vectors);
    }

    private void Solve(SparseSide<T> side, Factor<T> own, Factor<T> other, bool byRow)
    {
        ArrayView<int> count = byRow ? this._entries.RowCount : this._entries.ColumnCount;

        if (this._options.GradientSteps == 0)
        {
            this._entries.Kernels.Solve(side, count, own.Data, other.Data, this._shape, this._options.Regularization);
        }
        else
        {
            this._entries.Kernels.SolveByGradients(
                side,
                byRow ? this._entries.RowStarts : this._entries.ColumnStarts,
                count,
                own.Data,
                other.Data,
                this._shape.Lane,
                this._options.Regularization,
                this._options.GradientSteps);
        }
    }

    private double Penalty(Factor<T> factor, int[] counts)
    {
        Regularization regularization = this._options.Regularization;
        double[] values = factor.Get();
        double penalty = 0;

        for (int i = 0; i < factor.Rows; i++)
        {
            for (int c = 0; c < factor.Components; c++)
            {
                double x = values[((long)i * factor.Components) + c];
                bool isBias = c == this._options.Rank;
                bool byCount = isBias ? regularization.BiasByCount : regularization.ByCount;
                penalty += (isBias ? regularization.BiasLambda : regularization.Lambda) * (byCount ? counts[i] : 1) * x * x;
            }
        }

        return penalty;
    }
}
