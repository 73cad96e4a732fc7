using ILGPU;
using ILGPU.Runtime;
using IlgpuOptim.Engine.Backends.OpenCL;
using IlgpuOptim.Engine.Backends.Planning;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;
using IlgpuOptim.Engine.IR.Passes;
using Xunit;

namespace IlgpuOptim.Engine.Tests.OpenCL;

/// <summary>What the text of kernels looks like in the form for processors.</summary>
public sealed class LaneTextTests
{
    private static readonly OpenClFeatures Processor = new() { Fp64 = true, CorrectlyRoundedDivideSqrt = true, WarpSize = 8, IsCpu = true };

    [Fact]
    public void Contiguous_IsOneVectorAccess()
    {
        string text = Write(Saxpy, KernelKind.Implicit1D);
        Assert.Matches(@"float8 v\d+ = \*\(__global mem_f32x8\*\)s\d+;", text);
        Assert.Matches(@"\*\(__global mem_f32x8\*\)s\d+ = v\d+;", text);

        // The scalar stays one.
        Assert.Matches(@"p_a \* v\d+", text);
        Assert.DoesNotContain("part_of_warp", text, StringComparison.Ordinal);
    }

    [Fact]
    public void IncompleteWarp_HasAMask()
    {
        string text = Write(Saxpy, KernelKind.Implicit1D, new LaneForm(XOnly: true, MultiWarp: false, HasWhole: false, HasPart: true));
        Assert.Contains("const int8 mask = LANE < end - begin;", text, StringComparison.Ordinal);
        Assert.Matches(@"load_f32_masked\(\(ulong\)s\d+, mask\)", text);
        Assert.DoesNotContain("whole_warps", text, StringComparison.Ordinal);
    }

    [Fact]
    public void DivergentLoop_GoesOnWhileThereAreLanes()
    {
        string text = Write(Mandelbrot, KernelKind.Implicit2D);
        Assert.Matches(@"if \(!any_lane\(m\d+\)\)", text);

        // The number of steps is the same in all lanes that are still there.
        Assert.Matches(@"uint s\d+ = s\d+ \+ 1u;", text);
    }

    [Fact]
    public void BarrierBetweenWarps_SavesWhatLives()
    {
        string text = Write(Reversed, KernelKind.Explicit, new LaneForm(XOnly: true, MultiWarp: true, HasWhole: true, HasPart: false));
        Assert.Matches(@"warp->\w+ = \w+;\s+return 1;\s+resume1:;", text);
        Assert.DoesNotContain("barrier(", text, StringComparison.Ordinal);
    }

    [Fact]
    public void BarrierInAWarp_IsNothing()
    {
        string text = Write(Reversed, KernelKind.Explicit);
        Assert.DoesNotContain("switch", text, StringComparison.Ordinal);
        Assert.DoesNotContain("return 1", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ConstantShuffle_IsAnotherOrderOfComponents()
    {
        Assert.Matches(@"v\d+ = v\d+\.s10325476;", Write(Neighbours, KernelKind.Explicit));
    }

    [Fact]
    public void ParallelCopies_SwapThroughATemporary()
    {
        Function function = Parser.Parse(
            """
            kernel "Swap" explicit
              param %0 ptr "p"
            b0():
              branch b1(i32 1, i32 2, i32 0)
            b1(%1:i32, %2:i32, %3:i32):
              %4:i32 = add %3, i32 1
              %5:i1 = compare.lt %4, i32 5
              condbranch %5, b1(%2, %1, %4), b2()
            b2():
              store.i32 %0, %1
              return
            """);
        string text = Write(function, new LaneForm(true, false, true, false));
        Assert.Matches(@"const uint new_s(\d+) = s(\d+);\s+const uint new_s\2 = s\1;", text);
    }

    private static string Write(Delegate kernel, KernelKind kind, LaneForm? form = null)
    {
        Function function = KernelFrontend.Build(kernel.Method, kind, FrontendOptions.Default);
        ImplicitPositions.Run(function);
        Pipeline.Run(function, new PassContext { Verify = true, WarpSize = Processor.WarpSize });

        return Write(function, form ?? new LaneForm(XOnly: true, MultiWarp: false, HasWhole: true, HasPart: false));
    }

    private static string Write(Function function, LaneForm form)
    {
        LanePreparation.Run(function, new PassContext { Verify = true });
        LanePlan plan = new(function, Uniformity.Compute(function, new UniformityOptions(form.XOnly)), scalar: false);
        string text = OpenClGenerator.GenerateLanes(function, plan, Processor, form).Text;
        TestContext.Current.TestOutputHelper?.WriteLine(text);

        return text;
    }

    private static void Saxpy(Index1D index, ArrayView<float> x, ArrayView<float> y, float a) => y[index] = (a * x[index]) + y[index];

    private static void Neighbours(ArrayView<int> x)
    {
        x[Group.IdxX] = Warp.ShuffleXor(x[Group.IdxX], 1);
    }

    private static void Reversed(ArrayView<int> x)
    {
        ArrayView<int> shared = SharedMemory.Allocate<int>(64);
        shared[Group.IdxX] = x[Group.IdxX];
        Group.Barrier();
        x[Group.IdxX] = shared[Group.DimX - 1 - Group.IdxX];
    }

    private static void Mandelbrot(Index2D index, ArrayView<int> steps, int width, float scale, int limit)
    {
        float cx = (index.X * scale) - 2;
        float cy = (index.Y * scale) - 1;
        float x = 0;
        float y = 0;
        int n = 0;

        while (n < limit && (x * x) + (y * y) <= 4)
        {
            float next = (x * x) - (y * y) + cx;
            y = (2 * x * y) + cy;
            x = next;
            n++;
        }

        steps[(index.Y * width) + index.X] = n;
    }
}
