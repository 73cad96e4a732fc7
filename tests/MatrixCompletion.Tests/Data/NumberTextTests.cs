using System.Globalization;
using System.Text;

using IlgpuOptim.MatrixCompletion.Data.Text;

using Xunit;

namespace IlgpuOptim.MatrixCompletion.Tests.Data;

/// <summary>The short way of reading numbers against .NET's own, which rounds correctly.</summary>
public sealed unsafe class NumberTextTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("-0")]
    [InlineData("0.1")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("4.5")]
    [InlineData("1e22")]
    [InlineData("1e23")]
    [InlineData("9007199254740993")]
    [InlineData("9007199254740992e22")]
    [InlineData("1.00000005960464477539")]
    [InlineData("1.000000059604644775390625")]
    [InlineData("16777217")]
    [InlineData("1e-45")]
    [InlineData("7e-46")]
    [InlineData("1.17549435e-38")]
    [InlineData("3.4028235e38")]
    [InlineData("3.4028236e38")]
    [InlineData("4.9e-324")]
    [InlineData("00000000000000000000001.5")]
    [InlineData("0.000000000000000000000000000001")]
    [InlineData("18446744073709551616")]
    public void Text_IsReadAsDotNetDoes(string text)
    {
        Check<double>(text);
        Check<float>(text);
    }

    [Fact]
    public void TryScanDigits_ReadsUpTo18DigitsAndStopsBehindThem()
    {
        Random random = new(5);

        for (int length = 0; length <= 22; length++)
        {
            for (int trial = 0; trial < 200; trial++)
            {
                string digits = string.Concat(Enumerable.Range(0, length).Select(_ => (char)('0' + random.Next(10))));
                byte end = (byte)random.Next(256);
                end = end is >= (byte)'0' and <= (byte)'9' ? (byte)',' : end;
                byte[] bytes = [.. System.Text.Encoding.ASCII.GetBytes(digits), end, .. "987654321"u8];

                fixed (byte* start = bytes)
                {
                    byte* p = start;
                    bool isPlain = NumberText.TryScanDigits(ref p, out long number);

                    Assert.Equal(length is >= 1 and <= 18, isPlain);

                    if (isPlain)
                    {
                        Assert.Equal(long.Parse(digits, System.Globalization.CultureInfo.InvariantCulture), number);
                        Assert.Equal(length, p - start);
                    }
                }
            }
        }
    }

    [Fact]
    public void RandomTexts_AreReadAsDotNetDoes()
    {
        Random random = new(1);
        int quick = 0;

        for (int i = 0; i < 200_000; i++)
        {
            string text = Make(random);
            quick += Check<double>(text) ? 1 : 0;
            Check<float>(text);
        }

        Assert.InRange(quick, 50_000, 200_000);
    }

    /// <summary>Texts right between two float32: rounding to float64 first goes wrong for about half of them.</summary>
    [Fact]
    public void MiddlesOfSingles_AreRoundedOnce()
    {
        Random random = new(2);

        for (int i = 0; i < 20_000; i++)
        {
            float below = (float)(random.NextDouble() * 1000);
            double middle = (below + (double)MathF.BitIncrement(below)) / 2;
            string exact = middle.ToString("F40", CultureInfo.InvariantCulture).TrimEnd('0');

            Check<float>(exact);
            Check<float>(exact + "00000000000000000001");
            Check<float>(exact[..Math.Min(exact.Length, 18)]);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("e5")]
    [InlineData("--1")]
    [InlineData("1,5")]
    [InlineData("0x10")]
    [InlineData("1 ")]
    [InlineData("$1")]
    [InlineData("(1)")]
    [InlineData("1_000")]
    public void WhatIsNoNumber_IsNone(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text + "\n");

        Assert.False(NumberText.TryParse(bytes.AsSpan(0, bytes.Length - 1), out double _));

        fixed (byte* start = bytes)
        {
            byte* p = start;

            // The short way may read a part and stop; it must not take all of it.
            Assert.False(NumberText.TryScan(ref p, out double _) && *p == '\n');
        }
    }

    private static bool Check<T>(string text)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        T expected = T.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        byte[] bytes = Encoding.ASCII.GetBytes(text + "\n");

        Assert.True(NumberText.TryParse(bytes.AsSpan(0, bytes.Length - 1), out T parsed));
        Assert.Equal(Bits(expected), Bits(parsed));

        fixed (byte* start = bytes)
        {
            byte* p = start;

            if (!NumberText.TryScan(ref p, out T scanned))
            {
                return false;
            }

            Assert.True(Bits(expected) == Bits(scanned), $"{text}: {scanned:R}, expected {expected:R}");
            Assert.Equal((byte)'\n', *p);

            return true;
        }
    }

    private static long Bits<T>(T value) => value is double wide ? BitConverter.DoubleToInt64Bits(wide) : BitConverter.SingleToInt32Bits((float)(object)value!);

    private static string Make(Random random)
    {
        StringBuilder text = new(random.Next(3) == 0 ? "-" : "");
        int digits = random.Next(1, random.Next(4) == 0 ? 25 : 10);
        int point = random.Next(3) == 0 ? -1 : random.Next(digits + 1);

        for (int i = 0; i < digits; i++)
        {
            text.Append(i == point ? "." : "").Append(random.Next(10));
        }

        return random.Next(3) == 0 ? text.Append("eE"[random.Next(2)]).Append(random.Next(-50, 50)).ToString() : text.ToString();
    }
}
