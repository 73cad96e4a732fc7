namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>
                /// The rate goes up and down between two bounds again and again, and the momentum down and up (Smith, Cyclical Learning Rates for
                /// Training Neural Networks, 2017).
                /// </summary>
                public class CyclicLR : LRScheduler
                {
                    private readonly double[] _least;
                    private readonly double[] _most;
                    private readonly double[] _leastMomentum;
                    private readonly double[] _mostMomentum;
                    private readonly double _length;
                    private readonly double _top;
                    private readonly bool _momentum;
                    private readonly bool _byCycle;
                    private readonly Func<double, double> _scale;

                    /// <summary>Of an optimizer; one value for all groups.</summary>
                    public CyclicLR(
                        Optimizer optimizer,
                        double base_lr,
                        double max_lr,
                        int step_size_up = 2000,
                        int step_size_down = -1,
                        Mode mode = Mode.Triangular,
                        double gamma = 1,
                        Func<double, double> scale_fn = null,
                        ScaleMode scale_mode = ScaleMode.Cycle,
                        bool cycle_momentum = true,
                        double base_momentum = 0.8,
                        double max_momentum = 0.9,
                        int last_epoch = -1,
                        bool verbose = false)
                        : this(
                            optimizer,
                            optimizer.ParamGroups.Select(_ => base_lr),
                            optimizer.ParamGroups.Select(_ => max_lr),
                            step_size_up,
                            step_size_down,
                            mode,
                            gamma,
                            scale_fn,
                            scale_mode,
                            cycle_momentum,
                            optimizer.ParamGroups.Select(_ => base_momentum),
                            optimizer.ParamGroups.Select(_ => max_momentum),
                            last_epoch,
                            verbose)
                    {
                    }

                    /// <summary>Of an optimizer; a value for each group.</summary>
                    public CyclicLR(
                        Optimizer optimizer,
                        IEnumerable<double> base_lr,
                        IEnumerable<double> max_lr,
                        int step_size_up = 2000,
                        int step_size_down = -1,
                        Mode mode = Mode.Triangular,
                        double gamma = 1,
                        Func<double, double> scale_fn = null,
                        ScaleMode scale_mode = ScaleMode.Cycle,
                        bool cycle_momentum = true,
                        IEnumerable<double> base_momentum = null,
                        IEnumerable<double> max_momentum = null,
                        int last_epoch = -1,
                        bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        this._least = [.. base_lr];
                        this._most = [.. max_lr];
                        this._length = step_size_up + (step_size_down < 0 ? step_size_up : step_size_down);
                        this._top = step_size_up / this._length;
                        if (step_size_up <= 0 || this._least.Length != this._most.Length || this._most.Length != optimizer.ParamGroups.Count())
                        {
                            throw new ArgumentException("step_size_up must be positive, and there must be a base_lr and a max_lr for each group");
                        }

                        if (cycle_momentum && !optimizer.ParamGroups.All(static group => group is IMomentum or IBetas))
                        {
                            throw new ArgumentException("optimizer must support momentum with `cycle_momentum` option enabled");
                        }

                        this._momentum = cycle_momentum;
                        this._leastMomentum = [.. base_momentum ?? this._most.Select(static _ => 0.8)];
                        this._mostMomentum = [.. max_momentum ?? this._most.Select(static _ => 0.9)];
                        this._byCycle = scale_fn is null ? mode != Mode.ExpRange : scale_mode == ScaleMode.Cycle;
                        this._scale = scale_fn ?? mode switch
                        {
                            Mode.Triangular => static _ => 1,
                            Mode.Triangular2 => static cycle => 1 / Math.Pow(2, cycle - 1),
                            _ => place => Math.Pow(gamma, place),
                        };
                        if (last_epoch == -1)
                        {
                            foreach ((ILearningRateController group, double rate) in optimizer.ParamGroups.Zip(this._least))
                            {
                                group.InitialLearningRate = rate;
                            }
                        }

                        this.step();
                    }

                    /// <summary>How the height of the cycles changes.</summary>
                    public enum Mode
                    {
                        /// <summary>Not at all.</summary>
                        Triangular,

                        /// <summary>Half of the one before.</summary>
                        Triangular2,

                        /// <summary>With a power of gamma.</summary>
                        ExpRange,
                    }

                    /// <summary>What a function for the height is given.</summary>
                    public enum ScaleMode
                    {
                        /// <summary>The number of the cycle, from 1.</summary>
                        Cycle,

                        /// <summary>The number of the step, from 0.</summary>
                        Iterations,
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        double place = this._last_epoch / this._length;
                        double cycle = Math.Floor(1 + place);
                        double part = 1 + place - cycle;
                        double height = (part <= this._top ? part / this._top : (part - 1) / (this._top - 1))
                            * this._scale(this._byCycle ? cycle : this._last_epoch);
                        ILearningRateController[] groups = [.. this._optimizer.ParamGroups];
                        double[] rates = new double[groups.Length];
                        for (int i = 0; i < rates.Length; i++)
                        {
                            rates[i] = this._least[i] + ((this._most[i] - this._least[i]) * height);
                            if (this._momentum)
                            {
                                OneCycleLR.SetMomentum(groups[i], this._mostMomentum[i] - ((this._mostMomentum[i] - this._leastMomentum[i]) * height));
                            }
                        }

                        return rates;
                    }
                }
            }

            /// <inheritdoc cref="impl.CyclicLR"/>
            public static LRScheduler CyclicLR(
                Optimizer optimizer,
                double base_lr,
                double max_lr,
                int step_size_up = 2000,
                int step_size_down = -1,
                impl.CyclicLR.Mode mode = impl.CyclicLR.Mode.Triangular,
                double gamma = 1,
                Func<double, double> scale_fn = null,
                impl.CyclicLR.ScaleMode scale_mode = impl.CyclicLR.ScaleMode.Cycle,
                bool cycle_momentum = true,
                double base_momentum = 0.8,
                double max_momentum = 0.9,
                int last_epoch = -1,
                bool verbose = false) => new impl.CyclicLR(
                    optimizer,
                    base_lr,
                    max_lr,
                    step_size_up,
                    step_size_down,
                    mode,
                    gamma,
                    scale_fn,
                    scale_mode,
                    cycle_momentum,
                    base_momentum,
                    max_momentum,
                    last_epoch,
                    verbose);
        }
    }
}
