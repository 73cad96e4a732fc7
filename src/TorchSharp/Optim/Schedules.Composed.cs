namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>One schedule after the other; the next begins at its milestone.</summary>
                public class SequentialLR : LRScheduler
                {
                    private readonly LRScheduler[] _schedulers;
                    private readonly int[] _milestones;

                    /// <summary>Of an optimizer, for which all of them were made.</summary>
                    /// <exception cref="ArgumentException">There is not one milestone between each two of them.</exception>
                    public SequentialLR(
                        Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1)
                    {
                        this._optimizer = optimizer;
                        this._schedulers = [.. schedulers];
                        this._milestones = [.. milestones];
                        if (this._milestones.Length != this._schedulers.Length - 1)
                        {
                            throw new ArgumentException(
                                $"Received {this._milestones.Length} milestones, but there should be one less than schedules ({this._schedulers.Length}).");
                        }

                        if (this._schedulers.Any(scheduler => scheduler._optimizer != optimizer))
                        {
                            throw new ArgumentException("All schedulers must belong to the same optimizer.");
                        }

                        // Each of them has made its first step on the way here; only the first one's counts.
                        this._last_epoch = last_epoch + 1;
                        this._base_lrs = [.. optimizer.ParamGroups.Select(static group => group.InitialLearningRate)];
                        this.Set(this._base_lrs);
                        foreach (LRScheduler scheduler in this._schedulers)
                        {
                            scheduler.Undo();
                        }

                        this._schedulers[0].step();
                    }

                    /// <inheritdoc/>
                    public override void step()
                    {
                        this._step_count++;
                        this._last_epoch++;
                        int passed = this._milestones.Count(milestone => milestone <= this._last_epoch);
                        if (passed > 0 && this._milestones[passed - 1] == this._last_epoch)
                        {
                            this._schedulers[passed].step(0);
                        }
                        else
                        {
                            this._schedulers[passed].step();
                        }
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => this.Rates;
                }

                /// <summary>Several schedules at once, each changing what the one before it left.</summary>
                public class ChainedLR : LRScheduler
                {
                    private readonly LRScheduler[] _schedulers;

                    /// <summary>Of the schedules' optimizer.</summary>
                    public ChainedLR(IEnumerable<LRScheduler> schedulers)
                    {
                        this._schedulers = [.. schedulers];
                        this._optimizer = this._schedulers[0]._optimizer;
                        if (this._schedulers.Any(scheduler => scheduler._optimizer != this._optimizer))
                        {
                            throw new ArgumentException("All schedulers must belong to the same optimizer.");
                        }
                    }

                    /// <inheritdoc/>
                    public override void step()
                    {
                        this._step_count++;
                        this._last_epoch++;
                        foreach (LRScheduler scheduler in this._schedulers)
                        {
                            scheduler.step();
                        }
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => this.Rates;
                }

                /// <summary>
                /// Up to a largest rate and down to almost nothing, while momentum goes the other way (Smith and Topin, 2017).
                /// </summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly double[] _start;
                    private readonly double[] _most;
                    private readonly double[] _end;
                    private readonly double[] _leastMomentum;
                    private readonly double[] _mostMomentum;
                    private readonly (double End, bool Up, bool Down)[] _phases;
                    private readonly int _total;
                    private readonly bool _cosine;
                    private readonly bool _momentum;

                    /// <summary>Of an optimizer; one value for all groups.</summary>
                    public OneCycleLR(
                        Optimizer optimizer,
                        double max_lr,
                        int total_steps = -1,
                        int epochs = -1,
                        int steps_per_epoch = -1,
                        double pct_start = 0.3,
                        AnnealStrategy anneal_strategy = AnnealStrategy.Cos,
                        bool cycle_momentum = true,
                        double base_momentum = 0.85,
                        double max_momentum = 0.95,
                        double div_factor = 25,
                        double final_div_factor = 1e4,
                        bool three_phase = false,
                        int last_epoch = -1,
                        bool verbose = false)
                        : this(
                            optimizer,
                            optimizer.ParamGroups.Select(_ => max_lr),
                            total_steps,
                            epochs,
                            steps_per_epoch,
                            pct_start,
                            anneal_strategy,
                            cycle_momentum,
                            optimizer.ParamGroups.Select(_ => base_momentum),
                            optimizer.ParamGroups.Select(_ => max_momentum),
                            div_factor,
                            final_div_factor,
                            three_phase,
                            last_epoch,
                            verbose)
                    {
                    }

                    /// <summary>Of an optimizer; a value for each group.</summary>
                    public OneCycleLR(
                        Optimizer optimizer,
                        IEnumerable<double> max_lr,
                        int total_steps = -1,
                        int epochs = -1,
                        int steps_per_epoch = -1,
                        double pct_start = 0.3,
                        AnnealStrategy anneal_strategy = AnnealStrategy.Cos,
                        bool cycle_momentum = true,
                        IEnumerable<double> base_momentum = null,
                        IEnumerable<double> max_momentum = null,
                        double div_factor = 25,
                        double final_div_factor = 1e4,
                        bool three_phase = false,
                        int last_epoch = -1,
                        bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        this._total = total_steps > 0 ? total_steps : epochs * steps_per_epoch;
                        if (this._total <= 0 || (total_steps <= 0 && (epochs <= 0 || steps_per_epoch <= 0)))
                        {
                            throw new ArgumentException("You must define either total_steps OR (epochs AND steps_per_epoch)");
                        }

                        if (pct_start is not (>= 0 and <= 1))
                        {
                            throw new ArgumentException($"pct_start must be between 0 and 1, not {pct_start}");
                        }

                        this._cosine = anneal_strategy == AnnealStrategy.Cos;
                        this._most = [.. max_lr];
                        this._start = [.. this._most.Select(rate => rate / div_factor)];
                        this._end = [.. this._start.Select(rate => rate / final_div_factor)];
                        this._momentum = cycle_momentum && optimizer.ParamGroups.All(static group => group is IMomentum or IBetas);
                        if (cycle_momentum && !this._momentum)
                        {
                            throw new ArgumentException("optimizer must support momentum with `cycle_momentum` option enabled");
                        }

                        this._leastMomentum = [.. base_momentum ?? this._most.Select(static _ => 0.85)];
                        this._mostMomentum = [.. max_momentum ?? this._most.Select(static _ => 0.95)];
                        double top = (pct_start * this._total) - 1;
                        this._phases = three_phase
                            ? [(top, true, false), ((2 * top), false, false), (this._total - 1, false, true)]
                            : [(top, true, false), (this._total - 1, false, true)];
                        if (last_epoch == -1)
                        {
                            foreach ((ILearningRateController group, double rate) in optimizer.ParamGroups.Zip(this._start))
                            {
                                group.InitialLearningRate = rate;
                            }
                        }

                        this.step();
                    }

                    /// <summary>The form of the way up and down.</summary>
                    public enum AnnealStrategy
                    {
                        /// <summary>Half a cosine.</summary>
                        Cos,

                        /// <summary>Straight.</summary>
                        Linear,
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        int place = this._last_epoch;
                        if (place > this._total)
                        {
                            throw new InvalidOperationException(
                                $"Tried to step {place + 1} times. The specified number of total steps is {this._total}");
                        }

                        double from = 0;
                        int phase = 0;
                        while (phase < this._phases.Length - 1 && place > this._phases[phase].End)
                        {
                            from = this._phases[phase++].End;
                        }

                        (double to, bool up, bool down) = this._phases[phase];
                        double part = (place - from) / (to - from);
                        double[] rates = new double[this._most.Length];
                        ILearningRateController[] groups = [.. this._optimizer.ParamGroups];
                        for (int i = 0; i < rates.Length; i++)
                        {
                            // The last of three phases starts from the initial rate, that of two from the largest.
                            bool third = down && this._phases.Length == 3;
                            double first = up || third ? this._start[i] : this._most[i];
                            double last = up ? this._most[i] : down ? this._end[i] : this._start[i];
                            rates[i] = this.Between(first, last, part);
                            if (this._momentum)
                            {
                                double start = up || third ? this._mostMomentum[i] : this._leastMomentum[i];
                                double end = up ? this._leastMomentum[i] : this._mostMomentum[i];
                                SetMomentum(groups[i], this.Between(start, end, part));
                            }
                        }

                        return rates;
                    }

                    internal static void SetMomentum(ILearningRateController group, double value)
                    {
                        if (group is IBetas betas)
                        {
                            betas.Betas = (value, betas.Betas.Item2);
                        }
                        else
                        {
                            ((IMomentum)group).Momentum = value;
                        }
                    }

                    private double Between(double start, double end, double part) => this._cosine
                        ? end + ((start - end) / 2 * (1 + Math.Cos(Math.PI * part)))
                        : start + ((end - start) * part);
                }

                /// <summary>Times factor when a measure has stopped getting better.</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool _smaller;
                    private readonly double _factor;
                    private readonly int _patience;
                    private readonly double _threshold;
                    private readonly bool _relative;
                    private readonly int _cooldown;
                    private readonly IList<double> _least;
                    private readonly double _eps;
                    private double _best;
                    private int _bad;
                    private int _resting;

                    /// <summary>Of an optimizer.</summary>
                    /// <param name="optimizer">Whose learning rates are changed.</param>
                    /// <param name="mode">"min": smaller is better; "max": larger is.</param>
                    /// <param name="factor">Below 1.</param>
                    /// <param name="patience">How many bad steps are put up with.</param>
                    /// <param name="threshold">What counts as better.</param>
                    /// <param name="threshold_mode">"rel" or "abs": as a part of the best, or as such.</param>
                    /// <param name="cooldown">How many steps to wait after a change.</param>
                    /// <param name="min_lr">The least rate of each group.</param>
                    /// <param name="eps">Smaller changes are left out.</param>
                    /// <param name="verbose">Print each change.</param>
                    public ReduceLROnPlateau(
                        Optimizer optimizer,
                        string mode = "min",
                        double factor = 0.1,
                        int patience = 10,
                        double threshold = 1e-4,
                        string threshold_mode = "rel",
                        int cooldown = 0,
                        IList<double> min_lr = null,
                        double eps = 1e-8,
                        bool verbose = false)
                        : base(optimizer, -1, verbose)
                    {
                        if (factor >= 1)
                        {
                            throw new ArgumentException("Factor should be < 1.0.");
                        }

                        if (mode is not ("min" or "max") || threshold_mode is not ("rel" or "abs"))
                        {
                            throw new ArgumentException($"mode is min or max, not {mode}; threshold_mode is rel or abs, not {threshold_mode}");
                        }

                        this._smaller = mode == "min";
                        this._factor = factor;
                        this._patience = patience;
                        this._threshold = threshold;
                        this._relative = threshold_mode == "rel";
                        this._cooldown = cooldown;
                        this._least = min_lr ?? [.. this._base_lrs.Select(static _ => 0.0)];
                        this._eps = eps;
                        this._best = this._smaller ? double.PositiveInfinity : double.NegativeInfinity;
                    }

                    /// <summary>Refused: it needs the measure.</summary>
                    public override void step() => throw new InvalidOperationException("ReduceLROnPlateau needs the measure: step(current)");

                    /// <summary>Refused: it needs the measure.</summary>
                    public override void step(int? epoch) => this.step();

                    /// <summary>Goes on by one with that measure.</summary>
                    public override void step(double current, int? epoch = null)
                    {
                        this._step_count++;
                        this._last_epoch = epoch ?? (this._last_epoch + 1);
                        bool better = this.IsBetter(current);
                        this._best = better ? current : this._best;
                        this._bad = better ? 0 : this._bad + 1;
                        if (this._resting > 0)
                        {
                            this._resting--;
                            this._bad = 0;
                        }

                        if (this._bad > this._patience)
                        {
                            this._resting = this._cooldown;
                            this._bad = 0;
                            this.Set(this.Rates.Zip(this._least, (rate, least) =>
                            {
                                double lower = Math.Max(rate * this._factor, least);
                                return rate - lower > this._eps ? lower : rate;
                            }));
                        }
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => this.Rates;

                    private bool IsBetter(double current)
                    {
                        if (double.IsInfinity(this._best))
                        {
                            return this._smaller ? current < this._best : current > this._best;
                        }

                        double margin = this._relative ? this._threshold * Math.Abs(this._best) : this._threshold;
                        return this._smaller ? current < this._best - margin : current > this._best + margin;
                    }
                }
            }
        }
    }
}
