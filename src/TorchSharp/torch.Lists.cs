using TorchSharp.Native;

namespace TorchSharp;

// Functions of several tensors, and those whose result depends on how they are called.
public static partial class torch
{
    /// <summary>One after the other along a dimension.</summary>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Operators.cat.Call(Arg.Many(tensors), dim);

    /// <summary>One after the other along a dimension.</summary>
    public static Tensor cat(Tensor[] tensors, long dim = 0) => Operators.cat.Call(tensors, dim);

    /// <summary>One after the other along a dimension.</summary>
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Operators.cat.Call(tensors.ToArray(), dim);

    /// <summary>One after the other along a dimension.</summary>
    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    /// <summary>One after the other along a dimension.</summary>
    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat(tensors, dim);

    /// <summary>One after the other along a dimension.</summary>
    public static Tensor concatenate(IList<Tensor> tensors, long axis = 0) => cat(tensors, axis);

    /// <summary>One after the other along a dimension.</summary>
    public static Tensor concatenate(Tensor[] tensors, long axis = 0) => cat(tensors, axis);

    /// <summary>Side by side along a new dimension.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Operators.stack.Call(Arg.Many(tensors), dim);

    /// <summary>Side by side.</summary>
    public static Tensor hstack(IList<Tensor> tensors) => Operators.hstack.Call(Arg.Many(tensors));

    /// <summary>Side by side.</summary>
    public static Tensor hstack(params Tensor[] tensors) => Operators.hstack.Call(tensors);

    /// <summary>One above the other.</summary>
    public static Tensor vstack(IList<Tensor> tensors) => Operators.vstack.Call(Arg.Many(tensors));

    /// <summary>One above the other.</summary>
    public static Tensor vstack(params Tensor[] tensors) => Operators.vstack.Call(tensors);

    /// <summary>One behind the other.</summary>
    public static Tensor dstack(IList<Tensor> tensors) => Operators.dstack.Call(Arg.Many(tensors));

    /// <summary>One behind the other.</summary>
    public static Tensor dstack(params Tensor[] tensors) => Operators.dstack.Call(tensors);

    /// <summary>As columns of a matrix.</summary>
    public static Tensor column_stack(IList<Tensor> tensors) => Operators.column_stack.Call(Arg.Many(tensors));

    /// <summary>As columns of a matrix.</summary>
    public static Tensor column_stack(params Tensor[] tensors) => Operators.column_stack.Call(tensors);

    /// <summary>As rows of a matrix.</summary>
    public static Tensor row_stack(params Tensor[] tensors) => Operators.vstack.Call(tensors);

    /// <summary>Along the diagonal of a matrix.</summary>
    public static Tensor block_diag(params Tensor[] tensors) => Operators.block_diag.Call(tensors);

    /// <summary>Repeated to their common shape.</summary>
    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors) => Operators.broadcast_tensors.CallList(tensors);

    /// <summary>All combinations of their elements.</summary>
    public static Tensor cartesian_prod(params Tensor[] tensors) => Operators.cartesian_prod.Call(tensors);

    /// <summary>All combinations of r elements.</summary>
    public static Tensor combinations(Tensor input, int r = 2, bool with_replacement = false) =>
        Operators.combinations.Call(input, r, with_replacement);

    /// <summary>Einstein's summation.</summary>
    public static Tensor einsum(string equation, params Tensor[] tensors) => Operators.einsum.Call(equation, tensors);

    /// <summary>Coordinates of a grid.</summary>
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") =>
        Operators.meshgrid_indexing.CallList(Arg.Many(tensors), indexing);

    /// <summary>The last dimensions of one times the first of the other, summed.</summary>
    public static Tensor tensordot(Tensor a, Tensor b, long dims = 2) => Operators.tensordot.Call(
        a,
        b,
        (long[])[.. Enumerable.Range((int)(a.Dimensions - dims), (int)dims).Select(dim => (long)dim)],
        (long[])[.. Enumerable.Range(0, (int)dims).Select(dim => (long)dim)]);

    /// <summary>Those dimensions of one times those of the other, summed.</summary>
    public static Tensor tensordot(Tensor a, Tensor b, long[] dims1, long[] dims2) => Operators.tensordot.Call(a, b, dims1, dims2);

    /// <summary>The p-norms of the differences of all pairs of rows.</summary>
    public static Tensor cdist(Tensor x1, Tensor x2, double p = 2) => Operators.cdist.Call(x1, x2, p);

    /// <summary>The shape that operators give tensors of these shapes.</summary>
    /// <exception cref="ArgumentException">They do not fit together.</exception>
    public static Size broadcast_shapes(params long[][] shapes)
    {
        long[] result = new long[shapes.Max(static shape => shape.Length)];
        Array.Fill(result, 1);
        foreach (long[] shape in shapes)
        {
            for (int i = 1; i <= shape.Length; i++)
            {
                ref long length = ref result[^i];
                length = length == 1 || length == shape[^i] ? shape[^i]
                    : shape[^i] == 1 ? length
                    : throw new ArgumentException($"shapes with lengths {length} and {shape[^i]} in the same dimension do not fit together");
            }
        }

        return new Size(result);
    }

    /// <summary>The places where the condition is true, one tensor for each dimension.</summary>
    public static Tensor[] where(Tensor condition) => condition.nonzero().unbind(1);

    /// <summary>A truth value: whether shapes and values are the same.</summary>
    public static Tensor equal(Tensor tensor, Tensor target) => tensor.equal(target);

    /// <summary>Each element once; on request where each came from and how often it occurs.</summary>
    public static (Tensor output, Tensor inverse_indices, Tensor counts) unique(
        Tensor input, bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
    {
        (Tensor output, Tensor inverse, Tensor counts) = dim is int given
            ? Operators.unique_dim.Call3(input, given, sorted, return_inverse, return_counts)
            : Operators._unique2.Call3(input, sorted, return_inverse, return_counts);
        return Asked(output, inverse, counts, return_inverse, return_counts);
    }

    /// <summary>Runs of equal elements as one each.</summary>
    public static (Tensor output, Tensor inverse_indices, Tensor counts) unique_consecutive(
        Tensor input, bool return_inverse = false, bool return_counts = false, int? dim = null)
    {
        (Tensor output, Tensor inverse, Tensor counts) =
            Operators.unique_consecutive.Call3(input, return_inverse, return_counts, dim);
        return Asked(output, inverse, counts, return_inverse, return_counts);
    }

    /// <summary>Without dimensions of length 1. In place.</summary>
    public static Tensor squeeze_(Tensor input, long? dim = null) => input.squeeze_(dim);

    /// <summary>Writes one tensor to a file that Python's torch.load reads.</summary>
    public static void save(Tensor t, string location)
    {
        NativeMethods.Check(NativeMethods.ito_save(t.Handle, location));
        GC.KeepAlive(t);
    }

    /// <summary>Reads a file that <see cref="save"/> or Python's torch.save wrote for one tensor.</summary>
    public static Tensor load(string location) => Tensor.Adopt(NativeMethods.Check(NativeMethods.ito_load(location)));

    private static (Tensor Output, Tensor Inverse, Tensor Counts) Asked(
        Tensor output, Tensor inverse, Tensor counts, bool return_inverse, bool return_counts)
    {
        if (!return_inverse)
        {
            inverse?.Dispose();
        }

        if (!return_counts)
        {
            counts?.Dispose();
        }

        return (output, return_inverse ? inverse : null, return_counts ? counts : null);
    }

    public partial class Tensor
    {
        /// <inheritdoc cref="torch.save"/>
        public void save(string location) => torch.save(this, location);

        /// <inheritdoc cref="torch.load"/>
        public static Tensor load(string location) => torch.load(location);

        /// <summary>A truth value: whether shapes and values are the same.</summary>
        public Tensor equal(Tensor target) => tensor(this.Equals(target));

        /// <inheritdoc cref="torch.unique"/>
        public (Tensor output, Tensor inverse_indices, Tensor counts) unique(
            bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) =>
            torch.unique(this, sorted, return_inverse, return_counts, dim);

        /// <inheritdoc cref="torch.unique_consecutive"/>
        public (Tensor output, Tensor inverse_indices, Tensor counts) unique_consecutive(
            bool return_inverse = false, bool return_counts = false, int? dim = null) =>
            torch.unique_consecutive(this, return_inverse, return_counts, dim);

        /// <summary>Without dimensions of length 1. In place.</summary>
        public Tensor squeeze_(long? dim = null) =>
            dim is long given ? Operators.squeeze__dim.CallInPlace(this, given) : Operators.squeeze_.CallInPlace(this);

        /// <summary>The dimensions in another order.</summary>
        public Tensor permute(IEnumerable<long> permutation) => this.permute([.. permutation]);

        /// <summary>Repeated to the shape, without a copy; -1 leaves a dimension as it is.</summary>
        public Tensor expand(params long[] sizes) => Operators.expand.Call(this, sizes);

        /// <summary>Repeated to the shape, without a copy; -1 leaves a dimension as it is.</summary>
        public Tensor expand(long[] sizes, bool isImplicit = false) => Operators.expand.Call(this, sizes, isImplicit);

        /// <summary>Repeated to the shape, without a copy; -1 leaves a dimension as it is.</summary>
        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => this.expand(sizes.ToArray(), isImplicit);

        /// <summary>Repeated to the shape, without a copy; -1 leaves a dimension as it is.</summary>
        public Tensor expand(Size sizes, bool isImplicit = false) => this.expand(sizes.Shape, isImplicit);

        /// <summary>One dimension as several.</summary>
        public Tensor unflatten(long dim, Size sizes) => this.unflatten(dim, sizes.Shape);

        /// <summary>The places of the elements that are not zero, one tensor for each dimension.</summary>
        public IList<Tensor> nonzero_as_list() => this.nonzero().unbind(1);

        /// <summary>The largest along the dimensions.</summary>
        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false) => this.amax(dims.ToArray(), keepdim);

        /// <summary>The smallest along the dimensions.</summary>
        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false) => this.amin(dims.ToArray(), keepdim);

        /// <summary>The last dimensions of this times the first of the other, summed.</summary>
        public Tensor tensordot(Tensor b, long dims = 2) => torch.tensordot(this, b, dims);

        /// <summary>Those dimensions of this times those of the other, summed.</summary>
        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) => torch.tensordot(this, b, dims1, dims2);

        /// <summary>Zeros in this shape.</summary>
        public Tensor zeros_like(ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            torch.zeros_like(this, dtype, device, requires_grad);

        /// <summary>Ones in this shape.</summary>
        public Tensor ones_like(ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            torch.ones_like(this, dtype, device, requires_grad);

        /// <summary>Whatever is in memory, in this shape.</summary>
        public Tensor empty_like(ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            torch.empty_like(this, dtype, device, requires_grad);

        /// <summary>One value, in this shape.</summary>
        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            torch.full_like(this, value, dtype, device, requires_grad);

        /// <summary>Evenly distributed numbers in this shape.</summary>
        public Tensor rand_like(ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            torch.rand_like(this, dtype, device, requires_grad);

        /// <summary>Normally distributed numbers in this shape.</summary>
        public Tensor randn_like(ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            torch.randn_like(this, dtype, device, requires_grad);

        /// <summary>Whole numbers from low, below high, in this shape.</summary>
        public Tensor randint_like(long low, long high, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            torch.randint_like(this, low, high, dtype, device, requires_grad);

        /// <summary>Zeros of this type, on this device.</summary>
        public Tensor new_zeros(long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            torch.zeros(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        /// <summary>Whatever is in memory, of this type, on this device.</summary>
        public Tensor new_empty(long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            torch.empty(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        /// <summary>One value, of this type, on this device.</summary>
        public Tensor new_full(
            long[] size, Scalar value, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            torch.full(size, value, dtype ?? this.dtype, device ?? this.device, requires_grad);
    }
}
