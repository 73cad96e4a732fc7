using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IlgpuOptim.Ptx.Syntax;

namespace IlgpuOptim.Ptx.Execute;

/// <summary>The state of 32 threads: registers by slot and lane, predicates as masks, memory they can reach.</summary>
internal sealed unsafe class Warp
{
    /// <summary>Where shared and local memory start in their address windows: an address of 0 is never valid.</summary>
    public const ulong WindowStart = 1024;

    private readonly Block _block;
    private readonly int _slots;
    private ulong _hotStart;
    private ulong _hotLength;

    public Warp(Block block, int index)
    {
        PtxKernel kernel = block.Kernel;
        this._block = block;
        this._slots = kernel.Slots;
        this.Index = index;
        this.LocalBytes = (kernel.LocalBytes + 15) & ~15;
        this.Regs = (ulong*)NativeMemory.AlignedAlloc((nuint)(Math.Max(1, this._slots) * 32 * sizeof(ulong)), 64);
        this.Preds = (uint*)NativeMemory.AllocZeroed((nuint)Math.Max(1, this._slots), sizeof(uint));
        this.Written = (uint*)NativeMemory.AllocZeroed((nuint)Math.Max(1, this._slots), sizeof(uint));
        this.Local = this.LocalBytes == 0 ? null : (byte*)NativeMemory.AlignedAlloc((nuint)this.LocalBytes * 32, 256);

        foreach ((int slot, ulong bits) in kernel.Constants)
        {
            new Span<ulong>(this.Regs + (slot * 32), 32).Fill(bits);
            this.Preds[slot] = bits != 0 ? uint.MaxValue : 0;
        }

        foreach ((int slot, string name) in kernel.Specials)
        {
            for (int lane = 0; lane < 32; lane++)
            {
                this.Regs[(slot * 32) + lane] = this.Special(name, lane);
            }
        }
    }

    public int Index { get; }

    public ulong* Regs { get; private set; }

    public uint* Preds { get; private set; }

    /// <summary>For every slot, the lanes that have written it.</summary>
    public uint* Written { get; private set; }

    public byte* Local { get; private set; }

    public int LocalBytes { get; }

    public Block Block => this._block;

    /// <summary>The lanes that have a thread.</summary>
    public uint Existing { get; private set; }

    public uint Exited { get; set; }

    public uint Live => this.Existing & ~this.Exited;

    public List<Fragment> Running { get; } = [];

    public List<Meeting> Meetings { get; } = [];

    public List<BarrierWait> BarrierWaits { get; } = [];

    /// <summary>By lane: copies in the background that it has not waited for, and how many groups of them it has made.</summary>
    public List<PendingCopy>[] Copies { get; } = [.. Enumerable.Range(0, 32).Select(_ => new List<PendingCopy>())];

    public int[] CopyGroups { get; } = new int[32];

    /// <summary>Lanes take turns from the last to the first where their order matters.</summary>
    public bool IsReversed { get; set; }

    /// <summary>The fragment that ran last, for taking turns.</summary>
    public int Turn { get; set; }

    public void Free()
    {
        NativeMemory.AlignedFree(this.Regs);
        NativeMemory.Free(this.Preds);
        NativeMemory.Free(this.Written);
        NativeMemory.AlignedFree(this.Local);
        this.Regs = null;
        this.Preds = this.Written = null;
        this.Local = null;
    }

    /// <summary>Makes the warp ready for the current block of the launch.</summary>
    public void Start()
    {
        PtxKernel kernel = this._block.Kernel;
        int threads = this._block.Extent.Count - (this.Index * 32);
        this.Existing = threads >= 32 ? uint.MaxValue : (1u << threads) - 1;
        this.Exited = 0;
        this.Running.Clear();
        this.Meetings.Clear();
        this.BarrierWaits.Clear();
        Array.Clear(this.CopyGroups);
        Array.ForEach(this.Copies, copies => copies.Clear());
        this.Running.Add(new Fragment(0, this.Existing));
        new Span<uint>(this.Written, this._slots).Clear();

        foreach ((int slot, _) in kernel.Constants)
        {
            this.Written[slot] = uint.MaxValue;
        }

        foreach ((int slot, string name) in kernel.Specials)
        {
            this.Written[slot] = uint.MaxValue;

            // Blocks differ in their index only.
            if (name.StartsWith("%ctaid", StringComparison.Ordinal) || name == "%smid")
            {
                new Span<ulong>(this.Regs + (slot * 32), 32).Fill(this.Special(name, 0));
            }
        }

        if (this.Local is not null)
        {
            new Span<byte>(this.Local, this.LocalBytes * 32).Fill(0xA5);
        }
    }

    public ulong Special(string name, int lane)
    {
        Dim3 thread = this._block.Extent.Position((this.Index * 32) + lane);

        return name switch
        {
            "%tid.x" => (uint)thread.X,
            "%tid.y" => (uint)thread.Y,
            "%tid.z" => (uint)thread.Z,
            "%ntid.x" => (uint)this._block.Extent.X,
            "%ntid.y" => (uint)this._block.Extent.Y,
            "%ntid.z" => (uint)this._block.Extent.Z,
            "%ntid.w" or "%nctaid.w" => 1,
            "%ctaid.x" => (uint)this._block.Index.X,
            "%ctaid.y" => (uint)this._block.Index.Y,
            "%ctaid.z" => (uint)this._block.Index.Z,
            "%nctaid.x" => (uint)this._block.Grid.X,
            "%nctaid.y" => (uint)this._block.Grid.Y,
            "%nctaid.z" => (uint)this._block.Grid.Z,
            "%laneid" => (uint)lane,
            "%warpid" => (uint)this.Index,
            "%nwarpid" => 64,
            "%smid" => (uint)(this._block.Index.X % 4),
            "%nsmid" => 4,
            "%gridid" => 1,
            "%lanemask_eq" => 1u << lane,
            "%lanemask_le" => (uint)((2ul << lane) - 1),
            "%lanemask_lt" => (1u << lane) - 1,
            "%lanemask_ge" => ~((1u << lane) - 1),
            "%lanemask_gt" => ~(uint)((2ul << lane) - 1),
            "%dynamic_smem_size" => (uint)this._block.DynamicShared,
            "%total_smem_size" => (uint)this._block.SharedBytes,
            _ => 0,
        };
    }

    /// <summary>The native place of a lane's access, which is checked: bounds, space, alignment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* Locate(Instruction op, int lane, bool write)
    {
        ulong address = (this.Regs[op.A + lane] & op.AddressMask) + (ulong)op.Offset;
        ulong offset = address - this._hotStart;
        ulong bytes = (uint)op.Bytes;

        if (op.Space == Space.Global && offset < this._hotLength && this._hotLength - offset >= bytes && (address & (bytes - 1)) == 0)
        {
            return (byte*)address;
        }

        return this.LocateSlowly(op, lane, address, write);
    }

    /// <summary>The native place of an access to an address that is known already.</summary>
    public byte* Locate(Instruction op, int lane, ulong address, bool write) => this.LocateSlowly(op, lane, address, write);

    public Exception Fault(Instruction op, int lane, string message) =>
        new PtxFaultException(op.Line, $"{op.Text}: {message} ({this.Name(lane)})");

    public string Name(int lane) => $"block {this._block.Index}, thread {this._block.Extent.Position((this.Index * 32) + lane)}";

    /// <summary>Notes that lanes have written, or not written, a destination.</summary>
    public void Mark(int place, uint written, uint unknown)
    {
        this.Written[place] = (this.Written[place] | written) & ~unknown;
    }

    private byte* LocateSlowly(Instruction op, int lane, ulong address, bool write)
    {
        ulong bytes = (uint)op.Bytes;

        if ((address & (bytes - 1)) != 0)
        {
            throw this.Fault(op, lane, $"address 0x{address:x} is not aligned to {bytes} bytes");
        }

        switch (op.Space)
        {
            case Space.Shared:
                if (address < WindowStart || address - WindowStart + bytes > (ulong)this._block.SharedBytes)
                {
                    throw this.Fault(op, lane, $"address 0x{address:x} is outside of shared memory (0x{WindowStart:x}, {this._block.SharedBytes} bytes)");
                }

                byte* place = this._block.Shared + (address - WindowStart);
                this._block.Races?.Note(this, op, lane, (int)(address - WindowStart), write);

                return place;
            case Space.Local:
                if (address < WindowStart || address - WindowStart + bytes > (ulong)this._block.Kernel.LocalBytes)
                {
                    throw this.Fault(op, lane, $"address 0x{address:x} is outside of local memory (0x{WindowStart:x}, {this._block.Kernel.LocalBytes} bytes)");
                }

                return this.Local + (lane * this.LocalBytes) + (address - WindowStart);
            case Space.Param:
                if (address + bytes > (ulong)this._block.Kernel.ParameterBytes || address + bytes < bytes)
                {
                    throw this.Fault(op, lane, $"offset {(long)address} is outside of the parameters ({this._block.Kernel.ParameterBytes} bytes)");
                }

                return this._block.Parameters + address;
            default:
                return this.LocateNative(op, lane, address, write);
        }
    }

    /// <summary>One byte at a generic address, which is checked.</summary>
    public byte ReadByte(Instruction op, int lane, ulong address) => *this.LocateNative(op, lane, address, write: false);

    private byte* LocateNative(Instruction op, int lane, ulong address, bool write)
    {
        ulong bytes = (uint)op.Bytes;

        foreach (Variable variable in this._block.Kernel.Memory)
        {
            ulong offset = address - (ulong)variable.Place;

            if (offset < (ulong)variable.Size)
            {
                if (offset + bytes > (ulong)variable.Size)
                {
                    throw this.Fault(op, lane, $"{bytes} bytes at 0x{address:x} reach beyond the variable '{variable.Name}' of {variable.Size} bytes");
                }

                if (op.Space != Space.Generic && variable.Space != op.Space)
                {
                    throw this.Fault(op, lane, $"address 0x{address:x} is in '{variable.Name}', which is not in .{op.Space.ToString().ToLowerInvariant()}");
                }

                return variable.Space == Space.Const && write
                    ? throw this.Fault(op, lane, $"constant variable '{variable.Name}' is written")
                    : (byte*)address;
            }
        }

        if (op.Space == Space.Generic)
        {
            ulong shared = address - (ulong)this._block.Shared;

            if (this._block.SharedBytes > 0 && shared < (ulong)this._block.SharedBytes && shared + bytes <= (ulong)this._block.SharedBytes)
            {
                this._block.Races?.Note(this, op, lane, (int)shared, write);

                return (byte*)address;
            }

            ulong local = address - (ulong)(this.Local + (lane * this.LocalBytes));

            if (this.Local is not null && local < (ulong)this.LocalBytes && local + bytes <= (ulong)this._block.Kernel.LocalBytes)
            {
                return (byte*)address;
            }
        }

        if (op.Space != Space.Const && this._block.Memory.Find(address) is MemoryMap.Range range)
        {
            if (address - range.Start + bytes > range.Length)
            {
                throw this.Fault(op, lane, $"{bytes} bytes at 0x{address:x} reach beyond the range at 0x{range.Start:x} of {range.Length} bytes");
            }

            this._hotStart = range.Start;
            this._hotLength = range.Length;

            return (byte*)address;
        }

        throw this.Fault(op, lane, $"address 0x{address:x} is {this._block.Memory.Describe(address)}");
    }

    /// <summary>The next lane of a mask, in this warp's order; removes it from the mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Take(ref uint mask)
    {
        int lane = this.IsReversed ? 31 - BitOperations.LeadingZeroCount(mask) : BitOperations.TrailingZeroCount(mask);
        mask &= ~(1u << lane);

        return lane;
    }
}

/// <summary>Lanes of a warp that are at the same instruction.</summary>
internal record struct Fragment(int Pc, uint Mask);

/// <summary>Lanes that wait for others of their member mask.</summary>
internal sealed class Meeting(Instruction op, int pc, uint members)
{
    public Instruction Op { get; } = op;

    public int Pc { get; } = pc;

    public uint Members { get; } = members;

    public uint Arrived { get; set; }

    /// <summary>Where the lanes go on: they may have come from different instructions.</summary>
    public List<Fragment> Parts { get; } = [];
}

/// <summary>Lanes of a warp at a barrier of the block.</summary>
internal sealed class BarrierWait(Instruction op, int pc, uint mask)
{
    public Instruction Op { get; } = op;

    public int Pc { get; } = pc;

    public uint Mask { get; set; } = mask;

    /// <summary>Whether the barrier has counted the lanes; until then the warp waits for its own stragglers.</summary>
    public bool IsCounted { get; set; }
}
