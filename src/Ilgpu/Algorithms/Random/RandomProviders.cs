using ILGPU.Runtime;

namespace ILGPU.Algorithms.Random
{
    /// <summary>A source of random numbers, on the host and inside kernels.</summary>
    public interface IRandomProvider
    {
        /// <summary>A number in [0, int.MaxValue].</summary>
        int Next();

        /// <summary>A number in [0, long.MaxValue].</summary>
        long NextLong();

        /// <summary>A number in [0, 1) with 24 random bits.</summary>
        float NextFloat();

        /// <summary>A number in [0, 1) with 53 random bits.</summary>
        double NextDouble();
    }

    /// <summary>A source of random numbers that can make further sources.</summary>
    /// <typeparam name="TProvider">The type itself.</typeparam>
    public interface IRandomProvider<TProvider> : IRandomProvider
        where TProvider : struct, IRandomProvider<TProvider>
    {
        /// <summary>Mixes a number into the state, so that sources with equal states go apart.</summary>
        void ShiftPeriod(int shift);

        /// <summary>A source with a state drawn from this one.</summary>
        TProvider NextProvider();

        /// <summary>A source with a state drawn from .NET's generator.</summary>
        TProvider CreateProvider(System.Random random);

        /// <summary>A source with a state drawn from another one.</summary>
        /// <typeparam name="TRandomProvider">Type of the other source.</typeparam>
        TProvider CreateProvider<TRandomProvider>(ref TRandomProvider random)
            where TRandomProvider : struct, IRandomProvider<TRandomProvider>;
    }

    /// <summary>Helpers around random numbers.</summary>
    public static class RandomExtensions
    {
        /// <summary>A number in [minValue, maxValue).</summary>
        /// <typeparam name="TRandomProvider">Type of the source.</typeparam>
        public static float Next<TRandomProvider>(ref TRandomProvider randomProvider, float minValue, float maxValue)
            where TRandomProvider : struct, IRandomProvider => (randomProvider.NextFloat() * (maxValue - minValue)) + minValue;

        /// <summary>A number in [minValue, maxValue).</summary>
        /// <typeparam name="TRandomProvider">Type of the source.</typeparam>
        public static double Next<TRandomProvider>(ref TRandomProvider randomProvider, double minValue, double maxValue)
            where TRandomProvider : struct, IRandomProvider => (randomProvider.NextDouble() * (maxValue - minValue)) + minValue;

        /// <summary>A number in [minValue, maxValue).</summary>
        /// <typeparam name="TRandomProvider">Type of the source.</typeparam>
        public static int Next<TRandomProvider>(ref TRandomProvider randomProvider, int minValue, int maxValue)
            where TRandomProvider : struct, IRandomProvider
        {
            long range = (long)maxValue - minValue;

            return (int)(minValue + (randomProvider.NextLong() >>> 32) * range / (1L << 31));
        }

        /// <summary>A number in [minValue, maxValue); the range must not exceed long.MaxValue.</summary>
        /// <typeparam name="TRandomProvider">Type of the source.</typeparam>
        public static long Next<TRandomProvider>(ref TRandomProvider randomProvider, long minValue, long maxValue)
            where TRandomProvider : struct, IRandomProvider => minValue + (randomProvider.NextLong() % (maxValue - minValue));

        /// <summary>Makes a generator.</summary>
        /// <typeparam name="TRandomProvider">Type of the sources.</typeparam>
        public static RNG<TRandomProvider> CreateRNG<TRandomProvider>(this Accelerator accelerator, System.Random random)
            where TRandomProvider : unmanaged, IRandomProvider<TRandomProvider> => new(accelerator, random);

        /// <summary>Makes a generator for kernels of at most this many warps.</summary>
        /// <typeparam name="TRandomProvider">Type of the sources.</typeparam>
        public static RNG<TRandomProvider> CreateRNG<TRandomProvider>(
            this Accelerator accelerator,
            System.Random random,
            int maxNumParallelWarps)
            where TRandomProvider : unmanaged, IRandomProvider<TRandomProvider> => new(accelerator, random, maxNumParallelWarps);

        /// <summary>Fills a view with sources. The first ones are drawn on the host, the others from those.</summary>
        /// <typeparam name="TRandomProvider">Type of the sources.</typeparam>
        /// <param name="accelerator">Accelerator.</param>
        /// <param name="stream">Stream.</param>
        /// <param name="rngView">The sources.</param>
        /// <param name="random">Where the first states come from.</param>
        /// <param name="numInitializers">Number of sources that are drawn on the host.</param>
        /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
        public static void InitRNGView<TRandomProvider>(
            this Accelerator accelerator,
            AcceleratorStream stream,
            ArrayView<TRandomProvider> rngView,
            System.Random random,
            int numInitializers = ushort.MaxValue)
            where TRandomProvider : unmanaged, IRandomProvider<TRandomProvider>
        {
            ArgumentNullException.ThrowIfNull(random);
            ArgumentOutOfRangeException.ThrowIfLessThan(numInitializers, 1);

            if (rngView.Length == 0)
            {
                return;
            }

            TRandomProvider[] first = new TRandomProvider[Math.Min(numInitializers, rngView.Length)];

            for (int i = 0; i < first.Length; i++)
            {
                first[i] = default(TRandomProvider).CreateProvider(random);
            }

            rngView.SubView(0L, first.LongLength).CopyFromCPU(stream, first);
            long rest = rngView.Length - first.Length;

            if (rest > 0)
            {
                accelerator.LaunchAutoGrouped(
                    DeriveKernel,
                    stream,
                    new Index1D(Math.Min(first.Length, checked((int)rest))),
                    rngView,
                    first.Length);
            }
        }

        // Every first source makes those at its distance, so that the result does not depend on the order of execution.
        private static void DeriveKernel<TRandomProvider>(Index1D index, ArrayView<TRandomProvider> providers, int first)
            where TRandomProvider : unmanaged, IRandomProvider<TRandomProvider>
        {
            TRandomProvider provider = providers[index];

            for (long i = (long)first + index.X; i < providers.Length; i += first)
            {
                providers[i] = provider.NextProvider();
            }

            providers[index] = provider;
        }
    }
}

namespace ILGPU.Algorithms.Random.Operations
{
    /// <summary>A way to draw a number.</summary>
    /// <typeparam name="T">Type of the number.</typeparam>
    /// <typeparam name="TRandomProvider">Type of the source.</typeparam>
    public interface IRandomProviderOperation<T, TRandomProvider>
        where T : struct
        where TRandomProvider : struct, IRandomProvider
    {
        /// <summary>Draws a number.</summary>
        T Apply(ref TRandomProvider randomProvider);
    }

    /// <summary>Draws a number in [0, int.MaxValue].</summary>
    /// <typeparam name="TRandomProvider">Type of the source.</typeparam>
    public readonly struct NextIntOperation<TRandomProvider> : IRandomProviderOperation<int, TRandomProvider>
        where TRandomProvider : struct, IRandomProvider
    {
        /// <inheritdoc/>
        public int Apply(ref TRandomProvider randomProvider) => randomProvider.Next();
    }

    /// <summary>Draws a number in [0, long.MaxValue].</summary>
    /// <typeparam name="TRandomProvider">Type of the source.</typeparam>
    public readonly struct NextLongOperation<TRandomProvider> : IRandomProviderOperation<long, TRandomProvider>
        where TRandomProvider : struct, IRandomProvider
    {
        /// <inheritdoc/>
        public long Apply(ref TRandomProvider randomProvider) => randomProvider.NextLong();
    }

    /// <summary>Draws a number in [0, 1).</summary>
    /// <typeparam name="TRandomProvider">Type of the source.</typeparam>
    public readonly struct NextFloatOperation<TRandomProvider> : IRandomProviderOperation<float, TRandomProvider>
        where TRandomProvider : struct, IRandomProvider
    {
        /// <inheritdoc/>
        public float Apply(ref TRandomProvider randomProvider) => randomProvider.NextFloat();
    }

    /// <summary>Draws a number in [0, 1).</summary>
    /// <typeparam name="TRandomProvider">Type of the source.</typeparam>
    public readonly struct NextDoubleOperation<TRandomProvider> : IRandomProviderOperation<double, TRandomProvider>
        where TRandomProvider : struct, IRandomProvider
    {
        /// <inheritdoc/>
        public double Apply(ref TRandomProvider randomProvider) => randomProvider.NextDouble();
    }
}
