using System.Runtime.CompilerServices;

using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Extensions;

namespace IlgpuOptim.Compute;

/// <summary>Conversions between the floating-point types of tensors.</summary>
public static class Casts
{
    /// <summary>target = source, rounded to the nearest value (ties to even) where the target has fewer bits.</summary>
    /// <param name="target">Contiguous tensor of a floating-point type.</param>
    /// <param name="source">Contiguous tensor of a floating-point type with as many elements, on the same device.</param>
    /// <exception cref="ArgumentException">The numbers of elements or the devices differ, or a type is no floating-point type.</exception>
    public static void Run(Tensor target, Tensor source)
    {
        Check(target, source);

        if (target.Type == source.Type)
        {
            target.CopyFrom(source);
        }
        else if (source.Count > 0)
        {
            Converters converters = target.Device.Kernels(static d => new Converters(d));

            converters.Launch(target, source);
        }
    }

    /// <summary>target = source, rounded up or down at random so that the expected value is exact.</summary>
    /// <param name="target">Contiguous BFloat16 tensor.</param>
    /// <param name="source">Contiguous Float32 tensor with as many elements, on the same device.</param>
    /// <param name="seed">Key of <see cref="Philox"/>.</param>
    /// <param name="stream">Take another one for every cast, such as the number of the step.</param>
    /// <exception cref="ArgumentException">Types, numbers of elements or devices do not fit.</exception>
    public static void RoundStochastic(Tensor target, Tensor source, ulong seed, ulong stream)
    {
        Check(target, source);

        if (target.Type != ElementType.BFloat16 || source.Type != ElementType.Float32)
        {
            throw new ArgumentException($"Stochastic rounding is from Float32 to BFloat16, not from {source.Type} to {target.Type}.");
        }

        if (source.Count > 0)
        {
            Converters converters = target.Device.Kernels(static d => new Converters(d));

            converters.Stochastic(
                target.Device.Stream, checked((int)((source.Count + 3) / 4)), target.As<BFloat16>(), source.As<float>(), seed, stream);
        }
    }

    private static void Check(Tensor target, Tensor source)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(source);

        if (!target.Type.IsFloat() || !source.Type.IsFloat() || target.Count != source.Count || target.Device != source.Device)
        {
            throw new ArgumentException(
                $"{source} on {source.Device.Id} cannot be converted to {target} on {target.Device.Id}: both need floating-point "
                + "elements, as many of them, on the same device.");
        }
    }

    private static void StochasticKernel(
        Index1D block, ArrayView<BFloat16> target, ArrayView<float> source, ulong seed, ulong stream)
    {
        Philox words = Philox.At(seed, (ulong)block.X, stream);
        long at = 4L * block.X;

        target[at] = StochasticRounding.ToBFloat16(source[at], words.X);

        if (at + 1 < source.Length)
        {
            target[at + 1] = StochasticRounding.ToBFloat16(source[at + 1], words.Y);
        }

        if (at + 2 < source.Length)
        {
            target[at + 2] = StochasticRounding.ToBFloat16(source[at + 2], words.Z);
        }

        if (at + 3 < source.Length)
        {
            target[at + 3] = StochasticRounding.ToBFloat16(source[at + 3], words.W);
        }
    }

    private static void ConvertKernel<TTarget, TSource>(Index1D index, ArrayView<TTarget> target, ArrayView<TSource> source)
        where TTarget : unmanaged
        where TSource : unmanaged
    {
        target[index] = Convert<TTarget, TSource>(source[index]);
    }

    /// <summary>The nearest value of another type.</summary>
    internal static TTarget Convert<TTarget, TSource>(TSource value)
        where TTarget : unmanaged
        where TSource : unmanaged
    {
        if (typeof(TTarget) == typeof(TSource))
        {
            return Unsafe.As<TSource, TTarget>(ref value);
        }

        // The value in between is exact, so that there is one rounding; and double only where a double is involved.
        return typeof(TTarget) == typeof(double) || typeof(TSource) == typeof(double)
            ? FromDouble<TTarget>(ToDouble(value))
            : FromSingle<TTarget>(ToSingle(value));
    }

    private static float ToSingle<T>(T value)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? Unsafe.As<T, float>(ref value)
        : typeof(T) == typeof(BFloat16) ? Unsafe.As<T, BFloat16>(ref value)
        : (float)Unsafe.As<T, ILGPU.Half>(ref value);

    private static double ToDouble<T>(T value)
        where T : unmanaged => typeof(T) == typeof(double) ? Unsafe.As<T, double>(ref value) : ToSingle(value);

    private static T FromSingle<T>(float value)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            return Unsafe.As<float, T>(ref value);
        }

        if (typeof(T) == typeof(BFloat16))
        {
            BFloat16 rounded = (BFloat16)value;

            return Unsafe.As<BFloat16, T>(ref rounded);
        }

        ILGPU.Half half = (ILGPU.Half)value;

        return Unsafe.As<ILGPU.Half, T>(ref half);
    }

    private static T FromDouble<T>(double value)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
        {
            return Unsafe.As<double, T>(ref value);
        }

        if (typeof(T) == typeof(float))
        {
            return FromSingle<T>((float)value);
        }

        if (typeof(T) == typeof(BFloat16))
        {
            BFloat16 rounded = (BFloat16)value;

            return Unsafe.As<BFloat16, T>(ref rounded);
        }

        ILGPU.Half half = (ILGPU.Half)value;

        return Unsafe.As<ILGPU.Half, T>(ref half);
    }

    private sealed class Converters(ComputeDevice device)
    {
        public readonly Action<AcceleratorStream, Index1D, ArrayView<BFloat16>, ArrayView<float>, ulong, ulong> Stochastic =
            device.Accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<BFloat16>, ArrayView<float>, ulong, ulong>(StochasticKernel);

        public void Launch(Tensor target, Tensor source)
        {
            switch (target.Type, source.Type)
            {
                case (ElementType.Float32, ElementType.Float64): Launch<float, double>(target, source); break;
                case (ElementType.Float32, ElementType.BFloat16): Launch<float, BFloat16>(target, source); break;
                case (ElementType.Float32, ElementType.Float16): Launch<float, ILGPU.Half>(target, source); break;
                case (ElementType.Float64, ElementType.Float32): Launch<double, float>(target, source); break;
                case (ElementType.Float64, ElementType.BFloat16): Launch<double, BFloat16>(target, source); break;
                case (ElementType.Float64, ElementType.Float16): Launch<double, ILGPU.Half>(target, source); break;
                case (ElementType.BFloat16, ElementType.Float32): Launch<BFloat16, float>(target, source); break;
                case (ElementType.BFloat16, ElementType.Float64): Launch<BFloat16, double>(target, source); break;
                case (ElementType.BFloat16, ElementType.Float16): Launch<BFloat16, ILGPU.Half>(target, source); break;
                case (ElementType.Float16, ElementType.Float32): Launch<ILGPU.Half, float>(target, source); break;
                case (ElementType.Float16, ElementType.Float64): Launch<ILGPU.Half, double>(target, source); break;
                default: Launch<ILGPU.Half, BFloat16>(target, source); break;
            }
        }

        private static void Launch<TTarget, TSource>(Tensor target, Tensor source)
            where TTarget : unmanaged
            where TSource : unmanaged
        {
            PairKernel<TTarget, TSource> kernel = target.Device.Kernels(static d => new PairKernel<TTarget, TSource>(d));

            kernel.Launch(target.Device.Stream, checked((int)source.Count), target.As<TTarget>(), source.As<TSource>());
        }
    }

    private sealed class PairKernel<TTarget, TSource>(ComputeDevice device)
        where TTarget : unmanaged
        where TSource : unmanaged
    {
        public readonly Action<AcceleratorStream, Index1D, ArrayView<TTarget>, ArrayView<TSource>> Launch =
            device.Accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<TTarget>, ArrayView<TSource>>(ConvertKernel);
    }
}
