using System.Reflection;
using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Engine.Runtime;

/// <summary>A piece of an argument: where it lies in managed memory and in the argument block.</summary>
/// <param name="Source">Offset in the managed structure in bytes.</param>
/// <param name="Target">Offset from the start of the block in bytes.</param>
/// <param name="Size">Size in bytes; 16 (address and length) for a view.</param>
/// <param name="IsView">The piece is an <see cref="ArrayView{T}"/>.</param>
internal readonly record struct ArgumentLeaf(int Source, int Target, int Size, bool IsView);

/// <summary>
/// Lays arguments out as the front end lays out kernel parameters: all scalars in the order of declaration, each with
/// its natural alignment; a view is an address and a 64-bit length.
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
        _leaves.Clear();

        return this.Walk(type, 0) ? this.Merge(_leaves) : null;
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

    private static int ScalarSize(Type type)
    {
        if (type.IsPointer || type.IsFunctionPointer)
        {
            return 8;
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean or TypeCode.SByte or TypeCode.Byte => 1,
            TypeCode.Char or TypeCode.Int16 or TypeCode.UInt16 => 2,
            TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 4,
            TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Double => 8,
            _ => type == typeof(nint) || type == typeof(nuint) ? 8 : type == typeof(System.Half) ? 2 : 0,
        };
    }

    private bool Walk(Type type, int source)
    {
        // Enums have the type code of their base.
        int scalar = ScalarSize(type);

        if (scalar != 0)
        {
            this.Add(source, scalar, scalar, isView: false);

            return true;
        }

        if (!type.IsValueType || type == typeof(decimal))
        {
            return false;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ArrayView<>))
        {
            this.Add(source, 16, 8, isView: true);

            return true;
        }

        FieldInfo[] fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        Array.Sort(fields, static (a, b) => a.MetadataToken.CompareTo(b.MetadataToken));

        if (type.GetCustomAttribute<InlineArrayAttribute>() is InlineArrayAttribute inline)
        {
            return this.WalkElements(fields[0].FieldType, inline.Length, source);
        }

        foreach (FieldInfo field in fields)
        {
            int offset = source + FieldOffsets.Of(field);
            bool known = field.GetCustomAttribute<FixedBufferAttribute>() is FixedBufferAttribute buffer
                ? this.WalkElements(buffer.ElementType, buffer.Length, offset)
                : this.Walk(field.FieldType, offset);

            if (!known)
            {
                return false;
            }
        }

        return true;
    }

    private bool WalkElements(Type elementType, int length, int source)
    {
        int size = ScalarSize(elementType);

        if (size == 0)
        {
            size = RuntimeHelpers.SizeOf(elementType.TypeHandle);
        }

        for (int i = 0; i < length; i++)
        {
            if (!this.Walk(elementType, source + (i * size)))
            {
                return false;
            }
        }

        return true;
    }

    private void Add(int source, int size, int alignment, bool isView)
    {
        int target = (this.Bytes + alignment - 1) & -alignment;
        _leaves.Add(new ArgumentLeaf(source, target, size, isView));
        this.Bytes = target + size;
    }
}
