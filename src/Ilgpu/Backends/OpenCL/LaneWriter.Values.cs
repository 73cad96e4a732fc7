using System.Globalization;
using IlgpuOptim.Engine.Backends.Planning;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <content>Names, types and operands: scalars, and vectors of all lanes.</content>
internal sealed partial class LaneWriter
{
    /// <summary>Variables that exist so far.</summary>
    private readonly HashSet<string> _declared = [];

    /// <summary>Rows of 32 bits per lane of private memory.</summary>
    private int LocalRows => (_plan.LocalBytes + 3) / 4;

    /// <summary>The type of one lane.</summary>
    private static string ElementType(IrType type) => type switch
    {
        IrType.I1 => "int",
        IrType.I32 => "uint",
        IrType.F32 => "float",
        IrType.F64 => "double",
        _ => "ulong",
    };

    /// <summary>Suffix of helpers by type.</summary>
    private static string Suffix(IrType type) => type switch
    {
        IrType.I1 => "i32",
        IrType.I32 => "u32",
        IrType.F32 => "f32",
        IrType.F64 => "f64",
        _ => "u64",
    };

    private static string ScalarType(IrType type) => type == IrType.PtrLocal ? "ulong" : TypeName(type);

    private string VectorType(IrType type) => ElementType(type) + Number(_lanes);

    private string TypeOf(Value value) => _plan.IsScalar(value) ? ScalarType(value.Type) : this.VectorType(value.Type);

    private string NameOf(Value value) => (_plan.IsScalar(value) ? "s" : "v") + Number(value.Id);

    private string VectorHelper(string name) => _helpers.UseVector(name, _lanes);

    /// <summary>Assigns and declares a value in the form in which the plan keeps it.</summary>
    private void Define(Value value, string text)
    {
        string name = this.NameOf(value);
        this.Add($"{this.TypeOf(value)} {name} = {Strip(text)};");
        _declared.Add(name);
        if (_plan.IsComputedByLane(value) && (_plan.Demand(value) & Demand.Vector) != 0)
        {
            this.Add($"{this.VectorType(value.Type)} v{Number(value.Id)} = {Strip(this.BuildVector(value))};");
            _declared.Add("v" + Number(value.Id));
        }
    }

    /// <summary>A scalar that was computed for all lanes, whatever the shape of the value.</summary>
    private void DefineFromScalar(Value value, string text) => this.Define(value, _plan.IsScalar(value) ? text : this.Broadcast(value.Type, text));

    private string Broadcast(IrType type, string scalar) => type switch
    {
        IrType.I1 => $"(int{_lanes})(-(int){scalar})",
        IrType.PtrGlobal or IrType.PtrShared => $"(ulong{_lanes})((ulong){scalar})",
        _ => $"({this.VectorType(type)})({Strip(scalar)})",
    };

    /// <inheritdoc/>
    protected override string U(Value value) => value.Op switch
    {
        Op.Const when value.Type == IrType.PtrLocal => "0ul",
        Op.Const => Literal(value),
        Op.Param => _parameterNames[value.Imm],
        _ when LanePlan.IsPosition(value.Op) && value.Op != Op.GroupIdx => this.Position(value),
        _ => "s" + Number(value.Id),
    };

    /// <inheritdoc/>
    protected override string S(Value value) => value.Op == Op.Const
        ? (value.Type == IrType.I32 ? Signed((int)value.Imm) : SignedLong(value.Imm))
        : (value.Type == IrType.I32 ? "(int)" : "(long)") + this.U(value);

    /// <summary>The vector of all lanes, integers unsigned.</summary>
    private string V(Value value)
    {
        if (value.Op == Op.Const)
        {
            return value.Type == IrType.I1 ? $"(int{_lanes})({(value.Imm != 0 ? "-1" : "0")})" : this.Broadcast(value.Type, this.U(value));
        }

        if (!_plan.IsScalar(value) || _plan.IsComputedByLane(value))
        {
            return "v" + Number(value.Id);
        }

        return _plan.IsUniform(value) ? this.Broadcast(value.Type, this.U(value)) : this.Strided(value);
    }

    /// <summary>The vector, or the scalar that operators spread over the lanes.</summary>
    private string W(Value value)
    {
        bool isUniform = value.Op is Op.Const or Op.Param || (_plan.IsScalar(value) && _plan.IsUniform(value));
        if (!isUniform)
        {
            return this.V(value);
        }

        return value.Type switch
        {
            IrType.I1 => value.Op == Op.Const ? (value.Imm != 0 ? "(-1)" : "0") : $"(-(int){this.U(value)})",
            IrType.PtrGlobal or IrType.PtrShared => "(ulong)" + this.U(value),
            _ => this.U(value),
        };
    }

    /// <summary>An integer vector as a signed one.</summary>
    private string SV(Value value) => $"as_{(value.Type == IrType.I32 ? "int" : "long")}{Number(_lanes)}({Strip(this.V(value))})";

    /// <summary>The same, or a scalar.</summary>
    private string SW(Value value) => value.Op is Op.Const or Op.Param || (_plan.IsScalar(value) && _plan.IsUniform(value)) ? this.S(value) : this.SV(value);

    /// <summary>The vector of a strided value from that of lane 0.</summary>
    private string Strided(Value value)
    {
        bool isWide = value.Type.Bits() == 64;
        string lane = isWide ? "LONG_LANE" : "LANE";
        string first = value.Type is IrType.PtrGlobal or IrType.PtrShared ? "(ulong)" + this.U(value) : this.U(value);

        return this.StridedFrom(first, lane, _plan.Uniformity.Stride(value), isWide);
    }

    private string StridedFrom(string first, string lane, long stride, bool isWide)
    {
        string suffix = isWide ? "ul" : "u";
        string steps = Math.Abs(stride) == 1 ? lane : $"{lane} * {Number(Math.Abs(stride))}{suffix}";

        return $"({first} {(stride < 0 ? "-" : "+")} {steps})";
    }

    /// <summary>A mask of lanes for a choice between values of a type.</summary>
    private string MaskFor(string mask, IrType type) => type.Bits() == 64 ? $"{this.Convert("long")}({mask})" : mask;

    /// <summary>A conversion of vectors, element by element.</summary>
    private string Convert(string type)
    {
        _ = this.VectorHelper("convert_" + type);

        return "to_" + type + Number(_lanes);
    }

    /// <summary>Positions of the warp, computed once at the beginning.</summary>
    private string Position(Value value)
    {
        int dimension = (int)Math.Clamp(value.Imm, 0, 2);
        char axis = "xyz"[dimension];
        switch (value.Op)
        {
            case Op.KernelIndex:
                return dimension == 0 ? "item" : this.Fact($"global_{axis}", $"get_global_id({Number(dimension)})");
            case Op.GridIdx:
                return this.Fact($"group_{axis}", $"get_global_id({Number(dimension)})");
            case Op.GridDim:
                return this.Fact($"groups_{axis}", $"{this.Fields}grid_{axis}");
            case Op.GroupDim:
                return this.Size(dimension);
            case Op.LaneIdx:
                return "0u";
            case Op.WarpSize:
                return Number(_lanes) + "u";
            case Op.SharedAlloc:
                return Shared(_plan.SharedOffsets[value.Imm]);
            case Op.DynamicShared:
                return Shared(_plan.StaticSharedBytes);
            case Op.DynamicSharedSize:
                return $"(ulong){this.Fields}dynamic_shared_size";
            default:
                return Number(_plan.LocalOffsets[value.Id]) + "ul";
        }
    }

    private static string Shared(int offset) => offset == 0 ? "shared" : $"(shared + {Number(offset)})";

    private string Size(int dimension) => this.Fact($"size_{"xyz"[dimension]}", $"{this.Fields}size_{"xyz"[dimension]}");

    private string Fact(string name, string source)
    {
        _positions.Add($"const uint {name} = (uint){source};");

        return name;
    }

    private string VectorMemory(MemType mem)
    {
        string scalar = this.MemoryType(mem);
        string name = string.Create(CultureInfo.InvariantCulture, $"{scalar}x{_lanes}");
        string element = mem switch
        {
            MemType.I8 => "char",
            MemType.U8 => "uchar",
            MemType.I16 => "short",
            MemType.U16 => "ushort",
            MemType.I32 => "uint",
            MemType.F32 => "float",
            MemType.F64 => "double",
            _ => "ulong",
        };
        _helpers.UseMemoryType(name, element + Number(_lanes), 1);

        return name;
    }
}
