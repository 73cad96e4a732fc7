using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Native;
using Xunit;
using static TorchSharp.torch;

namespace IlgpuOptim.TorchSharp.Tests;

/// <summary>Gradients against difference quotients and formulas.</summary>
public sealed class AutogradTests : TorchTest
{
    private static readonly double[] s_a = [0.3, -0.7, 1.1, 0.9, -1.3, 0.45];
    private static readonly double[] s_b = [0.5, 0.2, -0.4, 1.2, 0.8, -0.6];

    private static readonly Dictionary<string, Func<Tensor, Tensor, Tensor>> s_functions = new()
    {
        ["arithmetic"] = (a, b) => (((a + b) * a) - (b / (a.square() + 1))).sum(),
        ["elementary"] = (a, b) => (a.exp() + b.tanh() + a.sigmoid() + (b.square() + 1).log() + a.sin() + (b.square() + 1).sqrt()).sum(),
        ["activations"] = (a, b) => (a.gelu() + b.silu() + a.softplus() + b.elu(0.7) + a.leaky_relu(0.1) + b.selu()).sum(),
        ["matmul"] = (a, b) => a.reshape(2, 3).matmul(b.reshape(3, 2)).square().sum(),
        ["linear"] = (a, b) => nn.functional.linear(a.reshape(2, 3), b.reshape(2, 3), b[..2]).pow(3).sum(),
        ["softmax"] = (a, b) => (a.reshape(2, 3).softmax(1) * b.reshape(2, 3)).sum(),
        ["log_softmax"] = (a, b) => (a.reshape(2, 3).log_softmax(0) * b.reshape(2, 3)).sum(),
        ["layer_norm"] = (a, b) => (nn.functional.layer_norm(a.reshape(2, 3), [3], b[..3], b[3..]) * b.reshape(2, 3)).sum(),
        ["group_norm"] = (a, b) => (nn.functional.group_norm(a.reshape(1, 2, 3), 2, b[..2], b[2..4]) * b.reshape(1, 2, 3)).sum(),
        ["batch_norm"] = (a, b) => (nn.functional.batch_norm(a.reshape(3, 2), null, null, b[..2], b[2..4], training: true) * b.reshape(3, 2)).sum(),
        ["conv2d"] = (a, b) => nn.functional.conv2d(a.reshape(1, 1, 2, 3), b[..4].reshape(1, 1, 2, 2), b[4..5], padding: [1, 1]).square().sum(),
        ["pools"] = (a, b) => (nn.functional.avg_pool2d(a.reshape(1, 1, 2, 3), (1, 2), (1, 1)).square() + nn.functional.max_pool2d(b.reshape(1, 1, 2, 3), (1, 2), (1, 1))).sum(),
        ["embedding"] = (a, b) => (nn.functional.embedding(tensor(new long[] { 2, 0, 2 }), a.reshape(3, 2)) * b.reshape(3, 2)).sum(),
        ["attention"] = (a, b) => (nn.functional.scaled_dot_product_attention(a.reshape(1, 3, 2), b.reshape(1, 3, 2), a.reshape(1, 3, 2), is_casual: true) * b.reshape(1, 3, 2)).sum(),
        ["cross_entropy"] = (a, b) => nn.functional.cross_entropy(a.reshape(2, 3) * b.reshape(2, 3), tensor(new long[] { 2, 0 }), label_smoothing: 0.1),
        ["mse"] = (a, b) => nn.functional.mse_loss(a, b),
        ["bce"] = (a, b) => nn.functional.binary_cross_entropy_with_logits(a, b.sigmoid()),
        ["huber"] = (a, b) => nn.functional.huber_loss(a * 3, b),
        ["reductions"] = (a, b) => a.std() + b.var() + a.norm() + b.logsumexp(0) + (a.max() * b.min()) + a.prod(),
        ["views"] = (a, b) => (cat([a.reshape(2, 3).t(), b.reshape(3, 2)], 1)[1..] * stack([a[..4], b[2..]]).permute(1, 0).flatten()[..8].reshape(2, 4)).sum(),
        ["indexing"] = (a, b) => (a[tensor(new long[] { 1, 1, 4 })] * b[b > 0][..3]).sum() + where(a > b, a, b).square().sum(),
    };

    public static TheoryData<string> Functions => [.. s_functions.Keys];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Gradient_AgreesWithDifferences(string name)
    {
        Func<Tensor, Tensor, Tensor> function = s_functions[name];
        GradientsAgree(x => function(x[0], x[1]), s_a, s_b);
    }

    [Fact]
    public void MatMul_BackwardGivesProductsWithTheOtherFactor()
    {
        // f = sum(A B): df/dA = 1 B^T, df/dB = A^T 1.
        Tensor a = tensor(new double[] { 1, 2, 3, 4, 5, 6 }, [2, 3]).requires_grad_();
        Tensor b = tensor(new double[] { 7, 8, 9, 10, 11, 12 }, [3, 2]).requires_grad_();
        (a.matmul(b) + 1).sum().backward();
        Equal([15, 19, 23, 15, 19, 23], a.grad);
        Equal([5, 5, 7, 7, 9, 9], b.grad);
    }

    [Fact]
    public void Backward_AddsToGradients()
    {
        Tensor x = tensor(new double[] { 1, 2 }).requires_grad_();
        Assert.Null(x.grad);
        x.square().sum().backward();
        x.square().sum().backward();
        Equal([4, 8], x.grad!);
        x.grad = null;
        Assert.Null(x.grad);
        x.grad = tensor(new double[] { 5, 6 });
        Equal([5, 6], x.grad);
    }

    [Fact]
    public void Backward_TakesWeightsAndInputs()
    {
        Tensor x = tensor(new double[] { 1, 2 }).requires_grad_();
        Tensor y = tensor(new double[] { 3, 4 }).requires_grad_();
        (x * y).backward([tensor(new double[] { 10, 100 })], inputs: [x]);
        Equal([30, 400], x.grad);
        Assert.Null(y.grad);
    }

    [Fact]
    public void Grad_GivesSecondDerivatives()
    {
        Tensor x = tensor(new double[] { 1, 2, 3 }).requires_grad_();
        Tensor first = autograd.grad([x.pow(3).sum()], [x], create_graph: true)[0];
        Equal([3, 12, 27], first);
        Equal([6, 12, 18], autograd.grad([first.sum()], [x])[0]);
        Assert.Null(x.grad);
        Tensor unused = ones(1, requires_grad: true);
        Assert.Null(autograd.grad([x.sum()], [x, unused], allow_unused: true)[1]);
        Assert.Throws<ExternalException>(() => autograd.grad([x.sum()], [unused]));
    }

    [Fact]
    public void Modes_NestAndComeBack()
    {
        Tensor x = ones(1, requires_grad: true);
        Assert.True(is_grad_enabled());
        using (no_grad())
        {
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
            {
                Assert.True((x * 2).requires_grad);
            }

            Assert.False(is_grad_enabled());
        }

        Assert.True(is_grad_enabled());
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            Assert.Equal(-1, TensorMemory.Describe(x * 2).Version);
        }

        Assert.False(is_inference_mode_enabled());
        Assert.False((x * 2).detach().requires_grad);
        Assert.False((x * 2).is_leaf);
        Assert.True(x.is_leaf);
    }

    [Fact]
    public void RetainGrad_KeepsThatOfAProduct()
    {
        Tensor x = tensor(new double[] { 2 }).requires_grad_();
        Tensor y = x * 3;
        y.retain_grad();
        y.square().backward();
        Equal([12], y.grad);
        Equal([36], x.grad);
    }

    [Fact]
    public void Errors_CarryWhatLibtorchSays()
    {
        Tensor x = ones(2, requires_grad: true);
        Assert.Contains("grad can be implicitly created only for scalar outputs", Assert.Throws<ExternalException>(() => (x * 2).backward()).Message);
        Tensor loss = x.exp().sum();
        loss.backward();
        ExternalException exception = Assert.Throws<ExternalException>(() => (x.exp().sum() + loss).backward());
        Assert.Contains("Trying to backward through the graph a second time", exception.Message);
        Assert.Throws<ExternalException>(() => x.add_(1));
        Assert.Throws<ExternalException>(() => arange(3).requires_grad_());
        Assert.Throws<ExternalException>(() => (x * 2).requires_grad_(false));
        Assert.Contains("shape", Assert.Throws<ExternalException>(() => x.grad = ones(3)).Message);
        Assert.Contains("type", Assert.Throws<ExternalException>(() => x.grad = ones(2, float64)).Message);
    }

    [Fact]
    public void VersionCounter_ShowsWritesToAutograd()
    {
        Tensor x = tensor(new double[] { 1, 2 }).requires_grad_();
        Tensor y = x * 1;
        Tensor loss = y.square().sum();
        long before = TensorMemory.Describe(y).Version;
        TensorMemory.BumpVersion(y);
        Assert.Equal(before + 1, TensorMemory.Describe(y).Version);
        Assert.Contains("modified by an inplace operation", Assert.Throws<ExternalException>(loss.backward).Message);
    }
}
