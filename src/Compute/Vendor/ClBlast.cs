using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.OpenCL;

namespace IlgpuOptim.Compute.Vendor;

/// <summary>CLBlast, loaded at run time.</summary>
internal sealed unsafe class ClBlast : IVendorBlas
{
    private const int RowMajor = 101;
    private const int NoTranspose = 111;
    private const int Transpose = 112;

    private static readonly string[] Names = ["libclblast.so.1", "libclblast.so", "libclblast.dylib", "clblast.dll"];

    private readonly CLStream _stream;
    private readonly nint _single;
    private readonly nint _double;

    private ClBlast(CLStream stream, nint single, nint inDouble, string name)
    {
        this._stream = stream;
        this._single = single;
        this._double = inDouble;
        this.Name = name;
    }

    public string Name { get; }

    /// <summary>Loads the library for a stream; null if there is none.</summary>
    public static ClBlast? TryLoad(CLStream stream)
    {
        foreach (string name in Names)
        {
            if (NativeLibrary.TryLoad(name, out nint library)
                && NativeLibrary.TryGetExport(library, "CLBlastSgemm", out nint single)
                && NativeLibrary.TryGetExport(library, "CLBlastDgemm", out nint inDouble))
            {
                return new ClBlast(stream, single, inDouble, $"CLBlast ({name})");
            }
        }

        return null;
    }

    public void Multiply<T>(in BlasProduct<T> product)
        where T : unmanaged
    {
        nint queue = this._stream.CommandQueue;
        (nint a, nuint offsetA) = Memory(product.A);
        (nint b, nuint offsetB) = Memory(product.B);
        (nint c, nuint offsetC) = Memory(product.C);
        int transposeA = product.TransposeA ? Transpose : NoTranspose;
        int transposeB = product.TransposeB ? Transpose : NoTranspose;

        int status = typeof(T) == typeof(float)
            ? ((delegate* unmanaged<int, int, int, nuint, nuint, nuint, float, nint, nuint, nuint, nint, nuint, nuint, float, nint, nuint, nuint, nint*, nint*, int>)
                this._single)(
                    RowMajor, transposeA, transposeB, (nuint)product.M, (nuint)product.N, (nuint)product.K, (float)product.Alpha,
                    a, offsetA, (nuint)product.RowA, b, offsetB, (nuint)product.RowB, (float)product.Beta, c, offsetC, (nuint)product.RowC, &queue, null)
            : ((delegate* unmanaged<int, int, int, nuint, nuint, nuint, double, nint, nuint, nuint, nint, nuint, nuint, double, nint, nuint, nuint, nint*, nint*, int>)
                this._double)(
                    RowMajor, transposeA, transposeB, (nuint)product.M, (nuint)product.N, (nuint)product.K, product.Alpha,
                    a, offsetA, (nuint)product.RowA, b, offsetB, (nuint)product.RowB, product.Beta, c, offsetC, (nuint)product.RowC, &queue, null);

        if (status != 0)
        {
            throw new InvalidOperationException(
                $"CLBlast reports status {status} for a product of {product.M} x {product.K} and {product.K} x {product.N}.");
        }
    }

    public void Dispose()
    {
    }

    private static (nint Memory, nuint Offset) Memory<T>(ArrayView<T> view)
        where T : unmanaged
    {
        IContiguousArrayView contiguous = view;

        return (contiguous.Buffer.NativePtr, (nuint)contiguous.Index);
    }
}
