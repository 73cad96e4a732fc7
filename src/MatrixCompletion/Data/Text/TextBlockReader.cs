using System.IO.Compression;

namespace IlgpuOptim.MatrixCompletion.Data.Text;

/// <summary>Whole lines of a file; the last byte is a newline, so that scans need no other end.</summary>
/// <param name="Index">Number of the block, from 0.</param>
/// <param name="Buffer">Holds the lines, from 0 on.</param>
/// <param name="Length">Bytes of the lines.</param>
/// <param name="FirstLine">Line of the file that the block begins with, from 1.</param>
/// <param name="LineCount">Number of lines.</param>
internal readonly record struct TextBlock(int Index, byte[] Buffer, int Length, long FirstLine, int LineCount)
{
    public ReadOnlySpan<byte> Bytes => this.Buffer.AsSpan(0, this.Length);
}

/// <summary>
/// Cuts a text file, gzip or not, into blocks of whole lines. Files are read, not mapped: a mapped file that shrinks meanwhile ends
/// the process. Not thread-safe: callers take turns.
/// </summary>
internal sealed class TextBlockReader : IDisposable
{
    /// <summary>Fits the caches of a core, and bounds the length of a line.</summary>
    public const int BlockSize = 1 << 20;

    private const byte NewLine = (byte)'\n';

    private readonly Stream _stream;
    private byte[] _pending = [];
    private int _pendingStart;
    private int _pendingLength;
    private bool _atEnd;
    private int _nextBlock;
    private long _nextLine = 1;

    /// <summary>Opens a file.</summary>
    /// <exception cref="DataFormatException">It cannot be opened.</exception>
    public TextBlockReader(string path)
    {
        this.Path = path;
        Stream file = InputFile.Open(path);
        this.FileLength = file.Length;

        Span<byte> magic = stackalloc byte[2];
        bool isGzip = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
        file.Position = 0;
        this._stream = isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
        this.IsCompressed = isGzip;
        this.SkipByteOrderMark();
    }

    public string Path { get; }

    /// <summary>Bytes of the file as it lies on the disk.</summary>
    public long FileLength { get; }

    public bool IsCompressed { get; }

    /// <summary>Line, from 1, of what comes next.</summary>
    public long NextLine => this._nextLine;

    /// <summary>The next bytes, up to a number, without taking them.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        this.Fill(count);

        return this._pending.AsSpan(this._pendingStart, Math.Min(count, this._pendingLength));
    }

    /// <summary>Takes the next line, without its end; false at the end of the file. The span is valid until the next call.</summary>
    public bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        int length;

        for (int size = 256; ; size *= 4)
        {
            ReadOnlySpan<byte> peeked = this.Peek(Math.Min(size, BlockSize));
            length = peeked.IndexOf(NewLine);

            if (length >= 0 || this._atEnd)
            {
                break;
            }

            if (size >= BlockSize)
            {
                throw this.TooLong(this._nextLine);
            }
        }

        if (length < 0 && this._pendingLength == 0)
        {
            line = default;

            return false;
        }

        bool hasEnd = length >= 0;
        length = hasEnd ? length : this._pendingLength;
        line = this._pending.AsSpan(this._pendingStart, length);
        line = line is [.., (byte)'\r'] ? line[..^1] : line;
        this._pendingStart += length + (hasEnd ? 1 : 0);
        this._pendingLength -= length + (hasEnd ? 1 : 0);
        this._nextLine++;

        return true;
    }

    /// <summary>Takes the next lines, into a buffer that is made or made larger where needed; false at the end of the file.</summary>
    public bool TryReadBlock(ref byte[] buffer, out TextBlock block)
    {
        // One byte more, for the newline that the last line may lack, and some that scans may read behind it. Small files get small buffers.
        int size = (int)Math.Min(BlockSize, this.IsCompressed ? BlockSize : Math.Max(this.FileLength, 16)) + 1;

        if (buffer.Length < size + NumberText.Overrun)
        {
            buffer = GC.AllocateUninitializedArray<byte>(size + NumberText.Overrun);
        }

        int length = this.Take(buffer.AsSpan(0, size - 1));
        int end = buffer.AsSpan(0, length).LastIndexOf(NewLine) + 1;

        if (length == 0)
        {
            block = default;

            return false;
        }

        if (end < length && !this.IsFinished)
        {
            if (end == 0)
            {
                throw this.TooLong(this._nextLine);
            }

            this.GiveBack(buffer.AsSpan(end, length - end));
            length = end;
        }
        else if (end < length)
        {
            buffer[length++] = NewLine;
        }

        int lines = buffer.AsSpan(0, length).Count(NewLine);
        block = new TextBlock(this._nextBlock++, buffer, length, this._nextLine, lines);
        this._nextLine += lines;

        return true;
    }

    public void Dispose() => this._stream.Dispose();

    private bool IsFinished
    {
        get
        {
            this.Fill(1);

            return this._pendingLength == 0;
        }
    }

    private DataFormatException TooLong(long line) =>
        new(this.Path, line, $"the line is longer than {BlockSize >> 20} MiB; this is no text file of entries");

    private void SkipByteOrderMark()
    {
        ReadOnlySpan<byte> start = this.Peek(3);

        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw new DataFormatException(this.Path, 0, "the text is UTF-16; save it as UTF-8");
        }

        if (start is [0xEF, 0xBB, 0xBF])
        {
            this._pendingStart += 3;
            this._pendingLength -= 3;
        }
    }

    /// <summary>Makes <paramref name="count"/> bytes pending, or all there are.</summary>
    private void Fill(int count)
    {
        if (this._pendingLength >= count || this._atEnd)
        {
            return;
        }

        if (this._pending.Length - this._pendingStart < count)
        {
            byte[] larger = this._pending.Length >= count ? this._pending : new byte[Math.Max(count, 64)];
            this._pending.AsSpan(this._pendingStart, this._pendingLength).CopyTo(larger);
            this._pending = larger;
            this._pendingStart = 0;
        }

        while (this._pendingLength < count && !this._atEnd)
        {
            int end = this._pendingStart + this._pendingLength;
            this._pendingLength += this.Read(this._pending.AsSpan(end, count - this._pendingLength));
        }
    }

    /// <summary>Fills a buffer with what is pending and what follows.</summary>
    private int Take(Span<byte> buffer)
    {
        int taken = Math.Min(this._pendingLength, buffer.Length);
        this._pending.AsSpan(this._pendingStart, taken).CopyTo(buffer);
        this._pendingStart += taken;
        this._pendingLength -= taken;

        while (taken < buffer.Length && !this._atEnd)
        {
            taken += this.Read(buffer[taken..]);
        }

        return taken;
    }

    /// <summary>Puts bytes before what is pending, which is at most the byte that <see cref="IsFinished"/> looked at.</summary>
    private void GiveBack(ReadOnlySpan<byte> bytes)
    {
        int length = bytes.Length + this._pendingLength;

        if (this._pendingStart < bytes.Length)
        {
            byte[] room = this._pending.Length >= length ? this._pending : new byte[length];
            this._pending.AsSpan(this._pendingStart, this._pendingLength).CopyTo(room.AsSpan(bytes.Length));
            this._pending = room;
            this._pendingStart = bytes.Length;
        }

        this._pendingStart -= bytes.Length;
        bytes.CopyTo(this._pending.AsSpan(this._pendingStart));
        this._pendingLength = length;
    }

    private int Read(Span<byte> buffer)
    {
        try
        {
            int read = this._stream.Read(buffer);
            this._atEnd = read == 0;

            return read;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw new DataFormatException(
                this.Path, this.IsCompressed ? 0 : this._nextLine, (this.IsCompressed ? "damaged gzip file: " : "") + exception.Message, exception);
        }
    }
}
