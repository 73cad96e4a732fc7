using System.Diagnostics;
using System.Reflection;
using IlgpuOptim.Engine.Backends.OpenCL;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Passes;
using IlgpuOptim.Engine.Tests.IR;
using Xunit;

namespace IlgpuOptim.Engine.Tests.OpenCL;

/// <summary>A compiler that knows no PoCL takes the text of kernels as OpenCL C 1.2 and makes AMD machine code of it, without a warning that counts.</summary>
public sealed class OpenClCrossCompileTests
{
    private const string Compiler = "clang-15";
    private const string Target = "-x cl -cl-std=CL1.2 -target amdgcn-amd-amdhsa -Xclang -finclude-default-header -nogpulib -O1 -S -Wall -Wextra "
        + "-Werror -Wno-unused-function -Wno-unused-variable -Wno-unused-label -Wno-sign-compare -Wno-unused-parameter -Wno-unused-but-set-variable";

    /// <summary>What a GPU reports, and a device that has nothing but doubles and 64-bit atomics.</summary>
    private static readonly OpenClFeatures[] Devices =
    [
        new() { Fp64 = true, Int64BaseAtomics = true, Int64ExtendedAtomics = true, CorrectlyRoundedDivideSqrt = true, Fp16 = true, WarpSize = 64, Vendor = "AMD" },
        new() { Fp64 = true, Int64BaseAtomics = true, WarpSize = 32 },
    ];

    [Theory]
    [InlineData("gfx90a", "ControlFlowKernels")]
    [InlineData("gfx90a", "ArithmeticKernels")]
    [InlineData("gfx1030", "StructKernels")]
    [InlineData("gfx1030", "LanguageKernels")]
    public void Kernels_OfTheFrontEndsTests_Compile(string processor, string holder)
    {
        Type type = Assembly.Load("IlgpuOptim.Kernels.Release").GetType("IlgpuOptim.Engine.Tests.Frontend.Kernels." + holder, throwOnError: true)!;
        List<OpenClSource> sources = [];
        foreach (MethodInfo method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
        {
            if (method.GetParameters().Length == 5)
            {
                Function function = KernelFrontend.Build(method, KernelKind.Explicit, FrontendOptions.Default);
                Pipeline.Run(function, new PassContext { Verify = true });
                sources.Add(OpenClGenerator.Generate(function, Devices[sources.Count % 2]));
            }
        }

        Assert.NotEmpty(sources);
        Compile(processor, sources);
    }

    [Fact]
    public void RandomFunctions_Compile()
    {
        List<OpenClSource> sources = [];
        for (int seed = 0; seed < 60; seed++)
        {
            Function function = RandomFunction.Kernel(seed);
            if (seed % 3 != 0)
            {
                Pipeline.Run(function, new PassContext { Verify = true });
            }

            sources.Add(OpenClGenerator.Generate(function, Devices[seed % 2]));
        }

        Compile("gfx90a", sources);
    }

    [Fact]
    public void WrongText_IsNoticed()
    {
        OpenClSource source = new()
        {
            Text = "__kernel void f(__global float* a) { a[0] = b; }", EntryPoint = "f", BuildOptions = "", PointerParameters = [], BlockBytes = 0,
        };
        Assert.ThrowsAny<Exception>(() => Compile("gfx90a", [source]));
    }

    private static void Compile(string processor, List<OpenClSource> sources)
    {
        string folder = Directory.CreateTempSubdirectory("opencl").FullName;
        try
        {
            List<string> files = [];
            foreach (OpenClSource source in sources)
            {
                files.Add($"{files.Count}_{source.EntryPoint}.cl");
                File.WriteAllText(Path.Combine(folder, files[^1]), source.Text);
            }

            string errors = Start(folder, $"{Target} -mcpu={processor} {string.Join(' ', files)}");
            Assert.True(errors.Length == 0, errors);
            foreach (string file in files)
            {
                string code = File.ReadAllText(Path.Combine(folder, Path.ChangeExtension(file, ".s")));
                Assert.Contains("s_endpgm", code, StringComparison.Ordinal);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Start(string folder, string arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(Compiler, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            string errors = process.StandardError.ReadToEnd();
            output.Wait();
            process.WaitForExit();

            return process.ExitCode == 0 ? errors : errors + $"\nexit code {process.ExitCode}";
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            Assert.Skip($"{Compiler} is not installed: {exception.Message}");

            return "";
        }
    }
}
