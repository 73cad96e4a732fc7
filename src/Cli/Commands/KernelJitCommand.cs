using System.CommandLine;

using IlgpuOptim.Cli.Kernels;
using IlgpuOptim.Engine.Backends.Cpu;

namespace IlgpuOptim.Cli.Commands;

/// <summary><c>kernel jit</c> (hidden): what <see cref="MachineCode"/> starts to have the runtime print machine code.</summary>
internal static class KernelJitCommand
{
    public const string Name = "jit";

    public static Command Create()
    {
        Argument<string> kernel = new("kernel") { Description = "Name of the kernel" };
        Argument<InspectedVariant> variant = new("variant") { Description = "Variant of the code" };
        Command command = new(Name, "Compile a kernel to machine code, and do not run it") { kernel, variant };

        command.Hidden = true;
        command.SetExamples("kernel jit saxpy full");
        command.SetAction(parsed =>
        {
            NamedKernel found = KernelFinder.Find(parsed.GetValue(kernel)!, KernelCatalog.Cpu);
            new CpuKernelInspector(found.Method, found.Values).CompileNative(parsed.GetValue(variant));

            return ExitCodes.Done;
        });

        return command;
    }
}
