using System.Numerics;
using System.Runtime.CompilerServices;
using IlgpuOptim.Engine.Conformance.Harness;
using IlgpuOptim.Extensions;
using ILGPU;
using Xunit;
using Half = System.Half;

namespace IlgpuOptim.Engine.Conformance.Types;

/// <summary>Extension members of C# 14, seen from kernels.</summary>
internal static class LanguageExtensions
{
    extension(int x)
    {
        public int Squared => x * x;

        public int Plus(int y)
        {
            return x + y;
        }

        public static int Seven => 7;
    }

    extension(ref LanguageKernels.Vector vector)
    {
        public void Negate()
        {
            vector.X = -vector.X;
            vector.Y = -vector.Y;
        }
    }
}

/// <summary>Language features up to C# 14, and library types that kernels may use.</summary>
internal static class LanguageKernels
{
    internal struct Vector
    {
        public float X;
        public float Y;

        public static Vector operator +(Vector a, Vector b)
        {
            return new Vector { X = a.X + b.X, Y = a.Y + b.Y };
        }

        // C# 14: compound assignment and increment as instance operators.
        public void operator +=(Vector other)
        {
            X += other.X * 2;
            Y += other.Y * 2;
        }

        public void operator ++()
        {
            ++X;
            ++Y;
        }

        // C# 14: the field keyword.
        public int Count
        {
            readonly get;
            set => field = value < 0 ? 0 : value;
        }
    }

    [Kernel]
    private static void ExtensionMembers(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[index] = input[index].Squared + input[index].Plus(3) + int.Seven;
    }

    [Kernel]
    private static void ExtensionOnRef(Index1D index, ArrayView<float> input, ArrayView<float> output)
    {
        LanguageKernels.Vector v = new() { X = input[index], Y = 2f };
        v.Negate();
        output[index] = v.X + v.Y;
    }

    [Kernel]
    private static void CompoundOperators(Index1D index, ArrayView<float> input, ArrayView<float> output)
    {
        Vector v = new() { X = input[index], Y = 1f };
        v += new Vector { X = 1f, Y = 2f };
        v++;
        v = v + v;
        output[index] = v.X + v.Y;
    }

    [Kernel]
    private static void FieldKeyword(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Vector v = default;
        v.Count = input[index];
        output[index] = v.Count;
    }

    [Kernel]
    private static void TargetTypedNewAndWith(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Options options = new(input[index], 2) { C = 3 };
        Options changed = options with { A = 9, C = input[index] };
        output[index] = options.A + (changed.A * 10) + (changed.B * 100) + (changed.C * 1000) + (options == changed ? 1 : 0);
    }

    private readonly record struct Options(int A, int B)
    {
        public int C { get; init; } = -1;
    }

    [Kernel]
    private static void PrimaryConstructors(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[index] = new Line(2, input[index]).At(index) + new Line(input[index]).At(3);
    }

    private readonly struct Line(int slope, int offset)
    {
        public Line(int slope)
            : this(slope, 1)
        {
        }

        public int At(int x)
        {
            return (slope * x) + offset;
        }
    }

    [Kernel]
    private static void RangesAndDiscards(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        (_, int b, _) = (1, input[index], 3);
        _ = index;
        int[] values = [1, 2, 3, b];
        output[index] = values[^1] + values[^2];
    }

    [Kernel]
    private static void PropertyPatterns(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        Options o = new(input[index], index);
        output[index] = o switch
        {
            { A: > 10, B: var b } when b % 2 == 0 => b,
            { A: 0 } => -1,
            (var a, < 50) => a,
            _ => 1000,
        };
    }

    [Kernel]
    private static void ConstantsAndBinaryLiterals(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        const int Mask = 0b1010_1010;
        const long Big = 0x7fff_ffff_ffff;
        const double Small = 1e-3;
        const char Letter = 'x';
        output[index] = (input[index] & Mask) + (int)(Big >> 40) + (int)(Small * 5000) + Letter;
    }

    [Kernel]
    private static void NativeIntegers(Index1D index, ArrayView<int> input, ArrayView<long> output)
    {
        nint a = input[index];
        nuint b = (nuint)(uint)index.X;
        a <<= 33;
        output[index] = a + (long)b + nint.Size;
    }

    [Kernel]
    private static unsafe void Pointers(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int x = input[index];
        int* p = &x;
        *p += 5;

        fixed (int* q = &output[index])
        {
            *q = *p * 2;
            q[0] += 1;
        }

        output[index] += sizeof(long) + x;
    }

    [Kernel]
    private static void UnsafeHelpers(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        int a = input[index];
        int b = 9;
        ref int r = ref Unsafe.Add(ref output[index], 0);
        r = Unsafe.As<int, short>(ref a);
        r += Unsafe.SizeOf<Vector>() + (Unsafe.AreSame(ref a, ref b) ? 1 : 2);
        r += (int)Unsafe.BitCast<float, uint>(b);
    }

    [Kernel]
    private static void GetHashCodeAndEquals(Index1D index, ArrayView<int> input, ArrayView<int> output)
    {
        output[index] = input[index].GetHashCode() + (input[index].Equals(3) ? 100 : 0) + input[index].CompareTo(7);
    }

    [Kernel]
    private static void NumberStatics(Index1D index, ArrayView<int> input, ArrayView<float> floats, ArrayView<int> output)
    {
        output[index] = int.Max(input[index], 3) + int.Min(input[index], -3) + int.Abs(input[index]) + int.Sign(input[index]) + int.Clamp(input[index], 0, 9)
            + (int)float.Max(floats[index], 1f) + (int)float.Abs(floats[index]) + (int)float.Floor(floats[index]) + int.PopCount(input[index])
            + (int)uint.LeadingZeroCount((uint)input[index]) + (int.IsEvenInteger(input[index]) ? 1 : 0) + (int)float.Sqrt(16f);
    }

    [Kernel]
    private static void TypeOfComparisons(Index1D index, ArrayView<float> input, ArrayView<float> output)
    {
        output[index] = Select<float>(input[index]) + Select<double>(input[index]) + Select<int>(input[index]);
    }

    private static float Select<T>(float x)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            return x * 2f;
        }

        return typeof(T) == typeof(double) ? x * 3f : x + 100f;
    }

    [Kernel]
    private static void BitTricks(Index1D index, ArrayView<uint> input, ArrayView<uint> output)
    {
        uint x = input[index] + 77u;
        output[index] = BitOperations.RotateLeft(x, 5) + BitOperations.RoundUpToPowerOf2(x) + (uint)BitOperations.Log2(x) + (BitOperations.IsPow2(x) ? 1u : 0u);
    }

    [Kernel]
    private static void Vectors(Index1D index, ArrayView<float> input, ArrayView<float> output)
    {
        Vector2 a = new(input[index], 2f);
        Vector3 b = new(1f, input[index], 3f);
        Vector4 c = new(b, 4f);
        a += new Vector2(1f, -1f);
        b *= 2f;
        output[index] = a.X + a.Y + b.X + b.Y + b.Z + c.W + Vector3.Dot(b, b) + (a * 3f).Y + (c - Vector4.One).X;
    }

    [Kernel]
    private static void ViewOfVectors(Index1D index, ArrayView<Vector4> input, ArrayView<Vector2> output)
    {
        Vector4 v = input[index];
        v.X = index;
        v.W = 0.5f;
        input[index] = v;
        output[index] = new Vector2(input[index].X, input[index].W);
    }

    [Kernel]
    private static void HalfArithmetic(Index1D index, ArrayView<float> input, ArrayView<float> output)
    {
        ILGPU.Half a = (ILGPU.Half)input[index];
        ILGPU.Half b = a * (ILGPU.Half)3f;
        b = b + a - (ILGPU.Half)0.1f;
        Half c = (Half)input[index] / (Half)7f;
        output[index] = (b > a ? 1f : 2f) + b + (float)c + (a == b ? 100f : 0f) + (ILGPU.Half.IsNaN(b) ? 1000f : 0f);
    }

    [Kernel]
    private static void BFloat16Arithmetic(Index1D index, ArrayView<float> input, ArrayView<float> output)
    {
        BFloat16 a = (BFloat16)input[index];
        BFloat16 b = (a * (BFloat16)3f) + a;
        b = b / (BFloat16)7f;
        output[index] = b + (float)(BFloat16)(input[index] * 1.001f) + (b < a ? 1f : 2f);
    }

    [Kernel(Data = DataKind.Random)]
    private static void Hashing(Index1D index, ArrayView<uint> input, ArrayView<uint> output)
    {
        uint h = input[index];
        h ^= h >> 16;
        h *= 0x85ebca6b;
        h ^= h >> 13;
        h *= 0xc2b2ae35;
        output[index] = h ^ (h >> 16);
    }

    [Kernel(Data = DataKind.Random)]
    private static void XorShift(Index1D index, ArrayView<ulong> input, ArrayView<ulong> output)
    {
        ulong x = input[index] | 1;

        for (int i = 0; i < 10; ++i)
        {
            x ^= x << 13;
            x ^= x >> 7;
            x ^= x << 17;
        }

        output[index] = x * 0x2545f4914f6cdd1dul;
    }

    [Kernel]
    private static void AdamStep(Index1D index, ArrayView<float> parameters, ArrayView<float> gradients, ArrayView<float> first, ArrayView<float> second)
    {
        float g = gradients[index];
        float m = (0.9f * first[index]) + (0.1f * g);
        float v = (0.999f * MathF.Abs(second[index])) + (0.001f * g * g);
        first[index] = m;
        second[index] = v;
        parameters[index] -= 0.01f * m / (MathF.Sqrt(v) + 1e-8f);
    }

    [Kernel(X = 64)]
    private static void Convolution(Index1D index, ArrayView<float> input, ArrayView<float> output)
    {
        float[] kernel = [0.25f, 0.5f, 0.25f];
        float sum = 0f;

        for (int k = -1; k <= 1; ++k)
        {
            int i = index + k;

            if (i >= 0 && i < input.IntLength)
            {
                sum += input[i] * kernel[k + 1];
            }
        }

        output[index] = sum;
    }
}

public sealed class LanguageTests(TargetFixture fixture) : KernelSuite(fixture)
{
    public static IEnumerable<string> Cases => Names(typeof(LanguageKernels));

    [Theory]
    [EachTarget(nameof(Cases))]
    public void Kernel(string target, string name)
    {
        CheckKernel(target, typeof(LanguageKernels), name);
    }
}
