using IlgpuOptim.Engine.IR;
using Xunit;

namespace IlgpuOptim.Engine.Tests.IR;

/// <summary>Every broken rule is reported with function, block and instruction.</summary>
public sealed class VerifierTests
{
    [Theory]
    [InlineData("%1:i32 = add i32 1, i64 1", "operands and result differ in type")]
    [InlineData("%1:i32 = add i32 1", "wrong number of operands")]
    [InlineData("%1:f32 = divu f32 1, f32 1", "the operation needs integers")]
    [InlineData("%1:i1 = add i1 1, i1 1", "arithmetic needs a number")]
    [InlineData("%1:i64 = shl i64 1, i64 1", "a shift needs an integer and an i32")]
    [InlineData("%1:i32 = compare.lt i32 1, i32 2", "a comparison needs")]
    [InlineData("%1:i32 = select i32 1, i32 2, i32 3", "a choice needs i1")]
    [InlineData("%1:i64 = bitcast f32 1", "a bit cast keeps the width")]
    [InlineData("%1:i32 = load.f32 %0", "a load needs a pointer and yields")]
    [InlineData("store.i32 %0, f32 1", "a store needs")]
    [InlineData("%1:f32 = load.f32 %0 align 3", "power of two")]
    [InlineData("%1:gptr = ptradd %0, i32 4", "a pointer and i64 bytes")]
    [InlineData("%1:i32 = kernelindex #0", "implicitly grouped")]
    [InlineData("%1:i32 = gridIdx #3", "dimension 0, 1 or 2")]
    [InlineData("%1:sptr = sharedalloc #0", "unknown shared allocation")]
    [InlineData("assert i1 1 #4", "an assertion needs")]
    [InlineData("%1:f32 = math.pow f32 1", "wrong number of operands")]
    [InlineData("%1:i32 = add %2, i32 1\n  %2:i32 = laneidx", "does not dominate its use")]
    [InlineData("%1:lptr = alloca #0", "an alloca has a size")]
    [InlineData("return", "terminator in the middle")]
    [InlineData("%1:i32 = atomicrmw.add.i32 %0, i64 1", "an atomic needs")]
    [InlineData("%1:i1 = compare.eq gptr 4, gptr 0", "malformed constant")]
    public void Verify_BrokenInstruction_IsRejected(string line, string rule)
    {
        Reject($"kernel \"kernel name\" explicit\n  param %0 ptr \"view\"\nb0():\n  {line}\n  return\n", rule);
    }

    [Theory]
    [InlineData("b0():\n  branch b1()\nb1(%1:i32):\n  return\n", "wrong number of arguments")]
    [InlineData("b0():\n  branch b1(f32 1)\nb1(%1:i32):\n  return\n", "argument 0 for b1 has type f32")]
    [InlineData("b0():\n  branch b1()\nb1():\n  branch b0()\n", "a branch to the entry block")]
    [InlineData("b0(%1:i32):\n  return\n", "the entry block has parameters")]
    [InlineData("b0():\n  branch b1()\nb1():\n  %1:lptr = alloca #4\n  return\n", "outside of the entry")]
    [InlineData("b0():\n  %1:i32 = laneidx\n", "no terminator")]
    [InlineData("b0():\n  condbranch i1 1, b1()\nb1():\n  return\n", "wrong number of targets")]
    [InlineData("b0():\n  condbranch i1 1, b1(), b2()\nb1():\n  %1:i32 = laneidx\n  branch b2()\nb2():\n  %2:i32 = add %1, %1\n  return\n", "does not dominate")]
    public void Verify_BrokenStructure_IsRejected(string body, string rule)
    {
        Reject("kernel \"kernel name\" explicit\n" + body, rule);
    }

    [Fact]
    public void Verify_RemovedValueStillInUse_IsRejected()
    {
        Function function = Parser.Parse("kernel \"k\" explicit\nb0():\n  %1:i32 = laneidx\n  %2:i32 = add %1, %1\n  return\n");
        function.Entry.Instructions.RemoveAt(0);
        InvalidIrException exception = Assert.Throws<InvalidIrException>(() => Verifier.Verify(function));
        Assert.Equal("invalid IR in 'k', b0: operand %1 is not a value of the function: %2:i32 = add %1, %1", exception.Message);
    }

    private static void Reject(string text, string rule)
    {
        Function function = Parser.Parse(text);
        InvalidIrException exception = Assert.Throws<InvalidIrException>(() => Verifier.Verify(function));
        Assert.StartsWith("invalid IR in 'kernel name', b", exception.Message, StringComparison.Ordinal);
        Assert.Contains(rule, exception.Message, StringComparison.Ordinal);
    }
}
