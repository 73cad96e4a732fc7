using System.Text.Json;

using ILGPU;

using IlgpuOptim.Cli.Commands;
using IlgpuOptim.Engine.Backends.Cpu;
using IlgpuOptim.Engine.Backends.Ptx;

namespace IlgpuOptim.Cli.Kernels;

/// <summary>Kernels as PTX for one architecture; needs no GPU and no toolkit.</summary>
internal static class PtxDump
{
    /// <summary>Writes one kernel to the console, or a file per kernel into a folder.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="CliException">A kernel cannot be compiled, or the folder cannot be written.</exception>
    public static int Write(IReadOnlyList<NamedKernel> kernels, PtxTarget target, string? folder, bool json)
    {
        List<(NamedKernel Kernel, PtxSource Source, string? Path)> results = [];

        foreach (NamedKernel kernel in kernels)
        {
            PtxSource source = Compile(kernel, target);
            string? path = folder is null ? null : Path.Combine(folder, $"{KernelDumpCommand.FileName(kernel)}.sm_{target.Sm}.ptx");

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

    private static PtxSource Compile(NamedKernel kernel, PtxTarget target)
    {
        try
        {
            return PtxKernelFactory.Compile(
                kernel.Method,
                CpuKernelInspector.KindOf(kernel.Method),
                kernel.Values,
                PtxKernelFactory.VerifyOptions,
                target);
        }
        catch (KernelCompilationException exception)
        {
            throw CliException.Failed($"{kernel.Name}: {exception.Message}", "docs/diagnostics.md explains the codes");
        }
    }

    /// <summary>One object for a kernel on the console, an array for files: as for other back ends.</summary>
    private static void WriteJson(
        Utf8JsonWriter writer, List<(NamedKernel Kernel, PtxSource Source, string? Path)> results, PtxTarget target, bool files)
    {
        if (files)
        {
            writer.WriteStartArray();
        }

        foreach ((NamedKernel kernel, PtxSource source, string? path) in results)
        {
            writer.WriteStartObject();
            writer.WriteString("kernel", kernel.Name);
            writer.WriteString("target", "sm_" + target.Sm);
            writer.WriteString("entry_point", source.EntryPoint);
            writer.WriteNumber("static_shared_bytes", source.StaticSharedBytes);
            writer.WriteNumber("local_bytes", source.LocalBytes);
            writer.WriteString(files ? "path" : "ptx", files ? path : source.Text);
            writer.WriteEndObject();
        }

        if (files)
        {
            writer.WriteEndArray();
        }
    }
}
