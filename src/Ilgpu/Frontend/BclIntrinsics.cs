using System.Reflection;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>What a .NET method means in a kernel, where its IL is not used.</summary>
internal enum BclKind : byte
{
    /// <summary><see cref="BclIntrinsic.Op"/> of the arguments.</summary>
    Op,

    /// <summary>Elementary function of the arguments.</summary>
    Math,

    /// <summary>The constant <see cref="BclIntrinsic.Data"/>.</summary>
    Constant,

    /// <summary>Dropped; a result is zero.</summary>
    Nothing,

    Assert,

    /// <summary>Same bits, other type.</summary>
    Bitcast,

    // System.Type
    TypeFromHandle,
    TypeEquals,
    TypeDiffers,
    TypeProperty,

    InitializeArray,

    /// <summary>ReadOnlySpan over constant data.</summary>
    ConstantSpan,

    /// <summary>Reference to the first element of an array.</summary>
    ArrayData,
    ArrayLength,

    /// <summary>An object whose only use is to call replaced methods on it: EqualityComparer.Default.</summary>
    ClassInstance,
    HasFlag,
    IsReferenceOrContainsReferences,

    // Unsafe and MemoryMarshal
    SizeOf,
    Retype,
    PointerAdd,
    PointerAddBytes,
    PointerSubtract,
    PointerSubtractBytes,
    ByteOffset,
    PointerCompare,
    NullReference,
    SkipInit,
    Read,
    ReadUnaligned,
    Write,
    WriteUnaligned,
    VolatileRead,
    VolatileWrite,

    // Interlocked
    AtomicRmw,

    /// <summary>As <see cref="AtomicRmw"/>, yields the new value: Interlocked.Add.</summary>
    AtomicAdd,

    /// <summary>Interlocked.Increment / Decrement by <see cref="BclIntrinsic.Data"/>.</summary>
    AtomicStep,
    AtomicCas,

    /// <summary>Never returns: helpers that throw.</summary>
    ThrowHelper,

    /// <summary>Refused by name.</summary>
    Unsupported,
}

/// <summary>Row of the table of .NET methods.</summary>
internal sealed record BclIntrinsic(BclKind Kind, Op Op = Op.Const, int Data = 0)
{
    /// <summary>Values of <see cref="Data"/> for <see cref="BclKind.ArrayLength"/>.</summary>
    public const int TotalLength = 0, Rank = 1, Dimension = 2, UpperBound = 3, LowerBound = 4;
}

/// <summary>
/// The .NET methods that kernels may call and whose IL is of no use to a kernel compiler: processor intrinsics, native
/// calls, argument checks. Everything else in .NET is compiled from its IL, as user code is.
/// </summary>
internal static class BclIntrinsics
{
    private static readonly BclIntrinsic Retype = new(BclKind.Retype);
    private static readonly BclIntrinsic Bitcast = new(BclKind.Bitcast);
    private static readonly BclIntrinsic False = new(BclKind.Constant);

    /// <summary>The type belongs to .NET itself.</summary>
    public static bool IsSystem(Type type) => type.Assembly == typeof(object).Assembly
        || (type.Namespace is { } name && (name == "System" || name.StartsWith("System.", StringComparison.Ordinal)));

    /// <summary>Methods of the type may stand in the table.</summary>
    public static bool MayHandle(Type? type) => type is not null && IsSystem(type);

    /// <summary>A C# method of ours whose IL takes the place of a .NET method.</summary>
    public static MethodBase? Replacement(MethodBase method, Type[] parameters)
    {
        Type? declaring = method.DeclaringType;
        Type? holder = declaring is null ? null : BclReplacements.HolderOf(declaring);
        if (holder is null)
        {
            return null;
        }

        Type[] types = parameters;
        if (!method.IsStatic && !method.IsConstructor)
        {
            types = [declaring!.IsValueType ? declaring.MakeByRefType() : declaring, .. parameters];
        }

        string name = method.IsConstructor ? "Create" : method.Name;
        const BindingFlags Flags = BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly;
        if (!method.IsGenericMethod)
        {
            return holder.GetMethod(name, Flags, null, types, null);
        }

        Type[] arguments = method.GetGenericArguments();
        foreach (MethodInfo candidate in holder.GetMethods(Flags))
        {
            if (candidate.Name == name && candidate.IsGenericMethodDefinition
                && candidate.GetGenericArguments().Length == arguments.Length && candidate.GetParameters().Length == types.Length)
            {
                return candidate.MakeGenericMethod(arguments);
            }
        }

        return null;
    }

    public static BclIntrinsic? Find(MethodBase method, Type[] parameters)
    {
        Type type = method.DeclaringType!;
        string name = method.Name;
        switch (type.FullName)
        {
            case "System.Math" or "System.MathF":
                return FindMath(name, parameters);
            case "System.Single" or "System.Double":
                return name switch
                {
                    "Exp2" => Math(MathFn.Exp2),
                    "Exp10" => Math(MathFn.Exp10),
                    "ExpM1" => Math(MathFn.Expm1),
                    "LogP1" => Math(MathFn.Log1p),
                    "ReciprocalEstimate" => Math(MathFn.Rcp),
                    "ReciprocalSqrtEstimate" => Math(MathFn.Rsqrt),
                    "FusedMultiplyAdd" or "Sqrt" or "CopySign" or "Floor" or "Ceiling" or "Truncate" => FindMath(name, parameters),
                    _ => null,
                };
            case "System.BitConverter":
                return parameters.Length == 1 && name.Contains("BitsTo", StringComparison.Ordinal) | name.EndsWith("Bits", StringComparison.Ordinal)
                    ? Bitcast
                    : null;
            case "System.Numerics.BitOperations":
                return name switch
                {
                    "PopCount" => Of(Op.PopCount),
                    "LeadingZeroCount" => Of(Op.LeadingZeros),
                    "TrailingZeroCount" => Of(Op.TrailingZeros),
                    _ => null,
                };
            case "System.Half":
                return FindHalf(name, parameters, method);
            case "System.Type":
                return name switch
                {
                    "GetTypeFromHandle" => new BclIntrinsic(BclKind.TypeFromHandle),
                    "op_Equality" or "Equals" => new BclIntrinsic(BclKind.TypeEquals),
                    "op_Inequality" => new BclIntrinsic(BclKind.TypeDiffers),
                    "get_IsValueType" or "get_IsPrimitive" or "get_IsEnum" => new BclIntrinsic(BclKind.TypeProperty),
                    _ => new BclIntrinsic(BclKind.Unsupported),
                };
            case "System.Runtime.CompilerServices.RuntimeHelpers":
                return name switch
                {
                    "InitializeArray" => new BclIntrinsic(BclKind.InitializeArray),
                    "CreateSpan" => new BclIntrinsic(BclKind.ConstantSpan),
                    "IsReferenceOrContainsReferences" => new BclIntrinsic(BclKind.IsReferenceOrContainsReferences),
                    "IsKnownConstant" => False,
                    _ => null,
                };
            case "System.Runtime.CompilerServices.Unsafe":
                return FindUnsafe(name, parameters);
            case "System.Diagnostics.Debug" or "System.Diagnostics.Trace":
                return new BclIntrinsic(name is "Assert" or "Fail" ? BclKind.Assert : BclKind.Unsupported);
            case "System.Threading.Interlocked":
                return FindInterlocked(name, parameters);
            case "System.Threading.Volatile":
                return name switch
                {
                    "Read" => new BclIntrinsic(BclKind.VolatileRead),
                    "Write" => new BclIntrinsic(BclKind.VolatileWrite),
                    _ => Fence,
                };
            case "System.Threading.Thread":
                return name switch
                {
                    "MemoryBarrier" => Fence,
                    "VolatileRead" => new BclIntrinsic(BclKind.VolatileRead),
                    "VolatileWrite" => new BclIntrinsic(BclKind.VolatileWrite),
                    _ => new BclIntrinsic(BclKind.Unsupported),
                };
            case "System.ThrowHelper" or "System.ArgumentNullException" or "System.ArgumentOutOfRangeException":
                return new BclIntrinsic(BclKind.ThrowHelper);
            case "System.Console" or "System.String" or "System.GC" or "System.Environment":
                return new BclIntrinsic(BclKind.Unsupported);
            case "System.Array":
                return name switch
                {
                    "get_Length" or "get_LongLength" => ArrayLength(BclIntrinsic.TotalLength),
                    "get_Rank" => ArrayLength(BclIntrinsic.Rank),
                    "GetLength" or "GetLongLength" => ArrayLength(BclIntrinsic.Dimension),
                    "GetUpperBound" => ArrayLength(BclIntrinsic.UpperBound),
                    "GetLowerBound" => ArrayLength(BclIntrinsic.LowerBound),
                    _ => new BclIntrinsic(BclKind.Unsupported),
                };
            case "System.Enum":
                return new BclIntrinsic(name == "HasFlag" ? BclKind.HasFlag : BclKind.Unsupported);
            case "System.Runtime.InteropServices.MemoryMarshal":
                return name == "GetArrayDataReference" && method.IsGenericMethod ? new BclIntrinsic(BclKind.ArrayData) : null;
            case "System.Object":
                return name == ".ctor" ? new BclIntrinsic(BclKind.Nothing) : null;
            default:
                break;
        }

        if (name == "get_Default" && type.IsGenericType && type.GetGenericTypeDefinition() is { } definition
            && (definition == typeof(EqualityComparer<>) || definition == typeof(Comparer<>)))
        {
            return new BclIntrinsic(BclKind.ClassInstance);
        }

        if (name is "get_IsSupported" or "get_IsHardwareAccelerated"
            && type.Namespace is "System.Runtime.Intrinsics" or "System.Runtime.Intrinsics.X86" or "System.Runtime.Intrinsics.Arm"
                or "System.Runtime.Intrinsics.Wasm" or "System.Numerics")
        {
            return False;
        }

        return null;
    }

    private static BclIntrinsic ArrayLength(int what) => new(BclKind.ArrayLength, Data: what);

    private static BclIntrinsic Fence => new(BclKind.Op, Op.MemoryFence, 2);

    private static BclIntrinsic Math(MathFn function) => new(BclKind.Math, Data: (int)function);

    private static BclIntrinsic Of(Op op) => new(BclKind.Op, op);

    private static BclIntrinsic? FindMath(string name, Type[] parameters)
    {
        switch (name)
        {
            case "Sqrt":
                return Of(Op.Sqrt);
            case "Floor":
                return Of(Op.Floor);
            case "Ceiling":
                return Of(Op.Ceiling);
            case "Truncate":
                return Of(Op.Truncate);
            case "Round" when parameters.Length == 1:
                return Of(Op.Round);
            case "CopySign":
                return Of(Op.CopySign);
            case "FusedMultiplyAdd":
                return Of(Op.Fma);
            case "Abs":
                return Of(Op.Abs);
            case "Min":
                return Of(IsUnsigned(parameters[0]) ? Op.MinU : Op.Min);
            case "Max":
                return Of(IsUnsigned(parameters[0]) ? Op.MaxU : Op.Max);
            case "Exp":
                return Math(MathFn.Exp);
            case "Log" when parameters.Length == 1:
                return Math(MathFn.Log);
            case "Log2":
                return Math(MathFn.Log2);
            case "Log10":
                return Math(MathFn.Log10);
            case "Sin":
                return Math(MathFn.Sin);
            case "Cos":
                return Math(MathFn.Cos);
            case "Tan":
                return Math(MathFn.Tan);
            case "Asin":
                return Math(MathFn.Asin);
            case "Acos":
                return Math(MathFn.Acos);
            case "Atan":
                return Math(MathFn.Atan);
            case "Atan2":
                return Math(MathFn.Atan2);
            case "Sinh":
                return Math(MathFn.Sinh);
            case "Cosh":
                return Math(MathFn.Cosh);
            case "Tanh":
                return Math(MathFn.Tanh);
            case "Cbrt":
                return Math(MathFn.Cbrt);
            case "Pow":
                return Math(MathFn.Pow);
            case "ReciprocalEstimate":
                return Math(MathFn.Rcp);
            case "ReciprocalSqrtEstimate":
                return Math(MathFn.Rsqrt);
            default:
                return null;
        }
    }

    private static bool IsUnsigned(Type type) =>
        type == typeof(uint) || type == typeof(ulong) || type == typeof(nuint);

    /// <summary>Half to float and back in hardware; the other conversions are written in C# on top of them.</summary>
    private static BclIntrinsic? FindHalf(string name, Type[] parameters, MethodBase method)
    {
        if (name is not ("op_Explicit" or "op_Implicit") || method is not MethodInfo info)
        {
            return null;
        }

        if (parameters[0] == typeof(Half) && info.ReturnType == typeof(float))
        {
            return Of(Op.HalfToF32);
        }

        return parameters[0] == typeof(float) && info.ReturnType == typeof(Half) ? Of(Op.F32ToHalf) : null;
    }

    private static BclIntrinsic? FindUnsafe(string name, Type[] parameters)
    {
        bool pointerFirst = parameters.Length > 0 && (parameters[0].IsByRef || parameters[0].IsPointer);
        switch (name)
        {
            case "SizeOf":
                return new BclIntrinsic(BclKind.SizeOf);
            case "BitCast":
                return Bitcast;
            case "As" or "AsRef" or "AsPointer":
                return pointerFirst ? Retype : new BclIntrinsic(BclKind.Unsupported);
            case "Add":
                return new BclIntrinsic(BclKind.PointerAdd);
            case "Subtract":
                return new BclIntrinsic(BclKind.PointerSubtract);
            case "AddByteOffset":
                return new BclIntrinsic(BclKind.PointerAddBytes);
            case "SubtractByteOffset":
                return new BclIntrinsic(BclKind.PointerSubtractBytes);
            case "ByteOffset":
                return new BclIntrinsic(BclKind.ByteOffset);
            case "AreSame":
                return new BclIntrinsic(BclKind.PointerCompare, Data: (int)Cmp.Eq);
            case "IsAddressLessThan":
                return new BclIntrinsic(BclKind.PointerCompare, Data: (int)Cmp.UnLt);
            case "IsAddressGreaterThan":
                return new BclIntrinsic(BclKind.PointerCompare, Data: (int)Cmp.UnGt);
            case "IsAddressLessThanOrEqualTo":
                return new BclIntrinsic(BclKind.PointerCompare, Data: (int)Cmp.UnLe);
            case "IsAddressGreaterThanOrEqualTo":
                return new BclIntrinsic(BclKind.PointerCompare, Data: (int)Cmp.UnGe);
            case "IsNullRef":
                return new BclIntrinsic(BclKind.PointerCompare, Data: (int)Cmp.Eq);
            case "NullRef":
                return new BclIntrinsic(BclKind.NullReference);
            case "SkipInit":
                return new BclIntrinsic(BclKind.SkipInit);
            case "Read":
                return new BclIntrinsic(BclKind.Read);
            case "ReadUnaligned":
                return new BclIntrinsic(BclKind.ReadUnaligned);
            case "Write":
                return new BclIntrinsic(BclKind.Write);
            case "WriteUnaligned":
                return new BclIntrinsic(BclKind.WriteUnaligned);
            default:
                return new BclIntrinsic(BclKind.Unsupported);
        }
    }

    private static BclIntrinsic FindInterlocked(string name, Type[] parameters)
    {
        if (name is "MemoryBarrier" or "MemoryBarrierProcessWide")
        {
            return Fence;
        }

        return name switch
        {
            "Add" => new BclIntrinsic(BclKind.AtomicAdd),
            "Increment" => new BclIntrinsic(BclKind.AtomicStep, Data: 1),
            "Decrement" => new BclIntrinsic(BclKind.AtomicStep, Data: -1),
            "And" => new BclIntrinsic(BclKind.AtomicRmw, Data: (int)AtomicOp.And),
            "Or" => new BclIntrinsic(BclKind.AtomicRmw, Data: (int)AtomicOp.Or),
            "Exchange" => new BclIntrinsic(BclKind.AtomicRmw, Data: (int)AtomicOp.Exchange),
            "CompareExchange" => new BclIntrinsic(BclKind.AtomicCas),
            "Read" => new BclIntrinsic(BclKind.VolatileRead),
            _ => new BclIntrinsic(BclKind.Unsupported),
        };
    }
}
