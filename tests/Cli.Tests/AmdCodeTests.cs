using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

using IlgpuOptim.Cli.Bench.Kernels;
using IlgpuOptim.Cli.Kernels;
using IlgpuOptim.Engine.Backends.OpenCL;

using Xunit;

namespace IlgpuOptim.Cli.Tests;

/// <summary>
/// Every kernel of the product as machine code for AMD GPUs, without such a GPU: the OpenCL C of each is compiled by clang, and the
/// registers, spills and local memory that the code declares are listed. A kernel that does not compile, or spills, is a failure.
/// </summary>
public sealed partial class AmdCodeTests(ITestOutputHelper output)
{
    /// <summary>
    /// The built-in functions that the kernels use, for compilers without AMD's library: as the intrinsics that the library is made of.
    /// Without them every position and every fma would be a call, and registers would be those of the convention of calls.
    /// </summary>
    private const string Library = """
        #define packet ((__constant uchar*)__builtin_amdgcn_dispatch_ptr())
        #define axis(name, d) ((d) == 0 ? name##_x() : (d) == 1 ? name##_y() : name##_z())
        #define get_local_id(d) ((size_t)axis(__builtin_amdgcn_workitem_id, d))
        #define get_group_id(d) ((size_t)axis(__builtin_amdgcn_workgroup_id, d))
        #define get_local_size(d) ((size_t)((__constant ushort*)packet)[2 + (d)])
        #define get_global_size(d) ((size_t)((__constant uint*)packet)[3 + (d)])
        #define get_num_groups(d) (get_global_size(d) / get_local_size(d))
        #define get_global_id(d) (get_group_id(d) * get_local_size(d) + get_local_id(d))
        #define barrier(flags) do { __builtin_amdgcn_fence(__ATOMIC_RELEASE, "workgroup"); __builtin_amdgcn_s_barrier(); \
            __builtin_amdgcn_fence(__ATOMIC_ACQUIRE, "workgroup"); } while (0)
        #define fma(a, b, c) __builtin_fmaf(a, b, c)
        #define sqrt(a) __builtin_sqrtf(a)
        #define exp(a) __builtin_expf(a)
        #define min(a, b) __builtin_elementwise_min(a, b)
        #define max(a, b) __builtin_elementwise_max(a, b)
        #define atomic_add(p, v) __scoped_atomic_fetch_add(p, v, __ATOMIC_RELAXED, __MEMORY_SCOPE_DEVICE)

        """;

    private const string DeviceLibraries = "/usr/lib/x86_64-linux-gnu/amdgcn/bitcode";

    [Theory]
    [InlineData("clang-15", "gfx90a", 64, true)]
    [InlineData("clang-15", "gfx1030", 32, true)]
    [InlineData("clang-19", "gfx942", 64, false)]
    [InlineData("clang-19", "gfx1201", 32, false)]
    public void Kernels_CompileWithoutSpills(string compiler, string processor, int warpSize, bool withLibraries)
    {
        Assert.SkipUnless(Exists(compiler), $"{compiler} is not installed");
        Assert.SkipWhen(
            withLibraries && !Directory.Exists(DeviceLibraries), $"{DeviceLibraries} is missing (package rocm-device-libs)");
        string folder = Directory.CreateTempSubdirectory("ilgpu-optim-amd").FullName;

        try
        {
            List<string> problems = [];
            output.WriteLine($"{processor} ({compiler}): vector and scalar registers, spilled ones, bytes of local and private memory");

            foreach (NamedKernel kernel in Kernels(warpSize))
            {
                OpenClSource source = OpenClDump.Compile(kernel, OpenClDump.FeaturesOf("opencl:" + processor));
                string text = Path.Combine(folder, kernel.Name + ".cl");
                string code = Path.Combine(folder, kernel.Name + ".s");
                File.WriteAllText(text, withLibraries ? source.Text : Library + source.Text);
                string libraries = withLibraries ? $"--rocm-device-lib-path={DeviceLibraries}" : "-nogpulib";
                string standard = source.BuildOptions.Split(' ').First(option => option.StartsWith("-cl-std", StringComparison.Ordinal));
                (int status, string log) = Run(
                    compiler,
                    $"-x cl {standard} -O3 -target amdgcn-amd-amdhsa -mcpu={processor} -Xclang -finclude-default-header {libraries} -S -o {code} {text}");

                if (status != 0)
                {
                    problems.Add($"{kernel.Name}: {log}");

                    continue;
                }

                problems.AddRange(Describe(kernel.Name, File.ReadAllText(code)));
            }

            Assert.True(problems.Count == 0, string.Join('\n', problems));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Spills_AreNoticed()
    {
        string[] problems = [.. Describe("k", Facts(256, 12, 3, 0))];
        Assert.Contains("3 vector registers are spilled", Assert.Single(problems), StringComparison.Ordinal);
        Assert.Single(Describe("k", Facts(256, 12, 0, 1)));
        Assert.Empty(Describe("k", Facts(256, 12, 0, 0)));
        Assert.Single(Describe("k", "nothing"));

        static string Facts(int vector, int scalar, int vectorSpills, int scalarSpills) =>
            $"    .vgpr_count: {vector}\n    .sgpr_count: {scalar}\n    .vgpr_spill_count: {vectorSpills}\n"
            + $"    .sgpr_spill_count: {scalarSpills}\n    .group_segment_fixed_size: 64\n    .private_segment_fixed_size: 0\n";
    }

    /// <summary>The named kernels, as they are for warps of a GPU, and those that only OpenCL devices run.</summary>
    private static IEnumerable<NamedKernel> Kernels(int warpSize)
    {
        foreach (NamedKernel kernel in KernelCatalog.List())
        {
            // Written for warps of certain sizes, or for matrix units; those for such GPUs are below, or in the list.
            if (kernel.Name is not ("transpose_f32" or "sgemm" or "mma_gemm"))
            {
                yield return kernel;
            }
        }

        if (warpSize == 32)
        {
            yield return new NamedKernel("transpose_f32", "", TransposeKernel.For(warpSize).Method);
        }

        yield return new NamedKernel(
            "sgemm_gpu", "", typeof(TiledSgemmKernel).GetMethod(nameof(TiledSgemmKernel.Multiply), BindingFlags.Static | BindingFlags.Public)!);
        yield return new NamedKernel(
            "reduce_total", "", typeof(SumKernel).GetMethod(nameof(SumKernel.Total), BindingFlags.Static | BindingFlags.Public)!);
    }

    private IEnumerable<string> Describe(string kernel, string code)
    {
        Dictionary<string, int> facts = [];

        foreach (Match match in Fact().Matches(code))
        {
            facts[match.Groups[1].Value] = int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
        }

        if (facts.Count != 6)
        {
            yield return $"{kernel}: the machine code does not say what it needs";
            yield break;
        }

        output.WriteLine(
            $"  {kernel,-16} {facts["vgpr_count"],3} v {facts["sgpr_count"],3} s, spilled {facts["vgpr_spill_count"]} v "
            + $"{facts["sgpr_spill_count"]} s, {facts["group_segment_fixed_size"],6} local, {facts["private_segment_fixed_size"],4} private");

        if (code.Contains("s_swappc", StringComparison.Ordinal))
        {
            yield return $"{kernel}: calls a function, so that the numbers mean nothing";
        }

        if (facts["vgpr_spill_count"] > 0)
        {
            yield return $"{kernel}: {facts["vgpr_spill_count"]} vector registers are spilled";
        }

        if (facts["sgpr_spill_count"] > 0)
        {
            yield return $"{kernel}: {facts["sgpr_spill_count"]} scalar registers are spilled";
        }
    }

    private static bool Exists(string program)
    {
        try
        {
            return Run(program, "--version").Status == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static (int Status, string Log) Run(string program, string arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        Task<string> printed = process.StandardOutput.ReadToEndAsync();
        string log = process.StandardError.ReadToEnd();
        printed.Wait();
        process.WaitForExit();

        return (process.ExitCode, log);
    }

    [GeneratedRegex(@"\.(vgpr_count|sgpr_count|vgpr_spill_count|sgpr_spill_count|group_segment_fixed_size|private_segment_fixed_size):\s+(\d+)")]
    private static partial Regex Fact();
}
