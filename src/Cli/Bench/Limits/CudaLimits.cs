using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

using IlgpuOptim.Compute.Vendor;

namespace IlgpuOptim.Cli.Bench.Limits;

/// <summary>What kernels are compared with on a CUDA device: copies and fills by the driver, and cuBLAS.</summary>
internal sealed class CudaLimits(CudaAccelerator accelerator) : IDisposable
{
    private readonly Lazy<CuBlas?> _blas = new(() => CuBlas.TryLoad(accelerator, (CudaStream)accelerator.DefaultStream, out _));
    private MemoryBuffer1D<byte, Stride1D.Dense>? _source;
    private MemoryBuffer1D<byte, Stride1D.Dense>? _target;

    /// <summary>Name of <see cref="Copy"/> in reports.</summary>
    public static string CopyName => "copy on the device by the driver, as many bytes";

    /// <summary>Name of <see cref="Fill"/> in reports.</summary>
    public static string FillName => "as many fills of 4 bytes by the driver";

    /// <summary>cuBLAS, loaded when first asked for, or null.</summary>
    public CuBlas? Blas => this._blas.Value;

    /// <summary>Copies from memory to memory of the device, which reads and writes <paramref name="bytes"/> altogether each time, and waits.</summary>
    public Action Copy(double bytes, int times)
    {
        long length = Math.Max(4, (long)(bytes / 2));

        if (this._source is null || this._source.Length < length)
        {
            this._source?.Dispose();
            this._target?.Dispose();
            this._source = accelerator.Allocate1D<byte>(length);
            this._target = accelerator.Allocate1D<byte>(length);
            this._source.MemSetToZero();
            this._target.MemSetToZero();
            accelerator.Synchronize();
        }

        ArrayView<byte> source = this._source.View.SubView(0, length);
        ArrayView<byte> target = this._target!.View.SubView(0, length);

        return () =>
        {
            for (int i = 0; i < times; i++)
            {
                source.CopyTo(accelerator.DefaultStream, target);
            }

            accelerator.Synchronize();
        };
    }

    /// <summary>Fills one integer, over and over.</summary>
    public Action Fill(MemoryBuffer1D<int, Stride1D.Dense> scratch, int times, bool waits) => () =>
    {
        for (int i = 0; i < times; i++)
        {
            scratch.MemSetToZero(accelerator.DefaultStream);
        }

        if (waits)
        {
            accelerator.Synchronize();
        }
    };

    public void Dispose()
    {
        this._source?.Dispose();
        this._target?.Dispose();

        if (this._blas.IsValueCreated)
        {
            this._blas.Value?.Dispose();
        }
    }
}
