using System.Numerics;

namespace IlgpuOptim.Ptx.Execute;

// The comparison operators: without "u" they are false where an operand is NaN, with it they are true.
internal readonly struct Eq : IComparison
{
    public static bool Apply<T>(T a, T b)
        where T : unmanaged, INumber<T> => a == b;
}

internal readonly struct Ne : IComparison
{
    public static bool Apply<T>(T a, T b)
        where T : unmanaged, INumber<T> => a < b || a > b;
}

internal readonly struct Lt : IComparison
{
    public static bool Apply<T>(T a, T b)
        where T : unmanaged, INumber<T> => a < b;
}

internal readonly struct Le : IComparison
{
    public static bool Apply<T>(T a, T b)
        where T : unmanaged, INumber<T> => a <= b;
}

internal readonly struct Gt : IComparison
{
    public static bool Apply<T>(T a, T b)
        where T : unmanaged, INumber<T> => a > b;
}

internal readonly struct Ge : IComparison
{
    public static bool Apply<T>(T a, T b)
        where T : unmanaged, INumber<T> => a >= b;
}

internal readonly struct Equ : IComparison
{
    public static bool Apply<T>(T a, T b)
        where T : unmanaged, INumber<T> => !(a < b || a > b);
}

internal readonly struct Neu : IComparison
{
    public static bool Apply<T>(T a, T b)
        where T : unmanaged, INumber<T> => !(a == b);
}

internal readonly struct Ltu : IComparison
{
    public static bool Apply<T>(T a, T b)
        where T : unmanaged, INumber<T> => !(a >= b);
}

internal readonly struct Leu : IComparison
{
    public static bool Apply<T>(T a, T b)
        where T : unmanaged, INumber<T> => !(a > b);
}

internal readonly struct Gtu : IComparison
{
    public static bool Apply<T>(T a, T b)
        where T : unmanaged, INumber<T> => !(a <= b);
}

internal readonly struct Geu : IComparison
{
    public static bool Apply<T>(T a, T b)
        where T : unmanaged, INumber<T> => !(a < b);
}

internal readonly struct Num : IComparison
{
    public static bool Apply<T>(T a, T b)
        where T : unmanaged, INumber<T> => !T.IsNaN(a) && !T.IsNaN(b);
}

internal readonly struct Nan : IComparison
{
    public static bool Apply<T>(T a, T b)
        where T : unmanaged, INumber<T> => T.IsNaN(a) || T.IsNaN(b);
}
