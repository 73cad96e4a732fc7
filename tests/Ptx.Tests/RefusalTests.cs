using Xunit;

namespace IlgpuOptim.Ptx.Tests;

/// <summary>Malformed modules, and what the message says.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("add.s32 %r0, %r1, %f2;", "'%f2' is .f32, the operand .s32")]
    [InlineData("add.f32 %f0, %f1, %fd2;", "'%fd2' is .f64")]
    [InlineData("add.s64 %rd0, %rd1, %r2;", "'%r2' is .b32")]
    [InlineData("add.s32 %r0, %r1, %r99;", "'%r99' is not declared")]
    [InlineData("add.s32 %r0, %r1;", "2 operands where 3")]
    [InlineData("add.s32 5, %r1, %r2;", "no register to write")]
    [InlineData("add.s32.sat %r0, %r1, %r2;", "'.sat' does not belong")]
    [InlineData("add.sat.u32 %r0, %r1, %r2;", ".s32 only")]
    [InlineData("add.rn.s32 %r0, %r1, %r2;", "no rounding")]
    [InlineData("add.ftz.f64 %fd0, %fd1, %fd2;", "no .ftz")]
    [InlineData("add.s8 %r0, %r1, %r2;", "no type of this instruction")]
    [InlineData("add %r0, %r1, %r2;", "no type of this instruction")]
    [InlineData("addd.s32 %r0, %r1, %r2;", "unknown instruction")]
    [InlineData("add.f32 %f0, %f1, 1;", "no operand of type .f32")]
    [InlineData("add.s32 %r0, %r1, 1.0;", "no operand of type .s32")]
    [InlineData("add.s32 %r0, %r1, 0x1FFFFFFFF;", "does not fit")]
    [InlineData("add.f32 %f0, %f1, 0d3FF0;", "16 digits")]
    [InlineData("mul.s32 %r0, %r1, %r2;", "no type")]
    [InlineData("mul.wide.u64 %rd0, %rd1, %rd2;", "no type")]
    [InlineData("mul.wide.u32 %r0, %r1, %r2;", "'%r0' is .b32")]
    [InlineData("fma.f32 %f0, %f1, %f2, %f3;", "rounding is missing")]
    [InlineData("div.f32 %f0, %f1, %f2;", "one of .approx")]
    [InlineData("sqrt.f32 %f0, %f1;", "one of .approx")]
    [InlineData("sqrt.approx.f64 %fd0, %fd1;", "no such form")]
    [InlineData("min.NaN.f64 %fd0, %fd1, %fd2;", "no .NaN")]
    [InlineData("add.bf16 %h0, %h1, %h2;", "needs sm_90")]
    [InlineData("and.s32 %r0, %r1, %r2;", "no type")]
    [InlineData("and.b32 %p0, %p1, %p2;", "is .pred")]
    [InlineData("shl.b64 %rd0, %rd1, %rd2;", "'%rd2' is .b64, the operand .u32")]
    [InlineData("lop3.b32 %r0, %r1, %r2, %r3, 256;", "no immediate value of 0 to 255")]
    [InlineData("lop3.b32 %r0, %r1, %r2, %r3, %r4;", "no immediate value")]
    [InlineData("popc.b64 %rd0, %rd1;", "'%rd0' is .b64")]
    [InlineData("setp.lt.b32 %p0, %r1, %r2;", "does not compare")]
    [InlineData("setp.lo.s32 %p0, %r1, %r2;", "does not compare")]
    [InlineData("setp.ltu.s32 %p0, %r1, %r2;", "does not compare")]
    [InlineData("setp.lt.s32 %r0, %r1, %r2;", "the operand .pred")]
    [InlineData("setp.lt.and.s32 %p0, %r1, %r2;", "3 operands where 4")]
    [InlineData("setp.lt.s32 %p0|%p0, %r1, %r2;", "same register")]
    [InlineData("selp.b32 %r0, %r1, %r2, %r3;", "'%r3' is .b32, the operand .pred")]
    [InlineData("selp.b32 %r0, %r1, %r2, !%p1;", "cannot be negated")]
    [InlineData("@%r1 add.s32 %r0, %r1, %r2;", "the guard '%r1' is .b32")]
    [InlineData("@%q add.s32 %r0, %r1, %r2;", "'%q' is not declared")]
    [InlineData("mov.f16 %h0, %h1;", "no type")]
    [InlineData("mov.u32 %rd0, %r1;", "'%rd0' is .b64")]
    [InlineData("mov.u64 %rd0, %tid.x;", "is .u32")]
    [InlineData("add.u32 %r0, %tid.x, 1;", "by mov and cvt only")]
    [InlineData("mov.u32 %r0, %tid;", "needs .x")]
    [InlineData("mov.b64 %rd0, {%r1, %r2, %r3};", "no 3 parts")]
    [InlineData("mov.b64 %rd0, {%h1, %h2};", "'%h1' is .b16")]
    [InlineData("cvt.s32.f32 %r0, %f1;", "need one of .rni")]
    [InlineData("cvt.f32.s32 %f0, %r1;", "needs one of .rn")]
    [InlineData("cvt.rn.f64.f32 %fd0, %f1;", "has no rounding")]
    [InlineData("cvt.f32.f64 %f0, %fd1;", "needs one of .rn")]
    [InlineData("cvt.rni.f32.f64 %f0, %fd1;", "integer rounding is for")]
    [InlineData("cvt.rzi.s32.s64 %r0, %rd1;", "integer rounding is for")]
    [InlineData("cvt.u64.u32 %r0, %r1;", "'%r0' is .b32")]
    [InlineData("cvt.rm.bf16.f32 %h0, %f1;", "the forms for .bf16")]
    [InlineData("cvt.f64.bf16 %fd0, %h1;", "needs sm_90")]
    [InlineData("cvt.rn.tf32.f32 %r0, %f1;", "needs sm_90")]
    [InlineData("cvt.ftz.u32.u64 %r0, %rd1;", ".ftz needs .f32")]
    [InlineData("ld.global.u32 %r0, [%r1];", "no address in this space")]
    [InlineData("ld.global.u32 %r0, [%f1];", "no address in this space")]
    [InlineData("ld.global.u32 %r0, %rd1;", "is no address")]
    [InlineData("ld.global.u32 %r0, [data];", "is in .shared, the instruction in .global")]
    [InlineData("ld.shared.u32 %r0, [input];", "is in .param")]
    [InlineData("ld.shared.v4.u32 {%r0, %r1, %r2, %r3}, [data];", "not aligned to 16 bytes")]
    [InlineData("ld.shared.u32 %r0, [data+2];", "not aligned to 4 bytes")]
    [InlineData("ld.shared.u32 %r0, [data+64];", "outside of 'data'")]
    [InlineData("ld.param.u64 %rd0, [count];", "outside of 'count'")]
    [InlineData("ld.global.v2.u32 {%r0, %r0}, [%rd1];", "stands twice")]
    [InlineData("ld.global.v2.u32 {%r0, %r1, %r2}, [%rd1];", "no vector of 2")]
    [InlineData("ld.global.v4.f64 {%fd0, %fd1, %fd2, %fd3}, [%rd1];", "more than 16 bytes")]
    [InlineData("ld.global.u64 %r0, [%rd1];", "'%r0' is .b32")]
    [InlineData("ld.global.f32 %rd0, [%rd1];", "")]
    [InlineData("ld.global.s32 %f0, [%rd1];", "'%f0' is .f32")]
    [InlineData("ld.shared.nc.u32 %r0, [data];", ".nc is for plain loads")]
    [InlineData("ld.relaxed.global.u32 %r0, [%rd1];", "one of .cta")]
    [InlineData("ld.global %r0, [%rd1];", "no type")]
    [InlineData("st.const.u32 [%rd1], %r0;", "cannot be written")]
    [InlineData("st.param.u32 [count], %r0;", "cannot be written")]
    [InlineData("atom.global.add.s64 %rd0, [%rd1], %rd2;", "no type")]
    [InlineData("atom.global.min.f32 %f0, [%rd1], %f2;", "no type")]
    [InlineData("atom.global.add.f16x2 %r0, [%rd1], %r2;", ".noftz")]
    [InlineData("atom.global.add.noftz.bf16x2 %r0, [%rd1], %r2;", "needs sm_90")]
    [InlineData("atom.local.add.u32 %r0, [%rd1], %r2;", "no atomic operations")]
    [InlineData("red.global.exch.b32 [%rd1], %r2;", "red has no .exch")]
    [InlineData("red.acquire.gpu.global.add.u32 [%rd1], %r2;", "red is .relaxed or .release")]
    [InlineData("bar.sync 16;", "barriers 0 to 15")]
    [InlineData("bar.arrive 0;", ".arrive needs")]
    [InlineData("bar.sync;", "operands are the barrier")]
    [InlineData("shfl.idx.b32 %r0, %r1, 0, 31;", "only the .sync form")]
    [InlineData("shfl.sync.idx.b32 %r0, %r1, 0, 31;", "4 operands where 5")]
    [InlineData("shfl.sync.idx.u32 %r0, %r1, 0, 31, -1;", "no type")]
    [InlineData("shfl.sync.idx.b32 %rd0, %r1, 0, 31, -1;", "'%rd0' is .b64")]
    [InlineData("shfl.sync.idx.b32 %f0, %f1, 0, 31, -1;", "")]
    [InlineData("vote.ballot.b32 %r0, %p1;", "only the .sync form")]
    [InlineData("vote.sync.ballot.b32 %r0, %r1, -1;", "the operand .pred")]
    [InlineData("mma.sync.aligned.m16n8k16.row.col.f32.tf32.tf32.f32 {%f0,%f1,%f2,%f3}, {%r0,%r1,%r2,%r3}, {%r4,%r5}, {%f0,%f1,%f2,%f3};", "no such combination")]
    [InlineData("mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%f0,%f1,%f2,%f3}, {%r0,%r1}, {%r4,%r5}, {%f0,%f1,%f2,%f3};", "no vector of 4")]
    [InlineData("bra NOWHERE;", "'NOWHERE' is no label")]
    [InlineData("HERE: HERE: exit;", "stands twice")]
    [InlineData(".reg .b32 %x; .reg .f32 %x;", "declared twice")]
    [InlineData(".reg .bf16 %x;", "no type of a register")]
    [InlineData("add.s32 %r0, %r1, %r2", "';' expected")]
    [InlineData("exit %r0;", "1 operands where 0")]
    public void Instructions(string instruction, string message)
    {
        string module = Vm.Module("\n" + instruction, shared: ".shared .align 4 .b8 data[64];");

        if (message.Length == 0)
        {
            // Neighbours of the refused ones that are legal.
            PtxModule.Parse(module);

            return;
        }

        PtxSyntaxException error = Assert.Throws<PtxSyntaxException>(() => PtxModule.Parse(module));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Line, 14, 15);
    }

    [Theory]
    [InlineData(70, "6.0", "min.NaN.f32 %f0, %f1, %f2;", "needs sm_80")]
    [InlineData(80, "7.0", "cvt.f32.bf16 %f0, %h0;", "needs PTX 7.1")]
    [InlineData(75, "7.0", "cvt.rn.bf16.f32 %h0, %f0;", "needs sm_80")]
    [InlineData(75, "7.0", "redux.sync.add.s32 %r0, %r1, -1;", "needs sm_80")]
    [InlineData(70, "6.0", "activemask.b32 %r0;", "needs PTX 6.2")]
    [InlineData(70, "6.0", "nanosleep.u32 5;", "needs PTX 6.3")]
    [InlineData(70, "6.0", "tanh.approx.f32 %f0, %f1;", "needs sm_75")]
    [InlineData(75, "7.0", "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {%f0,%f1,%f2,%f3}, {%r0,%r1,%r2,%r3}, {%r4,%r5}, {%f0,%f1,%f2,%f3};", "needs sm_80")]
    [InlineData(70, "6.0", "fma.rn.bf16 %h0, %h1, %h2, %h3;", "needs sm_80")]
    [InlineData(70, "6.0", "ld.global.L1::no_allocate.u32 %r0, [%rd0];", "needs PTX 7.4")]
    public void TargetsAndVersions(int target, string version, string instruction, string message)
    {
        PtxSyntaxException error = Assert.Throws<PtxSyntaxException>(() => PtxModule.Parse(Vm.Module(instruction, target, version)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".target sm_80", "'.version' expected")]
    [InlineData(".version 7.8\n.address_size 64", ".target must follow")]
    [InlineData(".version 7.0\n.target sm_90\n.address_size 64", "needs PTX 7.8")]
    [InlineData(".version 7.8\n.target sm_81\n.address_size 64", "no target this machine knows")]
    [InlineData(".version 7.8\n.target sm_80\n.address_size 32", "only .address_size 64")]
    [InlineData(".version 7.8\n.target sm_80\n.visible .entry e()", ".address_size 64 is missing")]
    [InlineData(".version 7.8\n.target sm_80\n.address_size 64\n.entry e() { exit;", "'}' is missing")]
    [InlineData(".version 7.8\n.target sm_80\n.address_size 64\n.entry e(.param .u64 a, .param .u64 a) { }", "declared twice")]
    [InlineData(".version 7.8\n.target sm_80\n.address_size 64\n.entry e() { }\n.entry e() { }", "declared twice")]
    [InlineData(".version 7.8\n.target sm_80\n.address_size 64\n.shared .align 3 .b8 a[4];", "no alignment")]
    [InlineData(".version 7.8\n.target sm_80\n.address_size 64\n.shared .b8 a[];", "needs a length")]
    [InlineData(".version 7.8\n.target sm_80\n.address_size 64\n.shared .u32 a = 5;", "only global and constant")]
    [InlineData(".version 7.8\n.target sm_80\n.address_size 64\n.const .u32 a[2] = {1, 2, 3};", "more initial values")]
    [InlineData(".version 7.8\n.target sm_80\n.address_size 64\n/* never", "does not end")]
    [InlineData(".version 7.8\n.target sm_80\n.address_size 64\n.entry e() { .shared .b8 a[49153]; exit; }", "static shared memory")]
    [InlineData(".version 7.8\n.target sm_80\n.address_size 64\n.entry e(.param .b8 a[5000]) { exit; }", "too many")]
    [InlineData(".version 7.8\n.target sm_80\n.address_size 64\n.entry e() .reqntid 32 .maxntid 64 { exit; }", "exclude each other")]
    [InlineData(".version 7.8\n.target sm_80\n.address_size 64\n#", "unexpected character")]
    public void Modules(string module, string message)
    {
        PtxSyntaxException error = Assert.Throws<PtxSyntaxException>(() => PtxModule.Parse(module));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, 1, 20, 0, "requires blocks")]
    [InlineData(32, 0, 20, 0, "grid")]
    [InlineData(2000, 1, 20, 0, "block")]
    [InlineData(32, 1, 16, 0, "20 bytes of parameters")]
    [InlineData(32, 1, 20, 300_000, "shared memory")]
    public void Launches(int threads, int blocks, int parameters, int shared, string message)
    {
        PtxModule module = PtxModule.Parse("""
            .version 7.8
            .target sm_80
            .address_size 64
            .file 1 "kernel.cs"
            .visible .entry main(.param .u64 input, .param .align 4 .b8 rest[12]) .reqntid 32, 1, 1 .minnctapersm 2
            {
                .loc 1 5 3
                ret;
            }
            """);
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => new PtxMachine().Launch(module.Kernel("main"), new Dim3(blocks), new Dim3(threads), shared, new byte[parameters]));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
