using System.Collections;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The lengths of a tensor's dimensions.</summary>
    public readonly struct Size : IEnumerable<long>
    {
        private readonly long[] _shape;

        /// <summary>From the lengths.</summary>
        public Size(long[] shape) => this._shape = (long[])shape.Clone();

        /// <summary>From the lengths.</summary>
        public Size(IEnumerable<long> shape) => this._shape = [.. shape];

        /// <summary>From the lengths.</summary>
        public Size(int[] shape) => this._shape = [.. shape.Select(length => (long)length)];

        /// <summary>One dimension.</summary>
        public Size(long size) => this._shape = [size];

        /// <summary>Two dimensions.</summary>
        public Size((long, long) size) => this._shape = [size.Item1, size.Item2];

        /// <summary>Three dimensions.</summary>
        public Size((long, long, long) size) => this._shape = [size.Item1, size.Item2, size.Item3];

        /// <summary>Four dimensions.</summary>
        public Size((long, long, long, long) size) => this._shape = [size.Item1, size.Item2, size.Item3, size.Item4];

        /// <summary>One dimension.</summary>
        public Size(int size) => this._shape = [size];

        /// <summary>Two dimensions.</summary>
        public Size((int, int) size) => this._shape = [size.Item1, size.Item2];

        /// <summary>Three dimensions.</summary>
        public Size((int, int, int) size) => this._shape = [size.Item1, size.Item2, size.Item3];

        /// <summary>Four dimensions.</summary>
        public Size((int, int, int, int) size) => this._shape = [size.Item1, size.Item2, size.Item3, size.Item4];

        /// <summary>No dimension.</summary>
        public static Size Empty { get; } = new(Array.Empty<long>());

        /// <summary>Whether there is no dimension.</summary>
        public bool IsEmpty => this.Length == 0;

        /// <summary>Whether there is no dimension.</summary>
        public bool IsScalar => this.Length == 0;

        /// <summary>How many dimensions there are.</summary>
        public int Length => this.Shape.Length;

        /// <summary>The lengths.</summary>
        public long[] Shape => this._shape ?? [];

        /// <summary>The length of one dimension.</summary>
        public long this[int idx] => this.Shape[idx];

        /// <summary>The length of one dimension.</summary>
        public long this[long idx] => this.Shape[idx];

        /// <summary>One dimension.</summary>
        public static implicit operator Size(long size) => new(size);

        /// <summary>Two dimensions.</summary>
        public static implicit operator Size((long, long) size) => new(size);

        /// <summary>Three dimensions.</summary>
        public static implicit operator Size((long, long, long) size) => new(size);

        /// <summary>Four dimensions.</summary>
        public static implicit operator Size((long, long, long, long) size) => new(size);

        /// <summary>From the lengths.</summary>
        public static implicit operator Size(long[] size) => new(size);

        /// <summary>The dimensions of both, one after the other.</summary>
        public static Size operator +(Size left, Size right) => new(left.Shape.Concat(right.Shape));

        /// <summary>The dimensions of both, one after the other.</summary>
        public static Size operator +(Size left, IEnumerable<long> right) => new(left.Shape.Concat(right));

        /// <summary>Whether all lengths are equal.</summary>
        public static bool operator ==(Size left, Size right) => left.Shape.SequenceEqual(right.Shape);

        /// <summary>Whether a length differs.</summary>
        public static bool operator !=(Size left, Size right) => !(left == right);

        /// <inheritdoc/>
        public override bool Equals(object obj) => obj is Size other && this == other;

        /// <inheritdoc/>
        public override int GetHashCode() => this.Shape.Aggregate(0, HashCode.Combine);

        /// <summary>The dimensions from first up to, but not including, next.</summary>
        public Size Slice(int first, int next) => new(this.Shape[first..next]);

        /// <summary>The number of elements.</summary>
        public long numel() => this.Shape.Aggregate(1L, static (product, length) => product * length);

        /// <summary>The first dimensions.</summary>
        public IEnumerable<long> Take(int i) => this.Shape.Take(i);

        /// <inheritdoc/>
        public IEnumerator<long> GetEnumerator() => ((IEnumerable<long>)this.Shape).GetEnumerator();

        /// <inheritdoc/>
        IEnumerator IEnumerable.GetEnumerator() => this.GetEnumerator();
    }
}
