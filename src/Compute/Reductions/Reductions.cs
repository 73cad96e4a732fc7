using System.Runtime.CompilerServices;

using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Compute;

/// <summary>
/// Sums and the like over all elements, in two stages without atomics: the same input gives the same bits on the same device. Values
/// are added in double; results stay on the device.
/// </summary>
public static class Reductions
{
    /// <summary>Elements of one group of the first stage, unless there would be too many groups.</summary>
    private const long ChunkLength = 1 << 14;

    private const long MaxChunks = 512;

    /// <summary>result[0] = sum of x, or is added to.</summary>
    /// <param name="device">Device of the memory.</param>
    /// <param name="x">Elements.</param>
    /// <param name="result">At least one element, the first one counts.</param>
    /// <param name="accumulate">Adds to what stands in the result, instead of replacing it.</param>
    public static void Sum(ComputeDevice device, ArrayView<float> x, ArrayView<double> result, bool accumulate = false) =>
        Run<float, PlainSum>(device, x, result, accumulate);

    /// <inheritdoc cref="Sum(ComputeDevice, ArrayView{float}, ArrayView{double}, bool)"/>
    public static void Sum(ComputeDevice device, ArrayView<double> x, ArrayView<double> result, bool accumulate = false) =>
        Run<double, PlainSum>(device, x, result, accumulate);

    /// <summary>result[0] = sum of the squares of x, or is added to: the square of its norm.</summary>
    /// <inheritdoc cref="Sum(ComputeDevice, ArrayView{float}, ArrayView{double}, bool)"/>
    public static void SumOfSquares(ComputeDevice device, ArrayView<float> x, ArrayView<double> result, bool accumulate = false) =>
        Run<float, SquareSum>(device, x, result, accumulate);

    /// <inheritdoc cref="SumOfSquares(ComputeDevice, ArrayView{float}, ArrayView{double}, bool)"/>
    public static void SumOfSquares(ComputeDevice device, ArrayView<double> x, ArrayView<double> result, bool accumulate = false) =>
        Run<double, SquareSum>(device, x, result, accumulate);

    /// <summary>result[0] = largest absolute value of x, NaN if there is one; or the larger of that and what stood there.</summary>
    /// <inheritdoc cref="Sum(ComputeDevice, ArrayView{float}, ArrayView{double}, bool)"/>
    public static void MaxAbs(ComputeDevice device, ArrayView<float> x, ArrayView<double> result, bool accumulate = false) =>
        Run<float, AbsoluteMaximum>(device, x, result, accumulate);

    /// <inheritdoc cref="MaxAbs(ComputeDevice, ArrayView{float}, ArrayView{double}, bool)"/>
    public static void MaxAbs(ComputeDevice device, ArrayView<double> x, ArrayView<double> result, bool accumulate = false) =>
        Run<double, AbsoluteMaximum>(device, x, result, accumulate);

    /// <summary>result[0] = number of elements of x that are infinite or NaN, or is added to.</summary>
    /// <inheritdoc cref="Sum(ComputeDevice, ArrayView{float}, ArrayView{double}, bool)"/>
    public static void CountNonFinite(ComputeDevice device, ArrayView<float> x, ArrayView<double> result, bool accumulate = false) =>
        Run<float, NonFiniteCount>(device, x, result, accumulate);

    /// <inheritdoc cref="CountNonFinite(ComputeDevice, ArrayView{float}, ArrayView{double}, bool)"/>
    public static void CountNonFinite(ComputeDevice device, ArrayView<double> x, ArrayView<double> result, bool accumulate = false) =>
        Run<double, NonFiniteCount>(device, x, result, accumulate);

    private static void Run<T, TReduction>(ComputeDevice device, ArrayView<T> x, ArrayView<double> result, bool accumulate)
        where T : unmanaged
        where TReduction : struct, IReduction
    {
        ArgumentNullException.ThrowIfNull(device);
        using ScratchScope scratch = device.BeginScratch();
        Kernels<T, TReduction> kernels = device.Kernels(static d => new Kernels<T, TReduction>(d));
        int chunks = (int)Math.Clamp((x.Length + ChunkLength - 1) / ChunkLength, 1, MaxChunks);
        int width = kernels.Width;
        ArrayView<double> parts = scratch.Take<double>((long)chunks * width);

        kernels.Chunks(device.Stream, new KernelConfig(chunks, width), x, parts, (x.Length + chunks - 1) / chunks);
        kernels.Total(device.Stream, new KernelConfig(1, width), parts, result, accumulate ? 1 : 0);
    }

    private static double Widen<T>(T value)
        where T : unmanaged => typeof(T) == typeof(float)
            ? Unsafe.As<T, float>(ref value)
            : Unsafe.As<T, double>(ref value);

    /// <summary>parts[g, i] = what work-item i of group g found in its share of chunk g.</summary>
    private static void ChunkKernel<T, TReduction>(ArrayView<T> x, ArrayView<double> parts, long chunk)
        where T : unmanaged
        where TReduction : struct, IReduction
    {
        int width = Group.DimX;
        long at = (Grid.IdxX * chunk) + Group.IdxX;
        long end = IntrinsicMath.Min((Grid.IdxX + 1) * chunk, x.Length);
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;

        // Four chains of additions, which do not wait for each other.
        for (; at + (3 * width) < end; at += 4 * width)
        {
            a = TReduction.Add(a, Widen(x[at]));
            b = TReduction.Add(b, Widen(x[at + width]));
            c = TReduction.Add(c, Widen(x[at + (2 * width)]));
            d = TReduction.Add(d, Widen(x[at + (3 * width)]));
        }

        for (; at < end; at += width)
        {
            a = TReduction.Add(a, Widen(x[at]));
        }

        parts[((long)Grid.IdxX * width) + Group.IdxX] = TReduction.Join(TReduction.Join(a, b), TReduction.Join(c, d));
    }

    private static void TotalKernel<T, TReduction>(ArrayView<double> parts, ArrayView<double> result, int accumulate)
        where T : unmanaged
        where TReduction : struct, IReduction
    {
        ArrayView<double> lanes = SharedMemory.Allocate<double>(1024);
        double sum = 0;

        for (long at = Group.IdxX; at < parts.Length; at += Group.DimX)
        {
            sum = TReduction.Join(sum, parts[at]);
        }

        lanes[Group.IdxX] = sum;
        Group.Barrier();

        if (Group.IdxX == 0)
        {
            for (int i = 1; i < Group.DimX; i++)
            {
                sum = TReduction.Join(sum, lanes[i]);
            }

            result[0] = accumulate != 0 ? TReduction.Join(result[0], sum) : sum;
        }
    }

    private sealed class Kernels<T, TReduction>(ComputeDevice device)
        where T : unmanaged
        where TReduction : struct, IReduction
    {
        public readonly Action<AcceleratorStream, KernelConfig, ArrayView<T>, ArrayView<double>, long> Chunks =
            device.Accelerator.LoadKernel<ArrayView<T>, ArrayView<double>, long>(ChunkKernel<T, TReduction>);

        public readonly Action<AcceleratorStream, KernelConfig, ArrayView<double>, ArrayView<double>, int> Total =
            device.Accelerator.LoadKernel<ArrayView<double>, ArrayView<double>, int>(TotalKernel<T, TReduction>);

        public readonly int Width = device.Class switch
        {
            DeviceClass.CpuLanes => device.Accelerator.WarpSize,
            _ => 256,
        };
    }
}

/// <summary>How values are reduced; 0 is the result for no values.</summary>
internal interface IReduction
{
    /// <summary>A result and one more value.</summary>
    static abstract double Add(double result, double value);

    /// <summary>Two results.</summary>
    static abstract double Join(double first, double second);
}

internal readonly struct PlainSum : IReduction
{
    public static double Add(double result, double value) => result + value;

    public static double Join(double first, double second) => first + second;
}

internal readonly struct SquareSum : IReduction
{
    public static double Add(double result, double value) => Math.FusedMultiplyAdd(value, value, result);

    public static double Join(double first, double second) => first + second;
}

internal readonly struct AbsoluteMaximum : IReduction
{
    // A comparison with NaN fails, so whatever is not known to be at most the result replaces it, and NaN stays.
    public static double Add(double result, double value) => Join(result, Math.Abs(value));

    public static double Join(double first, double second) => second <= first || double.IsNaN(first) ? first : second;
}

internal readonly struct NonFiniteCount : IReduction
{
    public static double Add(double result, double value) => double.IsFinite(value) ? result : result + 1;

    public static double Join(double first, double second) => first + second;
}
