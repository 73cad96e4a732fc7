using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>What a type is to a kernel.</summary>
internal enum TypeKind : byte
{
    Void,

    /// <summary>Number, bool, char or enum.</summary>
    Scalar,

    /// <summary>ref T, in T, out T or T*.</summary>
    Pointer,

    /// <summary>ArrayView&lt;T&gt;: address and length.</summary>
    View,

    Struct,

    /// <summary>T[] or T[,...]: address and lengths.</summary>
    Array,

    /// <summary>A value of a struct type as object or interface: the address of a private copy.</summary>
    Boxed,

    /// <summary>The constant null.</summary>
    Null,

    /// <summary>typeof(T) or its handle.</summary>
    TypeHandle,

    /// <summary>A constant string.</summary>
    Text,

    /// <summary>Any other class or interface; only the closure instance of a lambda ever gets this far.</summary>
    Class,
}

/// <summary>One scalar of a type: its form and its place in memory.</summary>
internal readonly record struct Leaf(MemType Mem, int Offset);

/// <summary>An instance field of a struct: its place in memory and among the leaves.</summary>
internal sealed record FieldLayout(FieldInfo Field, TypeLayout Type, int Offset, int FirstLeaf);

/// <summary>
/// Size, alignment, fields and scalar leaves of a type. For unmanaged types this is .NET's layout (checked against the
/// runtime's size); structs with views or arrays get the layout they would have with the view as {pointer, long}.
/// </summary>
internal sealed class TypeLayout
{
    /// <summary>More leaves than this make a type unfit for being taken apart.</summary>
    public const int MaxLeaves = 4096;

    private static readonly ConcurrentDictionary<Type, TypeLayout> Cache = new();
    private TypeLayout? _element;
    private TypeLayout? _reference;

    public TypeLayout(Type type, TypeKind kind)
    {
        this.Type = type;
        this.Kind = kind;
    }

    public Type Type { get; }

    public TypeKind Kind { get; }

    public int Size { get; init; }

    public int Align { get; init; } = 1;

    public Leaf[] Leaves { get; init; } = [];

    public FieldLayout[] Fields { get; init; } = [];

    /// <summary>Form of a scalar.</summary>
    public MemType Mem { get; init; }

    /// <summary>The struct has a fixed number of elements of <see cref="Element"/>: a fixed buffer or an inline array.</summary>
    public int BufferLength { get; init; }

    /// <summary>No references, views or arrays inside.</summary>
    public bool IsUnmanaged { get; init; } = true;

    /// <summary>A readonly struct: its methods do not change it.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Fields in memory may lie at addresses that are no multiple of their size.</summary>
    public bool IsPacked { get; init; }

    /// <summary>Elements of arrays, views and buffers, target of pointers, content of boxes.</summary>
    public TypeLayout Element => _element ??= Of(this.ElementType!);

    public Type? ElementType { get; init; }

    public static TypeLayout Int32 { get; } = Of(typeof(int));

    public static TypeLayout Int64 { get; } = Of(typeof(long));

    public static TypeLayout Single { get; } = Of(typeof(float));

    public static TypeLayout Double { get; } = Of(typeof(double));

    public static TypeLayout Boolean { get; } = Of(typeof(bool));

    public static TypeLayout Void { get; } = Of(typeof(void));

    public static TypeLayout Null { get; } = new(typeof(object), TypeKind.Null) { IsUnmanaged = false, Leaves = [new Leaf(MemType.Ptr, 0)] };

    public static TypeLayout TypeHandle { get; } = new(typeof(Type), TypeKind.TypeHandle) { IsUnmanaged = false };

    public static TypeLayout Text { get; } = new(typeof(string), TypeKind.Text) { IsUnmanaged = false };

    /// <summary>ref T for this T.</summary>
    public TypeLayout Reference => _reference ??= Of(this.Type.MakeByRefType());

    public bool IsFloat => this.Kind == TypeKind.Scalar && this.Mem is MemType.F32 or MemType.F64;

    /// <summary>Layout of a type; computed once.</summary>
    /// <exception cref="KernelFault">The type cannot exist in a kernel.</exception>
    public static TypeLayout Of(Type type)
    {
        if (!Cache.TryGetValue(type, out TypeLayout? layout))
        {
            layout = LayoutBuilder.Build(type);
            if (!type.IsCollectible)
            {
                layout = Cache.GetOrAdd(type, layout);
            }
        }

        return layout;
    }

    /// <summary>A boxed value of the type.</summary>
    public static TypeLayout BoxOf(TypeLayout inner) => new(typeof(object), TypeKind.Boxed)
    {
        ElementType = inner.Type,
        IsUnmanaged = false,
        Size = 8,
        Align = 8,
        Leaves = [new Leaf(MemType.Ptr, 0)],
    };

    public FieldLayout? Find(FieldInfo field)
    {
        foreach (FieldLayout candidate in this.Fields)
        {
            if (ReferenceEquals(candidate.Field, field))
            {
                return candidate;
            }
        }

        foreach (FieldLayout candidate in this.Fields)
        {
            if (candidate.Field.MetadataToken == field.MetadataToken && candidate.Field.Module == field.Module)
            {
                return candidate;
            }
        }

        return null;
    }

    public override string ToString() => Names.Of(this.Type);
}

/// <summary>Computes <see cref="TypeLayout"/>s.</summary>
internal static class LayoutBuilder
{
    private const BindingFlags InstanceFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static bool IsView(Type type) =>
        type.IsGenericType && type.Name == "ArrayView`1" && type.Namespace == "ILGPU" && !type.IsNested;

    public static bool IsSpecialized(Type type) =>
        type.IsGenericType && type.Name == "SpecializedValue`1" && type.Namespace == "ILGPU.Runtime";

    public static MemType Scalar(Type type)
    {
        if (type.IsEnum)
        {
            type = type.GetEnumUnderlyingType();
        }

        switch (Type.GetTypeCode(type))
        {
            case TypeCode.Boolean or TypeCode.Byte:
                return MemType.U8;
            case TypeCode.SByte:
                return MemType.I8;
            case TypeCode.Int16:
                return MemType.I16;
            case TypeCode.UInt16 or TypeCode.Char:
                return MemType.U16;
            case TypeCode.Int32 or TypeCode.UInt32:
                return MemType.I32;
            case TypeCode.Int64 or TypeCode.UInt64:
                return MemType.I64;
            case TypeCode.Single:
                return MemType.F32;
            case TypeCode.Double:
                return MemType.F64;
            default:
                return type == typeof(nint) || type == typeof(nuint) ? MemType.I64 : MemType.None;
        }
    }

    public static TypeLayout Build(Type type)
    {
        if (type == typeof(void))
        {
            return new TypeLayout(type, TypeKind.Void);
        }

        if (type.IsByRef || type.IsPointer)
        {
            return new TypeLayout(type, TypeKind.Pointer)
            {
                ElementType = type.GetElementType(),
                Size = 8,
                Align = 8,
                Leaves = [new Leaf(MemType.Ptr, 0)],
                IsUnmanaged = type.IsPointer,
            };
        }

        if (type.IsFunctionPointer)
        {
            throw new KernelFault(Diagnostics.UnsupportedType, Names.Of(type));
        }

        if (type.IsArray)
        {
            return Array(type);
        }

        if (!type.IsValueType)
        {
            return new TypeLayout(type, TypeKind.Class) { IsUnmanaged = false };
        }

        MemType scalar = Scalar(type);
        if (scalar != MemType.None)
        {
            return new TypeLayout(type, TypeKind.Scalar)
            {
                Mem = scalar,
                Size = scalar.Size(),
                Align = scalar.Size(),
                Leaves = [new Leaf(scalar, 0)],
                IsReadOnly = true,
            };
        }

        if (IsView(type))
        {
            return new TypeLayout(type, TypeKind.View)
            {
                ElementType = type.GetGenericArguments()[0],
                Size = 16,
                Align = 8,
                Leaves = [new Leaf(MemType.Ptr, 0), new Leaf(MemType.I64, 8)],
                IsUnmanaged = false,
                IsReadOnly = true,
            };
        }

        if (type == typeof(RuntimeTypeHandle))
        {
            return TypeLayout.TypeHandle;
        }

        if (type == typeof(decimal) || type == typeof(Int128) || type == typeof(UInt128) || IsVector(type))
        {
            throw new KernelFault(Diagnostics.UnsupportedType, Names.Of(type));
        }

        return Struct(type);
    }

    private static bool IsVector(Type type) =>
        type.Namespace is "System.Runtime.Intrinsics" || (type.Namespace == "System.Numerics" && type.Name == "Vector`1");

    private static TypeLayout Array(Type type)
    {
        Type element = type.GetElementType()!;
        if (!element.IsValueType)
        {
            throw new KernelFault(Diagnostics.ArrayElement, Names.Of(element));
        }

        int rank = type.GetArrayRank();
        Leaf[] leaves = new Leaf[rank + 1];
        leaves[0] = new Leaf(MemType.Ptr, 0);
        for (int i = 0; i < rank; ++i)
        {
            leaves[i + 1] = new Leaf(MemType.I32, 8 + (4 * i));
        }

        return new TypeLayout(type, TypeKind.Array)
        {
            ElementType = element,
            Size = (8 + (4 * rank) + 7) & -8,
            Align = 8,
            Leaves = leaves,
            IsUnmanaged = false,
        };
    }

    private static TypeLayout Struct(Type type)
    {
        FieldInfo[] fields = type.GetFields(InstanceFields);
        System.Array.Sort(fields, static (a, b) => a.MetadataToken.CompareTo(b.MetadataToken));
        StructLayoutAttribute? attribute = type.StructLayoutAttribute;
        LayoutKind kind = attribute?.Value ?? LayoutKind.Sequential;
        int pack = attribute is { Pack: > 0 } ? attribute.Pack : 8;

        int buffer = BufferLength(type, fields, attribute);
        TypeLayout[] types = new TypeLayout[fields.Length];
        bool unmanaged = true;
        bool oddSequence = false;
        for (int i = 0; i < fields.Length; ++i)
        {
            types[i] = TypeLayout.Of(fields[i].FieldType);
            unmanaged &= types[i].IsUnmanaged;
            oddSequence |= types[i].Kind == TypeKind.Struct && types[i].Type.StructLayoutAttribute?.Value == LayoutKind.Auto;
            if (types[i].Kind == TypeKind.Class && buffer > 0)
            {
                throw new KernelFault(Diagnostics.ManagedType, Names.Of(fields[i].FieldType));
            }
        }

        if (buffer > 0)
        {
            return Buffer(type, fields[0], types[0], buffer, unmanaged);
        }

        int[] offsets = new int[fields.Length];
        int size = 0;
        int align = 1;
        bool packed = false;
        if (kind == LayoutKind.Explicit)
        {
            (size, align) = Explicit(type, fields, types, offsets, pack);
        }
        else
        {
            for (int i = 0; i < fields.Length; ++i)
            {
                int fieldAlign = Math.Min(types[i].Align, pack);
                packed |= fieldAlign < types[i].Align || types[i].IsPacked;
                align = Math.Max(align, fieldAlign);
                offsets[i] = (size + fieldAlign - 1) & -fieldAlign;
                size = offsets[i] + types[i].Size;
            }
        }

        size = Math.Max((size + align - 1) & -align, Math.Max(1, attribute?.Size ?? 0));
        if (unmanaged)
        {
            int actual = RuntimeHelpers.SizeOf(type.TypeHandle);
            if (kind == LayoutKind.Auto || oddSequence || actual != size)
            {
                // The runtime orders fields as it likes here: ask it where they are.
                offsets = [.. fields.Select(FieldOffsets.Of)];
                size = actual;
            }
        }

        return Assemble(type, fields, types, offsets, size, align, packed, unmanaged);
    }

    private static TypeLayout Assemble(
        Type type, FieldInfo[] fields, TypeLayout[] types, int[] offsets, int size, int align, bool packed, bool unmanaged)
    {
        int count = 0;
        foreach (TypeLayout field in types)
        {
            count += field.Leaves.Length;
        }

        CheckLeaves(type, count);
        Leaf[] leaves = new Leaf[count];
        FieldLayout[] layouts = new FieldLayout[fields.Length];
        count = 0;
        for (int i = 0; i < fields.Length; ++i)
        {
            layouts[i] = new FieldLayout(fields[i], types[i], offsets[i], count);
            foreach (Leaf leaf in types[i].Leaves)
            {
                leaves[count++] = leaf with { Offset = leaf.Offset + offsets[i] };
            }

            if (offsets[i] < 0 || offsets[i] + types[i].Size > size)
            {
                throw new KernelFault(Diagnostics.UnsupportedType, Names.Of(type));
            }
        }

        return new TypeLayout(type, TypeKind.Struct)
        {
            Size = size,
            Align = align,
            Leaves = leaves,
            Fields = layouts,
            IsUnmanaged = unmanaged,
            IsPacked = packed,
            IsReadOnly = type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false),
        };
    }

    /// <summary>A fixed buffer (struct of one field blown up by its size) or inline array: the number of elements, else 0.</summary>
    private static int BufferLength(Type type, FieldInfo[] fields, StructLayoutAttribute? attribute)
    {
        if (fields.Length != 1)
        {
            return 0;
        }

        if (type.GetCustomAttribute<InlineArrayAttribute>() is { } inline)
        {
            return inline.Length;
        }

        if (fields[0].Name == "FixedElementField" && type.IsDefined(typeof(UnsafeValueTypeAttribute), inherit: false))
        {
            int element = Scalar(fields[0].FieldType).Size();

            return element == 0 ? 0 : (attribute?.Size ?? 0) / element;
        }

        return 0;
    }

    private static TypeLayout Buffer(Type type, FieldInfo field, TypeLayout element, int length, bool unmanaged)
    {
        CheckLeaves(type, (long)element.Leaves.Length * length);
        Leaf[] leaves = new Leaf[element.Leaves.Length * length];
        for (int i = 0; i < leaves.Length; ++i)
        {
            Leaf leaf = element.Leaves[i % element.Leaves.Length];
            leaves[i] = leaf with { Offset = leaf.Offset + (i / element.Leaves.Length * element.Size) };
        }

        return new TypeLayout(type, TypeKind.Struct)
        {
            Size = element.Size * length,
            Align = element.Align,
            Leaves = leaves,
            Fields = [new FieldLayout(field, element, 0, 0)],
            ElementType = element.Type,
            BufferLength = length,
            IsUnmanaged = unmanaged,
        };
    }

    private static (int Size, int Align) Explicit(Type type, FieldInfo[] fields, TypeLayout[] types, int[] offsets, int pack)
    {
        int size = 0;
        int align = 1;
        for (int i = 0; i < fields.Length; ++i)
        {
            offsets[i] = fields[i].GetCustomAttribute<FieldOffsetAttribute>()?.Value ?? 0;
            align = Math.Max(align, Math.Min(types[i].Align, pack));
            size = Math.Max(size, offsets[i] + types[i].Size);
            for (int k = 0; k < i; ++k)
            {
                if (offsets[i] < offsets[k] + types[k].Size && offsets[k] < offsets[i] + types[i].Size)
                {
                    throw new KernelFault(Diagnostics.Overlap, Names.Of(type), fields[i].Name);
                }
            }
        }

        return (size, align);
    }

    private static void CheckLeaves(Type type, long count)
    {
        if (count > TypeLayout.MaxLeaves)
        {
            throw new KernelFault(Diagnostics.TooBig, $"'{Names.Of(type)}' consists of {count} scalars");
        }
    }
}
