using System.Numerics;
using IlgpuOptim.Optimizers.Kernels;
using ILGPU;

namespace IlgpuOptim.Optimizers;

/// <summary>
/// Kernels over the stored values of factors, whatever their structure. A grid has <see cref="Parts"/> groups per factor: how sums are cut into pieces depends
/// on the shape alone.
/// </summary>
internal static class FactorKernels
{
    private const int MaxParts = 64;
    private const int PartLength = 4096;

    /// <summary>Pieces that a sum over a factor is cut into.</summary>
    public static int Parts(FactorShape shape) => (int)Math.Clamp(shape.Count / PartLength, 1, MaxParts);

    /// <summary>K = identity.</summary>
    public static void Identity<TReal>(Index1D i, ArrayView<TReal> k, FactorShape shape)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal> =>
        k[i] = shape.IsDiagonal(i.X % shape.Count) ? TReal.One : TReal.Zero;

    /// <summary>partials = sums of squares of all entries of K (grid: parts, factors).</summary>
    public static void Squares<TReal>(ArrayView<TReal> k, ArrayView<TReal> partials, FactorShape shape)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        long start = Start(shape, Grid.IdxX);
        long end = Start(shape, Grid.IdxX + 1);
        long at = Grid.IdxY * shape.Count;
        TReal sum = TReal.Zero;

        for (long e = start + Group.IdxX; e < end; e += Group.DimX)
        {
            TReal value = k[at + e];
            sum += value * value * Weight<TReal>(shape, e);
        }

        StorePartial(partials, sum);
    }

    /// <summary>traces[n, p] = tr(K^T K) / d (one item per factor).</summary>
    public static void Traces<TReal>(Index1D p, ArrayView<TReal> partials, ArrayView<TReal> traces, int size, int parts)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal> =>
        traces[p] = Sum(partials, p, parts) / TReal.CreateTruncating(size);

    /// <summary>
    /// M = alpha2 M + (1 - alpha2) H with H = (share S + lambda product of the other axes' traces Q - I) / 2, and partial sums of squares of the new M
    /// (spec: step 3 and 4). S = proj(Z Z^T), Q = proj(K^T K). If these are defined up to the diagonal only, so is the new M: its mirror image counts in
    /// the sums and is still to be filled in.
    /// </summary>
    public static void Momentum<TReal>(
        ArrayView<TReal> m,
        ArrayView<TReal> s,
        ArrayView<TReal> q,
        ArrayView<TReal> traces,
        ArrayView<TReal> partials,
        ArrayView<StepControl<TReal>> control,
        FactorShape shape,
        MomentumConstants<TReal> constants,
        int isLowerOnly)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        if (control[0].Skip != 0)
        {
            return;
        }

        long start = Start(shape, Grid.IdxX);
        long end = Start(shape, Grid.IdxX + 1);
        int p = Grid.IdxY;
        long at = p * shape.Count;
        TReal damping = constants.Lambda;

        for (int n = 0; n < constants.Axes; n++)
        {
            if (n != constants.Axis)
            {
                damping *= traces[(n * Grid.DimY) + p];
            }
        }

        TReal half = TReal.CreateTruncating(0.5f);
        TReal sum = TReal.Zero;

        // Row and column of a dense factor, kept up without a division per element.
        bool isDense = shape.Structure == FactorStructure.Dense;
        int row = (int)((start + Group.IdxX) / shape.Size);
        int column = (int)((start + Group.IdxX) - ((long)row * shape.Size));
        int rows = Group.DimX / shape.Size;
        int columns = Group.DimX - (rows * shape.Size);

        for (long e = start + Group.IdxX; e < end; e += Group.DimX)
        {
            bool isDiagonal = isDense ? row == column : shape.IsDiagonal(e);
            TReal one = isDiagonal ? TReal.One : TReal.Zero;
            TReal h = half * (TReal.FusedMultiplyAdd(constants.Share, s[at + e], damping * q[at + e]) - one);

            // Without momentum what stood in M is undefined, perhaps NaN.
            TReal old = constants.Alpha > TReal.Zero ? constants.Alpha * m[at + e] : TReal.Zero;
            TReal value = TReal.FusedMultiplyAdd(TReal.One - constants.Alpha, h, old);
            m[at + e] = value;

            // What lies above the diagonal may be anything, also infinite or not a number.
            TReal weight = isLowerOnly == 0 ? Weight<TReal>(shape, e) : TReal.CreateTruncating(isDiagonal ? 1 : 2);
            sum += isLowerOnly != 0 && column > row ? TReal.Zero : value * value * weight;
            row += rows;
            column += columns;
            int carry = column >= shape.Size ? 1 : 0;
            row += carry;
            column -= carry * shape.Size;
        }

        StorePartial(partials, sum);
    }

    /// <summary>K = K - step K M / max(1, |M|) (spec: step 5); nothing if the step is skipped.</summary>
    public static void Move<TReal>(
        ArrayView<TReal> k,
        ArrayView<TReal> km,
        ArrayView<TReal> partials,
        ArrayView<StepControl<TReal>> control,
        FactorShape shape,
        TReal step)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        if (control[0].Skip != 0)
        {
            return;
        }

        long start = Start(shape, Grid.IdxX);
        long end = Start(shape, Grid.IdxX + 1);
        long at = Grid.IdxY * shape.Count;
        TReal norm = TReal.Sqrt(Sum(partials, Grid.IdxY, Grid.DimX));
        TReal factor = step / TReal.Max(TReal.One, norm);

        for (long e = start + Group.IdxX; e < end; e += Group.DimX)
        {
            k[at + e] = TReal.FusedMultiplyAdd(-factor, km[at + e], k[at + e]);
        }
    }

    /// <summary>target = source, rounded to the type of the target, unless the step is skipped.</summary>
    public static void Store<TReal, T, TStorage>(
        Index1D i, ArrayView<T> target, ArrayView<TReal> source, ArrayView<StepControl<TReal>> control, RandomKey key, int salt)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
        where T : unmanaged
        where TStorage : struct, IStorage<T, TReal>
    {
        if (control[0].Skip == 0)
        {
            uint random = 0;

            if (TStorage.IsStochastic)
            {
                (random, _) = RandomBits.At(key, salt, i.X);
            }

            target[i] = TStorage.Store(source[i], random);
        }
    }

    /// <summary>target = source, exactly.</summary>
    public static void Load<TReal, T, TStorage>(Index1D i, ArrayView<TReal> target, ArrayView<T> source)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
        where T : unmanaged
        where TStorage : struct, IStorage<T, TReal> => target[i] = TStorage.Load(source[i]);

    private static long Start(FactorShape shape, int part) => shape.Count * part / Grid.DimX;

    private static TReal Weight<TReal>(FactorShape shape, long value)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal> => TReal.CreateTruncating(shape.Entries(value));

    private static TReal Sum<TReal>(ArrayView<TReal> partials, int factor, int parts)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        TReal sum = TReal.Zero;

        for (int i = 0; i < parts; i++)
        {
            sum += partials[(factor * parts) + i];
        }

        return sum;
    }

    private static void StorePartial<TReal>(ArrayView<TReal> partials, TReal value)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        TReal sum = InspectKernel.GroupSum(value);

        if (Group.IdxX == 0)
        {
            partials[(Grid.IdxY * Grid.DimX) + Grid.IdxX] = sum;
        }
    }
}

/// <summary>Numbers of an update of M.</summary>
/// <param name="Share">B / o.</param>
/// <param name="Lambda">Damping.</param>
/// <param name="Alpha">Riemannian momentum.</param>
/// <param name="Axis">The axis at hand.</param>
/// <param name="Axes">Number of axes.</param>
internal readonly record struct MomentumConstants<TReal>(TReal Share, TReal Lambda, TReal Alpha, int Axis, int Axes)
    where TReal : unmanaged;
