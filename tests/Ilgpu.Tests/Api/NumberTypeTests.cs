using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Runtime;
using ILGPU.Util;
using IlgpuOptim.Extensions;
using Xunit;

namespace IlgpuOptim.Engine.Tests.Api;

/// <summary>16-bit floats, integer helpers, atomics and XMath, on the host.</summary>
public sealed class NumberTypeTests
{
    [Fact]
    public void Half_AllBitPatterns_ConvertExactly()
    {
        for (int i = 0; i <= ushort.MaxValue; i++)
        {
            ILGPU.Half half = Interop.IntAsFloat((ushort)i);
            System.Half expected = BitConverter.UInt16BitsToHalf((ushort)i);
            float value = half;
            Assert.Equal((float)expected, value);
            Assert.Equal(System.Half.IsNaN(expected), ILGPU.Half.IsNaN(half));
            Assert.Equal(System.Half.IsFinite(expected), ILGPU.Half.IsFinite(half));
            Assert.Equal(System.Half.IsInfinity(expected), ILGPU.Half.IsInfinity(half));

            if (!float.IsNaN(value))
            {
                Assert.Equal(i, Interop.FloatAsInt((ILGPU.Half)value));
                Assert.Equal(i, Interop.FloatAsInt((ILGPU.Half)(double)value));
            }
        }
    }

    [Fact]
    public void Half_RoundsDoublesOnce()
    {
        Random random = new(5);

        for (int i = 0; i < 200_000; i++)
        {
            double value = Math.ScaleB(random.NextDouble() - 0.5, random.Next(-30, 18));

            // Close to the middle between two halves, where rounding twice would go wrong.
            double middle = Middle((ILGPU.Half)value) * (1 + ((random.Next(3) - 1) * 1e-14));
            Assert.Equal((System.Half)middle, (System.Half)(ILGPU.Half)middle);
            Assert.Equal((System.Half)value, (System.Half)(ILGPU.Half)value);
        }

        static double Middle(ILGPU.Half half)
        {
            System.Half low = half;

            return ((double)low + (double)System.Half.BitIncrement(low)) / 2;
        }
    }

    [Fact]
    public void Half_ArithmeticIsCorrectlyRounded()
    {
        Random random = new(1);

        for (int i = 0; i < 100_000; i++)
        {
            ILGPU.Half a = Interop.IntAsFloat((ushort)random.Next(65536));
            ILGPU.Half b = Interop.IntAsFloat((ushort)random.Next(65536));
            Assert.Equal((System.Half)a + (System.Half)b, (System.Half)(a + b));
            Assert.Equal((System.Half)a - (System.Half)b, (System.Half)(a - b));
            Assert.Equal((System.Half)a * (System.Half)b, (System.Half)(a * b));
            Assert.Equal((System.Half)a / (System.Half)b, (System.Half)(a / b));
            Assert.Equal((System.Half)a < (System.Half)b, a < b);
            Assert.Equal((System.Half)a == (System.Half)b, a == b);
            Assert.Equal(((System.Half)a).CompareTo((System.Half)b), a.CompareTo(b));
        }
    }

    [Fact]
    public void BFloat16_RoundsToNearestEven()
    {
        for (int i = 0; i <= ushort.MaxValue; i++)
        {
            float value = BFloat16.FromRawValue((ushort)i);

            if (float.IsNaN(value))
            {
                Assert.True(BFloat16.IsNaN((BFloat16)value));

                continue;
            }

            Assert.Equal((ushort)i, ((BFloat16)value).RawValue);

            if (float.IsFinite(value) && value != 0)
            {
                float next = BFloat16.FromRawValue((ushort)(i + 1));

                if (float.IsInfinity(next))
                {
                    continue;
                }

                float middle = (value / 2) + (next / 2);
                Assert.Equal(i % 2 == 0 ? i : i + 1, ((BFloat16)middle).RawValue);
                Assert.Equal(i, ((BFloat16)(middle - (middle - value) / 4)).RawValue);
            }
        }

        Assert.Equal((float)(BFloat16)16777217, (float)(BFloat16)16777217.0);
        Assert.Equal(BFloat16.PositiveInfinity, (BFloat16)float.MaxValue);
        Assert.Equal(1.5f, (float)((BFloat16)1f + (BFloat16)0.5f));
        Assert.Equal((float)(BFloat16)(double)((1UL << 40) + 1 + (1UL << 32)), (float)(BFloat16)((1UL << 40) + 1 + (1UL << 32)));
        Assert.Equal(-(float)(BFloat16)1234567890123L, (float)(BFloat16)(-1234567890123L));
    }

    [Fact]
    public void XMath_Rounding()
    {
        float[] values = [0.5f, 1.5f, 2.5f, -0.5f, -1.5f, 0.49999997f, -0.49999997f, 1e10f, float.NaN, float.PositiveInfinity, 0f, -0f, 3.7f, -3.2f];

        foreach (float value in values)
        {
            foreach (MidpointRounding mode in Enum.GetValues<MidpointRounding>())
            {
                Assert.Equal(MathF.Round(value, mode), XMath.Round(value, mode));
                Assert.Equal(Math.Round((double)value, mode), XMath.Round((double)value, mode));
            }

            Assert.Equal(MathF.Round(value, 2), XMath.Round(value, 2));
            Assert.Equal(MathF.Truncate(value), XMath.Truncate(value));
            Assert.Equal(float.IsNaN(value) ? 0 : MathF.Sign(value), XMath.Sign(value));

            foreach (float other in values)
            {
                Assert.Equal(MathF.IEEERemainder(value, other), XMath.IEEERemainder(value, other));
                Assert.Equal(Math.IEEERemainder(value, other), XMath.IEEERemainder((double)value, other));
                Assert.Equal(MathF.Log(value, other), XMath.Log(value, other));
                Assert.Equal(value % other, XMath.Rem(value, other));
            }
        }

        Assert.Equal(Math.PI / 2, XMath.DegToRad(90.0), 1e-15);
        Assert.Equal(180f, XMath.RadToDeg(XMath.PI), 1e-4f);
        XMath.SinCos(1.0, out double sin, out double cos);
        Assert.Equal(Math.Sin(1.0), sin);
        Assert.Equal(Math.Cos(1.0), cos);
    }

    [Fact]
    public void IntrinsicMath_Integers()
    {
        Assert.Equal(int.MinValue, IntrinsicMath.Abs(int.MinValue));
        Assert.Equal(sbyte.MinValue, IntrinsicMath.Abs(sbyte.MinValue));
        Assert.Equal(5L, IntrinsicMath.Abs(-5L));
        Assert.Equal(3, IntrinsicMath.Clamp(5, 1, 3));
        Assert.Equal(1.0, IntrinsicMath.Clamp(-2.0, 1.0, 3.0));
        Assert.True(double.IsNaN(IntrinsicMath.Clamp(double.NaN, 1, 2)));
        Assert.Equal(32, IntrinsicMath.LeadingZeroCount(0));
        Assert.Equal(63, IntrinsicMath.LeadingZeroCount(1L));
        Assert.Equal(64, IntrinsicMath.TrailingZeroCount(0UL));
        Assert.Equal(32, IntrinsicMath.PopCount(-1));
        Assert.Equal(4, IntrinsicMath.DivRoundUp(10, 3));
        Assert.Equal(3L, IntrinsicMath.DivRoundDown(10L, 3L));
        Assert.Equal(0x1234567890ABCDEFL, IntrinsicMath.ComposeLong(IntrinsicMath.Decompose(0x1234567890ABCDEFL)));
        Assert.Equal(-3f, IntrinsicMath.CopySign(3f, -0f));
    }

    [Fact]
    public void Atomics_ReturnTheFormerValue()
    {
        int number = 5;
        Assert.Equal(5, Atomic.Add(ref number, 3));
        Assert.Equal(8, Atomic.Max(ref number, 20));
        Assert.Equal(20, Atomic.Min(ref number, 7));
        Assert.Equal(7, Atomic.And(ref number, 6));
        Assert.Equal(6, Atomic.Or(ref number, 8));
        Assert.Equal(14, Atomic.Xor(ref number, 2));
        Assert.Equal(12, Atomic.Exchange(ref number, 1));
        Assert.Equal(1, Atomic.CompareExchange(ref number, 2, 9));
        Assert.Equal(1, Atomic.CompareExchange(ref number, 1, 9));
        Assert.Equal(9, number);
        uint unsigned = uint.MaxValue;
        Assert.Equal(uint.MaxValue, Atomic.Add(ref unsigned, 2));
        Assert.Equal(1u, Atomic.Max(ref unsigned, uint.MaxValue));
        float single = 1.5f;
        Assert.Equal(1.5f, Atomic.Add(ref single, 0.25f));
        Assert.Equal(1.75f, Atomic.Min(ref single, float.NaN));
        Assert.True(float.IsNaN(single));
        double real = -0.0;
        Assert.Equal(0.0, Atomic.CompareExchange(ref real, 0.0, 5.0));
        Assert.Equal(0.0, real);
        long wide = 3;
        Assert.Equal(3L, Atomic.MakeAtomic(ref wide, 4L, default(Multiply), default(ILGPU.AtomicOperations.CompareExchangeInt64)));
        Assert.Equal(12L, wide);
        Index1D index = 4;
        Assert.Equal(4, Atomic.Add(ref index, 2).X);
        Parallel.For(0, 1000, _ => Atomic.Add(ref single, 0f));
        float sum = 0;
        Parallel.For(0, 10_000, _ => Atomic.Add(ref sum, 1f));
        Assert.Equal(10_000f, sum);
    }

    [Fact]
    public void Indices_Work()
    {
        Index3D index = (1, 2, 3);
        (int x, int y, int z) = index;
        Assert.Equal(6, x * y * z);
        Assert.Equal(6, index.Size);
        Assert.Equal(new Index2D(2, 3), index.YZ);
        Assert.Equal(new Index3D(new Index2D(1, 2), 3), index);
        Assert.True(index.InBounds((2, 3, 4)));
        Assert.False(index.InBounds((2, 2, 4)));
        Assert.True(index.InBoundsInclusive((1, 2, 3)));
        Assert.Equal(new Index3D(2, 4, 6), index + index);
        Assert.Equal(Index3D.Zero, index - index);
        Assert.Equal(new Index3D(1, 4, 9), index * index);
        Assert.Equal(Index3D.One, index / index);
        Assert.Equal(new Index3D(1, 1, 1), Index3D.Min(index, Index3D.One));
        Assert.Equal(new LongIndex3D(1, 2, 3), (LongIndex3D)index);
        Assert.Equal("(1, 2, 3)", index.ToString());
        Index1D one = 7;
        int plain = one;
        Assert.Equal(7, plain);
        Assert.Equal(7u, (uint)one);
        LongIndex1D wide = one;
        Assert.Equal(7L, wide.X);
        Assert.Equal(7L, (long)(int)one);
        Assert.Throws<OverflowException>(() => new LongIndex1D(1L << 40).ToIntIndex());
        Assert.Throws<OverflowException>(() => new Index2D(1 << 20, 1 << 20).Size);
        Assert.Equal(1L << 40, new Index2D(1 << 20, 1 << 20).LongSize);
        Assert.Equal(IndexType.Index2D, typeof(Index2D).GetIndexType());
        Assert.True(typeof(LongIndex3D).IsLongIndex());
        KernelConfig config = (new Index3D(1, 2, 3), new Index2D(4, 5));
        Assert.Equal(new Index3D(4, 5, 1), config.GroupDim);
        Assert.Equal(120, config.Size);
        Assert.True(config.IsValid);
        Assert.False(default(KernelConfig).IsValid);
        Assert.Throws<ArgumentOutOfRangeException>(() => SharedMemoryConfig.RequestDynamic<int>(0));
    }

    [Fact]
    public void Utilities_Work()
    {
        Float4 vector = new(1, 2, 3, 4);
        Assert.Equal(new Float4(2, 4, 6, 8), vector + vector);
        Assert.Equal((1f, 2f, 3f, 4f), vector.ToValueTuple());
        DataBlock<int, double> block = (1, 2.0);
        Assert.Equal(2.0, block.Item2);
        Assert.True(Utilities.IsPowerOf2(64L));
        Assert.Equal(6, Utilities.GCD(12, 18));
        Assert.Equal(36, Utilities.LCM(12, 18));
        Assert.Equal(12, Interop.ComputeAlignmentOffset(4, 16));
        Assert.Equal(8, Interop.OffsetOf<Offsets>("_second"));
        Assert.Equal(3, Interop.ComputeRelativeSizeOf<int, byte>(9));
        Assert.Equal(1f, Interop.IntAsFloat(0x3F800000u));
    }

    private readonly struct Offsets(byte first, long second)
    {
        private readonly byte _first = first;
        private readonly long _second = second;

        public long Sum => _first + _second;
    }

    private readonly struct Multiply : ILGPU.AtomicOperations.IAtomicOperation<long>
    {
        public long Operation(long current, long value) => current * value;
    }
}
