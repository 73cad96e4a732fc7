using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Native;
using Xunit;
using static TorchSharp.torch;

namespace IlgpuOptim.TorchSharp.Tests;

/// <summary>Modules: what they compute, what they register, what they save.</summary>
public sealed class ModuleTests : TorchTest
{
    [Fact]
    public void Linear_ComputesTheProduct()
    {
        using Linear module = nn.Linear(3, 2, dtype: float64);
        double[] x = [1, -2, 0.5], w = Values(module.weight), b = Values(module.bias);
        Equal([(w[0] * x[0]) + (w[1] * x[1]) + (w[2] * x[2]) + b[0], (w[3] * x[0]) + (w[4] * x[1]) + (w[5] * x[2]) + b[1]], module.call(tensor(x)), 1e-15);
        Assert.Equal(["weight", "bias"], module.named_parameters().Select(item => item.name));
        Assert.True(w.Concat(b).All(value => Math.Abs(value) <= 1 / Math.Sqrt(3)));
        Assert.Single(nn.Linear(3, 2, hasBias: false).parameters());
    }

    [Fact]
    public void LayerNorm_NormalizesTheLastDimension()
    {
        double[] x = [1, 2, 4, 8];
        double mean = x.Average(), variance = x.Average(value => (value - mean) * (value - mean));
        using LayerNorm module = nn.LayerNorm(4, dtype: float64);
        Equal([.. x.Select(value => (value - mean) / Math.Sqrt(variance + 1e-5))], module.call(tensor(x)), 1e-14);
        Assert.Equal(2, module.parameters().Count());
        Assert.Empty(nn.LayerNorm(4, elementwise_affine: false).parameters());
    }

    [Fact]
    public void Embedding_PicksRows()
    {
        using Embedding module = nn.Embedding(5, 3, padding_idx: 1, dtype: float64);
        double[] rows = Values(module.weight);
        Equal([.. rows[12..15], .. rows[0..3], 0, 0, 0], module.call(tensor(new long[] { 4, 0, 1 })));
        module.call(tensor(new long[] { 4, 4, 1 })).sum().backward();
        Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2], module.weight.grad);
        Assert.Throws<ExternalException>(() => module.call(tensor(new long[] { 5 })));
        Assert.Throws<ArgumentException>(() => nn.Embedding(5, 3, padding_idx: 5));
    }

    [Fact]
    public void Conv2d_AgreesWithLoops()
    {
        using Conv2d module = nn.Conv2d(2, 3, 3, stride: 2, padding: 1, dtype: float64);
        Tensor x = randn([1, 2, 5, 5], float64);
        double[] input = Values(x), w = Values(module.weight), b = Values(module.bias);
        double[] expected = new double[3 * 3 * 3];
        for (int o = 0; o < 3; o++)
        {
            for (int i = 0; i < 3; i++)
            {
                for (int j = 0; j < 3; j++)
                {
                    double sum = b[o];
                    for (int k = 0; k < 2 * 9; k++)
                    {
                        (int c, int u, int v) = (k / 9, (2 * i) + (k % 9 / 3) - 1, (2 * j) + (k % 3) - 1);
                        sum += u is >= 0 and < 5 && v is >= 0 and < 5 ? input[(c * 25) + (u * 5) + v] * w[(o * 18) + k] : 0;
                    }

                    expected[(o * 9) + (i * 3) + j] = sum;
                }
            }
        }

        Equal(expected, module.call(x), 1e-13);
        Assert.Equal([1, 3, 5, 5], nn.Conv2d(2, 3, 4, Padding.Same, dtype: float64).call(x).shape);
        Assert.Equal([1, 3, 3, 2], nn.Conv2d(2, 3, (3, 4), dtype: float64).call(x).shape);
        Assert.Equal([1, 3, 5, 5], nn.Conv2d(2, 3, 3, padding: 1, padding_mode: PaddingModes.Circular, dtype: float64).call(x).shape);
    }

    [Fact]
    public void BatchNorm_KeepsRunningStatistics()
    {
        using BatchNorm2d module = nn.BatchNorm2d(2, dtype: float64);
        Tensor x = randn([4, 2, 3, 3], float64);
        double[][] channels = [.. Enumerable.Range(0, 2).Select(c => Values(x.select(1, c)))];
        double[] means = [.. channels.Select(values => values.Average())];
        double[] variances = [.. channels.Select((values, c) => values.Sum(value => Math.Pow(value - means[c], 2)) / (values.Length - 1))];
        Tensor y = module.call(x);
        Equal([0, 0], y.mean([0, 2, 3]), 1e-14);
        Equal([.. means.Select(mean => 0.1 * mean)], module.running_mean, 1e-14);
        Equal([.. variances.Select(variance => 0.9 + (0.1 * variance))], module.running_var, 1e-14);
        Equal([1], module.num_batches_tracked);
        module.eval();
        double first = Values(x)[0], expected = (first - (0.1 * means[0])) / Math.Sqrt(0.9 + (0.1 * variances[0]) + 1e-5);
        Equal([expected], module.call(x)[0, 0, 0, 0], 1e-14);
        Equal([1], module.num_batches_tracked);
        Assert.Throws<ArgumentException>(() => module.call(zeros(2, 2, float64)));
    }

    [Fact]
    public void Dropout_ScalesWhatItKeeps()
    {
        manual_seed(1);
        using Dropout module = nn.Dropout(0.25);
        double[] values = Values(module.call(ones(10_000)));
        Assert.All(values, value => Assert.True(value == 0 || Math.Abs(value - (1 / 0.75)) < 1e-6));
        // Binomial: 2,500 expected, standard deviation 43.
        Assert.InRange(values.Count(value => value == 0), 2280, 2720);
        module.eval();
        Equal([1, 1], module.call(ones(2)));
        Assert.Throws<ArgumentException>(() => nn.Dropout(1.5));
    }

    [Fact]
    public void Losses_AgreeWithFormulas()
    {
        double[] scores = [0.2, -1.0, 0.7, 1.5, 0.1, -0.3];
        long[] classes = [2, 0];
        Tensor x = tensor(scores, [2, 3]), y = tensor(classes);
        double LogSoftmax(int row, long k) => scores[(row * 3) + k] - Math.Log(scores.Skip(row * 3).Take(3).Sum(Math.Exp));
        double[] losses = [-LogSoftmax(0, 2), -LogSoftmax(1, 0)];
        Equal([losses.Average()], nn.CrossEntropyLoss().call(x, y), 1e-14);
        Equal(losses, nn.functional.cross_entropy(x, y, reduction: nn.Reduction.None), 1e-14);
        Equal([losses[1]], nn.functional.cross_entropy(x, y, ignore_index: 2), 1e-14);
        Equal([losses.Sum()], nn.NLLLoss(reduction: nn.Reduction.Sum).call(x.log_softmax(1), y), 1e-14);
        Equal([((3 * losses[0]) + (0.5 * losses[1])) / 3.5], nn.CrossEntropyLoss(tensor(new double[] { 0.5, 1, 3 })).call(x, y), 1e-14);
        double[] a = [0.5, -1.5], b = [1, 0];
        Equal([(0.25 + 2.25) / 2], nn.MSELoss().call(tensor(a), tensor(b)), 1e-15);
        Equal([2.0], nn.L1Loss(nn.Reduction.Sum).call(tensor(a), tensor(b)), 1e-15);
        Equal([(0.125 + 1) / 2], nn.HuberLoss().call(tensor(a), tensor(b)), 1e-15);
        double[] p = [.. a.Select(value => 1 / (1 + Math.Exp(-value)))];
        double bce = (-Math.Log(p[0]) - Math.Log(1 - p[1])) / 2;
        Equal([bce], nn.BCEWithLogitsLoss().call(tensor(a), tensor(b)), 1e-14);
        Equal([bce], nn.BCELoss().call(tensor(p), tensor(b)), 1e-14);
        Equal([((0.25 / 4) + (2.25 / 4)) / 2], nn.SmoothL1Loss(beta: 2).call(tensor(a), tensor(b)), 1e-15);
        double[] q = [0.25, 0.75], r = [0.5, 0.5];
        double divergence = (0.5 * Math.Log(2)) + (0.5 * Math.Log(0.5 / 0.75));
        Equal([divergence], nn.KLDivLoss(log_target: false, nn.Reduction.Sum).call(tensor(q).log(), tensor(r)), 1e-15);
        Equal([divergence], nn.KLDivLoss(reduction: nn.Reduction.Sum).call(tensor(q).log(), tensor(r).log()), 1e-15);
    }

    [Fact]
    public void PReLU_LearnsItsSlope()
    {
        using PReLU module = nn.PReLU(1, dtype: float64);
        Tensor y = module.call(tensor(new double[] { -2, 3 }));
        Equal([-0.5, 3], y);
        y.sum().backward();
        Equal([-2], module.weight.grad);
        Assert.Equal(["weight"], module.named_parameters().Select(item => item.name));
    }

    [Fact]
    public void Attention_AgreesWithItsFormula()
    {
        const int length = 3, batch = 2, width = 4, heads = 2;
        using MultiheadAttention module = nn.MultiheadAttention(width, heads).to(float64);
        Tensor x = randn([length, batch, width], float64);
        Tensor mask = ones([length, length], @bool).triu(1);
        (Tensor result, Tensor weights) = module.call(x, x, x, attn_mask: mask);
        Dictionary<string, Tensor> state = module.state_dict();
        Assert.Equal(["in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias"], state.Keys);
        Tensor projected = x.matmul(state["in_proj_weight"].T) + state["in_proj_bias"];
        List<Tensor> found = [];
        for (int n = 0; n < batch; n++)
        {
            List<Tensor> parts = [];
            for (int h = 0; h < heads; h++)
            {
                Tensor Part(int which) => projected[.., TensorIndex.Single(n), (TensorIndex)(((which * width) + (h * 2))..((which * width) + (h * 2) + 2))];
                Tensor score = Part(0).matmul(Part(1).T) / Math.Sqrt(2);
                score[mask] = double.NegativeInfinity;
                parts.Add(score.softmax(1).matmul(Part(2)));
            }

            found.Add(cat(parts, 1).matmul(state["out_proj.weight"].T) + state["out_proj.bias"]);
        }

        Equal(Values(stack(found, 1)), result, 1e-13);
        Assert.Equal([batch, length, length], weights.shape);
        Equal([1, 1, 1, 1, 1, 1], weights.sum(2), 1e-14);
    }

    [Fact]
    public void Components_AreRegisteredByFieldName()
    {
        using Model model = new();
        Assert.Equal(["scale", "first.weight", "first.bias", "renamed.0.weight", "renamed.0.bias"], model.named_parameters().Select(item => item.name));
        Assert.Equal(["offset"], model.named_buffers().Select(item => item.name));
        Assert.Equal(["first", "renamed"], model.named_children().Select(item => item.name));
        Assert.Equal(["first", "renamed", "renamed.0", "renamed.1"], model.named_modules().Select(item => item.name));
        Assert.Equal(6, model.state_dict().Count);
        Assert.True(model.has_parameter("renamed.0.weight"));
        Assert.Null(model.get_parameter("nothing"));
        Assert.Throws<InvalidOperationException>(() => model.register_module("first", nn.Identity()));
        Assert.Throws<InvalidOperationException>(() => nn.ReLU().register_parameter("p", nn.Parameter(ones(1))));
    }

    [Fact]
    public void Training_IsPassedDown()
    {
        using Model model = new();
        model.eval();
        Assert.All(model.modules(), module => Assert.False(module.training));
        model.train();
        Assert.All(model.modules(), module => Assert.True(module.training));
        int count = 0;
        model.apply(_ => count++);
        Assert.Equal(5, count);
        model.forward(ones(1, 2)).sum().backward();
        Assert.NotNull(model.get_parameter("scale").grad);
        model.zero_grad(set_to_none: false);
        Equal([0, 0], model.get_parameter("first.bias").grad);
        model.zero_grad();
        Assert.Null(model.get_parameter("first.bias").grad);
    }

    [Fact]
    public void To_ReplacesParametersAndFields()
    {
        using Model model = new();
        Parameter before = model.First.weight;
        double[] values = Values(before);
        Assert.Same(model, model.to(float64));
        Assert.NotSame(before, model.First.weight);
        Assert.True(before.IsInvalid);
        Equal(values, model.First.weight);
        Assert.Same(model.First.weight, model.get_parameter("first.weight"));
        Assert.All(model.parameters(), parameter => Assert.Equal(float64, parameter.dtype));
        Assert.All(model.parameters(), parameter => Assert.True(parameter.requires_grad));
        Assert.Equal(float64, model.get_buffer("offset").dtype);
        Parameter same = model.First.weight;
        model.to(float64).to(CPU);
        Assert.Same(same, model.First.weight);
        model.bfloat16();
        Assert.Equal(bfloat16, model.forward(ones([1, 2], bfloat16)).dtype);
        using BatchNorm2d norm = nn.BatchNorm2d(2).half();
        Assert.Equal(int64, norm.num_batches_tracked.dtype);
    }

    [Fact]
    public void State_GoesThroughAFileAndBack()
    {
        string path = Path.GetTempFileName();
        try
        {
            using Model first = new(), second = new();
            first.save(path);
            second.load(path);
            Assert.All(first.state_dict(), item => Assert.True(item.Value.Equals(second.state_dict()[item.Key])));

            // Names, types, shapes and bytes, with LEB128 numbers.
            byte[] bytes = File.ReadAllBytes(path);
            Assert.Equal(6, bytes[0]);
            Assert.Equal("scale"u8.ToArray(), bytes[2..7]);
            Assert.Equal([(byte)ScalarType.Float32, 1, 2], bytes[7..10]);

            Dictionary<string, bool> loaded = [];
            second.load(path, skip: ["scale"], loadedParameters: loaded);
            Assert.Equal(5, loaded.Values.Count(value => value));
            File.WriteAllBytes(path, bytes[..^3]);
            double[] kept = Values(second.First.weight);
            Assert.ThrowsAny<Exception>(() => second.load(path));
            Equal(kept, second.First.weight);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void LoadStateDict_RefusesWhatDoesNotFit()
    {
        using Model model = new();
        Dictionary<string, Tensor> state = model.state_dict().ToDictionary(item => item.Key, item => item.Value.detach().clone());
        state.Remove("scale");
        state["other"] = ones(1);
        Assert.Contains("missing: scale; unexpected: other", Assert.Throws<InvalidOperationException>(() => model.load_state_dict(state)).Message);
        (IList<string> missing, IList<string> unexpected) = model.load_state_dict(state, strict: false);
        Assert.Equal(["scale"], missing);
        Assert.Equal(["other"], unexpected);
        state["first.weight"] = ones(3, 3);
        Assert.Throws<InvalidOperationException>(() => model.load_state_dict(state, strict: false));
        nint address = TensorMemory.Describe(model.First.weight).Data;
        model.load_state_dict(new Model().state_dict());
        Assert.Equal(address, TensorMemory.Describe(model.First.weight).Data);
    }

    [Fact]
    public void Hooks_SeeInputsAndResults()
    {
        using Linear module = nn.Linear(1, 1, dtype: float64);
        var before = module.register_forward_pre_hook((_, input) => input * 0);
        Equal(Values(module.bias), module.call(ones(1, float64)));
        before.remove();
        var after = module.register_forward_hook((_, _, output) => output * 0);
        Equal([0], module.call(ones(1, float64)));
        after.remove();
        Equal([Values(module.weight)[0] + Values(module.bias)[0]], module.call(ones(1, float64)), 1e-15);
    }

    [Fact]
    public void TiedParameters_CountOnce()
    {
        using Linear first = nn.Linear(2, 2), second = nn.Linear(2, 2);
        second.weight = first.weight;
        using Sequential both = nn.Sequential(("a", first), ("b", second));
        Assert.Equal(["a.weight", "a.bias", "b.bias"], both.named_parameters().Select(item => item.name));
        Assert.Equal(4, both.state_dict().Count);
    }

    [Fact]
    public void Containers_KeepOrder()
    {
        using Sequential model = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1));
        Assert.Equal([5, 1], model.call(ones(5, 2)).shape);
        Assert.Equal(2, model[1..].Count);
        Assert.Equal(4, model.append(nn.Tanh()).Count);
        ModuleList<Linear> list = nn.ModuleList(nn.Linear(1, 1), nn.Linear(1, 1));
        list.Insert(0, nn.Linear(1, 1, hasBias: false));
        Assert.Equal(["0.weight", "1.weight", "1.bias", "2.weight", "2.bias"], list.named_parameters().Select(item => item.name));
        ModuleDict<Linear> dictionary = nn.ModuleDict(("x", list[0]), ("y", list[1]));
        Assert.Equal(["x.weight", "y.weight", "y.bias"], dictionary.named_parameters().Select(item => item.name));
        Assert.Equal(["0", "1"], nn.ParameterList(nn.Parameter(ones(1)), nn.Parameter(ones(2))).named_parameters().Select(item => item.name));
    }

    [Fact]
    public void Initializations_HaveTheirVariance()
    {
        manual_seed(2);
        Tensor weight = empty(400, 100);
        double Deviation() => weight.std().ToDouble();
        nn.init.kaiming_normal_(weight, nonlinearity: nn.init.NonlinearityType.ReLU);
        Assert.Equal(Math.Sqrt(2.0 / 100), Deviation(), 0.002);
        nn.init.xavier_uniform_(weight);
        Assert.Equal(Math.Sqrt(2.0 / 500), Deviation(), 0.001);
        Assert.True(weight.abs().max().ToDouble() <= Math.Sqrt(6.0 / 500));
        nn.init.trunc_normal_(weight, std: 0.5, a: -1, b: 1);
        // Normal distribution cut at two deviations: 0.8796 of its deviation.
        Assert.Equal(0.5 * 0.8796, Deviation(), 0.01);
        nn.init.orthogonal_(weight);
        Equal(Values(eye(100)), weight.T.matmul(weight), 1e-5);
        nn.init.eye_(weight);
        Equal([100], weight.sum());
        Assert.Throws<ArgumentException>(() => nn.init.xavier_uniform_(ones(3)));
    }

    private sealed class Model : nn.Module<Tensor, Tensor>
    {
        private readonly Parameter scale = nn.Parameter(ones(2));
        private readonly Tensor offset = full([2], 3.0);
        private readonly Linear first = nn.Linear(2, 2);

        [global::TorchSharp.Utils.ComponentName(Name = "renamed")]
        private readonly Sequential second = nn.Sequential(nn.Linear(2, 2), nn.GELU());

        public Model()
            : base(nameof(Model)) => this.RegisterComponents();

        public Linear First => this.first;

        public override Tensor forward(Tensor input) => this.second.call(this.first.call(input)) * this.scale + this.offset;
    }
}
