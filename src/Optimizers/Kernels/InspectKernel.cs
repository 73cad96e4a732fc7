using System.Numerics;
using ILGPU;

namespace IlgpuOptim.Optimizers.Kernels;

/// <summary>
/// Reads all gradients once before a step: are they finite, and how long is the vector of them all? Stage 1 sums squares per
/// chunk, stage 2 the chunks, both in an order that depends on nothing but the shapes and the device.
/// </summary>
internal static class InspectKernel
{
    /// <summary>Most work-items per group.</summary>
    public const int MaxGroup = 256;

    /// <summary>Stage 1, one group per chunk: partials[chunk] = sum of squares; NaN if an element is not finite.</summary>
    public static void Squares<TReal, T, TStorage, TSlots>(
        TSlots gradients, ArrayView<Chunk> chunks, ArrayView<TReal> partials)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
        where T : unmanaged
        where TStorage : struct, IStorage<T, TReal>
        where TSlots : struct, ISlots<TSlots, T>
    {
        Chunk chunk = chunks[Grid.IdxX];
        ArrayView<T> g = gradients.At(chunk.Slot).SubView(chunk.Start, chunk.Length);
        int width = Group.DimX;
        int lane = Group.IdxX;
        int even = chunk.Length - (chunk.Length % (4 * width));
        TReal s0 = TReal.Zero, s1 = TReal.Zero, s2 = TReal.Zero, s3 = TReal.Zero;

        // Zero times a finite number is zero; times anything else it is NaN, which a sum keeps.
        TReal probe = TReal.Zero;

        for (int i = 0; i < even; i += 4 * width)
        {
            int at = i + lane;
            TReal a = TStorage.Load(g[at]);
            TReal b = TStorage.Load(g[at + width]);
            TReal c = TStorage.Load(g[at + (2 * width)]);
            TReal d = TStorage.Load(g[at + (3 * width)]);
            s0 = TReal.FusedMultiplyAdd(a, a, s0);
            s1 = TReal.FusedMultiplyAdd(b, b, s1);
            s2 = TReal.FusedMultiplyAdd(c, c, s2);
            s3 = TReal.FusedMultiplyAdd(d, d, s3);
            probe += ((a * TReal.Zero) + (b * TReal.Zero)) + ((c * TReal.Zero) + (d * TReal.Zero));
        }

        for (int i = even + lane; i < chunk.Length; i += width)
        {
            TReal a = TStorage.Load(g[i]);
            s0 = TReal.FusedMultiplyAdd(a, a, s0);
            probe += a * TReal.Zero;
        }

        TReal sum = GroupSum(((s0 + s1) + (s2 + s3)) + probe);

        if (lane == 0)
        {
            partials[chunk.Partial] = sum;
        }
    }

    /// <summary>
    /// Stage 2, a single group: decides whether the step happens and with which factor, and counts it for the parameters
    /// that have a gradient.
    /// </summary>
    /// <param name="partials">Results of stage 1; empty if nobody asked for them.</param>
    /// <param name="present">Numbers of the parameters that have a gradient.</param>
    /// <param name="steps">Steps of each parameter so far.</param>
    /// <param name="control">Receives the decision.</param>
    /// <param name="unscale">Factor that undoes loss scaling and averages micro-batches.</param>
    /// <param name="maxNorm">Bound of the norm after unscaling; 0: no clipping.</param>
    public static void Decide<TReal>(
        ArrayView<TReal> partials,
        ArrayView<int> present,
        ArrayView<int> steps,
        ArrayView<StepControl<TReal>> control,
        TReal unscale,
        TReal maxNorm)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        int lane = Group.IdxX;
        TReal sum = TReal.Zero;

        for (int i = lane; i < partials.IntLength; i += Group.DimX)
        {
            sum += partials[i];
        }

        sum = GroupSum(sum);
        TReal norm = TReal.Abs(unscale) * TReal.Sqrt(sum);
        bool clips = maxNorm > TReal.Zero;

        // A norm that overflows though all elements are finite only matters if it is used.
        bool skips = TReal.IsNaN(sum) || (clips && TReal.IsInfinity(norm));
        TReal factor = clips ? TReal.Min(TReal.One, maxNorm / (norm + TReal.CreateTruncating(1e-6f))) : TReal.One;

        if (lane == 0)
        {
            StepControl<TReal> state = control[0];
            state.Scale = unscale * factor;
            state.Norm = norm;
            state.Skip = skips ? 1 : 0;
            state.Skipped += skips ? 1 : 0;
            state.Applied += skips ? 0 : 1;
            control[0] = state;
        }

        for (int i = lane; i < present.IntLength; i += Group.DimX)
        {
            steps[present[i]] += skips ? 0 : 1;
        }
    }

    /// <summary>Sum over a group of a power of two of work-items, in every one of them.</summary>
    internal static TReal GroupSum<TReal>(TReal value)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        ArrayView<TReal> sums = SharedMemory.Allocate<TReal>(MaxGroup);
        int lane = Group.IdxX;
        sums[lane] = value;
        Group.Barrier();

        for (int offset = Group.DimX / 2; offset > 0; offset /= 2)
        {
            if (lane < offset)
            {
                sums[lane] += sums[lane + offset];
            }

            Group.Barrier();
        }

        TReal sum = sums[0];
        Group.Barrier();

        return sum;
    }
}
