using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers;
using TorchSharp;
using Core = IlgpuOptim.Optimizers;
using CoreParameter = IlgpuOptim.Optimizers.Parameter;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace IlgpuOptim.Interop.Torch;

/// <summary>
/// Square-root-free and inverse-free Shampoo (Lin et al., Can We Remove the Square-Root in Adaptive Gradient Methods?, ICML 2024): a Kronecker factor per axis
/// of a parameter, updated by matrix products alone.
/// </summary>
/// <remarks>The loss has to be a mean over the batch.</remarks>
public sealed class SirfShampoo : PluginOptimizer
{
    private readonly OptimizerOptions? _settings;

    /// <summary>For parameters, which go by their property <c>name</c> or by numbers.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="batchSize">Samples per step, over whose losses the gradient is a mean.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="options">Structures, momenta, damping, weight decay; null for the defaults of <see cref="SirfShampooGroup"/>.</param>
    /// <param name="settings">Rounding and checks; null for the defaults.</param>
    /// <param name="device">Where kernels run; null: where the parameters are.</param>
    /// <exception cref="ArgumentException">A parameter cannot be used, or stands twice; the message says why and what to do.</exception>
    public SirfShampoo(
        IEnumerable<TorchParameter> parameters,
        double batchSize,
        double lr = 1e-3,
        Options? options = null,
        OptimizerOptions? settings = null,
        ComputeDevice? device = null)
        : this([new ParamGroup(parameters)], batchSize, lr, options, settings, device)
    {
    }

    /// <summary>For named parameters, as <c>named_parameters()</c> of a module gives them.</summary>
    /// <inheritdoc cref="SirfShampoo(IEnumerable{TorchParameter}, double, double, Options, OptimizerOptions, ComputeDevice)"/>
    public SirfShampoo(
        IEnumerable<(string name, TorchParameter parameter)> parameters,
        double batchSize,
        double lr = 1e-3,
        Options? options = null,
        OptimizerOptions? settings = null,
        ComputeDevice? device = null)
        : this([new ParamGroup(parameters)], batchSize, lr, options, settings, device)
    {
    }

    /// <summary>For groups of parameters, whose options go before those given here.</summary>
    /// <inheritdoc cref="SirfShampoo(IEnumerable{TorchParameter}, double, double, Options, OptimizerOptions, ComputeDevice)"/>
    public SirfShampoo(
        IEnumerable<ParamGroup> parameters,
        double batchSize,
        double lr = 1e-3,
        Options? options = null,
        OptimizerOptions? settings = null,
        ComputeDevice? device = null)
        : this(parameters, batchSize, lr, options, settings, device, null)
    {
    }

    /// <summary>For all parameters of a module, which it follows when <c>module.to()</c> replaces them.</summary>
    /// <inheritdoc cref="SirfShampoo(IEnumerable{TorchParameter}, double, double, Options, OptimizerOptions, ComputeDevice)"/>
    public SirfShampoo(
        torch.nn.Module module,
        double batchSize,
        double lr = 1e-3,
        Options? options = null,
        OptimizerOptions? settings = null,
        ComputeDevice? device = null)
        : this([new ParamGroup(NamedParameters(module))], batchSize, lr, options, settings, device, module)
    {
    }

    private SirfShampoo(
        IEnumerable<ParamGroup> parameters,
        double batchSize,
        double lr,
        Options? options,
        OptimizerOptions? settings,
        ComputeDevice? device,
        torch.nn.Module? module)
        : base(WithBatchSize(options, batchSize), lr, device, module)
    {
        this._settings = settings;
        this.Start(parameters);
    }

    private static Options WithBatchSize(Options? options, double batchSize)
    {
        Options result = (Options?)options?.Copy() ?? new Options();
        result.BatchSize = batchSize;

        return result;
    }

    /// <inheritdoc/>
    private protected override Core.Optimizer Create(IReadOnlyList<ParameterGroup> groups) =>
        new Core.SirfShampoo(groups.Cast<SirfShampooGroup>(), this._settings);

    /// <summary>Options of a group; see <see cref="SirfShampooGroup"/>.</summary>
    public sealed class Options : PluginOptions
    {
        /// <inheritdoc cref="SirfShampooGroup.BatchSize"/>
        public double? BatchSize { get; set; }

        /// <inheritdoc cref="SirfShampooGroup.Beta2"/>
        public double? Beta2 { get; set; }

        /// <inheritdoc cref="SirfShampooGroup.FactorStepScale"/>
        public double? FactorStepScale { get; set; }

        /// <inheritdoc cref="SirfShampooGroup.Lambda"/>
        public double? Lambda { get; set; }

        /// <inheritdoc cref="SirfShampooGroup.Interval"/>
        public int? Interval { get; set; }

        /// <inheritdoc cref="SirfShampooGroup.Alpha1"/>
        public double? Alpha1 { get; set; }

        /// <inheritdoc cref="SirfShampooGroup.Alpha2"/>
        public double? Alpha2 { get; set; }

        /// <inheritdoc cref="SirfShampooGroup.Structure"/>
        public FactorStructure? Structure { get; set; }

        /// <inheritdoc cref="SirfShampooGroup.StructuresByAxes"/>
        public IReadOnlyDictionary<int, IReadOnlyList<FactorStructure>>? StructuresByAxes { get; set; }

        /// <inheritdoc cref="SirfShampooGroup.FactorType"/>
        public ElementType? FactorType { get; set; }

        /// <inheritdoc cref="SirfShampooGroup.FactorTypesByAxes"/>
        public IReadOnlyDictionary<int, IReadOnlyList<ElementType?>>? FactorTypesByAxes { get; set; }

        /// <inheritdoc cref="SirfShampooGroup.MasterFactors"/>
        public bool? MasterFactors { get; set; }

        /// <inheritdoc cref="SirfShampooGroup.MaxSize"/>
        public int? MaxSize { get; set; }

        /// <inheritdoc cref="SirfShampooGroup.Flatten"/>
        public bool? Flatten { get; set; }

        /// <summary>
        /// The weight <c>layer.weight</c> (out x in) and the bias <c>layer.bias</c> (out) of a layer, told by their names, share factors: the bias
        /// becomes the last column of the weight.
        /// </summary>
        public bool? JoinBiases { get; set; }

        /// <inheritdoc cref="SirfShampooGroup.UpdateAt"/>
        public Func<long, bool>? UpdateAt { get; set; }

        internal override void Visit(Func<string, double?, double?> visit)
        {
            base.Visit(visit);
            this.BatchSize = visit("batch_size", this.BatchSize);
            this.Beta2 = visit("beta2", this.Beta2);
            this.FactorStepScale = visit("factor_step_scale", this.FactorStepScale);
            this.Lambda = visit("lambda", this.Lambda);
            this.Interval = (int?)visit("interval", this.Interval);
        }

        internal override void TakeFixed(PluginOptions defaults)
        {
            Options other = (Options)defaults;
            this.Alpha1 ??= other.Alpha1;
            this.Alpha2 ??= other.Alpha2;
            this.Structure ??= other.Structure;
            this.StructuresByAxes ??= other.StructuresByAxes;
            this.FactorType ??= other.FactorType;
            this.FactorTypesByAxes ??= other.FactorTypesByAxes;
            this.MasterFactors ??= other.MasterFactors;
            this.MaxSize ??= other.MaxSize;
            this.Flatten ??= other.Flatten;
            this.UpdateAt ??= other.UpdateAt;
            this.JoinBiases ??= other.JoinBiases;
        }

        internal override ParameterGroup Create(IReadOnlyList<CoreParameter> parameters)
        {
            SirfShampooGroup defaults = new SirfShampooGroup(parameters, 1);

            return new SirfShampooGroup(parameters, this.BatchSize ?? 0)
            {
                Alpha1 = this.Alpha1 ?? defaults.Alpha1,
                Alpha2 = this.Alpha2 ?? defaults.Alpha2,
                Structure = this.Structure ?? defaults.Structure,
                StructuresByAxes = this.StructuresByAxes,
                FactorType = this.FactorType,
                FactorTypesByAxes = this.FactorTypesByAxes,
                MasterFactors = this.MasterFactors ?? defaults.MasterFactors,
                MaxSize = this.MaxSize ?? defaults.MaxSize,
                Flatten = this.Flatten ?? defaults.Flatten,
                UpdateAt = this.UpdateAt,
                JointBiases = this.JoinBiases == true ? Layers(parameters) : [],
            };
        }

        private static (CoreParameter Weight, CoreParameter Bias)[] Layers(IReadOnlyList<CoreParameter> parameters) =>
        [
            .. from weight in parameters
            from bias in parameters
            where weight.Name.EndsWith("weight", StringComparison.Ordinal) && bias.Name == string.Concat(weight.Name.AsSpan(0, weight.Name.Length - 6), "bias")
                && weight.Tensor.Rank == 2 && bias.Tensor.Rank == 1 && weight.Tensor.Shape[0] == bias.Tensor.Shape[0]
            select (weight, bias),
        ];
    }

    /// <summary>Parameters with options of their own.</summary>
    public sealed class ParamGroup : PluginGroup<Options>
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
    }
}
