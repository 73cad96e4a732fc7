using System.Numerics;
using IlgpuOptim.Optimizers.Kernels;

namespace IlgpuOptim.Optimizers;

/// <summary>Square-root-free RMSProp, one element (Lin et al. 2024, arXiv 2402.03496, figure 4).</summary>
internal readonly struct RootFreeRmsPropRule<TReal>(double rate, double decay, double factor, double epsilon, double weightDecay)
    : IUpdateRule<RootFreeRmsPropRule<TReal>, TReal>
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    private readonly TReal rate = TReal.CreateTruncating(rate);
    private readonly TReal decay = TReal.CreateTruncating(decay);
    private readonly TReal rest = TReal.CreateTruncating(1 - decay);
    private readonly TReal factor = TReal.CreateTruncating(factor);
    private readonly TReal epsilon = TReal.CreateTruncating(epsilon);
    private readonly TReal weightDecay = TReal.CreateTruncating(weightDecay);

    public static int States => 1;

    public RootFreeRmsPropRule<TReal> AtStep(int step) => this;

    public TReal Update(TReal w, TReal g, ref TReal v, ref TReal second) =>
        TReal.FusedMultiplyAdd(-this.rate, this.Direction(w, g, ref v), w);

    /// <summary>v = a v + (1 - a) g^2; u = g / (f v + eps) + wd w. The v in the denominator contains g already.</summary>
    public TReal Direction(TReal w, TReal g, ref TReal v)
    {
        v = TReal.FusedMultiplyAdd(this.decay, v, this.rest * (g * g));

        return TReal.FusedMultiplyAdd(this.weightDecay, w, g / TReal.FusedMultiplyAdd(this.factor, v, this.epsilon));
    }

    public TReal Rate => this.rate;
}

/// <summary>As <see cref="RootFreeRmsPropRule{TReal}"/> with momentum behind the preconditioner: b = mu b + u, undamped.</summary>
internal readonly struct RootFreeRmsPropMomentumRule<TReal>(RootFreeRmsPropRule<TReal> rule, double momentum)
    : IUpdateRule<RootFreeRmsPropMomentumRule<TReal>, TReal>
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    private readonly RootFreeRmsPropRule<TReal> rule = rule;
    private readonly TReal momentum = TReal.CreateTruncating(momentum);

    public static int States => 2;

    public RootFreeRmsPropMomentumRule<TReal> AtStep(int step) => this;

    public TReal Update(TReal w, TReal g, ref TReal v, ref TReal b)
    {
        b = TReal.FusedMultiplyAdd(this.momentum, b, this.rule.Direction(w, g, ref v));

        return TReal.FusedMultiplyAdd(-this.rule.Rate, b, w);
    }
}
