using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Passes;

using Xunit;

namespace IlgpuOptim.Engine.Tests.IR;

public sealed class FoldTests
{
    /// <summary>Instructions that define %20, and what it is after folding: an operand or the instruction that is left.</summary>
    [Theory]
    [InlineData("%20:i32 = add %1, i32 0", "%1")]
    [InlineData("%20:i32 = add i32 5, %1", "add %1, i32 5")]
    [InlineData("%10:i32 = add %1, i32 5\n%20:i32 = add %10, i32 -7", "add %1, i32 -2")]
    [InlineData("%20:i32 = sub %1, i32 3", "add %1, i32 -3")]
    [InlineData("%20:i32 = sub %1, %1", "i32 0")]
    [InlineData("%20:i32 = sub i32 0, %1", "neg %1")]
    [InlineData("%10:i32 = neg %1\n%20:i32 = neg %10", "%1")]
    [InlineData("%10:i32 = neg %1\n%20:i32 = add %2, %10", "sub %2, %1")]
    [InlineData("%10:i32 = add %1, %2\n%20:i32 = sub %10, %1", "%2")]
    [InlineData("%20:i32 = mul %1, i32 1", "%1")]
    [InlineData("%20:i32 = mul %1, i32 0", "i32 0")]
    [InlineData("%20:i32 = mul %1, i32 8", "mul %1, i32 8")]
    [InlineData("%10:i32 = shl %1, i32 2\n%20:i32 = mul %10, i32 3", "mul %1, i32 12")]
    [InlineData("%20:i32 = div %1, i32 1", "%1")]
    [InlineData("%20:i32 = div %1, i32 -1", "neg %1")]
    [InlineData("%20:i32 = div %1, i32 4", "div %1, i32 4")]
    [InlineData("%20:i32 = div %1, i32 0", "div %1, i32 0")]
    [InlineData("%20:i32 = divu %1, i32 8", "shru %1, i32 3")]
    [InlineData("%20:i32 = remu %1, i32 -2147483648", "and %1, i32 2147483647")]
    [InlineData("%20:i32 = rem %1, i32 -1", "i32 0")]
    [InlineData("%20:i32 = div i32 -2147483648, i32 -1", "i32 -2147483648")]
    [InlineData("%20:i32 = rem i32 -7, i32 4", "i32 -3")]
    [InlineData("%20:i32 = mulhi i32 -2147483648, i32 4", "i32 -2")]
    [InlineData("%20:i32 = shl i32 1, i32 33", "i32 2")]
    [InlineData("%10:i32 = and %2, i32 31\n%20:i32 = shr %1, %10", "shr %1, %2")]
    [InlineData("%10:i32 = shl %1, i32 24\n%20:i32 = shr %10, i32 24", "sext8 %1")]
    [InlineData("%10:i32 = shl %1, i32 16\n%20:i32 = shru %10, i32 16", "zext16 %1")]
    [InlineData("%10:i32 = shr %1, i32 20\n%20:i32 = shr %10, i32 20", "shr %1, i32 31")]
    [InlineData("%20:i32 = and %1, i32 -1", "%1")]
    [InlineData("%20:i32 = xor %1, i32 -1", "not %1")]
    [InlineData("%10:i32 = not %1\n%20:i32 = or %10, %1", "i32 -1")]
    [InlineData("%10:i32 = load.u8 %0\n%20:i32 = zext8 %10", "load.u8 %0")]
    [InlineData("%10:i32 = load.u8 %0\n%20:i32 = sext16 %10", "load.u8 %0")]
    [InlineData("%10:i32 = load.u8 %0\n%20:i32 = sext8 %10", "sext8 %10")]
    [InlineData("%10:i32 = zext16 %1\n%20:i32 = sext8 %10", "sext8 %1")]
    [InlineData("%10:i1 = compare.lt %1, %2\n%11:i32 = booltoi32 %10\n%20:i32 = zext8 %11", "booltoi32 %10")]
    [InlineData("%20:f32 = add %4, f32 0", "add %4, f32 0")]
    [InlineData("%20:f32 = add %4, f32 -0", "%4")]
    [InlineData("%20:f32 = sub %4, f32 0", "%4")]
    [InlineData("%20:f32 = sub %4, %4", "sub %4, %4")]
    [InlineData("%20:f32 = mul %4, f32 0", "mul %4, f32 0")]
    [InlineData("%20:f32 = mul f32 1, %4", "%4")]
    [InlineData("%20:f32 = div %4, f32 4", "mul %4, f32 0.25")]
    [InlineData("%20:f32 = div %4, f32 3", "div %4, f32 3")]
    [InlineData("%20:f32 = div %4, f32 3 fast", "mul %4, f32 0.33333334 fast")]
    [InlineData("%20:f32 = div %4, f32 1E-40", "div %4, f32 1E-40")]
    [InlineData("%10:f32 = neg %5\n%20:f32 = add %4, %10", "sub %4, %5")]
    [InlineData("%20:f32 = add %4, f32 0 fast", "%4")]
    [InlineData("%20:f32 = min f32 0x7fc00000, f32 1", "f32 0x7fc00000")]
    [InlineData("%20:f32 = min f32 -0, f32 0", "f32 -0")]
    [InlineData("%20:i32 = ftos f32 1E+20", "i32 2147483647")]
    [InlineData("%20:i32 = ftou f32 -5", "i32 0")]
    [InlineData("%20:i32 = ftou f32 4E+09", "i32 -294967296")]
    [InlineData("%20:f32 = utof i32 -1", "f32 4.2949673E+09")]
    [InlineData("%20:i32 = f32tohalf f32 1", "i32 15360")]
    [InlineData("%20:i32 = f32tobf16 f32 1.00390625", "i32 16256")]
    [InlineData("%20:f32 = math.sqrt f32 2", "")]
    [InlineData("%10:f64 = fext %4\n%20:f32 = ftrunc %10", "%4")]
    [InlineData("%10:i32 = bitcast %4\n%20:f32 = bitcast %10", "%4")]
    [InlineData("%10:i64 = sext %1\n%20:i32 = trunc %10", "%1")]
    [InlineData("%10:i64 = sext %1\n%11:i64 = zext %2\n%12:i64 = mul %10, %11\n%20:i32 = trunc %12", "mul %1, %2")]
    [InlineData("%10:i64 = sext %1\n%11:i64 = add %10, i64 4294967297\n%20:i32 = trunc %11", "add %1, i32 1")]
    [InlineData("%10:i32 = kernelindex #0\n%20:i64 = zext %10", "sext %10")]
    [InlineData("%20:i64 = zext %1", "zext %1")]
    [InlineData("%10:i1 = compare.lt %1, %2\n%20:i1 = not %10", "compare.ge %1, %2")]
    [InlineData("%10:i1 = compare.lt %4, %5\n%20:i1 = not %10", "compare.unge %4, %5")]
    [InlineData("%20:i1 = compare.lt i32 5, %1", "compare.gt %1, i32 5")]
    [InlineData("%20:i1 = compare.lt f32 5, %4", "compare.gt %4, f32 5")]
    [InlineData("%20:i1 = compare.eq %1, %1", "i1 1")]
    [InlineData("%20:i1 = compare.eq %4, %4", "compare.eq %4, %4")]
    [InlineData("%20:i1 = compare.lt %4, %4", "i1 0")]
    [InlineData("%20:i1 = compare.unle %4, %4", "i1 1")]
    [InlineData("%20:i1 = compare.ungt %1, i32 0", "compare.ne %1, i32 0")]
    [InlineData("%10:i32 = add %1, i32 5\n%20:i1 = compare.eq %10, i32 7", "compare.eq %1, i32 2")]
    [InlineData("%10:i32 = add %1, i32 5\n%20:i1 = compare.lt %10, i32 7", "compare.lt %10, i32 7")]
    [InlineData("%10:i64 = sext %1\n%20:i1 = compare.lt %10, i64 7", "compare.lt %1, i32 7")]
    [InlineData("%10:i64 = zext %1\n%11:i64 = zext %2\n%20:i1 = compare.lt %10, %11", "compare.unlt %1, %2")]
    [InlineData("%10:i1 = compare.lt %1, %2\n%11:i32 = booltoi32 %10\n%20:i1 = compare.ne %11, i32 0", "compare.lt %1, %2")]
    [InlineData("%10:i1 = compare.lt %1, %2\n%11:i32 = booltoi32 %10\n%20:i1 = compare.eq %11, i32 0", "compare.ge %1, %2")]
    [InlineData("%10:i1 = compare.lt %1, %2\n%11:i32 = booltoi32 %10\n%20:i1 = compare.ungt %11, i32 0", "compare.lt %1, %2")]
    [InlineData("%10:i1 = compare.lt %1, %2\n%11:i32 = booltoi32 %10\n%20:i1 = compare.gt %11, i32 1", "i1 0")]
    [InlineData("%10:i1 = compare.lt %1, %2\n%11:i32 = select %10, i32 3, i32 9\n%20:i1 = compare.gt %11, i32 5", "compare.ge %1, %2")]
    [InlineData("%10:i1 = compare.lt %1, %2\n%20:i32 = select %10, i32 1, i32 0", "booltoi32 %10")]
    [InlineData("%10:i1 = compare.lt %1, %2\n%20:i32 = select %10, %1, %2", "min %1, %2")]
    [InlineData("%10:i1 = compare.unge %1, %2\n%20:i32 = select %10, %2, %1", "minu %1, %2")]
    [InlineData("%10:i1 = compare.lt %4, %5\n%20:f32 = select %10, %4, %5", "select %10, %4, %5")]
    [InlineData("%10:i1 = compare.lt %1, i32 0\n%11:i32 = neg %1\n%20:i32 = select %10, %11, %1", "abs %1")]
    [InlineData("%10:i1 = compare.lt %1, %2\n%11:i1 = not %10\n%20:f32 = select %11, %4, %5", "select %11, %4, %5")]
    [InlineData("%10:i1 = compare.lt %1, %2\n%11:i1 = compare.lt %4, %5\n%20:i1 = select %10, %11, i1 0", "and %10, %11")]
    [InlineData("%20:f32 = select i1 1, %4, %5", "%4")]
    [InlineData("%20:i32 = warpbroadcast i32 7, %1", "i32 7")]
    public void Rule_OnOneValue_GivesTheSimplestForm(string instructions, string expected)
    {
        if (instructions.Contains("math.sqrt", StringComparison.Ordinal))
        {
            // No such function: square roots are an operation of their own.
            Assert.Throws<FormatException>(() => PassText.Parse($"b0():\n{instructions}\nreturn\n"));

            return;
        }

        Function function = PassText.Parse($"b0():\n{instructions}\nprint %20 #0\nreturn\n");
        Fold.Run(function, new PassContext());
        Dce.Run(function, new PassContext());
        Verifier.Verify(function);
        Value result = function.Entry.Instructions[^2].Operands[0];
        string text = result.Op is Op.Const or Op.Param ? Printer.Operand(result) : Printer.Line(result).Split(" = ")[1];
        Assert.Equal(expected, text);
    }

    [Fact]
    public void Addresses_OfNeighbours_ShareTheirVariablePart()
    {
        PassText.Check(
            """
            b0():
              %10:i64 = add %3, i64 1
              %11:i64 = mul %10, i64 12
              %12:gptr = ptradd %0, %11
              %13:gptr = ptradd %12, i64 4
              %14:i64 = mul %3, i64 12
              %15:gptr = ptradd %0, %14
              store.i32 %13, i32 1
              store.i32 %15, i32 2
              return
            """,
            """
            b0():
              %20:i64 = mul %3, i64 12
              %24:gptr = ptradd %0, %20
              %13:gptr = ptradd %24, i64 16
              store.i32 %13, i32 1
              store.i32 %24, i32 2
              return
            """,
            Fold.Run,
            Gvn.Run,
            Dce.Run);
    }

    [Fact]
    public void BlockParameters_OfTruthValuesOnly_BecomeI1()
    {
        PassText.Check(
            """
            b0():
              %10:i1 = compare.lt %1, %2
              %11:i32 = booltoi32 %10
              condbranch %10, b1(i32 0), b1(%11)
            b1(%12:i32):
              %13:i1 = compare.ne %12, i32 0
              print %12 #0
              condbranch %13, b1(%12), b2()
            b2():
              return
            """,
            """
            b0():
              %10:i1 = compare.lt %1, %2
              condbranch %10, b1(i1 0), b1(%10)
            b1(%12:i1):
              %17:i32 = booltoi32 %12
              print %17 #0
              condbranch %12, b1(%12), b2()
            b2():
              return
            """,
            Fold.Run,
            Fold.Run,
            Dce.Run);
    }

    [Fact]
    public void Stores_OfConvertedValues_StoreTheSource()
    {
        PassText.Check(
            """
            b0():
              %10:i32 = zext8 %1
              store.u8 %0, %10
              %11:i32 = and %1, i32 65535
              store.i16 %0, %11
              %12:i32 = bitcast %4
              store.i32 %0, %12
              return
            """,
            """
            b0():
              store.u8 %0, %1
              store.i16 %0, %1
              store.f32 %0, %4
              return
            """,
            Fold.Run,
            Dce.Run);
    }

    [Fact]
    public void Assertion_ThatHolds_IsRemoved()
    {
        PassText.Check("b0():\n  assert i1 1 #0\n  assert i1 0 #0\n  return\n", "b0():\n  assert i1 0 #0\n  return\n", Fold.Run);
    }

    /// <summary>Constants are evaluated as C# does at run time.</summary>
    [Fact]
    public void Constants_OfEveryOperation_AreWhatDotNetComputes()
    {
        int[] values = [0, 1, -1, 2, 7, 31, 32, 33, 255, 256, -128, 65535, int.MaxValue, int.MinValue, 0x12345678];
        foreach (int a in values)
        {
            foreach (int b in values)
            {
                Check(Op.Add, unchecked(a + b));
                Check(Op.Sub, unchecked(a - b));
                Check(Op.Mul, unchecked(a * b));
                Check(Op.And, a & b);
                Check(Op.Or, a | b);
                Check(Op.Xor, a ^ b);
                Check(Op.Shl, a << b);
                Check(Op.Shr, a >> b);
                Check(Op.ShrU, a >>> b);
                Check(Op.Min, Math.Min(a, b));
                Check(Op.MaxU, (int)Math.Max((uint)a, (uint)b));
                Check(Op.MulHiU, (int)(((ulong)(uint)a * (uint)b) >> 32));
                if (b != 0)
                {
                    Check(Op.DivU, (int)((uint)a / (uint)b));
                    Check(Op.RemU, (int)((uint)a % (uint)b));
                    Check(Op.Div, b == -1 ? unchecked(-a) : a / b);
                    Check(Op.Rem, b == -1 ? 0 : a % b);
                }

                void Check(Op op, int expected)
                {
                    Value value = new() { Op = op, Type = IrType.I32 };
                    Assert.True(ConstantFolding.TryEvaluate(value, a, b, 0, out long bits));
                    Assert.Equal((op, a, b, expected), (op, a, b, bits));
                }
            }
        }
    }
}
