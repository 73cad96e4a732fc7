using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace IlgpuOptim.Cli.Bench.Limits;

/// <summary>The system's OpenBLAS, if there is one.</summary>
internal sealed unsafe class OpenBlas
{
    private const int RowMajor = 101;
    private const int NoTranspose = 111;

    private static readonly string[] Names =
        ["libopenblas.so.0", "libopenblas.so", "libopenblas.dylib", "libopenblas.dll", "openblas"];

    /// <summary>Kernels for 128 or 256-bit vectors that an x86 machine with wider ones may end up with.</summary>
    private static readonly string[] NarrowCores =
        ["HASWELL", "ZEN", "SANDYBRIDGE", "NEHALEM", "PRESCOTT", "CORE2", "PENRYN", "EXCAVATOR", "STEAMROLLER", "PILEDRIVER"];

    private readonly delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>
        _sgemm;

    private OpenBlas(nint library, nint sgemm, int threads)
    {
        this._sgemm =
            (delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)sgemm;

        if (NativeLibrary.TryGetExport(library, "openblas_set_num_threads", out nint setThreads))
        {
            ((delegate* unmanaged<int, void>)setThreads)(threads);
        }

        this.Configuration = Text(library, "openblas_get_config") ?? "OpenBLAS";
        this.Core = Text(library, "openblas_get_corename") ?? "unknown core";
    }

    private static bool HasWideVectors =>
        OperatingSystem.IsLinux() && Avx512F.IsSupported && Avx512DQ.IsSupported && Avx512BW.IsSupported;

    /// <summary>What the library says of its build, such as <c>OpenBLAS 0.3.21 NO_AFFINITY USE_OPENMP</c>.</summary>
    public string Configuration { get; }

    /// <summary>The processor whose kernels it chose.</summary>
    public string Core { get; }

    /// <summary>Loads the library and sets its threads; null if there is none.</summary>
    public static OpenBlas? TryLoad(int threads)
    {
        if (!TryOpen(threads, out OpenBlas? blas, out nint library))
        {
            return null;
        }

        // A build older than the processor, or a setting of the environment, leaves it with 256-bit kernels: half as fast
        // as it can be, and no limit. The C library's environment is what counts, not .NET's copy of it.
        if (HasWideVectors && Array.IndexOf(NarrowCores, blas.Core.ToUpperInvariant()) >= 0)
        {
            NativeLibrary.Free(library);
            _ = SetEnvironment("OPENBLAS_CORETYPE", "SkylakeX", 1);

            return TryOpen(threads, out blas, out _) ? blas : null;
        }

        return blas;
    }

    /// <summary>C = A * B, all dense and row-major of order <paramref name="n"/>.</summary>
    public void Multiply(float* a, float* b, float* c, int n) =>
        this._sgemm(RowMajor, NoTranspose, NoTranspose, n, n, n, 1, a, n, b, n, 0, c, n);

    private static bool TryOpen(int threads, [NotNullWhen(true)] out OpenBlas? blas, out nint library)
    {
        foreach (string name in Names)
        {
            if (NativeLibrary.TryLoad(name, out library)
                && NativeLibrary.TryGetExport(library, "cblas_sgemm", out nint sgemm))
            {
                blas = new OpenBlas(library, sgemm, threads);

                return true;
            }
        }

        blas = null;
        library = 0;

        return false;
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int SetEnvironment(string name, string value, int overwrite);

    private static string? Text(nint library, string function) =>
        NativeLibrary.TryGetExport(library, function, out nint address)
            ? Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)address)())?.Trim()
            : null;
}
