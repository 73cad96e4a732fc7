using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers.Kernels;
using ILGPU;

namespace IlgpuOptim.Optimizers;

/// <summary>Options of optimizers whose state has one or two values per element.</summary>
public record ElementWiseOptions : OptimizerOptions
{
    /// <summary>
    /// Type of the state: <see cref="ElementType.Float32"/> or <see cref="ElementType.BFloat16"/>. Arithmetic is done in float32 either
    /// way. float64 parameters have float64 state.
    /// </summary>
    public ElementType StateType { get; init; } = ElementType.Float32;

    /// <summary>Rounding of bfloat16 state. To nearest, moving averages with a decay above 0.996 never decay.</summary>
    public Rounding StateRounding { get; init; } = Rounding.Stochastic;
}

/// <summary>An optimizer that treats every element by itself. Its step is one launch per block of parameters.</summary>
public abstract class ElementWiseOptimizer : Optimizer
{
    private readonly ElementWiseOptions _options;
    private readonly Tensor?[] _first;
    private readonly Tensor?[] _second;
    private readonly ParameterGroup[] _groupOf;

    /// <summary>Allocates the state.</summary>
    private protected ElementWiseOptimizer(IEnumerable<ParameterGroup> groups, ElementWiseOptions? options)
        : base(groups, options ??= new ElementWiseOptions())
    {
        if (options.StateType is not (ElementType.Float32 or ElementType.BFloat16))
        {
            throw new ArgumentException($"The type of the state is Float32 or BFloat16, not {options.StateType}.", nameof(options));
        }

        this._options = options;
        this._groupOf = [.. this.Blocks.Select(this.GroupOf)];
        this._first = new Tensor?[this.Blocks.Count];
        this._second = new Tensor?[this.Blocks.Count];
        ElementType type = this.IsDouble ? ElementType.Float64 : options.StateType;

        for (int b = 0; b < this.Blocks.Count; b++)
        {
            (string? first, string? second) = this.StateNames(this._groupOf[b]);
            this._first[b] = first is null ? null : this.AllocateState(type, this.Blocks[b].Count);
            this._second[b] = second is null ? null : this.AllocateState(type, this.Blocks[b].Count);
            this.Initialize(this._groupOf[b], this._first[b], this._second[b]);
        }
    }

    /// <summary>Names of the state values of a group's parameters, such as exp_avg; null for what it does not have.</summary>
    private protected abstract (string? First, string? Second) StateNames(ParameterGroup group);

    /// <summary>Sets the state before the first step; it is zero already.</summary>
    private protected virtual void Initialize(ParameterGroup group, Tensor? first, Tensor? second)
    {
    }

    /// <summary>Launches the algorithm for a block, by <see cref="Launch{TSingle, TDouble}"/>.</summary>
    private protected abstract void Update(ParameterGroup group, UpdateTask task);

    /// <summary>f v = 1 at the start, unless it is to start at 0.</summary>
    private protected static void FillSecondMoment(RootFreeGroup group, Tensor v)
    {
        if (!group.ZeroInit)
        {
            FillKernel.Fill(v, 1 / group.Factor);
        }
    }

    /// <summary>Launches a rule in the arithmetic of the optimizer.</summary>
    private protected void Launch<TSingle, TDouble>(UpdateTask task, Func<TSingle> single, Func<TDouble> inDouble)
        where TSingle : unmanaged, IUpdateRule<TSingle, float>
        where TDouble : unmanaged, IUpdateRule<TDouble, double>
    {
        if (this.IsDouble)
        {
            UpdateLauncher.LaunchDouble(task, inDouble(), this.Control<double>());
        }
        else
        {
            UpdateLauncher.LaunchSingle(task, single(), this.Control<float>());
        }
    }

    private protected override void Update(IReadOnlyList<Tensor?> gradients)
    {
        for (int b = 0; b < this.Blocks.Count; b++)
        {
            this.Update(
                this._groupOf[b],
                new UpdateTask(
                    this.Blocks[b],
                    this.TableOf(b),
                    gradients,
                    this._first[b],
                    this._second[b],
                    this.Options.ParameterRounding,
                    this._options.StateRounding,
                    this.StepCounts,
                    this.RandomKey));
        }
    }

    private protected override IEnumerable<StateTensor> StateTensors()
    {
        for (int b = 0; b < this.Blocks.Count; b++)
        {
            TensorBlock block = this.Blocks[b];
            (string? first, string? second) = this.StateNames(this._groupOf[b]);

            for (int i = 0; i < block.Numbers.Length; i++)
            {
                if (this._first[b] is { } one)
                {
                    yield return new StateTensor($"{block.Parameters[i].Name}/{first}", Part(one, block, i));
                }

                if (this._second[b] is { } two)
                {
                    yield return new StateTensor($"{block.Parameters[i].Name}/{second}", Part(two, block, i));
                }
            }
        }
    }

    private ParameterGroup GroupOf(TensorBlock block) => this.Groups.First(group => group.Parameters.Contains(block.Parameters[0]));
}
