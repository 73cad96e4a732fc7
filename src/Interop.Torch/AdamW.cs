using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers;
using TorchSharp;
using Core = IlgpuOptim.Optimizers;
using CoreParameter = IlgpuOptim.Optimizers.Parameter;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace IlgpuOptim.Interop.Torch;

/// <summary>
/// AdamW with bias correction and decoupled weight decay (Loshchilov and Hutter, 2019), with the conventions of torch.optim.AdamW, a step in
/// a few kernels instead of a dozen per parameter.
/// </summary>
public sealed class AdamW : PluginOptimizer, torch.optim.IBetas
{
    private readonly ElementWiseOptions? _settings;

    /// <summary>For parameters, which go by their property <c>name</c> or by numbers.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="options">Decay rates and weight decay; null for the defaults of <see cref="AdamWGroup"/>.</param>
    /// <param name="settings">Type of the state, rounding, checks; null for the defaults.</param>
    /// <param name="device">Where kernels run; null: where the parameters are.</param>
    /// <exception cref="ArgumentException">A parameter cannot be used, or stands twice; the message says why and what to do.</exception>
    public AdamW(
        IEnumerable<TorchParameter> parameters,
        double lr = 1e-3,
        Options? options = null,
        ElementWiseOptions? settings = null,
        ComputeDevice? device = null)
        : this([new ParamGroup(parameters)], lr, options, settings, device)
    {
    }

    /// <summary>For named parameters, as <c>named_parameters()</c> of a module gives them.</summary>
    /// <inheritdoc cref="AdamW(IEnumerable{TorchParameter}, double, Options, ElementWiseOptions, ComputeDevice)"/>
    public AdamW(
        IEnumerable<(string name, TorchParameter parameter)> parameters,
        double lr = 1e-3,
        Options? options = null,
        ElementWiseOptions? settings = null,
        ComputeDevice? device = null)
        : this([new ParamGroup(parameters)], lr, options, settings, device)
    {
    }

    /// <summary>For groups of parameters, whose options go before those given here.</summary>
    /// <inheritdoc cref="AdamW(IEnumerable{TorchParameter}, double, Options, ElementWiseOptions, ComputeDevice)"/>
    public AdamW(
        IEnumerable<ParamGroup> parameters,
        double lr = 1e-3,
        Options? options = null,
        ElementWiseOptions? settings = null,
        ComputeDevice? device = null)
        : this(parameters, lr, options, settings, device, null)
    {
    }

    /// <summary>For all parameters of a module, which it follows when <c>module.to()</c> replaces them.</summary>
    /// <inheritdoc cref="AdamW(IEnumerable{TorchParameter}, double, Options, ElementWiseOptions, ComputeDevice)"/>
    public AdamW(
        torch.nn.Module module,
        double lr = 1e-3,
        Options? options = null,
        ElementWiseOptions? settings = null,
        ComputeDevice? device = null)
        : this([new ParamGroup(NamedParameters(module))], lr, options, settings, device, module)
    {
    }

    private AdamW(
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

    /// <summary>The decay rates of all groups.</summary>
    public (double, double) Betas
    {
        get => this.Common<ParamGroup, (double, double)>(static group => group.Betas);
        set => this.ForAll<ParamGroup>(group => group.Betas = value);
    }

    /// <inheritdoc/>
    private protected override Core.Optimizer Create(IReadOnlyList<ParameterGroup> groups) =>
        new Core.AdamW(groups.Cast<AdamWGroup>(), this._settings);

    /// <summary>Options of a group; see <see cref="AdamWGroup"/>.</summary>
    public sealed class Options : PluginOptions
    {
        /// <inheritdoc cref="AdamWGroup.Beta1"/>
        public double? Beta1 { get; set; }

        /// <inheritdoc cref="AdamWGroup.Beta2"/>
        public double? Beta2 { get; set; }

        /// <inheritdoc cref="AdamWGroup.Epsilon"/>
        public double? Epsilon { get; set; }

        internal override void Visit(Func<string, double?, double?> visit)
        {
            base.Visit(visit);
            this.Beta1 = visit("beta1", this.Beta1);
            this.Beta2 = visit("beta2", this.Beta2);
            this.Epsilon = visit("epsilon", this.Epsilon);
        }

        internal override ParameterGroup Create(IReadOnlyList<CoreParameter> parameters) => new AdamWGroup(parameters);
    }

    /// <summary>Parameters with options of their own.</summary>
    public sealed class ParamGroup : PluginGroup<Options>, torch.optim.IBetas
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

        /// <summary>The decay rates of both means.</summary>
        public (double, double) Betas
        {
            get => (this.Options.Beta1 ?? 0, this.Options.Beta2 ?? 0);
            set => (this.Options.Beta1, this.Options.Beta2) = value;
        }
    }
}
