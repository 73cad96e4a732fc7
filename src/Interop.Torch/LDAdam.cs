using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers;
using TorchSharp;
using Core = IlgpuOptim.Optimizers;
using CoreParameter = IlgpuOptim.Optimizers.Parameter;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace IlgpuOptim.Interop.Torch;

/// <summary>
/// LDAdam (Robert, Safaryan, Modoranu, Alistarh, ICLR 2025): Adam in a subspace of every matrix that follows the gradient, with error feedback. Matrices are
/// updated in rank <see cref="Options.Rank"/>, everything else by AdamW.
/// </summary>
/// <remarks>Errors are kept in buffers of the optimizer, so that clipping, <c>zero_grad()</c> and accumulation never touch them.</remarks>
public sealed class LDAdam : PluginOptimizer, torch.optim.IBetas
{
    private readonly OptimizerOptions? _settings;

    /// <summary>For parameters, which go by their property <c>name</c> or by numbers.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="options">Rank, decay rates, weight decay; null for the defaults of <see cref="LDAdamGroup"/>.</param>
    /// <param name="settings">Rounding and checks; null for the defaults.</param>
    /// <param name="device">Where kernels run; null: where the parameters are.</param>
    /// <exception cref="ArgumentException">A parameter cannot be used, or stands twice; the message says why and what to do.</exception>
    public LDAdam(
        IEnumerable<TorchParameter> parameters,
        double lr = 1e-3,
        Options? options = null,
        OptimizerOptions? settings = null,
        ComputeDevice? device = null)
        : this([new ParamGroup(parameters)], lr, options, settings, device)
    {
    }

    /// <summary>For named parameters, as <c>named_parameters()</c> of a module gives them.</summary>
    /// <inheritdoc cref="LDAdam(IEnumerable{TorchParameter}, double, Options, OptimizerOptions, ComputeDevice)"/>
    public LDAdam(
        IEnumerable<(string name, TorchParameter parameter)> parameters,
        double lr = 1e-3,
        Options? options = null,
        OptimizerOptions? settings = null,
        ComputeDevice? device = null)
        : this([new ParamGroup(parameters)], lr, options, settings, device)
    {
    }

    /// <summary>For groups of parameters, whose options go before those given here.</summary>
    /// <inheritdoc cref="LDAdam(IEnumerable{TorchParameter}, double, Options, OptimizerOptions, ComputeDevice)"/>
    public LDAdam(
        IEnumerable<ParamGroup> parameters,
        double lr = 1e-3,
        Options? options = null,
        OptimizerOptions? settings = null,
        ComputeDevice? device = null)
        : this(parameters, lr, options, settings, device, null)
    {
    }

    /// <summary>For all parameters of a module, which it follows when <c>module.to()</c> replaces them.</summary>
    /// <inheritdoc cref="LDAdam(IEnumerable{TorchParameter}, double, Options, OptimizerOptions, ComputeDevice)"/>
    public LDAdam(
        torch.nn.Module module,
        double lr = 1e-3,
        Options? options = null,
        OptimizerOptions? settings = null,
        ComputeDevice? device = null)
        : this([new ParamGroup(NamedParameters(module))], lr, options, settings, device, module)
    {
    }

    private LDAdam(
        IEnumerable<ParamGroup> parameters,
        double lr,
        Options? options,
        OptimizerOptions? settings,
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
        new Core.LDAdam(groups.Cast<LDAdamGroup>(), this._settings);

    /// <summary>Options of a group; see <see cref="LDAdamGroup"/>.</summary>
    public sealed class Options : PluginOptions
    {
        /// <inheritdoc cref="LDAdamGroup.Rank"/>
        public int? Rank { get; set; }

        /// <inheritdoc cref="LDAdamGroup.Ranks"/>
        public IReadOnlyDictionary<string, int>? Ranks { get; set; }

        /// <inheritdoc cref="LDAdamGroup.RankPolicy"/>
        public RankPolicy? RankPolicy { get; set; }

        /// <inheritdoc cref="LDAdamGroup.LowRank"/>
        public bool? LowRank { get; set; }

        /// <inheritdoc cref="LDAdamGroup.Side"/>
        public ProjectionSide? Side { get; set; }

        /// <inheritdoc cref="LDAdamGroup.Method"/>
        public ProjectionMethod? Method { get; set; }

        /// <inheritdoc cref="LDAdamGroup.ErrorFeedback"/>
        public bool? ErrorFeedback { get; set; }

        /// <inheritdoc cref="LDAdamGroup.Beta1"/>
        public double? Beta1 { get; set; }

        /// <inheritdoc cref="LDAdamGroup.Beta2"/>
        public double? Beta2 { get; set; }

        /// <inheritdoc cref="LDAdamGroup.Epsilon"/>
        public double? Epsilon { get; set; }

        /// <inheritdoc cref="LDAdamGroup.Rho"/>
        public double? Rho { get; set; }

        internal override void Visit(Func<string, double?, double?> visit)
        {
            base.Visit(visit);
            this.Beta1 = visit("beta1", this.Beta1);
            this.Beta2 = visit("beta2", this.Beta2);
            this.Epsilon = visit("epsilon", this.Epsilon);
            this.Rho = visit("rho", this.Rho);
        }

        internal override void TakeFixed(PluginOptions defaults)
        {
            Options other = (Options)defaults;
            this.Rank ??= other.Rank;
            this.Ranks ??= other.Ranks;
            this.RankPolicy ??= other.RankPolicy;
            this.LowRank ??= other.LowRank;
            this.Side ??= other.Side;
            this.Method ??= other.Method;
            this.ErrorFeedback ??= other.ErrorFeedback;
        }

        internal override ParameterGroup Create(IReadOnlyList<CoreParameter> parameters)
        {
            LDAdamGroup defaults = new LDAdamGroup(parameters);

            return new LDAdamGroup(parameters)
            {
                Rank = this.Rank ?? defaults.Rank,
                Ranks = this.Ranks,
                RankPolicy = this.RankPolicy ?? defaults.RankPolicy,
                LowRank = this.LowRank ?? defaults.LowRank,
                Side = this.Side ?? defaults.Side,
                Method = this.Method ?? defaults.Method,
                ErrorFeedback = this.ErrorFeedback ?? defaults.ErrorFeedback,
            };
        }
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
