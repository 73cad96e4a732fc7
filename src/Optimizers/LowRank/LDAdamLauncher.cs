using System.Numerics;
using IlgpuOptim.Compute;
using IlgpuOptim.Extensions;
using IlgpuOptim.Optimizers.Kernels;
using ILGPU;
using ILGPU.Runtime;
using Half = System.Half;

namespace IlgpuOptim.Optimizers.LowRank;

/// <summary>Launches of the kernels of LDAdam on a device.</summary>
internal sealed class LDAdamLauncher<TReal>
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    private readonly ComputeDevice _device;
    private readonly Action<AcceleratorStream, Index1D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<int>, ArrayView<StepControl<TReal>>, LDAdamNumbers<TReal>, int> _powerOperand;
    private readonly Action<AcceleratorStream, Index1D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<StepControl<TReal>>, LDAdamNumbers<TReal>, int> _blend;
    private readonly Action<AcceleratorStream, Index1D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<int>, LDAdamNumbers<TReal>> _weighMean;
    private readonly Action<AcceleratorStream, Index1D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<int>, LDAdamNumbers<TReal>> _variance;
    private readonly Action<AcceleratorStream, Index1D, ArrayView<TReal>, ArrayView<TReal>> _square;
    private readonly Action<AcceleratorStream, Index1D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<int>, ArrayView<StepControl<TReal>>, LDAdamNumbers<TReal>, int> _moments;
    private readonly Action<AcceleratorStream, Index1D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<StepControl<TReal>>> _adopt;
    private readonly Action<AcceleratorStream, Index1D, ArrayView<TReal>, ArrayView<StepControl<TReal>>> _clear;
    private readonly Action<AcceleratorStream, Index2D, ArrayView<TReal>, ArrayView<TReal>, int, int, int, int, int> _pack;

    public LDAdamLauncher(ComputeDevice device)
    {
        Accelerator accelerator = device.Accelerator;
        this._device = device;
        this._powerOperand = accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<int>, ArrayView<StepControl<TReal>>, LDAdamNumbers<TReal>, int>(
            LDAdamKernels.PowerOperand);
        this._blend = accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<StepControl<TReal>>, LDAdamNumbers<TReal>, int>(
            LDAdamKernels.Blend);
        this._weighMean = accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<int>, LDAdamNumbers<TReal>>(
            LDAdamKernels.WeighMean);
        this._variance = accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<int>, LDAdamNumbers<TReal>>(
            LDAdamKernels.Variance);
        this._square = accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<TReal>, ArrayView<TReal>>(LDAdamKernels.Square);
        this._moments = accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<int>, ArrayView<StepControl<TReal>>, LDAdamNumbers<TReal>, int>(
            LDAdamKernels.Moments);
        this._adopt = accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<StepControl<TReal>>>(
            LDAdamKernels.Adopt);
        this._clear = accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<TReal>, ArrayView<StepControl<TReal>>>(LDAdamKernels.ClearIfSkipped);
        this._pack = accelerator.LoadAutoGroupedKernel<Index2D, ArrayView<TReal>, ArrayView<TReal>, int, int, int, int, int>(
            RankUpdateKernel.Pack);
    }

    /// <summary>error += scale * gradient.</summary>
    public void AddGradient(ArrayView<TReal> error, Tensor gradient, ArrayView<StepControl<TReal>> control)
    {
        switch (gradient.Type)
        {
            case ElementType.BFloat16:
                Add<float, BFloat16, BFloat16Nearest>();
                break;
            case ElementType.Float16:
                Add<float, Half, HalfNearest>();
                break;
            default:
                Add<TReal, TReal, Exact<TReal>>();
                break;
        }

        // TA is TReal: 16-bit gradients come with float arithmetic.
        void Add<TA, TG, TGStorage>()
            where TA : unmanaged, IBinaryFloatingPointIeee754<TA>
            where TG : unmanaged
            where TGStorage : struct, IStorage<TG, TA>
        {
            GradientKernels<TA, TG, TGStorage> kernels = this._device.Kernels(static d => new GradientKernels<TA, TG, TGStorage>(d));

            kernels.Add(this._device.Stream, Size(error), error.Cast<TA>(), gradient.As<TG>(), control.Cast<StepControl<TA>>());
        }
    }

    /// <summary>target = gradient, of a 16-bit type.</summary>
    public ArrayView<TReal> Widen(ArrayView<TReal> target, Tensor gradient)
    {
        if (gradient.Type == ElementType.BFloat16)
        {
            GradientKernels<float, BFloat16, BFloat16Nearest> kernels =
                this._device.Kernels(static d => new GradientKernels<float, BFloat16, BFloat16Nearest>(d));

            kernels.Widen(this._device.Stream, Size(target), target.Cast<float>(), gradient.As<BFloat16>());
        }
        else
        {
            GradientKernels<float, Half, HalfNearest> kernels =
                this._device.Kernels(static d => new GradientKernels<float, Half, HalfNearest>(d));

            kernels.Widen(this._device.Stream, Size(target), target.Cast<float>(), gradient.As<Half>());
        }

        return target;
    }

    public void PowerOperand(ArrayView<TReal> moment, ArrayView<TReal> product, ArrayView<TReal> inner, in StepContext<TReal> context) =>
        this._powerOperand(
            this._device.Stream, Size(moment), moment, product, inner, context.Steps, context.Control, context.Numbers, context.IsScaled);

    public void Blend(ArrayView<TReal> sum, ArrayView<TReal> source, in StepContext<TReal> context) =>
        this._blend(this._device.Stream, Size(sum), sum, source, context.Control, context.Numbers, context.IsScaled);

    public void WeighMean(ArrayView<TReal> target, ArrayView<TReal> moment, in StepContext<TReal> context) =>
        this._weighMean(this._device.Stream, Size(target), target, moment, context.Steps, context.Numbers);

    public void Variance(ArrayView<TReal> variance, ArrayView<TReal> moment, ArrayView<TReal> second, in StepContext<TReal> context) =>
        this._variance(this._device.Stream, Size(variance), variance, moment, second, context.Steps, context.Numbers);

    public void Square(ArrayView<TReal> squares, ArrayView<TReal> values) =>
        this._square(this._device.Stream, Size(squares), squares, values);

    public void Moments(
        ArrayView<TReal> moment,
        ArrayView<TReal> second,
        ArrayView<TReal> projected,
        ArrayView<TReal> rotated,
        ArrayView<TReal> variance,
        in StepContext<TReal> context) =>
        this._moments(
            this._device.Stream,
            Size(moment),
            moment,
            second,
            projected,
            rotated,
            variance,
            context.Steps,
            context.Control,
            context.Numbers,
            context.IsScaled);

    public void Adopt(ArrayView<TReal> basis, ArrayView<TReal> next, ArrayView<StepControl<TReal>> control) =>
        this._adopt(this._device.Stream, Size(basis), basis, next, control);

    public void ClearIfSkipped(ArrayView<TReal> error, ArrayView<StepControl<TReal>> control) =>
        this._clear(this._device.Stream, Size(error), error, control);

    /// <summary>error = error + the sum of two products.</summary>
    public void UpdateError(
        ArrayView<TReal> error,
        int rows,
        int columns,
        (ArrayView<TReal> Left, ArrayView<TReal> Right) first,
        (ArrayView<TReal> Left, ArrayView<TReal> Right) second,
        int rank,
        in StepContext<TReal> context)
    {
        using ScratchScope scratch = this._device.BeginScratch();

        this.Run<TReal, TReal, Exact<TReal>>(
            error, this.Prepare(rows, columns, first, second, rank, scratch), TReal.One, context, 0, default);
    }

    /// <summary>parameter = (1 - eta * lambda) * parameter + a product.</summary>
    public void UpdateParameter(
        Parameter parameter,
        int number,
        (ArrayView<TReal> Left, ArrayView<TReal> Right) product,
        int rank,
        in StepContext<TReal> context,
        Rounding rounding,
        RandomKey key)
    {
        using ScratchScope scratch = this._device.BeginScratch();
        Tensor tensor = parameter.Tensor;
        UpdateLaunch<TReal> launch = this.Prepare((int)tensor.Shape[0], (int)tensor.Shape[1], product, default, rank, scratch);
        TReal keep = context.Numbers.Keep;

        switch (tensor.Type)
        {
            case ElementType.BFloat16 when rounding == Rounding.Stochastic:
                this.Run<float, BFloat16, BFloat16Stochastic>(tensor.As<BFloat16>(), launch, keep, context, number, key);
                break;
            case ElementType.BFloat16:
                this.Run<float, BFloat16, BFloat16Nearest>(tensor.As<BFloat16>(), launch, keep, context, number, key);
                break;
            case ElementType.Float16:
                this.Run<float, Half, HalfNearest>(tensor.As<Half>(), launch, keep, context, number, key);
                break;
            default:
                this.Run<TReal, TReal, Exact<TReal>>(tensor.As<TReal>(), launch, keep, context, number, key);
                break;
        }
    }

    private UpdateLaunch<TReal> Prepare(
        int rows,
        int columns,
        (ArrayView<TReal> Left, ArrayView<TReal> Right) first,
        (ArrayView<TReal> Left, ArrayView<TReal> Right) second,
        int rank,
        ScratchScope scratch)
    {
        bool isCpu = this._device.Class == DeviceClass.CpuLanes;
        int width = this._device.Accelerator.WarpSize;
        UpdateBlock block = this.ChooseBlock();
        int stripWidth = block.Vectors * width;
        int strips = (columns + stripWidth - 1) / stripWidth;
        int bandRows = isCpu ? 4 * block.Rows : block.Rows;
        int stripsPerGroup = isCpu ? strips : Math.Min(strips, 4);
        int count = second.Left.Length > 0 ? 2 : 1;
        ArrayView<TReal> panels = scratch.Take<TReal>((long)strips * stripWidth * rank * count);
        Index2D padded = new(strips * stripWidth, rank);

        this._pack(this._device.Stream, padded, panels, first.Right, columns, stripWidth, rank, 0, count);

        if (count > 1)
        {
            this._pack(this._device.Stream, padded, panels, second.Right, columns, stripWidth, rank, 1, count);
        }

        Index3D grid = new((strips + stripsPerGroup - 1) / stripsPerGroup, (rows + bandRows - 1) / bandRows, 1);

        return new UpdateLaunch<TReal>(
            new KernelConfig(grid, new Index3D(width, 1, 1)),
            rows,
            columns,
            new UpdateFactors<TReal>(first.Left, second.Left, panels, rank),
            bandRows,
            stripsPerGroup,
            block);
    }

    private static Index1D Size(ArrayView<TReal> view) => checked((int)view.Length);

    /// <summary>As many accumulators as registers allow: 32 vectors with 16 lanes, else 16; doubles take two.</summary>
    private UpdateBlock ChooseBlock()
    {
        int isDouble = typeof(TReal) == typeof(double) ? 1 : 0;

        return this._device.Class switch
        {
            DeviceClass.CpuLanes when this._device.Accelerator.WarpSize >= 16 => new UpdateBlock(6, 4 >> isDouble),
            DeviceClass.CpuLanes => new UpdateBlock(6, 2 >> isDouble),
            _ => new UpdateBlock(4, 2),
        };
    }

    private void Run<TA, T, TStorage>(
        ArrayView<T> target, in UpdateLaunch<TReal> launch, TReal keep, in StepContext<TReal> context, int number, RandomKey key)
        where TA : unmanaged, IBinaryFloatingPointIeee754<TA>
        where T : unmanaged
        where TStorage : struct, IStorage<T, TA>
    {
        UpdateKernels<TA, T, TStorage> kernels = this._device.Kernels(static d => new UpdateKernels<TA, T, TStorage>(d));
        UpdateFactors<TReal> factors = launch.Factors;

        // TA is TReal: 16-bit parameters come with float arithmetic.
        kernels.Run(
            this._device.Stream,
            launch.Config,
            target,
            launch.Rows,
            launch.Columns,
            new UpdateFactors<TA>(factors.Left1.Cast<TA>(), factors.Left2.Cast<TA>(), factors.Panels.Cast<TA>(), factors.Rank),
            launch.BandRows,
            launch.Strips,
            TA.CreateTruncating(keep),
            context.Control.Cast<StepControl<TA>>(),
            number,
            key,
            new SpecializedValue<UpdateBlock>(launch.Block));
    }

    private sealed class GradientKernels<TA, TG, TGStorage>(ComputeDevice device)
        where TA : unmanaged, IBinaryFloatingPointIeee754<TA>
        where TG : unmanaged
        where TGStorage : struct, IStorage<TG, TA>
    {
        public Action<AcceleratorStream, Index1D, ArrayView<TA>, ArrayView<TG>, ArrayView<StepControl<TA>>> Add { get; } =
            device.Accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<TA>, ArrayView<TG>, ArrayView<StepControl<TA>>>(
                LDAdamKernels.AddGradient<TA, TG, TGStorage>);

        public Action<AcceleratorStream, Index1D, ArrayView<TA>, ArrayView<TG>> Widen { get; } =
            device.Accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<TA>, ArrayView<TG>>(LDAdamKernels.Widen<TA, TG, TGStorage>);
    }

    private sealed class UpdateKernels<TA, T, TStorage>(ComputeDevice device)
        where TA : unmanaged, IBinaryFloatingPointIeee754<TA>
        where T : unmanaged
        where TStorage : struct, IStorage<T, TA>
    {
        public Action<
            AcceleratorStream, KernelConfig, ArrayView<T>, int, int, UpdateFactors<TA>, int, int, TA, ArrayView<StepControl<TA>>, int,
            RandomKey, SpecializedValue<UpdateBlock>> Run { get; } = device.Accelerator.LoadKernel<
                ArrayView<T>, int, int, UpdateFactors<TA>, int, int, TA, ArrayView<StepControl<TA>>, int, RandomKey,
                SpecializedValue<UpdateBlock>>(RankUpdateKernel.Run<TA, T, TStorage>);
    }
}

/// <summary>A launch of the last pass.</summary>
internal readonly record struct UpdateLaunch<TReal>(
    KernelConfig Config, int Rows, int Columns, UpdateFactors<TReal> Factors, int BandRows, int Strips, UpdateBlock Block)
    where TReal : unmanaged;
