using System.Numerics;

namespace IlgpuOptim.Ptx.Execute;

// The meaning of single operations, one struct each; Lanes applies them to the lanes of a warp.

internal readonly struct Add : IIntBinary, IFloatBinary
{
    static T IIntBinary.Apply<T>(T a, T b, Instruction op) => a + b;

    static T IFloatBinary.Apply<T>(T a, T b, Instruction op) => a + b;
}

internal readonly struct Sub : IIntBinary, IFloatBinary
{
    static T IIntBinary.Apply<T>(T a, T b, Instruction op) => a - b;

    static T IFloatBinary.Apply<T>(T a, T b, Instruction op) => a - b;
}

internal readonly struct AddSaturated : IIntBinary
{
    public static T Apply<T>(T a, T b, Instruction op)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> =>
        T.CreateSaturating(long.CreateTruncating(a) + long.CreateTruncating(b));
}

internal readonly struct SubSaturated : IIntBinary
{
    public static T Apply<T>(T a, T b, Instruction op)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> =>
        T.CreateSaturating(long.CreateTruncating(a) - long.CreateTruncating(b));
}

internal readonly struct Mul : IIntBinary, IFloatBinary
{
    static T IIntBinary.Apply<T>(T a, T b, Instruction op) => a * b;

    static T IFloatBinary.Apply<T>(T a, T b, Instruction op) => a * b;
}

internal readonly struct MulHigh : IIntBinary, IIntTernary
{
    static T IIntBinary.Apply<T>(T a, T b, Instruction op) => High(a, b);

    static T IIntTernary.Apply<T>(T a, T b, T c, Instruction op) => High(a, b) + c;

    private static unsafe T High<T>(T a, T b)
        where T : unmanaged, IBinaryInteger<T> =>
        sizeof(T) == 8
            ? T.CreateTruncating((Int128.CreateTruncating(a) * Int128.CreateTruncating(b)) >> 64)
            : T.CreateTruncating((long.CreateTruncating(a) * long.CreateTruncating(b)) >> (8 * sizeof(T)));
}

internal readonly struct MultiplyAdd : IIntTernary
{
    public static T Apply<T>(T a, T b, T c, Instruction op)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => (a * b) + c;
}

/// <summary>mad.hi.sat.s32.</summary>
internal readonly struct MultiplyAddSaturated : IIntTernary
{
    public static T Apply<T>(T a, T b, T c, Instruction op)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> =>
        T.CreateSaturating(((long.CreateTruncating(a) * long.CreateTruncating(b)) >> 32) + long.CreateTruncating(c));
}

internal readonly struct SumOfDifference : IIntTernary
{
    public static T Apply<T>(T a, T b, T c, Instruction op)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => c + (a < b ? b - a : a - b);
}

internal readonly struct Div : IIntBinary, IFloatBinary
{
    static T IIntBinary.Apply<T>(T a, T b, Instruction op)
    {
        if (b == T.Zero)
        {
            return T.AllBitsSet;
        }

        return b == T.AllBitsSet && T.MinValue < T.Zero ? T.Zero - a : a / b;
    }

    static T IFloatBinary.Apply<T>(T a, T b, Instruction op) => a / b;
}

internal readonly struct Rem : IIntBinary
{
    public static T Apply<T>(T a, T b, Instruction op)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (b == T.Zero)
        {
            return a;
        }

        return b == T.AllBitsSet && T.MinValue < T.Zero ? T.Zero : a % b;
    }
}

internal readonly struct Min : IIntBinary, IFloatBinary
{
    static T IIntBinary.Apply<T>(T a, T b, Instruction op) => a < b ? a : b;

    static T IFloatBinary.Apply<T>(T a, T b, Instruction op) => op.PropagateNaN ? T.Min(a, b) : T.MinNumber(a, b);
}

internal readonly struct Max : IIntBinary, IFloatBinary
{
    static T IIntBinary.Apply<T>(T a, T b, Instruction op) => a > b ? a : b;

    static T IFloatBinary.Apply<T>(T a, T b, Instruction op) => op.PropagateNaN ? T.Max(a, b) : T.MaxNumber(a, b);
}

internal readonly struct And : IIntBinary
{
    public static T Apply<T>(T a, T b, Instruction op)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => a & b;
}

internal readonly struct Or : IIntBinary
{
    public static T Apply<T>(T a, T b, Instruction op)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => a | b;
}

internal readonly struct Xor : IIntBinary
{
    public static T Apply<T>(T a, T b, Instruction op)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => a ^ b;
}

internal readonly struct Exchange : IIntBinary
{
    public static T Apply<T>(T a, T b, Instruction op)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => b;
}

/// <summary>atom.inc: wraps to zero beyond a limit.</summary>
internal readonly struct Increment : IIntBinary
{
    public static T Apply<T>(T a, T b, Instruction op)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => a >= b ? T.Zero : a + T.One;
}

/// <summary>atom.dec: wraps to the limit at zero and beyond it.</summary>
internal readonly struct Decrement : IIntBinary
{
    public static T Apply<T>(T a, T b, Instruction op)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => a == T.Zero || a > b ? b : a - T.One;
}

internal readonly struct Not : IIntUnary
{
    public static T Apply<T>(T a)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => ~a;
}

/// <summary>cnot: whether a value is zero.</summary>
internal readonly struct IsZero : IIntUnary
{
    public static T Apply<T>(T a)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => a == T.Zero ? T.One : T.Zero;
}

internal readonly struct Negate : IIntUnary, IFloatUnary
{
    static T IIntUnary.Apply<T>(T a) => T.Zero - a;

    static T IFloatUnary.Apply<T>(T a) => -a;
}

internal readonly struct Absolute : IIntUnary, IFloatUnary
{
    static T IIntUnary.Apply<T>(T a) => a < T.Zero ? T.Zero - a : a;

    static T IFloatUnary.Apply<T>(T a) => T.Abs(a);
}

internal readonly struct Copy : IIntUnary
{
    public static T Apply<T>(T a)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => a;
}

internal readonly struct Sqrt : IFloatUnary
{
    public static T Apply<T>(T a)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Sqrt(a);
}

internal readonly struct Reciprocal : IFloatUnary
{
    public static T Apply<T>(T a)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.One / a;
}

// The approximate functions are computed in double: PTX gives bounds of their error only.
internal readonly struct ReciprocalSqrt : IFloatUnary
{
    public static T Apply<T>(T a)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.CreateTruncating(1 / Math.Sqrt(double.CreateTruncating(a)));
}

internal readonly struct Sine : IFloatUnary
{
    public static T Apply<T>(T a)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.CreateTruncating(Math.Sin(double.CreateTruncating(a)));
}

internal readonly struct Cosine : IFloatUnary
{
    public static T Apply<T>(T a)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.CreateTruncating(Math.Cos(double.CreateTruncating(a)));
}

internal readonly struct Log2 : IFloatUnary
{
    public static T Apply<T>(T a)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.CreateTruncating(Math.Log2(double.CreateTruncating(a)));
}

internal readonly struct Exp2 : IFloatUnary
{
    public static T Apply<T>(T a)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.CreateTruncating(double.Exp2(double.CreateTruncating(a)));
}

internal readonly struct Tanh : IFloatUnary
{
    public static T Apply<T>(T a)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.CreateTruncating(Math.Tanh(double.CreateTruncating(a)));
}

/// <summary>copysign: the sign of a on b.</summary>
internal readonly struct CopySign : IFloatBinary
{
    public static T Apply<T>(T a, T b, Instruction op)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.CopySign(b, a);
}
