using IlgpuOptim.Engine.Conformance.Harness;
using ILGPU;
using ILGPU.Algorithms;
using Xunit;

namespace IlgpuOptim.Engine.Conformance.Numerics;

/// <summary>An elementary function, and its value to more digits than the result has.</summary>
internal interface IFunction<T>
{
    /// <summary>Allowed error in units in the last place of the correctly rounded value.</summary>
    static virtual double Bound => 2;

    static abstract T Apply(T x);

    static abstract double Exact(double x);
}

internal interface IFunction2<T>
{
    static virtual double Bound => 2;

    static abstract T Apply(T x, T y);

    static abstract double Exact(double x, double y);
}

/// <summary>Elementary functions in float, by MathF, XMath and float's own static methods.</summary>
internal static class SingleFunctions
{
    public readonly struct Exp : IFunction<float> { public static float Apply(float x) => MathF.Exp(x); public static double Exact(double x) => Math.Exp(x); }
    public readonly struct Exp2 : IFunction<float> { public static float Apply(float x) => XMath.Exp2(x); public static double Exact(double x) => Math.Pow(2, x); }
    public readonly struct Log : IFunction<float> { public static float Apply(float x) => MathF.Log(x); public static double Exact(double x) => Math.Log(x); }
    public readonly struct Log2 : IFunction<float> { public static float Apply(float x) => MathF.Log2(x); public static double Exact(double x) => Math.Log2(x); }
    public readonly struct Log10 : IFunction<float> { public static float Apply(float x) => MathF.Log10(x); public static double Exact(double x) => Math.Log10(x); }
    public readonly struct Sin : IFunction<float> { public static float Apply(float x) => MathF.Sin(x); public static double Exact(double x) => Math.Sin(x); }
    public readonly struct Cos : IFunction<float> { public static float Apply(float x) => MathF.Cos(x); public static double Exact(double x) => Math.Cos(x); }
    public readonly struct Tan : IFunction<float> { public static double Bound => 4; public static float Apply(float x) => MathF.Tan(x); public static double Exact(double x) => Math.Tan(x); }
    public readonly struct Asin : IFunction<float> { public static double Bound => 4; public static float Apply(float x) => MathF.Asin(x); public static double Exact(double x) => Math.Asin(x); }
    public readonly struct Acos : IFunction<float> { public static double Bound => 4; public static float Apply(float x) => MathF.Acos(x); public static double Exact(double x) => Math.Acos(x); }
    public readonly struct Atan : IFunction<float> { public static double Bound => 4; public static float Apply(float x) => MathF.Atan(x); public static double Exact(double x) => Math.Atan(x); }
    public readonly struct Sinh : IFunction<float> { public static double Bound => 4; public static float Apply(float x) => MathF.Sinh(x); public static double Exact(double x) => Math.Sinh(x); }
    public readonly struct Cosh : IFunction<float> { public static double Bound => 4; public static float Apply(float x) => MathF.Cosh(x); public static double Exact(double x) => Math.Cosh(x); }
    public readonly struct Tanh : IFunction<float> { public static float Apply(float x) => MathF.Tanh(x); public static double Exact(double x) => Math.Tanh(x); }
    public readonly struct Cbrt : IFunction<float> { public static float Apply(float x) => MathF.Cbrt(x); public static double Exact(double x) => Math.Cbrt(x); }
    public readonly struct Sqrt : IFunction<float> { public static double Bound => 0.5; public static float Apply(float x) => MathF.Sqrt(x); public static double Exact(double x) => Math.Sqrt(x); }
    public readonly struct Reciprocal : IFunction<float> { public static float Apply(float x) => XMath.Rcp(x); public static double Exact(double x) => 1 / x; }
    public readonly struct Rsqrt : IFunction<float> { public static float Apply(float x) => XMath.Rsqrt(x); public static double Exact(double x) => 1 / Math.Sqrt(x); }
    public readonly struct XExp : IFunction<float> { public static float Apply(float x) => XMath.Exp(x); public static double Exact(double x) => Math.Exp(x); }
    public readonly struct XLog : IFunction<float> { public static float Apply(float x) => XMath.Log(x); public static double Exact(double x) => Math.Log(x); }
    public readonly struct XLog2 : IFunction<float> { public static float Apply(float x) => XMath.Log2(x); public static double Exact(double x) => Math.Log2(x); }
    public readonly struct XLog10 : IFunction<float> { public static float Apply(float x) => XMath.Log10(x); public static double Exact(double x) => Math.Log10(x); }
    public readonly struct XSin : IFunction<float> { public static float Apply(float x) => XMath.Sin(x); public static double Exact(double x) => Math.Sin(x); }
    public readonly struct XCos : IFunction<float> { public static float Apply(float x) => XMath.Cos(x); public static double Exact(double x) => Math.Cos(x); }
    public readonly struct XTanh : IFunction<float> { public static float Apply(float x) => XMath.Tanh(x); public static double Exact(double x) => Math.Tanh(x); }
    public readonly struct XSqrt : IFunction<float> { public static float Apply(float x) => XMath.Sqrt(x); public static double Exact(double x) => Math.Sqrt(x); }
    public readonly struct XTan : IFunction<float> { public static double Bound => 4; public static float Apply(float x) => XMath.Tan(x); public static double Exact(double x) => Math.Tan(x); }
    public readonly struct XAtan : IFunction<float> { public static double Bound => 4; public static float Apply(float x) => XMath.Atan(x); public static double Exact(double x) => Math.Atan(x); }
    public readonly struct DegToRad : IFunction<float> { public static float Apply(float x) => XMath.DegToRad(x); public static double Exact(double x) => x * (Math.PI / 180); }
    public readonly struct RadToDeg : IFunction<float> { public static float Apply(float x) => XMath.RadToDeg(x); public static double Exact(double x) => x * (180 / Math.PI); }
    public readonly struct MathOfDouble : IFunction<float> { public static double Bound => 0.51; public static float Apply(float x) => (float)Math.Exp(x); public static double Exact(double x) => Math.Exp(x); }
    public readonly struct SinCos : IFunction<float>
    {
        public static float Apply(float x)
        {
            (float s, float c) = MathF.SinCos(x);

            return x > 0 ? s : c;
        }

        public static double Exact(double x) => x > 0 ? Math.Sin(x) : Math.Cos(x);
    }
}

internal static class SingleFunctions2
{
    public readonly struct Pow : IFunction2<float> { public static double Bound => 4; public static float Apply(float x, float y) => MathF.Pow(x, y); public static double Exact(double x, double y) => Math.Pow(x, y); }
    public readonly struct XPow : IFunction2<float> { public static double Bound => 4; public static float Apply(float x, float y) => XMath.Pow(x, y); public static double Exact(double x, double y) => Math.Pow(x, y); }
    public readonly struct Atan2 : IFunction2<float> { public static double Bound => 4; public static float Apply(float y, float x) => MathF.Atan2(y, x); public static double Exact(double y, double x) => Math.Atan2(y, x); }
    public readonly struct XAtan2 : IFunction2<float> { public static double Bound => 4; public static float Apply(float y, float x) => XMath.Atan2(y, x); public static double Exact(double y, double x) => Math.Atan2(y, x); }
    public readonly struct LogBase : IFunction2<float> { public static double Bound => 16; public static float Apply(float x, float y) => MathF.Log(MathF.Abs(x), MathF.Abs(y)); public static double Exact(double x, double y) => Math.Log(Math.Abs(x), Math.Abs(y)); }
}

internal static class DoubleFunctions
{
    public readonly struct Exp : IFunction<double> { public static double Apply(double x) => Math.Exp(x); public static double Exact(double x) => Math.Exp(x); }
    public readonly struct Exp2 : IFunction<double> { public static double Apply(double x) => XMath.Exp2(x); public static double Exact(double x) => Math.Pow(2, x); }
    public readonly struct Log : IFunction<double> { public static double Apply(double x) => Math.Log(x); public static double Exact(double x) => Math.Log(x); }
    public readonly struct Log2 : IFunction<double> { public static double Apply(double x) => Math.Log2(x); public static double Exact(double x) => Math.Log2(x); }
    public readonly struct Log10 : IFunction<double> { public static double Apply(double x) => Math.Log10(x); public static double Exact(double x) => Math.Log10(x); }
    public readonly struct Sin : IFunction<double> { public static double Apply(double x) => Math.Sin(x); public static double Exact(double x) => Math.Sin(x); }
    public readonly struct Cos : IFunction<double> { public static double Apply(double x) => Math.Cos(x); public static double Exact(double x) => Math.Cos(x); }
    public readonly struct Tan : IFunction<double> { public static double Bound => 4; public static double Apply(double x) => Math.Tan(x); public static double Exact(double x) => Math.Tan(x); }
    public readonly struct Asin : IFunction<double> { public static double Bound => 4; public static double Apply(double x) => Math.Asin(x); public static double Exact(double x) => Math.Asin(x); }
    public readonly struct Acos : IFunction<double> { public static double Bound => 4; public static double Apply(double x) => Math.Acos(x); public static double Exact(double x) => Math.Acos(x); }
    public readonly struct Atan : IFunction<double> { public static double Bound => 4; public static double Apply(double x) => Math.Atan(x); public static double Exact(double x) => Math.Atan(x); }
    public readonly struct Sinh : IFunction<double> { public static double Bound => 4; public static double Apply(double x) => Math.Sinh(x); public static double Exact(double x) => Math.Sinh(x); }
    public readonly struct Cosh : IFunction<double> { public static double Bound => 4; public static double Apply(double x) => Math.Cosh(x); public static double Exact(double x) => Math.Cosh(x); }
    public readonly struct Tanh : IFunction<double> { public static double Bound => 4; public static double Apply(double x) => Math.Tanh(x); public static double Exact(double x) => Math.Tanh(x); }
    public readonly struct Cbrt : IFunction<double> { public static double Bound => 4; public static double Apply(double x) => Math.Cbrt(x); public static double Exact(double x) => Math.Cbrt(x); }
    public readonly struct Sqrt : IFunction<double> { public static double Bound => 0.5; public static double Apply(double x) => Math.Sqrt(x); public static double Exact(double x) => Math.Sqrt(x); }
    public readonly struct Rsqrt : IFunction<double> { public static double Apply(double x) => XMath.Rsqrt(x); public static double Exact(double x) => 1 / Math.Sqrt(x); }
    public readonly struct XTanh : IFunction<double> { public static double Bound => 4; public static double Apply(double x) => XMath.Tanh(x); public static double Exact(double x) => Math.Tanh(x); }
}

internal static class DoubleFunctions2
{
    public readonly struct Pow : IFunction2<double> { public static double Bound => 4; public static double Apply(double x, double y) => Math.Pow(x, y); public static double Exact(double x, double y) => Math.Pow(x, y); }
    public readonly struct Atan2 : IFunction2<double> { public static double Bound => 4; public static double Apply(double y, double x) => Math.Atan2(y, x); public static double Exact(double y, double x) => Math.Atan2(y, x); }
}

/// <summary>Exact XMath functions.</summary>
internal static class ExactMathKernels
{
    [Kernel(Data = DataKind.Edges)]
    private static void Single(Index1D index, ArrayView<float> a, ArrayView<float> b, ArrayView<float> output)
    {
        float x = a[index];
        float y = b[index];
        output[index] = (index % 10) switch
        {
            0 => XMath.Abs(x),
            1 => XMath.Min(x, y),
            2 => XMath.Max(x, y),
            3 => XMath.Floor(x),
            4 => XMath.Ceiling(x),
            5 => XMath.Truncate(x),
            6 => XMath.RoundToEven(x),
            7 => XMath.RoundAwayFromZero(x),
            8 => XMath.Clamp(x, -1f, 2f),
            _ => XMath.Rem(x, y),
        };
    }

    [Kernel(Data = DataKind.Edges)]
    private static void Double(Index1D index, ArrayView<double> a, ArrayView<double> b, ArrayView<double> output)
    {
        double x = a[index];
        double y = b[index];
        output[index] = (index % 10) switch
        {
            0 => XMath.Abs(x),
            1 => XMath.Min(x, y),
            2 => XMath.Max(x, y),
            3 => XMath.Floor(x),
            4 => XMath.Ceiling(x),
            5 => XMath.Truncate(x),
            6 => XMath.RoundToEven(x),
            7 => XMath.RoundAwayFromZero(x),
            8 => XMath.Clamp(x, -1d, 2d),
            _ => XMath.Rem(x, y),
        };
    }

    [Kernel(Data = DataKind.Edges)]
    private static void Predicates(Index1D index, ArrayView<float> a, ArrayView<double> b, ArrayView<int> output)
    {
        output[index] = (XMath.IsNaN(a[index]) ? 1 : 0) + (XMath.IsInfinity(a[index]) ? 2 : 0) + (XMath.IsFinite(a[index]) ? 4 : 0)
            + (XMath.IsNaN(b[index]) ? 8 : 0) + (XMath.IsInfinity(b[index]) ? 16 : 0) + (XMath.IsFinite(b[index]) ? 32 : 0);
    }

    [Kernel(Data = DataKind.Edges)]
    private static void IeeeRemainder(Index1D index, ArrayView<float> a, ArrayView<float> output)
    {
        output[index] = XMath.IEEERemainder(a[index], 3f);
    }

    [Kernel]
    private static void SignAndRounding(Index1D index, ArrayView<float> a, ArrayView<double> b, ArrayView<int> output)
    {
        output[index] = XMath.Sign(a[index]) + (10 * XMath.Sign(b[index])) + (int)(100 * XMath.Round(a[index])) + (int)(1000 * XMath.Round(b[index]));
    }

    [Kernel]
    private static void Constants(Index1D index, ArrayView<double> output)
    {
        output[index] = XMath.PI + XMath.E + XMath.PID + XMath.ED;
    }

    [Kernel]
    private static void IntegerHelpers(Index1D index, ArrayView<int> a, ArrayView<long> output)
    {
        output[index] = IntrinsicMath.DivRoundUp(a[index] + 30, 7) + IntrinsicMath.DivRoundDown(a[index] + 30, 7)
            + IntrinsicMath.DivRoundUp((a[index] + 30L) << 33, 7L) + XMath.Max(a[index], 3) + XMath.Min((long)a[index], -2L) + XMath.Clamp(a[index], -3, 4)
            + XMath.Abs(a[index]);
    }

    [Kernel(Data = DataKind.Random)]
    private static void HighProducts(Index1D index, ArrayView<ulong> a, ArrayView<ulong> b, ArrayView<ulong> output)
    {
        output[index] = Math.BigMul((uint)a[index], (uint)b[index]) ^ (ulong)Math.BigMul((int)a[index], (int)b[index]);
    }

    [Kernel]
    private static void NoContraction(Index1D index, ArrayView<float> a, ArrayView<float> b, ArrayView<float> output)
    {
        // a * b + c has two roundings, whatever the hardware could do.
        float x = a[index] + 0.1f;
        float y = b[index] + 0.7f;
        output[index] = ((x * y) - (y * 1.3f)) + ((x * x) - (y * y));
    }

    [Kernel]
    private static void NoReassociation(Index1D index, ArrayView<float> a, ArrayView<float> output)
    {
        float x = a[index] * 0.1f;
        output[index] = (x + 1e8f) - 1e8f + (x * 3f / 3f) + ((x + 0.3f) + 0.6f) + (0f - x) + (x - x);
    }
}

public sealed class MathTests(TargetFixture fixture) : KernelSuite(fixture)
{
    public static IEnumerable<string> Singles => Operators.OperatorTest.Names(typeof(SingleFunctions));

    public static IEnumerable<string> Singles2 => Operators.OperatorTest.Names(typeof(SingleFunctions2));

    public static IEnumerable<string> Doubles => Operators.OperatorTest.Names(typeof(DoubleFunctions));

    public static IEnumerable<string> Doubles2 => Operators.OperatorTest.Names(typeof(DoubleFunctions2));

    public static IEnumerable<string> ExactKernels => Names(typeof(ExactMathKernels));

    [Theory]
    [EachTarget(nameof(Singles))]
    public void Single(string target, string name)
    {
        Dispatch(nameof(CheckSingle), target, typeof(SingleFunctions), name);
    }

    [Theory]
    [EachTarget(nameof(Singles2))]
    public void SingleOfTwo(string target, string name)
    {
        Dispatch(nameof(CheckSingle2), target, typeof(SingleFunctions2), name);
    }

    [Theory]
    [EachTarget(nameof(Doubles))]
    public void Double(string target, string name)
    {
        Require(target, TargetCapabilities.Double);
        Dispatch(nameof(CheckDouble), target, typeof(DoubleFunctions), name);
    }

    [Theory]
    [EachTarget(nameof(Doubles2))]
    public void DoubleOfTwo(string target, string name)
    {
        Require(target, TargetCapabilities.Double);
        Dispatch(nameof(CheckDouble2), target, typeof(DoubleFunctions2), name);
    }

    [Theory]
    [EachTarget(nameof(ExactKernels))]
    public void Exact(string target, string name)
    {
        CheckKernel(target, typeof(ExactMathKernels), name);
    }

    private static void Kernel1<TFunction, T>(Index1D index, ArrayView<T> x, ArrayView<T> output)
        where TFunction : struct, IFunction<T>
        where T : unmanaged
    {
        output[index] = TFunction.Apply(x[index]);
    }

    private static void Kernel2<TFunction, T>(Index1D index, ArrayView<T> x, ArrayView<T> y, ArrayView<T> output)
        where TFunction : struct, IFunction2<T>
        where T : unmanaged
    {
        output[index] = TFunction.Apply(x[index], y[index]);
    }

    private static float[] SingleArguments(int count, int seed)
    {
        return
        [
            .. Operators.EdgeValues.Of<float>(),
            .. Enumerable.Range(0, count).Select(i => ((int)Hash(i, seed) / (float)int.MaxValue) * (1 << (i % 8))),
            .. Enumerable.Range(0, count).Select(i => BitConverter.Int32BitsToSingle((int)Hash(i, seed + 1))),
        ];
    }

    private static double[] DoubleArguments(int count, int seed)
    {
        return
        [
            .. Operators.EdgeValues.Of<double>(),
            .. Enumerable.Range(0, count).Select(i => ((int)Hash(i, seed) / (double)int.MaxValue) * (1 << (i % 10))),
            .. Enumerable.Range(0, count).Select(i => BitConverter.Int64BitsToDouble(((long)Hash(i, seed + 1) << 32) | Hash(i, seed + 2))),
        ];
    }

    /// <summary>Distance in units of the last place of the correctly rounded float.</summary>
    private static bool IsWithin(double exact, float actual, double bound)
    {
        float rounded = (float)exact;

        if (float.IsNaN(rounded) || float.IsNaN(actual))
        {
            return float.IsNaN(rounded) && float.IsNaN(actual);
        }

        if (rounded == actual)
        {
            // The sign of zero counts.
            return rounded != 0 || float.IsNegative(rounded) == float.IsNegative(actual);
        }

        if (float.IsInfinity(rounded) || float.IsInfinity(actual))
        {
            return MathF.Abs(float.IsInfinity(rounded) ? actual : rounded) == float.MaxValue;
        }

        double ulp = Math.Max((double)MathF.BitIncrement(MathF.Abs(rounded)) - MathF.Abs(rounded), float.Epsilon);

        return Math.Abs(actual - exact) / ulp <= bound + 0.5;
    }

    private static bool IsWithin(double exact, double actual, double bound)
    {
        if (double.IsNaN(exact) || double.IsNaN(actual))
        {
            return double.IsNaN(exact) && double.IsNaN(actual);
        }

        if (exact == actual)
        {
            return exact != 0 || double.IsNegative(exact) == double.IsNegative(actual);
        }

        if (double.IsInfinity(exact) || double.IsInfinity(actual))
        {
            return Math.Abs(double.IsInfinity(exact) ? actual : exact) == double.MaxValue;
        }

        // The reference itself is off by up to one unit.
        double ulp = Math.BitIncrement(Math.Abs(exact)) - Math.Abs(exact);

        return Math.Abs(actual - exact) / ulp <= bound + 1;
    }

    private void Dispatch(string method, string target, Type holder, string name)
    {
        typeof(MathTests)
            .GetMethod(method, System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!
            .MakeGenericMethod(holder.GetNestedType(name)!)
            .Invoke(this, System.Reflection.BindingFlags.DoNotWrapExceptions, null, [target], null);
    }

    private void CheckSingle<TFunction>(string target)
        where TFunction : struct, IFunction<float>
    {
        float[] x = SingleArguments(4000, 1);
        float[] actual = Run(target, Method(typeof(MathTests), nameof(Kernel1), typeof(TFunction), typeof(float)), x.Length, x, new float[x.Length]).Get<float>(1);

        for (int i = 0; i < x.Length; ++i)
        {
            double exact = TFunction.Exact(x[i]);
            Assert.True(IsWithin(exact, actual[i], TFunction.Bound), $"{typeof(TFunction).Name}({x[i]:R}) = {actual[i]:R}, exactly {exact:R}");
        }
    }

    private void CheckSingle2<TFunction>(string target)
        where TFunction : struct, IFunction2<float>
    {
        float[] edges = Operators.EdgeValues.Of<float>();
        (float[] x, float[] y) = Operators.EdgeValues.Pairs(edges, edges);
        float[] moreX = [.. Enumerable.Range(0, 4000).Select(i => (Hash(i, 1) / (float)uint.MaxValue) * (1 << (i % 12)))];
        float[] moreY = [.. Enumerable.Range(0, 4000).Select(i => ((int)Hash(i, 2) / (float)int.MaxValue) * (1 << (i % 6)))];
        x = [.. x, .. moreX];
        y = [.. y, .. moreY];
        float[] actual = Run(target, Method(typeof(MathTests), nameof(Kernel2), typeof(TFunction), typeof(float)), x.Length, x, y, new float[x.Length]).Get<float>(2);

        for (int i = 0; i < x.Length; ++i)
        {
            double exact = TFunction.Exact(x[i], y[i]);
            Assert.True(
                IsWithin(exact, actual[i], TFunction.Bound),
                $"{typeof(TFunction).Name}({x[i]:R}, {y[i]:R}) = {actual[i]:R}, exactly {exact:R}");
        }
    }

    private void CheckDouble<TFunction>(string target)
        where TFunction : struct, IFunction<double>
    {
        double[] x = DoubleArguments(2000, 1);
        double[] actual = Run(target, Method(typeof(MathTests), nameof(Kernel1), typeof(TFunction), typeof(double)), x.Length, x, new double[x.Length]).Get<double>(1);

        for (int i = 0; i < x.Length; ++i)
        {
            double exact = TFunction.Exact(x[i]);
            Assert.True(IsWithin(exact, actual[i], TFunction.Bound), $"{typeof(TFunction).Name}({x[i]:R}) = {actual[i]:R}, .NET {exact:R}");
        }
    }

    private void CheckDouble2<TFunction>(string target)
        where TFunction : struct, IFunction2<double>
    {
        double[] edges = Operators.EdgeValues.Of<double>();
        (double[] x, double[] y) = Operators.EdgeValues.Pairs(edges, edges);
        double[] actual = Run(target, Method(typeof(MathTests), nameof(Kernel2), typeof(TFunction), typeof(double)), x.Length, x, y, new double[x.Length]).Get<double>(2);

        for (int i = 0; i < x.Length; ++i)
        {
            double exact = TFunction.Exact(x[i], y[i]);
            Assert.True(
                IsWithin(exact, actual[i], TFunction.Bound),
                $"{typeof(TFunction).Name}({x[i]:R}, {y[i]:R}) = {actual[i]:R}, .NET {exact:R}");
        }
    }
}
