using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;
using IlgpuOptim.Engine.IR.Passes;

using Xunit;

namespace IlgpuOptim.Engine.Tests.IR;

public sealed class LoopClosedSsaTests
{
    /// <summary>What leaves a loop by two exits and is needed behind another loop must be carried through that.</summary>
    [Fact]
    public void Run_ValueUsedBehindASecondLoop_IsClosedForBoth()
    {
        Function function = Parser.Parse("""
            kernel "k" explicit
              param %0 i32 "n"
              message ""
            b0():
              branch b1(i32 0)
            b1(%1:i32):
              %2:i32 = mul %1, %0
              %3:i1 = compare.lt %1, %0
              condbranch %3, b2(), b4(i32 1)
            b2():
              %4:i1 = compare.eq %2, i32 99
              condbranch %4, b4(i32 2), b3()
            b3():
              %5:i32 = add %1, i32 1
              branch b1(%5)
            b4(%6:i32):
              branch b5(%6)
            b5(%7:i32):
              %8:i32 = add %7, i32 1
              %9:i1 = compare.lt %8, %0
              condbranch %9, b5(%8), b6()
            b6():
              print %2, %8 #0
              return
            """);
        Verifier.Verify(function);
        Assert.True(LoopClosedSsa.Run(function, new PassContext()));
        Verifier.Verify(function);
        AssertClosed(function);
        Assert.False(LoopClosedSsa.Run(function, new PassContext()));
    }

    internal static void AssertClosed(Function function)
    {
        ControlFlow flow = ControlFlow.Compute(function);
        LoopForest forest = LoopForest.Compute(flow, Dominators.Compute(flow));
        foreach (Loop loop in forest.Loops)
        {
            foreach ((Block from, int index) in loop.ExitEdges)
            {
                Block exit = from.Successors[index].Block;
                Assert.All(flow.Predecessors[exit.Id], p => Assert.True(loop.Contains(p), $"{exit} is not an exit of {loop} alone"));
            }

            foreach (Block block in flow.ReversePostOrder)
            {
                foreach (Value value in block.Instructions.Where(_ => !loop.Contains(block)))
                {
                    foreach (Value used in value.Operands.Concat((value.Targets ?? []).SelectMany(t => t.Arguments)))
                    {
                        Assert.False(used.Block is not null && loop.Contains(used.Block), $"{used} of {loop} is used in {value}");
                    }
                }
            }
        }
    }
}
