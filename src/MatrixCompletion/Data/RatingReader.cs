using System.Numerics;

using IlgpuOptim.MatrixCompletion.Data.Arrays;
using IlgpuOptim.MatrixCompletion.Data.Text;

namespace IlgpuOptim.MatrixCompletion.Data;

/// <summary>
/// Reads observed entries from files of any format that is known: Matrix Market (.mtx, .mtx.gz), delimited text with one entry per
/// line (.csv, .tsv, .dat, .data, .txt, gzip or not), folders of MovieLens, and dense .npy arrays with NaN for what is missing. The
/// format is found out from the content, not from the name.
/// </summary>
public static class RatingReader
{
    /// <summary>Files of ratings in folders as MovieLens hands them out, newest form first.</summary>
    private static readonly string[] FolderFiles = ["ratings.csv", "ratings.dat", "u.data", "ratings.csv.gz"];

    /// <summary>Reads a file or a folder.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="options">What the file does not tell, or null.</param>
    /// <typeparam name="T">float or double; each value is the nearest to its text.</typeparam>
    /// <exception cref="DataFormatException">The content is not as it should be; file, line and reason are named.</exception>
    public static RatingData<T> Read<T>(string path, ReadOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        options ??= ReadOptions.Default;

        if (Directory.Exists(path))
        {
            path = FindInFolder(path);
        }

        using TextBlockReader reader = new(path);
        ReadOnlySpan<byte> start = reader.Peek(MatrixMarketHeader.Banner.Length);

        if (start.StartsWith(NpyFile.Magic))
        {
            return reader.IsCompressed || options.WithTimes
                ? throw new DataFormatException(path, 0, reader.IsCompressed ? "a compressed .npy file; decompress it" : ".npy files have no times")
                : DenseReader.Read<T>(path);
        }

        if (start.StartsWith("PK\x3\x4"u8))
        {
            throw new DataFormatException(path, 0, "a zip archive (.npz or .zip); extract it, and give the file inside");
        }

        return System.Text.Ascii.EqualsIgnoreCase(start, MatrixMarketHeader.Banner)
            ? MatrixMarketReader.Read<T>(reader, options)
            : TripletTextReader.Read<T>(reader, options);
    }

    private static string FindInFolder(string folder)
    {
        string? file = FolderFiles.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

        return file ?? throw new DataFormatException(
            folder, 0, $"a folder without any of {string.Join(", ", FolderFiles)}; give the file with the ratings");
    }
}
