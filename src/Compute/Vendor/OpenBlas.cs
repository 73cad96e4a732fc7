using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using ILGPU;

namespace IlgpuOptim.Compute.Vendor;

/// <summary>The system's OpenBLAS, loaded at run time.</summary>
internal sealed unsafe class OpenBlas : IVendorBlas
{
    private const int RowMajor = 101;
    private const int NoTranspose = 111;
    private const int Transpose = 112;

    private static readonly string[] Names =
        ["libopenblas.so.0", "libopenblas.so", "libopenblas.dylib", "libopenblas.dll", "openblas"];

    /// <summary>Kernels for 128 or 256-bit vectors that an x86 machine with wider ones may end up with.</summary>
    private static readonly string[] NarrowCores =
        ["HASWELL", "ZEN", "SANDYBRIDGE", "NEHALEM", "PRESCOTT", "CORE2", "PENRYN", "EXCAVATOR", "STEAMROLLER", "PILEDRIVER"];

    private readonly delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> _sgemm;
    private readonly delegate* unmanaged<int, int, int, int, int, int, double, double*, int, double*, int, double, double*, int, void>
        _dgemm;
    private readonly Action _synchronize;

    private OpenBlas(nint library, nint sgemm, nint dgemm, int threads, Action synchronize)
    {
        this._sgemm = (delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)sgemm;
        this._dgemm =
            (delegate* unmanaged<int, int, int, int, int, int, double, double*, int, double*, int, double, double*, int, void>)dgemm;
        this._synchronize = synchronize;

        if (NativeLibrary.TryGetExport(library, "openblas_set_num_threads", out nint setThreads))
        {
            ((delegate* unmanaged<int, void>)setThreads)(threads);
        }

        this.Core = Text(library, "openblas_get_corename") ?? "unknown core";
        this.Name = $"{Text(library, "openblas_get_config") ?? "OpenBLAS"} ({this.Core} kernels)";
    }

    public string Name { get; }

    /// <summary>The processor whose kernels it chose.</summary>
    public string Core { get; }

    private static bool HasWideVectors =>
        OperatingSystem.IsLinux() && Avx512F.IsSupported && Avx512DQ.IsSupported && Avx512BW.IsSupported;

    /// <summary>Loads the library and sets its threads; null if there is none.</summary>
    /// <param name="threads">Threads to use.</param>
    /// <param name="synchronize">Waits for the work that was queued before a call; the library runs on the caller's thread.</param>
    public static OpenBlas? TryLoad(int threads, Action synchronize)
    {
        if (!TryOpen(threads, synchronize, out OpenBlas? blas, out nint library))
        {
            return null;
        }

        // A build older than the processor, or a setting of the environment, leaves it with 256-bit kernels: half as fast
        // as it can be. The C library's environment is what counts, not .NET's copy of it.
        if (HasWideVectors && Array.IndexOf(NarrowCores, blas.Core.ToUpperInvariant()) >= 0)
        {
            NativeLibrary.Free(library);
            _ = SetEnvironment("OPENBLAS_CORETYPE", "SkylakeX", 1);

            return TryOpen(threads, synchronize, out blas, out _) ? blas : null;
        }

        return blas;
    }

    public void Multiply<T>(in BlasProduct<T> product)
        where T : unmanaged
    {
        this._synchronize();
        int transposeA = product.TransposeA ? Transpose : NoTranspose;
        int transposeB = product.TransposeB ? Transpose : NoTranspose;

        fixed (T* a = &product.A[0], b = &product.B[0], c = &product.C[0])
        {
            if (typeof(T) == typeof(float))
            {
                this._sgemm(
                    RowMajor,
                    transposeA,
                    transposeB,
                    product.M,
                    product.N,
                    product.K,
                    (float)product.Alpha,
                    (float*)a,
                    product.RowA,
                    (float*)b,
                    product.RowB,
                    (float)product.Beta,
                    (float*)c,
                    product.RowC);
            }
            else
            {
                this._dgemm(
                    RowMajor,
                    transposeA,
                    transposeB,
                    product.M,
                    product.N,
                    product.K,
                    product.Alpha,
                    (double*)a,
                    product.RowA,
                    (double*)b,
                    product.RowB,
                    product.Beta,
                    (double*)c,
                    product.RowC);
            }
        }
    }

    /// <summary>C = A * B, all dense and row-major of order <paramref name="n"/>.</summary>
    public void Multiply(float* a, float* b, float* c, int n) => this._sgemm(RowMajor, NoTranspose, NoTranspose, n, n, n, 1, a, n, b, n, 0, c, n);

    /// <summary>The library stays loaded: it has threads of its own.</summary>
    public void Dispose()
    {
    }

    private static bool TryOpen(int threads, Action synchronize, [NotNullWhen(true)] out OpenBlas? blas, out nint library)
    {
        foreach (string name in Names)
        {
            if (NativeLibrary.TryLoad(name, out library)
                && NativeLibrary.TryGetExport(library, "cblas_sgemm", out nint sgemm)
                && NativeLibrary.TryGetExport(library, "cblas_dgemm", out nint dgemm))
            {
                blas = new OpenBlas(library, sgemm, dgemm, threads, synchronize);

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
