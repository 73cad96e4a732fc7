using IlgpuOptim.Engine.Runtime.Cuda;

namespace ILGPU.Runtime.Cuda;

/// <summary>A CUDA stream.</summary>
public sealed unsafe class CudaStream : AcceleratorStream
{
    // A caller that is two such pieces ahead waits for the older one.
    private const int Piece = 1024;
    private const uint DisableTiming = 2;

    // Launches with reports in the stream; each has memory of its own.
    private const int MaxReports = 64;

    private readonly Lock _lock = new();
    private readonly CudaDriver _driver;
    private readonly bool _responsible;
    private List<object> _kept = [];
    private List<object> _keptBefore = [];
    private List<object>? _captured;
    private readonly List<CudaReport> _reports = [];
    private nint _mark;
    private int _queued;
    private Exception? _failure;

    internal CudaStream(CudaAccelerator accelerator, nint stream, bool responsible)
        : base(accelerator)
    {
        _driver = accelerator.Driver;
        _responsible = responsible;
        this.StreamPtr = stream;
    }

    /// <summary>The stream (CUstream).</summary>
    public IntPtr StreamPtr { get; private set; }

    /// <summary>Operations are recorded instead of run.</summary>
    public bool IsCapturing => _captured is not null;

    private CudaAccelerator Owner => (CudaAccelerator)this.Accelerator;

    /// <inheritdoc/>
    /// <exception cref="CudaException">The driver, or a kernel, failed.</exception>
    public override void Synchronize()
    {
        this.VerifyNotDisposed();

        lock (_lock)
        {
            if (_captured is not null)
            {
                throw new InvalidOperationException("The stream records a graph; there is nothing to wait for.");
            }

            using CudaScope scope = this.Owner.Enter();
            int error = this.Drain();
            _driver.Check(error, "finish the work of a stream");
        }

        if (Interlocked.Exchange(ref _failure, null) is { } failure)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Lets what is queued from now on wait for the work that is in a foreign stream now.</summary>
    /// <param name="foreignStream">A stream (CUstream) of the same context; zero is the default stream of the CUDA runtime.</param>
    /// <exception cref="ArgumentException">The stream belongs to another context.</exception>
    public void WaitFor(IntPtr foreignStream)
    {
        this.VerifyNotDisposed();
        this.Owner.CheckStream(foreignStream, nameof(foreignStream));
        this.Order(foreignStream, this.StreamPtr);
    }

    /// <summary>Lets what is queued in a foreign stream from now on wait for the work that is in this stream now.</summary>
    /// <param name="foreignStream">A stream (CUstream) of the same context; zero is the default stream of the CUDA runtime.</param>
    /// <exception cref="ArgumentException">The stream belongs to another context.</exception>
    public void LetWait(IntPtr foreignStream)
    {
        this.VerifyNotDisposed();
        this.Owner.CheckStream(foreignStream, nameof(foreignStream));
        this.Order(this.StreamPtr, foreignStream);
    }

    /// <summary>Starts to record launches and copies instead of running them.</summary>
    /// <exception cref="InvalidOperationException">The stream is recording already.</exception>
    public void BeginCapture()
    {
        const int ThreadLocal = 1;
        this.VerifyNotDisposed();

        lock (_lock)
        {
            if (_captured is not null)
            {
                throw new InvalidOperationException("The stream is recording already.");
            }

            using CudaScope scope = this.Owner.Enter();
            _driver.Check(_driver.StreamBeginCapture(this.StreamPtr, ThreadLocal), "start to record a graph");
            _captured = [];
        }
    }

    /// <summary>Ends recording.</summary>
    /// <returns>What was recorded.</returns>
    /// <exception cref="InvalidOperationException">The stream is not recording.</exception>
    /// <exception cref="CudaException">Something was queued that cannot be recorded.</exception>
    public CudaGraph EndCapture()
    {
        this.VerifyNotDisposed();

        lock (_lock)
        {
            List<object> kept = _captured ?? throw new InvalidOperationException("The stream is not recording.");
            _captured = null;
            nint graph;
            using CudaScope scope = this.Owner.Enter();
            _driver.Check(_driver.StreamEndCapture(this.StreamPtr, &graph), "record a graph");

            return new CudaGraph(this.Owner, graph, [.. kept]);
        }
    }

    /// <summary>Waits without reporting failures, which stay until somebody synchronises.</summary>
    internal void Wait()
    {
        lock (_lock)
        {
            if (_captured is null && this.StreamPtr != IntPtr.Zero | !_responsible)
            {
                using CudaScope scope = this.Owner.Enter();
                int error = this.Drain();
                _failure ??= error == 0 ? null : _driver.Failure(error, "finish the work of a stream");
            }
        }
    }

    /// <summary>Queues an operation.</summary>
    /// <param name="enqueue">Calls the driver with the stream.</param>
    /// <param name="action">What is being done, for the message of an error.</param>
    /// <param name="buffers">Memory that it uses.</param>
    internal void Enqueue(Func<nint, int> enqueue, string action, params ReadOnlySpan<MemoryBuffer?> buffers)
    {
        lock (_lock)
        {
            using CudaScope scope = this.Owner.Enter();
            _driver.Check(enqueue(this.StreamPtr), action);
            this.Submitted(buffers);
        }
    }

    /// <summary>Queues a launch; the form of <see cref="Enqueue"/> that allocates nothing.</summary>
    internal int Launch(
        nint function,
        Index3D grid,
        Index3D group,
        int dynamicBytes,
        void** arguments,
        ReadOnlySpan<MemoryBuffer?> buffers,
        CudaReport? report)
    {
        lock (_lock)
        {
            using CudaScope scope = this.Owner.Enter();
            int error = _driver.LaunchKernel(
                function, (uint)grid.X, (uint)grid.Y, (uint)grid.Z, (uint)group.X, (uint)group.Y, (uint)group.Z, (uint)dynamicBytes,
                this.StreamPtr, arguments, null);

            if (error != 0)
            {
                return error;
            }

            this.Submitted(buffers);

            if (report is not null)
            {
                _reports.Add(report);

                if (_reports.Count >= MaxReports)
                {
                    error = this.Drain();
                }
            }

            return error;
        }
    }

    /// <summary>An event at the current end of the stream.</summary>
    internal nint Record(uint flags)
    {
        lock (_lock)
        {
            return this.RecordOn(this.StreamPtr, flags);
        }
    }

    /// <inheritdoc/>
    protected override ProfilingMarker AddProfilingMarkerInternal() => new CudaProfilingMarker(this.Owner, this.Record(0));

    /// <inheritdoc/>
    protected override void DisposeAcceleratorObject(bool disposing)
    {
        if (disposing)
        {
            this.Wait();
        }

        using CudaScope scope = this.Owner.Enter();
        this.ReleaseMark();

        if (_responsible && this.StreamPtr != IntPtr.Zero)
        {
            _ = _driver.StreamDestroy(this.StreamPtr);
            this.StreamPtr = IntPtr.Zero;
        }
    }

    private void Order(nint first, nint second)
    {
        lock (_lock)
        {
            using CudaScope scope = this.Owner.Enter();
            nint passed = this.RecordOn(first, DisableTiming);
            int error = _driver.StreamWaitEvent(second, passed, 0);
            _ = _driver.EventDestroy(passed);
            _driver.Check(error, "order two streams");
        }
    }

    private nint RecordOn(nint stream, uint flags)
    {
        nint marker;
        using CudaScope scope = this.Owner.Enter();
        _driver.Check(_driver.EventCreate(&marker, flags), "create an event");
        int error = _driver.EventRecord(marker, stream);

        if (error != 0)
        {
            _ = _driver.EventDestroy(marker);
        }

        _driver.Check(error, "record an event");

        return marker;
    }

    // Freeing own memory waits for its use, so only memory of others has to be held; a recording holds everything.
    private void Submitted(ReadOnlySpan<MemoryBuffer?> buffers)
    {
        foreach (MemoryBuffer? buffer in buffers)
        {
            if (buffer is not null && (_captured is not null || buffer is not CudaMemoryBuffer { IsForeign: false }))
            {
                (_captured ?? _kept).Add(buffer);
            }
        }

        if (_captured is null && ++_queued % Piece == 0)
        {
            nint passed = _mark;
            _mark = this.RecordOn(this.StreamPtr, DisableTiming);

            if (passed != 0)
            {
                int error = _driver.EventSynchronize(passed);
                _ = _driver.EventDestroy(passed);
                _keptBefore.Clear();
                _driver.Check(error, "wait for a stream");
            }

            (_kept, _keptBefore) = (_keptBefore, _kept);
        }
    }

    private int Drain()
    {
        int error = _driver.StreamSynchronize(this.StreamPtr);
        this.ReleaseMark();
        _queued = 0;
        _kept.Clear();
        _keptBefore.Clear();

        foreach (CudaReport report in _reports)
        {
            if (error == 0)
            {
                Exception? failure = report.Read(this.StreamPtr);
                _failure ??= failure;
            }
            else
            {
                report.Dispose();
            }
        }

        _reports.Clear();

        return error;
    }

    private void ReleaseMark()
    {
        if (_mark != 0)
        {
            _ = _driver.EventDestroy(_mark);
            _mark = 0;
        }
    }
}

/// <summary>A point in a CUDA stream.</summary>
internal sealed unsafe class CudaProfilingMarker(CudaAccelerator accelerator, nint marker) : ProfilingMarker(accelerator)
{
    private nint _event = marker;

    public override void Synchronize()
    {
        this.VerifyNotDisposed();
        CudaAccelerator owner = (CudaAccelerator)this.Accelerator;
        using CudaScope scope = owner.Enter();
        owner.Driver.Check(owner.Driver.EventSynchronize(_event), "wait for a profiling marker");
    }

    public override TimeSpan MeasureFrom(ProfilingMarker marker)
    {
        if (marker is not CudaProfilingMarker start)
        {
            throw new ArgumentException("The other marker does not belong to a CUDA stream.", nameof(marker));
        }

        start.Synchronize();
        this.Synchronize();
        CudaAccelerator owner = (CudaAccelerator)this.Accelerator;
        float milliseconds;
        using CudaScope scope = owner.Enter();
        owner.Driver.Check(owner.Driver.EventElapsedTime(&milliseconds, start._event, _event), "measure time between profiling markers");

        return TimeSpan.FromMilliseconds(milliseconds);
    }

    protected override void DisposeAcceleratorObject(bool disposing)
    {
        if (_event != 0)
        {
            CudaAccelerator owner = (CudaAccelerator)this.Accelerator;
            using CudaScope scope = owner.Enter();
            _ = owner.Driver.EventDestroy(_event);
            _event = 0;
        }
    }
}
