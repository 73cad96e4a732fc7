using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers;

namespace IlgpuOptim.Cli.Kernels.Tour;

/// <summary>Types of a run: parameters, gradients and state of one optimizer.</summary>
/// <param name="Name">Name, part of that of the stop.</param>
/// <param name="Type">Type of the parameters.</param>
/// <param name="IsWide">Gradients in float32, whatever the parameters are.</param>
/// <param name="Rounding">Rounding of bfloat16 parameters.</param>
/// <param name="State">Type of the state.</param>
/// <param name="StateRounding">Rounding of bfloat16 state.</param>
internal sealed record Precision(
    string Name,
    ElementType Type,
    bool IsWide = false,
    Rounding Rounding = Rounding.Stochastic,
    ElementType State = ElementType.Float32,
    Rounding StateRounding = Rounding.Stochastic)
{
    public ElementWiseOptions Options => new()
    {
        ParameterRounding = this.Rounding,
        StateType = this.State,
        StateRounding = this.StateRounding,
        Seed = 7,
    };
}

/// <summary>
/// Two steps of every optimizer, in all types of parameters and state, with one tensor and with several in a launch. Of types that do not
/// depend on each other (gradients, state) not every pair is taken, but every one with each optimizer.
/// </summary>
internal static class OptimizerTour
{
    private static readonly long[][] One = [[9]];
    private static readonly long[][] Several = [[6, 5], [9]];
    private static readonly long[][] Matrices = [[6, 5], [5, 6], [9], [7]];

    private static readonly Precision[] Plain =
    [
        new("f32", ElementType.Float32),
        new("f64", ElementType.Float64),
        new("f16", ElementType.Float16),
        new("bf16", ElementType.BFloat16),
        new("bf16_nearest", ElementType.BFloat16, Rounding: Rounding.Nearest),
    ];

    private static readonly Precision[] Mixed =
    [
        new("f16_wide", ElementType.Float16, IsWide: true),
        new("bf16_wide", ElementType.BFloat16, IsWide: true),
        new("f32_state_bf16", ElementType.Float32, State: ElementType.BFloat16),
        new("f32_state_bf16_nearest", ElementType.Float32, State: ElementType.BFloat16, StateRounding: Rounding.Nearest),
        new("bf16_state_bf16", ElementType.BFloat16, State: ElementType.BFloat16),
    ];

    private static readonly FactorStructure[] Structures = Enum.GetValues<FactorStructure>();

    public static IEnumerable<TourStop> Stops() =>
    [
        .. ElementWise("adamw", (p, options) => new AdamW([new AdamWGroup(p)], options)),
        .. ElementWise("sgd", (p, options) => new Sgd([new SgdGroup(p) { WeightDecay = 0.1 }], options)).Where(stop => !stop.Name.Contains("state")),
        .. ElementWise("sgd_momentum", (p, options) => new Sgd([new SgdGroup(p, 0.9) { Nesterov = true }], options)),
        .. ElementWise("rf_rmsprop", (p, options) => new RootFreeRmsProp([new(p, 0.01, 16)], options)),
        .. ElementWise("rf_rmsprop_momentum", (p, options) => new RootFreeRmsProp([new(p, 0.01, 16, 0.9)], options)),
        .. ElementWise("rf_adamw", (p, options) => new RootFreeAdamW([new(p, 0.01, 16)], options)),
        .. LowRank(),
        .. Shampoo(),
        .. Plain.Select(precision => new TourStop($"accumulate_{precision.Name}", device => Accumulate(device, precision))),
    ];

    private static IEnumerable<TourStop> ElementWise(string name, Func<IReadOnlyList<Parameter>, ElementWiseOptions, Optimizer> make)
    {
        foreach (Precision precision in Plain)
        {
            yield return new($"{name}_{precision.Name}", device => Steps(device, precision, Several, p => make(p, precision.Options)));
            yield return new($"{name}_{precision.Name}_single", device => Steps(device, precision, One, p => make(p, precision.Options)));
        }

        foreach (Precision precision in Mixed)
        {
            yield return new($"{name}_{precision.Name}", device => Steps(device, precision, Several, p => make(p, precision.Options)));
        }
    }

    private static IEnumerable<TourStop> LowRank()
    {
        foreach (Precision precision in (Precision[])[.. Plain, .. Mixed.Where(mixed => mixed.IsWide)])
        {
            yield return new($"ldadam_{precision.Name}", device => Steps(
                device, precision, Matrices, p => new LDAdam([new LDAdamGroup(p) { Rank = 2 }], precision.Options)));
        }

        foreach (Precision precision in Plain[..2])
        {
            yield return new($"ldadam_{precision.Name}_plain", device => Steps(
                device,
                precision,
                Matrices,
                p => new LDAdam([new LDAdamGroup(p) { Rank = 2, ErrorFeedback = false, Method = ProjectionMethod.Svd, Side = ProjectionSide.Left }])));
        }
    }

    private static IEnumerable<TourStop> Shampoo()
    {
        foreach (FactorStructure structure in Structures)
        {
            foreach (Precision precision in Plain[..2])
            {
                yield return new($"sirf_{structure.ToString().ToLowerInvariant()}_{precision.Name}", device => Steps(
                    device,
                    precision,
                    [[32, 5], [3, 4, 2]],
                    p => new SirfShampoo([new SirfShampooGroup(p, 16) { Beta2 = 0.1, Structure = structure, WeightDecay = 0.01 }])));
            }
        }

        // Beyond 64 products with Toeplitz factors are Fourier transforms.
        foreach (FactorStructure structure in (FactorStructure[])[FactorStructure.LowerToeplitz, FactorStructure.UpperToeplitz])
        {
            foreach (Precision precision in Plain[..2])
            {
                yield return new($"sirf_{structure.ToString().ToLowerInvariant()}_long_{precision.Name}", device => Steps(
                    device, precision, [[65, 2]], p => new SirfShampoo([new SirfShampooGroup(p, 16) { Structure = structure }])));
            }
        }

        foreach (Precision precision in Plain)
        {
            yield return new($"sirf_{precision.Name}", device => Steps(
                device, precision, One, p => new SirfShampoo([new SirfShampooGroup(p, 16) { Alpha1 = 0, Alpha2 = 0 }], precision.Options)));
        }

        yield return new("sirf_narrow", device => Steps(device, Plain[0], Several, p => new SirfShampoo(
            [new SirfShampooGroup(p, 16) { FactorType = ElementType.BFloat16, MasterFactors = false }])));

        foreach (Precision precision in Plain[..2])
        {
            yield return new($"sirf_joined_{precision.Name}", device => Steps(device, precision, [[6, 5], [6]], p => new SirfShampoo(
                [new SirfShampooGroup(p, 16) { JointBiases = [(p[0], p[1])] }])));
            yield return new($"sirf_flat_{precision.Name}", device => Steps(device, precision, Several, p => new SirfShampoo(
                [new SirfShampooGroup(p, 16) { Flatten = true, Structure = FactorStructure.Diagonal }])));
        }
    }

    private static double[] Steps(
        ComputeDevice device, Precision precision, long[][] shapes, Func<IReadOnlyList<Parameter>, Optimizer> make) =>
        Run(device, precision, shapes, make, (optimizer, gradients) =>
        {
            optimizer.MaxGradientNorm = 3;
            optimizer.Step(gradients);
        });

    private static double[] Accumulate(ComputeDevice device, Precision precision) => Run(
        device, precision, [.. One, .. Several], p => new Sgd([new SgdGroup(p.Take(1)), new SgdGroup(p.Skip(1))], precision.Options), (optimizer, gradients) =>
        {
            optimizer.Accumulate(gradients);
            optimizer.Accumulate(gradients, 2);
            optimizer.StepAccumulated();
        });

    private static double[] Run(
        ComputeDevice device,
        Precision precision,
        long[][] shapes,
        Func<IReadOnlyList<Parameter>, Optimizer> make,
        Action<Optimizer, Tensor[]> step)
    {
        ElementType gradientType = precision.IsWide ? ElementType.Float32 : precision.Type;
        Tensor[] weights = [.. shapes.Select((shape, i) => ComputeTour.Make(device, precision.Type, i, shape))];
        Tensor[] gradients = [.. shapes.Select(shape => Tensor.Allocate(device, gradientType, shape))];

        try
        {
            using Optimizer optimizer = make([.. weights.Select((weight, i) => new Parameter($"w{i}", weight))]);

            for (int s = 0; s < 2; s++)
            {
                for (int i = 0; i < gradients.Length; i++)
                {
                    ComputeTour.Set(gradients[i], ProductTour.Numbers(gradients[i].Count, 100 + (10 * s) + i));
                }

                step(optimizer, gradients);
            }

            return [.. weights.SelectMany(ComputeTour.Get)];
        }
        finally
        {
            Array.ForEach(weights, weight => weight.Dispose());
            Array.ForEach(gradients, gradient => gradient.Dispose());
        }
    }
}
