using System.Globalization;
using System.Text;

namespace IlgpuOptim.MatrixCompletion.Data.Text;

/// <summary>What a field of a line means.</summary>
internal enum FieldRole : byte
{
    /// <summary>Nothing to us.</summary>
    Skip,

    /// <summary>Id of a row (user).</summary>
    Row,

    /// <summary>Id of a column (item).</summary>
    Column,

    /// <summary>The value (rating).</summary>
    Value,

    /// <summary>The time.</summary>
    Time,
}

/// <summary>How a text file writes its triplets.</summary>
/// <param name="Delimiter">What separates fields; a space for runs of spaces and tabs.</param>
/// <param name="HasHeader">The first line names the columns.</param>
/// <param name="Roles">What each field means; every line has as many.</param>
internal sealed record TextDialect(string Delimiter, bool HasHeader, FieldRole[] Roles)
{
    private static readonly string[] Delimiters = ["::", "\t", ";", ",", "|", " "];

    private static readonly string[][] KnownNames =
    [
        [],
        ["user", "userid", "userindex", "row", "rowid", "i", "u", "customer", "customerid", "reviewerid"],
        ["item", "itemid", "itemindex", "movie", "movieid", "column", "col", "columnid", "j", "product", "productid", "book", "track", "artist"],
        ["rating", "ratings", "value", "score", "stars", "overall", "x", "r", "v", "prediction", "weight", "count", "plays"],
        ["timestamp", "time", "date", "unixtime", "ts", "t", "unixreviewtime"],
    ];

    /// <summary>Finds out how a file is written, from its options and its first lines; takes nothing from the reader.</summary>
    /// <exception cref="DataFormatException">There are no lines, or they hold no triplets.</exception>
    public static TextDialect Detect(TextBlockReader reader, ReadOptions options)
    {
        List<(long Line, byte[] Text)> lines = SampleLines(reader);

        if (lines.Count == 0)
        {
            throw new DataFormatException(reader.Path, 0, reader.FileLength == 0 ? "the file is empty: no ratings" : "no ratings: no line holds any");
        }

        (long line, byte[] first) = lines[0];
        int least = options.WithoutValues ? 2 : 3;
        string delimiter = options.Delimiter ?? FindDelimiter(first, least);
        List<byte[]> fields = FieldSplitter.Split(first, delimiter)
            ?? throw new DataFormatException(reader.Path, line, "a quote is opened and not closed on this line");

        if (fields.Count < least)
        {
            throw new DataFormatException(
                reader.Path,
                line,
                $"{Count(fields.Count, "field")}{(options.Delimiter is null ? "" : $" separated by '{options.Delimiter}'")}; "
                + $"needed are a row id{(least == 2 ? " and a column id" : ", a column id and a value")}, separated by a comma, semicolon, tab, '|', '::' or spaces");
        }

        bool hasHeader = options.HasHeader ?? LooksLikeHeader(fields, lines, delimiter, options);

        if (hasHeader && lines.Count == 1)
        {
            throw new DataFormatException(reader.Path, line, "no ratings: there is only a line that names columns");
        }

        return new TextDialect(delimiter, hasHeader, AssignRoles(reader.Path, line, fields, hasHeader, options));
    }

    /// <summary>"1 field", "2 fields".</summary>
    public static string Count(int number, string noun) =>
        number.ToString(CultureInfo.InvariantCulture) + " " + noun + (number == 1 ? "" : "s");

    private static List<(long Line, byte[] Text)> SampleLines(TextBlockReader reader)
    {
        ReadOnlySpan<byte> sample = reader.Peek(TextBlockReader.BlockSize);
        List<(long Line, byte[] Text)> lines = [];
        long number = reader.NextLine;

        for (; !sample.IsEmpty && lines.Count < 10; number++)
        {
            int length = sample.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = (length < 0 ? sample : sample[..length]).TrimEnd((byte)'\r');
            sample = length < 0 ? default : sample[(length + 1)..];

            if (line.Contains((byte)0))
            {
                throw new DataFormatException(reader.Path, number, "a zero byte: this is no text, and no format that is known here");
            }

            if (!line.Trim(" \t"u8).IsEmpty && line[0] != '#')
            {
                lines.Add((number, line.ToArray()));
            }
        }

        return lines;
    }

    private static string FindDelimiter(byte[] line, int least)
    {
        foreach (string delimiter in Delimiters)
        {
            if (FieldSplitter.Split(line, delimiter) is { } fields && fields.Count >= least)
            {
                return delimiter;
            }
        }

        // The message then says how many fields there are.
        return Delimiters.MaxBy(delimiter => FieldSplitter.Split(line, delimiter)?.Count ?? 0)!;
    }

    /// <summary>
    /// A first line without any number, and with the names of columns, or with a text where the second line has the number.
    /// </summary>
    private static bool LooksLikeHeader(
        List<byte[]> fields, List<(long Line, byte[] Text)> lines, string delimiter, ReadOptions options)
    {
        if (fields.Exists(field => NumberText.TryParse(field, out double _)))
        {
            return false;
        }

        bool isNamed = options is { RowColumn: not null } or { ColumnColumn: not null } or { ValueColumn: not null };

        if (isNamed || fields.Count(field => RoleOf(field) != FieldRole.Skip) >= 2)
        {
            return true;
        }

        List<byte[]>? second = lines.Count > 1 ? FieldSplitter.Split(lines[1].Text, delimiter) : null;

        return second is not null && second.Exists(field => NumberText.TryParse(field, out double _));
    }

    private static FieldRole RoleOf(byte[] name)
    {
        string plain = new([.. Encoding.UTF8.GetString(name).Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

        return (FieldRole)Math.Max(0, Array.FindIndex(KnownNames, names => names.Contains(plain)));
    }

    private static FieldRole[] AssignRoles(
        string path, long line, List<byte[]> fields, bool hasHeader, ReadOptions options)
    {
        FieldRole[] named = hasHeader ? [.. fields.Select(RoleOf)] : new FieldRole[fields.Count];
        bool isClear = Enumerable.Range(1, options.WithoutValues ? 2 : 3).All(role => named.Count(found => found == (FieldRole)role) == 1);
        FieldRole[] roles = new FieldRole[fields.Count];

        void Assign(FieldRole role, string? column, string option)
        {
            int byName = isClear || role == FieldRole.Time ? Array.IndexOf(named, role) : -1;
            int index = column is not null
                ? FindColumn(path, line, fields, hasHeader, column, option)
                : isClear || byName >= 0 ? byName : (int)role - 1;

            if (index < 0 || index >= fields.Count)
            {
                throw new DataFormatException(path, line, $"there is no column of times; say which one it is with {option}");
            }

            if (roles[index] != FieldRole.Skip)
            {
                throw new DataFormatException(
                    path, line, $"column {index + 1} is meant to hold both {NameOf(roles[index])} and {NameOf(role)}; choose columns by name or number");
            }

            roles[index] = role;
        }

        Assign(FieldRole.Row, options.RowColumn, "the row column");
        Assign(FieldRole.Column, options.ColumnColumn, "the column column");

        if (!options.WithoutValues)
        {
            Assign(FieldRole.Value, options.ValueColumn, "the value column");
        }

        if (options.WithTimes)
        {
            Assign(FieldRole.Time, options.TimeColumn, "the time column");
        }

        return roles;
    }

    private static string NameOf(FieldRole role) => role switch
    {
        FieldRole.Row => "row ids",
        FieldRole.Column => "column ids",
        FieldRole.Value => "values",
        _ => "times",
    };

    private static int FindColumn(
        string path, long line, List<byte[]> fields, bool hasHeader, string column, string option)
    {
        if (hasHeader)
        {
            int index = fields.FindIndex(field => string.Equals(Encoding.UTF8.GetString(field), column, StringComparison.OrdinalIgnoreCase));

            if (index >= 0)
            {
                return index;
            }
        }

        if (int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= fields.Count)
        {
            return number - 1;
        }

        throw new DataFormatException(
            path,
            line,
            $"{option}: there is no column '{column}'; there are "
            + (hasHeader ? string.Join(", ", fields.Select(field => Encoding.UTF8.GetString(field))) : $"columns 1 to {fields.Count}"));
    }
}
