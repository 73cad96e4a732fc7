using System.Numerics;

using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Compute;
using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Kernels;

namespace IlgpuOptim.MatrixCompletion.Solvers;

/// <summary>How <see cref="DeepSolver{T}"/> works.</summary>
public sealed record DeepOptions
{
    /// <summary>Step size eta of the inner factors, for the loss with <see cref="LossConstant"/>.</summary>
    public required double Step { get; init; }

    /// <summary>
    /// Step size of the two outer factors: gamma * eta in the gradient variant (gamma about 0.01), alpha * eta in the spectral one
    /// (alpha at least 1), eta in the original.
    /// </summary>
    public required double OuterStep { get; init; }

    /// <summary>c of the loss (c / 2) sum over observed (x - x_ij)^2: 1, 1 / (m n) or 1 / |Omega|; step sizes scale with it.</summary>
    public double LossConstant { get; init; } = 1;

    /// <summary>Steps of an epoch, between which nothing is looked at.</summary>
    public int StepsPerEpoch { get; init; } = 50;

    /// <summary>Weight decay lambda: every factor is multiplied by 1 - eta lambda in each step.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Taken off every value and added to every estimate.</summary>
    public double Mean { get; init; }
}

/// <summary>
/// Gradient descent on a deep factorization X = U W_k ... W_1 V^T of the observed entries, all factors at once (Yaras, Wang, Balzano,
/// Qu 2024; Kwon, Zhang, Song, Balzano, Qu 2024). With T = U W_k ... W_1, E = c (T V^T - X) on the entries, G = E V and H = E^T T, the
/// gradients are dU = G (W_k ... W_1)^T, dV = H, and with D = U^T G, dW_l = (W_k ... W_(l+1))^T D (W_(l-1) ... W_1)^T: two passes
/// over the entries and products with w x w matrices. Nothing of size m x n is formed.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class DeepSolver<T> : CompletionSolver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ComputeDevice _device;
    private readonly ObservedEntries<T> _entries;
    private readonly bool _ownsEntries;
    private readonly DeepOptions _options;
    private readonly int _width;
    private readonly Factor<T> _left;
    private readonly Factor<T> _right;
    private readonly Factor<T> _product;
    private readonly Factor<T> _rowSum;
    private readonly Factor<T> _columnSum;
    private readonly Tensor[] _inner;
    private readonly Tensor[] _prefix;
    private readonly Tensor[] _suffix;
    private readonly Tensor _projected;
    private readonly Tensor _small;

    /// <summary>Uploads entries and start.</summary>
    /// <param name="device">Where to work; it has to outlive the solver.</param>
    /// <param name="data">The observed entries.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="options">Options.</param>
    /// <exception cref="ArgumentException">The start has another size than the data.</exception>
    public DeepSolver(ComputeDevice device, SparseMatrix<T> data, DeepStart start, DeepOptions options)
        : this(new ObservedEntries<T>(device, data, options.Mean), start, options) => this._ownsEntries = true;

    internal DeepSolver(ObservedEntries<T> entries, DeepStart start, DeepOptions options)
    {
        int w = start.Width;

        if (start.Left.LongLength != (long)entries.Rows * w || start.Right.LongLength != (long)entries.Columns * w
            || start.Inner.Any(inner => inner.Length != w * w))
        {
            throw new ArgumentException(
                $"the start is not for a matrix of {entries.Rows} x {entries.Columns} and width {w}", nameof(start));
        }

        this._device = entries.Device;
        this._entries = entries;
        this._options = options;
        this._width = w;
        LaneShape shape = LaneShape.For(this._device, w);
        this._left = new Factor<T>(this._device, entries.Rows, w, shape);
        this._right = new Factor<T>(this._device, entries.Columns, w, shape);
        this._product = new Factor<T>(this._device, entries.Rows, w, shape);
        this._rowSum = new Factor<T>(this._device, entries.Rows, w, shape);
        this._columnSum = new Factor<T>(this._device, entries.Columns, w, shape);
        this._left.Set(start.Left);
        this._right.Set(start.Right);
        this._inner = [.. start.Inner.Select(inner => Tensor.From<T>(
            this._device, Array.ConvertAll(inner, T.CreateChecked), w, w))];
        this._prefix = [.. this._inner.Select(_ => this.Square())];
        this._suffix = [.. this._inner.Select(_ => this.Square())];
        this._projected = this.Square();
        this._small = this.Square();
    }

    /// <summary>Width w of the inner factors.</summary>
    public int Width => this._width;

    /// <summary>The left factor times the inner ones, T, m x w, row-major: the estimate is T V^T.</summary>
    public override double[] RowFactor
    {
        get
        {
            this.FormProduct();

            return this.Product.Get();
        }
    }

    /// <summary>The right factor V, n x w, row-major.</summary>
    public override double[] ColumnFactor => this._right.Get();

    /// <summary>All factors as they stand: a start to go on from, bit by bit.</summary>
    public DeepStart State => new(
        this._width,
        this._left.Get(),
        [.. this._inner.Select(inner => Array.ConvertAll(inner.ToArray<T>(), double.CreateChecked))],
        this._right.Get());

    private Factor<T> Product => this._inner.Length == 0 ? this._left : this._product;

    /// <summary>One step. Returns when the work is queued.</summary>
    public void Step()
    {
        DeepOptions o = this._options;
        this.FormProduct();
        this._entries.Kernels.Pass<FusedResidual>(
            this._entries.ByRow, this.Product.Data, this._right.Data, this._rowSum.Data, this._entries.Weights, this._right.Shape);

        if (o.OuterStep != 0)
        {
            this._entries.Kernels.Pass<FusedResidual>(
                this._entries.ByColumn,
                this._right.Data,
                this.Product.Data,
                this._columnSum.Data,
                this._entries.Weights,
                this._right.Shape);
        }

        if (this._inner.Length > 0)
        {
            this.Multiply(this._projected, this._left.Matrix.Transposed, this._rowSum.Matrix);
            this.FormSuffixes();
        }

        // From here on factors change, the last one first: products of those before it are still those of the old ones.
        if (o.OuterStep != 0)
        {
            this.UpdateOuter(-o.OuterStep * o.LossConstant, 1 - (o.OuterStep * o.WeightDecay));
        }

        for (int l = this._inner.Length - 1; l >= 0; l--)
        {
            this.UpdateInner(l, -o.Step * o.LossConstant, 1 - (o.Step * o.WeightDecay));
        }
    }

    /// <inheritdoc/>
    public override int Components => this._width;

    /// <inheritdoc/>
    public override double BytesPerEpoch => this._options.StepsPerEpoch * base.BytesPerEpoch;

    /// <summary>As many steps as <see cref="DeepOptions.StepsPerEpoch"/>.</summary>
    public override void Epoch()
    {
        for (int i = 0; i < this._options.StepsPerEpoch; i++)
        {
            this.Step();
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<double[]> GetState()
    {
        DeepStart state = this.State;

        return [state.Left, state.Right, .. state.Inner];
    }

    /// <inheritdoc/>
    public override void SetState(IReadOnlyList<double[]> state)
    {
        this._left.Set(state[0]);
        this._right.Set(state[1]);

        for (int l = 0; l < this._inner.Length; l++)
        {
            this._inner[l].CopyFrom<T>(Array.ConvertAll(state[l + 2], T.CreateChecked));
        }
    }

    /// <summary>The loss (c / 2) sum over observed (estimate - value)^2.</summary>
    public double Loss() => this._options.LossConstant / 2 * this.SquaredResiduals();

    /// <summary>Singular values of the estimate, descending; as many as the width, or as the smaller side of the data.</summary>
    public double[] SingularValues()
    {
        int count = Math.Min(this._width, Math.Min(this._entries.Rows, this._entries.Columns));

        return HostMatrix.Compact(
            this.RowFactor, this._entries.Rows, this.ColumnFactor, this._entries.Columns, this._width, 0).Values[..count];
    }

    /// <summary>Frees the memory on the device.</summary>
    public override void Dispose()
    {
        foreach (Tensor tensor in (Tensor[])[.. this._inner, .. this._prefix, .. this._suffix, this._projected, this._small])
        {
            tensor.Dispose();
        }

        foreach (Factor<T> factor in (Factor<T>[])[this._left, this._right, this._product, this._rowSum, this._columnSum])
        {
            factor.Dispose();
        }

        if (this._ownsEntries)
        {
            this._entries.Dispose();
        }
    }

    private protected override (ObservedEntries<T> Entries, Factor<T> Rows, Factor<T> Columns) Parts()
    {
        this.FormProduct();

        return (this._entries, this.Product, this._right);
    }

    private Tensor Square() => Tensor.Allocate(this._device, ElementTypes.Of<T>(), this._width, this._width);

    private void Multiply(Tensor target, MatrixView<T> a, MatrixView<T> b) => Dense<T>.Multiply(this._device, target.Matrix<T>(), a, b);

    /// <summary>W_(l+1) ... W_1 for all l but the first, which is W_1 itself, and the left factor times all of them.</summary>
    private void FormProduct()
    {
        for (int l = 1; l < this._inner.Length; l++)
        {
            this.Multiply(this._prefix[l], this._inner[l].Matrix<T>(), this.Prefix(l - 1));
        }

        if (this._inner.Length > 0)
        {
            Dense<T>.Multiply(this._device, this._product.Matrix, this._left.Matrix, this.Prefix(this._inner.Length - 1));
        }
    }

    private MatrixView<T> Prefix(int l) => (l == 0 ? this._inner[0] : this._prefix[l]).Matrix<T>();

    /// <summary>W_k ... W_(l+2) for all l but the last.</summary>
    private void FormSuffixes()
    {
        for (int l = this._inner.Length - 2; l >= 0; l--)
        {
            if (l == this._inner.Length - 2)
            {
                this._suffix[l].CopyFrom(this._inner[l + 1]);
            }
            else
            {
                this.Multiply(this._suffix[l], this._suffix[l + 1].Matrix<T>(), this._inner[l + 1].Matrix<T>());
            }
        }
    }

    private void UpdateOuter(double step, double decay)
    {
        if (this._inner.Length > 0)
        {
            Dense<T>.Multiply(
                this._device, this._left.Matrix, this._rowSum.Matrix, this.Prefix(this._inner.Length - 1).Transposed, step, decay);
        }
        else
        {
            Dense<T>.Add(this._device, this._left.Data, this._rowSum.Data, step, decay);
        }

        Dense<T>.Add(this._device, this._right.Data, this._columnSum.Data, step, decay);
    }

    private void UpdateInner(int l, double step, double decay)
    {
        Tensor gradient = this._projected;

        if (l + 1 < this._inner.Length)
        {
            this.Multiply(this._small, this._suffix[l].Matrix<T>().Transposed, gradient.Matrix<T>());
            gradient = this._small;
        }

        if (l > 0)
        {
            Dense<T>.Multiply(
                this._device, this._inner[l].Matrix<T>(), gradient.Matrix<T>(), this.Prefix(l - 1).Transposed, step, decay);
        }
        else
        {
            Dense<T>.Add(this._device, this._inner[l].As<T>(), gradient.As<T>(), step, decay);
        }
    }
}
