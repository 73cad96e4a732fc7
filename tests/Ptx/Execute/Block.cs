using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using IlgpuOptim.Ptx.Syntax;

namespace IlgpuOptim.Ptx.Execute;

/// <summary>A block of threads: its warps, its shared memory and its barriers. One object serves all blocks of a launch in turn.</summary>
internal sealed unsafe class Block : IDisposable
{
    private readonly Warp[] _warps;
    private readonly BlockBarrier[] _barriers = new BlockBarrier[16];
    private readonly PtxOptions _options;
    private readonly Random? _random;
    private long _budget;

    public Block(PtxKernel kernel, Dim3 grid, Dim3 extent, int dynamicShared, byte* parameters, MemoryMap memory, PtxOptions options)
    {
        this.Kernel = kernel;
        this.Grid = grid;
        this.Extent = extent;
        this.DynamicShared = dynamicShared;
        this.SharedBytes = kernel.DynamicSharedOffset + dynamicShared;
        this.Parameters = parameters;
        this.Memory = memory;
        this._options = options;
        this._budget = options.InstructionLimit;
        this._random = options.Seed == 0 ? null : new Random(options.Seed);
        this.Shared = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(1, this.SharedBytes), 1024);
        this.Races = options.CheckRaces ? new RaceDetector(this.SharedBytes) : null;
        this._warps = new Warp[(extent.Count + 31) / 32];

        for (int i = 0; i < this._warps.Length; i++)
        {
            this._warps[i] = new Warp(this, i) { IsReversed = (options.Seed & 1) != 0 };
        }

        for (int i = 0; i < this._barriers.Length; i++)
        {
            this._barriers[i] = new BlockBarrier();
        }
    }

    public PtxKernel Kernel { get; }

    public Dim3 Grid { get; }

    public Dim3 Extent { get; }

    public Dim3 Index { get; private set; }

    public int DynamicShared { get; }

    public int SharedBytes { get; }

    public byte* Shared { get; private set; }

    public byte* Parameters { get; }

    public MemoryMap Memory { get; }

    public RaceDetector? Races { get; }

    public PtxOptions Options => this._options;

    /// <summary>Thread instructions that have run; lanes that a guard switched off are not counted.</summary>
    public long Executed { get; private set; }

    public long Clock => this._options.InstructionLimit - this._budget;

    public void Dispose()
    {
        foreach (Warp warp in this._warps)
        {
            warp.Free();
        }

        NativeMemory.AlignedFree(this.Shared);
        this.Shared = null;
    }

    /// <summary>Runs the block of an index to its end.</summary>
    public void Run(Dim3 index)
    {
        this.Index = index;
        new Span<byte>(this.Shared, this.SharedBytes).Fill(0xA5);
        this.Races?.Clear();

        foreach (BlockBarrier barrier in this._barriers)
        {
            barrier.Reset();
        }

        foreach (Warp warp in this._warps)
        {
            warp.Start();
        }

        while (true)
        {
            Warp? warp = this._random is null ? this.FirstRunnable() : this.AnyRunnable(this._random);

            if (warp is null)
            {
                break;
            }

            this.RunSlice(warp);
        }

        if (Array.Exists(this._warps, warp => warp.Live != 0))
        {
            throw this.Deadlock();
        }
    }

    private Warp? FirstRunnable() => Array.Find(this._warps, warp => warp.Running.Count > 0);

    private Warp? AnyRunnable(Random random)
    {
        int first = random.Next(this._warps.Length);

        for (int i = 0; i < this._warps.Length; i++)
        {
            Warp warp = this._warps[(first + i) % this._warps.Length];

            if (warp.Running.Count > 0)
            {
                return warp;
            }
        }

        return null;
    }

    // Takes one path of the warp and runs it for a while.
    private void RunSlice(Warp warp)
    {
        List<Fragment> running = warp.Running;
        Join(running);
        int chosen = 0;
        int quantum = 1024;

        for (int i = 1; i < running.Count; i++)
        {
            chosen = running[i].Pc < running[chosen].Pc ? i : chosen;
        }

        if (this._random is Random random)
        {
            quantum = random.Next(1, 96);

            if (running.Count > 1 && random.Next(4) == 0)
            {
                chosen = random.Next(running.Count);
            }
            else if (random.Next(24) == 0 && BitOperations.PopCount(running[chosen].Mask) > 1)
            {
                Split(running, chosen, random);
            }
        }
        else if (warp.Turn > 0)
        {
            // The first path has had a long time for itself: it may be waiting for another.
            chosen = warp.Turn % running.Count;
        }

        Fragment fragment = running[chosen];
        running.RemoveAt(chosen);
        int limit = int.MaxValue;

        foreach (Fragment other in running)
        {
            limit = other.Pc > fragment.Pc && other.Pc < limit ? other.Pc : limit;
        }

        bool alone = running.Count == 0;
        Fragment rest = this.RunFragment(warp, fragment, limit, ref quantum);

        if (rest.Mask != 0)
        {
            running.Add(rest);
        }

        warp.Turn = quantum == 0 && !alone ? warp.Turn + 1 : 0;
    }

    private static void Join(List<Fragment> running)
    {
        for (int i = 0; i < running.Count; i++)
        {
            for (int j = running.Count - 1; j > i; j--)
            {
                if (running[j].Pc == running[i].Pc)
                {
                    running[i] = running[i] with { Mask = running[i].Mask | running[j].Mask };
                    running.RemoveAt(j);
                }
            }
        }
    }

    // Threads of one path may drift apart at any time: independent thread scheduling promises nothing else.
    private static void Split(List<Fragment> running, int chosen, Random random)
    {
        Fragment whole = running[chosen];
        uint part = whole.Mask & (uint)random.NextInt64();

        if (part != 0 && part != whole.Mask)
        {
            running[chosen] = whole with { Mask = part };
            running.Add(whole with { Mask = whole.Mask & ~part });
        }
    }

    private Fragment RunFragment(Warp warp, Fragment fragment, int limit, ref int quantum)
    {
        Instruction[] code = this.Kernel.Code;
        int pc = fragment.Pc;
        uint mask = fragment.Mask;
        long budget = this._budget;

        while (quantum > 0)
        {
            Instruction op = code[pc];
            uint exec = mask;
            quantum--;

            if (--budget < 0)
            {
                throw new PtxFaultException(op.Line, $"the launch did not end within {this._options.InstructionLimit} warp instructions");
            }

            if (op.Guard >= 0)
            {
                if ((mask & ~warp.Written[op.Guard]) != 0 && this._options.CheckUninitialized)
                {
                    throw warp.Fault(op, BitOperations.TrailingZeroCount(mask & ~warp.Written[op.Guard]), "the guard was never written");
                }

                exec &= warp.Preds[op.Guard] ^ op.GuardFlip;
            }

            this.Executed += BitOperations.PopCount(exec);

            if (op.Control == Control.Next)
            {
                if (exec != 0)
                {
                    this.Execute(warp, op, exec);
                }

                if (++pc == limit)
                {
                    break;
                }

                continue;
            }

            if (exec == 0)
            {
                pc++;
                continue;
            }

            if (op.Control == Control.Branch && exec == mask)
            {
                pc = op.Target;

                if (pc == limit)
                {
                    break;
                }

                continue;
            }

            this.Transfer(warp, op, pc, exec);
            mask &= ~exec;
            pc++;
            break;
        }

        this._budget = budget;

        return new Fragment(pc, mask);
    }

    private void Execute(Warp warp, Instruction op, uint exec)
    {
        if (this._options.CheckUninitialized)
        {
            foreach (int slot in op.Reads)
            {
                if ((exec & ~warp.Written[slot]) != 0)
                {
                    throw warp.Fault(op, BitOperations.TrailingZeroCount(exec & ~warp.Written[slot]), "a register is read that was never written");
                }
            }
        }

        op.Run(warp, op, exec);

        if (!op.MarksWrites)
        {
            foreach (int slot in op.Writes)
            {
                warp.Written[slot] |= exec;
            }
        }
    }

    // Moves lanes that leave the straight line; the caller goes on with the others.
    private void Transfer(Warp warp, Instruction op, int pc, uint exec)
    {
        switch (op.Control)
        {
            case Control.Branch:
                warp.Running.Add(new Fragment(op.Target, exec));
                break;
            case Control.BranchTable:
                this.Execute(warp, op, exec);
                break;
            case Control.Exit:
                warp.Exited |= exec;
                this.AfterExit(warp);
                break;
            case Control.WarpSync:
                this.Meet(warp, op, pc, exec);
                break;
            case Control.Barrier:
                this.ArriveAtBarrier(warp, op, pc, exec);
                break;
            default:
                throw warp.Fault(op, BitOperations.TrailingZeroCount(exec), "trap");
        }
    }

    private void AfterExit(Warp warp)
    {
        if (this._options.ExitedThreadsCount)
        {
            return;
        }

        foreach (Meeting meeting in warp.Meetings.ToArray())
        {
            this.EndMeeting(warp, meeting);
        }

        foreach (BarrierWait wait in warp.BarrierWaits.ToArray())
        {
            if (!wait.IsCounted && wait.Mask == warp.Live)
            {
                this.Count(warp, wait);
            }
        }

        for (int i = 0; i < this._barriers.Length; i++)
        {
            this.CompleteBarrier(i);
        }
    }

    // Lanes arrive at an instruction that names the lanes that must execute it together.
    private void Meet(Warp warp, Instruction op, int pc, uint exec)
    {
        while (exec != 0)
        {
            int lane = BitOperations.TrailingZeroCount(exec);
            uint members = op.E < 0 ? uint.MaxValue : (uint)warp.Regs[op.E + lane];
            uint same = 0;

            for (uint rest = exec; rest != 0; rest &= rest - 1)
            {
                int other = BitOperations.TrailingZeroCount(rest);
                same |= op.E < 0 || (uint)warp.Regs[op.E + other] == members ? 1u << other : 0;
            }

            if (op.E >= 0 && this._options.CheckUninitialized && (same & ~warp.Written[op.E / 32]) != 0)
            {
                throw warp.Fault(op, lane, "the member mask was never written");
            }

            if ((same & ~members) != 0)
            {
                int outside = BitOperations.TrailingZeroCount(same & ~members);

                throw warp.Fault(op, outside, $"lane {outside} is not in its own member mask 0x{members:x8}");
            }

            Meeting? meeting = warp.Meetings.Find(meeting => meeting.Members == members &&
                (meeting.Pc == pc || (op.MeetsAnywhere && meeting.Op.MeetsAnywhere)));

            if (meeting is null)
            {
                meeting = new Meeting(op, pc, members);
                warp.Meetings.Add(meeting);
            }

            meeting.Arrived |= same;
            meeting.Parts.Add(new Fragment(pc + 1, same));
            this.EndMeeting(warp, meeting);
            exec &= ~same;
        }
    }

    private void EndMeeting(Warp warp, Meeting meeting)
    {
        // Lanes that never had a thread count as exited.
        uint awaited = meeting.Members & warp.Existing & (this._options.ExitedThreadsCount ? uint.MaxValue : ~warp.Exited);

        if (meeting.Arrived != awaited || awaited == 0)
        {
            return;
        }

        if (meeting.Op.E < 0 && warp.Existing != uint.MaxValue)
        {
            throw warp.Fault(meeting.Op, 0, "the instruction needs all 32 lanes of the warp, and some have no thread");
        }

        warp.Meetings.Remove(meeting);

        if (meeting.Op.Run is not null)
        {
            this.Execute(warp, meeting.Op, meeting.Arrived);
        }

        warp.Running.AddRange(meeting.Parts);
        Join(warp.Running);
    }

    private void ArriveAtBarrier(Warp warp, Instruction op, int pc, uint exec)
    {
        if (this._options.CheckUninitialized)
        {
            foreach (int slot in op.Reads)
            {
                if ((exec & ~warp.Written[slot]) != 0)
                {
                    throw warp.Fault(op, BitOperations.TrailingZeroCount(exec & ~warp.Written[slot]), "a register is read that was never written");
                }
            }
        }

        BarrierWait? wait = op.IsAligned ? warp.BarrierWaits.Find(wait => wait.Pc == pc && !wait.IsCounted) : null;

        if (wait is null)
        {
            wait = new BarrierWait(op, pc, exec);
            warp.BarrierWaits.Add(wait);
        }
        else
        {
            wait.Mask |= exec;
        }

        // An aligned barrier is executed by whole warps: it waits for the warp's own stragglers first.
        uint whole = this._options.ExitedThreadsCount ? warp.Existing : warp.Live;

        if (!op.IsAligned || wait.Mask == whole)
        {
            this.Count(warp, wait);
        }
    }

    private void Count(Warp warp, BarrierWait wait)
    {
        Instruction op = wait.Op;
        int lane = BitOperations.TrailingZeroCount(wait.Mask);
        ulong id = warp.Regs[op.A + lane] & uint.MaxValue;
        int count = op.B < 0 ? 0 : (int)Math.Min(warp.Regs[op.B + lane] & uint.MaxValue, 4096);

        for (uint rest = wait.Mask; rest != 0; rest &= rest - 1)
        {
            int other = BitOperations.TrailingZeroCount(rest);

            if ((warp.Regs[op.A + other] & uint.MaxValue) != id || (op.B >= 0 && (int)(warp.Regs[op.B + other] & uint.MaxValue) != count))
            {
                throw warp.Fault(op, other, "lanes of one warp name different barriers or counts");
            }
        }

        if (id >= 16 || (op.B >= 0 && (count == 0 || count % 32 != 0 || count > this._warps.Length * 32)))
        {
            throw warp.Fault(op, lane, $"barrier {id} with count {count}: barriers are 0 to 15, counts multiples of 32 within the block");
        }

        BlockBarrier barrier = this._barriers[id];

        if (barrier.Arrived > 0 && (barrier.Count != count || barrier.Reduction != ReductionOf(op)))
        {
            throw warp.Fault(op, lane, $"barrier {id} is used with different counts or reductions at a time");
        }

        wait.IsCounted = true;
        barrier.Arrive(warp, wait, count, ReductionOf(op));

        if (op.Mode == (int)BarrierMode.Arrive)
        {
            warp.BarrierWaits.Remove(wait);
            warp.Running.Add(new Fragment(wait.Pc + 1, wait.Mask));
        }
        else
        {
            barrier.Waiting.Add((warp, wait));
        }

        this.CompleteBarrier((int)id);
    }

    private static BarrierMode ReductionOf(Instruction op) => op.Mode >= (int)BarrierMode.Popc ? (BarrierMode)op.Mode : BarrierMode.Sync;

    private void CompleteBarrier(int id)
    {
        BlockBarrier barrier = this._barriers[id];

        if (barrier.Arrived == 0)
        {
            return;
        }

        int awaited = barrier.Count;

        if (awaited == 0)
        {
            foreach (Warp warp in this._warps)
            {
                awaited += this._options.ExitedThreadsCount || warp.Exited == 0 ? 32 : BitOperations.PopCount(warp.Live);
            }
        }

        if (barrier.Arrived < awaited)
        {
            return;
        }

        (Warp Warp, BarrierWait Wait)[] waiting = [.. barrier.Waiting];

        if (barrier.Arrived > awaited)
        {
            (Warp warp, BarrierWait wait) = waiting[^1];

            throw warp.Fault(wait.Op, BitOperations.TrailingZeroCount(wait.Mask), $"{barrier.Arrived} threads arrived at barrier {id}, which waits for {awaited}");
        }

        foreach ((Warp warp, BarrierWait wait) in waiting)
        {
            barrier.Deliver(warp, wait);
            warp.BarrierWaits.Remove(wait);
            warp.Running.Add(new Fragment(wait.Pc + 1, wait.Mask));
        }

        barrier.Reset();
        this.Races?.NextEpoch();
    }

    private PtxFaultException Deadlock()
    {
        StringBuilder text = new();
        text.Append("no thread of block ").Append(this.Index).Append(" can go on:");
        int line = 0;

        foreach (Warp warp in this._warps)
        {
            foreach (BarrierWait wait in warp.BarrierWaits)
            {
                line = line == 0 ? wait.Op.Line : line;
                text.Append($"\n  warp {warp.Index}, lanes 0x{wait.Mask:x8} wait in line {wait.Op.Line}: {wait.Op.Text}");
                text.Append(wait.IsCounted ? "" : " for the other lanes of their warp");
            }

            foreach (Meeting meeting in warp.Meetings)
            {
                line = line == 0 ? meeting.Op.Line : line;
                text.Append($"\n  warp {warp.Index}, lanes 0x{meeting.Arrived:x8} of member mask 0x{meeting.Members:x8} wait in line {meeting.Op.Line}: {meeting.Op.Text}");
            }

            if (warp.Exited != 0)
            {
                text.Append($"\n  warp {warp.Index}, lanes 0x{warp.Exited:x8} have exited");
            }
        }

        return new PtxFaultException(line, text.ToString());
    }
}
