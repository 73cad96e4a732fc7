using IlgpuOptim.Engine.Runtime;

namespace ILGPU.Runtime;

/// <summary>A queue of operations that run one after the other, asynchronously to the host.</summary>
public abstract class AcceleratorStream : AcceleratorObject
{
    /// <summary>Creates the stream.</summary>
    protected AcceleratorStream(Accelerator accelerator)
        : base(accelerator)
    {
    }

    /// <summary>Waits for all operations of the stream.</summary>
    /// <exception cref="AcceleratorException">A kernel failed since the last synchronisation.</exception>
    /// <exception cref="ObjectDisposedException">The stream has been disposed.</exception>
    public abstract void Synchronize();

    /// <summary>A task that ends when all operations of the stream are done.</summary>
    public Task SynchronizeAsync() => Task.Run(this.Synchronize);

    /// <summary>Makes the accelerator of the stream the current one of the thread.</summary>
    public ScopedAcceleratorBinding BindScoped() => this.Accelerator.BindScoped();

    /// <summary>Marks a point in the stream whose time can be measured.</summary>
    /// <exception cref="NotSupportedException">The context was built without <see cref="Context.Builder.Profiling"/>.</exception>
    public ProfilingMarker AddProfilingMarker()
    {
        this.VerifyNotDisposed();

        if (!this.Accelerator.Context.Properties.EnableProfiling)
        {
            throw new NotSupportedException(
                $"Profiling markers need a context that was built with {nameof(Context)}.{nameof(Context.Builder)}.{nameof(Context.Builder.Profiling)}().");
        }

        return this.AddProfilingMarkerInternal();
    }

    internal void ThrowIfUnusable(Accelerator accelerator)
    {
        this.VerifyNotDisposed();

        if (!ReferenceEquals(this.Accelerator, accelerator))
        {
            throw ArgumentErrors.Invalid("stream", $"The stream belongs to another accelerator ('{this.Accelerator.Name}').");
        }
    }

    /// <summary>Marks a point in the stream.</summary>
    protected abstract ProfilingMarker AddProfilingMarkerInternal();
}

/// <summary>A point in a stream whose time is known once the stream has passed it.</summary>
public abstract class ProfilingMarker : AcceleratorObject
{
    /// <summary>Creates the marker.</summary>
    protected ProfilingMarker(Accelerator accelerator)
        : base(accelerator)
    {
    }

    /// <summary>Time between two markers.</summary>
    public static TimeSpan operator -(ProfilingMarker end, ProfilingMarker start)
    {
        ArgumentNullException.ThrowIfNull(end);

        return end.MeasureFrom(start);
    }

    /// <summary>Waits until the stream has passed the marker.</summary>
    public abstract void Synchronize();

    /// <summary>Time since an earlier marker; waits for both.</summary>
    /// <exception cref="ArgumentException">The other marker belongs to another kind of accelerator.</exception>
    public abstract TimeSpan MeasureFrom(ProfilingMarker marker);
}

/// <summary>Markers on accelerators.</summary>
public static class ProfilingMarkers
{
    /// <summary>Marks a point in the default stream.</summary>
    /// <exception cref="NotSupportedException">The context was built without <see cref="Context.Builder.Profiling"/>.</exception>
    public static ProfilingMarker AddProfilingMarker(this Accelerator accelerator) =>
        accelerator.DefaultStream.AddProfilingMarker();
}
