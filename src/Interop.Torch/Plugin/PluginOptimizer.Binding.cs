using System.Globalization;
using IlgpuOptim.Compute;
using IlgpuOptim.Interop.Torch.Memory;
using IlgpuOptim.Interop.Torch.Plugin;
using IlgpuOptim.Optimizers;
using TorchSharp.Modules;
using TorchSharp.Native;
using CoreOptimizer = IlgpuOptim.Optimizers.Optimizer;
using CoreParameter = IlgpuOptim.Optimizers.Parameter;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace IlgpuOptim.Interop.Torch;

/// <content>From torch's tensors to those of the core optimizer and back.</content>
public abstract partial class PluginOptimizer
{
    private static int s_announced;

    /// <summary>Kernels from now on find what torch has done.</summary>
    private void Enter()
    {
        if (!this._isStaged)
        {
            TorchView.Enter(this.Device);
        }
    }

    /// <summary>Torch from now on finds what kernels have done to the parameters: those with gradients, or all.</summary>
    private void Leave(bool all)
    {
        foreach (ParameterBinding binding in this._bindings)
        {
            binding.BeginFetch(all);
        }

        this.LetTorchGoOn();

        foreach (ParameterBinding binding in this._bindings)
        {
            binding.Finish(all);
        }
    }

    private void LetTorchGoOn()
    {
        if (this._isStaged)
        {
            this.Device.Synchronize();
        }
        else
        {
            TorchView.Leave(this.Device);
        }
    }

    /// <summary>Looks where parameters and gradients are now, and makes anew what does not fit any more.</summary>
    private CoreOptimizer Follow()
    {
        if (this._bindings.Find(static binding => binding.IsGone) is { } gone)
        {
            this.FollowModule(gone);
        }

        if (this.Refresh())
        {
            this.Build();
            this.Refresh();
        }

        return this.Core;
    }

    /// <returns>Whether a parameter is not what the core was made for.</returns>
    private bool Refresh()
    {
        bool isOther = false;

        for (int i = 0; i < this._bindings.Count; i++)
        {
            isOther |= this._bindings[i].Refresh(out this._gradients[i], out bool changed);
            isOther |= changed;
        }

        return isOther;
    }

    private void Admit(ParamGroup param_group)
    {
        if (param_group is not PluginGroup group || group.Options.GetType() != this._defaults.GetType())
        {
            throw new ArgumentException(
                $"{this.GetType().Name} takes groups of type {this.GetType().Name}.ParamGroup, not {param_group?.GetType().ToString() ?? "null"}.", nameof(param_group));
        }

        ((PluginOptions)group.Options).Take((PluginOptions)this._defaults);
        this._parameter_groups.Add(group);
    }

    /// <summary>Makes bindings and core anew for the parameters as they are, and carries the state over.</summary>
    private void Build()
    {
        if (this._isAccumulating)
        {
            throw new InvalidOperationException("Parameters cannot be exchanged or added between micro-batches: call step() first.");
        }

        List<ParameterBinding> bindings = [];
        List<NumberExchange> numbers = [];
        CoreOptimizer? core = null;

        try
        {
            core = this.BuildCore(bindings, numbers);

            if (this._core is { } old)
            {
                Carry(old, core);
            }
        }
        catch
        {
            core?.Dispose();
            bindings.ForEach(static binding => binding.Dispose());

            throw;
        }

        this._core?.Dispose();
        this._copiedBefore += this._bindings.Sum(static binding => binding.CopiedBytes);
        this._bindings.ForEach(static binding => binding.Dispose());
        this._core = core;
        this._bindings = bindings;
        this._isStaged = bindings.Exists(static binding => !binding.IsShared);
        this._numbers = numbers;
        this._gradients = new Tensor?[bindings.Count];
        this._numbers.ForEach(static exchange => exchange.FromCore());
        this.NoteStates();

        if (this._isStaged)
        {
            Announce(core.Device);
        }
    }

    private CoreOptimizer BuildCore(List<ParameterBinding> bindings, List<NumberExchange> numbers)
    {
        Dictionary<IntPtr, string> identities = [];
        List<ParameterGroup> groups = [];
        ComputeDevice? device = this._chosenDevice;

        foreach (PluginGroup group in this.PluginGroups)
        {
            List<CoreParameter> parameters = [];
            int index = 0;

            foreach (TorchParameter parameter in group.Parameters)
            {
                string name = Name(parameter, group.Names[index++], bindings.Count);
                TensorInfo info = TensorChecks.Describe(parameter, $"Parameter '{name}'");
                device ??= TorchDevices.DefaultFor(info, $"Parameter '{name}'");

                if (!identities.TryAdd(info.Identity, name))
                {
                    throw new ArgumentException($"Parameter '{name}' is '{identities[info.Identity]}', too; a parameter stands once in an optimizer.");
                }

                ParameterBinding binding = new(parameter, name, device);
                bindings.Add(binding);
                parameters.Add(new CoreParameter(name, binding.Value));
            }

            ParameterGroup core = ((PluginOptions)group.Options).Create(parameters);
            NumberExchange exchange = new(group, core);
            exchange.ToCore();
            groups.Add(core);
            numbers.Add(exchange);
        }

        return this.Create(groups);
    }

    private static void Announce(ComputeDevice device)
    {
        if (Interlocked.Exchange(ref s_announced, 1) == 0)
        {
            TorchView.Notice(
                $"{device} cannot reach the memory of CPU tensors: every step copies gradients there and parameters back.");
        }
    }

    private static string Name(TorchParameter parameter, string? given, int number) =>
        !string.IsNullOrEmpty(given) ? given
        : !string.IsNullOrEmpty(parameter?.name) ? parameter.name
        : string.Create(CultureInfo.InvariantCulture, $"parameter{number}");
}
