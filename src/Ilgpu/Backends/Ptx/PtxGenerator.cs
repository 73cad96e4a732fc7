using System.Text;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;
using IlgpuOptim.Engine.IR.Passes;

namespace IlgpuOptim.Engine.Backends.Ptx;

/// <summary>From an optimised function to the text of a PTX module with one kernel.</summary>
internal static class PtxGenerator
{
    /// <summary>Threads of a warp on all architectures.</summary>
    public const int WarpSize = 32;

    /// <summary>Largest extent of a grid in Y and in Z.</summary>
    public const int MaxGridYZ = 65535;

    /// <summary>Generates a module.</summary>
    /// <param name="function">The kernel behind <see cref="Pipeline"/>; it is changed (switches and functions are lowered).</param>
    /// <param name="target">Architecture and language version.</param>
    /// <param name="maxGroupSize">Largest group the code has to run with, or 0: the compiler's choice.</param>
    /// <param name="minGroups">Groups that a multiprocessor has to hold at a time, or 0; counts with a largest group only.</param>
    public static PtxSource Generate(Function function, PtxTarget target, int maxGroupSize = 0, int minGroups = 0)
    {
        PassContext context = new() { WarpSize = WarpSize };
        LowerSwitch.Run(function, context);
        PtxLowering.Run(function, target);
        CleanUp.Run(function, context);
        Dce.Run(function, context);
        function.Compact();
        Uniformity uniformity = Uniformity.Compute(function, new UniformityOptions(XOnly: false));
        PtxEmitter emitter = new(function, target, uniformity);
        string body = emitter.EmitBody();
        string name = EntryName(function.Name);
        int extent = (function.ArgumentBytes + 3) & -4;
        int bytes = emitter.UsesReports ? ((extent + 12 + 7) & -8) + 8 : extent + 12;
        StringBuilder text = new();
        text.Append("// ").Append(function.Name.ReplaceLineEndings(" ")).Append('\n');
        text.Append(".version ").Append(target.PtxVersion / 10).Append('.').Append(target.PtxVersion % 10).Append('\n');
        text.Append(".target sm_").Append(target.Sm).Append("\n.address_size 64\n\n");
        emitter.AppendModuleVariables(text);
        text.Append(".visible .entry ").Append(name).Append("(\n    .param .align 16 .b8 args[").Append(bytes).Append("]\n)\n");
        if (maxGroupSize > 0)
        {
            // The product of the three counts, so that groups of more dimensions fit, too.
            text.Append($".maxntid {maxGroupSize}, 1, 1\n");
        }

        if (maxGroupSize > 0 && minGroups > 0)
        {
            text.Append($".minnctapersm {minGroups}\n");
        }

        text.Append("{\n");
        emitter.AppendFunctionVariables(text);
        text.Append(body).Append("}\n");

        return new PtxSource(
            text.ToString(), name, bytes, extent, emitter.StaticSharedBytes, emitter.LocalBytes, emitter.UsesDynamicShared,
            emitter.UsesReports, [.. function.Messages])
        {
            SharedInDynamicBytes = emitter.SharedInDynamicBytes,
            NeedsWholeWarps = function.NeedsWholeWarps,
        };
    }

    /// <summary>Letters, digits and underscores of the kernel's name.</summary>
    private static string EntryName(string name)
    {
        StringBuilder text = new("kernel_");
        foreach (char c in name)
        {
            text.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        }

        return text.ToString();
    }
}
