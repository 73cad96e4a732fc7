using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>Where the scalar of a kernel parameter comes from.</summary>
internal enum LeafRole : byte
{
    /// <summary>A number, bool, char or enum field.</summary>
    Value,

    /// <summary>A raw pointer.</summary>
    Pointer,

    /// <summary>Effective address of element 0 of the ArrayView that the path leads to.</summary>
    ViewAddress,

    /// <summary>Length in elements of the ArrayView that the path leads to, as long.</summary>
    ViewLength,
}

/// <summary>One scalar of a kernel parameter.</summary>
/// <param name="Path">Fields from the parameter to the scalar (or to the view, or to the fixed buffer's element field).</param>
/// <param name="Mem">Form in the argument block.</param>
/// <param name="Name">Path as text, without the parameter's name: ".BaseView.Address"; empty for a plain number.</param>
/// <param name="Role">What the scalar is.</param>
/// <param name="Element">Number of the element within fixed buffers and inline arrays on the path, else 0.</param>
/// <param name="Offset">Offset of the scalar in the .NET value in bytes; of the view for its address and its length.</param>
internal sealed record ParameterLeaf(FieldInfo[] Path, MemType Mem, string Name, LeafRole Role, int Element, int Offset);

/// <summary>
/// How a value of a type is laid out in the argument block of a kernel: its scalars in declaration order, each naturally
/// aligned. Front end and argument packers share this one description.
/// </summary>
internal sealed class ParameterLayout
{
    private static readonly ConcurrentDictionary<Type, ParameterLayout> Cache = new();

    private ParameterLayout(Type type, ParameterLeaf[] leaves, bool isSpecialized)
    {
        this.Type = type;
        this.Leaves = leaves;
        this.IsSpecialized = isSpecialized;
    }

    public Type Type { get; }

    /// <summary>The scalars in order; empty for empty structs and for SpecializedValue parameters.</summary>
    public ParameterLeaf[] Leaves { get; }

    /// <summary>The parameter is a constant of the compiled variant and not part of the block.</summary>
    public bool IsSpecialized { get; }

    /// <summary>Layout of a parameter type; computed once.</summary>
    /// <exception cref="ILGPU.KernelCompilationException">The type cannot be passed to a kernel.</exception>
    public static ParameterLayout Of(Type type)
    {
        try
        {
            return Get(type);
        }
        catch (KernelFault fault)
        {
            throw fault.ToException(string.Empty);
        }
    }

    /// <summary>As <see cref="Of"/>, for the front end, which adds where the type is used.</summary>
    public static ParameterLayout Get(Type type)
    {
        if (Cache.TryGetValue(type, out ParameterLayout? known))
        {
            return known;
        }

        bool specialized = LayoutBuilder.IsSpecialized(type);
        List<ParameterLeaf> leaves = [];
        if (!specialized)
        {
            TypeLayout layout = TypeLayout.Of(type);
            Add(leaves, layout, [], string.Empty, 0, 0, type);
        }

        ParameterLayout result = new(type, [.. leaves], specialized);

        return type.IsCollectible ? result : Cache.GetOrAdd(type, result);
    }

    private static void Add(
        List<ParameterLeaf> leaves, TypeLayout type, FieldInfo[] path, string name, int element, int offset, Type parameter)
    {
        switch (type.Kind)
        {
            case TypeKind.Scalar:
                leaves.Add(new ParameterLeaf(path, type.Mem, name, LeafRole.Value, element, offset));
                break;
            case TypeKind.Pointer when type.Type.IsPointer:
                leaves.Add(new ParameterLeaf(path, MemType.Ptr, name, LeafRole.Pointer, element, offset));
                break;
            case TypeKind.View:
                leaves.Add(new ParameterLeaf(path, MemType.Ptr, name + ".Address", LeafRole.ViewAddress, element, offset));
                leaves.Add(new ParameterLeaf(path, MemType.I64, name + ".Length", LeafRole.ViewLength, element, offset));
                break;
            case TypeKind.Struct when type.BufferLength > 0:
                FieldInfo[] inner = [.. path, type.Fields[0].Field];
                int stride = RuntimeHelpers.SizeOf(type.Element.Type.TypeHandle);
                for (int i = 0; i < type.BufferLength; ++i)
                {
                    string index = i.ToString(CultureInfo.InvariantCulture);
                    int part = (element * type.BufferLength) + i;
                    Add(leaves, type.Element, inner, $"{name}[{index}]", part, offset + (i * stride), parameter);
                }

                break;
            case TypeKind.Struct:
                foreach (FieldLayout field in type.Fields)
                {
                    // In kernels a view is an address and a length; in .NET it is what the class library makes it.
                    int at = offset + (type.IsUnmanaged ? field.Offset : FieldOffsets.Of(field.Field));
                    Add(leaves, field.Type, [.. path, field.Field], name + "." + FieldName(field.Field), element, at, parameter);
                }

                break;
            default:
                string what = type.Kind switch
                {
                    TypeKind.Pointer => "it is a reference",
                    TypeKind.Array => "it is an array",
                    _ => "it is a class or interface",
                };
                throw new KernelFault(
                    Diagnostics.ParameterType,
                    name.TrimStart('.'),
                    Names.Of(parameter),
                    path.Length == 0 ? what : $"field '{name[1..]}' of type '{Names.Of(type.Type)}': {what}");
        }
    }

    /// <summary>Name of a field, or of the property it backs.</summary>
    private static string FieldName(FieldInfo field)
    {
        string name = field.Name;
        int end = name.IndexOf('>', StringComparison.Ordinal);

        return name.StartsWith('<') && end > 1 ? name[1..end] : name;
    }
}
