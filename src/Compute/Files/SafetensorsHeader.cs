using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IlgpuOptim.Compute.Files;

/// <summary>A tensor of a file.</summary>
/// <param name="Name">Its name, any text.</param>
/// <param name="Type">Type of its elements.</param>
/// <param name="Shape">Its extents; none for a scalar.</param>
/// <param name="Position">Where its bytes begin in the file.</param>
/// <param name="Bytes">How many they are.</param>
public sealed record SafetensorsEntry(string Name, TensorFileType Type, IReadOnlyList<long> Shape, long Position, long Bytes)
{
    /// <summary>Type and shape, such as <c>F32[4, 3]</c>.</summary>
    public string Describe() => $"{this.Type.Name()}[{string.Join(", ", this.Shape)}]";
}

/// <summary>
/// Reads the header of a safetensors file: 8 bytes with its length N, N bytes of JSON, then the data, which the tensors cover without a
/// gap. Nothing that the header says is believed before it is checked against the size of the file.
/// </summary>
internal sealed class SafetensorsHeader
{
    /// <summary>Length of the number in front of the header.</summary>
    public const int PrefixBytes = 8;

    /// <summary>Key of the texts.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>Key, among the texts, of the checksum over the file.</summary>
    public const string ChecksumKey = "ilgpu_optim.checksum";

    /// <summary>In front of the 16 digits of the checksum.</summary>
    public const string ChecksumPrefix = "xxh64:";

    /// <summary>Digits of the checksum.</summary>
    public const int ChecksumDigits = 16;

    /// <summary>The format allows no longer headers.</summary>
    private const long MaxHeaderBytes = 100_000_000;

    /// <summary>More dimensions than anything has; each costs memory.</summary>
    private const int MaxRank = 64;

    /// <summary>What reading may allocate beyond the size of the file, and what a tensor's entry costs at most beside its text.</summary>
    private const long MemoryAllowance = 15 << 20;
    private const long EntryCost = 448;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    private readonly long _dataStart;
    private readonly long _dataBytes;
    private readonly long _headerBytes;

    private SafetensorsHeader(long headerBytes, long fileBytes)
    {
        this._headerBytes = headerBytes;
        this._dataStart = PrefixBytes + headerBytes;
        this._dataBytes = fileBytes - this._dataStart;
    }

    /// <summary>The tensors, in the order of the header.</summary>
    public List<SafetensorsEntry> Entries { get; } = [];

    /// <summary>The texts, without the checksum.</summary>
    public Dictionary<string, string> Metadata { get; } = [];

    /// <summary>The checksum over the file, its own digits taken as zeros, or null.</summary>
    public ulong? Checksum { get; private set; }

    /// <summary>Where in the file the digits of the checksum are.</summary>
    public long ChecksumPosition { get; private set; }

    /// <summary>The length of the header, checked.</summary>
    public static long CheckLength(ulong length, long fileBytes)
    {
        long available = fileBytes - PrefixBytes;

        if (length > MaxHeaderBytes)
        {
            throw new TensorFileException(
                $"the header is said to have {length} bytes, more than the {MaxHeaderBytes} that safetensors files have; it is no such file");
        }

        if ((long)length > available)
        {
            throw new TensorFileException(
                $"the header is said to have {length} bytes, but only {available} follow; the file is truncated, or no safetensors file");
        }

        // Texts take twice the memory, beside the header itself.
        if (2 * (long)length > available - (long)length + MemoryAllowance)
        {
            throw new TensorFileException($"the header of {length} bytes is out of proportion to the {available - (long)length} bytes of data");
        }

        return (long)length;
    }

    /// <summary>Reads and checks a header.</summary>
    /// <exception cref="TensorFileException">Something is wrong; the message does not name the file.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, long fileBytes)
    {
        SafetensorsHeader header = new(json.Length, fileBytes);

        try
        {
            header.Read(json);
        }
        catch (JsonException exception)
        {
            // Its message ends in a path and line numbers, of which there is one; the byte says it all.
            throw new TensorFileException($"the header is no valid JSON at byte {PrefixBytes + (exception.BytePositionInLine ?? 0)}", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new TensorFileException("the header has text that is no valid Unicode", exception);
        }

        header.CheckCoverage();

        return header;
    }

    private void Read(ReadOnlySpan<byte> json)
    {
        if (json.Length == 0 || json[0] != '{')
        {
            throw new TensorFileException("the header does not begin with '{'; this is no safetensors file");
        }

        Utf8JsonReader reader = new(json);
        HashSet<string> names = [];

        reader.Read();

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;

            if (!names.Add(name))
            {
                throw new TensorFileException($"{Quote(name)} occurs twice in the header");
            }

            if (name == MetadataKey)
            {
                this.ReadMetadata(ref reader);
                continue;
            }

            this.Entries.Add(this.ReadEntry(ref reader, name));

            if ((this.Entries.Count * EntryCost) + (2 * this._headerBytes) > this._dataBytes + MemoryAllowance)
            {
                throw new TensorFileException($"the header lists more than {this.Entries.Count - 1} tensors, out of proportion to its file");
            }
        }

        // Reads on to the end, and so refuses what follows the object.
        while (reader.Read())
        {
        }
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        reader.Read();

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new TensorFileException($"{MetadataKey} is no object of texts");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;

            reader.Read();

            if (reader.TokenType != JsonTokenType.String)
            {
                throw new TensorFileException($"the metadata {Quote(key)} is no text");
            }

            if (key == ChecksumKey)
            {
                this.ReadChecksum(ref reader);
            }
            else if (!this.Metadata.TryAdd(key, reader.GetString()!))
            {
                throw new TensorFileException($"the metadata {Quote(key)} occurs twice");
            }
        }
    }

    private void ReadChecksum(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> value = reader.ValueSpan;

        if (this.Checksum is not null
            || value.Length != ChecksumPrefix.Length + ChecksumDigits
            || !value.StartsWith("xxh64:"u8)
            || value[ChecksumPrefix.Length..].ContainsAnyExcept(HexDigits)
            || !ulong.TryParse(value[ChecksumPrefix.Length..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong checksum))
        {
            throw new TensorFileException("the checksum in the header is not one of the form xxh64:0123456789abcdef");
        }

        this.Checksum = checksum;

        // After the quotation mark.
        this.ChecksumPosition = PrefixBytes + reader.TokenStartIndex + 1 + ChecksumPrefix.Length;
    }

    private SafetensorsEntry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        TensorFileType? type = null;
        List<long>? shape = null;
        List<long>? offsets = null;

        reader.Read();

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new TensorFileException($"tensor {Quote(name)} is described by no object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;

            reader.Read();

            if ((key == "dtype" && type is not null) || (key == "shape" && shape is not null) || (key == "data_offsets" && offsets is not null))
            {
                throw new TensorFileException($"tensor {Quote(name)} has two of {key}");
            }

            switch (key)
            {
                case "dtype":
                    type = ReadType(ref reader, name);
                    break;
                case "shape":
                    shape = ReadNumbers(ref reader, name, "shape", MaxRank);
                    break;
                case "data_offsets":
                    offsets = ReadNumbers(ref reader, name, "data_offsets", 2);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (type is null || shape is null || offsets is not { Count: 2 })
        {
            string missing = type is null ? "dtype" : shape is null ? "shape" : "pair of data_offsets";

            throw new TensorFileException($"tensor {Quote(name)} has no {missing}");
        }

        return this.CheckEntry(name, type.Value, shape, offsets[0], offsets[1]);
    }

    private SafetensorsEntry CheckEntry(string name, TensorFileType type, List<long> shape, long begin, long end)
    {
        UInt128 bytes = (UInt128)type.Size();

        foreach (long extent in shape)
        {
            // At most 2^63 each time, so that the product cannot overflow.
            bytes = UInt128.Min(bytes * (UInt128)extent, long.MaxValue);
        }

        if (end < begin || (UInt128)(end - begin) != bytes)
        {
            throw new TensorFileException(
                $"tensor {Quote(name)} of type {type.Name()} and shape [{string.Join(", ", shape)}] does not take the bytes {begin} to {end} it is said to");
        }

        if (end > this._dataBytes)
        {
            throw new TensorFileException(
                $"tensor {Quote(name)} ends at byte {end} of the data, of which there are only {this._dataBytes}; the file is truncated");
        }

        return new SafetensorsEntry(name, type, shape.ToArray(), this._dataStart + begin, end - begin);
    }

    /// <summary>The tensors cover the data one after the other: no byte twice, none left out.</summary>
    private void CheckCoverage()
    {
        SafetensorsEntry[] sorted = [.. this.Entries];
        long next = this._dataStart;

        Array.Sort(sorted, static (left, right) =>
        {
            int order = left.Position.CompareTo(right.Position);

            return order != 0 ? order : left.Bytes.CompareTo(right.Bytes);
        });

        foreach (SafetensorsEntry entry in sorted)
        {
            if (entry.Position != next)
            {
                throw new TensorFileException(entry.Position < next
                    ? $"tensor {Quote(entry.Name)} at byte {entry.Position - this._dataStart} of the data overlaps the one before it, which ends at {next - this._dataStart}"
                    : $"bytes {next - this._dataStart} to {entry.Position - this._dataStart} of the data, before tensor {Quote(entry.Name)}, belong to no tensor");
            }

            next += entry.Bytes;
        }

        long extra = this._dataStart + this._dataBytes - next;

        if (extra > 0)
        {
            throw new TensorFileException($"{extra} bytes at the end of the file belong to no tensor");
        }
    }

    private static TensorFileType ReadType(ref Utf8JsonReader reader, string name)
    {
        string text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";

        return TensorFileTypes.Parse(text) ?? throw new TensorFileException(
            $"tensor {Quote(name)} has the unknown type {Quote(text)}; types are {TensorFileTypes.AllNames}");
    }

    private static List<long> ReadNumbers(ref Utf8JsonReader reader, string name, string key, int most)
    {
        List<long> numbers = [];

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new TensorFileException($"{key} of tensor {Quote(name)} is no list of numbers");
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
            {
                throw new TensorFileException($"{key} of tensor {Quote(name)} has something that is no whole number from 0 to 2^63-1");
            }

            if (numbers.Count == most)
            {
                throw new TensorFileException($"{key} of tensor {Quote(name)} has more than {most} numbers");
            }

            numbers.Add(number);
        }

        return numbers;
    }

    /// <summary>A name for messages: short, and on one line.</summary>
    internal static string Quote(string name)
    {
        StringBuilder text = new("'");

        foreach (char c in name.AsSpan(0, Math.Min(name.Length, 80)))
        {
            text.Append(char.IsControl(c) ? '\ufffd' : c);
        }

        return text.Append(name.Length > 80 ? "...'" : "'").ToString();
    }
}
