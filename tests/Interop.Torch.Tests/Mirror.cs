using IlgpuOptim.Optimizers;
using CoreOptimizer = IlgpuOptim.Optimizers.Optimizer;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace IlgpuOptim.Interop.Torch.Tests;

/// <summary>Plug-in optimizers with the same settings as core optimizers.</summary>
internal static class Mirror
{
    /// <summary>The plug-in of a core optimizer of the root-free kind; parameters in the same order.</summary>
    public static PluginOptimizer Of(CoreOptimizer core, TorchParameter[] parameters, ElementWiseOptions settings)
    {
        int next = 0;
        TorchParameter[][] members = [.. core.Groups.Select(group => group.Parameters.Select(_ => parameters[next++]).ToArray())];

        return core switch
        {
            RootFreeRmsProp => new RFRmsProp(core.Groups.Select((group, i) => Group((RootFreeRmsPropGroup)group, members[i])), 1, 1, null, settings),
            RootFreeAdamW => new RFAdamW(core.Groups.Select((group, i) => Group((RootFreeAdamWGroup)group, members[i])), 1, 1, null, settings),
            _ => new SirfShampoo(core.Groups.Select((group, i) => Group((SirfShampooGroup)group, members[i])), 1),
        };
    }

    public static LDAdam.ParamGroup Group(LDAdamGroup group, params TorchParameter[] parameters) => new(parameters, new()
    {
        LearningRate = group.LearningRate,
        WeightDecay = group.WeightDecay,
        Beta1 = group.Beta1,
        Beta2 = group.Beta2,
        Epsilon = group.Epsilon,
        Rho = group.Rho,
        LowRank = group.LowRank,
        Rank = group.Rank,
        Side = group.Side,
        Method = group.Method,
        ErrorFeedback = group.ErrorFeedback,
    });

    private static SirfShampoo.ParamGroup Group(SirfShampooGroup group, TorchParameter[] parameters) => new(parameters, new()
    {
        LearningRate = group.LearningRate,
        WeightDecay = group.WeightDecay,
        BatchSize = group.BatchSize,
        Alpha1 = group.Alpha1,
        Alpha2 = group.Alpha2,
        Beta2 = group.Beta2,
        Lambda = group.Lambda,
        Interval = group.Interval,
        UpdateAt = group.UpdateAt,
        FactorStepScale = group.FactorStepScale,
        FactorType = group.FactorType,
        StructuresByAxes = group.StructuresByAxes,
        JoinBiases = group.JointBiases.Count > 0,
    });

    private static RFRmsProp.ParamGroup Group(RootFreeRmsPropGroup group, TorchParameter[] parameters) => new(parameters, new()
    {
        LearningRate = group.LearningRate,
        WeightDecay = group.WeightDecay,
        BatchSize = group.BatchSize,
        Momentum = group.Momentum,
        Beta2 = group.Beta2,
        Epsilon = group.Epsilon,
        UnitScaling = group.UnitScaling,
        ZeroInit = group.ZeroInit,
    });

    private static RFAdamW.ParamGroup Group(RootFreeAdamWGroup group, TorchParameter[] parameters) => new(parameters, new()
    {
        LearningRate = group.LearningRate,
        WeightDecay = group.WeightDecay,
        BatchSize = group.BatchSize,
        Beta1 = group.Beta1,
        Beta2 = group.Beta2,
        Epsilon = group.Epsilon,
        BiasCorrection = group.BiasCorrection,
        UnitScaling = group.UnitScaling,
        ZeroInit = group.ZeroInit,
    });
}
