using ILGPU;
using ILGPU.Runtime;
using IlgpuOptim.Engine.Backends.OpenCL;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Passes;
using Xunit;

namespace IlgpuOptim.Engine.Tests.OpenCL;

/// <summary>Exchange within warps that are made up in local memory, where the work-items of a group go different ways.</summary>
public sealed class OpenClWarpTests(OpenClMachine machine) : IClassFixture<OpenClMachine>
{
    private const int Lanes = 8;

    public static TheoryData<int> Sizes => [1, 5, 8, 16, 20, 40];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Shuffle_InHalfOfTheLanes_ExchangesAmongThem(int size)
    {
        int[] expected = new int[size];
        for (int i = 0; i < size; i++)
        {
            int other = (i ^ 2) < size ? i ^ 2 : i;
            expected[i] = (i & 1) == 0 ? other + 100 : i;
        }

        // Behind the branch all lanes meet again.
        int[] met = [.. expected.Select((value, i) => value + (1000 * expected[i & -Lanes]))];
        Assert.Equal(met, this.Run(HalfShuffle, size, KernelKind.Explicit));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Shuffle_InLoopsOfDifferentLength_ExchangesAmongThoseWhoAreIn(int size)
    {
        int[] expected = new int[size];
        for (int first = 0; first < size; first += Lanes)
        {
            int[] values = [.. Enumerable.Range(first, Math.Min(Lanes, size - first))];
            for (int round = 0; round < 4; round++)
            {
                int[] before = [.. values];
                for (int lane = 0; lane < values.Length; lane++)
                {
                    if (round < (lane & 3))
                    {
                        int source = lane + 1;
                        bool isIn = source < values.Length && round < (source & 3);
                        values[lane] += before[isIn ? source : lane] * 3;
                    }
                }
            }

            values.CopyTo(expected, first);
        }

        Assert.Equal(expected, this.Run(LoopShuffle, size, KernelKind.Explicit));
    }

    [Fact]
    public void Barriers_InImplicitKernels_MeetTheWorkItemsThatExist()
    {
        // 20 indices in groups of 16: the second group has 4 work-items and 12 that only fill it up.
        int[] actual = this.Run(ImplicitShuffle, 20, KernelKind.Implicit1D, 16);
        int[] expected = [.. Enumerable.Range(0, 20).Select(i => (i ^ 1) + (10 * (i < 16 ? 16 : 4)))];
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void UniformExchange_NeedsNoRounds()
    {
        Function function = Build(UniformShuffle, KernelKind.Explicit);
        OpenClSource source = OpenClGenerator.Generate(function, new OpenClFeatures { WarpSize = Lanes });
        Assert.Equal(8, source.ScratchBytesPerItem);
        Assert.DoesNotContain("switch", source.Text, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (i & -Lanes) + ((i + 1) % Lanes)), this.Run(UniformShuffle, 24, KernelKind.Explicit));
    }

    private int[] Run(Delegate kernel, int size, KernelKind kind, int groupSize = 0)
    {
        Function function = Build(kernel, kind);
        byte[] memory = new byte[4 * size];
        OpenClFeatures features = machine.Features with { IsCpu = false, SubGroups = false, SubGroupShuffle = false, WarpSize = Lanes };
        groupSize = groupSize == 0 ? size : groupSize;
        machine.Run(function, memory, [0, size], (size + groupSize - 1) / groupSize, groupSize, size, features);
        int[] result = new int[size];
        Buffer.BlockCopy(memory, 0, result, 0, memory.Length);

        return result;
    }

    private static Function Build(Delegate kernel, KernelKind kind)
    {
        Function function = KernelFrontend.Build(kernel.Method, kind, FrontendOptions.Default);
        Pipeline.Run(function, new PassContext { Verify = true });

        return function;
    }

    private static void HalfShuffle(ArrayView<int> output)
    {
        int value = Group.IdxX;
        if ((value & 1) == 0)
        {
            value = Warp.ShuffleXor(value, 2) + 100;
        }

        output[Group.IdxX] = value + (1000 * Warp.Shuffle(value, 0));
    }

    private static void LoopShuffle(ArrayView<int> output)
    {
        int value = Group.IdxX;
        for (int k = 0; k < (Group.IdxX & 3); k++)
        {
            value += Warp.ShuffleDown(value, 1) * 3;
        }

        output[Group.IdxX] = value;
    }

    private static void ImplicitShuffle(Index1D index, ArrayView<int> output)
    {
        int count = Group.BarrierPopCount(index >= 0);
        output[index] = Warp.ShuffleXor(index.X, 1) + (10 * count);
    }

    private static void UniformShuffle(ArrayView<int> output)
    {
        int i = Group.IdxX;
        output[i] = Warp.Shuffle(i, (Warp.LaneIdx + 1) % Warp.WarpSize);
    }
}
