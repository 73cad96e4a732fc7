using System.Numerics;
using IlgpuOptim.Compute;
using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Optimizers;

/// <summary>Kernels over the d values of triangular Toeplitz factors.</summary>
internal static class ToeplitzKernels
{
    /// <summary>dense[i, j] = c[i - j] or, above the diagonal, c[j - i]. X: column, Y: row, Z: factor.</summary>
    public static void Expand<TReal>(Index3D i, ArrayView<TReal> dense, ArrayView<TReal> k, long step, int isUpper, int size)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        int distance = isUpper != 0 ? i.X - i.Y : i.Y - i.X;
        dense[(((long)i.Z * size) + i.Y) * size + i.X] = distance >= 0 ? k[(i.Z * step) + distance] : TReal.Zero;
    }

    /// <summary>s[k] = weighted sum of the k-th diagonal of a symmetric matrix. X: k, Y: factor.</summary>
    public static void DiagonalSums<TReal>(Index2D i, ArrayView<TReal> s, ArrayView<TReal> dense, long step, int size)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        TReal sum = TReal.Zero;
        long start = (long)i.Y * size * size;

        for (int row = 0; row < size - i.X; row++)
        {
            sum += dense[start + ((long)row * size) + row + i.X];
        }

        s[(i.Y * step) + i.X] = Weight<TReal>(i.X, size) * sum;
    }

    /// <summary>q[k] = weight * sum over u of (d - k - u) c[u] c[u + k]: proj(K^T K). X: k, Y: factor.</summary>
    public static void ProjectFactor<TReal>(Index2D i, ArrayView<TReal> q, ArrayView<TReal> k, long step, int size)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        TReal sum = TReal.Zero;
        long start = i.Y * step;

        for (int u = 0; u < size - i.X; u++)
        {
            sum = TReal.FusedMultiplyAdd(
                TReal.CreateTruncating(size - i.X - u) * k[start + u], k[start + u + i.X], sum);
        }

        q[start + i.X] = Weight<TReal>(i.X, size) * sum;
    }

    /// <summary>r = product of two polynomials up to degree d - 1. X: degree, Y: factor.</summary>
    public static void Polynomial<TReal>(Index2D i, ArrayView<TReal> r, ArrayView<TReal> a, ArrayView<TReal> b, long step)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        TReal sum = TReal.Zero;
        long start = i.Y * step;

        for (int u = 0; u <= i.X; u++)
        {
            sum = TReal.FusedMultiplyAdd(a[start + u], b[start + i.X - u], sum);
        }

        r[start + i.X] = sum;
    }

    /// <summary>Mean over a diagonal, doubled beside the main one because it stands for both mirror entries.</summary>
    private static TReal Weight<TReal>(int k, int size)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal> =>
        TReal.CreateTruncating(k == 0 ? 1 : 2) / TReal.CreateTruncating(size - k);
}

/// <summary>The loaded kernels, and the tables of sines and cosines.</summary>
internal sealed class ToeplitzKernelSet<TReal>(ComputeDevice device)
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    private readonly Dictionary<int, MemoryBuffer1D<TReal, Stride1D.Dense>> tables = [];

    public readonly Action<AcceleratorStream, Index3D, ArrayView<TReal>, ArrayView<TReal>, long, int, int> Expand =
        device.Accelerator.LoadAutoGroupedKernel<Index3D, ArrayView<TReal>, ArrayView<TReal>, long, int, int>(ToeplitzKernels.Expand);

    public readonly Action<AcceleratorStream, Index2D, ArrayView<TReal>, ArrayView<TReal>, long, int> DiagonalSums =
        device.Accelerator.LoadAutoGroupedKernel<Index2D, ArrayView<TReal>, ArrayView<TReal>, long, int>(ToeplitzKernels.DiagonalSums);

    public readonly Action<AcceleratorStream, Index2D, ArrayView<TReal>, ArrayView<TReal>, long, int> ProjectFactor =
        device.Accelerator.LoadAutoGroupedKernel<Index2D, ArrayView<TReal>, ArrayView<TReal>, long, int>(ToeplitzKernels.ProjectFactor);

    public readonly Action<AcceleratorStream, Index2D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, long> Polynomial =
        device.Accelerator.LoadAutoGroupedKernel<Index2D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, long>(
            ToeplitzKernels.Polynomial);

    private Action<AcceleratorStream, Index1D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, long, int, int>? spectrum;
    private Action<
        AcceleratorStream, KernelConfig, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, Lines, Lines,
        int, int, int, int, SpecializedValue<int>>? convolve;
    private Action<
        AcceleratorStream, KernelConfig, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, Lines, int, int, int>? power;
    private Action<AcceleratorStream, Index2D, ArrayView<TReal>, ArrayView<TReal>, int, int>? sumPower;
    private Action<AcceleratorStream, Index1D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, long, int, int>? correlation;

    public Action<AcceleratorStream, Index1D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, long, int, int> Spectrum =>
        this.spectrum ??= device.Accelerator
            .LoadAutoGroupedKernel<Index1D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, long, int, int>(FourierKernels.Spectrum);

    public Action<
        AcceleratorStream, KernelConfig, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, Lines, Lines,
        int, int, int, int, SpecializedValue<int>> Convolve => this.convolve ??= device.Accelerator.LoadKernel<
            ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, Lines, Lines, int, int, int, int, SpecializedValue<int>>(
            FourierKernels.Convolve);

    public Action<
        AcceleratorStream, KernelConfig, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, Lines, int, int, int> Power =>
        this.power ??= device.Accelerator
            .LoadKernel<ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, Lines, int, int, int>(FourierKernels.Power);

    public Action<AcceleratorStream, Index2D, ArrayView<TReal>, ArrayView<TReal>, int, int> SumPower => this.sumPower ??=
        device.Accelerator.LoadAutoGroupedKernel<Index2D, ArrayView<TReal>, ArrayView<TReal>, int, int>(FourierKernels.SumPower);

    public Action<AcceleratorStream, Index1D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, long, int, int> Correlation =>
        this.correlation ??= device.Accelerator
            .LoadAutoGroupedKernel<Index1D, ArrayView<TReal>, ArrayView<TReal>, ArrayView<TReal>, long, int, int>(FourierKernels.Correlation);

    /// <summary>Columns of a group's first half: the width of vectors, or of warps.</summary>
    public static int Width(ComputeDevice device) => device.Accelerator.WarpSize;

    /// <summary>cos(2 pi t / length) for all t, behind them sin.</summary>
    public ArrayView<TReal> Table(int length)
    {
        if (!this.tables.TryGetValue(length, out MemoryBuffer1D<TReal, Stride1D.Dense>? table))
        {
            TReal[] values = new TReal[2 * length];

            for (int t = 0; t < length; t++)
            {
                (double sine, double cosine) = Math.SinCos(2 * Math.PI * t / length);
                values[t] = TReal.CreateTruncating(cosine);
                values[length + t] = TReal.CreateTruncating(sine);
            }

            table = device.Accelerator.Allocate1D<TReal>(values.Length);
            table.View.BaseView.CopyFromCPU(device.Stream, values);
            device.Synchronize();
            this.tables.Add(length, table);
        }

        return table.View.BaseView;
    }
}
