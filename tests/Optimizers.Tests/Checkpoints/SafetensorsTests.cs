using System.Runtime.InteropServices;
using System.Text;

using IlgpuOptim.Compute;
using IlgpuOptim.Compute.Files;
using IlgpuOptim.Extensions;
using IlgpuOptim.Optimizers.Tests.Harness;

using Xunit;

namespace IlgpuOptim.Optimizers.Tests.Checkpoints;

/// <summary>Safetensors files: round trips, files of others, refusals, atomic writing.</summary>
public sealed class SafetensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => this._folder.Dispose();

    [Fact]
    public void RoundTrip_KeepsEveryBitOfEveryType()
    {
        string path = this._folder.File("all.safetensors");
        float[] floats = [1.5f, -0f, float.NaN, float.NegativeInfinity, float.Epsilon, BitConverter.UInt32BitsToSingle(0x7fa00001)];
        double[] doubles = [Math.PI, double.MinValue];
        SafetensorsSource[] sources =
        [
            SafetensorsSource.From<bool>("bool", new[] { true, false, true }, 3),
            SafetensorsSource.From<byte>("u8", new byte[] { 0, 255 }, 2),
            SafetensorsSource.From<sbyte>("i8", new sbyte[] { -128, 127 }, 2),
            SafetensorsSource.From<short>("i16", new short[] { short.MinValue }, 1, 1),
            SafetensorsSource.From<ushort>("u16", new ushort[] { ushort.MaxValue }, 1),
            SafetensorsSource.From<Half>("f16", new[] { (Half)1.5f, Half.NaN }, 2),
            SafetensorsSource.From<BFloat16>("bf16", new[] { (BFloat16)1.5f, (BFloat16)(-2.25f) }, 2),
            SafetensorsSource.From<int>("i32", new[] { int.MinValue }),
            SafetensorsSource.From<uint>("u32", new[] { uint.MaxValue }, 1),
            SafetensorsSource.From<float>("f32", floats, 2, 3),
            SafetensorsSource.From<double>("f64", doubles, 2),
            SafetensorsSource.From<long>("i64", new[] { long.MinValue }, 1),
            SafetensorsSource.From<ulong>("u64", new[] { ulong.MaxValue }, 1),
            SafetensorsSource.From<float>("empty", Array.Empty<float>(), 3, 0, 2),
        ];

        SafetensorsWriter.Write(path, sources);

        using SafetensorsFile file = SafetensorsFile.Open(path);

        Assert.True(file.HasChecksum);
        Assert.Equal(sources.Length, file.Entries.Count);
        Assert.Equal([true, false, true], file.Read<bool>("bool"));
        Assert.Equal([0, 255], file.Read<byte>("u8"));
        Assert.Equal([-128, 127], file.Read<sbyte>("i8"));
        Assert.Equal([short.MinValue], file.Read<short>("i16"));
        Assert.Equal([ushort.MaxValue], file.Read<ushort>("u16"));
        Assert.Equal(0x3e00, BitConverter.HalfToUInt16Bits(file.Read<Half>("f16")[0]));
        Assert.Equal(-2.25f, (float)file.Read<BFloat16>("bf16")[1]);
        Assert.Equal([int.MinValue], file.Read<int>("i32"));
        Assert.Equal([uint.MaxValue], file.Read<uint>("u32"));
        Assert.Equal(MemoryMarshal.AsBytes<float>(floats), MemoryMarshal.AsBytes<float>(file.Read<float>("f32")));
        Assert.Equal(doubles, file.Read<double>("f64"));
        Assert.Equal([long.MinValue], file.Read<long>("i64"));
        Assert.Equal([ulong.MaxValue], file.Read<ulong>("u64"));
        Assert.Empty(file.Read<float>("empty"));
        Assert.Empty(file.Find("i32").Shape);
        Assert.Equal([3, 0, 2], file.Find("empty").Shape);
        Assert.All(file.Entries, entry => Assert.Equal(0, entry.Position % entry.Type.Size()));
    }

    [Fact]
    public void File_IsReadByAnIndependentReader()
    {
        string path = this._folder.File("ours.safetensors");
        float[] values = [1, 2, 3, 4, 5, 6];

        SafetensorsWriter.Write(
            path,
            [SafetensorsSource.From<byte>("b", new byte[] { 7 }, 1), SafetensorsSource.From<float>("w", values, 2, 3)],
            new Dictionary<string, string> { ["format"] = "pt" });

        byte[] bytes = File.ReadAllBytes(path);
        (Dictionary<string, (string Type, long[] Shape, byte[] Bytes)> tensors, Dictionary<string, string> texts) = RawFile.Read(bytes);

        Assert.Equal("pt", texts["format"]);
        Assert.Equal("F32", tensors["w"].Type);
        Assert.Equal([2, 3], tensors["w"].Shape);
        Assert.Equal(values, MemoryMarshal.Cast<byte, float>(tensors["w"].Bytes));
        Assert.Equal([7], tensors["b"].Bytes);
        Assert.Equal((byte)'{', bytes[8]);
        Assert.Equal(0, BitConverter.ToInt64(bytes) % 8);
    }

    [Fact]
    public void FileOfOthers_IsRead()
    {
        // As other programs write it: no texts, tensors in any order, blanks at the end of the header, unknown keys.
        string path = this._folder.File("theirs.safetensors");
        byte[] data = [1, 0, 0, 0, 2, 0, 0, 0, 0x80, 0x3f];

        File.WriteAllBytes(path, RawFile.Make(
            """{"z":{"dtype":"BF16","shape":[],"data_offsets":[8,10],"note":{"x":[1,{}]}},"a":{"shape":[2,1],"data_offsets":[0,8],"dtype":"I32"}}   """, data));

        using SafetensorsFile file = SafetensorsFile.Open(path);

        Assert.False(file.HasChecksum);
        Assert.Empty(file.Metadata);
        Assert.Equal([1, 2], file.Read<int>("a"));
        Assert.Equal(1f, (float)file.Read<BFloat16>("z")[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b\tc\nd\0e")]
    [InlineData("\"quoted\" \\ / \u2028 \u202e")]
    [InlineData("数学 🙂 ﬁ é e\u0301")]
    [InlineData("xxh64:")]
    [InlineData("ilgpu_optim.checksum")]
    [InlineData("__metadata__ ")]
    public void OddNames_ComeBack(string name)
    {
        string path = this._folder.File("odd 🙂 name");

        SafetensorsWriter.Write(
            path,
            [SafetensorsSource.From<int>(name, new[] { 5 }, 1), SafetensorsSource.From<int>(name + name + "'", new[] { 6 }, 1)],
            new Dictionary<string, string> { [name + "x"] = name });

        using SafetensorsFile file = SafetensorsFile.Open(path);

        Assert.Equal([5], file.Read<int>(name));
        Assert.Equal([6], file.Read<int>(name + name + "'"));
        Assert.Equal(name, file.Metadata[name + "x"]);
        Assert.Equal(5, BitConverter.ToInt32(RawFile.Read(File.ReadAllBytes(path)).Tensors[name].Bytes));
    }

    [Theory]
    [InlineData("", 0, "at least 8")]
    [InlineData("{", 0, "no valid JSON")]
    [InlineData("[]", 0, "begin with '{'")]
    [InlineData(" {}", 0, "begin with '{'")]
    [InlineData("{}x", 0, "no valid JSON")]
    [InlineData("{}", 1, "1 bytes at the end")]
    [InlineData("{\"a\":1}", 0, "described by no object")]
    [InlineData("{\"a\":{}}", 0, "has no dtype")]
    [InlineData("{\"a\":{\"dtype\":\"F32\"}}", 0, "has no shape")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[]}}", 0, "has no pair of data_offsets")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0]}}", 0, "has no pair of data_offsets")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4,8]}}", 4, "more than 2 numbers")]
    [InlineData("{\"a\":{\"dtype\":\"F31\",\"shape\":[],\"data_offsets\":[0,4]}}", 4, "unknown type 'F31'")]
    [InlineData("{\"a\":{\"dtype\":32,\"shape\":[],\"data_offsets\":[0,4]}}", 4, "unknown type")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4, "does not take the bytes 0 to 4")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}", 4, "does not take the bytes 4 to 0")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", 4, "no whole number")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}", 4, "no whole number")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,18446744073709551616]}}", 4, "no whole number")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":4,\"data_offsets\":[0,4]}}", 4, "no list of numbers")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}}", 0, "does not take the bytes")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,9223372036854775807,4],\"data_offsets\":[0,4]}}", 4, "does not take the bytes")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[9223372036854775807],\"data_offsets\":[0,9223372036854775807]}}", 4, "truncated")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 4, "truncated")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 8, "4 bytes at the end")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8, "bytes 0 to 4 of the data, before tensor 'a'")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[3,5]}}", 5, "overlaps")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}", 2, "'a' occurs twice")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1, "two of dtype")]
    [InlineData("{\"__metadata__\":[]}", 0, "no object of texts")]
    [InlineData("{\"__metadata__\":{\"a\":1}}", 0, "'a' is no text")]
    [InlineData("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", 0, "'a' occurs twice")]
    [InlineData("{\"__metadata__\":{\"ilgpu_optim.checksum\":\"xxh64:12\"}}", 0, "not one of the form")]
    [InlineData("{\"__metadata__\":{\"ilgpu_optim.checksum\":\"xxh64:0123456789abcdef\"}}", 0, "the checksum is")]
    [InlineData("{\"\\ud800\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1, "no valid Unicode")]
    [InlineData("{\"a\":{\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}}",0, "no valid JSON")]
    public void BadFile_IsRefusedWithReason(string json, int dataBytes, string reason)
    {
        string path = this._folder.File("bad.safetensors");
        File.WriteAllBytes(path, json.Length == 0 ? [1, 2, 3] : RawFile.Make(json, new byte[dataBytes]));

        TensorFileException exception = Assert.Throws<TensorFileException>(() => SafetensorsFile.Open(path).Dispose());

        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.StartsWith($"'{path}': ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void InvalidUtf8_IsRefused()
    {
        string path = this._folder.File("bad.safetensors");
        byte[] file = RawFile.Make("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", [1]);

        file[10] = 0xff;
        File.WriteAllBytes(path, file);

        Assert.Throws<TensorFileException>(() => SafetensorsFile.Open(path).Dispose());
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1ul << 63)]
    [InlineData(1ul << 40)]
    [InlineData(100_000_001)]
    [InlineData(99_000_000)]
    [InlineData(100)]
    public void HeaderLength_IsNotBelieved(ulong length)
    {
        string path = this._folder.File("bad.safetensors");
        File.WriteAllBytes(path, [.. BitConverter.GetBytes(length), .. "{}"u8]);

        long before = GC.GetAllocatedBytesForCurrentThread();
        TensorFileException exception = Assert.Throws<TensorFileException>(() => SafetensorsFile.Open(path).Dispose());

        Assert.Contains("the header is said to have", exception.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    // Headers whose reading takes far more memory than their file: many tensors, long names, long texts, long shapes.
    [Theory]
    [InlineData("\"{0}\":{{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}", 60_000)]
    [InlineData("\"{0}\":{{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}", 400_000)]
    [InlineData("\"{0}\":{{\"dtype\":\"U8\",\"shape\":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0],\"data_offsets\":[0,0]}}", 100_000)]
    [InlineData("\"{0}\":{{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0],\"x\":[[],[],[],[]]}}", 20_000)]
    public void HostileHeaders_DoNotTakeMoreMemoryThanAllowed(string entry, int count)
    {
        string path = this._folder.File("hostile.safetensors");
        StringBuilder json = new("{");

        for (int i = 0; i < count; i++)
        {
            json.Append(i == 0 ? "" : ",").AppendFormat(System.Globalization.CultureInfo.InvariantCulture, entry, i);
        }

        File.WriteAllBytes(path, RawFile.Make(json.Append('}').ToString(), []));
        AssertModest(path);
    }

    [Theory]
    [InlineData(5_000_000)]
    [InlineData(30_000_000)]
    public void LongTexts_DoNotTakeMoreMemoryThanAllowed(int length)
    {
        string path = this._folder.File("hostile.safetensors");

        File.WriteAllBytes(path, RawFile.Make($$$"""{"__metadata__":{"{{{new string('k', length)}}}":"{{{new string('v', length)}}}"}}""", []));
        AssertModest(path);
        File.WriteAllBytes(path, RawFile.Make($$$"""{"{{{new string('k', length)}}}":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}""", []));
        AssertModest(path);
    }

    [Fact]
    public void BoolsOtherThan0And1_AreRefused()
    {
        string path = this._folder.File("bad.safetensors");
        File.WriteAllBytes(path, RawFile.Make("""{"a":{"dtype":"BOOL","shape":[3],"data_offsets":[0,3]}}""", [1, 2, 0]));

        using SafetensorsFile file = SafetensorsFile.Open(path);

        Assert.Contains("truth value 2 at byte 1", Assert.Throws<TensorFileException>(() => file.Read<bool>("a")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongQuestions_AreAnsweredWithReasons()
    {
        string path = this._folder.File("ours.safetensors");
        SafetensorsWriter.Write(path, [SafetensorsSource.From<float>("w", new float[6], 2, 3)]);

        using SafetensorsFile file = SafetensorsFile.Open(path);
        ComputeDevice device = TestDevices.Get("cpu:0");
        using Tensor wrong = Tensor.Allocate(device, ElementType.Float32, 3, 2);

        Assert.Contains("no tensor 'v'", Assert.Throws<TensorFileException>(() => file.Read<float>("v")).Message, StringComparison.Ordinal);
        Assert.Contains("F32[2, 3]; F64 is needed", Assert.Throws<TensorFileException>(() => file.Read<double>("w")).Message, StringComparison.Ordinal);
        Assert.Contains("F32[3, 2] is needed", Assert.Throws<TensorFileException>(() => file.Load("w", wrong)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => file.ReadBytes(file.Find("w"), 20, new byte[5]));
        Assert.Throws<FileNotFoundException>(() => SafetensorsFile.Open(this._folder.File("none")));
    }

    [Fact]
    public void BadSources_AreRefusedBeforeAnythingIsWritten()
    {
        string path = this._folder.File("never");
        SafetensorsSource source = SafetensorsSource.From<int>("a", new[] { 1 });

        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(path, [source, source]));
        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(path, [SafetensorsSource.From<int>("__metadata__", new[] { 1 })]));
        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(path, [SafetensorsSource.From<int>("\ud800", new[] { 1 })]));
        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(path, [source], new Dictionary<string, string> { ["a"] = "\udc00x" }));
        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(
            path, [source], new Dictionary<string, string> { ["ilgpu_optim.checksum"] = "mine" }));
        Assert.Throws<ArgumentException>(() => SafetensorsSource.From<int>("a", new[] { 1 }, 2));
        Assert.Empty(this._folder.Names);
    }

    [Fact]
    public void FailedWriting_LeavesTheOldFile()
    {
        string path = this._folder.File("file");
        ComputeDevice device = TestDevices.Get("cpu:0");

        SafetensorsWriter.Write(path, [SafetensorsSource.From<int>("a", new[] { 1 })]);

        byte[] old = File.ReadAllBytes(path);

        Assert.Throws<InvalidTimeZoneException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write(new byte[100_000]);

            throw new InvalidTimeZoneException();
        }));
        Assert.Equal(old, File.ReadAllBytes(path));
        Assert.Equal(["file"], this._folder.Names);
    }

    [Fact]
    public void Writing_CreatesFoldersKeepsLinksAndRemovesLeftovers()
    {
        string path = this._folder.File("new/deep/file");
        SafetensorsSource source = SafetensorsSource.From<int>("a", new[] { 1 });
        string folder = Path.GetDirectoryName(path)!;

        SafetensorsWriter.Write(path, [source]);
        Assert.Throws<IOException>(() => SafetensorsWriter.Write(folder, [source]));

        File.WriteAllText(path + ".0123456789abcdef.tmp", "of a process that died");
        File.WriteAllText(path + ".mine.tmp", "of somebody else");

        string link = Path.Combine(folder, "link");
        File.CreateSymbolicLink(link, path);
        File.Delete(path);
        SafetensorsWriter.Write(link, [source]);

        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Equal(["file", "file.mine.tmp", "link"], Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [EachDevice]
    [Theory]
    public void Tensors_OfDevices_ComeBack(string deviceName)
    {
        ComputeDevice device = TestDevices.Get(deviceName);
        string path = this._folder.File("tensors");

        // Longer than a piece of reading and writing.
        float[] values = [.. Enumerable.Range(0, 700_001).Select(i => (float)Math.Sin(i))];
        using Tensor large = Tensor.From<float>(device, values, values.Length);
        using Tensor matrix = Tensor.From<int>(device, [1, 2, 3, 4, 5, 6], 2, 3);
        using Tensor empty = Tensor.Allocate(device, ElementType.Float64, 0, 4);

        SafetensorsWriter.Write(path, [
            SafetensorsSource.From("large", large), SafetensorsSource.From("transposed", matrix.Transposed()), SafetensorsSource.From("empty", empty)]);

        using SafetensorsFile file = SafetensorsFile.Open(path);
        using Tensor again = file.Load("large", device);
        using Tensor target = Tensor.Allocate(device, ElementType.Int32, 2, 3);
        using Tensor nothing = file.Load("empty", device);

        file.Load("transposed", target.Transposed());

        Assert.Equal(values, again.ToArray<float>());
        Assert.Equal([1, 4, 2, 5, 3, 6], file.Read<int>("transposed"));
        Assert.Equal([1, 2, 3, 4, 5, 6], target.ToArray<int>());
        Assert.Equal([0, 4], nothing.Shape.ToArray());
    }

    [Theory]
    [InlineData("", 0xef46db3751d8e999)]
    [InlineData("a", 0xd24ec4f1a98c6e5b)]
    [InlineData("abc", 0x44bc2cf5ad770999)]
    [InlineData("Nobody inspects the spammish repetition", 0xfbcea83c8a378bf1)]
    public void Hash_IsXxh64(string text, ulong expected)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);

        for (int split = 0; split <= bytes.Length; split++)
        {
            Hash64 hash = new();
            hash.Append(bytes.AsSpan(0, split));
            hash.Append(bytes.AsSpan(split));

            Assert.Equal(expected, hash.Finish());
        }
    }

    /// <summary>Reads the file or refuses it, and takes no more memory than its size and 16 MB.</summary>
    private static void AssertModest(string path)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();

        try
        {
            SafetensorsFile.Open(path).Dispose();
        }
        catch (TensorFileException)
        {
            // Refusing is fine.
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, new FileInfo(path).Length + (16 << 20));
    }
}
