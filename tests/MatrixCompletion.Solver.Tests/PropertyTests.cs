using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using IlgpuOptim.Compute;
using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Sampling;
using IlgpuOptim.MatrixCompletion.Kernels;
using IlgpuOptim.MatrixCompletion.Solvers;
using Xunit;

namespace IlgpuOptim.MatrixCompletion.Solver.Tests;

/// <summary>Identities that hold for any data.</summary>
public class PropertyTests
{
    /// <summary>The fused passes give what dense arithmetic gives, for rows of any length, split ones and empty ones among them.</summary>
    [Theory]
    [InlineData("cpu:0")]
    [InlineData("opencl:0")]
    public void PassesAreThoseOfDenseArithmetic(string device) => TestDevices.With(device, d => Check(12, seed =>
    {
        SeededRandom random = new((ulong)seed);
        int m = 1 + (int)random.NextBelow(30);
        int n = 1 + (int)random.NextBelow(6000);
        int k = 1 + (int)random.NextBelow(40);
        SparseMatrix<double> data = Sample(m, n, random, fullRow: true);
        using ObservedEntries<double> entries = new(d, data);
        LaneShape shape = LaneShape.For(d, k);
        using Factor<double> u = new(d, m, k, shape);
        using Factor<double> v = new(d, n, k, shape);
        using Factor<double> rowSum = new(d, m, k, shape);
        using Factor<double> columnSum = new(d, n, k, shape);
        Dense left = new(m, k, HostMatrix.Normals(m * k, random));
        Dense right = new(n, k, HostMatrix.Normals(n * k, random));
        u.Set(left.Values);
        v.Set(right.Values);
        Dense residual = new(m, n, new double[m * n]);
        int[] rows = data.ExpandRows();

        for (int e = 0; e < rows.Length; e++)
        {
            double estimate = 0;

            for (int c = 0; c < k; c++)
            {
                estimate += left[rows[e], c] * right[data.ColumnIndices[e], c];
            }

            residual.Values[(rows[e] * n) + data.ColumnIndices[e]] = estimate - data.Values[e];
        }

        entries.Kernels.Pass<FusedResidual>(entries.ByRow, u.Data, v.Data, rowSum.Data, entries.Weights, shape);
        Near((residual * right).Values, rowSum.Get());
        Near([residual.Values.Sum(x => x * x)], [entries.SumWeights(entries.ByRow)]);
        entries.Kernels.Pass<FusedResidual>(entries.ByColumn, v.Data, u.Data, columnSum.Data, entries.Weights, shape);
        Near((residual.Transpose() * left).Values, columnSum.Get());
        Near([.. rows.Select((row, e) => -residual[row, data.ColumnIndices[e]])], entries.Residuals(u, v));
    }));

    /// <summary>Least squares leave no gradient in the side that was solved for last, with biases and with either weighting.</summary>
    [Theory]
    [InlineData("cpu:0")]
    [InlineData("opencl:0")]
    public void SolvedRowsHaveNoGradient(string device) => TestDevices.With(device, d => Check(12, seed =>
    {
        SeededRandom random = new((ulong)seed);
        SparseMatrix<double> data = Sample(5 + (int)random.NextBelow(40), 5 + (int)random.NextBelow(3000), random, fullRow: true).Transpose();
        int rank = 1 + (int)random.NextBelow(35);
        Regularization penalty = new(0.5 + random.NextUniform(), 0.5 + random.NextUniform(), seed % 2 == 0, seed % 3 == 0);
        using AlsSolver<double> solver = new(d, data, new AlsOptions { Rank = rank, HasBiases = true, Mean = 0.3, Regularization = penalty });
        solver.Sweep();
        double[] u = solver.RowFactor;
        double[] v = solver.ColumnFactor;
        int k = solver.Components;

        for (int j = 0; j < data.Columns; j++)
        {
            double[] gradient = new double[k];
            double size = 1;
            long count = data.ColumnStarts[j + 1] - data.ColumnStarts[j];

            for (long e = data.ColumnStarts[j]; e < data.ColumnStarts[j + 1]; e++)
            {
                int i = data.RowIndices[e];
                double error = 0.3 + u[(i * k) + rank] + v[(j * k) + rank] - data.ColumnValues[e];

                for (int c = 0; c < rank; c++)
                {
                    error += u[(i * k) + c] * v[(j * k) + c];
                }

                for (int c = 0; c < k; c++)
                {
                    double term = error * (c == rank ? 1 : u[(i * k) + c]);
                    gradient[c] += term;
                    size += Math.Abs(term);
                }
            }

            for (int c = 0; c < k; c++)
            {
                double lambda = c == rank
                    ? penalty.BiasLambda * (penalty.BiasByCount ? count : 1)
                    : penalty.Lambda * (penalty.ByCount ? count : 1);
                Assert.True(Math.Abs(gradient[c] + (lambda * v[(j * k) + c])) <= 1e-9 * size, $"seed {seed}, column {j}, component {c}");
            }
        }
    }));

    /// <summary>Enough steps of conjugate gradients solve as exactly as Cholesky.</summary>
    [Theory]
    [InlineData("cpu:0")]
    [InlineData("opencl:0")]
    public void ConjugateGradientsEndWhereCholeskyDoes(string device) => TestDevices.With(device, d =>
    {
        SparseMatrix<double> data = Sample(40, 30, new SeededRandom(3), fullRow: false);
        AlsOptions options = new() { Rank = 4, HasBiases = true, Regularization = new Regularization(0.5, 1, ByCount: true) };
        using AlsSolver<double> exact = new(d, data, options);
        using AlsSolver<double> gradients = new(d, data, options with { GradientSteps = 12 });

        for (int sweep = 0; sweep < 3; sweep++)
        {
            exact.Sweep();
            gradients.Sweep();
        }

        Near(exact.RowFactor, gradients.RowFactor, 1e-7);
        Near(exact.ColumnFactor, gradients.ColumnFactor, 1e-7);
    });

    /// <summary>Singular triplets of the sparse matrix are those of the dense one.</summary>
    [Theory]
    [InlineData("cpu:0")]
    [InlineData("opencl:0")]
    public void SpectrumSolvesTheSingularValueProblem(string device) => TestDevices.With(device, d =>
    {
        SyntheticMatrix<double> problem = SyntheticMatrix<double>.Create(120, 80, 4, 120 * 80 / 2, seed: 5);
        SparseMatrix<double> data = problem.Observed;
        using ObservedEntries<double> entries = new(d, data);
        SparseSpectrum spectrum = SparseSpectrum.Compute(entries, 4, 1, iterations: 40);

        for (int c = 0; c < 4; c++)
        {
            double[] product = new double[data.Rows];

            for (int i = 0; i < data.Rows; i++)
            {
                for (int e = 0; e < data.RowLength(i); e++)
                {
                    product[i] += data.RowValues(i)[e] * spectrum.Right[c][data.RowColumns(i)[e]];
                }
            }

            Near([.. spectrum.Left[c].Select(x => spectrum.Values[c] * x)], product, 1e-8);
            Assert.Equal(1, HostMatrix.Dot(spectrum.Right[c], spectrum.Right[c]), 1e-10);
        }
    });

    /// <summary>A fast-forwarded run is the plain one without its first steps.</summary>
    [Fact]
    public void FastForwardFollowsTheGradientFlow()
    {
        double[] values = [40, 30, 5];

        foreach (int depth in (int[])[2, 3, 4, 5])
        {
            double epsilon = 0.02;
            double[] weights = DeepStart.FastForward(values, 0.3, depth, epsilon, 0);
            double[] stepped = [epsilon, epsilon, epsilon];
            const double Step = 1e-6;

            // w' = s w^(L-1), by Euler's method until the first direction is where it should be.
            while (stepped[0] < weights[0])
            {
                for (int i = 0; i < 3; i++)
                {
                    stepped[i] += Step * values[i] * Math.Pow(stepped[i], depth - 1) / Math.Pow(Math.Max(stepped[0], epsilon), depth - 2);
                }
            }

            Near(weights[1..], stepped[1..], 1e-3);
        }
    }

    /// <summary>All weights and estimates of the closed form of the gradient start are orthonormal and paired.</summary>
    [Fact]
    public void GradientStartIsAnIsometryOfScaleEpsilonToTheDepth() => TestDevices.With("cpu:0", d =>
    {
        SyntheticMatrix<double> problem = SyntheticMatrix<double>.Create(50, 50, 3, 900, seed: 2);
        DeepStart start = DeepStart.Gradient(d, problem.Observed, 4, 3, 0.1, 7);
        Dense left = new(50, 8, start.Left);
        Dense right = new(50, 8, start.Right);
        Near(Identity(8), (left.Transpose() * left).Values, 1e-10);
        Near(Identity(8), (right.Transpose() * right).Values, 1e-10);
        using DeepSolver<double> solver = new(d, problem.Observed, start, new DeepOptions { Step = 0, OuterStep = 0 });
        Assert.All(solver.SingularValues()[..8], value => Assert.Equal(1e-3, value, 1e-12));
    });

    private static double[] Identity(int n) => [.. Enumerable.Range(0, n * n).Select(i => i % (n + 1) == 0 ? 1.0 : 0)];

    private static void Check(int count, Action<int> test) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), test).Check(Config.QuickThrowOnFailure.WithMaxTest(count));

    /// <summary>About a third of the cells; some rows and columns are empty, one row may be full.</summary>
    private static SparseMatrix<double> Sample(int m, int n, SeededRandom random, bool fullRow)
    {
        List<int> rows = [];
        List<int> columns = [];

        for (int i = 0; i < m; i++)
        {
            double share = fullRow && i == 0 ? 1 : i % 7 == 3 ? 0 : 0.6 * random.NextUniform();

            for (int j = 0; j < n; j++)
            {
                if ((share == 1 || j % 11 != 5) && random.NextUniform() < share)
                {
                    rows.Add(i);
                    columns.Add(j);
                }
            }
        }

        return SparseMatrix<double>.FromTriplets(m, n, [.. rows], [.. columns], HostMatrix.Normals(rows.Count, random));
    }

    private static void Near(double[] expected, double[] actual, double tolerance = 1e-10)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = expected.Select(Math.Abs).DefaultIfEmpty(0).Max() + 1e-300;

        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * scale, $"element {i}: {actual[i]:R} instead of {expected[i]:R}");
        }
    }
}
