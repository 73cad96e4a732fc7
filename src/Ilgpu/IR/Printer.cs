using System.Globalization;
using System.Text;

namespace IlgpuOptim.Engine.IR;

/// <summary>
/// Text form of the IR; <see cref="Parser"/> reads it back. One line per value:
/// <c>%7:f32 = load.f32 %3 align 16 ; Method (file:line)</c>. Constants are written in place (<c>i32 5</c>,
/// <c>f32 0.1</c> in the shortest form that reads back exactly; what is not finite as its bits, <c>f32 0x7fc00000</c>).
/// </summary>
internal static class Printer
{
    public static string Print(Function function)
    {
        StringBuilder text = new();
        text.Append("kernel \"").Append(Escape(function.Name)).Append("\" ").Append(Name(function.Kind)).Append('\n');
        foreach (Parameter parameter in function.Parameters)
        {
            text.Append("  param %").Append(function.ParameterValues[parameter.Index].Id).Append(' ')
                .Append(parameter.Mem.Name()).Append(" \"").Append(Escape(parameter.Name)).Append("\"\n");
        }

        foreach (SharedAllocation shared in function.SharedAllocations)
        {
            text.Append(CultureInfo.InvariantCulture, $"  shared {shared.Bytes} align {shared.Align}\n");
        }

        foreach (string message in function.Messages)
        {
            text.Append("  message \"").Append(Escape(message)).Append("\"\n");
        }

        foreach (Block block in function.Blocks)
        {
            text.Append(block).Append('(');
            text.AppendJoin(", ", block.Parameters.Select(p => $"%{p.Id}:{p.Type.Name()}"));
            text.Append("):\n");
            foreach (Value value in block.Instructions)
            {
                text.Append("  ").Append(Line(value));
                if (value.Location >= 0 && value.Location < function.Locations.Count)
                {
                    text.Append(" ; ").Append(function.Locations[value.Location]);
                }

                text.Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>One value as it stands in its block.</summary>
    public static string Line(Value value)
    {
        StringBuilder text = new();
        if (value.Op is Op.Const or Op.Param or Op.BlockParam)
        {
            return Operand(value);
        }

        if (value.Type != IrType.Void)
        {
            text.Append(CultureInfo.InvariantCulture, $"%{value.Id}:{value.Type.Name()} = ");
        }

        text.Append(Mnemonic(value));
        string separator = " ";
        foreach (Value operand in value.Operands)
        {
            text.Append(separator).Append(Operand(operand));
            separator = ", ";
        }

        foreach (Successor target in value.Targets ?? [])
        {
            text.Append(separator).Append(target.Block).Append('(');
            text.AppendJoin(", ", target.Arguments.Select(Operand)).Append(')');
            separator = ", ";
        }

        if (HasImm(value.Op))
        {
            text.Append(" #").Append(value.Imm);
        }

        if (value.Op is Op.Load or Op.Store && value.Align != value.Mem.Size())
        {
            text.Append(" align ").Append(value.Align);
        }

        if ((value.Flags & ValueFlags.Volatile) != 0)
        {
            text.Append(" volatile");
        }

        if ((value.Flags & ValueFlags.Fast) != 0)
        {
            text.Append(" fast");
        }

        return text.ToString();
    }

    /// <summary>A value as an operand: its number, or the constant itself.</summary>
    public static string Operand(Value value) => value.Op != Op.Const
        ? "%" + value.Id
        : value.Type switch
        {
            IrType.F32 => float.IsFinite(value.F32)
                ? $"f32 {value.F32.ToString("R", CultureInfo.InvariantCulture)}"
                : $"f32 0x{(uint)value.Imm:x8}",
            IrType.F64 => double.IsFinite(value.F64)
                ? $"f64 {value.F64.ToString("R", CultureInfo.InvariantCulture)}"
                : $"f64 0x{value.Imm:x16}",
            _ => $"{value.Type.Name()} {value.Imm}",
        };

    public static string Name(KernelKind kind) => kind switch
    {
        KernelKind.Explicit => "explicit",
        KernelKind.Implicit1D => "implicit1d",
        KernelKind.Implicit2D => "implicit2d",
        _ => "implicit3d",
    };

    /// <summary>Operations whose <see cref="Value.Imm"/> is part of their meaning.</summary>
    internal static bool HasImm(Op op) => op is
        Op.Alloca or Op.SharedAlloc or Op.AssumeAligned or Op.KernelIndex or Op.GridIdx or Op.GridDim or Op.GroupIdx or Op.GroupDim
        or Op.MemoryFence or Op.WarpShuffle or Op.MatrixLoad or Op.MatrixMultiply or Op.Part or Op.AsyncCopy or Op.AsyncWait
        or Op.Assert or Op.Print;

    internal static string Mnemonic(Value value)
    {
        string name = Lower(value.Op.ToString());

        return value.Op switch
        {
            Op.Compare => name + "." + Lower(value.Cmp.ToString()),
            Op.Math => name + "." + Lower(value.MathFn.ToString()),
            Op.Load or Op.Store or Op.AtomicCas => name + "." + value.Mem.Name(),
            Op.AtomicRmw => name + "." + Lower(value.Atomic.ToString()) + "." + value.Mem.Name(),
            Op.WarpShuffle => name + "." + Lower(value.Shuffle.ToString()),
            _ => name,
        };
    }

    private static string Lower(string name) => name.ToLowerInvariant();

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);
}
