using System.Numerics;
using System.Runtime.CompilerServices;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <summary>
/// The primitives of <see cref="Lanes512"/> for one value: what emitted code calls for values that are equal in all
/// lanes. Results agree bit for bit with the vector forms, so it does not matter which one the compiler picks.
/// </summary>
internal static unsafe partial class LanesScalar
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // ---- division ----------------------------------------------------------------------------------------------
    /// <exception cref="KernelFaultException">The divisor is zero.</exception>
    [MethodImpl(Inline)]
    internal static int Div32(int a, int b)
    {
        CheckDivisor(b);

        return b == -1 ? -a : a / b;
    }

    /// <inheritdoc cref="Div32"/>
    [MethodImpl(Inline)]
    internal static int Rem32(int a, int b)
    {
        CheckDivisor(b);

        return b == -1 ? 0 : a % b;
    }

    /// <inheritdoc cref="Div32"/>
    [MethodImpl(Inline)]
    internal static int DivU32(int a, int b)
    {
        CheckDivisor(b);

        return (int)((uint)a / (uint)b);
    }

    /// <inheritdoc cref="Div32"/>
    [MethodImpl(Inline)]
    internal static int RemU32(int a, int b)
    {
        CheckDivisor(b);

        return (int)((uint)a % (uint)b);
    }

    /// <inheritdoc cref="Div32"/>
    [MethodImpl(Inline)]
    internal static long Div64(long a, long b)
    {
        CheckDivisor(b);

        return b == -1 ? -a : a / b;
    }

    /// <inheritdoc cref="Div32"/>
    [MethodImpl(Inline)]
    internal static long Rem64(long a, long b)
    {
        CheckDivisor(b);

        return b == -1 ? 0 : a % b;
    }

    /// <inheritdoc cref="Div32"/>
    [MethodImpl(Inline)]
    internal static long DivU64(long a, long b)
    {
        CheckDivisor(b);

        return (long)((ulong)a / (ulong)b);
    }

    /// <inheritdoc cref="Div32"/>
    [MethodImpl(Inline)]
    internal static long RemU64(long a, long b)
    {
        CheckDivisor(b);

        return (long)((ulong)a % (ulong)b);
    }

    [MethodImpl(Inline)]
    private static void CheckDivisor(long b)
    {
        if (b == 0)
        {
            ThrowDivisionByZero(1);
        }
    }

    /// <summary>Reports the first of the given lanes. Not marked at all: so the JIT sees that it never returns.</summary>
    internal static void ThrowDivisionByZero(uint lanes) =>
        throw new KernelFaultException(BitOperations.TrailingZeroCount(lanes));

    // Division for lanes of which the active ones are known to be fine.
    internal static long DivOrZero(long a, long b) => b == 0 ? 0 : Div64(a, b);

    internal static long RemOrZero(long a, long b) => b == 0 ? 0 : Rem64(a, b);

    internal static long DivUOrZero(long a, long b) => b == 0 ? 0 : DivU64(a, b);

    internal static long RemUOrZero(long a, long b) => b == 0 ? 0 : RemU64(a, b);

    // ---- integer -----------------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static int MulHi32(int a, int b) => (int)(((long)a * b) >> 32);

    [MethodImpl(Inline)]
    internal static int MulHiU32(int a, int b) => (int)(((ulong)(uint)a * (uint)b) >> 32);

    [MethodImpl(Inline)]
    internal static long MulHi64(long a, long b) => Math.BigMul(a, b, out _);

    [MethodImpl(Inline)]
    internal static long MulHiU64(long a, long b) => (long)Math.BigMul((ulong)a, (ulong)b, out _);

    [MethodImpl(Inline)]
    internal static int Shl32(int a, int count) => a << count;

    [MethodImpl(Inline)]
    internal static int Shr32(int a, int count) => a >> count;

    [MethodImpl(Inline)]
    internal static int ShrU32(int a, int count) => a >>> count;

    [MethodImpl(Inline)]
    internal static long Shl64(long a, int count) => a << count;

    [MethodImpl(Inline)]
    internal static long Shr64(long a, int count) => a >> count;

    [MethodImpl(Inline)]
    internal static long ShrU64(long a, int count) => a >>> count;

    // The same with a 64-bit count, for lanes.
    internal static long ShlBy64(long a, long count) => a << (int)count;

    internal static long ShrBy64(long a, long count) => a >> (int)count;

    internal static long ShrUBy64(long a, long count) => a >>> (int)count;

    [MethodImpl(Inline)]
    internal static int PopCount32(int a) => BitOperations.PopCount((uint)a);

    [MethodImpl(Inline)]
    internal static int PopCount64(long a) => BitOperations.PopCount((ulong)a);

    [MethodImpl(Inline)]
    internal static int LeadingZeros32(int a) => BitOperations.LeadingZeroCount((uint)a);

    [MethodImpl(Inline)]
    internal static int LeadingZeros64(long a) => BitOperations.LeadingZeroCount((ulong)a);

    [MethodImpl(Inline)]
    internal static int TrailingZeros32(int a) => BitOperations.TrailingZeroCount(a);

    [MethodImpl(Inline)]
    internal static int TrailingZeros64(long a) => BitOperations.TrailingZeroCount(a);

    [MethodImpl(Inline)]
    internal static int Min32(int a, int b) => Math.Min(a, b);

    [MethodImpl(Inline)]
    internal static int Max32(int a, int b) => Math.Max(a, b);

    [MethodImpl(Inline)]
    internal static int MinU32(int a, int b) => (int)Math.Min((uint)a, (uint)b);

    [MethodImpl(Inline)]
    internal static int MaxU32(int a, int b) => (int)Math.Max((uint)a, (uint)b);

    [MethodImpl(Inline)]
    internal static long Min64(long a, long b) => Math.Min(a, b);

    [MethodImpl(Inline)]
    internal static long Max64(long a, long b) => Math.Max(a, b);

    [MethodImpl(Inline)]
    internal static long MinU64(long a, long b) => (long)Math.Min((ulong)a, (ulong)b);

    [MethodImpl(Inline)]
    internal static long MaxU64(long a, long b) => (long)Math.Max((ulong)a, (ulong)b);

    [MethodImpl(Inline)]
    internal static int SExt8(int a) => (sbyte)a;

    [MethodImpl(Inline)]
    internal static int SExt16(int a) => (short)a;

    [MethodImpl(Inline)]
    internal static int ZExt8(int a) => (byte)a;

    [MethodImpl(Inline)]
    internal static int ZExt16(int a) => (ushort)a;

    // ---- conversions -------------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static float I32ToF32(int a) => a;

    // Through double would be one rounding too, but through long is one instruction.
    [MethodImpl(Inline)]
    internal static float U32ToF32(int a) => (long)(uint)a;

    [MethodImpl(Inline)]
    internal static float I64ToF32(long a) => a;

    /// <summary>One rounding: the bits that do not fit are kept as one sticky bit before halving.</summary>
    [MethodImpl(Inline)]
    internal static float U64ToF32(long a)
    {
        if (a >= 0)
        {
            return a;
        }

        float half = (a >>> 1) | (a & 1);

        return half + half;
    }

    [MethodImpl(Inline)]
    internal static double I32ToF64(int a) => a;

    [MethodImpl(Inline)]
    internal static double U32ToF64(int a) => (uint)a;

    [MethodImpl(Inline)]
    internal static double I64ToF64(long a) => a;

    [MethodImpl(Inline)]
    internal static double U64ToF64(long a) => (ulong)a;

    // The conversions of C# saturate and turn NaN into 0 since .NET 9.
    [MethodImpl(Inline)]
    internal static int F32ToI32(float a) => (int)a;

    [MethodImpl(Inline)]
    internal static int F32ToU32(float a) => (int)(uint)a;

    [MethodImpl(Inline)]
    internal static long F32ToI64(float a) => (long)a;

    [MethodImpl(Inline)]
    internal static long F32ToU64(float a) => (long)(ulong)a;

    [MethodImpl(Inline)]
    internal static int F64ToI32(double a) => (int)a;

    [MethodImpl(Inline)]
    internal static int F64ToU32(double a) => (int)(uint)a;

    [MethodImpl(Inline)]
    internal static long F64ToI64(double a) => (long)a;

    [MethodImpl(Inline)]
    internal static long F64ToU64(double a) => (long)(ulong)a;

    [MethodImpl(Inline)]
    internal static double F32ToF64(float a) => a;

    [MethodImpl(Inline)]
    internal static float F64ToF32(double a) => (float)a;

    [MethodImpl(Inline)]
    internal static float HalfToF32(int a) => (float)BitConverter.UInt16BitsToHalf((ushort)a);

    /// <summary>Zero-extended bits.</summary>
    [MethodImpl(Inline)]
    internal static int F32ToHalf(float a) => BitConverter.HalfToUInt16Bits((Half)a);

    [MethodImpl(Inline)]
    internal static float BF16ToF32(int a) => BitConverter.Int32BitsToSingle(a << 16);

    [MethodImpl(Inline)]
    internal static int F32ToBF16(float a)
    {
        int bits = BitConverter.SingleToInt32Bits(a);
        int rounded = float.IsNaN(a) ? bits | 0x00400000 : bits + 0x7FFF + ((bits >>> 16) & 1);

        return rounded >>> 16;
    }

    // ---- floating point ----------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static float MinF32(float a, float b) => MathF.Min(a, b);

    [MethodImpl(Inline)]
    internal static float MaxF32(float a, float b) => MathF.Max(a, b);

    [MethodImpl(Inline)]
    internal static double MinF64(double a, double b) => Math.Min(a, b);

    [MethodImpl(Inline)]
    internal static double MaxF64(double a, double b) => Math.Max(a, b);

    [MethodImpl(Inline)]
    internal static float CopySignF32(float a, float b) => MathF.CopySign(a, b);

    [MethodImpl(Inline)]
    internal static double CopySignF64(double a, double b) => Math.CopySign(a, b);

    [MethodImpl(Inline)]
    internal static float RoundF32(float a) => MathF.Round(a);

    [MethodImpl(Inline)]
    internal static double RoundF64(double a) => Math.Round(a);

    [MethodImpl(Inline)]
    internal static float FloorF32(float a) => MathF.Floor(a);

    [MethodImpl(Inline)]
    internal static double FloorF64(double a) => Math.Floor(a);

    [MethodImpl(Inline)]
    internal static float CeilingF32(float a) => MathF.Ceiling(a);

    [MethodImpl(Inline)]
    internal static double CeilingF64(double a) => Math.Ceiling(a);

    [MethodImpl(Inline)]
    internal static float TruncateF32(float a) => MathF.Truncate(a);

    [MethodImpl(Inline)]
    internal static double TruncateF64(double a) => Math.Truncate(a);

    internal static float RemF32(float a, float b) => a % b;

    internal static double RemF64(double a, double b) => a % b;
}
