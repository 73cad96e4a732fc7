using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Compute;

/// <content>Moving values between tensors and arrays of the host.</content>
public sealed partial class Tensor
{
    /// <summary>Sets all elements from values in row-major order; the work that was queued before is waited for.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">As many as the tensor has elements.</param>
    /// <exception cref="ArgumentException">The number of values is wrong.</exception>
    /// <exception cref="InvalidOperationException">The elements have another type.</exception>
    public void CopyFrom<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        this.CheckType<T>();

        if (values.Length != this.Count)
        {
            throw new ArgumentException(
                $"A tensor of shape {Describe(this._shape)} has {this.Count} elements; there are {values.Length} values.", nameof(values));
        }

        if (this.Count == 0)
        {
            return;
        }

        if (this.IsContiguous)
        {
            this.As<T>().CopyFromCPU(this.Device.Stream, values);
        }
        else
        {
            // What lies in the gaps between the elements belongs to others and is written back as it is.
            T[] covered = this.Covered<T>();
            long index = 0;

            foreach (long offset in this.Offsets())
            {
                covered[offset] = values[(int)index++];
            }

            this.Elements<T>().SubView(0, covered.Length).CopyFromCPU(this.Device.Stream, covered);
        }

        this.Device.Synchronize();
    }

    /// <summary>The elements in row-major order, after the work that was queued before.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <exception cref="InvalidOperationException">The elements have another type.</exception>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        this.CheckType<T>();
        T[] values = new T[this.Count];

        if (this.Count == 0)
        {
            return values;
        }

        if (this.IsContiguous)
        {
            this.As<T>().CopyToCPU(this.Device.Stream, values.AsSpan());
            this.Device.Synchronize();

            return values;
        }

        T[] covered = this.Covered<T>();
        long index = 0;

        foreach (long offset in this.Offsets())
        {
            values[index++] = covered[offset];
        }

        return values;
    }

    /// <summary>Copies all elements of another contiguous tensor of the same type and number of elements, on the device.</summary>
    /// <param name="source">A tensor of the same device.</param>
    /// <exception cref="ArgumentException">Type, number or device differ.</exception>
    /// <exception cref="InvalidOperationException">One of the tensors is not contiguous.</exception>
    public void CopyFrom(Tensor source)
    {
        ArgumentNullException.ThrowIfNull(source);

        if (source.Type != this.Type || source.Count != this.Count || source.Device != this.Device)
        {
            throw new ArgumentException($"{source} on {source.Device.Id} cannot be copied to {this} on {this.Device.Id}.", nameof(source));
        }

        if (!source.IsContiguous || !this.IsContiguous)
        {
            throw new InvalidOperationException("Only contiguous tensors are copied as a whole.");
        }

        if (this.Count > 0)
        {
            source._memory.SubView(0, this.Bytes).CopyTo(this.Device.Stream, this._memory.SubView(0, this.Bytes));
        }
    }

    /// <summary>Sets all elements of a contiguous tensor to zero.</summary>
    /// <exception cref="InvalidOperationException">The tensor is not contiguous.</exception>
    public void Clear()
    {
        if (!this.IsContiguous)
        {
            throw new InvalidOperationException("Only contiguous tensors are cleared as a whole.");
        }

        if (this.Count > 0)
        {
            this._memory.SubView(0, this.Bytes).MemSetToZero(this.Device.Stream);
        }
    }

    private T[] Covered<T>()
        where T : unmanaged
    {
        T[] covered = new T[Reach(this._shape, this._strides)];

        this.Elements<T>().SubView(0, covered.Length).CopyToCPU(this.Device.Stream, covered.AsSpan());
        this.Device.Synchronize();

        return covered;
    }

    /// <summary>Positions of the elements in row-major order.</summary>
    private IEnumerable<long> Offsets()
    {
        long[] index = new long[this._shape.Length];

        for (long i = 0; i < this.Count; i++)
        {
            long offset = 0;

            for (int d = 0; d < index.Length; d++)
            {
                offset += index[d] * this._strides[d];
            }

            yield return offset;

            for (int d = index.Length - 1; d >= 0 && ++index[d] == this._shape[d]; d--)
            {
                index[d] = 0;
            }
        }
    }
}
