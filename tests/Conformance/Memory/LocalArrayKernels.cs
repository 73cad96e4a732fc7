using IlgpuOptim.Engine.Conformance.Harness;
using ILGPU;
using ILGPU.Runtime;
using Xunit;

namespace IlgpuOptim.Engine.Conformance.Memory;

/// <summary>Arrays inside kernels: local ones of one to three dimensions, constants, local memory.</summary>
internal static class LocalArrayKernels
{
    private const int Taps = 5;

    private static readonly int Bias = 17;
    private static readonly (int A, float B) Tuple = (3, 1.5f);

    private struct Cell
    {
        public int Count;
        public double Sum;
    }

    [Kernel]
    private static void ConstantIndices(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int[] a = new int[4];
        a[0] = input[index];
        a[1] = a[0] + 1;
        a[3] = a[1] * a[0];
        output[index] = a[0] + a[1] + a[2] + a[3];
    }

    [Kernel]
    private static void VariableIndices(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int[] a = new int[8];

        for (int i = 0; i < 8; ++i)
        {
            a[i] = i * input[index];
        }

        a[input[index] & 7] += 1000;
        output[index] = a[(input[index] + 3) & 7] + a[input[index] & 7];
    }

    [Kernel]
    private static void ZeroInitialized(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int sum = 0;

        for (int i = 0; i < 3; ++i)
        {
            int[] a = new int[6];
            a[(input[index] + i) & 3] = 5;
            sum = (sum * 10) + a[0] + a[1] + a[5];
        }

        output[index] = sum;
    }

    [Kernel]
    private static void Initializer(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int[] a = [1, 20, 300, 4000, 50000];
        output[index] = a[input[index] & 3] + a[4];
    }

    [Kernel]
    private static void InitializerOfExpressions(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int[] a = [input[index], index, input[index] * 2];
        long[] b = [1L << 40, index, -1];
        output[index] = a[index % 3] + (int)(b[index % 3] >> 20);
    }

    [Kernel]
    private static void InitializerOfBytes(Index1D index, ArrayView<byte> input, ArrayView<byte> output)
    {
        byte[] table = [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 255, 7];
        output[index] = table[input[index] & 15];
    }

    [Kernel]
    private static void InitializerOfDoubles(Index1D index, ArrayView<double> input, ArrayView<double> output)
    {
        double[] c = [1.0, -0.5, 0.041666666666666664, -0.001388888888888889];
        double x = input[index] * 0.1;
        double r = 0;

        for (int i = c.Length - 1; i >= 0; --i)
        {
            r = (r * x * x) + c[i];
        }

        output[index] = r;
    }

    [Kernel]
    private static void Length(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        float[] a = new float[7];
        int[,] b = new int[3, 4];
        output[index] = a.Length + b.Length + b.GetLength(0) + (b.GetLength(1) * 10);
    }

    [Kernel]
    private static void Foreach(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int[] a = new int[Taps];

        for (int i = 0; i < a.Length; ++i)
        {
            a[i] = input[(index + i) % input.IntLength];
        }

        int sum = 0;

        foreach (int x in a)
        {
            sum += x;
        }

        output[index] = sum;
    }

    [Kernel]
    private static void InsertionSort(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int[] a = new int[Taps];

        for (int i = 0; i < Taps; ++i)
        {
            a[i] = input[(index + i) % input.IntLength];
        }

        for (int i = 1; i < Taps; ++i)
        {
            int key = a[i];
            int j = i - 1;

            while (j >= 0 && a[j] > key)
            {
                a[j + 1] = a[j];
                --j;
            }

            a[j + 1] = key;
        }

        output[index] = a[Taps / 2];
    }

    [Kernel]
    private static void TwoDimensional(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int[,] m = new int[3, 4];

        for (int i = 0; i < 3; ++i)
        {
            for (int j = 0; j < 4; ++j)
            {
                m[i, j] = (i * 10) + j + input[index];
            }
        }

        m[input[index] & 1, index & 3] *= 2;
        output[index] = m[0, 1] + m[1, 3] + m[2, 2] + m[(index + 1) % 3, 0];
    }

    [Kernel]
    private static void ThreeDimensional(Index1D index, ArrayView<int> input, ArrayView<long> output)
    {
        long[,,] m = new long[2, 3, 2];

        for (int i = 0; i < 12; ++i)
        {
            m[i / 6, i / 2 % 3, i & 1] = i + ((long)input[index] << 32);
        }

        output[index] = m[index & 1, index % 3, 1] - m[0, 0, 0] + m[1, 2, 0];
    }

    [Kernel]
    private static void TwoDimensionalInitializer(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int[,] m = { { 1, 2, 3 }, { 4, 5, 6 } };
        output[index] = m[input[index] & 1, index % 3] + m[1, 2];
    }

    [Kernel]
    private static void RefToElement(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int[] a = new int[4];
        ref int r = ref a[input[index] & 3];
        r = 9;
        Add(ref a[1], 5);
        Add(ref r, 100);
        output[index] = a[0] + (2 * a[1]) + (3 * a[2]) + (4 * a[3]);
    }

    private static void Add(ref int target, int x)
    {
        target += x;
    }

    [Kernel]
    private static void PassedToFunction(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int[] a = new int[6];
        Fill(a, input[index]);
        output[index] = Sum(a);
    }

    private static void Fill(int[] a, int x)
    {
        for (int i = 0; i < a.Length; ++i)
        {
            a[i] = x + i;
        }
    }

    private static int Sum(int[] a)
    {
        int sum = 0;

        for (int i = 0; i < a.Length; ++i)
        {
            sum += a[i];
        }

        return sum;
    }

    [Kernel]
    private static void ArrayOfStructs(Index1D index, ArrayView<int> input, ArrayView<double> output)
    {
        Cell[] cells = new Cell[4];

        for (int i = 0; i < 10; ++i)
        {
            int bin = (input[index] + (i * i)) & 3;
            cells[bin].Count++;
            cells[bin].Sum += i * 0.5;
        }

        Cell copy = cells[2];
        copy.Count += 100;
        output[index] = cells[0].Sum + cells[1].Count + copy.Count + cells[3].Sum + cells[2].Count;
    }

    [Kernel]
    private static void NarrowElements(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        sbyte[] a = new sbyte[4];
        ushort[] b = new ushort[4];
        bool[] c = new bool[4];
        a[index & 3] = (sbyte)(input[index] * 7);
        b[index & 3] = (ushort)(input[index] * 7);
        c[index & 3] = input[index] > 0;
        output[index] = a[index & 3] + b[index & 3] + (c[index & 3] ? 100000 : 0) + (c[(index + 1) & 3] ? 1 : 0);
    }

    [Kernel]
    private static void SeveralArrays(Index1D index, ArrayView<int> input, ArrayView<float> output)
    {
        float[] a = new float[3];
        int[] b = new int[3];
        double[] c = new double[3];

        for (int i = 0; i < 3; ++i)
        {
            a[i] = i + 0.5f;
            b[i] = input[index] + i;
            c[i] = a[i] * b[i];
        }

        output[index] = (float)(c[index % 3] + a[b[0] & 1] + b[2]);
    }

    [Kernel]
    private static void PolynomialCoefficients(Index1D index, ArrayView<float> input, ArrayView<float> output)
    {
        float[] c = [1f, 0.5f, 0.25f, 0.125f];
        float r = 0f;

        foreach (float x in c)
        {
            r = (r * input[index]) + x;
        }

        output[index] = r;
    }

    [Kernel]
    private static void StaticReadOnlyScalars(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[index] = input[index] + Bias + Tuple.A + (int)(Tuple.B * 2) + (int)Numbers.Ratio;
    }

    private static class Numbers
    {
        public static readonly double Ratio = 41.5;
    }

    [Kernel]
    private static void OneElementWritten(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int[] a = new int[2];
        a[index & 1] = input[index];
        output[index] = a[0] - a[1];
    }

    [Kernel]
    private static void LocalMemoryView(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        ArrayView<int> local = LocalMemory.Allocate<int>(6);

        for (int i = 0; i < local.Length; ++i)
        {
            local[i] = input[index] - i;
        }

        ArrayView<int> tail = local.SubView(2, 3);
        tail[0] = 500;
        output[index] = local[2] + local[5] + tail[1] + tail.IntLength;
    }

    [Kernel]
    private static void LocalMemory1D(Index1D index, ArrayView<int> input, ArrayView<double> output)
    {
        ArrayView1D<double, Stride1D.Dense> local = LocalMemory.Allocate1D<double>(4);

        for (int i = 0; i < 4; ++i)
        {
            local[i] = input[index] * 0.5 * i;
        }

        output[index] = local[index & 3] + local[3];
    }

    [Kernel]
    private static void LocalMemory2D(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        ArrayView2D<int, Stride2D.DenseX> local = LocalMemory.Allocate2D<int, Stride2D.DenseX>(new Index2D(3, 2), new Stride2D.DenseX(3));

        for (int x = 0; x < 3; ++x)
        {
            for (int y = 0; y < 2; ++y)
            {
                local[x, y] = (x * 10) + y + input[index];
            }
        }

        output[index] = local[index % 3, index & 1] + local.BaseView[1];
    }

    [Kernel]
    private static void ArrayInStructByParts(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int[] keys = [3, 1, 2];
        int[] values = new int[4];

        foreach (int key in keys)
        {
            values[key] = input[index] * key;
        }

        output[index] = (values[1] * 100) + values[index & 3];
    }

    [Kernel]
    private static void ConditionalArray(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int[] a = [1, 2, 3];
        int[] b = [10, 20, 30];
        int r = 0;

        for (int i = 0; i < 3; ++i)
        {
            r += input[index] > 0 ? a[i] : b[i];
        }

        output[index] = r;
    }

    [Kernel]
    private static void HistogramInRegisters(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int[] bins = new int[16];

        for (int i = 0; i < input.IntLength; ++i)
        {
            bins[(input[i] + index) & 15]++;
        }

        int best = 0;

        for (int i = 1; i < 16; ++i)
        {
            if (bins[i] > bins[best])
            {
                best = i;
            }
        }

        output[index] = (best * 1000) + bins[best];
    }
}

public sealed class LocalArrayTests(TargetFixture fixture) : KernelSuite(fixture)
{
    public static IEnumerable<string> Cases => Names(typeof(LocalArrayKernels));

    [Theory]
    [EachTarget(nameof(Cases))]
    public void Kernel(string target, string name)
    {
        CheckKernel(target, typeof(LocalArrayKernels), name);
    }
}
