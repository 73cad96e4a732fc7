using System.Buffers;
using System.Numerics;

namespace IlgpuOptim.MatrixCompletion.Data.Text;

/// <summary>Parses blocks of lines <c>row column value</c>, <c>row column</c> (pattern) or <c>value</c> (array).</summary>
internal sealed unsafe class MatrixMarketWorker<T>(string path, MatrixMarketHeader header, double patternValue)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly SearchValues<byte> IntegerBytes = SearchValues.Create("+-0123456789"u8);

    private readonly T _patternValue = T.CreateSaturating(patternValue);
    private readonly bool _isPlain = header is
    {
        IsCoordinate: true, Field: not MatrixMarketField.Pattern, Symmetry: MatrixMarketSymmetry.General,
    };

    private TripletBlock<T>? _block;
    private NativeSlab? _slab;

    public List<TripletBlock<T>> Blocks { get; } = [];

    public void Parse(TextBlock text)
    {
        // Values of an array may share a line; each then takes two bytes at least.
        int capacity = header.IsCoordinate ? text.LineCount : Math.Max(text.LineCount, (text.Length / 2) + 1);
        TripletBlock<T> block = new(ref this._slab, text, capacity, withTimes: false);
        this._block = block;
        this.Blocks.Add(block);

        fixed (byte* start = text.Buffer)
        {
            byte* p = start;
            byte* end = start + text.Length;
            long expected = 0;

            for (long line = text.FirstLine; p < end; line++)
            {
                byte* begin = p;
                int before = block.Count;

                if (!this.TryScanLine(ref p))
                {
                    int length = new ReadOnlySpan<byte>(begin, (int)(end - begin)).IndexOf((byte)'\n');
                    p = begin + length + 1;
                    this.ParseLine(new ReadOnlySpan<byte>(begin, length), line);
                }

                if (block.Count == before)
                {
                    continue;
                }

                if (line != expected)
                {
                    block.Runs.Add((before, line));
                }

                // Behind a line with several values a new run begins.
                expected = block.Count == before + 1 ? line + 1 : 0;
            }
        }
    }

    /// <summary>The short way, for general coordinate files as programs write them; false for what it does not know.</summary>
    private bool TryScanLine(ref byte* position)
    {
        byte* p = position;
        TripletBlock<T> block = this._block!;

        if (!this._isPlain || !TryScanIndex(ref p, header.Rows, out int row) || !TryScanIndex(ref p, header.Columns, out int column))
        {
            return false;
        }

        byte* value = p;

        if (!NumberText.TryScan(ref p, out T number))
        {
            return false;
        }

        if (header.Field == MatrixMarketField.Integer && !IsInteger(new ReadOnlySpan<byte>(value, (int)(p - value))))
        {
            return false;
        }

        p += *p == '\r' ? 1 : 0;

        if (*p != '\n')
        {
            return false;
        }

        block.Rows[block.Count] = row;
        block.Columns[block.Count] = column;
        block.Values[block.Count++] = number;
        position = p + 1;

        return true;
    }

    /// <summary>An index with the blanks behind it, as a number from 0.</summary>
    private static bool TryScanIndex(ref byte* p, int size, out int index)
    {
        byte* begin = p;
        uint number = 0;

        for (uint digit; (digit = *p - (uint)'0') <= 9; p++)
        {
            number = (number * 10) + digit;
        }

        index = (int)number - 1;
        bool isGood = p - begin is >= 1 and <= 9 && (uint)index < (uint)size && *p is (byte)' ' or (byte)'\t';

        while (*p is (byte)' ' or (byte)'\t')
        {
            p++;
        }

        return isGood;
    }

    private static bool IsInteger(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(IntegerBytes);

    private void ParseLine(ReadOnlySpan<byte> line, long number)
    {
        line = line is [.., (byte)'\r'] ? line[..^1] : line;

        if (line.Trim(" \t"u8).IsEmpty || line[0] == '%')
        {
            return;
        }

        List<byte[]> fields = FieldSplitter.Split(line, " ")!;

        if (!header.IsCoordinate)
        {
            foreach (byte[] field in fields)
            {
                this.Add(0, 0, this.ParseValue(field, number), number);
            }

            return;
        }

        int expected = header.Field == MatrixMarketField.Pattern ? 2 : 3;

        if (fields.Count != expected)
        {
            throw new DataFormatException(
                path, number, $"expected {(expected == 2 ? "row and column" : "row, column and value")}, found {TextDialect.Count(fields.Count, "field")}");
        }

        int row = this.ParseIndex(fields[0], header.Rows, "row", number);
        int column = this.ParseIndex(fields[1], header.Columns, "column", number);

        if (header.Symmetry == MatrixMarketSymmetry.Symmetric && column > row)
        {
            throw new DataFormatException(path, number, "an entry above the diagonal; files of symmetric matrices hold those below it");
        }

        if (header.Symmetry == MatrixMarketSymmetry.SkewSymmetric && column >= row)
        {
            throw new DataFormatException(
                path, number, "an entry on or above the diagonal; files of skew-symmetric matrices hold those below it");
        }

        this.Add(row, column, expected == 2 ? this._patternValue : this.ParseValue(fields[2], number), number);
    }

    private T ParseValue(byte[] text, long line)
    {
        T value = TripletWorker<T>.ParseValue<T>(path, line, text);

        return header.Field != MatrixMarketField.Integer || IsInteger(text)
            ? value
            : throw new DataFormatException(
                path, line, $"the value {TripletWorker<T>.Quote(text)} is not a whole number, but the banner says integer");
    }

    private int ParseIndex(byte[] text, int size, string what, long line)
    {
        if (!IdTable.TryParsePlain(text, out long index))
        {
            throw new DataFormatException(path, line, $"the {what} index {TripletWorker<T>.Quote(text)} is not a whole number");
        }

        return index >= 1 && index <= size ? (int)index - 1 : throw new DataFormatException(
            path, line, $"{what} {index} is not in 1 to {size}{(index == 0 ? "; indices count from 1" : "")}");
    }

    private void Add(int row, int column, T value, long line)
    {
        TripletBlock<T> block = this._block!;

        if (block.Count == block.Capacity)
        {
            throw new DataFormatException(path, line, "more entries than there is room for");
        }

        block.Rows[block.Count] = row;
        block.Columns[block.Count] = column;
        block.Values[block.Count++] = value;
    }
}
