using System.Numerics;

namespace IlgpuOptim.Ptx.Execute;

/// <summary>Operations across the lanes of a warp; they run when all lanes of the member mask have arrived.</summary>
internal static unsafe class WarpOperations
{
    public const int Up = 0;
    public const int Down = 1;
    public const int Butterfly = 2;
    public const int Index = 3;

    /// <summary>shfl.sync: a lane that reads from one that does not take part gets a value that may not be used.</summary>
    public static void Shuffle(Warp warp, Instruction op, uint mask)
    {
        ulong* a = warp.Regs + op.A;
        ulong* result = stackalloc ulong[32];
        uint inRange = 0;
        uint unknown = 0;

        for (uint rest = mask; rest != 0; rest &= rest - 1)
        {
            int lane = BitOperations.TrailingZeroCount(rest);
            int b = (int)(warp.Regs[op.B + lane] & 31);
            int c = (int)warp.Regs[op.C + lane];
            int segment = (c >> 8) & 31;
            int maximum = (lane & segment) | (c & 31 & ~segment);
            int minimum = lane & segment;
            int source = op.Mode switch
            {
                Up => lane - b,
                Down => lane + b,
                Butterfly => lane ^ b,
                _ => minimum | (b & ~segment),
            };
            bool valid = op.Mode == Up ? source >= maximum : source <= maximum;
            source = valid ? source : lane;
            inRange |= valid ? 1u << lane : 0;
            unknown |= (mask >> source & 1) == 0 ? 1u << lane : 0;
            result[lane] = a[source];
        }

        for (uint rest = mask; rest != 0; rest &= rest - 1)
        {
            int lane = BitOperations.TrailingZeroCount(rest);
            warp.Regs[op.D + lane] = result[lane];
        }

        warp.Mark(op.D / 32, mask, unknown);

        if (op.D2 >= 0)
        {
            Selection.Write(warp, op.D2, mask, inRange);
            warp.Mark(op.D2, mask, 0);
        }
    }

    /// <summary>vote.sync: Mode 0 all, 1 any, 2 uni, 3 ballot.</summary>
    public static void Vote(Warp warp, Instruction op, uint mask)
    {
        uint votes = (warp.Preds[op.A] ^ op.Flip) & mask;

        if (op.Mode == 3)
        {
            Lanes.Fill(warp, op.D, mask, votes);

            return;
        }

        bool result = op.Mode switch
        {
            0 => votes == mask,
            1 => votes != 0,
            _ => votes == 0 || votes == mask,
        };
        Selection.Write(warp, op.D, mask, result ? mask : 0);
    }

    /// <summary>match.any (Mode 0) and match.all (Mode 1).</summary>
    public static void Match(Warp warp, Instruction op, uint mask)
    {
        ulong* a = warp.Regs + op.A;
        ulong* result = stackalloc ulong[32];
        bool all = true;

        for (uint rest = mask; rest != 0; rest &= rest - 1)
        {
            int lane = BitOperations.TrailingZeroCount(rest);
            uint same = 0;

            for (uint others = mask; others != 0; others &= others - 1)
            {
                int other = BitOperations.TrailingZeroCount(others);
                same |= Raws.Zero(a[lane], op.Type) == Raws.Zero(a[other], op.Type) ? 1u << other : 0;
            }

            result[lane] = same;
            all &= same == mask;
        }

        for (uint rest = mask; rest != 0; rest &= rest - 1)
        {
            int lane = BitOperations.TrailingZeroCount(rest);
            warp.Regs[op.D + lane] = op.Mode == 0 ? result[lane] : all ? mask : 0;
        }

        Selection.Write(warp, op.D2, mask, all ? mask : 0);
    }

    public static void Reduce<T, TOp>(Warp warp, Instruction op, uint mask)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
        where TOp : struct, IIntBinary
    {
        ulong* a = warp.Regs + op.A;
        T result = *(T*)(a + BitOperations.TrailingZeroCount(mask));

        for (uint rest = mask & (mask - 1); rest != 0; rest &= rest - 1)
        {
            result = TOp.Apply(result, *(T*)(a + BitOperations.TrailingZeroCount(rest)), op);
        }

        Lanes.Fill(warp, op.D, mask, ulong.CreateTruncating(result));
    }

    public static void ActiveMask(Warp warp, Instruction op, uint mask) => Lanes.Fill(warp, op.D, mask, mask);

    /// <summary>Counts of instructions stand for clocks; they only ever rise.</summary>
    public static void ReadClock(Warp warp, Instruction op, uint mask) => Lanes.Fill(warp, op.D, mask, (ulong)warp.Block.Clock);

    public static void Nothing(Warp warp, Instruction op, uint mask)
    {
    }

    /// <summary>brx.idx: sends every lane where its index says.</summary>
    public static void BranchByIndex(Warp warp, Instruction op, uint mask)
    {
        for (; mask != 0; mask &= mask - 1)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            uint index = (uint)warp.Regs[op.A + lane];

            if (index >= (uint)op.Targets.Length)
            {
                throw warp.Fault(op, lane, $"index {index} is outside of the table of {op.Targets.Length} labels");
            }

            warp.Running.Add(new Fragment(op.Targets[index], 1u << lane));
        }
    }
}
