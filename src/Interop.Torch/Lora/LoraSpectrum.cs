using TorchSharp;
using static TorchSharp.torch;

namespace IlgpuOptim.Interop.Torch.Lora;

/// <summary>What an adapter has learned.</summary>
/// <param name="Layer">Name of the layer.</param>
/// <param name="Outputs">Rows of its weight.</param>
/// <param name="Inputs">Columns of its weight.</param>
/// <param name="Parameters">Trained numbers.</param>
/// <param name="SingularValues">Of the update, descending: as many as its factors allow.</param>
/// <param name="WeightNorm">Largest singular value of the frozen weight.</param>
public sealed record LoraSpectrum(
    string Layer, long Outputs, long Inputs, long Parameters, IReadOnlyList<double> SingularValues, double WeightNorm)
{
    /// <summary>Size of the update: its largest singular value, as a part of the weight's.</summary>
    public double RelativeNorm => this.SingularValues[0] / this.WeightNorm;

    /// <summary>Singular values of at least a part of the largest one: the rank of what was learned, whatever its size.</summary>
    public int Rank(double tolerance = 0.01) => this.SingularValues.Count(value => value > 0 && value >= tolerance * this.SingularValues[0]);

    /// <summary>Singular values of at least a part of the weight's largest one: 0 where nothing of weight was learned.</summary>
    public int RankBesideWeight(double tolerance = 0.001) => this.SingularValues.Count(value => value >= tolerance * this.WeightNorm);

    /// <summary>Of an adapter, merged or not.</summary>
    internal static LoraSpectrum Of(string name, LoraAdapter adapter)
    {
        using IDisposable none = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor[] factors = [.. adapter.Factors.Select(static factor => factor.detach().to(float64).cpu())];

        // The outer factors are tall: Q R of each, and the singular values of the small product between.
        Tensor core = Reduced(factors[0].mT).mT;

        foreach (Tensor factor in factors[1..^1])
        {
            core = factor.matmul(core);
        }

        core = Reduced(factors[^1]).matmul(core).mul(adapter.Options.Scale);

        Tensor weight = (adapter.IsMerged ? adapter.Base.weight - adapter.Update() : adapter.Base.weight).detach().to(float64).cpu();

        return new LoraSpectrum(
            name,
            adapter.Base.out_features,
            adapter.Base.in_features,
            adapter.ParameterCount,
            linalg.svdvals(core).data<double>().ToArray(),
            linalg.matrix_norm(weight, 2).item<double>());
    }

    private static Tensor Reduced(Tensor factor) => factor.size(0) > factor.size(1) ? linalg.qr(factor).R : factor;
}

/// <content>What was learned.</content>
public sealed partial class LoraAdapters
{
    /// <summary>The singular values of the updates, layer by layer.</summary>
    public IReadOnlyList<LoraSpectrum> Spectra() => [.. this.Adapters.Select(static item => LoraSpectrum.Of(item.Name, item.Adapter))];
}
