using IlgpuOptim.Interop.Torch.Plugin;
using IlgpuOptim.Optimizers;
using IlgpuOptim.Optimizers.Checkpoints;
using TorchSharp;
using TorchSharp.Modules;
using CoreOptimizerState = IlgpuOptim.Optimizers.OptimizerState;
using CoreOptimizer = IlgpuOptim.Optimizers.Optimizer;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace IlgpuOptim.Interop.Torch;

/// <content>State in and out, and other parameters in the place of old ones.</content>
public abstract partial class PluginOptimizer
{
    /// <summary>Saves parameters, state and options in one safetensors file, which replaces an old one only when it is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="plan">Schedule, horizon and base rate, so that the training can be extended later.</param>
    /// <param name="texts">Anything else, such as the epoch.</param>
    /// <exception cref="IOException">It cannot be written; an old file is still there.</exception>
    public void Save(string path, TrainingPlan? plan = null, IReadOnlyDictionary<string, string>? texts = null)
    {
        lock (this.Gate)
        {
            this.Follow();
            this._numbers.ForEach(static numbers => numbers.ToCore());
            this.Enter();
            Checkpoint.Save(path, this.Core, plan, texts);
        }
    }

    /// <summary>Puts parameters, state and options back to what <see cref="Save"/> wrote; training then goes on bit for bit.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="Compute.Files.TensorFileException">It is damaged, or has no such parameters; nothing has changed.</exception>
    /// <exception cref="ArgumentException">It is of another algorithm or other groups; nothing has changed.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public void Load(string path)
    {
        using Checkpoint checkpoint = Checkpoint.Open(path);

        lock (this.Gate)
        {
            this.Follow();
            this.Enter();
            checkpoint.Restore(this.Core);
            this.Leave(all: true);
            this._isAccumulating = false;
            this._numbers.ForEach(static numbers => numbers.FromCore());
        }
    }

    /// <summary>Copies what another optimizer for parameters with the same names knows of them into a new one; the rest stays as it is there.</summary>
    private static void Carry(CoreOptimizer old, CoreOptimizer core)
    {
        CoreOptimizerState fresh = core.GetState();
        CoreOptimizerState known = old.GetState();
        Dictionary<string, StateTensor> tensors = known.Tensors.ToDictionary(static tensor => tensor.Name);
        Dictionary<string, double> scalars = new(fresh.Scalars);

        foreach ((string name, double value) in known.Scalars)
        {
            scalars[name] = value;
        }

        core.SetState(new CoreOptimizerState(
            fresh.Algorithm, scalars, [.. fresh.Tensors.Select(tensor => tensors.GetValueOrDefault(tensor.Name) ?? tensor)]));
    }
}
