using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IlgpuOptim.Engine.Conformance.Harness;
using ILGPU;
using ILGPU.Runtime;
using Xunit;

namespace IlgpuOptim.Engine.Conformance.Types;

/// <summary>Structures as values, by reference, nested, padded, generic, with methods and operators.</summary>
internal static class StructKernels
{
    private struct Pair
    {
        public int X;
        public float Y;

        public Pair(int x, float y)
        {
            X = x;
            Y = y;
        }

        public readonly int Sum()
        {
            return X + (int)Y;
        }

        public void Scale(int factor)
        {
            X *= factor;
            Y *= factor;
        }

        public static Pair operator +(Pair a, Pair b)
        {
            return new Pair(a.X + b.X, a.Y + b.Y);
        }

        public static bool operator ==(Pair a, Pair b)
        {
            return a.X == b.X && a.Y == b.Y;
        }

        public static bool operator !=(Pair a, Pair b)
        {
            return !(a == b);
        }

        public static implicit operator Pair(int value)
        {
            return new Pair(value, value);
        }

        public override readonly bool Equals(object? other)
        {
            return other is Pair pair && pair == this;
        }

        public override readonly int GetHashCode()
        {
            return X;
        }
    }

    private struct Padded
    {
        public byte A;
        public long B;
        public short C;
        public bool D;
        public double E;
        public char F;
        public sbyte G;
    }

    private struct Nested
    {
        public Pair First;
        public Padded Second;
        public int Last;
    }

    private struct Generic<T>
        where T : unmanaged
    {
        public byte Tag;
        public T Value;
        public Pair Pair;
    }

    private struct Empty;

    private struct WithEmpty
    {
        public Empty None;
        public int Value;
        public Empty Nothing;
    }

    private record struct Point(int X, int Y)
    {
        public readonly int Dot(Point other)
        {
            return (X * other.X) + (Y * other.Y);
        }
    }

    private readonly record struct Interval(float Low, float High)
    {
        public float Width => High - Low;

        public bool Contains(float x)
        {
            return x >= Low && x <= High;
        }

        public static Interval operator *(Interval a, float b)
        {
            return new Interval(a.Low * b, a.High * b);
        }
    }

    [Kernel]
    private static void FieldsOfLocal(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Pair p;
        p.X = input[index];
        p.Y = 2.5f;
        p.X += (int)p.Y;
        output[index] = p.X;
    }

    [Kernel]
    private static void ConstructorAndMethods(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Pair p = new(input[index], 1.5f);
        p.Scale(3);
        output[index] = p.Sum();
    }

    [Kernel]
    private static void ObjectInitializer(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Pair p = new() { X = input[index], Y = index };
        Nested n = new() { First = p, Last = 7, Second = new Padded { A = 3, B = 1L << 40, G = -4 } };
        output[index] = n.First.X + n.Last + n.Second.A + (int)(n.Second.B >> 38) + n.Second.G;
    }

    [Kernel]
    private static void CopySemantics(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Pair a = new(input[index], 0f);
        Pair b = a;
        b.X += 100;
        a.Scale(2);
        output[index] = (a.X * 1000) + b.X;
    }

    [Kernel]
    private static void Operators(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Pair a = new(input[index], 2f);
        Pair b = a + 5 + new Pair(1, -1f);
        output[index] = b.X + (int)(b.Y * 10) + (a == b ? 1 : 0) + (a != a + 0 ? 2 : 4);
    }

    [Kernel]
    private static void ReturnByValue(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[index] = Make(input[index]).X + Make(3).Sum() + Make(Make(2).X).X;
    }

    private static Pair Make(int x)
    {
        return x > 5 ? new Pair(x, 1f) : default;
    }

    [Kernel]
    private static void ByReference(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Nested n = default;
        Fill(ref n, input[index]);
        Bump(ref n.First);
        Bump(ref n.First.X);
        output[index] = n.First.X + n.Last + (int)n.Second.E;
    }

    private static void Fill(ref Nested n, int x)
    {
        n.First.X = x;
        n.Last = x * 2;
        n.Second.E = 12.75;

        if (x < 0)
        {
            n = default;
        }
    }

    private static void Bump(ref Pair p)
    {
        p.X += 1;
        p.Y -= 1;
    }

    private static void Bump(ref int x)
    {
        x += 10;
    }

    [Kernel]
    private static void InStructParameter(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Nested n = new() { Last = input[index] };
        output[index] = Read(in n) + Read(new Nested { Last = 4 });
    }

    private static int Read(in Nested n)
    {
        return n.Last + n.First.X;
    }

    [Kernel]
    private static void ConditionalStructs(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Pair a = new(1, 2f);
        Pair b = new(3, 4f);
        Pair c = input[index] > 0 ? a : b;
        ref Pair r = ref (input[index] & 1) == 0 ? ref a : ref b;
        r.X += 50;
        output[index] = (c.X * 10000) + (a.X * 100) + b.X;
    }

    [Kernel]
    private static void StructInLoop(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Pair state = new(1, 0f);

        for (int i = 0; i < (input[index] & 7); ++i)
        {
            state = i % 2 == 0 ? state + new Pair(i, 1f) : new Pair(state.X * 2, state.Y);
        }

        output[index] = state.Sum();
    }

    [Kernel]
    private static void ViewOfStructs(Index1D index, ArrayView<Pair> input, ArrayView<Pair> output)
    {
        Pair p = input[index];
        p.X = index;
        p.Y += 1.5f;
        output[index] = p;
        output[index].X += 3;
        output[index].Scale(2);
        ref Pair r = ref output[index];
        r.Y = r.X;
    }

    [Kernel]
    private static void ViewOfPaddedStructs(Index1D index, ArrayView<Padded> input, ArrayView<Padded> output)
    {
        Padded p = input[index];
        p.A = (byte)index.X;
        p.B = index * 10000000000L;
        p.C -= (short)index.X;
        p.D = (index & 1) == 0;
        p.E = index * 0.5;
        p.F = (char)('a' + (index % 26));
        p.G = (sbyte)-index.X;
        output[index] = p;
        output[index].D ^= output[index].B > 100;
    }

    [Kernel]
    private static void ViewOfNestedStructs(Index1D index, ArrayView<Nested> input, ArrayView<Nested> output)
    {
        Nested n = input[index];
        n.First.X = index;
        n.Second.B = -index;
        n.Second.F = 'x';
        n.Last = n.First.X + 1;
        output[index] = n;
        output[index].Second.E = output[index].Last * 2.0;
        output[index].First = new Pair(output[index].First.X + 1, 9f);
    }

    [Kernel]
    private static void ViewOfGenericStructs(Index1D index, ArrayView<Generic<double>> a, ArrayView<Generic<byte>> b)
    {
        a[index] = new Generic<double> { Tag = 1, Value = index * 0.25, Pair = new Pair(index, 2f) };
        b[index] = new Generic<byte> { Tag = 2, Value = (byte)index.X, Pair = a[index].Pair + 1 };
    }

    [Kernel]
    private static void EmptyStructs(Index1D index, ArrayView<int> input, ArrayView<int> output, ArrayView<WithEmpty> structs)
    {
        WithEmpty w = new() { Value = input[index] };
        Empty e = default;
        w.None = e;
        w.Nothing = e;
        structs[index] = w;
        output[index] = Pass(e, w.Value);
    }

    private static int Pass(Empty e, int x)
    {
        return x + 1;
    }

    [Kernel]
    private static void RecordStructs(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Point p = new(input[index], 3);
        Point q = p with { Y = index };
        (int x, int y) = q;
        output[index] = p.Dot(q) + x - y + (p == q ? 1000 : 0) + (p.Equals(new Point(input[index], 3)) ? 5000 : 0);
    }

    [Kernel]
    private static void ReadOnlyRecordStruct(Index1D index, ArrayView<float> input, ArrayView<float> output)
    {
        Interval interval = new Interval(-2f, input[index]) * 2f;
        output[index] = interval.Contains(1f) ? interval.Width : -1f;
    }

    [Kernel]
    private static void AutoProperties(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Settings settings = new() { Rate = 3, Bias = input[index] };
        settings.Bias++;
        settings.Rate += settings.Bias;
        output[index] = settings.Rate * settings.Product;
    }

    private struct Settings
    {
        public int Rate { get; set; }

        public int Bias { get; set; }

        public readonly int Product => Rate * Bias;
    }

    [Kernel]
    private static void NullableValues(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int? x = input[index] > 0 ? input[index] : null;
        int? y = Find(input[index]);
        output[index] = (x ?? -5) + (y.HasValue ? y.GetValueOrDefault() * 100 : 7) + x.GetValueOrDefault(3);
    }

    private static int? Find(int x)
    {
        return (x & 1) == 0 ? null : x;
    }

    [Kernel]
    private static void ThisPassedOn(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Accumulator accumulator = default;
        accumulator.AddTwice(input[index]);
        accumulator.Add(1);
        output[index] = accumulator.Total;
    }

    private struct Accumulator
    {
        public int Total;

        public void Add(int x)
        {
            Total += x;
        }

        public void AddTwice(int x)
        {
            Add(x);
            AddTo(ref this, x);
            this = new Accumulator { Total = Total + 1 };
        }

        private static void AddTo(ref Accumulator target, int x)
        {
            target.Total += x;
        }
    }

    [Kernel]
    private static void LargeStruct(Index1D index, ArrayView<Matrix> input, ArrayView<Matrix> output)
    {
        Matrix m = input[index];
        m.Row0.X = index;
        m.Row1 = m.Row0;
        m.Row2.Y = 4.5f;
        m.Row3 = m.Row2 + m.Row1;
        output[index] = m;
    }

    private struct Matrix
    {
        public Pair Row0;
        public Pair Row1;
        public Pair Row2;
        public Pair Row3;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct Packed
    {
        public byte A;
        public int B;
        public short C;
        public double D;
    }

    [Kernel]
    private static void PackedStructs(Index1D index, ArrayView<Packed> input, ArrayView<Packed> output)
    {
        Packed p = input[index];
        p.A = (byte)(index.X + 1);
        p.B = index * -7;
        p.C = (short)(index.X * 3);
        p.D = index + 0.125;
        output[index] = p;
        output[index].B += output[index].C;
    }

    [Kernel]
    private static void SizesAndOffsets(Index1D index, ArrayView<int> output)
    {
        output[index] = (index % 12) switch
        {
            0 => Interop.SizeOf<Pair>(),
            1 => Interop.SizeOf<Padded>(),
            2 => Interop.SizeOf<Nested>(),
            3 => Interop.SizeOf<Generic<byte>>(),
            4 => Interop.SizeOf<WithEmpty>(),
            5 => Interop.SizeOf<bool>(),
            6 => Interop.SizeOf<char>(),
            7 => Unsafe.SizeOf<Padded>(),
            8 => Interop.SizeOf<DayOfWeek>(),
            9 => Interop.SizeOf<Packed>(),
            10 => Interop.SizeOf<Generic<double>>(),
            _ => Interop.SizeOf<ILGPU.Half>(),
        };
    }

    [Kernel]
    private static void ViewInStruct(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Views views = new() { Source = input, Target = output, Offset = 2 };
        views.Move(index);
    }

    private struct Views
    {
        public ArrayView<int> Source;
        public int Offset;
        public ArrayView<int> Target;

        public readonly void Move(int i)
        {
            Target[i] = Source[(i + Offset) % Source.IntLength];
        }
    }

    [Kernel]
    private static void ConditionalViews(Index1D index, ArrayView<int> input, ArrayView<int> output, ArrayView<int> second)
    {
        ArrayView<int> target = input[index] > 0 ? output : second;
        target[index] = 5;
        ArrayView<int> source = (index & 1) == 0 ? input : input.SubView(0, 1);
        output[index] += source[0] + source.IntLength;
    }

    [Kernel]
    private static void Tuples(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        (int quotient, int remainder) = Divide(input[index] + 100, 7);
        (int A, (float B, long C) D) nested = (quotient, (remainder, 1L << 33));
        nested.D.B += 0.5f;
        var swapped = (nested.D.B, nested.A);
        output[index] = quotient + (remainder * 100) + (int)(nested.D.C >> 30) + (int)(swapped.B * 2)
            + (Divide(9, 4) == (2, 1) ? 10000 : 0);
    }

    private static (int Quotient, int Remainder) Divide(int a, int b)
    {
        return (a / b, a % b);
    }

    [Kernel]
    private static void ViewOfTuples(Index1D index, ArrayView<(int, float)> a, ArrayView<(byte, long, short)> b, ArrayView<(int X, (byte, double) Y)> c)
    {
        a[index] = (index, index * 0.5f);
        b[index] = ((byte)index.X, index * 3000000000L, (short)-index.X);
        c[index] = (b[index].Item3, ((byte)(index.X + 1), a[index].Item2));
        c[index].Y.Item2 += 1;
    }

    [Kernel]
    private static void LongTuples(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        var t = (1, 2, 3, 4, 5, 6, 7, input[index], 9);
        t.Item8 += t.Item9;
        t.Item1 = t.Item8;
        output[index] = t.Item1 + t.Item8 + t.Item7;
    }

    [Kernel]
    private static void ClassicTupleGenerics(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[index] = Swap((input[index], (byte)3)).Item2 + Swap((1.5f, 4L)).Item1 switch { > 3 => 1, _ => 2 };
    }

    private static (TB, TA) Swap<TA, TB>((TA A, TB B) pair)
    {
        return (pair.B, pair.A);
    }

    private enum Small : byte
    {
        A,
        B = 200,
    }

    private enum Negative : long
    {
        Low = long.MinValue,
        High = 1L << 40,
    }

    [Flags]
    private enum Options
    {
        None = 0,
        Fast = 1,
        Safe = 2,
        Both = Fast | Safe,
    }

    [Kernel]
    private static void Enums(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Options o = (Options)(input[index] & 3);
        Small s = input[index] > 0 ? Small.B : Small.A;
        Negative n = (index & 1) == 0 ? Negative.Low : Negative.High;
        o |= s == Small.B ? Options.Fast : Options.None;
        output[index] = (int)o + (int)s + (int)((long)n >> 38) + ((o & Options.Both) == Options.Both ? 1000 : 0);
    }

    [Kernel]
    private static void ViewOfEnums(Index1D index, ArrayView<Small> a, ArrayView<Negative> b, ArrayView<DayOfWeek> c)
    {
        a[index] = (Small)(byte)(index.X * 3);
        b[index] = (Negative)((long)a[index] << 35);
        c[index] = (DayOfWeek)(index % 7);
    }

    private unsafe struct Fixed
    {
        public int Head;
        public fixed int Values[5];
        public fixed byte Bytes[3];
        public double Tail;
    }

    [Kernel]
    private static unsafe void FixedBuffers(Index1D index, ArrayView<Fixed> output, ArrayView<int> sums)
    {
        Fixed f = default;
        f.Head = index;
        f.Tail = 0.5;

        for (int i = 0; i < 5; ++i)
        {
            f.Values[i] = i * index;
        }

        f.Bytes[1] = (byte)(index.X + 7);
        output[index] = f;
        int sum = 0;

        for (int i = 0; i < 5; ++i)
        {
            sum += output[index].Values[(i + index) % 5] * i;
        }

        output[index].Values[index % 5] = -1;
        sums[index] = sum + output[index].Bytes[1];
    }

    [InlineArray(4)]
    private struct FourInts
    {
        public int First;
    }

    [Kernel]
    private static void InlineArrays(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        FourInts values = default;

        for (int i = 0; i < 4; ++i)
        {
            values[i] = input[index] + i;
        }

        values[2] *= 3;
        output[index] = values[0] + values[1] + values[2] + values[index & 3];
    }

    [Kernel]
    private static void Reinterpret(Index1D index, ArrayView<float> input, ArrayView<int> output)
    {
        float x = input[index];
        int bits = Unsafe.As<float, int>(ref x);
        uint second = Interop.FloatAsInt(x * 2f);
        float back = Interop.IntAsFloat((uint)bits);
        output[index] = bits ^ (int)second ^ (back == x ? 1 : 0);
    }

    [Kernel]
    private static void ReinterpretDouble(Index1D index, ArrayView<double> input, ArrayView<long> output)
    {
        double x = input[index];
        output[index] = BitConverter.DoubleToInt64Bits(x) ^ (long)Interop.FloatAsInt(x + 1) ^ Unsafe.BitCast<double, long>(x * 3);
    }

    [Kernel]
    private static void ReinterpretHalf(Index1D index, ArrayView<float> input, ArrayView<ushort> output)
    {
        ILGPU.Half h = (ILGPU.Half)input[index];
        output[index] = (ushort)(Interop.FloatAsInt(h) + Interop.FloatAsInt(Interop.IntAsFloat((ushort)0x3c00)));
    }

    [Kernel]
    private static void UnionThroughUnsafeAs(Index1D index, ArrayView<Pair> input, ArrayView<long> output)
    {
        Pair p = new(input[index].X + 5, 1.5f);
        output[index] = Unsafe.As<Pair, long>(ref p);
        Unsafe.As<long, Pair>(ref output[index]).X += 1;
    }

    [StructLayout(LayoutKind.Explicit)]
    private struct Union
    {
        [FieldOffset(0)]
        public int Int;

        [FieldOffset(4)]
        public int High;

        [FieldOffset(8)]
        public double Double;
    }

    [Kernel]
    private static void ExplicitLayoutWithoutOverlap(Index1D index, ArrayView<Union> output)
    {
        Union u = default;
        u.Int = index;
        u.High = index * 2;
        u.Double = index * 0.5;
        output[index] = u;
    }
}

public sealed class StructTests(TargetFixture fixture) : KernelSuite(fixture)
{
    public static IEnumerable<string> Cases => Names(typeof(StructKernels));

    public struct Arguments
    {
        public byte Flag;
        public ArrayView<int> Source;
        public (int, double) Numbers;
        public ArrayView1D<float, Stride1D.Dense> Floats;
        public bool Enabled;
        public char Letter;
        public Inner Deep;

        public struct Inner
        {
            public long Value;
            public ArrayView2D<int, Stride2D.DenseX> Matrix;
        }
    }

    public struct OnlyEmpty
    {
        public Nothing A;

        public struct Nothing;
    }

    [Theory]
    [EachTarget(nameof(Cases))]
    public void Kernel(string target, string name)
    {
        CheckKernel(target, typeof(StructKernels), name);
    }

    [Theory]
    [EachTarget]
    public void StructOfViewsAsParameter(string target)
    {
        int[] source = Data<int>(Odd);
        float[] floats = Data<float>(Odd);
        int[,] matrix = new int[4, 6];

        for (int i = 0; i < matrix.Length; ++i)
        {
            matrix[i / 6, i % 6] = i * i;
        }

        Check(
            target,
            StructKernel,
            Odd,
            From(memory => new Arguments
            {
                Flag = 200,
                Source = memory.View(source),
                Numbers = (-7, 2.5),
                Floats = memory.View(floats),
                Enabled = true,
                Letter = 'q',
                Deep = new Arguments.Inner { Value = long.MinValue + 5, Matrix = memory.ViewX(matrix) },
            }),
            new double[Odd]);
    }

    [Theory]
    [EachTarget]
    public void EmptyStructAsParameter(string target)
    {
        Check(target, EmptyKernel, Odd, default(OnlyEmpty), 3, default(OnlyEmpty.Nothing), new int[Odd], default(ValueTuple));
    }

    private static void StructKernel(Index1D index, Arguments arguments, ArrayView<double> output)
    {
        double x = arguments.Flag + arguments.Source[index] + arguments.Numbers.Item1 + (arguments.Numbers.Item2 * index);
        x += arguments.Enabled ? arguments.Letter : -1;
        x += arguments.Deep.Matrix[index % 4, index % 6] + (arguments.Deep.Value >> 60);
        arguments.Floats[index] += arguments.Source.IntLength;
        arguments.Numbers.Item1 = 4;
        output[index] = x + arguments.Numbers.Item1 + arguments.Deep.Matrix.IntExtent.X + arguments.Floats.Length;
    }

    private static void EmptyKernel(
        Index1D index,
        OnlyEmpty a,
        int b,
        OnlyEmpty.Nothing c,
        ArrayView<int> output,
        ValueTuple d)
    {
        output[index] = b + index;
    }
}
