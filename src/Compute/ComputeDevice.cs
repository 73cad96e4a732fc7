using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.OpenCL;

namespace IlgpuOptim.Compute;

/// <summary>What kernels of a device should look like.</summary>
public enum DeviceClass
{
    /// <summary>A processor, by the engine's own back end or behind OpenCL: a warp is a vector, a group's shared memory is cache.</summary>
    CpuLanes,

    /// <summary>A GPU: many warps, shared memory, coalesced access.</summary>
    Gpu,
}

/// <summary>
/// A device with what computations on it need: a stream, kernels that are compiled once, and scratch memory that is used again and
/// again. All work goes to one stream, in order. Members may be used by one thread at a time.
/// </summary>
public sealed partial class ComputeDevice : IDisposable
{
    private readonly Dictionary<Type, object> _kernelSets = [];
    private readonly Context? _ownedContext;

    /// <summary>Uses an accelerator that somebody else owns.</summary>
    /// <param name="accelerator">The accelerator; it has to outlive this object.</param>
    /// <param name="stream">The stream that all work goes to; null for the accelerator's default stream.</param>
    public ComputeDevice(Accelerator accelerator, AcceleratorStream? stream = null)
    {
        ArgumentNullException.ThrowIfNull(accelerator);
        this.Accelerator = accelerator;
        this.Stream = stream ?? accelerator.DefaultStream;
        this.Class = accelerator switch
        {
            CLAccelerator cl => ((CLDevice)cl.Device).DeviceType == CLDeviceType.CL_DEVICE_TYPE_CPU ? DeviceClass.CpuLanes : DeviceClass.Gpu,
            _ => accelerator.AcceleratorType == AcceleratorType.CPU ? DeviceClass.CpuLanes : DeviceClass.Gpu,
        };
        this.Kind = accelerator.AcceleratorType;
        this.Id = accelerator.AcceleratorType.ToString().ToLowerInvariant();
    }

    /// <summary>Stands for a device of another kind: its kernels look as they would there.</summary>
    internal ComputeDevice(Accelerator accelerator, DeviceClass deviceClass, AcceleratorType kind)
        : this(accelerator)
    {
        this.Class = deviceClass;
        this.Kind = kind;
    }

    private ComputeDevice(Context context, Accelerator accelerator, string id)
        : this(accelerator)
    {
        this._ownedContext = context;
        this.Id = id;
    }

    /// <summary>The accelerator.</summary>
    public Accelerator Accelerator { get; }

    /// <summary>The stream that all work goes to.</summary>
    public AcceleratorStream Stream { get; }

    /// <summary>Which form of a kernel suits the device.</summary>
    public DeviceClass Class { get; }

    /// <summary>Kind of the accelerator, or of the one that it stands for.</summary>
    internal AcceleratorType Kind { get; }

    /// <summary>Address such as <c>cpu:0</c>; the kind alone if the accelerator came from outside.</summary>
    public string Id { get; }

    /// <summary>The device's own name.</summary>
    public string Name => this.Accelerator.Name;

    /// <summary>Bytes of all tensors that own memory of this device and have not been disposed.</summary>
    public long TensorBytes { get; private set; }

    /// <summary>Number of times that memory was allocated on the device, for tensors and as scratch memory.</summary>
    public long Allocations { get; private set; }

    /// <summary>
    /// The object that holds the loaded kernels of a part of the program: created when first asked for, then always the same.
    /// </summary>
    /// <typeparam name="TSet">A class of that part, with a field per kernel.</typeparam>
    /// <param name="create">Loads the kernels.</param>
    public TSet Kernels<TSet>(Func<ComputeDevice, TSet> create)
        where TSet : class
    {
        if (this._kernelSets.TryGetValue(typeof(TSet), out object? set))
        {
            return (TSet)set;
        }

        ArgumentNullException.ThrowIfNull(create);
        TSet created = create(this);
        this._kernelSets[typeof(TSet)] = created;

        return created;
    }

    /// <summary>Waits until all work is done.</summary>
    /// <exception cref="AcceleratorException">A kernel failed since the last time.</exception>
    public void Synchronize() => this.Stream.Synchronize();

    /// <summary>Frees the scratch memory, and the accelerator if it was opened here.</summary>
    public void Dispose()
    {
        this.FreeScratch();
        this._kernelSets.Clear();
        this._blas?.Dispose();

        if (this._ownedContext is not null)
        {
            this.Accelerator.Dispose();
            this._ownedContext.Dispose();
        }
    }

    /// <summary>Id and name.</summary>
    public override string ToString() => $"{this.Id} ({this.Name})";

    internal MemoryBuffer1D<byte, Stride1D.Dense> AllocateBytes(long bytes)
    {
        this.Allocations++;

        return this.Accelerator.Allocate1D<byte>(bytes);
    }

    internal void CountTensorBytes(long change) => this.TensorBytes += change;
}
