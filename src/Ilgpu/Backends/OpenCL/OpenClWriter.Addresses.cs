using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <content>
/// Addresses. Where an index of 32 bits is made of the work-item's position, its sum is written in 64 bits: compilers see
/// neighbouring work-items access neighbouring elements only if no extension stands in between. The two differ only if
/// the 32-bit sum overflows; then it is negative, or a position so far up that no view reaches it.
/// </content>
internal sealed partial class OpenClWriter
{
    private const int SmallConstant = 1 << 20;

    private readonly bool[] _isAddress;

    /// <summary>Finds the 64-bit values that serve addresses only.</summary>
    private void FindAddresses()
    {
        foreach (Block block in _flow.ReversePostOrder)
        {
            foreach (Value value in block.Instructions)
            {
                _isAddress[value.Id] = value.Type == IrType.I64;
            }
        }

        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (Block block in _flow.ReversePostOrder)
            {
                foreach (Value value in block.Instructions)
                {
                    for (int i = 0; i < value.Operands.Length; i++)
                    {
                        bool isAddressing = (value.Op == Op.PtrAdd && i == 1)
                            || (value.Op is Op.Add or Op.Sub or Op.Mul or Op.Shl && _isAddress[value.Id]);
                        Exclude(value.Operands[i], isAddressing);
                    }

                    foreach (Successor target in value.Targets ?? [])
                    {
                        foreach (Value argument in target.Arguments)
                        {
                            Exclude(argument, false);
                        }
                    }
                }
            }
        }

        void Exclude(Value operand, bool isAddressing)
        {
            if (!isAddressing && _isAddress[operand.Id])
            {
                _isAddress[operand.Id] = false;
                changed = true;
            }
        }
    }

    /// <summary>An element of a view by an index, or a part of such an address, made of nothing but variables.</summary>
    private bool IsPlainAddress(Value value)
    {
        const int MaxAddressCost = 4;
        bool isPlain = value.Op switch
        {
            Op.SExt => _isAddress[value.Id],
            Op.Mul or Op.Shl => _isAddress[value.Id] && value.Operands[1].Op == Op.Const,
            Op.PtrAdd => value.Operands[1].Op == Op.Const || _isInlined[value.Operands[1].Id],
            _ => false,
        };

        return isPlain && !_hasLoad[value.Id] && _cost[value.Id] <= MaxAddressCost;
    }

    /// <summary>The memory that a pointer points to, as something to read or assign.</summary>
    private string Deref(Value pointer, MemType mem, bool isVolatile = false)
    {
        string type = $"{(isVolatile ? "volatile " : "")}{Space(pointer.Type)} {this.MemoryType(mem)}*";
        if (!_isInlined[pointer.Id] || pointer.Op != Op.PtrAdd)
        {
            return $"*({type}){this.U(pointer)}";
        }

        (Value start, Value offset) = (pointer.Operands[0], pointer.Operands[1]);
        string? index = this.ElementIndex(offset, mem.Size());

        return index is null ? $"*({type}){this.Build(pointer)}" : $"(({type}){this.U(start)})[{Strip(index)}]";
    }

    /// <summary>The offset divided by the size of an element, if it is a multiple by construction.</summary>
    private string? ElementIndex(Value offset, int size)
    {
        if (offset.Op == Op.Const)
        {
            return offset.Imm % size == 0 ? SignedLong(offset.Imm / size) : null;
        }

        if (!_isInlined[offset.Id] || offset.Op is not (Op.Mul or Op.Shl) || offset.Operands[1].Op != Op.Const)
        {
            return size == 1 ? this.Wide(offset) : null;
        }

        long factor = offset.Op == Op.Mul ? offset.Operands[1].Imm : 1L << (int)(offset.Operands[1].Imm & 63);
        if (factor % size != 0)
        {
            return null;
        }

        string index = this.Wide(offset.Operands[0]);

        return factor == size ? index : $"({index} * {SignedLong(factor / size)})";
    }

    /// <summary>A 64-bit value that is part of an address, as a signed expression.</summary>
    private string Wide(Value value)
    {
        if (!_isInlined[value.Id])
        {
            return this.S(value);
        }

        switch (value.Op)
        {
            case Op.SExt:
                return this.Extended(value, true);
            case Op.ZExt:
                return "(long)" + this.U(value.Operands[0]);
            case Op.Add or Op.Sub or Op.Mul:
                string sign = value.Op == Op.Add ? "+" : value.Op == Op.Sub ? "-" : "*";

                return $"({this.Wide(value.Operands[0])} {sign} {this.Wide(value.Operands[1])})";
            default:
                return this.S(value);
        }
    }

    /// <summary>The sign extension of a 32-bit value as a signed 64-bit expression.</summary>
    private string Extended(Value extension, bool isAddress)
    {
        Value value = extension.Operands[0];
        switch (value.Op)
        {
            case Op.Const:
                return SignedLong(value.Imm);
            case Op.KernelIndex:
                return this.GlobalIndex((int)value.Imm);
            case Op.GroupIdx:
                return this.LocalIndex((int)value.Imm);
            case Op.Add or Op.Sub when isAddress:
                return this.WideSum(value) ?? "(long)" + this.S(value);
            default:
                return "(long)" + this.S(value);
        }
    }

    private string? WideSum(Value value)
    {
        List<(bool Negative, Value Term)> terms = [];
        this.Flatten(value, false, 0, terms);
        int positions = 0;
        int others = 0;
        int small = 0;
        foreach ((bool negative, Value term) in terms)
        {
            if (!this.CanRepeat(term, 0))
            {
                return null;
            }

            if (!negative && term.Op is Op.KernelIndex or Op.GroupIdx)
            {
                positions++;
            }
            else if (term is { Op: Op.Const, Imm: > -SmallConstant and < SmallConstant })
            {
                small++;
            }
            else
            {
                others++;
            }
        }

        if (positions != 1 || others > 1 || small > 4)
        {
            return null;
        }

        string text = "";
        foreach ((bool negative, Value term) in terms)
        {
            string part = term.Op switch
            {
                Op.KernelIndex => this.GlobalIndex((int)term.Imm),
                Op.GroupIdx => this.LocalIndex((int)term.Imm),
                Op.Const => SignedLong(term.Imm),
                _ => "(long)" + this.S(term),
            };
            text += text.Length == 0 ? (negative ? "-" : "") + part : (negative ? " - " : " + ") + part;
        }

        return $"({text})";
    }

    private void Flatten(Value value, bool negative, int depth, List<(bool Negative, Value Term)> terms)
    {
        const int MaxDepth = 4;
        if (depth < MaxDepth && value.Op is Op.Add or Op.Sub)
        {
            this.Flatten(value.Operands[0], negative, depth + 1, terms);
            this.Flatten(value.Operands[1], negative ^ (value.Op == Op.Sub), depth + 1, terms);
        }
        else
        {
            terms.Add((negative, value));
        }
    }

    /// <summary>The expression can be written once more: it reads no memory and nothing that has gone.</summary>
    private bool CanRepeat(Value value, int depth)
    {
        const int MaxDepth = 3;
        if (IsLeaf(value) || value.Op == Op.BlockParam || !_isInlined[value.Id])
        {
            return true;
        }

        if (depth == MaxDepth || _hasLoad[value.Id])
        {
            return false;
        }

        foreach (Value operand in value.Operands)
        {
            if (!this.CanRepeat(operand, depth + 1))
            {
                return false;
            }
        }

        return true;
    }
}
