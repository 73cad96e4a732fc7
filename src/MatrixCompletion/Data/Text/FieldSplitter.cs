namespace IlgpuOptim.MatrixCompletion.Data.Text;

/// <summary>Cuts one line into fields, in all the forms there are: quotes, blanks around fields, runs of blanks.</summary>
internal static class FieldSplitter
{
    /// <summary>Fields of a line without its end; null if a quote is not closed.</summary>
    /// <param name="line">The line.</param>
    /// <param name="delimiter">What separates fields; a space for runs of spaces and tabs.</param>
    public static List<byte[]>? Split(ReadOnlySpan<byte> line, string delimiter)
    {
        List<byte[]> fields = [];

        if (delimiter == " ")
        {
            foreach (Range range in line.SplitAny(" \t"u8))
            {
                if (!line[range].IsEmpty)
                {
                    fields.Add(line[range].ToArray());
                }
            }

            return fields;
        }

        Span<byte> separator = stackalloc byte[delimiter.Length];
        System.Text.Encoding.ASCII.GetBytes(delimiter, separator);

        while (true)
        {
            ReadOnlySpan<byte> rest = line.TrimStart(" "u8);

            if (rest is [(byte)'"', ..])
            {
                if (!TryUnquote(rest, separator, out byte[]? field, out int used))
                {
                    return null;
                }

                fields.Add(field!);
                line = rest[used..];
            }
            else
            {
                int length = line.IndexOf(separator);
                length = length < 0 ? line.Length : length;
                fields.Add(line[..length].Trim(delimiter == "\t" ? " "u8 : " \t"u8).ToArray());
                line = line[length..];
            }

            if (line.IsEmpty)
            {
                return fields;
            }

            line = line[separator.Length..];
        }
    }

    /// <summary>A field in quotes, in which two quotes stand for one; behind it comes a delimiter or the end of the line.</summary>
    private static bool TryUnquote(ReadOnlySpan<byte> text, ReadOnlySpan<byte> separator, out byte[]? field, out int used)
    {
        List<byte> bytes = [];
        int i = 1;

        for (; i < text.Length; i++)
        {
            if (text[i] != '"')
            {
                bytes.Add(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == '"')
            {
                bytes.Add(text[i++]);
            }
            else
            {
                break;
            }
        }

        bool isClosed = i++ < text.Length;

        while (i < text.Length && text[i] == ' ' && !text[i..].StartsWith(separator))
        {
            i++;
        }

        field = [.. bytes];
        used = Math.Min(i, text.Length);

        return isClosed && (used == text.Length || text[used..].StartsWith(separator));
    }
}
