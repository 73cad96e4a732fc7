using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>
/// The libtorch this process works with. It is looked for at the first use of any tensor: in <see cref="Path"/>, in the
/// environment variable ILGPUOPTIM_LIBTORCH, as a Debian package, in Python's torch package.
/// </summary>
public static class LibTorch
{
    /// <summary>The environment variable that names a libtorch: its folder, or that of a Python torch package.</summary>
    public const string PathVariable = "ILGPUOPTIM_LIBTORCH";

    /// <summary>The environment variable that names the folder for built bindings (default: the user's cache folder).</summary>
    public const string CacheVariable = "ILGPUOPTIM_TORCH_CACHE";

    // Equal to ito_abi() of shim.cpp.
    private const int Abi = 1;

    private static readonly Lock s_lock = new();
    private static IntPtr s_library;
    private static string s_path;
    private static string s_problem;

    /// <summary>
    /// Where to look, before any tensor is made; null: everywhere. The folder of a libtorch (with lib and include in it).
    /// </summary>
    /// <exception cref="InvalidOperationException">A libtorch is loaded already; a process holds just one.</exception>
    public static string Path
    {
        get => s_path;
        set
        {
            lock (s_lock)
            {
                if (s_library != IntPtr.Zero && value != s_path)
                {
                    throw new InvalidOperationException($"libtorch is loaded already, from {Location.LibraryFolder}");
                }

                s_path = value;
                s_problem = null;
            }
        }
    }

    /// <summary>Called with a line of text when something slow starts (the binding is compiled); null: silence.</summary>
    public static Action<string> Progress { get; set; }

    /// <summary>The version of the loaded libtorch, such as "2.11.0".</summary>
    public static unsafe string Version => Marshal.PtrToStringUTF8((IntPtr)NativeMethods.ito_version());

    /// <summary>How many native tensor handles are alive in this process. Tests of leaks read it.</summary>
    public static long LiveHandles => NativeMethods.ito_live_handles();

    /// <summary>The folder that libtorch was loaded from; null before that.</summary>
    public static string LibraryFolder => Location?.LibraryFolder;

    private static LibTorchLocation Location { get; set; }

    /// <summary>Whether tensors can be made here; if not, <paramref name="problem"/> says why and what to install.</summary>
    public static bool IsAvailable(out string problem)
    {
        try
        {
            Load();
            problem = null;
            return true;
        }
        catch (DllNotFoundException exception)
        {
            problem = exception.Message;
            return false;
        }
    }

    /// <summary>Finds libtorch, builds the binding for it if there is none yet, and loads both.</summary>
    /// <exception cref="DllNotFoundException">There is no libtorch, no compiler, or they do not fit.</exception>
    internal static IntPtr Load()
    {
        lock (s_lock)
        {
            if (s_library != IntPtr.Zero)
            {
                return s_library;
            }

            if (s_problem is not null)
            {
                throw new DllNotFoundException(s_problem);
            }

            try
            {
                Location = LibTorchLocation.Find(s_path);
                s_library = NativeLibrary.Load(ShimBuilder.Build(Location, Progress));
                CheckAbi();
                return s_library;
            }
            catch (DllNotFoundException exception)
            {
                s_problem = exception.Message;
                throw;
            }
        }
    }

    private static unsafe void CheckAbi()
    {
        int abi = ((delegate* unmanaged<int>)NativeLibrary.GetExport(s_library, "ito_abi"))();
        if (abi != Abi)
        {
            s_library = IntPtr.Zero;
            throw new DllNotFoundException($"the binding to libtorch has version {abi}, {Abi} is needed; empty the folder in {CacheVariable}");
        }
    }
}
