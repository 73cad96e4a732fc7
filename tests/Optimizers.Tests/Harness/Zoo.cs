using IlgpuOptim.Compute;

namespace IlgpuOptim.Optimizers.Tests.Harness;

/// <summary>All optimizers, in the variants that have states of their own, for tests of what they have in common.</summary>
public static class Zoo
{
    private static readonly Dictionary<string, Func<IReadOnlyList<Parameter>, Optimizer>> Makers = new()
    {
        ["adamw"] = p => new AdamW([new AdamWGroup(p) { LearningRate = 0.01 }]),
        ["adamw_bf16"] = p => new AdamW([new AdamWGroup(p) { LearningRate = 0.01 }], Narrow),
        ["sgd"] = p => new Sgd([new SgdGroup(p) { LearningRate = 0.01, WeightDecay = 0.1 }]),
        ["sgd_momentum"] = p => new Sgd([new SgdGroup(p, 0.9) { LearningRate = 0.01, Nesterov = true }]),
        ["rf_rmsprop"] = p => new RootFreeRmsProp([new(p, 0.01, 16)]),
        ["rf_rmsprop_momentum"] = p => new RootFreeRmsProp([new(p, 0.01, 16, 0.9)]),
        ["rf_rmsprop_bf16"] = p => new RootFreeRmsProp([new(p, 0.01, 16, 0.9)], Narrow),
        ["rf_adamw"] = p => new RootFreeAdamW([new(p, 0.01, 16) { BiasCorrection = true, ZeroInit = true }]),
        ["sirf_dense"] = p => Sirf(p, FactorStructure.Dense),
        ["sirf_dense_t3"] = p => Sirf(p, FactorStructure.Dense, 3),
        ["sirf_diagonal"] = p => Sirf(p, FactorStructure.Diagonal),
        ["sirf_block30"] = p => Sirf(p, FactorStructure.Block30Diagonal),
        ["sirf_hierarchical"] = p => Sirf(p, FactorStructure.Hierarchical15),
        ["sirf_lower_toeplitz"] = p => Sirf(p, FactorStructure.LowerToeplitz),
        ["sirf_upper_toeplitz"] = p => Sirf(p, FactorStructure.UpperToeplitz),
        ["ldadam"] = p => new LDAdam([new LDAdamGroup(p) { Rank = 4, RankPolicy = RankPolicy.Clamp, LearningRate = 0.01 }]),
        ["ldadam_plain"] = p => new LDAdam(
            [new LDAdamGroup(p) { Rank = 3, RankPolicy = RankPolicy.Clamp, ErrorFeedback = false, Side = ProjectionSide.ReverseStandard, WeightDecay = 0.1 }]),
        ["sirf_bf16"] = p => new SirfShampoo(
            [new SirfShampooGroup(p, 16) { Beta2 = 0.1, FactorType = ElementType.BFloat16, MasterFactors = false }]),
    };

    public static IEnumerable<string> Names => Makers.Keys;

    private static ElementWiseOptions Narrow => new() { StateType = ElementType.BFloat16, Seed = 7 };

    public static Optimizer Make(string name, IReadOnlyList<Parameter> parameters) => Makers[name](parameters);

    private static SirfShampoo Sirf(IReadOnlyList<Parameter> p, FactorStructure structure, int interval = 1) => new(
        [new SirfShampooGroup(p, 16) { Beta2 = 0.1, Structure = structure, Interval = interval, WeightDecay = 0.01 }]);
}

/// <summary>Parameters and a stream of gradients, both from a seed.</summary>
public sealed class Run : IDisposable
{
    private readonly Tensor[] _weights;
    private readonly Tensor[] _gradients;
    private readonly int _seed;
    private readonly double _scale;

    public Run(
        ComputeDevice device, Func<IReadOnlyList<Parameter>, Optimizer> make, long[][] shapes, ElementType type = ElementType.Float32, int seed = 1,
        double scale = 0.3)
    {
        this._seed = seed;
        this._scale = scale;
        Random random = new(seed);
        this._weights = [.. shapes.Select(shape => Values.Make(device, type, Normal(random, Count(shape), 1), shape))];
        this._gradients = [.. shapes.Select(shape => Tensor.Allocate(device, type, shape))];
        this.Parameters = [.. this._weights.Select((weight, i) => new Parameter($"layer{i}.weight", weight))];
        this.Optimizer = make(this.Parameters);
    }

    public Optimizer Optimizer { get; }

    public Parameter[] Parameters { get; }

    public IReadOnlyList<Tensor> Gradients => this._gradients;

    /// <summary>Sets the gradients of a step.</summary>
    public IReadOnlyList<Tensor> Fill(int step)
    {
        for (int i = 0; i < this._gradients.Length; i++)
        {
            Values.Set(this._gradients[i], this.Gradient(i, step));
        }

        return this._gradients;
    }

    public void Steps(int first, int count)
    {
        for (int step = first; step < first + count; step++)
        {
            this.Optimizer.Step(this.Fill(step));
        }
    }

    public double[][] Weights => [.. this._weights.Select(Values.Get)];

    public void SetWeights(double[][] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            Values.Set(this._weights[i], values[i]);
        }
    }

    public void Dispose()
    {
        this.Optimizer.Dispose();
        Array.ForEach(this._weights, weight => weight.Dispose());
        Array.ForEach(this._gradients, gradient => gradient.Dispose());
    }

    /// <summary>The gradient of a parameter at a step; depends on nothing but seed and arguments.</summary>
    public double[] Gradient(int parameter, int step) =>
        Normal(new Random((((this._seed * 31) + parameter) * 1009) + step), (int)this._weights[parameter].Count, this._scale);

    private static long Count(long[] shape) => shape.Aggregate(1L, (product, size) => product * size);

    private static double[] Normal(Random random, long count, double scale)
    {
        double[] values = new double[count];

        for (int i = 0; i < count; i++)
        {
            values[i] = scale * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        }

        return values;
    }
}
