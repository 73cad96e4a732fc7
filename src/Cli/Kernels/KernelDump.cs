using System.Globalization;
using System.Text;
using System.Text.Json;

using IlgpuOptim.Engine.Backends.Cpu;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Cli.Kernels;

/// <summary>The stages that a kernel goes through, in their order.</summary>
internal enum KernelStage
{
    Il,
    Ir,
    Passes,
    Shapes,
    Emit,
    Asm,
}

/// <summary>What is to be shown of a kernel.</summary>
internal sealed record KernelDumpOptions(IReadOnlyList<KernelStage> Stages, InspectedVariant Variant, bool Lines)
{
    /// <summary>Somebody asked for the machine code and nothing else: then its absence is a failure.</summary>
    public bool NeedsAsm => this.Stages is [KernelStage.Asm];
}

/// <summary>A kernel as text, stage by stage.</summary>
internal sealed class KernelDump
{
    private readonly NamedKernel _kernel;
    private readonly KernelDumpOptions _options;
    private readonly CpuKernelInspector? _inspector;
    private readonly MachineCode? _asm;

    /// <exception cref="ILGPU.KernelCompilationException">The kernel cannot be compiled.</exception>
    /// <exception cref="CliException">There is no such variant, or no machine code though it was asked for.</exception>
    public KernelDump(NamedKernel kernel, KernelDumpOptions options)
    {
        _kernel = kernel;
        _options = options;

        // IL can be looked at even if the kernel does not compile.
        if (options.Stages is [KernelStage.Il])
        {
            return;
        }

        _inspector = new CpuKernelInspector(kernel.Method, kernel.Values, options.Lines);

        if (options.Variant == InspectedVariant.Barrier && !_inspector.UsesBarriers)
        {
            throw CliException.BadUsage($"--variant: the kernel '{kernel.Name}' has no barriers", "use full or tail");
        }

        if (options.Stages.Contains(KernelStage.Asm))
        {
            _asm = MachineCode.Of(kernel.Name, options.Variant);

            if (options.NeedsAsm && _asm.Text is null)
            {
                throw CliException.Failed($"there is no machine code to show: {_asm.Reason}");
            }
        }
    }

    /// <summary>The text of one stage, ending with a line break.</summary>
    public string Text(KernelStage stage) => stage switch
    {
        KernelStage.Il => CpuKernelInspector.Il(_kernel.Method),
        KernelStage.Ir => _inspector!.Built.Ir,
        KernelStage.Passes => this.PassesText(),
        KernelStage.Shapes => _inspector!.Shapes(),
        KernelStage.Emit => _inspector!.Emitted(_options.Variant),
        _ => _asm!.Text ?? $"not available: {_asm.Reason}\n",
    };

    /// <summary>All stages for people.</summary>
    public void WriteText(TextWriter output)
    {
        foreach (KernelStage stage in _options.Stages)
        {
            output.WriteLine(Terminal.Bold($"== {Name(stage)}: {this.Title(stage)}"));
            output.Write(this.Text(stage));
            output.WriteLine();
        }
    }

    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("kernel", _kernel.Name);
        writer.WriteString("method", $"{_kernel.Method.DeclaringType?.FullName}.{_kernel.Method.Name}");
        writer.WriteString("kind", Printer.Name(CpuKernelInspector.KindOf(_kernel.Method)));
        writer.WriteString("target", "cpu");
        writer.WriteNumber("simd_bits", _inspector?.SimdBits);
        writer.WriteNumber("warp_size", _inspector?.WarpSize);
        writer.WriteString("variant", Name(_options.Variant));
        this.WriteStage(writer, KernelStage.Il);
        this.WriteStage(writer, KernelStage.Ir);
        this.WritePasses(writer);
        this.WriteShapes(writer);
        this.WriteStage(writer, KernelStage.Emit);
        writer.WriteString("asm", _asm?.Text);
        writer.WriteString("asm_reason", _asm?.Reason);
        writer.WriteEndObject();
    }

    public static string Name(KernelStage stage) => stage.ToString().ToLowerInvariant();

    public static string Name(InspectedVariant variant) => variant.ToString().ToLowerInvariant();

    private string Title(KernelStage stage) => stage switch
    {
        KernelStage.Il => "what the C# compiler made of the method",
        KernelStage.Ir => $"what the front end built, calls inlined ({Size(_inspector!.Built)})",
        KernelStage.Passes => "after every pass that changed something",
        KernelStage.Shapes => "what lanes have in common",
        KernelStage.Emit => $"IL of the vector code, {this.VariantText}",
        _ => $"machine code, {this.VariantText}",
    };

    private string VariantText => _options.Variant switch
    {
        InspectedVariant.Full => "full warps",
        InspectedVariant.Tail => "the incomplete last warp",
        _ => "one warp from barrier to barrier",
    };

    private string PassesText()
    {
        StringBuilder text = new();

        foreach (InspectedPass pass in _inspector!.Passes)
        {
            text.Append("-- ").Append(pass.Name).Append(": ").Append(Size(pass)).Append('\n').Append(pass.Ir);
        }

        return text.ToString();
    }

    private void WriteStage(Utf8JsonWriter writer, KernelStage stage) =>
        writer.WriteString(Name(stage), _options.Stages.Contains(stage) ? this.Text(stage) : null);

    private void WritePasses(Utf8JsonWriter writer)
    {
        if (!_options.Stages.Contains(KernelStage.Passes))
        {
            writer.WriteNull("passes");

            return;
        }

        writer.WriteStartArray("passes");

        foreach (InspectedPass pass in _inspector!.Passes)
        {
            writer.WriteStartObject();
            writer.WriteString("pass", pass.Name);
            writer.WriteNumber("blocks", pass.Blocks);
            writer.WriteNumber("instructions", pass.Instructions);
            writer.WriteString("ir", pass.Ir);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteShapes(Utf8JsonWriter writer)
    {
        this.WriteStage(writer, KernelStage.Shapes);

        if (!_options.Stages.Contains(KernelStage.Shapes))
        {
            writer.WriteNull("values");

            return;
        }

        writer.WriteStartArray("values");

        foreach (ValueShape value in _inspector!.ValueShapes())
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", value.Id);
            writer.WriteNumber("block", value.Block < 0 ? null : (long?)value.Block);
            writer.WriteString("text", value.Text);
            writer.WriteString("shape", value.Shape);
            writer.WriteNumber("stride", value.Stride);
            writer.WriteString("form", value.Form);
            writer.WriteString("address", value.Address);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Size(InspectedPass pass) =>
        Format.Count(pass.Blocks, "block") + ", " + pass.Instructions.ToString(CultureInfo.InvariantCulture)
        + (pass.Instructions == 1 ? " instruction" : " instructions");
}
