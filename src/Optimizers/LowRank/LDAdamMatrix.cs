using System.Numerics;
using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Optimizers.LowRank;

/// <summary>
/// State and step of one matrix. Formulas are those of the left view, A = p x q with U on its rows; for the right side A is the transposed
/// matrix, and all that belongs to it is stored transposed, too: U is p x r in memory on the left and r x p on the right, M and V are r x q
/// and q x r.
/// </summary>
internal abstract class LDAdamMatrix
{
    protected LDAdamMatrix(ComputeDevice device, LDAdamGroup group, Parameter parameter, int number)
    {
        int rows = checked((int)parameter.Tensor.Shape[0]);
        int columns = checked((int)parameter.Tensor.Shape[1]);
        this.Device = device;
        this.Group = group;
        this.Parameter = parameter;
        this.Number = number;
        this.IsLeft = group.Side switch
        {
            ProjectionSide.Left => true,
            ProjectionSide.Right => false,
            ProjectionSide.ReverseStandard => rows >= columns,
            _ => rows <= columns,
        };
        this.P = this.IsLeft ? rows : columns;
        this.Q = this.IsLeft ? columns : rows;
        this.R = group.RankOf(parameter, this.P);
    }

    public ComputeDevice Device { get; }

    public LDAdamGroup Group { get; }

    public Parameter Parameter { get; }

    /// <summary>Number of the parameter in the optimizer.</summary>
    public int Number { get; }

    /// <summary>The projected side are the rows.</summary>
    public bool IsLeft { get; }

    /// <summary>Length of the projected side.</summary>
    public int P { get; }

    /// <summary>Length of the other side.</summary>
    public int Q { get; }

    /// <summary>Dimension of the subspace.</summary>
    public int R { get; }

    /// <summary>A step has been carried out: there is a basis.</summary>
    public bool HasBasis { get; set; }

    /// <summary>U.</summary>
    public required Tensor Basis { get; init; }

    /// <summary>M.</summary>
    public required Tensor Moment { get; init; }

    /// <summary>V.</summary>
    public required Tensor Second { get; init; }

    /// <summary>E; null without error feedback.</summary>
    public required Tensor? Error { get; init; }

    /// <summary>Extents of U in memory.</summary>
    public long[] BasisShape => this.IsLeft ? [this.P, this.R] : [this.R, this.P];

    /// <summary>Extents of M and V in memory.</summary>
    public long[] MomentShape => this.IsLeft ? [this.R, this.Q] : [this.Q, this.R];
}

/// <summary>The step in float32 or float64.</summary>
internal sealed class LDAdamMatrix<TReal>(ComputeDevice device, LDAdamGroup group, Parameter parameter, int number)
    : LDAdamMatrix(device, group, parameter, number)
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    private readonly LDAdamLauncher<TReal> _kernels = device.Kernels(static d => new LDAdamLauncher<TReal>(d));

    /// <summary>Queues a step.</summary>
    /// <param name="gradient">The gradient.</param>
    /// <param name="counts">Steps of all parameters, with the one at hand.</param>
    /// <param name="control">Scale of gradients, and whether to do anything.</param>
    /// <param name="rounding">Rounding of bfloat16 parameters.</param>
    /// <param name="key">Key of stochastic rounding.</param>
    public void Step(Tensor gradient, ArrayView<int> counts, ArrayView<StepControl<TReal>> control, Rounding rounding, RandomKey key)
    {
        using ScratchScope scratch = this.Device.BeginScratch();
        StepContext<TReal> context = new(
            new LDAdamNumbers<TReal>(
                this.Group.LearningRate,
                this.Group.Beta1,
                this.Group.Beta2,
                this.Group.Epsilon,
                this.Group.WeightDecay,
                this.Group.Rho),
            counts.SubView(this.Number, 1),
            control,
            this.Group.ErrorFeedback ? 1 : 0);
        ArrayView<TReal> source = this.Source(gradient, context, scratch);
        ArrayView<TReal> next = scratch.Take<TReal>((long)this.P * this.R);

        this.FindBasis(next, source, context, scratch);
        this.Project(next, source, context, rounding, key, scratch);

        if (this.Error is not null && this.Group.ErrorPlacement == ErrorPlacement.Gradient)
        {
            this._kernels.ClearIfSkipped(source, control);
        }
    }

    /// <summary>Step 1. A, up to the scale of the gradient where there is no error.</summary>
    private ArrayView<TReal> Source(Tensor gradient, StepContext<TReal> context, ScratchScope scratch)
    {
        if (this.Error is null)
        {
            return gradient.Type == this.Moment.Type
                ? gradient.As<TReal>()
                : this._kernels.Widen(scratch.Take<TReal>(gradient.Count), gradient);
        }

        ArrayView<TReal> error = this.Error.As<TReal>();

        if (this.Group.ErrorPlacement == ErrorPlacement.OwnBuffer)
        {
            this._kernels.AddGradient(error, gradient, context.Control);
        }

        return error;
    }

    /// <summary>Step 2. U' of the first step, by the singular value decomposition, or of a later one.</summary>
    private void FindBasis(ArrayView<TReal> next, ArrayView<TReal> source, StepContext<TReal> context, ScratchScope scratch)
    {
        if (!this.HasBasis)
        {
            ThinSvd.Run(this.Device, this.OfBasis(next), ArrayView<double>.Empty, this.OfMatrix(source));
        }
        else if (this.Group.Method == ProjectionMethod.Svd)
        {
            // B = rho U Mh + (1 - rho) A
            ArrayView<TReal> sum = scratch.Take<TReal>((long)this.P * this.Q);
            ArrayView<TReal> mean = scratch.Take<TReal>((long)this.R * this.Q);

            this._kernels.Blend(sum, source, context);
            this._kernels.WeighMean(mean, this.Moment.As<TReal>(), context);
            Gemm.MultiplyAny(this.Device, this.OfMatrix(sum), this.OfBasis(this.Basis.As<TReal>()), this.OfMoment(mean), 1, 1);
            ThinSvd.Run(this.Device, this.OfBasis(next), ArrayView<double>.Empty, this.OfMatrix(sum));
        }
        else
        {
            this.PowerIteration(next, source, context, scratch);
        }
    }

    /// <summary>U' = Q factor of X = B (B^T U), without forming B = rho U Mh + (1 - rho) A: U^T U = I.</summary>
    private void PowerIteration(ArrayView<TReal> next, ArrayView<TReal> source, StepContext<TReal> context, ScratchScope scratch)
    {
        MatrixView<TReal> a = this.OfMatrix(source);
        MatrixView<TReal> basis = this.OfBasis(this.Basis.As<TReal>());
        MatrixView<TReal> x = this.OfBasis(next);
        ArrayView<TReal> product = scratch.Take<TReal>((long)this.R * this.Q);
        ArrayView<TReal> inner = scratch.Take<TReal>((long)this.R * this.Q);
        MatrixView<TReal> small = scratch.TakeMatrix<TReal>(this.R, this.R);

        Gemm.MultiplyAny(this.Device, this.OfMoment(product), basis.Transposed, a);
        this._kernels.PowerOperand(this.Moment.As<TReal>(), product, inner, context);
        Gemm.MultiplyAny(this.Device, small, this.OfMoment(this.Moment.As<TReal>()), this.OfMoment(inner).Transposed);
        Gemm.MultiplyAny(this.Device, x, a, this.OfMoment(product).Transposed);
        Gemm.MultiplyAny(this.Device, x, basis, small, 1, 1);
        TallQr.Run(this.Device, x, x, QrMethod.Auto);
    }

    /// <summary>Steps 3 to 8: projection, change of basis, moments, error and parameter.</summary>
    private void Project(
        ArrayView<TReal> next,
        ArrayView<TReal> source,
        StepContext<TReal> context,
        Rounding rounding,
        RandomKey key,
        ScratchScope scratch)
    {
        ArrayView<TReal> basis = this.Basis.As<TReal>();
        ArrayView<TReal> moment = this.Moment.As<TReal>();
        ArrayView<TReal> projected = scratch.Take<TReal>(moment.Length);
        ArrayView<TReal> rotated = scratch.Take<TReal>(moment.Length);
        ArrayView<TReal> variance = scratch.Take<TReal>(moment.Length);

        Gemm.MultiplyAny(this.Device, this.OfMoment(projected), this.OfBasis(next).Transposed, this.OfMatrix(source));

        if (this.HasBasis)
        {
            MatrixView<TReal> change = scratch.TakeMatrix<TReal>(this.R, this.R);
            MatrixView<TReal> squares = scratch.TakeMatrix<TReal>(this.R, this.R);
            ArrayView<TReal> before = scratch.Take<TReal>(moment.Length);

            Gemm.MultiplyAny(this.Device, change, this.OfBasis(next).Transposed, this.OfBasis(basis));
            this._kernels.Square(squares.Data, change.Data);
            this._kernels.Variance(before, moment, this.Second.As<TReal>(), context);
            Gemm.MultiplyAny(this.Device, this.OfMoment(rotated), change, this.OfMoment(moment));
            Gemm.MultiplyAny(this.Device, this.OfMoment(variance), squares, this.OfMoment(before));
        }

        this._kernels.Moments(moment, this.Second.As<TReal>(), projected, rotated, variance, context);
        this._kernels.Update(
            this.Parameter,
            this.Number,
            this.Error is null ? ArrayView<TReal>.Empty : source,
            this.R,
            this.IsLeft ? (basis, next, next) : (variance, projected, rotated),
            this.IsLeft ? (variance, projected, rotated) : (basis, next, next),
            context,
            rounding,
            key);
        this._kernels.Adopt(basis, next, context.Control);
    }

    private MatrixView<TReal> OfMatrix(ArrayView<TReal> data) =>
        this.IsLeft ? new(data, this.P, this.Q) : new MatrixView<TReal>(data, this.Q, this.P).Transposed;

    private MatrixView<TReal> OfBasis(ArrayView<TReal> data) =>
        this.IsLeft ? new(data, this.P, this.R) : new MatrixView<TReal>(data, this.R, this.P).Transposed;

    private MatrixView<TReal> OfMoment(ArrayView<TReal> data) =>
        this.IsLeft ? new(data, this.R, this.Q) : new MatrixView<TReal>(data, this.Q, this.R).Transposed;
}

/// <summary>What all kernels of a step get.</summary>
/// <param name="Numbers">Hyper-parameters.</param>
/// <param name="Steps">t, in one element.</param>
/// <param name="Control">Scale of gradients, and whether to do anything.</param>
/// <param name="IsScaled">1 if the scale is in A already.</param>
internal readonly record struct StepContext<TReal>(
    LDAdamNumbers<TReal> Numbers, ArrayView<int> Steps, ArrayView<StepControl<TReal>> Control, int IsScaled)
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>;
