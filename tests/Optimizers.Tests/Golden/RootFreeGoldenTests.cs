using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers.Tests.Harness;
using Xunit;

namespace IlgpuOptim.Optimizers.Tests.Golden;

/// <summary>RF-RMSProp and RF-AdamW against recorded runs of the authors' code.</summary>
public sealed class RootFreeGoldenTests
{
    public static IEnumerable<string> Cases =>
        RootFreeCase.All.Values.Where(found => found.Method is "rfrmsprop" or "rfadamw").Select(found => found.Name);

    [Theory]
    [EachDevice(nameof(Cases))]
    public void Trajectory(string deviceName, string name)
    {
        ComputeDevice device = TestDevices.Get(deviceName);
        RootFreeCase run = RootFreeCase.All[name];
        ElementType type = run.IsDouble ? ElementType.Float64 : ElementType.Float32;
        using Tensor weights = Values.Make(device, type, run.Array("init0").Values, run.Shapes[0]);
        using Tensor gradient = Tensor.Allocate(device, type, run.Shapes[0]);

        // The authors round to nearest.
        ElementWiseOptions options = new()
        {
            StateType = run.IsBFloat16 ? ElementType.BFloat16 : ElementType.Float32,
            StateRounding = Rounding.Nearest,
        };
        using Optimizer optimizer = RootFreeGroups.Diagonal(run, new Parameter("w", weights), options);
        NpyArray gradients = run.Array("grad0");
        NpyArray expected = run.Array("param0");
        double worst = 0;

        for (int step = 1; step <= run.Steps; step++)
        {
            Values.Set(gradient, gradients.Entry(step - 1));
            optimizer.Step([gradient]);

            if (Array.IndexOf(run.SelectedSteps, step) is >= 0 and int selected)
            {
                worst = Math.Max(worst, Values.Distance(Values.Get(weights), expected.Entry(selected)));
            }
        }

        Assert.InRange(worst / run.Motion, 0, run.Tolerance);
        OptimizerState state = optimizer.GetState();
        Check(run, state, "second_moment", "second_moment");
        Check(run, state, "first_moment", run.Method == "rfadamw" ? "first_moment" : "momentum_buffer");

        if (run.Name == "rfrms_bf16_stall")
        {
            // Rounded to nearest, a slow decay of bfloat16 state is none at all; stochastic rounding is the remedy.
            Assert.All(Values.Get(state.Tensors[0].Tensor), v => Assert.Equal(1, v * run.Hyper("batch_size")));
        }
    }

    private static void Check(RootFreeCase run, OptimizerState state, string array, string tensor)
    {
        // The README of the data has no limit for the moments of bfloat16 runs.
        if (!run.IsBFloat16 && run.Has(array) && state.Tensors.FirstOrDefault(found => found.Name == "w/" + tensor) is { } own)
        {
            double[] expected = run.Array(array).Values;
            double scale = expected.Max(Math.Abs);
            Assert.InRange(Values.Distance(Values.Get(own.Tensor), expected), 0, scale * run.Tolerance);
        }
    }
}
