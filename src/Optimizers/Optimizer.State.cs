using System.Globalization;
using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Optimizers;

/// <content>State in and out.</content>
public abstract partial class Optimizer
{
    private const string CallsName = "calls";
    private const string AppliedName = "applied_steps";
    private const string SkippedName = "skipped_steps";
    private const string SeedName = "seed";
    private const string LossScaleName = "loss_scale";
    private const string MaxNormName = "max_gradient_norm";

    /// <summary>
    /// Everything that continues the run as if it had never stopped, given the same parameters and gradients. Waits for the device.
    /// Sums of micro-batches are not part of it: save after a step.
    /// </summary>
    public OptimizerState GetState()
    {
        Dictionary<string, double> scalars = [];
        StepStatus status = this.ReadStatus();
        int[] steps = this.ReadStepCounts();

        scalars[CallsName] = this.Calls;
        scalars[AppliedName] = status.Applied;
        scalars[SkippedName] = status.Skipped;
        scalars[SeedName] = this.Options.Seed;
        scalars[LossScaleName] = this.LossScale;
        scalars[MaxNormName] = this.MaxGradientNorm ?? 0;

        for (int i = 0; i < steps.Length; i++)
        {
            scalars[StepName(this.Parameters[i])] = steps[i];
        }

        this.VisitGroups((name, value) =>
        {
            scalars[name] = value;

            return value;
        });

        return new OptimizerState(this.Algorithm, scalars, [.. this.StateTensors()]);
    }

    /// <summary>Continues from a state. Values are copied; the state's tensors may lie on any device.</summary>
    /// <param name="state">A state of the same algorithm for parameters with the same names and shapes.</param>
    /// <exception cref="ArgumentException">It does not fit; nothing has changed.</exception>
    public void SetState(OptimizerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Dictionary<string, Tensor> tensors = this.CheckState(state);

        foreach (StateTensor own in this.StateTensors())
        {
            Copy(tensors[own.Name], own.Tensor);
        }

        int[] steps = [.. this.Parameters.Select(parameter => (int)state.Scalars[StepName(parameter)])];
        this.StepCounts.CopyFromCPU(this.Device.Stream, steps);
        this.VisitGroups((name, _) => state.Scalars[name]);
        this.Calls = (long)state.Scalars[CallsName];
        this.LossScale = state.Scalars[LossScaleName];
        this.MaxGradientNorm = state.Scalars[MaxNormName] is > 0 and double bound ? bound : null;
        this._weight = 0;

        if (this.IsDouble)
        {
            this.WriteControl<double>(state);
        }
        else
        {
            this.WriteControl<float>(state);
        }

        this.Device.Synchronize();
        this.AfterSetState();
    }

    /// <summary>The tensors of the state, named and in a fixed order.</summary>
    private protected abstract IEnumerable<StateTensor> StateTensors();

    /// <summary>Makes anew what is computed from the state.</summary>
    private protected virtual void AfterSetState()
    {
    }

    /// <summary>Steps of each parameter that were carried out. Waits for the device.</summary>
    private protected int[] ReadStepCounts()
    {
        int[] steps = new int[this.Parameters.Count];
        this.StepCounts.CopyToCPU(this.Device.Stream, steps);
        this.Device.Synchronize();

        return steps;
    }

    private static string StepName(Parameter parameter) => $"{parameter.Name}/step";

    private static void Copy(Tensor source, Tensor target)
    {
        if (source.Device == target.Device && source.IsContiguous)
        {
            target.CopyFrom(source);

            return;
        }

        switch (source.Type)
        {
            case ElementType.Float64:
                target.CopyFrom<double>(source.ToArray<double>());
                break;
            case ElementType.BFloat16:
                target.CopyFrom<Extensions.BFloat16>(source.ToArray<Extensions.BFloat16>());
                break;
            case ElementType.Float16:
                target.CopyFrom<System.Half>(source.ToArray<System.Half>());
                break;
            case ElementType.Int32:
                target.CopyFrom<int>(source.ToArray<int>());
                break;
            default:
                target.CopyFrom<float>(source.ToArray<float>());
                break;
        }
    }

    private void VisitGroups(Func<string, double, double> visit)
    {
        for (int i = 0; i < this.Groups.Count; i++)
        {
            string prefix = string.Create(CultureInfo.InvariantCulture, $"group{i}/");
            this.Groups[i].Visit((name, value) => visit(prefix + name, value));
        }
    }

    /// <summary>Checks everything before anything is changed.</summary>
    private Dictionary<string, Tensor> CheckState(OptimizerState state)
    {
        if (state.Algorithm != this.Algorithm)
        {
            throw new ArgumentException($"The state is of '{state.Algorithm}', the optimizer is '{this.Algorithm}'.", nameof(state));
        }

        List<string> scalars = [CallsName, AppliedName, SkippedName, SeedName, LossScaleName, MaxNormName, .. this.Parameters.Select(StepName)];
        this.VisitGroups((name, value) =>
        {
            scalars.Add(name);

            return value;
        });

        if (scalars.Find(name => !state.Scalars.TryGetValue(name, out double value) || double.IsNaN(value)) is { } missing)
        {
            throw new ArgumentException($"The state has no number '{missing}'; it belongs to other parameters or groups.", nameof(state));
        }

        if (state.Scalars[SeedName] != this.Options.Seed)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The state's seed is {state.Scalars[SeedName]}, the optimizer's {this.Options.Seed}."), nameof(state));
        }

        Dictionary<string, Tensor> tensors = [];

        foreach (StateTensor given in state.Tensors)
        {
            if (!tensors.TryAdd(given.Name, given.Tensor))
            {
                throw new ArgumentException($"The state has two tensors named '{given.Name}'.", nameof(state));
            }
        }

        int count = 0;

        foreach (StateTensor own in this.StateTensors())
        {
            count++;

            if (!tensors.TryGetValue(own.Name, out Tensor? given))
            {
                throw new ArgumentException($"The state has no tensor '{own.Name}'.", nameof(state));
            }

            if (given.Type != own.Tensor.Type || !given.Shape.SequenceEqual(own.Tensor.Shape))
            {
                throw new ArgumentException($"Tensor '{own.Name}' of the state is {given}; {own.Tensor} is needed.", nameof(state));
            }
        }

        return count == tensors.Count
            ? tensors
            : throw new ArgumentException(
                $"The state has {tensors.Count} tensors, the optimizer {count}; it belongs to other parameters or options.", nameof(state));
    }

    private void WriteControl<TReal>(OptimizerState state)
        where TReal : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<TReal>
    {
        StepControl<TReal>[] control =
        [
            new() { Applied = (int)state.Scalars[AppliedName], Skipped = (int)state.Scalars[SkippedName] },
        ];
        this.Control<TReal>().CopyFromCPU(this.Device.Stream, control);
    }
}
