using System.IO.Compression;
using System.Numerics;

namespace IlgpuOptim.MatrixCompletion.Data.Writing;

/// <summary>Writes entries and results as text, atomically; names that end with .gz are compressed.</summary>
public static class RatingWriter
{
    /// <summary>
    /// Writes entries in their order, with their ids and, if there are any, times: comma separated with a header; for names that end
    /// with .tsv tab separated; for .mtx as a Matrix Market file, in which ids become indices from 1.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="data">The entries.</param>
    public static void Write<T>(string path, RatingData<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        string extension = Path.GetExtension(name).ToLowerInvariant();

        if (extension == ".mtx")
        {
            WriteCoordinates(path, data.RowIds.Count, data.ColumnIds.Count, data.Rows, data.Columns, data.Values);

            return;
        }

        char delimiter = extension == ".tsv" ? '\t' : ',';

        WriteLines(path, writer =>
        {
            writer.Write($"user{delimiter}item{delimiter}rating{(data.Times is null ? "" : $"{delimiter}timestamp")}\n");

            for (int p = 0; p < data.Count; p++)
            {
                WriteId(writer, data.RowIds, data.Rows[p], delimiter);
                WriteId(writer, data.ColumnIds, data.Columns[p], delimiter);
                writer.Write(data.Values[p]);

                if (data.Times is { } times)
                {
                    writer.Write(delimiter);
                    writer.Write(times[p]);
                }

                writer.Write('\n');
            }
        });
    }

    /// <summary>Writes a matrix as a Matrix Market file, coordinate real general, by rows.</summary>
    public static void WriteMatrixMarket<T>(string path, SparseMatrix<T> matrix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        WriteCoordinates(path, matrix.Rows, matrix.Columns, matrix.ExpandRows(), matrix.ColumnIndices, matrix.Values);

    /// <summary>Writes a dense matrix, such as factors, as a Matrix Market file, array real general.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="elements">Elements by rows.</param>
    /// <exception cref="ArgumentException">There are not as many elements as cells.</exception>
    public static void WriteMatrixMarket<T>(string path, int rows, int columns, T[] elements)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (elements.LongLength != (long)rows * columns)
        {
            throw new ArgumentException($"{elements.Length} elements for {rows} x {columns}", nameof(elements));
        }

        WriteLines(path, writer =>
        {
            writer.Write($"%%MatrixMarket matrix array real general\n{rows} {columns}\n");

            for (int column = 0; column < columns; column++)
            {
                for (int row = 0; row < rows; row++)
                {
                    writer.Write(elements[((long)row * columns) + column]);
                    writer.Write('\n');
                }
            }
        });
    }

    /// <summary>Writes predictions: row id, column id, prediction, with a header.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rowIds">Ids of the rows.</param>
    /// <param name="columnIds">Ids of the columns.</param>
    /// <param name="predictions">Row, column and prediction, one after the other as they come.</param>
    public static void WritePredictions(
        string path, IReadOnlyList<string> rowIds, IReadOnlyList<string> columnIds, IReadOnlyList<double> predictions)
    {
        if (rowIds.Count != predictions.Count || columnIds.Count != predictions.Count)
        {
            throw new ArgumentException($"{rowIds.Count} rows, {columnIds.Count} columns, {predictions.Count} predictions");
        }

        char delimiter = DelimiterOf(path);

        WriteLines(path, writer =>
        {
            writer.Write($"user{delimiter}item{delimiter}prediction\n");

            for (int p = 0; p < predictions.Count; p++)
            {
                writer.WriteField(rowIds[p], delimiter);
                writer.Write(delimiter);
                writer.WriteField(columnIds[p], delimiter);
                writer.Write(delimiter);
                writer.Write(predictions[p]);
                writer.Write('\n');
            }
        });
    }

    /// <summary>Writes lists of recommendations: row id, place from 1, column id, score, with a header; lists come one by one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columnIds">Ids of the columns.</param>
    /// <param name="lists">For each row its id, and columns with scores, best first.</param>
    public static void WriteTopLists(
        string path, IdMap columnIds, IEnumerable<(string RowId, IReadOnlyList<(int Column, double Score)> List)> lists)
    {
        char delimiter = DelimiterOf(path);

        WriteLines(path, writer =>
        {
            writer.Write($"user{delimiter}rank{delimiter}item{delimiter}score\n");

            foreach ((string rowId, IReadOnlyList<(int Column, double Score)> list) in lists)
            {
                for (int place = 0; place < list.Count; place++)
                {
                    writer.WriteField(rowId, delimiter);
                    writer.Write(delimiter);
                    writer.Write(place + 1);
                    writer.Write(delimiter);
                    WriteId(writer, columnIds, list[place].Column, delimiter);
                    writer.Write(list[place].Score);
                    writer.Write('\n');
                }
            }
        });
    }

    private static void WriteCoordinates<T>(string path, int rows, int columns, int[] rowOf, int[] columnOf, T[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => WriteLines(path, writer =>
        {
            writer.Write($"%%MatrixMarket matrix coordinate real general\n{rows} {columns} {values.Length}\n");

            for (int p = 0; p < values.Length; p++)
            {
                writer.Write(rowOf[p] + 1);
                writer.Write(' ');
                writer.Write(columnOf[p] + 1);
                writer.Write(' ');
                writer.Write(values[p]);
                writer.Write('\n');
            }
        });

    private static void WriteId(Utf8LineWriter writer, IdMap ids, int index, char delimiter)
    {
        if (ids.IsNumeric)
        {
            writer.Write(ids.NumberOf(index));
        }
        else
        {
            writer.WriteField(ids[index], delimiter);
        }

        writer.Write(delimiter);
    }

    private static char DelimiterOf(string path) =>
        Path.GetExtension(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path)
            .Equals(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : ',';

    private static void WriteLines(string path, Action<Utf8LineWriter> write) => AtomicFile.Write(path, stream =>
    {
        bool isCompressed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        using Stream? compressed = isCompressed ? new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true) : null;
        using Utf8LineWriter writer = new(compressed ?? stream);
        write(writer);
    });
}
