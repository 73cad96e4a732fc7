using IlgpuOptim.Engine.Backends.Cpu;

using Xunit;

namespace IlgpuOptim.Engine.Tests.Lanes;

public sealed class LaneFloatTests
{
    public static TheoryData<int> Widths => LaneCall.Widths;

    [Theory]
    [MemberData(nameof(Widths))]
    public void Unary(int width)
    {
        Check32(width, "RoundF32", MathF.Round, LanesScalar.RoundF32);
        Check32(width, "FloorF32", MathF.Floor, LanesScalar.FloorF32);
        Check32(width, "CeilingF32", MathF.Ceiling, LanesScalar.CeilingF32);
        Check32(width, "TruncateF32", MathF.Truncate, LanesScalar.TruncateF32);
        Check32(width, "RcpF32", a => 1.0f / a, LanesScalar.RcpF32);
        Check32(width, "RsqrtF32", a => 1.0f / MathF.Sqrt(a), LanesScalar.RsqrtF32);
        Check64(width, "RoundF64", Math.Round, LanesScalar.RoundF64);
        Check64(width, "FloorF64", Math.Floor, LanesScalar.FloorF64);
        Check64(width, "CeilingF64", Math.Ceiling, LanesScalar.CeilingF64);
        Check64(width, "TruncateF64", Math.Truncate, LanesScalar.TruncateF64);
        Check64(width, "RcpF64", a => 1.0 / a, LanesScalar.RcpF64);
        Check64(width, "RsqrtF64", a => 1.0 / Math.Sqrt(a), LanesScalar.RsqrtF64);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Binary(int width)
    {
        Check32(width, "MinF32", MathF.Min, LanesScalar.MinF32);
        Check32(width, "MaxF32", MathF.Max, LanesScalar.MaxF32);
        Check32(width, "CopySignF32", MathF.CopySign, LanesScalar.CopySignF32);
        Check32(width, "RemF32", (a, b) => a % b, LanesScalar.RemF32);
        Check64(width, "MinF64", Math.Min, LanesScalar.MinF64);
        Check64(width, "MaxF64", Math.Max, LanesScalar.MaxF64);
        Check64(width, "CopySignF64", Math.CopySign, LanesScalar.CopySignF64);
        Check64(width, "RemF64", (a, b) => a % b, LanesScalar.RemF64);
    }

    private static void Check32(int width, string name, Func<float, float> expected, Func<float, float> scalar)
    {
        LaneCall call = LaneCall.Of(width, name);

        foreach (float[] a in LaneValues.Singles<float>(width))
        {
            int[] wanted = Bits([.. a.Select(expected)]);
            Assert.Equal(wanted, Bits(call.Floats(a)));
            Assert.Equal(wanted, Bits([.. a.Select(scalar)]));
        }
    }

    private static void Check64(int width, string name, Func<double, double> expected, Func<double, double> scalar)
    {
        LaneCall call = LaneCall.Of(width, name);

        foreach (double[] a in LaneValues.Singles<double>(width / 2))
        {
            long[] wanted = Bits([.. a.Select(expected)]);
            Assert.Equal(wanted, Bits(call.Doubles(a)));
            Assert.Equal(wanted, Bits([.. a.Select(scalar)]));
        }
    }

    private static void Check32(int width, string name, Func<float, float, float> expected, Func<float, float, float> scalar)
    {
        LaneCall call = LaneCall.Of(width, name);

        foreach ((float[] a, float[] b) in LaneValues.Pairs<float>(width))
        {
            int[] wanted = Bits([.. a.Zip(b, expected)]);
            Assert.Equal(wanted, Bits(call.Floats(a, b)));
            Assert.Equal(wanted, Bits([.. a.Zip(b, scalar)]));
        }
    }

    private static void Check64(int width, string name, Func<double, double, double> expected, Func<double, double, double> scalar)
    {
        LaneCall call = LaneCall.Of(width, name);

        foreach ((double[] a, double[] b) in LaneValues.Pairs<double>(width / 2))
        {
            long[] wanted = Bits([.. a.Zip(b, expected)]);
            Assert.Equal(wanted, Bits(call.Doubles(a, b)));
            Assert.Equal(wanted, Bits([.. a.Zip(b, scalar)]));
        }
    }

    // -0 and +0 differ, but all NaN are the same.
    private static int[] Bits(float[] values) =>
        [.. values.Select(value => float.IsNaN(value) ? 0x7FC00000 : BitConverter.SingleToInt32Bits(value))];

    private static long[] Bits(double[] values) =>
        [.. values.Select(value => double.IsNaN(value) ? 0x7FF8L << 48 : BitConverter.DoubleToInt64Bits(value))];
}
