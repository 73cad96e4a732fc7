using System.Numerics;
using System.Runtime.CompilerServices;

using IlgpuOptim.Compute;
using IlgpuOptim.MatrixCompletion.Kernels;

namespace IlgpuOptim.MatrixCompletion.Solvers;

/// <summary>
/// X = U V^T by gradient steps that the Gram matrices of the factors precondition: U -= step (R V) (V^T V)^-1 and
/// V -= step (R^T U) (U^T U)^-1, so that the condition of X does not matter. Both at once with a fixed step that is halved when the
/// residual grows is ScaledGD (Tong, Ma, Chi 2021); one after the other, with a step (there omega) that grows from 1 while progress is
/// slow, is the over-relaxed low-rank fitting of LMaFit (Wen, Yin, Zhang 2012), whose Z - U V^T is -omega R.
/// </summary>
internal sealed class ScaledGradientSolver<T> : CompletionSolver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double SlowRatio = 0.7;

    private readonly ObservedEntries<T> _entries;
    private readonly bool _alternates;
    private readonly int _rank;
    private readonly Factor<T> _rows;
    private readonly Factor<T> _columns;
    private readonly Factor<T> _rowSum;
    private readonly Factor<T> _columnSum;
    private readonly Factor<T> _savedRows;
    private readonly Factor<T> _savedColumns;
    private readonly Tensor _gram;
    private double _step;
    private double _growth = 1;
    private double _residual = double.PositiveInfinity;

    /// <param name="entries">The entries.</param>
    /// <param name="spectrum">Their leading singular triplets, where the factors start.</param>
    /// <param name="rank">Width.</param>
    /// <param name="alternates">LMaFit; else ScaledGD.</param>
    /// <param name="step">Step of ScaledGD, such as 0.5 / density; omega of LMaFit, 1.</param>
    public ScaledGradientSolver(ObservedEntries<T> entries, SparseSpectrum spectrum, int rank, bool alternates, double step)
    {
        ComputeDevice device = entries.Device;
        LaneShape shape = LaneShape.For(device, rank);
        double density = entries.Count / ((double)entries.Rows * entries.Columns);
        double[] weights = [.. spectrum.Values.Take(rank).Select(s => Math.Sqrt(s / density))];
        DeepStart start = DeepStart.Spectral(spectrum, entries.Rows, entries.Columns, 2, weights);
        this._entries = entries;
        this._alternates = alternates;
        this._rank = rank;
        this._step = step;
        this._rows = new Factor<T>(device, entries.Rows, rank, shape);
        this._columns = new Factor<T>(device, entries.Columns, rank, shape);
        this._rowSum = new Factor<T>(device, entries.Rows, rank, shape);
        this._columnSum = new Factor<T>(device, entries.Columns, rank, shape);
        this._savedRows = new Factor<T>(device, entries.Rows, rank, shape);
        this._savedColumns = new Factor<T>(device, entries.Columns, rank, shape);
        this._gram = Tensor.Allocate(device, ElementTypes.Of<T>(), rank, rank);
        this._rows.Set(start.Left);
        this._columns.Set(start.Right);
    }

    /// <inheritdoc/>
    public override int Components => this._rank;

    /// <inheritdoc/>
    public override double[] RowFactor => this._rows.Get();

    /// <inheritdoc/>
    public override double[] ColumnFactor => this._columns.Get();

    /// <inheritdoc/>
    public override void Epoch()
    {
        double before = this._residual;
        this._savedRows.CopyFrom(this._rows);
        this._savedColumns.CopyFrom(this._columns);

        if (this._alternates)
        {
            this.Sum(this._entries.ByRow, this._rows, this._columns, this._rowSum);
            this.Update(this._rows, this._rowSum, this._columns);
            this.Sum(this._entries.ByColumn, this._columns, this._rows, this._columnSum);
            this.Update(this._columns, this._columnSum, this._rows);
        }
        else
        {
            this.Sum(this._entries.ByRow, this._rows, this._columns, this._rowSum);
            this.Sum(this._entries.ByColumn, this._columns, this._rows, this._columnSum);
            this.Update(this._rows, this._rowSum, this._savedColumns);
            this.Update(this._columns, this._columnSum, this._savedRows);
        }

        this._residual = this.SquaredResiduals();
        double ratio = Math.Sqrt(this._residual / before);

        // Not below, and not NaN either.
        if (double.IsFinite(before) && !(ratio <= 1))
        {
            this._rows.CopyFrom(this._savedRows);
            this._columns.CopyFrom(this._savedColumns);
            this._residual = before;
            this._step = this._alternates ? Math.Max(1, 0.5 * this._step) : 0.5 * this._step;
            this._growth = 0.1;
        }
        else if (this._alternates && ratio > SlowRatio)
        {
            this._growth = Math.Max(this._growth, 0.25 * (this._step - 1));
            this._step += this._growth;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<double[]> GetState() =>
        [this.RowFactor, this.ColumnFactor, [this._step, this._growth, this._residual]];

    /// <inheritdoc/>
    public override void SetState(IReadOnlyList<double[]> state)
    {
        this._rows.Set(state[0]);
        this._columns.Set(state[1]);
        (this._step, this._growth, this._residual) = (state[2][0], state[2][1], state[2][2]);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (Factor<T> factor in (Factor<T>[])
            [this._rows, this._columns, this._rowSum, this._columnSum, this._savedRows, this._savedColumns])
        {
            factor.Dispose();
        }

        this._gram.Dispose();
    }

    private protected override (ObservedEntries<T> Entries, Factor<T> Rows, Factor<T> Columns) Parts() =>
        (this._entries, this._rows, this._columns);

    private void Sum(SparseSide<T> side, Factor<T> own, Factor<T> other, Factor<T> sum) =>
        this._entries.Kernels.Pass<FusedResidual>(side, own.Data, other.Data, sum.Data, this._entries.Weights, own.Shape);

    /// <summary>own -= step sum (other^T other)^-1; the small inverse is made on the host.</summary>
    private void Update(Factor<T> own, Factor<T> sum, Factor<T> other)
    {
        ComputeDevice device = this._entries.Device;
        int k = this._rank;
        Dense<T>.Multiply(device, this._gram.Matrix<T>(), other.Matrix.Transposed, other.Matrix);
        double[] gram = Array.ConvertAll(this._gram.ToArray<T>(), double.CreateChecked);
        double[] inverse = new double[k * k];
        double trace = 0;

        for (int i = 0; i < k; i++)
        {
            trace += gram[i * (k + 1)];
            inverse[i * (k + 1)] = 1;
        }

        // Too many components make the Gram matrix singular in the end; a trace of the size of its rounding keeps it solvable.
        double rounding = Unsafe.SizeOf<T>() > 4 ? 1e-13 : 1e-6;

        for (int i = 0; i < k; i++)
        {
            gram[i * (k + 1)] += rounding * trace;
        }

        HostMatrix.SolvePositive(gram, inverse, k, k);
        this._gram.CopyFrom<T>(Array.ConvertAll(inverse, T.CreateChecked));
        Dense<T>.Multiply(device, own.Matrix, sum.Matrix, this._gram.Matrix<T>(), -this._step, 1);
    }
}
