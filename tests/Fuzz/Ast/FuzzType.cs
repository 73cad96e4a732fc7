namespace IlgpuOptim.Fuzz.Ast;

/// <summary>The scalar types of generated kernels.</summary>
internal enum Scalar : byte
{
    Bool,
    I8,
    U8,
    I16,
    U16,
    I32,
    U32,
    I64,
    U64,
    F32,
    F64,
}

/// <summary>A field of a generated structure.</summary>
internal sealed record FuzzField(string Name, FuzzType Type);

/// <summary>
/// Type of a generated value: a scalar (one shared instance each), a structure of the kernel or a local array.
/// Types are compared by reference.
/// </summary>
internal sealed class FuzzType
{
    private FuzzType(string name, Scalar? scalar, IReadOnlyList<FuzzField> fields, FuzzType? element, int length)
    {
        this.Name = name;
        this.ScalarKind = scalar;
        this.Fields = fields;
        this.Element = element;
        this.Length = length;
    }

    public static FuzzType Bool { get; } = new("bool", Scalar.Bool, [], null, 0);

    public static FuzzType I8 { get; } = new("sbyte", Scalar.I8, [], null, 0);

    public static FuzzType U8 { get; } = new("byte", Scalar.U8, [], null, 0);

    public static FuzzType I16 { get; } = new("short", Scalar.I16, [], null, 0);

    public static FuzzType U16 { get; } = new("ushort", Scalar.U16, [], null, 0);

    public static FuzzType I32 { get; } = new("int", Scalar.I32, [], null, 0);

    public static FuzzType U32 { get; } = new("uint", Scalar.U32, [], null, 0);

    public static FuzzType I64 { get; } = new("long", Scalar.I64, [], null, 0);

    public static FuzzType U64 { get; } = new("ulong", Scalar.U64, [], null, 0);

    public static FuzzType F32 { get; } = new("float", Scalar.F32, [], null, 0);

    public static FuzzType F64 { get; } = new("double", Scalar.F64, [], null, 0);

    /// <summary>Every scalar but bool, in the order of <see cref="Scalar"/>.</summary>
    public static IReadOnlyList<FuzzType> Numbers { get; } = [I8, U8, I16, U16, I32, U32, I64, U64, F32, F64];

    /// <summary>The types on which IL computes; narrower ones are widened to int first.</summary>
    public static IReadOnlyList<FuzzType> Computed { get; } = [I32, U32, I64, U64, F32, F64];

    /// <summary>The C# name.</summary>
    public string Name { get; }

    /// <summary>The scalar, or null for structures and arrays.</summary>
    public Scalar? ScalarKind { get; }

    /// <summary>Fields of a structure, empty otherwise.</summary>
    public IReadOnlyList<FuzzField> Fields { get; }

    /// <summary>Element type of an array, null otherwise.</summary>
    public FuzzType? Element { get; }

    /// <summary>Number of elements of an array (a power of two, so that any index can be masked into range).</summary>
    public int Length { get; }

    public bool IsScalar => this.ScalarKind is not null;

    public bool IsStruct => this.Fields.Count > 0;

    public bool IsArray => this.Element is not null;

    public bool IsFloat => this.ScalarKind is Scalar.F32 or Scalar.F64;

    public bool IsInteger => this.IsScalar && !this.IsFloat && this.ScalarKind != Scalar.Bool;

    public bool IsUnsigned => this.ScalarKind is Scalar.U8 or Scalar.U16 or Scalar.U32 or Scalar.U64 or Scalar.Bool;

    public bool Is64 => this.ScalarKind is Scalar.I64 or Scalar.U64;

    public bool IsNarrow => this.ScalarKind is Scalar.I8 or Scalar.U8 or Scalar.I16 or Scalar.U16;

    public static FuzzType Of(Scalar scalar)
    {
        return scalar == Scalar.Bool ? Bool : Numbers[(int)scalar - 1];
    }

    public static FuzzType Struct(string name, IReadOnlyList<FuzzField> fields)
    {
        return new FuzzType(name, null, fields, null, 0);
    }

    public static FuzzType Array(FuzzType element, int length)
    {
        return new FuzzType(element.Name + "[]", null, [], element, length);
    }

    public override string ToString()
    {
        return this.Name;
    }
}
