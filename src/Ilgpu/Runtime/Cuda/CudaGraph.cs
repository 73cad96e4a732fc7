using IlgpuOptim.Engine.Runtime;
using IlgpuOptim.Engine.Runtime.Cuda;

namespace ILGPU.Runtime.Cuda;

/// <summary>A recorded sequence of launches and copies. It keeps the buffers of the sequence.</summary>
public sealed unsafe class CudaGraph : AcceleratorObject
{
    private readonly CudaDriver _driver;
    private object[] _kept;

    internal CudaGraph(CudaAccelerator accelerator, nint graph, object[] kept)
        : base(accelerator)
    {
        _driver = accelerator.Driver;
        _kept = kept;
        this.NativePtr = graph;
    }

    /// <summary>The graph (CUgraph).</summary>
    public IntPtr NativePtr { get; private set; }

    /// <summary>Makes the graph ready to be run any number of times.</summary>
    /// <exception cref="CudaException">The driver failed.</exception>
    /// <exception cref="ObjectDisposedException">The graph has been disposed.</exception>
    public CudaGraphExec Instantiate()
    {
        this.VerifyNotDisposed();
        CudaAccelerator owner = (CudaAccelerator)this.Accelerator;
        nint executable;
        using CudaScope scope = owner.Enter();
        _driver.Check(_driver.GraphInstantiate(&executable, this.NativePtr, 0), "instantiate a graph");

        return new CudaGraphExec(owner, executable, _kept);
    }

    /// <inheritdoc/>
    protected override void DisposeAcceleratorObject(bool disposing)
    {
        if (this.NativePtr != IntPtr.Zero)
        {
            using CudaScope scope = ((CudaAccelerator)this.Accelerator).Enter();
            _ = _driver.GraphDestroy(this.NativePtr);
            this.NativePtr = IntPtr.Zero;
            _kept = [];
        }
    }
}

/// <summary>A recorded sequence that is ready to be run: one call to the driver, whatever its length.</summary>
public sealed unsafe class CudaGraphExec : AcceleratorObject
{
    private readonly CudaDriver _driver;
    private object[] _kept;

    internal CudaGraphExec(CudaAccelerator accelerator, nint executable, object[] kept)
        : base(accelerator)
    {
        _driver = accelerator.Driver;
        _kept = kept;
        this.NativePtr = executable;
    }

    /// <summary>The executable graph (CUgraphExec).</summary>
    public IntPtr NativePtr { get; private set; }

    /// <summary>Runs the sequence with the arguments it was recorded with.</summary>
    /// <param name="stream">Stream in whose order it runs.</param>
    /// <exception cref="ArgumentException">The stream belongs to another accelerator.</exception>
    /// <exception cref="ObjectDisposedException">The graph or a buffer of it has been disposed.</exception>
    public void Launch(CudaStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        this.VerifyNotDisposed();
        stream.ThrowIfUnusable(this.Accelerator);

        foreach (object kept in _kept)
        {
            if (kept is MemoryBuffer buffer && (buffer.IsDisposed || BufferChecks.HasDisposedOwner(buffer)))
            {
                throw BufferChecks.Disposed("graph");
            }
        }

        nint executable = this.NativePtr;
        stream.Enqueue(queue => _driver.GraphLaunch(executable, queue), "run a graph");
    }

    /// <inheritdoc/>
    protected override void DisposeAcceleratorObject(bool disposing)
    {
        if (this.NativePtr != IntPtr.Zero)
        {
            CudaAccelerator owner = (CudaAccelerator)this.Accelerator;

            if (disposing)
            {
                owner.WaitForQueuedWork();
            }

            using CudaScope scope = owner.Enter();
            _ = _driver.GraphExecDestroy(this.NativePtr);
            this.NativePtr = IntPtr.Zero;
            _kept = [];
        }
    }
}
