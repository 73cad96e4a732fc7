using System.Collections.Immutable;
using IlgpuOptim.Engine.Backends.Ptx;
using IlgpuOptim.Engine.Runtime.Cuda;

namespace ILGPU.Runtime.Cuda;

/// <summary>Abilities of a CUDA device.</summary>
public sealed class CudaCapabilityContext : CapabilityContext
{
    internal CudaCapabilityContext(int architecture)
    {
        this.Architecture = architecture;
    }

    /// <summary>Compute capability times ten, such as 86.</summary>
    public int Architecture { get; }

    /// <summary>Tensor cores with bf16 and tf32.</summary>
    public bool BFloat16Matrices => this.Architecture >= 80;
}

/// <summary>An NVIDIA GPU of compute capability 7.0 or later.</summary>
[DeviceType(AcceleratorType.Cuda)]
public sealed unsafe class CudaDevice : Device
{
    private const int MaxName = 256;

    /// <exception cref="CudaException">The device cannot be asked.</exception>
    /// <exception cref="NotSupportedException">The device is too old.</exception>
    internal CudaDevice(CudaDriver driver, int ordinal)
    {
        this.Driver = driver;
        this.DeviceId = ordinal;
        int handle;
        driver.Check(driver.DeviceGet(&handle, ordinal), $"open device {ordinal}");
        this.Handle = handle;
        byte* name = stackalloc byte[MaxName];
        driver.Check(driver.DeviceGetName(name, MaxName, handle), $"ask device {ordinal} for its name");
        this.Name = System.Runtime.InteropServices.Marshal.PtrToStringUTF8((nint)name) ?? string.Empty;
        int architecture = (10 * this.Attribute(CudaDeviceAttribute.ComputeCapabilityMajor))
            + this.Attribute(CudaDeviceAttribute.ComputeCapabilityMinor);

        if (architecture < PtxTarget.MinSm)
        {
            throw new NotSupportedException($"compute capability {architecture / 10}.{architecture % 10} is too old: 7.0 is needed");
        }

        this.Architecture = architecture;
        this.Target = PtxTarget.For(architecture);
        this.Capabilities = new CudaCapabilityContext(architecture);
        nuint bytes;
        driver.Check(driver.DeviceTotalMem(&bytes, handle), $"ask device {ordinal} for its memory");
        this.MemorySize = (long)bytes;
        this.WarpSize = this.Attribute(CudaDeviceAttribute.WarpSize);
        this.MaxNumThreadsPerGroup = this.Attribute(CudaDeviceAttribute.MaxThreadsPerBlock);
        this.MaxGroupSize = new Index3D(
            this.Attribute(CudaDeviceAttribute.MaxBlockDimX),
            this.Attribute(CudaDeviceAttribute.MaxBlockDimY),
            this.Attribute(CudaDeviceAttribute.MaxBlockDimZ));
        this.MaxGridSize = new Index3D(
            this.Attribute(CudaDeviceAttribute.MaxGridDimX),
            this.Attribute(CudaDeviceAttribute.MaxGridDimY),
            this.Attribute(CudaDeviceAttribute.MaxGridDimZ));
        this.NumMultiprocessors = this.Attribute(CudaDeviceAttribute.MultiprocessorCount);
        this.MaxNumThreadsPerMultiprocessor = this.Attribute(CudaDeviceAttribute.ThreadsPerMultiprocessor);
        this.MaxConstantMemory = this.Attribute(CudaDeviceAttribute.ConstantMemory);
        this.MaxSharedMemoryPerGroup = Math.Max(
            this.Attribute(CudaDeviceAttribute.SharedMemoryPerBlock), this.Attribute(CudaDeviceAttribute.SharedMemoryPerBlockOptIn));
    }

    /// <summary>Number of the device.</summary>
    public int DeviceId { get; }

    /// <summary>Compute capability times ten, such as 86.</summary>
    public int Architecture { get; }

    /// <summary>Clock rate in kHz.</summary>
    public int ClockRate => this.Attribute(CudaDeviceAttribute.ClockRate);

    /// <summary>Clock rate of the memory in kHz.</summary>
    public int MemoryClockRate => this.Attribute(CudaDeviceAttribute.MemoryClockRate);

    /// <summary>Width of the memory bus in bits.</summary>
    public int MemoryBusWidth => this.Attribute(CudaDeviceAttribute.MemoryBusWidth);

    /// <summary>Size of the level-2 cache in bytes.</summary>
    public int L2CacheSize => this.Attribute(CudaDeviceAttribute.L2CacheSize);

    /// <summary>Abilities of the device.</summary>
    public new CudaCapabilityContext Capabilities
    {
        get => (CudaCapabilityContext)base.Capabilities;
        private init => base.Capabilities = value;
    }

    internal CudaDriver Driver { get; }

    internal int Handle { get; }

    internal PtxTarget Target { get; }

    /// <summary>The devices that a predicate accepts.</summary>
    public static ImmutableArray<Device> GetDevices(Predicate<CudaDevice> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);

        return [.. CudaProbe.Machine.Devices.Where(device => predicate(device))];
    }

    /// <inheritdoc/>
    public override Accelerator CreateAccelerator(Context context) => this.CreateCudaAccelerator(context);

    /// <summary>Creates an accelerator.</summary>
    /// <exception cref="CudaException">The driver failed.</exception>
    public CudaAccelerator CreateCudaAccelerator(Context context)
    {
        CudaAccelerator accelerator = new(context, this);
        context.AddAccelerator(accelerator);

        return accelerator;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) =>
        obj is CudaDevice other && other.DeviceId == this.DeviceId && ReferenceEquals(other.Driver, this.Driver);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(this.AcceleratorType, this.DeviceId);

    /// <inheritdoc/>
    protected override void PrintGeneralInfo(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteLine($"  {"Architecture:",-34}sm_{this.Architecture}");
        writer.WriteLine($"  {"Clock rate:",-34}{this.ClockRate / 1000} MHz");
        base.PrintGeneralInfo(writer);
    }

    private int Attribute(CudaDeviceAttribute attribute)
    {
        int value;
        this.Driver.Check(this.Driver.DeviceGetAttribute(&value, attribute, this.Handle), $"ask device {this.DeviceId} for {attribute}");

        return value;
    }
}

/// <summary>CUDA devices and accelerators of contexts.</summary>
public static class CudaContextExtensions
{
    /// <summary>Adds all usable CUDA devices. They are looked for when they are first asked for.</summary>
    public static Context.Builder Cuda(this Context.Builder builder) => builder.Cuda(static _ => true);

    /// <summary>Adds the usable CUDA devices that a predicate accepts.</summary>
    public static Context.Builder Cuda(this Context.Builder builder, Predicate<CudaDevice> predicate)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(predicate);
        builder.DeviceRegistry.RegisterLater<CudaDevice>(() => CudaDevice.GetDevices(predicate));

        return builder;
    }

    /// <summary>A CUDA device.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such device.</exception>
    public static CudaDevice GetCudaDevice(this Context context, int cudaDeviceIndex) => context.GetDevice<CudaDevice>(cudaDeviceIndex);

    /// <summary>The CUDA devices.</summary>
    public static Context.DeviceCollection<CudaDevice> GetCudaDevices(this Context context) => context.GetDevices<CudaDevice>();

    /// <summary>Creates an accelerator of a CUDA device.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such device.</exception>
    public static CudaAccelerator CreateCudaAccelerator(this Context context, int cudaDeviceIndex) =>
        context.GetCudaDevice(cudaDeviceIndex).CreateCudaAccelerator(context);

    /// <summary>Adds the devices of another driver than the machine's.</summary>
    internal static Context.Builder Cuda(this Context.Builder builder, CudaDriver driver)
    {
        CudaProbe probe = CudaProbe.Of(driver);
        builder.DeviceRegistry.RegisterLater<CudaDevice>(() => [.. probe.Devices]);

        return builder;
    }
}
