using TorchSharp.Modules;

using static TorchSharp.torch;

namespace IlgpuOptim.Cli.Train;

/// <summary>Parameters of a model as optimizers take them, and the numbers they share.</summary>
/// <param name="Matrices">Weight matrices: they decay, and have structure for matrix methods.</param>
/// <param name="Others">Embeddings, gains and biases.</param>
/// <param name="LearningRate">Of the first step.</param>
/// <param name="WeightDecay">Of the matrices.</param>
/// <param name="Rank">Of low-rank methods.</param>
internal sealed record OptimizerRequest(
    IReadOnlyList<Parameter> Matrices, IReadOnlyList<Parameter> Others, double LearningRate, double WeightDecay, int Rank)
{
    public long Elements => this.Matrices.Concat(this.Others).Sum(static parameter => parameter.numel());
}

/// <summary>An optimizer of torch with what there is to tell about it.</summary>
internal class TrainOptimizer(OptimizerHelper torch, long stateBytes) : IDisposable
{
    /// <summary>The optimizer.</summary>
    public OptimizerHelper Torch { get; } = torch;

    /// <summary>Bytes of state, those of the parameters and gradients not counted.</summary>
    public virtual long StateBytes { get; } = stateBytes;

    /// <summary>Whether no step so far has copied a parameter.</summary>
    public virtual bool ZeroCopy => true;

    /// <summary>Steps left out because a gradient was not finite.</summary>
    public virtual long SkippedSteps => 0;

    /// <summary>The learning rate of the next step, for all parameters.</summary>
    public void SetLearningRate(double rate)
    {
        foreach (optim.ILearningRateController group in this.Torch.ParamGroups)
        {
            group.LearningRate = rate;
        }
    }

    public void Dispose() => this.Torch.Dispose();
}
