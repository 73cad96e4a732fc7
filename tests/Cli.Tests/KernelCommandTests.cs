using System.Text.Json;

using IlgpuOptim.Ptx;

using Xunit;

namespace IlgpuOptim.Cli.Tests;

public sealed class KernelCommandTests
{
    private static readonly string[] Stages = ["il", "ir", "passes", "shapes", "emit", "asm"];
    private static readonly string OwnAssembly = typeof(UserKernels).Assembly.Location;

    public static TheoryData<string> Kernels()
    {
        TheoryData<string> names = [];

        // Those of the product are many; two are enough here, one of them with constants.
        foreach (string name in Names().Where(name => !name.Contains('.') || name is "products_f32.lane_product_run" or "adamw_f32.update_run"))
        {
            names.Add(name);
        }

        return names;
    }

    [Fact]
    public void List_NamesEveryKernelOfTheJsonForm()
    {
        string text = Tool.Run("kernel", "list").Output;

        Assert.Superset(new HashSet<string> { "saxpy", "adam_step", "mandelbrot", "reduce_sum", "triad_f32", "products_f32.lane_product_run" }, Names().ToHashSet());
        Assert.All(Names(), name => Assert.Contains(name, text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void DumpJson_HasEveryStage(string kernel)
    {
        ToolResult result = Tool.Run("kernel", "dump", kernel, "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Empty(result.Error);

        using JsonDocument document = JsonDocument.Parse(result.Output);
        JsonElement root = document.RootElement;

        Assert.Equal(kernel, root.GetProperty("kernel").GetString());
        Assert.All(
            (string[])["il", "ir", "shapes", "emit"],
            stage => Assert.False(string.IsNullOrWhiteSpace(root.GetProperty(stage).GetString())));
        Assert.NotEqual(0, root.GetProperty("passes").GetArrayLength());
        Assert.All(
            root.GetProperty("values").EnumerateArray(),
            value => Assert.Contains(value.GetProperty("shape").GetString(), new[] { "uniform", "strided", "varying", null }));

        // Released runtimes print machine code; of the kernel, and not of stubs that the runtime compiles besides.
        Assert.StartsWith("; Assembly listing for method ", root.GetProperty("asm").GetString(), StringComparison.Ordinal);
        Assert.Contains("Kernel.", root.GetProperty("asm").GetString()!.Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public void DumpText_HasEveryStageInOrder()
    {
        string[] headings =
        [
            .. Tool.Run("kernel", "dump", "mandelbrot").Output.Split('\n')
                .Where(line => line.StartsWith("== ", StringComparison.Ordinal))
                .Select(line => line[3..line.IndexOf(':', StringComparison.Ordinal)]),
        ];

        Assert.Equal(Stages, headings);
    }

    [Theory]
    [InlineData("il", "call Index2D.get_X")]
    [InlineData("ir", "kernelindex #0")]
    [InlineData("passes", "-- gvn: ")]
    [InlineData("shapes", "lanes part at its end")]
    [InlineData("emit", "// ---- b0")]
    [InlineData("asm", "Assembly listing")]
    public void DumpStage_ShowsThatStageAlone(string stage, string expected)
    {
        string output = Tool.Run("kernel", "dump", "mandelbrot", "--stage", stage).Output;

        Assert.StartsWith($"== {stage}: ", output, StringComparison.Ordinal);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.Single(output.Split('\n'), line => line.StartsWith("== ", StringComparison.Ordinal));
    }

    [Fact]
    public void Dump_Lines_NamesTheSource() => Assert.Contains(
        "(MandelbrotKernel.cs:",
        Tool.Run("kernel", "dump", "mandelbrot", "--stage", "ir", "--lines").Output,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("reduce_sum", "barrier", "switch")]
    [InlineData("reduce_sum", "tail", "FirstN")]
    public void DumpVariant_ShowsItsCode(string kernel, string variant, string expected)
    {
        // Scalar code has no tails.
        string bits = JsonDocument.Parse(Tool.Run("devices", "--json").Output).RootElement[0].GetProperty("simd_bits").ToString();
        Assert.SkipWhen(bits == "0", "no vectors here");

        string output = Tool.Run("kernel", "dump", kernel, "--stage", "emit", "--variant", variant).Output;

        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public void Dump_FollowsTheChosenWidth()
    {
        ToolResult result = Tool.Run(
            new Dictionary<string, string> { ["ILGPUOPTIM_SIMD_BITS"] = "0" }, "kernel", "dump", "saxpy", "--json");
        using JsonDocument document = JsonDocument.Parse(result.Output);

        Assert.Equal(1, document.RootElement.GetProperty("warp_size").GetInt32());
        Assert.DoesNotContain("Vector", document.RootElement.GetProperty("emit").GetString(), StringComparison.Ordinal);
    }

    /// <summary>All stages but the machine code, for which the tool starts itself once per kernel.</summary>
    [Theory]
    [InlineData("il")]
    [InlineData("shapes")]
    [InlineData("emit")]
    public void DumpAll_WritesAFilePerKernel(string stage)
    {
        string folder = Directory.CreateTempSubdirectory("ilgpu-optim-").FullName;

        try
        {
            ToolResult result = Tool.Run("kernel", "dump", "--all", "--target", "cpu", "--stage", stage, "--out", folder, "--json");

            Assert.True(result.ExitCode == 0, result.Error);

            using JsonDocument document = JsonDocument.Parse(result.Output);
            string[] expected = [.. Names().Select(name => $"{name}.{stage}.txt").Order()];

            Assert.Equal(expected, Directory.GetFiles(folder).Select(Path.GetFileName).Order());
            Assert.Equal(expected.Length, document.RootElement.GetArrayLength());
            Assert.All(
                document.RootElement.EnumerateArray(),
                file => Assert.NotEqual(0, new FileInfo(file.GetProperty("path").GetString()!).Length));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("sm_80", ".version 7.0")]
    [InlineData("sm_90", ".version 7.8")]
    public void DumpAll_ForAnArchitecture_WritesThePtxOfEveryKernel(string target, string version)
    {
        string folder = Directory.CreateTempSubdirectory("ilgpu-optim-").FullName;

        try
        {
            ToolResult result = Tool.Run("kernel", "dump", "--all", "--target", target, "--out", folder, "--json");

            Assert.True(result.ExitCode == 0, result.Error);

            using JsonDocument document = JsonDocument.Parse(result.Output);

            Assert.Equal(Names(target).Select(name => $"{name}.{target}.ptx").Order(), Directory.GetFiles(folder).Select(Path.GetFileName).Order());
            Assert.All(document.RootElement.EnumerateArray(), file =>
            {
                string text = File.ReadAllText(file.GetProperty("path").GetString()!);
                Assert.Contains($"{version}\n.target {target}\n", text, StringComparison.Ordinal);

                // The parser of the tests checks every instruction against the ISA.
                PtxModule module = PtxModule.Parse(text);
                Assert.NotNull(module.Kernel(file.GetProperty("entry_point").GetString()!));
            });
            Assert.Equal(Names(target).Count(), document.RootElement.GetArrayLength());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("opencl", "cl")]
    [InlineData("opencl:cpu", "cl")]
    [InlineData("opencl:gfx90a", "cl")]
    [InlineData("opencl:gfx1201", "cl")]
    public void DumpAll_ForOpenCl_WritesTheSourceOfEveryKernel(string target, string extension)
    {
        string folder = Directory.CreateTempSubdirectory("ilgpu-optim-").FullName;

        try
        {
            ToolResult result = Tool.Run("kernel", "dump", "--all", "--target", target, "--out", folder, "--json");

            Assert.True(result.ExitCode == 0, result.Error);

            using JsonDocument document = JsonDocument.Parse(result.Output);

            Assert.Equal(
                Names(target).Select(name => $"{name}.{target.Replace(':', '_')}.{extension}").Order(),
                Directory.GetFiles(folder).Select(Path.GetFileName).Order());
            Assert.All(document.RootElement.EnumerateArray(), file => Assert.Matches(
                $"__kernel[^;]*void {file.GetProperty("entry_point").GetString()}\\(",
                File.ReadAllText(file.GetProperty("path").GetString()!)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Dump_OneKernelForOpenCl_PrintsItsSource()
    {
        ToolResult result = Tool.Run("kernel", "dump", "reduce_sum", "--target", "opencl");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("__kernel", result.Output, StringComparison.Ordinal);
        Assert.Contains("barrier(", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Dump_OneKernelForAnArchitecture_PrintsItsPtx() =>
        Assert.StartsWith("// SaxpyKernel.Run\n.version 7.0\n", Tool.Run("kernel", "dump", "saxpy", "--target", "sm_80").Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("IlgpuOptim.Cli.Tests.UserKernels.Negate", "implicit1d")]
    [InlineData("UserKernels.Negate", "implicit1d")]
    [InlineData("IlgpuOptim.Cli.Tests.UserKernels.Nested.Explicit", "explicit")]
    public void Dump_UserKernel_IsFoundInItsAssembly(string method, string kind)
    {
        ToolResult result = Tool.Run("kernel", "dump", $"{OwnAssembly}:{method}", "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        using JsonDocument document = JsonDocument.Parse(result.Output);
        Assert.Equal(kind, document.RootElement.GetProperty("kind").GetString());
        Assert.Null(document.RootElement.GetProperty("asm_reason").GetString());
    }

    [Fact]
    public void Dump_LocalFunctionOfTopLevelStatements_IsFoundByItsName()
    {
        string sample = Path.Combine(AppContext.BaseDirectory, "HelloKernel.dll");

        Assert.Equal(0, Tool.Run("kernel", "dump", sample + ":Program.Square", "--stage", "shapes").ExitCode);
    }

    [Fact]
    public void Dump_KernelThatDoesNotCompile_ExitsWith1AndItsDiagnostic()
    {
        string kernel = OwnAssembly + ":UserKernels.Throws";
        ToolResult result = Tool.Run("kernel", "dump", kernel);

        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("KRN0", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);

        // Its IL can be looked at all the same.
        Assert.Contains("throw", Tool.Run("kernel", "dump", kernel, "--stage", "il").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mandelbort", "did you mean 'mandelbrot'?")]
    [InlineData("no_such_kernel", "kernel list")]
    [InlineData("saxpy --stage shape", "did you mean 'shapes'?")]
    [InlineData("saxpy --variant tial", "did you mean 'tail'?")]
    [InlineData("saxpy --variant barrier", "has no barriers")]
    [InlineData("saxpy --target opencl:gfx9a", "did you mean 'opencl:gfx")]
    [InlineData("saxpy --target metal", "back ends: cpu, opencl, ")]
    [InlineData("saxpy --target cup", "did you mean 'cpu'?")]
    [InlineData("saxpy --target sm_60", "did you mean 'sm_")]
    [InlineData("saxpy --all --out x", "exclude each other")]
    [InlineData("--all", "--out")]
    [InlineData("", "which kernel?")]
    [InlineData("nothing.dll:A.B", "there is no file 'nothing.dll'")]
    [InlineData("{tests}:UserKernels.Negat", "UserKernels.Negate'?")]
    [InlineData("{tests}:UserKernel.Negate", "UserKernels.Negate'?")]
    [InlineData("{tests}:UserKernels.Overloaded", "2 overloads")]
    [InlineData("{tests}:UserKernels.Generic", "is generic")]
    [InlineData("{tests}:Negate", "Namespace.Type.Method")]
    public void Dump_BadUsage_ExitsWith2AndSaysWhatToDo(string arguments, string expected)
    {
        string[] words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        ToolResult result = Tool.Run(
            ["kernel", "dump", .. words.Select(word => word.Replace("{tests}", OwnAssembly, StringComparison.Ordinal))]);

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Dump_FileThatIsNoAssembly_ExitsWith2()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "ilgpu-optim.runtimeconfig.json");
        ToolResult result = Tool.Run("kernel", "dump", file + ":A.B");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("not a .NET assembly", result.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(string target = "cpu")
    {
        using JsonDocument document = JsonDocument.Parse(Tool.Run("kernel", "list", "--target", target, "--json").Output);

        return [.. document.RootElement.EnumerateArray().Select(kernel => kernel.GetProperty("name").GetString()!)];
    }
}
