using System.Reflection;

using ILGPU;
using ILGPU.Runtime.Cuda;

using IlgpuOptim.Cli.Kernels;
using IlgpuOptim.Cli.Kernels.Tour;
using IlgpuOptim.Compute;
using IlgpuOptim.Engine.Runtime;
using IlgpuOptim.MatrixCompletion.Solvers;
using IlgpuOptim.Optimizers;
using IlgpuOptim.Ptx;
using IlgpuOptim.Ptx.Driver;

using Xunit;

namespace IlgpuOptim.Cli.Tests;

/// <summary>The list of the product's kernels is complete, and its GPU code computes what the CPU computes.</summary>
public sealed class ProductKernelTests(ITestOutputHelper output)
{
    [Fact]
    public void Tour_OnThePtxMachine()
    {
        using Context context = Context.Create(builder => builder.VirtualCudaDevices(90, new PtxOptions { Seed = 1 }));
        using CudaAccelerator accelerator = context.CreateCudaAccelerator(0);
        using ComputeDevice device = new(accelerator);
        using ComputeDevice cpu = ComputeDevice.Open("cpu");
        foreach (TourStop stop in ProductTour.Stops)
        {
            System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();
            double[] expected = stop.Run(cpu);
            double cpuTime = watch.Elapsed.TotalSeconds;
            watch.Restart();
            double[] actual = stop.Run(device);
            double worst = expected.Zip(actual, (a, b) => Math.Abs(a - b) / Math.Max(1, Math.Abs(a))).Max();
            output.WriteLine($"{stop.Name,-40} {cpuTime:f2} {watch.Elapsed.TotalSeconds:f2} s {worst:e1}");
        }
    }
}
