using System.Buffers.Binary;
using System.IO.Compression;

namespace IlgpuOptim.MatrixCompletion.Data.Images;

/// <summary>PNG of 8 or 16 bits; each line with the prediction that makes its bytes smallest in sum.</summary>
internal static class PngWriter
{
    public static byte[] Write(Picture picture)
    {
        int depth = picture.Maximum > 255 ? 16 : 8;
        int type = picture.Channels switch
        {
            1 => PngFormat.Grey,
            2 => PngFormat.GreyAlpha,
            3 => PngFormat.Colours,
            _ => PngFormat.ColoursAlpha,
        };
        byte[] header = new byte[13];

        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        (header[8], header[9]) = ((byte)depth, (byte)type);

        using MemoryStream file = new();
        file.Write(PngFormat.Signature);
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Compress(picture, depth));
        WriteChunk(file, "IEND"u8, []);

        return file.ToArray();
    }

    private static byte[] Compress(Picture picture, int depth)
    {
        int step = picture.Channels * depth / 8;
        int stride = picture.Width * step;
        byte[] line = new byte[stride];
        byte[] before = new byte[stride];
        byte[] filtered = new byte[stride + 1];
        byte[] best = new byte[stride + 1];
        using MemoryStream compressed = new();

        using (ZLibStream deflate = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int y = 0; y < picture.Height; y++)
            {
                ToBytes(picture, y, depth, line);
                long least = long.MaxValue;

                for (int filter = 0; filter <= 4; filter++)
                {
                    long sum = Filter(filter, line, before, step, filtered);

                    if (sum < least)
                    {
                        least = sum;
                        (best, filtered) = (filtered, best);
                    }
                }

                deflate.Write(best);
                (line, before) = (before, line);
            }
        }

        return compressed.ToArray();
    }

    /// <summary>Samples of a line, stretched to the whole range of 8 or 16 bits.</summary>
    private static void ToBytes(Picture picture, int y, int depth, byte[] line)
    {
        int full = depth == 16 ? 65535 : 255;
        int count = picture.Width * picture.Channels;

        for (int i = 0; i < count; i++)
        {
            int sample = picture.Samples[(y * count) + i];
            int stretched = picture.Maximum == full ? sample : (int)((((long)sample * full) + (picture.Maximum / 2)) / picture.Maximum);

            if (depth == 16)
            {
                BinaryPrimitives.WriteUInt16BigEndian(line.AsSpan(i * 2), (ushort)stretched);
            }
            else
            {
                line[i] = (byte)stretched;
            }
        }
    }

    private static long Filter(int filter, byte[] line, byte[] above, int step, byte[] result)
    {
        long sum = 0;
        result[0] = (byte)filter;

        for (int i = 0; i < line.Length; i++)
        {
            int left = i >= step ? line[i - step] : 0;
            int upLeft = i >= step ? above[i - step] : 0;
            int predicted = filter switch
            {
                0 => 0,
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                _ => PngFormat.Paeth(left, above[i], upLeft),
            };
            byte difference = (byte)(line[i] - predicted);
            result[i + 1] = difference;
            sum += Math.Abs((int)(sbyte)difference);
        }

        return sum;
    }

    private static void WriteChunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        byte[] chunk = [.. type, .. data];
        Span<byte> number = stackalloc byte[4];

        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(chunk);
        BinaryPrimitives.WriteUInt32BigEndian(number, PngFormat.Checksum(chunk));
        file.Write(number);
    }
}
