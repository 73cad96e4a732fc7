using IlgpuOptim.Compute;

namespace IlgpuOptim.Optimizers.Tests.Golden;

/// <summary>Optimizers with the hyper-parameters of recorded runs.</summary>
public static class RootFreeGroups
{
    /// <summary>Groups of SIRFShampoo.</summary>
    public static List<SirfShampooGroup> Shampoo(RootFreeCase run, Parameter[] parameters)
    {
        bool isPrototype = run.Method == "ifshampoo_prototype";
        double[]? updates = run.Numbers("update_steps");

        // The prototype takes quarter steps for parameters with certain names, so each gets a group of its own.
        return isPrototype
            ? [.. parameters.Select(parameter => Group([parameter], parameter.Name.Contains("bias", StringComparison.Ordinal)
                || parameter.Name.Contains("norm", StringComparison.Ordinal) || parameter.Name.Contains("proj", StringComparison.Ordinal) ? 0.25 : 1))]
            : [Group(parameters, 1)];

        SirfShampooGroup Group(Parameter[] members, double scale) => new(members, run.Hyper("batch_size"))
        {
            LearningRate = run.Hyper("lr"),
            WeightDecay = run.Hyper(isPrototype ? "weight_decay" : "kappa"),
            Alpha1 = run.Hyper(isPrototype ? "momentum" : "alpha1"),
            Alpha2 = run.Hyper(isPrototype ? "riemannian_momentum" : "alpha2"),
            Beta2 = run.Hyper(isPrototype ? "lr_cov" : "beta2"),
            Lambda = run.Hyper(isPrototype ? "damping" : "lam"),
            Interval = isPrototype ? 1 : (int)run.Hyper("T"),
            UpdateAt = updates is null ? null : step => updates.Contains(step),
            FactorStepScale = scale,
            FactorType = run.IsBFloat16 ? ElementType.BFloat16 : null,
            StructuresByAxes = run.Texts("structures") is { } structures
                ? new Dictionary<int, IReadOnlyList<FactorStructure>> { [structures.Length] = Structures(run) }
                : null,
            JointBiases = run.Flag("joint_weight_bias") ? [(members[0], members[1])] : [],
        };
    }

    /// <summary>Structures of the axes.</summary>
    public static FactorStructure[] Structures(RootFreeCase run) => [.. (run.Texts("structures") ?? []).Select(name => name switch
    {
        "dense" => FactorStructure.Dense,
        "diagonal" => FactorStructure.Diagonal,
        "block30diagonal" => FactorStructure.Block30Diagonal,
        "hierarchical15_15" => FactorStructure.Hierarchical15,
        "triltoeplitz" => FactorStructure.LowerToeplitz,
        "triutoeplitz" => FactorStructure.UpperToeplitz,
        _ => throw new InvalidDataException($"structure {name}"),
    })];

    /// <summary>RF-RMSProp or RF-AdamW.</summary>
    public static Optimizer Diagonal(RootFreeCase run, Parameter parameter, ElementWiseOptions options)
    {
        double rate = run.Hyper("lr");
        double batch = run.Hyper("batch_size");
        bool unit = run.Hyper("unit_scaling") != 0;
        bool zero = run.Hyper("zero_init") != 0;

        if (run.Method == "rfrmsprop")
        {
            RootFreeRmsPropGroup group = new([parameter], rate, batch, run.Hyper("momentum"))
            {
                Beta2 = run.Hyper("beta2"),
                Epsilon = run.Hyper("eps"),
                WeightDecay = run.Hyper("weight_decay"),
                UnitScaling = unit,
                ZeroInit = zero,
            };

            return new RootFreeRmsProp([group], options);
        }

        return new RootFreeAdamW(
            [
                new RootFreeAdamWGroup([parameter], rate, batch)
                {
                    Beta1 = run.Hyper("beta1"),
                    Beta2 = run.Hyper("beta2"),
                    Epsilon = run.Hyper("eps"),
                    WeightDecay = run.Hyper("weight_decay"),
                    UnitScaling = unit,
                    ZeroInit = zero,
                    BiasCorrection = run.Hyper("bias_correction") != 0,
                },
            ],
            options);
    }
}
