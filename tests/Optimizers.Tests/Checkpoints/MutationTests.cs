using System.Buffers.Binary;
using System.Globalization;
using System.Text;

using IlgpuOptim.Compute.Files;
using IlgpuOptim.Optimizers.Checkpoints;

using Xunit;

namespace IlgpuOptim.Optimizers.Tests.Checkpoints;

/// <summary>Damaged and forged checkpoints: every one is either read for what it says, or refused with a message.</summary>
public sealed class MutationTests
{
    private const int Parts = 10;
    private const int CasesPerPart = 1000;
    private const long MemoryAllowance = 16 << 20;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void MutatedFiles_AreReadRightOrRefused(int part)
    {
        Assert.InRange(part, 0, Parts - 1);

        using TemporaryFolder folder = new();
        byte[] sealedFile = CreateCheckpoint(folder);
        byte[] openFile = WithoutChecksum(sealedFile);
        Random random = new(20261121 + part);
        string path = folder.File("mutated");
        int read = 0;

        for (int number = 0; number < CasesPerPart; number++)
        {
            // Half of them without a checksum, so that the other checks have to stand alone.
            bool isSealed = random.Next(2) == 0;
            byte[] original = isSealed ? sealedFile : openFile;
            byte[] mutated = Mutate(original, random);

            File.WriteAllBytes(path, mutated);

            long before = GC.GetAllocatedBytesForCurrentThread();
            string? refusal = null;
            List<(SafetensorsEntry Entry, byte[] Bytes)> tensors = [];

            try
            {
                using (SafetensorsFile file = SafetensorsFile.Open(path))
                {
                    foreach (SafetensorsEntry entry in file.Entries)
                    {
                        byte[] bytes = new byte[entry.Bytes];
                        file.ReadBytes(entry, 0, bytes);
                        tensors.Add((entry, bytes));
                    }
                }

                Checkpoint.Open(path, verify: isSealed).Dispose();
                read++;
            }
            catch (TensorFileException exception)
            {
                refusal = exception.Message;
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            string what = $"case {number} of part {part}";

            Assert.True(allocated <= mutated.Length + MemoryAllowance, $"{what}: {allocated} bytes for a file of {mutated.Length}");

            if (refusal is not null)
            {
                Assert.True(refusal.Length > path.Length + 10 && refusal.Contains(path, StringComparison.Ordinal), $"{what}: '{refusal}'");
            }
            else if (isSealed)
            {
                // The checksum covers everything, so only an untouched file passes.
                Assert.True(mutated.AsSpan().SequenceEqual(original), $"{what}: damage was not seen");
            }
            else
            {
                AssertIsWhatTheFileSays(mutated, tensors, what);
            }
        }

        // Both outcomes occur, or the test says nothing.
        Assert.InRange(read, 5, CasesPerPart - 100);
    }

    private static void AssertIsWhatTheFileSays(byte[] file, List<(SafetensorsEntry Entry, byte[] Bytes)> tensors, string what)
    {
        Dictionary<string, (string Type, long[] Shape, byte[] Bytes)> expected = RawFile.Read(file).Tensors;

        Assert.Equal(expected.Count, tensors.Count);

        foreach ((SafetensorsEntry entry, byte[] bytes) in tensors)
        {
            (string type, long[] shape, byte[] raw) = expected[entry.Name];

            Assert.True(
                type == entry.Type.Name() && shape.SequenceEqual(entry.Shape) && raw.AsSpan().SequenceEqual(bytes),
                $"{what}: tensor '{entry.Name}' is not what the file says");
        }
    }

    private static byte[] CreateCheckpoint(TemporaryFolder folder)
    {
        string path = folder.File("original");
        float[] values = [.. Enumerable.Range(0, 60).Select(i => i * 0.25f)];

        SafetensorsWriter.Write(
            path,
            [
                SafetensorsSource.From<float>("layer.weight", values, 4, 15),
                SafetensorsSource.From<float>("optimizer/layer.weight/exp_avg", values, 4, 15),
                SafetensorsSource.From<double>("optimizer/x", new double[] { 1, 2 }, 2),
                SafetensorsSource.From<bool>("mask", new[] { true, false, true }, 3),
                SafetensorsSource.From<long>("counter 🙂", new long[] { 7 }),
                SafetensorsSource.From<byte>("empty", Array.Empty<byte>(), 0),
            ],
            new Dictionary<string, string>
            {
                ["format"] = "pt",
                ["ilgpu_optim.checkpoint"] = "1",
                ["ilgpu_optim.algorithm"] = "adamw",
                ["ilgpu_optim.scalars"] = """{"calls":3,"group0/learning_rate":0.001,"limit":"bits:7ff0000000000000"}""",
                ["ilgpu_optim.schedule"] = "wsd:cooldown=0.2",
                ["ilgpu_optim.steps"] = "1000",
                ["ilgpu_optim.base_rate"] = "0.001",
            });

        return File.ReadAllBytes(path);
    }

    /// <summary>The same file as a program without checksums would write it.</summary>
    private static byte[] WithoutChecksum(byte[] file)
    {
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        string header = Encoding.UTF8.GetString(file, 8, length);
        int start = header.IndexOf("\"ilgpu_optim.checksum\"", StringComparison.Ordinal);
        int end = header.IndexOf(',', start) + 1;

        return RawFile.Make(header.Remove(start, end - start), file.AsSpan(8 + length));
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        List<byte> file = [.. original];
        int headerLength = (int)BinaryPrimitives.ReadInt64LittleEndian(original);

        for (int count = random.Next(1, 4); count > 0 && file.Count > 0; count--)
        {
            int header = Math.Min(headerLength + 8, file.Count);
            int place = random.Next(4) == 0 ? random.Next(file.Count) : random.Next(header);

            switch (random.Next(10))
            {
                case 0: // a bit
                    file[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1: // a byte
                    file[place] = (byte)random.Next(256);
                    break;
                case 2: // cut off
                    file.RemoveRange(place, file.Count - place);
                    break;
                case 3: // a piece missing
                    file.RemoveRange(place, Math.Min(random.Next(1, 40), file.Count - place));
                    break;
                case 4: // a piece twice
                    file.InsertRange(random.Next(file.Count + 1), file.GetRange(place, Math.Min(random.Next(1, 60), file.Count - place)));
                    break;
                case 5: // something at the end
                    file.AddRange(Enumerable.Repeat((byte)random.Next(256), random.Next(1, 100)));
                    break;
                case 6: // another length of the header
                    byte[] length = BitConverter.GetBytes(random.Next(3) switch
                    {
                        0 => random.NextInt64(),
                        1 => headerLength + random.Next(-20, 20),
                        _ => 1L << random.Next(63),
                    });
                    length.AsSpan(0, Math.Min(8, file.Count)).ToArray().Select((value, i) => file[i] = value).ToArray();
                    break;
                case 7: // other bytes of data
                    if (header < file.Count)
                    {
                        file[random.Next(header, file.Count)] = (byte)random.Next(256);
                    }

                    break;
                default: // another number in the header, of the same length or not
                    ReplaceNumber(file, header, random);
                    break;
            }
        }

        return [.. file];
    }

    private static void ReplaceNumber(List<byte> file, int header, Random random)
    {
        int start = random.Next(header);

        while (start < header && !char.IsAsciiDigit((char)file[start]))
        {
            start++;
        }

        int end = start;

        while (end < header && char.IsAsciiDigit((char)file[end]))
        {
            end++;
        }

        if (start < 8 || start == end)
        {
            return;
        }

        byte[] digits = Encoding.ASCII.GetBytes(random.Next(4) switch
        {
            0 => random.Next(600).ToString("D" + (end - start).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)[..(end - start)],
            1 => (4 * random.Next(150)).ToString(CultureInfo.InvariantCulture),
            2 => random.NextInt64().ToString(CultureInfo.InvariantCulture),
            _ => new string('9', random.Next(1, 25)),
        });

        file.RemoveRange(start, end - start);
        file.InsertRange(start, digits);

        // Often with the length of the header put right, so that what follows is still where it was.
        if (random.Next(3) > 0 && file.Count >= 8)
        {
            long length = BitConverter.ToInt64([.. file.Take(8)]) + digits.Length - (end - start);
            byte[] bytes = BitConverter.GetBytes(length);

            for (int i = 0; i < 8; i++)
            {
                file[i] = bytes[i];
            }
        }
    }
}
