using System.Runtime.InteropServices;

using IlgpuOptim.Cli.Bench;
using IlgpuOptim.Cli.Bench.Limits;

using Xunit;

namespace IlgpuOptim.Cli.Tests.Bench;

/// <summary>The limits that kernels are compared with compute the right thing.</summary>
public sealed unsafe class LimitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void SpinTeam_RunsEveryMemberOnce_ManyTimes(int size)
    {
        using SpinTeam team = new(size);
        int[] counts = new int[size];

        for (int round = 0; round < 2000; round++)
        {
            team.Run(member => counts[member]++);

            // Long enough for members to fall asleep now and then.
            if (round % 500 == 0)
            {
                Thread.Sleep(2);
            }
        }

        Assert.All(counts, count => Assert.Equal(2000, count));
    }

    [Theory]
    [InlineData(1000, 64)]
    [InlineData(64, 64)]
    [InlineData(1, 64)]
    public void SpinTeam_ForCoversTheRangeOnce(int length, int chunk)
    {
        using SpinTeam team = new(3);
        int[] counts = new int[length];

        team.For(length, chunk, (start, end) =>
        {
            for (long i = start; i < end; i++)
            {
                Interlocked.Increment(ref counts[i]);
            }
        });

        Assert.All(counts, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Exp_IsWithinOneUlpAndHasTheEdges()
    {
        const int length = 1 << 16;
        float* x = Allocate(length);
        float* y = Allocate(length);

        try
        {
            RandomFill.Uniform(x, length, -104, 89, 1);
            float[] edges = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0, -0.0f, 88.73f, -103.5f, -104.5f, 1e30f];
            edges.CopyTo(new Span<float>(x, length));

            StreamLimits.Exp(y, x, 0, length);

            Assert.Null(Verification.Compare(y, length, i => Math.Exp(x[i]), Verification.Ulp, "y"));
        }
        finally
        {
            NativeMemory.AlignedFree(x);
            NativeMemory.AlignedFree(y);
        }
    }

    [Fact]
    public void Transpose_MovesEveryElement()
    {
        const int order = 192;
        float* source = Allocate(order * order);
        float* target = Allocate(order * order);

        try
        {
            RandomFill.Uniform(source, order * order, -1, 1, 1);

            for (int row = 0; row < order; row += TransposeLimit.BandRows)
            {
                TransposeLimit.Band(target, source, order, row);
            }

            Assert.Null(Verification.Compare(
                target, order * order, i => source[(i % order * order) + (i / order)], _ => 0, "target"));
        }
        finally
        {
            NativeMemory.AlignedFree(source);
            NativeMemory.AlignedFree(target);
        }
    }

    [Theory]
    [InlineData(8, 48, 5)]
    [InlineData(64, 64, 64)]
    [InlineData(200, 100, 700)]
    public void Sgemm_MultipliesAnyWidthAndDepth(int m, int n, int k)
    {
        using SpinTeam team = new(2);
        using SgemmLimit sgemm = new(team, m, n, k);
        float* a = Allocate(m * k);
        float* b = Allocate(k * n);
        float* c = Allocate(m * n);

        try
        {
            RandomFill.Uniform(a, m * k, -1, 1, 1);
            RandomFill.Uniform(b, k * n, -1, 1, 2);
            RandomFill.Constant(c, m * n, float.NaN);

            sgemm.Run(a, b, c);

            double Expected(long i)
            {
                double sum = 0;

                for (long j = 0; j < k; j++)
                {
                    sum += (double)a[(i / n * k) + j] * b[(j * n) + (i % n)];
                }

                return sum;
            }

            Assert.Null(Verification.Compare(c, m * n, Expected, _ => 1e-6 * k, "c"));
        }
        finally
        {
            NativeMemory.AlignedFree(a);
            NativeMemory.AlignedFree(b);
            NativeMemory.AlignedFree(c);
        }
    }

    [Fact]
    public void Verification_FindsNaNAndNamesTheElement()
    {
        float* values = Allocate(100);

        try
        {
            RandomFill.Constant(values, 100, 1);
            Assert.Null(Verification.Compare(values, 100, _ => 1, _ => 0, "x"));

            values[42] = float.NaN;
            Assert.Equal("x[42] is NaN, expected 1", Verification.Compare(values, 100, _ => 1, _ => double.MaxValue, "x"));
        }
        finally
        {
            NativeMemory.AlignedFree(values);
        }
    }

    private static float* Allocate(int length) => (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), 64);
}
