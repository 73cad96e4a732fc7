using System.Globalization;

using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

using IlgpuOptim.Cli.Bench.Limits;
using IlgpuOptim.Compute.Vendor;

namespace IlgpuOptim.Cli.Bench;

/// <summary>What the user asked for.</summary>
/// <param name="Device">Address of a device, such as <c>cpu:0</c>.</param>
/// <param name="Quick">Smaller arrays and fewer samples.</param>
/// <param name="Filter">Part of the names of the kernels to run; null for all.</param>
/// <param name="Seed">Seed of the random data.</param>
/// <param name="Fault">Kernel whose result is falsified before it is verified, to test the verification; null for none.</param>
internal sealed record BenchOptions(string Device, bool Quick, string? Filter, ulong Seed, string? Fault);

/// <summary>The device under test, and what the hand-written limits run on.</summary>
internal sealed class BenchSession : IDisposable
{
    private readonly Context? _context;
    private readonly Lazy<OpenBlas?> _blas;

    public BenchSession(BenchOptions options, CancellationToken stop)
    {
        this.Options = options;
        this.Stop = stop;
        string[] device = options.Device.Split(':');
        int number = device.Length > 1 ? int.Parse(device[1], CultureInfo.InvariantCulture) : 0;
        this._context = Context.Create(builder => _ = device[0] switch
        {
            "opencl" => builder.OpenCL(),
            "cuda" => builder.Cuda(),
            _ => builder.CPU(),
        });
        this.Accelerator = device[0] switch
        {
            "opencl" => this._context.CreateCLAccelerator(number),
            "cuda" => this._context.CreateCudaAccelerator(number),
            _ => this._context.CreateCPUAccelerator(0),
        };
        this.OpenCl = this.Accelerator is CLAccelerator openCl ? new OpenClLimits(openCl) : null;
        this.Cuda = this.Accelerator is CudaAccelerator cuda ? new CudaLimits(cuda) : null;
        this.Team = new SpinTeam(Environment.ProcessorCount);
        this._blas = new Lazy<OpenBlas?>(() => OpenBlas.TryLoad(this.Team.Size, static () => { }));
    }

    /// <summary>A session with an accelerator that is there already and stays.</summary>
    public BenchSession(BenchOptions options, Accelerator accelerator, CancellationToken stop)
    {
        this.Options = options;
        this.Stop = stop;
        this.Accelerator = accelerator;
        this.OpenCl = accelerator is CLAccelerator openCl ? new OpenClLimits(openCl) : null;
        this.Cuda = accelerator is CudaAccelerator cuda ? new CudaLimits(cuda) : null;
        this.Team = new SpinTeam(Environment.ProcessorCount);
        this._blas = new Lazy<OpenBlas?>(() => OpenBlas.TryLoad(this.Team.Size, static () => { }));
    }

    public BenchOptions Options { get; }

    public CancellationToken Stop { get; }

    public Accelerator Accelerator { get; }

    /// <summary>The hand-written limits of an OpenCL device; null on others.</summary>
    public OpenClLimits? OpenCl { get; }

    /// <summary>The limits of a CUDA device; null on others.</summary>
    public CudaLimits? Cuda { get; }

    /// <summary>As many threads as the accelerator uses.</summary>
    public SpinTeam Team { get; }

    /// <summary>OpenBLAS, loaded when first asked for, or null.</summary>
    public OpenBlas? Blas => this._blas.Value;

    /// <summary>OpenBLAS if it was asked for, and is there.</summary>
    public OpenBlas? BlasIfLoaded => this._blas.IsValueCreated ? this._blas.Value : null;

    public SamplingPlan Plan => this.Options.Quick ? SamplingPlan.Quick : SamplingPlan.Full;

    /// <summary>The size for a full or for a quick run.</summary>
    public int Size(int full, int quick) => this.Options.Quick ? quick : full;

    public void Dispose()
    {
        this.Team.Dispose();
        this.OpenCl?.Dispose();
        this.Cuda?.Dispose();

        if (this._context is not null)
        {
            this.Accelerator.Dispose();
            this._context.Dispose();
        }
    }
}
