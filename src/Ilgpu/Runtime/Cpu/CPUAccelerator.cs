using ILGPU.Backends;
using IlgpuOptim.Engine.Backends.Cpu;
using IlgpuOptim.Engine.Runtime;
using IlgpuOptim.Engine.Runtime.Cpu;

namespace ILGPU.Runtime.CPU;

/// <summary>The processor of the host as an accelerator: kernels are compiled to vector code and run on all cores.</summary>
public sealed class CPUAccelerator : Accelerator
{
    private const int MaxPooled = 2 * CpuStream.MaxQueued;

    private readonly Stack<CpuOperation> _pool = new();
    private readonly Lock _poolLock = new();
    private readonly Lock _streamLock = new();

    // Replaced as a whole, so that waiting for all streams needs neither lock nor copy.
    private volatile WeakReference<CpuStream>[] _streams = [];

    internal CPUAccelerator(Context context, CPUDevice device, CPUAcceleratorMode mode, ThreadPriority threadPriority)
        : base(context, device)
    {
        context.ThrowIfDisposed();
        this.Mode = mode;
        this.ThreadPriority = threadPriority;
        this.RunsMethods = context.Properties.DebugKernels || !VectorIsa.HasWarpSize(device.WarpSize);
        this.MaxThreads = this.UsesSequentialExecution ? 1 : device.NumMultiprocessors;
        this.DefaultStream = this.CreateStreamInternal();
    }

    /// <summary>How kernels are executed.</summary>
    public CPUAcceleratorMode Mode { get; }

    /// <summary>The priority that was asked for.</summary>
    public ThreadPriority ThreadPriority { get; }

    /// <summary>Kernels run on one thread.</summary>
    public bool UsesSequentialExecution => this.Mode == CPUAcceleratorMode.Sequential;

    /// <summary>Largest number of work-items in flight.</summary>
    public int NumThreads => this.MaxNumThreads;

    /// <summary>Kernels are executed as the C# methods themselves.</summary>
    internal bool RunsMethods { get; }

    /// <summary>Largest number of threads that execute a launch.</summary>
    internal int MaxThreads { get; }

    /// <inheritdoc/>
    internal override int AutoGroupSize => Math.Min(256, this.MaxNumThreadsPerGroup);

    internal CpuOperation RentOperation()
    {
        lock (_poolLock)
        {
            if (_pool.TryPop(out CpuOperation? operation))
            {
                return operation;
            }
        }

        return new CpuOperation(this);
    }

    internal void ReturnOperation(CpuOperation operation)
    {
        lock (_poolLock)
        {
            if (_pool.Count < MaxPooled)
            {
                _pool.Push(operation);
            }
        }
    }

    internal void RemoveStream(CpuStream stream)
    {
        lock (_streamLock)
        {
            _streams = [.. _streams.Where(reference => reference.TryGetTarget(out CpuStream? other) && !ReferenceEquals(other, stream))];
        }
    }

    /// <summary>Waits for everything that has been queued, without reporting failures.</summary>
    internal void WaitForQueuedWork()
    {
        foreach (WeakReference<CpuStream> reference in _streams)
        {
            if (reference.TryGetTarget(out CpuStream? stream))
            {
                stream.Wait();
            }
        }
    }

    /// <inheritdoc/>
    private protected override MemoryBuffer AllocateRawInternal(long length, int elementSize, bool tracked) =>
        new OwnedHostBuffer(this, length, elementSize, tracked);

    /// <inheritdoc/>
    private protected override CompiledKernel CompileInternal(KernelSignature signature, KernelSpecialization specialization) =>
        new CpuProgram(this, signature, specialization);

    /// <inheritdoc/>
    private protected override Kernel LoadCompiled(CompiledKernel kernel, int customGroupSize)
    {
        ArgumentNullException.ThrowIfNull(kernel);

        return kernel is CpuProgram program && program.BelongsTo(this)
            ? new CPUKernel(this, program, customGroupSize)
            : throw new ArgumentException($"The kernel was compiled for another accelerator than '{this.Name}'.", nameof(kernel));
    }

    /// <inheritdoc/>
    protected override AcceleratorStream CreateStreamInternal()
    {
        CpuStream stream = new(this);

        lock (_streamLock)
        {
            _streams = [.. _streams.Where(static reference => reference.TryGetTarget(out _)), new WeakReference<CpuStream>(stream)];
        }

        return stream;
    }

    /// <inheritdoc/>
    protected override void SynchronizeInternal()
    {
        Exception? failure = null;

        foreach (WeakReference<CpuStream> reference in _streams)
        {
            if (reference.TryGetTarget(out CpuStream? stream))
            {
                stream.Wait();
                failure ??= stream.TakeFailure();
            }
        }

        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
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
        if (disposing)
        {
            lock (_poolLock)
            {
                _pool.Clear();
            }
        }
    }
}

/// <summary>A kernel on a CPU.</summary>
public sealed class CPUKernel : Kernel
{
    private readonly CpuProgram _program;

    internal CPUKernel(CPUAccelerator accelerator, CpuProgram program, int customGroupSize)
        : base(accelerator, program, program.Signature, customGroupSize)
    {
        _program = program;
        this.CPUAccelerator = accelerator;
    }

    /// <summary>The accelerator.</summary>
    public CPUAccelerator CPUAccelerator { get; }

    /// <inheritdoc/>
    internal override LaunchPacket RentPacket() => this.CPUAccelerator.RentOperation();

    /// <inheritdoc/>
    internal override void Submit(AcceleratorStream stream, in LaunchDimensions dimensions, LaunchPacket packet)
    {
        CpuOperation operation = (CpuOperation)packet;

        try
        {
            CpuVariant variant = _program.Resolve(packet);

            if (this.Accelerator.Recorder is { IsDry: true })
            {
                operation.Return();

                return;
            }

            dimensions.CheckWarps(_program.Name, variant.Kernel?.Function.NeedsWholeWarps ?? false, this.CPUAccelerator.WarpSize);
            operation.SetLaunch(_program, variant, dimensions);
        }
        catch
        {
            operation.Return();

            throw;
        }

        ((CpuStream)stream).Enqueue(operation);
    }
}
