using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>
/// Unrolls loops completely whose number of rounds follows from constants. The rounds are found by executing the part
/// of the loop that depends on nothing else, so any kind of counter will do.
/// </summary>
internal static class Unroll
{
    private const int MaxLoops = 64;

    /// <summary>Largest number of instructions when loops inside stay loops and no array becomes registers by it.</summary>
    private const int BudgetAroundLoops = 128;

    public static bool Run(Function function, PassContext context)
    {
        bool changed = false;
        for (int i = 0; i < MaxLoops && UnrollOne(function, context); i++)
        {
            changed = true;
        }

        return changed;
    }

    private static bool UnrollOne(Function function, PassContext context)
    {
        ControlFlow flow = ControlFlow.Compute(function);
        if (!HasCycle(flow))
        {
            return false;
        }

        LoopForest forest = LoopForest.Compute(flow, Dominators.Compute(flow));
        for (int i = forest.Loops.Length - 1; i >= 0; i--)
        {
            Loop loop = forest.Loops[i];
            int size = Size(flow, loop, out bool indexesArrays);
            int budget = indexesArrays ? context.UnrollBudgetForArrays
                : loop.Children.Count > 0 ? Math.Min(BudgetAroundLoops, context.UnrollBudget)
                : context.UnrollBudget;
            LoopExecution execution = new(function, flow, loop);
            int rounds = execution.CountRounds(budget / size);
            if (rounds < 0)
            {
                continue;
            }

            Block header = loop.Header;
            bool isStale = LoopClosedSsa.DedicateExits(function, flow, loop);
            if (isStale)
            {
                flow = ControlFlow.Compute(function);
            }

            Dominators dominators = Dominators.Compute(flow);
            if (isStale)
            {
                loop = LoopForest.Compute(flow, dominators).InnermostOf(header)!;
            }

            LoopClosedSsa.Close(function, flow, dominators, loop);
            new Cloner(function, flow, loop, new LoopExecution(function, flow, loop)).Run(rounds);
            Edit.RemoveUnreachable(function);

            return true;
        }

        return false;
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

            Block current = this.NewHeader();
            foreach (Block predecessor in flow.Predecessors[loop.Header.Id])
            {
                foreach (Successor edge in predecessor.Successors)
                {
                    if (edge.Block == loop.Header && !loop.Contains(predecessor))
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
