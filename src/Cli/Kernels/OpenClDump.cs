using System.Text.Json;

using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Cli.Commands;
using IlgpuOptim.Engine.Backends;
using IlgpuOptim.Engine.Backends.Cpu;
using IlgpuOptim.Engine.Backends.OpenCL;
using IlgpuOptim.Engine.Backends.Planning;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;
using IlgpuOptim.Engine.IR.Passes;

namespace IlgpuOptim.Cli.Kernels;

/// <summary>Kernels as OpenCL C for devices of a kind; needs neither a device nor a driver.</summary>
internal static class OpenClDump
{
    /// <summary>
    /// What devices offer, by the name of a target: any GPU with OpenCL 1.2 and doubles, processors, and AMD's GPUs, whose drivers
    /// report no sub-groups with shuffles: warps are as wide as the hardware's, and exchange values through local memory.
    /// </summary>
    private static readonly (string Name, OpenClFeatures Features)[] Devices =
    [
        ("opencl", new OpenClFeatures { Fp64 = true, WarpSize = 32 }),
        ("opencl:cpu", new OpenClFeatures { Fp64 = true, Int64BaseAtomics = true, Int64ExtendedAtomics = true, WarpSize = 16, IsCpu = true }),
        ("opencl:gfx90a", Amd(64)),
        ("opencl:gfx942", Amd(64)),
        ("opencl:gfx1030", Amd(32)),
        ("opencl:gfx1201", Amd(32)),
    ];

    /// <summary>Names of the targets.</summary>
    public static IEnumerable<string> Targets => Devices.Select(device => device.Name);

    /// <summary>Writes one kernel to the console, or a file per kernel into a folder.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="CliException">A kernel cannot be compiled, or the folder cannot be written.</exception>
    public static int Write(IReadOnlyList<NamedKernel> kernels, string target, string? folder, bool json)
    {
        OpenClFeatures features = FeaturesOf(target);
        List<(NamedKernel Kernel, OpenClSource Source, string? Path)> results = [];

        foreach (NamedKernel kernel in kernels)
        {
            OpenClSource source = Compile(kernel, features);
            string? path = folder is null
                ? null
                : Path.Combine(folder, $"{KernelDumpCommand.FileName(kernel)}.{target.Replace(':', '_')}.cl");

            if (path is not null)
            {
                KernelDumpCommand.WriteFile(path, source.Text);
            }

            results.Add((kernel, source, path));
        }

        if (json)
        {
            JsonOutput.Write(writer => WriteJson(writer, results, target, folder is not null));
        }
        else
        {
            results.ForEach(result => Terminal.WriteLine(result.Path ?? result.Source.Text.TrimEnd('\n')));
        }

        return ExitCodes.Done;
    }

    /// <summary>What the devices of a target offer.</summary>
    public static OpenClFeatures FeaturesOf(string target) => Devices.Single(device => device.Name == target).Features;

    /// <summary>What kernels look like on the devices of a target; AMD's drivers take groups of up to 256 work-items.</summary>
    public static KernelProfile ProfileOf(string target)
    {
        OpenClFeatures features = FeaturesOf(target);

        return new KernelProfile(AcceleratorType.OpenCL, features.WarpSize, features.IsCpu ? 1024 : 256, features.IsCpu);
    }

    /// <summary>A kernel as OpenCL C.</summary>
    /// <exception cref="CliException">The kernel cannot be compiled.</exception>
    public static OpenClSource Compile(NamedKernel kernel, OpenClFeatures features)
    {
        KernelOptions options = new(
            AcceleratorType.OpenCL,
            MathMode.Default,
            Assertions: false,
            Output: false,
            Verify: true,
            ArrayMode.Default,
            StaticFieldMode.Default,
            features.WarpSize);

        try
        {
            (Function function, PassContext context) = KernelBuilder.Build(
                kernel.Method,
                CpuKernelInspector.KindOf(kernel.Method),
                kernel.Values,
                options,
                features.IsCpu ? ImplicitPositions.Run : null);

            return features.IsCpu ? CompileLanes(function, context, features) : OpenClGenerator.Generate(function, features);
        }
        catch (KernelCompilationException exception)
        {
            throw CliException.Failed($"{kernel.Name}: {exception.Message}", "docs/diagnostics.md explains the codes");
        }
    }

    /// <summary>The form for processors: complete warps, and several of them in kernels with barriers.</summary>
    private static OpenClSource CompileLanes(Function function, PassContext context, OpenClFeatures features)
    {
        OpenClGenerator.PrepareLanes(function, context);
        LanePlan plan = new(function, Uniformity.Compute(function, new UniformityOptions(XOnly: true)), scalar: false);
        LaneForm form = new(XOnly: true, function.Kind == KernelKind.Explicit && plan.BarrierCount > 0, HasWhole: true, HasPart: false);

        return OpenClGenerator.GenerateLanes(function, plan, features, form);
    }

    private static OpenClFeatures Amd(int warpSize) => new()
    {
        Fp64 = true,
        Fp16 = true,
        Int64BaseAtomics = true,
        Int64ExtendedAtomics = true,
        WarpSize = warpSize,
        Vendor = "AMD",
    };

    /// <summary>One object for a kernel on the console, an array for files: as for other back ends.</summary>
    private static void WriteJson(
        Utf8JsonWriter writer, List<(NamedKernel Kernel, OpenClSource Source, string? Path)> results, string target, bool files)
    {
        if (files)
        {
            writer.WriteStartArray();
        }

        foreach ((NamedKernel kernel, OpenClSource source, string? path) in results)
        {
            writer.WriteStartObject();
            writer.WriteString("kernel", kernel.Name);
            writer.WriteString("target", target);
            writer.WriteString("entry_point", source.EntryPoint);
            writer.WriteString("build_options", source.BuildOptions);
            writer.WriteNumber("static_shared_bytes", source.StaticSharedBytes);
            writer.WriteNumber("local_bytes", source.LocalBytes);
            writer.WriteString(files ? "path" : "source", files ? path : source.Text);
            writer.WriteEndObject();
        }

        if (files)
        {
            writer.WriteEndArray();
        }
    }
}
