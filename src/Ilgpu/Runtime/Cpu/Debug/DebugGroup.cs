using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace IlgpuOptim.Engine.Runtime.Cpu;

/// <summary>A group of work-items of a kernel that runs as the C# method itself: position, memory, barriers.</summary>
internal sealed class DebugGroup(string kernelName, LaunchDimensions dimensions, int warpSize) : IDisposable
{
    private readonly List<MemoryBuffer> _shared = [];
    private readonly List<MemoryBuffer> _local = [];
    private MemoryBuffer? _dynamic;

    public string KernelName { get; } = kernelName;

    public Index3D GridDim { get; } = dimensions.Grid;

    public Index3D GroupDim { get; } = dimensions.Group;

    public int WarpSize { get; } = warpSize;

    public int Size { get; } = dimensions.Group.Size;

    public Index3D GridIdx { get; private set; }

    /// <summary>The threads of the work-items; null when one thread executes them one after the other.</summary>
    public Baton? Baton { get; set; }

    /// <summary>Goes to another group; shared memory starts afresh.</summary>
    public void Begin(Index3D gridIdx)
    {
        this.Free();
        this.GridIdx = gridIdx;
    }

    public ArrayView<T> SharedAllocation<T>(int position, int length)
        where T : unmanaged
    {
        if (length < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "The length of shared memory must not be negative.");
        }

        if (position == _shared.Count)
        {
            _shared.Add(Allocate((long)length * Unsafe.SizeOf<T>()));
        }

        return _shared[position].AsArrayView<T>(0, length);
    }

    public ArrayView<T> DynamicShared<T>()
        where T : unmanaged
    {
        _dynamic ??= Allocate(dimensions.DynamicSharedBytes);

        return _dynamic.AsArrayView<T>(0, _dynamic.LengthInBytes / Unsafe.SizeOf<T>());
    }

    public ArrayView<T> LocalAllocation<T>(int length)
        where T : unmanaged
    {
        MemoryBuffer buffer = Allocate((long)length * Unsafe.SizeOf<T>());
        _local.Add(buffer);

        return buffer.AsArrayView<T>(0, length);
    }

    public void GroupBarrier(WorkItem item)
    {
        if (this.Size > 1)
        {
            this.RequireBaton().GroupBarrier(item);
        }
    }

    public void WarpBarrier(WorkItem item)
    {
        if (this.Size > 1)
        {
            this.RequireBaton().WarpBarrier(item);
        }
    }

    /// <summary>The values that all work-items of the group hand in, by linear index; null for those that have ended.</summary>
    public object?[] GroupExchange(WorkItem item, object value) =>
        this.Size > 1 ? this.RequireBaton().GroupExchange(item, value) : [value];

    /// <summary>The values that all work-items of the warp hand in, by lane; null for those that take no part.</summary>
    public object?[] WarpExchange(WorkItem item, object value) =>
        this.Size > 1 ? this.RequireBaton().WarpExchange(item, value) : [value];

    public void Dispose() => this.Free();

    private static unsafe MemoryBuffer Allocate(long bytes)
    {
        OwnedHostBuffer buffer = new(HostArrayBuffer.Owner, bytes, 1, tracked: false);
        CpuMemory.Fill(buffer.HostPointer, 0, bytes);

        return buffer;
    }

    private Baton RequireBaton() => this.Baton
        ?? throw new InvalidOperationException(
            $"The kernel '{this.KernelName}' reaches a barrier or an exchange of values in a way that debug mode cannot foresee.");

    private void Free()
    {
        foreach (MemoryBuffer buffer in _shared)
        {
            buffer.Dispose();
        }

        foreach (MemoryBuffer buffer in _local)
        {
            buffer.Dispose();
        }

        _shared.Clear();
        _local.Clear();
        _dynamic?.Dispose();
        _dynamic = null;
    }
}
