using System.Globalization;

using IlgpuOptim.Compute.Files;
using IlgpuOptim.MatrixCompletion.Data.Writing;

namespace IlgpuOptim.MatrixCompletion.Data.Model;

/// <summary>Factors and biases for other programs.</summary>
public static class ModelExport
{
    /// <summary>
    /// Writes one safetensors file, in float64: U (m x r), V (n x r), and where the model has them bu (m) and bi (n); mean, range and
    /// options are among its texts. Ids are not in it.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteSafetensors(string path, CompletionModel model)
    {
        List<SafetensorsSource> tensors =
        [
            SafetensorsSource.From<double>("U", model.RowFactors, model.RowIds.Count, model.Rank),
            SafetensorsSource.From<double>("V", model.ColumnFactors, model.ColumnIds.Count, model.Rank),
        ];

        if (model.RowBiases is { } rowBiases)
        {
            tensors.Add(SafetensorsSource.From<double>("bu", rowBiases, rowBiases.Length));
        }

        if (model.ColumnBiases is { } columnBiases)
        {
            tensors.Add(SafetensorsSource.From<double>("bi", columnBiases, columnBiases.Length));
        }

        Dictionary<string, string> texts = new() { ["global_mean"] = Text(model.GlobalMean) };

        if (model.Range is { } range)
        {
            texts["minimum"] = Text(range.Minimum);
            texts["maximum"] = Text(range.Maximum);
        }

        foreach ((string key, string value) in model.Options)
        {
            texts["option." + key] = value;
        }

        SafetensorsWriter.Write(path, tensors, texts);
    }

    /// <summary>
    /// Writes dense Matrix Market files beside each other: for <c>x.mtx</c> these are x.U.mtx, x.V.mtx, and where the model has them
    /// x.bu.mtx and x.bi.mtx.
    /// </summary>
    /// <returns>The files.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static IReadOnlyList<string> WriteMatrixMarket(string path, CompletionModel model)
    {
        string stem = path[..^Path.GetExtension(path).Length];
        List<string> files = [];

        void Write(string name, int rows, int columns, double[]? elements)
        {
            if (elements is not null && elements.Length > 0)
            {
                files.Add($"{stem}.{name}.mtx");
                RatingWriter.WriteMatrixMarket(files[^1], rows, columns, elements);
            }
        }

        Write("U", model.RowIds.Count, model.Rank, model.RowFactors);
        Write("V", model.ColumnIds.Count, model.Rank, model.ColumnFactors);
        Write("bu", model.RowIds.Count, 1, model.RowBiases);
        Write("bi", model.ColumnIds.Count, 1, model.ColumnBiases);

        return files;
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
