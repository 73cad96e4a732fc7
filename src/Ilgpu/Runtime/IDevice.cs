namespace ILGPU.Runtime;

/// <summary>What a device can do.</summary>
public interface IDevice
{
    /// <summary>Name of the device.</summary>
    string Name { get; }

    /// <summary>Memory in bytes.</summary>
    long MemorySize { get; }

    /// <summary>Largest number of groups per dimension.</summary>
    Index3D MaxGridSize { get; }

    /// <summary>Largest number of work-items of a group per dimension.</summary>
    Index3D MaxGroupSize { get; }

    /// <summary>Largest number of work-items of a group.</summary>
    int MaxNumThreadsPerGroup { get; }

    /// <summary>Largest shared memory of a group in bytes.</summary>
    int MaxSharedMemoryPerGroup { get; }

    /// <summary>Constant memory in bytes.</summary>
    int MaxConstantMemory { get; }

    /// <summary>Number of lanes of a warp.</summary>
    int WarpSize { get; }

    /// <summary>Number of multiprocessors (cores of a CPU).</summary>
    int NumMultiprocessors { get; }

    /// <summary>Largest number of work-items in flight per multiprocessor.</summary>
    int MaxNumThreadsPerMultiprocessor { get; }

    /// <summary>Largest number of work-items in flight.</summary>
    int MaxNumThreads { get; }

    /// <summary>Optional abilities.</summary>
    CapabilityContext Capabilities { get; }

    /// <summary>Prints the properties.</summary>
    void PrintInformation(TextWriter writer);
}

/// <summary>Optional abilities of a device.</summary>
public abstract class CapabilityContext
{
    /// <summary>Creates the description.</summary>
    protected CapabilityContext()
    {
    }
}

/// <summary>Something that makes accelerators.</summary>
public interface IAcceleratorBuilder
{
    /// <summary>Kind of the accelerator.</summary>
    AcceleratorType AcceleratorType { get; }

    /// <summary>Makes an accelerator.</summary>
    Accelerator CreateAccelerator(Context context);
}

/// <summary>States the kind of accelerators that a device class makes.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DeviceTypeAttribute : Attribute
{
    /// <summary>States the kind.</summary>
    public DeviceTypeAttribute(AcceleratorType acceleratorType)
    {
        this.AcceleratorType = acceleratorType;
    }

    /// <summary>Kind of the accelerators.</summary>
    public AcceleratorType AcceleratorType { get; }

    /// <summary>The kind that a device class states.</summary>
    /// <exception cref="ArgumentException">It states none.</exception>
    public static AcceleratorType GetAcceleratorType(Type type) =>
        ((DeviceTypeAttribute?)GetCustomAttribute(type, typeof(DeviceTypeAttribute)))?.AcceleratorType
        ?? throw new ArgumentException($"{type} carries no DeviceType attribute.", nameof(type));
}
