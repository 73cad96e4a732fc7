namespace IlgpuOptim.Engine.Tests.Frontend.Kernels;

/// <summary>
/// Kernels that are compiled to IL twice, optimised and not, read by the front end, run by the IR machine, and compared
/// with .NET running the very same method. All have the signature (index, ints, longs, floats, doubles).
/// </summary>
internal static unsafe class ControlFlowKernels
{
    public static void IfElse(int i, int* a, long* l, float* f, double* d)
    {
        if (a[i] > 3)
        {
            a[i + 16] = a[i] * 2;
        }
        else if (a[i] < -3)
        {
            a[i + 16] = -a[i];
        }
        else
        {
            a[i + 16] = 7;
        }
    }

    public static void Ternaries(int i, int* a, long* l, float* f, double* d)
    {
        int x = a[i] > 0 ? a[i] : i % 2 == 0 ? -a[i] : 5;
        float y = f[i] > 0.5f ? f[i] : a[i] == 3 ? 2.5f : -f[i];
        bool z = a[i] > 2 ? i > 3 : f[i] < 0.25f;
        a[i + 16] = x + (z ? 100 : 200);
        f[i + 16] = y;
        l[i + 16] = (a[i] > 0 ? 1L : 2L) + (z ? a[i] : 10L);
    }

    public static void ShortCircuit(int i, int* a, long* l, float* f, double* d)
    {
        bool p = a[i] > 0 && (f[i] > 0.1f || a[i] == 5) && !(i == 7);
        bool q = i > 3 || (a[i] != 0 && 10 / a[i] > 1);
        a[i + 16] = (p ? 1 : 0) | (q ? 2 : 0) | (p == q ? 4 : 0) | (p ^ q ? 8 : 0) | (p & q ? 16 : 0) | (p | q ? 32 : 0);
        if ((p && q) || (!p && !q && a[i] < 2))
        {
            a[i + 32] = 1;
        }
    }

    public static void ForLoop(int i, int* a, long* l, float* f, double* d)
    {
        int sum = 0;
        for (int k = 0; k < i; ++k)
        {
            sum += a[k] * k;
        }

        a[i + 16] = sum;
    }

    public static void NestedLoops(int i, int* a, long* l, float* f, double* d)
    {
        int sum = 0;
        int last = -1;
        for (int k = 0; k < 5; ++k)
        {
            for (int m = k; m < i; ++m)
            {
                if ((m & 3) == 3)
                {
                    continue;
                }

                if (sum > 300)
                {
                    goto done;
                }

                sum += a[m] + k;
                last = m;
            }

            if (k == i - 6)
            {
                break;
            }
        }

    done:
        a[i + 16] = sum;
        a[i + 32] = last;
    }

    public static void WhileAndDo(int i, int* a, long* l, float* f, double* d)
    {
        int n = Math.Abs(a[i]) + 1;
        int steps = 0;
        while (n != 1 && steps < 50)
        {
            n = (n & 1) == 0 ? n / 2 : (3 * n) + 1;
            ++steps;
        }

        int k = i;
        do
        {
            k -= 3;
        }
        while (k > 0);

        a[i + 16] = steps;
        a[i + 32] = k;
    }

    public static void Switches(int i, int* a, long* l, float* f, double* d)
    {
        int r;
        switch (i)
        {
            case 0:
            case 3:
                r = 10;
                break;
            case 1:
                r = a[1];
                break;
            case 2:
                r = a[0];
                goto case 1;
            case 5:
                a[32] = 55;
                return;
            case 100:
                r = 3;
                break;
            default:
                r = -1;
                break;
        }

        a[i + 16] = r;
        a[i + 32] = i switch
        {
            < 2 => 1,
            >= 2 and < 6 when a[i] > 0 => 2,
            7 or 9 or 11 => 3,
            _ => i % 3 switch { 0 => 30, 1 => 31, _ => 32 },
        };
    }

    public static void Gotos(int i, int* a, long* l, float* f, double* d)
    {
        int x = i;
        int count = 0;
    again:
        ++count;
        if (x % 2 == 0 && count < 10)
        {
            x /= 2;
            goto again;
        }

        if (count < 3)
        {
            x += 5;
            goto again;
        }

        a[i + 16] = (x * 100) + count;
    }

    public static void Swap(int i, int* a, long* l, float* f, double* d)
    {
        int x = a[i];
        int y = i;
        for (int k = 0; k < i; ++k)
        {
            (x, y) = (y, x + y);
        }

        a[i + 16] = x;
        a[i + 32] = y;
    }

    public static void EarlyReturns(int i, int* a, long* l, float* f, double* d)
    {
        if (i > 12)
        {
            return;
        }

        a[i + 16] = Classify(a[i]) + (10 * Classify(i - 5));
        for (int k = 0; k < 20; ++k)
        {
            if (a[k % 16] == i)
            {
                a[i + 32] = k;

                return;
            }
        }

        a[i + 32] = -1;
    }

    private static int Classify(int x)
    {
        if (x < 0)
        {
            return -1;
        }

        if (x == 0)
        {
            return 0;
        }

        for (int k = 1; k < 10; ++k)
        {
            if (k * k >= x)
            {
                return k;
            }
        }

        return 99;
    }

    public static void InfiniteWithBreak(int i, int* a, long* l, float* f, double* d)
    {
        int x = i;
        for (; ; )
        {
            x = ((x * 5) + 3) & 31;
            if (x == 8 || x == i)
            {
                break;
            }

            if (x == 30)
            {
                a[i + 32] = 1;
                break;
            }
        }

        a[i + 16] = x;
    }

    public static void BooleanLocals(int i, int* a, long* l, float* f, double* d)
    {
        bool found = false;
        bool odd = false;
        for (int k = 0; k < 8 && !found; ++k)
        {
            found = a[k] == i;
            odd = !odd;
            found |= a[k] == 4;
        }

        a[i + 16] = found ? 1 : 0;
        a[i + 32] = odd ? 1 : 0;
        byte* bytes = (byte*)(a + 48);
        bytes[i] = (byte)(found && odd ? 1 : 2);
        *(bool*)(bytes + i) = found;
    }

    public static void PatternMatching(int i, int* a, long* l, float* f, double* d)
    {
        a[i + 16] = (a[i], i) switch
        {
            (> 5, _) => 1,
            (_, 3) => 2,
            (var x, var y) when x == y => 3,
            (0, 0) => 4,
            _ => 5,
        };
        a[i + 32] = a[i] is > 0 and < 10 or -1 ? 1 : 0;
    }

    public static void LoopCarriedStruct(int i, int* a, long* l, float* f, double* d)
    {
        Pair p = new(1, 2);
        for (int k = 0; k < i; ++k)
        {
            p = new Pair(p.B, p.A + k);
            if (p.A > 50)
            {
                p.A -= 40;
            }
        }

        a[i + 16] = p.A;
        a[i + 32] = p.B;
    }

    private struct Pair(int a, int b)
    {
        public int A = a;
        public int B = b;
    }
}
