using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Engine.Runtime;

/// <summary>How the argument of one parameter gets into the argument block.</summary>
internal sealed unsafe class ParameterPlan
{
    private readonly ArgumentLeaf[] _leaves;
    private readonly int _offset;
    private readonly bool _isPlain;

    private ParameterPlan(string name, Type type, bool isSpecialized, ArgumentLeaf[]? leaves)
    {
        this.Name = name;
        this.Type = type;
        this.IsSpecialized = isSpecialized;
        this.IsSupported = leaves is not null;
        _leaves = leaves ?? [];

        // One piece that begins at the start of the value and covers all of it: a single store.
        _isPlain = _leaves.Length == 1
            && !_leaves[0].IsView
            && _leaves[0].Source == 0
            && _leaves[0].Size == RuntimeHelpers.SizeOf(type.TypeHandle);
        _offset = _isPlain ? _leaves[0].Target : 0;
    }

    /// <summary>Name of the parameter.</summary>
    public string Name { get; }

    /// <summary>Type of the parameter.</summary>
    public Type Type { get; }

    /// <summary>The parameter is a <see cref="SpecializedValue{T}"/>: its value selects a variant of the kernel.</summary>
    public bool IsSpecialized { get; }

    /// <summary>Values of the type can be handed to a kernel.</summary>
    public bool IsSupported { get; }

    /// <summary>Pieces of the argument in the block.</summary>
    public ReadOnlySpan<ArgumentLeaf> Leaves => _leaves;

    public static ParameterPlan Create(string name, Type type, ArgumentLayout arguments, ArgumentLayout specialized)
    {
        bool isSpecialized = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(SpecializedValue<>);

        return new ParameterPlan(name, type, isSpecialized, (isSpecialized ? specialized : arguments).Append(type));
    }

    /// <summary>Writes a value.</summary>
    /// <exception cref="ArgumentException">A view belongs to another accelerator.</exception>
    /// <exception cref="ObjectDisposedException">The buffer of a view has been disposed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write<T>(ref T value, LaunchPacket packet)
        where T : struct
    {
        if (!RuntimeHelpers.IsReferenceOrContainsReferences<T>() && _isPlain)
        {
            byte* block = this.IsSpecialized ? packet.Specialized : packet.Arguments;
            Unsafe.WriteUnaligned(block + _offset, value);
        }
        else
        {
            this.WriteLeaves(ref Unsafe.As<T, byte>(ref value), packet);
        }
    }

    private void WriteLeaves(ref byte value, LaunchPacket packet)
    {
        if (!this.IsSupported)
        {
            throw new NotSupportedException($"Values of type {this.Type} ('{this.Name}') cannot be handed to a kernel.");
        }

        byte* block = this.IsSpecialized ? packet.Specialized : packet.Arguments;

        foreach (ref readonly ArgumentLeaf leaf in _leaves.AsSpan())
        {
            ref byte source = ref Unsafe.AddByteOffset(ref value, leaf.Source);
            byte* target = block + leaf.Target;

            if (leaf.IsView)
            {
                // The layout of a view does not depend on its element type.
                this.WriteView(in Unsafe.As<byte, ArrayView<byte>>(ref source), target, packet);
            }
            else
            {
                Unsafe.CopyBlockUnaligned(ref *target, ref source, (uint)leaf.Size);
            }
        }
    }

    private void WriteView(in ArrayView<byte> view, byte* target, LaunchPacket packet)
    {
        MemoryBuffer? buffer = view.BaseBuffer;
        nint address = 0;

        if (buffer is not null)
        {
            if (buffer.IsDisposed)
            {
                throw BufferChecks.Disposed(this.Name);
            }

            if (BufferChecks.HasDisposedOwner(buffer))
            {
                throw BufferChecks.OwnerDisposed(buffer, this.Name);
            }

            if (!buffer.IsReachableFrom(packet.Accelerator))
            {
                throw BufferChecks.Foreign(buffer, packet.Accelerator, this.Name);
            }

            address = packet.AddressOf(view, buffer, target, this.Name);
        }

        *(nint*)target = address;
        *(long*)(target + 8) = view.Length;
    }
}
