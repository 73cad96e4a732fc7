using System.Reflection;

using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Engine.Backends;
using IlgpuOptim.Engine.Backends.Ptx;
using IlgpuOptim.Engine.IR;

using Xunit;

namespace IlgpuOptim.Engine.Tests.Ptx;

/// <summary>What the text of modules has to say where a mistake would still run, but wrongly or slowly.</summary>
public sealed class PtxTextTests
{
    [Theory]
    [InlineData(70, "6.3", 70)]
    [InlineData(80, "7.0", 80)]
    [InlineData(90, "7.8", 90)]
    [InlineData(100, "8.6", 100)]
    [InlineData(120, "8.7", 120)]
    [InlineData(99, "7.8", 90)]
    [InlineData(200, "8.7", 120)]
    public void Header_NamesTheLeastVersionThatKnowsTheTarget(int sm, string version, int named)
    {
        string text = Compile(Saxpy, KernelKind.Implicit1D, sm).Text;

        Assert.Contains($".version {version}\n.target sm_{named}\n.address_size 64\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Target_OlderThanVolta_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => PtxTarget.For(61));

    [Fact]
    public void Block_HasTheArgumentsThenTheExtent()
    {
        PtxSource source = Compile(Saxpy, KernelKind.Implicit1D);

        Assert.Equal((36, 48), (source.ExtentOffset, source.BlockBytes));
        Assert.Contains(".param .align 16 .b8 args[48]", source.Text, StringComparison.Ordinal);
        Assert.Contains("[args+36]", source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ProductAndSum_AreNotContracted()
    {
        string text = Compile(Saxpy, KernelKind.Implicit1D).Text;

        Assert.Contains("mul.rn.f32", text, StringComparison.Ordinal);
        Assert.Contains("add.rn.f32", text, StringComparison.Ordinal);
        Assert.DoesNotContain("fma", text, StringComparison.Ordinal);
    }

    [Fact]
    public void FastMath_ContractsAndApproximates()
    {
        KernelOptions options = PtxKernelFactory.VerifyOptions with { Math = MathMode.Fast };
        string text = Compile(FastFunctions, KernelKind.Implicit1D, options).Text;

        Assert.Contains("fma.rn.f32", text, StringComparison.Ordinal);
        Assert.Contains("ex2.approx.f32", text, StringComparison.Ordinal);
        Assert.Contains("div.approx.f32", text, StringComparison.Ordinal);
        Assert.DoesNotContain("approx", Compile(FastFunctions, KernelKind.Implicit1D).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(70, false)]
    [InlineData(80, true)]
    public void FloatMinimum_UsesTheFormForNaNWhereItExists(int sm, bool exists) =>
        Assert.Equal(exists, Compile(Minimum, KernelKind.Implicit1D, sm).Text.Contains("min.NaN.f32", StringComparison.Ordinal));

    [Fact]
    public void NeighbouringElementsOfKnownAlignment_AreOneAccess()
    {
        string text = Compile(Quads, KernelKind.Explicit).Text;

        Assert.Contains("ld.shared.v4.f32", text, StringComparison.Ordinal);
        Assert.Contains("st.shared.v4.f32", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Shuffle_InUniformFlow_NamesTheLanesThatExist()
    {
        string text = Compile(UniformShuffle, KernelKind.Explicit).Text;

        Assert.Contains("shfl.sync.down.b32", text, StringComparison.Ordinal);
        Assert.DoesNotContain("activemask", text, StringComparison.Ordinal);
        Assert.DoesNotContain("vote", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Shuffle_BehindABranch_NamesTheLanesThatWentThere()
    {
        string text = Compile(DivergentShuffle, KernelKind.Explicit).Text;

        Assert.Contains("vote.sync.ballot.b32", text, StringComparison.Ordinal);
        Assert.DoesNotContain("activemask", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Barrier_BehindAnEarlyReturn_LetsEveryLaneArriveForItself()
    {
        Assert.Contains("    barrier.sync 0;", Compile(EarlyReturn, KernelKind.Explicit).Text, StringComparison.Ordinal);
        Assert.Contains("    bar.sync 0;", Compile(Quads, KernelKind.Explicit).Text, StringComparison.Ordinal);
    }

    private static void Saxpy(Index1D i, ArrayView<float> y, ArrayView<float> x, float a) => y[i] = (a * x[i]) + y[i];

    private static void FastFunctions(Index1D i, ArrayView<float> y, float a, float b) => y[i] = (MathF.Exp(a) * b) + (a / b);

    private static void Minimum(Index1D i, ArrayView<float> y) => y[i] = MathF.Min(y[i], 3);

    private static void Quads(ArrayView<float> output)
    {
        ArrayView<float> shared = SharedMemory.Allocate<float>(1024);
        int at = Group.IdxX * 4;
        shared[at] = 1;
        shared[at + 1] = 2;
        shared[at + 2] = 3;
        shared[at + 3] = 4;
        Group.Barrier();
        at ^= 4;
        output[Group.IdxX] = shared[at] + shared[at + 1] + shared[at + 2] + shared[at + 3];
    }

    private static void UniformShuffle(ArrayView<float> output)
    {
        float value = output[Group.IdxX];
        value += Warp.ShuffleDown(value, 1);
        output[Group.IdxX] = value;
    }

    private static void DivergentShuffle(ArrayView<float> output)
    {
        float value = output[Group.IdxX];
        int rounds = Group.IdxX & 3;

        for (int i = 0; i < rounds; i++)
        {
            value += Warp.ShuffleXor(value, 4);
        }

        output[Group.IdxX] = value;
    }

    private static void EarlyReturn(ArrayView<float> output, int n)
    {
        if (Group.IdxX >= n)
        {
            return;
        }

        output[Group.IdxX] = 1;
        Group.Barrier();
        output[0] += output[Group.IdxX];
    }

    private static PtxSource Compile(Delegate kernel, KernelKind kind, int sm = 80) =>
        Compile(kernel, kind, PtxKernelFactory.VerifyOptions, sm);

    private static PtxSource Compile(Delegate kernel, KernelKind kind, KernelOptions options, int sm = 80)
    {
        MethodInfo method = kernel.Method;

        return PtxKernelFactory.Compile(method, kind, new object?[method.GetParameters().Length], options, PtxTarget.For(sm));
    }
}
