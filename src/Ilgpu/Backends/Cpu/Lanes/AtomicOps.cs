using System.Numerics;
using System.Runtime.CompilerServices;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <summary>The function of an atomic read-modify-write.</summary>
internal interface IAtomicOp<T>
{
    /// <summary>The new value of the memory.</summary>
    static abstract T Apply(T old, T data);
}

internal readonly struct AtomicAdd : IAtomicOp<int>, IAtomicOp<long>, IAtomicOp<float>, IAtomicOp<double>
{
    public static int Apply(int old, int data) => old + data;

    public static long Apply(long old, long data) => old + data;

    public static float Apply(float old, float data) => old + data;

    public static double Apply(double old, double data) => old + data;
}

internal readonly struct AtomicMin : IAtomicOp<int>, IAtomicOp<long>, IAtomicOp<float>, IAtomicOp<double>
{
    public static int Apply(int old, int data) => Math.Min(old, data);

    public static long Apply(long old, long data) => Math.Min(old, data);

    public static float Apply(float old, float data) => MathF.Min(old, data);

    public static double Apply(double old, double data) => Math.Min(old, data);
}

internal readonly struct AtomicMax : IAtomicOp<int>, IAtomicOp<long>, IAtomicOp<float>, IAtomicOp<double>
{
    public static int Apply(int old, int data) => Math.Max(old, data);

    public static long Apply(long old, long data) => Math.Max(old, data);

    public static float Apply(float old, float data) => MathF.Max(old, data);

    public static double Apply(double old, double data) => Math.Max(old, data);
}

internal readonly struct AtomicMinU : IAtomicOp<int>, IAtomicOp<long>
{
    public static int Apply(int old, int data) => (int)Math.Min((uint)old, (uint)data);

    public static long Apply(long old, long data) => (long)Math.Min((ulong)old, (ulong)data);
}

internal readonly struct AtomicMaxU : IAtomicOp<int>, IAtomicOp<long>
{
    public static int Apply(int old, int data) => (int)Math.Max((uint)old, (uint)data);

    public static long Apply(long old, long data) => (long)Math.Max((ulong)old, (ulong)data);
}

internal readonly struct AtomicAnd : IAtomicOp<int>, IAtomicOp<long>
{
    public static int Apply(int old, int data) => old & data;

    public static long Apply(long old, long data) => old & data;
}

internal readonly struct AtomicOr : IAtomicOp<int>, IAtomicOp<long>
{
    public static int Apply(int old, int data) => old | data;

    public static long Apply(long old, long data) => old | data;
}

internal readonly struct AtomicXor : IAtomicOp<int>, IAtomicOp<long>
{
    public static int Apply(int old, int data) => old ^ data;

    public static long Apply(long old, long data) => old ^ data;
}

internal readonly struct AtomicExchange : IAtomicOp<int>, IAtomicOp<long>, IAtomicOp<float>, IAtomicOp<double>
{
    public static int Apply(int old, int data) => data;

    public static long Apply(long old, long data) => data;

    public static float Apply(float old, float data) => data;

    public static double Apply(double old, double data) => data;
}

/// <summary>
/// Atomic operations on one element or on the active lanes of a warp, in ascending order. "Shared" memory is that of a
/// group, which one thread executes alone, so plain reads and writes do.
/// </summary>
internal static unsafe class AtomicOps
{
    /// <summary>Applies the operation to one element and returns its old value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Rmw<T, TOp>(T* p, T data, bool shared)
        where T : unmanaged, IEquatable<T>
        where TOp : struct, IAtomicOp<T>
    {
        if (shared)
        {
            T plain = *p;
            *p = TOp.Apply(plain, data);

            return plain;
        }

        if (typeof(T) == typeof(int) && typeof(TOp) == typeof(AtomicAdd))
        {
            int sum = Interlocked.Add(ref *(int*)p, Unsafe.BitCast<T, int>(data));

            return Unsafe.BitCast<int, T>(sum - Unsafe.BitCast<T, int>(data));
        }

        if (typeof(T) == typeof(long) && typeof(TOp) == typeof(AtomicAdd))
        {
            long sum = Interlocked.Add(ref *(long*)p, Unsafe.BitCast<T, long>(data));

            return Unsafe.BitCast<long, T>(sum - Unsafe.BitCast<T, long>(data));
        }

        if (typeof(TOp) == typeof(AtomicExchange))
        {
            return Interlocked.Exchange(ref *p, data);
        }

        T old = *p;

        while (true)
        {
            T next = TOp.Apply(old, data);

            T seen = Interlocked.CompareExchange(ref *p, next, old);

            if (SameBits(seen, old))
            {
                return old;
            }

            old = seen;
        }
    }

    /// <summary>One element per lane: address[i], data[i], old[i] for the lanes in <paramref name="bits"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void RmwLanes<T, TOp>(nint* address, T* data, T* old, uint bits, bool shared)
        where T : unmanaged, IEquatable<T>
        where TOp : struct, IAtomicOp<T>
    {
        for (; bits != 0; bits &= bits - 1)
        {
            int lane = BitOperations.TrailingZeroCount(bits);
            old[lane] = Rmw<T, TOp>((T*)address[lane], data[lane], shared);
        }
    }

    /// <summary>All lanes at one address: as if lane by lane, but in a single atomic operation.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void RmwUniform<T, TOp>(T* p, T* data, T* old, uint bits, bool shared)
        where T : unmanaged, IEquatable<T>
        where TOp : struct, IAtomicOp<T>
    {
        if (bits == 0)
        {
            return;
        }

        if (!shared && typeof(TOp) == typeof(AtomicAdd) && (typeof(T) == typeof(int) || typeof(T) == typeof(long)))
        {
            T sum = default;
            Sequence<T, TOp>(ref sum, data, old, bits);
            T first = Rmw<T, TOp>(p, sum, shared);

            for (uint rest = bits; rest != 0; rest &= rest - 1)
            {
                int lane = BitOperations.TrailingZeroCount(rest);
                old[lane] = TOp.Apply(old[lane], first);
            }

            return;
        }

        T seen = *p;

        while (true)
        {
            T before = seen;
            T next = seen;
            Sequence<T, TOp>(ref next, data, old, bits);

            if (shared)
            {
                *p = next;

                return;
            }

            seen = Interlocked.CompareExchange(ref *p, next, before);

            if (SameBits(seen, before))
            {
                return;
            }
        }
    }

    /// <summary>Compare and exchange of one element. Floats compare by bits: callers pass them as integers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Cas<T>(T* p, T comparand, T data, bool shared)
        where T : unmanaged, IEquatable<T>
    {
        if (!shared)
        {
            return Interlocked.CompareExchange(ref *p, data, comparand);
        }

        T old = *p;

        if (old.Equals(comparand))
        {
            *p = data;
        }

        return old;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void CasLanes<T>(nint* address, T* comparand, T* data, T* old, uint bits, bool shared)
        where T : unmanaged, IEquatable<T>
    {
        for (; bits != 0; bits &= bits - 1)
        {
            int lane = BitOperations.TrailingZeroCount(bits);
            old[lane] = Cas((T*)address[lane], comparand[lane], data[lane], shared);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sequence<T, TOp>(ref T value, T* data, T* old, uint bits)
        where T : unmanaged
        where TOp : struct, IAtomicOp<T>
    {
        T current = value;

        for (; bits != 0; bits &= bits - 1)
        {
            int lane = BitOperations.TrailingZeroCount(bits);
            old[lane] = current;
            current = TOp.Apply(current, data[lane]);
        }

        value = current;
    }

    // Floats must compare by bits: a NaN in memory would never equal itself.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool SameBits<T>(T a, T b)
        where T : unmanaged => sizeof(T) == 4
            ? Unsafe.BitCast<T, int>(a) == Unsafe.BitCast<T, int>(b)
            : Unsafe.BitCast<T, long>(a) == Unsafe.BitCast<T, long>(b);
}
