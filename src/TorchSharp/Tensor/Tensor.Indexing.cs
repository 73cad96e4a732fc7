using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>One index of a tensor: a number, a range, a tensor of indices or truth values, "...", or a new dimension.</summary>
    public readonly struct TensorIndex
    {
        private TensorIndex(IndexKind kind, long? start = null, long? stop = null, long? step = null, Tensor tensor = null)
        {
            this.Kind = kind;
            this.Start = start;
            this.Stop = stop;
            this.Step = step;
            this.Indices = tensor;
        }

        internal enum IndexKind
        {
            None,
            Single,
            Slice,
            Ellipsis,
            Bool,
            Tensor,
        }

        /// <summary>All dimensions that no other index speaks of ("...").</summary>
        public static TensorIndex Ellipsis => new(IndexKind.Ellipsis);

        /// <summary>A new dimension of length 1.</summary>
        public static TensorIndex None => new(IndexKind.None);

        /// <summary>A new dimension of length 1.</summary>
        public static TensorIndex Null => new(IndexKind.None);

        /// <summary>The whole dimension (":").</summary>
        public static TensorIndex Colon => new(IndexKind.Slice);

        internal IndexKind Kind { get; }

        internal long? Start { get; }

        internal long? Stop { get; }

        internal long? Step { get; }

        internal Tensor Indices { get; }

        /// <summary>From start, up to but not including stop, every step-th; negative numbers count from the end.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new(IndexKind.Slice, start, stop, step);

        /// <summary>From the first, up to but not including the second.</summary>
        public static TensorIndex Slice((int? Start, int? End) range) => new(IndexKind.Slice, range.Start, range.End);

        /// <summary>C#'s range, such as 1..^1.</summary>
        public static TensorIndex Slice(Range range)
        {
            // ^0 is the end itself.
            long? start = range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value;
            long? stop = !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? null : -range.End.Value;
            return range.Start.IsFromEnd && range.Start.Value == 0 ? Slice(0, 0) : Slice(start, stop);
        }

        /// <summary>A truth value: a new dimension of length 1 or 0.</summary>
        public static TensorIndex Bool(bool value) => new(IndexKind.Bool, value ? 1 : 0);

        /// <summary>One index; null: a new dimension.</summary>
        public static TensorIndex Single(long? index) => index is long value ? new(IndexKind.Single, value) : None;

        /// <summary>Indices, or a mask of truth values.</summary>
        public static TensorIndex Tensor(Tensor tensor) => new(IndexKind.Tensor, tensor: tensor);

        /// <summary>One index.</summary>
        public static implicit operator TensorIndex(long value) => Single(value);

        /// <summary>Indices, or a mask of truth values.</summary>
        public static implicit operator TensorIndex(Tensor value) => Tensor(value);

        /// <summary>From the first, up to but not including the second.</summary>
        public static implicit operator TensorIndex((int? Start, int? End) range) => Slice(range);

        /// <summary>C#'s range.</summary>
        public static implicit operator TensorIndex(Range range) => Slice(range);

        /// <summary>C#'s index, such as ^1.</summary>
        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);
    }

    public partial class Tensor
    {
        /// <summary>A part of the tensor: a view, or a copy if there are tensors among the indices.</summary>
        public Tensor this[params TensorIndex[] indices]
        {
            get => this.index(indices);
            set => this.index_put_(value, indices);
        }

        /// <summary>The elements at the indices, one tensor for each dimension.</summary>
        public Tensor this[params Tensor[] indices]
        {
            get => this.index(indices);
            set => this.index_put_(value, indices);
        }

        /// <summary>A part of the tensor, as a view.</summary>
        public Tensor this[long i1]
        {
            get => this.index((TensorIndex)i1);
            set => this.index_put_(value, (TensorIndex)i1);
        }

        /// <summary>A part of the tensor, as a view.</summary>
        public Tensor this[long i1, long i2]
        {
            get => this.index((TensorIndex)i1, i2);
            set => this.index_put_(value, (TensorIndex)i1, i2);
        }

        /// <summary>A part of the tensor, as a view.</summary>
        public Tensor this[long i1, long i2, long i3]
        {
            get => this.index((TensorIndex)i1, i2, i3);
            set => this.index_put_(value, (TensorIndex)i1, i2, i3);
        }

        /// <summary>A part of the tensor, as a view.</summary>
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => this.index((TensorIndex)i1, i2, i3, i4);
            set => this.index_put_(value, (TensorIndex)i1, i2, i3, i4);
        }

        /// <summary>A part of the tensor, as a view.</summary>
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => this.index((TensorIndex)i1, i2, i3, i4, i5);
            set => this.index_put_(value, (TensorIndex)i1, i2, i3, i4, i5);
        }

        /// <summary>A part of the tensor, as a view.</summary>
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => this.index((TensorIndex)i1, i2, i3, i4, i5, i6);
            set => this.index_put_(value, (TensorIndex)i1, i2, i3, i4, i5, i6);
        }

        /// <summary>A part of the tensor, as a view.</summary>
        public Tensor this[params long[] indices]
        {
            get => this.index([.. indices.Select(TensorIndexOf)]);
            set => this.index_put_(value, [.. indices.Select(TensorIndexOf)]);
        }

        /// <summary>A part of the tensor: a view, or a copy if there are tensors among the indices.</summary>
        public Tensor index(params TensorIndex[] indices)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor part = this.View(indices, out Tensor[] advanced);
            return (advanced is null ? part : Operators.index_Tensor.Call(part, advanced)).MoveToOuterDisposeScope();
        }

        /// <summary>The elements at the indices, one tensor for each dimension.</summary>
        public Tensor index(params Tensor[] indices) => Operators.index_Tensor.Call(this, indices);

        /// <summary>Writes to a part of the tensor.</summary>
        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => this.index_put_(value, indices, accumulate: false);

        /// <summary>Writes to a part of the tensor, or adds to it.</summary>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor part = this.View(indices, out Tensor[] advanced);
            if (advanced is not null)
            {
                Operators.index_put_.CallInPlace(part, advanced, value.to(this.dtype, this.device), accumulate);
            }
            else if (accumulate)
            {
                part.add_(value);
            }
            else
            {
                part.copy_(value);
            }

            return this;
        }

        /// <summary>Writes to the elements at the indices.</summary>
        public Tensor index_put_(Tensor value, params Tensor[] indices) => this.index_put_(value, indices, accumulate: false);

        /// <summary>Writes to the elements at the indices, or adds to them.</summary>
        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            Operators.index_put_.CallInPlace(this, indices, value, accumulate);

        /// <summary>Writes one value to a part of the tensor.</summary>
        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using DisposeScope scope = NewDisposeScope();
            this.index_put_(full([], value, this.dtype, this.device), indices, accumulate: false);
            return this;
        }

        /// <summary>Writes one value to the elements at the indices.</summary>
        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using DisposeScope scope = NewDisposeScope();
            this.index_put_(full([], value, this.dtype, this.device), indices, accumulate: false);
            return this;
        }

        private static TensorIndex TensorIndexOf(long index) => index;

        // Everything that gives a view is done at once; what is left are tensors, each at its dimension of that view.
        private Tensor View(TensorIndex[] indices, out Tensor[] advanced)
        {
            List<Tensor> tensors = null;
            Tensor view = this.alias();
            int dim = 0;
            int listed = 0; // dimensions that the list speaks of: a mask stands for as many as it has
            for (int i = 0; i < indices.Length; i++)
            {
                TensorIndex index = indices[i];
                switch (index.Kind)
                {
                    case TensorIndex.IndexKind.None:
                        view = view.unsqueeze(dim++);
                        break;
                    case TensorIndex.IndexKind.Single:
                        view = view.select(dim, index.Start.Value);
                        break;
                    case TensorIndex.IndexKind.Slice:
                        view = Slice(view, dim++, index);
                        break;
                    case TensorIndex.IndexKind.Ellipsis:
                        dim = (int)view.Dimensions - DimensionsOf(indices.AsSpan(i + 1));
                        break;
                    default:
                        Tensor mask = index.Indices;
                        if (index.Kind == TensorIndex.IndexKind.Bool)
                        {
                            view = view.unsqueeze(dim);
                            mask = tensor(new[] { index.Start.Value != 0 }, device: this.device);
                        }

                        tensors ??= [];
                        tensors.AddRange(Enumerable.Repeat<Tensor>(null, dim - listed));
                        tensors.Add(mask);
                        dim += Covered(index);
                        listed = dim;
                        break;
                }
            }

            advanced = tensors?.ToArray();
            return view;
        }

        private static Tensor Slice(Tensor view, int dim, TensorIndex index) =>
            index.Step is < 1
                ? throw new ArgumentException($"the step of a slice must be positive, not {index.Step}")
                : index.Start is null && index.Stop is null && index.Step is null
                ? view
                : Operators.slice_Tensor.Call(view, dim, index.Start, index.Stop, index.Step ?? 1);

        private static int Covered(TensorIndex index) => index.Kind switch
        {
            TensorIndex.IndexKind.Tensor => index.Indices.dtype is ScalarType.Bool or ScalarType.Byte ? (int)index.Indices.Dimensions : 1,
            TensorIndex.IndexKind.None or TensorIndex.IndexKind.Ellipsis => 0,
            _ => 1,
        };

        private static int DimensionsOf(ReadOnlySpan<TensorIndex> indices)
        {
            int count = 0;
            foreach (TensorIndex index in indices)
            {
                if (index.Kind == TensorIndex.IndexKind.Ellipsis)
                {
                    throw new ArgumentException("an index can have only one ellipsis");
                }

                // A truth value brings its own dimension along.
                count += index.Kind == TensorIndex.IndexKind.Bool ? 0 : Covered(index);
            }

            return count;
        }
    }
}
