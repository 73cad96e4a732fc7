using IlgpuOptim.Engine.Backends.Routines;
using IlgpuOptim.Engine.IR;

using Xunit;

namespace IlgpuOptim.Engine.Tests.Ptx;

/// <summary>The routines for devices against .NET's functions, executed as the C# methods that they are.</summary>
public sealed class DeviceMathTests(ITestOutputHelper output)
{
    private const int Count = 200_000;

    private static readonly double[] Edges =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 10, 0.1, 1e-8, 1e-17, 1e-300, 1e300, 88.7, 89, -87.5, -103.9, -104, 127, 128, -149, -150,
        709.7, 710, -745, -746, 1023, 1024, -1074, -1075, 1.5707963267948966, 3.141592653589793, 0.7853981633974483, 1e5, 131072, 131073, 1e6,
        1e22, 1e100, float.MaxValue, float.Epsilon, 1e-40, double.MaxValue, double.Epsilon, 1e-310, double.PositiveInfinity,
        double.NegativeInfinity, double.NaN, 0.75, 1.5, 0.9999999999999999, 1.0000000000000002, 6381956970095103.0 * 8.98846567431158e307 / 2,
    ];

    /// <summary>Name, .NET's function, bounds in units in the last place for float and double (.NET's own error included).</summary>
    private static readonly Dictionary<string, (Func<double, double> Exact, double Single, double Double)> Unary = new()
    {
        ["Exp"] = (Math.Exp, 1, 2),
        ["Exp2"] = (x => Math.Pow(2, x), 1, 2),
        ["Exp10"] = (x => Math.Pow(10, x), 1, 2),
        ["Log"] = (Math.Log, 1, 2),
        ["Log2"] = (Math.Log2, 2, 2),
        ["Log10"] = (Math.Log10, 2, 2),
        ["Sin"] = (Math.Sin, 1.6, 2),
        ["Cos"] = (Math.Cos, 1.6, 2),
        ["Tan"] = (Math.Tan, 2, 4),
        ["Asin"] = (Math.Asin, 1.5, 3),
        ["Acos"] = (Math.Acos, 1.5, 3),
        ["Atan"] = (Math.Atan, 1.5, 3),
        ["Sinh"] = (Math.Sinh, 2, 3),
        ["Cosh"] = (Math.Cosh, 2, 3),
        ["Tanh"] = (Math.Tanh, 2, 3),
        ["Cbrt"] = (Cbrt, 1, 1.5),
        ["Rsqrt"] = (x => 1 / Math.Sqrt(x), 1.5, 1),
        ["Rcp"] = (x => 1 / x, 0.51, 0.5),
    };

    public static TheoryData<string> Names => [.. Unary.Keys];

    public static TheoryData<string, bool> Routines
    {
        get
        {
            TheoryData<string, bool> rows = [];

            foreach (string name in Enum.GetNames<MathFn>().Append("Rem"))
            {
                rows.Add(name, false);
                rows.Add(name, true);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Single_IsWithinBound(string name)
    {
        (Func<double, double> exact, double bound, _) = Unary[name];
        Func<float, float> routine = Routine<Func<float, float>>(name, typeof(float));
        double worst = 0;
        float worstAt = 0;

        foreach (float x in Edges.Select(edge => (float)edge).Concat(Singles()))
        {
            double error = Error(exact(x), routine(x));
            (worst, worstAt) = error > worst ? (error, x) : (worst, worstAt);
        }

        output.WriteLine($"{name}: at most {worst:F3} ulp, at {worstAt:R}");
        Assert.True(worst <= bound, $"{name}({worstAt:R}) = {routine(worstAt):R} is off by {worst:F3} ulp; .NET has {exact(worstAt):R}.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Double_IsWithinBound(string name)
    {
        (Func<double, double> exact, _, double bound) = Unary[name];
        Func<double, double> routine = Routine<Func<double, double>>(name, typeof(double));
        double worst = 0;
        double worstAt = 0;

        foreach (double x in Edges.Concat(Doubles()))
        {
            double error = Error(exact(x), routine(x));
            (worst, worstAt) = error > worst ? (error, x) : (worst, worstAt);
        }

        output.WriteLine($"{name}: at most {worst:F3} ulp, at {worstAt:R}");
        Assert.True(worst <= bound, $"{name}({worstAt:R}) = {routine(worstAt):R} is off by {worst:F3} ulp; .NET has {exact(worstAt):R}.");
    }

    [Theory]
    [InlineData("Pow", 4, 3)]
    [InlineData("Atan2", 2, 3)]
    [InlineData("Rem", 0, 0)]
    public void TwoArguments_AreWithinBound(string name, double single, double bound)
    {
        Func<double, double, double> exact = name switch { "Pow" => Math.Pow, "Atan2" => Math.Atan2, _ => Math.IEEERemainder };
        exact = name == "Rem" ? (x, y) => x % y : exact;
        Func<float, float, float> narrow = Routine<Func<float, float, float>>(name, typeof(float), typeof(float));
        Func<double, double, double> wide = Routine<Func<double, double, double>>(name, typeof(double), typeof(double));

        foreach ((double x, double y) in Pairs())
        {
            double error = Error(exact(x, y), wide(x, y));
            Assert.True(error <= bound, $"{name}({x:R}, {y:R}) = {wide(x, y):R} is off by {error:F3} ulp; .NET has {exact(x, y):R}.");
            (float a, float b) = ((float)x, (float)y);
            error = Error(exact(a, b), narrow(a, b));
            Assert.True(error <= single, $"{name}({a:R}f, {b:R}f) = {narrow(a, b):R} is off by {error:F3} ulp; .NET has {exact(a, b):R}.");
        }
    }

    /// <summary>The front end reads every routine, and nothing is left in it that a routine would be needed for.</summary>
    [Theory]
    [MemberData(nameof(Routines))]
    public void EveryFunction_HasARoutineThatCompiles(string name, bool isDouble)
    {
        IrType type = isDouble ? IrType.F64 : IrType.F32;
        MemType memory = isDouble ? MemType.F64 : MemType.F32;
        Function function = new("calls", KernelKind.Explicit);
        Value result = function.AddParameter("result", MemType.Ptr);
        Value x = function.AddParameter("x", memory);
        Value y = function.AddParameter("y", memory);
        Builder builder = new(function);
        builder.SetEnd(function.NewBlock());
        Value first = name == "Rem" ? builder.Binary(Op.Rem, x, y) : Call(Enum.Parse<MathFn>(name), x);
        Value second = name == "Rem" ? builder.Binary(Op.Rem, first, x) : Call(Enum.Parse<MathFn>(name), first);
        builder.Store(memory, result, builder.Binary(Op.Add, first, second));
        builder.Return();
        Backends.MathLowering.Run(function, static _ => true);
        Verifier.Verify(function);

        Assert.Equal(type, second.Type);
        Assert.DoesNotContain(function.Blocks.SelectMany(block => block.Instructions), Backends.MathLowering.IsRoutine);

        Value Call(MathFn fn, Value argument) => builder.Math(fn, argument, fn is MathFn.Pow or MathFn.Atan2 ? y : null);
    }

    private static T Routine<T>(string name, params Type[] types)
        where T : Delegate => typeof(DeviceMath).GetMethod(name, types)!.CreateDelegate<T>();

    private static IEnumerable<float> Singles()
    {
        Random random = new(1);

        for (int i = 0; i < Count; i++)
        {
            yield return i % 2 == 0
                ? BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue))
                : (float)((random.NextDouble() - 0.5) * (1 << (i % 9)));
        }
    }

    private static IEnumerable<double> Doubles()
    {
        Random random = new(2);

        for (int i = 0; i < Count; i++)
        {
            yield return i % 2 == 0
                ? BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue))
                : (random.NextDouble() - 0.5) * (1 << (i % 12));
        }
    }

    private static IEnumerable<(double X, double Y)> Pairs()
    {
        foreach (double x in Edges)
        {
            foreach (double y in Edges)
            {
                yield return (x, y);
            }
        }

        Random random = new(3);

        for (int i = 0; i < Count; i++)
        {
            double x = Math.Exp((random.NextDouble() - 0.5) * (1 << (i % 8)));

            yield return (x, (random.NextDouble() - 0.5) * 1200 / Math.Max(1e-3, Math.Abs(Math.Log(x))));
            yield return ((random.NextDouble() - 0.5) * 100, (random.NextDouble() - 0.5) * (1 << (i % 6)));
        }
    }

    private static double Error(double exact, float actual)
    {
        float rounded = (float)exact;

        if (float.IsNaN(rounded) || float.IsNaN(actual) || rounded == actual || float.IsInfinity(rounded) || float.IsInfinity(actual))
        {
            bool same = rounded.Equals(actual) && (rounded != 0 || float.IsNegative(rounded) == float.IsNegative(actual));

            return same ? (float.IsFinite(rounded) ? Math.Abs(actual - exact) / Ulp(rounded) : 0)
                : MathF.Abs(float.IsInfinity(rounded) ? actual : rounded) == float.MaxValue ? 0.5 : double.PositiveInfinity;
        }

        return Math.Abs(actual - exact) / Ulp(rounded);
    }

    private static double Error(double exact, double actual)
    {
        if (exact.Equals(actual))
        {
            return exact != 0 || double.IsNegative(exact) == double.IsNegative(actual) ? 0 : double.PositiveInfinity;
        }

        return double.IsFinite(exact) && double.IsFinite(actual)
            ? Math.Abs(actual - exact) / (Math.BitIncrement(Math.Abs(exact)) - Math.Abs(exact))
            : Math.Abs(double.IsInfinity(exact) ? actual : exact) == double.MaxValue ? 1 : double.PositiveInfinity;
    }

    /// <summary>C libraries are off by up to four units: one step of Newton.</summary>
    private static double Cbrt(double x)
    {
        if (x != 0 && Math.Abs(x) < 1e-290)
        {
            return Cbrt(x * Math.ScaleB(1, 162)) * Math.ScaleB(1, -54);
        }

        double c = Math.Cbrt(x);
        double square = c * c;
        double residue = Math.FusedMultiplyAdd(-square, c, x) - (Math.FusedMultiplyAdd(c, c, -square) * c);

        return double.IsNormal(x) && double.IsNormal(square * c) ? c + (residue / (3 * square)) : c;
    }

    private static double Ulp(float value) =>
        Math.Max((double)MathF.BitIncrement(MathF.Abs(value)) - MathF.Abs(value), float.Epsilon);
}
