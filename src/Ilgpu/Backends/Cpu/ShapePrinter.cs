using System.Globalization;
using System.Text;
using IlgpuOptim.Engine.Backends.Planning;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <summary>What the back end has decided about one value.</summary>
/// <param name="Id">Number of the value.</param>
/// <param name="Block">Number of its block; -1 for kernel parameters.</param>
/// <param name="Text">The value as the IR prints it.</param>
/// <param name="Shape"><c>uniform</c>, <c>strided</c> or <c>varying</c>; null for values that are not data.</param>
/// <param name="Stride">Difference of neighbouring lanes of strided values.</param>
/// <param name="Form"><c>scalar</c>, <c>vector</c>, <c>both</c>, or <c>none</c> if nothing is emitted; null as above.</param>
/// <param name="Address">Loads and stores: how the addresses of the lanes relate.</param>
internal sealed record ValueShape(int Id, int Block, string Text, string? Shape, long? Stride, string? Form, string? Address);

/// <summary>The text of a function with the decisions of its <see cref="LanePlan"/>.</summary>
internal static class ShapePrinter
{
    private const int NoteColumn = 56;

    public static string Print(Function function, LanePlan plan, VectorIsa isa)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"kernel \"{function.Name}\" {Printer.Name(function.Kind)}, {isa.Lanes} lanes\n");
        AppendMemory(text, function, plan);
        int block = -1;
        foreach (ValueShape value in Describe(function, plan))
        {
            if (value.Block != block)
            {
                block = value.Block;
                AppendBlock(text, plan, function.Blocks.First(b => b.Id == block));
            }

            AppendNoted(text, "  " + value.Text, Note(value));
        }

        return text.ToString();
    }

    /// <summary>All values in the order in which code is laid out.</summary>
    public static IReadOnlyList<ValueShape> Describe(Function function, LanePlan plan)
    {
        List<ValueShape> result = [];
        foreach (Value parameter in function.ParameterValues)
        {
            result.Add(Describe(plan, parameter, -1, $"%{parameter.Id}:{parameter.Type.Name()} = \"{function.Parameters[(int)parameter.Imm].Name}\""));
        }

        foreach (Block block in plan.Order)
        {
            foreach (Value parameter in block.Parameters)
            {
                result.Add(Describe(plan, parameter, block.Id, $"%{parameter.Id}:{parameter.Type.Name()} = from the edges"));
            }

            foreach (Value value in block.Instructions)
            {
                result.Add(Describe(plan, value, block.Id, Printer.Line(value)));
            }
        }

        return result;
    }

    private static ValueShape Describe(LanePlan plan, Value value, int block, string text)
    {
        string? address = value.Op is Op.Load or Op.Store && plan.TryAddress(value) is { } mode ? Address(plan, value, mode) : null;
        if (value.Type == IrType.Void)
        {
            return new ValueShape(value.Id, block, text, null, null, null, address);
        }

        bool isStrided = !plan.IsUniform(value) && plan.Uniformity.IsStrided(value);
        string form = plan.Demand(value) switch
        {
            Demand.None => "none",
            Demand.Scalar => "scalar",
            Demand.Vector => plan.IsScalar(value) ? "both" : "vector",
            _ => "both",
        };

        return new ValueShape(
            value.Id,
            block,
            text,
            plan.IsUniform(value) ? "uniform" : isStrided ? "strided" : "varying",
            isStrided ? plan.Uniformity.Stride(value) : null,
            form,
            address);
    }

    private static string Address(LanePlan plan, Value access, AddressMode mode) => mode.Kind switch
    {
        AddressKind.Uniform => "one address",
        AddressKind.Contiguous => access.Op == Op.Store && plan.IsStreaming(access) ? "contiguous, streams" : "contiguous",
        AddressKind.Strided => string.Create(CultureInfo.InvariantCulture, $"every {mode.Stride} elements"),
        AddressKind.Indexed => access.Op == Op.Load ? "gather by index" : "scatter by index",
        _ => access.Op == Op.Load ? "gather" : "scatter",
    };

    private static string Note(ValueShape value)
    {
        if (value.Shape is null)
        {
            return value.Address ?? string.Empty;
        }

        string shape = value.Stride is { } stride
            ? string.Create(CultureInfo.InvariantCulture, $"{value.Shape} {stride:+0;-0}")
            : value.Shape;
        string form = value.Form switch
        {
            "none" => ", not emitted",
            "both" => ", scalar and vector",
            _ => string.Empty,
        };

        return shape + form + (value.Address is null ? string.Empty : "; " + value.Address);
    }

    private static void AppendMemory(StringBuilder text, Function function, LanePlan plan)
    {
        if (plan.StaticSharedBytes > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  shared memory per group: {plan.StaticSharedBytes} bytes\n");
        }

        if (plan.LocalBytes > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  private memory per lane: {plan.LocalBytes} bytes\n");
        }

        if (plan.BarrierCount > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  barriers: {plan.BarrierCount}\n");
        }

        foreach ((int parameter, int size) in plan.StreamingRoots.Order())
        {
            text.Append(CultureInfo.InvariantCulture, $"  \"{function.Parameters[parameter].Name}\" is only written: stores may bypass the caches\n");
        }
    }

    private static void AppendBlock(StringBuilder text, LanePlan plan, Block block)
    {
        Block? leader = plan.Leader[block.Id];
        string mask = leader is null ? "all lanes of the warp" : leader == block ? "a mask of its own" : $"under the mask of {leader}";
        string branch = plan.Uniformity.IsDivergentBranch(block) ? ", lanes part at its end" : string.Empty;
        string loop = plan.LoopOf(block) is { } inner && inner.Header == block ? "loop header, " : string.Empty;
        AppendNoted(text, block + ":", loop + mask + branch);
    }

    private static void AppendNoted(StringBuilder text, string line, string note)
    {
        text.Append(line);
        if (note.Length > 0)
        {
            text.Append(' ', Math.Max(1, NoteColumn - line.Length)).Append("; ").Append(note);
        }

        text.Append('\n');
    }
}
