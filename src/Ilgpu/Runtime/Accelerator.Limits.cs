namespace ILGPU.Runtime;

/// <content>Group sizes and occupancy, peer access, page locking.</content>
public abstract partial class Accelerator
{
    /// <summary>Share of a multiprocessor's work-items that groups of this size keep busy, 0..1.</summary>
    /// <typeparam name="TIndex">Index type.</typeparam>
    public float EstimateOccupancyPerMultiprocessor<TIndex>(Kernel kernel, TIndex groupDim)
        where TIndex : struct, IIndex => this.EstimateOccupancyPerMultiprocessor(kernel, groupDim.GetIntSize());

    /// <summary>Share of a multiprocessor's work-items that groups of this size keep busy, 0..1.</summary>
    public float EstimateOccupancyPerMultiprocessor(Kernel kernel, int groupSize) =>
        this.EstimateOccupancyPerMultiprocessor(kernel, groupSize, 0);

    /// <summary>Share of a multiprocessor's work-items that groups of this size keep busy, 0..1.</summary>
    public float EstimateOccupancyPerMultiprocessor(Kernel kernel, int groupSize, int dynamicSharedMemorySizeInBytes)
    {
        int groups = this.EstimateMaxActiveGroupsPerMultiprocessor(kernel, groupSize, dynamicSharedMemorySizeInBytes);

        return Math.Min(1f, (float)groups * groupSize / this.MaxNumThreadsPerMultiprocessor);
    }

    /// <summary>Number of groups of this size that a multiprocessor can run at a time.</summary>
    /// <typeparam name="TIndex">Index type.</typeparam>
    public int EstimateMaxActiveGroupsPerMultiprocessor<TIndex>(Kernel kernel, TIndex groupDim)
        where TIndex : struct, IIndex => this.EstimateMaxActiveGroupsPerMultiprocessor(kernel, groupDim.GetIntSize());

    /// <summary>Number of groups of this size that a multiprocessor can run at a time.</summary>
    public int EstimateMaxActiveGroupsPerMultiprocessor(Kernel kernel, int groupSize) =>
        this.EstimateMaxActiveGroupsPerMultiprocessor(kernel, groupSize, 0);

    /// <summary>Number of groups of this size that a multiprocessor can run at a time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The group size is out of range.</exception>
    public int EstimateMaxActiveGroupsPerMultiprocessor(Kernel kernel, int groupSize, int dynamicSharedMemorySizeInBytes)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentOutOfRangeException.ThrowIfLessThan(groupSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(groupSize, this.MaxNumThreadsPerGroup);
        ArgumentOutOfRangeException.ThrowIfNegative(dynamicSharedMemorySizeInBytes);

        return this.EstimateMaxActiveGroupsPerMultiprocessorInternal(kernel, groupSize, dynamicSharedMemorySizeInBytes);
    }

    /// <summary>A good group size for a kernel.</summary>
    public int EstimateGroupSize(Kernel kernel) => this.EstimateGroupSize(kernel, out _);

    /// <summary>A good group size for a kernel and the number of groups that fills the device.</summary>
    public int EstimateGroupSize(Kernel kernel, out int minGridSize) => this.EstimateGroupSize(kernel, 0, 0, out minGridSize);

    /// <summary>A good group size for a kernel and the number of groups that fills the device.</summary>
    public int EstimateGroupSize(Kernel kernel, int dynamicSharedMemorySizeInBytes, out int minGridSize) =>
        this.EstimateGroupSize(kernel, dynamicSharedMemorySizeInBytes, 0, out minGridSize);

    /// <summary>A good group size for a kernel and the number of groups that fills the device.</summary>
    public int EstimateGroupSize(Kernel kernel, Func<int, int> computeSharedMemorySize, out int minGridSize) =>
        this.EstimateGroupSize(kernel, computeSharedMemorySize, 0, out minGridSize);

    /// <summary>A good group size for a kernel and the number of groups that fills the device.</summary>
    /// <param name="kernel">Kernel.</param>
    /// <param name="computeSharedMemorySize">Dynamic shared memory in bytes for a group size.</param>
    /// <param name="maxGroupSize">Largest group size; 0: that of the device.</param>
    /// <param name="minGridSize">Number of groups that fills the device.</param>
    public int EstimateGroupSize(Kernel kernel, Func<int, int> computeSharedMemorySize, int maxGroupSize, out int minGridSize)
    {
        ArgumentNullException.ThrowIfNull(computeSharedMemorySize);
        int size = this.LargestGroupSize(kernel, maxGroupSize);

        while (size > 1 && computeSharedMemorySize(size) > this.MaxSharedMemoryPerGroup)
        {
            size /= 2;
        }

        minGridSize = Math.Max(1, this.MaxNumThreads / size);

        return size;
    }

    /// <summary>A good group size for a kernel and the number of groups that fills the device.</summary>
    /// <param name="kernel">Kernel.</param>
    /// <param name="dynamicSharedMemorySizeInBytes">Dynamic shared memory per group.</param>
    /// <param name="maxGroupSize">Largest group size; 0: that of the device.</param>
    /// <param name="minGridSize">Number of groups that fills the device.</param>
    public int EstimateGroupSize(Kernel kernel, int dynamicSharedMemorySizeInBytes, int maxGroupSize, out int minGridSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(dynamicSharedMemorySizeInBytes);
        int size = this.LargestGroupSize(kernel, maxGroupSize);
        minGridSize = Math.Max(1, this.MaxNumThreads / size);

        return size;
    }

    /// <summary>Locks host memory that stays where it is, for fast copies.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="pinned">Address.</param>
    /// <param name="numElements">Number of elements.</param>
    public PageLockScope<T> CreatePageLockFromPinned<T>(IntPtr pinned, long numElements)
        where T : unmanaged
    {
        this.VerifyNotDisposed();
        ArgumentOutOfRangeException.ThrowIfLessThan(numElements, 1);
        ArgumentOutOfRangeException.ThrowIfZero((long)pinned, nameof(pinned));

        return this.CreatePageLockFromPinnedInternal<T>(pinned, numElements);
    }

    /// <summary>Locks an array that the caller has pinned, for fast copies.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The array is empty.</exception>
    public unsafe PageLockScope<T> CreatePageLockFromPinned<T>(T[] pinned)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(pinned);

        fixed (T* address = pinned)
        {
            return this.CreatePageLockFromPinned<T>((IntPtr)address, pinned.LongLength);
        }
    }

    /// <summary>Kernels of this accelerator could use memory of another one.</summary>
    public bool CanAccessPeer(Accelerator otherAccelerator)
    {
        ArgumentNullException.ThrowIfNull(otherAccelerator);

        return this.CanAccessPeerInternal(otherAccelerator);
    }

    /// <summary>Kernels of this accelerator may use memory of another one.</summary>
    public bool HasPeerAccess(Accelerator otherAccelerator) =>
        ReferenceEquals(this, otherAccelerator) || this.HasPeerAccessInternal(otherAccelerator);

    /// <summary>Enables peer access in both directions.</summary>
    /// <returns>False when it is not possible.</returns>
    public bool EnableBidirectionalPeerAccess(Accelerator otherAccelerator) =>
        this.EnablePeerAccess(otherAccelerator) && otherAccelerator.EnablePeerAccess(this);

    /// <summary>Lets kernels of this accelerator use memory of another one.</summary>
    /// <returns>False when it is not possible.</returns>
    public bool EnablePeerAccess(Accelerator otherAccelerator) =>
        this.HasPeerAccess(otherAccelerator) || this.EnablePeerAccessInternal(otherAccelerator);

    /// <summary>Ends peer access.</summary>
    /// <returns>True when there is none behind the call.</returns>
    public bool DisablePeerAccess(Accelerator otherAccelerator)
    {
        this.DisablePeerAccessInternal(otherAccelerator);

        return !this.HasPeerAccess(otherAccelerator);
    }

    /// <summary>Another accelerator's memory may be used by kernels of this one.</summary>
    private protected virtual bool HasPeerAccessInternal(Accelerator otherAccelerator) => false;

    /// <summary>Enables it if possible.</summary>
    private protected virtual bool EnablePeerAccessInternal(Accelerator otherAccelerator) => false;

    /// <summary>Ends it if it was enabled.</summary>
    private protected virtual void DisablePeerAccessInternal(Accelerator otherAccelerator)
    {
    }

    /// <summary>Number of groups that a multiprocessor can run at a time.</summary>
    protected abstract int EstimateMaxActiveGroupsPerMultiprocessorInternal(
        Kernel kernel,
        int groupSize,
        int dynamicSharedMemorySizeInBytes);

    /// <summary>Locks host memory.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    protected abstract PageLockScope<T> CreatePageLockFromPinnedInternal<T>(IntPtr pinned, long numElements)
        where T : unmanaged;

    /// <summary>Kernels of this accelerator could use memory of another one.</summary>
    protected abstract bool CanAccessPeerInternal(Accelerator otherAccelerator);

    private int LargestGroupSize(Kernel kernel, int maxGroupSize)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentOutOfRangeException.ThrowIfNegative(maxGroupSize);
        int limit = Math.Min(this.MaxNumThreadsPerGroup, kernel.Specialization.MaxNumThreadsPerGroup ?? int.MaxValue);

        return Math.Min(this.AutoGroupSize, maxGroupSize == 0 ? limit : Math.Min(limit, maxGroupSize));
    }
}
