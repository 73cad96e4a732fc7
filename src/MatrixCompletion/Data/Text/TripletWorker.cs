using System.Numerics;
using System.Text;

namespace IlgpuOptim.MatrixCompletion.Data.Text;

/// <summary>
/// Parses blocks of delimited lines. Lines as programs write them take the short way over pointers; all others - quotes, blanks
/// around fields, numbers of unusual length, errors - are cut into fields first.
/// </summary>
internal sealed unsafe class TripletWorker<T>(string path, TextDialect dialect, int number)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly byte _delimiter = (byte)dialect.Delimiter[0];
    private readonly bool _isDouble = dialect.Delimiter.Length == 2;
    private readonly bool _isBlank = dialect.Delimiter == " ";
    private readonly bool _withValues = dialect.Roles.Contains(FieldRole.Value);
    private readonly bool _withTimes = dialect.Roles.Contains(FieldRole.Time);
    private TripletBlock<T>? _block;
    private NativeSlab? _slab;

    public IdTable RowIds { get; } = new();

    public IdTable ColumnIds { get; } = new();

    public List<TripletBlock<T>> Blocks { get; } = [];

    public void Parse(TextBlock text)
    {
        TripletBlock<T> block = new(ref this._slab, text, text.LineCount, this._withTimes) { Worker = number };
        this._block = block;
        this.Blocks.Add(block);

        if (!this._withValues)
        {
            new Span<T>(block.Values, block.Capacity).Clear();
        }

        fixed (byte* start = text.Buffer)
        {
            byte* p = start;
            byte* end = start + text.Length;
            long line = text.FirstLine;
            long expected = 0;

            if (line == 1 && dialect.HasHeader)
            {
                line = SkipHeader(ref p, end, line);
            }

            for (; p < end; line++)
            {
                byte* begin = p;
                bool isEntry = this.TryScanLine(ref p);

                if (!isEntry)
                {
                    int length = new ReadOnlySpan<byte>(begin, (int)(end - begin)).IndexOf((byte)'\n');
                    p = begin + length + 1;
                    isEntry = this.ParseLine(new ReadOnlySpan<byte>(begin, length), line);
                }

                if (isEntry)
                {
                    if (line != expected)
                    {
                        block.Runs.Add((block.Count, line));
                    }

                    expected = line + 1;
                    block.Count++;
                }
            }
        }
    }

    /// <summary>Steps over what stands before the names of the columns, and over these.</summary>
    private static long SkipHeader(ref byte* p, byte* end, long line)
    {
        for (bool isHeader = false; !isHeader && p < end; line++)
        {
            byte* begin = p;

            while (*p != '\n')
            {
                p++;
            }

            ReadOnlySpan<byte> text = new(begin, (int)(p++ - begin));
            isHeader = !text.Trim(" \t\r"u8).IsEmpty && text[0] != '#';
        }

        return line;
    }

    /// <summary>The short way; false, with nothing done that matters, for what it does not know.</summary>
    private bool TryScanLine(ref byte* position)
    {
        TripletBlock<T> block = this._block!;
        FieldRole[] roles = dialect.Roles;
        int entry = block.Count;
        byte* p = position;
        ScannedId row = default;
        ScannedId column = default;

        if (*p == '#')
        {
            return false;
        }

        for (int field = 0; field < roles.Length; field++)
        {
            if (field > 0)
            {
                if (*p != this._delimiter && !(this._isBlank && *p == '\t'))
                {
                    return false;
                }

                p++;

                if (this._isDouble && *p++ != ':')
                {
                    return false;
                }
            }

            switch (roles[field])
            {
                case FieldRole.Row:
                    if (!this.TryScanId(ref p, out row))
                    {
                        return false;
                    }

                    break;

                case FieldRole.Column:
                    if (!this.TryScanId(ref p, out column))
                    {
                        return false;
                    }

                    break;

                case FieldRole.Value:
                    if (!NumberText.TryScan(ref p, out block.Values[entry]))
                    {
                        return false;
                    }

                    break;

                case FieldRole.Time:
                    if (!NumberText.TryScanDigits(ref p, out block.Times[entry]))
                    {
                        return false;
                    }

                    break;

                default:
                    while (!this.IsEnd(*p))
                    {
                        if (*p++ == '"')
                        {
                            return false;
                        }
                    }

                    break;
            }
        }

        p += *p == '\r' ? 1 : 0;

        if (*p != '\n')
        {
            return false;
        }

        // Ids get their numbers only now: a line that went wrong midway must not leave any behind.
        block.Rows[entry] = row.AddTo(this.RowIds);
        block.Columns[entry] = column.AddTo(this.ColumnIds);
        position = p + 1;

        return true;
    }

    private bool IsEnd(byte c) => c is (byte)'\n' or (byte)'\r' || c == this._delimiter || (this._isBlank && c == '\t');

    private bool TryScanId(ref byte* position, out ScannedId id)
    {
        byte* begin = position;

        if (NumberText.TryScanDigits(ref position, out long number) && this.IsEnd(*position) && (*begin != '0' || position - begin == 1))
        {
            id = new ScannedId(number, null, 0);

            return true;
        }

        // A text: letters, digits and the like up to the delimiter; anything else goes the long way.
        while (!this.IsEnd(*position))
        {
            if (*position is <= (byte)' ' or (byte)'"' or >= 0x7F)
            {
                id = default;

                return false;
            }

            position++;
        }

        id = new ScannedId(0, begin, (int)(position - begin));

        return position != begin;
    }

    /// <summary>An id in its place in the text: a number, or bytes.</summary>
    private readonly struct ScannedId(long number, byte* text, int length)
    {
        private readonly byte* _text = text;

        public int AddTo(IdTable ids) => this._text == null ? ids.Add(number) : ids.Add(new ReadOnlySpan<byte>(this._text, length));
    }

    /// <summary>The long way: false for a line to be skipped.</summary>
    private bool ParseLine(ReadOnlySpan<byte> line, long number)
    {
        line = line is [.., (byte)'\r'] ? line[..^1] : line;

        if (line is [(byte)'#', ..] || line.Trim(" \t"u8).IsEmpty)
        {
            return false;
        }

        List<byte[]> fields = FieldSplitter.Split(line, dialect.Delimiter)
            ?? throw this.Error(number, "a quote is opened and not closed on this line");

        if (fields.Count != dialect.Roles.Length)
        {
            string hint = fields.Count == dialect.Roles.Length + 1 && dialect.Delimiter == ","
                ? "; a decimal comma is no part of a number here"
                : "";

            throw this.Error(
                number, $"{TextDialect.Count(fields.Count, "field")}, but the first line has {dialect.Roles.Length}{hint}");
        }

        TripletBlock<T> block = this._block!;
        int entry = block.Count;

        for (int i = 0; i < fields.Count; i++)
        {
            switch (dialect.Roles[i])
            {
                case FieldRole.Row:
                    block.Rows[entry] = this.ParseId(fields[i], this.RowIds, number, "row");
                    break;
                case FieldRole.Column:
                    block.Columns[entry] = this.ParseId(fields[i], this.ColumnIds, number, "column");
                    break;
                case FieldRole.Value:
                    block.Values[entry] = ParseValue<T>(path, number, fields[i]);
                    break;
                case FieldRole.Time:
                    block.Times[entry] = this.ParseTime(fields[i], number);
                    break;
            }
        }

        return true;
    }

    /// <summary>A finite number, or an error that says why it is none.</summary>
    internal static TValue ParseValue<TValue>(string path, long line, ReadOnlySpan<byte> text)
        where TValue : unmanaged, IBinaryFloatingPointIeee754<TValue>
    {
        if (!NumberText.TryParse(text, out TValue value))
        {
            string hint = text.Contains((byte)',') ? "; the decimal point is '.'" : "";

            throw new DataFormatException(path, line, $"the value {Quote(text)} is not a number{hint}");
        }

        return TValue.IsFinite(value)
            ? value
            : throw new DataFormatException(path, line, $"the value {Quote(text)} is not finite; leave out what is not known");
    }

    /// <summary>A piece of the input, in quotes, shortened and without control characters.</summary>
    internal static string Quote(ReadOnlySpan<byte> text)
    {
        string plain = Encoding.UTF8.GetString(text[..Math.Min(text.Length, 40)]);

        return "'" + new string([.. plain.Select(c => char.IsControl(c) ? '?' : c)]) + (text.Length > 40 ? "...'" : "'");
    }

    private int ParseId(byte[] text, IdTable ids, long line, string what)
    {
        if (text.Length == 0)
        {
            throw this.Error(line, $"the {what} id is empty");
        }

        if (text.AsSpan().IndexOfAnyInRange((byte)0, (byte)31) >= 0)
        {
            throw this.Error(line, $"the {what} id {Quote(text)} has a control character in it");
        }

        try
        {
            return ids.Add(text);
        }
        catch (ArgumentException)
        {
            throw this.Error(line, $"the {what} id {Quote(text)} is not UTF-8");
        }
    }

    private long ParseTime(byte[] text, long line) =>
        NumberText.TryParse(text, out double time) && Math.Abs(time) < 9e15 && Math.Floor(time) == time
            ? (long)time
            : throw this.Error(line, $"the time {Quote(text)} is not a whole number");

    private DataFormatException Error(long line, string reason) => new(path, line, reason);
}
