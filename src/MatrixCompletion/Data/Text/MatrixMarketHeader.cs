using System.Globalization;
using System.Text;

namespace IlgpuOptim.MatrixCompletion.Data.Text;

/// <summary>How a Matrix Market file stores its values.</summary>
internal enum MatrixMarketField
{
    Real,
    Integer,
    Pattern,
}

/// <summary>Which entries a Matrix Market file leaves out.</summary>
internal enum MatrixMarketSymmetry
{
    General,
    Symmetric,
    SkewSymmetric,
}

/// <summary>The banner and the line of sizes of a Matrix Market file.</summary>
/// <param name="IsCoordinate">Entries with indices, or all values of a dense matrix by columns.</param>
/// <param name="Field">What values are.</param>
/// <param name="Symmetry">Which entries are left out.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="Count">Number of entries that the file holds.</param>
/// <param name="SizeLine">Line of the sizes.</param>
internal sealed record MatrixMarketHeader(
    bool IsCoordinate, MatrixMarketField Field, MatrixMarketSymmetry Symmetry, int Rows, int Columns, long Count, long SizeLine)
{
    /// <summary>How every file of this format begins; letters may be small or capital.</summary>
    public const string Banner = "%%MatrixMarket";

    /// <summary>Rows and columns that need no entry each, per byte of the file; and the number that any file may have.</summary>
    private const long ShapePerByte = 64;
    private const long SmallShape = 1 << 20;

    /// <summary>Takes the banner, comments and sizes from a file.</summary>
    /// <exception cref="DataFormatException">They are not as the format wants them, or the file holds what is not read here.</exception>
    public static MatrixMarketHeader Read(TextBlockReader reader)
    {
        string path = reader.Path;
        reader.TryReadLine(out ReadOnlySpan<byte> line);
        string[] words = Words(line);

        if (words.Length != 5 || !words[0].Equals(Banner, StringComparison.OrdinalIgnoreCase) || words[1] != "matrix")
        {
            throw new DataFormatException(
                path, 1, $"expected '{Banner} matrix FORMAT FIELD SYMMETRY', found {TripletWorker<double>.Quote(line)}");
        }

        bool isCoordinate = words[2] switch
        {
            "coordinate" => true,
            "array" => false,
            _ => throw new DataFormatException(path, 1, $"the format '{words[2]}' is not known; it is coordinate or array"),
        };
        MatrixMarketField field = words[3] switch
        {
            "real" or "double" => MatrixMarketField.Real,
            "integer" or "unsigned-integer" => MatrixMarketField.Integer,
            "pattern" when isCoordinate => MatrixMarketField.Pattern,
            "complex" => throw new DataFormatException(path, 1, "complex values cannot be completed here; give real ones"),
            _ => throw new DataFormatException(path, 1, $"the field '{words[3]}' is not known; it is real, integer or pattern"),
        };
        MatrixMarketSymmetry symmetry = words[4] switch
        {
            "general" => MatrixMarketSymmetry.General,
            "symmetric" or "hermitian" => MatrixMarketSymmetry.Symmetric,
            "skew-symmetric" => MatrixMarketSymmetry.SkewSymmetric,
            _ => throw new DataFormatException(
                path, 1, $"the symmetry '{words[4]}' is not known; it is general, symmetric, skew-symmetric or hermitian"),
        };

        return ReadSizes(reader, isCoordinate, field, symmetry);
    }

    private static MatrixMarketHeader ReadSizes(
        TextBlockReader reader, bool isCoordinate, MatrixMarketField field, MatrixMarketSymmetry symmetry)
    {
        string path = reader.Path;

        while (true)
        {
            long line = reader.NextLine;

            if (!reader.TryReadLine(out ReadOnlySpan<byte> text))
            {
                throw new DataFormatException(path, line, "the file ends before its sizes");
            }

            string[] words = Words(text);

            if (words.Length == 0 || words[0][0] == '%')
            {
                continue;
            }

            long[] sizes = new long[words.Length];

            for (int i = 0; i < words.Length; i++)
            {
                if (!long.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out sizes[i]))
                {
                    throw new DataFormatException(path, line, $"the size '{words[i]}' is not a whole number");
                }
            }

            if (sizes.Length != (isCoordinate ? 3 : 2))
            {
                throw new DataFormatException(
                    path, line, (isCoordinate ? "expected rows, columns and entries" : "expected rows and columns") + $", found {TextDialect.Count(sizes.Length, "number")}");
            }

            return Check(reader, line, isCoordinate, field, symmetry, sizes);
        }
    }

    private static MatrixMarketHeader Check(
        TextBlockReader reader, long line, bool isCoordinate, MatrixMarketField field, MatrixMarketSymmetry symmetry, long[] sizes)
    {
        (long rows, long columns) = (sizes[0], sizes[1]);
        string path = reader.Path;

        if (rows is < 1 or > int.MaxValue || columns is < 1 or > int.MaxValue)
        {
            throw new DataFormatException(path, line, $"{rows} x {columns} is no size; rows and columns are 1 to {int.MaxValue}");
        }

        // A handful of bytes must not make us allocate gigabytes for rows that hold nothing.
        if (rows + columns > Math.Max(SmallShape, ShapePerByte * reader.FileLength))
        {
            throw new DataFormatException(
                path, line, $"{rows} x {columns} rows and columns in a file of {reader.FileLength} bytes: almost all would be empty; renumber them");
        }

        if (symmetry != MatrixMarketSymmetry.General && rows != columns)
        {
            throw new DataFormatException(path, line, $"{rows} x {columns} is not square, but the banner says it is symmetric");
        }

        long triangle = rows * (rows + 1) / 2;
        long dense = symmetry switch
        {
            MatrixMarketSymmetry.Symmetric => triangle,
            MatrixMarketSymmetry.SkewSymmetric => triangle - rows,
            _ => rows * columns,
        };

        if (isCoordinate && sizes[2] > dense)
        {
            throw new DataFormatException(path, line, $"{sizes[2]} entries are declared, but there are only {dense} cells for them");
        }

        return new MatrixMarketHeader(isCoordinate, field, symmetry, (int)rows, (int)columns, isCoordinate ? sizes[2] : dense, line);
    }

    private static string[] Words(ReadOnlySpan<byte> line) =>
        Encoding.UTF8.GetString(line[..Math.Min(line.Length, 1024)]).ToLowerInvariant().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
}
