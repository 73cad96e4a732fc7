using Xunit;

namespace IlgpuOptim.Ptx.Tests;

/// <summary>Floating-point instructions and conversions with known results.</summary>
public sealed class FloatTests
{
    private const ulong One = 0x3F800000;
    private const ulong Tiny = 0x00000001;

    [Theory]
    [InlineData("add.f32 %r0, %r1, %r2;", One, 0x33800000, 0, One)] // 1 + 2^-24: tie to even
    [InlineData("add.rp.f32 %r0, %r1, %r2;", One, 0x33800000, 0, 0x3F800001)]
    [InlineData("add.rz.f32 %r0, %r1, %r2;", One, 0x33800000, 0, One)]
    [InlineData("add.rm.f32 %r0, %r1, %r2;", One, 0xB3000000, 0, 0x3F7FFFFF)] // 1 - 2^-25
    [InlineData("add.rn.f32 %r0, %r1, %r2;", One, 0xB3000000, 0, One)]
    [InlineData("add.rm.f32 %r0, %r1, %r2;", One, 0xBF800000, 0, 0x80000000)] // exact zero rounded down
    [InlineData("add.ftz.f32 %r0, %r1, %r2;", Tiny, Tiny, 0, 0)]
    [InlineData("add.f32 %r0, %r1, %r2;", Tiny, Tiny, 0, 2)]
    [InlineData("add.sat.f32 %r0, %r1, %r2;", One, One, 0, One)]
    [InlineData("add.sat.f32 %r0, %r1, %r2;", 0x7F800000, 0xFF800000, 0, 0)]
    [InlineData("sub.f32 %r0, %r1, %r2;", 0x7F800000, 0x7F800000, 0, 0x7FFFFFFF)]
    [InlineData("mul.f32 %r0, %r1, %r2;", 0x3FC00000, 0xC0000000, 0, 0xC0400000)]
    [InlineData("mul.rz.f32 %r0, %r1, %r2;", 0x7F7FFFFF, 0x40000000, 0, 0x7F7FFFFF)]
    [InlineData("mul.rp.f32 %r0, %r1, %r2;", Tiny, Tiny, 0, Tiny)]
    [InlineData("fma.rn.f32 %r0, %r1, %r2, %r3;", 0x3F800001, 0x3F800001, 0xBF800002, 0x28800000)] // (1+e)^2 - (1+2e) = 2^-46
    [InlineData("fma.rz.f32 %r0, %r1, %r2, %r3;", One, One, 0x33800001, One)]
    [InlineData("mad.rn.f32 %r0, %r1, %r2, %r3;", 0x40000000, 0x40400000, One, 0x40E00000)]
    [InlineData("div.rn.f32 %r0, %r1, %r2;", One, 0x40400000, 0, 0x3EAAAAAB)]
    [InlineData("div.rz.f32 %r0, %r1, %r2;", One, 0x40400000, 0, 0x3EAAAAAA)]
    [InlineData("div.rn.f32 %r0, %r1, %r2;", One, 0, 0, 0x7F800000)]
    [InlineData("rcp.rn.f32 %r0, %r1;", 0x40000000, 0, 0, 0x3F000000)]
    [InlineData("rcp.rp.f32 %r0, %r1;", 0x40400000, 0, 0, 0x3EAAAAAB)]
    [InlineData("sqrt.rn.f32 %r0, %r1;", 0x40000000, 0, 0, 0x3FB504F3)]
    [InlineData("sqrt.rp.f32 %r0, %r1;", 0x40000000, 0, 0, 0x3FB504F4)]
    [InlineData("sqrt.rn.f32 %r0, %r1;", 0xBF800000, 0, 0, 0x7FFFFFFF)]
    [InlineData("sqrt.rn.f32 %r0, %r1;", 0x80000000, 0, 0, 0x80000000)]
    [InlineData("min.f32 %r0, %r1, %r2;", 0x7FC00000, One, 0, One)]
    [InlineData("min.NaN.f32 %r0, %r1, %r2;", 0x7FC00000, One, 0, 0x7FFFFFFF)]
    [InlineData("min.f32 %r0, %r1, %r2;", 0, 0x80000000, 0, 0x80000000)]
    [InlineData("max.f32 %r0, %r1, %r2;", 0x80000000, 0, 0, 0)]
    [InlineData("max.f32 %r0, %r1, %r2;", 0x7FC00000, 0x7FC00000, 0, 0x7FFFFFFF)]
    [InlineData("abs.f32 %r0, %r1;", 0xBF800000, 0, 0, One)]
    [InlineData("neg.f32 %r0, %r1;", 0, 0, 0, 0x80000000)]
    [InlineData("copysign.f32 %r0, %r1, %r2;", 0x80000000, One, 0, 0xBF800000)]
    [InlineData("testp.subnormal.f32 %p0, %r1;", Tiny, 0, 0, 1)]
    [InlineData("testp.normal.f32 %p0, %r1;", Tiny, 0, 0, 0)]
    [InlineData("testp.notanumber.f64 %p0, %rd1;", 0x7FF8000000000000, 0, 0, 1)]
    [InlineData("ex2.approx.f32 %r0, %r1;", 0x40400000, 0, 0, 0x41000000)]
    [InlineData("lg2.approx.f32 %r0, %r1;", 0x41000000, 0, 0, 0x40400000)]
    [InlineData("rsqrt.approx.f32 %r0, %r1;", 0x40800000, 0, 0, 0x3F000000)]
    [InlineData("rcp.approx.ftz.f32 %r0, %r1;", 0x40800000, 0, 0, 0x3E800000)]
    [InlineData("sqrt.approx.f32 %r0, %r1;", 0x40800000, 0, 0, 0x40000000)]
    [InlineData("sin.approx.f32 %r0, %r1;", 0, 0, 0, 0)]
    [InlineData("cos.approx.f32 %r0, %r1;", 0, 0, 0, One)]
    [InlineData("tanh.approx.f32 %r0, %r1;", 0x42C80000, 0, 0, One)]
    [InlineData("add.f32 %r0, %r1, 0f3F800000;", One, 0, 0, 0x40000000)]
    [InlineData("add.f32 %r0, %r1, 1.5;", One, 0, 0, 0x40200000)]
    public void Singles(string instruction, ulong a, ulong b, ulong c, ulong expected) =>
        Assert.Equal(expected, Vm.Evaluate(instruction, [a, b, c]));

    [Theory]
    [InlineData("add.f64", 1.0, 1e-300, 1.0)]
    [InlineData("add.rp.f64", 1.0, 1e-300, 1.0000000000000002)]
    [InlineData("sub.rz.f64", 1.0, 1e-300, 0.9999999999999999)]
    [InlineData("mul.rm.f64", -1e-200, 1e-200, -double.Epsilon)]
    [InlineData("mul.f64", -1e-200, 1e-200, -0.0)]
    [InlineData("div.rn.f64", 1.0, 3.0, 1.0 / 3.0)]
    [InlineData("div.rp.f64", 1.0, 3.0, 0.33333333333333337)]
    [InlineData("min.f64", double.NaN, 2.0, 2.0)]
    public void Doubles(string instruction, double a, double b, double expected)
    {
        ulong result = Vm.Evaluate($"{instruction} %rd0, %rd1, %rd2;", [BitConverter.DoubleToUInt64Bits(a), BitConverter.DoubleToUInt64Bits(b)]);
        Assert.Equal(BitConverter.DoubleToUInt64Bits(expected), result);
    }

    [Theory]
    [InlineData("add.f16 %h0, %h1, %h2;", 0x3C00, 0x1000, 0, 0x3C00)] // 1 + 2^-11: tie to even
    [InlineData("add.rn.f16 %h0, %h1, %h2;", 0x3C01, 0x1000, 0, 0x3C02)]
    [InlineData("add.f16x2 %r0, %r1, %r2;", 0x3C004000, 0x3C003C00, 0, 0x40004200)]
    [InlineData("mul.bf16 %h0, %h1, %h2;", 0x3F81, 0x3F81, 0, 0x3F82)]
    [InlineData("sub.bf16x2 %r0, %r1, %r2;", 0x40003F80, 0x3F803F80, 0, 0x3F800000)]
    [InlineData("fma.rn.f16 %h0, %h1, %h2, %h3;", 0x3C01, 0x3C01, 0xBC02, 0x0010)] // 2^-20
    [InlineData("fma.rn.f16 %h0, %h1, %h2, %h3;", 0x3C01, 0x3C01, 0x0001, 0x3C02)]
    [InlineData("fma.rn.f16 %h0, %h1, %h2, %h3;", 0x3E00, 0x3C01, 0x0001, 0x3E02)] // tie broken by the addend
    [InlineData("fma.rn.f16 %h0, %h1, %h2, %h3;", 0x3E00, 0x3C01, 0x8001, 0x3E01)]
    [InlineData("fma.rn.relu.f16 %h0, %h1, %h2, %h3;", 0xBC00, 0x3C00, 0, 0)]
    [InlineData("fma.rn.bf16x2 %r0, %r1, %r2, %r3;", 0x3F803F80, 0x40003F80, 0x3F800000, 0x40403F80)]
    [InlineData("min.f16 %h0, %h1, %h2;", 0x7E00, 0x3C00, 0, 0x3C00)]
    [InlineData("max.NaN.bf16 %h0, %h1, %h2;", 0x7FC0, 0x3F80, 0, 0x7FFF)]
    [InlineData("neg.f16x2 %r0, %r1;", 0x3C00BC00, 0, 0, 0xBC003C00)]
    [InlineData("abs.bf16 %h0, %h1;", 0xBF80, 0, 0, 0x3F80)]
    [InlineData("add.sat.f16 %h0, %h1, %h2;", 0x3C00, 0x3C00, 0, 0x3C00)]
    [InlineData("add.ftz.f16 %h0, %h1, %h2;", 0x0001, 0x0001, 0, 0)]
    [InlineData("ex2.approx.f16 %h0, %h1;", 0x4200, 0, 0, 0x4800)]
    public void Halves(string instruction, ulong a, ulong b, ulong c, ulong expected) =>
        Assert.Equal(expected, Vm.Evaluate(instruction, [a, b, c]));

    [Theory]
    [InlineData("cvt.s32.s8 %r0, %r1;", 0xFF, 0xFFFFFFFF)]
    [InlineData("cvt.u32.u8 %r0, %r1;", 0x1FF, 0xFF)]
    [InlineData("cvt.s8.s32 %r0, %r1;", 0x180, 0xFFFFFF80)]
    [InlineData("cvt.sat.s8.s32 %r0, %r1;", 0x180, 0x7F)]
    [InlineData("cvt.sat.u8.s32 %r0, %r1;", 0xFFFFFFFF, 0)]
    [InlineData("cvt.sat.u32.s64 %r0, %rd1;", 0x100000000, 0xFFFFFFFF)]
    [InlineData("cvt.s64.s32 %rd0, %r1;", 0x80000000, 0xFFFFFFFF80000000)]
    [InlineData("cvt.u64.u32 %rd0, %r1;", 0x80000000, 0x80000000)]
    [InlineData("cvt.u16.u32 %h0, %r1;", 0x12345, 0x2345)]
    [InlineData("cvt.rn.f32.s32 %r0, %r1;", 0x01000001, 0x4B800000)] // 2^24 + 1: tie to even
    [InlineData("cvt.rp.f32.s32 %r0, %r1;", 0x01000001, 0x4B800001)]
    [InlineData("cvt.rn.f32.u64 %r0, %rd1;", ulong.MaxValue, 0x5F800000)]
    [InlineData("cvt.rz.f32.u64 %r0, %rd1;", ulong.MaxValue, 0x5F7FFFFF)]
    [InlineData("cvt.rn.f64.u64 %rd0, %rd1;", ulong.MaxValue, 0x43F0000000000000)]
    [InlineData("cvt.rn.f16.s32 %h0, %r1;", 65536, 0x7C00)]
    [InlineData("cvt.rz.f16.s32 %h0, %r1;", 65536, 0x7BFF)]
    [InlineData("cvt.rzi.s32.f32 %r0, %r1;", 0xC0200000, 0xFFFFFFFE)] // -2.5
    [InlineData("cvt.rni.s32.f32 %r0, %r1;", 0xC0200000, 0xFFFFFFFE)]
    [InlineData("cvt.rmi.s32.f32 %r0, %r1;", 0xC0200000, 0xFFFFFFFD)]
    [InlineData("cvt.rpi.s32.f32 %r0, %r1;", 0xC0200000, 0xFFFFFFFE)]
    [InlineData("cvt.rni.s32.f32 %r0, %r1;", 0x40600000, 4)] // 3.5
    [InlineData("cvt.rzi.s32.f32 %r0, %r1;", 0x7FC00000, 0)]
    [InlineData("cvt.rzi.s64.f32 %rd0, %r1;", 0x7FC00000, 0x8000000000000000)]
    [InlineData("cvt.rzi.s32.f64 %r0, %rd1;", 0x7FF8000000000000, 0x80000000)]
    [InlineData("cvt.rzi.u32.f32 %r0, %r1;", 0xBF800000, 0)]
    [InlineData("cvt.rzi.s32.f32 %r0, %r1;", 0x7F800000, 0x7FFFFFFF)]
    [InlineData("cvt.rzi.u64.f32 %rd0, %r1;", 0x7F800000, ulong.MaxValue)]
    [InlineData("cvt.rzi.s64.f64 %rd0, %rd1;", 0xFFF0000000000000, 0x8000000000000000)]
    [InlineData("cvt.rzi.s8.f32 %r0, %r1;", 0xC3800000, 0xFFFFFF80)]
    [InlineData("cvt.rni.f32.f32 %r0, %r1;", 0x40200000, 0x40000000)] // 2.5
    [InlineData("cvt.rpi.f64.f64 %rd0, %rd1;", 0xBFE0000000000000, 0x8000000000000000)] // -0.5
    [InlineData("cvt.sat.f32.f32 %r0, %r1;", 0x40200000, 0x3F800000)]
    [InlineData("cvt.sat.f32.f32 %r0, %r1;", 0x7FC00000, 0)]
    [InlineData("cvt.ftz.f32.f32 %r0, %r1;", 0x80000001, 0x80000000)]
    [InlineData("cvt.f64.f32 %rd0, %r1;", 0x3FC00000, 0x3FF8000000000000)]
    [InlineData("cvt.rn.f32.f64 %r0, %rd1;", 0x3FF0000010000000, 0x3F800000)] // tie
    [InlineData("cvt.rp.f32.f64 %r0, %rd1;", 0x3FF0000010000000, 0x3F800001)]
    [InlineData("cvt.rz.f32.f64 %r0, %rd1;", 0x7FE0000000000000, 0x7F7FFFFF)]
    [InlineData("cvt.rn.f16.f32 %h0, %r1;", 0x477FF000, 0x7C00)] // 65520
    [InlineData("cvt.rn.f16.f32 %h0, %r1;", 0x477FEFFF, 0x7BFF)]
    [InlineData("cvt.rn.f16.f64 %h0, %rd1;", 0x3E60000000000000, 0)] // 2^-25: tie to even
    [InlineData("cvt.rp.f16.f32 %h0, %r1;", 0x00000001, 1)]
    [InlineData("cvt.f32.f16 %r0, %h1;", 0x0001, 0x33800000)]
    [InlineData("cvt.rn.bf16.f32 %h0, %r1;", 0x3F808000, 0x3F80)]
    [InlineData("cvt.rn.bf16.f32 %h0, %r1;", 0x3F818000, 0x3F82)]
    [InlineData("cvt.rz.bf16.f32 %h0, %r1;", 0x3F81FFFF, 0x3F81)]
    [InlineData("cvt.rn.bf16.f32 %h0, %r1;", 0x7F7FFFFF, 0x7F80)]
    [InlineData("cvt.rn.bf16.f32 %h0, %r1;", 0x7FC00000, 0x7FFF)]
    [InlineData("cvt.rn.relu.bf16.f32 %h0, %r1;", 0xBF800000, 0)]
    [InlineData("cvt.f32.bf16 %r0, %h1;", 0x3F81, 0x3F810000)]
    [InlineData("cvt.rn.bf16x2.f32 %r0, %r1, 0f40000000;", 0x3F800000, 0x3F804000)]
    [InlineData("cvt.rn.f16x2.f32 %r0, %r1, 0f40000000;", 0x3F800000, 0x3C004000)]
    [InlineData("cvt.rna.tf32.f32 %r0, %r1;", 0x3F801000, 0x3F802000)]
    [InlineData("cvt.rn.tf32.f32 %r0, %r1;", 0x3F801000, 0x3F800000)]
    public void Conversions(string instruction, ulong a, ulong expected) =>
        Assert.Equal(expected, Vm.Evaluate(instruction, [a]));

    [Fact]
    public void DirectedRoundings_EncloseTheExactResult()
    {
        Random random = new(1);

        for (int i = 0; i < 40; i++)
        {
            ulong a = (ulong)random.NextInt64(0x20000000, 0x5F000000);
            ulong b = (ulong)random.NextInt64(0x20000000, 0x5F000000);

            foreach (string operation in (string[])["add", "sub", "mul", "div"])
            {
                float down = Single(Vm.Evaluate($"{operation}.rm.f32 %r0, %r1, %r2;", [a, b]));
                float up = Single(Vm.Evaluate($"{operation}.rp.f32 %r0, %r1, %r2;", [a, b]));
                float nearest = Single(Vm.Evaluate($"{operation}.rn.f32 %r0, %r1, %r2;", [a, b]));
                Assert.True(down == up ? nearest == up : MathF.BitIncrement(down) == up && (nearest == down || nearest == up));
            }
        }
    }

    private static float Single(ulong bits) => BitConverter.UInt32BitsToSingle((uint)bits);
}
