using System.Numerics;
using IlgpuOptim.Compute;
using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Optimizers;

/// <summary>
/// Triangular Toeplitz factors: products with them are convolutions (down the diagonal) or correlations. Long ones are done by Fourier transforms in
/// O(d log d) per column; short ones as small dense matrices.
/// </summary>
internal sealed class ToeplitzAxis<TReal>(ComputeDevice device, FactorShape shape) : AxisOperations<TReal>(device, shape)
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    /// <summary>Up to this size factors are expanded to dense matrices.</summary>
    public const int MaxDense = 64;

    private bool IsUpper => this.Shape.Structure == FactorStructure.UpperToeplitz;

    /// <summary>A power of two with room for a column and as many zeros.</summary>
    private int Length => (int)BitOperations.RoundUpToPowerOf2((uint)(2 * this.Size));

    /// <summary>The spectrum of a factor is worth keeping.</summary>
    public override long CacheCount => this.Size > MaxDense ? 2L * this.Length : 0;

    private ToeplitzKernelSet<TReal> Loaded => this.Device.Kernels(static device => new ToeplitzKernelSet<TReal>(device));

    public override void Apply(Unfolding<TReal> y, Factors<TReal> k, Unfolding<TReal> x, bool transposed)
    {
        if (this.Size <= MaxDense)
        {
            using ScratchScope scope = this.Device.BeginScratch();
            Unfolding<TReal> dense = this.Expand(scope, k);
            Products.Multiply(this.Device, y, transposed ? dense.Transposed : dense, x);
        }
        else
        {
            // The transposed lower triangle is an upper one, which correlates.
            using ScratchScope scope = this.Device.BeginScratch();
            Factors<TReal> spectra = new(scope.Take<TReal>(2L * this.Length * k.Batch), 2L * this.Length, k.Batch);
            this.FillCache(spectra, k);
            this.Convolve(y, spectra, x, correlates: transposed != this.IsUpper, passes: 1);
        }
    }

    public override void FillCache(Factors<TReal> cache, Factors<TReal> k) => this.Loaded.Spectrum(
        this.Device.Stream, k.Batch, cache.Data, k.Data, this.Loaded.Table(this.Length), k.Step, this.Size, this.Length);

    public override void Precondition(Unfolding<TReal> u, Factors<TReal> k, Factors<TReal> cache, Unfolding<TReal> g)
    {
        if (this.Size <= MaxDense)
        {
            base.Precondition(u, k, cache, g);
        }
        else
        {
            this.Convolve(u, cache, g, correlates: !this.IsUpper, passes: 2);
        }
    }

    public override void ProjectSquare(Factors<TReal> s, Unfolding<TReal> z, Unfolding<TReal> other)
    {
        using ScratchScope scope = this.Device.BeginScratch();

        if (this.Size <= MaxDense)
        {
            Unfolding<TReal> square = this.TakeSquare(scope, s.Batch);
            Products.Multiply(this.Device, square, z, z.Transposed);
            this.Loaded.DiagonalSums(this.Device.Stream, new(this.Size, s.Batch), s.Data, square.First.Data, s.Step, this.Size);

            return;
        }

        Unfolding<TReal> columns = this.Straighten(scope, z);
        int width = ToeplitzKernelSet<TReal>.Width(this.Device);
        int length = this.Length;
        ArrayView<TReal> power = scope.Take<TReal>((long)FourierKernels.Groups * length * width * s.Batch);
        ArrayView<TReal> work = this.TakeWork(scope, s.Batch);
        ArrayView<TReal> totals = scope.Take<TReal>(2L * length * s.Batch);
        ArrayView<TReal> table = this.Loaded.Table(length);
        Lines lines = new(columns.First.RowStride, columns.Step);

        this.Loaded.Power(this.Device.Stream, this.Config(s.Batch), columns.First.Data, power, work, table, lines, this.Size, z.Columns, length);
        this.Loaded.SumPower(this.Device.Stream, new(length, s.Batch), power, totals, length, width);
        this.Loaded.Correlation(this.Device.Stream, s.Batch, s.Data, totals, table, s.Step, this.Size, length);
    }

    public override void ProjectFactor(Factors<TReal> q, Factors<TReal> k, Factors<TReal> transposed) =>
        this.Loaded.ProjectFactor(this.Device.Stream, new(this.Size, q.Batch), q.Data, k.Data, q.Step, this.Size);

    public override void MultiplyFactors(Factors<TReal> km, Factors<TReal> k, Factors<TReal> m) =>
        this.Loaded.Polynomial(this.Device.Stream, new(this.Size, km.Batch), km.Data, k.Data, m.Data, km.Step);

    private void Convolve(Unfolding<TReal> y, Factors<TReal> spectra, Unfolding<TReal> x, bool correlates, int passes)
    {
        using ScratchScope scope = this.Device.BeginScratch();
        int length = this.Length;
        ArrayView<TReal> table = this.Loaded.Table(length);
        ArrayView<TReal> work = this.TakeWork(scope, spectra.Batch);
        bool isStraight = y.First.ColumnStride == 1;
        Unfolding<TReal> from = this.Straighten(scope, x);
        Unfolding<TReal> to = isStraight ? y : this.TakeColumns(scope, y);

        this.Loaded.Convolve(
            this.Device.Stream,
            this.Config(spectra.Batch),
            to.First.Data,
            from.First.Data,
            spectra.Data,
            work,
            table,
            new(to.First.RowStride, to.Step),
            new(from.First.RowStride, from.Step),
            this.Size,
            x.Columns,
            length,
            correlates ? 1 : 0,
            new SpecializedValue<int>(passes));

        if (!isStraight)
        {
            MatrixCopy.RunBatch(this.Device, y.First, to.First, y.Batch, (y.Step, to.Step));
        }
    }

    /// <summary>The same columns so that those of a row are neighbours.</summary>
    private Unfolding<TReal> Straighten(ScratchScope scope, Unfolding<TReal> x)
    {
        if (x.First.ColumnStride == 1)
        {
            return x;
        }

        Unfolding<TReal> columns = this.TakeColumns(scope, x);

        MatrixCopy.RunBatch(this.Device, columns.First, x.First, x.Batch, (columns.Step, x.Step));

        return columns;
    }

    private Unfolding<TReal> TakeColumns(ScratchScope scope, Unfolding<TReal> like)
    {
        long count = (long)like.Rows * like.Columns;

        return new(new MatrixView<TReal>(scope.Take<TReal>(count * like.Batch), like.Rows, like.Columns), count, like.Batch);
    }

    private ArrayView<TReal> TakeWork(ScratchScope scope, int batch) =>
        scope.Take<TReal>(2L * FourierKernels.Groups * this.Length * ToeplitzKernelSet<TReal>.Width(this.Device) * batch);

    private KernelConfig Config(int batch) =>
        new(new Index3D(FourierKernels.Groups, batch, 1), new Index3D(ToeplitzKernelSet<TReal>.Width(this.Device), 1, 1));

    private Unfolding<TReal> TakeSquare(ScratchScope scope, int batch)
    {
        long count = (long)this.Size * this.Size;

        return new(new MatrixView<TReal>(scope.Take<TReal>(count * batch), this.Size, this.Size), count, batch);
    }

    private Unfolding<TReal> Expand(ScratchScope scope, Factors<TReal> k)
    {
        Unfolding<TReal> dense = this.TakeSquare(scope, k.Batch);
        this.Loaded.Expand(
            this.Device.Stream, new(this.Size, this.Size, k.Batch), dense.First.Data, k.Data, k.Step, this.IsUpper ? 1 : 0, this.Size);

        return dense;
    }
}
