using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Passes;

using Xunit;

namespace IlgpuOptim.Engine.Tests.IR;

public sealed class UnrollTests
{
    [Theory]
    [InlineData("i32 0", "lt", "i32 5", "add", "i32 1", "0 1 2 3 4")]
    [InlineData("i32 5", "gt", "i32 0", "add", "i32 -2", "5 3 1")]
    [InlineData("i32 1", "le", "i32 100", "mul", "i32 3", "1 3 9 27 81")]
    [InlineData("i32 64", "ne", "i32 0", "shru", "i32 2", "64 16 4 1")]
    [InlineData("i32 7", "lt", "i32 7", "add", "i32 1", "")]
    [InlineData("i32 2147483646", "gt", "i32 0", "add", "i32 1", "2147483646 2147483647")]
    public void Run_ConstantRounds_LeavesStraightCode(string start, string cmp, string bound, string op, string step, string expected)
    {
        Function function = PassText.Parse($"""
            b0():
              branch b1({start})
            b1(%10:i32):
              %11:i1 = compare.{cmp} %10, {bound}
              condbranch %11, b2(), b3()
            b2():
              print %10 #0
              %12:i32 = {op} %10, {step}
              branch b1(%12)
            b3():
              return
            """);
        Assert.True(Unroll.Run(function, new PassContext()));
        Verifier.Verify(function);
        CleanUp.Run(function, new PassContext());
        Assert.Single(function.Blocks);
        Assert.Equal(expected, string.Join(' ', function.Entry.Instructions.Where(v => v.Op == Op.Print).Select(v => v.Operands[0].Imm)));
    }

    [Fact]
    public void Run_LoopWithAnotherExit_KeepsIt()
    {
        Function function = PassText.Parse("""
            b0():
              branch b1(i32 0, i32 1)
            b1(%10:i32, %11:i32):
              %12:i1 = compare.lt %10, i32 3
              condbranch %12, b2(), b4(i32 100)
            b2():
              %13:i32 = mul %11, %1
              %14:i1 = compare.gt %13, %2
              condbranch %14, b4(%13), b3()
            b3():
              %15:i32 = add %10, i32 1
              branch b1(%15, %13)
            b4(%16:i32):
              print %16, %11, %10 #0
              return
            """);
        string before = IrInterpreter.Run(function, [], [0, 3, 8, 0, 0, 0, 0]);
        Assert.True(Unroll.Run(function, new PassContext()));
        Verifier.Verify(function);
        Assert.Equal(before, IrInterpreter.Run(function, [], [0, 3, 8, 0, 0, 0, 0]));
        Assert.Equal(3, function.Blocks.Count(b => b.Terminator.Op == Op.CondBranch));
    }

    [Theory]
    [InlineData("%1", 1000)]
    [InlineData("i32 2000", 1000)]
    public void Run_UnknownOrTooManyRounds_LeavesTheLoop(string bound, int budget)
    {
        Function function = PassText.Parse($"""
            b0():
              branch b1(i32 0)
            b1(%10:i32):
              %11:i1 = compare.lt %10, {bound}
              %12:i32 = add %10, i32 1
              print %10 #0
              condbranch %11, b1(%12), b3()
            b3():
              return
            """);
        Assert.False(Unroll.Run(function, new PassContext { UnrollBudget = budget }));
    }

    /// <summary>A tile of sums in a local array inside of a loop with an unknown number of rounds ends up in registers.</summary>
    [Fact]
    public void Pipeline_LocalArrayIndexedByConstantLoops_BecomesBlockParameters()
    {
        Function function = PassText.Parse("""
            b0():
              %10:lptr = alloca #16
              branch b1(i32 0)
            b1(%11:i32):
              %12:i1 = compare.lt %11, %1
              condbranch %12, b2(i32 0), b6(i32 0)
            b2(%13:i32):
              %14:i1 = compare.lt %13, i32 4
              condbranch %14, b3(), b4()
            b3():
              %15:i64 = sext %13
              %16:i64 = mul %15, i64 4
              %17:lptr = ptradd %10, %16
              %18:f32 = load.f32 %17
              %19:gptr = ptradd %0, %16
              %20:f32 = load.f32 %19
              %21:f32 = fma %20, %4, %18
              store.f32 %17, %21
              %22:i32 = add %13, i32 1
              branch b2(%22)
            b4():
              %23:i32 = add %11, i32 1
              branch b1(%23)
            b6(%24:i32):
              %25:i1 = compare.lt %24, i32 4
              condbranch %25, b7(), b8()
            b7():
              %26:i64 = sext %24
              %27:i64 = mul %26, i64 4
              %28:lptr = ptradd %10, %27
              %29:f32 = load.f32 %28
              print %29 #0
              %30:i32 = add %24, i32 1
              branch b6(%30)
            b8():
              return
            """);
        Pipeline.Run(function, new PassContext { Verify = true });
        Assert.Equal(
            """
            b0():
              %7:gptr = ptradd %0, i64 4
              %8:gptr = ptradd %0, i64 8
              %9:gptr = ptradd %0, i64 12
              branch b1(i32 0, f32 0, f32 0, f32 0, f32 0)
            b1(%11:i32, %12:f32, %13:f32, %14:f32, %15:f32):
              %16:i1 = compare.lt %11, %1
              condbranch %16, b3(), b2()
            b2():
              print %12 #0
              print %13 #0
              print %14 #0
              print %15 #0
              return
            b3():
              %23:f32 = load.f32 %0
              %24:f32 = fma %23, %4, %12
              %25:f32 = load.f32 %7
              %26:f32 = fma %25, %4, %13
              %27:f32 = load.f32 %8
              %28:f32 = fma %27, %4, %14
              %29:f32 = load.f32 %9
              %30:f32 = fma %29, %4, %15
              %31:i32 = add %11, i32 1
              branch b1(%31, %24, %26, %28, %30)

            """,
            PassText.Body(function));
    }

    [Fact]
    public void Pipeline_Trace_NamesThePassesThatChangedSomething()
    {
        Function function = PassText.Parse("b0():\n%10:lptr = alloca #4\nstore.i32 %10, %1\n%11:i32 = load.i32 %10\nprint %11 #0\nreturn\n");
        List<string> names = [];
        Pipeline.Run(function, new PassContext { Trace = (name, text) => names.Add(name + (text.Contains("alloca", StringComparison.Ordinal) ? " alloca" : "")) });
        Assert.Equal(["promote-allocas alloca", "dce", "compact"], names);
    }
}
