using System.Numerics;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>Evaluates operations on constants exactly as .NET does at run time.</summary>
internal static class ConstantFolding
{
    /// <summary>
    /// The bits of <paramref name="value"/> for operands with the given bits; false where the operation is not pure,
    /// faults, or is not one of .NET's own functions.
    /// </summary>
    public static bool TryEvaluate(Value value, long a, long b, long c, out long result)
    {
        IrType type = value.Op switch
        {
            Op.Compare or Op.PopCount or Op.LeadingZeros or Op.TrailingZeros => value.Operands[0].Type,
            _ => value.Type,
        };
        if (value.Op is >= Op.BoolToI32 and <= Op.IntToPtr)
        {
            return TryConvert(value, a, out result);
        }

        switch (value.Op)
        {
            case Op.Select:
                result = a != 0 ? b : c;
                return true;
            case Op.Compare:
                result = Compare(value.Cmp, type, a, b) ? 1 : 0;
                return true;
        }

        switch (type)
        {
            case IrType.I1:
                return TryEvaluateI1(value.Op, a, b, out result);
            case IrType.I32:
                bool known = TryEvaluateI32(value.Op, (int)a, (int)b, out int number);
                result = number;
                return known;
            case IrType.I64:
                return TryEvaluateI64(value.Op, a, b, out result);
            case IrType.F32:
                known = TryEvaluateF32(value, ToF32(a), ToF32(b), ToF32(c), out float single);
                result = BitConverter.SingleToInt32Bits(single);
                return known;
            case IrType.F64:
                known = TryEvaluateF64(value, ToF64(a), ToF64(b), ToF64(c), out double wide);
                result = BitConverter.DoubleToInt64Bits(wide);
                return known;
            default:
                result = 0;
                return false;
        }
    }

    /// <summary>The same for an instruction whose operands are constants already.</summary>
    public static bool TryEvaluate(Value value, out long result)
    {
        Value[] operands = value.Operands;
        result = 0;
        if (operands.Length is 0 or > 3)
        {
            return false;
        }

        foreach (Value operand in operands)
        {
            if (operand.Op != Op.Const)
            {
                return false;
            }
        }

        return TryEvaluate(
            value, operands[0].Imm, operands.Length > 1 ? operands[1].Imm : 0, operands.Length > 2 ? operands[2].Imm : 0, out result);
    }

    /// <summary>The comparison of two constants given by their bits.</summary>
    public static bool Compare(Cmp cmp, IrType type, long a, long b)
    {
        if (type == IrType.F32)
        {
            return CompareFloats(cmp, ToF32(a), ToF32(b));
        }

        if (type == IrType.F64)
        {
            return CompareFloats(cmp, ToF64(a), ToF64(b));
        }

        // Sign-extended 32-bit numbers compare the same way as the 64-bit numbers they extend to, unsigned ones, too.
        return cmp switch
        {
            Cmp.Eq => a == b,
            Cmp.Ne => a != b,
            Cmp.Lt => a < b,
            Cmp.Le => a <= b,
            Cmp.Gt => a > b,
            Cmp.Ge => a >= b,
            Cmp.UnLt => (ulong)a < (ulong)b,
            Cmp.UnLe => (ulong)a <= (ulong)b,
            Cmp.UnGt => (ulong)a > (ulong)b,
            _ => (ulong)a >= (ulong)b,
        };
    }

    private static bool CompareFloats(Cmp cmp, double a, double b) => cmp switch
    {
        Cmp.Eq => a == b,
        Cmp.Ne => a != b,
        Cmp.Lt => a < b,
        Cmp.Le => a <= b,
        Cmp.Gt => a > b,
        Cmp.Ge => a >= b,
        Cmp.UnLt => !(a >= b),
        Cmp.UnLe => !(a > b),
        Cmp.UnGt => !(a <= b),
        _ => !(a < b),
    };

    private static float ToF32(long bits) => BitConverter.Int32BitsToSingle((int)bits);

    private static double ToF64(long bits) => BitConverter.Int64BitsToDouble(bits);

    private static bool TryEvaluateI1(Op op, long a, long b, out long result)
    {
        result = op switch
        {
            Op.And => a & b,
            Op.Or => a | b,
            Op.Xor => a ^ b,
            Op.Not => a ^ 1,
            _ => -1,
        };

        return result >= 0;
    }

    private static bool TryEvaluateI32(Op op, int a, int b, out int result)
    {
        result = 0;
        if (b == 0 && (op is Op.Div or Op.Rem or Op.DivU or Op.RemU))
        {
            return false;
        }

        switch (op)
        {
            case Op.Add: result = a + b; return true;
            case Op.Sub: result = a - b; return true;
            case Op.Mul: result = a * b; return true;
            case Op.Div: result = b == -1 ? -a : a / b; return true;
            case Op.Rem: result = b == -1 ? 0 : a % b; return true;
            case Op.DivU: result = (int)((uint)a / (uint)b); return true;
            case Op.RemU: result = (int)((uint)a % (uint)b); return true;
            case Op.Neg: result = -a; return true;
            case Op.MulHi: result = (int)(((long)a * b) >> 32); return true;
            case Op.MulHiU: result = (int)(((ulong)(uint)a * (uint)b) >> 32); return true;
            case Op.Min: result = Math.Min(a, b); return true;
            case Op.Max: result = Math.Max(a, b); return true;
            case Op.MinU: result = (int)Math.Min((uint)a, (uint)b); return true;
            case Op.MaxU: result = (int)Math.Max((uint)a, (uint)b); return true;
            case Op.Abs: result = a < 0 ? -a : a; return true;
            case Op.And: result = a & b; return true;
            case Op.Or: result = a | b; return true;
            case Op.Xor: result = a ^ b; return true;
            case Op.Not: result = ~a; return true;
            case Op.Shl: result = a << b; return true;
            case Op.Shr: result = a >> b; return true;
            case Op.ShrU: result = a >>> b; return true;
            case Op.PopCount: result = BitOperations.PopCount((uint)a); return true;
            case Op.LeadingZeros: result = BitOperations.LeadingZeroCount((uint)a); return true;
            case Op.TrailingZeros: result = BitOperations.TrailingZeroCount(a); return true;
            default: return false;
        }
    }

    private static bool TryEvaluateI64(Op op, long a, long b, out long result)
    {
        result = 0;
        if (b == 0 && (op is Op.Div or Op.Rem or Op.DivU or Op.RemU))
        {
            return false;
        }

        switch (op)
        {
            case Op.Add: result = a + b; return true;
            case Op.Sub: result = a - b; return true;
            case Op.Mul: result = a * b; return true;
            case Op.Div: result = b == -1 ? -a : a / b; return true;
            case Op.Rem: result = b == -1 ? 0 : a % b; return true;
            case Op.DivU: result = (long)((ulong)a / (ulong)b); return true;
            case Op.RemU: result = (long)((ulong)a % (ulong)b); return true;
            case Op.Neg: result = -a; return true;
            case Op.MulHi: result = Math.BigMul(a, b, out _); return true;
            case Op.MulHiU: result = (long)Math.BigMul((ulong)a, (ulong)b, out _); return true;
            case Op.Min: result = Math.Min(a, b); return true;
            case Op.Max: result = Math.Max(a, b); return true;
            case Op.MinU: result = (long)Math.Min((ulong)a, (ulong)b); return true;
            case Op.MaxU: result = (long)Math.Max((ulong)a, (ulong)b); return true;
            case Op.Abs: result = a < 0 ? -a : a; return true;
            case Op.And: result = a & b; return true;
            case Op.Or: result = a | b; return true;
            case Op.Xor: result = a ^ b; return true;
            case Op.Not: result = ~a; return true;
            case Op.Shl: result = a << (int)b; return true;
            case Op.Shr: result = a >> (int)b; return true;
            case Op.ShrU: result = a >>> (int)b; return true;
            case Op.PopCount: result = BitOperations.PopCount((ulong)a); return true;
            case Op.LeadingZeros: result = BitOperations.LeadingZeroCount((ulong)a); return true;
            case Op.TrailingZeros: result = BitOperations.TrailingZeroCount(a); return true;
            default: return false;
        }
    }

    private static bool TryEvaluateF32(Value value, float a, float b, float c, out float result)
    {
        result = 0;
        switch (value.Op)
        {
            case Op.Add: result = a + b; return true;
            case Op.Sub: result = a - b; return true;
            case Op.Mul: result = a * b; return true;
            case Op.Div: result = a / b; return true;
            case Op.Rem: result = a % b; return true;
            case Op.Neg: result = -a; return true;
            case Op.Min: result = MathF.Min(a, b); return true;
            case Op.Max: result = MathF.Max(a, b); return true;
            case Op.Abs: result = MathF.Abs(a); return true;
            case Op.Fma: result = MathF.FusedMultiplyAdd(a, b, c); return true;
            case Op.Sqrt: result = MathF.Sqrt(a); return true;
            case Op.Floor: result = MathF.Floor(a); return true;
            case Op.Ceiling: result = MathF.Ceiling(a); return true;
            case Op.Round: result = MathF.Round(a); return true;
            case Op.Truncate: result = MathF.Truncate(a); return true;
            case Op.CopySign: result = MathF.CopySign(a, b); return true;
            case Op.Math: break;
            default: return false;
        }

        switch (value.MathFn)
        {
            case MathFn.Exp: result = MathF.Exp(a); return true;
            case MathFn.Log: result = MathF.Log(a); return true;
            case MathFn.Log2: result = MathF.Log2(a); return true;
            case MathFn.Log10: result = MathF.Log10(a); return true;
            case MathFn.Sin: result = MathF.Sin(a); return true;
            case MathFn.Cos: result = MathF.Cos(a); return true;
            case MathFn.Tan: result = MathF.Tan(a); return true;
            case MathFn.Asin: result = MathF.Asin(a); return true;
            case MathFn.Acos: result = MathF.Acos(a); return true;
            case MathFn.Atan: result = MathF.Atan(a); return true;
            case MathFn.Sinh: result = MathF.Sinh(a); return true;
            case MathFn.Cosh: result = MathF.Cosh(a); return true;
            case MathFn.Tanh: result = MathF.Tanh(a); return true;
            case MathFn.Cbrt: result = MathF.Cbrt(a); return true;
            case MathFn.Atan2: result = MathF.Atan2(a, b); return true;
            case MathFn.Pow: result = MathF.Pow(a, b); return true;
            default: return false;
        }
    }

    private static bool TryEvaluateF64(Value value, double a, double b, double c, out double result)
    {
        result = 0;
        switch (value.Op)
        {
            case Op.Add: result = a + b; return true;
            case Op.Sub: result = a - b; return true;
            case Op.Mul: result = a * b; return true;
            case Op.Div: result = a / b; return true;
            case Op.Rem: result = a % b; return true;
            case Op.Neg: result = -a; return true;
            case Op.Min: result = Math.Min(a, b); return true;
            case Op.Max: result = Math.Max(a, b); return true;
            case Op.Abs: result = Math.Abs(a); return true;
            case Op.Fma: result = Math.FusedMultiplyAdd(a, b, c); return true;
            case Op.Sqrt: result = Math.Sqrt(a); return true;
            case Op.Floor: result = Math.Floor(a); return true;
            case Op.Ceiling: result = Math.Ceiling(a); return true;
            case Op.Round: result = Math.Round(a); return true;
            case Op.Truncate: result = Math.Truncate(a); return true;
            case Op.CopySign: result = Math.CopySign(a, b); return true;
            case Op.Math: break;
            default: return false;
        }

        switch (value.MathFn)
        {
            case MathFn.Exp: result = Math.Exp(a); return true;
            case MathFn.Log: result = Math.Log(a); return true;
            case MathFn.Log2: result = Math.Log2(a); return true;
            case MathFn.Log10: result = Math.Log10(a); return true;
            case MathFn.Sin: result = Math.Sin(a); return true;
            case MathFn.Cos: result = Math.Cos(a); return true;
            case MathFn.Tan: result = Math.Tan(a); return true;
            case MathFn.Asin: result = Math.Asin(a); return true;
            case MathFn.Acos: result = Math.Acos(a); return true;
            case MathFn.Atan: result = Math.Atan(a); return true;
            case MathFn.Sinh: result = Math.Sinh(a); return true;
            case MathFn.Cosh: result = Math.Cosh(a); return true;
            case MathFn.Tanh: result = Math.Tanh(a); return true;
            case MathFn.Cbrt: result = Math.Cbrt(a); return true;
            case MathFn.Atan2: result = Math.Atan2(a, b); return true;
            case MathFn.Pow: result = Math.Pow(a, b); return true;
            default: return false;
        }
    }

    private static bool TryConvert(Value value, long a, out long result)
    {
        IrType from = value.Operands[0].Type;
        bool single = from == IrType.F32;
        switch (value.Op)
        {
            case Op.BoolToI32 or Op.SExt or Op.Bitcast:
                // I32 and F32 constants are stored sign-extended, so their bits are the result's already.
                result = a;
                return true;
            case Op.SExt8: result = (sbyte)a; return true;
            case Op.ZExt8: result = (byte)a; return true;
            case Op.SExt16: result = (short)a; return true;
            case Op.ZExt16: result = (ushort)a; return true;
            case Op.ZExt: result = (uint)a; return true;
            case Op.Trunc: result = (int)a; return true;
            case Op.SToF:
                result = value.Type == IrType.F32
                    ? BitConverter.SingleToInt32Bits(from == IrType.I32 ? (float)(int)a : (float)a)
                    : BitConverter.DoubleToInt64Bits((double)a);
                return true;
            case Op.UToF:
                ulong unsigned = from == IrType.I32 ? (uint)a : (ulong)a;
                result = value.Type == IrType.F32
                    ? BitConverter.SingleToInt32Bits((float)unsigned)
                    : BitConverter.DoubleToInt64Bits((double)unsigned);
                return true;
            case Op.FToS:
                result = value.Type == IrType.I32
                    ? (single ? (int)ToF32(a) : (int)ToF64(a))
                    : (single ? (long)ToF32(a) : (long)ToF64(a));
                return true;
            case Op.FToU:
                result = value.Type == IrType.I32
                    ? (int)(single ? (uint)ToF32(a) : (uint)ToF64(a))
                    : (long)(single ? (ulong)ToF32(a) : (ulong)ToF64(a));
                return true;
            case Op.FExt: result = BitConverter.DoubleToInt64Bits(ToF32(a)); return true;
            case Op.FTrunc: result = BitConverter.SingleToInt32Bits((float)ToF64(a)); return true;
            case Op.HalfToF32: result = BitConverter.SingleToInt32Bits((float)BitConverter.Int16BitsToHalf((short)a)); return true;
            case Op.F32ToHalf: result = BitConverter.HalfToUInt16Bits((Half)ToF32(a)); return true;
            case Op.BF16ToF32: result = (int)a << 16; return true;
            case Op.F32ToBF16:
                // Which NaN a back end yields is its own affair.
                uint bits = (uint)a;
                result = (bits + 0x7fff + ((bits >> 16) & 1)) >> 16;
                return !float.IsNaN(ToF32(a));
            case Op.PtrToInt or Op.IntToPtr:
                // Only null is a constant pointer.
                result = 0;
                return a == 0;
            default:
                result = 0;
                return false;
        }
    }
}
