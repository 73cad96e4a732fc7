using System.Numerics;
using System.Runtime.CompilerServices;

namespace IlgpuOptim.Ptx.Execute;

internal interface IIntUnary
{
    static abstract T Apply<T>(T a)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>;
}

internal interface IIntBinary
{
    static abstract T Apply<T>(T a, T b, Instruction op)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>;
}

internal interface IIntTernary
{
    static abstract T Apply<T>(T a, T b, T c, Instruction op)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>;
}

/// <summary>Floating-point operations; on halves they are computed in double, which rounds once for the operations here.</summary>
internal interface IFloatUnary
{
    static abstract T Apply<T>(T a)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

internal interface IFloatBinary
{
    static abstract T Apply<T>(T a, T b, Instruction op)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

internal interface IComparison
{
    static abstract bool Apply<T>(T a, T b)
        where T : unmanaged, INumber<T>;
}

/// <summary>Operations of raw 64-bit registers, typed by their instruction.</summary>
internal interface IRaw
{
    static abstract ulong Apply(ulong a, ulong b, ulong c, Instruction op);
}

/// <summary>The loops over the lanes of a warp.</summary>
internal static unsafe class Lanes
{
    public static void Fill(Warp warp, int place, uint mask, ulong value)
    {
        for (; mask != 0; mask &= mask - 1)
        {
            warp.Regs[place + BitOperations.TrailingZeroCount(mask)] = value;
        }
    }

    public static void IntUnary<T, TOp>(Warp warp, Instruction op, uint mask)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
        where TOp : struct, IIntUnary
    {
        ulong* d = warp.Regs + op.D;
        ulong* a = warp.Regs + op.A;

        for (; mask != 0; mask &= mask - 1)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            *(T*)(d + lane) = TOp.Apply(*(T*)(a + lane));
        }
    }

    public static void IntBinary<T, TOp>(Warp warp, Instruction op, uint mask)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
        where TOp : struct, IIntBinary
    {
        ulong* d = warp.Regs + op.D;
        ulong* a = warp.Regs + op.A;
        ulong* b = warp.Regs + op.B;

        for (; mask != 0; mask &= mask - 1)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            *(T*)(d + lane) = TOp.Apply(*(T*)(a + lane), *(T*)(b + lane), op);
        }
    }

    /// <summary>Integer division, which reports divisors of zero if the options say so.</summary>
    public static void IntDivision<T, TOp>(Warp warp, Instruction op, uint mask)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
        where TOp : struct, IIntBinary
    {
        for (uint rest = warp.Block.Options.FaultOnDivisionByZero ? mask : 0; rest != 0; rest &= rest - 1)
        {
            int lane = BitOperations.TrailingZeroCount(rest);

            if (*(T*)(warp.Regs + op.B + lane) == T.Zero)
            {
                throw warp.Fault(op, lane, "division by zero");
            }
        }

        IntBinary<T, TOp>(warp, op, mask);
    }

    public static void IntTernary<T, TOp>(Warp warp, Instruction op, uint mask)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
        where TOp : struct, IIntTernary
    {
        ulong* d = warp.Regs + op.D;
        ulong* a = warp.Regs + op.A;
        ulong* b = warp.Regs + op.B;
        ulong* c = warp.Regs + op.C;

        for (; mask != 0; mask &= mask - 1)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            *(T*)(d + lane) = TOp.Apply(*(T*)(a + lane), *(T*)(b + lane), *(T*)(c + lane), op);
        }
    }

    /// <summary>Products of twice the width, plus a third operand of that width if there is one (mad.wide).</summary>
    public static void Wide<T, TWide>(Warp warp, Instruction op, uint mask)
        where T : unmanaged, IBinaryInteger<T>
        where TWide : unmanaged, IBinaryInteger<TWide>
    {
        ulong* d = warp.Regs + op.D;
        ulong* a = warp.Regs + op.A;
        ulong* b = warp.Regs + op.B;
        ulong* c = warp.Regs + op.C;
        bool adds = op.Mode != 0;

        for (; mask != 0; mask &= mask - 1)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            TWide product = TWide.CreateTruncating(*(T*)(a + lane)) * TWide.CreateTruncating(*(T*)(b + lane));
            *(TWide*)(d + lane) = adds ? product + *(TWide*)(c + lane) : product;
        }
    }

    public static void Raw<TOp>(Warp warp, Instruction op, uint mask)
        where TOp : struct, IRaw
    {
        ulong* d = warp.Regs + op.D;
        ulong* a = warp.Regs + op.A;
        ulong* b = warp.Regs + op.B;
        ulong* c = warp.Regs + op.C;

        for (; mask != 0; mask &= mask - 1)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            d[lane] = TOp.Apply(a[lane], b[lane], c[lane], op);
        }
    }

    public static void Float32Unary<TOp>(Warp warp, Instruction op, uint mask)
        where TOp : struct, IFloatUnary
    {
        ulong* d = warp.Regs + op.D;
        ulong* a = warp.Regs + op.A;

        for (; mask != 0; mask &= mask - 1)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            *(float*)(d + lane) = Floats.Finish(TOp.Apply(Floats.Start(*(float*)(a + lane), op)), op);
        }
    }

    public static void Float32Binary<TOp>(Warp warp, Instruction op, uint mask)
        where TOp : struct, IFloatBinary
    {
        ulong* d = warp.Regs + op.D;
        ulong* a = warp.Regs + op.A;
        ulong* b = warp.Regs + op.B;

        for (; mask != 0; mask &= mask - 1)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            float x = Floats.Start(*(float*)(a + lane), op);
            float y = Floats.Start(*(float*)(b + lane), op);
            *(float*)(d + lane) = Floats.Finish(TOp.Apply(x, y, op), op);
        }
    }

    public static void Float32Fma(Warp warp, Instruction op, uint mask)
    {
        ulong* d = warp.Regs + op.D;
        ulong* a = warp.Regs + op.A;
        ulong* b = warp.Regs + op.B;
        ulong* c = warp.Regs + op.C;

        for (; mask != 0; mask &= mask - 1)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            float x = Floats.Start(*(float*)(a + lane), op);
            float y = Floats.Start(*(float*)(b + lane), op);
            float z = Floats.Start(*(float*)(c + lane), op);
            *(float*)(d + lane) = Floats.Finish(MathF.FusedMultiplyAdd(x, y, z), op);
        }
    }

    public static void Float64Unary<TOp>(Warp warp, Instruction op, uint mask)
        where TOp : struct, IFloatUnary
    {
        ulong* d = warp.Regs + op.D;
        ulong* a = warp.Regs + op.A;

        for (; mask != 0; mask &= mask - 1)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            *(double*)(d + lane) = TOp.Apply(*(double*)(a + lane));
        }
    }

    public static void Float64Binary<TOp>(Warp warp, Instruction op, uint mask)
        where TOp : struct, IFloatBinary
    {
        ulong* d = warp.Regs + op.D;
        ulong* a = warp.Regs + op.A;
        ulong* b = warp.Regs + op.B;

        for (; mask != 0; mask &= mask - 1)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            *(double*)(d + lane) = TOp.Apply(*(double*)(a + lane), *(double*)(b + lane), op);
        }
    }

    public static void Float64Fma(Warp warp, Instruction op, uint mask)
    {
        ulong* d = warp.Regs + op.D;
        ulong* a = warp.Regs + op.A;
        ulong* b = warp.Regs + op.B;
        ulong* c = warp.Regs + op.C;

        for (; mask != 0; mask &= mask - 1)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            *(double*)(d + lane) = Math.FusedMultiplyAdd(*(double*)(a + lane), *(double*)(b + lane), *(double*)(c + lane));
        }
    }

    public static void HalfUnary<TOp>(Warp warp, Instruction op, uint mask)
        where TOp : struct, IFloatUnary
    {
        for (; mask != 0; mask &= mask - 1)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            uint a = (uint)warp.Regs[op.A + lane];
            uint low = Half<TOp>(a, op);
            warp.Regs[op.D + lane] = op.IsPacked ? low | (Half<TOp>(a >> 16, op) << 16) : low;
        }
    }

    public static void HalfBinary<TOp>(Warp warp, Instruction op, uint mask)
        where TOp : struct, IFloatBinary
    {
        for (; mask != 0; mask &= mask - 1)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            warp.Regs[op.D + lane] = Halves<TOp>((uint)warp.Regs[op.A + lane], (uint)warp.Regs[op.B + lane], op);
        }
    }

    public static void HalfFma(Warp warp, Instruction op, uint mask)
    {
        for (; mask != 0; mask &= mask - 1)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            uint a = (uint)warp.Regs[op.A + lane];
            uint b = (uint)warp.Regs[op.B + lane];
            uint c = (uint)warp.Regs[op.C + lane];
            uint low = Fma(a, b, c, op);
            warp.Regs[op.D + lane] = op.IsPacked ? low | (Fma(a >> 16, b >> 16, c >> 16, op) << 16) : low;
        }
    }

    /// <summary>One or two halves, as the instruction says.</summary>
    public static uint Halves<TOp>(uint a, uint b, Instruction op)
        where TOp : struct, IFloatBinary
    {
        uint low = Half<TOp>(a, b, op);

        return op.IsPacked ? low | (Half<TOp>(a >> 16, b >> 16, op) << 16) : low;
    }

    public static uint Compare<T, TOp>(Warp warp, Instruction op, uint mask)
        where T : unmanaged, INumber<T>
        where TOp : struct, IComparison
    {
        ulong* a = warp.Regs + op.A;
        ulong* b = warp.Regs + op.B;
        uint result = 0;

        for (; mask != 0; mask &= mask - 1)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            T x = *(T*)(a + lane);
            T y = *(T*)(b + lane);

            if (typeof(T) == typeof(float) && op.Ftz)
            {
                x = Unsafe.BitCast<float, T>(Floats.Start(Unsafe.BitCast<T, float>(x), op));
                y = Unsafe.BitCast<float, T>(Floats.Start(Unsafe.BitCast<T, float>(y), op));
            }

            result |= TOp.Apply(x, y) ? 1u << lane : 0;
        }

        return result;
    }

    /// <summary>Compares halves; of packed ones the half that op.Mode names.</summary>
    public static uint CompareHalf<TOp>(Warp warp, Instruction op, uint mask)
        where TOp : struct, IComparison
    {
        uint result = 0;

        for (; mask != 0; mask &= mask - 1)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            double x = Floats.StartHalf((uint)warp.Regs[op.A + lane] & 0xFFFF, op);
            double y = Floats.StartHalf((uint)warp.Regs[op.B + lane] & 0xFFFF, op);
            result |= TOp.Apply(x, y) ? 1u << lane : 0;
        }

        return result;
    }

    private static uint Half<TOp>(uint a, Instruction op)
        where TOp : struct, IFloatUnary =>
        Floats.FinishHalf(TOp.Apply(Floats.StartHalf(a & 0xFFFF, op)), op);

    private static uint Half<TOp>(uint a, uint b, Instruction op)
        where TOp : struct, IFloatBinary =>
        Floats.FinishHalf(TOp.Apply(Floats.StartHalf(a & 0xFFFF, op), Floats.StartHalf(b & 0xFFFF, op), op), op);

    private static uint Fma(uint a, uint b, uint c, Instruction op) =>
        Floats.FinishHalf(
            Floats.FmaToOdd(Floats.StartHalf(a & 0xFFFF, op), Floats.StartHalf(b & 0xFFFF, op), Floats.StartHalf(c & 0xFFFF, op)), op);
}
