using IlgpuOptim.Engine.Runtime.OpenCL;

namespace ILGPU.Runtime.OpenCL;

/// <summary>An in-order command queue.</summary>
public sealed unsafe class CLStream : AcceleratorStream
{
    // A caller that is two such pieces ahead waits for the older one, so that the queue stays small.
    private const int Piece = 512;

    // Launches with reports in the queue; each has memory of its own.
    private const int MaxReports = 64;

    private readonly Lock _lock = new();
    private readonly OpenClApi _api;
    private readonly HashSet<CLMemoryBuffer> _foreign = [];
    private readonly List<object> _kept = [];
    private readonly List<OpenClReport> _reports = [];
    private int _queued;
    private nint _mark;
    private Exception? _failure;

    internal CLStream(CLAccelerator accelerator, nint queue)
        : base(accelerator)
    {
        _api = accelerator.Api;
        this.CommandQueue = queue;
    }

    /// <summary>The queue (cl_command_queue).</summary>
    public IntPtr CommandQueue { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="CLException">OpenCL failed.</exception>
    public override void Synchronize()
    {
        this.VerifyNotDisposed();
        this.Wait();

        if (this.TakeFailure() is { } failure)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Waits for all operations; failures stay where they are.</summary>
    internal void Wait()
    {
        lock (_lock)
        {
            this.Drain();
        }
    }

    /// <summary>Takes the first failure since the last call.</summary>
    internal Exception? TakeFailure() => Interlocked.Exchange(ref _failure, null);

    /// <summary>Queues an operation.</summary>
    /// <param name="buffers">Memory that it uses.</param>
    /// <param name="enqueue">Calls OpenCL with the queue.</param>
    /// <param name="action">What is being done, for the message of an error.</param>
    /// <param name="keep">An object that has to live until the operation is done, or null.</param>
    internal void Enqueue(ReadOnlySpan<MemoryBuffer?> buffers, Func<nint, int> enqueue, string action, object? keep = null)
    {
        lock (_lock)
        {
            this.HandOver(buffers);
            CLException.Check(enqueue(this.CommandQueue), action);

            if (keep is not null)
            {
                _kept.Add(keep);
            }

            this.Submitted();
        }
    }

    /// <summary>Queues a kernel whose arguments have been set; the caller holds the lock of the kernel.</summary>
    internal int EnqueueKernel(
        ReadOnlySpan<MemoryBuffer?> buffers,
        nint kernel,
        uint dimensions,
        nuint* global,
        nuint* local,
        OpenClReport? report)
    {
        lock (_lock)
        {
            this.HandOver(buffers);
            int error = _api.EnqueueNdRangeKernel(this.CommandQueue, kernel, dimensions, null, global, local, 0, null, null);

            if (error == 0)
            {
                if (report is not null)
                {
                    _reports.Add(report);
                }

                this.Submitted();
            }

            return error;
        }
    }

    /// <inheritdoc/>
    protected override ProfilingMarker AddProfilingMarkerInternal()
    {
        nint marker;

        lock (_lock)
        {
            CLException.Check(_api.EnqueueMarker(this.CommandQueue, 0, null, &marker), "queue a profiling marker");
            this.Submitted();
        }

        return new OpenClProfilingMarker(this.Accelerator, _api, marker);
    }

    /// <inheritdoc/>
    protected override void DisposeAcceleratorObject(bool disposing)
    {
        if (this.CommandQueue == IntPtr.Zero)
        {
            return;
        }

        if (disposing)
        {
            this.Wait();
        }

        this.ReleaseMark();
        _ = _api.ReleaseCommandQueue(this.CommandQueue);
        this.CommandQueue = IntPtr.Zero;
    }

    // Foreign memory lives until it is no longer used; that of the host goes to the device before it is used there.
    private void HandOver(ReadOnlySpan<MemoryBuffer?> buffers)
    {
        foreach (MemoryBuffer? buffer in buffers)
        {
            if (buffer is CLMemoryBuffer { IsForeign: true } foreign)
            {
                foreign.GiveToDevice(this.CommandQueue);
                _foreign.Add(foreign);
            }
        }
    }

    private void Submitted()
    {
        _ = _api.Flush(this.CommandQueue);

        if (_reports.Count >= MaxReports)
        {
            this.Drain();
        }
        else if (++_queued % Piece == 0)
        {
            nint passed = _mark;
            nint mark;
            CLException.Check(_api.EnqueueMarker(this.CommandQueue, 0, null, &mark), "queue a marker");
            _mark = mark;

            if (passed != 0)
            {
                int error = _api.WaitForEvents(1, &passed);
                _ = _api.ReleaseEvent(passed);
                CLException.Check(error, "wait for a command queue");
            }
        }
    }

    private void Drain()
    {
        CLException.Check(_api.Finish(this.CommandQueue), "wait for a command queue");
        this.ReleaseMark();
        _queued = 0;
        _kept.Clear();

        foreach (CLMemoryBuffer buffer in _foreign)
        {
            buffer.GiveToHost(this.CommandQueue);
        }

        _foreign.Clear();

        foreach (OpenClReport report in _reports)
        {
            Exception? failure = report.Read(this.CommandQueue);
            _failure ??= failure;
        }

        _reports.Clear();
    }

    private void ReleaseMark()
    {
        if (_mark != 0)
        {
            _ = _api.ReleaseEvent(_mark);
            _mark = 0;
        }
    }
}

/// <summary>A point in an OpenCL stream.</summary>
internal sealed unsafe class OpenClProfilingMarker : ProfilingMarker
{
    private const uint CommandEnd = 0x1283;

    private readonly OpenClApi _api;
    private nint _event;

    public OpenClProfilingMarker(Accelerator accelerator, OpenClApi api, nint marker)
        : base(accelerator)
    {
        _api = api;
        _event = marker;
    }

    public override void Synchronize()
    {
        this.VerifyNotDisposed();
        nint marker = _event;
        CLException.Check(_api.WaitForEvents(1, &marker), "wait for a profiling marker");
    }

    public override TimeSpan MeasureFrom(ProfilingMarker marker)
    {
        if (marker is not OpenClProfilingMarker start)
        {
            throw new ArgumentException("The other marker does not belong to an OpenCL stream.", nameof(marker));
        }

        start.Synchronize();
        this.Synchronize();

        // Nanoseconds to ticks of 100 ns.
        return new TimeSpan((long)(this.Time() - start.Time()) / 100);
    }

    protected override void DisposeAcceleratorObject(bool disposing)
    {
        if (_event != 0)
        {
            _ = _api.ReleaseEvent(_event);
            _event = 0;
        }
    }

    private ulong Time()
    {
        ulong time;
        CLException.Check(
            _api.GetEventProfilingInfo(_event, CommandEnd, sizeof(ulong), &time, null), "read the time of a profiling marker");

        return time;
    }
}
