namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent, with momentum (Sutskever et al., 2013) on request.</summary>
public class SGD : OptimizerHelper, torch.optim.IMomentum
{
    /// <summary>One group of parameters.</summary>
    public SGD(
        IEnumerable<Parameter> parameters,
        double lr,
        double momentum = 0,
        double dampening = 0,
        double weight_decay = 0,
        bool nesterov = false,
        bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    /// <summary>Groups of parameters; their options go before those given here.</summary>
    public SGD(
        IEnumerable<ParamGroup> parameters,
        double lr,
        double momentum = 0,
        double dampening = 0,
        double weight_decay = 0,
        bool nesterov = false,
        bool maximize = false)
    {
        if (!(lr >= 0 && momentum >= 0 && weight_decay >= 0))
        {
            throw new ArgumentException($"Invalid learning rate {lr}, momentum {momentum} or weight decay {weight_decay}: must not be negative");
        }

        if (nesterov && (momentum == 0 || dampening != 0))
        {
            throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening");
        }

        this._defaults = Of(lr, momentum, dampening, weight_decay, nesterov, maximize);
        foreach (ParamGroup group in parameters)
        {
            this.add_param_group(group);
        }
    }

    /// <summary>The momentum of all groups.</summary>
    public double Momentum
    {
        get => this._parameter_groups.Select(static group => ((ParamGroup)group).Momentum).Distinct().Single();
        set
        {
            foreach (Modules.ParamGroup group in this._parameter_groups)
            {
                ((ParamGroup)group).Momentum = value;
            }
        }
    }

    /// <inheritdoc/>
    public override void add_param_group(Modules.ParamGroup param_group) => this.Add<Options>(
        param_group,
        static (options, defaults) =>
        {
            options.momentum ??= defaults.momentum;
            options.dampening ??= defaults.dampening;
            options.weight_decay ??= defaults.weight_decay;
            options.nesterov ??= defaults.nesterov;
            options.maximize ??= defaults.maximize;
        },
        static parameter => new State(parameter));

    /// <inheritdoc/>
    public override torch.Tensor step(Func<torch.Tensor> closure = null) => this._step<ParamGroup>(
        group =>
        {
            foreach (Parameter parameter in group.Parameters)
            {
                torch.Tensor gradient = parameter.grad;
                if (gradient is not null)
                {
                    Update(parameter, gradient, (State)this._state[parameter.Handle], group.Options);
                }
            }
        },
        closure);

    private static void Update(Parameter parameter, torch.Tensor gradient, State state, Options options)
    {
        double momentum = options.momentum.Value;
        gradient = options.maximize.Value ? -gradient : gradient;
        if (options.weight_decay.Value != 0)
        {
            gradient = gradient.add(parameter, (Scalar)options.weight_decay.Value);
        }

        if (momentum != 0)
        {
            if (state.momentum_buffer is null)
            {
                // The first gradient counts in full, whatever the dampening.
                state.momentum_buffer = gradient.detach().clone().DetachFromDisposeScope();
            }
            else
            {
                state.momentum_buffer.mul_(momentum).add_(gradient, (Scalar)(1 - options.dampening.Value));
            }

            gradient = options.nesterov.Value ? gradient.add(state.momentum_buffer, (Scalar)momentum) : state.momentum_buffer;
        }

        parameter.add_(gradient, (Scalar)(-options.LearningRate.Value));
    }

    private static Options Of(double? lr, double? momentum, double? dampening, double? weight_decay, bool? nesterov, bool? maximize) => new()
    {
        LearningRate = lr,
        InitialLearningRate = lr ?? 0,
        momentum = momentum,
        dampening = dampening,
        weight_decay = weight_decay,
        nesterov = nesterov,
        maximize = maximize,
    };

    /// <summary>The options of a group.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>The part of the last step that goes on.</summary>
        public double? momentum;

        /// <summary>The part of the gradient that momentum leaves out.</summary>
        public double? dampening;

        /// <summary>The weight decay, added to the gradient.</summary>
        public double? weight_decay;

        /// <summary>Whether the momentum is looked at in advance (Nesterov).</summary>
        public bool? nesterov;

        /// <summary>Whether the loss is to grow.</summary>
        public bool? maximize;

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            Options other = (Options)source;
            this.momentum = other.momentum;
            this.dampening = other.dampening;
            this.weight_decay = other.weight_decay;
            this.nesterov = other.nesterov;
            this.maximize = other.maximize;
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            this.momentum = reader.ReadDouble();
            this.dampening = reader.ReadDouble();
            this.weight_decay = reader.ReadDouble();
            this.nesterov = reader.ReadBoolean();
            this.maximize = reader.ReadBoolean();
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(this.momentum.Value);
            writer.Write(this.dampening.Value);
            writer.Write(this.weight_decay.Value);
            writer.Write(this.nesterov.Value);
            writer.Write(this.maximize.Value);
        }
    }

    /// <summary>Parameters with options of their own.</summary>
    public class ParamGroup : ParamGroup<Options>, torch.optim.IMomentum
    {
        /// <summary>Without parameters.</summary>
        public ParamGroup()
        {
        }

        /// <summary>With those options.</summary>
        public ParamGroup(IEnumerable<Parameter> parameters, Options options)
            : base(parameters, options)
        {
        }

        /// <summary>With those options.</summary>
        public ParamGroup(
            IEnumerable<Parameter> parameters,
            double lr = 0.001,
            double momentum = 0,
            double dampening = 0,
            double weight_decay = 0,
            bool nesterov = false,
            bool maximize = false)
            : base(parameters, Of(lr, momentum, dampening, weight_decay, nesterov, maximize))
        {
        }

        /// <inheritdoc/>
        public double Momentum
        {
            get => this.Options.momentum.Value;
            set => this.Options.momentum = value;
        }
    }

    /// <summary>What is remembered of one parameter.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        /// <summary>The steps so far, decayed; null before the first.</summary>
        public torch.Tensor momentum_buffer;

        /// <summary>Of that parameter.</summary>
        public State(Parameter parameter)
            : base(parameter)
        {
        }

        /// <summary>Frees the tensor.</summary>
        public void Dispose() => this.momentum_buffer?.Dispose();

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            this.momentum_buffer?.Dispose();
            this.momentum_buffer = null;
        }

        /// <inheritdoc/>
        public override void to(torch.Device device) => Move(ref this.momentum_buffer, device);

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader) =>
            LoadConditionalStateTensor(reader, ref this.momentum_buffer, this._parameter.device);

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer) => SaveConditionalStateTensor(writer, this.momentum_buffer);

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source) => this.Copy(ref this.momentum_buffer, ((State)source).momentum_buffer);

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && Close(this.momentum_buffer, state.momentum_buffer);
    }
}
