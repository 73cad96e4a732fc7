using System.Numerics;
using IlgpuOptim.Ptx.Syntax;

namespace IlgpuOptim.Ptx.Execute;

/// <summary>Loads, stores, atomic operations and conversions of addresses.</summary>
internal static unsafe class MemoryOperations
{
    /// <summary>Loads elements of T into the registers V; values are extended to 64 bits as T's sign says.</summary>
    public static void Load<T>(Warp warp, Instruction op, uint mask)
        where T : unmanaged, IBinaryInteger<T>
    {
        while (mask != 0)
        {
            int lane = warp.Take(ref mask);
            T* place = (T*)warp.Locate(op, lane, write: false);

            foreach (int register in op.V)
            {
                T value = *place++;

                if (register >= 0)
                {
                    warp.Regs[register + lane] = ulong.CreateTruncating(value);
                }
            }
        }
    }

    public static void Store<T>(Warp warp, Instruction op, uint mask)
        where T : unmanaged
    {
        while (mask != 0)
        {
            int lane = warp.Take(ref mask);
            T* place = (T*)warp.Locate(op, lane, write: true);

            foreach (int register in op.V)
            {
                *place++ = *(T*)(warp.Regs + register + lane);
            }
        }
    }

    /// <summary>atom and red: D is -1 where the old value is not wanted.</summary>
    public static void Atomic<T, TOp>(Warp warp, Instruction op, uint mask)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
        where TOp : struct, IIntBinary
    {
        while (mask != 0)
        {
            int lane = warp.Take(ref mask);
            T* place = (T*)warp.Locate(op, lane, write: true);
            T old = *place;
            *place = TOp.Apply(old, *(T*)(warp.Regs + op.B + lane), op);
            Give(warp, op, lane, ulong.CreateTruncating(old));
        }
    }

    public static void CompareAndSwap<T>(Warp warp, Instruction op, uint mask)
        where T : unmanaged, IBinaryInteger<T>
    {
        while (mask != 0)
        {
            int lane = warp.Take(ref mask);
            T* place = (T*)warp.Locate(op, lane, write: true);
            T old = *place;

            if (old == *(T*)(warp.Regs + op.B + lane))
            {
                *place = *(T*)(warp.Regs + op.C + lane);
            }

            Give(warp, op, lane, ulong.CreateTruncating(old));
        }
    }

    /// <summary>Single precision: in global memory subnormal numbers are flushed, as the ISA says.</summary>
    public static void AddSingle(Warp warp, Instruction op, uint mask)
    {
        while (mask != 0)
        {
            int lane = warp.Take(ref mask);
            float* place = (float*)warp.Locate(op, lane, write: true);
            float old = *place;
            *place = Floats.Finish(Floats.Start(old, op) + Floats.Start(*(float*)(warp.Regs + op.B + lane), op), op);
            Give(warp, op, lane, BitConverter.SingleToUInt32Bits(old));
        }
    }

    public static void AddDouble(Warp warp, Instruction op, uint mask)
    {
        while (mask != 0)
        {
            int lane = warp.Take(ref mask);
            double* place = (double*)warp.Locate(op, lane, write: true);
            double old = *place;
            *place = old + *(double*)(warp.Regs + op.B + lane);
            Give(warp, op, lane, BitConverter.DoubleToUInt64Bits(old));
        }
    }

    public static void HalfAtomic<TOp>(Warp warp, Instruction op, uint mask)
        where TOp : struct, IFloatBinary
    {
        while (mask != 0)
        {
            int lane = warp.Take(ref mask);
            byte* place = warp.Locate(op, lane, write: true);
            uint old = op.IsPacked ? *(uint*)place : *(ushort*)place;
            uint value = Lanes.Halves<TOp>(old, (uint)warp.Regs[op.B + lane], op);

            if (op.IsPacked)
            {
                *(uint*)place = value;
            }
            else
            {
                *(ushort*)place = (ushort)value;
            }

            Give(warp, op, lane, old);
        }
    }

    /// <summary>cvta: from a state space to generic addresses, or back (Mode 1).</summary>
    public static void ConvertAddress(Warp warp, Instruction op, uint mask)
    {
        for (; mask != 0; mask &= mask - 1)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            ulong window = op.Space switch
            {
                Space.Shared => (ulong)warp.Block.Shared - Warp.WindowStart,
                Space.Local => (ulong)(warp.Local + (lane * warp.LocalBytes)) - Warp.WindowStart,
                _ => 0,
            };
            ulong address = warp.Regs[op.A + lane];
            warp.Regs[op.D + lane] = op.Mode == 0 ? address + window : address - window;
        }
    }

    public static void IsInSpace(Warp warp, Instruction op, uint mask)
    {
        uint result = 0;

        for (uint rest = mask; rest != 0; rest &= rest - 1)
        {
            int lane = BitOperations.TrailingZeroCount(rest);
            ulong address = warp.Regs[op.A + lane];
            bool shared = address - (ulong)warp.Block.Shared < (ulong)warp.Block.SharedBytes;
            bool local = address - (ulong)(warp.Local + (lane * warp.LocalBytes)) < (ulong)warp.LocalBytes;
            bool constant = Array.Exists(warp.Block.Kernel.Memory, variable =>
                variable.Space == Space.Const && address - (ulong)variable.Place < (ulong)variable.Size);
            bool holds = op.Space switch
            {
                Space.Shared => shared,
                Space.Local => local,
                Space.Const => constant,
                _ => !shared && !local && !constant,
            };
            result |= holds ? 1u << lane : 0;
        }

        Selection.Write(warp, op.D, mask, result);
    }

    /// <summary>mov between a register and its parts: into parts (Mode 0), or from parts (Mode 1).</summary>
    public static void MoveParts(Warp warp, Instruction op, uint mask)
    {
        int bits = 8 * op.Type.Size() / op.V.Length;
        ulong part = (1UL << bits) - 1;

        for (; mask != 0; mask &= mask - 1)
        {
            int lane = BitOperations.TrailingZeroCount(mask);

            if (op.Mode == 0)
            {
                ulong whole = warp.Regs[op.A + lane];

                for (int i = 0; i < op.V.Length; i++)
                {
                    if (op.V[i] >= 0)
                    {
                        warp.Regs[op.V[i] + lane] = (whole >> (bits * i)) & part;
                    }
                }
            }
            else
            {
                ulong whole = 0;

                for (int i = 0; i < op.V.Length; i++)
                {
                    whole |= (warp.Regs[op.V[i] + lane] & part) << (bits * i);
                }

                warp.Regs[op.D + lane] = whole;
            }
        }
    }

    private static void Give(Warp warp, Instruction op, int lane, ulong old)
    {
        if (op.D >= 0)
        {
            warp.Regs[op.D + lane] = old;
        }
    }
}
