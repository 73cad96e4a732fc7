using System.Reflection;
using System.Runtime.Intrinsics;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <summary>
/// One width of SIMD: the vector types and the methods that emitted code calls. <see cref="Lanes"/> is the number of
/// 32-bit elements, the warp size of the CPU back end; 1 means scalar code.
/// </summary>
internal sealed class VectorIsa
{
    private static readonly VectorIsa?[] Instances = new VectorIsa?[4];
    private readonly Dictionary<(string, Type?), MethodInfo> _methods = [];
    private readonly Type _static;
    private readonly Type _lanes;

    private VectorIsa(int bits)
    {
        this.Bits = bits;
        (Type vector, Type open, Type lanes) = bits switch
        {
            512 => (typeof(Vector512), typeof(Vector512<>), typeof(Lanes512)),
            256 => (typeof(Vector256), typeof(Vector256<>), typeof(Lanes256)),
            _ => (typeof(Vector128), typeof(Vector128<>), typeof(Lanes128)),
        };
        this.Lanes = bits == 0 ? 1 : bits / 32;
        _static = vector;
        _lanes = lanes;
        this.Int = open.MakeGenericType(typeof(int));
        this.Long = open.MakeGenericType(typeof(long));
        this.Float = open.MakeGenericType(typeof(float));
        this.Double = open.MakeGenericType(typeof(double));
    }

    /// <summary>512, 256, 128, or 0 for scalar code.</summary>
    public int Bits { get; }

    public int Lanes { get; }

    public bool IsScalar => this.Bits == 0;

    public Type Int { get; }

    public Type Long { get; }

    public Type Float { get; }

    public Type Double { get; }

    /// <summary>The widest vectors that this machine executes in hardware.</summary>
    public static int BestBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    /// <summary>Kernels can be compiled for warps of this size: one lane, or the 32-bit lanes of a vector.</summary>
    public static bool HasWarpSize(int lanes) => lanes is 1 or 4 or 8 or 16;

    public static VectorIsa Get(int bits)
    {
        int index = bits switch { 512 => 3, 256 => 2, 128 => 1, 0 => 0, _ => throw new ArgumentOutOfRangeException(nameof(bits)) };

        return Instances[index] ??= new VectorIsa(bits);
    }

    /// <summary>Number of vectors that hold one value of all lanes.</summary>
    public static int Parts(IrType type) => type is IrType.I64 or IrType.F64 || type.IsPointer() ? 2 : 1;

    /// <summary>Vector type of one part of a value.</summary>
    public Type VectorType(IrType type) => type switch
    {
        IrType.I1 or IrType.I32 => this.Int,
        IrType.F32 => this.Float,
        IrType.F64 => this.Double,
        _ => this.Long,
    };

    public static Type ElementType(IrType type) => type switch
    {
        IrType.I1 or IrType.I32 => typeof(int),
        IrType.F32 => typeof(float),
        IrType.F64 => typeof(double),
        _ => typeof(long),
    };

    /// <summary>A primitive of the Lanes class of this width.</summary>
    public MethodInfo Lane(string name) => this.Method(name, null, static (isa, name, _) =>
        isa._lanes.GetMethod(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            ?? throw new MissingMethodException(isa._lanes.Name, name));

    /// <summary>An operator of a vector type: op_Addition and so on, on two vectors (or one).</summary>
    public MethodInfo Operator(string name, Type vector) => this.Method(name, vector, static (_, name, vector) =>
    {
        Type[] parameters = name is "op_OnesComplement" or "op_UnaryNegation" ? [vector!] : [vector!, vector!];

        return vector!.GetMethod(name, parameters) ?? throw new MissingMethodException(vector.Name, name);
    });

    /// <summary>A generic method of the static vector class with one type argument.</summary>
    public MethodInfo Generic(string name, Type element) => this.Method(name, element, static (isa, name, element) =>
        Find(isa._static, name, 1).MakeGenericMethod(element!));

    /// <summary>A non-generic overload of the static vector class by its parameter types.</summary>
    public MethodInfo Overload(string name, Type key, params Type[] parameters) => this.Method(name, key, (isa, name, _) =>
        isa._static.GetMethod(name, parameters) ?? throw new MissingMethodException(isa._static.Name, name));

    /// <summary>Reinterpretation of a vector as one of another element type.</summary>
    public MethodInfo As(Type from, Type to) => this.Method("As " + from.Name, to, (isa, _, to) =>
        Find(isa._static, "As", 2).MakeGenericMethod(from, to!));

    // Reflection takes longer than the rest of emitting a call. Kernels are compiled on several threads at a time.
    private MethodInfo Method(string name, Type? key, Func<VectorIsa, string, Type?, MethodInfo> find)
    {
        lock (_methods)
        {
            if (!_methods.TryGetValue((name, key), out MethodInfo? method))
            {
                method = find(this, name, key);
                _methods.Add((name, key), method);
            }

            return method;
        }
    }

    private static MethodInfo Find(Type type, string name, int typeParameters)
    {
        foreach (MemberInfo member in type.GetMember(name, MemberTypes.Method, BindingFlags.Static | BindingFlags.Public))
        {
            MethodInfo candidate = (MethodInfo)member;
            if (candidate.IsGenericMethodDefinition && candidate.GetGenericArguments().Length == typeParameters
                && Array.TrueForAll(candidate.GetParameters(), p => !p.ParameterType.IsByRef))
            {
                return candidate;
            }
        }

        throw new MissingMethodException(type.Name, name);
    }
}
