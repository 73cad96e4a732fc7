using System.Reflection.Metadata;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>Control flow: jumps, branches, switches, returns, throws.</summary>
internal sealed partial class Interpreter
{
    /// <summary>Goes on in an IL block; a block that is entered from here only continues in the same IR block.</summary>
    private void Jump(int target, int stackBase)
    {
        Frame frame = _frame;
        IlBlock block = frame.Method.Code.Blocks[target];
        if (block.Predecessors.Count == 1 && block.LoopEnd < 0)
        {
            frame.Blocks[target].Start = this.Builder.Block;
            frame.Blocks[target].Stack = this.Snapshot(stackBase);
            frame.Blocks[target].Continues = true;

            return;
        }

        Successor edge = this.Edge(target, stackBase);
        this.Builder.Branch(edge);
        _ssa.AddEdge(this.Builder.Block, edge);
    }

    /// <summary>An edge into an IL block, with the evaluation stack handed over. Emitted before the terminator.</summary>
    private Successor Edge(int target, int stackBase)
    {
        Frame frame = _frame;
        IlBlock block = frame.Method.Code.Blocks[target];
        ref FrameBlock state = ref frame.Blocks[target];
        bool single = block.Predecessors.Count == 1 && block.LoopEnd < 0;
        Block? start = state.Start;
        if (start is null)
        {
            start = _function.NewBlock();
            state.Start = start;
            state.Stack = this.Snapshot(stackBase);
            if (block.LoopEnd >= 0)
            {
                _ssa.MarkHeader(start);
            }

            if (!single && state.Stack.Length > 0)
            {
                this.DeclareStack(ref state);
            }
        }

        if (state.StackVariables is { } variables)
        {
            Operand[] entries = state.Stack!;
            if (entries.Length != _sp - stackBase)
            {
                throw new KernelFault(Diagnostics.InvalidIl, frame.Method.ToString(), "stacks of different depth meet");
            }

            for (int i = 0; i < entries.Length; ++i)
            {
                this.WriteLeaves(entries[i].Type, variables[i], this.Coerce(_stack[stackBase + i], entries[i].Type));
            }
        }

        return new Successor(start);
    }

    /// <summary>Chooses the types that the stack has where several edges meet.</summary>
    private void DeclareStack(ref FrameBlock state)
    {
        Operand[] entries = state.Stack!;
        state.StackVariables = new int[entries.Length];
        for (int i = 0; i < entries.Length; ++i)
        {
            TypeLayout type = entries[i].Type;
            if (type.Kind is TypeKind.TypeHandle or TypeKind.Class)
            {
                throw new KernelFault(Diagnostics.Typeof);
            }

            if (type.Kind == TypeKind.Text)
            {
                throw new KernelFault(Diagnostics.TextUse);
            }

            // On the stack all small integers and truth values are int: c ? a < b : 5 mixes them freely.
            if (type.Kind == TypeKind.Scalar && type.Mem.ValueType() == IrType.I32)
            {
                entries[i] = entries[i].As(TypeLayout.Int32);
            }

            state.StackVariables[i] = _ssa.New(type, _frame.Start);
        }
    }

    private Operand[] Snapshot(int stackBase)
    {
        if (_sp == stackBase)
        {
            return [];
        }

        return _stack.AsSpan(stackBase, _sp - stackBase).ToArray();
    }

    private void Branch(ILOpCode op, int taken, int next, int stackBase)
    {
        Value condition = this.Condition(op);
        condition = SsaVariables.Resolve(condition);
        if (condition.IsConst || taken == next)
        {
            this.Jump(condition.IsConst && condition.Imm == 0 ? next : taken, stackBase);

            return;
        }

        Successor then = this.Edge(taken, stackBase);
        Successor otherwise = this.Edge(next, stackBase);
        Block from = this.Builder.Block;
        this.Builder.CondBranch(condition, then, otherwise);
        _ssa.AddEdge(from, then);
        _ssa.AddEdge(from, otherwise);
    }

    private Value Condition(ILOpCode op)
    {
        if (op is ILOpCode.Brtrue or ILOpCode.Brfalse)
        {
            Operand tested = this.Pop();
            Value truth = tested.Type.Kind switch
            {
                // A box is an object for sure; null is not.
                TypeKind.Boxed or TypeKind.TypeHandle or TypeKind.Text => _emit.Bool(true),
                TypeKind.Null => _emit.Bool(false),
                _ => _emit.ToI1(this.Scalar(tested)),
            };

            return op == ILOpCode.Brtrue ? truth : _emit.Not(truth);
        }

        Operand b = this.Pop();
        Operand a = this.Pop();

        return op switch
        {
            ILOpCode.Beq => this.CompareOperands(Cmp.Eq, a, b),
            ILOpCode.Bne_un => this.CompareOperands(Cmp.Ne, a, b),
            ILOpCode.Blt => this.CompareOperands(Cmp.Lt, a, b),
            ILOpCode.Ble => this.CompareOperands(Cmp.Le, a, b),
            ILOpCode.Bgt => this.CompareOperands(Cmp.Gt, a, b),
            ILOpCode.Bge => this.CompareOperands(Cmp.Ge, a, b),
            ILOpCode.Blt_un => this.CompareOperands(Cmp.UnLt, a, b),
            ILOpCode.Ble_un => this.CompareOperands(Cmp.UnLe, a, b),
            ILOpCode.Bgt_un => this.CompareOperands(Cmp.UnGt, a, b),
            _ => this.CompareOperands(Cmp.UnGe, a, b),
        };
    }

    private void Switch(int[] targets, int next, int stackBase)
    {
        Value selector = _emit.ToI32(this.Scalar(this.Pop()));
        if (selector.IsConst)
        {
            this.Jump((ulong)selector.Imm < (ulong)targets.Length ? targets[(int)selector.Imm] : next, stackBase);

            return;
        }

        // The same block may be the target of several cases, but is one successor of the IL block for the stack.
        Successor[] successors = new Successor[targets.Length + 1];
        for (int i = 0; i <= targets.Length; ++i)
        {
            successors[i] = this.Edge(i < targets.Length ? targets[i] : next, stackBase);
        }

        Block from = this.Builder.Block;
        this.Builder.Switch(selector, successors);
        foreach (Successor successor in successors)
        {
            _ssa.AddEdge(from, successor);
        }
    }

    private void Return(Frame frame, int stackBase)
    {
        TypeLayout type = frame.Method.Return;
        if (frame.Parent is null)
        {
            if (type.Kind != TypeKind.Void)
            {
                // A routine of the engine: see KernelFrontend.BuildRoutine.
                Value value = SsaVariables.Resolve(this.Leaf(this.Pop()));
                this.Builder.Store(type.Leaves[0].Mem, _function.ParameterValues[^1], value);
            }

            this.Builder.Return();

            return;
        }

        bool many = frame.Method.Code.Returns > 1;
        Operand result = default;
        if (type.Kind != TypeKind.Void)
        {
            result = this.Pop();
            if (result.Tag is null && result.Type.Kind is not (TypeKind.Boxed or TypeKind.Null))
            {
                result = this.Coerce(result, type);
            }
        }

        if (!many)
        {
            frame.Exit = this.Builder.Block;
            frame.Result = result;

            return;
        }

        frame.Exit ??= _function.NewBlock();
        if (type.Kind != TypeKind.Void)
        {
            RequireValue(result.Type);
            if (frame.ResultVariables < 0)
            {
                frame.ResultVariables = _ssa.New(result.Type, frame.Start);
                frame.Result = result;
            }

            this.WriteLeaves(frame.Result.Type, frame.ResultVariables, this.Coerce(result, frame.Result.Type));
        }

        Successor edge = new(frame.Exit);
        Block from = this.Builder.Block;
        this.Builder.Branch(edge);
        _ssa.AddEdge(from, edge);
    }

    private void Throw(Frame frame)
    {
        for (Frame? at = frame; at is not null; at = at.Parent)
        {
            if (at.ThrowsAreUnreachable)
            {
                this.Builder.Emit(Op.Unreachable, IrType.Void);

                return;
            }
        }

        throw new KernelFault(Diagnostics.Throw);
    }
}
