using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace TorchSharp.Native;

/// <summary>One libtorch on this machine: its folders, its version, and how its C++ names strings.</summary>
internal sealed partial record LibTorchLocation(string LibraryFolder, string[] IncludeFolders, string Version)
{
    private const string Library = "libtorch_cpu.so";
    private const string Script = "torch/version.h";

    private const string HowToInstall =
        "Debian/Ubuntu: sudo apt-get install --no-install-recommends libtorch-dev libopenblas0-pthread g++; " +
        "or pip install torch; or name one with --libtorch PATH or the environment variable " + LibTorch.PathVariable;

    /// <summary>Whether libtorch_cuda (or its ROCm twin) is there as well.</summary>
    public bool HasGpu => File.Exists(Path.Combine(this.LibraryFolder, "libtorch_cuda.so"));

    /// <summary>
    /// Whether its strings are those of GCC 5 and later. Python's torch before 2.6 had the old ones, and a binding that is
    /// compiled with the other kind does not find libtorch's functions.
    /// </summary>
    public bool HasNewStrings
    {
        get
        {
            byte[] core = File.ReadAllBytes(Path.Combine(this.LibraryFolder, "libc10.so"));
            return core.AsSpan().IndexOf("NSt7__cxx1112basic_string"u8) >= 0;
        }
    }

    /// <summary>The libtorch to use.</summary>
    /// <exception cref="DllNotFoundException">There is none, or not where <paramref name="path"/> says.</exception>
    public static LibTorchLocation Find(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new DllNotFoundException("The binding to libtorch is built on Linux only.");
        }

        path ??= Environment.GetEnvironmentVariable(LibTorch.PathVariable);
        if (!string.IsNullOrEmpty(path))
        {
            return At(path) ?? throw new DllNotFoundException(
                $"There is no libtorch with headers in {Path.GetFullPath(path)}: lib/{Library} and include/{Script} are looked for there.");
        }

        // A packaged libtorch is for the CPU alone: where an NVIDIA driver works, Python's is the better one.
        bool gpu = File.Exists("/proc/driver/nvidia/version") || File.Exists("/dev/kfd");
        return (gpu ? OfPython() ?? OfSystem() : OfSystem() ?? OfPython()) ??
            throw new DllNotFoundException("libtorch was not found. " + HowToInstall + ".");
    }

    private static LibTorchLocation OfSystem()
    {
        string triplet = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => "x86_64-linux-gnu",
            Architecture.Arm64 => "aarch64-linux-gnu",
            _ => "",
        };
        string[] folders = [$"/usr/lib/{triplet}", "/usr/lib64", "/usr/lib", "/usr/local/lib"];
        return folders.Select(folder => Of(folder, folder == "/usr/local/lib" ? "/usr/local/include" : "/usr/include"))
            .FirstOrDefault(location => location is not null) ?? At("/opt/libtorch");
    }

    private static LibTorchLocation OfPython()
    {
        // Finds the package without running it, which would take seconds.
        const string program =
            "import importlib.util, os; s = importlib.util.find_spec('torch'); print(os.path.dirname(s.origin) if s and s.origin else '')";
        foreach (string python in (string[])["python3", "python"])
        {
            try
            {
                using Process process = Process.Start(
                    new ProcessStartInfo(python, ["-c", program]) { RedirectStandardOutput = true, RedirectStandardError = true });
                process.ErrorDataReceived += (_, _) => { };
                process.BeginErrorReadLine();
                string folder = process.StandardOutput.ReadToEnd().Trim();
                process.WaitForExit();
                if (folder.Length > 0 && At(folder) is LibTorchLocation location)
                {
                    return location;
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // No such Python.
            }
        }

        return null;
    }

    // The folder of a libtorch or of a Python torch, or lib in it.
    private static LibTorchLocation At(string path)
    {
        path = Path.GetFullPath(path);
        return Of(Path.Combine(path, "lib"), Path.Combine(path, "include")) ??
            Of(path, Path.Combine(path, "../include")) ??
            Of(Path.Combine(path, "torch/lib"), Path.Combine(path, "torch/include")) ??
            Of(path, "/usr/include");
    }

    private static LibTorchLocation Of(string libraries, string headers)
    {
        libraries = Path.GetFullPath(libraries);
        headers = Path.GetFullPath(headers);
        string api = Path.Combine(headers, "torch/csrc/api/include");
        if (!File.Exists(Path.Combine(libraries, Library)) || !File.Exists(Path.Combine(api, Script)))
        {
            return null;
        }

        string version = VersionIn(Path.Combine(api, Script)) ?? VersionIn(Path.Combine(headers, "torch/headeronly/version.h"));
        return version is null ? null : new LibTorchLocation(libraries, [headers, api], version);
    }

    private static string VersionIn(string header)
    {
        if (!File.Exists(header))
        {
            return null;
        }

        string text = File.ReadAllText(header);
        string[] parts = [.. ((string[])["MAJOR", "MINOR", "PATCH"]).Select(part => NumberOf(text, part))];
        return parts[0] is null || parts[1] is null ? null : string.Join('.', parts.Where(part => part is not null));
    }

    private static string NumberOf(string text, string part)
    {
        Match match = Definition().Matches(text).FirstOrDefault(match => match.Groups[1].Value == part);
        return match?.Groups[2].Value;
    }

    [GeneratedRegex(@"#define\s+TORCH_VERSION_(MAJOR|MINOR|PATCH)\s+(\d+)")]
    private static partial Regex Definition();
}
