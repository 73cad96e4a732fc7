namespace TorchSharp.Modules;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019).</summary>
public class AdamW : AdamFamily<AdamW.Options>
{
    /// <summary>One group of parameters.</summary>
    public AdamW(
        IEnumerable<Parameter> parameters,
        double lr = 0.001,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double eps = 1e-08,
        double weight_decay = 0,
        bool amsgrad = false,
        bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    /// <summary>Groups of parameters; their options go before those given here.</summary>
    public AdamW(
        IEnumerable<ParamGroup> parameters,
        double lr = 0.001,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double eps = 1e-08,
        double weight_decay = 0,
        bool amsgrad = false,
        bool maximize = false)
        : base(parameters, AdamFamilyOptions.Of<Options>(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize), decoupled: true)
    {
    }

    /// <inheritdoc/>
    public override void add_param_group(Modules.ParamGroup param_group) =>
        this.Add<Options>(param_group, static (options, defaults) => options.Fill(defaults), static parameter => new State(parameter));

    /// <summary>The options of a group.</summary>
    public class Options : AdamFamilyOptions
    {
    }

    /// <summary>Parameters with options of their own.</summary>
    public class ParamGroup : AdamFamilyGroup<Options>
    {
        /// <summary>Without parameters.</summary>
        public ParamGroup()
            : base(null, null)
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
            double beta1 = 0.9,
            double beta2 = 0.999,
            double eps = 1e-08,
            double weight_decay = 0,
            bool amsgrad = false,
            bool maximize = false)
            : base(parameters, AdamFamilyOptions.Of<Options>(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize))
        {
        }
    }

    /// <summary>What is remembered of one parameter.</summary>
    public sealed class State : AdamFamilyState
    {
        /// <summary>Of that parameter.</summary>
        public State(Parameter parameter)
            : base(parameter)
        {
        }
    }
}
