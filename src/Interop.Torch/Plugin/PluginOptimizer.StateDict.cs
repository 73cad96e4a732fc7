using IlgpuOptim.Compute;
using IlgpuOptim.Interop.Torch.Memory;
using IlgpuOptim.Interop.Torch.Plugin;
using IlgpuOptim.Optimizers;
using TorchSharp;
using TorchSharp.Native;
using CoreState = IlgpuOptim.Optimizers.OptimizerState;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace IlgpuOptim.Interop.Torch;

/// <content>TorchSharp's state dictionaries: parameters are told by their order.</content>
public abstract partial class PluginOptimizer
{
    private Dictionary<PluginState, StateParts>? _received;

    /// <summary>Reads what <c>save_state_dict</c> wrote.</summary>
    /// <exception cref="InvalidDataException">It is of another optimizer, or for another number of groups or parameters; nothing has changed.</exception>
    /// <exception cref="ArgumentException">The state has other names or shapes; nothing has changed.</exception>
    public override void load_state_dict(BinaryReader reader) => this.Load(() => base.load_state_dict(reader));

    /// <summary>Copies the state of another optimizer of the same kind, for parameters with the same shapes in the same order.</summary>
    /// <exception cref="InvalidDataException">It is of another kind, or for another number of groups or parameters; nothing has changed.</exception>
    /// <exception cref="ArgumentException">The state has other names or shapes; nothing has changed.</exception>
    public override void load_state_dict(StateDictionary state_dict) => this.Load(() => base.load_state_dict(state_dict));

    /// <inheritdoc/>
    public override void save_state_dict(BinaryWriter writer)
    {
        this.Follow();
        base.save_state_dict(writer);
    }

    /// <summary>
    /// Moves the state to where the parameters are, which happens by itself at the next step, too. The parameters have to be there already:
    /// <c>module.to(device)</c> comes first.
    /// </summary>
    /// <param name="device">The device.</param>
    /// <exception cref="InvalidOperationException">Parameters are on another device, or gone; the message says what to do.</exception>
    public override void to(torch.Device device)
    {
        ArgumentNullException.ThrowIfNull(device);

        lock (this.Gate)
        {
            this.Follow();
        }

        foreach (ParameterBinding binding in this._bindings)
        {
            TensorInfo info = TorchMemory.Describe(binding.Parameter);

            if (info.DeviceType != device.type || (device.index >= 0 && info.DeviceIndex >= 0 && device.index != info.DeviceIndex))
            {
                throw new InvalidOperationException(
                    $"Parameter '{binding.Name}' is on {TorchDevices.Name(info)}; the state of an optimizer is where its parameters are. Call module.to(\"{device}\") first.");
            }
        }
    }

    /// <summary>What the core remembers of a parameter, as views of its own memory.</summary>
    internal StateParts PartsOf(PluginState state)
    {
        CoreState known = this.Core.GetState();
        StateParts parts = new();

        foreach ((string name, double value) in known.Scalars)
        {
            if (Split(name) is not { } at)
            {
                parts.Scalars["/" + name] = value;
            }
            else if (name.AsSpan(0, at).SequenceEqual(state.Name))
            {
                parts.Scalars[name[(at + 1)..]] = value;
            }
        }

        foreach (StateTensor tensor in known.Tensors)
        {
            if (Split(tensor.Name) is int at && tensor.Name.AsSpan(0, at).SequenceEqual(state.Name))
            {
                parts.Tensors[tensor.Name[(at + 1)..]] = tensor.Tensor;
            }
        }

        return parts;
    }

    /// <summary>Takes over the state of a parameter: at once, or when all of a dictionary is read.</summary>
    internal void Receive(PluginState state, StateParts parts)
    {
        if (this._received is { } received)
        {
            received[state] = parts;
        }
        else
        {
            this.Commit(new Dictionary<PluginState, StateParts> { [state] = parts });
        }
    }

    /// <summary>Names by parameter: the quantity stands behind the last slash.</summary>
    private static int? Split(string name) => name.LastIndexOf('/') is >= 0 and int at ? at : null;

    private void Load(Action read)
    {
        lock (this.Gate)
        {
            this.Follow();
            PluginOptions[] before = [.. this.PluginGroups.Select(static group => ((PluginOptions)group.Options).Copy())];
            this._received = [];

            try
            {
                read();
                this.Commit(this._received);
            }
            catch
            {
                foreach ((PluginGroup group, PluginOptions options) in this.PluginGroups.Zip(before))
                {
                    group.Options.LoadStateDict(options);
                }

                throw;
            }
            finally
            {
                foreach (StateParts parts in this._received.Values)
                {
                    parts.Dispose();
                }

                this._received = null;
            }
        }
    }

    private void Commit(Dictionary<PluginState, StateParts> received)
    {
        CoreState own = this.Core.GetState();
        Dictionary<string, double> scalars = new(own.Scalars);
        Dictionary<string, StateTensor> tensors = own.Tensors.ToDictionary(static tensor => tensor.Name);

        foreach ((PluginState state, StateParts parts) in received)
        {
            foreach ((string name, double value) in parts.Scalars)
            {
                scalars[name.StartsWith('/') ? name[1..] : $"{state.Name}/{name}"] = value;
            }

            foreach ((string name, Tensor tensor) in parts.Tensors)
            {
                tensors[$"{state.Name}/{name}"] = new StateTensor($"{state.Name}/{name}", tensor);
            }
        }

        // The numbers of groups came with the options.
        foreach ((NumberExchange exchange, int index) in this._numbers.Select(static (exchange, index) => (exchange, index)))
        {
            exchange.ToCore();
            exchange.Read(FormattableString.Invariant($"group{index}/"), scalars);
        }

        this.Core.SetState(new CoreState(this.Core.Algorithm, scalars, [.. tensors.Values]));
    }

    /// <summary>Names the states for the base class, which looks them up by the handles of the parameters.</summary>
    private void NoteStates()
    {
        this._state.Clear();

        foreach (ParameterBinding binding in this._bindings)
        {
            this._state[binding.Parameter.Handle] = new PluginState(binding.Parameter, binding.Name, this);
        }
    }
}
