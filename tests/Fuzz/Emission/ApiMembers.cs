using System.Numerics;
using System.Reflection;
using ILGPU;
using ILGPU.Runtime;
using IlgpuOptim.Fuzz.Ast;

namespace IlgpuOptim.Fuzz.Emission;

/// <summary>Members of the kernel API and of .NET that generated IL refers to.</summary>
internal static class ApiMembers
{
    public static MethodInfo IndexToInt { get; } = Conversion(typeof(Index1D), typeof(Index1D), typeof(int));

    public static MethodInfo IntToIndex { get; } = Conversion(typeof(Index1D), typeof(int), typeof(Index1D));

    public static MethodInfo GroupBarrier { get; } = Method(typeof(Group), nameof(Group.Barrier));

    public static MethodInfo WarpSize { get; } = Method(typeof(Warp), "get_" + nameof(Warp.WarpSize));

    public static Type RuntimeType(Scalar scalar)
    {
        return scalar switch
        {
            Scalar.Bool => typeof(bool),
            Scalar.I8 => typeof(sbyte),
            Scalar.U8 => typeof(byte),
            Scalar.I16 => typeof(short),
            Scalar.U16 => typeof(ushort),
            Scalar.I32 => typeof(int),
            Scalar.U32 => typeof(uint),
            Scalar.I64 => typeof(long),
            Scalar.U64 => typeof(ulong),
            Scalar.F32 => typeof(float),
            _ => typeof(double),
        };
    }

    public static Type ViewType(ViewVariable view)
    {
        Type element = RuntimeType(view.Element.ScalarKind!.Value);

        return view.IsView1D
            ? typeof(ArrayView1D<,>).MakeGenericType(element, typeof(Stride1D.Dense))
            : typeof(ArrayView<>).MakeGenericType(element);
    }

    /// <summary>The indexer of a view that takes an index of the given type.</summary>
    public static MethodInfo ViewElement(Type view, Type index)
    {
        return view.GetMethod("get_Item", [index])
            ?? throw new InvalidOperationException($"{view} has no indexer for {index}.");
    }

    public static MethodInfo IndexProperty(IndexKind kind)
    {
        return kind switch
        {
            IndexKind.Group => Method(typeof(Group), "get_" + nameof(Group.IdxX)),
            IndexKind.GroupSize => Method(typeof(Group), "get_" + nameof(Group.DimX)),
            IndexKind.Grid => Method(typeof(Grid), "get_" + nameof(Grid.IdxX)),
            IndexKind.GridSize => Method(typeof(Grid), "get_" + nameof(Grid.DimX)),
            IndexKind.Lane => Method(typeof(Warp), "get_" + nameof(Warp.LaneIdx)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    public static MethodInfo SharedAllocate(Type element)
    {
        return Method(typeof(SharedMemory), nameof(SharedMemory.Allocate), typeof(int)).MakeGenericMethod(element);
    }

    public static MethodInfo Atomic(AtomicKind kind, Type element)
    {
        return Method(typeof(Atomic), kind.ToString(), element.MakeByRefType(), element);
    }

    public static MethodInfo Collective(CollectiveOp op, Type element)
    {
        return op switch
        {
            CollectiveOp.Shuffle => Generic(typeof(Warp), nameof(Warp.Shuffle), 2, element),
            CollectiveOp.ShuffleUp => Generic(typeof(Warp), nameof(Warp.ShuffleUp), 2, element),
            CollectiveOp.ShuffleDown => Generic(typeof(Warp), nameof(Warp.ShuffleDown), 2, element),
            CollectiveOp.ShuffleXor => Generic(typeof(Warp), nameof(Warp.ShuffleXor), 2, element),
            CollectiveOp.WarpBroadcast => Generic(typeof(Warp), nameof(Warp.Broadcast), 2, element),
            CollectiveOp.GroupBroadcast => Generic(typeof(Group), nameof(Group.Broadcast), 2, element),
            CollectiveOp.BarrierPopCount => Method(typeof(Group), nameof(Group.BarrierPopCount), typeof(bool)),
            CollectiveOp.BarrierAnd => Method(typeof(Group), nameof(Group.BarrierAnd), typeof(bool)),
            _ => Method(typeof(Group), nameof(Group.BarrierOr), typeof(bool)),
        };
    }

    public static MethodInfo Math(MathOp op, FuzzType operand)
    {
        Type type = RuntimeType(operand.ScalarKind!.Value);
        bool isSingle = operand == FuzzType.F32;
        Type math = isSingle ? typeof(MathF) : typeof(Math);

        return op switch
        {
            MathOp.Abs or MathOp.Floor or MathOp.Ceiling or MathOp.Truncate or MathOp.Sqrt or MathOp.Round
                => Method(math, op.ToString(), type),
            MathOp.FusedMultiplyAdd => Method(math, nameof(System.Math.FusedMultiplyAdd), type, type, type),
            MathOp.Min or MathOp.Max => Method(math, op.ToString(), type, type),
            MathOp.RotateLeft => Method(typeof(BitOperations), nameof(BitOperations.RotateLeft), type, typeof(int)),
            MathOp.PopCount or MathOp.LeadingZeroCount or MathOp.TrailingZeroCount
                => Method(typeof(BitOperations), op.ToString(), type),
            MathOp.IsNaN or MathOp.IsInfinity => Method(type, op.ToString(), type),
            MathOp.Bits => Method(
                typeof(BitConverter),
                isSingle ? nameof(BitConverter.SingleToInt32Bits) : nameof(BitConverter.DoubleToInt64Bits),
                type),
            _ => Method(
                typeof(BitConverter),
                operand == FuzzType.I32 ? nameof(BitConverter.Int32BitsToSingle) : nameof(BitConverter.Int64BitsToDouble),
                type),
        };
    }

    private static MethodInfo Method(Type type, string name, params Type[] parameters)
    {
        return type.GetMethod(name, parameters)
            ?? throw new InvalidOperationException($"{type} has no method {name}({string.Join(", ", parameters.AsEnumerable())}).");
    }

    private static MethodInfo Generic(Type type, string name, int parameters, Type argument)
    {
        return type.GetMethods()
            .Single(method => method.Name == name && method.IsGenericMethodDefinition && method.GetParameters().Length == parameters)
            .MakeGenericMethod(argument);
    }

    private static MethodInfo Conversion(Type owner, Type from, Type to)
    {
        return owner.GetMethods(BindingFlags.Public | BindingFlags.Static).Single(method =>
            method.Name == "op_Implicit" && method.ReturnType == to && method.GetParameters()[0].ParameterType == from);
    }
}
