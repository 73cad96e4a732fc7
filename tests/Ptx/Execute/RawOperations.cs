using static System.Numerics.BitOperations;

namespace IlgpuOptim.Ptx.Execute;

// Operations on raw registers: bit fields, permutations, counts and selections.
internal readonly struct Move : IRaw
{
    public static ulong Apply(ulong a, ulong b, ulong c, Instruction op) => a;
}

internal readonly struct ShiftLeft : IRaw
{
    public static ulong Apply(ulong a, ulong b, ulong c, Instruction op) => (uint)b >= 64 ? 0 : a << (int)b;
}

internal readonly struct ShiftRight : IRaw
{
    public static ulong Apply(ulong a, ulong b, ulong c, Instruction op)
    {
        int amount = (int)Math.Min((uint)b, 63);
        ulong shifted = (uint)b >= 64 ? 0 : Raws.Zero(a, op.Type) >> amount;

        return op.Type.IsSigned() ? (ulong)(Raws.Sign(a, op.Type) >> amount) : shifted;
    }
}

internal readonly struct PopCount : IRaw
{
    public static ulong Apply(ulong a, ulong b, ulong c, Instruction op) => (ulong)System.Numerics.BitOperations.PopCount(Raws.Zero(a, op.Type));
}

internal readonly struct CountLeadingZeros : IRaw
{
    public static ulong Apply(ulong a, ulong b, ulong c, Instruction op) =>
        (ulong)(LeadingZeroCount(Raws.Zero(a, op.Type)) - 64 + (8 * op.Type.Size()));
}

/// <summary>bfind: the highest bit that differs from the sign; Mode 1 gives the shift that brings it to the top.</summary>
internal readonly struct FindBit : IRaw
{
    public static ulong Apply(ulong a, ulong b, ulong c, Instruction op)
    {
        ulong bits = Raws.Zero(a, op.Type);
        bits = op.Type.IsSigned() && Raws.Sign(a, op.Type) < 0 ? Raws.Zero(~a, op.Type) : bits;

        if (bits == 0)
        {
            return uint.MaxValue;
        }

        int place = 63 - LeadingZeroCount(bits);

        return (ulong)(op.Mode == 0 ? place : (8 * op.Type.Size()) - 1 - place);
    }
}

internal readonly struct ReverseBits : IRaw
{
    public static ulong Apply(ulong a, ulong b, ulong c, Instruction op)
    {
        ulong result = 0;

        for (int i = 0; i < 64; i++)
        {
            result = (result << 1) | ((a >> i) & 1);
        }

        return result >> (64 - (8 * op.Type.Size()));
    }
}

internal readonly struct ExtractField : IRaw
{
    public static ulong Apply(ulong a, ulong b, ulong c, Instruction op)
    {
        int top = (8 * op.Type.Size()) - 1;
        int position = (int)(b & 0xFF);
        int length = (int)(c & 0xFF);
        ulong bits = Raws.Zero(a, op.Type);
        bool sign = op.Type.IsSigned() && length != 0 && ((bits >> Math.Min(position + length - 1, top)) & 1) != 0;
        ulong result = 0;

        for (int i = 0; i <= top; i++)
        {
            bool bit = i < length && position + i <= top ? ((bits >> (position + i)) & 1) != 0 : sign;
            result |= bit ? 1UL << i : 0;
        }

        return result;
    }
}

/// <summary>bfi: a goes into b; the position and the length stand in C and in the register of op.E.</summary>
internal static class InsertField
{
    public static unsafe void Run(Warp warp, Instruction op, uint mask)
    {
        for (; mask != 0; mask &= mask - 1)
        {
            int lane = TrailingZeroCount(mask);
            int top = (8 * op.Type.Size()) - 1;
            ulong a = warp.Regs[op.A + lane];
            ulong result = warp.Regs[op.B + lane];
            int position = (int)(warp.Regs[op.C + lane] & 0xFF);
            int length = (int)(warp.Regs[op.E + lane] & 0xFF);

            for (int i = 0; i < length && position + i <= top; i++)
            {
                result = (result & ~(1UL << (position + i))) | (((a >> i) & 1) << (position + i));
            }

            warp.Regs[op.D + lane] = result;
        }
    }
}

internal readonly struct Permute : IRaw
{
    public static ulong Apply(ulong a, ulong b, ulong c, Instruction op)
    {
        ulong bytes = (uint)a | (b << 32);
        int control = (int)(c & 3);

        if (op.Mode == 0)
        {
            ulong result = 0;

            for (int i = 0; i < 4; i++)
            {
                int selector = (int)(c >> (4 * i)) & 15;
                ulong part = (bytes >> (8 * (selector & 7))) & 0xFF;
                part = (selector & 8) == 0 ? part : (part & 0x80) != 0 ? 0xFFUL : 0;
                result |= part << (8 * i);
            }

            return result;
        }

        ReadOnlySpan<ushort> selectors = op.Mode switch
        {
            1 => [0x3210, 0x4321, 0x5432, 0x6543], // f4e
            2 => [0x5670, 0x6701, 0x7012, 0x0123], // b4e
            3 => [0x0000, 0x1111, 0x2222, 0x3333], // rc8
            4 => [0x3210, 0x3211, 0x3222, 0x3333], // ecl
            5 => [0x0000, 0x1110, 0x2210, 0x3210], // ecr
            _ => [0x1010, 0x3232, 0x1010, 0x3232], // rc16
        };
        ulong permuted = 0;

        for (int i = 0; i < 4; i++)
        {
            permuted |= ((bytes >> (8 * ((selectors[control] >> (4 * i)) & 7))) & 0xFF) << (8 * i);
        }

        return permuted;
    }
}

/// <summary>lop3: the table stands in Mode.</summary>
internal readonly struct Logic3 : IRaw
{
    public static ulong Apply(ulong a, ulong b, ulong c, Instruction op)
    {
        ulong result = 0;

        for (int i = 0; i < 8; i++)
        {
            if (((op.Mode >> i) & 1) != 0)
            {
                result |= ((i & 4) != 0 ? a : ~a) & ((i & 2) != 0 ? b : ~b) & ((i & 1) != 0 ? c : ~c);
            }
        }

        return result;
    }
}

/// <summary>shf: bit 0 of Mode is right, bit 1 is wrap.</summary>
internal readonly struct FunnelShift : IRaw
{
    public static ulong Apply(ulong a, ulong b, ulong c, Instruction op)
    {
        int amount = (op.Mode & 2) != 0 ? (int)(c & 31) : (int)Math.Min((uint)c, 32);
        ulong both = (uint)a | (b << 32);

        return (op.Mode & 1) != 0 ? both >> amount : (both << amount) >> 32;
    }
}

/// <summary>dp4a and dp2a: four or two products of bytes; Mode 1 is dp2a.hi.</summary>
internal readonly struct DotProduct : IRaw
{
    public static ulong Apply(ulong a, ulong b, ulong c, Instruction op)
    {
        long sum = (int)c;
        int terms = op.IsPacked ? 2 : 4;

        for (int i = 0; i < terms; i++)
        {
            int size = 32 / terms;
            int shift = (op.Mode == 1 ? 16 : 0) + (8 * i);
            ulong x = (a >> (size * i)) & ((1UL << size) - 1);
            long left = !op.Type.IsSigned() ? (long)x : size == 8 ? (sbyte)x : (short)x;
            long right = op.SourceType.IsSigned() ? (sbyte)(b >> shift) : (byte)(b >> shift);
            sum += left * right;
        }

        return (uint)sum;
    }
}

/// <summary>slct: a if c is not negative (or NaN), else b. SourceType is the type of c.</summary>
internal readonly struct SelectBySign : IRaw
{
    public static ulong Apply(ulong a, ulong b, ulong c, Instruction op)
    {
        if (op.SourceType == PtxType.F32)
        {
            float value = BitConverter.UInt32BitsToSingle((uint)c);

            return (op.Ftz ? Floats.Flush(value) : value) >= 0 ? a : b;
        }

        return (int)c >= 0 ? a : b;
    }
}

internal static unsafe class Selection
{
    /// <summary>selp: the predicate stands in C.</summary>
    public static void Select(Warp warp, Instruction op, uint mask)
    {
        uint predicate = warp.Preds[op.C];

        for (; mask != 0; mask &= mask - 1)
        {
            int lane = TrailingZeroCount(mask);
            warp.Regs[op.D + lane] = warp.Regs[(((predicate >> lane) & 1) != 0 ? op.A : op.B) + lane];
        }
    }

    /// <summary>setp: compares, combines with the predicate C (Mode 1 and, 2 or, 3 xor), writes D and the complement's combination to D2.</summary>
    public static void SetPredicate(Warp warp, Instruction op, uint mask)
    {
        uint result = op.Compare(warp, op, mask);
        Write(warp, op.D, mask, Combine(warp, op, result));
        Write(warp, op.D2, mask, Combine(warp, op, ~result));
    }

    /// <summary>setp of packed halves: one predicate for each half.</summary>
    public static void SetPredicatePair(Warp warp, Instruction op, uint mask)
    {
        uint low = op.Compare(warp, op, mask);
        Shift(warp, op, mask, 16);
        uint high = op.Compare(warp, op, mask);
        Shift(warp, op, mask, -16);
        Write(warp, op.D, mask, Combine(warp, op, low));
        Write(warp, op.D2, mask, Combine(warp, op, high));
    }

    /// <summary>set: all ones or 1.0 where the comparison holds.</summary>
    public static void Set(Warp warp, Instruction op, uint mask)
    {
        uint result = Combine(warp, op, op.Compare(warp, op, mask));
        ulong yes = op.IsInteger ? uint.MaxValue : BitConverter.SingleToUInt32Bits(1);

        for (; mask != 0; mask &= mask - 1)
        {
            int lane = TrailingZeroCount(mask);
            warp.Regs[op.D + lane] = ((result >> lane) & 1) != 0 ? yes : 0;
        }
    }

    /// <summary>and, or, xor, not, mov of predicates: Mode as in SetPredicate, 0 moves.</summary>
    public static void Predicates(Warp warp, Instruction op, uint mask)
    {
        uint a = warp.Preds[op.A];
        uint b = op.Mode is 0 or 4 ? 0 : warp.Preds[op.B];
        uint result = op.Mode switch
        {
            0 => a,
            1 => a & b,
            2 => a | b,
            3 => a ^ b,
            _ => ~a,
        };
        Write(warp, op.D, mask, result);
    }

    /// <summary>testp: Mode 0 finite, 1 infinite, 2 number, 3 notanumber, 4 normal, 5 subnormal.</summary>
    public static void TestFloat(Warp warp, Instruction op, uint mask)
    {
        uint result = 0;

        for (uint rest = mask; rest != 0; rest &= rest - 1)
        {
            int lane = TrailingZeroCount(rest);
            ulong bits = warp.Regs[op.A + lane];
            bool single = op.Type == PtxType.F32;
            double value = single ? BitConverter.UInt32BitsToSingle((uint)bits) : BitConverter.UInt64BitsToDouble(bits);
            bool subnormal = single ? float.IsSubnormal((float)value) : double.IsSubnormal(value);
            bool holds = op.Mode switch
            {
                0 => double.IsFinite(value),
                1 => double.IsInfinity(value),
                2 => !double.IsNaN(value),
                3 => double.IsNaN(value),
                4 => double.IsFinite(value) && value != 0 && !subnormal,
                _ => subnormal,
            };
            result |= holds ? 1u << lane : 0;
        }

        Write(warp, op.D, mask, result);
    }

    public static void Write(Warp warp, int place, uint mask, uint value)
    {
        if (place >= 0)
        {
            warp.Preds[place] = (warp.Preds[place] & ~mask) | (value & mask);
        }
    }

    private static uint Combine(Warp warp, Instruction op, uint result) => op.Mode switch
    {
        1 => result & (warp.Preds[op.C] ^ op.Flip),
        2 => result | (warp.Preds[op.C] ^ op.Flip),
        3 => result ^ (warp.Preds[op.C] ^ op.Flip),
        _ => result,
    };

    private static void Shift(Warp warp, Instruction op, uint mask, int amount)
    {
        for (; mask != 0; mask &= mask - 1)
        {
            int lane = TrailingZeroCount(mask);
            warp.Regs[op.A + lane] = RotateRight((uint)warp.Regs[op.A + lane], amount);

            if (op.B != op.A)
            {
                warp.Regs[op.B + lane] = RotateRight((uint)warp.Regs[op.B + lane], amount);
            }
        }
    }
}

/// <summary>Raw registers as numbers of a type.</summary>
internal static class Raws
{
    public static ulong Zero(ulong bits, PtxType type) => type.Size() switch
    {
        1 => (byte)bits,
        2 => (ushort)bits,
        4 => (uint)bits,
        _ => bits,
    };

    public static long Sign(ulong bits, PtxType type) => type.Size() switch
    {
        1 => (sbyte)bits,
        2 => (short)bits,
        4 => (int)bits,
        _ => (long)bits,
    };

    /// <summary>Extends as the type's sign says.</summary>
    public static ulong Extend(ulong bits, PtxType type) => type.IsSigned() ? (ulong)Sign(bits, type) : Zero(bits, type);
}
