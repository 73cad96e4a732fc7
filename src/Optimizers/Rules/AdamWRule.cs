using System.Numerics;
using IlgpuOptim.Optimizers.Kernels;

namespace IlgpuOptim.Optimizers;

/// <summary>AdamW (Loshchilov and Hutter 2019, algorithm 2) with the conventions of torch.optim.AdamW.</summary>
internal readonly struct AdamWRule<TReal> : IUpdateRule<AdamWRule<TReal>, TReal>
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    private readonly TReal rate;
    private readonly TReal keep;
    private readonly TReal beta1;
    private readonly TReal rest1;
    private readonly TReal beta2;
    private readonly TReal rest2;
    private readonly TReal epsilon;
    private readonly TReal logBeta1;
    private readonly TReal logBeta2;
    private readonly TReal rootOfCorrection2;

    public AdamWRule(double rate, double beta1, double beta2, double epsilon, double weightDecay)
    {
        this.rate = TReal.CreateTruncating(rate);
        this.keep = TReal.CreateTruncating(1 - (rate * weightDecay));
        this.beta1 = TReal.CreateTruncating(beta1);
        this.rest1 = TReal.CreateTruncating(1 - beta1);
        this.beta2 = TReal.CreateTruncating(beta2);
        this.rest2 = TReal.CreateTruncating(1 - beta2);
        this.epsilon = TReal.CreateTruncating(epsilon);
        this.logBeta1 = TReal.CreateTruncating(Powers.Logarithm(beta1));
        this.logBeta2 = TReal.CreateTruncating(Powers.Logarithm(beta2));
        this.rootOfCorrection2 = TReal.One;
    }

    private AdamWRule(AdamWRule<TReal> rule, int step)
    {
        this = rule;
        this.rate = rule.rate / Powers.OneMinusPower(rule.logBeta1, step);
        this.rootOfCorrection2 = TReal.One / TReal.Sqrt(Powers.OneMinusPower(rule.logBeta2, step));
    }

    public static int States => 2;

    public AdamWRule<TReal> AtStep(int step) => new(this, step);

    public TReal Update(TReal w, TReal g, ref TReal m, ref TReal v)
    {
        m = TReal.FusedMultiplyAdd(this.beta1, m, this.rest1 * g);
        v = TReal.FusedMultiplyAdd(this.beta2, v, this.rest2 * (g * g));
        TReal denominator = TReal.FusedMultiplyAdd(TReal.Sqrt(v), this.rootOfCorrection2, this.epsilon);

        return TReal.FusedMultiplyAdd(-this.rate, m / denominator, this.keep * w);
    }
}
