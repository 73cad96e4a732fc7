using System.Numerics;

namespace IlgpuOptim.Ptx.Execute;

internal enum DirectedOperation
{
    Add,
    Subtract,
    Multiply,
    Fma,
    Divide,
    Reciprocal,
    Sqrt,
}

/// <summary>Single and double precision in other roundings than to nearest; Mode says which operation.</summary>
internal static unsafe class Directed
{
    public static void Run(Warp warp, Instruction op, uint mask)
    {
        FloatFormat format = FloatFormat.Of(op.Type);

        for (; mask != 0; mask &= mask - 1)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            double a = Read(warp.Regs[op.A + lane], op);
            double b = Read(warp.Regs[op.B + lane], op);
            double c = Read(warp.Regs[op.C + lane], op);
            double result = (DirectedOperation)op.Mode switch
            {
                DirectedOperation.Add => ExactFloat.Add(a, b, format, op.Rounding),
                DirectedOperation.Subtract => ExactFloat.Add(a, -b, format, op.Rounding),
                DirectedOperation.Multiply => ExactFloat.Multiply(a, b, format, op.Rounding),
                DirectedOperation.Fma => ExactFloat.Fma(a, b, c, format, op.Rounding),
                DirectedOperation.Divide => ExactFloat.Divide(a, b, format, op.Rounding),
                DirectedOperation.Reciprocal => ExactFloat.Divide(1, a, format, op.Rounding),
                _ => ExactFloat.Sqrt(a, format, op.Rounding),
            };
            warp.Regs[op.D + lane] = op.Type == PtxType.F64
                ? BitConverter.DoubleToUInt64Bits(result)
                : BitConverter.SingleToUInt32Bits(Floats.Finish((float)result, op));
        }
    }

    private static double Read(ulong bits, Instruction op) => op.Type == PtxType.F64
        ? BitConverter.UInt64BitsToDouble(bits)
        : Floats.Start(BitConverter.UInt32BitsToSingle((uint)bits), op);
}
