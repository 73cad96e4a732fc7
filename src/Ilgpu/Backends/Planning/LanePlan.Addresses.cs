using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.Backends.Planning;

/// <content>How the addresses of loads and stores are computed.</content>
internal sealed partial class LanePlan
{
    private void RequireAddress(Value access)
    {
        AddressMode mode = this.ChooseAddress(access);
        if (access.Op == Op.Load && mode.Kind == AddressKind.Contiguous && this.FindStep(access.Operands[0], out long scale) is { } step)
        {
            mode = mode with { Step = step, StepScale = scale };
            this.Require(step, Planning.Demand.Scalar);
        }

        _addresses[access.Id] = mode;
        Value pointer = access.Operands[0];
        switch (mode.Kind)
        {
            case AddressKind.Indexed:
                foreach (Value term in mode.Terms!)
                {
                    this.Require(term, Planning.Demand.Scalar);
                }

                this.Require(mode.Index!, Planning.Demand.Vector);
                break;
            case AddressKind.Pointer:
                this.Require(pointer, Planning.Demand.Vector);
                break;
            default:
                this.Require(pointer, Planning.Demand.Scalar);
                break;
        }
    }

    /// <summary>What the innermost loop adds to the address per round: a run-time value times a scale, or null.</summary>
    private Value? FindStep(Value address, out long scale)
    {
        scale = 1;
        if (address.Block is null || _loops.InnermostOf(address.Block) is not { Latches: [Block latch] } loop)
        {
            return null;
        }

        for (int depth = 0; depth < 16; depth++)
        {
            switch (address.Op)
            {
                case Op.BlockParam when address.Block == loop.Header:
                    return this.StepOfParameter(address, loop, latch);
                case Op.PtrAdd or Op.Add:
                    bool first = IsInvariant(address.Operands[0], loop);
                    if (first == IsInvariant(address.Operands[1], loop))
                    {
                        return null;
                    }

                    address = address.Operands[first ? 1 : 0];
                    break;
                case Op.Mul when address.Operands[1].IsConst:
                    scale *= address.Operands[1].Imm;
                    address = address.Operands[0];
                    break;
                case Op.SExt or Op.ZExt:
                    address = address.Operands[0];
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    private Value? StepOfParameter(Value parameter, Loop loop, Block latch)
    {
        Value next = latch.Successors[0].Arguments[(int)parameter.Imm];
        if (next.Op == Op.BlockParam && next.Block == latch)
        {
            Value? only = null;
            foreach (Block from in _flow.Predecessors[latch.Id])
            {
                foreach (Successor edge in from.Successors)
                {
                    if (edge.Block == latch)
                    {
                        Value argument = edge.Arguments[(int)next.Imm];
                        if (only is not null && only != argument)
                        {
                            return null;
                        }

                        only = argument;
                    }
                }
            }

            next = only!;
        }

        if (next.Op is not (Op.Add or Op.PtrAdd))
        {
            return null;
        }

        Value? step = next.Operands[0] == parameter ? next.Operands[1] : next.Operands[1] == parameter ? next.Operands[0] : null;

        return step is not null && !step.IsConst && IsInvariant(step, loop) && this.IsUniform(step) ? step : null;
    }

    private static bool IsInvariant(Value value, Loop loop) => value.Block is null || !loop.Contains(value.Block);

    private AddressMode ChooseAddress(Value access)
    {
        Value pointer = access.Operands[0];
        if (this.IsUniform(pointer))
        {
            return new AddressMode(AddressKind.Uniform);
        }

        int size = access.Mem.Size();
        if (this.Uniformity.IsStrided(pointer) && pointer.Type != IrType.PtrLocal)
        {
            long stride = this.Uniformity.Stride(pointer);
            if (stride == size)
            {
                return new AddressMode(AddressKind.Contiguous, 1);
            }

            if (stride % size == 0 && Math.Abs(stride / size) < 1 << 24)
            {
                return new AddressMode(AddressKind.Strided, (int)(stride / size));
            }
        }

        List<Value> terms = [];
        if (pointer.Type != IrType.PtrLocal && this.Decompose(pointer, size, terms) is { } index)
        {
            return new AddressMode(AddressKind.Indexed, 0, index, terms);
        }

        return new AddressMode(AddressKind.Pointer);
    }

    /// <summary>Writes a 64-bit value as the sum of uniform terms and a 32-bit index times the element size.</summary>
    private Value? Decompose(Value value, int size, List<Value> terms)
    {
        switch (value.Op)
        {
            case Op.PtrAdd or Op.Add:
                Value a = value.Operands[0];
                Value b = value.Operands[1];
                if (this.IsUniform(b))
                {
                    terms.Add(b);

                    return this.Decompose(a, size, terms);
                }

                if (this.IsUniform(a))
                {
                    terms.Add(a);

                    return this.Decompose(b, size, terms);
                }

                return null;
            case Op.Mul when value.Operands[1].IsConstInt(size) && value.Operands[0].Op == Op.SExt:
                return value.Operands[0].Operands[0];
            case Op.Shl when value.Operands[1].IsConst && 1L << (int)value.Operands[1].Imm == size && value.Operands[0].Op == Op.SExt:
                return value.Operands[0].Operands[0];
            case Op.SExt when size == 1:
                return value.Operands[0];
            default:
                return null;
        }
    }
}
