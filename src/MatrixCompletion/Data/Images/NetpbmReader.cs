namespace IlgpuOptim.MatrixCompletion.Data.Images;

/// <summary>Pictures of the Netpbm family: P1 to P6, text and bytes, up to 16 bits.</summary>
internal static class NetpbmReader
{
    public static bool IsNetpbm(ReadOnlySpan<byte> file) =>
        file.Length >= 3 && file[0] == 'P' && file[1] is >= (byte)'1' and <= (byte)'6' && (IsBlank(file[2]) || file[2] == '#');

    public static Picture Read(string path, ReadOnlySpan<byte> file)
    {
        int kind = file[1] - '0';
        bool isText = kind <= 3;
        bool isBitmap = kind is 1 or 4;
        int channels = kind is 3 or 6 ? 3 : 1;
        int at = 2;
        int width = ReadNumber(path, file, ref at, "width");
        int height = ReadNumber(path, file, ref at, "height");
        int maximum = isBitmap ? 1 : ReadNumber(path, file, ref at, "greatest value");

        if (width < 1 || height < 1 || maximum is < 1 or > ushort.MaxValue)
        {
            throw new DataFormatException(path, LineOf(file, at), $"{width} x {height} with values to {maximum} is no picture");
        }

        // Text: at least one byte for each sample (of a bitmap, where no blank need stand between), else what the format says.
        long samples = (long)width * height * channels;
        long bytes = isText ? samples : kind == 4 ? (width + 7L) / 8 * height : samples * (maximum > 255 ? 2 : 1);

        // One blank ends the header of the forms with bytes.
        at += isText ? 0 : 1;

        if (bytes > file.Length - at)
        {
            throw new DataFormatException(
                path, 0, $"the file ends too early: {width} x {height} needs at least {bytes} bytes, {Math.Max(0, file.Length - at)} are there");
        }

        Picture picture = new(width, height, channels, isBitmap ? 255 : maximum);

        if (kind == 4)
        {
            ReadBits(file[at..], picture);
        }
        else if (isText)
        {
            ReadText(path, file, at, picture, isBitmap, maximum);
        }
        else
        {
            ReadBytes(path, file[at..], picture);
        }

        return picture;
    }

    private static void ReadText(string path, ReadOnlySpan<byte> file, int at, Picture picture, bool isBitmap, int maximum)
    {
        for (int p = 0; p < picture.Samples.Length; p++)
        {
            if (isBitmap)
            {
                // Black is 1, and digits may stand side by side.
                SkipBlanks(file, ref at);
                int bit = at < file.Length ? file[at++] - '0' : -1;

                picture.Samples[p] = bit is 0 or 1
                    ? (ushort)(bit == 0 ? 255 : 0)
                    : throw new DataFormatException(path, LineOf(file, at), $"pixel {p} (from 0) is not 0 or 1");
                continue;
            }

            int value = ReadNumber(path, file, ref at, $"sample {p} (from 0)");

            picture.Samples[p] = value <= maximum
                ? (ushort)value
                : throw new DataFormatException(path, LineOf(file, at), $"sample {p} (from 0) is {value}, more than {maximum}");
        }
    }

    private static void ReadBytes(string path, ReadOnlySpan<byte> data, Picture picture)
    {
        bool isWide = picture.Maximum > 255;

        for (int p = 0; p < picture.Samples.Length; p++)
        {
            int value = isWide ? (data[2 * p] << 8) | data[(2 * p) + 1] : data[p];

            picture.Samples[p] = value <= picture.Maximum
                ? (ushort)value
                : throw new DataFormatException(path, 0, $"sample {p} (from 0) is {value}, more than {picture.Maximum}");
        }
    }

    private static void ReadBits(ReadOnlySpan<byte> data, Picture picture)
    {
        int stride = (picture.Width + 7) / 8;

        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                int bit = (data[(y * stride) + (x / 8)] >> (7 - (x % 8))) & 1;
                picture.Samples[(y * picture.Width) + x] = (ushort)(bit == 0 ? 255 : 0);
            }
        }
    }

    private static int ReadNumber(string path, ReadOnlySpan<byte> file, ref int at, string what)
    {
        SkipBlanks(file, ref at);
        int begin = at;
        long number = 0;

        while (at < file.Length && file[at] is >= (byte)'0' and <= (byte)'9' && number <= int.MaxValue)
        {
            number = (number * 10) + file[at++] - '0';
        }

        return at > begin && number <= int.MaxValue && (at == file.Length || IsBlank(file[at]) || file[at] == '#')
            ? (int)number
            : throw new DataFormatException(path, LineOf(file, begin), begin == file.Length
                ? $"the file ends before {what}"
                : $"{what} is not a whole number");
    }

    private static void SkipBlanks(ReadOnlySpan<byte> file, ref int at)
    {
        while (at < file.Length && (IsBlank(file[at]) || file[at] == '#'))
        {
            if (file[at++] != '#')
            {
                continue;
            }

            while (at < file.Length && file[at] != '\n')
            {
                at++;
            }
        }
    }

    private static bool IsBlank(byte c) => c is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 11 or 12;

    private static long LineOf(ReadOnlySpan<byte> file, int at) => file[..Math.Min(at, file.Length)].Count((byte)'\n') + 1;
}
