using System.Diagnostics;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.OpenCL;
using IlgpuOptim.Engine.Runtime.OpenCL;
using Xunit;

namespace IlgpuOptim.Engine.Tests.OpenCL;

/// <summary>The cache of compiled programs.</summary>
public sealed class ProgramCacheTests : IDisposable
{
    private static readonly string Key = new('a', 64);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "ilgpu-optim-cache-" + Guid.NewGuid().ToString("n"));

    [Fact]
    public void StoresAndFinds()
    {
        OpenClProgramCache cache = new(_folder);
        Assert.Null(cache.TryRead(Key));
        cache.Write(Key, [1, 2, 3]);
        Assert.Equal([1, 2, 3], cache.TryRead(Key));
        Assert.Equal([1, 2, 3], new OpenClProgramCache(_folder).TryRead(Key));
        Assert.Null(cache.TryRead(new string('b', 64)));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void DamagedAndForeignFiles_AreIgnoredAndReplaced()
    {
        OpenClProgramCache cache = new(_folder);
        cache.Write(Key, [1, 2, 3]);
        string path = Assert.Single(Directory.GetFiles(_folder));
        byte[] good = File.ReadAllBytes(path);

        List<byte[]> damaged = [[], [1, 2, 3], good[..^1], [.. good, 0]];
        damaged.AddRange(Enumerable.Range(0, good.Length).Select(i => good.Select((b, k) => k == i ? (byte)(b ^ 1) : b).ToArray()));

        foreach (byte[] bytes in damaged)
        {
            File.WriteAllBytes(path, bytes);
            Assert.Null(cache.TryRead(Key));
            cache.Write(Key, [4, 5]);
            Assert.Equal([4, 5], cache.TryRead(Key));
        }

        // A good file under the name of another program is foreign, too.
        string other = new('b', 64);
        File.Copy(path, path.Replace(Key, other, StringComparison.Ordinal));
        Assert.Null(cache.TryRead(other));
    }

    [Fact]
    public async Task ManyWriters_NeverShowHalfAFile()
    {
        byte[][] versions = [.. Enumerable.Range(1, 8).Select(i => Enumerable.Repeat((byte)i, 20_000 * i).ToArray())];
        new OpenClProgramCache(_folder).Write(Key, versions[0]);
        await Task.WhenAll(versions.Select(version => Task.Run(() =>
        {
            OpenClProgramCache cache = new(_folder);

            for (int i = 0; i < 50; i++)
            {
                cache.Write(Key, version);
                byte[]? found = cache.TryRead(Key);
                Assert.NotNull(found);
                Assert.Equal(versions[found[0] - 1], found);
            }
        })));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void AFolderThatCannotBe_CostsNothingButTheCache()
    {
        File.WriteAllText(_folder, "a file");
        OpenClProgramCache cache = new(_folder);
        cache.Write(Key, [1]);
        Assert.Null(cache.TryRead(Key));
        File.Delete(_folder);
    }

    [Fact]
    public void TheEnvironment_SaysWhere()
    {
        string root = Path.GetPathRoot(Path.GetTempPath())!;
        Assert.Null(OpenClProgramCache.FindFolder("0", root, root));
        Assert.Null(OpenClProgramCache.FindFolder("off", root, root));
        Assert.Equal(_folder, OpenClProgramCache.FindFolder(_folder, root, root));
        Assert.Equal(Path.Combine(root, "x", "ilgpu-optim", "opencl"), OpenClProgramCache.FindFolder("", Path.Combine(root, "x"), root));
        Assert.StartsWith(Path.Combine(root, "home"), OpenClProgramCache.FindFolder(null, "relative", Path.Combine(root, "home")));
        Assert.Null(OpenClProgramCache.FindFolder(null, null, ""));
        Assert.False(new OpenClProgramCache(null).IsEnabled);
    }

    [Fact]
    public void TheKey_DependsOnEverything()
    {
        Assert.SkipWhen(OpenClProbe.Reason is not null, $"no OpenCL device: {OpenClProbe.Reason}");
        CLDevice device = OpenClProbe.Devices[0];
        string[] keys = [OpenClProgramCache.Key(device, "a", "b"), OpenClProgramCache.Key(device, "ab", ""), OpenClProgramCache.Key(device, "", "ab")];
        Assert.Equal(3, keys.Distinct().Count());
        Assert.Equal(keys[0], OpenClProgramCache.Key(device, "a", "b"));
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
