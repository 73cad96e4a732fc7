using System.CommandLine;
using System.Text.Json;

using IlgpuOptim.Cli.Kernels;
using IlgpuOptim.Engine.Backends.Cpu;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Cli.Commands;

/// <summary><c>kernel</c>: what the compiler makes of kernels.</summary>
internal static class KernelCommand
{
    public static Command Create()
    {
        Command command = CommandLine.CreateGroup(
            "kernel",
            "Look at kernels, from C# to machine code",
            CreateList(),
            KernelDumpCommand.Create(),
            KernelJitCommand.Create());

        command.SetExamples("kernel list", "kernel dump mandelbrot", "kernel dump saxpy --stage asm");

        return command;
    }

    private static Command CreateList()
    {
        Option<bool> json = JsonOutput.CreateOption();
        Option<string> target = KernelDumpCommand.CreateTargetOption();
        Command command = new("list", "List the kernels, as they are on a back end") { target, json };

        command.SetExamples("kernel list", "kernel list --target sm_90", "kernel list --json");
        command.SetAction(parsed =>
        {
            KernelDumpCommand.CheckTarget(parsed.GetValue(target)!);
            IReadOnlyList<NamedKernel> kernels = KernelCatalog.List(KernelDumpCommand.ProfileOf(parsed.GetValue(target)!));

            if (parsed.GetValue(json))
            {
                JsonOutput.Write(writer => WriteJson(writer, kernels));
            }
            else
            {
                int width = kernels.Max(kernel => kernel.Name.Length) + 2;

                foreach (NamedKernel kernel in kernels)
                {
                    Terminal.WriteLine(Terminal.Bold(kernel.Name.PadRight(width)) + $"{KindOf(kernel),-12}" + kernel.Description);
                }
            }

            return ExitCodes.Done;
        });

        return command;
    }

    private static string KindOf(NamedKernel kernel) => Printer.Name(CpuKernelInspector.KindOf(kernel.Method));

    private static void WriteJson(Utf8JsonWriter writer, IReadOnlyList<NamedKernel> kernels)
    {
        writer.WriteStartArray();

        foreach (NamedKernel kernel in kernels)
        {
            writer.WriteStartObject();
            writer.WriteString("name", kernel.Name);
            writer.WriteString("kind", KindOf(kernel));
            writer.WriteString("method", $"{kernel.Method.DeclaringType?.FullName}.{kernel.Method.Name}");
            writer.WriteString("description", kernel.Description);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
