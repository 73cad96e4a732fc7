using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;

using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Arrays;
using IlgpuOptim.MatrixCompletion.Data.Images;

using Xunit;

namespace IlgpuOptim.MatrixCompletion.Tests.Fuzz;

/// <summary>
/// 5,000 damaged files of every format, always the same: each is read, or refused with a message that names the file; nothing else is
/// thrown, nothing hangs, and what is allocated has a bound that follows from the length of the file.
/// </summary>
public sealed class MutatedFilesTests : IDisposable
{
    private const int FilesPerFormat = 500;

    /// <summary>Block buffers, tables, and what the runtime needs by the way.</summary>
    private const long FixedBytes = 16 << 20;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => this._folder.Dispose();

    public static TheoryData<string> Formats() =>
        ["csv", "tsv", "dat", "quoted", "coordinate", "symmetric", "array", "gzip", "npy", "png", "netpbm"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void DamagedFiles_AreReadOrRefused(string format)
    {
        Random random = new(20261121);
        byte[] seed = Seed(format);
        int read = 0;
        int refused = 0;
        int count = format is "png" or "netpbm" ? FilesPerFormat / 2 : FilesPerFormat;
        this.Use(format, this._folder.Write("x", seed));

        for (int i = 0; i < count; i++)
        {
            byte[] bytes = Damage(format, seed, random);
            string path = this._folder.Write("x", bytes);
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();

            try
            {
                this.Use(format, path);
                read++;
            }
            catch (DataFormatException exception)
            {
                refused++;
                Assert.StartsWith(path, exception.Message, StringComparison.Ordinal);
                Assert.True(exception.Reason.Length > 5 && exception.Message.Length < 1000, exception.Message);
            }
            catch (Exception exception)
            {
                Assert.Fail($"{format}, file {i}: {exception}");
            }

            long used = GC.GetAllocatedBytesForCurrentThread() - allocated;

            // Deflate makes at most 1,032 bytes of one, and a byte of a picture of one bit is eight pixels of four samples.
            long factor = format switch { "gzip" => 1032 * 40L, "png" => 1032 * 64L, _ => 2048 };
            Assert.True(used < FixedBytes + (factor * bytes.Length), $"{format}, file {i}: {used} bytes for a file of {bytes.Length}");
            Assert.True(Stopwatch.GetElapsedTime(start).TotalSeconds < 20, $"{format}, file {i} took too long");
        }

        // The damage must reach beyond the first check, and some must be harmless, or the test tests little.
        Assert.True(refused > count / 10, $"{format}: {refused} of {count} refused");
        Assert.True(read > 0, $"{format}: none was read");
    }

    /// <summary>What is read after damage must be whole: all indices in range, all values finite.</summary>
    private void Use(string format, string path)
    {
        if (format is "png" or "netpbm")
        {
            Picture picture = PictureFile.Read(path);
            Assert.Equal(picture.Width * picture.Height * picture.Channels, picture.Samples.Length);

            return;
        }

        RatingData<float> data = RatingReader.Read<float>(path);
        SparseMatrix<float> matrix = data.ToMatrix(DuplicatePolicy.Last);
        _ = new SparseMatrix<float>(matrix.Rows, matrix.Columns, matrix.RowStarts, matrix.ColumnIndices, matrix.Values);
        Assert.Equal(matrix.Count, matrix.ColumnValues.Length);
        _ = data.RowIds[data.RowIds.Count - 1];
    }

    private static byte[] Seed(string format)
    {
        Random random = new(1);
        IEnumerable<(int Row, int Column, double Value)> entries = Enumerable.Range(0, 40)
            .Select(i => ((i * 7) + 1, (i * 13 % 40) + 1, random.Next(1, 11) / 2.0)).ToArray();
        string Lines(string delimiter, string extra = "") => string.Concat(entries.Select(entry =>
            FormattableString.Invariant($"{entry.Row}{delimiter}{entry.Column}{delimiter}{entry.Value}{extra}\n")));

        return format switch
        {
            "csv" => Encoding.UTF8.GetBytes("userId,movieId,rating,timestamp\n" + Lines(",", ",978300760")),
            "tsv" => Encoding.UTF8.GetBytes(Lines("\t", "\t978300760")),
            "dat" => Encoding.UTF8.GetBytes(Lines("::", "::978300760")),
            "quoted" => Encoding.UTF8.GetBytes("# c\r\nuser;item;rating\r\n\"a;ä\";\"b\"\"c\";1e-3\r\nlong name; x ;-2.5\r\n" + Lines(";")),
            "coordinate" => Encoding.UTF8.GetBytes("%%MatrixMarket matrix coordinate real general\n% c\n280 40 40\n" + Lines(" ")),
            "symmetric" => Encoding.UTF8.GetBytes("%%MatrixMarket matrix coordinate integer symmetric\n9 9 3\n1 1 2\n5 2 -7\n9 8 100\n"),
            "array" => Encoding.UTF8.GetBytes("%%MatrixMarket matrix array real general\n3 4\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"{i}.5\n"))),
            "gzip" => Compress(Encoding.UTF8.GetBytes(Lines(","))),
            "npy" => Npy(),
            "png" => Png(),
            _ => Encoding.ASCII.GetBytes("P2\n# c\n6 5\n255\n" + string.Join(' ', Enumerable.Range(0, 30).Select(i => i * 8)) + "\n"),
        };
    }

    /// <summary>Every other file with checksums repaired, or damaged before it is compressed, so that damage gets past the first check.</summary>
    private static byte[] Damage(string format, byte[] seed, Random random)
    {
        bool isDeep = random.Next(2) == 0;

        if (format == "gzip" && isDeep)
        {
            return Compress(Mutate(Seed("csv"), random));
        }

        return format == "png" && isDeep
            ? random.Next(2) == 0 ? RepairChecksums(Mutate(seed, random)) : DamagePixels(seed, random)
            : Mutate(seed, random);
    }

    private static byte[] RepairChecksums(byte[] bytes)
    {
        for (int at = 8; at + 12 <= bytes.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));

            if (length > bytes.Length - at - 12)
            {
                break;
            }

            uint checksum = PngFormat.Checksum(bytes.AsSpan(at + 4, (int)length + 4));
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at + 8 + (int)length), checksum);
            at += (int)length + 12;
        }

        return bytes;
    }

    /// <summary>Damage to lines and filters, which are then compressed as they should be.</summary>
    private static byte[] DamagePixels(byte[] png, Random random)
    {
        // The writer's files: the header in bytes 8 to 32, one chunk of pixels, and the end in the last 12 bytes.
        int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(33));
        using MemoryStream raw = new();

        using (ZLibStream inflate = new(new MemoryStream(png, 41, length), CompressionMode.Decompress))
        {
            inflate.CopyTo(raw);
        }

        using MemoryStream compressed = new();

        using (ZLibStream deflate = new(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(Mutate(raw.ToArray(), random));
        }

        byte[] size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, (int)compressed.Length);

        return RepairChecksums([.. png[..33], .. size, .. "IDAT"u8, .. compressed.ToArray(), 0, 0, 0, 0, .. png[^12..]]);
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        List<byte> bytes = [.. seed];

        for (int times = random.Next(1, 5); times > 0 && bytes.Count > 0; times--)
        {
            int at = random.Next(bytes.Count);
            int length = Math.Min(random.Next(1, 9), bytes.Count - at);

            switch (random.Next(9))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 5:
                    // Bytes that mean something in some format.
                    bytes.Insert(at, "\n\r\t ,;:.\"#%-+eE09\0\xFF"u8[random.Next(20)]);
                    break;
                case 6:
                    bytes[at] = (byte)('0' + random.Next(10));
                    break;
                case 7:
                    bytes.InsertRange(at, "99999999999999999999"u8[..random.Next(1, 20)].ToArray());
                    break;
                default:
                    int other = random.Next(bytes.Count);
                    (bytes[at], bytes[other]) = (bytes[other], bytes[at]);
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Compress(byte[] text)
    {
        using MemoryStream stream = new();

        using (GZipStream gzip = new(stream, CompressionLevel.Optimal))
        {
            gzip.Write(text);
        }

        return stream.ToArray();
    }

    private static byte[] Npy()
    {
        using TemporaryFolder folder = new();
        NpyFile.Write(folder["x.npy"], [5, 6], [.. Enumerable.Range(0, 30).Select(i => i % 4 == 0 ? float.NaN : i)]);

        return File.ReadAllBytes(folder["x.npy"]);
    }

    private static byte[] Png()
    {
        using TemporaryFolder folder = new();
        Picture picture = new(12, 10, 3);
        new Random(3).NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(picture.Samples.AsSpan()));

        for (int i = 0; i < picture.Samples.Length; i++)
        {
            picture.Samples[i] &= 0xFF;
        }

        PictureFile.Write(folder["x.png"], picture);

        return File.ReadAllBytes(folder["x.png"]);
    }
}
