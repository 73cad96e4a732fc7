using System.Numerics;
using System.Runtime.CompilerServices;
using IlgpuOptim.Engine.Conformance.Harness;
using ILGPU;
using Xunit;

namespace IlgpuOptim.Engine.Conformance.ControlFlow;

/// <summary>Calls: by value, by reference, generic, of structures' methods, of operators and through constraints.</summary>
internal static class CallKernels
{
    private interface IFunction
    {
        int Apply(int value);
    }

    private interface IStaticFunction
    {
        static abstract int Apply(int value);

        static virtual int Scale => 3;
    }

    [Kernel]
    private static void Simple(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[index] = Square(input[index]) + Square(3);
    }

    [Kernel]
    private static void Nested(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[index] = Square(Square(input[index] & 3) + AddOne(AddOne(input[index])));
    }

    private static int Square(int x)
    {
        return x * x;
    }

    private static int AddOne(int x)
    {
        return x + 1;
    }

    [Kernel]
    private static void SeveralReturns(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[index] = Classify(input[index]) + (10 * Classify(-input[index]));
    }

    private static int Classify(int x)
    {
        if (x < 0)
        {
            return 1;
        }

        if (x == 0)
        {
            return 2;
        }

        for (int i = 2; i < x; ++i)
        {
            if (x % i == 0)
            {
                return 3 + i;
            }
        }

        return 4;
    }

    [Kernel]
    private static void CallInLoopAndCondition(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int sum = 0;

        for (int i = 0; Less(i, input[index]); i = Next(i))
        {
            sum += Classify(i);
        }

        output[index] = sum;
    }

    private static bool Less(int a, int b)
    {
        return a < b;
    }

    private static int Next(int i)
    {
        return (i * 2) + 1;
    }

    [Kernel]
    private static void NoInlining(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[index] = Opaque(input[index], 3);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Opaque(int a, int b)
    {
        return (a ^ b) - (a & b);
    }

    [Kernel]
    private static void RefParameter(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int x = input[index];
        Triple(ref x);
        Triple(ref x);
        output[index] = x;
        Triple(ref output[index]);
    }

    private static void Triple(ref int x)
    {
        x *= 3;
    }

    [Kernel]
    private static void OutParameters(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Split(input[index], out int high, out int low);
        output[index] = (high * 1000) + low;
    }

    private static void Split(int value, out int high, out int low)
    {
        high = value >> 3;
        low = value & 7;

        if (high > 2)
        {
            low = -low;
        }
    }

    [Kernel]
    private static void InParameter(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int x = input[index];
        output[index] = AddIn(in x, in input[(index + 3) % input.IntLength]) + AddIn(5, x);
    }

    private static int AddIn(in int a, in int b)
    {
        return a + (b * 2);
    }

    [Kernel]
    private static void RefToViewElement(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        ref int target = ref output[index];
        target = input[index];
        target += 5;
        Triple(ref target);
        int copy = target;
        target = copy - 1;
    }

    [Kernel]
    private static void RefReturn(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int a = input[index];
        int b = 7;
        Bigger(ref a, ref b) = 100;
        output[index] = (a * 1000) + b;
        Pick(output, index) += 5;
    }

    private static ref int Bigger(ref int a, ref int b)
    {
        if (a > b)
        {
            return ref a;
        }

        return ref b;
    }

    private static ref int Pick(ArrayView<int> view, int index)
    {
        return ref view[index];
    }

    [Kernel]
    private static void RefTernary(Index1D index, ArrayView<int> input, ArrayView<int> output, ArrayView<int> second)
    {
        ref int target = ref (input[index] & 1) == 0 ? ref output[index] : ref second[index];
        target += 77;
        (input[index] > 5 ? ref output[index] : ref second[index]) = 3;
    }

    [Kernel]
    private static void RefReassigned(Index1D index, ArrayView<int> input, ArrayView<int> output, ArrayView<int> second)
    {
        ref int target = ref output[index];
        target = 1;

        for (int i = 0; i < (input[index] & 3); ++i)
        {
            target = ref second[index];
            target += 10;
        }

        target += 100;
    }

    [Kernel]
    private static void AliasedRefs(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int x = input[index];
        Exchange(ref x, ref x);
        output[index] = x + AddTwice(ref x, ref x);
    }

    private static void Exchange(ref int a, ref int b)
    {
        a += 3;
        b *= 2;
        (a, b) = (b, a);
    }

    private static int AddTwice(ref int a, ref int b)
    {
        a += 1;
        b += 1;

        return a + b;
    }

    [Kernel]
    private static void SwapThroughRefs(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int a = input[index];
        int b = index;
        Swap(ref a, ref b);
        output[index] = a - b;
    }

    private static void Swap<T>(ref T a, ref T b)
    {
        (a, b) = (b, a);
    }

    [Kernel]
    private static void Generic(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[index] = First(input[index], 2L) + (int)Second(1.5f, (double)input[index]) + Second((byte)3, (short)-4);
    }

    private static TFirst First<TFirst, TSecond>(TFirst first, TSecond second)
    {
        return first;
    }

    private static TSecond Second<TFirst, TSecond>(TFirst first, TSecond second)
    {
        return second;
    }

    [Kernel]
    private static void GenericFunctor(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[index] = Twice(new AddConstant { Constant = index }, input[index]) + Twice(default(Negation), 5);
    }

    private static int Twice<TFunction>(TFunction function, int value)
        where TFunction : struct, IFunction
    {
        return function.Apply(function.Apply(value));
    }

    private struct AddConstant : IFunction
    {
        public int Constant;

        public readonly int Apply(int value)
        {
            return value + Constant;
        }
    }

    private readonly struct Negation : IFunction
    {
        public int Apply(int value)
        {
            return -value;
        }
    }

    private struct Counter : IFunction
    {
        public int Calls;

        public int Apply(int value)
        {
            ++Calls;

            return value + Calls;
        }
    }

    [Kernel]
    private static void MutableFunctor(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Counter counter = default;
        int a = counter.Apply(input[index]);
        int b = ApplyByRef(ref counter, a);
        Twice(counter, 0); // a copy: the counter itself does not move
        output[index] = b + (1000 * counter.Calls);
    }

    private static int ApplyByRef<TFunction>(ref TFunction function, int value)
        where TFunction : struct, IFunction
    {
        return function.Apply(value) + function.Apply(value);
    }

    [Kernel]
    private static void StaticAbstract(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[index] = Statically<PlusTwo>(input[index]) - Statically<Half>(input[index]);
    }

    private static int Statically<TFunction>(int value)
        where TFunction : IStaticFunction
    {
        return TFunction.Apply(value) * TFunction.Scale;
    }

    private readonly struct PlusTwo : IStaticFunction
    {
        public static int Scale => 100;

        public static int Apply(int value)
        {
            return value + 2;
        }
    }

    private readonly struct Half : IStaticFunction
    {
        public static int Apply(int value)
        {
            return value / 2;
        }
    }

    [Kernel]
    private static void GenericMathInt(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[index] = Polynomial(input[index]);
    }

    [Kernel]
    private static void GenericMathLong(Index1D index, ArrayView<long> input, ArrayView<long> output)
    {
        output[index] = Polynomial(input[index]);
    }

    [Kernel]
    private static void GenericMathFloat(Index1D index, ArrayView<float> input, ArrayView<float> output)
    {
        output[index] = Polynomial(input[index]);
    }

    [Kernel]
    private static void GenericMathDouble(Index1D index, ArrayView<double> input, ArrayView<double> output)
    {
        output[index] = Polynomial(input[index]);
    }

    private static T Polynomial<T>(T x)
        where T : INumber<T>
    {
        T two = T.One + T.One;
        T r = (x * x * two) - x + T.One;

        return r > T.Zero ? r : -r + two;
    }

    [Kernel]
    private static void GenericMathConversions(Index1D index, ArrayView<float> input, ArrayView<int> output)
    {
        output[index] = ToInt(input[index]) + ToInt((short)index);
    }

    private static int ToInt<T>(T x)
        where T : INumber<T>
    {
        return int.CreateTruncating(x + x);
    }

    [Kernel]
    private static void GenericBitOperations(Index1D index, ArrayView<uint> input, ArrayView<uint> output)
    {
        output[index] = Mix(input[index]);
    }

    private static T Mix<T>(T x)
        where T : IBinaryInteger<T>
    {
        x ^= x >> 3;
        x *= T.One + T.One + T.One;

        return (x << 5) | (~x >>> 7);
    }

    [Kernel]
    private static void GenericStaticMemberOfStruct(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[index] = Constants<int>.Size + Constants<double>.Size + (Constants<long>.Twice(input[index]) ? 1 : 0);
    }

    private static class Constants<T>
        where T : unmanaged
    {
        public static int Size => Interop.SizeOf<T>();

        public static bool Twice(int x)
        {
            return x > Size;
        }
    }

    [Kernel]
    private static void LocalFunctions(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[index] = Inner(input[index]) + Inner(4);

        static int Inner(int x)
        {
            return Deeper(x) * 2;

            static int Deeper(int y)
            {
                return y > 0 ? y : 1 - y;
            }
        }
    }

    [Kernel]
    private static void CapturingLocalFunction(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        // The compiler passes what it captures in a structure by reference.
        int sum = input[index];
        Add(3);
        Add(index);
        output[index] = sum;

        void Add(int x)
        {
            sum += x * sum;
        }
    }

    [Kernel]
    private static void OptionalAndNamedArguments(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[index] = Weighted(input[index]) + Weighted(c: 1, a: input[index]) + Weighted(2, b: 9);
    }

    private static int Weighted(int a, int b = 5, int c = -7)
    {
        return a + (b * 10) + (c * 100);
    }

    [Kernel]
    private static void ViewParameters(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Fill(output.SubView(index, 1), Sum(input.SubView(index / 2, 4 < input.IntLength - (index / 2) ? 4 : 1)));
    }

    private static int Sum(ArrayView<int> view)
    {
        int sum = 0;

        for (int i = 0; i < view.Length; ++i)
        {
            sum += view[i];
        }

        return sum;
    }

    private static void Fill(ArrayView<int> view, int value)
    {
        for (long i = 0; i < view.Length; ++i)
        {
            view[i] = value;
        }
    }

    [Kernel]
    private static void ManyParameters(Index1D index, ArrayView<int> input, ArrayView<long> output)
    {
        output[index] = Many(1, 2, 3f, 4.0, (byte)5, (short)6, input[index], 8, 9, 10, 11u, 12ul, true, 'c');
    }

    private static long Many(int a, long b, float c, double d, byte e, short f, int g, int h, int i, int j, uint k, ulong l, bool m, char n)
    {
        return a + b + (long)c + (long)d + e + f + (g * 1000) + h - i + j + k + (long)l + (m ? 1 : 0) + n;
    }

    [Kernel]
    private static void AssignParameters(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[index] = Countdown(input[index]) + Countdown(3);
    }

    private static int Countdown(int n)
    {
        int steps = 0;

        while (n > 0)
        {
            n -= 3;
            ++steps;
        }

        return (steps * 10) + n;
    }

    [Kernel]
    private static void PropertyAndIndexer(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Window window = new(input, index);
        output[index] = window[0] + window[1] + window.Length;
    }

    private readonly struct Window(ArrayView<int> view, int offset)
    {
        public int Length => view.IntLength - offset;

        public int this[int i] => view[(offset + i) % view.IntLength];
    }

    [Kernel]
    private static void BoxedAndUnboxed(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        // An engine may refuse objects, but not where it can see through them.
        object boxed = input[index];
        IFunction function = new AddConstant { Constant = 3 };
        output[index] = (int)boxed + function.Apply(input[index]);
    }

    [Kernel]
    private static void ExtensionMethods(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[index] = input[index].Doubled().Doubled() + input.At(index);
    }

    private static int Doubled(this int x)
    {
        return x + x;
    }

    private static int At(this ArrayView<int> view, Index1D index)
    {
        return view[index];
    }
}

public sealed class CallTests(TargetFixture fixture) : KernelSuite(fixture)
{
    public static IEnumerable<string> Cases => Names(typeof(CallKernels));

    [Theory]
    [EachTarget(nameof(Cases))]
    public void Kernel(string target, string name)
    {
        CheckKernel(target, typeof(CallKernels), name);
    }
}
