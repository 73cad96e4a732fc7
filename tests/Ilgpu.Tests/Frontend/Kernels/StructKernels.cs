using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IlgpuOptim.Engine.Tests.Frontend.Kernels;

/// <summary>Structs, references, generics, arrays.</summary>
internal static unsafe class StructKernels
{
    private static readonly int ReadonlyNumber = 42;
    private static readonly Nested ReadonlyStruct = new() { X = 3, Inner = new Small { A = 4, B = 5.5f, C = true }, Y = 6 };

    private interface IFunctor
    {
        static abstract int Seed { get; }

        int Apply(int x);

        int Twice(int x) => this.Apply(this.Apply(x));
    }

    private interface IOperation<T>
        where T : unmanaged
    {
        static abstract T Identity { get; }

        static abstract T Combine(T a, T b);
    }

    private enum Color : byte
    {
        Red = 1,
        Green = 2,
        Blue = 200,
    }

    private struct Small
    {
        public int A;
        public float B;
        public bool C;

        public int Sum => this.A + (int)this.B + (this.C ? 1 : 0);

        public void Add(int x)
        {
            this.A += x;
            this.C = !this.C;
        }

        public static Small operator +(Small a, Small b) => new() { A = a.A + b.A, B = a.B + b.B, C = a.C && b.C };
    }

    private struct Nested
    {
        public byte X;
        public Small Inner;
        public long Y;
    }

    private readonly record struct Point(int X, int Y)
    {
        public Point Moved(int dx) => this with { X = this.X + dx };
    }

    private struct Counter : IFunctor
    {
        public int Count;

        public static int Seed => 17;

        public int Apply(int x)
        {
            ++this.Count;

            return (x * 3) + this.Count;
        }
    }

    private struct Shift(int by) : IFunctor
    {
        public static int Seed => 5;

        public readonly int Apply(int x) => x << by;

        public readonly int Twice(int x) => x + 1000;
    }

    private struct MaxInt : IOperation<int>
    {
        public static int Identity => int.MinValue;

        public static int Combine(int a, int b) => a > b ? a : b;
    }

    private struct SumFloat : IOperation<float>
    {
        public static float Identity => 0;

        public static float Combine(float a, float b) => a + b;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct Packed
    {
        public byte A;
        public int B;
        public short C;
    }

    private struct Buffer
    {
        public int Head;
        public fixed int Data[6];
        public int Tail;
    }

    [InlineArray(4)]
    private struct Four
    {
        private float _first;
    }

    public static void LocalStructs(int i, int* a, long* l, float* f, double* d)
    {
        Small s = default;
        s.A = a[i];
        s.B = f[i];
        s.Add(i);
        Small t = s;
        t.Add(1);
        Small u = s + t;
        a[i + 16] = u.Sum + s.A + t.Sum;
        Nested n = default;
        n.Inner = u;
        n.Inner.A += 3;
        n.X = (byte)(n.Inner.A * 7);
        n.Y = n.X;
        ref Small r = ref n.Inner;
        r.B *= 2;
        r.Add(5);
        f[i + 16] = n.Inner.B;
        l[i + 16] = n.Y + n.Inner.Sum;
    }

    public static void StructMemory(int i, int* a, long* l, float* f, double* d)
    {
        // In memory of their own: padding between the fields need not be copied.
        Nested* p = stackalloc Nested[6];
        p[1].Y = l[i];
        p[2].Inner.B = f[i];
        Nested value = p[i % 3];
        value.Inner.A = a[i];
        value.X = (byte)i;
        p[(i % 3) + 3] = value;
        p[(i % 3) + 3].Inner.Add(i);
        l[i + 16] = p[4].Y + p[3].Inner.A + p[4].X;
        f[i + 16] = p[5].Inner.B + p[i % 3].Inner.Sum;
        Packed* q = (Packed*)(a + 16);
        q[i].A = (byte)i;
        q[i].B = a[i] * 5;
        q[i].C = (short)a[i];
        a[i + 48] = sizeof(Nested) + sizeof(Packed) + sizeof(Small) + q[i].B;
    }

    public static void RefsAndOuts(int i, int* a, long* l, float* f, double* d)
    {
        int x = a[i];
        int y = i;
        Split(x, out int low, out int high);
        Exchange(ref x, ref y);
        AddIf(ref x, y, i > 4);
        ref int best = ref Larger(ref x, ref y);
        best += 100;
        a[i + 16] = x;
        a[i + 32] = y;
        a[i + 48] = low + (high * 1000) + In(in x);
        ref int element = ref a[i + 20];
        element += 3;
        ref int chosen = ref (i % 2 == 0 ? ref a[i + 1] : ref a[i + 33]);
        chosen ^= 5;
    }

    private static void Split(int x, out int low, out int high)
    {
        low = x & 15;
        high = x >> 4;
    }

    private static void Exchange(ref int x, ref int y) => (x, y) = (y, x);

    private static void AddIf(ref int target, int value, bool condition)
    {
        if (condition)
        {
            target += value;
        }
        else
        {
            for (int k = 0; k < 3; ++k)
            {
                target -= k;
            }
        }
    }

    private static ref int Larger(ref int x, ref int y)
    {
        if (x > y)
        {
            return ref x;
        }

        return ref y;
    }

    private static int In(in int x) => x * 2;

    public static void Records(int i, int* a, long* l, float* f, double* d)
    {
        Point p = new(a[i], i);
        Point q = p.Moved(3) with { Y = 7 };
        (int x, int y) = q;
        a[i + 16] = x + (y * 100) + (p == q ? 1 : 0) + (p.Moved(0) == p ? 2 : 0) + (p.Equals(q) ? 4 : 0);
        (int A, (float B, long C) D) tuple = (a[i], (f[i], l[i]));
        tuple.D.C += tuple.A;
        l[i + 16] = tuple.D.C + (long)(tuple.D.B * 100);
        (int, float) pair = Pair(i, f[i]);
        f[i + 16] = pair.Item1 * pair.Item2;
        a[i + 32] = (pair == (i, f[i]) ? 1 : 0) + (tuple.D.Equals((f[i], l[i])) ? 2 : 0);
    }

    private static (int, float) Pair(int x, float y) => (x + 1, y * 2);

    public static void Enums(int i, int* a, long* l, float* f, double* d)
    {
        Color c = (Color)(a[i] & 255);
        c |= Color.Green;
        a[i + 16] = c switch
        {
            Color.Red => 1,
            Color.Green => 2,
            Color.Blue => 3,
            _ => (int)c,
        };
        a[i + 32] = (c & Color.Red) != 0 ? 1 : 0;
        a[i + 48] = c.HasFlag(Color.Green) ? (int)Color.Blue : 0;
    }

    public static void Nullables(int i, int* a, long* l, float* f, double* d)
    {
        int? x = a[i] > 0 ? a[i] : null;
        int? y = x + 1;
        a[i + 16] = x ?? -5;
        a[i + 32] = y.HasValue ? y.Value : y.GetValueOrDefault(9);
        a[i + 48] = (x == 3 ? 1 : 0) + (x > y ? 2 : 0) + (x is { } z and > 2 ? z : 0);
    }

    public static void Functors(int i, int* a, long* l, float* f, double* d)
    {
        Counter counter = default;
        a[i + 16] = Run(ref counter, a[i]) + (counter.Count * 1000);
        Shift shift = new(i & 7);
        a[i + 32] = Run(ref shift, 3) + Twice(new Counter { Count = 2 }, i) + Twice(shift, i);
        a[i + 48] = Reduce<int, MaxInt>(a, i);
        f[i + 16] = Reduce<float, SumFloat>(f, i);
    }

    private static int Run<T>(ref T functor, int x)
        where T : struct, IFunctor
    {
        int sum = T.Seed;
        for (int k = 0; k < 3; ++k)
        {
            sum += functor.Apply(x + k);
        }

        return sum;
    }

    private static int Twice<T>(T functor, int x)
        where T : struct, IFunctor => functor.Twice(x);

    private static T Reduce<T, TOperation>(T* data, int count)
        where T : unmanaged
        where TOperation : struct, IOperation<T>
    {
        T result = TOperation.Identity;
        for (int k = 0; k < count; ++k)
        {
            result = TOperation.Combine(result, data[k]);
        }

        return result;
    }

    public static void GenericMath(int i, int* a, long* l, float* f, double* d)
    {
        a[i + 16] = Polynomial(a[i]);
        l[i + 16] = Polynomial(l[i]);
        f[i + 16] = Polynomial(f[i]);
        d[i + 16] = Polynomial(d[i]);
        a[i + 32] = Select<int>(a[i]) + Select<float>(a[i]) + Select<long>(a[i]);
        d[i + 32] = Convert<float, double>(f[i]) + Convert<int, double>(a[i]) + Convert<double, float>(d[i]);
        a[i + 48] = Convert<long, int>(l[i]) + Convert<int, byte>(a[i]) + Convert<byte, int>((byte)a[i]);
        f[i + 32] = Largest(f[i], 0.5f) + T2<float>(f[i]);
    }

    private static T Polynomial<T>(T x)
        where T : INumber<T>
    {
        T two = T.One + T.One;
        T sum = T.Zero;
        for (int k = 0; k < 4; ++k)
        {
            sum = (sum * x) + two;
        }

        return x > two ? sum - T.CreateChecked(3) : -sum / T.CreateTruncating(2);
    }

    private static int Select<T>(int x)
    {
        if (typeof(T) == typeof(int))
        {
            return x;
        }

        if (typeof(T) == typeof(float))
        {
            return 2;
        }

        return sizeof(long);
    }

    private static TTo Convert<TFrom, TTo>(TFrom x)
        where TFrom : INumber<TFrom>
        where TTo : INumber<TTo> => TTo.CreateTruncating(x);

    private static T Largest<T>(T x, T y)
        where T : INumber<T> => T.Max(T.Abs(x), T.Min(y, T.Zero));

    private static T T2<T>(T x)
        where T : IRootFunctions<T>, IFloatingPoint<T> => T.Floor(x * T.CreateTruncating(10)) + T.Sqrt(T.Abs(x));

    public static void BoxPatterns(int i, int* a, long* l, float* f, double* d)
    {
        a[i + 16] = Kind(a[i]) + (Kind(f[i]) * 10) + (Kind(l[i]) * 100) + (Kind((byte)i) * 1000);
        a[i + 32] = HashOf(a[i]) + (Same(a[i], i) ? 1 : 0) + (Same(f[i], f[i]) ? 2 : 0);
        a[i + 48] = Compare(a[i], i) + Compare(f[i], 0.5f);
    }

    private static int Kind<T>(T value) => value switch
    {
        int x => x & 7,
        float y => (int)(y * 8) & 7,
        long => 5,
        _ => 6,
    };

    private static int HashOf<T>(T value)
        where T : notnull => value.GetHashCode();

    private static bool Same<T>(T x, T y)
        where T : IEquatable<T> => x.Equals(y);

    private static int Compare<T>(T x, T y)
        where T : IComparable<T> => x.CompareTo(y);

    public static void FixedBuffers(int i, int* a, long* l, float* f, double* d)
    {
        Buffer b = default;
        for (int k = 0; k < 6; ++k)
        {
            b.Data[k] = a[k] + i;
        }

        b.Head = b.Data[i % 6];
        b.Tail = b.Data[0] + b.Data[5];
        Buffer copy = b;
        copy.Data[1] = 1000;
        a[i + 16] = Total(copy) + b.Head + b.Tail;
        Buffer* p = (Buffer*)(l + 64);
        p[i % 2] = copy;
        a[i + 32] = p[i % 2].Data[i % 6];
    }

    private static int Total(Buffer b)
    {
        int sum = b.Head - b.Tail;
        for (int k = 0; k < 6; ++k)
        {
            sum += b.Data[k] * (k + 1);
        }

        return sum;
    }

    public static void InlineArrays(int i, int* a, long* l, float* f, double* d)
    {
        Four v = default;
        v[0] = f[i];
        v[1] = 2;
        v[i & 3] += 5;
        float sum = 0;
        for (int k = 0; k < 4; ++k)
        {
            sum += v[k] * (k + 1);
        }

        f[i + 16] = sum;
    }

    public static void LocalArrays(int i, int* a, long* l, float* f, double* d)
    {
        int[] data = new int[8];
        for (int k = 0; k < data.Length; ++k)
        {
            data[k] = a[k] * k;
        }

        data[i & 7] += 1000;
        int sum = 0;
        foreach (int x in data)
        {
            sum += x;
        }

        a[i + 16] = sum;
        int[] table = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3];
        a[i + 32] = table[i];
        float[,] grid = new float[3, 4];
        for (int y = 0; y < grid.GetLength(0); ++y)
        {
            for (int x = 0; x < grid.GetLength(1); ++x)
            {
                grid[y, x] = (y * 10) + x + f[i];
            }
        }

        grid[1, 2] *= 2;
        f[i + 16] = grid[i % 3, i % 4] + grid.Length;
        Small[] structs = new Small[2];
        structs[1].A = i;
        structs[i & 1].Add(7);
        ref Small second = ref structs[1];
        second.B = 2.5f;
        a[i + 48] = structs[0].Sum + structs[1].Sum;
        bool[] flags = new bool[4];
        flags[i & 3] = true;
        byte[] bytes = { 250, 251, 252, 253 };
        bytes[i & 3] += 10;
        l[i + 16] = (flags[1] ? 1 : 0) + bytes[i & 3];
        double[,,] cube = new double[2, 2, 2];
        cube[1, i & 1, 0] = 4;
        d[i + 16] = cube[1, 1, 0];
    }

    public static void ArraysInLoops(int i, int* a, long* l, float* f, double* d)
    {
        int total = 0;
        for (int k = 0; k < 3; ++k)
        {
            int[] data = new int[40];
            data[(a[i] + k) & 7] += k + 1;
            for (int m = 0; m < 8; ++m)
            {
                total += data[m] * m;
            }

            total += Histogram(k, i);
        }

        a[i + 16] = total;
    }

    /// <summary>Two arrays of each iteration that change places in an inner loop.</summary>
    public static void SwappedArrays(int i, int* a, long* l, float* f, double* d)
    {
        int total = 0;
        for (int k = 0; k < 3; ++k)
        {
            int[] x = new int[4];
            int[] y = new int[4];
            x[0] = k + 1;
            y[1] = i;
            for (int m = 0; m < i; ++m)
            {
                x[m & 3] += 1 + y[(m + 1) & 3];
                (x, y) = (y, x);
            }

            total = (total * 3) + x[0] + (y[1] * 5) + x[3];
        }

        a[i + 16] = total;
    }

    private static int Histogram(int x, int y)
    {
        int[] bins = new int[4];
        bins[x & 3]++;
        bins[y & 3] += 2;

        return bins[0] + (bins[1] * 10) + (bins[2] * 100) + (bins[3] * 1000);
    }

    public static void Statics(int i, int* a, long* l, float* f, double* d)
    {
        a[i + 16] = ReadonlyNumber + ReadonlyStruct.X + ReadonlyStruct.Inner.Sum + (int)ReadonlyStruct.Y;
        const int Constant = 5;
        a[i + 32] = Constant * i;
        f[i + 16] = ReadonlyStruct.Inner.B * MathF.PI;
    }

    public static void Vectors(int i, int* a, long* l, float* f, double* d)
    {
        Vector3 v = new(f[i], 2, i);
        Vector3 w = (v * 2) + Vector3.One - Vector3.UnitY;
        f[i + 16] = Vector3.Dot(v, w) + w.X + Vector3.Cross(v, w).Y;
        Vector4 q = new(v, 1);
        q += new Vector4(0.5f);
        q.W -= 3;
        f[i + 32] = Vector4.Dot(q, q) + q[2] + Vector2.Max(new Vector2(f[i], 0), Vector2.Zero).X;
        Vector4* p = (Vector4*)d;
        p[i] = q * 2;
        f[i + 48] = v.LengthSquared() + p[i].Z;
    }

    public static void Matrices_Approximate(int i, int* a, long* l, float* f, double* d)
    {
        Matrix4x4 m = Matrix4x4.Identity;
        m.M12 = f[i];
        m.M43 = 2;
        m = Matrix4x4.Transpose(m * m) + (m * 0.5f);
        Vector4 v = Vector4.Transform(new Vector4(f[i], 1, 2, 3), m);
        f[i + 16] = v.X + v.Y + v.Z + v.W;
        f[i + 32] = Vector3.Transform(new Vector3(f[i], 1, 2), m).Z + Vector3.Lerp(new Vector3(1), new Vector3(f[i]), 0.25f).X;
        Quaternion q = Quaternion.Normalize(new Quaternion(f[i], 1, 2, 3));
        f[i + 48] = (q * q).Length() + Quaternion.Conjugate(q).X;
    }

    public static void LocalFunctions(int i, int* a, long* l, float* f, double* d)
    {
        int captured = a[i];
        int factor = 3;

        int Scaled(int x) => (x * factor) + captured;

        void Bump()
        {
            captured += i;
            ++factor;
        }

        static int Square(int x) => x * x;

        Bump();
        a[i + 16] = Scaled(i) + Square(i);
        Bump();
        a[i + 32] = Scaled(i);
    }

    public static void PointerArithmetic(int i, int* a, long* l, float* f, double* d)
    {
        int* p = a + i;
        int* end = a + 16;
        int sum = 0;
        while (p < end)
        {
            sum += *p++;
        }

        a[i + 16] = sum + (int)(end - a);
        int local = i;
        int* q = &local;
        *q += 5;
        a[i + 32] = local;
        a[i + 48] = (p == end ? 1 : 0) + (q != null ? 2 : 0);
        ref int r = ref Unsafe.Add(ref a[0], i);
        l[i + 16] = r + Unsafe.AsRef<int>(a + 1) + Unsafe.Read<int>(a + 2) + (long)Unsafe.ByteOffset(ref a[0], ref r);
        Unsafe.Write(a + 20 + i, 77);
    }

    public static void Stackalloc(int i, int* a, long* l, float* f, double* d)
    {
        int* p = stackalloc int[5];
        for (int k = 0; k < 5; ++k)
        {
            p[k] += a[k] * i;
        }

        a[i + 16] = p[i % 5];
    }

    public static void Spans(int i, int* a, long* l, float* f, double* d)
    {
        Span<int> s = stackalloc int[6];
        for (int k = 0; k < s.Length; ++k)
        {
            s[k] = a[k] + i;
        }

        Span<int> t = s.Slice(2, 3);
        t.Fill(i);
        t[1] += 5;
        foreach (ref int x in t)
        {
            x *= 2;
        }

        int sum = 0;
        foreach (int x in s)
        {
            sum = (sum * 3) + x;
        }

        a[i + 16] = sum;
        ReadOnlySpan<int> table = [7, 8, 9, 10];
        ReadOnlySpan<byte> bytes = [1, 2, 3, 250, 251];
        ReadOnlySpan<byte> text = "kernel"u8;
        a[i + 32] = table[i & 3] + bytes[i % 5] + text[i % 6] + s[1..3].Length;
        int* p = stackalloc int[] { 4, 5, 6, 7 };
        int[] array = new int[4];
        Span<int> view = array;
        view[i & 3] = 77;
        a[i + 48] = p[i & 3] + array[2] + view.Length;
    }

    public static void AddressTaken(int i, int* a, long* l, float* f, double* d)
    {
        Nested n = default;
        int* p = &n.Inner.A;
        for (int k = 0; k < i; ++k)
        {
            *p += k;
            n.Inner.Add(1);
        }

        a[i + 16] = n.Inner.A;
        long packed = 0;
        int* halves = (int*)&packed;
        halves[i & 1] = a[i];
        l[i + 16] = packed;
    }

    public static void Atomics(int i, int* a, long* l, float* f, double* d)
    {
        Interlocked.Add(ref a[16], a[i]);
        a[i + 32] = Interlocked.Increment(ref a[17]);
        Interlocked.Exchange(ref a[18], i);
        l[i + 16] = Interlocked.CompareExchange(ref l[40], i, 0);
        Interlocked.Or(ref a[19], i);
        int local = 3;
        a[i + 48] = Interlocked.Add(ref local, i) + local + Volatile.Read(ref a[i]);
        Volatile.Write(ref a[20], 5);
        Thread.MemoryBarrier();
    }

    public static void Interfaces(int i, int* a, long* l, float* f, double* d)
    {
        Shift shift = new(2);
        IFunctor functor = shift;
        a[i + 16] = functor.Apply(a[i]);
        object boxed = a[i];
        a[i + 32] = (int)boxed + 1;
    }

    private interface IShape<TSelf>
        where TSelf : struct, IShape<TSelf>
    {
        static virtual int Corners => 3;

        static abstract TSelf Make(int size);

        float Area { get; }

        TOut Map<TOut>(TOut factor)
            where TOut : struct, INumber<TOut>;
    }

    private readonly struct Square : IShape<Square>
    {
        private readonly int _size;

        private Square(int size) => _size = size;

        public static int Corners => 4;

        public float Area => _size * _size;

        public static Square Make(int size) => new(size);

        TOut IShape<Square>.Map<TOut>(TOut factor) => factor * TOut.CreateTruncating(_size);
    }

    private readonly struct Triangle : IShape<Triangle>
    {
        public int Size { get; private init; }

        public float Area => this.Size * 0.5f;

        public static Triangle Make(int size) => new() { Size = size };

        public TOut Map<TOut>(TOut factor)
            where TOut : struct, INumber<TOut> => factor + TOut.One;
    }

    public static void StaticAbstracts(int i, int* a, long* l, float* f, double* d)
    {
        f[i + 16] = Shape<Square>(i) + Shape<Triangle>(i);
        a[i + 16] = Mapped<Square>(i) * 100 + Mapped<Triangle>(i);
    }

    private static float Shape<T>(int i)
        where T : struct, IShape<T> => T.Make(i).Area * T.Corners;

    private static int Mapped<T>(int i)
        where T : struct, IShape<T>
    {
        T shape = T.Make(i);

        return shape.Map(3) + (int)shape.Map(2.5);
    }

    private ref struct Cursor(ref int target)
    {
        public ref int Target = ref target;
        public int Steps;

        public void Add(int x)
        {
            this.Target += x;
            ++this.Steps;
        }
    }

    public static void RefFields(int i, int* a, long* l, float* f, double* d)
    {
        int local = 3;
        Cursor c = new(ref local);
        for (int k = 0; k < i; ++k)
        {
            c.Add(k);
        }

        Cursor e = new(ref a[i + 16]);
        e.Add(local);
        a[i + 32] = local + c.Steps;
    }

    /// <summary>A readonly struct that is replaced as a whole within a loop, by its constructor in place.</summary>
    public static void ReadonlyInLoops(int i, int* a, long* l, float* f, double* d)
    {
        Point p = new(a[i], 1);
        Point q = default;
        for (int k = 0; k < i; ++k)
        {
            p = new Point(p.Y, p.X + k);
            if (p.Equals(q))
            {
                Reset(out p, k);
            }

            q = p.Moved(1);
        }

        a[i + 16] = p.X + (q.Moved(2).X * 10);
        a[i + 32] = p.Y;
    }

    private static void Reset(out Point p, int k) => p = new Point(k, -k);

    public static void ReferencesInLoops(int i, int* a, long* l, float* f, double* d)
    {
        int x = 1;
        int y = 2;
        ref int target = ref x;
        for (int k = 0; k < i; ++k)
        {
            target += a[k] & 7;
            target = ref (k & 1) == 0 ? ref y : ref x;
        }

        a[i + 16] = x;
        a[i + 32] = y;
        ref int best = ref a[0];
        for (int k = 1; k < 8; ++k)
        {
            if (a[k] > best)
            {
                best = ref a[k];
            }
        }

        a[i + 48] = best;
    }

    public static void TupleMemory(int i, int* a, long* l, float* f, double* d)
    {
        (byte A, long B, short C)* p = stackalloc (byte, long, short)[2];
        p[i & 1] = ((byte)i, l[i], (short)a[i]);
        (byte _, long b, short c) = p[1];
        l[i + 16] = b + c + p[0].B + sizeof((byte, long, short));
        (int, (byte, double))[] array = new (int, (byte, double))[3];
        array[i % 3].Item2.Item2 = 2.5;
        d[i + 16] = array[1].Item2.Item2 + array[2].Item1;
    }

    public static void Grids(int i, int* a, long* l, float* f, double* d)
    {
        int[,] grid = { { 1, 2, 3 }, { 4, 5, 6 } };
        int sum = 0;
        foreach (int x in grid)
        {
            sum = (sum * 2) + x;
        }

        a[i + 16] = sum + grid[i & 1, i % 3] + grid.GetUpperBound(1);
        ref int cell = ref grid[1, 1];
        cell += 10;
        a[i + 32] = grid[i & 1, 1];
    }

    public static void TypeTests(int i, int* a, long* l, float* f, double* d)
    {
        a[i + 16] = Describe<int>() + (Describe<Color>() * 10) + (Describe<Small>() * 100);
        a[i + 32] = DefaultOf<int>() + (int)DefaultOf<float>() + (IsDefault(a[i]) ? 1 : 0);
    }

    private static int Describe<T>() =>
        (typeof(T).IsValueType ? 1 : 0) + (typeof(T).IsPrimitive ? 2 : 0) + (typeof(T).IsEnum ? 4 : 0) + (typeof(T) == typeof(Small) ? 1 : 0);

    private static T DefaultOf<T>()
        where T : struct => default;

    private static bool IsDefault<T>(T value)
        where T : struct, IEquatable<T> => value.Equals(default) || EqualityComparer<T>.Default.Equals(value, default);

    public static void Properties(int i, int* a, long* l, float* f, double* d)
    {
        Box box = new() { Width = i, Height = 3 };
        box.Width += 2;
        box[1] = 7;
        ++box[1];
        a[i + 16] = box.Area + box[1] + Box.Count;
        Box copy = box with { Height = 10 };
        (int w, int h) = copy;
        a[i + 32] = w + (h * 100) + (int)copy + (copy ? 1 : 0);
    }

    private struct Box
    {
        private int _extra;

        public static int Count => 5;

        public int Width { get; set; }

        public int Height { readonly get; set => field = Math.Max(value, 1); }

        public readonly int Area => this.Width * this.Height;

        public int this[int i]
        {
            readonly get => _extra + i;
            set => _extra = value;
        }

        public static explicit operator int(Box box) => box.Area;

        public static implicit operator bool(Box box) => box.Area > 20;

        public readonly void Deconstruct(out int w, out int h)
        {
            w = this.Width;
            h = this.Height;
        }
    }
}
