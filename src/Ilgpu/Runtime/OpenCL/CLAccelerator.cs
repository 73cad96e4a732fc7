using System.Runtime.ExceptionServices;
using ILGPU.Backends;
using IlgpuOptim.Engine.Runtime;
using IlgpuOptim.Engine.Runtime.OpenCL;

namespace ILGPU.Runtime.OpenCL;

/// <summary>An OpenCL device in use. Every accelerator has an OpenCL context of its own.</summary>
public sealed unsafe class CLAccelerator : Accelerator
{
    private const int PreferredGroupSize = 256;
    private const int MaxPooled = 64;

    private readonly Stack<OpenClPacket> _pool = new();
    private readonly Lock _poolLock = new();
    private readonly Lazy<nint> _serviceQueue;
    private long _allocations;

    internal CLAccelerator(Context context, CLDevice device)
        : base(context, device)
    {
        context.ThrowIfDisposed();
        this.Api = OpenClApi.Instance;
        _serviceQueue = new Lazy<nint>(this.CreateQueue);
        nint id = device.DeviceId;
        nint* properties = stackalloc nint[] { 0x1084, device.PlatformId, 0 };
        int error;
        this.NativePtr = this.Api.CreateContext(properties, 1, &id, 0, 0, &error);
        CLException.Check(error, $"create a context of '{device.Name}'");

        try
        {
            this.DefaultStream = this.CreateStreamInternal();
        }
        catch
        {
            _ = this.Api.ReleaseContext(this.NativePtr);

            throw;
        }
    }

    /// <summary>The device.</summary>
    public new CLDevice Device => (CLDevice)base.Device;

    /// <summary>Handle of the platform.</summary>
    public IntPtr PlatformId => this.Device.PlatformId;

    /// <summary>Name of the platform.</summary>
    public string PlatformName => this.Device.PlatformName;

    /// <summary>Version of the platform.</summary>
    public CLPlatformVersion PlatformVersion => this.Device.PlatformVersion;

    /// <summary>Maker of the platform.</summary>
    public string VendorName => this.Device.VendorName;

    /// <summary>Maker of the device.</summary>
    public CLDeviceVendor Vendor => this.Device.Vendor;

    /// <summary>Handle of the device.</summary>
    public IntPtr DeviceId => this.Device.DeviceId;

    /// <summary>Kind of the device.</summary>
    public CLDeviceType DeviceType => this.Device.DeviceType;

    /// <summary>Clock rate in MHz.</summary>
    public int ClockRate => this.Device.ClockRate;

    /// <summary>Version of OpenCL C that the device compiles.</summary>
    public CLCVersion CVersion => this.Device.CVersion;

    /// <summary>Version of OpenCL C that kernels are written in.</summary>
    public CLCVersion CLStdVersion => this.Device.CLStdVersion;

    /// <summary>Optional abilities.</summary>
    public new CLCapabilityContext Capabilities => this.Device.Capabilities;

    /// <summary>Number of times that memory of the device was allocated for buffers.</summary>
    internal long AllocationCount => Interlocked.Read(ref _allocations);

    internal OpenClApi Api { get; }

    /// <summary>A queue of the engine's own, for what must not wait for the streams.</summary>
    internal nint ServiceQueue => _serviceQueue.Value;

    /// <inheritdoc/>
    internal override int AutoGroupSize => Math.Min(PreferredGroupSize, this.MaxNumThreadsPerGroup);

    /// <summary>Presents a command queue of somebody else as a stream. It has to be in-order and of this accelerator's context.</summary>
    /// <param name="ptr">The queue (cl_command_queue).</param>
    /// <param name="responsible">The stream releases the queue when it is disposed; otherwise it only keeps a reference.</param>
    /// <exception cref="ArgumentException">The queue belongs to another context.</exception>
    public CLStream CreateStream(IntPtr ptr, bool responsible)
    {
        this.VerifyNotDisposed();
        ArgumentOutOfRangeException.ThrowIfZero((long)ptr, nameof(ptr));
        nint owner = OpenClApi.Query<nint>(
            (name, size, value, actual) => this.Api.GetCommandQueueInfo(ptr, name, size, value, actual), 0x1090);

        if (owner != this.NativePtr)
        {
            throw new ArgumentException($"The queue belongs to another OpenCL context than the accelerator '{this.Name}'.", nameof(ptr));
        }

        if (!responsible)
        {
            CLException.Check(this.Api.RetainCommandQueue(ptr), "retain a command queue");
        }

        return new CLStream(this, ptr);
    }

    internal OpenClPacket RentPacket()
    {
        lock (_poolLock)
        {
            if (_pool.TryPop(out OpenClPacket? packet))
            {
                return packet;
            }
        }

        return new OpenClPacket(this);
    }

    internal void ReturnPacket(OpenClPacket packet)
    {
        lock (_poolLock)
        {
            if (_pool.Count < MaxPooled)
            {
                _pool.Push(packet);
            }
        }
    }

    /// <summary>Creates a memory object.</summary>
    /// <param name="flags">Flags of clCreateBuffer besides read and write.</param>
    /// <param name="bytes">Size, at least 1.</param>
    /// <param name="host">Host memory that the flags speak of, or null.</param>
    /// <exception cref="OutOfMemoryException">There is not enough memory.</exception>
    internal nint CreateMemory(ulong flags, long bytes, void* host)
    {
        const ulong ReadWrite = 1;
        int error;
        nint memory = this.Api.CreateBuffer(this.NativePtr, ReadWrite | flags, (nuint)bytes, host, &error);

        if ((CLError)error is CLError.CL_MEM_OBJECT_ALLOCATION_FAILURE
            or CLError.CL_OUT_OF_RESOURCES
            or CLError.CL_OUT_OF_HOST_MEMORY
            or CLError.CL_INVALID_BUFFER_SIZE)
        {
            string action = $"allocate {bytes} bytes on '{this.Name}'";

            throw new OutOfMemoryException($"OpenCL failed to {action}.", new CLException((CLError)error, action));
        }

        CLException.Check(error, $"create a buffer of {bytes} bytes on '{this.Name}'");

        return memory;
    }

    internal void CountAllocation() => Interlocked.Increment(ref _allocations);

    /// <summary>Waits for everything that has been queued, without reporting failures.</summary>
    internal void WaitForQueuedWork() => this.ForEachChildObject<CLStream>(static stream => stream.Wait());

    /// <inheritdoc/>
    private protected override MemoryBuffer AllocateRawInternal(long length, int elementSize, bool tracked) =>
        new CLMemoryBuffer(this, length, elementSize, tracked);

    /// <inheritdoc/>
    private protected override CompiledKernel CompileInternal(KernelSignature signature, KernelSpecialization specialization) =>
        new OpenClProgram(this, signature, specialization);

    /// <inheritdoc/>
    private protected override Kernel LoadCompiled(CompiledKernel kernel, int customGroupSize)
    {
        ArgumentNullException.ThrowIfNull(kernel);

        return kernel is OpenClProgram program && program.BelongsTo(this)
            ? new CLKernel(this, program, customGroupSize)
            : throw new ArgumentException($"The kernel was compiled for another accelerator than '{this.Name}'.", nameof(kernel));
    }

    /// <inheritdoc/>
    protected override AcceleratorStream CreateStreamInternal() => new CLStream(this, this.CreateQueue());

    /// <inheritdoc/>
    protected override void SynchronizeInternal()
    {
        Exception? failure = null;

        this.ForEachChildObject<CLStream>(stream =>
        {
            stream.Wait();
            failure ??= stream.TakeFailure();
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
        dynamicSharedMemorySizeInBytes > this.MaxSharedMemoryPerGroup ? 0 : Math.Max(1, this.MaxNumThreadsPerMultiprocessor / groupSize);

    /// <inheritdoc/>
    protected override PageLockScope<T> CreatePageLockFromPinnedInternal<T>(IntPtr pinned, long numElements) =>
        new HostPageLockScope<T>(this, pinned, numElements);

    /// <inheritdoc/>
    protected override bool CanAccessPeerInternal(Accelerator otherAccelerator) => ReferenceEquals(this, otherAccelerator);

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
        if (_serviceQueue.IsValueCreated)
        {
            _ = this.Api.ReleaseCommandQueue(_serviceQueue.Value);
        }

        // The context lives on until its last object is released.
        if (this.NativePtr != IntPtr.Zero)
        {
            _ = this.Api.ReleaseContext(this.NativePtr);
            this.NativePtr = IntPtr.Zero;
        }
    }

    private nint CreateQueue()
    {
        const ulong Profiling = 2;
        int error;
        nint queue = this.Api.CreateCommandQueue(
            this.NativePtr, this.DeviceId, this.Context.Properties.EnableProfiling ? Profiling : 0, &error);
        CLException.Check(error, $"create a command queue of '{this.Name}'");

        return queue;
    }
}
