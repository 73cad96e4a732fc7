namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>The schedules.</summary>
            public static partial class impl
            {
                /// <summary>Times gamma at every step_size-th step.</summary>
                public class StepLR : LRScheduler
                {
                    private readonly int _size;
                    private readonly double _gamma;

                    /// <summary>Of an optimizer.</summary>
                    public StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        this._size = step_size;
                        this._gamma = gamma;
                        this.step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() =>
                        this._last_epoch == 0 || this._last_epoch % this._size != 0 ? this.Rates : this.Scaled(this._gamma);

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() =>
                        this._base_lrs.Select(rate => rate * Math.Pow(this._gamma, this._last_epoch / this._size));
                }

                /// <summary>Times gamma at each milestone.</summary>
                public class MultiStepLR : LRScheduler
                {
                    private readonly IList<int> _milestones;
                    private readonly double _gamma;

                    /// <summary>Of an optimizer.</summary>
                    public MultiStepLR(
                        Optimizer optimizer, IList<int> milestones, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        this._milestones = milestones;
                        this._gamma = gamma;
                        this.step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() =>
                        this.Scaled(Math.Pow(this._gamma, this._milestones.Count(milestone => milestone == this._last_epoch)));

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr()
                    {
                        int passed = this._milestones.Count(milestone => milestone <= this._last_epoch);
                        return this._base_lrs.Select(rate => rate * Math.Pow(this._gamma, passed));
                    }
                }

                /// <summary>Times gamma at every step.</summary>
                public class ExponentialLR : LRScheduler
                {
                    private readonly double _gamma;

                    /// <summary>Of an optimizer.</summary>
                    public ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        this._gamma = gamma;
                        this.step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => this._last_epoch == 0 ? this.Rates : this.Scaled(this._gamma);

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() =>
                        this._base_lrs.Select(rate => rate * Math.Pow(this._gamma, this._last_epoch));
                }

                /// <summary>The base rate times a function of the step.</summary>
                public class LambdaLR : LRScheduler
                {
                    private readonly Func<int, double>[] _lambdas;

                    /// <summary>Of an optimizer.</summary>
                    public LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, optimizer.ParamGroups.Select(_ => lr_lambda), last_epoch, verbose)
                    {
                    }

                    /// <summary>Of an optimizer, a function for each group.</summary>
                    public LambdaLR(Optimizer optimizer, IEnumerable<Func<int, double>> lr_lambdas, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        this._lambdas = [.. lr_lambdas];
                        this.step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() =>
                        this._base_lrs.Zip(this._lambdas, (rate, lambda) => rate * lambda(this._last_epoch));
                }

                /// <summary>The last rate times a function of the step.</summary>
                public class MultiplicativeLR : LRScheduler
                {
                    private readonly Func<int, double>[] _lambdas;

                    /// <summary>Of an optimizer.</summary>
                    public MultiplicativeLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, optimizer.ParamGroups.Select(_ => lr_lambda), last_epoch, verbose)
                    {
                    }

                    /// <summary>Of an optimizer, a function for each group.</summary>
                    public MultiplicativeLR(
                        Optimizer optimizer, IEnumerable<Func<int, double>> lr_lambdas, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        this._lambdas = [.. lr_lambdas];
                        this.step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => this._last_epoch == 0
                        ? this.Rates
                        : this.Rates.Zip(this._lambdas, (rate, lambda) => rate * lambda(this._last_epoch));
                }

                /// <summary>Times factor until total_iters steps are done.</summary>
                public class ConstantLR : LRScheduler
                {
                    private readonly double _factor;
                    private readonly int _total;

                    /// <summary>Of an optimizer.</summary>
                    public ConstantLR(
                        Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        this._factor = factor;
                        this._total = total_iters;
                        this.step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() =>
                        this._last_epoch == 0 ? this.Scaled(this._factor)
                        : this._last_epoch == this._total ? this.Scaled(1 / this._factor)
                        : this.Rates;

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() =>
                        this._base_lrs.Select(rate => this._last_epoch >= this._total ? rate : rate * this._factor);
                }

                /// <summary>A factor that goes from start to end in total_iters steps.</summary>
                public class LinearLR : LRScheduler
                {
                    private readonly double _start;
                    private readonly double _end;
                    private readonly int _total;

                    /// <summary>Of an optimizer.</summary>
                    public LinearLR(
                        Optimizer optimizer,
                        double start_factor = 1.0 / 3,
                        double end_factor = 1,
                        int total_iters = 5,
                        int last_epoch = -1,
                        bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        this._start = start_factor;
                        this._end = end_factor;
                        this._total = total_iters;
                        this.step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (this._last_epoch == 0)
                        {
                            return this.Scaled(this._start);
                        }

                        return this._last_epoch > this._total
                            ? this.Rates
                            : this.Scaled(this.Factor(this._last_epoch) / this.Factor(this._last_epoch - 1));
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() =>
                        this._base_lrs.Select(rate => rate * this.Factor(Math.Min(this._last_epoch, this._total)));

                    private double Factor(int place) => this._start + ((this._end - this._start) * place / this._total);
                }

                /// <summary>(1 - step / total_iters) to a power.</summary>
                public class PolynomialLR : LRScheduler
                {
                    private readonly double _power;
                    private readonly int _total;

                    /// <summary>Of an optimizer.</summary>
                    public PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        this._power = power;
                        this._total = total_iters;
                        this.step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => this._last_epoch == 0 || this._last_epoch > this._total
                        ? this.Rates
                        : this.Scaled(Math.Pow(
                            (1 - ((double)this._last_epoch / this._total)) / (1 - ((this._last_epoch - 1.0) / this._total)), this._power));

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => this._base_lrs.Select(
                        rate => rate * Math.Pow(1 - ((double)Math.Min(this._last_epoch, this._total) / this._total), this._power));
                }

                /// <summary>Half a cosine from the base rate to eta_min in T_max steps (Loshchilov and Hutter, 2017).</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double _period;
                    private readonly double _least;

                    /// <summary>Of an optimizer.</summary>
                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        this._period = T_max;
                        this._least = eta_min;
                        this.step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (this._last_epoch == 0)
                        {
                            return this.Rates;
                        }

                        // The quotient of both heights; it is 0/0 where the period starts anew.
                        if ((this._last_epoch - 1 - this._period) % (2 * this._period) == 0)
                        {
                            return this.Rates.Zip(
                                this._base_lrs,
                                (rate, start) => rate + ((start - this._least) * (1 - Math.Cos(Math.PI / this._period)) / 2));
                        }

                        double factor = (1 + this.Cosine(this._last_epoch)) / (1 + this.Cosine(this._last_epoch - 1));
                        return this.Rates.Select(rate => (factor * (rate - this._least)) + this._least);
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => this._base_lrs.Select(
                        rate => this._least + ((rate - this._least) * (1 + this.Cosine(this._last_epoch)) / 2));

                    private double Cosine(int place) => Math.Cos(Math.PI * place / this._period);
                }
            }
        }
    }
}
