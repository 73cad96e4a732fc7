using IlgpuOptim.Interop.Torch.Lora;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace IlgpuOptim.Interop.Torch.Tests.Lora;

/// <summary>
/// The theory: the full form moves in subspaces of twice the target's rank, which the first gradient gives, and the compressed form follows it
/// there (specification of Deep LoRA, sections 3 and 4; Yaras et al., 2024, theorem 2.1).
/// </summary>
public sealed class LoraTrajectoryTests : LoraTest
{
    /// <summary>Depth, outputs, inputs.</summary>
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 2, 20, 20 },
        { 3, 20, 20 },
        { 4, 20, 20 },
        { 3, 14, 20 },
        { 3, 20, 14 },
        { 2, 12, 20 },
        { 4, 20, 12 },
    };

    /// <summary>
    /// Gradient descent on a target of rank r, fully observed: what the compressed form with rank 2r and an outer rate of 0 leaves out is
    /// eps^L in each of the other min(m, n) - 2r directions, at every step.
    /// </summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void Compressed_FollowsTheFullForm(int depth, int outputs, int inputs)
    {
        const double eps = 0.1;
        const int rank = 2;
        (DeepLoRALinear full, Tensor target) = Problem(depth, outputs, inputs, rank, eps);
        DeepLoRALinear compressed = DeepLoRALinear.Compress(full, Gradient(full, target), 2 * rank, outerRate: 0);
        double bound = Math.Sqrt(Math.Min(outputs, inputs)) * Math.Pow(eps, depth);
        double start = Norm(full.Update() - target), worst = 0;

        for (int step = 0; step < 4000; step++)
        {
            Descend(full, target, 0.02, full.Factors);
            Descend(compressed, target, 0.02, compressed.InnerFactors);

            if (step % 50 == 49)
            {
                worst = Math.Max(worst, Norm(full.Update() - compressed.Update()));
            }
        }

        Assert.InRange(worst, 1e-6 * bound, bound);

        // Both have learned the target, so there was something to follow.
        Assert.True(Norm(full.Update() - target) < 0.05 * start, $"{Norm(full.Update() - target)} of {start}");
    }

    /// <summary>With half of the rank that the theorem asks for the two part: the test above can fail.</summary>
    [Fact]
    public void Compressed_OfTooSmallARank_DoesNotFollow()
    {
        (DeepLoRALinear full, Tensor target) = Problem(3, 20, 20, 2, 0.1);
        DeepLoRALinear compressed = DeepLoRALinear.Compress(full, Gradient(full, target), 2, outerRate: 0);

        for (int step = 0; step < 4000; step++)
        {
            Descend(full, target, 0.02, full.Factors);
            Descend(compressed, target, 0.02, compressed.InnerFactors);
        }

        Assert.True(Norm(full.Update() - compressed.Update()) > 0.3);
    }

    /// <summary>
    /// Each factor of the full form keeps all but 2r of its singular values equal, at rho with rho(t+1) = rho(t) (1 - rate rho(t)^(2(L-1))).
    /// </summary>
    [Fact]
    public void Full_MovesInTwiceTheRank()
    {
        const double eps = 0.2, rate = 0.02;
        (DeepLoRALinear full, Tensor target) = Problem(3, 16, 16, 2, eps);
        double rho = eps;

        for (int step = 0; step < 1500; step++)
        {
            Descend(full, target, rate, full.Factors);
            rho *= 1 - (rate * rho * rho * rho * rho);
        }

        foreach (Parameter factor in full.Factors)
        {
            double[] singular = Values(linalg.svdvals(factor));

            Assert.Equal(12, singular.Count(value => Math.Abs(value - rho) < 1e-9));
            Assert.True(singular[1] > 0.5);
        }
    }

    /// <summary>
    /// Of eight allowed, the compressed deep form uses the directions that the target has; a deep product starts so small that the rest never
    /// leaves zero. LoRA with the same rank fits the noise too.
    /// </summary>
    [Fact]
    public void Spectrum_ShowsTheRankOfTheTarget()
    {
        using Linear layer = nn.Linear(30, 24, dtype: float64);
        Tensor target = Target(24, 30, 3) + (randn([24, 30], float64) * 0.02);
        DeepLoRALinear deep = new(layer, -target, new LoraOptions { Rank = 8, Epsilon = 0.01 });
        LoRALinear shallow = new(layer, new LoraOptions { Form = LoraForm.Lora, Rank = 8 });

        for (int step = 0; step < 3000; step++)
        {
            Descend(deep, target, 0.05, deep.InnerFactors);
            Descend(deep, target, 0.0005, deep.OuterFactors);
            Descend(shallow, target, 0.05, shallow.Factors);
        }

        LoraSpectrum found = LoraSpectrum.Of("deep", deep), noisy = LoraSpectrum.Of("shallow", shallow);

        Assert.Equal(8, found.SingularValues.Count);
        Assert.Equal(3, found.Rank(0.01));
        Assert.Equal(8, noisy.Rank(0.01));

        // The same numbers from the whole matrices.
        Assert.True(Distance(tensor(found.SingularValues.ToArray()), linalg.svdvals(deep.Update().detach()).narrow(0, 0, 8)) < 1e-12);
        Assert.True(Distance(tensor(noisy.SingularValues.ToArray()), linalg.svdvals(shallow.Update().detach()).narrow(0, 0, 8)) < 1e-12);
        Assert.Equal(Values(linalg.svdvals(layer.weight))[0], found.WeightNorm, 1e-12);
    }

    private static (DeepLoRALinear Full, Tensor Target) Problem(int depth, int outputs, int inputs, int rank, double eps) =>
        (new DeepLoRALinear(nn.Linear(inputs, outputs, dtype: float64), new LoraOptions { Form = LoraForm.Deep, Depth = depth, Epsilon = eps }),
        Target(outputs, inputs, rank));

    // Singular values 1, 1.25, 1.5, ...
    private static Tensor Target(int outputs, int inputs, int rank)
    {
        Tensor left = LoraSubspaces.Orthogonal(outputs, rank, null), right = LoraSubspaces.Orthogonal(inputs, rank, null);

        return (left * (1 + (0.25 * arange(rank, dtype: float64)))).matmul(right.mT);
    }

    // Of 1/2 || X - target ||^2 by X.
    private static Tensor Gradient(LoraAdapter adapter, Tensor target) => (adapter.Update() - target).detach();

    private static void Descend(LoraAdapter adapter, Tensor target, double rate, IReadOnlyList<Parameter> factors)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor loss = (adapter.Update() - target).square().sum() / 2;
        IList<Tensor> gradients = autograd.grad([loss], [.. factors]);

        using IDisposable none = no_grad();

        for (int i = 0; i < factors.Count; i++)
        {
            factors[i].sub_(gradients[i] * rate);
        }
    }
}
