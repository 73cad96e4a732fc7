using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>
/// Unrolls loops completely whose number of rounds follows from constants. The rounds are found by executing the part
/// of the loop that depends on nothing else, so any kind of counter will do.
/// </summary>
internal static class Unroll
{
    /// <summary>Rounds over the loop nests: inner loops first, then the loops around what became straight code.</summary>
    private const int MaxRounds = 16;

    /// <summary>Largest number of instructions when loops inside stay loops and no array becomes registers by it.</summary>
    private const int BudgetAroundLoops = 128;

    public static bool Run(Function function, PassContext context)
    {
        bool isClosed = false;
        bool changed = false;
        for (int round = 0; round < MaxRounds; round++)
        {
            ControlFlow flow = ControlFlow.Compute(function);
            if (!HasCycle(flow))
            {
                break;
            }

            Dominators dominators = Dominators.Compute(flow);
            LoopForest forest = LoopForest.Compute(flow, dominators);
            List<(Loop Loop, LoopExecution Execution, int Rounds)> candidates = FindCandidates(function, context, flow, dominators, forest);
            if (candidates.Count == 0)
            {
                break;
            }

            if (!isClosed)
            {
                // Copies of a loop's blocks reach what is behind the loop through exit parameters only.
                isClosed = true;
                if (LoopClosedSsa.Run(function, context))
                {
                    changed = true;
                    continue;
                }
            }

            foreach ((Loop loop, LoopExecution execution, int rounds) in candidates)
            {
                new Cloner(function, flow, loop, execution).Run(rounds);
            }

            // What was in a loop around may be behind it now: a way out that a copy no longer leads back from.
            isClosed = false;
            Edit.RemoveUnreachable(function);
            changed = true;
        }

        return changed;
    }

    /// <summary>Loops to unroll, none of which contains another.</summary>
    private static List<(Loop Loop, LoopExecution Execution, int Rounds)> FindCandidates(
        Function function, PassContext context, ControlFlow flow, Dominators dominators, LoopForest forest)
    {
        List<(Loop Loop, LoopExecution Execution, int Rounds)> candidates = [];
        for (int i = forest.Loops.Length - 1; i >= 0; i--)
        {
            Loop loop = forest.Loops[i];
            bool contains = false;
            foreach ((Loop candidate, _, _) in candidates)
            {
                contains |= loop.Contains(candidate);
            }

            if (contains || LoopExecution.TryCreate(function, flow, dominators, loop) is not { } execution)
            {
                continue;
            }

            int size = Size(flow, loop, out bool indexesArrays);
            int budget = indexesArrays ? context.UnrollBudgetForArrays
                : loop.Children.Count > 0 ? Math.Min(BudgetAroundLoops, context.UnrollBudget)
                : context.UnrollBudget;
            int rounds = execution.CountRounds(budget / size);
            if (rounds >= 0)
            {
                candidates.Add((loop, execution, rounds));
            }
        }

        return candidates;
    }

    private static bool HasCycle(ControlFlow flow)
    {
        foreach (Block block in flow.ReversePostOrder)
        {
            foreach (Successor successor in block.Successors)
            {
                if (flow.Order[successor.Block.Id] <= flow.Order[block.Id])
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static int Size(ControlFlow flow, Loop loop, out bool indexesArrays)
    {
        int size = 1;
        indexesArrays = false;
        for (int i = flow.Order[loop.Header.Id]; i < flow.ReversePostOrder.Length; i++)
        {
            Block block = flow.ReversePostOrder[i];
            if (!loop.Contains(block))
            {
                continue;
            }

            size += block.Instructions.Count;
            foreach (Value value in block.Instructions)
            {
                indexesArrays |= value is { Op: Op.PtrAdd, Type: IrType.PtrLocal } && value.Operands[1].Op != Op.Const;
            }
        }

        return size;
    }

    /// <summary>Copies the blocks of a loop once per round, with what is constant in that round put in.</summary>
    private sealed class Cloner(Function function, ControlFlow flow, Loop loop, LoopExecution execution)
    {
        private readonly Value?[] _map = new Value?[function.ValueCount];
        private readonly Block?[] _blocks = new Block?[function.BlockCount];
        private readonly List<Block> _body = [];
        private Block? _nextHeader;

        public void Run(int rounds)
        {
            foreach (Block block in flow.ReversePostOrder)
            {
                if (loop.Contains(block))
                {
                    _body.Add(block);
                }
            }

            // Copies of other loops may lead here, which the analysis does not know.
            Block current = this.NewHeader();
            foreach (Block block in function.Blocks)
            {
                if (loop.Contains(block))
                {
                    continue;
                }

                foreach (Successor edge in block.Successors)
                {
                    if (edge.Block == loop.Header)
                    {
                        edge.Block = current;
                    }
                }
            }

            execution.Start();
            for (int round = 0; round <= rounds; round++)
            {
                execution.Evaluate();
                _nextHeader = round < rounds ? this.NewHeader() : null;
                this.CloneRound(current);
                if (_nextHeader is not null)
                {
                    current = _nextHeader;
                    execution.Step();
                }
            }
        }

        private Block NewHeader()
        {
            Block header = function.NewBlock();
            foreach (Value parameter in loop.Header.Parameters)
            {
                function.AddBlockParameter(header, parameter.Type);
            }

            return header;
        }

        private void CloneRound(Block header)
        {
            foreach (Block block in _body)
            {
                _blocks[block.Id] = null;
            }

            _blocks[loop.Header.Id] = header;
            foreach (Block block in _body)
            {
                // Blocks that this round does not reach have no copy; all others are known from an edge by now.
                if (_blocks[block.Id] is not { } copy)
                {
                    continue;
                }

                for (int i = 0; i < block.Parameters.Count; i++)
                {
                    _map[block.Parameters[i].Id] = execution.TryGet(block.Parameters[i]) ?? copy.Parameters[i];
                }

                foreach (Value value in block.Instructions)
                {
                    if (execution.TryGet(value) is { } constant)
                    {
                        _map[value.Id] = constant;
                        continue;
                    }

                    this.CloneInstruction(value, copy);
                }
            }
        }

        private void CloneInstruction(Value value, Block block)
        {
            Value clone = Edit.Copy(function, value);
            clone.Block = block;
            for (int i = 0; i < clone.Operands.Length; i++)
            {
                clone.Operands[i] = this.Map(clone.Operands[i]);
            }

            _map[value.Id] = clone;
            block.Instructions.Add(clone);
            if (value.Targets is not { } targets)
            {
                return;
            }

            if (value.Op != Op.Branch && clone.Operands[0] is { Op: Op.Const } decision)
            {
                int taken = value.Op == Op.CondBranch
                    ? (decision.Imm != 0 ? 0 : 1)
                    : (int)Math.Min((ulong)decision.Imm, (ulong)targets.Length - 1);
                Edit.MakeBranch(clone, this.CloneEdge(targets[taken]));

                return;
            }

            clone.Targets = new Successor[targets.Length];
            for (int i = 0; i < targets.Length; i++)
            {
                clone.Targets[i] = this.CloneEdge(targets[i]);
            }
        }

        private Successor CloneEdge(Successor edge)
        {
            Value[] arguments = edge.Arguments.Length == 0 ? Value.NoOperands : new Value[edge.Arguments.Length];
            for (int i = 0; i < arguments.Length; i++)
            {
                arguments[i] = this.Map(edge.Arguments[i]);
            }

            Block target = edge.Block;
            if (target == loop.Header)
            {
                target = _nextHeader ?? throw new InvalidOperationException("a loop runs longer than counted");
            }
            else if (loop.Contains(target))
            {
                target = _blocks[target.Id] ?? this.NewCopy(target);
            }

            return new Successor(target, arguments);
        }

        private Block NewCopy(Block block)
        {
            Block copy = function.NewBlock();
            foreach (Value parameter in block.Parameters)
            {
                function.AddBlockParameter(copy, parameter.Type);
            }

            _blocks[block.Id] = copy;

            return copy;
        }

        private Value Map(Value value) => value.Id < _map.Length && _map[value.Id] is { } mapped ? mapped : value;
    }
}
