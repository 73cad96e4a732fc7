using System.Diagnostics;
using ILGPU.Runtime.Cuda;

namespace IlgpuOptim.Ptx.Driver;

// Streams, events and graphs.
internal sealed unsafe partial class VirtualCudaDriver
{
    /// <summary>CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED.</summary>
    private const int CaptureUnsupported = 900;

    /// <summary>CUDA_ERROR_ASSERT.</summary>
    private const int AssertionFailed = 710;

    /// <summary>Streams that nobody waits for get on when so much has piled up.</summary>
    private const int MostPending = 64;

    private readonly VirtualStream _default = new(FirstContext, isBlocking: true);
    private readonly List<VirtualStream> _streams = [];
    private long _recordings;

    public override int CtxSynchronize()
    {
        lock (this._lock)
        {
            this.DrainAll(blockingOnly: false);

            return this.TakeError();
        }
    }

    public override int StreamCreate(nint* stream, uint flags)
    {
        lock (this._lock)
        {
            VirtualStream created = new(Current, isBlocking: (flags & 1) == 0);
            this._streams.Add(created);

            return Set(stream, this.Register(created));
        }
    }

    public override int StreamDestroy(nint stream)
    {
        lock (this._lock)
        {
            if (this.Find<VirtualStream>(stream) is not VirtualStream found)
            {
                return InvalidHandle;
            }

            // The driver lets pending work end.
            this.Drain(found, null);
            this._streams.Remove(found);
            this._objects.Remove(stream);

            return Success;
        }
    }

    public override int StreamSynchronize(nint stream)
    {
        lock (this._lock)
        {
            if (this.StreamOf(stream) is not VirtualStream found)
            {
                return InvalidHandle;
            }

            if (found.Capture is not null)
            {
                return this.Fail(CaptureUnsupported, "the stream is recording");
            }

            this.Drain(found, null);

            return this.TakeError();
        }
    }

    public override int StreamGetCtx(nint stream, nint* context)
    {
        lock (this._lock)
        {
            return this.StreamOf(stream) is VirtualStream found ? Set(context, found.Context) : InvalidHandle;
        }
    }

    public override int StreamWaitEvent(nint stream, nint marker, uint flags)
    {
        lock (this._lock)
        {
            if (this.StreamOf(stream) is not VirtualStream waiting || this.Find<VirtualEvent>(marker) is not VirtualEvent found)
            {
                return InvalidHandle;
            }

            if (found.Capture is VirtualGraph graph)
            {
                // Waiting for a stream that records is joining the recording.
                waiting.Capture = graph;

                return Success;
            }

            long number = found.Recorded;

            return number == 0 ? Success : this.Enqueue(waiting, () => this.Pass(found, number));
        }
    }

    public override int StreamBeginCapture(nint stream, int mode)
    {
        lock (this._lock)
        {
            if (stream == 0 || this.StreamOf(stream) is not VirtualStream found || found.Capture is not null)
            {
                return this.Fail(CaptureUnsupported, "this stream cannot record");
            }

            found.Capture = new VirtualGraph();
            found.IsOrigin = true;

            return Success;
        }
    }

    public override int StreamEndCapture(nint stream, nint* graph)
    {
        lock (this._lock)
        {
            if (this.StreamOf(stream) is not VirtualStream found || found.Capture is not VirtualGraph recorded || !found.IsOrigin)
            {
                return this.Fail(CaptureUnsupported, "the stream does not record");
            }

            foreach (VirtualStream joined in this._streams.Where(other => other.Capture == recorded))
            {
                joined.Capture = null;
            }

            found.IsOrigin = false;

            return Set(graph, this.Register(recorded));
        }
    }

    public override int GraphInstantiate(nint* executable, nint graph, ulong flags)
    {
        lock (this._lock)
        {
            if (this.Find<VirtualGraph>(graph) is not VirtualGraph found)
            {
                return InvalidHandle;
            }

            VirtualGraph copy = new();
            copy.Work.AddRange(found.Work);

            return Set(executable, this.Register(copy));
        }
    }

    public override int GraphLaunch(nint executable, nint stream)
    {
        lock (this._lock)
        {
            if (this.StreamOf(stream) is not VirtualStream found || this.Find<VirtualGraph>(executable) is not VirtualGraph graph)
            {
                return InvalidHandle;
            }

            return this.Enqueue(found, () => graph.Work.ForEach(work => work()));
        }
    }

    public override int GraphExecDestroy(nint executable) => this.Remove<VirtualGraph>(executable);

    public override int GraphDestroy(nint graph) => this.Remove<VirtualGraph>(graph);

    public override int EventCreate(nint* marker, uint flags)
    {
        lock (this._lock)
        {
            return Set(marker, this.Register(new VirtualEvent()));
        }
    }

    public override int EventRecord(nint marker, nint stream)
    {
        lock (this._lock)
        {
            if (this.StreamOf(stream) is not VirtualStream found || this.Find<VirtualEvent>(marker) is not VirtualEvent recorded)
            {
                return InvalidHandle;
            }

            recorded.Capture = found.Capture;

            if (found.Capture is not null)
            {
                return Success;
            }

            long number = ++this._recordings;
            recorded.Stream = found;
            recorded.Recorded = number;

            return this.Enqueue(found, () =>
            {
                recorded.Passed = number;
                recorded.Time = Stopwatch.GetTimestamp();
            });
        }
    }

    public override int EventSynchronize(nint marker)
    {
        lock (this._lock)
        {
            if (this.Find<VirtualEvent>(marker) is not VirtualEvent found)
            {
                return InvalidHandle;
            }

            this.Pass(found, found.Recorded);

            return this.TakeError();
        }
    }

    public override int EventElapsedTime(float* milliseconds, nint start, nint end)
    {
        lock (this._lock)
        {
            if (this.Find<VirtualEvent>(start) is not VirtualEvent first || this.Find<VirtualEvent>(end) is not VirtualEvent second ||
                first.Passed == 0 || second.Passed == 0)
            {
                return InvalidHandle;
            }

            return Set(milliseconds, (float)Stopwatch.GetElapsedTime(first.Time, second.Time).TotalMilliseconds);
        }
    }

    public override int EventDestroy(nint marker) => this.Remove<VirtualEvent>(marker);

    private VirtualStream? StreamOf(nint stream) => stream == 0 ? this._default : this.Find<VirtualStream>(stream);

    private int Enqueue(VirtualStream stream, Action work)
    {
        if (stream.Capture is VirtualGraph graph)
        {
            graph.Work.Add(work);

            return Success;
        }

        stream.Work.Enqueue(work);

        if (stream == this._default)
        {
            // The default stream comes after all blocking ones, and they after it.
            this.DrainAll(blockingOnly: true);
            this.Drain(stream, null);
        }
        else if (stream.Work.Count > MostPending)
        {
            this.Drain(stream, null);
        }

        return Success;
    }

    // Runs the event's stream until the recording of that number is passed.
    private void Pass(VirtualEvent marker, long number)
    {
        if (marker.Stream is VirtualStream stream && marker.Passed < number)
        {
            this.Drain(stream, () => marker.Passed >= number);
        }
    }

    private void DrainAll(bool blockingOnly)
    {
        VirtualStream[] streams = [.. this._streams.Where(stream => stream.IsBlocking || !blockingOnly)];
        this._random.Shuffle(streams);

        foreach (VirtualStream stream in streams)
        {
            this.Drain(stream, null);
        }
    }

    private void Drain(VirtualStream stream, Func<bool>? isEnough)
    {
        while ((isEnough is null || !isEnough()) && stream.Work.TryDequeue(out Action? work))
        {
            try
            {
                work();
            }
            catch (PtxFaultException fault)
            {
                this._error = fault.Message.Contains("assertion failed", StringComparison.Ordinal) ? AssertionFailed
                    : fault.Message.Contains(": trap", StringComparison.Ordinal) ? (int)CudaError.CUDA_ERROR_LAUNCH_FAILED
                    : IllegalAddress;
                this._errorText = fault.Message;
            }
        }
    }
}
