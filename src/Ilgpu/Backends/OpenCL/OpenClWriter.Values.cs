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

    private static string Name(Value value) => "v" + value.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The value is written as it is wherever it is used: it costs nothing.</summary>
    private static bool IsLeaf(Value value) => value.Op is Op.Const or Op.Param or Op.KernelIndex or Op.GridIdx or Op.GridDim or Op.GroupIdx
        or Op.GroupDim or Op.LaneIdx or Op.WarpSize or Op.SharedAlloc or Op.DynamicShared or Op.DynamicSharedSize or Op.Alloca;

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
    protected override string U(Value value)
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
    protected override string S(Value value)
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
                return "(ulong)" + this.Fields + "dynamic_shared_size";
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
    private string GlobalIndex(int dimension) => this.Position("long", "global_" + "xyz"[dimension], $"get_global_id({dimension})");

    private string LocalIndex(int dimension) => this.Position("long", "local_" + "xyz"[dimension], $"get_local_id({dimension})");

    /// <inheritdoc/>
    protected override string Build(Value value)
    {
        switch (value.Op)
        {
            case Op.Not when value.Type == IrType.I1 && value.Operands[0] is { Op: Op.Compare } compare && _isInlined[compare.Id]:
                return this.Comparison(compare, true);
            case Op.SExt:
                return "(ulong)" + this.Extended(value, _isAddress[value.Id]);
            case Op.PtrAdd:
                return $"({this.U(value.Operands[0])} + {this.Wide(value.Operands[1])})";
            case Op.Load:
                return this.Load(value);
            default:
                return base.Build(value);
        }
    }

    private string Load(Value load)
    {
        string source = this.Deref(load.Operands[0], load.Mem, (load.Flags & ValueFlags.Volatile) != 0);

        return load.Mem switch
        {
            MemType.I8 or MemType.U8 or MemType.I16 or MemType.U16 => "(uint)" + source,
            MemType.Ptr => $"(({TypeName(load.Type)}){source})",
            _ => source[0] == '*' ? $"({source})" : source,
        };
    }
}
