using Xunit;

namespace IlgpuOptim.Ptx.Tests;

/// <summary>cp.async: nothing has arrived before the thread waited for it.</summary>
public sealed class AsyncTests
{
    private const string Shared = ".shared .align 16 .b8 buffer[64];";

    [Theory]
    [InlineData("cp.async.wait_all;", true, true)]
    [InlineData("cp.async.commit_group; cp.async.wait_group 0;", true, true)]
    [InlineData("cp.async.wait_group 0;", true, false)]
    [InlineData("cp.async.commit_group; cp.async.wait_group 1;", true, false)]
    [InlineData("", false, false)]
    public void Data_IsThereOnceTheThreadHasWaited(string end, bool first, bool second)
    {
        // The first copy is committed, the second one is what differs.
        ulong[] result = Vm.Run<ulong, ulong>(
            Vm.Module(
                $$"""
                ld.param.u64 %rd0, [input];
                ld.param.u64 %rd1, [output];
                cp.async.cg.shared.global [buffer], [%rd0], 16;
                cp.async.commit_group;
                cp.async.ca.shared.global [buffer+16], [%rd0+16], 8;
                {{end}}
                ld.shared.v2.u64 {%rd2, %rd3}, [buffer];
                ld.shared.u64 %rd4, [buffer+16];
                st.global.u64 [%rd1], %rd2;
                st.global.u64 [%rd1+8], %rd3;
                st.global.u64 [%rd1+16], %rd4;
                """,
                shared: Shared),
            [11, 12, 13],
            3,
            new Dim3(1),
            new Dim3(1));

        Assert.Equal((first, first, second), (result[0] == 11, result[1] == 12, result[2] == 13));
    }

    [Fact]
    public void WaitGroup_LeavesTheYoungest()
    {
        ulong[] result = Vm.Run<ulong, ulong>(
            Vm.Module(
                """
                ld.param.u64 %rd0, [input];
                ld.param.u64 %rd1, [output];
                cp.async.ca.shared.global [buffer], [%rd0], 8;
                cp.async.commit_group;
                cp.async.ca.shared.global [buffer+8], [%rd0+8], 8;
                cp.async.commit_group;
                cp.async.commit_group;
                cp.async.wait_group 2;
                ld.shared.v2.u64 {%rd2, %rd3}, [buffer];
                st.global.u64 [%rd1], %rd2;
                st.global.u64 [%rd1+8], %rd3;
                """,
                shared: Shared),
            [11, 12],
            2,
            new Dim3(1),
            new Dim3(1));

        Assert.Equal((true, false), (result[0] == 11, result[1] == 12));
    }

    [Theory]
    [InlineData("cp.async.cg.shared.global [buffer], [%rd0], 8;", "16 bytes")]
    [InlineData("cp.async.ca.shared.global [buffer], [%rd0], 2;", "4 or 8")]
    [InlineData("cp.async.ca.global.shared [%rd0], [buffer], 8;", "to .shared from .global")]
    [InlineData("cp.async.cg.shared.global [buffer+8], [%rd0], 16;", "not aligned to 16 bytes")]
    [InlineData("cp.async.cg.shared.global [buffer], [%r0], 16;", "no address")]
    [InlineData("cp.async.wait_group %r0;", "no immediate value")]
    [InlineData("cp.async.shared.global [buffer], [%rd0], 16;", "one of .ca")]
    public void Malformed_IsRefused(string instruction, string expected)
    {
        PtxSyntaxException error = Assert.Throws<PtxSyntaxException>(
            () => PtxModule.Parse(Vm.Module(instruction, shared: Shared)).Kernel("main"));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OlderTargets_DoNotHaveIt()
    {
        PtxSyntaxException error = Assert.Throws<PtxSyntaxException>(
            () => PtxModule.Parse(Vm.Module("cp.async.wait_all;", target: 75)).Kernel("main"));
        Assert.Contains("needs sm_80", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MisalignedSource_IsAFault()
    {
        string module = Vm.Module("ld.param.u64 %rd0, [input];\ncp.async.cg.shared.global [buffer], [%rd0+8], 16;", shared: Shared);
        PtxFaultException fault = Assert.Throws<PtxFaultException>(
            () => Vm.Run<ulong, ulong>(module, [1, 2, 3], 1, new Dim3(1), new Dim3(1)));
        Assert.Contains("not aligned", fault.Message, StringComparison.Ordinal);
    }
}
