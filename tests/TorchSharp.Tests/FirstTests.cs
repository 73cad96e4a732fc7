using Xunit;
using static TorchSharp.torch;

namespace IlgpuOptim.TorchSharp.Tests;

public sealed class AutogradTests : TorchTest
{
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
    public void Gradients_AgreeWithDifferences() =>
        GradientsAgree(x => (x[0].exp() * x[1] + x[1].tanh() / x[0]).sum(), [0.3, -0.7, 1.1], [0.5, 0.2, -0.4]);
}
