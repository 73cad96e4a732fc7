using System.Text;
using System.Text.Json;

namespace TorchSharp;

/// <summary>
/// Tensors by name in the safetensors format, which every framework reads: the length of a JSON header, the header, the
/// bytes of the tensors. (Not a part of TorchSharp.)
/// </summary>
public static class Safetensors
{
    private const int MaximumHeader = 100_000_000;

    private static readonly (string Name, torch.ScalarType Type)[] s_types =
    [
        ("F32", torch.ScalarType.Float32),
        ("F64", torch.ScalarType.Float64),
        ("F16", torch.ScalarType.Float16),
        ("BF16", torch.ScalarType.BFloat16),
        ("I64", torch.ScalarType.Int64),
        ("I32", torch.ScalarType.Int32),
        ("I16", torch.ScalarType.Int16),
        ("I8", torch.ScalarType.Int8),
        ("U8", torch.ScalarType.Byte),
        ("BOOL", torch.ScalarType.Bool),
    ];

    /// <summary>Writes tensors, from any device, beside the file and then in its place: a stop on the way loses nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors by name.</param>
    /// <param name="metadata">Further texts; may be null.</param>
    /// <exception cref="ArgumentException">A tensor has a type that the format does not have.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, torch.Tensor> tensors, Dictionary<string, string> metadata = null)
    {
        using MemoryStream header = new();
        using (Utf8JsonWriter json = new(header))
        {
            json.WriteStartObject();
            if (metadata is not null)
            {
                json.WriteStartObject("__metadata__");
                foreach ((string key, string value) in metadata)
                {
                    json.WriteString(key, value);
                }

                json.WriteEndObject();
            }

            long offset = 0;
            foreach ((string key, torch.Tensor tensor) in tensors)
            {
                string type = s_types.FirstOrDefault(item => item.Type == tensor.dtype).Name ??
                    throw new ArgumentException($"safetensors has no type for {key}, which is {tensor.dtype}");
                long end = offset + (tensor.numel() * tensor.element_size());
                json.WriteStartObject(key);
                json.WriteString("dtype", type);
                WriteNumbers(json, "shape", tensor.shape);
                WriteNumbers(json, "data_offsets", [offset, end]);
                json.WriteEndObject();
                offset = end;
            }

            json.WriteEndObject();
        }

        // The data begin at a multiple of 8.
        header.Write("        "u8[..(int)((8 - (header.Length % 8)) % 8)]);
        string part = path + ".part";
        using (FileStream file = File.Create(part))
        {
            file.Write(BitConverter.GetBytes(header.Length));
            header.WriteTo(file);
            using IDisposable none = torch.no_grad();
            using DisposeScope scope = torch.NewDisposeScope();
            foreach (torch.Tensor tensor in tensors.Values)
            {
                tensor.WriteBytesToStream(file);
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(part, path, overwrite: true);
    }

    /// <summary>Reads all tensors of a file, to the CPU.</summary>
    /// <exception cref="InvalidDataException">It is no such file, or cut off.</exception>
    public static Dictionary<string, torch.Tensor> Load(string path, out Dictionary<string, string> metadata)
    {
        using FileStream file = File.OpenRead(path);
        metadata = [];
        Dictionary<string, torch.Tensor> tensors = [];
        try
        {
            using JsonDocument header = Header(file);
            long start = file.Position;
            foreach (JsonProperty item in header.RootElement.EnumerateObject())
            {
                if (item.Name == "__metadata__")
                {
                    metadata = item.Value.EnumerateObject().ToDictionary(static text => text.Name, static text => text.Value.GetString());
                }
                else
                {
                    tensors[item.Name] = Read(file, start, item);
                }
            }

            return tensors;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException
            or EndOfStreamException or InvalidDataException)
        {
            foreach (torch.Tensor tensor in tensors.Values)
            {
                tensor.Dispose();
            }

            throw new InvalidDataException($"{path} is no safetensors file, or damaged: {exception.Message}", exception);
        }
    }

    private static JsonDocument Header(FileStream file)
    {
        byte[] length = new byte[sizeof(long)];
        file.ReadExactly(length);
        long bytes = BitConverter.ToInt64(length);
        if (bytes is < 2 or > MaximumHeader || bytes > file.Length - sizeof(long))
        {
            throw new InvalidDataException($"a header of {bytes} bytes in a file of {file.Length}");
        }

        byte[] header = new byte[bytes];
        file.ReadExactly(header);
        return JsonDocument.Parse(Encoding.UTF8.GetString(header));
    }

    private static torch.Tensor Read(FileStream file, long start, JsonProperty item)
    {
        string name = item.Value.GetProperty("dtype").GetString();
        (string found, torch.ScalarType type) = s_types.FirstOrDefault(known => known.Name == name);
        if (found is null)
        {
            throw new InvalidDataException($"{item.Name} has an unknown type, {name}");
        }

        long[] shape = [.. item.Value.GetProperty("shape").EnumerateArray().Select(static length => length.GetInt64())];
        long[] offsets = [.. item.Value.GetProperty("data_offsets").EnumerateArray().Select(static offset => offset.GetInt64())];
        long bytes = shape.TotalSize() * type.ElementSize();
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] - offsets[0] != bytes || start + offsets[1] > file.Length)
        {
            throw new InvalidDataException(
                $"{item.Name} needs {bytes} bytes, and stands at {string.Join(" to ", offsets)} of {file.Length - start}");
        }

        file.Position = start + offsets[0];
        torch.Tensor tensor = torch.empty(shape, type, torch.CPU);
        tensor.ReadBytesFromStream(file);
        return tensor;
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
