using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using ILGPU;

using IlgpuOptim.Cli.Kernels;
using IlgpuOptim.Engine.Backends.Cpu;
using IlgpuOptim.Engine.Backends.Ptx;

namespace IlgpuOptim.Cli.Commands;

/// <summary><c>kernel dump</c>: one kernel through all stages of the compiler, or all kernels into a folder.</summary>
internal static class KernelDumpCommand
{
    private const string Everything = "all";
    internal static readonly string[] Targets = ["cpu", .. OpenClDump.Targets, .. PtxTarget.Architectures.Select(sm => "sm_" + sm)];

    public static Command Create()
    {
        Argument<string?> name = new("name")
        {
            Description = "Kernel as 'kernel list' has it, or Assembly.dll:Namespace.Type.Method",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string> stage = new("--stage")
        {
            Description = "Stage to show: il, ir, passes, shapes, emit, asm or all",
            DefaultValueFactory = _ => Everything,
            HelpName = "stage",
        };
        Option<string> variant = new("--variant")
        {
            Description = "Code to show: full (complete warps), tail or barrier",
            DefaultValueFactory = _ => "full",
            HelpName = "variant",
        };
        Option<bool> lines = new("--lines") { Description = "Say in the IR which source line it comes from" };
        Option<bool> all = new("--all") { Description = "Every kernel of 'kernel list'" };
        Option<string> target = CreateTargetOption();
        Option<string?> folder = new("--out")
        {
            Description = "Write a file per kernel and stage into this folder",
            HelpName = "folder",
        };
        Option<bool> json = JsonOutput.CreateOption();
        Command command = new("dump", "Show what the compiler makes of a kernel, stage by stage")
        {
            name, stage, variant, lines, all, target, folder, json,
        };

        command.SetExamples(
            "kernel dump mandelbrot",
            "kernel dump reduce_sum --stage emit --variant barrier",
            "kernel dump bin/My.dll:My.Kernels.Step --stage asm",
            "kernel dump reduce_sum --target sm_80",
            "kernel dump reduce_sum --target opencl",
            "kernel dump --all --target sm_90 --out dumps");
        command.SetAction(parsed =>
        {
            CheckTarget(parsed.GetValue(target)!);

            if (parsed.GetValue(target) is { } backend and not "cpu")
            {
                IReadOnlyList<NamedKernel> chosen = Choose(
                    parsed.GetValue(name), parsed.GetValue(all), parsed.GetValue(folder), ProfileOf(backend));

                return OpenClDump.Targets.Contains(backend)
                    ? OpenClDump.Write(chosen, backend, parsed.GetValue(folder), parsed.GetValue(json))
                    : PtxDump.Write(chosen, ArchitectureOf(backend), parsed.GetValue(folder), parsed.GetValue(json));
            }

            KernelDumpOptions options = new(
                ParseStage(parsed.GetValue(stage)!), ParseVariant(parsed.GetValue(variant)!), parsed.GetValue(lines));
            IReadOnlyList<NamedKernel> kernels = Choose(
                parsed.GetValue(name), parsed.GetValue(all), parsed.GetValue(folder), KernelCatalog.Cpu);

            return parsed.GetValue(folder) is { } path
                ? WriteFiles(kernels, options, path, parsed.GetValue(json))
                : Write(kernels[0], options, parsed.GetValue(json));
        });

        return command;
    }

    internal static Option<string> CreateTargetOption() => new("--target")
    {
        Description = "Back end: cpu; opencl or opencl:cpu, opencl:gfx90a, ... for OpenCL C; sm_70 to sm_120 for PTX",
        DefaultValueFactory = _ => "cpu",
        HelpName = "backend",
    };

    private static int Write(NamedKernel kernel, KernelDumpOptions options, bool json)
    {
        KernelDump dump = Compile(kernel, options);

        if (json)
        {
            JsonOutput.Write(dump.WriteJson);
        }
        else
        {
            dump.WriteText(Console.Out);
        }

        return ExitCodes.Done;
    }

    private static int WriteFiles(IReadOnlyList<NamedKernel> kernels, KernelDumpOptions options, string folder, bool json)
    {
        List<(NamedKernel Kernel, KernelStage Stage, string Path)> files = [];
        bool failed = false;

        foreach (NamedKernel kernel in kernels)
        {
            try
            {
                // Not every kernel has every variant; those that have not are shown as they run.
                KernelDump dump = Compile(kernel, kernels.Count > 1 ? AsFarAsPossible(kernel, options) : options);

                foreach (KernelStage stage in options.Stages)
                {
                    string path = Path.Combine(folder, $"{FileName(kernel)}.{KernelDump.Name(stage)}.txt");

                    WriteFile(path, dump.Text(stage));
                    files.Add((kernel, stage, path));
                }
            }
            catch (CliException exception) when (kernels.Count > 1 && exception.ExitCode == ExitCodes.Failed)
            {
                Terminal.WriteError($"{kernel.Name}: {exception.Message}", exception.Hint);
                failed = true;
            }
        }

        if (json)
        {
            JsonOutput.Write(writer => WriteJson(writer, files));
        }
        else
        {
            files.ForEach(file => Terminal.WriteLine(file.Path));
        }

        return failed ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static KernelDumpOptions AsFarAsPossible(NamedKernel kernel, KernelDumpOptions options) =>
        options.Variant == InspectedVariant.Barrier && !new CpuKernelInspector(kernel.Method, kernel.Values).UsesBarriers
            ? options with { Variant = InspectedVariant.Full }
            : options;

    private static KernelDump Compile(NamedKernel kernel, KernelDumpOptions options)
    {
        try
        {
            return new KernelDump(kernel, options);
        }
        catch (KernelCompilationException exception)
        {
            throw CliException.Failed(exception.Message, "docs/diagnostics.md explains the codes");
        }
    }

    internal static void WriteFile(string path, string text)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.WriteAllText(path, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.BadUsage($"--out: '{path}' cannot be written: {exception.Message}");
        }
    }

    private static void WriteJson(Utf8JsonWriter writer, List<(NamedKernel Kernel, KernelStage Stage, string Path)> files)
    {
        writer.WriteStartArray();

        foreach ((NamedKernel kernel, KernelStage stage, string path) in files)
        {
            writer.WriteStartObject();
            writer.WriteString("kernel", kernel.Name);
            writer.WriteString("stage", KernelDump.Name(stage));
            writer.WriteString("path", path);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Names of the catalogue are file names; of a user's kernel it is type and method.</summary>
    internal static string FileName(NamedKernel kernel)
    {
        string name = kernel.Name[(kernel.Name.LastIndexOf(':') + 1)..];
        char[] invalid = Path.GetInvalidFileNameChars();

        return string.Concat(name.Select(c => invalid.Contains(c) ? '_' : c));
    }

    private static IReadOnlyList<NamedKernel> Choose(string? name, bool all, string? folder, KernelProfile profile)
    {
        if (all && name is not null)
        {
            throw CliException.BadUsage("--all and the name of a kernel exclude each other");
        }

        if (all && folder is null)
        {
            throw CliException.BadUsage("--all needs --out, the folder for the files");
        }

        if (!all && name is null)
        {
            throw CliException.BadUsage("which kernel?", $"see '{CommandLine.ToolName} kernel list', or use --all --out FOLDER");
        }

        return all ? KernelCatalog.List(profile) : [KernelFinder.Find(name!, profile)];
    }

    /// <summary>What kernels look like on the devices of a target.</summary>
    internal static KernelProfile ProfileOf(string target) => target == "cpu" ? KernelCatalog.Cpu
        : OpenClDump.Targets.Contains(target) ? OpenClDump.ProfileOf(target)
        : KernelCatalog.Cuda;

    internal static void CheckTarget(string target)
    {
        if (!Targets.Contains(target))
        {
            throw CliException.BadUsage(
                $"--target: there is no back end '{target}'",
                Suggestions.Hint(target, Targets) ?? "back ends: " + string.Join(", ", Targets));
        }
    }

    private static PtxTarget ArchitectureOf(string target) =>
        PtxTarget.For(int.Parse(target.AsSpan("sm_".Length), CultureInfo.InvariantCulture));

    private static IReadOnlyList<KernelStage> ParseStage(string text)
    {
        KernelStage[] stages = Enum.GetValues<KernelStage>();

        if (text == Everything)
        {
            return stages;
        }

        string[] names = [.. stages.Select(KernelDump.Name), Everything];
        int index = Array.IndexOf(names, text);

        return index >= 0
            ? [stages[index]]
            : throw CliException.BadUsage(
                $"--stage: there is no stage '{text}'", Suggestions.Hint(text, names) ?? "stages: " + string.Join(", ", names));
    }

    private static InspectedVariant ParseVariant(string text)
    {
        string[] names = [.. Enum.GetValues<InspectedVariant>().Select(KernelDump.Name)];
        int index = Array.IndexOf(names, text);

        return index >= 0
            ? (InspectedVariant)index
            : throw CliException.BadUsage(
                $"--variant: there is no variant '{text}'", Suggestions.Hint(text, names) ?? "variants: " + string.Join(", ", names));
    }
}
