namespace ILGPU.Util;

/// <summary>Small helpers for hosts and kernels.</summary>
public static class Utilities
{
    /// <summary>Exchanges two variables.</summary>
    /// <typeparam name="T">Type of the variables.</typeparam>
    public static void Swap<T>(ref T first, ref T second)
    {
        T former = first;
        first = second;
        second = former;
    }

    /// <summary>Exchanges two variables under a condition.</summary>
    /// <typeparam name="T">Type of the variables.</typeparam>
    /// <returns>The condition.</returns>
    public static bool Swap<T>(bool performSwap, ref T first, ref T second)
    {
        if (performSwap)
        {
            Swap(ref first, ref second);
        }

        return performSwap;
    }

    /// <summary>One of two values.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    public static T Select<T>(bool takeFirst, T first, T second) => takeFirst ? first : second;

    /// <summary>The value is a power of two (positive).</summary>
    public static bool IsPowerOf2(long value) => value > 0 && (value & (value - 1)) == 0;

    /// <summary>The value is a power of two.</summary>
    public static bool IsPowerOf2(ulong value) => value > 0 && (value & (value - 1)) == 0;

    /// <summary>Greatest common divisor.</summary>
    public static long GCD(long a, long b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a < 0 ? -a : a;
    }

    /// <summary>Least common multiple; 0 when one of the numbers is 0.</summary>
    public static long LCM(long a, long b) => a == 0 || b == 0 ? 0 : Math.Abs(a / GCD(a, b) * b);
}

/// <summary>Logical operations without short circuit.</summary>
public static class Bitwise
{
    /// <summary>All are true.</summary>
    public static bool And(bool first, bool second) => first & second;

    /// <summary>All are true.</summary>
    public static bool And(bool first, bool second, bool third) => first & second & third;

    /// <summary>Bitwise and.</summary>
    public static int And(int first, int second) => first & second;

    /// <summary>Bitwise and.</summary>
    public static uint And(uint first, uint second) => first & second;

    /// <summary>Bitwise and.</summary>
    public static long And(long first, long second) => first & second;

    /// <summary>Bitwise and.</summary>
    public static ulong And(ulong first, ulong second) => first & second;

    /// <summary>Any is true.</summary>
    public static bool Or(bool first, bool second) => first | second;

    /// <summary>Any is true.</summary>
    public static bool Or(bool first, bool second, bool third) => first | second | third;

    /// <summary>Bitwise or.</summary>
    public static int Or(int first, int second) => first | second;

    /// <summary>Bitwise or.</summary>
    public static uint Or(uint first, uint second) => first | second;

    /// <summary>Bitwise or.</summary>
    public static long Or(long first, long second) => first | second;

    /// <summary>Bitwise or.</summary>
    public static ulong Or(ulong first, ulong second) => first | second;
}
