using System.Reflection;

using ILGPU;
using ILGPU.Runtime;
using ILGPU.Util;

using IlgpuOptim.Engine.Backends;
using IlgpuOptim.Engine.Backends.Ptx;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Extensions;

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
    public void ElementsOfAlignedViews_AreOneAccess()
    {
        string text = Compile(AlignedQuads, KernelKind.Explicit).Text;

        Assert.Contains("ld.global.v4.f32", text, StringComparison.Ordinal);
        Assert.Contains("st.global.v4.f32", text, StringComparison.Ordinal);
        Assert.DoesNotContain(".v4.", Compile(UnknownQuads, KernelKind.Explicit).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void AlignmentAroundALoop_IsWhatAllRoundsHave()
    {
        Assert.Contains("ld.global.v4.f32", Compile(QuadsInALoop, KernelKind.Explicit).Text, StringComparison.Ordinal);
        Assert.Contains("ld.global.v2.f32", Compile(PairsInALoop, KernelKind.Explicit).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(".v4.", Compile(PairsInALoop, KernelKind.Explicit).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void MemoryMarkedAsReadOnly_IsReadThroughItsCache()
    {
        string text = Compile(CopyReadOnly, KernelKind.Implicit1D).Text;

        Assert.Single(System.Text.RegularExpressions.Regex.Matches(text, @"ld\.global\.nc\.f32"));
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(text, @"ld\.global\.f32"));
    }

    [Theory]
    [InlineData(80, "atom.global.cas.b32")]
    [InlineData(90, "red.global.add.noftz.bf16x2")]
    public void PairsOfBFloat16_AreAddedByTheHardwareThatCan(int sm, string instruction) =>
        Assert.Contains(instruction, Compile(AddPairs, KernelKind.Implicit1D, sm).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData(70, 0, 0)]
    [InlineData(75, 2, 0)]
    [InlineData(80, 1, 1)]
    [InlineData(90, 1, 1)]
    public void Fragments_UseTheMatrixUnitsThereAre(int sm, int halfs, int others)
    {
        Assert.Equal(halfs, Products(Compile(MultiplyFragments<ILGPU.Half>, KernelKind.Explicit, sm).Text));
        Assert.Equal(others, Products(Compile(MultiplyFragments<BFloat16>, KernelKind.Explicit, sm).Text));
        Assert.Equal(2 * others, Products(Compile(MultiplyFragments<TensorFloat32>, KernelKind.Explicit, sm).Text));

        static int Products(string text) => System.Text.RegularExpressions.Regex.Count(text, @"mma\.sync");
    }

    [Fact]
    public void Fragments_LoadRowsOfKnownAlignmentAtOnce()
    {
        Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(Compile(FragmentsOfPitch<Pitch40>, KernelKind.Explicit).Text, "ldmatrix"));
        Assert.DoesNotContain("ldmatrix", Compile(FragmentsOfPitch<Pitch36>, KernelKind.Explicit).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void LaunchBounds_AreStated()
    {
        MethodInfo method = ((Delegate)Quads).Method;
        string text = PtxKernelFactory.Compile(
            method, KernelKind.Explicit, new object?[1], PtxKernelFactory.VerifyOptions, PtxTarget.For(80), 128, 4).Text;

        Assert.Contains(".maxntid 128, 1, 1\n.minnctapersm 4\n", text, StringComparison.Ordinal);
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

    private static void AlignedQuads(ArrayView<float> output, ArrayView<float> input) =>
        UnknownQuads(output.AsAligned(16), input.AsAligned(16));

    private static void UnknownQuads(ArrayView<float> output, ArrayView<float> input)
    {
        int at = Group.IdxX * 4;
        Float4 value = input.LoadVector<float, Float4>(at);
        output.StoreVector(at, new Float4(value.W, value.Z, value.Y, value.X));
    }

    private static void QuadsInALoop(ArrayView<float> output, ArrayView<float> input, int n)
    {
        ArrayView<float> aligned = input.AsAligned(16);
        float sum = 0;

        for (int at = Group.IdxX * 4; at < n; at += Group.DimX * 4)
        {
            Float4 value = aligned.LoadVector<float, Float4>(at);
            sum += value.X + value.Y + value.Z + value.W;
        }

        output[Group.IdxX] = sum;
    }

    private static void PairsInALoop(ArrayView<float> output, ArrayView<float> input, int n)
    {
        ArrayView<float> aligned = input.AsAligned(16);
        float sum = 0;

        for (int at = Group.IdxX * 4; at < n; at += 2)
        {
            Float4 value = aligned.LoadVector<float, Float4>(at);
            sum += value.X + value.Y + value.Z + value.W;
        }

        output[Group.IdxX] = sum;
    }

    private static void CopyReadOnly(Index1D i, ArrayView<float> output, [ReadOnlyMemory] ArrayView<float> input) =>
        output[i] = output[i + 1] + input[i];

    private static void AddPairs(Index1D i, ArrayView<BFloat16> output, BFloat16 value) =>
        BFloat16Pair.AtomicAdd(ref output.AsPairs()[i], new BFloat16Pair(value, value));

    private static void MultiplyFragments<T>(ArrayView<T> a, ArrayView<T> b, ArrayView<float> c, int leading)
        where T : unmanaged, IMatrixElement<T>
    {
        FragmentA<T> left = default;
        FragmentB<T> right = default;
        FragmentC sum = default;
        left.Load(a, 0, 0, leading);
        right.Load(b, 0, 0, leading);
        sum.MultiplyAdd(left, right);
        sum.Store(c, 0, 0, leading);
    }

    private static void FragmentsOfPitch<TPitch>(ArrayView<BFloat16> a, ArrayView<float> c, int step)
        where TPitch : struct, IPitch
    {
        ArrayView<BFloat16> shared = SharedMemory.Allocate<BFloat16>(4096);
        shared[Group.IdxX] = a[Group.IdxX];
        Group.Barrier();
        MultiplyFragments(shared.SubView(step * 16 * TPitch.Value), shared, c, TPitch.Value);
    }

    private interface IPitch
    {
        static abstract int Value { get; }
    }

    private readonly struct Pitch40 : IPitch
    {
        public static int Value => 40;
    }

    private readonly struct Pitch36 : IPitch
    {
        public static int Value => 36;
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
