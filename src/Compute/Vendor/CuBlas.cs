using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace IlgpuOptim.Compute.Vendor;

/// <summary>NVIDIA's cuBLAS, loaded at run time. Matrices are column-major there: it is asked for C^T = B^T A^T. No TF32.</summary>
internal sealed unsafe class CuBlas : IVendorBlas
{
    private static readonly string[] Names =
        ["libcublas.so.13", "libcublas.so.12", "libcublas.so.11", "libcublas.so", "cublas64_13.dll", "cublas64_12.dll", "cublas64_11.dll"];

    private readonly nint _library;
    private readonly nint _handle;

    private CuBlas(nint library, nint handle, string name)
    {
        this._library = library;
        this._handle = handle;
        this.Name = name;
    }

    public string Name { get; }

    /// <summary>Loads the library for an accelerator and its stream; null with a reason if that is not possible.</summary>
    public static CuBlas? TryLoad(CudaAccelerator accelerator, CudaStream stream, out string? reason)
    {
        accelerator.Bind();
        reason = "cuBLAS is not installed";

        foreach (string name in Names)
        {
            if (!NativeLibrary.TryLoad(name, out nint library))
            {
                continue;
            }

            nint handle = 0;
            int status = ((delegate* unmanaged<nint*, int>)NativeLibrary.GetExport(library, "cublasCreate_v2"))(&handle);

            if (status == 0)
            {
                status = ((delegate* unmanaged<nint, nint, int>)NativeLibrary.GetExport(library, "cublasSetStream_v2"))(handle, stream.StreamPtr);
            }

            if (status == 0)
            {
                reason = null;

                return new CuBlas(library, handle, $"cuBLAS ({name})");
            }

            reason = $"cuBLAS reports status {status}";
        }

        return null;
    }

    public void Multiply<T>(in BlasProduct<T> product)
        where T : unmanaged
    {
        nint a = Address(product.A);
        nint b = Address(product.B);
        nint c = Address(product.C);
        int first = product.TransposeB ? 1 : 0;
        int second = product.TransposeA ? 1 : 0;
        int status;

        if (typeof(T) == typeof(float))
        {
            float alpha = (float)product.Alpha;
            float beta = (float)product.Beta;
            status = ((delegate* unmanaged<nint, int, int, int, int, int, float*, nint, int, nint, int, float*, nint, int, int>)
                NativeLibrary.GetExport(this._library, "cublasSgemm_v2"))(
                    this._handle, first, second, product.N, product.M, product.K, &alpha, b, product.RowB, a, product.RowA, &beta, c, product.RowC);
        }
        else
        {
            double alpha = product.Alpha;
            double beta = product.Beta;
            status = ((delegate* unmanaged<nint, int, int, int, int, int, double*, nint, int, nint, int, double*, nint, int, int>)
                NativeLibrary.GetExport(this._library, "cublasDgemm_v2"))(
                    this._handle, first, second, product.N, product.M, product.K, &alpha, b, product.RowB, a, product.RowA, &beta, c, product.RowC);
        }

        if (status != 0)
        {
            throw new InvalidOperationException(
                $"cuBLAS reports status {status} for a product of {product.M} x {product.K} and {product.K} x {product.N}.");
        }
    }

    /// <summary>
    /// C = A * B, all dense and row-major of order <paramref name="n"/>: float32 without TF32, or bfloat16 factors and a float32 result. Only queued.
    /// </summary>
    public void Multiply(nint a, nint b, nint c, int n, bool isBFloat16)
    {
        const int float32 = 0;
        const int bFloat16 = 14;
        const int computeInFloat32 = 68;
        const int defaultAlgorithm = -1;
        int type = isBFloat16 ? bFloat16 : float32;
        float one = 1;
        float zero = 0;

        // The library counts columns first: it sees all matrices transposed, so that the factors change places.
        int status = ((delegate* unmanaged<nint, int, int, int, int, int, void*, nint, int, int, nint, int, int, void*, nint, int, int, int, int, int>)
            NativeLibrary.GetExport(this._library, "cublasGemmEx"))(
                this._handle, 0, 0, n, n, n, &one, b, type, n, a, type, n, &zero, c, float32, n, computeInFloat32, defaultAlgorithm);

        if (status != 0)
        {
            throw new InvalidOperationException($"cublasGemmEx returned {status}.");
        }
    }

    public void Dispose() =>
        _ = ((delegate* unmanaged<nint, int>)NativeLibrary.GetExport(this._library, "cublasDestroy_v2"))(this._handle);

    private static nint Address<T>(ArrayView<T> view)
        where T : unmanaged
    {
        IContiguousArrayView contiguous = view;

        return contiguous.Buffer.NativePtr + (nint)contiguous.IndexInBytes;
    }
}
