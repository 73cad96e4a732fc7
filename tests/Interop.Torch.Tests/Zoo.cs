using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers;
using TorchSharp;

namespace IlgpuOptim.Interop.Torch.Tests;

/// <summary>One optimizer of each kind, with state in all its forms.</summary>
internal static class Zoo
{
    public static string[] Names { get; } = ["adamw", "sgd", "ldadam", "sirf", "rms", "rfadamw"];

    public static PluginOptimizer Make(string name, torch.nn.Module module, ComputeDevice? device = null) => name switch
    {
        "adamw" => new AdamW(module, 2e-3, device: device),
        "sgd" => new Sgd(module, 0.05, new() { Momentum = 0.9 }, device: device),
        "ldadam" => new LDAdam(module, 2e-3, new() { Rank = 4, RankPolicy = RankPolicy.Clamp }, device: device),
        "sirf" => new SirfShampoo(module, 8, 1e-2, new() { Interval = 2 }, device: device),
        "rms" => new RFRmsProp(module, 8, 1e-3, new() { Momentum = 0.9 }, device: device),
        "rfadamw" => new RFAdamW(module, 8, 1e-3, device: device),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
