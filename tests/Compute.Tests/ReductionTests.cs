using ILGPU;
using Xunit;

namespace IlgpuOptim.Compute.Tests;

public sealed class ReductionTests
{
    public static TheoryData<string, int> Cases
    {
        get
        {
            TheoryData<string, int> cases = [];

            foreach (string device in (string[])["cpu:0", "cpu/1", "opencl:0"])
            {
                foreach (int length in (int[])[0, 1, 5, 100, 16_385, 1_000_003])
                {
                    cases.Add(device, length);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Results_EqualReference(string name, int length)
    {
        TestDevices.With(name, device =>
        {
            Random random = new(length);
            float[] values = [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.4f)];
            using Tensor x = Tensor.From<float>(device, values, length);
            using Tensor wide = Tensor.From<double>(device, values.Select(value => (double)value).ToArray(), length);
            using Tensor result = Tensor.Allocate(device, ElementType.Float64, 1);
            ArrayView<double> r = result.As<double>();
            double Read() => result.ToArray<double>()[0];
            double sum = ExactSum(values.Select(value => (double)value));
            double squares = ExactSum(values.Select(value => (double)value * value));
            double max = values.Length == 0 ? 0 : values.Max(Math.Abs);

            // At most a thousand additions follow each other, in several chains.
            double tolerance = 1e-13 * values.Sum(value => Math.Abs((double)value));

            Reductions.Sum(device, x.As<float>(), r);
            Assert.Equal(sum, Read(), tolerance);
            Reductions.Sum(device, wide.As<double>(), r, accumulate: true);
            Assert.Equal(2 * sum, Read(), 2 * tolerance);
            Reductions.SumOfSquares(device, x.As<float>(), r);
            Assert.Equal(squares, Read(), tolerance);
            Reductions.SumOfSquares(device, wide.As<double>(), r);
            Assert.Equal(squares, Read(), tolerance);
            Reductions.MaxAbs(device, x.As<float>(), r);
            Assert.Equal(max, Read());
            Reductions.CountNonFinite(device, x.As<float>(), r);
            Assert.Equal(0, Read());
        });
    }

    /// <summary>Neumaier's compensated sum.</summary>
    private static double ExactSum(IEnumerable<double> values)
    {
        double sum = 0;
        double rest = 0;

        foreach (double value in values)
        {
            double next = sum + value;
            rest += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }

        return sum + rest;
    }

    [Theory]
    [InlineData("cpu:0")]
    [InlineData("opencl:0")]
    public void NonFiniteValues_AreSeen(string name)
    {
        TestDevices.With(name, device =>
        {
            foreach (int at in (int[])[0, 17, 16_384, 40_000])
            {
                float[] values = [.. Enumerable.Repeat(1f, 50_000)];
                values[at] = float.NaN;
                values[49_999] = float.NegativeInfinity;
                using Tensor x = Tensor.From<float>(device, values, values.Length);
                using Tensor result = Tensor.Allocate(device, ElementType.Float64, 1);

                Reductions.CountNonFinite(device, x.As<float>(), result.As<double>());
                Assert.Equal(2, result.ToArray<double>()[0]);
                Reductions.MaxAbs(device, x.As<float>(), result.As<double>());
                Assert.Equal(double.NaN, result.ToArray<double>()[0]);
            }
        });
    }

    /// <summary>Sums depend neither on the number of threads nor on who came first.</summary>
    [Fact]
    public void Sums_AreBitIdentical()
    {
        Random random = new(8);
        float[] values = [.. Enumerable.Range(0, 777_777).Select(_ => random.NextSingle())];
        HashSet<long> seen = [];

        foreach (string name in (string[])["cpu:0", "cpu/1", "cpu:0"])
        {
            TestDevices.With(name, device =>
            {
                using Tensor x = Tensor.From<float>(device, values, values.Length);
                using Tensor result = Tensor.Allocate(device, ElementType.Float64, 1);

                for (int i = 0; i < 10; i++)
                {
                    Reductions.SumOfSquares(device, x.As<float>(), result.As<double>());
                    seen.Add(BitConverter.DoubleToInt64Bits(result.ToArray<double>()[0]));
                }
            });
        }

        Assert.Single(seen);
    }
}
