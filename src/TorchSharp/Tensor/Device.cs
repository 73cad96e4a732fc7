using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The host's processor.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>Shapes and types without memory.</summary>
    public static readonly Device META = new(DeviceType.META);

    /// <summary>The current CUDA device.</summary>
    public static Device CUDA => new(DeviceType.CUDA);

    /// <summary>Apple's Metal device.</summary>
    public static Device MPS => new(DeviceType.MPS);

    /// <summary>The device that <paramref name="description"/> ("cpu", "cuda", "cuda:1") names.</summary>
    public static Device device(string description) => new(description);

    /// <summary>The device of that kind and number.</summary>
    public static Device device(string deviceType, int index = -1) => new(deviceType, index);

    /// <summary>The device of that kind and number.</summary>
    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    /// <summary>The CUDA device of that number.</summary>
    public static Device device(int index) => new(index);

    /// <summary>A place where tensors live and operators run.</summary>
    public class Device
    {
        /// <summary>From a text such as "cpu" or "cuda:1".</summary>
        /// <exception cref="ArgumentException">It names no device.</exception>
        public Device(string description)
        {
            string[] parts = description.Split(':');
            this.type = TypeOf(parts[0]);
            int number = -1;
            if (parts.Length > 2 || (parts.Length == 2 && (!int.TryParse(parts[1], out number) || number < 0)))
            {
                throw new ArgumentException($"'{description}' is no device: expected a form like cpu, cuda or cuda:1", nameof(description));
            }

            this.index = this.type == DeviceType.CPU ? -1 : number;
        }

        /// <summary>From a kind ("cuda") and a number.</summary>
        public Device(string deviceType, int index = -1)
            : this(TypeOf(deviceType), index)
        {
        }

        /// <summary>From a kind and a number; -1 is the current one.</summary>
        public Device(DeviceType deviceType, int index = -1)
        {
            this.type = deviceType;
            this.index = deviceType == DeviceType.CPU ? -1 : index;
        }

        /// <summary>The CUDA device of that number.</summary>
        public Device(int index)
            : this(DeviceType.CUDA, index)
        {
        }

        /// <summary>Its kind.</summary>
        public DeviceType type { get; }

        /// <summary>Its number; -1: the current one of its kind.</summary>
        public int index { get; }

        /// <summary>"cuda:1" and the like.</summary>
        public static implicit operator Device(string description) => new(description);

        /// <inheritdoc/>
        public override string ToString() =>
            this.index < 0 ? this.type.ToString().ToLowerInvariant() : $"{this.type.ToString().ToLowerInvariant()}:{this.index}";

        /// <inheritdoc/>
        public override bool Equals(object obj) => obj is Device other && other.type == this.type && other.index == this.index;

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(this.type, this.index);

        // -1 is whichever is current, so it differs from no device of the kind.
        internal bool Matches(DeviceType otherType, int otherIndex) =>
            this.type == otherType && (this.index < 0 || otherIndex < 0 || this.index == otherIndex);

        private static DeviceType TypeOf(string name) =>
            !char.IsAsciiDigit(name.FirstOrDefault()) && Enum.TryParse(name, ignoreCase: true, out DeviceType type)
                ? type
                : throw new ArgumentException($"'{name}' is no kind of device: expected one of {string.Join(", ", Enum.GetNames<DeviceType>()).ToLowerInvariant()}");
    }

    /// <summary>CUDA (and ROCm, which goes by that name).</summary>
    public static class cuda
    {
        /// <summary>Whether this libtorch has CUDA and there is a card.</summary>
        public static bool is_available() => device_count() > 0;

        /// <summary>How many cards there are.</summary>
        public static int device_count() => NativeMethods.ito_device_count((int)DeviceType.CUDA);

        /// <summary>Seeds the generator of the current card.</summary>
        public static void manual_seed(long seed) => manual_seed_all(seed);

        /// <summary>Seeds the generators of all cards.</summary>
        public static void manual_seed_all(long seed)
        {
            for (int index = 0; index < device_count(); index++)
            {
                using Generator generator = Generator.DefaultOf(new Device(index));
                generator.manual_seed(seed);
            }
        }

        /// <summary>Waits until all work on the card is done.</summary>
        public static void synchronize(Device device = null) =>
            NativeMethods.Check(NativeMethods.ito_synchronize((int)DeviceType.CUDA, device?.index ?? -1));
    }

    /// <summary>Whether tensors can live on CUDA devices.</summary>
    public static bool cuda_is_available() => cuda.is_available();

    /// <summary>Whether tensors can live on Apple's Metal devices.</summary>
    public static bool mps_is_available() => NativeMethods.ito_device_count((int)DeviceType.MPS) > 0;
}
