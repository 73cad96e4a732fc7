using System.Runtime.CompilerServices;
using ILGPU.Algorithms.Sequencers;
using ILGPU.Runtime;

namespace ILGPU.Algorithms;

/// <summary>Sets all elements of a view.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TStride">Stride type.</typeparam>
public delegate void Initializer<T, TStride>(AcceleratorStream stream, ArrayView1D<T, TStride> view, T value)
    where T : unmanaged
    where TStride : struct, IStride1D;

/// <summary>Maps elements.</summary>
/// <typeparam name="TSource">Type of the elements.</typeparam>
/// <typeparam name="TTarget">Type of the results.</typeparam>
public interface ITransformer<TSource, TTarget>
    where TSource : struct
    where TTarget : struct
{
    /// <summary>The result for an element.</summary>
    TTarget Transform(TSource value);
}

/// <summary>Leaves elements as they are.</summary>
/// <typeparam name="T">Element type.</typeparam>
public readonly struct IdentityTransformer<T> : ITransformer<T, T>
    where T : struct
{
    /// <inheritdoc/>
    public T Transform(T value) => value;
}

/// <summary>Maps the elements of a view.</summary>
/// <typeparam name="TSource">Type of the elements.</typeparam>
/// <typeparam name="TTarget">Type of the results.</typeparam>
/// <typeparam name="TTransformer">The map.</typeparam>
public delegate void Transformer<TSource, TTarget, TTransformer>(
    AcceleratorStream stream,
    ArrayView<TSource> source,
    ArrayView<TTarget> target,
    TTransformer transformer)
    where TSource : unmanaged
    where TTarget : unmanaged
    where TTransformer : struct, ITransformer<TSource, TTarget>;

/// <summary>Maps the elements of a strided view.</summary>
/// <typeparam name="TSource">Type of the elements.</typeparam>
/// <typeparam name="TSourceStride">Stride of the elements.</typeparam>
/// <typeparam name="TTarget">Type of the results.</typeparam>
/// <typeparam name="TTargetStride">Stride of the results.</typeparam>
/// <typeparam name="TTransformer">The map.</typeparam>
public delegate void Transformer<TSource, TSourceStride, TTarget, TTargetStride, TTransformer>(
    AcceleratorStream stream,
    ArrayView1D<TSource, TSourceStride> source,
    ArrayView1D<TTarget, TTargetStride> target,
    TTransformer transformer)
    where TSource : unmanaged
    where TSourceStride : struct, IStride1D
    where TTarget : unmanaged
    where TTargetStride : struct, IStride1D
    where TTransformer : struct, ITransformer<TSource, TTarget>;

/// <summary>Gathers and maps the elements of a view.</summary>
/// <typeparam name="TSource">Type of the elements.</typeparam>
/// <typeparam name="TTarget">Type of the results.</typeparam>
/// <typeparam name="TTransformer">The map.</typeparam>
public delegate void ReorderTransformer<TSource, TTarget, TTransformer>(
    AcceleratorStream stream,
    ArrayView<TSource> source,
    ArrayView<TTarget> target,
    ArrayView<Index1D> reorderView,
    TTransformer transformer)
    where TSource : unmanaged
    where TTarget : unmanaged
    where TTransformer : struct, ITransformer<TSource, TTarget>;

/// <summary>Sets elements to a constant.</summary>
public static class InitializeExtensions
{
    /// <summary>Prepares an initialisation.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    public static Initializer<T, TStride> CreateInitializer<T, TStride>(this Accelerator accelerator)
        where T : unmanaged
        where TStride : struct, IStride1D
    {
        Action<AcceleratorStream, Index1D, ArrayView1D<T, TStride>, T> kernel =
            accelerator.LoadAutoGroupedKernel<Index1D, ArrayView1D<T, TStride>, T>(Kernel);

        return (stream, view, value) => LongLaunch.Run(view.Length, (start, count) => kernel(stream, count, view.SubView(start, count), value));
    }

    /// <summary>Sets all elements of a view.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static void Initialize<T>(this Accelerator accelerator, AcceleratorStream stream, ArrayView<T> view, T value)
        where T : unmanaged => accelerator.Initialize(stream, view.AsDense(), value);

    /// <summary>Sets all elements of a view.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    public static void Initialize<T, TStride>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView1D<T, TStride> view,
        T value)
        where T : unmanaged
        where TStride : struct, IStride1D =>
        LongLaunch.Run(
            view.Length,
            (start, count) => accelerator.LaunchAutoGrouped(Kernel, stream, new Index1D(count), view.SubView(start, count), value));

    private static void Kernel<T, TStride>(Index1D index, ArrayView1D<T, TStride> view, T value)
        where T : unmanaged
        where TStride : struct, IStride1D => view[index] = value;
}

/// <summary>Maps elements.</summary>
public static class TransformExtensions
{
    /// <summary>Prepares a map.</summary>
    /// <typeparam name="TSource">Type of the elements.</typeparam>
    /// <typeparam name="TTarget">Type of the results.</typeparam>
    /// <typeparam name="TTransformer">The map.</typeparam>
    public static Transformer<TSource, TTarget, TTransformer> CreateTransformer<TSource, TTarget, TTransformer>(
        this Accelerator accelerator)
        where TSource : unmanaged
        where TTarget : unmanaged
        where TTransformer : struct, ITransformer<TSource, TTarget>
    {
        Transformer<TSource, Stride1D.Dense, TTarget, Stride1D.Dense, TTransformer> strided =
            accelerator.CreateTransformer<TSource, Stride1D.Dense, TTarget, Stride1D.Dense, TTransformer>();

        return (stream, source, target, transformer) => strided(stream, source, target, transformer);
    }

    /// <summary>Prepares a map.</summary>
    /// <typeparam name="TSource">Type of the elements.</typeparam>
    /// <typeparam name="TSourceStride">Stride of the elements.</typeparam>
    /// <typeparam name="TTarget">Type of the results.</typeparam>
    /// <typeparam name="TTargetStride">Stride of the results.</typeparam>
    /// <typeparam name="TTransformer">The map.</typeparam>
    public static Transformer<TSource, TSourceStride, TTarget, TTargetStride, TTransformer> CreateTransformer<TSource, TSourceStride, TTarget, TTargetStride, TTransformer>(
        this Accelerator accelerator)
        where TSource : unmanaged
        where TSourceStride : struct, IStride1D
        where TTarget : unmanaged
        where TTargetStride : struct, IStride1D
        where TTransformer : struct, ITransformer<TSource, TTarget>
    {
        Action<AcceleratorStream, Index1D, ArrayView1D<TSource, TSourceStride>, ArrayView1D<TTarget, TTargetStride>, TTransformer> kernel =
            accelerator.LoadAutoGroupedKernel<Index1D, ArrayView1D<TSource, TSourceStride>, ArrayView1D<TTarget, TTargetStride>, TTransformer>(Kernel);

        return (stream, source, target, transformer) =>
        {
            LongLaunch.CheckTarget(source.Length, target.Length);
            LongLaunch.Run(
                source.Length,
                (start, count) => kernel(stream, count, source.SubView(start, count), target.SubView(start, count), transformer));
        };
    }

    /// <summary>Prepares a map.</summary>
    /// <typeparam name="T">Type of the elements and results.</typeparam>
    /// <typeparam name="TTransformer">The map.</typeparam>
    public static Transformer<T, T, TTransformer> CreateTransformer<T, TTransformer>(this Accelerator accelerator)
        where T : unmanaged
        where TTransformer : struct, ITransformer<T, T> => accelerator.CreateTransformer<T, T, TTransformer>();

    /// <summary>Maps the elements of a view.</summary>
    /// <typeparam name="T">Type of the elements and results.</typeparam>
    /// <typeparam name="TTransformer">The map.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The target is shorter than the source.</exception>
    [OverloadResolutionPriority(1)]
    public static void Transform<T, TTransformer>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView<T> source,
        ArrayView<T> target,
        TTransformer transformer)
        where T : unmanaged
        where TTransformer : struct, ITransformer<T, T> =>
        accelerator.Transform<T, Stride1D.Dense, T, Stride1D.Dense, TTransformer>(stream, source, target, transformer);

    /// <summary>Maps the elements of a view.</summary>
    /// <typeparam name="TSource">Type of the elements.</typeparam>
    /// <typeparam name="TTarget">Type of the results.</typeparam>
    /// <typeparam name="TTransformer">The map.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The target is shorter than the source.</exception>
    public static void Transform<TSource, TTarget, TTransformer>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView<TSource> source,
        ArrayView<TTarget> target,
        TTransformer transformer)
        where TSource : unmanaged
        where TTarget : unmanaged
        where TTransformer : struct, ITransformer<TSource, TTarget> =>
        accelerator.Transform<TSource, Stride1D.Dense, TTarget, Stride1D.Dense, TTransformer>(stream, source, target, transformer);

    /// <summary>Maps the elements of a view.</summary>
    /// <typeparam name="T">Type of the elements and results.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TTransformer">The map.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The target is shorter than the source.</exception>
    [OverloadResolutionPriority(1)]
    public static void Transform<T, TStride, TTransformer>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView1D<T, TStride> source,
        ArrayView1D<T, TStride> target,
        TTransformer transformer)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TTransformer : struct, ITransformer<T, T> =>
        accelerator.Transform<T, TStride, T, TStride, TTransformer>(stream, source, target, transformer);

    /// <summary>Maps the elements of a view.</summary>
    /// <typeparam name="TSource">Type of the elements.</typeparam>
    /// <typeparam name="TSourceStride">Stride of the elements.</typeparam>
    /// <typeparam name="TTarget">Type of the results.</typeparam>
    /// <typeparam name="TTargetStride">Stride of the results.</typeparam>
    /// <typeparam name="TTransformer">The map.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The target is shorter than the source.</exception>
    public static void Transform<TSource, TSourceStride, TTarget, TTargetStride, TTransformer>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView1D<TSource, TSourceStride> source,
        ArrayView1D<TTarget, TTargetStride> target,
        TTransformer transformer)
        where TSource : unmanaged
        where TSourceStride : struct, IStride1D
        where TTarget : unmanaged
        where TTargetStride : struct, IStride1D
        where TTransformer : struct, ITransformer<TSource, TTarget>
    {
        LongLaunch.CheckTarget(source.Length, target.Length);
        LongLaunch.Run(
            source.Length,
            (start, count) => accelerator.LaunchAutoGrouped(
                Kernel,
                stream,
                new Index1D(count),
                source.SubView(start, count),
                target.SubView(start, count),
                transformer));
    }

    private static void Kernel<TSource, TSourceStride, TTarget, TTargetStride, TTransformer>(
        Index1D index,
        ArrayView1D<TSource, TSourceStride> source,
        ArrayView1D<TTarget, TTargetStride> target,
        TTransformer transformer)
        where TSource : unmanaged
        where TSourceStride : struct, IStride1D
        where TTarget : unmanaged
        where TTargetStride : struct, IStride1D
        where TTransformer : struct, ITransformer<TSource, TTarget> => target[index] = transformer.Transform(source[index]);
}

/// <summary>Gathers elements.</summary>
public static class ReorderExtensions
{
    /// <summary>Prepares a gather with a map.</summary>
    /// <typeparam name="TSource">Type of the elements.</typeparam>
    /// <typeparam name="TTarget">Type of the results.</typeparam>
    /// <typeparam name="TTransformer">The map.</typeparam>
    public static ReorderTransformer<TSource, TTarget, TTransformer> CreateReorderTransformer<TSource, TTarget, TTransformer>(
        this Accelerator accelerator)
        where TSource : unmanaged
        where TTarget : unmanaged
        where TTransformer : struct, ITransformer<TSource, TTarget>
    {
        Action<AcceleratorStream, Index1D, ArrayView<TSource>, ArrayView<TTarget>, ArrayView<Index1D>, TTransformer> kernel =
            accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<TSource>, ArrayView<TTarget>, ArrayView<Index1D>, TTransformer>(Kernel);

        return (stream, source, target, reorder, transformer) =>
        {
            LongLaunch.CheckTarget(reorder.Length, target.Length);
            LongLaunch.Run(
                reorder.Length,
                (start, count) => kernel(
                    stream,
                    count,
                    source,
                    target.SubView(start, (long)count),
                    reorder.SubView(start, (long)count),
                    transformer));
        };
    }

    /// <summary>target[i] = source[reorderView[i]].</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The target is shorter than the list of indices.</exception>
    public static void Reorder<T>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView<T> source,
        ArrayView<T> target,
        ArrayView<Index1D> reorderView)
        where T : unmanaged =>
        accelerator.ReorderTransform<T, T, IdentityTransformer<T>>(stream, source, target, reorderView, default);

    /// <summary>target[i] = transformer(source[reorderView[i]]).</summary>
    /// <typeparam name="T">Type of the elements and results.</typeparam>
    /// <typeparam name="TTransformer">The map.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The target is shorter than the list of indices.</exception>
    [OverloadResolutionPriority(1)]
    public static void ReorderTransform<T, TTransformer>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView<T> source,
        ArrayView<T> target,
        ArrayView<Index1D> reorderView,
        TTransformer transformer)
        where T : unmanaged
        where TTransformer : struct, ITransformer<T, T> =>
        accelerator.ReorderTransform<T, T, TTransformer>(stream, source, target, reorderView, transformer);

    /// <summary>target[i] = transformer(source[reorderView[i]]).</summary>
    /// <typeparam name="TSource">Type of the elements.</typeparam>
    /// <typeparam name="TTarget">Type of the results.</typeparam>
    /// <typeparam name="TTransformer">The map.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The target is shorter than the list of indices.</exception>
    public static void ReorderTransform<TSource, TTarget, TTransformer>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView<TSource> source,
        ArrayView<TTarget> target,
        ArrayView<Index1D> reorderView,
        TTransformer transformer)
        where TSource : unmanaged
        where TTarget : unmanaged
        where TTransformer : struct, ITransformer<TSource, TTarget>
    {
        LongLaunch.CheckTarget(reorderView.Length, target.Length);
        LongLaunch.Run(
            reorderView.Length,
            (start, count) => accelerator.LaunchAutoGrouped(
                Kernel,
                stream,
                new Index1D(count),
                source,
                target.SubView(start, (long)count),
                reorderView.SubView(start, (long)count),
                transformer));
    }

    private static void Kernel<TSource, TTarget, TTransformer>(
        Index1D index,
        ArrayView<TSource> source,
        ArrayView<TTarget> target,
        ArrayView<Index1D> reorder,
        TTransformer transformer)
        where TSource : unmanaged
        where TTarget : unmanaged
        where TTransformer : struct, ITransformer<TSource, TTarget> =>
        target[index] = transformer.Transform(source[reorder[index]]);
}

/// <summary>Launches over more elements than a 32-bit index can count.</summary>
internal static class LongLaunch
{
    private const long MaxPart = 1 << 30;

    /// <summary>Calls an action for parts (start, count) of a length; not at all for an empty one.</summary>
    public static void Run(long length, Action<long, int> part)
    {
        for (long start = 0; start < length; start += MaxPart)
        {
            part(start, (int)Math.Min(MaxPart, length - start));
        }
    }

    public static void CheckTarget(long source, long target)
    {
        if (target < source)
        {
            throw new ArgumentOutOfRangeException(
                nameof(target),
                target,
                $"The target has {target} elements, {source} are needed.");
        }
    }
}
