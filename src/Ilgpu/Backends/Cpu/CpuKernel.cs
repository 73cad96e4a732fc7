using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IlgpuOptim.Engine.Backends.Planning;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;
using IlgpuOptim.Engine.IR.Passes;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <summary>
/// A kernel compiled for the CPU. Work is counted in units: explicit kernels one group, implicit kernels one warp of
/// indices along X. Variants of the emitted code are compiled when a launch first needs them.
/// </summary>
internal sealed unsafe class CpuKernel
{
    /// <summary>Views from this size on are written past the caches when the kernel only writes them.</summary>
    private const long StreamingBytes = 16 << 20;

    private readonly Function _function;
    private readonly VectorIsa _isa;
    private readonly LanePlan?[] _plans = new LanePlan?[2];
    private readonly CpuBody?[] _bodies = new CpuBody?[BodyVariant.Count];
    private readonly Lock _lock = new();

    /// <summary>The number of work-items says nothing about the work: one group may be worth a thread of its own.</summary>
    private readonly bool _hasLoops;

    /// <summary>Takes over an optimised function, which the back end changes.</summary>
    public CpuKernel(Function function, VectorIsa isa, PassContext context)
    {
        _function = function;
        _isa = isa;
        LanePreparation.Run(function, context);
        LanePlan plan = this.Plan(xOnly: true);
        this.UsesBarriers = plan.BarrierCount > 0;
        this.StaticSharedBytes = plan.StaticSharedBytes;
        _hasLoops = plan.Loops.Loops.Length > 0;
    }

    public string Name => _function.Name;

    public Function Function => _function;

    public bool UsesBarriers { get; }

    /// <summary>Static shared memory per group in bytes.</summary>
    public int StaticSharedBytes { get; }

    /// <summary>Private memory per work-item in bytes.</summary>
    public int LocalBytes => this.Plan(true).LocalBytes;

    /// <summary>Width of a warp in work-items.</summary>
    public int WarpSize => _isa.Lanes;

    private bool IsExplicit => _function.Kind == KernelKind.Explicit;

    /// <summary>Number of units of a launch.</summary>
    public long UnitCount(in CpuLaunch launch) => this.IsExplicit
        ? (long)launch.GridX * launch.GridY * launch.GridZ
        : this.UnitsPerRow(launch) * launch.ExtentY * launch.ExtentZ;

    /// <summary>
    /// Units that a thread takes at a time: few enough to balance the load, enough that each thread streams through
    /// memory of its own for a while.
    /// </summary>
    public long Grain(in CpuLaunch launch)
    {
        long units = this.UnitCount(launch);
        long share = units / (16L * Environment.ProcessorCount);
        if (this.IsExplicit)
        {
            long items = Math.Max(1L, (long)launch.GroupX * launch.GroupY * launch.GroupZ);

            return Math.Clamp(share, _hasLoops ? 1 : Math.Max(1, 256 / items), Math.Max(1, (64 << 10) / items));
        }

        return Math.Clamp(share, _hasLoops ? 1 : Math.Max(1, 2048 / _isa.Lanes), Math.Max(1, (256 << 10) / _isa.Lanes));
    }

    /// <summary>Decides what depends on the arguments; called once per launch.</summary>
    public void Prepare(CpuLaunch* launch) => launch->NonTemporal = _isa.Bits > 0 && this.IsStreaming(launch) ? 1 : 0;

    /// <summary>Executes the units [begin, end). Safe to call from several threads, each with its own state.</summary>
    /// <exception cref="DivideByZeroException">A work-item divided by zero; <see cref="CpuLaunch.FaultItem"/> says which.</exception>
    /// <exception cref="KernelAssertionException">An assertion of a work-item failed.</exception>
    public void Execute(CpuLaunch* launch, CpuThread* thread, long begin, long end)
    {
        try
        {
            if (this.IsExplicit)
            {
                this.ExecuteGroups(launch, thread, begin, end);
            }
            else
            {
                this.ExecuteRows(launch, thread, begin, end);
            }

            if (launch->NonTemporal != 0 && System.Runtime.Intrinsics.X86.Sse.IsSupported)
            {
                System.Runtime.Intrinsics.X86.Sse.StoreFence();
            }
        }
        catch (KernelFaultException fault)
        {
            this.RecordFault(launch, thread, fault.Lane);

            throw fault.Reason == KernelFaultReason.DivisionByZero ? new DivideByZeroException() : new KernelAssertionException(fault.Message);
        }
    }

    /// <summary>The emitted method of a variant, compiled on first use.</summary>
    public CpuBody Body(BodyVariant variant)
    {
        return Volatile.Read(ref _bodies[variant.Index]) ?? this.Compile(variant);
    }

    public LanePlan Plan(bool xOnly)
    {
        lock (_lock)
        {
            if (_plans[xOnly ? 1 : 0] is { } known)
            {
                return known;
            }

            LanePlan plan = new(_function, Uniformity.Compute(_function, new UniformityOptions(xOnly)), _isa.IsScalar);
            plan.Slots = LocalSharing.Compute(_function, plan);

            return _plans[xOnly ? 1 : 0] = plan;
        }
    }

    private CpuBody Compile(BodyVariant variant)
    {
        LanePlan plan = this.Plan(variant.XOnly);
        lock (_lock)
        {
            return _bodies[variant.Index] ??= Emitter.Emit(_function, plan, _isa, variant);
        }
    }

    private long UnitsPerRow(in CpuLaunch launch) => ((long)launch.ExtentX + _isa.Lanes - 1) / _isa.Lanes;

    /// <summary>
    /// The kernel writes a large view that it does not read, and all views that it only writes start where a vector
    /// may be stored without the caches.
    /// </summary>
    private bool IsStreaming(CpuLaunch* launch)
    {
        bool large = false;
        foreach ((int parameter, int size) in this.Plan(true).StreamingRoots)
        {
            if ((*(long*)(launch->Arguments + _function.Parameters[parameter].Offset) & ((_isa.Bits / 8) - 1)) != 0)
            {
                return false;
            }

            large |= parameter + 1 < _function.Parameters.Count && _function.Parameters[parameter + 1].Mem == MemType.I64
                && *(long*)(launch->Arguments + _function.Parameters[parameter + 1].Offset) * size >= StreamingBytes;
        }

        return large;
    }

    // ---- implicit kernels -----------------------------------------------------------------------------------------

    private void ExecuteRows(CpuLaunch* launch, CpuThread* thread, long begin, long end)
    {
        Reserve(ref thread->LocalBlock, ref thread->LocalBytes, (long)this.Plan(true).LocalBytes * _isa.Lanes);
        thread->Local = thread->LocalBlock;
        long perRow = this.UnitsPerRow(*launch);
        int lanes = _isa.Lanes;
        while (begin < end)
        {
            long row = begin / perRow;
            long column = begin - (row * perRow);
            long run = Math.Min(end - begin, perRow - column);
            thread->IdxY = (int)(row % launch->ExtentY);
            thread->IdxZ = (int)(row / launch->ExtentY);
            int first = (int)(column * lanes);
            int last = (int)Math.Min((column + run) * lanes, launch->ExtentX);
            int full = first + ((last - first) / lanes * lanes);
            if (full > first)
            {
                this.Body(new BodyVariant(false, true, false, Streaming: launch->NonTemporal != 0))(launch, thread, first, full, 0, null);
            }

            if (last > full)
            {
                this.Body(new BodyVariant(true, true, false))(launch, thread, full, last, 0, null);
            }

            begin += run;
        }
    }

    // ---- explicit kernels -----------------------------------------------------------------------------------------

    private void ExecuteGroups(CpuLaunch* launch, CpuThread* thread, long begin, long end)
    {
        int lanes = _isa.Lanes;
        int items = launch->GroupX * launch->GroupY * launch->GroupZ;
        int warps = (items + lanes - 1) / lanes;
        bool flat = launch->GroupX == items;
        bool xOnly = _isa.IsScalar || flat || launch->GroupX % lanes == 0;
        LanePlan plan = this.Plan(xOnly);
        bool multi = this.UsesBarriers && warps > 1;
        int full = items / lanes * lanes;
        Reserve(ref thread->SharedBlock, ref thread->SharedBytes, this.StaticSharedBytes + launch->DynamicSharedBytes);
        Reserve(ref thread->LocalBlock, ref thread->LocalBytes, (long)plan.LocalBytes * lanes * (multi ? warps : 1));
        thread->Shared = thread->SharedBlock;
        thread->Local = thread->LocalBlock;
        bool streaming = launch->NonTemporal != 0;
        CpuBody? fullBody = full > 0 ? this.Body(new BodyVariant(false, xOnly, multi, flat, streaming)) : null;
        CpuBody? tailBody = items > full ? this.Body(new BodyVariant(true, xOnly, multi, flat)) : null;
        for (long group = begin; group < end; group++)
        {
            thread->IdxX = (int)(group % launch->GridX);
            long rest = group / launch->GridX;
            thread->IdxY = (int)(rest % launch->GridY);
            thread->IdxZ = (int)(rest / launch->GridY);
            if (multi)
            {
                this.ExecuteWarps(launch, thread, plan, fullBody, tailBody, items, warps);

                continue;
            }

            fullBody?.Invoke(launch, thread, 0, full, 0, null);
            tailBody?.Invoke(launch, thread, full, items, 0, null);
        }
    }

    /// <summary>
    /// Runs the warps of a group from barrier to barrier. Warps that finished early count as having arrived, so that
    /// a barrier in divergent flow, undefined in the model, does not hang.
    /// </summary>
    private void ExecuteWarps(
        CpuLaunch* launch, CpuThread* thread, LanePlan plan, CpuBody? fullBody, CpuBody? tailBody, int items, int warps)
    {
        int lanes = _isa.Lanes;
        long spill = plan.SpillBytesPerWarp;
        long states = (((long)warps * sizeof(int)) + 63) & ~63;
        Reserve(ref thread->SpillBlock, ref thread->SpillBytes, states + (spill * warps));
        int* state = (int*)thread->SpillBlock;
        byte* values = thread->SpillBlock + states;
        for (int warp = 0; warp < warps; warp++)
        {
            state[warp] = 0;
        }

        thread->GroupAccumulator = 0;
        bool running = true;
        for (bool first = true; running; first = false)
        {
            running = false;
            for (int warp = 0; warp < warps; warp++)
            {
                if (!first && state[warp] == 0)
                {
                    continue;
                }

                int begin = warp * lanes;
                int end = Math.Min(begin + lanes, items);
                CpuBody body = (end - begin == lanes ? fullBody : tailBody)!;
                thread->Local = thread->LocalBlock + ((long)warp * plan.LocalBytes * lanes);
                state[warp] = body(launch, thread, begin, end, state[warp], values + (warp * spill));
                running |= state[warp] != 0;
            }

            thread->GroupResult = thread->GroupAccumulator;
            thread->GroupAccumulator = 0;
            thread->GroupBroadcastResult = thread->GroupBroadcastValue;
        }
    }

    /// <summary>Notes the work-item, by its linear index in the whole launch; the lowest one wins.</summary>
    private void RecordFault(CpuLaunch* launch, CpuThread* thread, int lane)
    {
        long item = thread->CurrentItem + lane;
        long x = item;
        long y = thread->IdxY;
        long z = thread->IdxZ;
        if (this.IsExplicit)
        {
            x = ((long)thread->IdxX * launch->GroupX) + (item % launch->GroupX);
            y = ((long)thread->IdxY * launch->GroupY) + (item / launch->GroupX % launch->GroupY);
            z = ((long)thread->IdxZ * launch->GroupZ) + (item / launch->GroupX / launch->GroupY);
        }

        long index = x + (launch->ExtentX * (y + (launch->ExtentY * z)));
        long seen = Volatile.Read(ref launch->FaultItem);
        while (seen < 0 || seen > index)
        {
            long before = Interlocked.CompareExchange(ref launch->FaultItem, index, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Reserve(ref byte* block, ref long size, long needed)
    {
        if (size < needed)
        {
            NativeMemory.AlignedFree(block);
            size = (needed + 4095) & ~4095;
            block = (byte*)NativeMemory.AlignedAlloc((nuint)size, 64);
            NativeMemory.Clear(block, (nuint)size);
        }
    }

    /// <summary>Frees the memory of a thread's state.</summary>
    public static void Release(CpuThread* thread)
    {
        NativeMemory.AlignedFree(thread->SharedBlock);
        NativeMemory.AlignedFree(thread->LocalBlock);
        NativeMemory.AlignedFree(thread->SpillBlock);
        *thread = default;
    }
}

/// <summary>An assertion in a kernel failed.</summary>
internal sealed class KernelAssertionException(string message) : Exception(message);
