using IlgpuOptim.Engine.Conformance.Harness;
using ILGPU;
using Xunit;

namespace IlgpuOptim.Engine.Conformance.ControlFlow;

/// <summary>Loops of every shape; the trip counts of neighbouring work-items differ.</summary>
internal static class LoopKernels
{
    [Kernel]
    private static void ForConstant(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int sum = 0;

        for (int i = 0; i < 10; ++i)
        {
            sum += (input[index] * i) + 1;
        }

        output[index] = sum;
    }

    [Kernel]
    private static void ForUniformParameter(Index1D index, ArrayView<int> input, ArrayView<int> output, int trips)
    {
        int sum = 0;

        for (int i = 0; i < trips; ++i)
        {
            sum = (sum * 3) + input[index];
        }

        output[index] = sum;
    }

    [Kernel]
    private static void ForDivergent(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int sum = 0;

        for (int i = 0; i < input[index]; ++i)
        {
            sum += i * i;
        }

        output[index] = sum;
    }

    [Kernel]
    private static void ForDown(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int value = 1;

        for (int i = input[index]; i > -5; i -= 2)
        {
            value = (value * 5) ^ i;
        }

        output[index] = value;
    }

    [Kernel]
    private static void ForLongCounter(Index1D index, ArrayView<int> input, ArrayView<long> output)
    {
        long sum = 0;

        for (long i = 0x7fffffff0L; i < 0x7fffffff0L + (input[index] & 7); ++i)
        {
            sum += i;
        }

        output[index] = sum;
    }

    [Kernel]
    private static void ForFloatCounter(Index1D index, ArrayView<float> input, ArrayView<float> output)
    {
        float sum = 0f;

        for (float x = 0f; x < input[index]; x += 0.5f)
        {
            sum += x * x;
        }

        output[index] = sum;
    }

    [Kernel]
    private static void ForUnsignedWrapAround(Index1D index, ArrayView<uint> input, ArrayView<uint> output)
    {
        uint sum = 0;

        for (uint i = uint.MaxValue - 3; i != (input[index] & 7); ++i)
        {
            sum = (sum << 1) + i;
        }

        output[index] = sum;
    }

    [Kernel]
    private static void ForByteCounter(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int count = 0;

        for (byte b = 250; b > 3; ++b)
        {
            count += input[index] + b;
        }

        output[index] = count;
    }

    [Kernel]
    private static void TwoCounters(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int result = 0;

        for (int i = 0, j = input[index] & 15; i < j; ++i, --j)
        {
            result = (result * 7) + (i * j);
        }

        output[index] = result;
    }

    [Kernel]
    private static void WhileCollatz(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int value = input[index] & 63;
        int steps = 0;

        while (value > 1)
        {
            value = (value & 1) == 0 ? value / 2 : (3 * value) + 1;
            ++steps;
        }

        output[index] = steps;
    }

    [Kernel]
    private static void DoWhile(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int value = input[index];
        int count = 0;

        do
        {
            value /= 2;
            ++count;
        }
        while (value != 0);

        output[index] = count;
    }

    [Kernel]
    private static void BreakInTheMiddle(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int sum = 0;

        for (int i = 0; i < 50; ++i)
        {
            sum += i;

            if (sum > input[index])
            {
                break;
            }

            sum ^= 3;
        }

        output[index] = sum;
    }

    [Kernel]
    private static void ContinueOdd(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int sum = 0;

        for (int i = 0; i < 20; ++i)
        {
            if (((i ^ input[index]) & 1) != 0)
            {
                continue;
            }

            sum += i;
        }

        output[index] = sum;
    }

    [Kernel]
    private static void ThreeExits(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int value = input[index];
        int i = 0;

        while (true)
        {
            value += i;

            if (value > 100)
            {
                value = -1;
                break;
            }

            if ((value & 31) == 7)
            {
                value *= 1000;
                break;
            }

            if (++i == 12)
            {
                output[index] = i;
                return;
            }
        }

        output[index] = value;
    }

    [Kernel]
    private static void ReturnFromNestedLoop(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[index] = -99;

        for (int i = 0; i < 8; ++i)
        {
            for (int j = 0; j < 8; ++j)
            {
                if ((i * j) - 10 == input[index])
                {
                    output[index] = (i * 100) + j;
                    return;
                }
            }
        }
    }

    [Kernel]
    private static void BreakOuterByFlag(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        bool found = false;
        int count = 0;

        for (int i = 0; i < 10 && !found; ++i)
        {
            for (int j = 0; j < 10; ++j)
            {
                ++count;

                if (i + j == (input[index] & 15))
                {
                    found = true;
                    break;
                }
            }
        }

        output[index] = found ? count : -count;
    }

    [Kernel]
    private static void GotoOutOfTwoLoops(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int result = 0;

        for (int i = 0; i < 6; ++i)
        {
            for (int j = i; j < 6; ++j)
            {
                result += i ^ j;

                if (result > input[index] + 10)
                {
                    goto done;
                }
            }
        }

        result = -result;
        done:
        output[index] = result;
    }

    [Kernel]
    private static void GotoBackwards(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int value = input[index];
        int n = 0;
        again:
        value = (value * 3) + 1;
        ++n;

        if (n < 5 && value < 1000)
        {
            goto again;
        }

        output[index] = value ^ n;
    }

    [Kernel]
    private static void NestedDivergentTriangle(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int n = input[index] & 7;
        int sum = 0;

        for (int i = 0; i < n; ++i)
        {
            for (int j = 0; j <= i; ++j)
            {
                for (int k = j; k < n; ++k)
                {
                    sum += (i * j) - k;
                }
            }
        }

        output[index] = sum;
    }

    [Kernel]
    private static void LoopCarriedSwap(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int a = input[index];
        int b = 1;

        for (int i = 0; i < 7; ++i)
        {
            (a, b) = (b, a + b);
        }

        output[index] = a - b;
    }

    [Kernel]
    private static void ThreeWayRotation(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int a = input[index];
        int b = a + 1;
        int c = a + 2;

        for (int i = 0; i < (a & 7); ++i)
        {
            int t = a;
            a = b;
            b = c;
            c = t;
        }

        output[index] = (a * 10000) + (b * 100) + c;
    }

    [Kernel]
    private static void InvariantDivisionIsNotHoisted(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int divisor = input[index];
        int sum = 0;

        for (int i = 0; i < 4; ++i)
        {
            if (divisor != 0)
            {
                sum += 1000 / divisor;
            }
        }

        output[index] = sum;
    }

    [Kernel]
    private static void InvariantLoadIsNotHoistedOverStore(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[index] = 1;

        for (int i = 0; i < 5; ++i)
        {
            output[index] = output[index] + (output[index] * input[index]);
        }
    }

    [Kernel]
    private static void StoreInLoopIsSeenAfterwards(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        for (int i = 0; i < (input[index] & 3); ++i)
        {
            output[index] += i + 1;
        }

        output[index] *= 2;
    }

    [Kernel]
    private static void SearchLoop(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int found = -1;

        for (int i = 0; i < input.IntLength; ++i)
        {
            if (input[i] == input[index])
            {
                found = i;
                break;
            }
        }

        output[index] = found;
    }

    [Kernel]
    private static void BinarySearch(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int low = 0;
        int high = 1000;
        int wanted = (input[index] + 20) * 13;

        while (low < high)
        {
            int middle = (low + high) >>> 1;

            if (middle < wanted)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        output[index] = low;
    }

    [Kernel]
    private static void LoopWithSwitchAndContinue(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int state = input[index] & 3;
        int acc = 0;

        for (int i = 0; i < 16; ++i)
        {
            switch (state)
            {
                case 0:
                    acc += i;
                    state = 2;
                    continue;
                case 1:
                    acc ^= i;
                    state = 0;
                    break;
                case 2:
                    if ((i & 3) == 0)
                    {
                        state = 3;
                        continue;
                    }

                    acc *= 3;
                    state = 1;
                    break;
                default:
                    acc -= i;
                    state = (acc & 1) == 0 ? 0 : 1;
                    break;
            }

            ++acc;
        }

        output[index] = acc;
    }

    [Kernel]
    private static void ReturnFromUnrolledLoops(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        for (int i = 0; i < 2; i++)
        {
            int fuel = 1;

            do
            {
                if (input[index] <= 3)
                {
                    output[index] = i + 10;

                    if (input[index] < 2)
                    {
                        return;
                    }
                }
            }
            while (fuel-- > 0);
        }
    }

    [Kernel]
    private static void InfiniteLoopWithInnerReturn(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int x = input[index];

        for (;;)
        {
            if (x > 200)
            {
                output[index] = x;
                return;
            }

            x = (x < 0 ? -x : x) + 17;
        }
    }

    [Kernel]
    private static void ZeroTripLoop(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int sum = 3;

        for (int i = 5; i < 5; ++i)
        {
            sum += input[index];
        }

        output[index] = sum;
    }

    [Kernel]
    private static void TwoLoopsInSequence(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int sum = 0;

        for (int i = 0; i < (input[index] & 3); ++i)
        {
            sum += i + 1;
        }

        for (int i = sum; i > 0; --i)
        {
            sum ^= i;
        }

        output[index] = sum;
    }

    [Kernel]
    private static void ManyLiveValues(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int a = input[index], b = a + 1, c = a * 2, d = a ^ 3, e = a - 4, f = a | 5, g = a & 6, h = ~a;

        for (int i = 0; i < (a & 7); ++i)
        {
            int t = a + h;
            a = b ^ i;
            b = c + t;
            c = d - a;
            d = e * 3;
            e = f + g;
            f = g ^ b;
            g = h - i;
            h = t;
        }

        output[index] = a + (2 * b) + (3 * c) + (4 * d) + (5 * e) + (6 * f) + (7 * g) + (8 * h);
    }

    [Kernel]
    private static void ConditionWithSideEffect(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int n = input[index] & 15;
        int sum = 0;

        while (n-- > 0)
        {
            sum += n;
        }

        output[index] = (sum * 100) + n;
    }

    [Kernel]
    private static void ShortCircuitLoopCondition(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int i = index;
        int steps = 0;

        while (i < input.IntLength && input[i] < 20 && steps < 30)
        {
            ++i;
            ++steps;
        }

        output[index] = steps;
    }

    [Kernel]
    private static void ReductionInDouble(Index1D index, ArrayView<double> input, ArrayView<double> output)
    {
        double sum = 0;
        double correction = 0;

        for (int i = 0; i < 20; ++i)
        {
            double y = input[(index + i) % input.IntLength] - correction;
            double t = sum + y;
            correction = t - sum - y;
            sum = t;
        }

        output[index] = sum;
    }

    [Kernel]
    private static void MandelbrotIterations(Index1D index, ArrayView<float> input, ArrayView<int> output)
    {
        float cr = input[index] * 0.1f;
        float ci = input[(index + 1) % input.IntLength] * 0.1f;
        float x = 0f;
        float y = 0f;
        int n = 0;

        while ((x * x) + (y * y) <= 4f && n < 60)
        {
            float t = (x * x) - (y * y) + cr;
            y = (2f * x * y) + ci;
            x = t;
            ++n;
        }

        output[index] = n;
    }

    [Kernel]
    private static void GreatestCommonDivisor(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int a = input[index] + 100;
        int b = (index * 7) + 3;

        while (b != 0)
        {
            int t = a % b;
            a = b;
            b = t;
        }

        output[index] = a;
    }

    [Kernel]
    private static void Irreducible(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        // Two entries into one loop: C# can make it with goto.
        int value = input[index];
        int count = 0;

        if ((value & 1) != 0)
        {
            goto second;
        }

        first:
        value += 3;
        ++count;

        if (count > 6)
        {
            goto end;
        }

        second:
        value *= 2;
        ++count;

        if (count <= 6)
        {
            goto first;
        }

        end:
        output[index] = value;
    }

    [Kernel]
    private static void CounterAfterTheLoop(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int i;

        for (i = 0; i < 10; ++i)
        {
            if (i == input[index])
            {
                break;
            }
        }

        output[index] = i;
    }

    [Kernel]
    private static void UniformLoopDivergentBody(Index1D index, ArrayView<int> input, ArrayView<int> output, int trips)
    {
        int value = input[index];

        for (int i = 0; i < trips * 3; ++i)
        {
            if (value > 30)
            {
                value -= 17;
            }
            else if (value < -10)
            {
                value *= -2;
            }
            else
            {
                value += i;
            }
        }

        output[index] = value;
    }

    [Kernel(Data = DataKind.Edges)]
    private static void LoopUntilNaN(Index1D index, ArrayView<float> input, ArrayView<int> output)
    {
        float x = input[index];
        int n = 0;

        while (!float.IsNaN(x) && n < 10)
        {
            x = (x * x) - (x * x);
            x /= x;
            ++n;
        }

        output[index] = n;
    }
}

public sealed class LoopTests(TargetFixture fixture) : KernelSuite(fixture)
{
    public static IEnumerable<string> Cases => Names(typeof(LoopKernels));

    [Theory]
    [EachTarget(nameof(Cases))]
    public void Kernel(string target, string name)
    {
        CheckKernel(target, typeof(LoopKernels), name);
    }
}
