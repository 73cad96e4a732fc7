namespace IlgpuOptim.MatrixCompletion.Tests;

/// <summary>A folder of a test's own, gone with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("mcio").FullName;

    public string this[string name] => Path.Combine(this.Root, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);

        return this[name];
    }

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(this[name], bytes);

        return this[name];
    }

    public void Dispose() => Directory.Delete(this.Root, recursive: true);
}
