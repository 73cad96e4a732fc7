using TorchSharp.Native;

namespace TorchSharp.Modules;

/// <summary>The options of Adam and AdamW.</summary>
public abstract class AdamFamilyOptions : OptimizerOptions
{
    /// <summary>The decay of the mean of the gradients.</summary>
    public double? beta1;

    /// <summary>The decay of the mean of their squares.</summary>
    public double? beta2;

    /// <summary>The weight decay.</summary>
    public double? weight_decay;

    /// <summary>Added to the denominator.</summary>
    public double? eps;

    /// <summary>Whether the largest mean of squares so far is used.</summary>
    public bool? amsgrad;

    /// <summary>Whether the loss is to grow.</summary>
    public bool? maximize;

    /// <inheritdoc/>
    public override void LoadStateDict(OptimizerOptions source)
    {
        base.LoadStateDict(source);
        AdamFamilyOptions other = (AdamFamilyOptions)source;
        this.beta1 = other.beta1;
        this.beta2 = other.beta2;
        this.weight_decay = other.weight_decay;
        this.eps = other.eps;
        this.amsgrad = other.amsgrad;
        this.maximize = other.maximize;
    }

    /// <inheritdoc/>
    public override void LoadStateDict(BinaryReader reader)
    {
        base.LoadStateDict(reader);
        this.beta1 = reader.ReadDouble();
        this.beta2 = reader.ReadDouble();
        this.eps = reader.ReadDouble();
        this.weight_decay = reader.ReadDouble();
        this.amsgrad = reader.ReadBoolean();
        this.maximize = reader.ReadBoolean();
    }

    /// <inheritdoc/>
    public override void SaveStateDict(BinaryWriter writer)
    {
        base.SaveStateDict(writer);
        writer.Write(this.beta1.Value);
        writer.Write(this.beta2.Value);
        writer.Write(this.eps.Value);
        writer.Write(this.weight_decay.Value);
        writer.Write(this.amsgrad.Value);
        writer.Write(this.maximize.Value);
    }

    internal void Fill(AdamFamilyOptions defaults)
    {
        this.beta1 ??= defaults.beta1;
        this.beta2 ??= defaults.beta2;
        this.weight_decay ??= defaults.weight_decay;
        this.eps ??= defaults.eps;
        this.amsgrad ??= defaults.amsgrad;
        this.maximize ??= defaults.maximize;
    }

    internal static T Of<T>(double? lr, double? beta1, double? beta2, double? eps, double? weight_decay, bool? amsgrad, bool? maximize)
        where T : AdamFamilyOptions, new() => new()
        {
            LearningRate = lr,
            InitialLearningRate = lr ?? 0,
            beta1 = beta1,
            beta2 = beta2,
            eps = eps,
            weight_decay = weight_decay,
            amsgrad = amsgrad,
            maximize = maximize,
        };
}

/// <summary>A group of Adam or AdamW.</summary>
/// <typeparam name="TOptions">The type of the options.</typeparam>
public abstract class AdamFamilyGroup<TOptions> : ParamGroup<TOptions>, torch.optim.IBetas
    where TOptions : AdamFamilyOptions
{
    internal AdamFamilyGroup(IEnumerable<Parameter> parameters, TOptions options)
        : base(parameters, options)
    {
    }

    /// <inheritdoc/>
    public (double, double) Betas
    {
        get => (this.Options.beta1.Value, this.Options.beta2.Value);
        set => (this.Options.beta1, this.Options.beta2) = value;
    }
}

/// <summary>What Adam and AdamW remember of one parameter.</summary>
public abstract class AdamFamilyState : OptimizerState, IDisposable
{
    /// <summary>How many steps were taken.</summary>
    public long step;

    /// <summary>The mean of the gradients.</summary>
    public torch.Tensor exp_avg;

    /// <summary>The mean of their squares.</summary>
    public torch.Tensor exp_avg_sq;

    /// <summary>The largest mean of squares so far; null without amsgrad.</summary>
    public torch.Tensor max_exp_avg_sq;

    internal AdamFamilyState(Parameter parameter)
        : base(parameter)
    {
    }

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        this.exp_avg?.Dispose();
        this.exp_avg_sq?.Dispose();
        this.max_exp_avg_sq?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public override void Initialize(OptimizerOptions options)
    {
        this.Dispose();
        this.step = 0;
        this.exp_avg = this.Zeros();
        this.exp_avg_sq = this.Zeros();
        this.max_exp_avg_sq = ((AdamFamilyOptions)options).amsgrad == true ? this.Zeros() : null;
    }

    /// <inheritdoc/>
    public override void to(torch.Device device)
    {
        Move(ref this.exp_avg, device);
        Move(ref this.exp_avg_sq, device);
        Move(ref this.max_exp_avg_sq, device);
    }

    /// <inheritdoc/>
    public override void LoadStateDict(BinaryReader reader)
    {
        this.step = reader.ReadInt64();
        LoadConditionalStateTensor(reader, ref this.exp_avg, this._parameter.device);
        LoadConditionalStateTensor(reader, ref this.exp_avg_sq, this._parameter.device);
        LoadConditionalStateTensor(reader, ref this.max_exp_avg_sq, this._parameter.device);
    }

    /// <inheritdoc/>
    public override void SaveStateDict(BinaryWriter writer)
    {
        writer.Write(this.step);
        SaveConditionalStateTensor(writer, this.exp_avg);
        SaveConditionalStateTensor(writer, this.exp_avg_sq);
        SaveConditionalStateTensor(writer, this.max_exp_avg_sq);
    }

    /// <inheritdoc/>
    public override void LoadStateDict(OptimizerState source)
    {
        AdamFamilyState other = (AdamFamilyState)source;
        this.step = other.step;
        this.Copy(ref this.exp_avg, other.exp_avg);
        this.Copy(ref this.exp_avg_sq, other.exp_avg_sq);
        this.Copy(ref this.max_exp_avg_sq, other.max_exp_avg_sq);
    }

    /// <inheritdoc/>
    public override bool ApproximatelyEquals(OptimizerState other) =>
        other is AdamFamilyState state && this.step == state.step && Close(this.exp_avg, state.exp_avg) &&
        Close(this.exp_avg_sq, state.exp_avg_sq) && Close(this.max_exp_avg_sq, state.max_exp_avg_sq);
}

/// <summary>What Adam and AdamW have in common: the rule of Kingma and Ba, algorithm 1 (2015).</summary>
/// <typeparam name="TOptions">The type of the options.</typeparam>
public abstract class AdamFamily<TOptions> : OptimizerHelper, torch.optim.IBetas
    where TOptions : AdamFamilyOptions, new()
{
    private readonly bool _decoupled;

    internal AdamFamily(IEnumerable<ParamGroup> groups, TOptions defaults, bool decoupled)
    {
        CheckPositive(defaults.LearningRate.Value, "learning rate");
        CheckPositive(defaults.eps.Value, "eps");
        CheckPositive(defaults.weight_decay.Value, "weight_decay");
        CheckFraction(defaults.beta1.Value, nameof(defaults.beta1));
        CheckFraction(defaults.beta2.Value, nameof(defaults.beta2));
        this._decoupled = decoupled;
        this._defaults = defaults;
        foreach (ParamGroup group in groups)
        {
            this.add_param_group(group);
        }
    }

    /// <summary>The decay rates of all groups.</summary>
    public (double, double) Betas
    {
        get => this._parameter_groups.Cast<AdamFamilyGroup<TOptions>>().Select(static group => group.Betas).Distinct().Single();
        set
        {
            foreach (ParamGroup group in this._parameter_groups)
            {
                ((torch.optim.IBetas)group).Betas = value;
            }
        }
    }

    /// <inheritdoc/>
    public override torch.Tensor step(Func<torch.Tensor> closure = null) => this._step<ParamGroup>(
        group =>
        {
            AdamFamilyOptions options = (AdamFamilyOptions)group.Options;
            foreach (Parameter parameter in group.Parameters)
            {
                torch.Tensor gradient = parameter.grad;
                if (gradient is not null)
                {
                    this.Update(parameter, options.maximize.Value ? -gradient : gradient, (AdamFamilyState)this._state[parameter.Handle], options);
                }
            }
        },
        closure);

    private static void CheckPositive(double value, string what)
    {
        if (!(value >= 0))
        {
            throw new ArgumentException($"Invalid {what} value: {value}");
        }
    }

    private static void CheckFraction(double value, string what)
    {
        if (value is not (>= 0 and < 1))
        {
            throw new ArgumentException($"Invalid {what} value: {value}");
        }
    }

    private void Update(Parameter parameter, torch.Tensor gradient, AdamFamilyState state, AdamFamilyOptions options)
    {
        double rate = options.LearningRate.Value;
        double decay = options.weight_decay.Value;
        (double beta1, double beta2) = (options.beta1.Value, options.beta2.Value);
        state.step++;
        if (decay != 0 && this._decoupled)
        {
            parameter.mul_(1 - (rate * decay));
        }
        else if (decay != 0)
        {
            gradient = gradient.add(parameter, (Scalar)decay);
        }

        // Few passes over memory: the mean in one of them, and no temporary but the root. Its correction 1/sqrt(1 - beta2^t) goes
        // into eps and the rate, which changes nothing but rounding.
        Operators.lerp__Scalar.CallInPlace(state.exp_avg, gradient, 1 - beta1);
        state.exp_avg_sq.mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);
        torch.Tensor squares = state.exp_avg_sq;
        if (options.amsgrad.Value)
        {
            squares = Operators.maximum_out.CallInPlace(state.max_exp_avg_sq, squares, state.max_exp_avg_sq);
        }

        double correction = Math.Sqrt(1 - Math.Pow(beta2, state.step));
        torch.Tensor denominator = squares.sqrt().add_(options.eps.Value * correction);
        parameter.addcdiv_(state.exp_avg, denominator, -rate * correction / (1 - Math.Pow(beta1, state.step)));
    }
}
