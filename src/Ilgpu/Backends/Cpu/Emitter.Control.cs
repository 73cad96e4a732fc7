using System.Reflection.Emit;
using IlgpuOptim.Engine.Backends.Planning;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Blocks, edges and masks of the linearised control flow.</content>
internal sealed partial class Emitter
{
    private readonly Label[] _labels;

    /// <summary>Lanes that have arrived in front of a masked block, by block id.</summary>
    private readonly LocalBuilder?[] _incoming;

    /// <summary>Lanes that execute a masked block, by block id.</summary>
    private readonly LocalBuilder?[] _current;

    private int _position;

    private void EmitBlock(int position)
    {
        Block block = _plan.Order[position];
        _block = block;
        _position = position;
        _il.MarkLabel(_labels[block.Id]);
        if (_il.IsListing)
        {
            _il.Comment($"---- {block}{(_plan.Leader[block.Id] is { } leader ? " under the mask of " + leader : string.Empty)}");
        }

        if (_plan.IsMasked(block))
        {
            // Take over the lanes that wait here; nobody waits: on to the next block that has lanes.
            LocalBuilder current = _current[block.Id]!;
            LocalBuilder incoming = _incoming[block.Id]!;
            _il.Emit(OpCodes.Ldloc, incoming);
            _il.Emit(OpCodes.Stloc, current);
            this.EmitZeroMask();
            _il.Emit(OpCodes.Stloc, incoming);
            _il.Emit(OpCodes.Ldloc, current);
            this.Call("Any");
            _il.Emit(OpCodes.Brfalse, this.DeferredLabel(position));
        }

        foreach (Value parameter in block.Parameters)
        {
            if (_plan.IsScalar(parameter))
            {
                this.MaterialiseVector(parameter);
            }
        }

        for (int i = 0; i < block.Instructions.Count; i++)
        {
            Value value = block.Instructions[i];
            if (_il.IsListing)
            {
                _il.Comment(value.ToString());
            }

            if (value.IsTerminator)
            {
                this.EmitTerminator(value);
            }
            else if (value.HasSideEffects() || (_plan.Demand(value) != Demand.None && !LanePlan.IsPosition(value.Op)))
            {
                this.EmitValue(value, i);
            }
        }
    }

    /// <summary>Pushes the mask of the lanes that execute the block; false (and nothing pushed) when it is all of them.</summary>
    private bool PushMask()
    {
        LocalBuilder? mask = this.MaskLocal(_block);
        if (mask is null)
        {
            return false;
        }

        _il.Emit(OpCodes.Ldloc, mask);

        return true;
    }

    private void PushMaskOrAll()
    {
        if (!this.PushMask())
        {
            _il.Emit(OpCodes.Ldc_I4_M1);
            this.EmitBroadcast(IrType.I32);
        }
    }

    private bool HasMask => this.MaskLocal(_block) is not null;

    private LocalBuilder? MaskLocal(Block block) =>
        _isa.IsScalar ? null : _plan.Leader[block.Id] is { } leader ? _current[leader.Id] : _entryMask;

    /// <summary>Where to go when all that the block itself leads to is done.</summary>
    private Label DeferredLabel(int position)
    {
        SortedSet<int> deferred = _plan.Deferred[position];

        return deferred.Count == 0 ? _nextItem : _labels[_plan.Order[deferred.Min].Id];
    }

    /// <summary>Jumps to the first of a target and the deferred blocks, unless that is the next one in the layout.</summary>
    private void JumpForward(int target)
    {
        SortedSet<int> deferred = _plan.Deferred[_position];
        int next = deferred.Count == 0 ? target : Math.Min(target, deferred.Min);
        if (next == int.MaxValue)
        {
            _il.Emit(OpCodes.Br, _nextItem);
        }
        else if (next != _position + 1)
        {
            _il.Emit(OpCodes.Br, _labels[_plan.Order[next].Id]);
        }
    }

    private void EmitTerminator(Value terminator)
    {
        switch (terminator.Op)
        {
            case Op.Return or Op.Unreachable:
                this.JumpForward(int.MaxValue);
                break;
            case Op.Branch:
                this.EmitBranch(terminator.Targets![0]);
                break;
            case Op.CondBranch when _isa.IsScalar || !_uniformity.IsDivergentBranch(_block):
                this.EmitUniformBranch(terminator);
                break;
            case Op.CondBranch:
                this.EmitDivergentBranch(terminator);
                break;
            default:
                throw new InvalidOperationException($"{_function.Name}: terminator {terminator.Op} reached the CPU back end");
        }
    }

    private void EmitBranch(Successor edge)
    {
        if (!_plan.IsBackEdge(_block, edge.Block))
        {
            this.EmitEdge(edge, null);
            this.JumpForward(_plan.Position[edge.Block.Id]);

            return;
        }

        // A block with a mask of its own is only entered with lanes, so the header always gets some.
        this.EmitEdge(edge, null);
        _il.Emit(OpCodes.Br, _labels[edge.Block.Id]);
    }

    private void EmitUniformBranch(Value terminator)
    {
        Successor then = terminator.Targets![0];
        Successor otherwise = terminator.Targets[1];
        Label other = _il.DefineLabel();
        this.PushScalar(terminator.Operands[0]);
        _il.Emit(OpCodes.Brfalse, other);
        this.EmitEdge(then, null);
        this.JumpTo(then.Block, mayFallThrough: false);
        _il.MarkLabel(other);
        this.EmitEdge(otherwise, null);
        this.JumpTo(otherwise.Block, mayFallThrough: true);
    }

    private void JumpTo(Block target, bool mayFallThrough)
    {
        int position = _plan.Position[target.Id];
        if (!_plan.IsBackEdge(_block, target) && _plan.Deferred[_position] is { Count: > 0 } deferred)
        {
            position = Math.Min(position, deferred.Min);
        }

        if (!mayFallThrough || position != _position + 1)
        {
            _il.Emit(OpCodes.Br, _labels[_plan.Order[position].Id]);
        }
    }

    private void EmitDivergentBranch(Value terminator)
    {
        Successor then = terminator.Targets![0];
        Successor otherwise = terminator.Targets[1];
        LocalBuilder mask = this.Scratch(_isa.Int, 0);
        LocalBuilder rest = this.Scratch(_isa.Int, 1);
        if (this.HasMask)
        {
            this.PushVector(terminator.Operands[0]);
            this.PushMask();
            _il.Emit(OpCodes.Call, _isa.Operator("op_BitwiseAnd", _isa.Int));
            _il.Emit(OpCodes.Stloc, mask);

            // The rest: mask and not condition.
            this.PushMask();
            this.PushVector(terminator.Operands[0]);
            _il.Emit(OpCodes.Call, _isa.Generic("AndNot", typeof(int)));
            _il.Emit(OpCodes.Stloc, rest);
        }
        else
        {
            this.PushVector(terminator.Operands[0]);
            _il.Emit(OpCodes.Stloc, mask);
            this.PushVector(terminator.Operands[0]);
            _il.Emit(OpCodes.Call, _isa.Operator("op_OnesComplement", _isa.Int));
            _il.Emit(OpCodes.Stloc, rest);
        }

        this.EmitEdge(then, mask);
        this.EmitEdge(otherwise, rest);
        this.JumpForward(Math.Min(_plan.Position[then.Block.Id], _plan.Position[otherwise.Block.Id]));
    }

    private LocalBuilder Scratch(Type type, int index)
    {
        if (!_scratch.TryGetValue((type, index), out LocalBuilder? local))
        {
            local = _il.DeclareLocal(type);
            _scratch.Add((type, index), local);
        }

        return local;
    }

    private readonly Dictionary<(Type, int), LocalBuilder> _scratch = [];

    /// <summary>
    /// Hands the lanes of an edge (null: all that execute the block) to its target: adds them to the target's mask
    /// and assigns the target's parameters for them, all at once as the arguments may be parameters themselves.
    /// </summary>
    private void EmitEdge(Successor edge, LocalBuilder? edgeMask)
    {
        Block target = edge.Block;
        LocalBuilder? mask = edgeMask ?? this.MaskLocal(_block);
        if (_plan.IsMasked(target))
        {
            LocalBuilder incoming = _incoming[target.Id]!;
            if (mask is null)
            {
                _il.Emit(OpCodes.Ldc_I4_M1);
                this.EmitBroadcast(IrType.I32);
            }
            else
            {
                _il.Emit(OpCodes.Ldloc, mask);
                _il.Emit(OpCodes.Ldloc, incoming);
                _il.Emit(OpCodes.Call, _isa.Operator("op_BitwiseOr", _isa.Int));
            }

            _il.Emit(OpCodes.Stloc, incoming);
        }

        bool blend = mask is not null && _plan.NeedsBlend(_block, target);
        int count = target.Parameters.Count;
        for (int i = 0; i < count; i++)
        {
            Value parameter = target.Parameters[i];
            if (_plan.Demand(parameter) == Demand.None)
            {
                continue;
            }

            Value argument = edge.Arguments[i];
            if (_plan.IsScalar(parameter))
            {
                this.PushScalar(argument);
                continue;
            }

            for (int part = 0; part < VectorIsa.Parts(parameter.Type); part++)
            {
                if (blend)
                {
                    this.PushBlendMask(mask!, parameter.Type, part);
                    this.PushPart(argument, part);
                    _il.Emit(OpCodes.Ldloc, this.PartHome(parameter, part));
                    _il.Emit(OpCodes.Call, _isa.Generic("ConditionalSelect", VectorIsa.ElementType(parameter.Type)));
                }
                else
                {
                    this.PushPart(argument, part);
                }
            }
        }

        for (int i = count - 1; i >= 0; i--)
        {
            Value parameter = target.Parameters[i];
            if (_plan.Demand(parameter) == Demand.None)
            {
                continue;
            }

            if (_plan.IsScalar(parameter))
            {
                _il.Emit(OpCodes.Stloc, this.ScalarHome(parameter));
                continue;
            }

            for (int part = VectorIsa.Parts(parameter.Type) - 1; part >= 0; part--)
            {
                this.StorePart(parameter, part);
            }
        }
    }

    /// <summary>Pushes a mask as the vector type of one part of a value.</summary>
    private void PushBlendMask(LocalBuilder mask, IrType type, int part)
    {
        _il.Emit(OpCodes.Ldloc, mask);
        this.WidenMask(type, part);
    }

    /// <summary>Mask of 32-bit lanes on the stack to the vector type of one part of a value.</summary>
    private void WidenMask(IrType type, int part)
    {
        if (VectorIsa.Parts(type) == 1)
        {
            this.EmitReinterpret(typeof(int), VectorIsa.ElementType(type));
        }
        else
        {
            this.Call(part == 0 ? "WidenMaskLo" : "WidenMaskHi");
            this.EmitReinterpret(typeof(long), VectorIsa.ElementType(type));
        }
    }
}
