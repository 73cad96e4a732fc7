using System.Runtime.ExceptionServices;
using ILGPU.Backends;
using IlgpuOptim.Engine.Runtime;
using IlgpuOptim.Engine.Runtime.Cuda;

namespace ILGPU.Runtime.Cuda;

/// <summary>
/// A CUDA device in use. Its context is the primary one of the device, which everybody in the process shares who uses the CUDA
/// runtime: memory of other libraries can be used in place.
/// </summary>
public sealed unsafe class CudaAccelerator : Accelerator
{
    private const int PreferredGroupSize = 256;
    private const int MaxPooled = 64;

    private readonly Stack<CudaPacket> _pool = new();
    private readonly Lock _poolLock = new();
    private readonly HashSet<CudaAccelerator> _peers = [];

    internal CudaAccelerator(Context context, CudaDevice device)
        : base(context, device)
    {
        context.ThrowIfDisposed();
        this.Driver = device.Driver;
        nint handle;
        this.Driver.Check(this.Driver.DevicePrimaryCtxRetain(&handle, device.Handle), $"open the primary context of '{device.Name}'");
        this.NativePtr = handle;

        try
        {
            this.DefaultStream = this.CreateStreamInternal();
        }
        catch
        {
            _ = this.Driver.DevicePrimaryCtxRelease(device.Handle);

            throw;
        }
    }

    /// <summary>The device.</summary>
    public new CudaDevice Device => (CudaDevice)base.Device;

    /// <summary>Number of the device.</summary>
    public int DeviceId => this.Device.DeviceId;

    /// <summary>Compute capability times ten, such as 86.</summary>
    public int Architecture => this.Device.Architecture;

    /// <summary>Abilities of the device.</summary>
    public new CudaCapabilityContext Capabilities => this.Device.Capabilities;

    internal CudaDriver Driver { get; }

    /// <inheritdoc/>
    internal override int AutoGroupSize => Math.Min(PreferredGroupSize, this.MaxNumThreadsPerGroup);

    /// <inheritdoc/>
    internal override Index3D MaxImplicitGridSize =>
        new(this.MaxGridSize.X, int.MaxValue, int.MaxValue);

    /// <summary>Presents a stream of somebody else, such as that on which another library queues its work.</summary>
    /// <param name="ptr">The stream (CUstream); zero is the default stream of the CUDA runtime.</param>
    /// <param name="responsible">The stream is destroyed when the object is disposed.</param>
    /// <exception cref="ArgumentException">The stream belongs to another context.</exception>
    public CudaStream CreateStream(IntPtr ptr, bool responsible)
    {
        this.VerifyNotDisposed();
        this.CheckStream(ptr, nameof(ptr));

        return new CudaStream(this, ptr, responsible && ptr != IntPtr.Zero);
    }

    /// <summary>Free memory of the device in bytes.</summary>
    /// <exception cref="CudaException">The driver failed.</exception>
    public long GetFreeMemory()
    {
        nuint free;
        nuint total;
        using CudaScope scope = this.Enter();
        this.Driver.Check(this.Driver.MemGetInfo(&free, &total), "ask for free memory");

        return (long)free;
    }

    /// <summary>Makes the accelerator's context that of the thread until the result is disposed.</summary>
    internal CudaScope Enter() => new(this.Driver, this.NativePtr);

    /// <summary>A foreign stream has to be of this context.</summary>
    internal void CheckStream(nint stream, string name)
    {
        if (stream == IntPtr.Zero)
        {
            return;
        }

        nint owner;
        using CudaScope scope = this.Enter();
        this.Driver.Check(this.Driver.StreamGetCtx(stream, &owner), "ask a stream for its context");

        if (owner != this.NativePtr)
        {
            throw new ArgumentException($"The stream belongs to another CUDA context than the accelerator '{this.Name}'.", name);
        }
    }

    internal CudaPacket RentPacket()
    {
        lock (_poolLock)
        {
            if (_pool.TryPop(out CudaPacket? packet))
            {
                return packet;
            }
        }

        return new CudaPacket(this);
    }

    internal void ReturnPacket(CudaPacket packet)
    {
        lock (_poolLock)
        {
            if (_pool.Count < MaxPooled)
            {
                _pool.Push(packet);
            }
        }
    }

    /// <summary>Waits for everything that has been queued, without reporting failures.</summary>
    internal void WaitForQueuedWork() => this.ForEachChildObject<CudaStream>(static stream => stream.Wait());

    /// <inheritdoc/>
    private protected override MemoryBuffer AllocateRawInternal(long length, int elementSize, bool tracked) =>
        new CudaMemoryBuffer(this, length, elementSize, tracked);

    /// <inheritdoc/>
    private protected override CompiledKernel CompileInternal(KernelSignature signature, KernelSpecialization specialization) =>
        new CudaProgram(this, signature, specialization);

    /// <inheritdoc/>
    private protected override Kernel LoadCompiled(CompiledKernel kernel, int customGroupSize)
    {
        ArgumentNullException.ThrowIfNull(kernel);

        return kernel is CudaProgram program && program.BelongsTo(this)
            ? new CudaKernel(this, program, customGroupSize)
            : throw new ArgumentException($"The kernel was compiled for another accelerator than '{this.Name}'.", nameof(kernel));
    }

    /// <inheritdoc/>
    protected override AcceleratorStream CreateStreamInternal()
    {
        // Not ordered with the default stream of the CUDA runtime: that would order it with everybody's.
        const uint NonBlocking = 1;
        nint stream;
        using CudaScope scope = this.Enter();
        this.Driver.Check(this.Driver.StreamCreate(&stream, NonBlocking), $"create a stream of '{this.Name}'");

        return new CudaStream(this, stream, responsible: true);
    }

    /// <inheritdoc/>
    protected override void SynchronizeInternal()
    {
        Exception? failure = null;

        this.ForEachChildObject<CudaStream>(stream =>
        {
            try
            {
                stream.Synchronize();
            }
            catch (CudaException exception)
            {
                failure ??= exception;
            }
        });

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <inheritdoc/>
    protected override int EstimateMaxActiveGroupsPerMultiprocessorInternal(
        Kernel kernel,
        int groupSize,
        int dynamicSharedMemorySizeInBytes) =>
        dynamicSharedMemorySizeInBytes > this.MaxSharedMemoryPerGroup ? 0
            : kernel is CudaKernel own && own.Program.Last is { } variant ? variant.ActiveGroups(groupSize, dynamicSharedMemorySizeInBytes)
            : Math.Max(1, this.MaxNumThreadsPerMultiprocessor / groupSize);

    /// <inheritdoc/>
    protected override PageLockScope<T> CreatePageLockFromPinnedInternal<T>(IntPtr pinned, long numElements) =>
        new CudaPageLockScope<T>(this, pinned, numElements);

    /// <inheritdoc/>
    protected override bool CanAccessPeerInternal(Accelerator otherAccelerator)
    {
        if (ReferenceEquals(this, otherAccelerator))
        {
            return true;
        }

        if (otherAccelerator is not CudaAccelerator other || !ReferenceEquals(other.Driver, this.Driver))
        {
            return false;
        }

        int can;
        this.Driver.Check(this.Driver.DeviceCanAccessPeer(&can, this.Device.Handle, other.Device.Handle), "ask for peer access");

        return can != 0;
    }

    /// <inheritdoc/>
    private protected override bool HasPeerAccessInternal(Accelerator otherAccelerator)
    {
        lock (_peers)
        {
            return otherAccelerator is CudaAccelerator other && _peers.Contains(other);
        }
    }

    /// <inheritdoc/>
    private protected override bool EnablePeerAccessInternal(Accelerator otherAccelerator)
    {
        if (otherAccelerator is not CudaAccelerator other || !this.CanAccessPeerInternal(other))
        {
            return false;
        }

        lock (_peers)
        {
            using CudaScope scope = this.Enter();
            int error = other.NativePtr == this.NativePtr ? 0 : this.Driver.CtxEnablePeerAccess(other.NativePtr, 0);
            this.Driver.Check(error == (int)CudaError.CUDA_ERROR_PEER_ACCESS_ALREADY_ENABLED ? 0 : error, "enable peer access");
            _peers.Add(other);
        }

        return true;
    }

    /// <inheritdoc/>
    private protected override void DisablePeerAccessInternal(Accelerator otherAccelerator)
    {
        lock (_peers)
        {
            // The context is shared: somebody else may have ended it already.
            if (otherAccelerator is CudaAccelerator other && _peers.Remove(other) && other.NativePtr != this.NativePtr)
            {
                using CudaScope scope = this.Enter();
                int error = this.Driver.CtxDisablePeerAccess(other.NativePtr);
                this.Driver.Check(error == (int)CudaError.CUDA_ERROR_PEER_ACCESS_NOT_ENABLED ? 0 : error, "disable peer access");
            }
        }
    }

    /// <inheritdoc/>
    protected override void OnBind()
    {
    }

    /// <inheritdoc/>
    protected override void OnUnbind()
    {
    }

    /// <inheritdoc/>
    protected override void DisposeAccelerator_SyncRoot(bool disposing)
    {
        if (this.NativePtr != IntPtr.Zero)
        {
            this.NativePtr = IntPtr.Zero;
            _ = this.Driver.DevicePrimaryCtxRelease(this.Device.Handle);
        }
    }
}

/// <summary>Host memory whose pages the driver has locked.</summary>
/// <typeparam name="T">Element type.</typeparam>
internal sealed unsafe class CudaPageLockScope<T> : PageLockScope<T>
    where T : unmanaged
{
    private bool _locked;

    public CudaPageLockScope(CudaAccelerator accelerator, IntPtr address, long length)
        : base(accelerator, length)
    {
        const uint Portable = 1;
        using CudaScope scope = accelerator.Enter();
        int error = accelerator.Driver.MemHostRegister((void*)address, (nuint)this.LengthInBytes, Portable);

        // Somebody else's lock is as good.
        _locked = error == 0;
        accelerator.Driver.Check(error == (int)CudaError.CUDA_ERROR_HOST_MEMORY_ALREADY_REGISTERED ? 0 : error, "lock host memory");
        this.AddrOfLockedObject = address;
    }

    protected override void DisposeAcceleratorObject(bool disposing)
    {
        if (!_locked)
        {
            return;
        }

        _locked = false;
        CudaAccelerator accelerator = (CudaAccelerator)this.Accelerator;

        if (disposing)
        {
            accelerator.WaitForQueuedWork();
        }

        using CudaScope scope = accelerator.Enter();
        _ = accelerator.Driver.MemHostUnregister((void*)this.AddrOfLockedObject);
    }
}

/// <summary>A context that is current on the thread; the one before returns at the end.</summary>
internal readonly unsafe ref struct CudaScope : IDisposable
{
    private readonly CudaDriver? _driver;

    public CudaScope(CudaDriver driver, nint context)
    {
        nint current;

        if (driver.CtxGetCurrent(&current) != 0 || current != context)
        {
            driver.Check(driver.CtxPushCurrent(context), "use the context of a device");
            _driver = driver;
        }
    }

    public void Dispose()
    {
        nint popped;
        _ = _driver?.CtxPopCurrent(&popped);
    }
}
