namespace IlgpuOptim.MatrixCompletion.Data.Images;

/// <summary>Reads and writes pictures: PNG, and PBM, PGM and PPM as text and as bytes.</summary>
public static class PictureFile
{
    /// <summary>More bytes than any picture of a sensible size has.</summary>
    private const long LongestFile = 1 << 30;

    /// <summary>Reads a picture; the format is found out from the content.</summary>
    /// <exception cref="DataFormatException">It is no such picture, or it is damaged.</exception>
    public static Picture Read(string path)
    {
        byte[] file = InputFile.ReadAll(path, LongestFile);

        return PngReader.IsPng(file) ? PngReader.Read(path, file)
            : NetpbmReader.IsNetpbm(file) ? NetpbmReader.Read(path, file)
            : throw new DataFormatException(path, 0, "this is no picture that can be read; PNG, PBM, PGM and PPM can");
    }

    /// <summary>Writes a picture, atomically, in the format that the name ends with: .png, .pgm (grey) or .ppm (colours).</summary>
    /// <exception cref="ArgumentException">The name ends otherwise, or the format cannot hold the channels.</exception>
    public static void Write(string path, Picture picture)
    {
        byte[] file = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".png" => PngWriter.Write(picture),
            ".pgm" when picture.Channels == 1 => NetpbmWriter.Write(picture),
            ".ppm" when picture.Channels == 3 => NetpbmWriter.Write(picture),
            ".pgm" => throw new ArgumentException($"a .pgm file holds one channel, not {picture.Channels}; use .ppm or .png", nameof(path)),
            ".ppm" => throw new ArgumentException($"a .ppm file holds three channels, not {picture.Channels}; use .pgm or .png", nameof(path)),
            string other => throw new ArgumentException($"pictures are written as .png, .pgm or .ppm, not '{other}'", nameof(path)),
        };

        AtomicFile.Write(path, stream => stream.Write(file));
    }
}
