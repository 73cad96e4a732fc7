using ILGPU;
using ILGPU.Runtime;
using IlgpuOptim.Engine.Backends.OpenCL;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Passes;
using Xunit;

namespace IlgpuOptim.Engine.Tests.OpenCL;

/// <summary>What the text of kernels looks like, and what a device must have for it.</summary>
public sealed class OpenClTextTests
{
    private static readonly OpenClFeatures Plain = new() { Fp64 = true, CorrectlyRoundedDivideSqrt = true, WarpSize = 16 };

    [Fact]
    public void Saxpy_IsOneStatementBehindTheGuard()
    {
        string body = Body(Generate(Saxpy, KernelKind.Implicit1D));
        Assert.Contains("if (global_x >= a.extent_x)", body, StringComparison.Ordinal);
        Assert.Contains("((__global mem_f32*)p_y_Address)[global_x] = ", body, StringComparison.Ordinal);
        Assert.Contains("((__global mem_f32*)p_x_Address)[global_x]", body, StringComparison.Ordinal);
        Assert.DoesNotContain("(int)", body, StringComparison.Ordinal);
    }

    [Fact]
    public void ExplicitIndex_IsWideInAddresses()
    {
        // group * size + local in 64 bits: no extension between the position of the work-item and the address.
        string body = Body(Generate(ExplicitSaxpy, KernelKind.Explicit));
        Assert.Matches(@"long\)\(int\)\(group_x \* size_x\) \+ local_x", body);
    }

    [Fact]
    public void NestedLoops_NeedNoGoto()
    {
        string body = Body(Generate(Triangles, KernelKind.Implicit1D));
        Assert.Contains("while (", body, StringComparison.Ordinal);
        Assert.DoesNotContain("goto", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Doubles_AreRefusedWithoutFp64()
    {
        KernelCompilationException exception = Assert.Throws<KernelCompilationException>(
            () => Generate(Doubles, KernelKind.Implicit1D, Plain with { Fp64 = false }));
        Assert.Contains("double precision", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LongAtomics_AreRefusedWithoutTheExtension()
    {
        Assert.Throws<KernelCompilationException>(() => Generate(LongAtomics, KernelKind.Implicit1D));
        OpenClSource source = Generate(LongAtomics, KernelKind.Implicit1D, Plain with { Int64BaseAtomics = true });
        Assert.Contains("atom_add(", source.Text, StringComparison.Ordinal);
        Assert.Contains("atom_cmpxchg(", source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Block_HasTheArgumentsThenTheExtent()
    {
        OpenClSource source = Generate(Saxpy, KernelKind.Implicit1D);
        Function function = Build(Saxpy, KernelKind.Implicit1D);
        Assert.Equal(function.ArgumentBytes, source.ExtentOffset);
        Assert.Equal(0, source.BlockBytes % 8);
        Assert.All(source.PointerParameters, index => Assert.Equal(MemType.Ptr, function.Parameters[index].Mem));
        Assert.False(source.UsesDynamicShared || source.NeedsWarpScratch || source.UsesReports || source.BlockInBuffer);
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
        string text = OpenClGenerator.Generate(function, Plain).Text;
        Assert.Matches(@"uint old\d+_1 = v1;\s+v1 = v2;\s+v2 = old\d+_1;", text);
    }

    internal static OpenClSource Generate(Delegate kernel, KernelKind kind, OpenClFeatures? features = null) =>
        OpenClGenerator.Generate(Build(kernel, kind), features ?? Plain);

    private static Function Build(Delegate kernel, KernelKind kind)
    {
        Function function = KernelFrontend.Build(kernel.Method, kind, FrontendOptions.Default);
        Pipeline.Run(function, new PassContext { Verify = true });

        return function;
    }

    /// <summary>The text from the kernel's brace on, which a failed test prints.</summary>
    private static string Body(OpenClSource source)
    {
        string body = source.Text[source.Text.IndexOf("__kernel", StringComparison.Ordinal)..];
        TestContext.Current.TestOutputHelper?.WriteLine(body);

        return body;
    }

    private static void Saxpy(Index1D index, ArrayView<float> x, ArrayView<float> y, float a) => y[index] = (a * x[index]) + y[index];

    private static void ExplicitSaxpy(ArrayView<float> x, ArrayView<float> y, float a)
    {
        int i = Grid.GlobalIndex.X;
        if (i < x.IntLength)
        {
            y[i] = (a * x[i]) + y[i];
        }
    }

    private static void Triangles(Index1D index, ArrayView<int> counts)
    {
        int count = 0;
        for (int i = 2; i < index; i++)
        {
            int sum = 0;
            for (int k = 2; k * k <= i; k++)
            {
                sum += i % k == 0 ? k : 1;
                if ((sum & 7) == 3)
                {
                    continue;
                }

                counts[k] = sum;
            }

            if (sum > 20)
            {
                break;
            }

            if ((i & 5) != 4)
            {
                count++;
            }
            else
            {
                counts[i] = count;
            }
        }

        counts[index] = count;
    }

    private static void Doubles(Index1D index, ArrayView<double> x) => x[index] *= 2;

    private static void LongAtomics(Index1D index, ArrayView<long> x)
    {
        Atomic.Add(ref x[0], index);
        Atomic.Max(ref x[1], index);
    }
}
