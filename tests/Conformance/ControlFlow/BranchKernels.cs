using IlgpuOptim.Engine.Conformance.Harness;
using ILGPU;
using Xunit;

namespace IlgpuOptim.Engine.Conformance.ControlFlow;

/// <summary>Ifs, jumps, switches, conditional expressions, short circuit and what merges behind them.</summary>
internal static class BranchKernels
{
    private enum Color
    {
        Red,
        Green,
        Blue = 5,
        Black = -3,
    }

    [Kernel]
    private static void If(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        if (input[index] > 5)
        {
            output[index] = 1;
        }
    }

    [Kernel]
    private static void IfElse(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        if (input[index] > 5)
        {
            output[index] = input[index] * 2;
        }
        else
        {
            output[index] = -input[index];
        }
    }

    [Kernel]
    private static void IfChain(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int x = input[index];

        if (x < -10)
        {
            output[index] = 1;
        }
        else if (x < 0)
        {
            output[index] = 2;
        }
        else if (x == 0)
        {
            output[index] = 3;
        }
        else if (x < 20 && (x & 1) == 0)
        {
            output[index] = 4;
        }
        else if (x > 30 || (x & 2) != 0)
        {
            output[index] = 5;
        }
        else
        {
            output[index] = 6;
        }
    }

    [Kernel]
    private static void NestedIfs(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int x = input[index];
        int r = 0;

        if (x > 0)
        {
            if (x > 10)
            {
                if (x > 20)
                {
                    r = 1;
                }
                else
                {
                    r = 2;
                }

                r *= 3;
            }

            r += 5;
        }
        else
        {
            if ((x & 1) == 0)
            {
                r = -1;
            }

            r -= 7;
        }

        output[index] = r;
    }

    [Kernel]
    private static void EarlyReturns(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int x = input[index];
        output[index] = 1;

        if (x < 0)
        {
            return;
        }

        output[index] = 2;

        if (x > 25)
        {
            output[index] += x;
            return;
        }

        output[index] *= 3;
    }

    [Kernel]
    private static void UniformIf(Index1D index, ArrayView<int> input, ArrayView<int> output, int flag)
    {
        if (flag > 3)
        {
            output[index] = input[index] + flag;
        }
        else
        {
            output[index] = input[index] - flag;
        }
    }

    [Kernel]
    private static void UniformIfInDivergentIf(Index1D index, ArrayView<int> input, ArrayView<int> output, int flag)
    {
        int r = 9;

        if (input[index] > 0)
        {
            if (flag > 100)
            {
                r = 1;
            }
            else
            {
                r = input[index];
            }
        }

        output[index] = r;
    }

    [Kernel]
    private static void ConstantConditions(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        const bool Never = false;
        int r = input[index];

#pragma warning disable CS0162 // Unreachable code is the point.
        if (Never)
        {
            r = 0;
        }
#pragma warning restore CS0162

        int zero = 0;

        if (zero == 0)
        {
            r += 2;
        }

        output[index] = r;
    }

    [Kernel]
    private static void TernaryChain(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int x = input[index];
        output[index] = x < -5 ? 10 : x < 5 ? x > 0 ? 20 : 30 : x < 15 ? 40 : 50;
    }

    [Kernel]
    private static void TernaryWithSideEffects(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int a = 1;
        int b = 2;
        int r = input[index] > 0 ? a++ : b--;
        output[index] = (r * 100) + (a * 10) + b;
    }

    [Kernel]
    private static void TernaryInArguments(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int x = input[index];
        output[index] = Combine(x > 0 ? x : 1, x < 10 ? 2 : x, (x & 1) == 0 ? 3 : 4) + (x > 7 ? 5 : 6);
    }

    private static int Combine(int a, int b, int c)
    {
        return (a * 31) + (b * 7) - c;
    }

    [Kernel]
    private static void ShortCircuitAnd(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int calls = 0;
        bool r = Touch(ref calls, input[index] > 0) && Touch(ref calls, input[index] > 10) && Touch(ref calls, input[index] > 20);
        output[index] = (calls * 2) + (r ? 1 : 0);
    }

    [Kernel]
    private static void ShortCircuitOr(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int calls = 0;
        bool r = Touch(ref calls, input[index] > 30) || Touch(ref calls, input[index] > 10) || Touch(ref calls, input[index] < -10);
        output[index] = (calls * 2) + (r ? 1 : 0);
    }

    [Kernel]
    private static void ShortCircuitMixed(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int x = input[index];
        bool a = x > 0;
        bool b = (x & 1) == 0;
        bool c = x % 3 == 0;
        int r = 0;

        if ((a && b) || (c && !a))
        {
            r |= 1;
        }

        if (a && (b || c))
        {
            r |= 2;
        }

        if (!(a || b) && c)
        {
            r |= 4;
        }

        if (a ^ b)
        {
            r |= 8;
        }

        if (a == b || (b != c && a))
        {
            r |= 16;
        }

        r |= (a & b | c) ? 32 : 64;
        output[index] = r;
    }

    private static bool Touch(ref int calls, bool value)
    {
        ++calls;

        return value;
    }

    [Kernel]
    private static void ShortCircuitGuardsLoad(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int i = index + input[index];
        output[index] = i >= 0 && i < input.IntLength && input[i] > 0 ? i : -1;
    }

    [Kernel]
    private static void ConditionalLoadOutOfRange(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        // The load must not happen for work-items that do not take the branch.
        int far = input[index] > 0 ? index : index + 1000000000;
        int r = 0;

        if (input[index] > 0)
        {
            r = input[far];
        }

        output[index] = r;
    }

    [Kernel]
    private static void DivisionOnlyWhereSafe(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int d = input[index] & 3;
        output[index] = d != 0 ? 100 / d : -1;
    }

    [Kernel]
    private static void SwitchDense(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        switch (input[index] & 7)
        {
            case 0:
                output[index] = 10;
                break;
            case 1:
                output[index] = 21;
                break;
            case 2:
            case 3:
                output[index] = 32 + input[index];
                break;
            case 5:
                output[index] = 43;
                goto case 0;
            case 6:
                goto default;
            default:
                output[index] += 54;
                break;
        }
    }

    [Kernel]
    private static void SwitchSparse(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        switch (input[index] * 1000)
        {
            case -20000:
                output[index] = 1;
                break;
            case 0:
                output[index] = 2;
                break;
            case 7000:
                output[index] = 3;
                break;
            case 12000:
                output[index] = 4;
                break;
            case 43000:
                output[index] = 5;
                break;
            case 13000:
                output[index] = 6;
                break;
            case -3000:
                output[index] = 7;
                break;
        }
    }

    [Kernel]
    private static void SwitchWithoutDefault(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int r = -1;

        switch (input[index])
        {
            case 0:
            case 1:
            case 2:
                r = 0;
                break;
            case 3:
                r = 1;
                break;
            case 4:
                r = 2;
                break;
        }

        output[index] = r;
    }

    [Kernel]
    private static void SwitchNested(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int r;

        switch (input[index] & 3)
        {
            case 0:
                switch ((input[index] >> 2) & 3)
                {
                    case 0:
                        r = 1;
                        break;
                    case 1:
                        r = 2;
                        break;
                    default:
                        r = 3;
                        break;
                }

                r *= 10;
                break;
            case 1:
                r = input[index] > 8 ? 100 : 200;
                break;
            default:
                r = 0;

                switch (input[index] >> 4)
                {
                    case 1:
                        output[index] = 777;
                        return;
                    case 2:
                        r = 5;
                        break;
                }

                break;
        }

        output[index] = r;
    }

    [Kernel]
    private static void SwitchInLoop(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int r = input[index];

        for (int i = 0; i < 6; ++i)
        {
            switch ((r + i) % 5)
            {
                case 0:
                    r += 7;
                    break;
                case 1:
                    r -= 3;
                    break;
                case 2:
                    continue;
                case 3:
                    r ^= 9;
                    break;
                default:
                    if (r > 40)
                    {
                        goto done;
                    }

                    r = -r;
                    break;
            }

            r += i;
        }

        done:
        output[index] = r;
    }

    [Kernel]
    private static void SwitchExpression(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[index] = (input[index] & 7) switch
        {
            0 => 5,
            1 or 2 => input[index],
            > 5 => -1,
            int n when (n & 1) == 0 => n * 100,
            _ => 9,
        };
    }

    [Kernel]
    private static void SwitchOnLong(Index1D index, ArrayView<long> input, ArrayView<int> output)
    {
        output[index] = (input[index] << 33) switch
        {
            0 => 1,
            1L << 33 => 2,
            -1L << 33 => 3,
            7L << 33 => 4,
            _ => 5,
        };
    }

    [Kernel]
    private static void SwitchOnByte(Index1D index, ArrayView<byte> input, ArrayView<byte> output)
    {
        output[index] = input[index] switch
        {
            0 => 255,
            < 10 => 1,
            < 30 => 2,
            63 => 3,
            _ => 4,
        };
    }

    [Kernel]
    private static void SwitchOnEnum(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Color color = (Color)(input[index] & 7) - 3;

        switch (color)
        {
            case Color.Red:
                output[index] = 1;
                break;
            case Color.Green:
                output[index] = 2;
                break;
            case Color.Black:
                output[index] = 3;
                break;
            case Color.Blue:
                output[index] = 4;
                break;
            default:
                output[index] = (int)color;
                break;
        }
    }

    [Kernel]
    private static void SwitchWithPattern(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int x = input[index];
        int y = (x * 7) & 15;
        output[index] = (x, y) switch
        {
            (0, _) => 1,
            ( > 0, < 8) => 2,
            ( > 0, _) => 3,
            ( < 0, 1 or 3 or 5) => 4,
            _ => 5,
        };
    }

    [Kernel]
    private static void IsPatterns(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int x = input[index];
        int r = 0;

        if (x is > -5 and < 5)
        {
            r |= 1;
        }

        if (x is not 3 and not 4)
        {
            r |= 2;
        }

        if (x is 7 or 9 or > 40 or < -15)
        {
            r |= 4;
        }

        output[index] = r;
    }

    [Kernel]
    private static void PhiOfManyPaths(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int a = 0;
        int b = 1;
        int c = 2;
        int x = input[index];

        if (x > 20)
        {
            a = b;
            b = c;
        }
        else if (x > 10)
        {
            (b, c) = (c, a);
        }
        else if (x > 0)
        {
            c = a + b;
        }

        if ((x & 1) == 0)
        {
            (a, b) = (b, a);
        }

        output[index] = (a * 100) + (b * 10) + c;
    }

    [Kernel]
    private static void PhiOfDifferentTypes(Index1D index, ArrayView<int> input, ArrayView<double> output)
    {
        double d = 1.5;
        float f = 2.5f;
        long l = 3;
        bool flag = false;

        if (input[index] > 3)
        {
            d = f;
            l = input[index];
            flag = true;
        }
        else if (input[index] < -3)
        {
            f = l;
            flag = f > 2f;
        }

        output[index] = flag ? d + l : f;
    }

    [Kernel]
    private static void BoolValues(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        bool a = input[index] > 0;
        bool b = !a;
        bool c = a;
        c |= input[index] == -4;
        c &= input[index] != 8;
        c ^= b;
        output[index] = (a ? 1 : 0) + (b ? 2 : 0) + (c ? 4 : 0);
    }

    [Kernel]
    private static void MovesAcrossBranches(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        // A value used on both sides, one that is not, and a store in front that must stay in front.
        int shared = input[index] * 17;
        output[index] = shared;
        int only = input[(index + 1) % input.IntLength];

        if (shared > 100)
        {
            output[index] = output[index] + only;
        }
        else
        {
            output[index] = shared - 1;
        }
    }

    [Kernel]
    private static void StoresToTwoViewsInBranches(Index1D index, ArrayView<int> input, ArrayView<int> output, ArrayView<int> second)
    {
        if ((input[index] & 1) == 0)
        {
            output[index] = 1;
            second[index] = 2;
        }
        else
        {
            second[index] = output[index] + 3;
        }
    }

    [Kernel]
    private static void ClampByIfs(Index1D index, ArrayView<float> input, ArrayView<float> output)
    {
        float x = input[index];

        if (x < -1f)
        {
            x = -1f;
        }

        if (x > 1.5f)
        {
            x = 1.5f;
        }

        output[index] = x;
    }

    [Kernel(Data = DataKind.Edges)]
    private static void FloatChain(Index1D index, ArrayView<float> input, ArrayView<int> output)
    {
        float x = input[index];

        if (x > 0f)
        {
            output[index] = 1;
        }
        else if (x < 0f)
        {
            output[index] = 2;
        }
        else if (x == 0f)
        {
            output[index] = 3;
        }
        else
        {
            output[index] = 4;
        }
    }

    [Kernel(Data = DataKind.Edges)]
    private static void FloatSelectOfNaN(Index1D index, ArrayView<float> input, ArrayView<float> second, ArrayView<float> output)
    {
        float a = input[index];
        float b = second[index];
        output[index] = a < b ? a : b;
        output[index] += !(a >= b) ? 1f : 2f;
        output[index] += a != b ? 4f : 8f;
    }

    [Kernel]
    private static void GotoForwardOverCode(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int r = 1;

        if (input[index] > 10)
        {
            goto skip;
        }

        r += 10;

        if (input[index] < 0)
        {
            goto end;
        }

        r += 100;
        skip:
        r += 1000;
        end:
        output[index] = r;
    }

    [Kernel]
    private static void LargeExpression(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int x = input[index];
        output[index] = ((x + 1) * (x + 2)) + ((x + 3) * (x - 4) * (x > 3 ? x : 2)) - ((x ^ 5) & (x | 6) & (x < 9 ? ~x : 7))
            + (((x + 7) << 2) * ((x + 8) >> 1)) - (x == 8 ? ((x * 9) + (x * x)) : ((x - 10) * (x & 11)));
    }
}

public sealed class BranchTests(TargetFixture fixture) : KernelSuite(fixture)
{
    public static IEnumerable<string> Cases => Names(typeof(BranchKernels));

    [Theory]
    [EachTarget(nameof(Cases))]
    public void Kernel(string target, string name)
    {
        CheckKernel(target, typeof(BranchKernels), name);
    }
}
