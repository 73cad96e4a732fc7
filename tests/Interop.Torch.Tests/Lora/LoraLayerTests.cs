using IlgpuOptim.Interop.Torch.Lora;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace IlgpuOptim.Interop.Torch.Tests.Lora;

/// <summary>One adapter at one layer: shapes, start, what it computes, its gradients, merging.</summary>
public sealed class LoraLayerTests : LoraTest
{
    /// <summary>Form, depth, outputs, inputs.</summary>
    public static TheoryData<LoraForm, int, int, int> Forms => new()
    {
        { LoraForm.Lora, 2, 12, 8 },
        { LoraForm.Deep, 2, 8, 8 },
        { LoraForm.Deep, 3, 12, 8 },
        { LoraForm.Deep, 4, 8, 12 },
        { LoraForm.DeepCompressed, 2, 8, 12 },
        { LoraForm.DeepCompressed, 3, 8, 8 },
        { LoraForm.DeepCompressed, 3, 12, 8 },
        { LoraForm.DeepCompressed, 5, 8, 12 },
    };

    [Fact]
    public void Shapes_AreThoseOfThePaper()
    {
        string Shapes(LoraAdapter adapter) => string.Join(" ", adapter.Factors.Select(static factor => string.Join("x", factor.shape)));

        Assert.Equal("4x8 12x4", Shapes(Create(LoraForm.Lora, 2, 12, 8)));
        Assert.Equal("12x8 12x12 12x12", Shapes(Create(LoraForm.Deep, 3, 12, 8)));
        Assert.Equal("12x12 8x12", Shapes(Create(LoraForm.Deep, 2, 8, 12)));
        Assert.Equal("5x8 5x5 12x5", Shapes(Create(LoraForm.Deep, 3, 12, 8, options => options with { Width = 5 })));

        // L inner factors and two outer ones: V^T first, U last.
        LoraAdapter compressed = Create(LoraForm.DeepCompressed, 3, 12, 8);

        Assert.Equal("4x8 4x4 4x4 4x4 12x4", Shapes(compressed));
        Assert.Equal(["4x4", "4x4", "4x4"], compressed.InnerFactors.Select(static factor => string.Join("x", factor.shape)));
        Assert.Equal(["4x8", "12x4"], compressed.OuterFactors.Select(static factor => string.Join("x", factor.shape)));
        Assert.Equal((12 + 8) * 4 + 3 * 16, compressed.ParameterCount);
        Assert.Equal(8 * compressed.ParameterCount, compressed.ParameterBytes);
    }

    [Fact]
    public void Start_OfTheFullForm_IsEpsilonTimesOrthogonal()
    {
        LoraAdapter full = Create(LoraForm.Deep, 3, 12, 8, options => options with { Epsilon = 0.01 });

        foreach (Parameter factor in full.Factors)
        {
            Assert.All(Values(linalg.svdvals(factor)), static value => Assert.Equal(0.01, value, 1e-15));
        }

        // The product of all: eps^3 on every direction of the smaller side.
        Assert.All(Values(linalg.svdvals(full.Update())), static value => Assert.Equal(1e-6, value, 1e-19));
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(12, 8)]
    [InlineData(8, 12)]
    [InlineData(4, 9)]
    public void Start_OfTheCompressedForm_HoldsTheGradientsDirections(int outputs, int inputs)
    {
        const double eps = 0.01;
        Tensor gradient = randn([outputs, inputs], float64);
        LoraAdapter adapter = Create(LoraForm.DeepCompressed, 3, outputs, inputs, options => options with { Epsilon = eps }, gradient);
        (Tensor right, Tensor left) = (adapter.Factors[0].detach(), adapter.Factors[^1].detach());
        (Tensor u, _, Tensor v) = linalg.svd(gradient, fullMatrices: false);

        Assert.True(Distance(right.matmul(right.mT), eye(4, dtype: float64)) < 1e-14);
        Assert.True(Distance(left.mT.matmul(left), eye(4, dtype: float64)) < 1e-14);

        // Both leading directions of both sides lie in the subspaces.
        Tensor leadingRight = v.narrow(0, 0, 2).mT, leadingLeft = u.narrow(1, 0, 2);

        Assert.True(Distance(right.mT.matmul(right).matmul(leadingRight), leadingRight) < 1e-13);
        Assert.True(Distance(left.matmul(left.mT).matmul(leadingLeft), leadingLeft) < 1e-13);

        // Inner factors are eps I, but for the one on the smaller side of a rectangular layer: eps T, 0 < T <= 1.
        for (int i = 1; i <= 3; i++)
        {
            double[] singular = Values(linalg.svdvals(adapter.Factors[i]));
            bool stretched = (outputs < inputs && i == 3) || (outputs > inputs && i == 1);

            Assert.All(singular, value => Assert.InRange(value, stretched ? 1e-9 : eps * (1 - 1e-14), eps * (1 + 1e-14)));
            Assert.Equal(stretched, Distance(adapter.Factors[i], eye(4, dtype: float64) * eps) > 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Output_IsTheBaseAndTheUpdate(LoraForm form, int depth, int outputs, int inputs)
    {
        LoraAdapter adapter = Create(form, depth, outputs, inputs, options => options with { Alpha = 6 });
        Tensor x = randn([5, 3, inputs], float64);

        // At the start the base's, to eps^L.
        Tensor start = adapter.Base.call(x);
        double size = form == LoraForm.Lora ? 0 : Math.Pow(1e-3, depth) * 4 * Math.Sqrt(inputs);

        Assert.InRange(Distance(start, adapter.call(x)), 0, size);

        Scramble(adapter);

        // scale F_k ... F_0, by plain loops.
        double[][] product = Rows(adapter.Factors[0]);

        foreach (Parameter factor in adapter.Factors.Skip(1))
        {
            product = Product(Rows(factor), product);
        }

        double scale = form == LoraForm.Lora ? 6.0 / 4 : 1;
        double[] update = [.. product.SelectMany(row => row.Select(value => scale * value))];
        Tensor expected = x.matmul((adapter.Base.weight.detach() + tensor(update).reshape(outputs, inputs)).mT) + adapter.Base.bias.detach();

        Assert.True(Distance(expected, adapter.call(x)) < 1e-12);
        Assert.True(Distance(tensor(update).reshape(outputs, inputs), adapter.Update()) < 1e-13);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Gradients_AgreeWithDifferences(LoraForm form, int depth, int outputs, int inputs)
    {
        const double h = 1e-5;
        LoraAdapter adapter = Create(form, depth, outputs, inputs);
        Tensor x = randn([4, inputs], float64);
        Tensor weights = randn([4, outputs], float64);

        Scramble(adapter);

        Tensor Loss() => (adapter.call(x).tanh() * weights).sum();

        Loss().backward();

        using IDisposable none = no_grad();

        foreach (Parameter factor in adapter.Factors)
        {
            double[] gradient = Values(factor.grad);
            Tensor flat = factor.view(-1);

            for (int k = 0; k < gradient.Length; k += 3)
            {
                double value = flat[k].item<double>();

                double At(double shifted)
                {
                    flat[k] = tensor(shifted);

                    return Loss().item<double>();
                }

                double expected = (At(value + h) - At(value - h)) / (2 * h);

                flat[k] = tensor(value);
                Assert.True(Math.Abs(expected - gradient[k]) < 1e-7 * Math.Max(1, Math.Abs(expected)), $"{expected:r} and {gradient[k]:r}");
            }
        }
    }

    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Merge_AndUnmerge_AreExact(ScalarType type)
    {
        LoraAdapter adapter = Create(LoraForm.DeepCompressed, 3, 12, 8, type: type);
        Tensor x = randn([5, 8], type);

        Scramble(adapter);

        byte[] before = Bits(adapter.Base.weight);
        Tensor separate = adapter.call(x);

        adapter.Merge();
        Assert.True(adapter.IsMerged);
        Assert.NotEqual(before, Bits(adapter.Base.weight));

        double tolerance = type switch { ScalarType.Float64 => 1e-13, ScalarType.Float32 => 1e-5, _ => 0.2 };

        Assert.True(Distance(separate, adapter.call(x)) < tolerance);
        Assert.Throws<InvalidOperationException>(adapter.Merge);

        adapter.Unmerge();
        Assert.False(adapter.IsMerged);
        Assert.Equal(before, Bits(adapter.Base.weight));
        Assert.Equal(Bits(separate), Bits(adapter.call(x)));
        Assert.Throws<InvalidOperationException>(adapter.Unmerge);
    }

    [Fact]
    public void Start_OfLora_HasTheDeviationAskedFor()
    {
        double Deviation(LoraStart start) => Math.Sqrt(Values(Create(LoraForm.Lora, 2, 64, 400, options => options with { Start = start, Rank = 50 })
            .Factors[0]).Average(static value => value * value));

        // 20,000 numbers: within 3 % at six deviations.
        Assert.InRange(Deviation(LoraStart.Kaiming) * 20 * Math.Sqrt(3), 0.97, 1.03);
        Assert.InRange(Deviation(LoraStart.Gaussian) * 20, 0.97, 1.03);
        Assert.InRange(Deviation(LoraStart.UnitGaussian), 0.97, 1.03);
    }

    [Fact]
    public void Wrong_Options_AreRefused()
    {
        Linear layer = nn.Linear(8, 6);

        string Message(Func<object> action) => Assert.Throws<ArgumentException>(action).Message;

        Assert.Contains("even", Message(() => new DeepLoRALinear(layer, zeros(6, 8), new LoraOptions { Rank = 3 })), StringComparison.Ordinal);
        Assert.Contains("at most 6", Message(() => new LoRALinear(layer, new LoraOptions { Form = LoraForm.Lora, Rank = 7 })), StringComparison.Ordinal);
        Assert.Contains("depth is 1", Message(() => new DeepLoRALinear(layer, new LoraOptions { Form = LoraForm.Deep, Depth = 1 })), StringComparison.Ordinal);
        Assert.Contains("[8, 6]", Message(() => new DeepLoRALinear(layer, zeros(8, 6), new LoraOptions { Rank = 4 })), StringComparison.Ordinal);
        Assert.Contains("infinite", Message(() => new DeepLoRALinear(layer, zeros(6, 8) / 0, new LoraOptions { Rank = 4 })), StringComparison.Ordinal);
        Assert.Contains("options say DeepCompressed", Message(() => new LoRALinear(layer, new LoraOptions { Rank = 4 })), StringComparison.Ordinal);
    }

    internal static LoraAdapter Create(
        LoraForm form,
        int depth,
        int outputs,
        int inputs,
        Func<LoraOptions, LoraOptions>? change = null,
        Tensor? gradient = null,
        ScalarType type = ScalarType.Float64)
    {
        Linear layer = nn.Linear(inputs, outputs, dtype: type);
        LoraOptions options = new() { Form = form, Rank = 4, Depth = depth };

        options = change?.Invoke(options) ?? options;

        return form switch
        {
            LoraForm.Lora => new LoRALinear(layer, options),
            LoraForm.Deep => new DeepLoRALinear(layer, options),
            _ => new DeepLoRALinear(layer, gradient ?? randn([outputs, inputs], type), options),
        };
    }

    private static void Scramble(LoraAdapter adapter)
    {
        using IDisposable none = no_grad();

        foreach (Parameter factor in adapter.Factors)
        {
            factor.copy_(randn_like(factor) * 0.4);
        }
    }

    private static double[][] Rows(Tensor matrix) => [.. Values(matrix).Chunk((int)matrix.size(1))];

    private static double[][] Product(double[][] left, double[][] right) =>
        [.. left.Select(row => Enumerable.Range(0, right[0].Length).Select(k => row.Select((value, i) => value * right[i][k]).Sum()).ToArray())];
}
