using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers;
using TorchSharp;
using Core = IlgpuOptim.Optimizers;
using CoreParameter = IlgpuOptim.Optimizers.Parameter;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace IlgpuOptim.Interop.Torch;

/// <summary>RMSProp without the square root (Lin et al., Can We Remove the Square-Root in Adaptive Gradient Methods?, ICML 2024).</summary>
/// <remarks>A step has the units of one over a gradient: usable learning rates are not those of Adam, and the loss has to be a mean over the batch.</remarks>
public sealed class RFRmsProp : PluginOptimizer, torch.optim.IMomentum
{
    private readonly ElementWiseOptions? _settings;

    /// <summary>For parameters, which go by their property <c>name</c> or by numbers.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="batchSize">Samples per step, over whose losses the gradient is a mean.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="options">Decay rate, momentum, scaling, weight decay; null for the defaults of <see cref="RootFreeRmsPropGroup"/>.</param>
    /// <param name="settings">Type of the state, rounding, checks; null for the defaults.</param>
    /// <param name="device">Where kernels run; null: where the parameters are.</param>
    /// <exception cref="ArgumentException">A parameter cannot be used, or stands twice; the message says why and what to do.</exception>
    public RFRmsProp(
        IEnumerable<TorchParameter> parameters,
        double batchSize,
        double lr,
        Options? options = null,
        ElementWiseOptions? settings = null,
        ComputeDevice? device = null)
        : this([new ParamGroup(parameters)], batchSize, lr, options, settings, device)
    {
    }

    /// <summary>For named parameters, as <c>named_parameters()</c> of a module gives them.</summary>
    /// <inheritdoc cref="RFRmsProp(IEnumerable{TorchParameter}, double, double, Options, ElementWiseOptions, ComputeDevice)"/>
    public RFRmsProp(
        IEnumerable<(string name, TorchParameter parameter)> parameters,
        double batchSize,
        double lr,
        Options? options = null,
        ElementWiseOptions? settings = null,
        ComputeDevice? device = null)
        : this([new ParamGroup(parameters)], batchSize, lr, options, settings, device)
    {
    }

    /// <summary>For groups of parameters, whose options go before those given here.</summary>
    /// <inheritdoc cref="RFRmsProp(IEnumerable{TorchParameter}, double, double, Options, ElementWiseOptions, ComputeDevice)"/>
    public RFRmsProp(
        IEnumerable<ParamGroup> parameters,
        double batchSize,
        double lr,
        Options? options = null,
        ElementWiseOptions? settings = null,
        ComputeDevice? device = null)
        : this(parameters, batchSize, lr, options, settings, device, null)
    {
    }

    /// <summary>For all parameters of a module, which it follows when <c>module.to()</c> replaces them.</summary>
    /// <inheritdoc cref="RFRmsProp(IEnumerable{TorchParameter}, double, double, Options, ElementWiseOptions, ComputeDevice)"/>
    public RFRmsProp(
        torch.nn.Module module,
        double batchSize,
        double lr,
        Options? options = null,
        ElementWiseOptions? settings = null,
        ComputeDevice? device = null)
        : this([new ParamGroup(NamedParameters(module))], batchSize, lr, options, settings, device, module)
    {
    }

    private RFRmsProp(
        IEnumerable<ParamGroup> parameters,
        double batchSize,
        double lr,
        Options? options,
        ElementWiseOptions? settings,
        ComputeDevice? device,
        torch.nn.Module? module)
        : base(WithBatchSize(options, batchSize), lr, device, module)
    {
        this._settings = settings;
        this.Start(parameters);
    }

    /// <summary>The momentum of all groups.</summary>
    public double Momentum
    {
        get => this.Common<ParamGroup, double>(static group => group.Momentum);
        set => this.ForAll<ParamGroup>(group => group.Momentum = value);
    }

    private static Options WithBatchSize(Options? options, double batchSize)
    {
        Options result = (Options?)options?.Copy() ?? new Options();
        result.BatchSize = batchSize;

        return result;
    }

    /// <inheritdoc/>
    private protected override Core.Optimizer Create(IReadOnlyList<ParameterGroup> groups) =>
        new Core.RootFreeRmsProp(groups.Cast<RootFreeRmsPropGroup>(), this._settings);

    /// <summary>Options of a group; see <see cref="RootFreeRmsPropGroup"/>.</summary>
    public sealed class Options : PluginOptions
    {
        /// <inheritdoc cref="RootFreeGroup.BatchSize"/>
        public double? BatchSize { get; set; }

        /// <inheritdoc cref="RootFreeGroup.Beta2"/>
        public double? Beta2 { get; set; }

        /// <inheritdoc cref="RootFreeGroup.Epsilon"/>
        public double? Epsilon { get; set; }

        /// <inheritdoc cref="RootFreeRmsPropGroup.Momentum"/>
        public double? Momentum { get; set; }

        /// <inheritdoc cref="RootFreeGroup.UnitScaling"/>
        public bool? UnitScaling { get; set; }

        /// <inheritdoc cref="RootFreeGroup.ZeroInit"/>
        public bool? ZeroInit { get; set; }

        internal override void Visit(Func<string, double?, double?> visit)
        {
            base.Visit(visit);
            this.BatchSize = visit("batch_size", this.BatchSize);
            this.Beta2 = visit("beta2", this.Beta2);
            this.Epsilon = visit("epsilon", this.Epsilon);
            this.Momentum = visit("momentum", this.Momentum);
        }

        internal override void TakeFixed(PluginOptions defaults)
        {
            Options other = (Options)defaults;
            this.UnitScaling ??= other.UnitScaling;
            this.ZeroInit ??= other.ZeroInit;
        }

        internal override ParameterGroup Create(IReadOnlyList<CoreParameter> parameters) =>
            new RootFreeRmsPropGroup(parameters, this.LearningRate ?? 0, this.BatchSize ?? 0, this.Momentum ?? 0)
            {
                UnitScaling = this.UnitScaling ?? false,
                ZeroInit = this.ZeroInit ?? false,
            };
    }

    /// <summary>Parameters with options of their own.</summary>
    public sealed class ParamGroup : PluginGroup<Options>, torch.optim.IMomentum
    {
        /// <inheritdoc cref="PluginGroup{TOptions}(IEnumerable{TorchParameter}, TOptions)"/>
        public ParamGroup(IEnumerable<TorchParameter> parameters, Options? options = null)
            : base(parameters, options)
        {
        }

        /// <inheritdoc cref="PluginGroup{TOptions}(IEnumerable{ValueTuple{string, TorchParameter}}, TOptions)"/>
        public ParamGroup(IEnumerable<(string name, TorchParameter parameter)> parameters, Options? options = null)
            : base(parameters, options)
        {
        }

        /// <summary>The momentum. Between zero and not zero it cannot change: there is a buffer, or there is none.</summary>
        public double Momentum
        {
            get => this.Options.Momentum ?? 0;
            set => this.Options.Momentum = value;
        }
    }
}
