using ILGPU.Algorithms.Random.Operations;
using ILGPU.Runtime;
using ILGPU.Util;

namespace ILGPU.Algorithms.Random;

/// <summary>Random numbers on an accelerator.</summary>
public abstract class RNG : AcceleratorObject
{
    /// <summary>Creates the generator.</summary>
    protected RNG(Accelerator accelerator)
        : base(accelerator)
    {
    }

    /// <summary>Makes a generator.</summary>
    /// <typeparam name="TRandomProvider">Type of the sources.</typeparam>
    public static RNG<TRandomProvider> Create<TRandomProvider>(Accelerator accelerator, System.Random random)
        where TRandomProvider : unmanaged, IRandomProvider<TRandomProvider> => new(accelerator, random);

    /// <summary>Makes a generator for kernels of at most this many warps.</summary>
    /// <typeparam name="TRandomProvider">Type of the sources.</typeparam>
    public static RNG<TRandomProvider> Create<TRandomProvider>(Accelerator accelerator, System.Random random, int maxNumParallelWarps)
        where TRandomProvider : unmanaged, IRandomProvider<TRandomProvider> => new(accelerator, random, maxNumParallelWarps);

    /// <summary>Fills a view with numbers in [0, int.MaxValue].</summary>
    public void FillUniform(ArrayView<int> view) => this.FillUniform(this.Accelerator.DefaultStream, view);

    /// <summary>Fills a view with numbers in [0, int.MaxValue].</summary>
    public abstract void FillUniform(AcceleratorStream stream, ArrayView<int> view);

    /// <summary>Fills a view with numbers in [0, long.MaxValue].</summary>
    public void FillUniform(ArrayView<long> view) => this.FillUniform(this.Accelerator.DefaultStream, view);

    /// <summary>Fills a view with numbers in [0, long.MaxValue].</summary>
    public abstract void FillUniform(AcceleratorStream stream, ArrayView<long> view);

    /// <summary>Fills a view with numbers in [0, 1).</summary>
    public void FillUniform(ArrayView<float> view) => this.FillUniform(this.Accelerator.DefaultStream, view);

    /// <summary>Fills a view with numbers in [0, 1).</summary>
    public abstract void FillUniform(AcceleratorStream stream, ArrayView<float> view);

    /// <summary>Fills a view with numbers in [0, 1).</summary>
    public void FillUniform(ArrayView<double> view) => this.FillUniform(this.Accelerator.DefaultStream, view);

    /// <summary>Fills a view with numbers in [0, 1).</summary>
    public abstract void FillUniform(AcceleratorStream stream, ArrayView<double> view);
}

/// <summary>
/// Random numbers on an accelerator: one source per work-item, so that kernels draw without waiting for each other. The
/// numbers depend on the seed, the number of warps and the warp size only.
/// </summary>
/// <typeparam name="TRandomProvider">Type of the sources.</typeparam>
public class RNG<TRandomProvider> : RNG
    where TRandomProvider : unmanaged, IRandomProvider<TRandomProvider>
{
    private readonly MemoryBuffer1D<TRandomProvider, Stride1D.Dense> _providers;

    /// <summary>Makes a generator for as many warps as the device has in flight.</summary>
    public RNG(Accelerator accelerator, System.Random random)
        : this(accelerator, random, Math.Max(1, accelerator.MaxNumThreads / accelerator.WarpSize))
    {
    }

    /// <summary>Makes a generator for kernels of at most this many warps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public RNG(Accelerator accelerator, System.Random random, int maxNumParallelWarps)
        : base(accelerator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNumParallelWarps, 1);
        this.MaxNumParallelWarps = maxNumParallelWarps;
        _providers = accelerator.Allocate1D<TRandomProvider>((long)maxNumParallelWarps * accelerator.WarpSize);
        accelerator.InitRNGView(accelerator.DefaultStream, _providers.View.BaseView, random);
        accelerator.DefaultStream.Synchronize();
    }

    /// <summary>Largest number of warps of a kernel that draws numbers.</summary>
    public int MaxNumParallelWarps { get; }

    /// <summary>Memory of the sources in bytes.</summary>
    public long LengthInBytes => _providers.LengthInBytes;

    /// <summary>The sources for a kernel of this many work-items.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many sources.</exception>
    public RNGView<TRandomProvider> GetViewViaThreads(int numThreads) =>
        this.GetView(IntrinsicMath.DivRoundUp(numThreads, this.Accelerator.WarpSize));

    /// <summary>The sources for a kernel of this many warps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many sources.</exception>
    public RNGView<TRandomProvider> GetView(int numWarps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numWarps, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numWarps, this.MaxNumParallelWarps);

        return new RNGView<TRandomProvider>(_providers.View.BaseView.SubView(0L, (long)numWarps * this.Accelerator.WarpSize));
    }

    /// <inheritdoc/>
    public override void FillUniform(AcceleratorStream stream, ArrayView<int> view) =>
        this.Fill<int, NextIntOperation<TRandomProvider>>(stream, view);

    /// <inheritdoc/>
    public override void FillUniform(AcceleratorStream stream, ArrayView<long> view) =>
        this.Fill<long, NextLongOperation<TRandomProvider>>(stream, view);

    /// <inheritdoc/>
    public override void FillUniform(AcceleratorStream stream, ArrayView<float> view) =>
        this.Fill<float, NextFloatOperation<TRandomProvider>>(stream, view);

    /// <inheritdoc/>
    public override void FillUniform(AcceleratorStream stream, ArrayView<double> view) =>
        this.Fill<double, NextDoubleOperation<TRandomProvider>>(stream, view);

    /// <inheritdoc/>
    protected override void DisposeAcceleratorObject(bool disposing)
    {
        if (disposing)
        {
            _providers?.Dispose();
        }
    }

    private static void FillKernel<T, TOperation>(Index1D index, ArrayView<TRandomProvider> providers, ArrayView<T> view)
        where T : unmanaged
        where TOperation : struct, IRandomProviderOperation<T, TRandomProvider>
    {
        TOperation operation = default;
        TRandomProvider provider = providers[index];
        long stride = providers.Length;

        for (long i = index.X; i < view.Length; i += stride)
        {
            view[i] = operation.Apply(ref provider);
        }

        providers[index] = provider;
    }

    private void Fill<T, TOperation>(AcceleratorStream stream, ArrayView<T> view)
        where T : unmanaged
        where TOperation : struct, IRandomProviderOperation<T, TRandomProvider>
    {
        if (view.Length > 0)
        {
            ArrayView<TRandomProvider> providers = _providers.View;
            this.Accelerator.LaunchAutoGrouped(FillKernel<T, TOperation>, stream, new Index1D(providers.IntLength), providers, view);
        }
    }
}

/// <summary>The sources of a generator inside kernels: every work-item draws from its own.</summary>
/// <typeparam name="TRandomProvider">Type of the sources.</typeparam>
public readonly struct RNGView<TRandomProvider> : IRandomProvider
    where TRandomProvider : unmanaged, IRandomProvider<TRandomProvider>
{
    private readonly ArrayView<TRandomProvider> _providers;

    internal RNGView(ArrayView<TRandomProvider> providers)
    {
        _providers = providers;
    }

    /// <summary>Draws a number.</summary>
    /// <typeparam name="T">Type of the number.</typeparam>
    /// <typeparam name="TOperation">How it is drawn.</typeparam>
    public T Next<T, TOperation>()
        where T : struct
        where TOperation : struct, IRandomProviderOperation<T, TRandomProvider>
    {
        TOperation operation = default;
        int index = Grid.GlobalLinearIndex;
        TRandomProvider provider = _providers[index];
        T result = operation.Apply(ref provider);
        _providers[index] = provider;

        return result;
    }

    /// <inheritdoc/>
    public int Next() => this.Next<int, NextIntOperation<TRandomProvider>>();

    /// <inheritdoc/>
    public long NextLong() => this.Next<long, NextLongOperation<TRandomProvider>>();

    /// <inheritdoc/>
    public float NextFloat() => this.Next<float, NextFloatOperation<TRandomProvider>>();

    /// <inheritdoc/>
    public double NextDouble() => this.Next<double, NextDoubleOperation<TRandomProvider>>();
}

/// <summary>One source per work-item in a view of its own.</summary>
/// <typeparam name="TRandomProvider">Type of the sources.</typeparam>
public class ThreadWiseRNG<TRandomProvider> : DisposeBase
    where TRandomProvider : unmanaged, IRandomProvider<TRandomProvider>
{
    private readonly MemoryBuffer1D<TRandomProvider, Stride1D.Dense> _providers;

    /// <summary>Makes sources for this many work-items.</summary>
    /// <param name="accelerator">Accelerator.</param>
    /// <param name="stream">Stream.</param>
    /// <param name="maxNumThreads">Number of sources.</param>
    /// <param name="random">Where the first states come from.</param>
    /// <param name="numInitializers">Number of sources that are drawn on the host.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    public ThreadWiseRNG(
        Accelerator accelerator,
        AcceleratorStream stream,
        LongIndex1D maxNumThreads,
        System.Random random,
        int numInitializers = ushort.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(accelerator);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNumThreads.X, 1, nameof(maxNumThreads));
        _providers = accelerator.Allocate1D<TRandomProvider>(maxNumThreads.X);
        accelerator.InitRNGView(stream, _providers.View.BaseView, random, numInitializers);
    }

    /// <summary>The sources.</summary>
    public ArrayView<TRandomProvider> RNGView => _providers.View;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _providers.Dispose();
        }

        base.Dispose(disposing);
    }
}
