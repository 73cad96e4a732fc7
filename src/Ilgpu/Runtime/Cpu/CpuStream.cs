using System.Diagnostics;
using System.Runtime.ExceptionServices;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace IlgpuOptim.Engine.Runtime.Cpu;

/// <summary>
/// A stream of a CPU accelerator: a queue of operations that one thread at a time executes. That thread is a worker of
/// the team, or the one that waits for the stream: waiting means working.
/// </summary>
internal sealed class CpuStream : AcceleratorStream
{
    // A caller that is this far ahead waits for half of them, as with other devices, so that the queue stays small.
    public const int MaxQueued = 1024;

    private readonly CPUAccelerator _accelerator;
    private readonly Lock _queueLock = new();
    private readonly TeamJob _job = new();
    private readonly object _doneLock = new();
    private CpuOperation[] _ring = new CpuOperation[64];
    private long _head;
    private long _enqueued;
    private long _completed;
    private int _executing;
    private int _scheduled;
    private int _waiting;
    private Exception? _failure;

    public CpuStream(CPUAccelerator accelerator)
        : base(accelerator)
    {
        _accelerator = accelerator;
    }

    private bool HasQueued => Volatile.Read(ref _head) < Volatile.Read(ref _enqueued);

    public override void Synchronize()
    {
        this.VerifyNotDisposed();
        this.Wait();
        this.ThrowFailure();
    }

    /// <summary>Waits for all operations; failures stay where they are.</summary>
    public void Wait() => this.WaitFor(Volatile.Read(ref _enqueued));

    /// <summary>Takes the first failure since the last call.</summary>
    public Exception? TakeFailure() => Interlocked.Exchange(ref _failure, null);

    public void Enqueue(CpuOperation operation)
    {
        long enqueued;
        long ahead;

        lock (_queueLock)
        {
            if (_enqueued - _head == _ring.Length)
            {
                this.Grow();
            }

            _ring[_enqueued & (_ring.Length - 1)] = operation;
            enqueued = _enqueued + 1;
            ahead = enqueued - _head;
            Volatile.Write(ref _enqueued, enqueued);
        }

        if (ahead > MaxQueued)
        {
            this.WaitFor(enqueued - (MaxQueued / 2));
        }

        // Pairs with the end of TryExecute: either the executor sees the operation, or we see that there is none.
        Interlocked.MemoryBarrier();

        if (Volatile.Read(ref _executing) == 0 && this.HasQueued)
        {
            this.Schedule();
        }
    }

    public void EnqueueCopy(in ArrayView<byte> source, in ArrayView<byte> target)
    {
        CpuOperation operation = _accelerator.RentOperation();
        operation.SetCopy(source, target);
        this.Enqueue(operation);
    }

    public void EnqueueFill(in ArrayView<byte> target, byte value)
    {
        CpuOperation operation = _accelerator.RentOperation();
        operation.SetFill(target, value);
        this.Enqueue(operation);
    }

    /// <summary>Called by a worker that has found the stream in the team's list.</summary>
    public void DrainByWorker()
    {
        Volatile.Write(ref _scheduled, 0);
        Interlocked.MemoryBarrier();
        this.TryExecute(long.MaxValue);
    }

    protected override ProfilingMarker AddProfilingMarkerInternal()
    {
        CpuProfilingMarker marker = new(this);
        CpuOperation operation = _accelerator.RentOperation();
        operation.SetMarker(marker);
        this.Enqueue(operation);

        return marker;
    }

    protected override void DisposeAcceleratorObject(bool disposing)
    {
        if (disposing)
        {
            this.Wait();
            _accelerator.RemoveStream(this);
        }
    }

    private void WaitFor(long target)
    {
        int spins = 0;

        while (Volatile.Read(ref _completed) < target)
        {
            if (this.TryExecute(target))
            {
                spins = 0;
            }
            else if (_job.TryHelp())
            {
                spins = 0;
            }
            else if (++spins < 200)
            {
                Thread.SpinWait(20);
            }
            else
            {
                this.Doze(target);
            }
        }
    }

    private void ThrowFailure()
    {
        Exception? failure = this.TakeFailure();

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private void Schedule()
    {
        if (Interlocked.Exchange(ref _scheduled, 1) == 0)
        {
            CpuTeam.Shared.Schedule(this);
        }
    }

    // Executes operations up to a position, unless somebody else is at it.
    private bool TryExecute(long limit)
    {
        if (!this.HasQueued || Interlocked.CompareExchange(ref _executing, 1, 0) != 0)
        {
            return false;
        }

        bool any = false;

        do
        {
            while (Volatile.Read(ref _completed) < limit && this.TryDequeue() is CpuOperation operation)
            {
                any = true;
                this.Execute(operation);
            }

            Interlocked.Exchange(ref _executing, 0);

            if (!this.HasQueued)
            {
                return any;
            }

            if (Volatile.Read(ref _completed) >= limit)
            {
                // What has come later is not ours to execute.
                this.Schedule();

                return any;
            }
        }
        while (Interlocked.CompareExchange(ref _executing, 1, 0) == 0);

        return any;
    }

    private CpuOperation? TryDequeue()
    {
        lock (_queueLock)
        {
            if (_head == _enqueued)
            {
                return null;
            }

            ref CpuOperation slot = ref _ring[_head & (_ring.Length - 1)];
            CpuOperation operation = slot;
            slot = null!;
            Volatile.Write(ref _head, _head + 1);

            return operation;
        }
    }

    private void Execute(CpuOperation operation)
    {
        Exception? failure;

        try
        {
            failure = operation.Run(_job);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        if (failure is not null)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
        }

        operation.Return();
        Interlocked.Increment(ref _completed);

        if (Volatile.Read(ref _waiting) > 0)
        {
            lock (_doneLock)
            {
                Monitor.PulseAll(_doneLock);
            }
        }
    }

    // Another thread executes something long: sleep until it is done. The timeout covers the rare lost pulse.
    private void Doze(long target)
    {
        Interlocked.Increment(ref _waiting);

        lock (_doneLock)
        {
            if (Volatile.Read(ref _completed) < target && !(this.HasQueued && Volatile.Read(ref _executing) == 0))
            {
                Monitor.Wait(_doneLock, 1);
            }
        }

        Interlocked.Decrement(ref _waiting);
    }

    private void Grow()
    {
        CpuOperation[] larger = new CpuOperation[_ring.Length * 2];

        for (long i = _head; i < _enqueued; i++)
        {
            larger[i & (larger.Length - 1)] = _ring[i & (_ring.Length - 1)];
        }

        _ring = larger;
    }
}

/// <summary>A point in a CPU stream.</summary>
internal sealed class CpuProfilingMarker(CpuStream stream) : ProfilingMarker(stream.Accelerator)
{
    private long _time;
    private volatile bool _passed;

    public override void Synchronize()
    {
        while (!_passed)
        {
            stream.Wait();
        }
    }

    public override TimeSpan MeasureFrom(ProfilingMarker marker)
    {
        if (marker is not CpuProfilingMarker start)
        {
            throw new ArgumentException("The other marker does not belong to a CPU stream.", nameof(marker));
        }

        start.Synchronize();
        this.Synchronize();

        return Stopwatch.GetElapsedTime(start._time, _time);
    }

    /// <summary>The stream has come to the marker.</summary>
    public void Pass()
    {
        _time = Stopwatch.GetTimestamp();
        _passed = true;
    }

    protected override void DisposeAcceleratorObject(bool disposing)
    {
    }
}
