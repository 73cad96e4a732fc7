using IlgpuOptim.Interop.Torch.Lora;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Native;
using Xunit;
using static TorchSharp.torch;

namespace IlgpuOptim.Interop.Torch.Tests.Lora;

/// <summary>Adapters in a model: which layers, what is frozen and trained, merging, taking out, memory.</summary>
public sealed class LoraAdaptersTests : LoraTest
{
    [Theory]
    [InlineData("*", "first second third tail.out")]
    [InlineData("first", "first")]
    [InlineData("first, tail.*", "first tail.out")]
    [InlineData("*ir*", "first third")]
    [InlineData("tail.?ut", "tail.out")]
    [InlineData("regex:(first|second)", "first second")]
    [InlineData("regex:.*\\.out", "tail.out")]
    public void Pattern_PicksLayers(string pattern, string expected)
    {
        using Model model = new();
        LoraAdapters adapters = LoraAdapters.Inject(model, pattern, Options(LoraForm.Lora));

        Assert.Equal(expected, string.Join(" ", adapters.Adapters.Select(static item => item.Name)));
        Assert.Equal(
            adapters.Parameters.Select(static parameter => parameter.Handle).Order(),
            model.parameters().Where(static parameter => parameter.requires_grad).Select(static parameter => parameter.Handle).Order());
    }

    [Theory]
    [InlineData("frist", "matches no linear layer. The model has first, ")]
    [InlineData("tail.norm", "It matches 'tail.norm', which is a LayerNorm.")]
    [InlineData("tail.o", "The model has tail.out, ")]
    public void Pattern_ThatMatchesNothing_NamesNearOnes(string pattern, string expected)
    {
        using Model model = new();
        ArgumentException error = Assert.Throws<ArgumentException>(() => LoraAdapters.Inject(model, pattern, Options(LoraForm.Lora)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.All(model.parameters(), static parameter => Assert.True(parameter.requires_grad));
        Assert.Throws<ArgumentException>(() => LoraAdapters.Inject(model, "regex:(", Options(LoraForm.Lora)));
        Assert.Throws<ArgumentException>(() => LoraAdapters.Inject(model, " ", Options(LoraForm.Lora)));
    }

    [Theory]
    [InlineData(LoraForm.Lora)]
    [InlineData(LoraForm.Deep)]
    [InlineData(LoraForm.DeepCompressed)]
    public void Model_StartsAsItWas_AndLearns(LoraForm form)
    {
        using Model model = new(float64);
        (Tensor x, Tensor y) = Batch();
        Tensor before = model.call(x).detach();
        Dictionary<string, byte[]> frozen = model.named_parameters().ToDictionary(static item => item.name, static item => Bits(item.parameter));
        LoraAdapters adapters = LoraAdapters.Inject(model, "*", Options(form) with { Epsilon = 0.05 }, () => Loss(model, x, y));

        Assert.True(Distance(before, model.call(x)) < (form == LoraForm.Lora ? 1e-15 : 0.01));

        double start = Loss(model, x, y).item<double>();
        global::TorchSharp.Modules.AdamW optimizer = new(adapters.ParameterGroups(0.01, static (parameters, rate) => new global::TorchSharp.Modules.AdamW.ParamGroup(parameters, rate)));

        for (int step = 0; step < 200; step++)
        {
            using DisposeScope scope = NewDisposeScope();

            optimizer.zero_grad();
            Loss(model, x, y).backward();
            optimizer.step();
        }

        // All layers take part: those in fields of type Linear through their calls.
        Assert.True(Loss(model, x, y).item<double>() < 0.3 * start);
        Assert.All(adapters.Adapters, static item => Assert.True(Norm(item.Adapter.Update()) > 0.01, item.Name));

        Tensor learned = model.call(x).detach();

        adapters.Merge();
        Assert.True(Distance(learned, model.call(x)) < 1e-12);
        adapters.Unmerge();
        Assert.Equal(Bits(learned), Bits(model.call(x)));

        adapters.Unload(merge: false);
        Assert.Equal(Bits(before), Bits(model.call(x)));
        Assert.Equal(frozen.Keys, model.named_parameters().Select(static item => item.name));
        Assert.All(model.named_parameters(), item => Assert.Equal(frozen[item.name], Bits(item.parameter)));
        Assert.All(model.parameters(), static parameter => Assert.True(parameter.requires_grad));
        Assert.Throws<ObjectDisposedException>(() => adapters.Unload(merge: true));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Unload_WithMerge_LeavesTheUpdates(bool mergedBefore)
    {
        using Model model = new(float64);
        (Tensor x, Tensor y) = Batch();
        LoraAdapters adapters = LoraAdapters.Inject(model, "*", Options(LoraForm.DeepCompressed) with { Epsilon = 0.5 }, () => Loss(model, x, y));
        Tensor adapted = model.call(x).detach();

        if (mergedBefore)
        {
            adapters.Merge();
        }

        adapters.Unload(merge: true);
        Assert.True(Distance(adapted, model.call(x)) < 1e-12);
        Assert.Empty(model.modules().OfType<LoraAdapter>());
    }

    [Fact]
    public void Groups_HaveTheirRates()
    {
        using Model model = new(float64);
        (Tensor x, Tensor y) = Batch();
        LoraAdapters adapters = LoraAdapters.Inject(model, "first,tail.*", Options(LoraForm.DeepCompressed) with { OuterRate = 0.02 }, () => Loss(model, x, y));
        IReadOnlyList<(int Count, double Rate)> groups = adapters.ParameterGroups(0.5, static (parameters, rate) => (parameters.Count, rate));

        Assert.Equal([(6, 0.5), (4, 0.01)], groups);
        Assert.Equal([(4, 0.5)], LoraAdapters.Inject(new Model(), "first,tail.*", Options(LoraForm.Lora)).ParameterGroups(0.5, static (parameters, rate) => (parameters.Count, rate)));

        // Plain gradient descent: the outer factors move by 0.02 of what they would at the inner rate.
        SGD optimizer = new(adapters.ParameterGroups(0.5, static (parameters, rate) => new SGD.ParamGroup(parameters, rate)), 0.5);
        Tensor[] old = [.. adapters.Adapters[0].Adapter.Factors.Select(static factor => factor.detach().clone())];

        Loss(model, x, y).backward();

        Tensor[] gradients = [.. adapters.Adapters[0].Adapter.Factors.Select(static factor => factor.grad.clone())];

        optimizer.step();

        for (int i = 0; i < old.Length; i++)
        {
            double rate = i == 0 || i == old.Length - 1 ? 0.01 : 0.5;

            Assert.True(Distance(old[i] - (gradients[i] * rate), adapters.Adapters[0].Adapter.Factors[i]) < 1e-16);
        }
    }

    /// <summary>The plug-in AdamW with the same groups takes the same steps as libtorch's.</summary>
    [Fact]
    public void PluginOptimizers_TakeTheGroups()
    {
        (Tensor x, Tensor y) = (randn(16, 6), randn(16, 4));
        using Model one = new(), two = new();

        two.load_state_dict(one.state_dict());

        LoraAdapters Adapt(Model model) => LoraAdapters.Inject(
            model, "*", Options(LoraForm.DeepCompressed) with { Seed = 5, Epsilon = 0.1, OuterRate = 0.1 }, () => Loss(model, x, y));

        LoraAdapters first = Adapt(one), second = Adapt(two);
        using AdamW own = new(first.ParameterGroups(0.01, static (parameters, rate) => new AdamW.ParamGroup(parameters, new AdamW.Options { LearningRate = rate, WeightDecay = 0 })));
        using global::TorchSharp.Modules.AdamW torch = new(second.ParameterGroups(0.01, static (parameters, rate) => new global::TorchSharp.Modules.AdamW.ParamGroup(parameters, rate)));

        for (int step = 0; step < 20; step++)
        {
            one.zero_grad();
            two.zero_grad();
            Loss(one, x, y).backward();
            Loss(two, x, y).backward();
            own.step();
            torch.step();
        }

        Assert.All(first.Adapters.Zip(second.Adapters), static pair =>
        {
            Assert.True(Distance(pair.First.Adapter.Update(), pair.Second.Adapter.Update()) < 1e-4);
            Assert.True(Norm(pair.First.Adapter.Update()) > 0.01);
        });
        Assert.Equal([0.01, 0.001], own.ParamGroups.Select(static group => group.LearningRate));
    }

    [Fact]
    public void Gradient_LeavesTheModelAlone_AndIsTheOneOfThatLoss()
    {
        using Model model = new(float64);
        (Tensor x, Tensor y) = Batch();

        ((nn.Module)model).named_modules().Single(static item => item.name == "third").module.eval();
        Loss(model, x, y).backward();

        Tensor expected = model.get_parameter("second.weight").grad.clone();
        bool[] modes = [.. model.modules().Select(static module => module.training)];

        model.zero_grad();

        bool trainedDuring = true;
        LoraAdapters adapters = LoraAdapters.Inject(model, "second", Options(LoraForm.DeepCompressed), () =>
        {
            trainedDuring = model.training;

            return Loss(model, x, y);
        });

        Assert.False(trainedDuring);
        Assert.True(model.training);
        Assert.Equal(modes, model.modules().Where(static module => module is not LoraAdapter and not ParameterList).Select(static module => module.training));
        Assert.All(model.parameters(), static parameter => Assert.Null(parameter.grad));

        // Rank 4, so the two leading right singular vectors of the gradient are in the subspace.
        Tensor right = adapters.Adapters[0].Adapter.Factors[0].detach();
        Tensor leading = linalg.svd(expected, fullMatrices: false).Vh.narrow(0, 0, 2).mT;

        Assert.True(Distance(right.mT.matmul(right).matmul(leading), leading) < 1e-12);
    }

    [Fact]
    public void Errors_SayWhatIsWrong_AndChangeNothing()
    {
        using Model model = new(float64);
        (Tensor x, Tensor y) = Batch();
        string before = string.Join(" ", model.named_parameters().Select(static item => item.name));

        Assert.Contains("needs the loss", Assert.Throws<ArgumentException>(() => LoraAdapters.Inject(model, "*", Options(LoraForm.DeepCompressed))).Message, StringComparison.Ordinal);
        Assert.Contains(
            "layer 'tail.out' is 4 x 8: at most 4",
            Assert.Throws<ArgumentException>(() => LoraAdapters.Inject(model, "*", Options(LoraForm.Lora) with { Rank = 6 })).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "'first' has no part in the loss",
            Assert.Throws<InvalidOperationException>(() => LoraAdapters.Inject(model, "*", Options(LoraForm.DeepCompressed), () => model.get_parameter("second.weight").sum())).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "Use call()",
            Assert.Throws<InvalidOperationException>(() => LoraAdapters.Inject(model, "second", Options(LoraForm.DeepCompressed), () => model.get_parameter("second.weight").sum())).Message,
            StringComparison.Ordinal);
        Assert.Equal(before, string.Join(" ", model.named_parameters().Select(static item => item.name)));
        Assert.All(model.parameters(), static parameter => Assert.True(parameter.requires_grad));

        LoraAdapters adapters = LoraAdapters.Inject(model, "second", Options(LoraForm.Lora));

        Assert.Contains("has an adapter already", Assert.Throws<ArgumentException>(() => LoraAdapters.Inject(model, "sec*", Options(LoraForm.Lora))).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(adapters.Unmerge);
    }

    [Fact]
    public void SharedLayer_HasOneAdapter()
    {
        Linear shared = nn.Linear(5, 5);
        using Sequential model = nn.Sequential(("a", shared), ("b", nn.Tanh()), ("c", shared));
        LoraAdapters adapters = LoraAdapters.Inject(model, "*", Options(LoraForm.Lora));

        Assert.Equal("a", Assert.Single(adapters.Adapters).Name);
        Assert.Equal(2, model.children().OfType<LoraAdapter>().Count());
        adapters.Unload(merge: true);
        Assert.Equal(2, model.children().Count(child => ReferenceEquals(child, shared)));
    }

    [Fact]
    public void Seed_RepeatsTheStart()
    {
        byte[] Start(long? seed)
        {
            using Model model = new();

            return [.. LoraAdapters.Inject(model, "*", Options(LoraForm.Lora) with { Seed = seed }).Parameters.SelectMany(Bits)];
        }

        Assert.Equal(Start(3), Start(3));
        Assert.NotEqual(Start(3), Start(4));
        Assert.NotEqual(Start(null), Start(null));
    }

    /// <summary>Training steps, merging and unmerging leave nothing behind.</summary>
    [Theory]
    [InlineData(LoraForm.Lora)]
    [InlineData(LoraForm.DeepCompressed)]
    public void Steps_KeepMemoryFlat(LoraForm form)
    {
        using Model model = new();
        (Tensor x, Tensor y) = (randn(16, 6), randn(16, 4));
        LoraAdapters adapters = LoraAdapters.Inject(model, "*", Options(form), () => Loss(model, x, y));
        global::TorchSharp.Modules.AdamW optimizer = new(adapters.ParameterGroups(0.01, static (parameters, rate) => new global::TorchSharp.Modules.AdamW.ParamGroup(parameters, rate)));
        long after = 0;

        for (int step = 0; step < 30; step++)
        {
            using (DisposeScope scope = NewDisposeScope())
            {
                optimizer.zero_grad();
                Loss(model, x, y).backward();
                optimizer.step();
                adapters.Merge();
                adapters.Unmerge();
            }

            if (step == 4)
            {
                after = LibTorch.LiveHandles;
            }
        }

        Assert.Equal(after, LibTorch.LiveHandles);
    }

    private static LoraOptions Options(LoraForm form) => new() { Form = form, Rank = 4 };

    private static (Tensor X, Tensor Y) Batch() => (randn([16, 6], float64), randn([16, 4], float64));

    private static Tensor Loss(Model model, Tensor x, Tensor y) => (model.call(x) - y).square().mean();
}
