using System.Globalization;
using System.Numerics;
using System.Text.Json;
using IlgpuOptim.Compute;
using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Solvers;
using Xunit;

namespace IlgpuOptim.MatrixCompletion.Solver.Tests;

/// <summary>Recorded runs of deep factorizations: single steps, and trajectories of the original and both compressed forms.</summary>
public class DeepGoldenTests
{
    public static IEnumerable<TheoryDataRow<string, string, int>> Gradients =>
        from device in TestDevices.Names
        from folder in Golden.Find("g")
        from index in Enumerable.Range(0, Golden.Read(folder).GetProperty("cases").GetArrayLength())
        select new TheoryDataRow<string, string, int>(device, folder, index)
        {
            TestDisplayName = $"{Path.GetFileName(folder)} {index} on {device}",
        };

    public static IEnumerable<TheoryDataRow<string, string, string>> Trajectories =>
        from device in TestDevices.Names
        from folder in Golden.Find("d").Concat(Golden.Find("m"))
        from run in Golden.Read(folder).GetProperty("runs").EnumerateObject()
        select new TheoryDataRow<string, string, string>(device, folder, run.Name)
        {
            TestDisplayName = $"{Path.GetFileName(folder)} {run.Name} on {device}",
        };

    [Theory]
    [MemberData(nameof(Gradients))]
    public void LossGradientsAndStep(string device, string folder, int index) => TestDevices.With(device, d =>
    {
        JsonElement description = Golden.Read(folder).GetProperty("cases")[index];
        int[] rows = description.GetProperty("rows_0based").Ints();
        int m = description.GetProperty("m").GetInt32();
        int n = description.GetProperty("n").GetInt32();
        SparseMatrix<double> data = SparseMatrix<double>.FromTriplets(
            m, n, rows, description.GetProperty("cols_0based").Ints(), description.GetProperty("values").Doubles());
        Dense[] weights = [.. description.GetProperty("weights").EnumerateArray().Select(Golden.Matrix)];
        Dense[] gradients = [.. description.GetProperty("gradients").EnumerateArray().Select(Golden.Matrix)];
        Dense[] after = [.. description.GetProperty("weights_after_step").EnumerateArray().Select(Golden.Matrix)];
        double step = description.GetProperty("step_size").GetDouble();
        double decay = description.GetProperty("weight_decay").GetDouble();
        using DeepSolver<double> solver = new(d, data, Start(weights), new DeepOptions
        {
            Step = step,
            OuterStep = step,
            WeightDecay = decay,
            LossConstant = Constant(description.GetProperty("loss_normalisation").GetString()!, data),
        });
        Golden.Near(description.GetProperty("loss").GetDouble(), solver.Loss(), 1e-12, "loss");

        solver.Step();

        Golden.Near(description.GetProperty("loss_after_step").GetDouble(), solver.Loss(), 1e-12, "loss after the step");
        DeepStart state = solver.State;
        double[][] factors =
        [
            new Dense(n, state.Width, state.Right).Transpose().Values, .. state.Inner, state.Left,
        ];

        for (int l = 0; l < weights.Length; l++)
        {
            for (int i = 0; i < factors[l].Length; i++)
            {
                Assert.Equal(after[l].Values[i], factors[l][i], 1e-12);

                // The step is the gradient, seen through the step size.
                double gradient = ((weights[l].Values[i] - factors[l][i]) / step) - (decay * weights[l].Values[i]);
                Assert.Equal(gradients[l].Values[i], gradient, 1e-12 / step);
            }
        }
    });

    [Theory]
    [MemberData(nameof(Trajectories))]
    public void Trajectory(string device, string folder, string run) =>
        TestDevices.With(device, d => Replay<double>(d, folder, run, inFloat: false));

    [Theory]
    [MemberData(nameof(Trajectories))]
    public void TrajectoryInFloat(string device, string folder, string run) =>
        TestDevices.With(device, d => Replay<float>(d, folder, run, inFloat: true));

    private static void Replay<T>(ComputeDevice device, string folder, string name, bool inFloat)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        JsonElement description = Golden.Read(folder);
        JsonElement run = description.GetProperty("runs").GetProperty(name);
        SparseMatrix<T> data = Golden.Mtx<T>(folder, "observed.mtx");
        double[] steps = run.GetProperty("layer_step_sizes").Doubles();
        using DeepSolver<T> solver = new(device, data, StartOf(folder, description, run, name), new DeepOptions
        {
            Step = steps[1],
            OuterStep = steps[0],
            WeightDecay = description.GetProperty("weight_decay").GetDouble(),
            LossConstant = description.GetProperty("loss_const_c").GetDouble(),
        });
        Assert.Equal(steps[0], steps[^1]);
        double[][] rows = [.. File.ReadLines(Path.Combine(folder, $"traj_{name}.csv"))
            .Skip(1)
            .Select(line => line.Split(',').Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray())];
        double tolerance = inFloat ? 0 : Math.Max(100 * run.GetProperty("roundoff_spread_rel_train_loss").GetDouble(), 1e-9);
        Dense truth = Golden.Npy(folder, "truth_U.npy") * Golden.Npy(folder, "truth_V.npy").Transpose();
        int iteration = 0;

        foreach (double[] row in rows)
        {
            for (; iteration < (int)row[0]; iteration++)
            {
                solver.Step();
            }

            if (!inFloat && row[1] > 1e-12 * rows[0][1])
            {
                Golden.Near(row[1], solver.Loss(), tolerance, $"loss after {iteration} steps");
            }
        }

        Dense estimate = new Dense(data.Rows, solver.Width, solver.RowFactor)
            * new Dense(data.Columns, solver.Width, solver.ColumnFactor).Transpose();
        double error = (estimate - truth).Norm() / truth.Norm();
        double expected = run.GetProperty("final_rel_fro").GetDouble();
        Assert.True(
            inFloat
                ? error < 1e-4 || (error < 1.5 * expected && error > expected / 1.5)
                : Math.Abs(error - expected) <= Math.Max(1e-9, tolerance) * 10 * Math.Max(expected, 1e-4),
            $"error {error:R} instead of {expected:R}");
        double[] singular = run.GetProperty("final_end_to_end").GetProperty("top_singular_values").Doubles();
        double scale = singular[0] / Math.Sqrt((double)data.Rows * data.Columns);

        foreach (JsonElement probe in run.GetProperty("final_end_to_end").GetProperty("probe_entries_0based").EnumerateArray())
        {
            double actual = estimate[probe[0].GetInt32(), probe[1].GetInt32()];
            Assert.Equal(probe[2].GetDouble(), actual, (inFloat ? 1e-3 : 1e-6) * scale);
        }

        double[] found = solver.SingularValues();

        for (int i = 0; i < Math.Min(found.Length, singular.Length); i++)
        {
            Assert.Equal(singular[i], found[i], (inFloat ? 1e-3 : 1e-6) * singular[0]);
        }
    }

    private static DeepStart StartOf(string folder, JsonElement description, JsonElement run, string name)
    {
        int depth = description.GetProperty("depth_L").GetInt32();
        double epsilon = description.GetProperty("init_scale_eps").GetDouble();

        if (name == "original")
        {
            return Start([.. Enumerable.Range(1, depth).Select(l => Golden.Npy(folder, $"init_W{l}.npy"))]);
        }

        bool isSpectral = name.StartsWith("spec", StringComparison.Ordinal);
        string prefix = isSpectral ? $"spec_q{run.GetProperty("q").GetInt32()}" : $"comp_r{run.GetProperty("rhat").GetInt32()}";
        Dense left = Golden.Npy(folder, prefix + "_U.npy");
        Dense right = Golden.Npy(folder, prefix + "_V.npy");
        double outer = isSpectral ? epsilon : 1;
        double[] inner = new double[left.Columns * left.Columns];

        for (int i = 0; i < left.Columns; i++)
        {
            inner[i * (left.Columns + 1)] = epsilon;
        }

        return new DeepStart(
            left.Columns,
            Array.ConvertAll(left.Values, x => outer * x),
            [.. Enumerable.Repeat(inner, isSpectral ? depth - 2 : depth)],
            Array.ConvertAll(right.Values, x => outer * x));
    }

    /// <summary>W_1 ... W_L as a start.</summary>
    private static DeepStart Start(Dense[] weights) => new(
        weights[0].Rows, weights[^1].Values, [.. weights[1..^1].Select(weight => weight.Values)], weights[0].Transpose().Values);

    private static double Constant(string normalisation, SparseMatrix<double> data) => normalisation switch
    {
        "sum" => 1,
        "mean_all" => 1.0 / ((double)data.Rows * data.Columns),
        _ => 1.0 / data.Count,
    };
}
