using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>What <see cref="TensorInfo.Flags"/> says.</summary>
[Flags]
public enum TensorFlags
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>Row-major without gaps.</summary>
    Contiguous = 1,

    /// <summary>Takes part in autograd.</summary>
    RequiresGrad = 2,

    /// <summary>Made by the user, not by a recorded operator.</summary>
    Leaf = 4,

    /// <summary>Without gaps or overlaps, in some order of dimensions.</summary>
    Dense = 8,

    /// <summary>Sparse: there is no one block of memory.</summary>
    Sparse = 16,

    /// <summary>Made in inference mode; it has no version counter.</summary>
    Inference = 32,

    /// <summary>Has a gradient now.</summary>
    HasGrad = 64,

    /// <summary>Lazily conjugated or negated: memory does not hold the values.</summary>
    LazyBits = 128,

    /// <summary>Quantized.</summary>
    Quantized = 256,
}

/// <summary>
/// Where a tensor's memory is and how it is laid out, from one native call. The pointers stay good for as long as the
/// tensor is alive and is not resized.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public readonly unsafe struct TensorInfo
{
    /// <summary>Equal for all wrappers of one tensor, and for no two tensors that live at the same time.</summary>
    public readonly IntPtr Identity;

    /// <summary>The first element (host or device address); null for sparse and meta tensors.</summary>
    public readonly IntPtr Data;

    private readonly long* _sizes;
    private readonly long* _strides;

    /// <summary>The number of elements.</summary>
    public readonly long NumberOfElements;

    /// <summary>Elements between the start of the storage and <see cref="Data"/>.</summary>
    public readonly long StorageOffset;

    /// <summary>Bytes of the whole storage.</summary>
    public readonly long StorageBytes;

    /// <summary>Counts in-place changes; -1 for tensors of inference mode.</summary>
    public readonly long Version;

    /// <summary>The number of dimensions.</summary>
    public readonly int Dimensions;

    private readonly int _type;
    private readonly int _deviceType;

    /// <summary>The number of the device among its kind; -1 for the CPU.</summary>
    public readonly int DeviceIndex;

    /// <summary>Bytes of one element.</summary>
    public readonly int ElementSize;

    private readonly int _flags;

    /// <summary>The element type.</summary>
    public torch.ScalarType Type => (torch.ScalarType)this._type;

    /// <summary>The kind of device.</summary>
    public DeviceType DeviceType => (DeviceType)this._deviceType;

    /// <summary>Its properties.</summary>
    public TensorFlags Flags => (TensorFlags)this._flags;

    /// <summary>The length of each dimension.</summary>
    public ReadOnlySpan<long> Sizes => new(this._sizes, this.Dimensions);

    /// <summary>The step of each dimension, in elements; empty for sparse tensors.</summary>
    public ReadOnlySpan<long> Strides => new(this._strides, this._strides is null ? 0 : this.Dimensions);
}
