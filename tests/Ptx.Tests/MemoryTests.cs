using Xunit;

namespace IlgpuOptim.Ptx.Tests;

/// <summary>Loads, stores, spaces and atomic operations.</summary>
public sealed class MemoryTests
{
    private const string Head = """
        ld.param.u64 %rd0, [input];
        ld.param.u64 %rd1, [output];
        mov.u32 %r0, %tid.x;
        mul.wide.u32 %rd2, %r0, 4;
        add.u64 %rd3, %rd0, %rd2;
        add.u64 %rd4, %rd1, %rd2;

        """;

    [Fact]
    public void Vectors_LoadAndStore()
    {
        int[] result = Vm.Run<int, int>(
            Vm.Module("""
                ld.param.u64 %rd0, [input];
                ld.param.u64 %rd1, [output];
                ld.global.nc.v4.u32 {%r0, %r1, _, %r3}, [%rd0];
                ld.volatile.global.v2.b32 {%f0, %f1}, [%rd0+8];
                st.global.v4.f32 [%rd1], {%f1, %f0, %r1, %r0};
                st.relaxed.gpu.global.u8 [%rd1+3], %r3;
                """),
            [0x01010101, 2, 3, 0x44],
            4,
            new Dim3(1),
            new Dim3(1));
        Assert.Equal([0x44000044, 3, 2, 0x01010101], result);
    }

    [Fact]
    public void NarrowLoads_ExtendAsTheirTypeSays()
    {
        int[] result = Vm.Run<int, int>(
            Vm.Module("""
                ld.param.u64 %rd0, [input];
                ld.param.u64 %rd1, [output];
                ld.global.s8 %r0, [%rd0];
                ld.global.u8 %r1, [%rd0];
                ld.global.s16 %r2, [%rd0+0];
                ld.global.b16 %r3, [%rd0];
                st.global.u32 [%rd1], %r0;
                st.global.u32 [%rd1+4], %r1;
                st.global.u32 [%rd1+8], %r2;
                st.global.u32 [%rd1+12], %r3;
                """),
            [0xFFFE],
            4,
            new Dim3(1),
            new Dim3(1));
        Assert.Equal([-2, 0xFE, -2, 0xFFFE], result);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void SharedMemory_ReversesABlock(int seed)
    {
        int[] input = [.. Enumerable.Range(0, 200)];
        int[] result = Vm.Run<int, int>(
            Vm.Module(
                Head + """
                ld.global.u32 %r1, [%rd3];
                mov.u32 %r2, data;
                shl.b32 %r3, %r0, 2;
                add.u32 %r4, %r2, %r3;
                st.shared.u32 [%r4], %r1;
                bar.sync 0;
                mov.u32 %r5, %ntid.x;
                sub.u32 %r5, %r5, 1;
                sub.u32 %r5, %r5, %r0;
                mov.u64 %rd5, data;
                mul.wide.u32 %rd6, %r5, 4;
                add.u64 %rd5, %rd5, %rd6;
                cvta.shared.u64 %rd7, %rd5;
                ld.u32 %r6, [%rd7];
                st.global.u32 [%rd4], %r6;
                """,
                shared: ".shared .align 16 .b8 data[800];"),
            input,
            200,
            new Dim3(1),
            new Dim3(200),
            new PtxOptions { Seed = seed, CheckRaces = true });
        Assert.Equal(input.Reverse(), result);
    }

    [Fact]
    public void DynamicSharedMemory_FollowsTheStaticOne()
    {
        int[] result = Vm.Run<int, int>(
            Vm.Module(
                """
                ld.param.u64 %rd1, [output];
                mov.u32 %r0, dynamic;
                mov.u32 %r1, fixed;
                sub.u32 %r2, %r0, %r1;
                st.global.u32 [%rd1], %r2;
                mov.u32 %r3, %dynamic_smem_size;
                st.global.u32 [%rd1+4], %r3;
                st.shared.u32 [dynamic+60], %r3;
                ld.shared.u32 %r4, [%r0+60];
                st.global.u32 [%rd1+8], %r4;
                """,
                shared: ".shared .align 4 .b8 fixed[20];\n.extern .shared .align 16 .b8 dynamic[];"),
            [0],
            3,
            new Dim3(1),
            new Dim3(1),
            dynamicShared: 64);
        Assert.Equal([32, 64, 64], result);
    }

    [Fact]
    public void LocalConstantAndGlobalVariables()
    {
        int[] result = Vm.Run<int, int>(
            Vm.Module(
                Head + """
                .local .align 8 .b8 mine[16];
                st.local.u32 [mine+8], %r0;
                mov.u64 %rd5, mine;
                ld.local.u32 %r1, [%rd5+8];
                mov.u64 %rd6, table;
                ld.const.u32 %r2, [table+4];
                mad.lo.u32 %r3, %r1, 100, %r2;
                ld.global.u32 %r4, [counter];
                add.u32 %r3, %r3, %r4;
                cvta.local.u64 %rd7, %rd5;
                isspacep.local %p0, %rd7;
                isspacep.global %p1, %rd7;
                @%p0 add.u32 %r3, %r3, 10;
                @%p1 add.u32 %r3, %r3, 1000;
                st.global.u32 [%rd4], %r3;
                """,
                shared: ".const .align 4 .u32 table[3] = {1, 2, 3};\n.global .u32 counter = 5;"),
            [0],
            3,
            new Dim3(1),
            new Dim3(3));
        Assert.Equal([17, 117, 217], result);
    }

    [Theory]
    [InlineData("add.u32", 100, 5, 105)]
    [InlineData("add.s32", -5, 3, -2)]
    [InlineData("min.s32", -5, 3, -5)]
    [InlineData("min.u32", -5, 3, 3)]
    [InlineData("max.s32", -5, 3, 3)]
    [InlineData("and.b32", 0xFF, 0x0F, 0x0F)]
    [InlineData("or.b32", 0xF0, 0x0F, 0xFF)]
    [InlineData("xor.b32", 0xFF, 0x0F, 0xF0)]
    [InlineData("exch.b32", 1, 2, 2)]
    [InlineData("inc.u32", 4, 5, 5)]
    [InlineData("inc.u32", 5, 5, 0)]
    [InlineData("dec.u32", 0, 5, 5)]
    [InlineData("dec.u32", 9, 5, 5)]
    [InlineData("dec.u32", 3, 5, 2)]
    [InlineData("add.f32", 0x3F800000, 0x3F800000, 0x40000000)]
    [InlineData("add.f32", 1, 1, 0)] // flushed in global memory
    [InlineData("add.noftz.f16x2", 0x3C003C00, 0x3C004000, 0x40004200)]
    [InlineData("add.noftz.bf16x2", 0x3F803F80, 0x3F804000, 0x40004040)]
    public void Atomics_OfWords(string operation, int memory, int operand, int expected)
    {
        int[] result = Vm.Run<int, int>(
            Vm.Module(
                $$"""
                ld.param.u64 %rd0, [input];
                ld.param.u64 %rd1, [output];
                ld.global.u32 %r1, [%rd0+4];
                atom.global.{{operation}} %r0, [%rd0], %r1;
                ld.global.u32 %r2, [%rd0];
                st.global.u32 [%rd1], %r0;
                st.global.u32 [%rd1+4], %r2;
                """,
                target: 90),
            [memory, operand],
            2,
            new Dim3(1),
            new Dim3(1));
        Assert.Equal([memory, expected], result);
    }

    [Fact]
    public void CompareAndSwap_TakesASpinLockInOneWarp()
    {
        // Lanes of one warp that wait for each other: only independent scheduling of threads gets through.
        const string Body = """
            ld.param.u64 %rd1, [output];
            mov.u32 %r5, 0;
            AGAIN:
            atom.acquire.gpu.global.cas.b32 %r0, [%rd1], 0, 1;
            setp.ne.u32 %p0, %r0, 0;
            @%p0 bra AGAIN;
            ld.volatile.global.u32 %r1, [%rd1+4];
            add.u32 %r1, %r1, 1;
            st.volatile.global.u32 [%rd1+4], %r1;
            membar.gl;
            atom.release.gpu.global.exch.b32 %r2, [%rd1], 0;
            """;

        foreach (int seed in (int[])[0, 1, 2, 3])
        {
            int[] result = Vm.Run<int, int>(Vm.Module(Body), [0], 2, new Dim3(3), new Dim3(70), new PtxOptions { Seed = seed });
            Assert.Equal([0, 210], result);
        }
    }

    [Fact]
    public void Atomics_Of64Bits_AndReductions()
    {
        long[] result = Vm.Run<long, long>(
            Vm.Module("""
                ld.param.u64 %rd1, [output];
                red.global.add.u64 [%rd1], 3;
                mov.f64 %fd0, 0d3FF8000000000000;
                red.relaxed.gpu.global.add.f64 [%rd1+8], %fd0;
                mov.u32 %r0, %tid.x;
                cvt.u64.u32 %rd2, %r0;
                red.global.max.s64 [%rd1+16], %rd2;
                atom.global.cas.b64 _, [%rd1+24], 0, 9;
                """),
            [0],
            4,
            new Dim3(1),
            new Dim3(100));
        Assert.Equal([300, BitConverter.DoubleToInt64Bits(150), 99, 9], result);
    }

    [Theory]
    [InlineData("ld.global.u32 %r1, [%rd0+4];", "behind the range")]
    [InlineData("ld.global.u32 %r1, [%rd0+2];", "not aligned")]
    [InlineData("ld.global.u64 %rd5, [%rd0];", "reach beyond")]
    [InlineData("st.global.v4.u32 [%rd0], {%r0, %r0, %r0, %r0};", "reach beyond")]
    [InlineData("mov.u64 %rd5, 0; ld.global.u32 %r1, [%rd5];", "outside of all")]
    [InlineData("mov.u32 %r5, data; ld.shared.u32 %r1, [%r5+16];", "outside of shared")]
    [InlineData("mov.u32 %r5, 0; ld.shared.u32 %r1, [%r5];", "outside of shared")]
    [InlineData("mov.u64 %rd5, data; ld.global.u32 %r1, [%rd5];", "outside of all")]
    [InlineData("add.u32 %r1, %r7, 1;", "never written")]
    [InlineData("@%p3 add.u32 %r1, %r0, 1;", "guard was never written")]
    [InlineData("trap;", "trap")]
    public void Faults_NameLineAndThread(string body, string expected)
    {
        string module = Vm.Module(Head + body, shared: ".shared .align 4 .b8 data[16];");
        PtxFaultException fault = Assert.Throws<PtxFaultException>(() => Vm.Run<int, int>(module, [1], 1, new Dim3(1), new Dim3(1)));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.Contains("thread (0, 0, 0)", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"line {fault.Line}", fault.Message, StringComparison.Ordinal);
        Assert.True(fault.Line > 18);
    }

    [Fact]
    public void FreedMemory_IsNamed()
    {
        PtxMachine machine = new();
        machine.AddMemory(0x10000, 64);
        machine.RemoveMemory(0x10000);
        PtxModule module = PtxModule.Parse(Vm.Module("ld.param.u64 %rd0, [input]; ld.global.u32 %r0, [%rd0];"));
        byte[] parameters = new byte[20];
        BitConverter.TryWriteBytes(parameters, 0x10000L);
        PtxFaultException fault = Assert.Throws<PtxFaultException>(
            () => machine.Launch(module.Kernel("main"), new Dim3(1), new Dim3(1), 0, parameters));
        Assert.Contains("freed", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Races_InSharedMemory_AreFound()
    {
        string module = Vm.Module(
            Head + """
            st.shared.u32 [data], %r0;
            ld.shared.u32 %r1, [data];
            """,
            shared: ".shared .align 4 .b8 data[16];");
        PtxFaultException fault = Assert.Throws<PtxFaultException>(
            () => Vm.Run<int, int>(module, [1], 1, new Dim3(1), new Dim3(64), new PtxOptions { CheckRaces = true }));
        Assert.Contains("without a barrier", fault.Message, StringComparison.Ordinal);
    }
}
