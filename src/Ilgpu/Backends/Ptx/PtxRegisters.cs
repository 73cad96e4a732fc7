using System.Text;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.Ptx;

/// <summary>Kinds of virtual registers.</summary>
internal enum PtxClass : byte
{
    Pred,
    B16,
    B32,
    B64,
    F32,
    F64,
}

/// <summary>Hands out virtual registers; PTX declares them by kind and number.</summary>
internal sealed class PtxRegisters(int values)
{
    private static readonly string[] Prefixes = ["%p", "%h", "%r", "%rd", "%f", "%fd"];
    private static readonly string[] Types = [".pred", ".b16", ".b32", ".b64", ".f32", ".f64"];

    private readonly int[] _counts = new int[Prefixes.Length];
    private readonly string?[] _names = new string?[values];

    public static PtxClass ClassOf(IrType type) => type switch
    {
        IrType.I1 => PtxClass.Pred,
        IrType.I32 => PtxClass.B32,
        IrType.F32 => PtxClass.F32,
        IrType.F64 => PtxClass.F64,
        _ => PtxClass.B64,
    };

    /// <summary>A fresh register.</summary>
    public string New(PtxClass kind) => Prefixes[(int)kind] + ++_counts[(int)kind];

    /// <summary>The register of a value, the same each time.</summary>
    public string Of(Value value) => _names[value.Id] ??= this.New(ClassOf(value.Type));

    /// <summary>Gives a value the register of another one, or a special register.</summary>
    public void Bind(Value value, string name) => _names[value.Id] = name;

    public void Declare(StringBuilder text)
    {
        for (int i = 0; i < Types.Length; i++)
        {
            if (_counts[i] > 0)
            {
                text.Append("    .reg ").Append(Types[i]).Append(' ').Append(Prefixes[i]).Append('<').Append(_counts[i] + 1).Append(">;\n");
            }
        }
    }
}
