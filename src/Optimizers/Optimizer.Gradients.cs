using System.Numerics;
using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Optimizers;

/// <content>What comes before the algorithm: accumulation, inspection, the decision whether to step, counters.</content>
public abstract partial class Optimizer
{
    private List<TensorBlock> _blocks = null!;
    private List<ChunkTable> _tables = null!;
    private List<ChunkTable>? _microTables;
    private bool[] _present = null!;
    private MemoryBuffer1D<byte, Stride1D.Dense> _control = null!;
    private MemoryBuffer1D<byte, Stride1D.Dense>? _partials;
    private MemoryBuffer1D<int, Stride1D.Dense> _steps = null!;
    private MemoryBuffer1D<int, Stride1D.Dense> _presentNumbers = null!;
    private int _presentCount;
    private int _chunkCount;
    private Tensor[]? _sums;
    private Tensor?[]? _sumViews;
    private double _weight;

    /// <summary>Blocks of parameters; no block holds parameters of several groups.</summary>
    internal IReadOnlyList<TensorBlock> Blocks => this._blocks;

    /// <summary>Steps of each parameter that were carried out, by number; already counting the step at hand.</summary>
    internal ArrayView<int> StepCounts => this._steps.View.BaseView;

    /// <summary>Bytes of the sums of micro-batches; 0 until <see cref="Accumulate"/> is first used.</summary>
    public long AccumulatorBytes => this._sums?.Sum(static tensor => tensor.Bytes) ?? 0;

    /// <summary>
    /// Adds the gradients of a micro-batch. <see cref="StepAccumulated"/> then uses the weighted mean of all that were added since the last
    /// step. Sums are kept in the type of the arithmetic.
    /// </summary>
    /// <param name="gradients">As for <see cref="Step(IReadOnlyList{Tensor})"/>.</param>
    /// <param name="weight">Weight of the micro-batch, such as its number of samples.</param>
    /// <exception cref="ArgumentException">A gradient does not fit; nothing has changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive.</exception>
    public void Accumulate(IReadOnlyList<Tensor?> gradients, double weight = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weight);
        this.CheckGradients(gradients);
        this._sums ??= [.. this._blocks.Select(block => Tensor.Allocate(this.Device, this.RealType, block.Count))];
        this._microTables ??= [.. this._blocks.Select(static block => new ChunkTable(block))];
        this._sumViews ??= new Tensor?[this.Parameters.Count];

        if (this._weight == 0)
        {
            Array.ForEach(this._sums, static sums => sums.Clear());
            Array.Clear(this._sumViews);
        }

        bool[] present = Presence(gradients);

        for (int b = 0; b < this._blocks.Count; b++)
        {
            TensorBlock block = this._blocks[b];
            this._microTables[b].Build(present, 0);
            GradientLauncher.Accumulate(block, this._microTables[b], gradients, this.IsDouble, this._sums[b], weight);
            this.ShowSums(block, this._sums[b], present);
        }

        this._weight += weight;
    }

    /// <summary>Makes a step with the weighted mean of the gradients that <see cref="Accumulate"/> was given since the last step.</summary>
    /// <exception cref="InvalidOperationException">There are none, or a hyper-parameter is out of its range.</exception>
    public void StepAccumulated()
    {
        if (this._weight == 0)
        {
            throw new InvalidOperationException("There are no accumulated gradients: call Accumulate first.");
        }

        this.Run(this._sumViews!, 1 / (this.LossScale * this._weight));
        this._weight = 0;
    }

    /// <summary>What the kernels of a step know of the gradients as a whole.</summary>
    internal ArrayView<StepControl<TReal>> Control<TReal>()
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal> =>
        this._control.View.BaseView.Cast<StepControl<TReal>>().SubView(0, 1);

    /// <summary>The table of present tensors of a block.</summary>
    internal ChunkTable TableOf(int block) => this._tables[block];

    /// <summary>The key of a step's stochastic rounding.</summary>
    internal RandomKey RandomKey => new(this.Options.Seed, (uint)this.Calls);

    private static bool[] Presence(IReadOnlyList<Tensor?> gradients)
    {
        bool[] present = new bool[gradients.Count];

        for (int i = 0; i < present.Length; i++)
        {
            present[i] = gradients[i] is not null;
        }

        return present;
    }

    private void CreateControl()
    {
        this._blocks = [];
        int first = 0;

        foreach (ParameterGroup group in this.Groups)
        {
            this._blocks.AddRange(TensorBlock.Divide(this.Device, this.Parameters, Enumerable.Range(first, group.Parameters.Count)));
            first += group.Parameters.Count;
        }

        this._tables = [.. this._blocks.Select(static block => new ChunkTable(block))];
        this._present = new bool[this.Parameters.Count];
        this._control = this.Device.Accelerator.Allocate1D<byte>(64);
        this._steps = this.Device.Accelerator.Allocate1D<int>(this.Parameters.Count);
        this._presentNumbers = this.Device.Accelerator.Allocate1D<int>(this.Parameters.Count);
        this._control.View.BaseView.MemSetToZero(this.Device.Stream);
        this._steps.View.BaseView.MemSetToZero(this.Device.Stream);
    }

    private void FreeControl()
    {
        this._tables.ForEach(static table => table.Dispose());
        this._microTables?.ForEach(static table => table.Dispose());
        this._control.Dispose();
        this._partials?.Dispose();
        this._steps.Dispose();
        this._presentNumbers.Dispose();
        Array.ForEach(this._sums ?? [], static sums => sums.Dispose());
    }

    private void Run(IReadOnlyList<Tensor?> gradients, double unscale)
    {
        this.CheckSettings();
        this.CheckStep(gradients, unscale);

        if (!gradients.Any(static gradient => gradient is not null))
        {
            return;
        }

        this.Arrange(Presence(gradients));

        if (this.IsDouble)
        {
            this.Inspect<double>(gradients, unscale);
        }
        else
        {
            this.Inspect<float>(gradients, unscale);
        }

        this.Update(gradients);
        this.Calls++;
    }

    private void CheckSettings()
    {
        if (this.MaxGradientNorm is <= 0 or double.NaN)
        {
            throw new InvalidOperationException(
                FormattableString.Invariant($"MaxGradientNorm is {this.MaxGradientNorm}; it has to be positive, or null for no clipping."));
        }

        if (!(double.IsFinite(this.LossScale) && this.LossScale > 0))
        {
            throw new InvalidOperationException(FormattableString.Invariant($"LossScale is {this.LossScale}; it has to be positive and finite."));
        }

        foreach (ParameterGroup group in this.Groups)
        {
            group.Check();
        }
    }

    /// <summary>Builds the tables anew if other parameters have gradients than the last time.</summary>
    private void Arrange(bool[] present)
    {
        if (this._partials is not null && present.AsSpan().SequenceEqual(this._present))
        {
            return;
        }

        this._chunkCount = 0;

        foreach (ChunkTable table in this._tables)
        {
            table.Build(present, this._chunkCount);
            this._chunkCount += table.Count;
        }

        this._partials?.Dispose();
        this._partials = this.Device.Accelerator.Allocate1D<byte>((long)Math.Max(1, this._chunkCount) * this.RealType.Size());
        int[] numbers = [.. Enumerable.Range(0, present.Length).Where(number => present[number])];
        this._presentCount = numbers.Length;
        this._presentNumbers.View.BaseView.SubView(0, numbers.Length).CopyFromCPU(this.Device.Stream, numbers);
        this.Device.Synchronize();
        this._present = present;
    }

    /// <summary>Finds out whether and with which factor the step happens, on the device.</summary>
    private void Inspect<TReal>(IReadOnlyList<Tensor?> gradients, double unscale)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        bool inspects = this.Options.SkipNonFinite || this.MaxGradientNorm is not null;
        ArrayView<TReal> partials = this._partials!.View.BaseView.Cast<TReal>().SubView(0, inspects ? this._chunkCount : 0);

        for (int b = 0; inspects && b < this._blocks.Count; b++)
        {
            GradientLauncher.Squares(this._blocks[b], this._tables[b], gradients, this.IsDouble, partials);
        }

        DecideKernels<TReal> kernels = this.Device.Kernels(static device => new DecideKernels<TReal>(device));
        kernels.Decide(
            this.Device.Stream,
            new KernelConfig(1, GradientLauncher.GroupSize(this.Device)),
            partials,
            this._presentNumbers.View.BaseView.SubView(0, this._presentCount),
            this.StepCounts,
            this.Control<TReal>(),
            TReal.CreateTruncating(unscale),
            TReal.CreateTruncating(this.MaxGradientNorm ?? 0));
    }

    /// <summary>Presents the sums of a block as gradients of its parameters.</summary>
    private void ShowSums(TensorBlock block, Tensor sums, bool[] present)
    {
        for (int i = 0; i < block.Numbers.Length; i++)
        {
            int number = block.Numbers[i];

            if (present[number])
            {
                this._sumViews![number] ??= Part(sums, block, i);
            }
        }
    }

    /// <summary>The part of a block's memory that belongs to one of its parameters, in the parameter's shape.</summary>
    internal static Tensor Part(Tensor tensor, TensorBlock block, int slot)
    {
        Tensor parameter = block.Parameters[slot].Tensor;

        return tensor.Slice(block.Starts[slot], parameter.Count).Reshape(parameter.Shape);
    }

    private StepStatus ReadControl<TReal>()
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        StepControl<TReal>[] state = new StepControl<TReal>[1];
        this.Control<TReal>().CopyToCPU(this.Device.Stream, state);
        this.Device.Synchronize();

        return new StepStatus(state[0].Applied, state[0].Skipped, state[0].Skip != 0, double.CreateTruncating(state[0].Norm));
    }

    /// <summary>The kernel of the decision.</summary>
    private sealed class DecideKernels<TReal>(ComputeDevice device)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        public Action<AcceleratorStream, KernelConfig, ArrayView<TReal>, ArrayView<int>, ArrayView<int>, ArrayView<StepControl<TReal>>, TReal, TReal>
            Decide { get; } = device.Accelerator
                .LoadKernel<ArrayView<TReal>, ArrayView<int>, ArrayView<int>, ArrayView<StepControl<TReal>>, TReal, TReal>(
                    InspectKernel.Decide);
    }
}
