using System.Reflection;

using IlgpuOptim.Engine.Backends.Cpu;

using Xunit;

namespace IlgpuOptim.Engine.Tests.Lanes;

/// <summary>
/// Accuracy of the elementary functions against double precision, and equality of all widths and the scalar form.
/// ILGPUOPTIM_LANES_STEP sets the distance of the bit patterns that are tried (1: all).
/// </summary>
public sealed class LaneElementaryTests(ITestOutputHelper output)
{
    private const int Block = 4096;

    private static readonly uint Step =
        uint.TryParse(Environment.GetEnvironmentVariable("ILGPUOPTIM_LANES_STEP"), out uint step) ? step : 257;

    /// <summary>Name, reference, bound in units in the last place.</summary>
    private static readonly Dictionary<string, (Func<double, double> Reference, double Bound)> Unary = new()
    {
        ["Exp"] = (Math.Exp, 1.0),
        ["Exp2"] = (LanesScalar.Exp2F64, 1.0),
        ["Exp10"] = (LanesScalar.Exp10F64, 1.0),
        ["Expm1"] = (LanesScalar.Expm1F64, 1.5),
        ["Log"] = (Math.Log, 1.0),
        ["Log2"] = (Math.Log2, 2.0),
        ["Log10"] = (Math.Log10, 2.0),
        ["Log1p"] = (LanesScalar.Log1pF64, 1.5),
        ["Sin"] = (Math.Sin, 1.6),
        ["Cos"] = (Math.Cos, 1.6),
        ["Tan"] = (Math.Tan, 2.0),
        ["Asin"] = (Math.Asin, 1.5),
        ["Acos"] = (Math.Acos, 1.5),
        ["Atan"] = (Math.Atan, 1.5),
        ["Sinh"] = (Math.Sinh, 2.0),
        ["Cosh"] = (Math.Cosh, 1.5),
        ["Tanh"] = (Math.Tanh, 2.0),
        ["Cbrt"] = (Math.Cbrt, 1.0),
        ["Rsqrt"] = (x => 1.0 / Math.Sqrt(x), 1.5),
        ["Rcp"] = (x => 1.0 / x, 0.5001),
        ["Erf"] = (LanesScalar.ErfF64, 1.5),
    };

    private static readonly float[] Places =
    [
        0f, 1f, 0.25f, 0.5f, 0.5625f, 0.55f, 0.75f, 0.95f, 1.5f, 2f, 4f, 10f, 17.5f, 18f, 38.53184f, 39f, 44.8f, 46f, 87.3f, 88.37f,
        88.72284f, 89f, 89.416f, 90f, 103.97f, 104f, 126f, 127f, 128f, 149f, 150f, 151f, 1.5707964f, 3.1415927f, 4.712389f, 0.7853982f,
        31415.926f, 131072f, 16777216f, 1e22f, 1.17549435e-38f, 2.5521305e38f, float.MaxValue, 1e-10f,
    ];

    public static TheoryData<string> Names => [.. Unary.Keys];

    internal static bool IsElementary(string method) =>
        method.EndsWith("F32", StringComparison.Ordinal) && (Unary.ContainsKey(method[..^3]) || method is "PowF32" or "Atan2F32");

    [Theory]
    [MemberData(nameof(Names))]
    public void Accuracy_And_EqualBitsInAllForms(string name)
    {
        (Func<double, double> reference, double bound) = Unary[name];
        LaneSweep[] widths = [.. ((int[])[16, 8, 4]).Select(width => new LaneSweep(width, name + "F32"))];
        Func<float, float> scalar = Scalar<Func<float, float>>(name);
        float[] input = new float[Block];
        float[][] results = [new float[Block], new float[Block], new float[Block]];
        double worst = 0;
        float worstAt = 0;
        int filled = 0;

        foreach (uint bits in Inputs())
        {
            input[filled++] = BitConverter.UInt32BitsToSingle(bits);

            if (filled < Block)
            {
                continue;
            }

            filled = 0;

            for (int i = 0; i < widths.Length; i++)
            {
                widths[i].Run(results[i], input);
            }

            for (int i = 0; i < Block; i++)
            {
                float value = results[0][i];

                if (!Same(value, results[1][i]) || !Same(value, results[2][i]) || !Same(value, scalar(input[i])))
                {
                    Assert.Fail($"{name}({input[i]:R}): {value:R}, {results[1][i]:R}, {results[2][i]:R}, scalar {scalar(input[i]):R}");
                }

                double error = Ulp.Error(value, reference(input[i]));

                if (error > worst)
                {
                    worst = error;
                    worstAt = input[i];
                }
            }
        }

        output.WriteLine($"{name}: at most {worst:F3} ulp, at {worstAt:R}");
        Assert.True(worst <= bound, $"{name}({worstAt:R}) is off by {worst:F3} ulp; the bound is {bound}.");
    }

    [Theory]
    [InlineData("Pow", 4.0)]
    [InlineData("Atan2", 2.0)]
    public void Accuracy_OfTwoArguments(string name, double bound)
    {
        Func<double, double, double> reference = name == "Pow" ? Math.Pow : Math.Atan2;
        Func<float, float, float> platform = name == "Pow" ? MathF.Pow : MathF.Atan2;
        LaneSweep[] widths = [.. ((int[])[16, 8, 4]).Select(width => new LaneSweep(width, name + "F32"))];
        Func<float, float, float> scalar = Scalar<Func<float, float, float>>(name);
        float[] a = new float[Block];
        float[] b = new float[Block];
        float[][] results = [new float[Block], new float[Block], new float[Block]];
        double worst = 0;
        (float A, float B) worstAt = default;
        Random random = new(17);
        float[] special =
        [
            0f, -0f, 1f, -1f, 2f, -2f, 3f, -3f, 0.5f, -0.5f, 1.5f, -2.5f, float.Epsilon, -float.Epsilon, 1e-40f, 3.4e38f, -3.4e38f,
            float.PositiveInfinity, float.NegativeInfinity, float.NaN, 1e10f, -1e10f, 16777215f, 16777216f, -16777217f, 33554434f,
            0.99999994f, 1.0000001f, -0.99999994f, 127f, 128f, -126f, -149f, -150f, 0.1f, 4294967296f, -8388607.5f,
        ];

        for (int block = 0; block < (Step > 1000 ? 10 : 400); block++)
        {
            for (int i = 0; i < Block; i++)
            {
                int pair = (block * Block) + i;

                if (pair < special.Length * special.Length)
                {
                    (a[i], b[i]) = (special[pair / special.Length], special[pair % special.Length]);
                    continue;
                }

                // Any bits; around one; results all over the range of exponents.
                a[i] = random.Next(4) switch
                {
                    0 => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)),
                    1 => (float)(1 + ((random.NextDouble() - 0.5) * 0.7)),
                    2 => (float)Math.Exp((random.NextDouble() - 0.5) * 40),
                    _ => BitConverter.Int32BitsToSingle(random.Next()),
                };
                b[i] = random.Next(3) switch
                {
                    0 => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)),
                    1 => (float)((random.NextDouble() - 0.5) * 180 / Math.Abs(Math.Log(a[i]))),
                    _ => (float)((random.Next(2) - 0.5) * 176 / Math.Abs(Math.Log(a[i]))),
                };
            }

            for (int i = 0; i < widths.Length; i++)
            {
                widths[i].Run(results[i], a, b);
            }

            for (int i = 0; i < Block; i++)
            {
                float value = results[0][i];
                double wanted = reference(a[i], b[i]);
                double error = Ulp.Error(value, wanted);
                bool same = Same(value, results[1][i]) && Same(value, results[2][i]) && Same(value, scalar(a[i], b[i]));
                Assert.True(same, $"{name}({a[i]:R}, {b[i]:R}) differs between the forms.");

                if (!float.IsNormal(platform(a[i], b[i])) && MathF.Abs(value) != float.MaxValue && Math.Abs(wanted) is 0 or double.PositiveInfinity)
                {
                    Assert.True(Same(value, platform(a[i], b[i])), $"{name}({a[i]:R}, {b[i]:R}) = {value:R}");
                }

                if (error > worst)
                {
                    worst = error;
                    worstAt = (a[i], b[i]);
                }
            }
        }

        output.WriteLine($"{name}: at most {worst:F3} ulp, at {worstAt}");
        Assert.True(worst <= bound, $"{name}{worstAt} is off by {worst:F3} ulp; the bound is {bound}.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SpecialValues_AsMathF(string name)
    {
        Func<float, float> scalar = Scalar<Func<float, float>>(name);
        MethodInfo? platform = typeof(MathF).GetMethod(name, [typeof(float)]);

        foreach (float value in (float[])[0f, -0f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, float.Epsilon, -float.Epsilon])
        {
            float wanted = platform is null ? (float)Unary[name].Reference(value) : (float)platform.Invoke(null, [value])!;
            Assert.True(Same(wanted, scalar(value)), $"{name}({value:R}) = {scalar(value):R}, not {wanted:R}");
        }
    }

    [Fact]
    public void ExactResults()
    {
        for (int k = -149; k < 128; k++)
        {
            Assert.Equal(k, LanesScalar.Log2F32(MathF.ScaleB(1, k)));
            Assert.Equal(MathF.ScaleB(1, k), LanesScalar.Exp2F32(k));
        }

        for (int k = 0; k <= 10; k++)
        {
            Assert.Equal(k, LanesScalar.Log10F32(MathF.Pow(10, k)));
        }

        Assert.Equal(1f, LanesScalar.ExpF32(0));
        Assert.Equal(1f, LanesScalar.CosF32(1e-4f));
        Assert.Equal(8f, LanesScalar.PowF32(2, 3));
        Assert.Equal(0.25f, LanesScalar.PowF32(4, -1));
        Assert.Equal(3f, LanesScalar.CbrtF32(27));
    }

    /// <summary>Values of reference implementations of higher precision.</summary>
    [Fact]
    public void DoublesThatDotNetDoesNotOffer()
    {
        (double Got, double Wanted)[] cases =
        [
            (LanesScalar.Expm1F64(1e-10), 1.00000000005000000e-10),
            (LanesScalar.Expm1F64(0.3), 0.34985880757600310398),
            (LanesScalar.Expm1F64(-0.4), -0.32967995396436068757),
            (LanesScalar.Expm1F64(-5), -0.99326205300091453290),
            (LanesScalar.Expm1F64(30), 10686474581523.462147),
            (LanesScalar.Expm1F64(700), 1.0142320547350045095e304),
            (LanesScalar.Log1pF64(1e-10), 9.9999999995000000000e-11),
            (LanesScalar.Log1pF64(0.3), 0.26236426446749105204),
            (LanesScalar.Log1pF64(-0.9), -2.3025850929940456840),
            (LanesScalar.Log1pF64(1e20), 46.051701859880913680),
            (LanesScalar.ErfF64(1e-8), 1.1283791670955125363e-8),
            (LanesScalar.ErfF64(0.5), 0.52049987781304653768),
            (LanesScalar.ErfF64(-1.0), -0.84270079294971486934),
            (LanesScalar.ErfF64(2.4), 0.99931148610335492144),
            (LanesScalar.ErfF64(2.6), 0.99976396558347065080),
            (LanesScalar.ErfF64(4), 0.99999998458274209972),
            (LanesScalar.Exp2F64(0.5), 1.4142135623730950488),
            (LanesScalar.Exp10F64(-3.5), 3.1622776601683793320e-4),
            (LanesScalar.RsqrtF64(2), 0.70710678118654752440),
        ];

        foreach ((double got, double wanted) in cases)
        {
            Assert.Equal(wanted, got, Math.Abs(wanted) * 4.5e-16);
        }

        Assert.Equal(double.NegativeInfinity, LanesScalar.Log1pF64(-1));
        Assert.True(double.IsNaN(LanesScalar.Log1pF64(-2)));
        Assert.Equal(-1, LanesScalar.Expm1F64(double.NegativeInfinity));
        Assert.True(double.IsNegative(LanesScalar.ErfF64(-0.0)));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(8)]
    [InlineData(4)]
    public void Doubles_EqualTheScalarForm(int width)
    {
        foreach (string name in Unary.Keys)
        {
            LaneCall call = LaneCall.Of(width, name + "F64");
            Func<double, double> scalar = Scalar<Func<double, double>>(name, "F64");

            foreach (double[] values in LaneValues.Singles<double>(width / 2).Take(600))
            {
                Assert.Equal(values.Select(scalar), call.Doubles(values));
            }
        }
    }

    private static T Scalar<T>(string name, string suffix = "F32")
        where T : Delegate =>
        typeof(LanesScalar).GetMethod(name + suffix, BindingFlags.Static | BindingFlags.NonPublic)!.CreateDelegate<T>();

    private static bool Same(float a, float b) =>
        BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b) || (float.IsNaN(a) && float.IsNaN(b));

    private static IEnumerable<uint> Inputs()
    {
        for (ulong bits = 0; bits < 1UL << 32; bits += Step)
        {
            yield return (uint)bits;
        }

        foreach (float place in Places)
        {
            int middle = BitConverter.SingleToInt32Bits(place);

            for (int offset = -1024; offset <= 1024; offset++)
            {
                yield return (uint)Math.Max(middle + offset, 0);
                yield return (uint)Math.Max(middle + offset, 0) | 0x8000_0000;
            }
        }

        // The tail of the last block.
        for (int i = 0; i < Block; i++)
        {
            yield return 0x3F800000u + (uint)(i * 7919);
        }
    }
}
