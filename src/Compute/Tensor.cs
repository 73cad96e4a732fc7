using System.Globalization;

using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Compute;

/// <summary>
/// Elements of one type in the memory of a device, seen through a shape and strides (both in elements, last dimension fastest when
/// dense). It owns its memory or is a view of somebody else's; views share elements.
/// </summary>
public sealed partial class Tensor : IDisposable
{
    private readonly ArrayView<byte> _memory;
    private readonly long[] _shape;
    private readonly long[] _strides;
    private MemoryBuffer1D<byte, Stride1D.Dense>? _owned;

    private Tensor(
        ComputeDevice device,
        ElementType type,
        ArrayView<byte> memory,
        long[] shape,
        long[] strides,
        MemoryBuffer1D<byte, Stride1D.Dense>? owned)
    {
        this.Device = device;
        this.Type = type;
        this._memory = memory;
        this._shape = shape;
        this._strides = strides;
        this._owned = owned;
        this.Count = CountOf(shape);
        this.IsContiguous = strides.AsSpan().SequenceEqual(DenseStrides(shape)) || this.Count <= 1;
    }

    /// <summary>The device in whose memory the elements are.</summary>
    public ComputeDevice Device { get; }

    /// <summary>Type of the elements.</summary>
    public ElementType Type { get; }

    /// <summary>Extent of every dimension; empty for a scalar.</summary>
    public ReadOnlySpan<long> Shape => this._shape;

    /// <summary>Elements between neighbours, for every dimension.</summary>
    public ReadOnlySpan<long> Strides => this._strides;

    /// <summary>Number of dimensions.</summary>
    public int Rank => this._shape.Length;

    /// <summary>Number of elements.</summary>
    public long Count { get; }

    /// <summary>Bytes of the elements.</summary>
    public long Bytes => this.Count * this.Type.Size();

    /// <summary>The elements lie one behind the other in row-major order.</summary>
    public bool IsContiguous { get; }

    /// <summary>The tensor has memory of its own, which <see cref="Dispose"/> frees.</summary>
    public bool IsOwner => this._owned is not null;

    /// <summary>A tensor with memory of its own, all zero.</summary>
    /// <param name="device">Where.</param>
    /// <param name="type">Element type.</param>
    /// <param name="shape">Extents; none for a scalar.</param>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    public static Tensor Allocate(ComputeDevice device, ElementType type, params ReadOnlySpan<long> shape)
    {
        ArgumentNullException.ThrowIfNull(device);
        long[] extents = shape.ToArray();
        long bytes = checked(CountOf(extents) * type.Size());
        MemoryBuffer1D<byte, Stride1D.Dense> buffer = device.AllocateBytes(bytes);

        if (bytes > 0)
        {
            buffer.View.BaseView.MemSetToZero(device.Stream);
        }

        device.CountTensorBytes(bytes);

        return new Tensor(device, type, buffer.View.BaseView, extents, DenseStrides(extents), buffer);
    }

    /// <summary>A tensor with memory of its own and given values in row-major order.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <param name="device">Where.</param>
    /// <param name="values">As many as the shape has elements.</param>
    /// <param name="shape">Extents; none for a scalar.</param>
    /// <exception cref="ArgumentException">The number of values is not that of the shape.</exception>
    public static Tensor From<T>(ComputeDevice device, ReadOnlySpan<T> values, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        Tensor tensor = Allocate(device, ElementTypes.Of<T>(), shape);

        try
        {
            tensor.CopyFrom(values);
        }
        catch
        {
            tensor.Dispose();

            throw;
        }

        return tensor;
    }

    /// <summary>A dense row-major tensor over memory that somebody else owns and keeps alive.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="device">The device whose memory it is.</param>
    /// <param name="memory">The elements; at least as many as the shape has.</param>
    /// <param name="shape">Extents; none for a scalar.</param>
    /// <exception cref="ArgumentException">The memory has fewer elements than the shape.</exception>
    public static Tensor Over<T>(ComputeDevice device, ArrayView<T> memory, params ReadOnlySpan<long> shape)
        where T : unmanaged => OverStrided(device, memory, shape, DenseStrides(shape.ToArray()));

    /// <summary>A tensor over memory that somebody else owns and keeps alive, with any strides.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="device">The device whose memory it is.</param>
    /// <param name="memory">The elements; the first one comes first.</param>
    /// <param name="shape">Extents; none for a scalar.</param>
    /// <param name="strides">Elements between neighbours, not negative, one per extent.</param>
    /// <exception cref="ArgumentException">An element would lie outside of the memory, or the strides do not fit the shape.</exception>
    public static Tensor OverStrided<T>(
        ComputeDevice device, ArrayView<T> memory, ReadOnlySpan<long> shape, ReadOnlySpan<long> strides)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(device);
        long[] extents = shape.ToArray();
        long[] steps = strides.ToArray();

        if (steps.Length != extents.Length || steps.Any(static step => step < 0))
        {
            throw new ArgumentException(
                $"A tensor of {extents.Length} dimensions needs as many strides, none of them negative.", nameof(strides));
        }

        long needed = Reach(extents, steps);

        if (needed > memory.Length)
        {
            throw new ArgumentException(
                $"A tensor of shape {Describe(extents)} with strides {Describe(steps)} reaches over {needed} elements; "
                + $"the memory has {memory.Length}.",
                nameof(memory));
        }

        return new Tensor(device, ElementTypes.Of<T>(), memory.Cast<byte>(), extents, steps, null);
    }

    /// <summary>The elements of a contiguous tensor.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <exception cref="InvalidOperationException">The elements have another type, or there are gaps between them.</exception>
    public ArrayView<T> As<T>()
        where T : unmanaged
    {
        this.CheckType<T>();

        if (!this.IsContiguous)
        {
            throw new InvalidOperationException(
                $"The tensor of shape {Describe(this._shape)} has strides {Describe(this._strides)}; only dense row-major ones are one "
                + "run of elements. Use Matrix, or copy it.");
        }

        return this.Elements<T>().SubView(0, this.Count);
    }

    /// <summary>The tensor as a matrix: two dimensions as they are; one dimension is a row, a scalar 1 x 1.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <exception cref="InvalidOperationException">The elements have another type, or there are more dimensions.</exception>
    public MatrixView<T> Matrix<T>()
        where T : unmanaged
    {
        this.CheckType<T>();

        return this._shape.Length switch
        {
            0 => new MatrixView<T>(this.Elements<T>(), 1, 1),
            1 => new MatrixView<T>(this.Elements<T>(), 1, checked((int)this._shape[0]), this._shape[0] * this._strides[0], this._strides[0]),
            2 => new MatrixView<T>(
                this.Elements<T>(),
                checked((int)this._shape[0]),
                checked((int)this._shape[1]),
                this._strides[0],
                this._strides[1]),
            _ => throw new InvalidOperationException(
                $"A tensor of shape {Describe(this._shape)} is no matrix; reshape it to two dimensions first."),
        };
    }

    /// <summary>A view of the same elements in another shape.</summary>
    /// <param name="shape">Extents with the same product.</param>
    /// <exception cref="InvalidOperationException">The tensor is not contiguous.</exception>
    /// <exception cref="ArgumentException">The number of elements differs.</exception>
    public Tensor Reshape(params ReadOnlySpan<long> shape)
    {
        long[] extents = shape.ToArray();

        if (!this.IsContiguous)
        {
            throw new InvalidOperationException("Only contiguous tensors can be reshaped.");
        }

        if (CountOf(extents) != this.Count)
        {
            throw new ArgumentException(
                $"The shape {Describe(extents)} has {CountOf(extents)} elements, the tensor {this.Count}.", nameof(shape));
        }

        return new Tensor(this.Device, this.Type, this._memory, extents, DenseStrides(extents), null);
    }

    /// <summary>A view of a matrix with rows and columns exchanged.</summary>
    /// <exception cref="InvalidOperationException">The tensor has not two dimensions.</exception>
    public Tensor Transposed()
    {
        if (this._shape.Length != 2)
        {
            throw new InvalidOperationException($"A tensor of shape {Describe(this._shape)} is no matrix.");
        }

        return new Tensor(
            this.Device, this.Type, this._memory, [this._shape[1], this._shape[0]], [this._strides[1], this._strides[0]], null);
    }

    /// <summary>A view of some of the entries along the first dimension.</summary>
    /// <param name="first">First entry.</param>
    /// <param name="count">Number of entries.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such entries.</exception>
    public Tensor Slice(long first, long count)
    {
        ArgumentOutOfRangeException.ThrowIfZero(this._shape.Length, nameof(this.Shape));
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, this._shape[0] - first);
        long[] extents = [count, .. this._shape.AsSpan(1)];

        return new Tensor(
            this.Device,
            this.Type,
            this._memory.SubView(first * this._strides[0] * this.Type.Size()),
            extents,
            this._strides,
            null);
    }

    /// <summary>Frees the memory, if it is the tensor's own.</summary>
    public void Dispose()
    {
        if (this._owned is not null)
        {
            this.Device.CountTensorBytes(-this._owned.LengthInBytes);
            this._owned.Dispose();
            this._owned = null;
        }
    }

    /// <summary>Element type and shape, such as <c>Float32[4, 3]</c>.</summary>
    public override string ToString() => $"{this.Type}{Describe(this._shape)}";

    internal static string Describe(ReadOnlySpan<long> extents)
    {
        List<string> parts = [];

        foreach (long extent in extents)
        {
            parts.Add(extent.ToString(CultureInfo.InvariantCulture));
        }

        return $"[{string.Join(", ", parts)}]";
    }

    private static long CountOf(long[] shape)
    {
        long count = 1;

        foreach (long extent in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(extent, nameof(shape));
            count = checked(count * extent);
        }

        return count;
    }

    private static long[] DenseStrides(long[] shape)
    {
        long[] strides = new long[shape.Length];
        long step = 1;

        for (int i = shape.Length - 1; i >= 0; i--)
        {
            strides[i] = step;
            step *= Math.Max(1, shape[i]);
        }

        return strides;
    }

    /// <summary>Number of elements from the first to the last one.</summary>
    private static long Reach(long[] shape, long[] strides)
    {
        if (CountOf(shape) == 0)
        {
            return 0;
        }

        long last = 0;

        for (int i = 0; i < shape.Length; i++)
        {
            last += (shape[i] - 1) * strides[i];
        }

        return last + 1;
    }

    private ArrayView<T> Elements<T>()
        where T : unmanaged => this._memory.Cast<T>();

    private void CheckType<T>()
        where T : unmanaged
    {
        if (ElementTypes.Of<T>() != this.Type)
        {
            throw new InvalidOperationException(
                $"The tensor has elements of type {this.Type}, not {ElementTypes.Of<T>()}.");
        }
    }
}
