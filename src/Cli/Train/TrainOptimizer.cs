using IlgpuOptim.Interop.Torch;

using TorchSharp.Modules;

using static TorchSharp.torch;

namespace IlgpuOptim.Cli.Train;

/// <summary>Parameters of a model as optimizers take them, and the numbers they share.</summary>
/// <param name="Matrices">Weight matrices: they decay, and have structure for matrix methods.</param>
/// <param name="Others">Embeddings, gains and biases.</param>
/// <param name="LearningRate">Of the first step.</param>
/// <param name="WeightDecay">Of the matrices.</param>
/// <param name="Rank">Of low-rank methods.</param>
/// <param name="Samples">Losses that a gradient is the mean of: characters per step.</param>
internal sealed record OptimizerRequest(
    IReadOnlyList<(string Name, Parameter Parameter)> Matrices,
    IReadOnlyList<(string Name, Parameter Parameter)> Others,
    double LearningRate,
    double WeightDecay,
    int Rank,
    double Samples)
{
    public IEnumerable<Parameter> Parameters => this.Matrices.Concat(this.Others).Select(static item => item.Parameter);
}

/// <summary>An optimizer of torch with what there is to tell about it.</summary>
internal abstract class TrainOptimizer(OptimizerHelper torch) : IDisposable
{
    /// <summary>The optimizer.</summary>
    public OptimizerHelper Torch { get; } = torch;

    /// <summary>Bytes of state, those of the parameters and gradients not counted.</summary>
    public abstract long StateBytes { get; }

    /// <summary>Whether no step so far has copied a parameter or gradient; null before the first step.</summary>
    public abstract bool? ZeroCopy { get; }

    /// <summary>Steps left out because a gradient was not finite.</summary>
    public abstract long SkippedSteps { get; }

    /// <summary>Scales gradients down at every step to a norm of all together; 0: as they are.</summary>
    public abstract double Clip { set; }

    /// <summary>The learning rate of the next step, for all parameters.</summary>
    public void SetLearningRate(double rate)
    {
        foreach (optim.ILearningRateController group in this.Torch.ParamGroups)
        {
            group.LearningRate = rate;
        }
    }

    /// <summary>Changes the parameters by their gradients.</summary>
    public virtual void Step() => this.Torch.step();

    public void Dispose() => this.Torch.Dispose();
}

/// <summary>One of libtorch's tensor operations: they change parameters in place, and do not look at gradients.</summary>
internal sealed class LibTorchOptimizer(OptimizerHelper torch, IEnumerable<Parameter> parameters, int numbersPerElement)
    : TrainOptimizer(torch)
{
    private readonly Parameter[] _parameters = [.. parameters];
    private double _clip;

    /// <inheritdoc/>
    public override long StateBytes => sizeof(float) * numbersPerElement * this._parameters.Sum(static parameter => parameter.numel());

    /// <inheritdoc/>
    public override bool? ZeroCopy => true;

    /// <inheritdoc/>
    public override long SkippedSteps => 0;

    /// <inheritdoc/>
    public override double Clip
    {
        set => this._clip = value;
    }

    /// <inheritdoc/>
    public override void Step()
    {
        if (this._clip > 0)
        {
            nn.utils.clip_grad_norm_(this._parameters, this._clip);
        }

        base.Step();
    }
}

/// <summary>One of this library's plug-ins.</summary>
internal sealed class KernelOptimizer(PluginOptimizer torch) : TrainOptimizer(torch)
{
    /// <inheritdoc/>
    public override long StateBytes => torch.Statistics.StateBytes;

    /// <inheritdoc/>
    public override bool? ZeroCopy => torch.Statistics is { Steps: > 0 } statistics ? statistics.ZeroCopy : null;

    /// <inheritdoc/>
    public override long SkippedSteps => torch.Statistics.SkippedSteps;

    /// <inheritdoc/>
    public override double Clip
    {
        set => torch.MaxGradientNorm = value > 0 ? value : null;
    }
}
