using System.Numerics;
using IlgpuOptim.Optimizers.Kernels;

namespace IlgpuOptim.Optimizers;

/// <summary>Square-root-free AdamW, one element (Lin et al. 2024, arXiv 2402.03496): decay first, momentum before the preconditioner.</summary>
internal readonly struct RootFreeAdamWRule<TReal> : IUpdateRule<RootFreeAdamWRule<TReal>, TReal>
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    private readonly TReal rate;
    private readonly TReal keep;
    private readonly TReal beta1;
    private readonly TReal rest1;
    private readonly TReal beta2;
    private readonly TReal rest2;
    private readonly TReal factor;
    private readonly TReal epsilon;
    private readonly TReal logBeta1;
    private readonly TReal logBeta2;
    private readonly int corrects;

    public RootFreeAdamWRule(
        double rate, double beta1, double beta2, double factor, double epsilon, double weightDecay, bool biasCorrection)
    {
        this.rate = TReal.CreateTruncating(rate);
        this.keep = TReal.CreateTruncating(1 - (rate * weightDecay));
        this.beta1 = TReal.CreateTruncating(beta1);
        this.rest1 = TReal.CreateTruncating(1 - beta1);
        this.beta2 = TReal.CreateTruncating(beta2);
        this.rest2 = TReal.CreateTruncating(1 - beta2);
        this.factor = TReal.CreateTruncating(factor);
        this.epsilon = TReal.CreateTruncating(epsilon);
        this.logBeta1 = TReal.CreateTruncating(Powers.Logarithm(beta1));
        this.logBeta2 = TReal.CreateTruncating(Powers.Logarithm(beta2));
        this.corrects = biasCorrection ? 1 : 0;
    }

    private RootFreeAdamWRule(RootFreeAdamWRule<TReal> rule, TReal correction1, TReal correction2)
    {
        this = rule;
        this.rate = rule.rate / correction1;
        this.factor = rule.factor / correction2;
    }

    public static int States => 2;

    public RootFreeAdamWRule<TReal> AtStep(int step) => this.corrects == 0
        ? this
        : new(this, Powers.OneMinusPower(this.logBeta1, step), Powers.OneMinusPower(this.logBeta2, step));

    public TReal Update(TReal w, TReal g, ref TReal m, ref TReal v)
    {
        m = TReal.FusedMultiplyAdd(this.beta1, m, this.rest1 * g);
        v = TReal.FusedMultiplyAdd(this.beta2, v, this.rest2 * (g * g));

        return TReal.FusedMultiplyAdd(-this.rate, m / TReal.FusedMultiplyAdd(this.factor, v, this.epsilon), this.keep * w);
    }
}
