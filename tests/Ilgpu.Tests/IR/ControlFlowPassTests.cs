using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;
using IlgpuOptim.Engine.IR.Passes;

using Xunit;

namespace IlgpuOptim.Engine.Tests.IR;

/// <summary>Passes that change the control flow graph.</summary>
public sealed class ControlFlowPassTests
{
    [Fact]
    public void CleanUp_ChainsAndEmptyBlocks_BecomeOneBlock()
    {
        PassText.Check(
            """
            b0():
              branch b1(%1)
            b1(%10:i32):
              %11:i32 = add %10, i32 1
              branch b2()
            b2():
              branch b3(%11)
            b3(%12:i32):
              print %12 #0
              condbranch i1 0, b4(), b5()
            b4():
              print i32 4 #0
              branch b5()
            b5():
              return
            """,
            """
            b0():
              %11:i32 = add %1, i32 1
              print %11 #0
              return
            """,
            CleanUp.Run);
    }

    /// <summary><c>if (a &amp;&amp; b)</c> as debug builds leave it: a constant that is tested again.</summary>
    [Fact]
    public void CleanUp_ShortCircuit_JumpsPastTheTestOfAConstant()
    {
        PassText.Check(
            """
            b0():
              %10:i1 = compare.lt %1, %2
              condbranch %10, b1(), b2(i32 0)
            b1():
              %11:i1 = compare.lt %2, i32 9
              %12:i32 = booltoi32 %11
              branch b2(%12)
            b2(%13:i32):
              %14:i1 = compare.ne %13, i32 0
              condbranch %14, b3(), b4()
            b3():
              print i32 3 #0
              branch b4()
            b4():
              return
            """,
            """
            b0():
              %10:i1 = compare.lt %1, %2
              condbranch %10, b1(), b4()
            b1():
              %11:i1 = compare.lt %2, i32 9
              condbranch %11, b3(), b4()
            b3():
              print i32 3 #0
              branch b4()
            b4():
              return
            """,
            CleanUp.Run,
            Fold.Run,
            CleanUp.Run,
            Dce.Run);
    }

    [Fact]
    public void CleanUp_LoopWithDecidedFirstTest_IsNotRotated()
    {
        string text = """
            b0():
              branch b1(i32 0)
            b1(%10:i32):
              %11:i1 = compare.lt %10, i32 10
              condbranch %11, b2(), b3()
            b2():
              %12:i32 = add %10, i32 1
              print %10 #0
              branch b1(%12)
            b3():
              return
            """;
        PassText.Check(text, text, CleanUp.Run);
    }

    [Fact]
    public void CleanUp_BothEdgesToOneBlock_BecomeAChoice()
    {
        PassText.Check(
            """
            b0():
              %10:i1 = compare.lt %1, %2
              condbranch %10, b1(%1, %4), b1(%2, %4)
            b1(%11:i32, %12:f32):
              print %11, %12 #0
              return
            """,
            """
            b0():
              %10:i1 = compare.lt %1, %2
              %13:i32 = select %10, %1, %2
              print %13, %4 #0
              return
            """,
            CleanUp.Run);
    }

    [Fact]
    public void CleanUp_SwitchOfOneCase_BecomesABranch()
    {
        PassText.Check(
            """
            b0():
              switch %1, b1(), b2(), b2()
            b1():
              print i32 1 #0
              return
            b2():
              switch i32 7, b1(), b3()
            b3():
              return
            """,
            """
            b0():
              %10:i1 = compare.eq %1, i32 0
              condbranch %10, b1(), b2()
            b1():
              print i32 1 #0
              return
            b2():
              return
            """,
            CleanUp.Run);
    }

    [Fact]
    public void IfConversion_SmallDiamondAndTriangle_BecomeChoices()
    {
        PassText.Check(
            """
            b0():
              %10:i1 = compare.lt %1, %2
              condbranch %10, b1(), b2()
            b1():
              %11:i32 = add %1, i32 1
              branch b3(%11, %4)
            b2():
              %12:i32 = mul %2, %2
              branch b3(%12, %4)
            b3(%13:i32, %14:f32):
              %15:i1 = compare.gt %13, i32 0
              condbranch %15, b4(), b5(%5)
            b4():
              %16:f32 = add %4, %5
              branch b5(%16)
            b5(%17:f32):
              print %13, %14, %17 #0
              return
            """,
            """
            b0():
              %10:i1 = compare.lt %1, %2
              %11:i32 = add %1, i32 1
              %12:i32 = mul %2, %2
              %19:i32 = select %10, %11, %12
              %15:i1 = compare.gt %19, i32 0
              %16:f32 = add %4, %5
              %18:f32 = select %15, %16, %5
              print %19, %4, %18 #0
              return
            """,
            IfConversion.Run,
            CleanUp.Run);
    }

    [Theory]
    [InlineData("%11:i32 = div %1, %2")]
    [InlineData("%11:i32 = load.i32 %0")]
    [InlineData("%12:f32 = math.exp %4\n%11:i32 = ftos %12")]
    [InlineData("%11:i32 = atomicrmw.add.i32 %0, i32 1")]
    public void IfConversion_OfWhatMayFaultOrCosts_IsRefused(string instruction)
    {
        Function function = PassText.Parse(
            $"b0():\n%10:i1 = compare.lt %1, %2\ncondbranch %10, b1(), b2(%1)\nb1():\n{instruction}\nbranch b2(%11)\nb2(%13:i32):\nprint %13 #0\nreturn\n");
        Assert.False(IfConversion.Run(function, new PassContext()));
    }

    [Fact]
    public void SimplifyLoops_TwoEntriesAndTwoLatches_GetPreheaderAndLatch()
    {
        Function function = PassText.Parse("""
            b0():
              %10:i1 = compare.lt %1, %2
              condbranch %10, b1(i32 0, %4), b5()
            b5():
              condbranch %10, b1(i32 1, %4), b4()
            b1(%11:i32, %12:f32):
              %13:i1 = compare.lt %11, %1
              condbranch %13, b1(%2, %5), b2()
            b2():
              %14:i32 = add %11, i32 1
              %15:i1 = compare.lt %14, %2
              condbranch %15, b1(%14, %5), b4()
            b4():
              return
            """);
        Assert.True(SimplifyLoops.Run(function, new PassContext()));
        Verifier.Verify(function);
        ControlFlow flow = ControlFlow.Compute(function);
        Loop loop = LoopForest.Compute(flow, Dominators.Compute(flow)).Loops.Single();
        Block latch = Assert.Single(loop.Latches);
        Block preheader = loop.Preheader(flow)!;

        // Only what differs between the edges needs a parameter.
        Assert.Equal(IrType.I32, Assert.Single(latch.Parameters).Type);
        Assert.Equal([preheader.Parameters[0], function.ParameterValues[4]], preheader.Successors[0].Arguments);
        Assert.Equal([latch.Parameters[0], function.ParameterValues[5]], latch.Successors[0].Arguments);
        Assert.False(SimplifyLoops.Run(function, new PassContext()));
    }

    [Fact]
    public void MakeReducible_GotoIntoALoop_GetsOneHeader()
    {
        Function function = PassText.Parse("""
            b0():
              %10:i1 = compare.lt %1, %2
              condbranch %10, b1(%1), b2(%4)
            b1(%11:i32):
              %12:f32 = stof %11
              branch b2(%12)
            b2(%13:f32):
              print %13 #0
              %14:i32 = ftos %13
              %15:i1 = compare.lt %14, %2
              condbranch %15, b1(%14), b3()
            b3():
              return
            """);
        Assert.True(MakeReducible.Run(function, new PassContext()));
        Verifier.Verify(function);
        ControlFlow flow = ControlFlow.Compute(function);
        LoopForest forest = LoopForest.Compute(flow, Dominators.Compute(flow));
        Assert.True(forest.IsReducible);
        Assert.Equal(Op.Switch, forest.Loops.Single().Header.Terminator.Op);
        Assert.Equal(forest.Loops[0].Header, function.Entry.Successors[0].Block);
        Assert.Equal(forest.Loops[0].Header, function.Entry.Successors[1].Block);
        Assert.Equal("i32 1, f32 0, %1", string.Join(", ", function.Entry.Successors[0].Arguments.Select(Printer.Operand)));
        Assert.Equal("i32 0, %4, i32 0", string.Join(", ", function.Entry.Successors[1].Arguments.Select(Printer.Operand)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(9)]
    public void LowerSwitch_AnyNumberOfCases_ReachesTheRightTarget(int cases)
    {
        string targets = string.Join(", ", Enumerable.Range(1, cases).Select(i => $"b{i}()"));
        string blocks = string.Concat(Enumerable.Range(1, cases).Select(i => $"b{i}():\nprint i32 {i} #0\nreturn\n"));
        for (int selector = -2; selector < cases + 2; selector++)
        {
            Function function = PassText.Parse($"b0():\nswitch %1, {targets}, b99()\n{blocks}b99():\nprint i32 99 #0\nreturn\n");
            Assert.True(LowerSwitch.Run(function, new PassContext()));
            Verifier.Verify(function);
            Assert.DoesNotContain(function.Blocks, b => b.Terminator.Op == Op.Switch);
            string output = IrInterpreter.Run(function, [], [0, selector, 0, 0, 0, 0, 0]);
            Assert.Contains($"text {(selector >= 0 && selector < cases ? selector + 1 : 99)}\n", output, StringComparison.Ordinal);
        }
    }
}
