using System.Numerics;

using IlgpuOptim.Compute;
using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Kernels;
using IlgpuOptim.MatrixCompletion.Solvers;

namespace IlgpuOptim.Cli.Kernels.Tour;

/// <summary>
/// An epoch of every solver of matrix completion. How many components a lane holds is a constant of their kernels: one; in the
/// stops called wide 2 for warps of 32, in those called widest 4, and 2 for warps of 64.
/// </summary>
internal static class CompletionTour
{
    private const int Narrow = 2;
    private const int Wide = 40;
    private const int Widest = 100;

    public static IEnumerable<TourStop> Stops() => [.. Of<float>("f32"), .. Of<double>("f64")];

    private static IEnumerable<TourStop> Of<T>(string type)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
    [
        new($"als_{type}", device => Als<T>(device, 40, 20, Narrow, false, 0)),
        new($"als_biases_{type}", device => Als<T>(device, 40, 20, Narrow, true, 0)),
        new($"als_wide_{type}", device => Als<T>(device, 6, 5, Wide, true, 0)),
        new($"als_widest_{type}", device => Als<T>(device, 3, 2, Widest, false, 0)),
        new($"als_long_{type}", device => Als<T>(device, 2, 2100, Narrow, false, 0)),
        new($"als_gradients_{type}", device => Als<T>(device, 6, 5, Narrow, true, 2)),
        new($"als_gradients_wide_{type}", device => Als<T>(device, 6, 5, Wide, true, 2)),
        new($"als_gradients_widest_{type}", device => Als<T>(device, 6, 5, Widest, true, 2)),
        new($"deep_{type}", Deep<T>),
        new($"sparse_products_{type}", SparseProducts<T>),
        new($"scaled_gradients_{type}", device => Scaled<T>(device, 12, 9)) { NeedsResults = true },
        new($"stochastic_gradients_{type}", device => Stochastic<T>(device, Narrow)),
        new($"stochastic_gradients_wide_{type}", device => Stochastic<T>(device, Wide)),
        new($"stochastic_gradients_widest_{type}", device => Stochastic<T>(device, Widest)),
        new($"residuals_{type}", Residuals<T>),
    ];

    private static double[] Als<T>(ComputeDevice device, int rows, int columns, int rank, bool hasBiases, int gradientSteps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using AlsSolver<T> solver = new(
            device, Entries<T>(rows, columns), new AlsOptions { Rank = rank, HasBiases = hasBiases, GradientSteps = gradientSteps, Seed = 3 });
        solver.Sweep();

        return [solver.SquaredResiduals()];
    }

    private static double[] Deep<T>(ComputeDevice device)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using DeepSolver<T> solver = new(
            device,
            Entries<T>(12, 9),
            DeepStart.Original(12, 9, 3, 3, 0.5, 3),
            new DeepOptions { Step = 0.01, OuterStep = 0.01, StepsPerEpoch = 2, WeightDecay = 0.1 });
        solver.Epoch();

        return [solver.SquaredResiduals(), .. solver.SingularValues()];
    }

    private static double[] Scaled<T>(ComputeDevice device, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using ObservedEntries<T> entries = new(device, Entries<T>(rows, columns));
        SparseSpectrum spectrum = SparseSpectrum.Compute(entries, Narrow, 3, iterations: 2);
        using ScaledGradientSolver<T> solver = new(entries, spectrum, Narrow, alternates: false, step: 0.1);
        solver.Epoch();

        return [.. spectrum.Values, solver.SquaredResiduals()];
    }

    private static double[] Stochastic<T>(ComputeDevice device, int rank)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SparseMatrix<T> data = Entries<T>(6, 5);
        using ObservedEntries<T> entries = new(device, data);
        using StochasticGradientSolver<T> solver = new(entries, data, rank, 0.05, 0.1, 3);
        solver.Epoch();

        return [solver.SquaredResiduals()];
    }

    private static double[] Residuals<T>(ComputeDevice device)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using ObservedEntries<T> entries = new(device, Entries<T>(6, 5));
        LaneShape shape = LaneShape.For(device, Narrow);
        using Factor<T> rows = new(device, 6, Narrow, shape);
        using Factor<T> columns = new(device, 5, Narrow, shape);
        rows.Set(ProductTour.Numbers(6 * Narrow, 1));
        columns.Set(ProductTour.Numbers(5 * Narrow, 2));

        return Array.ConvertAll(entries.Residuals(rows, columns), double.CreateChecked);
    }

    /// <summary>X V, with rows so long that they are summed in parts.</summary>
    private static double[] SparseProducts<T>(ComputeDevice device)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int columns = 2100;
        using ObservedEntries<T> entries = new(device, Entries<T>(2, columns));
        LaneShape shape = LaneShape.For(device, Narrow);
        using Factor<T> left = new(device, 2, Narrow, shape);
        using Factor<T> right = new(device, columns, Narrow, shape);
        right.Set(ProductTour.Numbers(columns * Narrow, 2));
        entries.Kernels.Pass<SparseProduct>(entries.ByRow, left.Data, right.Data, left.Data, entries.Weights, shape);

        return left.Get();
    }

    /// <summary>A matrix of which three entries of four are observed, in long rows all of them.</summary>
    private static SparseMatrix<T> Entries<T>(int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] numbers = ProductTour.Numbers((long)rows * columns, 5);
        long[] starts = new long[rows + 1];
        List<int> indices = [];
        List<T> values = [];

        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                if (columns > 1000 || (i + j) % 4 != 3)
                {
                    indices.Add(j);
                    values.Add(T.CreateChecked(numbers[((long)i * columns) + j]));
                }
            }

            starts[i + 1] = values.Count;
        }

        return new SparseMatrix<T>(rows, columns, starts, [.. indices], [.. values]);
    }
}
