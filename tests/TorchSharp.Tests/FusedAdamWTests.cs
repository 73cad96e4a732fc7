using TorchSharp.Modules;
using TorchSharp.Native;
using Xunit;
using static TorchSharp.torch;

namespace IlgpuOptim.TorchSharp.Tests;

/// <summary>libtorch's fused AdamW, where the installed one has it, does what the composed one does.</summary>
public sealed class FusedAdamWTests : TorchTest
{
    [Fact]
    public void Step_EqualsTheComposedOne()
    {
        Assert.SkipUnless(FusedAdamW.IsAvailable, $"libtorch {LibTorch.Version} has no fused AdamW");
        manual_seed(2);
        Parameter[] own = [new(randn(5, 3)), new(randn(7))];
        Parameter[] fused = Array.ConvertAll(own, parameter => new Parameter(parameter.detach().clone()));
        using AdamW composed = optim.AdamW(own, 0.01, weight_decay: 0.1);
        using FusedAdamW yardstick = new(fused);
        for (int step = 0; step < 10; step++)
        {
            for (int i = 0; i < own.Length; i++)
            {
                own[i].grad = randn(own[i].shape);
                fused[i].grad = own[i].grad.clone();
            }

            composed.step();
            yardstick.Step(0.01, weight_decay: 0.1);
        }

        for (int i = 0; i < own.Length; i++)
        {
            Equal(Values(own[i]), fused[i], 1e-5);
        }
    }
}
