using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers.Tests.Harness;
using Xunit;

namespace IlgpuOptim.Optimizers.Tests;

/// <summary>What the base class does for all optimizers: clipping, scaling, accumulation, skipping, groups, errors.</summary>
public sealed class OptimizerTests
{
    private static readonly long[][] Shapes = [[40, 30], [40], [17], [40, 30]];

    public static IEnumerable<string> Names => Zoo.Names;

    [Theory]
    [EachDevice]
    public void LongGradientsAreClippedTogether(string deviceName)
    {
        using Run run = new(TestDevices.Get(deviceName), p => new Sgd([new(p.Take(2)), new(p.Skip(2))]), Shapes);
        SetRate(run, 1);
        double[][] before = run.Weights;
        run.Optimizer.MaxGradientNorm = 2;
        run.Steps(0, 1);
        double norm = Math.Sqrt(Enumerable.Range(0, 4).Sum(i => run.Gradient(i, 0).Sum(static g => g * g)));
        double[][] after = run.Weights;

        Assert.InRange(norm, 3, 100);
        Assert.Equal(norm, run.Optimizer.ReadStatus().LastGradientNorm, 1e-4 * norm);

        for (int i = 0; i < 4; i++)
        {
            double[] expected = [.. before[i].Zip(run.Gradient(i, 0), (w, g) => w - (2 / norm * g))];
            Assert.InRange(Values.Distance(expected, after[i]), 0, 1e-6);
        }

        // Short ones stay as they are.
        run.Optimizer.MaxGradientNorm = 1000;
        run.Steps(1, 1);
        double[] plain = [.. after[0].Zip(run.Gradient(0, 1), static (w, g) => w - g)];
        Assert.InRange(Values.Distance(plain, run.Weights[0]), 0, 1e-6);
    }

    [Theory]
    [EachDevice(nameof(Names))]
    public void NonFiniteGradientsChangeNothing(string deviceName, string name)
    {
        ComputeDevice device = TestDevices.Get(deviceName);
        using Run run = new(device, p => Zoo.Make(name, p), Shapes);
        run.Steps(0, 2);
        double[][] weights = run.Weights;
        double[][] state = State(run.Optimizer);

        foreach (double bad in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            run.Fill(2);
            double[] gradient = run.Gradient(3, 2);
            gradient[1199] = bad;
            Values.Set(run.Gradients[3], gradient);
            run.Optimizer.Step(run.Gradients);
        }

        Assert.Equal(weights, run.Weights);
        Assert.Equal(state, State(run.Optimizer));
        Assert.Equal((2, 3, true), Status(run.Optimizer));

        run.Steps(2, 1);
        Assert.NotEqual(weights, run.Weights);
        Assert.Equal((3, 3, false), Status(run.Optimizer));
        Assert.All(run.Weights.SelectMany(static values => values), value => Assert.True(double.IsFinite(value)));

        static (long, long, bool) Status(Optimizer optimizer) =>
            optimizer.ReadStatus() is { } status ? (status.Applied, status.Skipped, status.LastSkipped) : default;
    }

    [Theory]
    [EachDevice]
    public void SkippedStepsDoNotAgeMoments(string deviceName)
    {
        ComputeDevice device = TestDevices.Get(deviceName);
        using Run plain = new(device, p => Zoo.Make("adamw", p), Shapes);
        using Run disturbed = new(device, p => Zoo.Make("adamw", p), Shapes);
        plain.Steps(0, 3);

        for (int step = 0; step < 3; step++)
        {
            disturbed.Fill(step);
            Values.Set(disturbed.Gradients[2], [.. Enumerable.Repeat(double.NaN, 17)]);
            disturbed.Optimizer.Step(disturbed.Gradients);
            disturbed.Steps(step, 1);
        }

        Assert.Equal(plain.Weights, disturbed.Weights);
    }

    [Theory]
    [EachDevice]
    public void LossScaleIsUndone(string deviceName)
    {
        ComputeDevice device = TestDevices.Get(deviceName);
        using Run plain = new(device, p => Zoo.Make("adamw", p), Shapes);
        using Run scaled = new(device, p => Zoo.Make("adamw", p), Shapes, scale: 0.3 * 1024);
        scaled.Optimizer.LossScale = 1024;
        plain.Steps(0, 3);
        scaled.Steps(0, 3);

        Assert.Equal(plain.Weights, scaled.Weights);
    }

    [Theory]
    [EachDevice(nameof(Names))]
    public void MicroBatchesAreAveraged(string deviceName, string name)
    {
        ComputeDevice device = TestDevices.Get(deviceName);
        using Run whole = new(device, p => Zoo.Make(name, p), Shapes);
        using Run parts = new(device, p => Zoo.Make(name, p), Shapes);

        for (int step = 0; step < 3; step++)
        {
            for (int i = 0; i < Shapes.Length; i++)
            {
                // Multiples of 1/64: sums are exact.
                double[] one = Rounded(whole.Gradient(i, step));
                double[] two = Rounded(whole.Gradient(i, step + 100));
                Values.Set(whole.Gradients[i], [.. one.Zip(two, static (a, b) => ((3 * a) + b) / 4)]);
                Values.Set(parts.Gradients[i], one);
            }

            whole.Optimizer.Step(whole.Gradients);
            parts.Optimizer.Accumulate(parts.Gradients, 3);

            for (int i = 0; i < Shapes.Length; i++)
            {
                Values.Set(parts.Gradients[i], Rounded(whole.Gradient(i, step + 100)));
            }

            parts.Optimizer.Accumulate(parts.Gradients);
            parts.Optimizer.StepAccumulated();
        }

        Assert.Equal(whole.Weights, parts.Weights);
        Assert.Equal(4 * Shapes.Sum(static shape => shape.Aggregate(1L, (a, b) => a * b)), parts.Optimizer.AccumulatorBytes);

        static double[] Rounded(double[] values) => Array.ConvertAll(values, static value => Math.Round(value * 64) / 64);
    }

    [Theory]
    [EachDevice(nameof(Names))]
    public void MissingGradientsLeaveParametersAlone(string deviceName, string name)
    {
        ComputeDevice device = TestDevices.Get(deviceName);
        using Run run = new(device, p => Zoo.Make(name, p), Shapes);
        using Run alone = new(device, p => Zoo.Make(name, p), [Shapes[0]]);
        double[][] before = run.Weights;

        for (int step = 0; step < 3; step++)
        {
            run.Fill(step);
            run.Optimizer.Step([run.Gradients[0], null, null, null]);
            alone.Steps(step, 1);
        }

        Assert.Equal(alone.Weights[0], run.Weights[0]);
        Assert.Equal(before[1..], run.Weights[1..]);

        // A late first gradient counts as the first one.
        using Run late = new(device, p => Zoo.Make(name, p), [Shapes[1]]);
        Values.Set(late.Gradients[0], run.Gradient(1, 5));
        late.SetWeights([before[1]]);
        run.Fill(5);
        run.Optimizer.Step([run.Parameters[1]], [run.Gradients[1]]);

        if (!name.Contains("bf16", StringComparison.Ordinal) && !name.Contains("_t3", StringComparison.Ordinal))
        {
            late.Optimizer.Step(late.Gradients);
            Assert.Equal(late.Weights[0], run.Weights[1]);
        }
    }

    [Fact]
    public void GroupsHaveTheirOwnHyperParameters()
    {
        ComputeDevice device = TestDevices.Get("cpu:0");
        using Run run = new(device, p => new Sgd([new(p.Take(1)) { LearningRate = 1 }, new(p.Skip(1)) { LearningRate = 0 }]), Shapes);
        double[][] before = run.Weights;
        run.Steps(0, 1);

        Assert.NotEqual(before[0], run.Weights[0]);
        Assert.Equal(before[1..], run.Weights[1..]);
    }

    [Fact]
    public void StepsAllocateNothingAfterTheFirst()
    {
        ComputeDevice device = TestDevices.Get("cpu:0");

        foreach (string name in Zoo.Names)
        {
            using Run run = new(device, p => Zoo.Make(name, p), Shapes);
            run.Steps(0, 2);
            long before = device.Allocations;
            run.Steps(2, 3);
            Assert.Equal((name, before), (name, device.Allocations));
        }
    }

    [Fact]
    public void BadInputIsRefusedAndChangesNothing()
    {
        ComputeDevice device = TestDevices.Get("cpu:0");
        using Run run = new(device, p => Zoo.Make("adamw", p), Shapes);
        using Tensor wrongShape = Tensor.Allocate(device, ElementType.Float32, 30, 40);
        using Tensor wrongType = Tensor.Allocate(device, ElementType.Float64, 40, 30);
        double[][] before = run.Weights;
        Tensor[] good = [.. run.Fill(0)];

        Assert.Contains("4 parameters", Refused(() => run.Optimizer.Step([good[0]])), StringComparison.Ordinal);
        Assert.Contains("layer0.weight", Refused(() => run.Optimizer.Step([wrongShape, .. good[1..]])), StringComparison.Ordinal);
        Assert.Contains("Float32", Refused(() => run.Optimizer.Step([wrongType, .. good[1..]])), StringComparison.Ordinal);
        Assert.Contains("dense", Refused(() => run.Optimizer.Step([wrongShape.Transposed(), .. good[1..]])), StringComparison.Ordinal);
        Assert.Contains(
            "named twice", Refused(() => run.Optimizer.Step([run.Parameters[0], run.Parameters[0]], [good[0], good[0]])), StringComparison.Ordinal);
        Assert.Contains(
            "not one of", Refused(() => run.Optimizer.Step([new Parameter("other", good[0])], [good[0]])), StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(run.Optimizer.StepAccumulated);

        ((AdamWGroup)run.Optimizer.Groups[0]).Beta1 = 1;
        Assert.Contains(
            "Beta1 is 1", Assert.Throws<InvalidOperationException>(() => run.Optimizer.Step(good)).Message, StringComparison.Ordinal);
        Assert.Equal(before, run.Weights);
        Assert.Equal(0, run.Optimizer.Calls);

        Assert.Contains("named", Refused(() => new AdamW([new([run.Parameters[0], run.Parameters[0]])])), StringComparison.Ordinal);
        Assert.Contains(
            "mix", Refused(() => new AdamW([new([run.Parameters[0], new Parameter("d", wrongType)])])), StringComparison.Ordinal);
        Assert.Contains("strides", Refused(() => new Parameter("t", wrongShape.Transposed())), StringComparison.Ordinal);

    }

    private static string Refused(Func<object> action) => Assert.Throws<ArgumentException>(action).Message;

    private static string Refused(Action action) => Assert.Throws<ArgumentException>(action).Message;

    private static void SetRate(Run run, double rate)
    {
        foreach (ParameterGroup group in run.Optimizer.Groups)
        {
            group.LearningRate = rate;
        }
    }

    private static double[][] State(Optimizer optimizer) =>
        [.. optimizer.GetState().Tensors.Select(static tensor => Values.Get(tensor.Tensor))];
}
