using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>
/// Executes the part of a loop that depends on constants only: header parameters that start as a constant and change
/// by such values, and everything computed from them.
/// </summary>
internal sealed class LoopExecution
{
    private readonly Function _function;
    private readonly Loop _loop;
    private readonly ControlFlow _flow;

    /// <summary>The values that take part, in an order in which operands come first.</summary>
    private readonly List<Value> _values = [];
    private readonly List<Block> _exits = [];
    private readonly List<(Value Parameter, long Start, Value Next)> _parameters = [];

    /// <summary>By value id: takes part; and its bits in the current round, if they could be computed.</summary>
    private readonly BitSet _members;
    private BitSet _known = null!;
    private long[] _bits = [];
    private long[] _next = [];
    private bool[] _nextKnown = [];

    private LoopExecution(Function function, ControlFlow flow, Loop loop)
    {
        _function = function;
        _flow = flow;
        _loop = loop;
        _members = new BitSet(function.ValueCount);
    }

    /// <summary>Null if no exit that every round tests depends on constants only.</summary>
    public static LoopExecution? TryCreate(Function function, ControlFlow flow, Dominators dominators, Loop loop)
    {
        LoopExecution execution = new(function, flow, loop);
        execution.FindParameters();

        // Optimistic: a parameter is dropped when its next value turns out not to take part, until all agree.
        do
        {
            if (execution._parameters.Count == 0)
            {
                return null;
            }

            execution.FindValues();
        }
        while (execution._parameters.RemoveAll(p => p.Next.Op != Op.Const && !execution._members.Contains(p.Next.Id)) > 0);

        execution.FindExits(dominators);
        if (execution._exits.Count == 0)
        {
            return null;
        }

        execution._known = new BitSet(function.ValueCount);
        execution._bits = new long[function.ValueCount];
        execution._next = new long[execution._parameters.Count];
        execution._nextKnown = new bool[execution._parameters.Count];

        return execution;
    }

    /// <summary>
    /// How often the latch is executed before an exit is taken that every round tests; -1 if that is unknown or
    /// greater than <paramref name="limit"/>.
    /// </summary>
    public int CountRounds(int limit)
    {
        this.Start();
        for (int round = 0; round <= limit; round++)
        {
            this.Evaluate();
            bool anyKnown = false;
            foreach (Block block in _exits)
            {
                Value terminator = block.Terminator;
                if (!this.TryGetBits(terminator.Operands[0], out long decision))
                {
                    continue;
                }

                anyKnown = true;
                Successor[] targets = terminator.Targets!;
                int taken = terminator.Op == Op.CondBranch
                    ? (decision != 0 ? 0 : 1)
                    : (int)Math.Min((ulong)decision, (ulong)targets.Length - 1);
                if (!_loop.Contains(targets[taken].Block))
                {
                    return round;
                }
            }

            if (!anyKnown)
            {
                return -1;
            }

            this.Step();
        }

        return -1;
    }

    /// <summary>Sets the parameters to their values in the first round.</summary>
    public void Start()
    {
        foreach ((Value parameter, long start, _) in _parameters)
        {
            _bits[parameter.Id] = start;
            _known.Add(parameter.Id);
        }
    }

    /// <summary>Computes all values of the current round.</summary>
    public void Evaluate()
    {
        foreach (Value value in _values)
        {
            Value[] operands = value.Operands;
            long a = 0;
            long b = 0;
            long c = 0;
            long result = 0;
            bool known = this.TryGetBits(operands[0], out a)
                && (operands.Length < 2 || this.TryGetBits(operands[1], out b))
                && (operands.Length < 3 || this.TryGetBits(operands[2], out c))
                && ConstantFolding.TryEvaluate(value, a, b, c, out result);
            if (known)
            {
                _bits[value.Id] = result;
                _known.Add(value.Id);
            }
            else
            {
                _known.Remove(value.Id);
            }
        }
    }

    /// <summary>Gives the parameters their values for the next round, all at once.</summary>
    public void Step()
    {
        for (int i = 0; i < _parameters.Count; i++)
        {
            _nextKnown[i] = this.TryGetBits(_parameters[i].Next, out _next[i]);
        }

        for (int i = 0; i < _parameters.Count; i++)
        {
            int id = _parameters[i].Parameter.Id;
            _bits[id] = _next[i];
            if (_nextKnown[i])
            {
                _known.Add(id);
            }
            else
            {
                _known.Remove(id);
            }
        }
    }

    /// <summary>The constant that a value of the loop is in the current round, or null.</summary>
    public Value? TryGet(Value value) =>
        _known.Contains(value.Id) ? _function.Constant(value.Type, _bits[value.Id]) : null;

    private bool TryGetBits(Value value, out long bits)
    {
        if (value.Op == Op.Const)
        {
            bits = value.Imm;

            return true;
        }

        bits = _known.Contains(value.Id) ? _bits[value.Id] : 0;

        return _known.Contains(value.Id);
    }

    private void FindParameters()
    {
        Block header = _loop.Header;
        foreach (Value parameter in header.Parameters)
        {
            Value? start = null;
            Value? next = null;
            bool unique = true;
            foreach (Block predecessor in _flow.Predecessors[header.Id])
            {
                foreach (Successor edge in predecessor.Successors)
                {
                    if (edge.Block != header)
                    {
                        continue;
                    }

                    Value argument = edge.Arguments[(int)parameter.Imm];
                    ref Value? source = ref start;
                    if (_loop.Contains(predecessor))
                    {
                        source = ref next;
                    }

                    unique &= source is null || source == argument;
                    source = argument;
                }
            }

            if (unique && start is { Op: Op.Const } && next is not null && !start.Type.IsPointer())
            {
                _parameters.Add((parameter, start.Imm, next));
            }
        }
    }

    private void FindValues()
    {
        _values.Clear();
        _members.Clear();
        foreach ((Value parameter, _, _) in _parameters)
        {
            _members.Add(parameter.Id);
        }

        Block[] order = _flow.ReversePostOrder;
        for (int i = _flow.Order[_loop.Header.Id]; i < order.Length; i++)
        {
            if (!_loop.Contains(order[i]))
            {
                continue;
            }

            foreach (Value value in order[i].Instructions)
            {
                if (value.Op is >= Op.Add and <= Op.Bitcast && this.DependsOnMembers(value))
                {
                    _members.Add(value.Id);
                    _values.Add(value);
                }
            }
        }
    }

    private bool DependsOnMembers(Value value)
    {
        if (value.Operands.Length is 0 or > 3)
        {
            return false;
        }

        foreach (Value operand in value.Operands)
        {
            if (operand.Op != Op.Const && !_members.Contains(operand.Id))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Blocks of every round (they dominate all latches) with an edge out of the loop, in the order of execution.</summary>
    private void FindExits(Dominators dominators)
    {
        foreach ((Block from, _) in _loop.ExitEdges)
        {
            Value terminator = from.Terminator;
            if (terminator.Op is not (Op.CondBranch or Op.Switch)
                || !_members.Contains(terminator.Operands[0].Id)
                || _exits.Contains(from))
            {
                continue;
            }

            bool always = true;
            foreach (Block latch in _loop.Latches)
            {
                always &= dominators.Dominates(from, latch);
            }

            if (always)
            {
                _exits.Add(from);
            }
        }
    }
}
