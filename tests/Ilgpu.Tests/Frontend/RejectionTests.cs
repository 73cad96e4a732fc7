using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;
using ILGPU;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Testing;
using Xunit;

namespace IlgpuOptim.Engine.Tests.Frontend;

/// <summary>What does not exist on devices is refused with the right number, place and words.</summary>
public sealed partial class RejectionTests
{
    public static TheoryData<string> Names()
    {
        TheoryData<string> names = [];
        foreach (MethodInfo method in Rejected())
        {
            names.Add(method.Name);
        }

        return names;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Mistake_IsNamed(string name)
    {
        MethodInfo method = typeof(RejectedKernels).GetMethod(name)!;
        RejectedAttribute rejected = method.GetCustomAttribute<RejectedAttribute>()!;
        FrontendOptions options = new() { Assertions = true, IOOperations = true };

        KernelCompilationException error = Assert.Throws<KernelCompilationException>(
            () => KernelFrontend.Build(method, rejected.Kind, options));

        Assert.True(rejected.Code == error.Code, error.Message);
        Assert.StartsWith(rejected.Code + ": ", error.Message, StringComparison.Ordinal);
        Assert.Contains("kernel", error.Message, StringComparison.Ordinal);
        Assert.Contains(rejected.Word, error.Message, StringComparison.Ordinal);
        Assert.Contains("RejectedKernels." + name, error.Message, StringComparison.Ordinal);
        Assert.Contains("Hint: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("{0}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Place_IsFileAndLine()
    {
        MethodInfo method = typeof(RejectedKernels).GetMethod(nameof(RejectedKernels.Throws))!;

        KernelCompilationException error = Assert.Throws<KernelCompilationException>(() => KernelRun.Build(method));

        Assert.Matches(@"\(RejectedKernels\.cs:\d+\)", error.Message);
    }

    [Fact]
    public void CapturingLambda_IsNoKernel()
    {
        int captured = 3;
        Action<int> lambda = x => captured += x;

        KernelCompilationException error = Assert.Throws<KernelCompilationException>(() => KernelRun.Build(lambda.Method));

        Assert.Equal("KRN0002", error.Code);
        Assert.Contains("captures", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenGeneric_IsNoKernel()
    {
        MethodInfo method = typeof(RejectionTests).GetMethod(nameof(Open), BindingFlags.Static | BindingFlags.NonPublic)!;

        Assert.Equal("KRN0002", Assert.Throws<KernelCompilationException>(() => KernelRun.Build(method)).Code);
    }

    [Fact]
    public void ImpossibleIl_IsRefused()
    {
        // An int where a struct is returned: no compiler emits that.
        PersistedAssemblyBuilder assembly = new(new AssemblyName("Impossible"), typeof(object).Assembly);
        TypeBuilder type = assembly.DefineDynamicModule("Impossible").DefineType("Kernels", TypeAttributes.Public);
        MethodBuilder method = type.DefineMethod("Kernel", MethodAttributes.Public | MethodAttributes.Static, typeof(void), [typeof(int*)]);
        ILGenerator il = method.GetILGenerator();
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Ldc_R4, 1f);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Ret);
        type.CreateType();
        using MemoryStream image = new();
        assembly.Save(image);
        MethodInfo kernel = Assembly.Load(image.ToArray()).GetType("Kernels")!.GetMethod("Kernel")!;

        KernelCompilationException error = Assert.Throws<KernelCompilationException>(() => KernelRun.Build(kernel));

        Assert.Equal("KRN0031", error.Code);
        Assert.Contains("(IL_", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryDiagnostic_HasAnExample()
    {
        HashSet<string> covered = [.. Rejected().Select(m => m.GetCustomAttribute<RejectedAttribute>()!.Code)];
        string[] missing = [.. Diagnostics.All.Select(d => d.Code).Where(code => !covered.Contains(code))];

        // IL that no C# compiler emits has a test of its own.
        Assert.Equal(["KRN0031"], missing);
    }

    [Fact]
    public void Table_AgreesWithTheDocumentation()
    {
        string text = File.ReadAllText(Repository.PathOf("docs", "diagnostics.md"));
        List<string> rows = [.. text.Split('\n').Where(line => line.StartsWith("| KRN", StringComparison.Ordinal))];
        List<string> expected = [];
        foreach (Diagnostic diagnostic in Diagnostics.All)
        {
            expected.Add($"| {diagnostic.Code} | {Placeholder().Replace(diagnostic.Text, "...")} | {diagnostic.Hint} |");
        }

        Assert.Equal(expected, rows);
    }

    [Fact]
    public void Codes_AreNumberedWithoutGaps()
    {
        for (int i = 0; i < Diagnostics.All.Length; ++i)
        {
            Assert.Equal($"KRN{i + 1:D4}", Diagnostics.All[i].Code);
        }
    }

    [Fact]
    public void FailedBuild_LeavesNoTrace()
    {
        MethodInfo bad = typeof(RejectedKernels).GetMethod(nameof(RejectedKernels.Throws))!;
        MethodInfo good = typeof(RejectionTests).GetMethod(nameof(Good), BindingFlags.Static | BindingFlags.NonPublic)!;
        string before = KernelRun.Build(good).ToString();
        string first = Assert.Throws<KernelCompilationException>(() => KernelRun.Build(bad)).Message;
        string second = Assert.Throws<KernelCompilationException>(() => KernelRun.Build(bad)).Message;

        Assert.Equal(first, second);
        Assert.Equal(before, KernelRun.Build(good).ToString());
    }

    private static void Open<T>(T x) => _ = x;

    private static unsafe void Good(int i, int* a) => a[i] = i * 2;

    private static IEnumerable<MethodInfo> Rejected() =>
        typeof(RejectedKernels).GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Where(m => m.IsDefined(typeof(RejectedAttribute), inherit: false));

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();
}
