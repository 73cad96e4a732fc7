using System.Reflection;
using System.Runtime.InteropServices;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Passes;
using Xunit;

namespace IlgpuOptim.Engine.Tests.Frontend;

/// <summary>Runs a test kernel by .NET and by the IR machine on the same data and compares all memory.</summary>
internal static unsafe class KernelRun
{
    private const int Count = 64;

    private delegate void Kernel(int i, int* a, long* l, float* f, double* d);

    public static Function Build(MethodInfo method, FrontendOptions? options = null) =>
        KernelFrontend.Build(method, KernelKind.Explicit, options ?? FrontendOptions.Default);

    public static void Compare(MethodInfo method)
    {
        bool approximate = method.Name.EndsWith("_Approximate", StringComparison.Ordinal);
        Kernel direct = method.CreateDelegate<Kernel>();
        Function function = Build(method);
        Verifier.Verify(function);
        Compare(method, direct, function, approximate);

        // What the passes make of it must do the same.
        Pipeline.Run(function, new PassContext { Verify = true });
        Compare(method, direct, function, approximate);
    }

    private static void Compare(MethodInfo method, Kernel direct, Function function, bool approximate)
    {
        using Memory expected = new();
        using Memory actual = new();
        for (int i = 0; i < 16; ++i)
        {
            direct(i, expected.Ints, expected.Longs, expected.Floats, expected.Doubles);
            using IrMachine machine = new(function);
            machine.Run(i, (long)actual.Ints, (long)actual.Longs, (long)actual.Floats, (long)actual.Doubles);
        }

        string text = method.Name;
        for (int i = 0; i < Count; ++i)
        {
            Assert.True(expected.Ints[i] == actual.Ints[i], $"{text}: int {i}: expected {expected.Ints[i]}, got {actual.Ints[i]}\n{function}");
            Assert.True(
                expected.Longs[i] == actual.Longs[i], $"{text}: long {i}: expected {expected.Longs[i]}, got {actual.Longs[i]}\n{function}");
            Assert.True(
                Equal(expected.Floats[i], actual.Floats[i], approximate ? 1e-5 : 0),
                $"{text}: float {i}: expected {expected.Floats[i]:R}, got {actual.Floats[i]:R}\n{function}");
            Assert.True(
                Equal(expected.Doubles[i], actual.Doubles[i], approximate ? 1e-12 : 0),
                $"{text}: double {i}: expected {expected.Doubles[i]:R}, got {actual.Doubles[i]:R}\n{function}");
        }
    }

    private static bool Equal(double x, double y, double tolerance)
    {
        if (tolerance == 0 || double.IsNaN(x) || double.IsInfinity(x))
        {
            return BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y) || (double.IsNaN(x) && double.IsNaN(y));
        }

        return Math.Abs(x - y) <= tolerance * (1 + Math.Abs(x));
    }

    private sealed class Memory : IDisposable
    {
        public readonly int* Ints = (int*)NativeMemory.AlignedAlloc(4 * Count + 64, 64);
        public readonly long* Longs = (long*)NativeMemory.AlignedAlloc(32 * Count + 64, 64);
        public readonly float* Floats = (float*)NativeMemory.AlignedAlloc(4 * Count + 64, 64);
        public readonly double* Doubles = (double*)NativeMemory.AlignedAlloc(32 * Count + 64, 64);

        public Memory()
        {
            Random random = new(5);
            for (int i = 0; i < Count; ++i)
            {
                this.Ints[i] = i % 5 == 4 ? random.Next() : random.Next(-8, 12);
                this.Longs[i] = i % 4 == 3 ? random.NextInt64() - (1L << 62) : random.Next(-100, 100);
                this.Floats[i] = random.NextSingle() - 0.3f;
                this.Doubles[i] = random.NextDouble() - 0.5;
            }
        }

        public void Dispose()
        {
            NativeMemory.AlignedFree(this.Ints);
            NativeMemory.AlignedFree(this.Longs);
            NativeMemory.AlignedFree(this.Floats);
            NativeMemory.AlignedFree(this.Doubles);
        }
    }
}
