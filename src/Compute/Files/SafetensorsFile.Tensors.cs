using System.Runtime.InteropServices;

using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Extensions;

namespace IlgpuOptim.Compute.Files;

/// <content>Into the memory of devices.</content>
public sealed partial class SafetensorsFile
{
    /// <summary>Reads a tensor into new memory of a device.</summary>
    /// <param name="name">Name of the tensor.</param>
    /// <param name="device">Where to put it.</param>
    /// <exception cref="TensorFileException">There is none, or its elements are of a type that tensors do not have.</exception>
    public Tensor Load(string name, ComputeDevice device)
    {
        SafetensorsEntry entry = this.Find(name);
        ElementType type = entry.Type.ToElementType()
            ?? throw this.Wrong($"tensor {SafetensorsHeader.Quote(name)} is {entry.Describe()}, a type without kernels");
        Tensor tensor = Tensor.Allocate(device, type, [.. entry.Shape]);

        try
        {
            this.Load(entry, tensor);
        }
        catch
        {
            tensor.Dispose();

            throw;
        }

        return tensor;
    }

    /// <summary>Reads a tensor into one that is there.</summary>
    /// <param name="name">Name of the tensor in the file.</param>
    /// <param name="target">A tensor of the same type and shape.</param>
    /// <exception cref="TensorFileException">There is none, or type or shape differ; nothing has changed.</exception>
    public void Load(string name, Tensor target)
    {
        this.CheckFits(name, target);
        this.Load(this.Find(name), target);
    }

    /// <summary>Checks that the file has a tensor of the type and shape of another.</summary>
    /// <exception cref="TensorFileException">It has not.</exception>
    public void CheckFits(string name, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(target);

        SafetensorsEntry entry = this.Find(name);

        if (entry.Type != target.Type.ToFileType() || !entry.Shape.SequenceEqual(target.Shape.ToArray()))
        {
            throw this.Wrong(
                $"tensor {SafetensorsHeader.Quote(name)} is {entry.Describe()}; {target.Type.ToFileType().Name()}"
                + $"{Tensor.Describe(target.Shape)} is needed");
        }
    }

    private void Load(SafetensorsEntry entry, Tensor target)
    {
        switch (target.Type)
        {
            case ElementType.Float64:
                this.Load<double>(entry, target);
                break;
            case ElementType.BFloat16:
                this.Load<BFloat16>(entry, target);
                break;
            case ElementType.Float16:
                this.Load<System.Half>(entry, target);
                break;
            case ElementType.Int32:
                this.Load<int>(entry, target);
                break;
            case ElementType.Int64:
                this.Load<long>(entry, target);
                break;
            case ElementType.UInt8:
                this.Load<byte>(entry, target);
                break;
            default:
                this.Load<float>(entry, target);
                break;
        }
    }

    private void Load<T>(SafetensorsEntry entry, Tensor target)
        where T : unmanaged
    {
        if (!target.IsContiguous)
        {
            target.CopyFrom<T>(this.Read<T>(entry.Name));

            return;
        }

        // A piece at a time, so that the host never holds the whole tensor.
        int size = entry.Type.Size();
        T[] piece = new T[Math.Min(ChunkBytes / size, target.Count)];

        for (long first = 0; first < target.Count; first += piece.Length)
        {
            Span<T> values = piece.AsSpan(0, (int)Math.Min(piece.Length, target.Count - first));

            this.ReadBytes(entry, first * size, MemoryMarshal.AsBytes(values));
            target.As<T>().SubView(first, values.Length).CopyFromCPU(target.Device.Stream, (ReadOnlySpan<T>)values);
            target.Device.Synchronize();
        }
    }
}
