using System.Diagnostics.CodeAnalysis;
using ILGPU.Util;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.Runtime.Cpu;

namespace ILGPU.Runtime;

/// <summary>A device in use: it owns memory, kernels and streams.</summary>
public abstract partial class Accelerator : DisposeBase, IDevice
{
    [ThreadStatic]
    private static Accelerator? t_current;

    /// <summary>Creates the accelerator of a device.</summary>
    private protected Accelerator(Context context, Device device)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(device);
        this.Context = context;
        this.Device = device;
        this.WarpSize = device.WarpSize;
    }

    /// <summary>Raised when the accelerator has been disposed.</summary>
    public event EventHandler? Disposed;

    /// <summary>
    /// Inside kernels: the kind of accelerator the kernel is compiled for, a constant. On the host: the kind of
    /// <see cref="Current"/>, CPU when there is none.
    /// </summary>
    public static AcceleratorType CurrentType
    {
        [Intrinsic(Intrinsic.AcceleratorType)]
        get => WorkItem.IsInKernel ? AcceleratorType.CPU : t_current?.AcceleratorType ?? AcceleratorType.CPU;
    }

    /// <summary>The accelerator that is bound to the current thread.</summary>
    public static Accelerator? Current => t_current;

    /// <summary>The context.</summary>
    public Context Context { get; }

    /// <summary>The device.</summary>
    public Device Device { get; }

    /// <summary>The stream of all operations that name none.</summary>
    /// <exception cref="ObjectDisposedException">The accelerator has been disposed.</exception>
    public AcceleratorStream DefaultStream
    {
        get
        {
            this.VerifyNotDisposed();

            return field!;
        }

        protected set;
    }

    /// <summary>Native handle; zero for a CPU.</summary>
    public IntPtr NativePtr { get; protected set; }

    /// <summary>Numbers of groups and of work-items per group that fill the device, for kernels that stride over a grid.</summary>
    public (Index1D GridDim, Index1D GroupDim) MaxNumGroupsExtent =>
        (this.NumMultiprocessors * Math.Max(1, this.MaxNumThreadsPerMultiprocessor / this.MaxNumThreadsPerGroup),
            this.MaxNumThreadsPerGroup);

    /// <summary>Kind of the accelerator.</summary>
    public AcceleratorType AcceleratorType => this.Device.AcceleratorType;

    /// <inheritdoc/>
    public string Name => this.Device.Name;

    /// <inheritdoc/>
    public long MemorySize => this.Device.MemorySize;

    /// <inheritdoc/>
    public Index3D MaxGridSize => this.Device.MaxGridSize;

    /// <summary>Largest grid of implicitly grouped kernels.</summary>
    internal virtual Index3D MaxImplicitGridSize => this.MaxGridSize;

    /// <inheritdoc/>
    public Index3D MaxGroupSize => this.Device.MaxGroupSize;

    /// <inheritdoc/>
    public int MaxNumThreadsPerGroup => this.Device.MaxNumThreadsPerGroup;

    /// <inheritdoc/>
    public int MaxSharedMemoryPerGroup => this.Device.MaxSharedMemoryPerGroup;

    /// <inheritdoc/>
    public int MaxConstantMemory => this.Device.MaxConstantMemory;

    /// <inheritdoc/>
    public int WarpSize { get; protected set; }

    /// <inheritdoc/>
    public int NumMultiprocessors => this.Device.NumMultiprocessors;

    /// <inheritdoc/>
    public int MaxNumThreadsPerMultiprocessor => this.Device.MaxNumThreadsPerMultiprocessor;

    /// <inheritdoc/>
    public int MaxNumThreads => this.Device.MaxNumThreads;

    /// <inheritdoc/>
    public CapabilityContext Capabilities => this.Device.Capabilities;

    /// <summary>Creates a stream: operations in it run one after the other, operations in different streams may overlap.</summary>
    /// <exception cref="ObjectDisposedException">The accelerator has been disposed.</exception>
    public AcceleratorStream CreateStream()
    {
        this.VerifyNotDisposed();

        return this.CreateStreamInternal();
    }

    /// <summary>Waits for all work of all streams.</summary>
    /// <exception cref="AcceleratorException">A kernel failed since the last synchronisation.</exception>
    /// <exception cref="ObjectDisposedException">The accelerator has been disposed.</exception>
    public void Synchronize()
    {
        this.VerifyNotDisposed();
        this.SynchronizeInternal();
    }

    /// <summary>Makes this the <see cref="Current"/> accelerator of the thread.</summary>
    public void Bind()
    {
        this.VerifyNotDisposed();

        if (!ReferenceEquals(t_current, this))
        {
            t_current?.OnUnbind();
            t_current = this;
            this.OnBind();
        }
    }

    /// <summary>Makes this the <see cref="Current"/> accelerator of the thread until the result is disposed.</summary>
    public ScopedAcceleratorBinding BindScoped() => new(this);

    /// <inheritdoc/>
    public void PrintInformation(TextWriter writer) => this.Device.PrintInformation(writer);

    /// <summary>Drops compiled kernels that nobody uses.</summary>
    public void ClearCache(ClearCacheMode mode)
    {
        lock (_kernels)
        {
            _kernels.Clear();
            _launchers.Clear();
        }
    }

    /// <summary>Name and kind.</summary>
    public override string ToString() => $"{this.Name} [Type: {this.AcceleratorType}, warp size: {this.WarpSize}]";

    internal static void Rebind(Accelerator? accelerator)
    {
        if (accelerator is null || accelerator.IsDisposed)
        {
            t_current?.OnUnbind();
            t_current = null;
        }
        else
        {
            accelerator.Bind();
        }
    }

    internal void ThrowIfDisposed() => this.VerifyNotDisposed();

    /// <summary>Creates a stream.</summary>
    protected abstract AcceleratorStream CreateStreamInternal();

    /// <summary>Waits for all streams.</summary>
    protected abstract void SynchronizeInternal();

    /// <summary>The accelerator was bound to the thread.</summary>
    protected abstract void OnBind();

    /// <summary>The accelerator is no longer bound to the thread.</summary>
    protected abstract void OnUnbind();

    /// <summary>Frees what the accelerator itself owns; its children are disposed already.</summary>
    protected abstract void DisposeAccelerator_SyncRoot(bool disposing);

    /// <inheritdoc/>
    protected sealed override void Dispose(bool disposing)
    {
        if (disposing)
        {
            this.DisposeChildren();

            if (ReferenceEquals(t_current, this))
            {
                t_current = null;
            }
        }

        this.DisposeAccelerator_SyncRoot(disposing);

        if (disposing)
        {
            this.Context.RemoveAccelerator(this);
            this.Disposed?.Invoke(this, EventArgs.Empty);
        }

        base.Dispose(disposing);
    }
}

/// <summary>Restores the accelerator that was bound to the thread before.</summary>
public struct ScopedAcceleratorBinding : IDisposable, IEquatable<ScopedAcceleratorBinding>
{
    private bool _active;

    internal ScopedAcceleratorBinding(Accelerator accelerator)
    {
        this.OldAccelerator = Accelerator.Current;
        _active = true;
        accelerator.Bind();
    }

    /// <summary>The accelerator that was bound before.</summary>
    public Accelerator? OldAccelerator { get; }

    /// <summary>There is an accelerator to return to.</summary>
    public readonly bool IsRecoverable => this.OldAccelerator is not null;

    /// <summary>The bindings are the same.</summary>
    public static bool operator ==(ScopedAcceleratorBinding first, ScopedAcceleratorBinding second) => first.Equals(second);

    /// <summary>The bindings differ.</summary>
    public static bool operator !=(ScopedAcceleratorBinding first, ScopedAcceleratorBinding second) => !first.Equals(second);

    /// <summary>Binds the former accelerator again.</summary>
    public void Recover()
    {
        if (_active)
        {
            _active = false;
            Accelerator.Rebind(this.OldAccelerator);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => this.Recover();

    /// <inheritdoc/>
    public readonly bool Equals(ScopedAcceleratorBinding other) => ReferenceEquals(this.OldAccelerator, other.OldAccelerator);

    /// <inheritdoc/>
    public override readonly bool Equals([NotNullWhen(true)] object? obj) => obj is ScopedAcceleratorBinding other && this.Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.OldAccelerator?.GetHashCode() ?? 0;
}
