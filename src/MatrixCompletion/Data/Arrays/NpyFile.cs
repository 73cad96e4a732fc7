using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace IlgpuOptim.MatrixCompletion.Data.Arrays;

/// <summary>NumPy's .npy files, format 1.0 to 3.0: floats of 2, 4 and 8 bytes, integers and booleans, of either byte order, C or Fortran order.</summary>
public static class NpyFile
{
    private const int PrefixLength = 10;

    /// <summary>How every file of this format begins.</summary>
    internal static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads an array of any number type; what float32 cannot hold exactly is rounded.</summary>
    /// <exception cref="DataFormatException">It is no such file, holds no numbers, or its length is not what its shape says.</exception>
    public static NpyArray<T> Read<T>(string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Parse<T>(path, InputFile.ReadAll(path));

    /// <summary>Writes an array, atomically.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shape">Length of each axis.</param>
    /// <param name="data">The elements in C order.</param>
    /// <exception cref="ArgumentException">There are not as many elements as the shape says.</exception>
    public static void Write<T>(string path, int[] shape, T[] data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (shape.Aggregate(1L, (product, length) => product * length) != data.LongLength)
        {
            throw new ArgumentException($"{data.Length} elements for the shape ({string.Join(", ", shape)})", nameof(data));
        }

        string tuple = shape.Length == 1 ? $"({shape[0]},)" : $"({string.Join(", ", shape)})";
        string header = $"{{'descr': '<f{Marshal.SizeOf<T>()}', 'fortran_order': False, 'shape': {tuple}, }}";
        byte[] prefix = new byte[(PrefixLength + header.Length + 1 + 63) / 64 * 64];

        prefix.AsSpan(PrefixLength).Fill((byte)' ');
        Magic.CopyTo(prefix);
        (prefix[6], prefix[7]) = (1, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(prefix.AsSpan(8), (ushort)(prefix.Length - PrefixLength));
        Encoding.ASCII.GetBytes(header, prefix.AsSpan(PrefixLength));
        prefix[^1] = (byte)'\n';

        AtomicFile.Write(path, stream =>
        {
            stream.Write(prefix);

            // In pieces: the bytes of a span are counted in 32 bits.
            for (int at = 0; at < data.Length; at += 1 << 20)
            {
                stream.Write(MemoryMarshal.AsBytes(data.AsSpan(at, Math.Min(1 << 20, data.Length - at))));
            }
        });
    }

    internal static NpyArray<T> Parse<T>(string path, ReadOnlySpan<byte> file)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (file.Length < PrefixLength || !file.StartsWith(Magic))
        {
            throw new DataFormatException(path, 0, "this is no .npy file");
        }

        int lengthSize = file[6] switch
        {
            1 => 2,
            2 or 3 => 4,
            byte version => throw new DataFormatException(path, 0, $".npy format {version}.{file[7]} is not known; 1.0 to 3.0 are"),
        };

        if (file.Length < 8 + lengthSize)
        {
            throw new DataFormatException(path, 0, "the file ends in its header");
        }

        long headerLength = lengthSize == 2
            ? BinaryPrimitives.ReadUInt16LittleEndian(file[8..])
            : BinaryPrimitives.ReadUInt32LittleEndian(file[8..]);
        long start = 8 + lengthSize + headerLength;

        if (start > file.Length)
        {
            throw new DataFormatException(path, 0, "the file ends in its header");
        }

        string header = Encoding.Latin1.GetString(file[(8 + lengthSize)..(int)start]);
        NpyType type = NpyType.Parse(path, Field(path, header, "'descr'"));
        bool isFortran = Field(path, header, "'fortran_order'").StartsWith("True", StringComparison.Ordinal);
        int[] shape = ParseShape(path, Field(path, header, "'shape'"));
        ReadOnlySpan<byte> data = file[(int)start..];
        long count = CountElements(shape);

        if (count < 0 || count * type.Size != data.Length)
        {
            throw new DataFormatException(
                path, 0, $"the shape ({string.Join(", ", shape)}) of '{type.Name}' does not fit the {data.Length} bytes of data");
        }

        T[] elements = new T[count];
        type.Convert(data, elements.AsSpan());

        return new NpyArray<T>(shape, isFortran && shape.Length > 1 ? FromFortran(shape, elements) : elements);
    }

    private static string Field(string path, string header, string key)
    {
        int at = header.IndexOf(key, StringComparison.Ordinal);
        int colon = at < 0 ? -1 : header.IndexOf(':', at);

        return colon < 0 ? throw new DataFormatException(path, 0, $"the header has no {key}") : header[(colon + 1)..].TrimStart();
    }

    private static int[] ParseShape(string path, string text)
    {
        int end = text.IndexOf(')', StringComparison.Ordinal);

        if (!text.StartsWith('(') || end < 0)
        {
            throw new DataFormatException(path, 0, "the shape in the header is no tuple");
        }

        string[] parts = text[1..end].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        int[] shape = new int[parts.Length];

        for (int i = 0; i < shape.Length; i++)
        {
            if (!int.TryParse(parts[i].TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out shape[i]))
            {
                throw new DataFormatException(path, 0, $"the axis length '{(parts[i].Length > 30 ? parts[i][..30] : parts[i])}' is no number of 31 bits");
            }
        }

        return shape;
    }

    /// <summary>Number of elements, or -1 beyond what an array can hold.</summary>
    private static long CountElements(int[] shape)
    {
        if (shape.Contains(0))
        {
            return 0;
        }

        long count = 1;

        foreach (int length in shape)
        {
            count = count > Array.MaxLength / length ? -1 : count * length;

            if (count < 0)
            {
                return -1;
            }
        }

        return count;
    }

    private static T[] FromFortran<T>(int[] shape, T[] source)
    {
        T[] target = new T[source.Length];
        int[] index = new int[shape.Length];

        // The index counts as C order does; the place in Fortran order follows from it.
        for (int to = 0; to < target.Length; to++)
        {
            long from = 0;

            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                from = (from * shape[axis]) + index[axis];
            }

            target[to] = source[from];

            for (int axis = shape.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }

        return target;
    }
}
