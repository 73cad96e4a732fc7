using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace TorchSharp.Native;

/// <summary>Compiles shim.cpp against one libtorch, once: the result is kept under a name made of all that went into it.</summary>
internal static class ShimBuilder
{
    private static readonly string[] s_compilers = ["g++", "clang++", "c++"];

    /// <summary>The path of the binding for <paramref name="torch"/>.</summary>
    /// <exception cref="DllNotFoundException">It is not there and cannot be compiled.</exception>
    public static string Build(LibTorchLocation torch, Action<string> progress)
    {
        string source = Source();
        List<string> options = Options(torch);
        string folder = CacheFolder();
        string name = $"libilgpuoptim_torch-{torch.Version}-{Digest(torch, source, options)}.so";
        string library = Path.Combine(folder, name);
        if (File.Exists(library))
        {
            return library;
        }

        Directory.CreateDirectory(folder);
        using FileStream turn = WaitForTurn(Path.Combine(folder, name + ".lock"));
        if (!File.Exists(library))
        {
            progress?.Invoke($"Building the binding to libtorch {torch.Version} (once, about ten seconds) ...");
            Compile(folder, library, source, options);
        }

        return library;
    }

    private static List<string> Options(LibTorchLocation torch)
    {
        Version version = new(torch.Version);
        List<string> options = ["-O1", "-fPIC", "-shared", "-fvisibility=hidden", "-w"];
        options.Add(version >= new Version(2, 12) ? "-std=c++20" : "-std=c++17");
        options.Add($"-D_GLIBCXX_USE_CXX11_ABI={(torch.HasNewStrings ? 1 : 0)}");
        options.AddRange(torch.IncludeFolders.Where(folder => folder != "/usr/include").Select(folder => "-I" + folder));
        // Nothing here calls libtorch_cuda by name, but it must be loaded to register its kernels.
        options.AddRange(["-L" + torch.LibraryFolder, "-Wl,-rpath," + torch.LibraryFolder, "-Wl,--no-as-needed", "-ltorch_cpu", "-lc10"]);
        if (torch.HasGpu)
        {
            options.AddRange(["-ltorch_cuda", "-lc10_cuda"]);
        }

        return options;
    }

    private static void Compile(string folder, string library, string source, List<string> options)
    {
        string work = Directory.CreateTempSubdirectory("ilgpuoptim-torch-").FullName;
        try
        {
            string file = Path.Combine(work, "shim.cpp");
            string output = Path.Combine(folder, Path.GetRandomFileName());
            File.WriteAllText(file, source);
            List<string> arguments = [file, "-o", output, .. options];
            string compiler = Run(arguments, out int status, out string messages);
            if (status != 0)
            {
                throw new DllNotFoundException(
                    $"The binding to libtorch cannot be built: {compiler} {string.Join(' ', arguments)}{Environment.NewLine}" +
                    FirstErrors(messages));
            }

            File.Move(output, library, overwrite: true);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static string Run(List<string> arguments, out int status, out string messages)
    {
        string chosen = Environment.GetEnvironmentVariable("CXX");
        foreach (string compiler in string.IsNullOrEmpty(chosen) ? s_compilers : [chosen])
        {
            try
            {
                using Process process = Process.Start(new ProcessStartInfo(compiler, arguments) { RedirectStandardError = true });
                messages = process.StandardError.ReadToEnd();
                process.WaitForExit();
                status = process.ExitCode;
                return compiler;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // Not installed: the next one.
            }
        }

        throw new DllNotFoundException(
            "A C++ compiler is needed once, to build the binding to libtorch. Debian/Ubuntu: sudo apt-get install g++" +
            (string.IsNullOrEmpty(chosen) ? "." : $"; or correct the environment variable CXX, which says {chosen}."));
    }

    private static string FirstErrors(string messages) =>
        string.Join(Environment.NewLine, messages.Split('\n').Where(line => line.Contains("error", StringComparison.Ordinal)).Take(10));

    private static string Source()
    {
        using Stream stream = typeof(ShimBuilder).Assembly.GetManifestResourceStream("shim.cpp");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    private static string Digest(LibTorchLocation torch, string source, List<string> options)
    {
        // A libtorch that was replaced in place has another size or time.
        FileInfo binary = new(Path.Combine(torch.LibraryFolder, "libtorch_cpu.so"));
        FileInfo target = binary.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? binary;
        string text = string.Join('\n', options) + '\n' + source + '\n' + target.Length + '\n' + target.LastWriteTimeUtc.Ticks;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    private static string CacheFolder()
    {
        string named = Environment.GetEnvironmentVariable(LibTorch.CacheVariable);
        if (!string.IsNullOrEmpty(named))
        {
            return Path.GetFullPath(named);
        }

        string cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(cache))
        {
            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            cache = home.Length > 0 ? Path.Combine(home, ".cache") : Path.GetTempPath();
        }

        return Path.Combine(cache, "ilgpu-optim", "torch");
    }

    // Two processes at once: the second one finds what the first has built.
    private static FileStream WaitForTurn(string path)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException exception) when (watch.Elapsed > TimeSpan.FromMinutes(5))
            {
                throw new DllNotFoundException($"Another process has been building the binding to libtorch for minutes ({path}).", exception);
            }
            catch (IOException)
            {
                Thread.Sleep(100);
            }
        }
    }
}
