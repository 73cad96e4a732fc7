using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;
using IlgpuOptim.Engine.IR.Passes;

namespace IlgpuOptim.Engine.Backends.Planning;

/// <summary>
/// Brings a function into the form that the emitter relies on: no switches, reducible, loop-closed, every loop with one
/// latch that does nothing but jump back, and no branch with two edges to one block.
/// </summary>
internal static class LanePreparation
{
    public static void Run(Function function, PassContext context)
    {
        LowerSwitch.Run(function, context);
        SimplifyLoops.Run(function, context);
        SplitDoubleEdges(function);
        AddLatches(function);
        LoopClosedSsa.Run(function, context);
    }

    private static void SplitDoubleEdges(Function function)
    {
        Builder builder = new(function);
        int count = function.Blocks.Count;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<Successor> successors = function.Blocks[i].Successors;
            if (successors.Length == 2 && successors[0].Block == successors[1].Block)
            {
                Successor edge = successors[1];
                Block step = function.NewBlock();
                builder.SetEnd(step);
                builder.Branch(edge.Block, edge.Arguments);
                edge.Block = step;
                edge.Arguments = [];
            }
        }
    }

    private static void AddLatches(Function function)
    {
        ControlFlow flow = ControlFlow.Compute(function);
        LoopForest loops = LoopForest.Compute(flow, Dominators.Compute(flow));
        Builder builder = new(function);
        foreach (Loop loop in loops.Loops)
        {
            if (loop.Latches.Count == 1 && loop.Latches[0].Instructions is [{ Op: Op.Branch }] && loop.Latches[0] != loop.Header)
            {
                continue;
            }

            Block latch = function.NewBlock();
            Value[] arguments = new Value[loop.Header.Parameters.Count];
            for (int i = 0; i < arguments.Length; i++)
            {
                arguments[i] = function.AddBlockParameter(latch, loop.Header.Parameters[i].Type);
            }

            builder.SetEnd(latch);
            builder.Branch(loop.Header, arguments);
            foreach (Block old in loop.Latches)
            {
                foreach (Successor edge in old.Successors)
                {
                    if (edge.Block == loop.Header)
                    {
                        edge.Block = latch;
                    }
                }
            }
        }
    }
}
