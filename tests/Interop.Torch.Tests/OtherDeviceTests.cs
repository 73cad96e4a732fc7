using IlgpuOptim.Compute;
using TorchSharp;
using Xunit;

namespace IlgpuOptim.Interop.Torch.Tests;

/// <summary>CPU tensors and kernels elsewhere: on OpenCL processors in place, on GPUs by copies.</summary>
public sealed class OtherDeviceTests : TorchTest
{
    /// <summary>All algorithms.</summary>
    public static TheoryData<string> Names => [.. Zoo.Names];

    /// <summary>An OpenCL processor works on torch's memory and finds the same weights.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void OpenClWorksInPlace(string name)
    {
        using ComputeDevice device = Devices.Open("opencl");
        PluginStatistics statistics = Compare(name, device, steps: 5, tolerance: 2e-5);
        Assert.Equal((true, 0), (statistics.ZeroCopy, statistics.CopiedBytes));
    }

    /// <summary>A GPU gets gradients and gives parameters back by copies; parameters go there only when torch has changed them.</summary>
    [Fact]
    public void AGpuGetsCopies()
    {
        using VirtualGpu gpu = new();
        List<string> notices = [];
        Action<string> before = TorchView.Notice;
        TorchView.Notice = notices.Add;

        try
        {
            torch.nn.Module<torch.Tensor, torch.Tensor> network = torch.nn.Linear(6, 5);
            torch.nn.Module<torch.Tensor, torch.Tensor> reference = torch.nn.Linear(6, 5);
            reference.load_state_dict(network.state_dict());
            using PluginOptimizer expected = new AdamW(reference, 0.01);
            using PluginOptimizer optimizer = new AdamW(network, 0.01, device: gpu.Device);
            const long Bytes = ((6 * 5) + 5) * sizeof(float);
            long copied = Bytes;
            Assert.Equal(copied, optimizer.Statistics.CopiedBytes);

            for (int step = 0; step < 3; step++)
            {
                using torch.Tensor input = torch.randn(4, 6);
                expected.zero_grad();
                optimizer.zero_grad();
                reference.call(input).square().mean().backward();
                network.call(input).square().mean().backward();
                expected.step();
                optimizer.step();
                copied += 2 * Bytes;
                Assert.Equal(copied, optimizer.Statistics.CopiedBytes);
                Assert.InRange(Distance(Weights(reference), Weights(network)), 0, 1e-6);
            }

            using (torch.no_grad())
            {
                reference.get_parameter("weight")!.mul_(2);
                network.get_parameter("weight")!.mul_(2);
            }

            expected.step();
            optimizer.step();
            Assert.Equal(copied + (2 * Bytes) + (6 * 5 * sizeof(float)), optimizer.Statistics.CopiedBytes);
            Assert.InRange(Distance(Weights(reference), Weights(network)), 0, 1e-6);
            Assert.False(optimizer.Statistics.ZeroCopy);
            using PluginOptimizer another = new Sgd(network, 0.1, device: gpu.Device);
            Assert.InRange(notices.Count, 0, 1);
        }
        finally
        {
            TorchView.Notice = before;
        }
    }

    private static PluginStatistics Compare(string name, ComputeDevice device, int steps, double tolerance)
    {
        (torch.nn.Module<torch.Tensor, torch.Tensor> first, torch.nn.Module<torch.Tensor, torch.Tensor> second) = Twins();
        using PluginOptimizer expected = Zoo.Make(name, first);
        using PluginOptimizer actual = Zoo.Make(name, second, device);

        for (int step = 0; step < steps; step++)
        {
            expected.zero_grad();
            actual.zero_grad();
            Backward(first, step);
            Backward(second, step);
            expected.step();
            actual.step();
        }

        Assert.InRange(Distance(Weights(first), Weights(second)), 0, tolerance);

        return actual.Statistics;
    }
}
