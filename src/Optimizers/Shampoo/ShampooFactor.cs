using System.Numerics;
using IlgpuOptim.Compute;
using IlgpuOptim.Extensions;
using IlgpuOptim.Optimizers.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Optimizers;

/// <summary>The factors of a class of equal tensors along one axis: K, its momentum M, and K K^T where it is worth keeping.</summary>
internal sealed class ShampooFactor<TReal>
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    private readonly Kernels _kernels;
    private Tensor? _cache;
    private bool _isCacheValid;

    /// <summary>Takes state that has been allocated, and sets K to the identity.</summary>
    // k: K: one row per tensor.
    // m: M likewise; null without momentum.
    public ShampooFactor(FactorShape shape, Tensor k, Tensor? m)
    {
        this.Operations = AxisOperations<TReal>.Create(k.Device, shape);
        this.K = k;
        this.M = m;
        this._kernels = k.Device.Kernels(static device => new Kernels(device));
        this.SetIdentity();
    }

    public AxisOperations<TReal> Operations { get; }

    public Tensor K { get; }

    public Tensor? M { get; }

    public long CacheBytes => this._cache?.Bytes ?? 0;

    private ComputeDevice Device => this.K.Device;

    private FactorShape Shape => this.Operations.Shape;

    /// <summary>Pieces that a sum over a factor is cut into.</summary>
    public int Parts => FactorKernels.Parts(this.Shape);

    private int Tensors => checked((int)this.K.Shape[0]);

    /// <summary>K of some tensors in the type of the arithmetic.</summary>
    public Factors<TReal> Load(ScratchScope scope, Tensor values, int first, int count)
    {
        long start = first * this.Shape.Count;
        long length = count * this.Shape.Count;

        if (values.Type != ElementType.BFloat16)
        {
            return new(values.As<TReal>().SubView(start, length), this.Shape.Count, count);
        }

        ArrayView<TReal> wide = scope.Take<TReal>(length);
        Narrow.Load(this.Device, (ArrayView<float>)(object)wide, values.As<BFloat16>().SubView(start, length));

        return new(wide, this.Shape.Count, count);
    }

    /// <summary>Writes back what <see cref="Load"/> had to convert.</summary>
    public void Store(
        Tensor values, Factors<TReal> wide, int first, ArrayView<StepControl<TReal>> control, RandomKey key, int salt)
    {
        if (values.Type == ElementType.BFloat16)
        {
            Narrow.Store(
                this.Device,
                values.As<BFloat16>().SubView(first * this.Shape.Count, wide.Data.Length),
                (ArrayView<float>)(object)wide.Data,
                (ArrayView<StepControl<float>>)(object)control,
                key,
                salt);
        }
    }

    /// <summary>traces = tr(K^T K) / d of every tensor.</summary>
    public void Traces(ArrayView<TReal> traces, Factors<TReal> k)
    {
        using ScratchScope scope = this.Device.BeginScratch();
        ArrayView<TReal> partials = scope.Take<TReal>((long)this.Parts * k.Batch);

        this._kernels.Squares(this.Device.Stream, this.Config(k.Batch), k.Data, partials, this.Shape);
        this._kernels.Traces(this.Device.Stream, k.Batch, partials, traces, this.Shape.Size, this.Parts);
    }

    /// <summary>K^T in scratch memory, if the structure has use for it.</summary>
    public Factors<TReal> Transpose(ScratchScope scope, Factors<TReal> k)
    {
        if (!this.Operations.WantsTransposed)
        {
            return default;
        }

        Factors<TReal> transposed = new(scope.Take<TReal>(k.Batch * k.Step), k.Step, k.Batch);
        int size = this.Shape.Size;
        MatrixCopy.RunBatch(
            this.Device, transposed.Matrix(0, size, size).First, k.Matrix(0, size, size).First.Transposed, k.Batch, (k.Step, k.Step));

        return transposed;
    }

    /// <summary>M from s = proj(Z Z^T); partials receive sums of its squares.</summary>
    public void UpdateMomentum(
        Factors<TReal> m,
        Factors<TReal> s,
        Factors<TReal> k,
        Factors<TReal> transposed,
        ArrayView<TReal> traces,
        ArrayView<TReal> partials,
        ArrayView<StepControl<TReal>> control,
        MomentumConstants<TReal> constants)
    {
        using ScratchScope scope = this.Device.BeginScratch();
        Factors<TReal> q = new(scope.Take<TReal>(k.Data.Length), k.Step, k.Batch);
        this.Operations.ProjectFactor(q, k, transposed);
        this._kernels.Momentum(
            this.Device.Stream,
            this.Config(k.Batch),
            m.Data,
            s.Data,
            q.Data,
            traces,
            partials,
            control,
            this.Shape,
            constants,
            this.Operations.IsLowerOnly ? 1 : 0);
        this.Operations.Complete(m);
    }

    /// <summary>K = K - step K M / max(1, |M|).</summary>
    public void Move(Factors<TReal> k, Factors<TReal> m, ArrayView<TReal> partials, ArrayView<StepControl<TReal>> control, TReal step)
    {
        using ScratchScope scope = this.Device.BeginScratch();
        Factors<TReal> km = new(scope.Take<TReal>(k.Data.Length), k.Step, k.Batch);
        this.Operations.MultiplyFactors(km, k, m);
        this._kernels.Move(this.Device.Stream, this.Config(k.Batch), k.Data, km.Data, partials, control, this.Shape, step);
    }

    /// <summary>K K^T of some tensors, if the structure has use for it.</summary>
    // keeps: It will be used again before K changes.
    // isNew: K has just changed.
    public Factors<TReal> Cache(ScratchScope scope, Factors<TReal> k, int first, bool keeps, bool isNew)
    {
        long count = this.Operations.CacheCount;

        if (count == 0)
        {
            return default;
        }

        if (!keeps && this._cache is null)
        {
            Factors<TReal> once = new(scope.Take<TReal>(count * k.Batch), count, k.Batch);
            this.Operations.FillCache(once, k);

            return once;
        }

        if (this._cache is null || !this._isCacheValid)
        {
            this._cache ??= Tensor.Allocate(this.Device, ElementTypes.Of<TReal>(), this.Tensors, count);
            using ScratchScope all = this.Device.BeginScratch();
            Factors<TReal> every = this.Load(all, this.K, 0, this.Tensors);
            this.Operations.FillCache(new(this._cache.As<TReal>(), count, this.Tensors), every);
            this._isCacheValid = true;
        }

        Factors<TReal> cache = new(this._cache.As<TReal>().SubView(first * count, k.Batch * count), count, k.Batch);

        if (isNew)
        {
            this.Operations.FillCache(cache, k);
        }

        return cache;
    }

    /// <summary>The state was replaced.</summary>
    public void Invalidate() => this._isCacheValid = false;

    public void Dispose() => this._cache?.Dispose();

    private void SetIdentity()
    {
        using ScratchScope scope = this.Device.BeginScratch();
        bool isNarrow = this.K.Type == ElementType.BFloat16;
        ArrayView<TReal> values = isNarrow ? scope.Take<TReal>(this.K.Count) : this.K.As<TReal>();
        this._kernels.Identity(this.Device.Stream, checked((int)values.Length), values, this.Shape);

        if (isNarrow)
        {
            Casts.Run(this.K, Tensor.Over(this.Device, values, this.K.Shape));
        }
    }

    private KernelConfig Config(int tensors) => new(
        new Index3D(this.Parts, tensors, 1), new Index3D(GradientLauncher.GroupSize(this.Device), 1, 1));

    private sealed class Kernels(ComputeDevice device)
    {
        public readonly Action<AcceleratorStream, Index1D, ArrayView<TReal>, FactorShape> Identity =
            device.Accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<TReal>, FactorShape>(FactorKernels.Identity);

        public readonly Action<AcceleratorStream, KernelConfig, ArrayView<TReal>, ArrayView<TReal>, FactorShape> Squares =
            device.Accelerator.LoadKernel<ArrayView<TReal>, ArrayView<TReal>, FactorShape>(FactorKernels.Squares);

        public readonly Action<AcceleratorStream, Index1D, ArrayView<TReal>, ArrayView<TReal>, int, int> Traces =
            device.Accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<TReal>, ArrayView<TReal>, int, int>(FactorKernels.Traces);

        public readonly Action<
            AcceleratorStream, KernelConfig, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>,
            ArrayView<StepControl<TReal>>, FactorShape, MomentumConstants<TReal>, int> Momentum = device.Accelerator.LoadKernel<
                ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<StepControl<TReal>>, FactorShape,
                MomentumConstants<TReal>, int>(FactorKernels.Momentum);

        public readonly Action<
            AcceleratorStream, KernelConfig, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<StepControl<TReal>>, FactorShape, TReal>
            Move = device.Accelerator.LoadKernel<
                ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<StepControl<TReal>>, FactorShape, TReal>(FactorKernels.Move);
    }
}

/// <summary>Factors in bfloat16: exact on the way in, stochastically rounded on the way out.</summary>
internal static class Narrow
{
    public static void Load(ComputeDevice device, ArrayView<float> target, ArrayView<BFloat16> source) =>
        device.Kernels(static d => new Kernels(d)).Load(device.Stream, checked((int)source.Length), target, source);

    public static void Store(
        ComputeDevice device, ArrayView<BFloat16> target, ArrayView<float> source, ArrayView<StepControl<float>> control, RandomKey key, int salt) =>
        device.Kernels(static d => new Kernels(d)).Store(device.Stream, checked((int)source.Length), target, source, control, key, salt);

    private sealed class Kernels(ComputeDevice device)
    {
        public readonly Action<AcceleratorStream, Index1D, ArrayView<float>, ArrayView<BFloat16>> Load = device.Accelerator
            .LoadAutoGroupedKernel<Index1D, ArrayView<float>, ArrayView<BFloat16>>(FactorKernels.Load<float, BFloat16, BFloat16Nearest>);

        public readonly Action<
            AcceleratorStream, Index1D, ArrayView<BFloat16>, ArrayView<float>, ArrayView<StepControl<float>>, RandomKey, int> Store =
            device.Accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<BFloat16>, ArrayView<float>, ArrayView<StepControl<float>>, RandomKey, int>(
                FactorKernels.Store<float, BFloat16, BFloat16Stochastic>);
    }
}
