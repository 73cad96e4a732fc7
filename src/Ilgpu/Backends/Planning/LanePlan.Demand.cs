using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.Backends.Planning;

/// <content>What is needed, and in which form.</content>
internal sealed partial class LanePlan
{
    /// <summary>
    /// Marks what is needed, in which form, from the operations with effects backwards. Pure values that nobody asks
    /// for (address arithmetic that an address mode absorbs) are never emitted.
    /// </summary>
    private void PropagateDemand()
    {
        foreach (Block block in this.Order)
        {
            foreach (Value value in block.Instructions)
            {
                if (value.Op == Op.Load && Root(value.Operands[0]) is { Op: Op.Param } root)
                {
                    _loadedRoots.Add(root);
                }

                if (value.Op is Op.AtomicRmw or Op.AtomicCas && Root(value.Operands[0]) is { Op: Op.Param } target)
                {
                    _loadedRoots.Add(target);
                }

                if (value.Op.IsBarrier())
                {
                    this.BarrierCount++;
                }

                if (value.Op == Op.Assert || (value.IsIntegerDivision() && value.Operands[1] is not { Op: Op.Const, Imm: not 0 }))
                {
                    this.MayFault = true;
                }
            }
        }

        foreach (Block block in this.Order)
        {
            foreach (Value value in block.Instructions)
            {
                if (value.HasSideEffects())
                {
                    this.RequireOperands(value);
                }
            }
        }

        while (_work.TryPop(out Value? next))
        {
            if (next.Op == Op.BlockParam)
            {
                Demand form = this.IsScalar(next) ? Planning.Demand.Scalar : Planning.Demand.Vector;
                foreach (Block from in _flow.Predecessors[next.Block!.Id])
                {
                    foreach (Successor edge in from.Successors)
                    {
                        if (edge.Block == next.Block)
                        {
                            this.Require(edge.Arguments[(int)next.Imm], form);
                        }
                    }
                }
            }
            else if (!next.HasSideEffects())
            {
                this.RequireOperands(next);
            }
        }

        foreach (Block block in this.Order)
        {
            foreach (Value value in block.Instructions)
            {
                if (value.Op == Op.Store && this.IsStreaming(value))
                {
                    this.StreamingRoots.Add(((int)Root(value.Operands[0]).Imm, value.Mem.Size()));
                }
            }
        }
    }

    private void Require(Value value, Demand form)
    {
        if (value.Op == Op.Const)
        {
            return;
        }

        if (form == Planning.Demand.Vector)
        {
            _vectorUses[value.Id]++;
            if (this.IsScalar(value))
            {
                form |= Planning.Demand.Scalar;
            }
        }

        Demand old = _demand[value.Id];
        _demand[value.Id] = old | form;
        if (this.IsComputedByLane(value) && (form & ~old & Planning.Demand.Vector) != 0)
        {
            foreach (Value operand in value.Operands)
            {
                this.Require(operand, Planning.Demand.Vector);
            }
        }

        if (old == Planning.Demand.None)
        {
            _work.Push(value);
        }
    }

    private void RequireOperands(Value value)
    {
        Value[] operands = value.Operands;
        switch (value.Op)
        {
            case Op.Load:
                this.RequireAddress(value);

                return;
            case Op.Store:
                this.RequireAddress(value);
                this.Require(operands[1], this.FormOfStored(value));

                return;
            case Op.Prefetch:
                // One line for the warp; lanes that want many each have to do without.
                if (this.IsScalar(operands[0]))
                {
                    this.Require(operands[0], Planning.Demand.Scalar);
                }

                return;
            case Op.CondBranch:
                this.Require(operands[0], this.IsUniform(operands[0]) ? Planning.Demand.Scalar : Planning.Demand.Vector);

                return;
            case Op.Assert:
                this.Require(operands[0], this.IsUniform(operands[0]) ? Planning.Demand.Scalar : Planning.Demand.Vector);

                return;
            case Op.Shl or Op.Shr or Op.ShrU when !this.IsScalar(value) && this.IsUniform(operands[1]):
                this.Require(operands[0], Planning.Demand.Vector);
                this.Require(operands[1], Planning.Demand.Scalar);

                return;
            case Op.GroupBroadcast or Op.WarpBroadcast:
                this.Require(operands[0], _scalar ? Planning.Demand.Scalar : Planning.Demand.Vector);
                this.Require(operands[1], Planning.Demand.Scalar);

                return;
            case Op.BarrierPopCount or Op.BarrierAnd or Op.BarrierOr or Op.WarpPopCount or Op.WarpAll or Op.WarpAny:
                this.Require(operands[0], _scalar ? Planning.Demand.Scalar : Planning.Demand.Vector);

                return;
            case Op.AtomicRmw or Op.AtomicCas or Op.Print:
                foreach (Value operand in operands)
                {
                    this.Require(operand, _scalar ? Planning.Demand.Scalar : Planning.Demand.Vector);
                }

                return;
            default:
                Demand form = this.IsScalar(value) ? Planning.Demand.Scalar : Planning.Demand.Vector;
                foreach (Value operand in operands)
                {
                    this.Require(operand, form);
                }

                return;
        }
    }

    /// <summary>A store to one address writes the last active lane's value; others store vectors.</summary>
    public Demand FormOfStored(Value store) =>
        this.Address(store).Kind == AddressKind.Uniform && this.IsUniform(store.Operands[1]) ? Planning.Demand.Scalar : Planning.Demand.Vector;
}
