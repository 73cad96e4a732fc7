using System.Security.Cryptography;
using System.Text;
using ILGPU.Runtime.OpenCL;

namespace IlgpuOptim.Engine.Runtime.OpenCL;

/// <summary>
/// Compiled programs on disk, one file each, named by a hash of everything that the result depends on. Files are written beside
/// their place and moved there, so that any number of processes can share the folder; what is damaged or foreign is ignored and
/// written anew. A folder that cannot be used costs compilations and nothing else.
/// </summary>
internal sealed class OpenClProgramCache
{
    /// <summary>Folder of the files; <c>0</c> or <c>off</c>: nothing is stored.</summary>
    public const string FolderVariable = "ILGPUOPTIM_CACHE_DIR";

    // Larger folders lose their oldest files; every so many writes the size is looked at.
    private const long MaxBytes = 256L << 20;
    private const int WritesPerLook = 64;
    private const string Extension = ".clbin";
    private const int HashBytes = 32;

    private static ReadOnlySpan<byte> Magic => "ILGPUOPT-CL-0001"u8;

    private readonly string? _folder;
    private int _writes;

    /// <summary>Uses a folder.</summary>
    /// <param name="folder">The folder, created when needed; null: nothing is stored.</param>
    public OpenClProgramCache(string? folder)
    {
        _folder = folder;
    }

    /// <summary>The cache of this process.</summary>
    public static OpenClProgramCache Default { get; } = new(FindFolder(
        Environment.GetEnvironmentVariable(FolderVariable),
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME"),
        OperatingSystem.IsWindows()
            ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)));

    /// <summary>Programs are stored.</summary>
    public bool IsEnabled => _folder is not null;

    /// <summary>The folder that the environment asks for, or null.</summary>
    /// <param name="chosen">Value of <see cref="FolderVariable"/>.</param>
    /// <param name="cacheHome">Value of XDG_CACHE_HOME; counts only if it is an absolute path.</param>
    /// <param name="home">Home of the user; on Windows the folder of local data.</param>
    public static string? FindFolder(string? chosen, string? cacheHome, string home)
    {
        if (chosen is "0" or "off")
        {
            return null;
        }

        if (!string.IsNullOrEmpty(chosen))
        {
            return Path.GetFullPath(chosen);
        }

        if (!string.IsNullOrEmpty(cacheHome) && Path.IsPathRooted(cacheHome))
        {
            return Path.Combine(cacheHome, "ilgpu-optim", "opencl");
        }

        if (string.IsNullOrEmpty(home))
        {
            return null;
        }

        return OperatingSystem.IsWindows()
            ? Path.Combine(home, "ilgpu-optim", "cache", "opencl")
            : Path.Combine(home, ".cache", "ilgpu-optim", "opencl");
    }

    /// <summary>The name of a program: a hash of device, driver, options and text.</summary>
    public static string Key(CLDevice device, string options, string text)
    {
        string[] parts =
        [
            device.PlatformName, device.PlatformVersion.ToString(), device.Name, device.DeviceVersion.ToString(), device.DriverVersion,
            options, text,
        ];
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        foreach (string part in parts)
        {
            // With its length, so that no two lists run together.
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.LongLength));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The program of a name, or null.</summary>
    public byte[]? TryRead(string key)
    {
        if (_folder is null)
        {
            return null;
        }

        try
        {
            byte[] file = File.ReadAllBytes(this.PathOf(key));
            int header = Magic.Length + HashBytes;

            return file.Length > header
                && file.AsSpan(0, Magic.Length).SequenceEqual(Magic)
                && file.AsSpan(Magic.Length, HashBytes).SequenceEqual(Digest(key, file.AsSpan(header)))
                    ? file[header..]
                    : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Stores a program.</summary>
    public void Write(string key, byte[] binary)
    {
        if (_folder is null)
        {
            return;
        }

        string path = this.PathOf(key);
        string temporary = $"{path}.{Environment.ProcessId}.{Guid.NewGuid():n}.tmp";

        try
        {
            Directory.CreateDirectory(_folder);

            using (FileStream file = new(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(Magic);
                file.Write(Digest(key, binary));
                file.Write(binary);
            }

            File.Move(temporary, path, overwrite: true);

            if (Interlocked.Increment(ref _writes) % WritesPerLook == 1)
            {
                this.Prune();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
        }
    }

    private static byte[] Digest(string key, ReadOnlySpan<byte> binary)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(key));
        hash.AppendData(binary);

        return hash.GetHashAndReset();
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process has it, or nobody may delete here.
        }
    }

    private string PathOf(string key) => Path.Combine(_folder!, key + Extension);

    // Oldest first; also what writers left behind that were killed an hour ago or earlier.
    private void Prune()
    {
        FileInfo[] files = [.. new DirectoryInfo(_folder!).EnumerateFiles().OrderByDescending(static file => file.LastWriteTimeUtc)];
        long bytes = 0;

        foreach (FileInfo file in files)
        {
            bytes += file.Length;
            bool isLeftover = file.Extension == ".tmp" && file.LastWriteTimeUtc < DateTime.UtcNow.AddHours(-1);

            if (isLeftover || (bytes > MaxBytes && file.Extension == Extension))
            {
                TryDelete(file.FullName);
            }
        }
    }
}
