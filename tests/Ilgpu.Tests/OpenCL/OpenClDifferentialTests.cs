using IlgpuOptim.Engine.Backends.OpenCL;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Passes;
using IlgpuOptim.Engine.Tests.IR;
using Xunit;

namespace IlgpuOptim.Engine.Tests.OpenCL;

/// <summary>
/// Random functions as OpenCL C compute what the interpreter computes, work-item by work-item: as the passes leave them, and as
/// they were, with irreducible cycles and switches.
/// </summary>
public sealed class OpenClDifferentialTests(OpenClMachine machine) : IClassFixture<OpenClMachine>
{
    private const int Items = 37;
    private const int GroupSize = 16;

    private static readonly int Count =
        int.TryParse(Environment.GetEnvironmentVariable("ILGPUOPTIM_KERNEL_COUNT"), out int count) ? count : 12;

    /// <summary>Rounds NaN that only the driver's compiler knows to be NaN: PoCL took that for code that is never reached.</summary>
    [Fact]
    public void Execute_RoundingOfAConstantNan_KeepsTheStoresAroundIt() => this.Check(15, optimised: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Execute_RandomKernel_GivesTheInterpretersResult(bool optimised)
    {
        for (int seed = 0; seed < Count; seed++)
        {
            this.Check(optimised ? seed : 1000 + seed, optimised);
        }
    }

    private void Check(int seed, bool optimised)
    {
        Function function = RandomFunction.Kernel(seed);
        byte[] expected = MakeMemory(seed);
        for (int item = 0; item < Items; item++)
        {
            IrInterpreter.RunItem(function, expected, Arguments(seed), item);
        }

        if (optimised)
        {
            Pipeline.Run(function, new PassContext { Verify = true });
        }

        byte[] actual = MakeMemory(seed);

        // In the form for processors, with vectors of three widths, and in that for GPUs.
        bool isCpu = machine.Features.IsCpu && seed % 2 == 0;
        OpenClFeatures features = machine.Features with { IsCpu = isCpu, WarpSize = isCpu ? 4 << (seed / 2 % 3) : machine.Features.WarpSize };
        OpenClSource source = machine.Run(function, actual, Arguments(seed), (Items + GroupSize - 1) / GroupSize, GroupSize, Items, features);

        for (int i = 0; i < expected.Length; i += 4)
        {
            (int a, int b) = (BitConverter.ToInt32(expected, i), BitConverter.ToInt32(actual, i));
            bool isFloat = i < Items * RandomFunction.MemoryBytes && i % RandomFunction.MemoryBytes >= RandomFunction.MemoryBytes / 2;
            bool bothNan = isFloat && float.IsNaN(BitConverter.Int32BitsToSingle(a)) && float.IsNaN(BitConverter.Int32BitsToSingle(b));
            if (a != b && !bothNan)
            {
                Assert.Fail($"seed {seed}: word at {i} is {b} instead of {a}\n{Printer.Print(function)}\n{source.Text}");
            }
        }
    }

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
}
