using System.Diagnostics;
using IlgpuOptim.Compute;
using IlgpuOptim.Interop.Torch.Memory;
using IlgpuOptim.Interop.Torch.Plugin;
using IlgpuOptim.Optimizers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Native;
using CoreOptimizer = IlgpuOptim.Optimizers.Optimizer;
using CoreParameter = IlgpuOptim.Optimizers.Parameter;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace IlgpuOptim.Interop.Torch;

/// <summary>
/// An optimizer of TorchSharp whose steps are kernels on the memory of the parameters and gradients themselves; nothing is copied. All of a
/// step is queued at once; on a CUDA device step() returns before it is done, in the order of torch's stream.
/// </summary>
/// <remarks>
/// <para>
/// The learning rate is that of <see cref="torch.optim.Optimizer.ParamGroups"/>, so the schedules of TorchSharp work, and so does
/// <see cref="UseSchedule"/>. Parameters without a gradient are left alone. A step with an infinite or NaN gradient changes nothing and is counted.
/// </para>
/// <para>
/// An optimizer that was given a module follows it when <c>module.to()</c> replaces its parameters; others raise an error at the next step and go on
/// after <see cref="Rebind(IEnumerable{TorchParameter})"/>. Gradients may come late, go, and change their place.
/// </para>
/// </remarks>
public abstract partial class PluginOptimizer : OptimizerHelper
{
    private readonly torch.nn.Module? _module;
    private readonly ComputeDevice? _chosenDevice;
    private readonly Stopwatch _time = new();
    private List<ParameterBinding> _bindings = [];
    private List<NumberExchange> _numbers = [];
    private Tensor?[] _gradients = [];
    private CoreOptimizer? _core;
    private bool _wasInPlace = true;
    private bool _isStaged;
    private bool _isAccumulating;
    private long _copiedBefore;
    private long _steps;

    private protected PluginOptimizer(PluginOptions defaults, double rate, ComputeDevice? device, torch.nn.Module? module)
    {
        this._defaults = defaults.Copy();
        this._defaults.LearningRate = rate;
        this._defaults.InitialLearningRate = rate;
        this._chosenDevice = device;
        this._module = module;
    }

    /// <summary>The device of the kernels.</summary>
    public ComputeDevice Device => this.Core.Device;

    /// <summary>Bound of the norm of all gradients together, to which longer ones are scaled down; null: no clipping.</summary>
    public double? MaxGradientNorm
    {
        get => this.Core.MaxGradientNorm;
        set => this.Core.MaxGradientNorm = value;
    }

    /// <summary>Factor that the loss was multiplied with; gradients are divided by it before anything else.</summary>
    public double LossScale
    {
        get => this.Core.LossScale;
        set => this.Core.LossScale = value;
    }

    /// <summary>What happened so far. Waits for the device.</summary>
    public PluginStatistics Statistics
    {
        get
        {
            lock (this.Gate)
            {
                StepStatus status = this.Core.ReadStatus();

                return new PluginStatistics(
                    this._steps > 0 && this._wasInPlace,
                    this._copiedBefore + this._bindings.Sum(static binding => binding.CopiedBytes),
                    status.Skipped,
                    this.Core.StateBytes,
                    this._bindings.Sum(binding => 2 * binding.Count * (this.Core.IsDouble ? sizeof(double) : sizeof(float))),
                    this._time.Elapsed.TotalSeconds,
                    this._steps,
                    status.LastGradientNorm);
            }
        }
    }

    /// <summary>The optimizer that does the work.</summary>
    internal CoreOptimizer Core => this._core ?? throw new ObjectDisposedException(this.GetType().Name);

    private bool HasGradients => Array.Exists(this._gradients, static gradient => gradient is not null);

    private Lock Gate => TorchDevices.GateOf(this.Device);

    private IEnumerable<PluginGroup> PluginGroups => this._parameter_groups.Cast<PluginGroup>();

    /// <summary>Changes the parameters by their gradients.</summary>
    /// <param name="closure">Computes loss and gradients, or null if the gradients are there.</param>
    /// <returns>What the closure returned, or null.</returns>
    /// <exception cref="ArgumentException">A gradient cannot be used (sparse, of another type); the message says what to do. Nothing has changed.</exception>
    /// <exception cref="InvalidOperationException">
    /// A parameter is gone, as by <c>module.to()</c>, or an option is out of its range. Nothing has changed.
    /// </exception>
    public override torch.Tensor? step(Func<torch.Tensor>? closure = null)
    {
        torch.Tensor? loss = null;

        if (closure is not null)
        {
            using IDisposable recording = torch.enable_grad();
            loss = closure();
        }

        this._time.Start();

        try
        {
            using IDisposable none = torch.no_grad();

            lock (this.Gate)
            {
                this.Step();
            }
        }
        finally
        {
            this._time.Stop();
        }

        return loss;
    }

    /// <summary>
    /// Adds the gradients of a micro-batch to a weighted mean in the precision of the arithmetic, and makes them zero. The next <see cref="step"/>
    /// uses that mean. (Torch's own way works, too: several backward() without zero_grad() add up, in the type of the gradients.)
    /// </summary>
    /// <param name="weight">Weight of the micro-batch, such as its number of samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive.</exception>
    /// <exception cref="ArgumentException">A gradient cannot be used; the message says what to do. Nothing has changed.</exception>
    public void Accumulate(double weight = 1)
    {
        lock (this.Gate)
        {
            this.Follow();
            this.Enter();
            this.Core.Accumulate(this._gradients, weight);
            this._isAccumulating = true;
            this.LetTorchGoOn();
        }

        this.zero_grad();
    }

    /// <inheritdoc/>
    public override IEnumerable<TorchParameter> parameters()
    {
        if (this._bindings.Find(static binding => binding.IsGone) is { } gone)
        {
            this.FollowModule(gone);
        }

        return this._bindings.Select(static binding => binding.Parameter);
    }

    /// <summary>Adds parameters with options of their own; what is null there is as given to the constructor.</summary>
    /// <param name="param_group">A group of this optimizer's kind.</param>
    /// <exception cref="ArgumentException">It is of another kind, or a parameter or a name is there already. Nothing has changed.</exception>
    public override void add_param_group(ParamGroup param_group)
    {
        this.Admit(param_group);

        try
        {
            this.Build();
        }
        catch
        {
            this._parameter_groups.RemoveAt(this._parameter_groups.Count - 1);

            throw;
        }
    }

    /// <summary>The core optimizer of an algorithm.</summary>
    private protected abstract CoreOptimizer Create(IReadOnlyList<ParameterGroup> groups);

    /// <summary>Adds all groups and builds the core; called by the constructors of derived classes.</summary>
    private protected void Start(IEnumerable<PluginGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);

        foreach (PluginGroup group in groups)
        {
            this.Admit(group);
        }

        this.Build();
    }

    /// <summary>Names and parameters of a module.</summary>
    private protected static IEnumerable<(string name, TorchParameter parameter)> NamedParameters(torch.nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);

        return module.named_parameters();
    }

    /// <summary>What all groups have in common.</summary>
    /// <exception cref="InvalidOperationException">They differ.</exception>
    private protected TValue Common<TGroup, TValue>(Func<TGroup, TValue> get)
        where TGroup : PluginGroup
    {
        TValue[] values = [.. this._parameter_groups.Cast<TGroup>().Select(get).Distinct()];

        return values.Length == 1 ? values[0] : throw new InvalidOperationException("The groups have different values; ask each for its own.");
    }

    /// <summary>Changes all groups.</summary>
    private protected void ForAll<TGroup>(Action<TGroup> set)
        where TGroup : PluginGroup
    {
        foreach (TGroup group in this._parameter_groups.Cast<TGroup>())
        {
            set(group);
        }
    }

    /// <summary>Frees the state. Parameters and gradients stay.</summary>
    /// <param name="disposing">False from a finalizer.</param>
    protected override void Dispose(bool disposing)
    {
        if (disposing && this._core is { } core)
        {
            lock (TorchDevices.GateOf(core.Device))
            {
                this._core = null;
                core.Dispose();
                this._bindings.ForEach(static binding => binding.Dispose());
            }
        }

        base.Dispose(disposing);
    }

    private void Step()
    {
        CoreOptimizer core = this.Follow();
        this.ApplySchedule();
        this._numbers.ForEach(static numbers => numbers.ToCore());

        if (!this._isAccumulating && !this.HasGradients)
        {
            return;
        }

        this.Enter();

        if (this._isAccumulating)
        {
            core.StepAccumulated();
        }
        else
        {
            core.Step(this._gradients);
        }

        this.Leave(all: this._isAccumulating);
        this._isAccumulating = false;
        this._steps++;
        this._bindings.ForEach(binding => this._wasInPlace &= binding.IsInPlace);
    }
}
