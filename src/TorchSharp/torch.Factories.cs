using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

// The members of each family that the generated overloads call.
public static partial class torch
{
    /// <summary>Zeros.</summary>
    public static Tensor zeros(
        long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Made(Operators.zeros.Call(size, Type(dtype), Argument.Default, Place(device)), requires_grad, names);

    /// <summary>Ones.</summary>
    public static Tensor ones(
        long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Made(Operators.ones.Call(size, Type(dtype), Argument.Default, Place(device)), requires_grad, names);

    /// <summary>Whatever is in memory.</summary>
    public static Tensor empty(
        long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Made(Operators.empty_memory_format.Call(size, Type(dtype), Argument.Default, Place(device)), requires_grad, names);

    /// <summary>One value everywhere.</summary>
    public static Tensor full(
        long[] size, Scalar value, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null)
    {
        ScalarType? type = dtype ?? (value.Type == ScalarType.Float64 ? s_defaultType : null);
        return Made(Operators.full.Call(size, value, type, Argument.Default, Place(device)), requires_grad, names);
    }

    /// <summary>Numbers from 0 to 1, evenly distributed.</summary>
    public static Tensor rand(
        long[] size,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        Generator generator = null,
        string[] names = null) =>
        Made(Operators.rand_generator.Call(size, generator, Type(dtype), Argument.Default, Place(device)), requires_grad, names);

    /// <summary>Normally distributed numbers of mean 0 and variance 1.</summary>
    public static Tensor randn(
        long[] size,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        Generator generator = null,
        string[] names = null) =>
        Made(Operators.randn_generator.Call(size, generator, Type(dtype), Argument.Default, Place(device)), requires_grad, names);

    /// <summary>Whole numbers from low, below high.</summary>
    public static Tensor randint(
        long low,
        long high,
        Size size,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        Generator generator = null,
        string[] names = null) =>
        Made(
            Operators.randint_low_generator.Call(low, high, size.Shape, generator, dtype ?? ScalarType.Int64, Argument.Default, Place(device)),
            requires_grad,
            names);

    /// <summary>Whole numbers from 0, below high.</summary>
    public static Tensor randint(
        long high,
        Size size,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        Generator generator = null,
        string[] names = null) => randint(0, high, size, dtype, device, requires_grad, generator, names);

    /// <summary>Whole numbers from 0, below high.</summary>
    public static Tensor randint(
        long high,
        long[] size,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        Generator generator = null,
        string[] names = null) => randint(0, high, new Size(size), dtype, device, requires_grad, generator, names);

    /// <summary>Whole numbers from low, below high.</summary>
    public static Tensor randint(
        long low,
        long high,
        long[] size,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        Generator generator = null,
        string[] names = null) => randint(low, high, new Size(size), dtype, device, requires_grad, generator, names);

    /// <summary>Whole numbers from low, below high.</summary>
    public static Tensor randint(
        int low,
        int high,
        int[] size,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        Generator generator = null,
        string[] names = null) => randint(low, high, new Size(size), dtype, device, requires_grad, generator, names);

    /// <summary>Whole numbers from 0, below high.</summary>
    public static Tensor randint(
        int high,
        int[] size,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        Generator generator = null,
        string[] names = null) => randint(0, high, new Size(size), dtype, device, requires_grad, generator, names);

    /// <summary>The numbers 0 ... n - 1 in random order.</summary>
    public static Tensor randperm(
        long n, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null) =>
        Made(
            Operators.randperm_generator.Call(n, generator, dtype ?? ScalarType.Int64, Argument.Default, Place(device)), requires_grad, null);

    /// <summary>Normally distributed numbers.</summary>
    public static Tensor normal(
        double mean,
        double std,
        ReadOnlySpan<long> size,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        Generator generator = null,
        string[] names = null) =>
        Made(
            Operators.normal_float_float.Call(mean, std, size.ToArray(), generator, Type(dtype), Argument.Default, Place(device)),
            requires_grad,
            names);

    /// <summary>start, start + step, ... below stop.</summary>
    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device device = null, bool requires_grad = false)
    {
        bool whole = start.Type == ScalarType.Int64 && stop.Type == ScalarType.Int64 && step.Type == ScalarType.Int64;
        ScalarType type = dtype ?? (whole ? ScalarType.Int64 : s_defaultType);
        return Made(Operators.arange_start_step.Call(start, stop, step, type, Argument.Default, Place(device)), requires_grad, null);
    }

    /// <summary>start, start + 1, ... below stop.</summary>
    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    /// <summary>0, 1, ... below stop.</summary>
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary>Ones on the diagonal, zeros elsewhere.</summary>
    public static Tensor eye(
        long rows, long columns = -1, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Made(
            Operators.eye_m.Call(rows, columns < 0 ? rows : columns, Type(dtype), Argument.Default, Place(device)), requires_grad, names);

    /// <summary>Numbers at equal distances, both ends included.</summary>
    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        Made(
            Operators.linspace.Call((Scalar)start, (Scalar)end, steps, Type(dtype), Argument.Default, Place(device)), requires_grad, null);

    /// <summary>Powers of the base whose exponents are at equal distances.</summary>
    public static Tensor logspace(
        double start,
        double end,
        long steps,
        double @base = 10,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false) =>
        Made(
            Operators.logspace.Call((Scalar)start, (Scalar)end, steps, @base, Type(dtype), Argument.Default, Place(device)),
            requires_grad,
            null);

    /// <summary>Whatever is in memory, with those strides.</summary>
    public static Tensor empty_strided(
        long[] size, long[] strides, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Made(Operators.empty_strided.Call(size, strides, Type(dtype), Argument.Default, Place(device)), requires_grad, names);

    /// <summary>Whatever is in memory, in the other tensor's shape.</summary>
    public static Tensor empty_like(
        Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Made(Operators.empty_like.Call(input, dtype, Argument.Default, device), requires_grad, names);

    /// <summary>Zeros in the other tensor's shape.</summary>
    public static Tensor zeros_like(
        Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Made(Operators.zeros_like.Call(input, dtype, Argument.Default, device), requires_grad, names);

    /// <summary>Ones in the other tensor's shape.</summary>
    public static Tensor ones_like(
        Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Made(Operators.ones_like.Call(input, dtype, Argument.Default, device), requires_grad, names);

    /// <summary>One value, in the other tensor's shape.</summary>
    public static Tensor full_like(
        Tensor input,
        Scalar value,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        Made(Operators.full_like.Call(input, value, dtype, Argument.Default, device), requires_grad, names);

    /// <summary>Evenly distributed numbers in the other tensor's shape.</summary>
    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        Made(Operators.rand_like.Call(input, dtype, Argument.Default, device), requires_grad, null);

    /// <summary>Normally distributed numbers in the other tensor's shape.</summary>
    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        Made(Operators.randn_like.Call(input, dtype, Argument.Default, device), requires_grad, null);

    /// <summary>Whole numbers from low, below high, in the other tensor's shape.</summary>
    public static Tensor randint_like(
        Tensor input, long low, long high, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        Made(Operators.randint_like_low_dtype.Call(input, low, high, dtype, Argument.Default, device), requires_grad, null);

    /// <summary>The places below a diagonal.</summary>
    public static Tensor tril_indices(
        long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device device = null) =>
        Operators.tril_indices.Call(row, col, offset, dtype, Argument.Default, Place(device));

    /// <summary>The places above a diagonal.</summary>
    public static Tensor triu_indices(
        long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device device = null) =>
        Operators.triu_indices.Call(row, col, offset, dtype, Argument.Default, Place(device));

    /// <summary>Complex numbers of their parts.</summary>
    public static Tensor complex(Tensor real, Tensor imag) => Operators.complex.Call(real, imag);

    /// <summary>Complex numbers of size and angle.</summary>
    public static Tensor polar(Tensor abs, Tensor angle) => Operators.polar.Call(abs, angle);

    /// <summary>A sparse tensor in coordinate form.</summary>
    public static Tensor sparse_coo_tensor(
        Tensor indices,
        Tensor values,
        long[] size,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        Made(
            Operators.sparse_coo_tensor_size.Call(indices, values, size, dtype ?? values.dtype, 1L, device ?? values.device),
            requires_grad,
            names);

    /// <summary>
    /// A tensor over the memory of an array, which is pinned while the tensor lives; a copy if it must be converted or moved.
    /// </summary>
    /// <exception cref="ArgumentException">No tensor has elements of that type.</exception>
    public static Tensor from_array(Array rawArray, Device device = null) => from_array(rawArray, null, device);

    /// <inheritdoc cref="from_array(Array, Device)"/>
    public static Tensor from_array(
        Array rawArray, ScalarType? dtype, Device device = null, bool requires_grad = false, string[] names = null)
    {
        ArgumentNullException.ThrowIfNull(rawArray);
        ScalarType type = TypeOf(rawArray);
        long[] shape = [.. Enumerable.Range(0, rawArray.Rank).Select(rawArray.GetLongLength)];
        if (rawArray.Length == 0)
        {
            return empty(shape, dtype ?? type, device, requires_grad, names);
        }

        GCHandle pin = GCHandle.Alloc(rawArray, GCHandleType.Pinned);
        Tensor shared;
        try
        {
            shared = TensorMemory.FromPointer(pin.AddrOfPinnedObject(), shape, [], type, null, pin);
        }
        catch
        {
            pin.Free();
            throw;
        }

        return Made(Converted(shared, dtype, Place(device)), requires_grad, names);
    }

    /// <summary>A tensor over part of the memory of a one-dimensional array.</summary>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        Tensor whole = from_array(rawArray);
        return Made(Converted(whole.narrow(0, offset, count < 0 ? rawArray.LongLength - offset : count), dtype, CPU), requires_grad, null);
    }

    /// <summary>The tensor, converted or moved if need be.</summary>
    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device device = null) =>
        data.to(dtype ?? data.dtype, device ?? data.device);

    /// <summary>A tensor over the memory of an array; a copy if it must be converted or moved.</summary>
    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device device = null) => from_array(data, dtype, device);

    internal static unsafe Tensor FromSpan<T>(
        ReadOnlySpan<T> values,
        ReadOnlySpan<long> shape,
        ScalarType? dtype,
        Device device,
        bool requires_grad,
        string[] names = null)
        where T : unmanaged
    {
        long count = 1;
        foreach (long length in shape)
        {
            count *= length;
        }

        if (count != values.Length)
        {
            throw new ArgumentException($"{values.Length} numbers for a tensor of shape [{string.Join(", ", shape.ToArray())}]");
        }

        Tensor host = empty(shape.ToArray(), Tensor.TypeOf<T>(), CPU);
        values.CopyTo(new Span<T>((void*)host.Info.Data, values.Length));
        return Made(Converted(host, dtype, Place(device)), requires_grad, names);
    }

    private static Tensor FromArray(Array values, ScalarType? dtype, Device device, bool requires_grad, string[] names)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor shared = from_array(values);
        return Made(shared.to(dtype ?? shared.dtype, Place(device), copy: true), requires_grad, names).MoveToOuterDisposeScope();
    }

    private static ScalarType TypeOf(Array values) => Tensor.TypeOf(values.GetType().GetElementType());

    private static Tensor Converted(Tensor tensor, ScalarType? dtype, Device device)
    {
        TensorInfo info = tensor.Info;
        if ((dtype is null || dtype == info.Type) && device.Matches(info.DeviceType, info.DeviceIndex))
        {
            return tensor;
        }

        return tensor.to(dtype ?? info.Type, device, disposeAfter: true);
    }

    private static Tensor Made(Tensor tensor, bool requires_grad, string[] names)
    {
        if (names is not null)
        {
            tensor.Dispose();
            throw new NotSupportedException("tensors with named dimensions are not supported");
        }

        return requires_grad ? tensor.requires_grad_() : tensor;
    }

    private static ScalarType Type(ScalarType? dtype) => dtype ?? s_defaultType;

    private static Device Place(Device device) => device ?? s_defaultDevice;
}
