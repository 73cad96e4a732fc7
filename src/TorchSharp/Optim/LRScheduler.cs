using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Learning rates that change from step to step. Call step() after the optimizer's.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>The base of all schedules.</summary>
            public abstract class LRScheduler
            {
                private static readonly ConditionalWeakTable<ILearningRateController, object> s_scheduled = [];

                /// <summary>How often step() was called, by the constructor too.</summary>
                protected int _step_count;

                internal Optimizer _optimizer;
                internal int _last_epoch = -1;
                internal bool _verbose;
                internal IList<double> _base_lrs = [];

                /// <summary>Of no optimizer.</summary>
                protected LRScheduler()
                {
                }

                /// <summary>Of an optimizer.</summary>
                /// <param name="optimizer">Whose learning rates are changed.</param>
                /// <param name="last_epoch">Where to go on; -1: at the start, from the rates as they are.</param>
                /// <param name="verbose">Print each change.</param>
                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    this._optimizer = optimizer;
                    this._last_epoch = last_epoch;
                    this._verbose = verbose;
                    // A second schedule for the same groups starts from where the first did, not from what that has made of it.
                    foreach (ILearningRateController group in last_epoch == -1 ? optimizer.ParamGroups : [])
                    {
                        if (s_scheduled.TryAdd(group, group))
                        {
                            group.InitialLearningRate = group.LearningRate;
                        }
                    }

                    this._base_lrs = [.. optimizer.ParamGroups.Select(static group => group.InitialLearningRate)];
                }

                /// <summary>Goes on by one.</summary>
                public virtual void step()
                {
                    this._step_count++;
                    this._last_epoch++;
                    this.Set(this.get_lr());
                }

                /// <summary>Goes to a place; null: on by one.</summary>
                public virtual void step(int? epoch)
                {
                    if (epoch is not int place)
                    {
                        this.step();
                        return;
                    }

                    this._step_count++;
                    this._last_epoch = place;
                    this.Set(this.get_closed_form_lr() ?? this.get_lr());
                }

                /// <summary>Goes on by one; the measure is for schedules that watch it.</summary>
                public virtual void step(double current, int? epoch = null) => this.step(epoch);

                /// <summary>The rates as they are now.</summary>
                public IEnumerable<double> get_last_lr() => this.Rates;

                internal double[] Rates => [.. this._optimizer.ParamGroups.Select(static group => group.LearningRate)];

                internal void Undo() => this._last_epoch--;

                /// <summary>The rates for the place it is at now, from those of the place before.</summary>
                protected abstract IEnumerable<double> get_lr();

                /// <summary>The rates for the place it is at now, by themselves; null if there is no such form.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => null;

                private protected IEnumerable<double> Scaled(double factor) => this.Rates.Select(rate => rate * factor);

                private protected void Set(IEnumerable<double> rates)
                {
                    foreach ((ILearningRateController group, double rate) in this._optimizer.ParamGroups.Zip(rates.ToArray()))
                    {
                        if (this._verbose && group.LearningRate != rate)
                        {
                            Console.WriteLine($"Adjusting learning rate to {rate:g4}");
                        }

                        group.LearningRate = rate;
                    }
                }
            }
        }
    }
}
