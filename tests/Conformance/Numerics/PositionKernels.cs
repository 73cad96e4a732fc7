using System.Numerics;
using IlgpuOptim.Engine.Conformance.Harness;
using ILGPU;
using Xunit;

namespace IlgpuOptim.Engine.Conformance.Numerics;

/// <summary>
/// Arithmetic on the position of a work-item. Back ends know how positions differ from neighbour to neighbour; what they make of it
/// has to hold where numbers wrap around between neighbours.
/// </summary>
internal static class PositionKernels
{
    [Kernel]
    private static void WrapsBeforeItIsExtended(Index1D index, ArrayView<long> output) => output[index] = index.X + 2147483640;

    [Kernel]
    private static void WrapsDownBeforeItIsExtended(Index1D index, ArrayView<long> output) => output[index] = -2147483640 - index.X;

    [Kernel]
    private static void WrapsInAProduct(Index1D index, ArrayView<long> output) => output[index] = (long)(index.X * 123456789) + 1;

    [Kernel]
    private static void WrapsInAShift(Index1D index, ArrayView<long> output) => output[index] = ((long)(index.X << 27) * 3) - index.X;

    [Kernel]
    private static void WrapsUnsigned(Index1D index, ArrayView<ulong> output) => output[index] = (uint)(index.X - 7);

    [Kernel]
    private static void WrapsUnderAnOffset(Index1D index, ArrayView<int> input, ArrayView<long> output, int far) =>
        output[index] = ((long)(index.X + (2147483640 - far)) << 2) - input[index];

    [Kernel]
    private static void WrapsUnderAChoice(Index1D index, ArrayView<long> output, int far) =>
        output[index] = far > 0 ? (long)(index.X + (2147483640 - far)) : -(long)(index.X - (2147483640 - far));

    [Kernel]
    private static void WrapsInAComparison(Index1D index, ArrayView<int> output, int far) =>
        output[index] = (long)(index.X + (2147483640 - far)) < 2147483645L ? 1 : 2;

    [Kernel]
    private static void WrapsInALoop(Index1D index, ArrayView<long> output, int far)
    {
        long sum = 0;

        for (int i = 0; i < 5; ++i)
        {
            sum += index.X + (2147483640 - far) + (3 * i);
        }

        output[index] = sum;
    }

    [Kernel]
    private static void WrapsAndIsCarried(Index1D index, ArrayView<long> output, int far)
    {
        long position = index.X + (2147483640 - far);

        for (int i = 0; i < far % 4; ++i)
        {
            position += 5;
        }

        output[index] = position;
    }

    [Kernel]
    private static void WrapsOnTheWayToFloat(Index1D index, ArrayView<double> output, int far) => output[index] = (long)(index.X + (2147483640 - far));

    [Kernel]
    private static void NegatedOperandsBesideConstants(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int a = (index.X - input[index]) + 1;
        int b = 7 - (index.X - input[index]);
        int c = (input[index] - index.X) - 9;
        output[index] = (a * 31) ^ (b * 17) ^ c;
    }

    [Kernel]
    private static void PositionsAsBytes(Index1D index, ArrayView<int> input, ArrayView<byte> output) =>
        output[index] = (byte)((index.X + 1) - input[index]);
}

public sealed class PositionTests(TargetFixture fixture) : KernelSuite(fixture)
{
    public static IEnumerable<string> Cases => Names(typeof(PositionKernels));

    [Theory]
    [EachTarget(nameof(Cases))]
    public void Kernel(string target, string name)
    {
        CheckKernel(target, typeof(PositionKernels), name);
    }

    /// <summary>Compared with the truth in words: the compiler of .NET 10 gets the method itself wrong.</summary>
    [Theory]
    [EachTarget]
    public void RotationOfAParameter_IsZeroIfTheParameterIs(string target)
    {
        foreach (uint x in (uint[])[0, 1, 2, 0x80000000, uint.MaxValue])
        {
            int expected = x == 0 ? 15 : 0;
            Assert.All(Run(target, RotationKernel, 19, new int[19], x, (ulong)x).Get<int>(0), found => Assert.Equal(expected, found));
        }
    }

    private static void RotationKernel(Index1D index, ArrayView<int> output, uint x, ulong y)
    {
        int found = 0;

        if (((x << 1) | (x >> 31)) == 0)
        {
            found |= 1;
        }

        if (((x << 7) ^ (x >> 25)) == 0)
        {
            found |= 2;
        }

        if (BitOperations.RotateRight(x, 1) == 0)
        {
            found |= 4;
        }

        if (BitOperations.RotateLeft(y, 13) == 0)
        {
            found |= 8;
        }

        output[index] = found;
    }
}
