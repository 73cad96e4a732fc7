using IlgpuOptim.Compute;
using ILGPU;
using ILGPU.Runtime;
using TorchSharp.Native;

namespace IlgpuOptim.Interop.Torch.Memory;

/// <summary>
/// A copy of a CPU tensor in the memory of a device that cannot reach it, filled and fetched through page-locked memory. A parameter's is filled anew
/// only when torch's version counter says that it was written to. (Counters of two gradients, one in the place of the other, may be equal.)
/// </summary>
internal sealed class StagedTensorWindow : TensorWindow
{
    private readonly PageLockedArray1D<byte> _staging;
    private readonly ArrayView<byte> _memory;
    private readonly bool _isGradient;
    private long _version;
    private bool _isCopying;

    public StagedTensorWindow(ComputeDevice device, ElementType type, long[] shape, in TensorInfo info, bool isGradient)
        : base(device, type, shape)
    {
        this._isGradient = isGradient;
        this.Tensor = Tensor.Allocate(device, type, shape);
        this._memory = BytesOf(this.Tensor);
        this._staging = device.Accelerator.AllocatePageLocked1D<byte>(this.Bytes);
        this.Fill(info);
    }

    public override Tensor Tensor { get; }

    public override IntPtr Address => IntPtr.Zero;

    public override long CopiedBytes { get; protected set; }

    public override bool Show(in TensorInfo info)
    {
        if (this._isGradient || info.Version != this._version || info.Version < 0)
        {
            this.Fill(info);
        }

        return false;
    }

    public override void BeginFetch()
    {
        this._memory.CopyToPageLockedAsync(this.Device.Stream, this._staging);
        this._isCopying = true;
    }

    public override unsafe void EndFetch(in TensorInfo info)
    {
        this.Settle();

        fixed (byte* staging = &this._staging[0])
        {
            Buffer.MemoryCopy(staging, (void*)info.Data, this.Bytes, this.Bytes);
        }

        this.CopiedBytes += this.Bytes;

        // The write is counted behind this, once.
        this._version = info.Version + 1;
    }

    public override void Dispose()
    {
        this.Settle();
        this.Tensor.Dispose();
        this._staging.Dispose();
    }

    private static ArrayView<byte> BytesOf(Tensor tensor) => tensor.Type switch
    {
        ElementType.Float64 => tensor.As<double>().Cast<byte>(),
        ElementType.BFloat16 => tensor.As<Extensions.BFloat16>().Cast<byte>(),
        ElementType.Float16 => tensor.As<System.Half>().Cast<byte>(),
        _ => tensor.As<float>().Cast<byte>(),
    };

    private unsafe void Fill(in TensorInfo info)
    {
        this.Settle();

        fixed (byte* staging = &this._staging[0])
        {
            Buffer.MemoryCopy((void*)info.Data, staging, this.Bytes, this.Bytes);
        }

        this._memory.CopyFromPageLockedAsync(this.Device.Stream, this._staging);
        this._isCopying = true;
        this._version = info.Version;
        this.CopiedBytes += this.Bytes;
    }

    /// <summary>The page-locked memory is free to be used again.</summary>
    private void Settle()
    {
        if (this._isCopying)
        {
            this._isCopying = false;
            this.Device.Synchronize();
        }
    }
}
