using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace IlgpuOptim.Optimizers.Tests.Checkpoints;

/// <summary>Safetensors files byte by byte, written and read without the library: the independent truth of its tests.</summary>
internal static class RawFile
{
    public static byte[] Make(string json, ReadOnlySpan<byte> data)
    {
        byte[] header = Encoding.UTF8.GetBytes(json);
        byte[] file = new byte[8 + header.Length + data.Length];

        BinaryPrimitives.WriteInt64LittleEndian(file, header.Length);
        header.CopyTo(file, 8);
        data.CopyTo(file.AsSpan(8 + header.Length));

        return file;
    }

    /// <summary>Type, shape and bytes by name, and the texts.</summary>
    public static (Dictionary<string, (string Type, long[] Shape, byte[] Bytes)> Tensors, Dictionary<string, string> Texts) Read(byte[] file)
    {
        int length = checked((int)BinaryPrimitives.ReadInt64LittleEndian(file));
        using JsonDocument document = JsonDocument.Parse(file.AsMemory(8, length));
        Dictionary<string, (string, long[], byte[])> tensors = [];
        Dictionary<string, string> texts = [];

        foreach (JsonProperty property in document.RootElement.EnumerateObject())
        {
            if (property.Name == "__metadata__")
            {
                foreach (JsonProperty text in property.Value.EnumerateObject())
                {
                    texts.Add(text.Name, text.Value.GetString()!);
                }

                continue;
            }

            long[] offsets = [.. property.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];

            tensors.Add(property.Name, (
                property.Value.GetProperty("dtype").GetString()!,
                [.. property.Value.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt64())],
                file[(8 + length + (int)offsets[0])..(8 + length + (int)offsets[1])]));
        }

        return (tensors, texts);
    }
}

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ilgpu-optim-");

    public string File(string name) => Path.Combine(this._folder.FullName, name);

    public string[] Names => [.. this._folder.EnumerateFileSystemInfos().Select(info => info.Name).Order(StringComparer.Ordinal)];

    public void Dispose() => this._folder.Delete(recursive: true);
}
