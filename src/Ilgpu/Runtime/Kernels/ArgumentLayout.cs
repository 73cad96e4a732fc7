using ILGPU;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Runtime;

/// <summary>A piece of an argument: where it lies in managed memory and in the argument block.</summary>
/// <param name="Source">Offset in the managed structure in bytes.</param>
/// <param name="Target">Offset from the start of the block in bytes.</param>
/// <param name="Size">Size in bytes; 16 (address and length) for a view.</param>
/// <param name="IsView">The piece is an <see cref="ArrayView{T}"/>.</param>
internal readonly record struct ArgumentLeaf(int Source, int Target, int Size, bool IsView);

/// <summary>
/// Places arguments in the block of a launch as <see cref="ParameterLayout"/> says: all scalars in the order of declaration,
/// each with its natural alignment; a view is an address and a 64-bit length.
/// </summary>
/// <param name="comparesBytes">Padding must not be copied, because the values are compared by their bytes.</param>
internal sealed class ArgumentLayout(bool comparesBytes)
{
    private readonly List<ArgumentLeaf> _leaves = [];

    /// <summary>Bytes used so far.</summary>
    public int Bytes { get; private set; }

    /// <summary>Appends a value of a type.</summary>
    /// <returns>Its pieces; null when the type cannot be an argument (the compiler says why).</returns>
    public ArgumentLeaf[]? Append(Type type)
    {
        if (LayoutBuilder.IsSpecialized(type))
        {
            // Its one field.
            type = type.GetGenericArguments()[0];
        }

        ParameterLayout layout;
        try
        {
            layout = ParameterLayout.Get(type);
        }
        catch (KernelFault)
        {
            return null;
        }

        _leaves.Clear();
        foreach (ParameterLeaf leaf in layout.Leaves)
        {
            switch (leaf.Role)
            {
                case LeafRole.ViewAddress:
                    this.Add(leaf.Offset, 16, 8, isView: true);
                    break;
                case LeafRole.ViewLength:
                    // Written with the address.
                    break;
                default:
                    this.Add(leaf.Offset, leaf.Mem.Size(), leaf.Mem.Size(), isView: false);
                    break;
            }
        }

        return this.Merge(_leaves);
    }

    // Neighbours in both memories become one piece, so that plain structures are copied in one go.
    private ArgumentLeaf[] Merge(List<ArgumentLeaf> leaves)
    {
        List<ArgumentLeaf> merged = [];

        foreach (ArgumentLeaf leaf in leaves)
        {
            ArgumentLeaf last = merged.Count > 0 ? merged[^1] : default;
            int gap = leaf.Source - (last.Source + last.Size);

            if (merged.Count > 0
                && !leaf.IsView
                && !last.IsView
                && leaf.Source - last.Source == leaf.Target - last.Target
                && (comparesBytes ? gap == 0 : gap >= 0))
            {
                merged[^1] = last with { Size = leaf.Source + leaf.Size - last.Source };
            }
            else
            {
                merged.Add(leaf);
            }
        }

        return [.. merged];
    }

    private void Add(int source, int size, int alignment, bool isView)
    {
        int target = (this.Bytes + alignment - 1) & -alignment;
        _leaves.Add(new ArgumentLeaf(source, target, size, isView));
        this.Bytes = target + size;
    }
}
