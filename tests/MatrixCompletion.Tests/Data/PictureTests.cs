using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Images;

using Xunit;

namespace IlgpuOptim.MatrixCompletion.Tests.Data;

/// <summary>Pictures: PNG of every kind against a small encoder of the test's own, Netpbm against texts, and back.</summary>
public sealed class PictureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => this._folder.Dispose();

    public static TheoryData<int, int, bool> Kinds()
    {
        TheoryData<int, int, bool> kinds = [];

        foreach ((int type, int[] depths) in ((int, int[])[])[(0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16])])
        {
            foreach (int depth in depths)
            {
                kinds.Add(type, depth, false);
                kinds.Add(type, depth, true);
            }
        }

        return kinds;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Png_OfEveryKindIsRead(int type, int depth, bool interlaced)
    {
        (int width, int height) = (13, 11);
        int samples = type switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        Random random = new((type * 100) + depth);
        int[] raw = [.. Enumerable.Range(0, width * height * samples).Select(_ => random.Next(1 << depth))];
        byte[] palette = new byte[3 * (1 << Math.Min(depth, 8))];
        random.NextBytes(palette);

        Picture picture = PictureFile.Read(this._folder.Write(
            "x.png", PngEncoder.Encode(width, height, type, depth, interlaced, raw, palette)));

        int[] expected = type == 3
            ? [.. raw.SelectMany(index => palette.AsSpan(index * 3, 3).ToArray()).Select(value => (int)value)]
            : [.. raw.Select(value => depth < 8 ? value * 255 / ((1 << depth) - 1) : value)];

        Assert.Equal((width, height, type == 3 ? 3 : samples), (picture.Width, picture.Height, picture.Channels));
        Assert.Equal(expected, picture.Samples.Select(sample => (int)sample));
        Assert.Equal(depth == 16 ? 65535 : 255, picture.Maximum);
    }

    [Theory]
    [InlineData(1, 255, ".png")]
    [InlineData(2, 255, ".png")]
    [InlineData(3, 255, ".png")]
    [InlineData(4, 65535, ".png")]
    [InlineData(1, 255, ".pgm")]
    [InlineData(1, 1000, ".pgm")]
    [InlineData(3, 255, ".ppm")]
    [InlineData(3, 65535, ".ppm")]
    public void Pictures_ReadBack(int channels, int maximum, string extension)
    {
        Random random = new(channels);
        Picture picture = new(17, 9, channels, maximum);

        for (int i = 0; i < picture.Samples.Length; i++)
        {
            // Smooth and rough parts, so that every prediction is chosen somewhere.
            picture.Samples[i] = (ushort)(i % 3 == 0 ? random.Next(maximum + 1) : i * 7 % (maximum + 1));
        }

        PictureFile.Write(this._folder["x" + extension], picture);
        Picture again = PictureFile.Read(this._folder["x" + extension]);

        Assert.Equal((17, 9, channels, maximum), (again.Width, again.Height, again.Channels, again.Maximum));
        Assert.Equal(picture.Samples, again.Samples);
    }

    [Theory]
    [InlineData("P1\n# c\n3 2\n101\n0 1 0\n", new[] { 0, 255, 0, 255, 0, 255 })]
    [InlineData("P2 2 1 7\n 0 7", new[] { 0, 7 })]
    [InlineData("P3\n1 1\n255\n1 2 3 trailing", new[] { 1, 2, 3 })]
    [InlineData("P5 2 1 255\nAB", new[] { 65, 66 })]
    [InlineData("P5 1 1 1000\n\u0001A", new[] { 256 + 65 })]
    [InlineData("P4 3 1\n@", new[] { 255, 0, 255 })]
    public void Netpbm_IsRead(string text, int[] samples) =>
        Assert.Equal(samples, PictureFile.Read(this._folder.Write("x", text)).Samples.Select(sample => (int)sample));

    [Theory]
    [InlineData("P2 2 2 255\n1 2 3", "ends")]
    [InlineData("P2 2 1 255\n1 256", "more than 255")]
    [InlineData("P2 2 1 255\n1 x", "not a whole number")]
    [InlineData("P5 2000000000 2000000000 255\n", "at least 4000000000000000000")]
    [InlineData("P2 0 1 255\n", "no picture")]
    [InlineData("GIF89a", "no picture that can be read")]
    public void BadPictures_AreRefused(string text, string reason)
    {
        DataFormatException refused = Assert.Throws<DataFormatException>(() => PictureFile.Read(this._folder.Write("x", text)));

        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Channels_AreRoundedAndLimited()
    {
        Picture picture = new(2, 2, 1);
        picture.SetChannel(0, [-3, 0.5, 254.4999, 300]);

        Assert.Equal(new ushort[] { 0, 1, 254, 255 }, picture.Samples);
        Assert.Equal([0, 1, 254, 255], picture.GetChannel(0));
    }

    /// <summary>As plain as an encoder can be: filters by line number, everything bit by bit.</summary>
    private static class PngEncoder
    {
        public static byte[] Encode(int width, int height, int type, int depth, bool interlaced, int[] raw, byte[] palette)
        {
            int samples = raw.Length / (width * height);
            List<byte> data = [];
            (int X, int Y, int StepX, int StepY)[] passes = interlaced
                ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
                : [(0, 0, 1, 1)];

            foreach ((int startX, int startY, int stepX, int stepY) in passes)
            {
                byte[]? before = null;

                for (int y = startY; y < height; y += stepY)
                {
                    StringBuilder bits = new();

                    for (int x = startX; x < width; x += stepX)
                    {
                        for (int s = 0; s < samples; s++)
                        {
                            bits.Append(Convert.ToString(raw[(((y * width) + x) * samples) + s], 2).PadLeft(depth, '0'));
                        }
                    }

                    if (bits.Length == 0)
                    {
                        continue;
                    }

                    string padded = bits.ToString().PadRight((bits.Length + 7) / 8 * 8, '0');
                    byte[] line = [.. Enumerable.Range(0, padded.Length / 8).Select(i => Convert.ToByte(padded.Substring(i * 8, 8), 2))];
                    before ??= new byte[line.Length];
                    data.AddRange(Filter(y / stepY % 5, line, before, Math.Max(1, samples * depth / 8)));
                    before = line;
                }
            }

            using MemoryStream compressed = new();

            using (ZLibStream deflate = new(compressed, CompressionLevel.Fastest, leaveOpen: true))
            {
                deflate.Write([.. data]);
            }

            byte[] header = [.. Big(width), .. Big(height), (byte)depth, (byte)type, 0, 0, (byte)(interlaced ? 1 : 0)];
            byte[] all = compressed.ToArray();

            // The pixels in two chunks, and a chunk that may be left out.
            return
            [
                0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A,
                .. Chunk("IHDR", header), .. Chunk("tEXt", [1, 2, 3]), .. type == 3 ? Chunk("PLTE", palette) : [],
                .. Chunk("IDAT", all[..(all.Length / 2)]), .. Chunk("IDAT", all[(all.Length / 2)..]), .. Chunk("IEND", []),
            ];
        }

        private static byte[] Filter(int filter, byte[] line, byte[] before, int step)
        {
            byte[] result = new byte[line.Length + 1];
            result[0] = (byte)filter;

            for (int i = 0; i < line.Length; i++)
            {
                (int a, int b, int c) = (i < step ? 0 : line[i - step], before[i], i < step ? 0 : before[i - step]);
                int p = a + b - c;
                int[] distances = [Math.Abs(p - a), Math.Abs(p - b), Math.Abs(p - c)];
                int paeth = new[] { a, b, c }[Array.IndexOf(distances, distances.Min())];
                result[i + 1] = (byte)(line[i] - new[] { 0, a, b, (a + b) / 2, paeth }[filter]);
            }

            return result;
        }

        private static byte[] Chunk(string type, byte[] data)
        {
            byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];

            return [.. Big(data.Length), .. body, .. Big((int)Crc(body))];
        }

        private static byte[] Big(int number)
        {
            byte[] bytes = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(bytes, number);

            return bytes;
        }

        private static uint Crc(byte[] bytes)
        {
            uint crc = uint.MaxValue;

            foreach (byte value in bytes)
            {
                for (int bit = 0; bit < 8; bit++)
                {
                    bool isOdd = ((crc ^ (uint)(value >> bit)) & 1) == 1;
                    crc = (crc >> 1) ^ (isOdd ? 0xEDB88320 : 0);
                }
            }

            return ~crc;
        }
    }

    [Fact]
    public void FillFromNeighbours_TakesTheMeanOfTheSmallestSquareWithKnownPixels()
    {
        Picture picture = new(4, 3, 1);
        ushort[] samples = [10, 0, 31, 0, 0, 0, 0, 0, 0, 0, 0, 99];
        samples.CopyTo(picture.Samples, 0);
        bool[] mask = [.. samples.Select(sample => sample != 0)];

        // (1, 0) sees 10 and 31, (0, 2) nothing before its second square, with 10, 31; (2, 1) sees 31 and 99.
        Picture filled = PictureData.FillFromNeighbours(picture, mask);
        Assert.Equal(21, filled.Samples[1]);
        Assert.Equal(21, filled.Samples[8]);
        Assert.Equal(65, filled.Samples[6]);
        Assert.Equal(99, filled.Samples[11]);
    }
}
