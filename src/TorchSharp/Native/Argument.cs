using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp.Native;

/// <summary>What shim.cpp knows as Argument.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeArgument
{
    public ArgumentKind Kind;
    public int Count;
    public long Bits;
    public double Imaginary;
}

/// <summary>What shim.cpp knows as Result.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeResult
{
    public ArgumentKind Kind;
    public int Count;
    public long Bits;
    public double Imaginary;
}

/// <summary>Kinds of <see cref="NativeArgument"/>: the numbers of ArgumentKind in shim.cpp.</summary>
internal enum ArgumentKind
{
    Default,
    None,
    Tensor,
    Integer,
    Real,
    Boolean,
    Complex,
    Integers,
    Reals,
    Tensors,
    Text,
    Device,
    Generator,
}

/// <summary>One argument of an operator. Converts from everything that operators take.</summary>
internal readonly struct Argument
{
    /// <summary>Leaves the argument to the operator's own default.</summary>
    public static readonly Argument Default;

    private static readonly Argument s_none = new(ArgumentKind.None, 0);

    private readonly ArgumentKind _kind;
    private readonly int _count;
    private readonly long _bits;
    private readonly double _imaginary;
    private readonly object _reference;

    private Argument(ArgumentKind kind, long bits, object reference = null, int count = 0, double imaginary = 0)
    {
        this._kind = kind;
        this._bits = bits;
        this._reference = reference;
        this._count = count;
        this._imaginary = imaginary;
    }

    /// <summary>The tensor that it is.</summary>
    public torch.Tensor Tensor => this._reference as torch.Tensor;

    /// <summary>How many 8-byte cells of scratch memory <see cref="Write"/> needs.</summary>
    public int Cells => this._reference switch
    {
        Array array => array.Length,
        string text => (Encoding.UTF8.GetMaxByteCount(text.Length) + 7) / 8,
        _ => 0,
    };

    public static implicit operator Argument(torch.Tensor tensor) =>
        tensor is null ? s_none : new Argument(ArgumentKind.Tensor, tensor.Handle, tensor);

    public static implicit operator Argument(long value) => new(ArgumentKind.Integer, value);

    public static implicit operator Argument(int value) => new(ArgumentKind.Integer, value);

    public static implicit operator Argument(double value) => new(ArgumentKind.Real, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Argument(bool value) => new(ArgumentKind.Boolean, value ? 1 : 0);

    public static implicit operator Argument(long? value) => value is long number ? number : s_none;

    public static implicit operator Argument(int? value) => value is int number ? (long)number : s_none;

    public static implicit operator Argument(double? value) => value is double number ? number : s_none;

    public static implicit operator Argument(bool? value) => value is bool flag ? flag : s_none;

    public static implicit operator Argument(torch.ScalarType type) => new(ArgumentKind.Integer, (long)type);

    public static implicit operator Argument(torch.ScalarType? type) => type is torch.ScalarType value ? value : s_none;

    public static implicit operator Argument(long[] values) => values is null ? s_none : new Argument(ArgumentKind.Integers, 0, values);

    public static implicit operator Argument(double[] values) => values is null ? s_none : new Argument(ArgumentKind.Reals, 0, values);

    public static implicit operator Argument(torch.Tensor[] values) =>
        values is null ? s_none : new Argument(ArgumentKind.Tensors, 0, values);

    public static implicit operator Argument(string text) => text is null ? s_none : new Argument(ArgumentKind.Text, 0, text);

    public static implicit operator Argument(torch.Device device) =>
        device is null ? s_none : new Argument(ArgumentKind.Device, (long)device.type, null, device.index);

    public static implicit operator Argument(torch.Generator generator) =>
        generator is null ? s_none : new Argument(ArgumentKind.Generator, generator.Handle, generator);

    public static implicit operator Argument(Scalar scalar) => scalar is null ? s_none : scalar.AsArgument();

    public static Argument Complex(double real, double imaginary) =>
        new(ArgumentKind.Complex, BitConverter.DoubleToInt64Bits(real), null, 0, imaginary);

    /// <summary>The native form; what does not fit into it is put into <paramref name="cells"/>, which must not move.</summary>
    public unsafe NativeArgument Write(Span<long> cells)
    {
        NativeArgument native = new() { Kind = this._kind, Count = this._count, Bits = this._bits, Imaginary = this._imaginary };
        switch (this._reference)
        {
            case long[] integers:
                integers.CopyTo(cells);
                native.Count = integers.Length;
                break;
            case double[] reals:
                MemoryMarshal.Cast<double, long>(reals).CopyTo(cells);
                native.Count = reals.Length;
                break;
            case torch.Tensor[] tensors:
                for (int i = 0; i < tensors.Length; i++)
                {
                    cells[i] = tensors[i] is null ? 0 : (long)tensors[i].Handle;
                }

                native.Count = tensors.Length;
                break;
            case string text:
                native.Count = Encoding.UTF8.GetBytes(text, MemoryMarshal.AsBytes(cells));
                break;
            default:
                return native;
        }

        fixed (long* pointer = cells)
        {
            // Never null: an empty list still has to have an address.
            native.Bits = pointer is null ? sizeof(long) : (long)pointer;
        }

        return native;
    }

    /// <summary>Keeps what is referred to alive up to here, above all tensors that only a finalizer would dispose.</summary>
    public void KeepAlive()
    {
        GC.KeepAlive(this._reference);
        if (this._reference is torch.Tensor[] tensors)
        {
            foreach (torch.Tensor tensor in tensors)
            {
                GC.KeepAlive(tensor);
            }
        }
    }
}
