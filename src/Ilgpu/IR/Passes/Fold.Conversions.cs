using System.Numerics;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>Rules for conversions, addresses and stores.</summary>
internal sealed partial class Folder
{
    private const int MaxDepth = 4;
    private const int MaxIndexConstant = 1 << 16;

    private static Value? NarrowExtension(Value value)
    {
        Value a = value.Operands[0];
        bool isSigned = value.Op is Op.SExt8 or Op.SExt16;
        int bits = value.Op is Op.SExt8 or Op.ZExt8 ? 8 : 16;
        if (isSigned ? SignedBits(a) <= bits : UnsignedBits(a) <= bits)
        {
            return a;
        }

        Value stripped = StripLowBits(a, bits);

        return stripped != a ? Change(value, value.Op, stripped) : null;
    }

    private Value? LowHalf(Value value) => value.Op switch
    {
        Op.SExt or Op.ZExt => value.Operands[0],
        Op.Const => this.Constant(IrType.I32, value.Imm),
        _ => null,
    };

    private Value? Resize(Value value)
    {
        Value a = value.Operands[0];
        if (value.Op == Op.ZExt)
        {
            // Sign extension is what addresses are made of, so equal values meet.
            return UnsignedBits(a) <= 31 ? Change(value, Op.SExt, a) : null;
        }

        if (a.Op is Op.SExt or Op.ZExt)
        {
            return a.Operands[0];
        }

        // The low half of a sum or product needs the low halves only.
        return a.Op is Op.Add or Op.Sub or Op.Mul or Op.And or Op.Or or Op.Xor
            && this.LowHalf(a.Operands[0]) is { } first
            && this.LowHalf(a.Operands[1]) is { } second
            ? Change(value, a.Op, first, second)
            : null;
    }

    /// <summary>A conversion and its inverse.</summary>
    private static Value? RoundTrip(Value value)
    {
        Value a = value.Operands[0];
        switch (value.Op, a.Op)
        {
            case (Op.Bitcast, Op.Bitcast):
            case (Op.FTrunc, Op.FExt):
            case (Op.PtrToInt, Op.IntToPtr):
                return a.Operands[0];
            case (Op.IntToPtr, Op.PtrToInt) when a.Operands[0].Type == value.Type:
                return a.Operands[0];
            case (Op.IntToPtr, Op.Add) when a.Operands[0].Op == Op.PtrToInt && a.Operands[0].Operands[0].Type == value.Type:
                return Change(value, Op.PtrAdd, a.Operands[0].Operands[0], a.Operands[1]);
            case (Op.IntToPtr, Op.Add) when a.Operands[1].Op == Op.PtrToInt && a.Operands[1].Operands[0].Type == value.Type:
                return Change(value, Op.PtrAdd, a.Operands[1].Operands[0], a.Operands[0]);
            default:
                return null;
        }
    }

    /// <summary>Constant offsets go outermost: accesses to fields of one element then share the element's address.</summary>
    private Value? PtrAdd(Value value)
    {
        (Value a, Value b) = (value.Operands[0], value.Operands[1]);
        if (b.Op == Op.Const)
        {
            if (b.Imm == 0)
            {
                return a;
            }

            return a.Op == Op.PtrAdd && a.Operands[1].Op == Op.Const
                ? Change(value, Op.PtrAdd, a.Operands[0], this.Constant(IrType.I64, a.Operands[1].Imm + b.Imm))
                : null;
        }

        if (a.Op == Op.PtrAdd && a.Operands[1].Op == Op.Const)
        {
            return Change(value, Op.PtrAdd, this.Emit(value, Op.PtrAdd, value.Type, a.Operands[0], b), a.Operands[1]);
        }

        if (b.Op == Op.Add && b.Operands[1].Op == Op.Const)
        {
            return Change(value, Op.PtrAdd, this.Emit(value, Op.PtrAdd, value.Type, a, b.Operands[0]), b.Operands[1]);
        }

        return this.SplitIndex(value, a, b);
    }

    /// <summary>
    /// Element (i + c) for a small constant: element i, moved by a constant. Where the 32-bit sum wraps around, the
    /// index is negative, and the access was invalid before.
    /// </summary>
    private Value? SplitIndex(Value value, Value pointer, Value offset)
    {
        bool isScaled = offset.Op == Op.Mul && offset.Operands[1].Op == Op.Const;
        Value index = isScaled ? offset.Operands[0] : offset;
        if (index.Op != Op.SExt
            || index.Operands[0].Op != Op.Add
            || index.Operands[0].Operands[1] is not { Op: Op.Const, Imm: >= -MaxIndexConstant and <= MaxIndexConstant } constant)
        {
            return null;
        }

        Value bytes = this.Emit(value, Op.SExt, IrType.I64, index.Operands[0].Operands[0]);
        long scale = 1;
        if (isScaled)
        {
            scale = offset.Operands[1].Imm;
            bytes = this.Emit(value, Op.Mul, IrType.I64, bytes, offset.Operands[1]);
        }

        return Change(
            value, Op.PtrAdd, this.Emit(value, Op.PtrAdd, value.Type, pointer, bytes), this.Constant(IrType.I64, constant.Imm * scale));
    }

    private static Value? Store(Value value)
    {
        Value data = value.Operands[1];
        if ((value.Flags & ValueFlags.Volatile) != 0)
        {
            return null;
        }

        if (value.Mem.Size() < 4 && data.Op != Op.Const)
        {
            Value stripped = StripLowBits(data, value.Mem.Size() * 8);

            return stripped != data ? Change(value, Op.Store, value.Operands[0], stripped) : null;
        }

        if (data.Op != Op.Bitcast)
        {
            return null;
        }

        value.Mem = value.Mem switch
        {
            MemType.I32 => MemType.F32,
            MemType.F32 => MemType.I32,
            MemType.I64 => MemType.F64,
            _ => MemType.I64,
        };

        return Change(value, Op.Store, value.Operands[0], data.Operands[0]);
    }

    /// <summary>Strips operations that leave the lowest bits of an I32 alone.</summary>
    private static Value StripLowBits(Value value, int bits)
    {
        while (true)
        {
            long mask = (1L << bits) - 1;
            bool keeps = value.Op switch
            {
                Op.SExt8 or Op.ZExt8 => bits <= 8,
                Op.SExt16 or Op.ZExt16 => bits <= 16,
                Op.And => value.Type == IrType.I32 && value.Operands[1].Op == Op.Const && (value.Operands[1].Imm & mask) == mask,
                _ => false,
            };
            if (!keeps)
            {
                return value;
            }

            value = value.Operands[0];
        }
    }

    /// <summary>Number of low bits outside of which an I32 is zero; 32 if nothing is known.</summary>
    private static int UnsignedBits(Value value, int depth = 0)
    {
        switch (value.Op)
        {
            case Op.Const:
                return 32 - BitOperations.LeadingZeroCount((uint)value.Imm);
            case Op.BoolToI32:
                return 1;
            case Op.ZExt8:
                return 8;
            case Op.ZExt16 or Op.F32ToHalf or Op.F32ToBF16:
                return 16;
            case Op.PopCount or Op.LeadingZeros or Op.TrailingZeros:
                return 7;
            case Op.Load:
                return value.Mem == MemType.U8 ? 8 : value.Mem == MemType.U16 ? 16 : 32;
            case Op.KernelIndex or Op.GridIdx or Op.GridDim or Op.GroupIdx or Op.GroupDim or Op.LaneIdx or Op.WarpSize:
                return 31;
        }

        if (value.Type != IrType.I32 || depth >= MaxDepth)
        {
            return 32;
        }

        switch (value.Op)
        {
            case Op.And:
                return Math.Min(UnsignedBits(value.Operands[0], depth + 1), UnsignedBits(value.Operands[1], depth + 1));
            case Op.Or or Op.Xor:
                return Math.Max(UnsignedBits(value.Operands[0], depth + 1), UnsignedBits(value.Operands[1], depth + 1));
            case Op.Select:
                return Math.Max(UnsignedBits(value.Operands[1], depth + 1), UnsignedBits(value.Operands[2], depth + 1));
            case Op.ShrU when value.Operands[1].Op == Op.Const:
                return Math.Max(0, UnsignedBits(value.Operands[0], depth + 1) - ((int)value.Operands[1].Imm & 31));
            case Op.Add:
                int sum = Math.Max(UnsignedBits(value.Operands[0], depth + 1), UnsignedBits(value.Operands[1], depth + 1)) + 1;
                return Math.Min(32, sum);
            default:
                return 32;
        }
    }

    /// <summary>Number of low bits from which sign extension restores an I32.</summary>
    private static int SignedBits(Value value)
    {
        switch (value.Op)
        {
            case Op.Const:
                return 33 - BitOperations.LeadingZeroCount((uint)(value.Imm < 0 ? ~value.Imm : value.Imm));
            case Op.SExt8:
                return 8;
            case Op.SExt16:
                return 16;
            case Op.Load when value.Mem is MemType.I8 or MemType.I16:
                return value.Mem == MemType.I8 ? 8 : 16;
            case Op.Shr when value.Operands[1].Op == Op.Const && value.Type == IrType.I32:
                return 32 - ((int)value.Operands[1].Imm & 31);
            default:
                return Math.Min(32, UnsignedBits(value) + 1);
        }
    }
}
