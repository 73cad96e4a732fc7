using System.Globalization;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <content>
/// Barriers, fences, exchange within groups and warps. Warps are sub-groups where the device has them with shuffles; otherwise
/// work-items exchange through local memory between barriers of the group.
/// </content>
internal sealed partial class OpenClWriter
{
    private const string GroupBarrier = "barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE);";

    private bool HasWarps => _features is { SubGroups: true, SubGroupShuffle: true };

    private string Lane() => this.HasWarps
        ? this.Position("uint", "lane", "get_sub_group_local_id()")
        : _features.WarpSize == 1 ? "0u" : $"({this.Item()} & {(_features.WarpSize - 1).ToString(CultureInfo.InvariantCulture)}u)";

    private string WarpSize() => this.HasWarps ? "get_max_sub_group_size()" : _features.WarpSize.ToString(CultureInfo.InvariantCulture) + "u";

    /// <summary>Number of the work-item in its group.</summary>
    private string Item() => this.Position(
        "uint",
        "item",
        "((get_local_id(2) * get_local_size(1) + get_local_id(1)) * get_local_size(0) + get_local_id(0))");

    private string Items() => this.Position("uint", "items", "(get_local_size(0) * get_local_size(1) * get_local_size(2))");

    private void WriteParallel(Value value)
    {
        switch (value.Op)
        {
            case Op.Barrier:
                _lines.Add(GroupBarrier);
                break;
            case Op.MemoryFence:
                this.WriteFence(value);
                break;
            case Op.BarrierPopCount or Op.BarrierAnd or Op.BarrierOr:
                this.WriteGroupVote(value);
                break;
            case Op.GroupBroadcast:
                this.WriteGroupBroadcast(value);
                break;
            case Op.WarpBarrier:
                this.WriteWarpBarrier();
                break;
            default:
                if (this.HasWarps || _features.WarpSize == 1)
                {
                    _lines.Define(value, this.SubGroupOperation(value));
                }
                else
                {
                    this.WriteExchange(value);
                }

                break;
        }
    }

    private void WriteFence(Value fence) => _lines.Add(_features.Version >= 200 && _features.SubGroups
        ? $"atomic_work_item_fence(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE, memory_order_seq_cst, memory_scope_{(fence.Imm == 0 ? "work_group" : "device")});"
        : "mem_fence(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE);");

    private void WriteWarpBarrier()
    {
        if (this.HasWarps)
        {
            _lines.Add("sub_group_barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE);");
        }
        else if (_features.WarpSize > 1)
        {
            _lines.Add(GroupBarrier);
        }
    }

    // ---- groups -----------------------------------------------------------------------------------------------------

    /// <summary>Counts in a counter of the group: reset, count, read, each behind a barrier.</summary>
    private void WriteGroupVote(Value vote)
    {
        this.Local("__local uint group_count;", 4);
        string condition = (vote.Op == Op.BarrierAnd ? "!" : "") + this.U(vote.Operands[0]);
        _lines.Add($"if ({this.Item()} == 0u)");
        this.WriteBraces(_lines.Nested(() => _lines.Add("group_count = 0u;")));
        _lines.Add(GroupBarrier);
        _lines.Add($"if ({Strip(condition)})");
        this.WriteBraces(_lines.Nested(() => _lines.Add("atomic_inc(&group_count);")));
        _lines.Add(GroupBarrier);
        _lines.Define(vote, vote.Op switch
        {
            Op.BarrierPopCount => "group_count",
            Op.BarrierAnd => "(group_count == 0u)",
            _ => "(group_count != 0u)",
        });
        _lines.Add(GroupBarrier);
    }

    private void WriteGroupBroadcast(Value broadcast)
    {
        this.Local("__local ulong group_value;", 8);
        _lines.Add($"if ({this.Item()} == {this.U(broadcast.Operands[1])})");
        this.WriteBraces(_lines.Nested(() => _lines.Add($"group_value = {Strip(AsBits(broadcast.Type, this.U(broadcast.Operands[0])))};")));
        _lines.Add(GroupBarrier);
        _lines.Define(broadcast, FromBits(broadcast.Type, "group_value"));
        _lines.Add(GroupBarrier);
    }

    private void Local(string declaration, int bytes)
    {
        if (_locals.Add(declaration))
        {
            _exchangeBytes += bytes;
        }
    }

    // ---- warps as sub-groups, and warps of one --------------------------------------------------------------------------

    private string SubGroupOperation(Value value)
    {
        bool isSingle = _features.WarpSize == 1 && !this.HasWarps;
        string data = this.U(value.Operands[0]);
        switch (value.Op)
        {
            case Op.WarpPopCount:
                return isSingle ? $"(uint){data}" : _features.SubGroupBallot
                    ? $"sub_group_ballot_bit_count(sub_group_ballot({data}))"
                    : $"sub_group_reduce_add((uint){data})";
            case Op.WarpAll:
                return isSingle ? data : $"(sub_group_all({data}) != 0)";
            case Op.WarpAny:
                return isSingle ? data : $"(sub_group_any({data}) != 0)";
            case Op.WarpBroadcast when !isSingle:
                return this.Shuffled(value, this.U(value.Operands[1]));
            case Op.WarpShuffle when !isSingle:
                return this.Shuffled(value, this.SourceLane(value));
            default:
                return data;
        }
    }

    private string Shuffled(Value value, string lane)
    {
        string data = this.U(value.Operands[0]);

        return value.Type switch
        {
            IrType.I1 => $"(sub_group_shuffle((uint){data}, {lane}) != 0u)",
            IrType.I32 or IrType.I64 or IrType.F32 or IrType.F64 => $"sub_group_shuffle({data}, {lane})",
            _ => $"({TypeName(value.Type)})sub_group_shuffle((ulong){data}, {lane})",
        };
    }

    /// <summary>The lane to read from. A source outside of the sub-warp is the own lane.</summary>
    private string SourceLane(Value shuffle)
    {
        string lane = this.Lane();
        string operand = this.U(shuffle.Operands[1]);
        int fixedWidth = shuffle.Imm is > 0 && shuffle.Imm < _features.WarpSize ? (int)shuffle.Imm : _features.WarpSize;
        string inside = fixedWidth == _features.WarpSize && this.HasWarps
            ? $"({this.WarpSize()} - 1u)"
            : (fixedWidth - 1).ToString(CultureInfo.InvariantCulture) + "u";
        if (shuffle.Shuffle == ShuffleKind.Index)
        {
            return $"(({lane} & ~{inside}) | ({operand} & {inside}))";
        }

        string sign = shuffle.Shuffle switch
        {
            ShuffleKind.Up => "-",
            ShuffleKind.Down => "+",
            _ => "^",
        };
        _helpers.Use("within");

        return $"within({lane} {sign} {operand}, {lane}, {inside})";
    }

    // ---- warps made up in local memory --------------------------------------------------------------------------------

    /// <summary>Every work-item offers its value, then reads what it needs; the second barrier keeps the next exchange away.</summary>
    private void WriteExchange(Value value)
    {
        _usesScratch = true;
        string first = $"({this.Item()} & ~{(_features.WarpSize - 1).ToString(CultureInfo.InvariantCulture)}u)";
        string source = value.Op switch
        {
            Op.WarpShuffle => this.SourceLane(value),
            Op.WarpBroadcast => this.U(value.Operands[1]),
            _ => "",
        };
        _lines.Add($"scratch[{this.Item()}] = {Strip(AsBits(value.Operands[0].Type, this.U(value.Operands[0])))};");
        _lines.Add(GroupBarrier);
        string number = value.Id.ToString(CultureInfo.InvariantCulture);
        if (source.Length > 0)
        {
            _lines.Add($"uint from{number} = {first} + {source};");
            _lines.Define(value, FromBits(value.Type, $"scratch[from{number} < {this.Items()} ? from{number} : {this.Item()}]"));
        }
        else
        {
            string size = _features.WarpSize.ToString(CultureInfo.InvariantCulture);
            _lines.Add($"uint lanes{number} = min({this.Items()} - {first}, {size}u);");
            _lines.Add($"uint set{number} = 0u;");
            _lines.Add($"for (uint i = 0u; i < lanes{number}; i++)");
            this.WriteBraces(_lines.Nested(() => _lines.Add($"set{number} += (uint)scratch[{first} + i];")));
            _lines.Define(value, value.Op switch
            {
                Op.WarpPopCount => $"set{number}",
                Op.WarpAll => $"(set{number} == lanes{number})",
                _ => $"(set{number} != 0u)",
            });
        }

        _lines.Add(GroupBarrier);
    }
}
