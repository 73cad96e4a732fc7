using System.Buffers.Binary;
using System.Runtime.InteropServices;

using Microsoft.Win32.SafeHandles;

namespace IlgpuOptim.Compute.Files;

/// <summary>
/// A safetensors file for reading: named tensors and named texts. Opening reads and checks the header only; nothing is allocated that the
/// file is not large enough for. Files of other programs are read too.
/// </summary>
public sealed partial class SafetensorsFile : IDisposable
{
    private const int ChunkBytes = 1 << 20;

    private readonly SafeFileHandle _handle;
    private readonly SafetensorsHeader _header;
    private readonly Dictionary<string, SafetensorsEntry> _entries;

    private SafetensorsFile(string path, SafeFileHandle handle, SafetensorsHeader header)
    {
        this.Path = path;
        this._handle = handle;
        this._header = header;
        this._entries = new Dictionary<string, SafetensorsEntry>(header.Entries.Count);

        foreach (SafetensorsEntry entry in header.Entries)
        {
            this._entries.Add(entry.Name, entry);
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The tensors, in the order of the header.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries => this._header.Entries;

    /// <summary>The texts.</summary>
    public IReadOnlyDictionary<string, string> Metadata => this._header.Metadata;

    /// <summary>True if the file has a checksum; files of other programs have none.</summary>
    public bool HasChecksum => this._header.Checksum is not null;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="verify">Read the whole file and compare it with its checksum, if it has one.</param>
    /// <exception cref="TensorFileException">The file is not a complete and consistent safetensors file; the message says why.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafetensorsFile Open(string path, bool verify = true)
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("safetensors files are little-endian, this machine is not.");
        }

        SafeFileHandle handle = File.OpenHandle(path);

        try
        {
            SafetensorsFile file = new(path, handle, ReadHeader(handle));

            if (verify)
            {
                file.Verify();
            }

            return file;
        }
        catch (TensorFileException exception)
        {
            handle.Dispose();

            throw new TensorFileException($"'{path}': {exception.Message}", exception);
        }
        catch
        {
            handle.Dispose();

            throw;
        }
    }

    /// <summary>The tensor with a name.</summary>
    /// <exception cref="TensorFileException">There is none.</exception>
    public SafetensorsEntry Find(string name) => this._entries.TryGetValue(name, out SafetensorsEntry? entry)
        ? entry
        : throw this.Wrong($"there is no tensor {SafetensorsHeader.Quote(name)}");

    /// <summary>True if there is a tensor with this name.</summary>
    public bool Contains(string name) => this._entries.ContainsKey(name);

    /// <summary>Reads a tensor.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <returns>The elements in row-major order.</returns>
    /// <exception cref="TensorFileException">There is none, it has other elements, or too many for an array.</exception>
    public T[] Read<T>(string name)
        where T : unmanaged
    {
        SafetensorsEntry entry = this.Find(name);

        if (entry.Type != TensorFileTypes.Of<T>())
        {
            throw this.Wrong($"tensor {SafetensorsHeader.Quote(name)} is {entry.Describe()}; {TensorFileTypes.Of<T>().Name()} is needed");
        }

        long count = entry.Bytes / entry.Type.Size();

        if (count > Array.MaxLength)
        {
            throw this.Wrong($"tensor {SafetensorsHeader.Quote(name)} has {count} elements, too many for an array");
        }

        T[] values = new T[count];

        // In pieces: the bytes of a large array are more than a span counts.
        for (int first = 0; first < values.Length; first += ChunkBytes)
        {
            Span<T> piece = values.AsSpan(first, Math.Min(ChunkBytes, values.Length - first));

            this.ReadBytes(entry, (long)first * entry.Type.Size(), MemoryMarshal.AsBytes(piece));
        }

        return values;
    }

    /// <summary>Reads some bytes of a tensor.</summary>
    /// <param name="entry">A tensor of this file.</param>
    /// <param name="offset">First byte, from the beginning of the tensor.</param>
    /// <param name="bytes">Where to put them.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such bytes.</exception>
    /// <exception cref="TensorFileException">The file has become shorter, or a truth value is neither 0 nor 1.</exception>
    public void ReadBytes(SafetensorsEntry entry, long offset, Span<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, entry.Bytes - bytes.Length);

        if (!TryRead(this._handle, entry.Position + offset, bytes))
        {
            throw this.Wrong($"the file ended while tensor {SafetensorsHeader.Quote(entry.Name)} was read");
        }

        // C# assumes of a bool that it is 0 or 1.
        if (entry.Type == TensorFileType.Bool && bytes.IndexOfAnyExceptInRange((byte)0, (byte)1) is >= 0 and int index)
        {
            throw this.Wrong($"tensor {SafetensorsHeader.Quote(entry.Name)} has the truth value {bytes[index]} at byte {offset + index}");
        }
    }

    /// <summary>Compares the file with its checksum, if it has one.</summary>
    /// <exception cref="TensorFileException">It is another.</exception>
    public void Verify()
    {
        if (this._header.Checksum is not { } expected)
        {
            return;
        }

        Hash64 hash = new();
        long length = RandomAccess.GetLength(this._handle);
        byte[] chunk = new byte[(int)Math.Min(ChunkBytes, length)];

        for (long position = 0; position < length; position += chunk.Length)
        {
            Span<byte> bytes = chunk.AsSpan(0, (int)Math.Min(chunk.Length, length - position));

            if (!TryRead(this._handle, position, bytes))
            {
                throw this.Wrong("the file ended while its checksum was computed");
            }

            // The digits themselves count as zeros.
            long from = Math.Max(this._header.ChecksumPosition - position, 0);
            long to = Math.Min(this._header.ChecksumPosition + SafetensorsHeader.ChecksumDigits - position, bytes.Length);

            if (from < to)
            {
                bytes[(int)from..(int)to].Fill((byte)'0');
            }

            hash.Append(bytes);
        }

        if (hash.Finish() is var found && found != expected)
        {
            throw new TensorFileException(
                $"the checksum is {found:x16}, the header says {expected:x16}: the file is damaged, or was changed by another program");
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => this._handle.Dispose();

    private static SafetensorsHeader ReadHeader(SafeFileHandle handle)
    {
        long length = RandomAccess.GetLength(handle);
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixBytes];

        if (length < prefix.Length || !TryRead(handle, 0, prefix))
        {
            throw new TensorFileException($"a file of {length} bytes is no safetensors file, which has at least {prefix.Length}");
        }

        byte[] json = new byte[SafetensorsHeader.CheckLength(BinaryPrimitives.ReadUInt64LittleEndian(prefix), length)];

        return TryRead(handle, prefix.Length, json)
            ? SafetensorsHeader.Parse(json, length)
            : throw new TensorFileException("the file ended while its header was read");
    }

    private static bool TryRead(SafeFileHandle handle, long position, Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            int count = RandomAccess.Read(handle, bytes, position);

            if (count == 0)
            {
                return false;
            }

            position += count;
            bytes = bytes[count..];
        }

        return true;
    }

    private TensorFileException Wrong(string what) => new($"'{this.Path}': {what}");
}
