using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Optimizers and schedules of their learning rates.</summary>
    public static partial class optim
    {
        /// <summary>What has a learning rate that a schedule may change.</summary>
        public interface ILearningRateController
        {
            /// <summary>The rate of the next step.</summary>
            double LearningRate { get; set; }

            /// <summary>The rate that schedules start from.</summary>
            double InitialLearningRate { get; set; }
        }

        /// <summary>What has a momentum that a schedule may change.</summary>
        public interface IMomentum
        {
            /// <summary>The momentum.</summary>
            double Momentum { get; set; }
        }

        /// <summary>What has two decay rates that a schedule may change.</summary>
        public interface IBetas
        {
            /// <summary>The decay rates of the moments.</summary>
            (double, double) Betas { get; set; }
        }

        /// <summary>Changes parameters by their gradients. Written in C#, derive from <see cref="OptimizerHelper"/>.</summary>
        public abstract class Optimizer : IDisposable
        {
            /// <summary>The groups, each with options of its own.</summary>
            protected IList<ParamGroup> _parameter_groups;

            /// <summary>The handle is for optimizers in native code, of which there are none here.</summary>
            protected Optimizer(IntPtr handle) => _ = handle;

            /// <summary>The groups, whose learning rates schedules change.</summary>
            public virtual IEnumerable<ILearningRateController> ParamGroups => this._parameter_groups;

            /// <summary>Frees its state; the parameters are not its own.</summary>
            public void Dispose()
            {
                this.Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Fills the gradients of all parameters with zeros.</summary>
            public virtual void zero_grad()
            {
                foreach (Parameter parameter in this.parameters())
                {
                    using Tensor gradient = parameter.grad;
                    if (gradient is not null)
                    {
                        using IDisposable none = no_grad();
                        gradient.zero_();
                    }
                }
            }

            /// <summary>Adds parameters, with options of their own.</summary>
            public virtual void add_param_group(ParamGroup param_group) =>
                throw new NotSupportedException($"{this.GetType().Name} takes no more parameter groups");

            /// <summary>Changes the parameters.</summary>
            /// <param name="closure">Computes the loss and the gradients; may be null if they are there.</param>
            /// <returns>What the closure returned.</returns>
            public virtual Tensor step(Func<Tensor> closure = null) =>
                throw new NotSupportedException($"{this.GetType().Name} has no step");

            /// <summary>The parameters of all groups.</summary>
            public virtual IEnumerable<Parameter> parameters() => this._parameter_groups.SelectMany(static group => group.Parameters);

            /// <summary>Frees its state.</summary>
            protected virtual void Dispose(bool disposing)
            {
            }

            /// <summary>The state of an optimizer: options of each group, and the state of each parameter.</summary>
            public class StateDictionary
            {
                internal StateDictionary()
                {
                }

                /// <summary>The options of each group.</summary>
                public List<OptimizerOptions> Options { get; } = [];

                /// <summary>The state of each parameter, group after group.</summary>
                public List<OptimizerState> State { get; } = [];

                /// <summary>For each group the places of its parameters in <see cref="State"/>.</summary>
                public List<List<int>> StateIndexRef { get; } = [];
            }
        }
    }
}
