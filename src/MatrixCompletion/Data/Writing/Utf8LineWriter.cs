using System.Globalization;
using System.Text;

namespace IlgpuOptim.MatrixCompletion.Data.Writing;

/// <summary>Writes text in UTF-8, numbers in the invariant culture and as short as they read back to the same value.</summary>
internal sealed class Utf8LineWriter(Stream stream) : IDisposable
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _length;

    public void Write<T>(T number)
        where T : IUtf8SpanFormattable
    {
        this.Reserve(64);
        number.TryFormat(this._buffer.AsSpan(this._length), out int written, default, CultureInfo.InvariantCulture);
        this._length += written;
    }

    public void Write(char c)
    {
        this.Reserve(1);
        this._buffer[this._length++] = (byte)c;
    }

    public void Write(string text)
    {
        int longest = Encoding.UTF8.GetMaxByteCount(text.Length);

        if (longest > this._buffer.Length)
        {
            this.Flush();
            stream.Write(Encoding.UTF8.GetBytes(text));

            return;
        }

        this.Reserve(longest);
        this._length += Encoding.UTF8.GetBytes(text, this._buffer.AsSpan(this._length));
    }

    /// <summary>A field of a delimited file, in quotes if it would not read back otherwise.</summary>
    public void WriteField(string text, char delimiter)
    {
        bool isPlain = text.Length > 0 && text[0] != ' ' && text[^1] != ' ' && text[0] != '#'
            && text.AsSpan().IndexOfAny(delimiter, '"', '\t') < 0;

        this.Write(isPlain ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
    }

    public void Flush()
    {
        stream.Write(this._buffer, 0, this._length);
        this._length = 0;
    }

    public void Dispose() => this.Flush();

    private void Reserve(int bytes)
    {
        if (this._length + bytes > this._buffer.Length)
        {
            this.Flush();
        }
    }
}
