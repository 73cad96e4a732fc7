using System.Collections.Immutable;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.OpenCL;
using ILGPU.Util;

namespace ILGPU;

/// <summary>The root of everything: devices, settings, accelerators.</summary>
public sealed partial class Context : DisposeBase
{
    private readonly Lock _lock = new();
    private readonly List<Accelerator> _accelerators = [];
    private readonly DeviceRegistry _registry;
    private readonly Lazy<ImmutableArray<Device>> _devices;
    private CPUAccelerator? _implicitAccelerator;

    private Context(Builder builder)
    {
        this.Properties = builder.Snapshot();

        if (builder.DeviceRegistry.IsEmpty)
        {
            builder.DeviceRegistry.Register(CPUDevice.Default);
        }

        _registry = builder.DeviceRegistry.Copy();
        _devices = new Lazy<ImmutableArray<Device>>(_registry.ToImmutable);
    }

    /// <summary>Raised when an accelerator has been created.</summary>
    public event EventHandler<Accelerator>? AcceleratorCreated;

    /// <summary>Version of the engine.</summary>
    public static string Version => typeof(Context).Assembly.GetName().Version?.ToString(3) ?? string.Empty;

    /// <summary>The devices, in the order of their registration.</summary>
    public ImmutableArray<Device> Devices => _devices.Value;

    /// <summary>The settings.</summary>
    public ContextProperties Properties { get; }

    /// <summary>Starts building a context; <see cref="Builder.ToContext"/> ends it.</summary>
    public static Builder Create() => new();

    /// <summary>Builds a context.</summary>
    public static Context Create(Action<Builder> buildingCallback)
    {
        ArgumentNullException.ThrowIfNull(buildingCallback);
        Builder builder = Create();
        buildingCallback(builder);

        return builder.ToContext();
    }

    /// <summary>A context with all devices and the default settings.</summary>
    public static Context CreateDefault() => Create(static builder => builder.Default());

    /// <summary>As <see cref="CreateDefault"/>, with assertions in kernels when a debugger is attached.</summary>
    public static Context CreateDefaultAutoAssertions() => Create(static builder => builder.Default().AutoAssertions());

    /// <summary>As <see cref="CreateDefault"/>, with debug settings when a debugger is attached.</summary>
    public static Context CreateDefaultAutoDebug() => Create(static builder => builder.Default().AutoDebug());

    /// <summary>A device of a class.</summary>
    /// <typeparam name="TDevice">Device class.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">There is no such device.</exception>
    public TDevice GetDevice<TDevice>(int deviceIndex)
        where TDevice : Device => this.GetDevices<TDevice>()[deviceIndex];

    /// <summary>The devices of a class.</summary>
    /// <typeparam name="TDevice">Device class.</typeparam>
    public DeviceCollection<TDevice> GetDevices<TDevice>()
        where TDevice : Device
    {
        // Only devices of the kind are looked for: whoever wants the CPU does not wait for the drivers of others.
        object[] kind = typeof(TDevice).GetCustomAttributes(typeof(DeviceTypeAttribute), inherit: true);
        AcceleratorType? type = kind.Length > 0 ? ((DeviceTypeAttribute)kind[0]).AcceleratorType : null;

        return new([.. _registry.OfType(type).OfType<TDevice>()]);
    }

    /// <summary>
    /// The device to use: the CPU, or the other device with the most memory; the CPU when there is none, which also goes before an
    /// OpenCL driver for the CPU.
    /// </summary>
    /// <exception cref="NotSupportedException">A CPU was asked for and there is none.</exception>
    public Device GetPreferredDevice(bool preferCPU) =>
        this.GetPreferredDevices(preferCPU, matchingDevicesOnly: preferCPU).FirstOrDefault()
        ?? throw new NotSupportedException("The context has no CPU device.");

    /// <summary>The devices, the preferred ones first and those with more memory before others.</summary>
    /// <param name="preferCPU">CPUs are preferred.</param>
    /// <param name="matchingDevicesOnly">Leave out the others.</param>
    public IEnumerable<Device> GetPreferredDevices(bool preferCPU, bool matchingDevicesOnly) =>
        this.Devices
            .Where(device => !matchingDevicesOnly || (device.AcceleratorType == AcceleratorType.CPU) == preferCPU)
            .OrderBy(device => Rank(device, preferCPU))
            .ThenByDescending(static device => device.MemorySize);

    /// <summary>Drops compiled kernels that nobody uses.</summary>
    public void ClearCache(ClearCacheMode mode)
    {
        foreach (Accelerator accelerator in this.Accelerators())
        {
            accelerator.ClearCache(mode);
        }
    }

    /// <summary>Enumerates the devices.</summary>
    public ImmutableArray<Device>.Enumerator GetEnumerator() => this.Devices.GetEnumerator();

    internal void AddAccelerator(Accelerator accelerator)
    {
        lock (_lock)
        {
            this.VerifyNotDisposed();
            _accelerators.Add(accelerator);
        }

        this.AcceleratorCreated?.Invoke(this, accelerator);
    }

    internal void RemoveAccelerator(Accelerator accelerator)
    {
        lock (_lock)
        {
            _accelerators.Remove(accelerator);
        }
    }

    internal void ThrowIfDisposed() => this.VerifyNotDisposed();

    /// <summary>The CPU accelerator that every context has for work with host memory.</summary>
    internal CPUAccelerator ImplicitAccelerator()
    {
        lock (_lock)
        {
            this.VerifyNotDisposed();

            return _implicitAccelerator ??= new CPUAccelerator(this, CPUDevice.Default, CPUAcceleratorMode.Auto, ThreadPriority.Normal);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (Accelerator accelerator in this.Accelerators())
            {
                accelerator.Dispose();
            }

            _implicitAccelerator?.Dispose();
        }

        base.Dispose(disposing);
    }

    private static int Rank(Device device, bool preferCPU) => device switch
    {
        { AcceleratorType: AcceleratorType.CPU } => preferCPU ? 0 : 1,
        CLDevice { Features.IsCpu: true } => 2,
        _ => preferCPU ? 1 : 0,
    };

    private Accelerator[] Accelerators()
    {
        lock (_lock)
        {
            return [.. _accelerators];
        }
    }

    /// <summary>The devices of a class.</summary>
    /// <typeparam name="TDevice">Device class.</typeparam>
    public readonly ref struct DeviceCollection<TDevice>
        where TDevice : Device
    {
        private readonly ImmutableArray<TDevice> _devices;

        internal DeviceCollection(ImmutableArray<TDevice> devices)
        {
            _devices = devices;
        }

        /// <summary>Kind of the accelerators.</summary>
        public AcceleratorType AcceleratorType => DeviceTypeAttribute.GetAcceleratorType(typeof(TDevice));

        /// <summary>Number of devices.</summary>
        public int Count => _devices.Length;

        /// <summary>A device.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such device.</exception>
        public TDevice this[int deviceIndex] => deviceIndex >= 0 && deviceIndex < _devices.Length
            ? _devices[deviceIndex]
            : throw new ArgumentOutOfRangeException(
                nameof(deviceIndex),
                deviceIndex,
                $"The context has {_devices.Length} device(s) of type {typeof(TDevice).Name}.");

        /// <summary>Enumerates the devices.</summary>
        public Enumerator GetEnumerator() => new(_devices);

        /// <summary>Enumerator of devices.</summary>
        public ref struct Enumerator
        {
            private readonly ImmutableArray<TDevice> _devices;
            private int _index;

            internal Enumerator(ImmutableArray<TDevice> devices)
            {
                _devices = devices;
                _index = -1;
            }

            /// <summary>The current device.</summary>
            public readonly TDevice Current => _devices[_index];

            /// <summary>Goes to the next device.</summary>
            public bool MoveNext() => ++_index < _devices.Length;
        }
    }
}
