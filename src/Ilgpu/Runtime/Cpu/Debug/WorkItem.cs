using System.Runtime.CompilerServices;
using ILGPU;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Runtime.Cpu;

/// <summary>
/// The work-item that the current thread executes when a kernel runs as the C# method itself. The members of
/// <see cref="Grid"/>, <see cref="ILGPU.Group"/>, <see cref="Warp"/> and so on ask it.
/// </summary>
internal sealed class WorkItem(DebugGroup group)
{
    [ThreadStatic]
    private static WorkItem? t_current;

    private int _sharedAllocations;

    /// <summary>The work-item of the thread.</summary>
    /// <exception cref="InvalidKernelOperationException">The thread does not execute a kernel.</exception>
    public static WorkItem Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => t_current ?? throw NotInKernel();
    }

    /// <summary>The thread executes a kernel.</summary>
    public static bool IsInKernel => t_current is not null;

    public DebugGroup Group { get; } = group;

    /// <summary>Index in the group.</summary>
    public Index3D Idx { get; private set; }

    /// <summary>Linear index in the group.</summary>
    public int Linear { get; private set; }

    /// <summary>Index in the warp.</summary>
    public int Lane { get; private set; }

    /// <summary>Index in the launch.</summary>
    public Index3D GlobalIndex
    {
        get
        {
            Index3D start = Index3D.Multiply(this.Group.GridIdx, this.Group.GroupDim);

            return Index3D.Add(start, this.Idx);
        }
    }

    /// <summary>For messages: the kernel and the work-item; empty outside of kernels.</summary>
    public static string Describe() =>
        t_current is WorkItem item ? $" (kernel '{item.Group.KernelName}', thread {item.GlobalIndex})" : string.Empty;

    /// <summary>Makes this the work-item of the thread.</summary>
    public void Enter(Index3D idx)
    {
        this.Idx = idx;
        this.Linear = idx.X + (this.Group.GroupDim.X * (idx.Y + (this.Group.GroupDim.Y * idx.Z)));
        this.Lane = this.Linear % this.Group.WarpSize;
        _sharedAllocations = 0;
        t_current = this;
    }

    public static void Leave() => t_current = null;

    /// <summary>Static shared memory: the n-th call of every work-item of a group yields the same memory.</summary>
    public ArrayView<T> AllocateShared<T>(int length)
        where T : unmanaged => this.Group.SharedAllocation<T>(_sharedAllocations++, length);

    public ArrayView<T> AllocateLocal<T>(int length)
        where T : unmanaged => this.Group.LocalAllocation<T>(length);

    public void GroupBarrier() => this.Group.GroupBarrier(this);

    public void WarpBarrier() => this.Group.WarpBarrier(this);

    public int GroupCount(bool predicate)
    {
        object?[] values = this.Group.GroupExchange(this, predicate);
        int count = 0;

        foreach (object? value in values)
        {
            count += value is true ? 1 : 0;
        }

        return count;
    }

    public T GroupBroadcast<T>(T value, int groupIndex)
        where T : unmanaged
    {
        object?[] values = this.Group.GroupExchange(this, value);

        return groupIndex >= 0 && groupIndex < values.Length && values[groupIndex] is T found ? found : value;
    }

    /// <summary>Exchange within a warp; a lane without a valid source keeps its own value.</summary>
    public T Shuffle<T>(T value, ShuffleKind kind, int operand, int width)
        where T : unmanaged
    {
        int size = width <= 0 || width > this.Group.WarpSize ? this.Group.WarpSize : width;
        int first = this.Lane / size * size;
        int own = this.Lane - first;
        int source = kind switch
        {
            ShuffleKind.Index => operand,
            ShuffleKind.Up => own - operand,
            ShuffleKind.Down => own + operand,
            _ => own ^ operand,
        };
        object?[] values = this.Group.WarpExchange(this, value);

        if (source < 0 || source >= size || first + source >= values.Length)
        {
            return value;
        }

        return values[first + source] is T found ? found : value;
    }

    private static InvalidKernelOperationException NotInKernel() => new();
}
