using IlgpuOptim.Testing;
using IlgpuOptim.TorchGenerator;
using TorchSharp.Native;
using Xunit;

namespace IlgpuOptim.TorchSharp.Tests;

/// <summary>How libtorch is found, and what is said if it is not. Run without libtorch too.</summary>
public sealed class LibTorchTests
{
    public static TheoryData<string> Paths => [.. GeneratedFiles.All().Select(static file => file.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void GeneratedFile_IsFresh(string path)
    {
        string expected = GeneratedFiles.All().First(file => file.Path == path).Content;
        Assert.True(
            File.ReadAllText(Repository.PathOf(path)) == expected, $"{path} is out of date; run: dotnet run --project eng/TorchGenerator");
    }

    [Fact]
    public void WrongPath_IsNamed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the binding is built on Linux only");
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string message = Assert.Throws<DllNotFoundException>(() => LibTorchLocation.Find(folder)).Message;
            Assert.Contains(folder, message);
            Assert.Contains("libtorch_cpu.so", message);
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    [Fact]
    public void FolderWithLibraryAndHeaders_IsFound()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the binding is built on Linux only");
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string headers = Path.Combine(folder, "include/torch/csrc/api/include/torch");
            Directory.CreateDirectory(headers);
            Directory.CreateDirectory(Path.Combine(folder, "lib"));
            File.WriteAllText(Path.Combine(folder, "lib/libtorch_cpu.so"), "");
            File.WriteAllText(Path.Combine(folder, "lib/libc10.so"), "..NSt7__cxx1112basic_string..");
            // From 2.9 on the numbers stand in another header.
            File.WriteAllText(Path.Combine(headers, "version.h"), "#include <torch/headeronly/version.h>");
            Assert.Throws<DllNotFoundException>(() => LibTorchLocation.Find(folder));
            Directory.CreateDirectory(Path.Combine(folder, "include/torch/headeronly"));
            File.WriteAllText(
                Path.Combine(folder, "include/torch/headeronly/version.h"),
                "#define TORCH_VERSION_MAJOR 2\n#define TORCH_VERSION_MINOR 11\n#define TORCH_VERSION_PATCH 0\n");
            foreach (string path in (string[])[folder, Path.Combine(folder, "lib")])
            {
                LibTorchLocation location = LibTorchLocation.Find(path);
                Assert.Equal("2.11.0", location.Version);
                Assert.True(location.HasNewStrings);
                Assert.False(location.HasGpu);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
