using System.Numerics;
using IlgpuOptim.Optimizers.Kernels;

namespace IlgpuOptim.Optimizers;

/// <summary>The last stage of SIRFShampoo: u = u + kappa w; V = alpha1 V + u; w = w - lr V (spec: step 7).</summary>
internal readonly struct ShampooRule<TReal>(double rate, double momentum, double weightDecay) : IUpdateRule<ShampooRule<TReal>, TReal>
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    private readonly TReal rate = TReal.CreateTruncating(rate);
    private readonly TReal momentum = TReal.CreateTruncating(momentum);
    private readonly TReal weightDecay = TReal.CreateTruncating(weightDecay);

    public static int States => 1;

    public static bool TakesPreconditioned => true;

    public ShampooRule<TReal> AtStep(int step) => this;

    public TReal Update(TReal w, TReal u, ref TReal v, ref TReal second)
    {
        v = TReal.FusedMultiplyAdd(this.momentum, v, TReal.FusedMultiplyAdd(this.weightDecay, w, u));

        return TReal.FusedMultiplyAdd(-this.rate, v, w);
    }
}

/// <summary>The same without momentum.</summary>
internal readonly struct ShampooPlainRule<TReal>(double rate, double weightDecay) : IUpdateRule<ShampooPlainRule<TReal>, TReal>
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    private readonly TReal rate = TReal.CreateTruncating(rate);
    private readonly TReal weightDecay = TReal.CreateTruncating(weightDecay);

    public static int States => 0;

    public static bool TakesPreconditioned => true;

    public ShampooPlainRule<TReal> AtStep(int step) => this;

    public TReal Update(TReal w, TReal u, ref TReal first, ref TReal second) =>
        TReal.FusedMultiplyAdd(-this.rate, TReal.FusedMultiplyAdd(this.weightDecay, w, u), w);
}
