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
    private readonly Action<AcceleratorStream, Index2D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, int, int, int> _pack;

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
        this._pack = accelerator.LoadAutoGroupedKernel<Index2D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, int, int, int>(
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

    /// <summary>The last pass over the matrix: errors and parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="number">Its number.</param>
    /// <param name="error">A, becomes E; empty without error feedback.</param>
    /// <param name="rank">r.</param>
    /// <param name="left">Left factors.</param>
    /// <param name="right">Right factors.</param>
    /// <param name="context">Hyper-parameters and control.</param>
    /// <param name="rounding">Rounding of bfloat16 parameters.</param>
    /// <param name="key">Key of stochastic rounding.</param>
    public void Update(
        Parameter parameter,
        int number,
        ArrayView<TReal> error,
        int rank,
        (ArrayView<TReal> First, ArrayView<TReal> Second, ArrayView<TReal> Third) left,
        (ArrayView<TReal> First, ArrayView<TReal> Second, ArrayView<TReal> Third) right,
        in StepContext<TReal> context,
        Rounding rounding,
        RandomKey key)
    {
        using ScratchScope scratch = this._device.BeginScratch();
        int rows = (int)parameter.Tensor.Shape[0];
        int columns = (int)parameter.Tensor.Shape[1];
        int width = this._device.Class == DeviceClass.CpuItems ? 1 : this._device.Accelerator.WarpSize;
        UpdateBlock block = this.ChooseBlock(error.Length > 0);
        int stripWidth = block.Vectors * width;
        int strips = (columns + stripWidth - 1) / stripWidth;
        int bandRows = this._device.Class == DeviceClass.CpuLanes ? 4 * block.Rows : block.Rows;
        int stripsPerGroup = this._device.Class == DeviceClass.CpuLanes ? strips : Math.Min(strips, 4);
        ArrayView<TReal> panels = scratch.Take<TReal>((long)strips * stripWidth * rank * 3);

        this._pack(
            this._device.Stream, new Index2D(strips * stripWidth, rank), panels, right.First, right.Second, right.Third, columns, stripWidth, rank);

        UpdateLaunch<TReal> launch = new(
            new KernelConfig(
                new Index3D((strips + stripsPerGroup - 1) / stripsPerGroup, (rows + bandRows - 1) / bandRows, 1), new Index3D(width, 1, 1)),
            error,
            rows,
            columns,
            new UpdateFactors<TReal>(left.First, left.Second, left.Third, panels, rank),
            bandRows,
            stripsPerGroup,
            context,
            number,
            key,
            block);

        switch (parameter.Tensor.Type)
        {
            case ElementType.BFloat16 when rounding == Rounding.Stochastic:
                this.Run<float, BFloat16, BFloat16Stochastic>(launch, parameter);
                break;
            case ElementType.BFloat16:
                this.Run<float, BFloat16, BFloat16Nearest>(launch, parameter);
                break;
            case ElementType.Float16:
                this.Run<float, Half, HalfNearest>(launch, parameter);
                break;
            default:
                this.Run<TReal, TReal, Exact<TReal>>(launch, parameter);
                break;
        }
    }

    private static Index1D Size(ArrayView<TReal> view) => checked((int)view.Length);

    /// <summary>As many accumulators as registers allow: 32 vectors with 16 lanes, else 16; doubles take two.</summary>
    private UpdateBlock ChooseBlock(bool hasError)
    {
        int isDouble = typeof(TReal) == typeof(double) ? 1 : 0;

        return this._device.Class switch
        {
            DeviceClass.CpuLanes when this._device.Accelerator.WarpSize >= 16 =>
                new UpdateBlock(hasError ? 6 : 8, 2 >> isDouble, hasError ? 1 : 0),
            DeviceClass.CpuLanes => new UpdateBlock(hasError ? 4 >> isDouble : 6 >> isDouble, 1, hasError ? 1 : 0),
            DeviceClass.CpuItems => new UpdateBlock(2, 8, hasError ? 1 : 0),
            _ => new UpdateBlock(4, 2, hasError ? 1 : 0),
        };
    }

    private void Run<TA, TP, TPStorage>(in UpdateLaunch<TReal> launch, Parameter parameter)
        where TA : unmanaged, IBinaryFloatingPointIeee754<TA>
        where TP : unmanaged
        where TPStorage : struct, IStorage<TP, TA>
    {
        UpdateKernels<TA, TP, TPStorage> kernels = this._device.Kernels(static d => new UpdateKernels<TA, TP, TPStorage>(d));
        UpdateFactors<TReal> factors = launch.Factors;

        // TA is TReal: 16-bit parameters come with float arithmetic.
        kernels.Run(
            this._device.Stream,
            launch.Config,
            launch.Error.Cast<TA>(),
            parameter.Tensor.As<TP>(),
            launch.Rows,
            launch.Columns,
            new UpdateFactors<TA>(
                factors.Left1.Cast<TA>(), factors.Left2.Cast<TA>(), factors.Left3.Cast<TA>(), factors.Panels.Cast<TA>(), factors.Rank),
            launch.BandRows,
            launch.Strips,
            TA.CreateTruncating(launch.Context.Numbers.Keep),
            launch.Context.Control.Cast<StepControl<TA>>(),
            launch.Number,
            launch.Key,
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

    private sealed class UpdateKernels<TA, TP, TPStorage>(ComputeDevice device)
        where TA : unmanaged, IBinaryFloatingPointIeee754<TA>
        where TP : unmanaged
        where TPStorage : struct, IStorage<TP, TA>
    {
        public Action<
            AcceleratorStream, KernelConfig, ArrayView<TA>, ArrayView<TP>, int, int, UpdateFactors<TA>, int, int, TA,
            ArrayView<StepControl<TA>>, int, RandomKey, SpecializedValue<UpdateBlock>> Run { get; } = device.Accelerator.LoadKernel<
                ArrayView<TA>, ArrayView<TP>, int, int, UpdateFactors<TA>, int, int, TA, ArrayView<StepControl<TA>>, int, RandomKey,
                SpecializedValue<UpdateBlock>>(RankUpdateKernel.Run<TA, TP, TPStorage>);
    }
}

/// <summary>Arguments of the last pass.</summary>
internal readonly record struct UpdateLaunch<TReal>(
    KernelConfig Config,
    ArrayView<TReal> Error,
    int Rows,
    int Columns,
    UpdateFactors<TReal> Factors,
    int BandRows,
    int Strips,
    StepContext<TReal> Context,
    int Number,
    RandomKey Key,
    UpdateBlock Block)
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>;
