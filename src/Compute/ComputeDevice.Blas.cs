using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

using IlgpuOptim.Compute.Vendor;

namespace IlgpuOptim.Compute;

/// <summary>Which matrix products a device uses.</summary>
public enum BlasChoice
{
    /// <summary>The portable kernels: the same code on every device.</summary>
    Portable,

    /// <summary>The library of the device's kind: OpenBLAS on the CPU, CLBlast with OpenCL, cuBLAS with CUDA.</summary>
    Vendor,
}

/// <content>Which matrix products are used.</content>
public sealed partial class ComputeDevice
{
    /// <summary>Environment variable with the initial choice: <c>portable</c> (the default) or <c>vendor</c>.</summary>
    public const string BlasVariable = "ILGPUOPTIM_BLAS";

    private IVendorBlas? _blas;
    private bool _isBlasTried;
    private BlasChoice? _choice;

    /// <summary>
    /// Which matrix products are used: <see cref="BlasChoice.Portable"/> unless the environment variable <see cref="BlasVariable"/> says
    /// otherwise.
    /// </summary>
    /// <exception cref="NotSupportedException">The library is asked for and cannot be used here; the message says why.</exception>
    public BlasChoice Blas
    {
        get
        {
            if (this._choice is null)
            {
                string? wanted = Environment.GetEnvironmentVariable(BlasVariable);
                this.Blas = wanted?.ToUpperInvariant() switch
                {
                    null or "" or "PORTABLE" => BlasChoice.Portable,
                    "VENDOR" => BlasChoice.Vendor,
                    _ => throw new NotSupportedException($"{BlasVariable} is '{wanted}'; it may be portable or vendor."),
                };
            }

            return this._choice!.Value;
        }

        set
        {
            if (value == BlasChoice.Vendor && this.LoadBlas() is null)
            {
                throw new NotSupportedException($"No BLAS library can be used on {this}: {this.VendorBlasProblem}.");
            }

            this._choice = value;
        }
    }

    /// <summary>What computes matrix products, such as <c>portable kernels</c> or <c>OpenBLAS 0.3.21</c>.</summary>
    public string BlasName => this.Blas == BlasChoice.Vendor ? this._blas!.Name : "portable kernels";

    /// <summary>Why the device's BLAS library cannot be used; null if it can, or nobody asked yet.</summary>
    public string? VendorBlasProblem { get; private set; }

    /// <summary>The library, if it is chosen.</summary>
    internal IVendorBlas? ChosenBlas => this.Blas == BlasChoice.Vendor ? this._blas : null;

    /// <summary>Whether the device's BLAS library can be used; loads it.</summary>
    public bool HasVendorBlas => this.LoadBlas() is not null;

    private IVendorBlas? LoadBlas()
    {
        if (!this._isBlasTried)
        {
            this._isBlasTried = true;

            switch (this.Stream)
            {
                case CudaStream stream when this.Accelerator is CudaAccelerator cuda:
                    this._blas = CuBlas.TryLoad(cuda, stream, out string? reason);
                    this.VendorBlasProblem = reason;
                    break;
                case CLStream stream:
                    this._blas = ClBlast.TryLoad(stream);
                    this.VendorBlasProblem = this._blas is null ? "CLBlast is not installed (package libclblast1)" : null;
                    break;
                default:
                    this._blas = OpenBlas.TryLoad(this.Accelerator.NumMultiprocessors, this.Synchronize);
                    this.VendorBlasProblem = this._blas is null ? "OpenBLAS is not installed (package libopenblas0)" : null;
                    break;
            }
        }

        return this._blas;
    }
}
