using ILGPU;
using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers.Tests.Harness;
using Xunit;

namespace IlgpuOptim.Optimizers.Tests;

/// <summary>What all optimizers promise: the same bits again, after a restart, on any number of threads; state as counted.</summary>
public sealed class RestartTests
{
    /// <summary>Vectors, matrices and a convolution; equal shapes; sizes that are no multiple of any vector.</summary>
    private static readonly long[][] Shapes = [[33, 18], [33], [70, 5], [33, 18], [4, 3, 3, 3], [1], [33]];

    public static IEnumerable<string> Names => Zoo.Names;

    [Theory]
    [EachDevice(nameof(Names))]
    public void RestoredRunContinuesBitForBit(string deviceName, string name)
    {
        ComputeDevice device = TestDevices.Get(deviceName);
        using Run whole = new(device, p => Zoo.Make(name, p), Shapes);
        using Run first = new(device, p => Zoo.Make(name, p), Shapes);
        using Run second = new(device, p => Zoo.Make(name, p), Shapes, seed: 1);
        whole.Steps(0, 9);
        first.Steps(0, 4);

        // The second run has gone astray before; the state has to replace everything.
        second.Steps(50, 2);
        second.SetWeights(first.Weights);
        second.Optimizer.SetState(first.Optimizer.GetState());
        second.Steps(4, 5);

        Assert.Equal(whole.Weights, second.Weights);
        Assert.Equal(Tensors(whole.Optimizer), Tensors(second.Optimizer));
        Assert.Equal(whole.Optimizer.GetState().Scalars, second.Optimizer.GetState().Scalars);
    }

    [Theory]
    [EachDevice(nameof(Names))]
    public void TwoRunsAreEqual(string deviceName, string name)
    {
        ComputeDevice device = TestDevices.Get(deviceName);
        using Run one = new(device, p => Zoo.Make(name, p), Shapes);
        using Run two = new(device, p => Zoo.Make(name, p), Shapes);
        one.Steps(0, 6);
        two.Steps(0, 6);

        Assert.Equal(one.Weights, two.Weights);
        Assert.All(one.Weights.SelectMany(static values => values), value => Assert.True(double.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(NameRows))]
    public void ThreadsDoNotMatter(string name)
    {
        double[][][] results = new double[2][][];

        for (int threads = 1; threads <= 2; threads++)
        {
            (Context context, ComputeDevice device) = TestDevices.Cpu(threads);
            using (Run run = new(device, p => Zoo.Make(name, p), [[130, 97], [300], [40, 30], [20000]]))
            {
                run.Optimizer.MaxGradientNorm = 5;
                run.Steps(0, 4);
                results[threads - 1] = run.Weights;
            }

            device.Dispose();
            context.Dispose();
        }

        Assert.Equal(results[0], results[1]);
    }

    [Theory]
    [MemberData(nameof(NameRows))]
    public void StateBytesAreTheAllocators(string name)
    {
        ComputeDevice device = TestDevices.Get("cpu:0");
        using Run empty = new(device, p => new Sgd([new SgdGroup(p)]), Shapes);
        long before = device.TensorBytes;
        using Optimizer optimizer = Zoo.Make(name, empty.Parameters);

        Assert.Equal(device.TensorBytes - before, optimizer.StateBytes);
        Assert.Equal(optimizer.StateBytes, optimizer.GetState().Tensors.Sum(static tensor => tensor.Tensor.Bytes));
        optimizer.Dispose();
        Assert.Equal(before, device.TensorBytes);
    }

    [Fact]
    public void StateOfAnotherDeviceIsTaken()
    {
        ComputeDevice cpu = TestDevices.Get("cpu:0");
        ComputeDevice other = TestDevices.Get("opencl:0");
        using Run source = new(cpu, p => Zoo.Make("sirf_dense", p), Shapes);
        using Run target = new(other, p => Zoo.Make("sirf_dense", p), Shapes);
        source.Steps(0, 3);
        target.SetWeights(source.Weights);
        target.Optimizer.SetState(source.Optimizer.GetState());
        source.Steps(3, 3);
        target.Steps(3, 3);

        for (int i = 0; i < Shapes.Length; i++)
        {
            Assert.InRange(Values.Distance(source.Weights[i], target.Weights[i]), 0, 1e-5);
        }
    }

    [Fact]
    public void StatesThatDoNotFitChangeNothing()
    {
        ComputeDevice device = TestDevices.Get("cpu:0");
        using Run run = new(device, p => Zoo.Make("adamw", p), Shapes);
        using Run other = new(device, p => Zoo.Make("sgd", p), Shapes);
        using Run smaller = new(device, p => Zoo.Make("adamw", p), [[33, 18]]);
        run.Steps(0, 2);
        double[][] before = Tensors(run.Optimizer);
        OptimizerState good = run.Optimizer.GetState();
        StateTensor[] tensors = [.. good.Tensors];

        Assert.Contains("sgd", Refused(other.Optimizer.GetState()), StringComparison.Ordinal);
        Assert.Contains("layer1.weight", Refused(smaller.Optimizer.GetState()), StringComparison.Ordinal);
        Assert.Contains(tensors[3].Name, Refused(good with { Tensors = [.. tensors.Where((_, i) => i != 3)] }), StringComparison.Ordinal);
        Assert.Contains(tensors[0].Name, Refused(good with { Tensors = [.. tensors, tensors[0]] }), StringComparison.Ordinal);
        Assert.Contains(
            "needed", Refused(good with { Tensors = [new(tensors[0].Name, tensors[3].Tensor), .. tensors[1..]] }), StringComparison.Ordinal);
        Assert.Equal(before, Tensors(run.Optimizer));

        string Refused(OptimizerState state) => Assert.Throws<ArgumentException>(() => run.Optimizer.SetState(state)).Message;
    }

    public static TheoryData<string> NameRows => [.. Zoo.Names];

    private static double[][] Tensors(Optimizer optimizer) =>
        [.. optimizer.GetState().Tensors.Select(static tensor => Values.Get(tensor.Tensor))];
}
