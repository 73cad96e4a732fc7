using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Extensions;

namespace IlgpuOptim.Compute.Files;

/// <summary>A tensor to write: its description, and how its bytes are come by, a piece at a time.</summary>
public sealed class SafetensorsSource
{
    private const int ChunkBytes = 1 << 20;

    private readonly Action<Action<ReadOnlySpan<byte>>> _copy;

    private SafetensorsSource(string name, TensorFileType type, long[] shape, Action<Action<ReadOnlySpan<byte>>> copy)
    {
        this.Name = name;
        this.Type = type;
        this.Shape = shape;
        this._copy = copy;
    }

    /// <summary>Name in the file.</summary>
    public string Name { get; }

    /// <summary>Type of the elements.</summary>
    public TensorFileType Type { get; }

    /// <summary>The extents; none for a scalar.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Number of bytes.</summary>
    internal long Bytes => this.Shape.Aggregate((long)this.Type.Size(), static (bytes, extent) => checked(bytes * extent));

    /// <summary>Values of the host.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <param name="name">Name in the file.</param>
    /// <param name="values">The elements in row-major order.</param>
    /// <param name="shape">The extents; none for a scalar.</param>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    public static SafetensorsSource From<T>(string name, ReadOnlyMemory<T> values, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(name);

        long[] extents = shape.ToArray();
        long count = 1;

        foreach (long extent in extents)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(extent, nameof(shape));
            count = checked(count * extent);
        }

        if (count != values.Length)
        {
            throw new ArgumentException($"The shape of '{name}' has {count} elements; there are {values.Length} values.", nameof(shape));
        }

        return new SafetensorsSource(name, TensorFileTypes.Of<T>(), extents, write =>
        {
            for (int first = 0; first < values.Length; first += ChunkBytes)
            {
                write(MemoryMarshal.AsBytes(values.Span.Slice(first, Math.Min(ChunkBytes, values.Length - first))));
            }
        });
    }

    /// <summary>A tensor of a device, whose values are those at the time of writing.</summary>
    public static SafetensorsSource From(string name, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(tensor);

        return new SafetensorsSource(name, tensor.Type.ToFileType(), tensor.Shape.ToArray(), write =>
        {
            switch (tensor.Type)
            {
                case ElementType.Float64:
                    Copy<double>(tensor, write);
                    break;
                case ElementType.BFloat16:
                    Copy<BFloat16>(tensor, write);
                    break;
                case ElementType.Float16:
                    Copy<System.Half>(tensor, write);
                    break;
                case ElementType.Int32:
                    Copy<int>(tensor, write);
                    break;
                case ElementType.Int64:
                    Copy<long>(tensor, write);
                    break;
                case ElementType.UInt8:
                    Copy<byte>(tensor, write);
                    break;
                default:
                    Copy<float>(tensor, write);
                    break;
            }
        });
    }

    /// <summary>Gives all bytes, a piece at a time.</summary>
    internal void CopyTo(Action<ReadOnlySpan<byte>> write) => this._copy(write);

    private static void Copy<T>(Tensor tensor, Action<ReadOnlySpan<byte>> write)
        where T : unmanaged
    {
        int length = ChunkBytes / tensor.Type.Size();

        if (!tensor.IsContiguous)
        {
            T[] values = tensor.ToArray<T>();

            for (int first = 0; first < values.Length; first += length)
            {
                write(MemoryMarshal.AsBytes(values.AsSpan(first, Math.Min(length, values.Length - first))));
            }

            return;
        }

        T[] piece = new T[Math.Min(length, tensor.Count)];

        for (long first = 0; first < tensor.Count; first += piece.Length)
        {
            Span<T> values = piece.AsSpan(0, (int)Math.Min(piece.Length, tensor.Count - first));

            tensor.As<T>().SubView(first, values.Length).CopyToCPU(tensor.Device.Stream, values);
            tensor.Device.Synchronize();
            write(MemoryMarshal.AsBytes(values));
        }
    }
}

/// <summary>
/// Writes safetensors files: atomically (<see cref="AtomicFile"/>), and with a checksum over header and data among the texts, which other
/// programs ignore.
/// </summary>
public static class SafetensorsWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a file, or replaces it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors; in the file, those with larger elements come first, so that all are aligned.</param>
    /// <param name="metadata">Texts by name.</param>
    /// <exception cref="ArgumentException">A name occurs twice, is reserved, or is no valid Unicode; nothing has been written.</exception>
    /// <exception cref="IOException">The file cannot be written; an old one is still there.</exception>
    public static void Write(
        string path, IEnumerable<SafetensorsSource> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);

        // Stable: within a size, the order stays.
        SafetensorsSource[] sorted = [.. tensors.OrderByDescending(static tensor => tensor.Type.Size())];

        CheckNames(sorted, metadata);

        byte[] header = CreateHeader(sorted, metadata, out int digits);

        AtomicFile.Write(path, stream =>
        {
            Hash64 hash = new();
            Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixBytes];

            void Append(ReadOnlySpan<byte> bytes)
            {
                hash.Append(bytes);
                stream.Write(bytes);
            }

            BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
            Append(prefix);
            Append(header);

            foreach (SafetensorsSource tensor in sorted)
            {
                tensor.CopyTo(Append);
            }

            stream.Position = SafetensorsHeader.PrefixBytes + digits;
            stream.Write(Encoding.ASCII.GetBytes(hash.Finish().ToString("x16", CultureInfo.InvariantCulture)));
        });
    }

    private static byte[] CreateHeader(
        SafetensorsSource[] tensors, IReadOnlyDictionary<string, string>? metadata, out int digits)
    {
        ArrayBufferWriter<byte> buffer = new();

        using (Utf8JsonWriter writer = new(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteStartObject(SafetensorsHeader.MetadataKey);
            writer.WriteString(
                SafetensorsHeader.ChecksumKey, SafetensorsHeader.ChecksumPrefix + new string('0', SafetensorsHeader.ChecksumDigits));

            foreach ((string key, string value) in metadata ?? new Dictionary<string, string>())
            {
                writer.WriteString(key, value);
            }

            writer.WriteEndObject();

            long position = 0;

            foreach (SafetensorsSource tensor in tensors)
            {
                writer.WriteStartObject(tensor.Name);
                writer.WriteString("dtype", tensor.Type.Name());
                writer.WriteStartArray("shape");

                foreach (long extent in tensor.Shape)
                {
                    writer.WriteNumberValue(extent);
                }

                writer.WriteEndArray();
                writer.WriteStartArray("data_offsets");
                writer.WriteNumberValue(position);
                writer.WriteNumberValue(position = checked(position + tensor.Bytes));
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        // The checksum comes before everything else, so the first such text is its place.
        digits = buffer.WrittenSpan.IndexOf("xxh64:"u8) + SafetensorsHeader.ChecksumPrefix.Length;

        // Blanks to a multiple of 8, so that the data is aligned in the file.
        byte[] header = new byte[(buffer.WrittenCount + 7) / 8 * 8];

        header.AsSpan().Fill((byte)' ');
        buffer.WrittenSpan.CopyTo(header);

        return header;
    }

    private static void CheckNames(SafetensorsSource[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        HashSet<string> names = [SafetensorsHeader.MetadataKey];

        foreach (SafetensorsSource tensor in tensors)
        {
            CheckText(tensor.Name, "A tensor's name");

            if (!names.Add(tensor.Name))
            {
                throw new ArgumentException(tensor.Name == SafetensorsHeader.MetadataKey
                    ? $"No tensor can have the name '{SafetensorsHeader.MetadataKey}'."
                    : $"Two tensors have the name {SafetensorsHeader.Quote(tensor.Name)}.", nameof(tensors));
            }
        }

        foreach ((string key, string value) in metadata ?? new Dictionary<string, string>())
        {
            CheckText(key, "The name of a text");
            CheckText(value, $"The text {SafetensorsHeader.Quote(key)}");

            if (key == SafetensorsHeader.ChecksumKey)
            {
                throw new ArgumentException($"The text '{SafetensorsHeader.ChecksumKey}' is the file's own.", nameof(metadata));
            }
        }
    }

    private static void CheckText(string text, string what)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[++i]))
            {
                throw new ArgumentException($"{what} has half of a surrogate pair at character {i}; that is no valid Unicode.");
            }
        }
    }
}
