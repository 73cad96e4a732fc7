using System.Runtime.CompilerServices;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>
/// SSA construction while the blocks are being filled (Braun et al. 2013): reading a variable looks for its definition
/// backwards and makes block parameters where paths meet. Parameters that turn out to carry one value only are forwarded
/// to it; <see cref="Finish"/> resolves all forwards and writes the arguments of the edges.
/// </summary>
internal sealed class SsaVariables(Function function)
{
    private readonly Dictionary<long, Value> _definitions = new(512);
    private readonly List<Block> _starts = [];
    private readonly List<MemType> _forms = [];
    private readonly List<Phi> _phis = [];
    private BlockState[] _blocks = new BlockState[16];
    private readonly List<LocalReference> _references = [];
    private readonly List<Value> _referenceValues = [];
    private bool _retyped;

    /// <summary>Addresses of these variables are used in ways that only memory can serve.</summary>
    public readonly HashSet<long> Escaped = [];

    /// <summary>
    /// Assumptions that readonly structs do not change in a loop which turned out to be wrong.
    /// </summary>
    public readonly HashSet<long> Unstable = [];

    /// <summary>Variables that are taken to be the same all over a loop until the end of the loop proves otherwise.</summary>
    private readonly Dictionary<int, long> _stable = [];

    private sealed class BlockState
    {
        public readonly List<(Block From, Successor Edge)> Edges = [];
        public readonly List<Phi> Phis = [];
        public List<(int Variable, Value Value)>? Assumed;
        public bool Sealed;
        public bool Header;
    }

    private sealed class Phi(int variable, Value parameter)
    {
        public readonly int Variable = variable;
        public readonly Value Parameter = parameter;
        public Value[] Operands = Value.NoOperands;
        public bool Live;
    }

    /// <summary>Makes variables for leaves; they are zero where control enters <paramref name="start"/>.</summary>
    public int New(TypeLayout type, Block start)
    {
        int first = _starts.Count;
        foreach (Leaf leaf in type.Leaves)
        {
            _starts.Add(start);
            _forms.Add(leaf.Mem);
        }

        return first;
    }

    /// <summary>The variables of a type are expected not to change in loops; <paramref name="key"/> is reported if they do.</summary>
    public void Expect(int first, int count, long key)
    {
        for (int i = 0; i < count; ++i)
        {
            _stable[first + i] = key;
        }
    }

    /// <summary>The symbolic address of a place in a variable; equal places give the same value.</summary>
    public Value Reference(Variable variable, int offset)
    {
        if (offset == 0 && variable.Reference is { } known)
        {
            return known;
        }

        for (int i = _references.Count - 1; i >= 0 && offset != 0; --i)
        {
            if (_references[i].Variable == variable && _references[i].Offset == offset)
            {
                return _referenceValues[i];
            }
        }

        Value value = function.NewValue(Op.Alloca, IrType.PtrLocal);
        value.Aux = LocalReference.Mark;
        value.Imm = _references.Count;
        _references.Add(new LocalReference(variable, offset));
        _referenceValues.Add(value);
        if (offset == 0)
        {
            variable.Reference = value;
        }

        return value;
    }

    /// <summary>What a symbolic address stands for.</summary>
    public LocalReference Target(Value reference) => _references[(int)reference.Imm];

    public static Value Resolve(Value value)
    {
        while (value.Op == Op.BlockParam && value.Aux != 0)
        {
            value = value.Operands[0];
        }

        return value;
    }

    public void Write(int variable, Block block, Value value) => _definitions[Key(variable, block)] = value;

    public Value Read(int variable, Block block)
    {
        long key = Key(variable, block);
        if (_definitions.TryGetValue(key, out Value? found))
        {
            return Resolve(found);
        }

        // Walk up through blocks with one way in, without recursion.
        Block at = block;
        BlockState state;
        while (true)
        {
            if (at == _starts[variable])
            {
                found = this.Zero(_forms[variable]);
                break;
            }

            state = this.State(at);
            if (!state.Sealed || state.Edges.Count != 1)
            {
                found = this.Join(variable, at, state);
                break;
            }

            at = state.Edges[0].From;
            if (_definitions.TryGetValue(Key(variable, at), out found))
            {
                break;
            }
        }

        found = Resolve(found);
        _definitions[Key(variable, at)] = found;
        if (at != block)
        {
            _definitions[key] = found;
        }

        return found;
    }

    public void AddEdge(Block from, Successor edge) => this.State(edge.Block).Edges.Add((from, edge));

    public void MarkHeader(Block block) => this.State(block).Header = true;

    public bool IsHeader(Block block) => this.State(block).Header;

    /// <summary>The edge from a block to a header goes back, and the loop it closes holds the given block.</summary>
    public bool LoopHolds(Block header, Block from, Block block)
    {
        HashSet<Block> loop = [header, from];
        Stack<Block> work = new();
        work.Push(from);
        while (work.Count > 0)
        {
            Block at = work.Pop();
            if (at == header)
            {
                continue;
            }

            if (at == function.Entry)
            {
                // Reached without passing the header: the edge enters the loop.
                return false;
            }

            foreach ((Block predecessor, Successor _) in this.State(at).Edges)
            {
                if (loop.Add(predecessor))
                {
                    work.Push(predecessor);
                }
            }
        }

        return loop.Contains(block);
    }

    /// <summary>All edges into the block are known.</summary>
    public void Seal(Block block)
    {
        BlockState state = this.State(block);
        if (state.Sealed)
        {
            return;
        }

        state.Sealed = true;
        for (int i = 0; i < state.Phis.Count; ++i)
        {
            this.Complete(state.Phis[i], state);
        }

        if (state.Assumed is null)
        {
            return;
        }

        foreach ((int variable, Value value) in state.Assumed)
        {
            foreach ((Block from, Successor _) in state.Edges)
            {
                if (Resolve(this.Read(variable, from)) != Resolve(value))
                {
                    this.Unstable.Add(_stable[variable]);
                }
            }
        }
    }

    /// <summary>Resolves forwards in all instructions and gives blocks their parameters and edges their arguments.</summary>
    public void Finish()
    {
        this.RemoveTrivial();
        foreach (Block block in function.Blocks)
        {
            foreach (Value instruction in block.Instructions)
            {
                Value[] operands = instruction.Operands;
                for (int i = 0; i < operands.Length; ++i)
                {
                    operands[i] = Resolve(operands[i]);
                    this.Use(operands[i]);
                }
            }
        }

        foreach (Block block in function.Blocks)
        {
            BlockState state = this.State(block);
            int count = 0;
            foreach (Phi phi in state.Phis)
            {
                if (phi.Live && phi.Parameter.Aux == 0)
                {
                    phi.Parameter.Imm = count++;
                    block.Parameters.Add(phi.Parameter);
                }
            }

            if (count == 0)
            {
                continue;
            }

            for (int e = 0; e < state.Edges.Count; ++e)
            {
                Value[] arguments = new Value[count];
                count = 0;
                foreach (Phi phi in state.Phis)
                {
                    if (phi.Live && phi.Parameter.Aux == 0)
                    {
                        arguments[count++] = this.Adapt(Resolve(phi.Operands[e]), phi.Parameter.Type);
                    }
                }

                state.Edges[e].Edge.Arguments = arguments;
            }
        }

        if (_retyped)
        {
            PointerTypes.Propagate(function);
        }
    }

    private static long Key(int variable, Block block) => ((long)block.Id << 32) | (uint)variable;

    private BlockState State(Block block)
    {
        if (block.Id >= _blocks.Length)
        {
            Array.Resize(ref _blocks, Math.Max(block.Id + 1, _blocks.Length * 2));
        }

        return _blocks[block.Id] ??= new BlockState();
    }

    private Value Zero(MemType form) => function.Constant(form.ValueType(), 0);

    private Value Join(int variable, Block block, BlockState state)
    {
        // As deep as there are joins without a read in between; too deep is an error of the kernel, not a crash.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!state.Sealed)
        {
            // A loop header whose back edges are to come; the way in tells the type.
            Value first = this.Read(variable, state.Edges[0].From);
            if (_stable.ContainsKey(variable))
            {
                (state.Assumed ??= []).Add((variable, first));

                return first;
            }

            // Looking for it may have led through the loop and back to here.
            return _definitions.TryGetValue(Key(variable, block), out Value? known)
                ? known
                : this.NewPhi(variable, block, state, first.Type).Parameter;
        }

        if (state.Header)
        {
            Value first = this.Read(variable, state.Edges[0].From);
            if (_definitions.TryGetValue(Key(variable, block), out Value? known))
            {
                return Resolve(known);
            }

            Phi phi = this.NewPhi(variable, block, state, first.Type);
            this.Complete(phi, state);

            return Resolve(phi.Parameter);
        }

        // No cycle leads back here without passing a loop header, so the edges can be asked first.
        Value[] operands = new Value[state.Edges.Count];
        bool same = true;
        for (int i = 0; i < operands.Length; ++i)
        {
            operands[i] = this.Read(variable, state.Edges[i].From);
            same &= operands[i] == operands[0];
        }

        if (same)
        {
            return operands[0];
        }

        Phi join = this.NewPhi(variable, block, state, operands[0].Type);
        join.Operands = operands;
        this.Unify(join);

        return join.Parameter;
    }

    private Phi NewPhi(int variable, Block block, BlockState state, IrType type)
    {
        Value parameter = function.NewValue(Op.BlockParam, type);
        parameter.Block = block;
        parameter.Imm = _phis.Count;
        Phi phi = new(variable, parameter);
        _phis.Add(phi);
        state.Phis.Add(phi);
        _definitions[Key(variable, block)] = parameter;

        return phi;
    }

    private void Complete(Phi phi, BlockState state)
    {
        Value[] operands = new Value[state.Edges.Count];
        for (int i = 0; i < operands.Length; ++i)
        {
            operands[i] = this.Read(phi.Variable, state.Edges[i].From);
        }

        phi.Operands = operands;
        if (!Forward(phi))
        {
            this.Unify(phi);
        }
    }

    /// <summary>Forwards a parameter that has one value apart from itself.</summary>
    private static bool Forward(Phi phi)
    {
        Value? only = null;
        foreach (Value operand in phi.Operands)
        {
            Value value = Resolve(operand);
            if (value == phi.Parameter || value == only)
            {
                continue;
            }

            if (only is not null)
            {
                return false;
            }

            only = value;
        }

        if (only is null)
        {
            return false;
        }

        phi.Parameter.Aux = 1;
        phi.Parameter.Operands = [only];

        return true;
    }

    /// <summary>Null adapts to the space of the other pointers; anything else of two types is an error.</summary>
    private void Unify(Phi phi)
    {
        IrType type = phi.Parameter.Type;
        foreach (Value operand in phi.Operands)
        {
            Value value = Resolve(operand);
            if (value.Type == type || value == phi.Parameter)
            {
                continue;
            }

            if (!value.Type.IsPointer() || !type.IsPointer())
            {
                throw new KernelFault(Diagnostics.InvalidIl, function.Name, $"{type.Name()} meets {value.Type.Name()}");
            }

            if (value.IsZero)
            {
                continue;
            }

            foreach (Value other in phi.Operands)
            {
                if (other.Type == type && !other.IsZero && other != phi.Parameter)
                {
                    throw new KernelFault(Diagnostics.SpaceMix, PointerTypes.Space(type), PointerTypes.Space(value.Type));
                }
            }

            type = value.Type;
            phi.Parameter.Type = type;
            _retyped = true;
        }
    }

    private void RemoveTrivial()
    {
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (Phi phi in _phis)
            {
                changed |= phi.Parameter.Aux == 0 && Forward(phi);
            }
        }
    }

    /// <summary>Notes what a used value needs: parameters their operands, symbolic addresses memory.</summary>
    private void Use(Value value)
    {
        if (LocalReference.Is(value))
        {
            this.Escaped.Add(this.Target(value).Variable.Key);

            return;
        }

        if (value.Op != Op.BlockParam || _phis[(int)value.Imm].Live)
        {
            return;
        }

        Stack<Phi> work = new();
        Mark(_phis[(int)value.Imm]);
        while (work.Count > 0)
        {
            foreach (Value operand in work.Pop().Operands)
            {
                Value resolved = Resolve(operand);
                if (LocalReference.Is(resolved))
                {
                    this.Escaped.Add(this.Target(resolved).Variable.Key);
                }
                else if (resolved.Op == Op.BlockParam && !_phis[(int)resolved.Imm].Live)
                {
                    Mark(_phis[(int)resolved.Imm]);
                }
            }
        }

        void Mark(Phi phi)
        {
            phi.Live = true;
            work.Push(phi);
        }
    }

    private Value Adapt(Value value, IrType type) => value.IsZero && value.Type != type ? function.Constant(type, 0) : value;
}
