using System.Buffers.Binary;
using System.IO.Compression;

namespace IlgpuOptim.MatrixCompletion.Data.Images;

/// <summary>PNG of all colour types and bit depths, interlaced or not; a palette becomes colours, 1, 2 and 4 bits become 8.</summary>
internal static class PngReader
{
    /// <summary>No deflate stream is more than so many times as long as its compressed form.</summary>
    private const long MostCompression = 1032;

    /// <summary>Beyond any picture one would complete, and what a few bytes may make us allocate.</summary>
    private const long MostPixels = 1 << 28;

    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    public static bool IsPng(ReadOnlySpan<byte> file) => file.StartsWith(PngFormat.Signature);

    public static Picture Read(string path, ReadOnlySpan<byte> file)
    {
        Header? header = null;
        byte[] palette = [];
        byte[] transparency = [];
        using MemoryStream compressed = new();
        int at = PngFormat.Signature.Length;

        while (true)
        {
            if (file.Length - at < 12)
            {
                throw new DataFormatException(path, 0, "the PNG ends before its last chunk");
            }

            uint length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);

            if (length > file.Length - at - 12)
            {
                throw new DataFormatException(path, 0, $"the chunk at byte {at} is longer than the file");
            }

            ReadOnlySpan<byte> chunk = file.Slice(at + 4, (int)length + 4);
            ReadOnlySpan<byte> type = chunk[..4];
            ReadOnlySpan<byte> data = chunk[4..];

            if (BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + (int)length)..]) != PngFormat.Checksum(chunk))
            {
                throw new DataFormatException(path, 0, $"the checksum of the chunk at byte {at} is wrong: the file is damaged");
            }

            if (type.SequenceEqual("IHDR"u8))
            {
                header = Header.Parse(path, data);
            }
            else if (type.SequenceEqual("PLTE"u8))
            {
                palette = data.ToArray();
            }
            else if (type.SequenceEqual("tRNS"u8))
            {
                transparency = data.ToArray();
            }
            else if (type.SequenceEqual("IDAT"u8))
            {
                compressed.Write(data);
            }
            else if (type.SequenceEqual("IEND"u8))
            {
                break;
            }
            else if ((type[0] & 0x20) == 0)
            {
                throw new DataFormatException(path, 0, $"the chunk at byte {at} is of a critical type that is not known");
            }

            at += (int)length + 12;
        }

        if (header is not { } known)
        {
            throw new DataFormatException(path, 0, "the PNG has no header");
        }

        return Decode(path, known, palette, transparency, compressed);
    }

    private static Picture Decode(string path, Header header, byte[] palette, byte[] transparency, MemoryStream compressed)
    {
        bool isPalette = header.ColourType == PngFormat.Palette;

        if (isPalette && (palette.Length == 0 || palette.Length % 3 != 0 || palette.Length > 768))
        {
            throw new DataFormatException(path, 0, "the palette is missing or damaged");
        }

        (int X, int Y, int StepX, int StepY)[] passes = header.IsInterlaced ? Passes : [(0, 0, 1, 1)];
        long expected = passes.Sum(pass => header.BytesOf(pass));

        if (expected > MostCompression * (compressed.Length + 16))
        {
            throw new DataFormatException(
                path, 0, $"{header.Width} x {header.Height} pixels cannot be in {compressed.Length} compressed bytes");
        }

        bool hasAlpha = isPalette && transparency.Length > 0;
        int channels = isPalette ? hasAlpha ? 4 : 3 : header.Samples;
        Picture picture = new(header.Width, header.Height, channels, header.Depth == 16 ? 65535 : 255);
        compressed.Position = 0;

        try
        {
            using ZLibStream inflate = new(compressed, CompressionMode.Decompress);

            foreach ((int X, int Y, int StepX, int StepY) pass in passes)
            {
                DecodePass(path, header, pass, inflate, picture, palette, transparency);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new DataFormatException(path, 0, "the pixels are damaged or incomplete", exception);
        }

        return picture;
    }

    private static void DecodePass(
        string path,
        Header header,
        (int X, int Y, int StepX, int StepY) pass,
        Stream inflate,
        Picture picture,
        byte[] palette,
        byte[] transparency)
    {
        int width = Header.Extent(header.Width, pass.X, pass.StepX);
        int height = Header.Extent(header.Height, pass.Y, pass.StepY);

        if (width == 0 || height == 0)
        {
            return;
        }

        int stride = (int)header.LineBytes(width);
        byte[] line = new byte[stride + 1];
        byte[] before = new byte[stride + 1];

        for (int y = 0; y < height; y++)
        {
            inflate.ReadExactly(line);
            Unfilter(path, line, before.AsSpan(1), Math.Max(1, header.Samples * header.Depth / 8));

            for (int x = 0; x < width; x++)
            {
                int to = (((pass.Y + (y * pass.StepY)) * picture.Width) + pass.X + (x * pass.StepX)) * picture.Channels;
                Store(path, header, line.AsSpan(1), x, picture.Samples.AsSpan(to, picture.Channels), palette, transparency);
            }

            (line, before) = (before, line);
        }
    }

    /// <summary>Undoes the prediction of a line, whose first byte says which it is.</summary>
    private static void Unfilter(string path, byte[] line, ReadOnlySpan<byte> above, int step)
    {
        int filter = line[0];
        Span<byte> bytes = line.AsSpan(1);

        if (filter > 4)
        {
            throw new DataFormatException(path, 0, $"a line has filter {filter}, which is not known");
        }

        for (int i = 0; i < bytes.Length && filter != 0; i++)
        {
            int left = i >= step ? bytes[i - step] : 0;
            int upLeft = i >= step ? above[i - step] : 0;

            bytes[i] += (byte)(filter switch
            {
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                _ => PngFormat.Paeth(left, above[i], upLeft),
            });
        }
    }

    private static void Store(
        string path, Header header, ReadOnlySpan<byte> line, int x, Span<ushort> pixel, byte[] palette, byte[] transparency)
    {
        if (header.ColourType == PngFormat.Palette)
        {
            int index = Sample(line, x, header.Depth);

            if ((index * 3) + 2 >= palette.Length)
            {
                throw new DataFormatException(path, 0, $"a pixel has colour {index}, beyond the palette of {palette.Length / 3}");
            }

            for (int c = 0; c < 3; c++)
            {
                pixel[c] = palette[(index * 3) + c];
            }

            if (pixel.Length == 4)
            {
                pixel[3] = index < transparency.Length ? transparency[index] : (ushort)255;
            }

            return;
        }

        for (int c = 0; c < pixel.Length; c++)
        {
            int sample = Sample(line, (x * pixel.Length) + c, header.Depth);

            // 1, 2 and 4 bits are stretched so that the greatest becomes 255.
            pixel[c] = (ushort)(header.Depth < 8 ? sample * 255 / ((1 << header.Depth) - 1) : sample);
        }
    }

    private static int Sample(ReadOnlySpan<byte> line, int index, int depth) => depth switch
    {
        16 => BinaryPrimitives.ReadUInt16BigEndian(line[(index * 2)..]),
        8 => line[index],
        _ => (line[index * depth / 8] >> (8 - depth - (index * depth % 8))) & ((1 << depth) - 1),
    };

    /// <summary>The chunk IHDR.</summary>
    private readonly record struct Header(int Width, int Height, int Depth, int ColourType, bool IsInterlaced)
    {
        /// <summary>Samples of a pixel, as stored.</summary>
        public int Samples => this.ColourType switch
        {
            PngFormat.Colours => 3,
            PngFormat.GreyAlpha => 2,
            PngFormat.ColoursAlpha => 4,
            _ => 1,
        };

        public static Header Parse(string path, ReadOnlySpan<byte> data)
        {
            if (data.Length != 13)
            {
                throw new DataFormatException(path, 0, "the header of the PNG is damaged");
            }

            long width = BinaryPrimitives.ReadUInt32BigEndian(data);
            long height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
            (int depth, int type) = (data[8], data[9]);
            bool isKnown = type switch
            {
                PngFormat.Grey => depth is 1 or 2 or 4 or 8 or 16,
                PngFormat.Palette => depth is 1 or 2 or 4 or 8,
                PngFormat.Colours or PngFormat.GreyAlpha or PngFormat.ColoursAlpha => depth is 8 or 16,
                _ => false,
            };

            if (!isKnown || data[10] != 0 || data[11] != 0 || data[12] > 1)
            {
                throw new DataFormatException(path, 0, $"colour type {type} with {depth} bits, or a method of the PNG, is not known");
            }

            return width is >= 1 and <= int.MaxValue && height is >= 1 and <= int.MaxValue && width * height <= MostPixels
                ? new Header((int)width, (int)height, depth, type, data[12] == 1)
                : throw new DataFormatException(path, 0, $"{width} x {height} pixels are none, or too many");
        }

        public static int Extent(int length, int first, int step) => length <= first ? 0 : (length - first + step - 1) / step;

        public long LineBytes(int width) => (((long)width * this.Samples * this.Depth) + 7) / 8;

        /// <summary>Bytes of a pass before compression.</summary>
        public long BytesOf((int X, int Y, int StepX, int StepY) pass)
        {
            int width = Extent(this.Width, pass.X, pass.StepX);

            return width == 0 ? 0 : (this.LineBytes(width) + 1) * Extent(this.Height, pass.Y, pass.StepY);
        }
    }
}
