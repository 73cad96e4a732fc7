using System.Collections.Immutable;
using System.Globalization;

namespace ILGPU.Runtime;

/// <summary>A device on which accelerators can be created.</summary>
public abstract class Device : IDevice, IAcceleratorBuilder
{
    /// <summary>Creates the description; the kind comes from <see cref="DeviceTypeAttribute"/>.</summary>
    protected Device()
    {
        this.AcceleratorType = DeviceTypeAttribute.GetAcceleratorType(this.GetType());
    }

    /// <inheritdoc/>
    public AcceleratorType AcceleratorType { get; }

    /// <inheritdoc/>
    public string Name { get; protected set; } = string.Empty;

    /// <inheritdoc/>
    public long MemorySize { get; protected set; }

    /// <inheritdoc/>
    public Index3D MaxGridSize { get; protected set; }

    /// <inheritdoc/>
    public Index3D MaxGroupSize { get; protected set; }

    /// <inheritdoc/>
    public int MaxNumThreadsPerGroup { get; protected set; }

    /// <inheritdoc/>
    public int MaxSharedMemoryPerGroup { get; protected set; }

    /// <inheritdoc/>
    public int MaxConstantMemory { get; protected set; }

    /// <inheritdoc/>
    public int WarpSize { get; protected set; }

    /// <inheritdoc/>
    public int NumMultiprocessors { get; protected set; }

    /// <inheritdoc/>
    public int MaxNumThreadsPerMultiprocessor { get; protected set; }

    /// <inheritdoc/>
    public int MaxNumThreads => this.NumMultiprocessors * this.MaxNumThreadsPerMultiprocessor;

    /// <inheritdoc/>
    public CapabilityContext Capabilities { get; protected set; } = null!;

    /// <inheritdoc/>
    public abstract Accelerator CreateAccelerator(Context context);

    /// <inheritdoc/>
    public void PrintInformation(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        this.PrintHeader(writer);
        this.PrintGeneralInfo(writer);
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) =>
        obj is Device other && other.GetType() == this.GetType() && other.Name == this.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(this.AcceleratorType, this.Name);

    /// <summary>Name and kind.</summary>
    public override string ToString() => $"{this.Name} [{this.AcceleratorType}]";

    /// <summary>Prints the name.</summary>
    protected virtual void PrintHeader(TextWriter writer)
    {
        writer.WriteLine($"Device: {this.Name}");
        Line(writer, "Accelerator type", this.AcceleratorType.ToString());
    }

    /// <summary>Prints the limits.</summary>
    protected virtual void PrintGeneralInfo(TextWriter writer)
    {
        Line(writer, "Warp size", this.WarpSize);
        Line(writer, "Number of multiprocessors", this.NumMultiprocessors);
        Line(writer, "Max threads per multiprocessor", this.MaxNumThreadsPerMultiprocessor);
        Line(writer, "Max threads per group", this.MaxNumThreadsPerGroup);
        Line(writer, "Max group size", this.MaxGroupSize.ToString());
        Line(writer, "Max grid size", this.MaxGridSize.ToString());
        Line(writer, "Max shared memory per group", $"{this.MaxSharedMemoryPerGroup} bytes");
        Line(writer, "Constant memory", $"{this.MaxConstantMemory} bytes");
        Line(writer, "Memory", $"{this.MemorySize} bytes");
    }

    private static void Line(TextWriter writer, string name, IFormattable value) =>
        Line(writer, name, value.ToString(null, CultureInfo.InvariantCulture));

    private static void Line(TextWriter writer, string name, string value) => writer.WriteLine($"  {name + ":",-34}{value}");
}

/// <summary>Helpers around devices.</summary>
public static class DeviceExtensions
{
    /// <summary>Prints the properties to the standard output.</summary>
    public static void PrintInformation(this IDevice device) => device.PrintInformation(Console.Out);
}

/// <summary>Collects the devices of a context.</summary>
public sealed class DeviceRegistry
{
    private readonly List<(AcceleratorType Type, Lazy<ImmutableArray<Device>> Devices)> _sources = [];

    /// <summary>Number of devices.</summary>
    public int Count => _sources.Sum(static source => source.Devices.Value.Length);

    /// <summary>Whether there is a device, answered without looking for devices if possible.</summary>
    internal bool IsEmpty => !_sources.Exists(static source => source.Devices is { IsValueCreated: true, Value.Length: > 0 }) && this.Count == 0;

    /// <summary>Adds a device.</summary>
    public void Register(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        _sources.Add((device.AcceleratorType, new Lazy<ImmutableArray<Device>>([device])));
    }

    /// <summary>Adds a device if the predicate accepts it.</summary>
    /// <typeparam name="TDevice">Device class.</typeparam>
    public void Register<TDevice>(TDevice device, Predicate<TDevice> predicate)
        where TDevice : Device
    {
        ArgumentNullException.ThrowIfNull(predicate);

        if (predicate(device))
        {
            this.Register(device);
        }
    }

    /// <summary>The devices in the order of their registration.</summary>
    public ImmutableArray<Device> ToImmutable() => this.OfType(null);

    /// <summary>Adds devices that are looked for when somebody asks for devices of their kind, so that others do not wait.</summary>
    /// <typeparam name="TDevice">Device class.</typeparam>
    internal void RegisterLater<TDevice>(Func<ImmutableArray<Device>> find)
        where TDevice : Device => _sources.Add((DeviceTypeAttribute.GetAcceleratorType(typeof(TDevice)), new(find)));

    /// <summary>The registry as it is now.</summary>
    internal DeviceRegistry Copy()
    {
        DeviceRegistry copy = new();
        copy._sources.AddRange(_sources);

        return copy;
    }

    /// <summary>The devices of a kind (null: of all kinds) in the order of their registration.</summary>
    internal ImmutableArray<Device> OfType(AcceleratorType? type) =>
        [.. _sources.Where(source => type is null || source.Type == type).SelectMany(static source => source.Devices.Value)];
}
