using System.Collections.Immutable;
using IlgpuOptim.Engine.Backends.OpenCL;
using IlgpuOptim.Engine.Runtime.OpenCL;

namespace ILGPU.Runtime.OpenCL;

/// <summary>Kinds of OpenCL devices.</summary>
[Flags]
public enum CLDeviceType
{
    /// <summary>The platform's default device.</summary>
    CL_DEVICE_TYPE_DEFAULT = 1,

    /// <summary>A processor.</summary>
    CL_DEVICE_TYPE_CPU = 2,

    /// <summary>A GPU.</summary>
    CL_DEVICE_TYPE_GPU = 4,

    /// <summary>Another accelerator.</summary>
    CL_DEVICE_TYPE_ACCELERATOR = 8,

    /// <summary>A device without a compiler.</summary>
    CL_DEVICE_TYPE_CUSTOM = 16,

    /// <summary>All devices.</summary>
    CL_DEVICE_TYPE_ALL = -1,
}

/// <summary>Makers of devices.</summary>
public enum CLDeviceVendor
{
    /// <summary>AMD.</summary>
    AMD = 0,

    /// <summary>Intel.</summary>
    Intel = 1,

    /// <summary>NVIDIA.</summary>
    Nvidia = 2,

    /// <summary>Somebody else.</summary>
    Other = 3,
}

/// <summary>Optional abilities of an OpenCL device. None of them is needed: the engine works around what is missing.</summary>
public sealed class CLCapabilityContext : CapabilityContext
{
    internal CLCapabilityContext(OpenClFeatures features, ImmutableArray<string> extensions, bool genericAddressSpace)
    {
        this.Float16 = features.Fp16;
        this.Float64 = features.Fp64;
        this.Int64_Atomics = features.Int64BaseAtomics && features.Int64ExtendedAtomics;
        this.SubGroups = features.SubGroups;
        this.GenericAddressSpace = genericAddressSpace;
        this.Extensions = extensions;
    }

    /// <summary>Extensions of the device.</summary>
    public ImmutableArray<string> Extensions { get; }

    /// <summary>Arithmetic with halfs.</summary>
    public bool Float16 { get; }

    /// <summary>Arithmetic with doubles.</summary>
    public bool Float64 { get; }

    /// <summary>Pointers without an address space; the engine never needs them.</summary>
    public bool GenericAddressSpace { get; }

    /// <summary>Atomics on 64-bit integers.</summary>
    public bool Int64_Atomics { get; }

    /// <summary>Sub-groups.</summary>
    public bool SubGroups { get; }
}

/// <summary>A device with OpenCL 1.2 or later.</summary>
[DeviceType(AcceleratorType.OpenCL)]
public sealed unsafe class CLDevice : Device
{
    private const uint PlatformVersionName = 0x0901;
    private const uint PlatformNameName = 0x0902;
    private const uint PlatformVendorName = 0x0903;

    // PoCL keeps what lives across a barrier on the stack, per work-item; larger groups could overflow it.
    private const int CpuGroupLimit = 1024;

    /// <summary>Describes a device.</summary>
    /// <exception cref="CLException">The device cannot be asked.</exception>
    /// <exception cref="NotSupportedException">The device cannot be used: no compiler, too old, big-endian.</exception>
    public CLDevice(IntPtr platformId, IntPtr deviceId)
        : this(platformId, deviceId, lanes: null)
    {
    }

    private CLDevice(nint platformId, nint deviceId, int? lanes)
    {
        this.PlatformId = platformId;
        this.DeviceId = deviceId;
        this.Name = this.Text(CLDeviceInfoType.CL_DEVICE_NAME);
        this.PlatformName = this.PlatformText(PlatformNameName);
        this.VendorName = this.PlatformText(PlatformVendorName);
        this.DriverVersion = this.Text(CLDeviceInfoType.CL_DRIVER_VERSION);
        this.PlatformVersion = CLPlatformVersion.TryParse(this.PlatformText(PlatformVersionName), out CLPlatformVersion platform)
            ? platform
            : CLPlatformVersion.CL10;
        this.DeviceVersion = CLDeviceVersion.TryParse(this.Text(CLDeviceInfoType.CL_DEVICE_VERSION), out CLDeviceVersion device)
            ? device
            : CLDeviceVersion.CL10;
        this.CVersion = CLCVersion.TryParse(this.Text(CLDeviceInfoType.CL_DEVICE_OPENCL_C_VERSION), out CLCVersion version)
            ? version
            : CLCVersion.CL10;
        this.CheckUsable();
        this.Extensions = [.. this.Text(CLDeviceInfoType.CL_DEVICE_EXTENSIONS).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        this.DeviceType = (CLDeviceType)(int)this.GetDeviceInfo<long>(CLDeviceInfoType.CL_DEVICE_TYPE);
        this.Vendor = OpenClFeatureQuery.VendorOf(this.Text(CLDeviceInfoType.CL_DEVICE_VENDOR), this.PlatformName);
        this.ClockRate = this.GetDeviceInfo<int>(CLDeviceInfoType.CL_DEVICE_MAX_CLOCK_FREQUENCY);
        this.Features = OpenClFeatureQuery.Read(this, lanes);
        this.WarpSize = this.Features.WarpSize;
        this.ReadLimits();
        bool generic = this.GetDeviceInfo<uint>(CLDeviceInfoType.CL_DEVICE_GENERIC_ADDRESS_SPACE_SUPPORT) != 0;
        this.Capabilities = new CLCapabilityContext(this.Features, this.Extensions, generic);
    }

    /// <summary>Handle of the platform.</summary>
    public IntPtr PlatformId { get; }

    /// <summary>Handle of the device.</summary>
    public IntPtr DeviceId { get; }

    /// <summary>Name of the platform.</summary>
    public string PlatformName { get; }

    /// <summary>Version of the platform.</summary>
    public CLPlatformVersion PlatformVersion { get; }

    /// <summary>Maker of the platform.</summary>
    public string VendorName { get; }

    /// <summary>Maker of the device.</summary>
    public CLDeviceVendor Vendor { get; }

    /// <summary>Kind of the device.</summary>
    public CLDeviceType DeviceType { get; }

    /// <summary>Version of OpenCL.</summary>
    public CLDeviceVersion DeviceVersion { get; }

    /// <summary>Version of the driver.</summary>
    public string DriverVersion { get; }

    /// <summary>Clock rate in MHz.</summary>
    public int ClockRate { get; }

    /// <summary>Version of OpenCL C.</summary>
    public CLCVersion CVersion { get; }

    /// <summary>Version of OpenCL C that kernels are written in.</summary>
    public CLCVersion CLStdVersion => CLCVersion.CL12;

    /// <summary>Extensions of the device.</summary>
    public ImmutableArray<string> Extensions { get; }

    /// <summary>Optional abilities.</summary>
    public new CLCapabilityContext Capabilities
    {
        get => (CLCapabilityContext)base.Capabilities;
        private init => base.Capabilities = value;
    }

    /// <summary>What the code generator may use.</summary>
    internal OpenClFeatures Features { get; }

    /// <summary>Alignment of memory that the device uses in place, in bytes.</summary>
    internal int BaseAlignment => Math.Max(1, this.GetDeviceInfo<int>(CLDeviceInfoType.CL_DEVICE_MEM_BASE_ADDR_ALIGN) / 8);

    /// <summary>The same processor with vectors of another width, or with 0 kernels in the form for GPUs, so that those can be tested.</summary>
    internal CLDevice WithLanes(int lanes) => new(this.PlatformId, this.DeviceId, lanes);

    /// <summary>The devices that a predicate accepts.</summary>
    public static ImmutableArray<Device> GetDevices(Predicate<CLDevice> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);

        return [.. OpenClProbe.Devices.Where(device => predicate(device))];
    }

    /// <inheritdoc/>
    public override Accelerator CreateAccelerator(Context context) => this.CreateCLAccelerator(context);

    /// <summary>Creates an accelerator.</summary>
    /// <exception cref="CLException">OpenCL failed.</exception>
    public CLAccelerator CreateCLAccelerator(Context context)
    {
        CLAccelerator accelerator = new(context, this);
        context.AddAccelerator(accelerator);

        return accelerator;
    }

    /// <summary>A property of fixed size.</summary>
    /// <typeparam name="T">Type of the property.</typeparam>
    /// <param name="type">The property.</param>
    /// <param name="value">Its value.</param>
    /// <returns>What OpenCL returned.</returns>
    public CLError GetDeviceInfo<T>(CLDeviceInfoType type, out T value)
        where T : unmanaged
    {
        T result = default;
        int error = OpenClApi.Instance.GetDeviceInfo(this.DeviceId, (uint)type, (nuint)sizeof(T), &result, null);
        value = result;

        return (CLError)error;
    }

    /// <summary>A property of fixed size; the default where the device does not know it.</summary>
    /// <typeparam name="T">Type of the property.</typeparam>
    public T GetDeviceInfo<T>(CLDeviceInfoType type)
        where T : unmanaged =>
        this.GetDeviceInfo(type, out T value) == CLError.CL_SUCCESS ? value : default;

    /// <summary>The device has an extension.</summary>
    public bool HasExtension(string extension) => this.Extensions.Contains(extension);

    /// <summary>The device has all of these extensions.</summary>
    /// <typeparam name="TCollection">Collection of names.</typeparam>
    public bool HasAllExtensions<TCollection>(TCollection extensions)
        where TCollection : IEnumerable<string> => extensions.All(this.HasExtension);

    /// <summary>The device has one of these extensions.</summary>
    /// <typeparam name="TCollection">Collection of names.</typeparam>
    public bool HasAnyExtension<TCollection>(TCollection extensions)
        where TCollection : IEnumerable<string> => extensions.Any(this.HasExtension);

    /// <inheritdoc/>
    public override bool Equals(object? obj) =>
        obj is CLDevice other && other.DeviceId == this.DeviceId && other.PlatformId == this.PlatformId;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(this.PlatformId, this.DeviceId);

    /// <inheritdoc/>
    protected override void PrintGeneralInfo(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteLine($"  {"Platform:",-34}{this.PlatformName}");
        writer.WriteLine($"  {"Platform version:",-34}{this.PlatformVersion}");
        writer.WriteLine($"  {"Vendor:",-34}{this.VendorName}");
        writer.WriteLine($"  {"Device type:",-34}{this.DeviceType}");
        writer.WriteLine($"  {"Clock rate:",-34}{this.ClockRate} MHz");
        writer.WriteLine($"  {"OpenCL C version:",-34}{this.CVersion}");
        base.PrintGeneralInfo(writer);
    }

    private void CheckUsable()
    {
        if (this.DeviceVersion < CLDeviceVersion.CL12)
        {
            throw new NotSupportedException($"{this.DeviceVersion} is too old: OpenCL 1.2 is needed");
        }

        if (this.GetDeviceInfo<uint>(CLDeviceInfoType.CL_DEVICE_AVAILABLE) == 0)
        {
            throw new NotSupportedException("the device is not available");
        }

        if (this.GetDeviceInfo<uint>(CLDeviceInfoType.CL_DEVICE_COMPILER_AVAILABLE) == 0)
        {
            throw new NotSupportedException("the driver has no compiler");
        }

        if (this.GetDeviceInfo<uint>(CLDeviceInfoType.CL_DEVICE_ENDIAN_LITTLE) == 0)
        {
            throw new NotSupportedException("the device is big-endian");
        }
    }

    private void ReadLimits()
    {
        bool isCpu = (this.DeviceType & CLDeviceType.CL_DEVICE_TYPE_CPU) != 0;
        int limit = (int)Math.Min(this.GetDeviceInfo<nuint>(CLDeviceInfoType.CL_DEVICE_MAX_WORK_GROUP_SIZE), int.MaxValue);
        nuint* sizes = stackalloc nuint[16];
        CLException.Check(
            OpenClApi.Instance.GetDeviceInfo(
                this.DeviceId, (uint)CLDeviceInfoType.CL_DEVICE_MAX_WORK_ITEM_SIZES, 16 * (nuint)sizeof(nuint), sizes, null),
            $"ask '{this.Name}' for its group sizes");
        this.MaxNumThreadsPerGroup = isCpu ? Math.Min(limit, CpuGroupLimit) : limit;
        this.MaxGroupSize = new Index3D(this.GroupLimit(sizes[0]), this.GroupLimit(sizes[1]), this.GroupLimit(sizes[2]));
        this.MaxGridSize = new Index3D(int.MaxValue);
        this.NumMultiprocessors = Math.Max(1, this.GetDeviceInfo<int>(CLDeviceInfoType.CL_DEVICE_MAX_COMPUTE_UNITS));

        // OpenCL does not tell; two full groups at a time hide latencies on GPUs, on processors one group runs at a time.
        this.MaxNumThreadsPerMultiprocessor = this.MaxNumThreadsPerGroup * (isCpu ? 1 : 2);
        this.MemorySize = this.GetDeviceInfo<long>(CLDeviceInfoType.CL_DEVICE_GLOBAL_MEM_SIZE);

        // On processors, warps keep in local memory what lives across barriers.
        this.MaxSharedMemoryPerGroup = Saturate(this.GetDeviceInfo<ulong>(CLDeviceInfoType.CL_DEVICE_LOCAL_MEM_SIZE)) / (isCpu ? 2 : 1);
        this.MaxConstantMemory = Saturate(this.GetDeviceInfo<ulong>(CLDeviceInfoType.CL_DEVICE_MAX_CONSTANT_BUFFER_SIZE));
    }

    private static int Saturate(ulong value) => (int)Math.Min(value, int.MaxValue);

    private int GroupLimit(nuint size) => (int)Math.Min(size, (nuint)this.MaxNumThreadsPerGroup);

    private string Text(CLDeviceInfoType type)
    {
        OpenClApi api = OpenClApi.Instance;
        CLError error = OpenClApi.QueryText(
            (name, size, value, actual) => api.GetDeviceInfo(this.DeviceId, name, size, value, actual), (uint)type, out string text);
        CLException.Check((int)error, $"ask a device for {type}");

        return text;
    }

    private string PlatformText(uint type)
    {
        OpenClApi api = OpenClApi.Instance;
        CLError error = OpenClApi.QueryText(
            (name, size, value, actual) => api.GetPlatformInfo(this.PlatformId, name, size, value, actual), type, out string text);
        CLException.Check((int)error, "ask a platform for its name");

        return text;
    }
}

/// <summary>OpenCL devices and accelerators of contexts.</summary>
public static class CLContextExtensions
{
    /// <summary>Adds all usable OpenCL devices. They are looked for when they are first asked for.</summary>
    public static Context.Builder OpenCL(this Context.Builder builder) => builder.OpenCL(static _ => true);

    /// <summary>Adds the usable OpenCL devices that a predicate accepts.</summary>
    public static Context.Builder OpenCL(this Context.Builder builder, Predicate<CLDevice> predicate)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(predicate);
        builder.DeviceRegistry.RegisterLater<CLDevice>(() => CLDevice.GetDevices(predicate));

        return builder;
    }

    /// <summary>An OpenCL device.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such device.</exception>
    public static CLDevice GetCLDevice(this Context context, int clDeviceIndex) => context.GetDevice<CLDevice>(clDeviceIndex);

    /// <summary>The OpenCL devices.</summary>
    public static Context.DeviceCollection<CLDevice> GetCLDevices(this Context context) => context.GetDevices<CLDevice>();

    /// <summary>Creates an accelerator of an OpenCL device.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such device.</exception>
    public static CLAccelerator CreateCLAccelerator(this Context context, int clDeviceIndex) =>
        context.GetCLDevice(clDeviceIndex).CreateCLAccelerator(context);
}
