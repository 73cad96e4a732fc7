using System.Globalization;
using IlgpuOptim.Extensions;
using Xunit;

namespace IlgpuOptim.Compute.Tests;

public sealed class RandomTests
{
    public static TheoryData<string> Devices => TestDevices.All;

    /// <summary>The answers that the authors of the generator publish with it (kat_vectors, philox4x32 10).</summary>
    [Theory]
    [InlineData("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8")]
    [InlineData("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd")]
    [InlineData("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1")]
    public void Philox_KnownAnswers(string counter, string key, string answer)
    {
        uint[] c = Words(counter);
        uint[] k = Words(key);
        Philox block = Philox.Block(new Philox(c[0], c[1], c[2], c[3]), k[0], k[1]);

        Assert.Equal<uint[]>(Words(answer), [block.X, block.Y, block.Z, block.W]);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public void Uniform_IsTheSequenceOfTheHost(string name)
    {
        TestDevices.With(name, device =>
        {
            using Tensor target = Tensor.Allocate(device, ElementType.Float32, 1001);
            RandomNumbers.Uniform(device, target.As<float>(), 0x123456789ABCDEF0, stream: 7);

            for (int i = 0; i < 1001; i++)
            {
                Philox block = Philox.At(0x123456789ABCDEF0, (ulong)(i / 4), 7);
                uint word = ((uint[])[block.X, block.Y, block.Z, block.W])[i % 4];
                Assert.Equal((word >> 8) / 16777216f, target.ToArray<float>()[i]);
            }
        });
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public void Normal_HasTheBitsOfTheHost(string name)
    {
        TestDevices.With(name, device =>
        {
            using Tensor target = Tensor.Allocate(device, ElementType.Float32, 4098);
            RandomNumbers.Normal(device, target.As<float>(), 42);
            float[] values = target.ToArray<float>();

            for (int i = 0; i < values.Length; i += 2)
            {
                Philox block = Philox.At(42, (ulong)(i / 4));
                (float x, float y) = i % 4 == 0
                    ? NormalDistribution.FromWords(block.X, block.Y)
                    : NormalDistribution.FromWords(block.Z, block.W);

                Assert.Equal(BitConverter.SingleToInt32Bits(x), BitConverter.SingleToInt32Bits(values[i]));
                Assert.Equal(BitConverter.SingleToInt32Bits(y), BitConverter.SingleToInt32Bits(values[i + 1]));
            }
        });
    }

    /// <summary>Box and Muller's formula in double.</summary>
    [Fact]
    public void Normal_FollowsTheFormula()
    {
        Random random = new(5);

        for (int i = 0; i < 100_000; i++)
        {
            uint first = i switch { 0 => 0, 1 => uint.MaxValue, _ => (uint)random.NextInt64(1L << 32) };
            uint second = i switch { 2 => 0, 3 => uint.MaxValue, 4 => 1u << 29, _ => (uint)random.NextInt64(1L << 32) };
            (float x, float y) = NormalDistribution.FromWords(first, second);
            double radius = Math.Sqrt(-2 * Math.Log(Math.Min(1, (first + 0.5) / 4294967296)));
            double angle = 2 * Math.PI * (second / 4294967296.0);

            // Close to 1 the uniform number is rounded to a multiple of 2^-24, and d(radius) = d(uniform) / radius.
            double tolerance = (2e-6 * radius) + Math.Min(4e-4, 6e-8 / Math.Max(radius, 1e-9));
            Assert.InRange(x, (radius * Math.Cos(angle)) - tolerance, (radius * Math.Cos(angle)) + tolerance);
            Assert.InRange(y, (radius * Math.Sin(angle)) - tolerance, (radius * Math.Sin(angle)) + tolerance);
        }
    }

    [Fact]
    public void Normal_HasItsMoments()
    {
        TestDevices.With("cpu:0", device =>
        {
            using Tensor target = Tensor.Allocate(device, ElementType.Float32, 1_000_000);
            RandomNumbers.Normal(device, target.As<float>(), 1, mean: 3, deviation: 2);
            double[] x = [.. target.ToArray<float>().Select(value => (value - 3.0) / 2)];

            // Five standard errors.
            Assert.InRange(x.Average(), -0.005, 0.005);
            Assert.InRange(x.Average(v => v * v), 1 - 0.0071, 1 + 0.0071);
            Assert.InRange(x.Average(v => v * v * v), -0.0194, 0.0194);
            Assert.InRange(x.Average(v => v * v * v * v), 3 - 0.049, 3 + 0.049);
            Assert.InRange(x.Max(), 4.2, 6.8);
        });
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public void StochasticRounding_IsExactOnAverage(string name)
    {
        TestDevices.With(name, device =>
        {
            // 1 + 2^-7 * 0.3: in 3 of 10 cases the upper neighbour.
            float value = 1 + (0.3f / 128);
            float[] values = [.. Enumerable.Repeat(value, 100_001)];
            values[0] = float.NaN;
            values[1] = float.NegativeInfinity;
            values[2] = -1.5f;
            values[3] = float.MaxValue;
            using Tensor source = Tensor.From<float>(device, values, values.Length);
            using Tensor target = Tensor.Allocate(device, ElementType.BFloat16, values.Length);
            Casts.RoundStochastic(target, source, 9, 1);
            float[] rounded = [.. target.ToArray<BFloat16>().Select(x => (float)x)];

            Assert.True(float.IsNaN(rounded[0]));
            Assert.Equal<float[]>([float.NegativeInfinity, -1.5f], rounded[1..3]);
            Assert.All(rounded[4..], x => Assert.True(x is 1f or 1.0078125f));
            double share = rounded[4..].Count(x => x > 1) / (rounded.Length - 4.0);
            Assert.InRange(share, 0.3 - 0.0073, 0.3 + 0.0073);
        });
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public void Casts_RoundOnceToNearest(string name)
    {
        TestDevices.With(name, device =>
        {
            Random random = new(3);
            double[] values =
            [
                0, -0.0, 1, 1 + Math.ScaleB(1, -9), 1 + Math.ScaleB(3, -9), 1 + Math.ScaleB(1, -9) + Math.ScaleB(1, -40), 65519.999999, 1e-7, 3e38, 1e300,
                double.NaN, double.PositiveInfinity, .. Enumerable.Range(0, 500).Select(_ => Math.ScaleB(random.NextDouble() - 0.5, random.Next(-20, 20))),
            ];
            using Tensor source = Tensor.From<double>(device, values, values.Length);
            using Tensor single = Tensor.Allocate(device, ElementType.Float32, values.Length);
            using Tensor brain = Tensor.Allocate(device, ElementType.BFloat16, values.Length);
            using Tensor half = Tensor.Allocate(device, ElementType.Float16, values.Length);
            using Tensor back = Tensor.Allocate(device, ElementType.Float64, values.Length);

            Casts.Run(single, source);
            Assert.Equal(values.Select(x => (float)x), single.ToArray<float>());
            Casts.Run(half, source);
            Assert.Equal(values.Select(x => (Half)x), half.ToArray<Half>());
            Casts.Run(brain, source);
            Assert.Equal(values.Select(x => (float)(BFloat16)x), brain.ToArray<BFloat16>().Select(x => (float)x));
            Casts.Run(back, half);
            Assert.Equal(values.Select(x => (double)(Half)x), back.ToArray<double>());
            Casts.Run(half, brain);
            Assert.Equal(values.Select(x => (Half)(float)(BFloat16)x), half.ToArray<Half>());
        });
    }

    private static uint[] Words(string text) =>
        [.. text.Split(' ').Select(word => uint.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
}
