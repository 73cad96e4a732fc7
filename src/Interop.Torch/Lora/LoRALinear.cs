using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace IlgpuOptim.Interop.Torch.Lora;

/// <summary>LoRA (Hu et al., 2021): the update is (alpha / r) B A, with A (r x inputs) random and B (outputs x r) zero at the start.</summary>
public sealed class LoRALinear : LoraAdapter
{
    /// <summary>For a layer.</summary>
    /// <param name="layer">The layer, which the adapter then owns.</param>
    /// <param name="options">Rank, alpha and start; the form must be <see cref="LoraForm.Lora"/>.</param>
    /// <param name="generator">Of the CPU; null: torch's own.</param>
    /// <exception cref="ArgumentException">The options are no sensible ones for this layer.</exception>
    public LoRALinear(Linear layer, LoraOptions options, Generator? generator = null)
        : base(layer, options, Start(layer, options, generator))
    {
    }

    internal LoRALinear(Linear layer, LoraOptions options, IEnumerable<Tensor> factors)
        : base(layer, options, factors)
    {
    }

    /// <summary>The shapes of the factors for a layer.</summary>
    internal static long[][] Shapes(long outputs, long inputs, LoraOptions options) => [[options.Rank, inputs], [outputs, options.Rank]];

    private static Tensor[] Start(Linear layer, LoraOptions options, Generator? generator)
    {
        LoraChecks.Form(options, LoraForm.Lora, nameof(LoRALinear));
        LoraChecks.Layer(layer, options, "");

        (long outputs, long inputs) = (layer.out_features, layer.in_features);
        Tensor a = options.Start switch
        {
            LoraStart.Kaiming => rand([options.Rank, inputs], float64, generator: generator).mul_(2).sub_(1).div_(Math.Sqrt(inputs)),
            LoraStart.Gaussian => LoraSubspaces.Gaussian(options.Rank, inputs, generator).div_(Math.Sqrt(inputs)),
            _ => LoraSubspaces.Gaussian(options.Rank, inputs, generator),
        };

        return [a, zeros([outputs, options.Rank], float64)];
    }
}
