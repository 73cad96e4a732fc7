using System.Numerics;
using System.Text.Json;
using IlgpuOptim.Compute;
using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Solvers;
using Xunit;

namespace IlgpuOptim.MatrixCompletion.Solver.Tests;

/// <summary>Recorded runs of alternating least squares: the objective after every sweep, and the estimate at the end.</summary>
public class AlsGoldenTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Cases =>
        from device in TestDevices.Names
        from folder in Golden.Find("a")
        select new TheoryDataRow<string, string>(device, folder) { TestDisplayName = $"{Path.GetFileName(folder)} on {device}" };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Double(string device, string folder) => TestDevices.With(device, d => Run<double>(d, folder, 1e-9, 0));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Float(string device, string folder) => TestDevices.With(device, d => Run<float>(d, folder, 1e-4, 1e-5));

    /// <param name="device">Where.</param>
    /// <param name="folder">The case.</param>
    /// <param name="relative">Tolerance.</param>
    /// <param name="floor">Relative to the first objective; smaller ones are lost in the noise of the number type.</param>
    private static void Run<T>(ComputeDevice device, string folder, double relative, double floor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        JsonElement description = Golden.Read(folder);
        double lambda = description.GetProperty("lambda").GetDouble();
        SparseMatrix<T> data = Golden.Mtx<T>(folder, "observed.mtx");
        Dense start = Golden.Npy(folder, "init_V.npy");
        using AlsSolver<T> solver = new(device, data, new AlsOptions
        {
            Rank = description.GetProperty("k").GetInt32(),
            Regularization = new(lambda, lambda, description.GetProperty("weight_lambda_by_count").GetBoolean()),
        });
        solver.StartFrom(start.Values);
        double[] objectives = description.GetProperty("objective_after_each_sweep").Doubles();
        double[] errors = description.GetProperty("train_rmse_after_each_sweep").Doubles();

        for (int sweep = 0; sweep < objectives.Length; sweep++)
        {
            solver.Sweep();

            if (objectives[sweep] > floor * objectives[0])
            {
                Golden.Near(objectives[sweep], solver.Objective(), relative, $"objective after sweep {sweep}");
                Golden.Near(errors[sweep], solver.TrainRmse(), relative, $"RMSE after sweep {sweep}");
            }
        }

        Dense rows = new(data.Rows, start.Columns, solver.RowFactor);
        Dense columns = new(data.Columns, start.Columns, solver.ColumnFactor);
        Dense estimate = rows * columns.Transpose();
        JsonElement end = description.GetProperty("end_to_end");
        Golden.Near(end.GetProperty("fro_norm").GetDouble(), estimate.Norm(), relative, "norm of the estimate");
        double scale = estimate.Norm() / Math.Sqrt(estimate.Values.Length);

        foreach (JsonElement probe in end.GetProperty("probe_entries_0based").EnumerateArray())
        {
            double expected = probe[2].GetDouble();
            double actual = estimate[probe[0].GetInt32(), probe[1].GetInt32()];
            Assert.True(Math.Abs(expected - actual) <= Math.Max(relative, 1e-3 * floor) * 10 * scale, $"estimate at {probe}: {actual:R}");
        }
    }
}
