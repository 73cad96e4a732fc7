using System.Globalization;
using System.Numerics;
using TorchSharp.Modules;

namespace TorchSharp;

/// <summary>Between tensors, files, texts and C#'s numbers.</summary>
public static class TensorExtensionMethods
{
    /// <summary>As a parameter over the same memory.</summary>
    public static Parameter AsParameter(this torch.Tensor tensor) => new(tensor, tensor.requires_grad);

    /// <summary>With its numbers.</summary>
    public static string str(
        this torch.Tensor tensor,
        string fltFormat = null,
        int? width = null,
        string newLine = null,
        CultureInfo cultureInfo = null,
        TensorStringStyle style = TensorStringStyle.Default) => tensor.ToString(style, fltFormat, width, cultureInfo, newLine);

    /// <summary>As Julia prints.</summary>
    public static string jlstr(
        this torch.Tensor tensor, string fltFormat = null, int? width = null, string newLine = null, CultureInfo cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.Julia, fltFormat, width, cultureInfo, newLine);

    /// <summary>Shape, type and device.</summary>
    public static string metastr(this torch.Tensor tensor) => tensor.ToString(TensorStringStyle.Metadata);

    /// <summary>As NumPy prints.</summary>
    public static string npstr(
        this torch.Tensor tensor, string fltFormat = "g5", int? width = 100, string newLine = null, CultureInfo cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.Numpy, fltFormat, width, cultureInfo, newLine);

    /// <summary>As C# writes arrays.</summary>
    public static string cstr(
        this torch.Tensor tensor, string fltFormat = "g5", int? width = 100, string newLine = null, CultureInfo cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.CSharp, fltFormat, width, cultureInfo, newLine);

    /// <summary>Prints it, and returns it.</summary>
    public static torch.Tensor print(
        this torch.Tensor t,
        string fltFormat = "g5",
        int? width = 100,
        string newLine = null,
        CultureInfo cultureInfo = null,
        TensorStringStyle style = TensorStringStyle.Default)
    {
        Console.WriteLine(t.ToString(style, fltFormat, width, cultureInfo, newLine));
        return t;
    }

    /// <summary>Bytes of one element.</summary>
    public static int ElementSize(this torch.ScalarType type) => type switch
    {
        torch.ScalarType.Byte or torch.ScalarType.Int8 or torch.ScalarType.Bool or torch.ScalarType.QInt8 or torch.ScalarType.QUInt8 => 1,
        torch.ScalarType.Int16 or torch.ScalarType.Float16 or torch.ScalarType.BFloat16 => 2,
        torch.ScalarType.Int32 or torch.ScalarType.Float32 or torch.ScalarType.QInt32 => 4,
        torch.ScalarType.Int64 or torch.ScalarType.Float64 or torch.ScalarType.ComplexFloat32 => 8,
        torch.ScalarType.ComplexFloat64 => 16,
        _ => throw new ArgumentException($"no element type {type}", nameof(type)),
    };

    /// <summary>The number of elements of that shape.</summary>
    public static long TotalSize(this IEnumerable<long> shape) => shape.Aggregate(1L, static (product, length) => product * length);

    /// <summary>Writes type, shape (as LEB128 numbers) and bytes.</summary>
    public static void Save(this torch.Tensor tensor, BinaryWriter writer)
    {
        writer.Write7BitEncodedInt64((long)tensor.dtype);
        long[] shape = tensor.shape;
        writer.Write7BitEncodedInt64(shape.Length);
        foreach (long length in shape)
        {
            writer.Write7BitEncodedInt64(length);
        }

        writer.Flush();
        using IDisposable none = torch.no_grad();
        tensor.WriteBytesToStream(writer.BaseStream);
    }

    /// <summary>Writes type, shape and bytes.</summary>
    public static void Save(this torch.Tensor tensor, Stream stream)
    {
        using BinaryWriter writer = new(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        tensor.Save(writer);
    }

    /// <summary>Writes type, shape and bytes to a file.</summary>
    public static void Save(this torch.Tensor tensor, string location)
    {
        using FileStream stream = File.Create(location);
        tensor.Save(stream);
    }

    /// <summary>Reads what Save wrote, into a tensor of that type and shape.</summary>
    /// <exception cref="ArgumentException">Type or shape differ.</exception>
    public static void Load(this torch.Tensor tensor, BinaryReader reader, bool skip = false)
    {
        using torch.Tensor loaded = Load(reader);
        if (skip)
        {
            return;
        }

        if (loaded.dtype != tensor.dtype || !loaded.shape.AsSpan().SequenceEqual(tensor.shape))
        {
            throw new ArgumentException($"the tensor is {tensor}, and the loaded one {loaded}");
        }

        using IDisposable none = torch.no_grad();
        tensor.copy_(loaded);
    }

    /// <summary>Reads what Save wrote; null if it is to be skipped.</summary>
    /// <exception cref="InvalidDataException">It is no such tensor.</exception>
    public static torch.Tensor Load(BinaryReader reader, bool skip = false)
    {
        long type = reader.Read7BitEncodedInt64();
        long dimensions = reader.Read7BitEncodedInt64();
        if (!Enum.IsDefined(typeof(torch.ScalarType), (sbyte)Math.Clamp(type, -1, 127)) || dimensions is < 0 or > 64)
        {
            throw new InvalidDataException($"no tensor: type {type}, {dimensions} dimensions");
        }

        long[] shape = new long[dimensions];
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = reader.Read7BitEncodedInt64();
        }

        long bytes = shape.TotalSize() * ((torch.ScalarType)type).ElementSize();
        Stream stream = reader.BaseStream;
        if (bytes < 0 || (stream.CanSeek && bytes > stream.Length - stream.Position))
        {
            throw new InvalidDataException($"no tensor, or cut off: shape [{string.Join(", ", shape)}] is {bytes} bytes");
        }

        torch.Tensor loaded = torch.empty(shape, (torch.ScalarType)type, torch.CPU);
        loaded.ReadBytesFromStream(stream);
        if (skip)
        {
            loaded.Dispose();
            return null;
        }

        return loaded;
    }

    /// <summary>Reads what Save wrote, into a tensor, or into a new one if it is null.</summary>
    public static void Load(ref torch.Tensor tensor, BinaryReader reader, bool skip = false)
    {
        if (tensor is null)
        {
            tensor = Load(reader, skip);
        }
        else
        {
            tensor.Load(reader, skip);
        }
    }

    /// <summary>A copy of the numbers, or (no copy asked for) a tensor over the array.</summary>
    public static torch.Tensor ToTensor<T>(this T[] rawArray, long[] dimensions, bool doCopy = false, bool requires_grad = false)
    {
        torch.Tensor shared = torch.from_array(rawArray).reshape(dimensions);
        torch.Tensor tensor = doCopy ? shared.clone() : shared;
        return requires_grad ? tensor.requires_grad_() : tensor;
    }

    /// <summary>The one element, converted.</summary>
    public static Half ToHalf(this torch.Tensor value) => value.ToScalar().ToHalf();

    /// <summary>The one element, converted.</summary>
    public static BFloat16 ToBFloat16(this torch.Tensor value) => value.ToScalar().ToBFloat16();

    /// <summary>The one element, converted.</summary>
    public static float ToSingle(this torch.Tensor value) => value.ToScalar().ToSingle();

    /// <summary>The one element, converted.</summary>
    public static double ToDouble(this torch.Tensor value) => value.ToScalar().ToDouble();

    /// <summary>The one element, converted.</summary>
    public static sbyte ToSByte(this torch.Tensor value) => value.ToScalar().ToSByte();

    /// <summary>The one element, converted.</summary>
    public static byte ToByte(this torch.Tensor value) => value.ToScalar().ToByte();

    /// <summary>The one element, converted.</summary>
    public static short ToInt16(this torch.Tensor value) => value.ToScalar().ToInt16();

    /// <summary>The one element, converted.</summary>
    public static int ToInt32(this torch.Tensor value) => value.ToScalar().ToInt32();

    /// <summary>The one element, converted.</summary>
    public static long ToInt64(this torch.Tensor value) => value.ToScalar().ToInt64();

    /// <summary>The one element, converted.</summary>
    public static bool ToBoolean(this torch.Tensor value) => value.ToScalar().ToBoolean();

    /// <summary>The one element, converted.</summary>
    public static (float Real, float Imaginary) ToComplexFloat32(this torch.Tensor value) => value.ToScalar().ToComplexFloat32();

    /// <summary>The one element, converted.</summary>
    public static Complex ToComplexFloat64(this torch.Tensor value) => value.ToScalar().ToComplexFloat64();
}
