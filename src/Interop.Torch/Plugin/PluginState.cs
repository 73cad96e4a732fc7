using System.Runtime.InteropServices;
using IlgpuOptim.Compute;
using TorchParameter = TorchSharp.Modules.Parameter;
using TorchState = TorchSharp.Modules.OptimizerState;

namespace IlgpuOptim.Interop.Torch.Plugin;

/// <summary>
/// What a plug-in optimizer remembers of one parameter, for TorchSharp's state dictionaries. The values themselves are the core optimizer's; these
/// objects are names for them.
/// </summary>
internal sealed class PluginState(TorchParameter parameter, string name, PluginOptimizer owner) : TorchState(parameter)
{
    /// <summary>The parameter's name in the optimizer.</summary>
    public string Name { get; } = name;

    /// <summary>The optimizer.</summary>
    public PluginOptimizer Owner { get; } = owner;

    /// <summary>The states are the optimizer's own; there is nothing to make here.</summary>
    public override void Initialize(TorchSharp.Modules.OptimizerOptions options)
    {
    }

    public override void SaveStateDict(BinaryWriter writer)
    {
        StateParts parts = this.Owner.PartsOf(this);
        writer.Write7BitEncodedInt(parts.Scalars.Count);

        foreach ((string name, double value) in parts.Scalars)
        {
            writer.Write(name);
            writer.Write(value);
        }

        writer.Write7BitEncodedInt(parts.Tensors.Count);

        foreach ((string name, Tensor tensor) in parts.Tensors)
        {
            writer.Write(name);
            writer.Write(tensor.Type.ToString());
            writer.Write7BitEncodedInt(tensor.Rank);

            foreach (long extent in tensor.Shape)
            {
                writer.Write7BitEncodedInt64(extent);
            }

            writer.Write(Bytes(tensor));
        }
    }

    public override void LoadStateDict(BinaryReader reader)
    {
        StateParts parts = new();

        for (int i = reader.Read7BitEncodedInt(); i > 0; i--)
        {
            parts.Scalars[reader.ReadString()] = reader.ReadDouble();
        }

        for (int i = reader.Read7BitEncodedInt(); i > 0; i--)
        {
            string name = reader.ReadString();
            string typeName = reader.ReadString();

            if (!Enum.TryParse(typeName, out ElementType type) || !Enum.IsDefined(type))
            {
                throw new InvalidDataException($"State '{name}' of parameter '{this.Name}' has elements of an unknown type '{typeName}'.");
            }

            long[] shape = new long[reader.Read7BitEncodedInt()];

            for (int d = 0; d < shape.Length; d++)
            {
                shape[d] = reader.Read7BitEncodedInt64();
            }

            long bytes = shape.Aggregate((long)type.Size(), static (product, extent) => checked(product * extent));
            byte[] content = reader.ReadBytes(checked((int)bytes));

            if (content.Length != bytes)
            {
                throw new EndOfStreamException($"The state of parameter '{this.Name}' ends within '{name}'.");
            }

            parts.Tensors[name] = Make(this.Owner.Device, type, shape, content);
            parts.Owned.Add(parts.Tensors[name]);
        }

        this.Owner.Receive(this, parts);
    }

    public override void LoadStateDict(TorchState source) => this.Owner.Receive(
        this,
        source is PluginState other && other.Owner.GetType() == this.Owner.GetType()
            ? other.Owner.PartsOf(other)
            : throw new InvalidDataException($"The state is not that of a parameter of {this.Owner.GetType().Name}."));

    /// <summary>Whether another state has the same values but for rounding.</summary>
    public override bool ApproximatelyEquals(TorchState other)
    {
        if (other is not PluginState state)
        {
            return false;
        }

        StateParts own = this.Owner.PartsOf(this);
        StateParts its = state.Owner.PartsOf(state);

        return own.Tensors.Count == its.Tensors.Count && own.Tensors.All(part =>
            its.Tensors.TryGetValue(part.Key, out Tensor? tensor) && tensor.Type == part.Value.Type && Close(Numbers(part.Value), Numbers(tensor)));
    }

    private static bool Close(double[] left, double[] right) =>
        left.Length == right.Length && left.Zip(right).All(static pair => Math.Abs(pair.First - pair.Second) <= 1e-8 + (1e-5 * Math.Abs(pair.Second)));

    private static double[] Numbers(Tensor tensor) => tensor.Type switch
    {
        ElementType.Float64 => tensor.ToArray<double>(),
        ElementType.BFloat16 => Array.ConvertAll(tensor.ToArray<Extensions.BFloat16>(), static value => (double)(float)value),
        ElementType.Int32 => Array.ConvertAll(tensor.ToArray<int>(), static value => (double)value),
        _ => Array.ConvertAll(tensor.ToArray<float>(), static value => (double)value),
    };

    private static byte[] Bytes(Tensor tensor) => tensor.Type switch
    {
        ElementType.Float64 => MemoryMarshal.AsBytes(tensor.ToArray<double>().AsSpan()).ToArray(),
        ElementType.BFloat16 => MemoryMarshal.AsBytes(tensor.ToArray<Extensions.BFloat16>().AsSpan()).ToArray(),
        ElementType.Int32 => MemoryMarshal.AsBytes(tensor.ToArray<int>().AsSpan()).ToArray(),
        _ => MemoryMarshal.AsBytes(tensor.ToArray<float>().AsSpan()).ToArray(),
    };

    private static Tensor Make(ComputeDevice device, ElementType type, long[] shape, byte[] content) => type switch
    {
        ElementType.Float64 => Tensor.From<double>(device, MemoryMarshal.Cast<byte, double>(content), shape),
        ElementType.BFloat16 => Tensor.From<Extensions.BFloat16>(device, MemoryMarshal.Cast<byte, Extensions.BFloat16>(content), shape),
        ElementType.Int32 => Tensor.From<int>(device, MemoryMarshal.Cast<byte, int>(content), shape),
        _ => Tensor.From<float>(device, MemoryMarshal.Cast<byte, float>(content), shape),
    };
}

/// <summary>The state of one parameter, by names without the parameter's own; counters of the whole optimizer begin with a slash.</summary>
internal sealed class StateParts : IDisposable
{
    public Dictionary<string, double> Scalars { get; } = [];

    public Dictionary<string, Tensor> Tensors { get; } = [];

    /// <summary>What was made for these parts alone.</summary>
    public List<Tensor> Owned { get; } = [];

    public void Dispose() => this.Owned.ForEach(static tensor => tensor.Dispose());
}
