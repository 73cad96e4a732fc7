using System.Globalization;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <content>
/// Which values are variables and which stand within the expression that uses them, and the text of operands. An expression
/// is inlined where its block uses it once; loads only if nothing is written in between.
/// </content>
internal sealed partial class OpenClWriter
{
    /// <summary>Operations in one expression, for the reader's sake.</summary>
    private const int MaxCost = 9;

    private readonly int[] _uses;
    private readonly Block?[] _useBlock;
    private readonly bool[] _isInlined;
    private readonly bool[] _hasLoad;
    private readonly int[] _cost;
    private readonly List<Value> _pendingLoads = [];

    private static string TypeName(IrType type) => type switch
    {
        IrType.I1 => "bool",
        IrType.I32 => "uint",
        IrType.I64 => "ulong",
        IrType.F32 => "float",
        IrType.F64 => "double",
        _ => Space(type) + " uchar*",
    };

    private static string Space(IrType type) => type switch
    {
        IrType.PtrGlobal => "__global",
        IrType.PtrShared => "__local",
        _ => "__private",
    };

    private static string Name(Value value) => "v" + value.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The value is written as it is wherever it is used: it costs nothing.</summary>
    private static bool IsLeaf(Value value) => value.Op is Op.Const or Op.Param or Op.KernelIndex or Op.GridIdx or Op.GridDim or Op.GroupIdx
        or Op.GroupDim or Op.LaneIdx or Op.WarpSize or Op.SharedAlloc or Op.DynamicShared or Op.DynamicSharedSize or Op.Alloca;

    /// <summary>Without the parentheses around the whole of an expression.</summary>
    private static string Strip(string text)
    {
        if (text.Length < 2 || text[0] != '(' || text[^1] != ')')
        {
            return text;
        }

        int depth = 0;
        for (int i = 0; i < text.Length - 1; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0)
            {
                return text;
            }
        }

        return text[1..^1];
    }

    private void FindUses()
    {
        foreach (Block block in _flow.ReversePostOrder)
        {
            foreach (Value value in block.Instructions)
            {
                foreach (Value operand in value.Operands)
                {
                    Count(operand, block);
                }

                foreach (Successor target in value.Targets ?? [])
                {
                    foreach (Value argument in target.Arguments)
                    {
                        Count(argument, block);
                    }
                }
            }
        }

        void Count(Value operand, Block block)
        {
            _uses[operand.Id]++;
            _useBlock[operand.Id] = block;
        }
    }

    /// <summary>Decides about a value without side effects: dropped, inlined, or a variable of its own.</summary>
    private void Place(Value value)
    {
        bool isVolatile = (value.Flags & ValueFlags.Volatile) != 0;
        if (IsLeaf(value) || (_uses[value.Id] == 0 && !isVolatile))
        {
            return;
        }

        int cost = 1;
        bool hasLoad = value.Op == Op.Load;
        foreach (Value operand in value.Operands)
        {
            if (_isInlined[operand.Id])
            {
                cost += _cost[operand.Id];
                hasLoad |= _hasLoad[operand.Id];
            }
        }

        _cost[value.Id] = cost;
        _hasLoad[value.Id] = hasLoad;
        if (this.IsPlainAddress(value))
        {
            // Repeated wherever it is used, which reads better than a name and costs nothing after compilation.
            _isInlined[value.Id] = true;

            return;
        }

        if (!isVolatile && _uses[value.Id] == 1 && _useBlock[value.Id] == value.Block && cost <= MaxCost)
        {
            _isInlined[value.Id] = true;
            if (value.Op == Op.Load)
            {
                _pendingLoads.Add(value);
            }

            return;
        }

        _lines.Define(value, this.Build(value));
    }

    /// <summary>Gives loads that stand in waiting expressions variables before memory changes; those of the statement itself can stay.</summary>
    private void Flush(Value statement)
    {
        if (_pendingLoads.Count > 0)
        {
            HashSet<Value> own = [];
            this.CollectLoads(statement, own);
            foreach (Value load in _pendingLoads)
            {
                if (!own.Contains(load) && _isInlined[load.Id])
                {
                    _isInlined[load.Id] = false;
                    _lines.Define(load, this.Build(load));
                }
            }

            _pendingLoads.Clear();
        }
    }

    private void CollectLoads(Value value, HashSet<Value> loads)
    {
        foreach (Value operand in value.Operands)
        {
            if (_isInlined[operand.Id])
            {
                if (operand.Op == Op.Load)
                {
                    loads.Add(operand);
                }

                this.CollectLoads(operand, loads);
            }
        }
    }

    /// <summary>The operand as an expression of its type, integers unsigned.</summary>
    private string U(Value value)
    {
        if (_isInlined[value.Id])
        {
            return this.Build(value);
        }

        if (IsLeaf(value))
        {
            return this.Leaf(value);
        }

        if (value.Op == Op.BlockParam)
        {
            return _renamed.TryGetValue(value.Id, out string? name) ? name : Name(value);
        }

        _lines.Use(value);

        return Name(value);
    }

    /// <summary>An integer operand as a signed expression.</summary>
    private string S(Value value)
    {
        if (value.Op == Op.Const)
        {
            return value.Type == IrType.I32 ? Signed((int)value.Imm) : SignedLong(value.Imm);
        }

        return value.Op switch
        {
            Op.KernelIndex => "(int)" + this.GlobalIndex((int)value.Imm),
            Op.GroupIdx => "(int)" + this.LocalIndex((int)value.Imm),
            _ => (value.Type == IrType.I32 ? "(int)" : "(long)") + this.U(value),
        };
    }

    private static string Signed(int value) => value switch
    {
        int.MinValue => "(-2147483647 - 1)",
        < 0 => string.Create(CultureInfo.InvariantCulture, $"({value})"),
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    private static string SignedLong(long value) => value switch
    {
        long.MinValue => "(-9223372036854775807l - 1)",
        < 0 => string.Create(CultureInfo.InvariantCulture, $"({value}l)"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}l"),
    };

    private static string Literal(Value value)
    {
        switch (value.Type)
        {
            case IrType.I1:
                return value.Imm != 0 ? "true" : "false";
            case IrType.I32:
                uint bits = (uint)(int)value.Imm;

                return bits > int.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"0x{bits:x}u") : string.Create(CultureInfo.InvariantCulture, $"{bits}u");
            case IrType.I64:
                return value.Imm < 0 ? string.Create(CultureInfo.InvariantCulture, $"0x{value.Imm:x}ul") : string.Create(CultureInfo.InvariantCulture, $"{value.Imm}ul");
            case IrType.F32:
                return float.IsFinite(value.F32)
                    ? Decimal(value.F32.ToString("R", CultureInfo.InvariantCulture), "f")
                    : string.Create(CultureInfo.InvariantCulture, $"as_float(0x{(uint)(int)value.Imm:x8}u)");
            case IrType.F64:
                return double.IsFinite(value.F64)
                    ? Decimal(value.F64.ToString("R", CultureInfo.InvariantCulture), "")
                    : string.Create(CultureInfo.InvariantCulture, $"as_double(0x{value.Imm:x16}ul)");
            default:
                return $"(({TypeName(value.Type)})0)";
        }

        static string Decimal(string digits, string suffix)
        {
            string number = (digits.Contains('.') || digits.Contains('E') ? digits : digits + ".0") + suffix;

            return number[0] == '-' ? $"({number})" : number;
        }
    }

    private string Leaf(Value value)
    {
        string dimension = "xyz"[(int)Math.Clamp(value.Imm, 0, 2)].ToString();
        switch (value.Op)
        {
            case Op.Const:
                return Literal(value);
            case Op.Param:
                return _parameterNames[value.Imm];
            case Op.KernelIndex:
                return "(uint)" + this.GlobalIndex((int)value.Imm);
            case Op.GroupIdx:
                return "(uint)" + this.LocalIndex((int)value.Imm);
            case Op.GridIdx:
                return this.Position("uint", "group_" + dimension, $"get_group_id({value.Imm})");
            case Op.GridDim:
                return this.Position("uint", "groups_" + dimension, $"get_num_groups({value.Imm})");
            case Op.GroupDim:
                return this.Position("uint", "size_" + dimension, $"get_local_size({value.Imm})");
            case Op.LaneIdx:
                return this.Lane();
            case Op.WarpSize:
                return this.WarpSize();
            case Op.SharedAlloc:
                return "shared" + value.Imm.ToString(CultureInfo.InvariantCulture);
            case Op.DynamicShared:
                _usesDynamicShared = true;

                return "dynamic_shared";
            case Op.DynamicSharedSize:
                return "(ulong)" + (_blockInBuffer ? "a->" : "a.") + "dynamic_shared_size";
            default:
                return Name(value);
        }
    }

    /// <summary>A fact of the work-item, computed once at the beginning.</summary>
    private string Position(string type, string name, string source)
    {
        _positions.Add($"const {type} {name} = ({type}){source};");

        return name;
    }

    /// <summary>Indices are 64-bit variables, so that addresses made of them show compilers how neighbours lie.</summary>
    private string GlobalIndex(int dimension) => _isCoarse && dimension == 0
        ? "global_x"
        : this.Position("long", "global_" + "xyz"[dimension], $"get_global_id({dimension})");

    private string LocalIndex(int dimension) => this.Position("long", "local_" + "xyz"[dimension], $"get_local_id({dimension})");
}
