using System.Numerics;

namespace IlgpuOptim.Ptx.Execute;

/// <summary>cvt: any number to any other, as the instruction's two types say.</summary>
internal static unsafe class Conversion
{
    public static void Run(Warp warp, Instruction op, uint mask)
    {
        for (; mask != 0; mask &= mask - 1)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            warp.Regs[op.D + lane] = Convert(warp.Regs[op.A + lane], op);
        }
    }

    /// <summary>cvt of two floats to a pair of halves: the first becomes the upper one.</summary>
    public static void RunPair(Warp warp, Instruction op, uint mask)
    {
        for (; mask != 0; mask &= mask - 1)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            ulong high = ToFloat(BitConverter.UInt32BitsToSingle((uint)warp.Regs[op.A + lane]), op);
            ulong low = ToFloat(BitConverter.UInt32BitsToSingle((uint)warp.Regs[op.B + lane]), op);
            warp.Regs[op.D + lane] = low | (high << 16);
        }
    }

    private static ulong Convert(ulong bits, Instruction op)
    {
        if (!op.SourceType.IsFloat())
        {
            Int128 value = op.SourceType.IsSigned() ? Raws.Sign(bits, op.SourceType) : Raws.Zero(bits, op.SourceType);

            return op.Type.IsFloat() ? FromInteger(value, op) : ToInteger(value, op);
        }

        double number = op.SourceType switch
        {
            PtxType.F64 => BitConverter.UInt64BitsToDouble(bits),
            PtxType.F16 => Floats.FromHalf((uint)bits & 0xFFFF),
            PtxType.BF16 => Floats.FromBrain((uint)bits & 0xFFFF),
            _ => Floats.Start(BitConverter.UInt32BitsToSingle((uint)bits), op),
        };

        if (!op.Type.IsFloat())
        {
            return FloatToInteger(number, op);
        }

        // Same-size conversions that name an integer rounding stay floats.
        return ToFloat(op.IsInteger ? RoundToInteger(number, op.Rounding) : number, op);
    }

    private static ulong ToInteger(Int128 value, Instruction op)
    {
        if (op.Saturate)
        {
            (Int128 low, Int128 high) = Limits(op.Type);
            value = Int128.Clamp(value, low, high);
        }

        return Raws.Extend((ulong)value, op.Type);
    }

    private static ulong FloatToInteger(double number, Instruction op)
    {
        if (double.IsNaN(number))
        {
            // The ISA: zero, except where 64-bit floats or 64-bit integers take part.
            bool wide = op.SourceType == PtxType.F64 || op.Type.Size() == 8;

            return wide ? Raws.Extend(1UL << ((8 * op.Type.Size()) - 1), op.Type) : 0;
        }

        (Int128 low, Int128 high) = Limits(op.Type);
        double rounded = RoundToInteger(number, op.Rounding);
        Int128 value = rounded >= 1.9e19 ? high : rounded <= -1.9e19 ? low : Int128.Clamp((Int128)rounded, low, high);

        return Raws.Extend((ulong)value, op.Type);
    }

    private static (Int128 Low, Int128 High) Limits(PtxType type)
    {
        int bits = 8 * type.Size();

        return type.IsSigned()
            ? (-(Int128.One << (bits - 1)), (Int128.One << (bits - 1)) - 1)
            : (0, (Int128.One << bits) - 1);
    }

    private static ulong FromInteger(Int128 value, Instruction op)
    {
        if (op.Rounding == Rounding.Nearest && Int128.Abs(value) <= long.MaxValue)
        {
            return op.Type switch
            {
                PtxType.F64 => BitConverter.DoubleToUInt64Bits((long)value),
                PtxType.F32 => BitConverter.SingleToUInt32Bits(Finish((long)value, op)),
                _ => ToFloat(ExactFloat.FromInteger(value, FloatFormat.Of(op.Type), op.Rounding), op),
            };
        }

        return ToFloat(ExactFloat.FromInteger(value, FloatFormat.Of(op.Type), op.Rounding), op);
    }

    private static float Finish(float value, Instruction op) => op.Saturate ? Floats.Saturate(value) : value;

    private static double RoundToInteger(double value, Rounding rounding) => rounding switch
    {
        Rounding.Nearest => Math.Round(value, MidpointRounding.ToEven),
        Rounding.Zero => Math.Truncate(value),
        Rounding.Down => Math.Floor(value),
        _ => Math.Ceiling(value),
    };

    private static ulong ToFloat(double value, Instruction op)
    {
        if (op.Saturate)
        {
            value = value > 0 ? Math.Min(value, 1) : 0;
        }

        if (op.Relu)
        {
            value = value > 0 || double.IsNaN(value) ? value : 0;
        }

        switch (op.Type)
        {
            case PtxType.F64:
                return BitConverter.DoubleToUInt64Bits(value);
            case PtxType.F32:
                float single = op.Rounding == Rounding.Nearest || op.IsInteger ? (float)value
                    : (float)ExactFloat.RoundTo(value, FloatFormat.Single, op.Rounding);

                return BitConverter.SingleToUInt32Bits(float.IsNaN(single) ? Floats.NaN : op.Ftz ? Floats.Flush(single) : single);
            case PtxType.TF32:
                return double.IsNaN(value) ? 0x7FFFFFFF
                    : BitConverter.SingleToUInt32Bits((float)ExactFloat.RoundTo(value, FloatFormat.Tensor, op.Rounding));
            default:
                return ExactFloat.Round(value, FloatFormat.Of(op.Type), op.IsInteger ? Rounding.Nearest : op.Rounding);
        }
    }
}
