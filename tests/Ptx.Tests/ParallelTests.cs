using Xunit;

namespace IlgpuOptim.Ptx.Tests;

/// <summary>Barriers, divergence, and instructions across lanes.</summary>
public sealed class ParallelTests
{
    private const string Head = """
        ld.param.u64 %rd1, [output];
        mov.u32 %r0, %tid.x;
        mul.wide.u32 %rd2, %r0, 4;
        add.u64 %rd4, %rd1, %rd2;
        mov.u32 %r31, %laneid;

        """;

    private const string Tail = "\nst.global.u32 [%rd4], %r1;\n";

    private static int[] Run(string body, int threads, int seed = 0, bool exitedCount = true) =>
        Vm.Run<int, int>(Vm.Module(Head + body + Tail), [0], threads, new Dim3(1), new Dim3(threads), new PtxOptions { Seed = seed, ExitedThreadsCount = exitedCount });

    [Theory]
    [InlineData("shfl.sync.up.b32 %r1, %r0, 1, 0, -1;", 0, 0, 1)]
    [InlineData("shfl.sync.down.b32 %r1, %r0, 2, 31, -1;", 2, 3, 4)]
    [InlineData("shfl.sync.bfly.b32 %r1, %r0, 1, 31, -1;", 1, 0, 3)]
    [InlineData("shfl.sync.idx.b32 %r1, %r0, 5, 31, -1;", 5, 5, 5)]
    [InlineData("shfl.sync.idx.b32 %r1, %r0, 1, 0x1C03, 0xFFFFFFFF;", 1, 1, 1)]
    [InlineData("shfl.sync.up.b32 %r1|%p0, %r0, 1, 0, -1; selp.u32 %r1, 7, 8, %p0;", 8, 7, 7)]
    [InlineData("shfl.sync.up.b32 %r1, %r0, 1, 0x1E00, -1;", 0, 0, 2)]
    [InlineData("setp.gt.u32 %p0, %r0, 30; vote.sync.ballot.b32 %r1, %p0, -1;", int.MinValue, int.MinValue, int.MinValue)]
    [InlineData("setp.gt.u32 %p0, %r0, 30; vote.sync.any.pred %p1, %p0, -1; selp.u32 %r1, 1, 0, %p1;", 1, 1, 1)]
    [InlineData("setp.gt.u32 %p0, %r0, 30; vote.sync.all.pred %p1, !%p0, -1; selp.u32 %r1, 1, 0, %p1;", 0, 0, 0)]
    [InlineData("setp.gt.u32 %p0, %r0, 99; vote.sync.uni.pred %p1, %p0, -1; selp.u32 %r1, 1, 0, %p1;", 1, 1, 1)]
    [InlineData("and.b32 %r2, %r0, 1; match.any.sync.b32 %r1, %r2, -1;", 0x55555555, unchecked((int)0xAAAAAAAA), 0x55555555)]
    [InlineData("mov.u32 %r2, 4; match.all.sync.b32 %r1|%p0, %r2, -1;", -1, -1, -1)]
    [InlineData("match.all.sync.b32 %r1|%p0, %r0, -1;", 0, 0, 0)]
    [InlineData("redux.sync.add.s32 %r1, %r0, -1;", 496, 496, 496)]
    [InlineData("redux.sync.max.u32 %r1, %r0, -1;", 31, 31, 31)]
    [InlineData("redux.sync.xor.b32 %r1, %r0, -1;", 0, 0, 0)]
    [InlineData("activemask.b32 %r1;", -1, -1, -1)]
    public void AcrossLanes(string body, int lane0, int lane1, int lane2)
    {
        int[] result = Run(body, 32);
        Assert.Equal([lane0, lane1, lane2], result[..3]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void DivergentLoops_EndWithTheRightCounts(int seed)
    {
        int[] result = Run(
            """
            mov.u32 %r1, 0;
            mov.u32 %r2, %r0;
            LOOP:
            setp.eq.u32 %p0, %r2, 1;
            @%p0 bra DONE;
            setp.eq.u32 %p2, %r2, 0;
            @%p2 bra DONE;
            and.b32 %r3, %r2, 1;
            setp.eq.u32 %p1, %r3, 0;
            @%p1 bra EVEN;
            mad.lo.u32 %r2, %r2, 3, 1;
            bra NEXT;
            EVEN:
            shr.u32 %r2, %r2, 1;
            NEXT:
            add.u32 %r1, %r1, 1;
            bra.uni LOOP;
            DONE:
            bar.warp.sync -1;
            """,
            96,
            seed);
        Assert.Equal(Enumerable.Range(0, 96).Select(Collatz), result);
    }

    private static int Collatz(int n)
    {
        int steps = 0;

        for (; n > 1; steps++)
        {
            n = n % 2 == 0 ? n / 2 : (3 * n) + 1;
        }

        return steps;
    }

    [Fact]
    public void BranchTable_SendsEveryLaneItsWay()
    {
        int[] result = Run(
            """
            rem.u32 %r2, %r0, 3;
            TABLE: .branchtargets ONE, TWO, THREE;
            brx.idx %r2, TABLE;
            ONE: mov.u32 %r1, 10; bra OUT;
            TWO: mov.u32 %r1, 20; bra OUT;
            THREE: mov.u32 %r1, 30;
            OUT:
            """,
            6,
            2);
        Assert.Equal([10, 20, 30, 10, 20, 30], result);
    }

    [Fact]
    public void ShuffleInOneBranch_WithItsOwnMask()
    {
        int[] result = Run(
            """
            setp.lt.u32 %p0, %r31, 16;
            @%p0 bra LOW;
            shfl.sync.idx.b32 %r1, %r0, 20, 31, 0xFFFF0000;
            bra OUT;
            LOW:
            shfl.sync.idx.b32 %r1, %r0, 3, 31, 0xFFFF;
            OUT:
            """,
            32,
            1);
        Assert.Equal(3, result[0]);
        Assert.Equal(20, result[31]);
    }

    [Theory]
    [InlineData("popc.u32 %r1, 0, %p0;", 10)]
    [InlineData("or.pred %p1, 0, %p0; selp.u32 %r1, 1, 0, %p1;", 1)]
    [InlineData("and.pred %p1, 0, %p0; selp.u32 %r1, 1, 0, %p1;", 0)]
    [InlineData("and.pred %p1, 0, 96, !%p2; selp.u32 %r1, 1, 0, %p1;", 1)]
    public void BarrierReductions(string text, int expected)
    {
        int[] result = Run($"setp.lt.u32 %p0, %r0, 10; setp.gt.u32 %p2, %r0, 500; bar.red.{text}", 96, 1);
        Assert.All(result, value => Assert.Equal(expected, value));
    }

    [Fact]
    public void UnalignedBarriers_CountThreadsOfPartialWarps()
    {
        const string Body = """
            mov.u32 %r1, 0;
            setp.lt.u32 %p0, %r0, 2;
            @%p0 bra LOW;
            barrier.red.popc.u32 %r1, 0, %p0;
            bra OUT;
            LOW:
            barrier.red.popc.u32 %r1, 0, %p0;
            OUT:
            """;

        foreach (int threads in (int[])[3, 35, 64])
        {
            Assert.All(Run(Body, threads, 1), value => Assert.Equal(2, value));
        }
    }

    [Fact]
    public void ArriveAndSync_HandOver()
    {
        string module = Vm.Module(
            Head + """
            setp.lt.u32 %p0, %r0, 32;
            @%p0 bra PRODUCER;
            bar.sync 3, 64;
            ld.shared.u32 %r1, [data];
            bra OUT;
            PRODUCER:
            mov.u32 %r1, 77;
            st.shared.u32 [data], %r1;
            bar.arrive 3, 64;
            OUT:
            """ + Tail,
            shared: ".shared .u32 data;");

        foreach (int seed in (int[])[0, 1, 2, 3, 4, 5])
        {
            int[] result = Vm.Run<int, int>(module, [0], 64, new Dim3(1), new Dim3(64), new PtxOptions { Seed = seed });
            Assert.All(result, value => Assert.Equal(77, value));
        }
    }

    [Theory]
    [InlineData("mov.u32 %r1, 0; setp.lt.u32 %p0, %r0, 16; @%p0 bra OUT; bar.sync 0; OUT: bar.sync 1;", 32, "no thread of block")]
    [InlineData("mov.u32 %r1, 0; setp.lt.u32 %p0, %r0, 16; @%p0 exit; bar.sync 0;", 32, "have exited")]
    [InlineData("mov.u32 %r1, 0; setp.lt.u32 %p0, %r0, 32; @%p0 exit; bar.sync 0;", 64, "have exited")]
    [InlineData("setp.lt.u32 %p0, %r0, 16; @%p0 exit; shfl.sync.idx.b32 %r1, %r0, 20, 31, -1;", 32, "of member mask 0xffffffff wait")]
    [InlineData("shfl.sync.idx.b32 %r1, %r0, 0, 31, 0xFFFF;", 32, "not in its own member mask")]
    [InlineData("setp.lt.u32 %p0, %r0, 16; mov.u32 %r1, 0; @%p0 shfl.sync.idx.b32 %r1, %r0, 0, 31, -1;", 32, "member mask 0xffffffff wait")]
    [InlineData("setp.lt.u32 %p0, %r0, 8; @%p0 bra A; shfl.sync.idx.b32 %r1, %r0, 0, 31, -1; bra B; A: shfl.sync.idx.b32 %r1, %r0, 0, 31, -1; B:", 32, "member mask")]
    [InlineData("mov.u32 %r2, 0xFFFF0000; setp.ge.u32 %p0, %r31, 16; mov.u32 %r1, 0; @%p0 shfl.sync.idx.b32 %r1, %r0, 3, 0x0F, %r2;", 32, "never written")]
    [InlineData("mov.u32 %r1, 0; bar.sync 0, 96;", 64, "multiples of 32")]
    [InlineData("mov.u32 %r1, 0; bar.sync %r31;", 64, "different barriers")]
    [InlineData("mov.u32 %r1, 0; bar.arrive 1, 64; bar.sync 1, 64;", 32, "multiples of 32")]
    public void MissingLanes_AreFaults(string body, int threads, string expected)
    {
        foreach (int seed in (int[])[0, 1, 2])
        {
            PtxFaultException fault = Assert.Throws<PtxFaultException>(() => Run(body, threads, seed));
            Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ExitedThreads_AreToleratedIfTheOptionSaysSo()
    {
        int[] result = Run("mov.u32 %r1, 5; setp.lt.u32 %p0, %r0, 40; @%p0 exit; bar.sync 0; shfl.sync.idx.b32 %r1, %r0, 10, 31, -1;", 64, 0, exitedCount: false);
        Assert.Equal(0, result[0]);
        Assert.Equal(42, result[63]);
    }

    [Fact]
    public void EndlessLoops_AreStopped()
    {
        PtxFaultException fault = Assert.Throws<PtxFaultException>(() => Vm.Run<int, int>(
            Vm.Module("LOOP: bra LOOP;"), [0], 1, new Dim3(1), new Dim3(1), new PtxOptions { InstructionLimit = 1000 }));
        Assert.Contains("did not end", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingBarrier_ShowsUnderSomeSeed()
    {
        string module = Vm.Module(
            Head + """
            mov.u32 %r2, data;
            shl.b32 %r3, %r0, 2;
            add.u32 %r4, %r2, %r3;
            mov.u32 %r5, 0;
            st.shared.u32 [%r4], %r5;
            bar.sync 0;
            st.shared.u32 [%r4], %r0;
            xor.b32 %r6, %r3, 124;
            add.u32 %r6, %r2, %r6;
            ld.shared.u32 %r1, [%r6];
            """ + Tail,
            shared: ".shared .align 4 .b8 data[128];");
        IEnumerable<int> right = Enumerable.Range(0, 32).Select(i => 31 - i);
        Assert.Equal(right, Vm.Run<int, int>(module, [0], 32, new Dim3(1), new Dim3(32)));
        Assert.Contains(
            Enumerable.Range(1, 40),
            seed => !Vm.Run<int, int>(module, [0], 32, new Dim3(1), new Dim3(32), new PtxOptions { Seed = seed }).SequenceEqual(right));
    }

    [Fact]
    public void SpecialRegisters_OfAGrid()
    {
        int[] result = Vm.Run<int, int>(
            Vm.Module("""
                ld.param.u64 %rd1, [output];
                mov.u32 %r0, %tid.x;
                mov.u32 %r1, %tid.y;
                mov.u32 %r2, %ntid.x;
                mad.lo.u32 %r3, %r1, %r2, %r0;
                mov.u32 %r4, %ctaid.y;
                mov.u32 %r5, %nctaid.x;
                mov.u32 %r6, %ctaid.x;
                mad.lo.u32 %r7, %r4, %r5, %r6;
                mad.lo.u32 %r8, %r7, 6, %r3;
                mul.wide.u32 %rd2, %r8, 4;
                add.u64 %rd3, %rd1, %rd2;
                st.global.u32 [%rd3], %r8;
                """),
            [0],
            36,
            new Dim3(3, 2),
            new Dim3(3, 2),
            new PtxOptions { Seed = 5 });
        Assert.Equal(Enumerable.Range(0, 36), result);
    }

    private const string Print = """
        .extern .func (.param .b32 result) vprintf (.param .b64 format, .param .b64 arguments);
        .extern .func __assertfail (.param .b64 message, .param .b64 file, .param .b32 line, .param .b64 function, .param .b64 size) .noreturn;
        .global .align 1 .b8 text[16] = {37, 100, 32, 37, 46, 50, 102, 32, 37, 53, 115, 10, 0, 104, 105, 0};
        """;

    [Fact]
    public void Print_FormatsAsC()
    {
        List<string> lines = [];
        string module = Vm.Module(
            """
            .local .align 8 .b8 list[24];
            mov.u32 %r0, -5;
            st.local.u32 [list], %r0;
            mov.f64 %fd0, 2.5;
            st.local.f64 [list+8], %fd0;
            cvta.global.u64 %rd0, text;
            add.u64 %rd1, %rd0, 13;
            st.local.u64 [list+16], %rd1;
            mov.u64 %rd2, list;
            cvta.local.u64 %rd3, %rd2;
            {
            .param .b64 p0;
            .param .b64 p1;
            .param .b32 r0;
            st.param.b64 [p0], %rd0;
            st.param.b64 [p1+0], %rd3;
            call.uni (r0), vprintf, (p0, p1);
            ld.param.b32 %r1, [r0];
            }
            ld.param.u64 %rd4, [output];
            st.global.u32 [%rd4], %r1;
            """,
            shared: Print);
        int[] result = Vm.Run<int, int>(module, [0], 1, new Dim3(1), new Dim3(1), new PtxOptions { Output = lines.Add });
        Assert.Equal(["-5 2.50    hi\n"], lines);
        Assert.Equal(14, result[0]);
    }

    [Fact]
    public void AssertFail_IsAFault()
    {
        string module = Vm.Module(
            """
            cvta.global.u64 %rd0, text;
            add.u64 %rd1, %rd0, 13;
            mov.u32 %r0, 7;
            mov.u64 %rd2, 1;
            .param .b64 p0; .param .b64 p1; .param .b32 p2; .param .b64 p3; .param .b64 p4;
            st.param.b64 [p0], %rd1;
            st.param.b64 [p1], %rd1;
            st.param.b32 [p2], %r0;
            st.param.b64 [p3], %rd1;
            st.param.b64 [p4], %rd2;
            call __assertfail, (p0, p1, p2, p3, p4);
            """,
            shared: Print);
        PtxFaultException fault = Assert.Throws<PtxFaultException>(() => Vm.Run<int, int>(module, [0], 1, new Dim3(1), new Dim3(1)));
        Assert.Contains("assertion failed: hi (hi:7)", fault.Message, StringComparison.Ordinal);
    }
}
