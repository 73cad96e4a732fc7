using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers.Tests.Harness;
using Xunit;

namespace IlgpuOptim.Optimizers.Tests.Golden;

/// <summary>LDAdam against recorded runs of the authors' code.</summary>
public sealed class LDAdamGoldenTests
{
    public static IEnumerable<string> Cases => LDAdamCase.All.Keys;

    [Theory]
    [EachDevice(nameof(Cases))]
    public void Trajectory(string deviceName, string name)
    {
        LDAdamCase run = LDAdamCase.All[name];
        using Replay replay = new(TestDevices.Get(deviceName), run, run.IsBFloat16 ? ElementType.BFloat16 : ElementType.Float32);

        for (int step = 1; step <= run.Steps; step++)
        {
            replay.Step(step);
            replay.Check(step);
        }
    }

    /// <summary>Started at every saved state, the run goes on to the next one.</summary>
    [Theory]
    [EachDevice(nameof(Cases))]
    public void Restart(string deviceName, string name)
    {
        LDAdamCase run = LDAdamCase.All[name];

        for (int s = 0; s + 1 < run.SavedSteps.Length; s++)
        {
            // Moments of parameters without low rank are not recorded.
            if (run.Parameters.All(parameter => parameter.IsLowRank))
            {
                using Replay replay = new(TestDevices.Get(deviceName), run, run.IsBFloat16 ? ElementType.BFloat16 : ElementType.Float32);
                replay.Restore(run.SavedSteps[s]);

                for (int step = run.SavedSteps[s] + 1; step <= run.SavedSteps[s + 1]; step++)
                {
                    replay.Step(step);
                }

                replay.Check(run.SavedSteps[s + 1]);
            }
        }
    }

    /// <summary>The same gradients in double: all that float32 rounds is gone, so the weights agree to many digits.</summary>
    [Theory]
    [EachDevice(nameof(Cases))]
    public void TrajectoryInDouble(string deviceName, string name)
    {
        LDAdamCase run = LDAdamCase.All[name];
        Assert.SkipWhen(run.IsBFloat16, "recorded in bfloat16 only");
        using Replay replay = new(TestDevices.Get(deviceName), run, ElementType.Float64);

        for (int step = 1; step <= run.Steps; step++)
        {
            replay.Step(step);
        }

        // Factored gradients are multiplied anew, in another order before they are rounded.
        replay.CheckDouble(run.IsFactored ? 1e-8 : 1e-11);
    }

    private sealed class Replay : IDisposable
    {
        private readonly LDAdamCase _run;
        private readonly ElementType _type;
        private readonly List<Tensor> _weights = [];
        private readonly List<Tensor> _gradients = [];
        private readonly List<double[][]> _values = [];
        private readonly LDAdam _optimizer;

        public Replay(ComputeDevice device, LDAdamCase run, ElementType type)
        {
            this._run = run;
            this._type = type;
            List<LDAdamGroup> groups = [];

            foreach (LDAdamCaseParameter parameter in run.Parameters)
            {
                this._weights.Add(Values.Make(device, type, run.Array(parameter.Name + "_w0").Values, parameter.Shape));
                this._gradients.Add(Tensor.Allocate(device, type, parameter.Shape));
                this._values.Add(run.Gradients(parameter, type == ElementType.Float64));
                groups.Add(parameter.CreateGroup(new Parameter(parameter.Name, this._weights[^1])));
            }

            this._optimizer = new LDAdam(groups, new OptimizerOptions { ParameterRounding = Rounding.Nearest });
        }

        public void Step(int step)
        {
            for (int i = 0; i < this._weights.Count; i++)
            {
                Values.Set(this._gradients[i], this._values[i][step - 1]);
                this._optimizer.Groups[i].LearningRate = this._run.Parameters[i].Rate(step);
            }

            this._optimizer.Step(this._gradients);
        }

        /// <summary>Compares with the state after a step, if it was saved.</summary>
        public void Check(int step)
        {
            int saved = Array.IndexOf(this._run.SavedSteps, step);

            for (int i = 0; saved >= 0 && i < this._weights.Count; i++)
            {
                LDAdamCaseParameter parameter = this._run.Parameters[i];
                double[] expected = this._run.Array(parameter.Name + "_w").Entry(saved);
                double[] weights = Values.Get(this._weights[i]);

                if (this._run.IsBFloat16)
                {
                    // By the README of the data: a sanity check.
                    AssertClose(expected, weights, 0.03, $"W after step {step}");

                    continue;
                }

                AssertClose(expected, weights, parameter.WeightTolerance, $"{parameter.Name} after step {step}");

                if (parameter.IsLowRank)
                {
                    this.CheckState(i, saved, step);
                }
            }
        }

        public void CheckDouble(double tolerance)
        {
            for (int i = 0; i < this._weights.Count; i++)
            {
                string name = this._run.Parameters[i].Name;
                AssertClose(this._run.Array(name + "_w_f64_last").Values, Values.Get(this._weights[i]), tolerance, name + " in double");
            }
        }

        /// <summary>Sets weights and state to those saved after a step.</summary>
        public void Restore(int step)
        {
            int saved = Array.IndexOf(this._run.SavedSteps, step);
            OptimizerState state = this._optimizer.GetState();
            Dictionary<string, double> scalars = new(state.Scalars);

            for (int i = 0; i < this._weights.Count; i++)
            {
                LDAdamCaseParameter parameter = this._run.Parameters[i];
                double[] U() => this._run.Array(parameter.Name + "_u").Entry(saved);
                scalars[parameter.Name + "/step"] = step;
                Values.Set(this._weights[i], this._run.Array(parameter.Name + "_w").Entry(saved));
                Values.Set(this.StateOf(state, parameter, "exp_avg"), this._run.Array(parameter.Name + "_m").Entry(saved));
                Values.Set(this.StateOf(state, parameter, "exp_avg_sq"), this._run.Array(parameter.Name + "_v").Entry(saved));
                Values.Set(
                    this.StateOf(state, parameter, "basis"),
                    parameter.IsLeft ? U() : Transpose(U(), (int)parameter.Shape[1], parameter.Rank));

                if (parameter.HasError)
                {
                    Values.Set(this.StateOf(state, parameter, "error"), this._run.Array(parameter.Name + "_e").Entry(saved));
                }
            }

            this._optimizer.SetState(state with { Scalars = scalars });
        }

        public void Dispose()
        {
            this._optimizer.Dispose();
            this._weights.ForEach(static tensor => tensor.Dispose());
            this._gradients.ForEach(static tensor => tensor.Dispose());
        }

        private static double[] Transpose(double[] values, int rows, int columns) =>
            [.. Enumerable.Range(0, values.Length).Select(i => values[((i % rows) * columns) + (i / rows)])];

        private static double[] Product(double[] a, double[] b, int m, int k, int n)
        {
            double[] product = new double[m * n];

            for (int i = 0; i < product.Length; i++)
            {
                for (int l = 0; l < k; l++)
                {
                    product[i] += a[((i / n) * k) + l] * b[(l * n) + (i % n)];
                }
            }

            return product;
        }

        private static void AssertClose(double[] expected, double[] actual, double tolerance, string what)
        {
            double distance = Values.Distance(expected, actual);
            Assert.True(distance <= tolerance, $"{what}: off by {distance:E2}, allowed {tolerance:E2}");
        }

        private void CheckState(int number, int saved, int step)
        {
            LDAdamCaseParameter parameter = this._run.Parameters[number];
            OptimizerState state = this._optimizer.GetState();
            int p = (int)parameter.Shape[parameter.IsLeft ? 0 : 1];
            int q = (int)parameter.Shape[parameter.IsLeft ? 1 : 0];
            int r = parameter.Rank;
            double[] u = this._run.Array(parameter.Name + "_u").Entry(saved);
            double[] m = this._run.Array(parameter.Name + "_m").Entry(saved);
            double[] v = this._run.Array(parameter.Name + "_v").Entry(saved);
            double[] ownU = Values.Get(this.StateOf(state, parameter, "basis"));
            double[] ownM = Values.Get(this.StateOf(state, parameter, "exp_avg"));

            // In the left view: U is p x r, M is r x q.
            ownU = parameter.IsLeft ? ownU : Transpose(ownU, r, p);
            ownM = parameter.IsLeft ? ownM : Transpose(ownM, q, r);
            m = parameter.IsLeft ? m : Transpose(m, q, r);
            double[] um = Product(u, m, p, r, q);
            AssertClose(
                Product(u, Transpose(u, p, r), p, r, p),
                Product(ownU, Transpose(ownU, p, r), p, r, p),
                parameter.ProjectorTolerance,
                $"U U^T after step {step}");
            AssertClose(um, Product(ownU, ownM, p, r, q), parameter.MomentTolerance * um.Max(Math.Abs), $"U M after step {step}");
            AssertClose(
                v, Values.Get(this.StateOf(state, parameter, "exp_avg_sq")), parameter.MomentTolerance * v.Max(Math.Abs), $"V after step {step}");

            // U^T U = I
            double[] identity = [.. Enumerable.Range(0, r * r).Select(i => i / r == i % r ? 1.0 : 0)];
            AssertClose(identity, Product(Transpose(ownU, p, r), ownU, r, p, r), 1e-6, $"U^T U after step {step}");

            if (parameter.HasError)
            {
                double[] e = this._run.Array(parameter.Name + "_e").Entry(saved);
                double[] ownE = Values.Get(this.StateOf(state, parameter, "error"));
                AssertClose(e, ownE, parameter.ErrorTolerance, $"E after step {step}");

                // U^T E = 0, up to the rounding of what E is the rest of: A + c U M.
                ownE = parameter.IsLeft ? ownE : Transpose(ownE, q, p);
                double scale = ownE.Max(Math.Abs) + this._values[number][step - 1].Max(Math.Abs) + (parameter.Lost * um.Max(Math.Abs));
                AssertClose(new double[r * q], Product(Transpose(ownU, p, r), ownE, r, p, q), 5e-7 * scale, $"U^T E after step {step}");
            }
        }

        private Tensor StateOf(OptimizerState state, LDAdamCaseParameter parameter, string name) =>
            state.Tensors.Single(found => found.Name == $"{parameter.Name}/{name}").Tensor;
    }
}
