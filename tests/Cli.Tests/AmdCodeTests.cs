using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

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
        #define fma(a, b, c) __builtin_elementwise_fma(a, b, c)
        #define sqrt(a) __builtin_elementwise_sqrt(a)
        #define fabs(a) __builtin_elementwise_abs(a)
        #define min(a, b) __builtin_elementwise_min(a, b)
        #define max(a, b) __builtin_elementwise_max(a, b)
        #define popcount(a) ((sizeof(a) > 4 ? (uint)__builtin_popcountl(a) : (uint)__builtin_popcount(a)))
        #define atomic_add(p, v) __scoped_atomic_fetch_add(p, v, __ATOMIC_RELAXED, __MEMORY_SCOPE_DEVICE)
        #define exp(a) any_exp(a)

        __attribute__((overloadable)) static float any_exp(float x) { return __builtin_expf(x); }

        // The compiler has none for doubles; this one needs as many registers as any.
        __attribute__((overloadable)) static double any_exp(double x)
        {
            double n = __builtin_rint(x * 0x1.71547652b82fep+0);
            double r = fma(n, -0x1.abc9e3b39803fp-56, fma(n, -0x1.62e42fefa39efp-1, x));
            double p = 1.0 / 39916800;
            p = fma(p, r, 1.0 / 3628800);
            p = fma(p, r, 1.0 / 362880);
            p = fma(p, r, 1.0 / 40320);
            p = fma(p, r, 1.0 / 5040);
            p = fma(p, r, 1.0 / 720);
            p = fma(p, r, 1.0 / 120);
            p = fma(p, r, 1.0 / 24);
            p = fma(p, r, 1.0 / 6);
            p = fma(p, r, 0.5);
            p = fma(p, r, 1.0);
            return __builtin_ldexp(fma(p, r, 1.0), (int)n);
        }

        """;

    private const string DeviceLibraries = "/usr/lib/x86_64-linux-gnu/amdgcn/bitcode";

    [Theory]
    [InlineData("clang-15", "gfx90a", true)]
    [InlineData("clang-15", "gfx1030", true)]
    [InlineData("clang-19", "gfx942", false)]
    [InlineData("clang-19", "gfx1201", false)]
    public void Kernels_CompileWithoutSpills(string compiler, string processor, bool withLibraries)
    {
        Assert.SkipUnless(Exists(compiler), $"{compiler} is not installed");
        Assert.SkipWhen(
            withLibraries && !Directory.Exists(DeviceLibraries), $"{DeviceLibraries} is missing (package rocm-device-libs)");
        string folder = Directory.CreateTempSubdirectory("ilgpu-optim-amd").FullName;

        try
        {
            string target = "opencl:" + processor;
            NamedKernel[] kernels = [.. KernelCatalog.List(OpenClDump.ProfileOf(target))];
            string[] codes = new string[kernels.Length];
            string[] logs = new string[kernels.Length];
            Parallel.For(0, kernels.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
            {
                OpenClSource source = OpenClDump.Compile(kernels[i], OpenClDump.FeaturesOf(target));
                string text = Path.Combine(folder, kernels[i].Name + ".cl");
                string code = Path.Combine(folder, kernels[i].Name + ".s");
                File.WriteAllText(text, withLibraries ? source.Text : Library + source.Text);
                string libraries = withLibraries ? $"--rocm-device-lib-path={DeviceLibraries}" : "-nogpulib";
                string standard = source.BuildOptions.Split(' ').First(option => option.StartsWith("-cl-std", StringComparison.Ordinal));
                (int status, logs[i]) = Run(
                    compiler,
                    $"-x cl {standard} -O3 -target amdgcn-amd-amdhsa -mcpu={processor} -Xclang -finclude-default-header {libraries} -S -o {code} {text}");
                codes[i] = status == 0 ? File.ReadAllText(code) : "";
            });

            List<string> problems = [];
            output.WriteLine($"{processor} ({compiler}): vector and scalar registers, spilled ones, bytes of local and private memory");

            for (int i = 0; i < kernels.Length; i++)
            {
                if (codes[i].Length == 0)
                {
                    problems.Add($"{kernels[i].Name}: {logs[i]}");
                }
                else
                {
                    problems.AddRange(this.Describe(kernels[i].Name, codes[i]));
                }
            }

            Assert.True(kernels.Length > 200, $"only {kernels.Length} kernels");
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
        string[] problems = [.. this.Describe("k", Facts(256, 12, 3, 0))];
        Assert.Contains("3 vector registers are spilled", Assert.Single(problems), StringComparison.Ordinal);
        Assert.Single(this.Describe("k", Facts(256, 12, 0, 1)));
        Assert.Empty(this.Describe("k", Facts(256, 12, 0, 0)));
        Assert.Single(this.Describe("k", "nothing"));

        static string Facts(int vector, int scalar, int vectorSpills, int scalarSpills) =>
            $"    .vgpr_count: {vector}\n    .sgpr_count: {scalar}\n    .vgpr_spill_count: {vectorSpills}\n"
            + $"    .sgpr_spill_count: {scalarSpills}\n    .group_segment_fixed_size: 64\n    .private_segment_fixed_size: 0\n";
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
            $"  {kernel,-50} {facts["vgpr_count"],3} v {facts["sgpr_count"],3} s, spilled {facts["vgpr_spill_count"]} v "
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
