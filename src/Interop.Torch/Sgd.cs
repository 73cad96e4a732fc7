using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers;
using TorchSharp;
using Core = IlgpuOptim.Optimizers;
using CoreParameter = IlgpuOptim.Optimizers.Parameter;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace IlgpuOptim.Interop.Torch;

/// <summary>Gradient descent with momentum, with the conventions of torch.optim.SGD.</summary>
public sealed class Sgd : PluginOptimizer, torch.optim.IMomentum
{
    private readonly ElementWiseOptions? _settings;

    /// <summary>For parameters, which go by their property <c>name</c> or by numbers.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="options">Momentum and weight decay; null for the defaults of <see cref="SgdGroup"/>.</param>
    /// <param name="settings">Type of the state, rounding, checks; null for the defaults.</param>
    /// <param name="device">Where kernels run; null: where the parameters are.</param>
    /// <exception cref="ArgumentException">A parameter cannot be used, or stands twice; the message says why and what to do.</exception>
    public Sgd(
        IEnumerable<TorchParameter> parameters,
        double lr = 1e-3,
        Options? options = null,
        ElementWiseOptions? settings = null,
        ComputeDevice? device = null)
        : this([new ParamGroup(parameters)], lr, options, settings, device)
    {
    }

    /// <summary>For named parameters, as <c>named_parameters()</c> of a module gives them.</summary>
    /// <inheritdoc cref="Sgd(IEnumerable{TorchParameter}, double, Options, ElementWiseOptions, ComputeDevice)"/>
    public Sgd(
        IEnumerable<(string name, TorchParameter parameter)> parameters,
        double lr = 1e-3,
        Options? options = null,
        ElementWiseOptions? settings = null,
        ComputeDevice? device = null)
        : this([new ParamGroup(parameters)], lr, options, settings, device)
    {
    }

    /// <summary>For groups of parameters, whose options go before those given here.</summary>
    /// <inheritdoc cref="Sgd(IEnumerable{TorchParameter}, double, Options, ElementWiseOptions, ComputeDevice)"/>
    public Sgd(
        IEnumerable<ParamGroup> parameters,
        double lr = 1e-3,
        Options? options = null,
        ElementWiseOptions? settings = null,
        ComputeDevice? device = null)
        : this(parameters, lr, options, settings, device, null)
    {
    }

    /// <summary>For all parameters of a module, which it follows when <c>module.to()</c> replaces them.</summary>
    /// <inheritdoc cref="Sgd(IEnumerable{TorchParameter}, double, Options, ElementWiseOptions, ComputeDevice)"/>
    public Sgd(
        torch.nn.Module module,
        double lr = 1e-3,
        Options? options = null,
        ElementWiseOptions? settings = null,
        ComputeDevice? device = null)
        : this([new ParamGroup(NamedParameters(module))], lr, options, settings, device, module)
    {
    }

    private Sgd(
        IEnumerable<ParamGroup> parameters,
        double lr,
        Options? options,
        ElementWiseOptions? settings,
        ComputeDevice? device,
        torch.nn.Module? module)
        : base(options ?? new Options(), lr, device, module)
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

    /// <inheritdoc/>
    private protected override Core.Optimizer Create(IReadOnlyList<ParameterGroup> groups) =>
        new Core.Sgd(groups.Cast<SgdGroup>(), this._settings);

    /// <summary>Options of a group; see <see cref="SgdGroup"/>.</summary>
    public sealed class Options : PluginOptions
    {
        /// <inheritdoc cref="SgdGroup.Momentum"/>
        public double? Momentum { get; set; }

        /// <inheritdoc cref="SgdGroup.Dampening"/>
        public double? Dampening { get; set; }

        /// <inheritdoc cref="SgdGroup.Nesterov"/>
        public bool? Nesterov { get; set; }

        internal override void Visit(Func<string, double?, double?> visit)
        {
            base.Visit(visit);
            this.Momentum = visit("momentum", this.Momentum);
            this.Dampening = visit("dampening", this.Dampening);
            this.Nesterov = Flag(visit("nesterov", Number(this.Nesterov)));
        }

        internal override ParameterGroup Create(IReadOnlyList<CoreParameter> parameters) => new SgdGroup(parameters, this.Momentum ?? 0);
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
