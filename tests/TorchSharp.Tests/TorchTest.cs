using TorchSharp.Native;
using Xunit;
using static TorchSharp.torch;

// Seeds, thread counts and native handle counts belong to the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace IlgpuOptim.TorchSharp.Tests;

/// <summary>A test that needs libtorch; skipped, with the reason, where there is none.</summary>
public abstract class TorchTest
{
    protected TorchTest() => Assert.SkipUnless(LibTorch.IsAvailable(out string? problem), problem ?? "");

    /// <summary>The elements in row-major order.</summary>
    protected static double[] Values(Tensor tensor) => tensor.detach().to(float64).contiguous().data<double>().ToArray();

    /// <summary>Shape and values are as expected, to within <paramref name="tolerance"/> of the largest value.</summary>
    protected static void Equal(double[] expected, Tensor actual, double tolerance = 0)
    {
        double[] values = Values(actual);
        Assert.Equal(expected.Length, values.Length);
        double scale = Math.Max(1, expected.Select(Math.Abs).Where(double.IsFinite).DefaultIfEmpty(0).Max());
        for (int i = 0; i < values.Length; i++)
        {
            bool equal = expected[i].Equals(values[i]) || Math.Abs(expected[i] - values[i]) <= tolerance * scale;
            Assert.True(equal, $"element {i}: expected {expected[i]:r}, got {values[i]:r}");
        }
    }

    /// <summary>
    /// The gradients of a scalar function, compared with central differences in float64. The error of those is about h^2,
    /// with rounding eps/h: 1e-9 for h = 1e-5 and values near 1.
    /// </summary>
    protected static void GradientsAgree(Func<Tensor[], Tensor> function, params double[][] inputs) =>
        GradientsAgree(function, [.. inputs.Select(values => tensor(values))]);

    /// <inheritdoc cref="GradientsAgree(Func{Tensor[], Tensor}, double[][])"/>
    protected static void GradientsAgree(Func<Tensor[], Tensor> function, params Tensor[] inputs)
    {
        const double h = 1e-5;
        using IDisposable scope = NewDisposeScope();
        Tensor[] leaves = [.. inputs.Select(input => input.detach().clone().requires_grad_())];
        function(leaves).backward();
        for (int i = 0; i < inputs.Length; i++)
        {
            double[] gradient = Values(leaves[i].grad);
            double[] start = Values(inputs[i]);
            for (int k = 0; k < start.Length; k++)
            {
                double Shifted(double by)
                {
                    using IDisposable none = no_grad();
                    double[] moved = [.. start];
                    moved[k] += by;
                    Tensor[] arguments = [.. inputs];
                    arguments[i] = tensor(moved).reshape(inputs[i].shape);
                    return function(arguments).item<double>();
                }

                double expected = (Shifted(h) - Shifted(-h)) / (2 * h);
                Assert.True(
                    Math.Abs(expected - gradient[k]) <= 1e-7 * Math.Max(1, Math.Abs(expected)),
                    $"input {i}, element {k}: difference quotient {expected:r}, gradient {gradient[k]:r}");
            }
        }
    }
}
