using System.Runtime.InteropServices;

using ILGPU.Runtime.Cuda;

namespace IlgpuOptim.Cli.Bench.Limits;

/// <summary>NVIDIA's matrix products, if the library is there (package libcublas, or on LD_LIBRARY_PATH); never needed, only compared with.</summary>
internal sealed unsafe class CuBlas : IDisposable
{
    // Numbers of the library's enumerations: cublasOperation_t, cudaDataType_t, cublasComputeType_t, cublasGemmAlgo_t.
    private const int NoTranspose = 0;
    private const int Float32 = 0;
    private const int BFloat16 = 14;
    private const int ComputeInFloat32 = 68;
    private const int DefaultAlgorithm = -1;

    private static readonly string[] Names =
    [
        "libcublas.so.13", "libcublas.so.12", "libcublas.so.11", "libcublas.so",
        "cublas64_13.dll", "cublas64_12.dll", "cublas64_11.dll",
    ];

    private readonly CudaAccelerator _accelerator;
    private readonly delegate* unmanaged<nint, int> _destroy;
    private readonly delegate* unmanaged<
        nint, int, int, int, int, int, void*, nint, int, int, nint, int, int, void*, nint, int, int, int, int, int> _gemmEx;

    private nint _handle;

    private CuBlas(CudaAccelerator accelerator, string name, nint handle, nint destroy, nint gemmEx)
    {
        this._accelerator = accelerator;
        this._handle = handle;
        this._destroy = (delegate* unmanaged<nint, int>)destroy;
        this._gemmEx = (delegate* unmanaged<
            nint, int, int, int, int, int, void*, nint, int, int, nint, int, int, void*, nint, int, int, int, int, int>)gemmEx;
        this.Name = $"cuBLAS ({name})";
    }

    /// <summary>The library, for the report.</summary>
    public string Name { get; }

    /// <summary>Loads the library and makes it use the accelerator's default stream; null if there is none, or it does not start.</summary>
    public static CuBlas? TryLoad(CudaAccelerator accelerator)
    {
        foreach (string name in Names)
        {
            if (!NativeLibrary.TryLoad(name, out nint library)
                || !NativeLibrary.TryGetExport(library, "cublasCreate_v2", out nint create)
                || !NativeLibrary.TryGetExport(library, "cublasDestroy_v2", out nint destroy)
                || !NativeLibrary.TryGetExport(library, "cublasSetStream_v2", out nint setStream)
                || !NativeLibrary.TryGetExport(library, "cublasGemmEx", out nint gemmEx))
            {
                continue;
            }

            using CudaScope scope = accelerator.Enter();
            nint handle;

            if (((delegate* unmanaged<nint*, int>)create)(&handle) == 0
                && ((delegate* unmanaged<nint, nint, int>)setStream)(handle, ((CudaStream)accelerator.DefaultStream).StreamPtr) == 0)
            {
                return new CuBlas(accelerator, name, handle, destroy, gemmEx);
            }
        }

        return null;
    }

    /// <summary>C = A * B in float32, without TF32; all matrices are dense, row-major and of order <paramref name="n"/>. Only queued.</summary>
    public void Multiply(nint a, nint b, nint c, int n) => this.Multiply(a, b, c, n, Float32);

    /// <summary>The same with bfloat16 factors and a float32 result.</summary>
    public void MultiplyBFloat16(nint a, nint b, nint c, int n) => this.Multiply(a, b, c, n, BFloat16);

    public void Dispose()
    {
        if (this._handle != 0)
        {
            using CudaScope scope = this._accelerator.Enter();
            _ = this._destroy(this._handle);
            this._handle = 0;
        }
    }

    /// <summary>The library counts columns first: it sees all matrices transposed, so that the factors change places.</summary>
    private void Multiply(nint a, nint b, nint c, int n, int type)
    {
        float one = 1;
        float zero = 0;
        using CudaScope scope = this._accelerator.Enter();
        int status = this._gemmEx(
            this._handle, NoTranspose, NoTranspose, n, n, n, &one, b, type, n, a, type, n, &zero, c, Float32, n, ComputeInFloat32, DefaultAlgorithm);

        if (status != 0)
        {
            throw new InvalidOperationException($"cublasGemmEx returned {status}.");
        }
    }
}
