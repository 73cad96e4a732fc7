using System.Numerics;
using IlgpuOptim.Optimizers.Kernels;

namespace IlgpuOptim.Optimizers;

/// <summary>Gradient descent with coupled weight decay, as torch.optim.SGD without momentum.</summary>
internal readonly struct SgdRule<TReal>(double rate, double weightDecay) : IUpdateRule<SgdRule<TReal>, TReal>
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    private readonly TReal rate = TReal.CreateTruncating(rate);
    private readonly TReal weightDecay = TReal.CreateTruncating(weightDecay);

    public static int States => 0;

    public SgdRule<TReal> AtStep(int step) => this;

    public TReal Update(TReal w, TReal g, ref TReal first, ref TReal second) =>
        TReal.FusedMultiplyAdd(-this.rate, TReal.FusedMultiplyAdd(this.weightDecay, w, g), w);
}

/// <summary>As <see cref="SgdRule{TReal}"/> with heavy-ball or Nesterov momentum; the first step fills the buffer undamped.</summary>
internal readonly struct MomentumRule<TReal> : IUpdateRule<MomentumRule<TReal>, TReal>
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    private readonly TReal rate;
    private readonly TReal weightDecay;
    private readonly TReal momentum;
    private readonly TReal share;
    private readonly int nesterov;

    public MomentumRule(double rate, double momentum, double dampening, bool nesterov, double weightDecay)
    {
        this.rate = TReal.CreateTruncating(rate);
        this.weightDecay = TReal.CreateTruncating(weightDecay);
        this.momentum = TReal.CreateTruncating(momentum);
        this.share = TReal.CreateTruncating(1 - dampening);
        this.nesterov = nesterov ? 1 : 0;
    }

    private MomentumRule(MomentumRule<TReal> rule, TReal share)
    {
        this = rule;
        this.share = share;
    }

    public static int States => 1;

    public MomentumRule<TReal> AtStep(int step) => new(this, step == 1 ? TReal.One : this.share);

    public TReal Update(TReal w, TReal g, ref TReal buffer, ref TReal second)
    {
        TReal total = TReal.FusedMultiplyAdd(this.weightDecay, w, g);
        buffer = TReal.FusedMultiplyAdd(this.momentum, buffer, this.share * total);
        TReal direction = this.nesterov != 0 ? TReal.FusedMultiplyAdd(this.momentum, buffer, total) : buffer;

        return TReal.FusedMultiplyAdd(-this.rate, direction, w);
    }
}
