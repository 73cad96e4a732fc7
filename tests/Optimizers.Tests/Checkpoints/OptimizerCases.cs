using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers.Tests.Harness;

namespace IlgpuOptim.Optimizers.Tests.Checkpoints;

/// <summary>Every optimizer, in the variants that keep different state, over the same small model.</summary>
internal static class OptimizerCases
{
    private static readonly Dictionary<string, Func<Parameter[], Optimizer>> Makers = new()
    {
        ["sgd"] = parameters => new Sgd([new SgdGroup(parameters) { LearningRate = 0.01 }]),
        ["sgd momentum"] = parameters => new Sgd([new SgdGroup(parameters, momentum: 0.9) { LearningRate = 0.01 }]),
        ["adamw"] = parameters => new AdamW([new AdamWGroup(parameters) { LearningRate = 0.01 }]),
        ["adamw bf16 state"] = parameters => new AdamW(
            [new AdamWGroup(parameters) { LearningRate = 0.01 }], new ElementWiseOptions { StateType = ElementType.BFloat16, Seed = 7 }),
        ["adamw float64"] = parameters => new AdamW([new AdamWGroup(parameters) { LearningRate = 0.01 }]),
        ["adamw bf16 parameters"] = parameters => new AdamW([new AdamWGroup(parameters) { LearningRate = 0.01 }], new ElementWiseOptions { Seed = 3 }),
        ["adamw two groups"] = parameters => new AdamW(
        [
            new AdamWGroup(parameters[..1]) { LearningRate = 0.02, WeightDecay = 0 },
            new AdamWGroup(parameters[1..]) { LearningRate = 0.01, Beta1 = 0.8 },
        ])
        { MaxGradientNorm = 1, LossScale = 2 },
        ["root-free rmsprop"] = parameters => new RootFreeRmsProp([new RootFreeRmsPropGroup(parameters, 0.01, batchSize: 8)]),
        ["root-free rmsprop momentum"] = parameters => new RootFreeRmsProp([new RootFreeRmsPropGroup(parameters, 0.01, 8, momentum: 0.9)]),
        ["root-free adamw"] = parameters => new RootFreeAdamW([new RootFreeAdamWGroup(parameters, 0.01, batchSize: 8)]),
        ["sirf_shampoo dense"] = parameters => Shampoo(parameters, FactorStructure.Dense),
        ["sirf_shampoo diagonal"] = parameters => Shampoo(parameters, FactorStructure.Diagonal),
        ["sirf_shampoo hierarchical"] = parameters => Shampoo(parameters, FactorStructure.Hierarchical15),
        ["sirf_shampoo toeplitz"] = parameters => Shampoo(parameters, FactorStructure.LowerToeplitz),
        ["sirf_shampoo bf16 factors"] = parameters => new SirfShampoo(
            [new SirfShampooGroup(parameters, 8) { LearningRate = 0.01, FactorType = ElementType.BFloat16, MasterFactors = false }]),
        ["ldadam"] = parameters => LowRank(new LDAdamGroup(parameters) { Rank = 3, LearningRate = 0.01 }),
        ["ldadam without error feedback"] = parameters => LowRank(
            new LDAdamGroup(parameters) { Rank = 3, LearningRate = 0.01, ErrorFeedback = false }),
        ["ldadam errors in gradients"] = parameters => LowRank(new LDAdamGroup(parameters)
        {
            Rank = 3,
            LearningRate = 0.01,
            ErrorPlacement = ErrorPlacement.Gradient,
            Gradients = [.. parameters.Select(static parameter => Tensor.Allocate(parameter.Tensor.Device, ElementType.Float32, parameter.Tensor.Shape))],
        }),
        ["ldadam other side"] = parameters => LowRank(
            new LDAdamGroup(parameters) { Rank = 2, LearningRate = 0.01, Side = ProjectionSide.ReverseStandard }),
        ["sirf_shampoo every third step"] = parameters => Shampoo(parameters, FactorStructure.Dense, interval: 3),
    };

    public static IEnumerable<string> Names => Makers.Keys;

    /// <summary>An optimizer over parameters of its own, whose values depend on the seed.</summary>
    public static Optimizer Create(string name, ComputeDevice device, int seed)
    {
        ElementType type = name.EndsWith("float64", StringComparison.Ordinal) ? ElementType.Float64
            : name.EndsWith("bf16 parameters", StringComparison.Ordinal) ? ElementType.BFloat16
            : ElementType.Float32;

        return Makers[name](
        [
            new Parameter("encoder.0.weight", Random(device, type, seed, 12, 7)),
            new Parameter("encoder.0.bias", Random(device, type, seed + 1, 12)),
            new Parameter("odd \"name\"/🙂", Random(device, type, seed + 2, 5, 3)),
        ]);
    }

    /// <summary>Makes the steps from one number to another; the gradients depend on the number alone.</summary>
    public static void Train(Optimizer optimizer, int from, int to)
    {
        IReadOnlyList<Tensor>? kept = KeptGradients(optimizer);

        for (int step = from; step < to; step++)
        {
            Tensor[] gradients = [.. optimizer.Parameters.Select((parameter, i) =>
                Random(optimizer.Device, parameter.Tensor.Type, (1000 * step) + i, parameter.Tensor.Shape.ToArray()))];

            // Gradients that hold errors are added to, as the backward pass does; what is no matrix has no error.
            for (int i = 0; i < gradients.Length && kept is not null; i++)
            {
                float[] sum = gradients[i].ToArray<float>();
                float[] error = kept[i].ToArray<float>();
                kept[i].CopyFrom<float>(kept[i].Rank == 2 ? [.. sum.Zip(error, static (g, e) => g + e)] : sum);
            }

            optimizer.Step(kept ?? gradients);
            optimizer.Device.Synchronize();
            Array.ForEach(gradients, static gradient => gradient.Dispose());
        }
    }

    public static double[] Values(Optimizer optimizer) => [.. optimizer.Parameters.SelectMany(parameter => Harness.Values.Get(parameter.Tensor))];

    public static void Free(Optimizer optimizer)
    {
        optimizer.Dispose();

        foreach (Parameter parameter in optimizer.Parameters)
        {
            parameter.Tensor.Dispose();
        }

        foreach (Tensor gradient in KeptGradients(optimizer) ?? [])
        {
            gradient.Dispose();
        }
    }

    private static IReadOnlyList<Tensor>? KeptGradients(Optimizer optimizer) => (optimizer.Groups[0] as LDAdamGroup)?.Gradients;

    private static SirfShampoo Shampoo(Parameter[] parameters, FactorStructure structure, int interval = 1) => new(
        [new SirfShampooGroup(parameters, batchSize: 8) { LearningRate = 0.01, Structure = structure, Interval = interval }]);

    private static LDAdam LowRank(LDAdamGroup group) => new([group]);

    private static Tensor Random(ComputeDevice device, ElementType type, int seed, params long[] shape)
    {
        Random random = new(seed);
        double[] values = new double[shape.Aggregate(1L, (count, extent) => count * extent)];

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = random.NextDouble() - 0.5;
        }

        return Harness.Values.Make(device, type, values, shape);
    }
}
