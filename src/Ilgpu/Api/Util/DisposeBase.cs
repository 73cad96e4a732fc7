namespace ILGPU.Util;

/// <summary>Base of objects that are disposed once, from any thread.</summary>
public abstract class DisposeBase : IDisposable
{
    private int _disposed;

    /// <summary>Creates the object.</summary>
    protected DisposeBase()
    {
    }

    /// <summary>Frees what was not disposed.</summary>
    ~DisposeBase()
    {
        if (this.MarkDisposed_Unsafe())
        {
            this.Dispose(disposing: false);
        }
    }

    /// <summary>The object has been disposed.</summary>
    public bool IsDisposed => Volatile.Read(ref _disposed) != 0;

    /// <summary>Frees the resources. Further calls do nothing.</summary>
    public void Dispose()
    {
        if (this.MarkDisposed_Unsafe())
        {
            this.Dispose(disposing: true);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Throws when the object has been disposed.</summary>
    /// <exception cref="ObjectDisposedException">It has been disposed.</exception>
    protected void VerifyNotDisposed() => ObjectDisposedException.ThrowIf(this.IsDisposed, this);

    /// <summary>Marks the object as disposed.</summary>
    /// <returns>True for the first call.</returns>
    protected bool MarkDisposed_Unsafe() => Interlocked.Exchange(ref _disposed, 1) == 0;

    /// <summary>Frees the resources; called once.</summary>
    /// <param name="disposing">False when called by the garbage collector: other objects must not be touched.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
