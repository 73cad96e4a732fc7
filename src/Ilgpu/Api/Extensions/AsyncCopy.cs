using ILGPU;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Extensions;

/// <summary>
/// Copies from global to shared memory that go on while the work-item computes, on NVIDIA GPUs from sm_80 on (PTX: cp.async). Elsewhere
/// they are done at once, and the other operations do nothing.
/// </summary>
/// <remarks>
/// Copies become visible to the work-item that started them with <see cref="Wait"/>, and to the others of the group with a barrier behind it.
/// Until then nobody may touch either place.
/// </remarks>
public static class AsyncCopy
{
    /// <summary>Bytes of one copy.</summary>
    public const int Bytes = 16;

    /// <summary>Copies are done in the background; a constant inside kernels, false on the host.</summary>
    public static bool IsSupported
    {
        [Intrinsic(Intrinsic.AsyncUnit)]
        get => false;
    }

    /// <summary>Starts to copy 16 bytes of neighbouring elements.</summary>
    /// <typeparam name="T">Element type, of 1, 2, 4, 8 or 16 bytes.</typeparam>
    /// <param name="target">View of shared memory.</param>
    /// <param name="targetIndex">First element to write; its address has to be a multiple of 16.</param>
    /// <param name="source">View of global memory.</param>
    /// <param name="sourceIndex">First element to read; its address has to be a multiple of 16.</param>
    public static void ToShared<T>(ArrayView<T> target, int targetIndex, ArrayView<T> source, int sourceIndex)
        where T : unmanaged
    {
        if (IsAsynchronous(target, source))
        {
            Start(ref target[targetIndex], ref source[sourceIndex]);

            return;
        }

        for (int i = 0; i < Bytes / Interop.SizeOf<T>(); i++)
        {
            target[targetIndex + i] = source[sourceIndex + i];
        }
    }

    /// <summary>Makes a group of the copies that the work-item has started since the last call; there may be none.</summary>
    public static void Commit()
    {
        if (IsSupported)
        {
            CommitGroup();
        }
    }

    /// <summary>Waits for all groups of the work-item but the youngest.</summary>
    /// <param name="pending">Number of the youngest groups that need not be complete; a constant.</param>
    public static void Wait(int pending)
    {
        if (IsSupported)
        {
            WaitGroup(pending);
        }
    }

    [Intrinsic(Intrinsic.AsyncUnit)]
    private static bool IsAsynchronous<T>(ArrayView<T> target, ArrayView<T> source)
        where T : unmanaged => false;

    [Intrinsic(Intrinsic.AsyncCopy, Imm = Bytes)]
    private static void Start<T>(ref T target, ref T source) => throw OnHost();

    [Intrinsic(Intrinsic.Op, Op = Op.AsyncCommit)]
    private static void CommitGroup() => throw OnHost();

    [Intrinsic(Intrinsic.AsyncWait)]
    private static void WaitGroup(int pending) => throw OnHost();

    private static NotSupportedException OnHost() => new("Only devices copy in the background.");
}
