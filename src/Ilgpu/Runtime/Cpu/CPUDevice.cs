using System.Collections.Immutable;
using IlgpuOptim.Engine.Runtime.Cpu;

namespace ILGPU.Runtime.CPU;

/// <summary>Shapes of CPU devices. Those named after vendors have the warp size of their GPUs.</summary>
public enum CPUDeviceKind
{
    /// <summary>The processor of the host as it is.</summary>
    Default = 0,

    /// <summary>32 lanes per warp.</summary>
    Nvidia = 1,

    /// <summary>32 lanes per warp.</summary>
    AMD = 2,

    /// <summary>64 lanes per warp.</summary>
    LegacyAMD = 3,

    /// <summary>16 lanes per warp.</summary>
    Intel = 4,
}

/// <summary>How a CPU accelerator executes kernels.</summary>
public enum CPUAcceleratorMode
{
    /// <summary>On all cores.</summary>
    Auto = 0,

    /// <summary>On one thread.</summary>
    Sequential = 1,

    /// <summary>On all cores.</summary>
    Parallel = 2,
}

/// <summary>Optional abilities of CPUs: all.</summary>
public sealed class CPUCapabilityContext : CapabilityContext
{
    internal CPUCapabilityContext()
    {
    }
}

/// <summary>The processor of the host.</summary>
[DeviceType(AcceleratorType.CPU)]
public sealed class CPUDevice : Device
{
    private const int GroupLimit = 1024;

    private readonly bool _isDefault;

    /// <summary>A device of a given shape. The number of multiprocessors limits the number of threads.</summary>
    /// <param name="numThreadsPerWarp">Lanes per warp, a power of two.</param>
    /// <param name="numWarpsPerMultiprocessor">Warps per group.</param>
    /// <param name="numMultiprocessors">Number of cores to use.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public CPUDevice(int numThreadsPerWarp, int numWarpsPerMultiprocessor, int numMultiprocessors)
        : this(
            $"CPU ({numThreadsPerWarp} x {numWarpsPerMultiprocessor} x {numMultiprocessors})",
            numThreadsPerWarp,
            numWarpsPerMultiprocessor,
            numMultiprocessors,
            isDefault: false)
    {
    }

    private CPUDevice(string name, int warpSize, int warps, int multiprocessors, bool isDefault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(warpSize, 1, "numThreadsPerWarp");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(warpSize, 64, "numThreadsPerWarp");
        ArgumentOutOfRangeException.ThrowIfLessThan(warps, 1, "numWarpsPerMultiprocessor");
        ArgumentOutOfRangeException.ThrowIfLessThan(multiprocessors, 1, "numMultiprocessors");

        if ((warpSize & (warpSize - 1)) != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(warpSize), warpSize, "The warp size has to be a power of two.");
        }

        _isDefault = isDefault;
        this.Name = name;
        this.WarpSize = warpSize;
        this.NumMultiprocessors = multiprocessors;
        this.MaxNumThreadsPerMultiprocessor = checked(warpSize * warps);
        this.MaxNumThreadsPerGroup = this.MaxNumThreadsPerMultiprocessor;
        this.MaxGroupSize = new Index3D(this.MaxNumThreadsPerGroup);
        this.MaxGridSize = new Index3D(int.MaxValue);
        this.MemorySize = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        this.MaxSharedMemoryPerGroup = 16 << 20;
        this.MaxConstantMemory = int.MaxValue;
        this.Capabilities = new CPUCapabilityContext();
    }

    /// <summary>The processor of the host as it is.</summary>
    public static CPUDevice Default { get; } = new(
        CpuInformation.Name,
        CpuInformation.WarpSize,
        GroupLimit / CpuInformation.WarpSize,
        Environment.ProcessorCount,
        isDefault: true);

    /// <summary>32 lanes per warp.</summary>
    public static CPUDevice Nvidia { get; } = new(32, 32, Environment.ProcessorCount);

    /// <summary>32 lanes per warp.</summary>
    public static CPUDevice AMD { get; } = new(32, 8, Environment.ProcessorCount);

    /// <summary>64 lanes per warp.</summary>
    public static CPUDevice LegacyAMD { get; } = new(64, 4, Environment.ProcessorCount);

    /// <summary>16 lanes per warp.</summary>
    public static CPUDevice Intel { get; } = new(16, 8, Environment.ProcessorCount);

    /// <summary>All predefined devices.</summary>
    public static ImmutableArray<CPUDevice> All => [Default, Nvidia, AMD, LegacyAMD, Intel];

    /// <summary>Largest number of work-items in flight.</summary>
    public int NumThreads => this.MaxNumThreads;

    /// <summary>A predefined device.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind does not exist.</exception>
    public static CPUDevice GetDevice(CPUDeviceKind kind) => kind switch
    {
        CPUDeviceKind.Default => Default,
        CPUDeviceKind.Nvidia => Nvidia,
        CPUDeviceKind.AMD => AMD,
        CPUDeviceKind.LegacyAMD => LegacyAMD,
        CPUDeviceKind.Intel => Intel,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of CPU device."),
    };

    /// <summary>The predefined devices that a predicate accepts.</summary>
    public static ImmutableArray<Device> GetDevices(Predicate<CPUDevice> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);

        return [.. All.Where(device => predicate(device))];
    }

    /// <inheritdoc/>
    public override Accelerator CreateAccelerator(Context context) => this.CreateCPUAccelerator(context);

    /// <summary>Creates an accelerator.</summary>
    public CPUAccelerator CreateCPUAccelerator(Context context) => this.CreateCPUAccelerator(context, CPUAcceleratorMode.Auto);

    /// <summary>Creates an accelerator.</summary>
    public CPUAccelerator CreateCPUAccelerator(Context context, CPUAcceleratorMode mode) =>
        this.CreateCPUAccelerator(context, mode, ThreadPriority.Normal);

    /// <summary>Creates an accelerator. All CPU accelerators share their threads, which run at normal priority.</summary>
    public CPUAccelerator CreateCPUAccelerator(Context context, CPUAcceleratorMode mode, ThreadPriority threadPriority)
    {
        CPUAccelerator accelerator = new(context, this, mode, threadPriority);
        context.AddAccelerator(accelerator);

        return accelerator;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) =>
        obj is CPUDevice other
        && other._isDefault == _isDefault
        && other.WarpSize == this.WarpSize
        && other.MaxNumThreadsPerGroup == this.MaxNumThreadsPerGroup
        && other.NumMultiprocessors == this.NumMultiprocessors;

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(this.WarpSize, this.MaxNumThreadsPerGroup, this.NumMultiprocessors);
}

/// <summary>CPU devices and accelerators of contexts.</summary>
public static class CPUContextExtensions
{
    /// <summary>Adds the processor of the host.</summary>
    public static Context.Builder DefaultCPU(this Context.Builder builder) => builder.CPU(CPUDeviceKind.Default);

    /// <summary>Adds the processor of the host.</summary>
    public static Context.Builder CPU(this Context.Builder builder) => builder.CPU(CPUDeviceKind.Default);

    /// <summary>Adds a predefined device.</summary>
    public static Context.Builder CPU(this Context.Builder builder, CPUDeviceKind kind) => builder.CPU(CPUDevice.GetDevice(kind));

    /// <summary>Adds a device.</summary>
    public static Context.Builder CPU(this Context.Builder builder, CPUDevice device)
    {
        builder.DeviceRegistry.Register(device);

        return builder;
    }

    /// <summary>Adds the predefined devices that a predicate accepts.</summary>
    public static Context.Builder CPU(this Context.Builder builder, Predicate<CPUDevice> predicate)
    {
        foreach (CPUDevice device in CPUDevice.All)
        {
            builder.DeviceRegistry.Register(device, predicate);
        }

        return builder;
    }

    /// <summary>The CPU accelerator that every context has for work with host memory.</summary>
    public static CPUAccelerator GetImplicitCPUAccelerator(this Context context) => context.ImplicitAccelerator();

    /// <summary>A CPU device.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such device.</exception>
    public static CPUDevice GetCPUDevice(this Context context, int cpuDeviceIndex) =>
        context.GetDevice<CPUDevice>(cpuDeviceIndex);

    /// <summary>The CPU devices.</summary>
    public static Context.DeviceCollection<CPUDevice> GetCPUDevices(this Context context) => context.GetDevices<CPUDevice>();

    /// <summary>Creates an accelerator of a CPU device.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such device.</exception>
    public static CPUAccelerator CreateCPUAccelerator(this Context context, int cpuDeviceIndex) =>
        context.GetCPUDevice(cpuDeviceIndex).CreateCPUAccelerator(context);

    /// <summary>Creates an accelerator of a CPU device.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such device.</exception>
    public static CPUAccelerator CreateCPUAccelerator(this Context context, int cpuDeviceIndex, CPUAcceleratorMode mode) =>
        context.GetCPUDevice(cpuDeviceIndex).CreateCPUAccelerator(context, mode);

    /// <summary>Creates an accelerator of a CPU device.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such device.</exception>
    public static CPUAccelerator CreateCPUAccelerator(
        this Context context,
        int cpuDeviceIndex,
        CPUAcceleratorMode mode,
        ThreadPriority threadPriority) =>
        context.GetCPUDevice(cpuDeviceIndex).CreateCPUAccelerator(context, mode, threadPriority);
}
