using ILGPU;
using ILGPU.Runtime.Cuda;
using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers.Tests.Harness;
using IlgpuOptim.Ptx;
using IlgpuOptim.Ptx.Driver;
using Xunit;

namespace IlgpuOptim.Optimizers.Tests;

/// <summary>The CUDA code of the optimizers, run by the PTX machine of the tests: the same steps as on the CPU.</summary>
public sealed class VirtualCudaTests
{
    /// <summary>More than one block of small tensors would take the machine minutes; a vector, matrices of two shapes, a third axis.</summary>
    private static readonly long[][] Shapes = [[17, 6], [9], [17, 6], [3, 4, 2]];

    public static TheoryData<string> Names => [.. Zoo.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void StepsAreThoseOfTheCpu(string name)
    {
        using Context context = Context.Create(builder => VirtualCuda.VirtualCudaDevices(builder, 80, new PtxOptions { Seed = 1 }));
        using CudaAccelerator accelerator = context.CreateCudaAccelerator(0);
        using ComputeDevice device = new(accelerator);
        using Run expected = new(TestDevices.Get("cpu:0"), p => Zoo.Make(name, p), Shapes);
        using Run actual = new(device, p => Zoo.Make(name, p), Shapes);
        expected.Optimizer.MaxGradientNorm = 3;
        actual.Optimizer.MaxGradientNorm = 3;
        expected.Steps(0, 2);
        actual.Steps(0, 2);

        for (int i = 0; i < Shapes.Length; i++)
        {
            // State in bfloat16 may be rounded to a neighbour if the last bit of a sum differs.
            Assert.InRange(Values.Distance(expected.Weights[i], actual.Weights[i]), 0, name.Contains("bf16", StringComparison.Ordinal) ? 1e-3 : 1e-5);
        }
    }
}
