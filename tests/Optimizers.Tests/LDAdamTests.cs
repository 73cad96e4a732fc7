using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers.Tests.Harness;
using ILGPU;
using Xunit;

namespace IlgpuOptim.Optimizers.Tests;

public sealed class LDAdamTests
{
    /// <summary>E_(T+1) = sum of g_t - sum over t &lt; T of U_t M_t - U_T M_T / (1 - b1), specification section 7.</summary>
    [Theory]
    [EachDevice]
    public void ErrorFeedback_ConservesGradients(string name)
    {
        ComputeDevice device = TestDevices.Get(name);
        using Model model = new(device, ElementType.Float64, [(20, 32)]);
        LDAdamGroup group = new(model.Parameters) { Rank = 4, Beta1 = 0.85, Rho = 0.9 };
        using LDAdam optimizer = new([group]);
        double[] balance = new double[20 * 32];

        for (int step = 1; step <= 12; step++)
        {
            optimizer.Step(model.Draw(step));
            Dictionary<string, double[]> state = Read(optimizer);
            double[] product = Product(state["w0/basis"], state["w0/exp_avg"], 20, 4, 32);
            double[] gradient = Values.Get(model.Gradients[0]!);

            for (int i = 0; i < balance.Length; i++)
            {
                balance[i] += gradient[i];
            }

            double[] expected = [.. balance.Select((sum, i) => sum - (product[i] / (1 - 0.85)))];
            Assert.InRange(Values.Distance(expected, state["w0/error"]), 0, 1e-12);

            for (int i = 0; i < balance.Length; i++)
            {
                balance[i] -= product[i];
            }
        }
    }

    /// <summary>E lives in the gradient, onto which the next gradient is added; the trajectory is the same.</summary>
    [Theory]
    [EachDevice]
    public void ErrorsInGradients_GiveTheSameTrajectory(string name)
    {
        ComputeDevice device = TestDevices.Get(name);
        using Model own = new(device, ElementType.Float32, [(18, 30), (30, 18)]);
        using Model shared = new(device, ElementType.Float32, [(18, 30), (30, 18)]);
        using LDAdam first = new([new LDAdamGroup(own.Parameters) { Rank = 3 }]);
        using LDAdam second = new(
            [new LDAdamGroup(shared.Parameters) { Rank = 3, ErrorPlacement = ErrorPlacement.Gradient, Gradients = [.. shared.Gradients.Select(g => g!)] }]);

        for (int step = 1; step <= 6; step++)
        {
            first.Step(own.Draw(step));

            for (int i = 0; i < 2; i++)
            {
                float[] error = shared.Gradients[i]!.ToArray<float>();
                float[] gradient = own.Gradients[i]!.ToArray<float>();
                shared.Gradients[i]!.CopyFrom<float>([.. error.Zip(gradient, (e, g) => e + g)]);
            }

            second.Step(shared.Gradients);
        }

        Assert.Equal(own.Weights(), shared.Weights());
        Assert.Equal(first.StateBytes - (2 * 18 * 30 * 4), second.StateBytes);
    }

    [Fact]
    public void ErrorsInGradients_RefuseWhatWouldScaleThem()
    {
        ComputeDevice device = TestDevices.Get("cpu:0");
        using Model model = new(device, ElementType.Float32, [(6, 9)]);
        using LDAdam optimizer = new(
            [new LDAdamGroup(model.Parameters) { Rank = 2, ErrorPlacement = ErrorPlacement.Gradient, Gradients = [.. model.Gradients.Select(g => g!)] }]);
        double[] before = model.Weights();

        optimizer.MaxGradientNorm = 1;
        Assert.Contains("clipping", Assert.Throws<InvalidOperationException>(() => optimizer.Step(model.Draw(1))).Message);
        optimizer.MaxGradientNorm = null;
        optimizer.LossScale = 1024;
        Assert.Contains("loss scaling", Assert.Throws<InvalidOperationException>(() => optimizer.Step(model.Draw(1))).Message);
        optimizer.LossScale = 1;
        using Tensor other = Tensor.Allocate(device, ElementType.Float32, 6, 9);
        Assert.Contains("w0", Assert.Throws<ArgumentException>(() => optimizer.Step([other])).Message);
        Assert.Equal(before, model.Weights());
        optimizer.Step(model.Draw(1));
        Assert.NotEqual(before, model.Weights());
    }

    /// <summary>The loss is scaled, the gradients with it; the error buffer does not notice.</summary>
    [Theory]
    [EachDevice]
    public void LossScale_DoesNotTouchErrors(string name)
    {
        ComputeDevice device = TestDevices.Get(name);
        double[][] results = [.. new[] { 1.0, 1024 }.Select(scale =>
        {
            using Model model = new(device, ElementType.Float32, [(12, 20)]);
            using LDAdam optimizer = new([new LDAdamGroup(model.Parameters) { Rank = 3 }]) { LossScale = scale };

            for (int step = 1; step <= 5; step++)
            {
                optimizer.Step(model.Draw(step, scale));
            }

            return model.Weights().Concat(Read(optimizer)["w0/error"]).ToArray();
        })];

        // A power of two: every number is the same but for its exponent.
        Assert.Equal(results[0], results[1]);
    }

    [Theory]
    [EachDevice]
    public void NonFiniteGradients_ChangeNothing(string name)
    {
        ComputeDevice device = TestDevices.Get(name);
        using Model model = new(device, ElementType.Float32, [(8, 12), (5, 0)]);
        using Model other = new(device, ElementType.Float32, [(8, 12), (5, 0)]);
        using LDAdam optimizer = new([new LDAdamGroup(model.Parameters) { Rank = 2 }]);
        using LDAdam undisturbed = new([new LDAdamGroup(other.Parameters) { Rank = 2 }]);

        // Before the first step, and in the middle.
        optimizer.Step(model.DrawBad());

        for (int step = 1; step <= 4; step++)
        {
            optimizer.Step(model.Draw(step));
            undisturbed.Step(other.Draw(step));
            optimizer.Step(model.DrawBad());
        }

        Assert.Equal(other.Weights(), model.Weights());
        Assert.Equal(5, optimizer.ReadStatus().Skipped);
        Assert.Equal(Read(undisturbed)["w0/error"], Read(optimizer)["w0/error"]);
    }

    /// <summary>With errors in the gradients, a gradient that is not finite takes the error with it, but nothing else.</summary>
    [Fact]
    public void NonFiniteGradients_InSharedMemory_ClearTheError()
    {
        ComputeDevice device = TestDevices.Get("cpu:0");
        using Model model = new(device, ElementType.Float32, [(8, 12)]);
        using LDAdam optimizer = new(
            [new LDAdamGroup(model.Parameters) { Rank = 2, ErrorPlacement = ErrorPlacement.Gradient, Gradients = [.. model.Gradients.Select(g => g!)] }]);
        optimizer.Step(model.Draw(1));
        double[] before = model.Weights();
        optimizer.Step(model.DrawBad());

        Assert.Equal(before, model.Weights());
        Assert.All(model.Gradients[0]!.ToArray<float>(), e => Assert.Equal(0, e));
        optimizer.Step(model.Draw(2));
        Assert.All(model.Weights(), w => Assert.True(double.IsFinite(w)));
    }

    /// <summary>A state written after any step continues bit for bit; so does the run on one thread.</summary>
    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    [InlineData(ElementType.BFloat16)]
    public void ResumedRun_IsBitIdentical(ElementType type)
    {
        ComputeDevice device = TestDevices.Get("cpu:0");
        (int, int)[] shapes = [(40, 70), (70, 33), (17, 0), (300, 280)];
        double[] whole = Run(device, 8, null);
        (Context context, ComputeDevice single) = TestDevices.Cpu(1);

        using (context)
        using (single)
        {
            Assert.Equal(whole, Run(single, 8, null));
        }

        foreach (int at in (int[])[0, 1, 3, 7])
        {
            Assert.Equal(whole, Run(device, 8, at));
        }

        double[] Run(ComputeDevice on, int steps, int? interruptedAfter)
        {
            using Model model = new(on, type, shapes);
            LDAdam optimizer = Create(model);

            for (int step = 1; step <= steps; step++)
            {
                if (step - 1 == interruptedAfter)
                {
                    LDAdam next = Create(model);
                    next.SetState(optimizer.GetState());
                    optimizer.Dispose();
                    optimizer = next;
                }

                optimizer.Step(model.Draw(step));
            }

            double[] result = [.. model.Weights(), .. Read(optimizer).OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value)];
            optimizer.Dispose();

            return result;
        }

        static LDAdam Create(Model model) => new([new LDAdamGroup(model.Parameters) { Rank = 5, WeightDecay = 0.1 }]);
    }

    /// <summary>A parameter whose first gradient comes late starts then, with its own count.</summary>
    [Theory]
    [EachDevice]
    public void LateFirstGradient_StartsThen(string name)
    {
        ComputeDevice device = TestDevices.Get(name);
        using Model model = new(device, ElementType.Float32, [(10, 14), (12, 9)]);
        using Model alone = new(device, ElementType.Float32, [(10, 14), (12, 9)]);
        using LDAdam optimizer = new([new LDAdamGroup(model.Parameters) { Rank = 3 }]);
        using LDAdam late = new([new LDAdamGroup([alone.Parameters[1]]) { Rank = 3 }]);
        optimizer.Step([model.Draw(1)[0], null]);
        optimizer.Step([model.Draw(2)[0], null]);

        for (int step = 3; step <= 6; step++)
        {
            optimizer.Step(model.Draw(step));
            late.Step([alone.Draw(step)[1]]);
        }

        Assert.Equal(Values.Get(alone.Parameters[1].Tensor), Values.Get(model.Parameters[1].Tensor));
    }

    /// <summary>Everything but matrices, and groups without low rank, follow AdamW.</summary>
    [Theory]
    [EachDevice]
    public void OtherParameters_FollowAdamW(string name)
    {
        ComputeDevice device = TestDevices.Get(name);
        using Model model = new(device, ElementType.Float32, [(10, 0), (6, 7)]);
        using Model plain = new(device, ElementType.Float32, [(10, 0), (6, 7)]);
        using LDAdam optimizer = new(
        [
            new LDAdamGroup([model.Parameters[0]]) { LearningRate = 0.01, WeightDecay = 0.1 },
            new LDAdamGroup([model.Parameters[1]]) { LearningRate = 0.02, LowRank = false, Beta1 = 0.8 },
        ]);
        using AdamW adam = new(
        [
            new AdamWGroup([plain.Parameters[0]]) { LearningRate = 0.01, WeightDecay = 0.1, Beta1 = 0.908, Beta2 = 0.99 },
            new AdamWGroup([plain.Parameters[1]]) { LearningRate = 0.02, WeightDecay = 0, Beta1 = 0.8, Beta2 = 0.99 },
        ]);

        for (int step = 1; step <= 5; step++)
        {
            optimizer.Step(model.Draw(step));
            adam.Step(plain.Draw(step));
        }

        Assert.Equal(plain.Weights(), model.Weights());
        Assert.Equal(0, optimizer.RankOf(model.Parameters[1]));
    }

    [Fact]
    public void StateBytes_FollowTheFormula()
    {
        ComputeDevice device = TestDevices.Get("cpu:0");
        using Model model = new(device, ElementType.Float32, [(64, 96), (96, 64), (50, 0)]);
        long before = device.TensorBytes;

        foreach (bool feedback in (bool[])[false, true])
        {
            using LDAdam optimizer = new([new LDAdamGroup(model.Parameters) { Rank = 8, ErrorFeedback = feedback }]);
            long matrix = (64 * 8) + (2 * 96 * 8) + (feedback ? 64 * 96 : 0);

            Assert.Equal(4 * ((2 * matrix) + (2 * 50)), optimizer.StateBytes);
            Assert.Equal(optimizer.StateBytes, device.TensorBytes - before);
        }

        Assert.Equal(before, device.TensorBytes);
    }

    /// <summary>After the first steps nothing is allocated, whatever the shapes.</summary>
    [Fact]
    public void Steps_AllocateNothing()
    {
        ComputeDevice device = TestDevices.Get("cpu:0");
        using Model model = new(device, ElementType.Float32, [(150, 96), (96, 200), (50, 0)]);
        using LDAdam optimizer = new([new LDAdamGroup(model.Parameters) { Rank = 8 }]);
        optimizer.Step(model.Draw(1));
        optimizer.Step(model.Draw(2));
        long before = device.Allocations;

        for (int step = 3; step < 8; step++)
        {
            optimizer.Step(model.Draw(step));
        }

        Assert.Equal(before, device.Allocations);
    }

    /// <summary>Fewer directions in the gradient than the rank: the run stays finite, bases orthonormal.</summary>
    [Theory]
    [EachDevice]
    public void DegenerateGradients_StayFinite(string name)
    {
        ComputeDevice device = TestDevices.Get(name);

        foreach (double scale in (double[])[0, 1, 1e-20, 1e15])
        {
            using Model model = new(device, ElementType.Float32, [(20, 32)]);
            using LDAdam optimizer = new([new LDAdamGroup(model.Parameters) { Rank = 6, LearningRate = 0.01 }]);

            for (int step = 1; step <= 8; step++)
            {
                Random random = new(step);
                double[] left = [.. Enumerable.Range(0, 20).Select(_ => random.NextDouble() - 0.5)];
                double[] right = [.. Enumerable.Range(0, 32).Select(_ => random.NextDouble() - 0.5)];
                Values.Set(model.Gradients[0]!, [.. from l in left from r in right select scale * l * r]);
                optimizer.Step(model.Gradients);
            }

            double[] u = Read(optimizer)["w0/basis"];
            Assert.All(model.Weights(), w => Assert.InRange(w, -2, 2));

            for (int i = 0; i < 36; i++)
            {
                double dot = Enumerable.Range(0, 20).Sum(k => u[(k * 6) + (i / 6)] * u[(k * 6) + (i % 6)]);
                Assert.Equal(i / 6 == i % 6 ? 1 : 0, dot, 1e-6);
            }
        }
    }

    [Fact]
    public void Ranks_OutOfRange_AreRefusedOrClamped()
    {
        ComputeDevice device = TestDevices.Get("cpu:0");
        using Model model = new(device, ElementType.Float32, [(6, 20), (30, 40)]);
        ArgumentException error = Assert.Throws<ArgumentException>(() => new LDAdam([new LDAdamGroup(model.Parameters) { Rank = 8 }]));
        Assert.Contains("'w0'", error.Message);
        Assert.Contains("Clamp", error.Message);
        Assert.Contains("at least 1", Assert.Throws<ArgumentException>(() => new LDAdam([new LDAdamGroup(model.Parameters) { Rank = 0 }])).Message);

        using LDAdam clamped = new(
            [new LDAdamGroup(model.Parameters) { Rank = 8, RankPolicy = RankPolicy.Clamp, Ranks = new Dictionary<string, int> { ["w1"] = 4 } }]);
        Assert.Equal((6, 4), (clamped.RankOf(model.Parameters[0]), clamped.RankOf(model.Parameters[1])));
        clamped.Step(model.Draw(1));
        clamped.Step(model.Draw(2));
        Assert.All(model.Weights(), w => Assert.True(double.IsFinite(w)));
    }

    [Theory]
    [InlineData("Beta1", 1.0)]
    [InlineData("Rho", -0.1)]
    [InlineData("Epsilon", 0.0)]
    public void HyperParameters_OutOfRange_AreRefused(string property, double value)
    {
        using Model model = new(TestDevices.Get("cpu:0"), ElementType.Float32, [(6, 8)]);
        LDAdamGroup group = new(model.Parameters) { Rank = 2 };
        using LDAdam optimizer = new([group]);
        typeof(LDAdamGroup).GetProperty(property)!.SetValue(group, value);
        double[] before = model.Weights();

        Assert.Contains(property, Assert.Throws<InvalidOperationException>(() => optimizer.Step(model.Draw(1))).Message);
        Assert.Equal(before, model.Weights());
    }

    private static Dictionary<string, double[]> Read(LDAdam optimizer) =>
        optimizer.GetState().Tensors.ToDictionary(tensor => tensor.Name, tensor => Values.Get(tensor.Tensor));

    private static double[] Product(double[] a, double[] b, int m, int k, int n) =>
        [.. Enumerable.Range(0, m * n).Select(i => Enumerable.Range(0, k).Sum(l => a[((i / n) * k) + l] * b[(l * n) + (i % n)]))];

    /// <summary>Parameters w0, w1, ... with random values, and gradients that depend on the step; without columns they are vectors.</summary>
    private sealed class Model : IDisposable
    {
        private readonly ElementType _type;

        public Model(ComputeDevice device, ElementType type, (int Rows, int Columns)[] shapes)
        {
            this._type = type;
            List<Parameter> parameters = [];
            List<Tensor?> gradients = [];

            foreach ((int rows, int columns) in shapes)
            {
                long[] shape = columns == 0 ? [rows] : [rows, columns];
                Random random = new(parameters.Count);
                double[] values = [.. Enumerable.Range(0, rows * Math.Max(1, columns)).Select(_ => random.NextDouble() - 0.5)];
                parameters.Add(new Parameter($"w{parameters.Count}", Values.Make(device, type, values, shape)));
                gradients.Add(Tensor.Allocate(device, type, shape));
            }

            this.Parameters = parameters;
            this.Gradients = gradients;
        }

        public IReadOnlyList<Parameter> Parameters { get; }

        public IReadOnlyList<Tensor?> Gradients { get; }

        public IReadOnlyList<Tensor?> Draw(int step, double scale = 1)
        {
            for (int i = 0; i < this.Gradients.Count; i++)
            {
                Random random = new((step * 1000) + i);
                double[] values = [.. Enumerable.Range(0, (int)this.Gradients[i]!.Count).Select(_ => scale * (float)(random.NextDouble() - 0.5))];
                Values.Set(this.Gradients[i]!, values);
            }

            return this.Gradients;
        }

        public IReadOnlyList<Tensor?> DrawBad()
        {
            this.Draw(77);
            double[] values = Values.Get(this.Gradients[0]!);
            values[5] = this._type == ElementType.Float32 ? double.NaN : double.PositiveInfinity;
            Values.Set(this.Gradients[0]!, values);

            return this.Gradients;
        }

        public double[] Weights() => [.. this.Parameters.SelectMany(parameter => Values.Get(parameter.Tensor))];

        public void Dispose()
        {
            foreach (Parameter parameter in this.Parameters)
            {
                parameter.Tensor.Dispose();
            }

            foreach (Tensor? gradient in this.Gradients)
            {
                gradient?.Dispose();
            }
        }
    }
}
