using System.Runtime.InteropServices;

using IlgpuOptim.Engine.Backends.Cpu;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Passes;

using Xunit;

namespace IlgpuOptim.Engine.Tests.IR;

/// <summary>
/// Random functions with divergent control flow, compiled at all vector widths, compute what the interpreter computes
/// for one work-item after the other.
/// </summary>
public sealed unsafe class BackEndDifferentialTests
{
    private const int Items = 37;

    private static readonly int Count =
        int.TryParse(Environment.GetEnvironmentVariable("ILGPUOPTIM_KERNEL_COUNT"), out int count) ? count : 60;

    [Theory]
    [InlineData(512)]
    [InlineData(256)]
    [InlineData(128)]
    public void Execute_RandomKernel_GivesTheInterpretersResult(int bits)
    {
        for (int seed = 0; seed < Count; seed++)
        {
            Check(seed, bits);
        }
    }

    private static void Check(int seed, int bits)
    {
        Function function = RandomFunction.Kernel(seed);
        string text = Printer.Print(function);
        byte[] expected = Interpret(function, seed);
        byte[] actual;
        try
        {
            actual = Execute(function, seed, bits);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Assert.Fail($"seed {seed} at {bits} bits: {exception}\n{text}");

            return;
        }

        for (int i = 0; i < expected.Length; i += 4)
        {
            (int a, int b) = (BitConverter.ToInt32(expected, i), BitConverter.ToInt32(actual, i));
            bool bothNan = IsFloat(i) && float.IsNaN(BitConverter.Int32BitsToSingle(a)) && float.IsNaN(BitConverter.Int32BitsToSingle(b));
            if (a != b && !bothNan)
            {
                Assert.Fail($"seed {seed} at {bits} bits: {Place(i)} is {b} instead of {a}\n{text}\n{Printer.Print(function)}");
            }
        }
    }

    /// <summary>The items' own memory is integers, then floats; the inputs and results follow.</summary>
    private static bool IsFloat(int offset) =>
        offset < Items * RandomFunction.MemoryBytes && offset % RandomFunction.MemoryBytes >= RandomFunction.MemoryBytes / 2;

    private static string Place(int offset) => offset < Items * RandomFunction.MemoryBytes
        ? $"byte {offset % RandomFunction.MemoryBytes} of item {offset / RandomFunction.MemoryBytes}"
        : $"result of item {(offset - (Items * RandomFunction.MemoryBytes) - RandomFunction.InputBytes) / 4}";

    private static byte[] MakeMemory(int seed)
    {
        byte[] memory = new byte[(Items * RandomFunction.MemoryBytes) + RandomFunction.InputBytes + (Items * 4)];
        for (int i = 0; i < Items; i++)
        {
            RandomFunction.Memory(seed + i).CopyTo(memory, i * RandomFunction.MemoryBytes);
        }

        new Random(seed).NextBytes(memory.AsSpan(Items * RandomFunction.MemoryBytes, RandomFunction.InputBytes));

        return memory;
    }

    private static long[] Arguments(int seed) =>
        [.. RandomFunction.Arguments(seed), Items * RandomFunction.MemoryBytes, (Items * RandomFunction.MemoryBytes) + RandomFunction.InputBytes];

    private static byte[] Interpret(Function function, int seed)
    {
        byte[] memory = MakeMemory(seed);
        for (int item = 0; item < Items; item++)
        {
            IrInterpreter.RunItem(function, memory, Arguments(seed), item);
        }

        return memory;
    }

    private static byte[] Execute(Function function, int seed, int bits)
    {
        PassContext context = new() { Verify = true };
        Pipeline.Run(function, context);
        CpuKernel kernel = new(function, VectorIsa.Get(bits), context);
        byte[] memory = MakeMemory(seed);
        long[] arguments = Arguments(seed);
        byte* block = stackalloc byte[256];
        CpuThread* thread = (CpuThread*)NativeMemory.AllocZeroed((nuint)sizeof(CpuThread));
        try
        {
            fixed (byte* start = memory)
            {
                for (int i = 0; i < arguments.Length; i++)
                {
                    Parameter parameter = function.Parameters[i];
                    *(long*)(block + parameter.Offset) = parameter.IsViewBase ? (long)start + arguments[i] : arguments[i];
                }

                CpuLaunch launch = new()
                {
                    Arguments = block, ExtentX = Items, ExtentY = 1, ExtentZ = 1, GridX = 1, GridY = 1, GridZ = 1,
                    GroupX = Items, GroupY = 1, GroupZ = 1, FaultItem = -1,
                };
                kernel.Prepare(&launch);
                kernel.Execute(&launch, thread, 0, kernel.UnitCount(launch));
            }
        }
        finally
        {
            CpuKernel.Release(thread);
            NativeMemory.Free(thread);
        }

        return memory;
    }
}
