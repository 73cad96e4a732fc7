using System.Collections;
using TorchSharp.Native;

namespace TorchSharp.Utils;

/// <summary>
/// The elements of a tensor on the CPU, read and written in place. Elements are counted in row-major order, whatever the
/// strides.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor _tensor;
    private readonly long[] _shape;
    private readonly long[] _strides;
    private readonly bool _contiguous;
    private readonly T* _data;

    internal TensorAccessor(torch.Tensor tensor)
    {
        TensorInfo info = tensor.Info;
        if ((info.Flags & (TensorFlags.Sparse | TensorFlags.LazyBits)) != 0)
        {
            throw new InvalidOperationException("the elements of a sparse, conjugated or negated tensor are not in memory as such");
        }

        this._tensor = tensor;
        this._shape = tensor.shape;
        this._strides = tensor.stride();
        this._contiguous = (info.Flags & TensorFlags.Contiguous) != 0;
        this._data = (T*)info.Data;
        this.Count = info.NumberOfElements;
    }

    /// <summary>How many there are.</summary>
    public long Count { get; }

    /// <summary>Whether writing is refused; it never is.</summary>
    public bool IsReadOnly => false;

    /// <summary>The element at one index per dimension, or (one index, more dimensions) in row-major order.</summary>
    public T this[params long[] indices]
    {
        get
        {
            T value = *this.Address(indices);
            GC.KeepAlive(this._tensor);
            return value;
        }

        set
        {
            *this.Address(indices) = value;
            TensorMemory.BumpVersion(this._tensor);
        }
    }

    /// <summary>Whether both show the same elements.</summary>
    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they differ in an element.</summary>
    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !(left == right);

    /// <summary>A copy, in row-major order.</summary>
    public T[] ToArray()
    {
        T[] array = new T[this.Count];
        this.CopyTo(array.AsSpan());
        return array;
    }

    /// <summary>A copy with the tensor's dimensions.</summary>
    public Array ToNDArray()
    {
        if (this._shape.Length == 0)
        {
            return this.ToArray();
        }

        Array array = Array.CreateInstance(typeof(T), this._shape);
        int[] place = new int[this._shape.Length];
        foreach (T value in this)
        {
            array.SetValue(value, place);
            for (int d = place.Length - 1; d >= 0 && ++place[d] == this._shape[d]; d--)
            {
                place[d] = 0;
            }
        }

        return array;
    }

    /// <summary>Copies elements from <paramref name="tensorIndex"/> on to <paramref name="array"/>.</summary>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => this.CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies elements from <paramref name="tensorIndex"/> on to <paramref name="array"/>.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        array = array[arrayIndex..];
        long count = Math.Min(this.Count - tensorIndex, array.Length);
        if (this._contiguous)
        {
            new ReadOnlySpan<T>(this._data + tensorIndex, (int)count).CopyTo(array);
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                array[i] = this._data[this.OffsetOf(tensorIndex + i)];
            }
        }

        GC.KeepAlive(this._tensor);
    }

    /// <summary>Copies <paramref name="array"/> to elements from <paramref name="tensorIndex"/> on.</summary>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => this.CopyFrom(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies <paramref name="array"/> to elements from <paramref name="tensorIndex"/> on.</summary>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        array = array[arrayIndex..];
        long count = Math.Min(this.Count - tensorIndex, array.Length);
        for (int i = 0; i < count; i++)
        {
            this._data[this.OffsetOf(tensorIndex + i)] = array[i];
        }

        TensorMemory.BumpVersion(this._tensor);
    }

    /// <inheritdoc/>
    public override bool Equals(object obj) =>
        obj is TensorAccessor<T> other && this.Count == other.Count && this.SequenceEqual(other);

    /// <inheritdoc/>
    public override int GetHashCode() => this._tensor.GetHashCode();

    /// <summary>Does nothing: the tensor is somebody else's.</summary>
    public void Dispose()
    {
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < this.Count; i++)
        {
            yield return this.At(i);
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => this.GetEnumerator();

    private T At(long index)
    {
        T value = this._data[this.OffsetOf(index)];
        GC.KeepAlive(this._tensor);
        return value;
    }

    private T* Address(long[] indices)
    {
        if (indices.Length == 1 && this._shape.Length != 1)
        {
            return indices[0] >= 0 && indices[0] < this.Count
                ? this._data + this.OffsetOf(indices[0])
                : throw new IndexOutOfRangeException($"element {indices[0]} of a tensor with {this.Count}");
        }

        if (indices.Length != this._shape.Length)
        {
            throw new ArgumentException($"{indices.Length} indices for {this._shape.Length} dimensions");
        }

        long offset = 0;
        for (int d = 0; d < indices.Length; d++)
        {
            if (indices[d] < 0 || indices[d] >= this._shape[d])
            {
                throw new IndexOutOfRangeException($"index {indices[d]} in dimension {d} of length {this._shape[d]}");
            }

            offset += indices[d] * this._strides[d];
        }

        return this._data + offset;
    }

    private long OffsetOf(long index)
    {
        if (this._contiguous)
        {
            return index;
        }

        long offset = 0;
        for (int d = this._shape.Length - 1; d >= 0; d--)
        {
            (index, long place) = Math.DivRem(index, this._shape[d]);
            offset += place * this._strides[d];
        }

        return offset;
    }
}
