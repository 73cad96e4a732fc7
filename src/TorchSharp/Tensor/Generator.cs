using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Seeds the generators of all devices.</summary>
    public static Generator manual_seed(long seed)
    {
        NativeMethods.Check(NativeMethods.ito_manual_seed(seed));
        return Generator.Default;
    }

    /// <summary>Gives the CPU's generator a seed that nobody can foresee, and returns it.</summary>
    public static long seed() => random.seed();

    /// <summary>The seed of the CPU's generator.</summary>
    public static long initial_seed() => random.initial_seed();

    /// <summary>The state of the CPU's generator, as bytes.</summary>
    public static Tensor get_rng_state() => random.get_rng_state();

    /// <summary>Sets the state of the CPU's generator.</summary>
    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);

    /// <summary>The CPU's generator, which operators use unless they are given another.</summary>
    public static class random
    {
        /// <inheritdoc cref="torch.seed"/>
        public static long seed() => Generator.Default.seed();

        /// <inheritdoc cref="torch.initial_seed"/>
        public static long initial_seed() => Generator.Default.initial_seed();

        /// <inheritdoc cref="torch.manual_seed"/>
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        /// <inheritdoc cref="torch.get_rng_state"/>
        public static Tensor get_rng_state() => Generator.Default.get_state();

        /// <inheritdoc cref="torch.set_rng_state"/>
        public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);
    }

    /// <summary>A source of random numbers.</summary>
    public class Generator : IDisposable
    {
        private IntPtr _handle;

        /// <summary>A new one.</summary>
        public Generator(ulong seed = 0, Device device = null)
            : this(device ?? CPU, fresh: true) => this.manual_seed((long)seed);

        private Generator(Device device, bool fresh)
        {
            this.device = device;
            this._handle = NativeMethods.Check(NativeMethods.ito_generator((int)device.type, device.index, fresh ? 1 : 0));
        }

        /// <summary>Frees it if nobody did.</summary>
        ~Generator() => this.Dispose(false);

        /// <summary>libtorch's own generator of the CPU.</summary>
        public static Generator Default { get; } = new(CPU, fresh: false);

        /// <summary>Where it makes numbers.</summary>
        public Device device { get; }

        /// <summary>The native generator.</summary>
        public IntPtr Handle => this._handle;

        /// <summary>Its state, as bytes.</summary>
        public Tensor get_state() => Tensor.Adopt(NativeMethods.Check(NativeMethods.ito_generator_state(this._handle, IntPtr.Zero)));

        /// <summary>Sets its state.</summary>
        public void set_state(Tensor value)
        {
            ArgumentNullException.ThrowIfNull(value);
            Tensor.Adopt(NativeMethods.Check(NativeMethods.ito_generator_state(this._handle, value.Handle))).Dispose();
            GC.KeepAlive(value);
        }

        /// <summary>Starts it anew.</summary>
        public Generator manual_seed(long seed)
        {
            this.Seed(0, seed);
            return this;
        }

        /// <summary>Gives it a seed that nobody can foresee, and returns it.</summary>
        public long seed() => this.Seed(2, 0);

        /// <summary>The seed it started from.</summary>
        public long initial_seed() => this.Seed(1, 0);

        /// <inheritdoc/>
        public void Dispose()
        {
            this.Dispose(true);
            GC.SuppressFinalize(this);
        }

        internal static Generator DefaultOf(Device device) => new(device, fresh: false);

        /// <summary>Frees the native generator.</summary>
        protected virtual void Dispose(bool disposing)
        {
            IntPtr handle = Interlocked.Exchange(ref this._handle, IntPtr.Zero);
            if (handle != IntPtr.Zero)
            {
                NativeMethods.ito_generator_free(handle);
            }
        }

        private unsafe long Seed(int what, long seed)
        {
            NativeMethods.Check(NativeMethods.ito_generator_seed(this._handle, what, &seed));
            GC.KeepAlive(this);
            return seed;
        }
    }
}
