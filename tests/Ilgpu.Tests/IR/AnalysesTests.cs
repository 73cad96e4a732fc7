using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;
using Xunit;

namespace IlgpuOptim.Engine.Tests.IR;

public sealed class AnalysesTests
{
    /// <summary>Two nested loops with a break out of both, a diamond in the inner one, and an unreachable block.</summary>
    private const string Nested = """
        kernel "k" explicit
        b0():
          %1:i32 = laneidx
          branch b1(i32 0)
        b1(%2:i32):
          %3:i1 = compare.lt %2, %1
          condbranch %3, b2(i32 0), b9()
        b2(%4:i32):
          %5:i1 = compare.lt %4, %2
          condbranch %5, b3(), b8()
        b3():
          %6:i1 = compare.eq %4, i32 7
          condbranch %6, b4(), b5()
        b4():
          %7:i32 = add %4, i32 2
          branch b6(%7)
        b5():
          %8:i32 = add %4, %1
          %9:i1 = compare.gt %8, i32 100
          condbranch %9, b9(), b6(%8)
        b6(%10:i32):
          branch b2(%10)
        b8():
          %11:i32 = add %2, i32 1
          branch b1(%11)
        b9():
          return
        b10():
          branch b9()
        """;

    private static Block B(Function function, int id) => function.Blocks.Single(b => b.Id == id);

    [Fact]
    public void Analyses_NestedLoops_AreFound()
    {
        Function function = Parser.Parse(Nested);
        Verifier.Verify(function);
        ControlFlow flow = ControlFlow.Compute(function);
        Dominators dominators = Dominators.Compute(flow);
        PostDominators postDominators = PostDominators.Compute(flow);
        LoopForest forest = LoopForest.Compute(flow, dominators);
        Assert.Equal(9, flow.ReversePostOrder.Length);
        Assert.False(flow.IsReachable(B(function, 10)));
        Assert.Equal(2, flow.Predecessors[9].Count);
        Assert.Equal(B(function, 1), dominators.Immediate[9]);
        Assert.Equal(B(function, 3), dominators.Immediate[6]);
        Assert.True(dominators.Dominates(B(function, 2), B(function, 8)));
        Assert.False(dominators.Dominates(B(function, 8), B(function, 9)));
        Assert.Equal(B(function, 9), postDominators.Immediate[5]);
        Assert.Equal(B(function, 9), postDominators.Immediate[1]);
        Assert.Null(postDominators.Immediate[9]);
        Assert.True(postDominators.PostDominates(B(function, 2), B(function, 6)));
        Assert.True(forest.IsReducible);
        Assert.Equal(2, forest.Loops.Length);
        (Loop outer, Loop inner) = (forest.Loops[0], forest.Loops[1]);
        Assert.Equal((1, 2), (outer.Header.Id, inner.Header.Id));
        Assert.Equal(outer, inner.Parent);
        Assert.Equal((1, 2), (outer.Depth, inner.Depth));
        Assert.Equal([2, 3, 4, 5, 6], Enumerable.Range(0, 11).Where(inner.Blocks.Contains));
        Assert.Equal([1, 2, 3, 4, 5, 6, 8], Enumerable.Range(0, 11).Where(outer.Blocks.Contains));
        Assert.Equal([(2, 1), (5, 0)], inner.ExitEdges.Select(e => (e.From.Id, e.Index)));
        Assert.Equal([(1, 1), (5, 0)], outer.ExitEdges.Select(e => (e.From.Id, e.Index)).Order());
        Assert.Equal(B(function, 0), outer.Preheader(flow));
        Assert.Null(inner.Preheader(flow));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 8, 9], forest.LinearOrder().Select(b => b.Id));
    }

    [Fact]
    public void Liveness_NestedLoops_KnowsWhatIsReadLater()
    {
        Function function = Parser.Parse(Nested);
        Liveness liveness = Liveness.Compute(ControlFlow.Compute(function));
        Assert.Equal([], Members(liveness.LiveIn(B(function, 0))));
        Assert.Equal([1], Members(liveness.LiveIn(B(function, 1))));
        Assert.Equal([1, 2], Members(liveness.LiveIn(B(function, 2))));
        Assert.Equal([1, 2, 4], Members(liveness.LiveIn(B(function, 5))));
        Assert.Equal([1, 2], Members(liveness.LiveOut(B(function, 5))));
        Assert.Equal([1, 2, 8], Members(liveness.LiveAfter(B(function, 5), 0)));
        Assert.Equal([1, 2, 8, 9], Members(liveness.LiveAfter(B(function, 5), 1)));
        Assert.Equal([1, 2, 4], Members(liveness.LiveAfter(B(function, 5), -1)));
    }

    [Fact]
    public void LoopForest_TwoEntriesIntoACycle_IsIrreducible()
    {
        Function function = Parser.Parse("""
            kernel "k" explicit
            b0():
              %1:i1 = warpany i1 1
              condbranch %1, b1(), b2()
            b1():
              branch b2()
            b2():
              condbranch %1, b1(), b3()
            b3():
              return
            """);
        ControlFlow flow = ControlFlow.Compute(function);
        LoopForest forest = LoopForest.Compute(flow, Dominators.Compute(flow));
        Assert.False(forest.IsReducible);
        Assert.Empty(forest.Loops);
    }

    [Fact]
    public void PostDominators_EndlessLoop_Terminates()
    {
        Function function = Parser.Parse("""
            kernel "k" explicit
            b0():
              %1:i1 = warpany i1 1
              condbranch %1, b1(), b3()
            b1():
              branch b2()
            b2():
              branch b1()
            b3():
              return
            """);
        PostDominators dominators = PostDominators.Compute(ControlFlow.Compute(function));
        Assert.Null(dominators.Immediate[0]);
        Assert.Null(dominators.Immediate[3]);
        Assert.Equal(B(function, 2), dominators.Immediate[1]);
    }

    private static IEnumerable<int> Members(BitSet set)
    {
        for (int i = set.Next(0); i >= 0; i = set.Next(i + 1))
        {
            yield return i;
        }
    }
}
