using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers.Tests.Harness;
using Xunit;

namespace IlgpuOptim.Optimizers.Tests;

/// <summary>Element-wise optimizers against their definitions in float64, over types, sizes and options.</summary>
public sealed class ElementWiseTests
{
    /// <summary>One more than a chunk, many small ones, one with a launch of its own.</summary>
    private static readonly long[][] Shapes =
        [[3], [129, 127], [1], [16385], [7, 5, 3], .. Enumerable.Repeat(new long[] { 5 }, 80), [1 << 20], [31]];

    public static IEnumerable<string> Cases =>
        from rule in new[] { "adamw", "sgd", "nesterov", "dampened", "rmsprop", "rmsprop_momentum", "rf_adamw", "rf_adamw_corrected" }
        from type in new[] { "Float32", "Float64", "BFloat16", "Float16" }
        select $"{rule}/{type}";

    [Theory]
    [EachDevice(nameof(Cases))]
    public void FollowsItsDefinition(string deviceName, string name)
    {
        ComputeDevice device = TestDevices.Get(deviceName);
        string rule = name.Split('/')[0];
        ElementType type = Enum.Parse<ElementType>(name.Split('/')[1]);
        const int Steps = 4;
        long[][] shapes = type == ElementType.Float32 ? Shapes : Shapes[..20];
        using Run run = new(device, p => Make(rule, p), shapes, type);
        double[][] start = run.Weights;
        double[][][] gradients = new double[Steps][][];

        for (int step = 0; step < Steps; step++)
        {
            run.Fill(step);
            gradients[step] = [.. run.Gradients.Select(Values.Get)];
            run.Optimizer.Step(run.Gradients);
        }

        // Per step, half a unit of the last place of values up to about 4; float64 is limited by its own last place.
        double tolerance = type switch
        {
            ElementType.Float64 => 1e-14,
            ElementType.Float32 => 3e-6,
            ElementType.BFloat16 => Steps * 0.0079,
            _ => Steps * 0.00098,
        };
        double[][] actual = run.Weights;

        for (int i = 0; i < shapes.Length; i++)
        {
            for (int j = 0; j < start[i].Length; j += 1 + (start[i].Length / 5000))
            {
                double expected = Reference(rule, start[i][j], [.. gradients.Select(step => step[i][j])]);
                Assert.InRange(Math.Abs(actual[i][j] - expected), 0, tolerance * Math.Max(1, Math.Abs(expected)));
            }
        }
    }

    [Theory]
    [EachDevice]
    public void StochasticRoundingKeepsSlowDecayAlive(string deviceName)
    {
        ComputeDevice device = TestDevices.Get(deviceName);
        const int Count = 4096;
        double nearest = Mean(Rounding.Nearest);
        double stochastic = Mean(Rounding.Stochastic);

        // v = a^t / B: after 400 steps with a = 0.999, f v = 0.67.
        Assert.Equal(1, nearest);
        Assert.InRange(stochastic, Math.Pow(0.999, 400) * 0.99, Math.Pow(0.999, 400) * 1.01);

        double Mean(Rounding rounding)
        {
            ElementWiseOptions options = new() { StateType = ElementType.BFloat16, StateRounding = rounding };
            using Run run = new(
                device, p => new RootFreeRmsProp([new(p, 0.01, 128) { Beta2 = 0.999 }], options), [[Count]], scale: 0);
            run.Fill(0);

            for (int step = 0; step < 400; step++)
            {
                run.Optimizer.Step(run.Gradients);
            }

            return 128 * Values.Get(run.Optimizer.GetState().Tensors[0].Tensor).Average();
        }
    }

    [Theory]
    [EachDevice]
    public void SmallStepsMoveBFloat16ParametersOnAverage(string deviceName)
    {
        ComputeDevice device = TestDevices.Get(deviceName);
        const int Count = 8192;
        using Tensor weights = Values.Make(device, ElementType.BFloat16, [.. Enumerable.Repeat(1.0, Count)], Count);
        using Tensor gradient = Values.Make(device, ElementType.Float32, [.. Enumerable.Repeat(1.0, Count)], Count);
        using Sgd optimizer = new([new SgdGroup([new Parameter("w", weights)]) { LearningRate = 1e-4 }]);

        for (int step = 0; step < 100; step++)
        {
            optimizer.Step([gradient]);
        }

        // A step of 1e-4 is a fortieth of the distance to the next smaller number.
        Assert.InRange(Values.Get(weights).Average(), 0.9895, 0.9905);
    }

    private static Optimizer Make(string rule, IReadOnlyList<Parameter> p) => rule switch
    {
        "adamw" => new AdamW([new(p) { LearningRate = 0.01, WeightDecay = 0.1 }]),
        "sgd" => new Sgd([new(p) { LearningRate = 0.1, WeightDecay = 0.1 }]),
        "nesterov" => new Sgd([new(p, 0.9) { LearningRate = 0.1, WeightDecay = 0.1, Nesterov = true }]),
        "dampened" => new Sgd([new(p, 0.9) { LearningRate = 0.1, Dampening = 0.5 }]),
        "rmsprop" => new RootFreeRmsProp([new(p, 0.05, 16) { Beta2 = 0.9, WeightDecay = 0.1 }]),
        "rmsprop_momentum" => new RootFreeRmsProp([new(p, 0.05, 16, 0.9) { Beta2 = 0.9, WeightDecay = 0.1 }]),
        "rf_adamw" => new RootFreeAdamW([new(p, 0.05, 16) { Beta2 = 0.9, WeightDecay = 0.1 }]),
        _ => new RootFreeAdamW([new(p, 0.05, 16) { Beta2 = 0.9, ZeroInit = true, BiasCorrection = true, Epsilon = 0.01 }]),
    };

    /// <summary>The value after steps with these gradients, from the papers' and torch's formulas.</summary>
    private static double Reference(string rule, double w, double[] gradients)
    {
        double m = 0, v = rule is "rmsprop" or "rmsprop_momentum" or "rf_adamw" ? 1 / 16.0 : 0;

        for (int t = 1; t <= gradients.Length; t++)
        {
            double g = gradients[t - 1];

            switch (rule)
            {
                case "adamw":
                    w -= 0.01 * 0.1 * w;
                    m += 0.1 * (g - m);
                    v += 0.001 * ((g * g) - v);
                    w -= 0.01 * (m / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(v / (1 - Math.Pow(0.999, t))) + 1e-8);
                    break;
                case "sgd":
                    w -= 0.1 * (g + (0.1 * w));
                    break;
                case "nesterov":
                    g += 0.1 * w;
                    m = t == 1 ? g : (0.9 * m) + g;
                    w -= 0.1 * (g + (0.9 * m));
                    break;
                case "dampened":
                    m = t == 1 ? g : (0.9 * m) + (0.5 * g);
                    w -= 0.1 * m;
                    break;
                case "rmsprop":
                case "rmsprop_momentum":
                    v = (0.9 * v) + (0.1 * g * g);
                    m = (rule == "rmsprop" ? 0 : 0.9 * m) + (g / ((16 * v) + 1e-4)) + (0.1 * w);
                    w -= 0.05 * m;
                    break;
                default:
                    bool corrected = rule == "rf_adamw_corrected";
                    w *= corrected ? 1 : 1 - (0.05 * 0.1);
                    m = (0.9 * m) + (0.1 * g);
                    v = (0.9 * v) + (0.1 * g * g);
                    double c = corrected ? 1 - Math.Pow(0.9, t) : 1;
                    w -= 0.05 / c * m / ((16 * v / c) + (corrected ? 0.01 : 1e-4));
                    break;
            }
        }

        return w;
    }
}
