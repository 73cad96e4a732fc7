using IlgpuOptim.Compute;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using TorchSharp.Native;

namespace IlgpuOptim.Interop.Torch.Memory;

/// <summary>A compute tensor that follows a torch tensor, whose memory may be another one from step to step.</summary>
internal abstract class TensorWindow : IDisposable
{
    protected TensorWindow(ComputeDevice device, ElementType type, long[] shape)
    {
        this.Device = device;
        this.Type = type;
        this.Shape = shape;
        this.Bytes = shape.Aggregate((long)type.Size(), static (product, extent) => product * extent);
    }

    public ComputeDevice Device { get; }

    public ElementType Type { get; }

    /// <summary>Extents in the order of the memory.</summary>
    public long[] Shape { get; }

    public long Bytes { get; }

    /// <summary>The tensor as kernels see it. A new object only if <see cref="Show"/> says so.</summary>
    public abstract Tensor Tensor { get; }

    /// <summary>Where kernels find the tensor: the torch tensor's own address, unless it is copied.</summary>
    public abstract IntPtr Address { get; }

    /// <summary>Bytes copied so far.</summary>
    public virtual long CopiedBytes
    {
        get => 0;
        protected set => throw new NotSupportedException($"{this.GetType().Name} copies nothing.");
    }

    /// <summary>The window for a torch tensor, a parameter or a gradient.</summary>
    public static TensorWindow Over(ComputeDevice device, ElementType type, long[] shape, in TensorInfo info, bool isGradient) =>
        !TorchDevices.Shares(info, device.Accelerator) ? new StagedTensorWindow(device, type, shape, info, isGradient)
        : device.Accelerator is CPUAccelerator ? new HostTensorWindow(device, type, shape, info)
        : new WrappedTensorWindow(device, type, shape, info);

    /// <summary>Follows the torch tensor to where it is now. No work on the old memory may be queued.</summary>
    /// <returns>Whether <see cref="Tensor"/> is another object now.</returns>
    public abstract bool Show(in TensorInfo info);

    /// <summary>Starts to bring what kernels wrote to the torch tensor, where that is not the same memory.</summary>
    public virtual void BeginFetch()
    {
    }

    /// <summary>Ends what <see cref="BeginFetch"/> began.</summary>
    public virtual void EndFetch(in TensorInfo info)
    {
    }

    public abstract void Dispose();

    protected Tensor View(ArrayView<byte> memory)
    {
        long[] strides = new long[this.Shape.Length];
        long step = 1;

        for (int d = strides.Length - 1; d >= 0; d--)
        {
            strides[d] = step;
            step *= this.Shape[d];
        }

        return TorchView.Over(this.Device, this.Type, memory, this.Shape, strides);
    }
}

/// <summary>On the CPU only an address changes.</summary>
internal sealed class HostTensorWindow : TensorWindow
{
    private readonly HostWindow _memory;

    public HostTensorWindow(ComputeDevice device, ElementType type, long[] shape, in TensorInfo info)
        : base(device, type, shape)
    {
        this._memory = new HostWindow(device.Accelerator, info.Data, this.Bytes);
        this.Tensor = this.View(this._memory.AsRawArrayView());
    }

    public override Tensor Tensor { get; }

    public override IntPtr Address => this._memory.Address;

    public override bool Show(in TensorInfo info)
    {
        if (this._memory.Address != info.Data)
        {
            this._memory.Address = info.Data;
        }

        return false;
    }

    public override void Dispose() => this._memory.Dispose();
}

/// <summary>On other devices a buffer is made for every new address.</summary>
internal sealed class WrappedTensorWindow : TensorWindow
{
    private MemoryBuffer1D<byte, Stride1D.Dense> _memory;
    private Tensor _tensor;
    private IntPtr _address;

    public WrappedTensorWindow(ComputeDevice device, ElementType type, long[] shape, in TensorInfo info)
        : base(device, type, shape)
    {
        this._address = info.Data;
        this._memory = TorchView.Wrap(info, this.Bytes, device.Accelerator, null);
        this._tensor = this.View(this._memory.View.BaseView);
    }

    public override Tensor Tensor => this._tensor;

    public override IntPtr Address => this._address;

    public override bool Show(in TensorInfo info)
    {
        if (this._address == info.Data)
        {
            return false;
        }

        MemoryBuffer1D<byte, Stride1D.Dense> memory = TorchView.Wrap(info, this.Bytes, this.Device.Accelerator, null);
        this._memory.Dispose();
        this._memory = memory;
        this._tensor = this.View(memory.View.BaseView);
        this._address = info.Data;

        return true;
    }

    public override void Dispose() => this._memory.Dispose();
}
