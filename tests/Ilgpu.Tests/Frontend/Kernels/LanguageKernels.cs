using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IlgpuOptim.Engine.Tests.Frontend.Kernels;

/// <summary>Rarer shapes of C#, each as Roslyn lowers it.</summary>
internal static unsafe class LanguageKernels
{
    private const double Scale = 0.5;

    [SuppressMessage("Style", "IDE0044", Justification = "A test of instance data.")]
    private static readonly Config Settings = new(4, 2.5f, Mode.Slow);

    private enum Mode
    {
        Fast,
        Slow = 5,
    }

    private interface IStep
    {
        int Order => 2;

        int Next(int x) => x + this.Order;
    }

    private readonly struct DefaultStep : IStep;

    private readonly struct OwnStep : IStep
    {
        public int Order => 7;
    }

    private readonly record struct Config(int Size, float Rate, Mode Mode)
    {
        public int Twice => this.Size * 2;
    }

    private struct Accumulator
    {
        public int Total;

        public ref int Slot(ref int other)
        {
            if (this.Total > 10)
            {
                return ref other;
            }

            this.Total += 3;

            return ref other;
        }
    }

    extension(int value)
    {
        public int Squared => value * value;

        public int Plus(int other) => value + other;
    }

    public static void ParamsSpans(int i, int* a, long* l, float* f, double* d)
    {
        a[i + 16] = Sum(1, a[i], i) + Sum() + Sum(a[i], a[i + 1]);
    }

    private static int Sum(params ReadOnlySpan<int> values)
    {
        int sum = 0;
        foreach (int x in values)
        {
            sum = (sum * 2) + x;
        }

        return sum;
    }

    public static void IndexAndRange(int i, int* a, long* l, float* f, double* d)
    {
        int[] data = [1, 2, 3, 4, 5, 6];
        Span<int> s = data;
        a[i + 16] = data[^1] + s[^2] + s[1..^1].Length + s[(i & 3)..][0];
        a[i + 32] = s[..2] switch
        {
            [var x, > 1] when x == i => 1,
            [1, ..] => 2,
            _ => 3,
        };
        Span<float> floats = stackalloc float[4];
        floats.Clear();
        floats[i & 3] = f[i];
        a[i + 48] = MemoryMarshal.Cast<float, int>(floats)[i & 3];
    }

    public static void Pinned(int i, int* a, long* l, float* f, double* d)
    {
        int local = i;
        fixed (int* p = &Unsafe.AsRef<int>(a + 16))
        {
            p[i] = local * 3;
        }

        for (int k = 0; k < 3; ++k)
        {
            fixed (int* p = &Unsafe.AsRef<int>(a + k))
            {
                a[i + 32] += *p;
            }
        }
    }

    public static void Extensions(int i, int* a, long* l, float* f, double* d) => a[i + 16] = a[i].Squared.Plus(i) + i.Doubled();

    private static int Doubled(this int x) => x * 2;

    public static void DefaultMembers(int i, int* a, long* l, float* f, double* d)
    {
        a[i + 16] = Step(default(DefaultStep), i) + (Step(default(OwnStep), i) * 100);
    }

    private static int Step<T>(T step, int x)
        where T : IStep => step.Next(x) + step.Order;

    public static void StaticConfiguration(int i, int* a, long* l, float* f, double* d)
    {
        if (Settings.Mode == Mode.Slow)
        {
            a[i + 16] = Settings.Twice + Settings.Size + (int)(Settings.Rate * 2);
        }
        else
        {
            Console.WriteLine("This branch is not compiled.");
        }

        d[i + 16] = (Scale * i) + Math.Tau + double.Epsilon + float.MaxValue;
        int[] sized = new int[Settings.Size + 1];
        sized[i % 5] = 3;
        a[i + 32] = sized[2] + sized.Length;
    }

    public static void Discards(int i, int* a, long* l, float* f, double* d)
    {
        _ = Parts(a[i], out _, out int high);
        (_, int y, _) = (1, i, 3);
        a[i + 16] = high + y;
        Unsafe.SkipInit(out int later);
        later = i;
        a[i + 32] = later;
    }

    private static bool Parts(int x, out int low, out int high)
    {
        low = x & 3;
        high = x >> 2;

        return low > high;
    }

    public static void NestedGenerics(int i, int* a, long* l, float* f, double* d)
    {
        a[i + 16] = Outer<int>.Inner<float>.Size() + Outer<byte>.Inner<double>.Size();
        l[i + 16] = Map<int, long>(a + i, 3) + Map<float, long>(f + i, 2);
        Wrapper<Wrapper<int>> w = new(new(a[i]));
        w.Value.Value += 2;
        a[i + 32] = w.Value.Value + w.Get().Get();
    }

    private static class Outer<T>
        where T : unmanaged
    {
        public static class Inner<TInner>
            where TInner : unmanaged
        {
            public static int Size() => (sizeof(T) * 100) + Unsafe.SizeOf<TInner>();
        }
    }

    private struct Wrapper<T>(T value)
        where T : unmanaged
    {
        public T Value = value;

        public readonly T Get() => this.Value;
    }

    private static TTo Map<TFrom, TTo>(TFrom* data, int count)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        TTo sum = TTo.Zero;
        for (int k = 0; k < count; ++k)
        {
            sum += TTo.CreateTruncating(data[k] * TFrom.CreateTruncating(10));
        }

        return sum;
    }

    public static void RefReturnsOfStructs(int i, int* a, long* l, float* f, double* d)
    {
        Accumulator acc = default;
        int x = 5;
        for (int k = 0; k < i; ++k)
        {
            acc.Slot(ref x) += k;
            acc.Slot(ref acc.Total) += 1;
        }

        a[i + 16] = acc.Total + (x * 100);
    }

    public static void CompoundAssignments(int i, int* a, long* l, float* f, double* d)
    {
        byte b = 200;
        b += (byte)i;
        b++;
        b >>= 1;
        sbyte s = -100;
        s -= (sbyte)i;
        s *= 3;
        short h = (short)a[i];
        h ^= 0x7F0F;
        char c = 'z';
        c += (char)i;
        uint u = (uint)a[i];
        u /= 3;
        u %= 1000;
        ulong w = (ulong)l[i];
        w >>= i;
        w |= u;
        float g = f[i];
        g /= 3;
        g -= i;
        bool t = a[i] > 0;
        t &= i > 3;
        t |= i == 2;
        t ^= true;
        int? n = i > 4 ? i : null;
        n ??= 9;
        n += 2;
        a[i + 16] = b + (s * 256) + h + c + (t ? 1 : 0) + n.Value;
        a[i + 32] = (int)u;
        l[i + 16] = (long)w;
        f[i + 16] = g;
        a[i + 48] = a[i]++ + ++a[i] + (a[i] = i) + a[i]--;
    }

    public static void WideSwitch(int i, int* a, long* l, float* f, double* d)
    {
        a[i + 16] = l[i] switch
        {
            1 => 10,
            -5 => 20,
            100 => 30,
            long.MaxValue => 40,
            > 1000 and < 5000 => 50,
            _ => (uint)a[i] switch { 0 => 1, 7 => 2, 4000000000 => 3, _ => 4 },
        };
        a[i + 32] = (char)(a[i] + 'e') switch
        {
            'a' or 'b' => 1,
            >= 'e' and <= 'h' => 2,
            _ => 3,
        };
        a[i + 48] = ((Mode)a[i], i > 4) switch
        {
            (Mode.Fast, true) => 1,
            (Mode.Slow, _) => 2,
            (_, false) => 3,
            _ => 4,
        };
    }

    public static void NestedTernariesOfStructs(int i, int* a, long* l, float* f, double* d)
    {
        Wrapper<int> x = new(a[i]);
        Wrapper<int> y = new(i);
        Wrapper<int> z = i > 8 ? x : i > 4 ? y : new Wrapper<int>(77);
        a[i + 16] = z.Value + (i % 2 == 0 ? x : y).Get();
        ref Wrapper<int> r = ref i > 6 ? ref x : ref y;
        r.Value += 1000;
        a[i + 32] = x.Value - y.Value;
        a[i + 48] = Math.Max(i > 3 ? a[i] : -a[i], i < 10 ? i : 3) + (i > 2 && a[i] > 0 ? 1 : 0);
    }

    public static void NegativeZeroAndNan(int i, int* a, long* l, float* f, double* d)
    {
        float z = i == 0 ? -0f : i == 1 ? float.NaN : f[i];
        f[i + 16] = z + 0f;
        f[i + 32] = z * -1;
        f[i + 48] = -z;
        a[i + 16] = (z == 0 ? 1 : 0) + (z.Equals(float.NaN) ? 2 : 0) + (z.CompareTo(0.25f) * 4) + (1 / z > 0 ? 100 : 0);
        d[i + 16] = 0.0 - z;
        d[i + 32] = z - 0.0;
    }
}
