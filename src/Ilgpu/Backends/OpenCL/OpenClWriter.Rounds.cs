using System.Globalization;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <content>
/// Exchange where the work-items of a group go different ways, without sub-groups: barriers are only allowed where all
/// come along, so the kernel becomes a loop of rounds that all take part in. In a round every work-item runs up to its next
/// stop (an exchange, a barrier, the end), then those of a warp that wait at the foremost stop exchange and go on. The
/// others wait, so that ways that part meet again as they do on GPUs.
/// </content>
internal sealed partial class OpenClWriter
{
    /// <summary>Stops of warps have smaller numbers than those of groups.</summary>
    private const uint GroupStops = 0x80000000;

    private readonly Dictionary<Block, int> _segments = [];
    private readonly List<(Value Value, int Resume)> _stops = [];

    private bool IsEmulated(Op op) => op.IsConvergent() && !op.IsBarrier() && !this.HasWarps && _features.WarpSize > 1;

    private bool NeedsRounds()
    {
        if (_isImplicit)
        {
            // The work-items beyond the extent may not stay away from barriers.
            return this.Any(op => op.IsBarrier() || this.IsEmulated(op));
        }

        if (!this.Any(this.IsEmulated) || !_forest.IsReducible)
        {
            return this.Any(this.IsEmulated);
        }

        Uniformity uniformity = Uniformity.Compute(_flow, _forest, PostDominators.Compute(_flow), new UniformityOptions(XOnly: false, WholeGroup: true));
        foreach (Block block in _flow.ReversePostOrder)
        {
            foreach (Value value in block.Instructions)
            {
                if (this.IsEmulated(value.Op) && uniformity.IsDivergent(block))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsStop(Op op) => op.IsBarrier() || this.IsEmulated(op);

    private void WriteRounds()
    {
        _usesScratch = true;
        _usesStops = true;
        Block[] order = _forest.LinearOrder();
        int count = 0;
        foreach (Block block in order)
        {
            _segments.Add(block, count);
            count += 1 + block.Instructions.Count(value => this.IsStop(value.Op));
        }

        string start = _isImplicit ? $"{this.Outside()} ? 0xffffffffu : 0u" : "0u";
        _lines.Add($"__local uint* stops = (__local uint*)(scratch + {this.Items()});");
        _lines.Add($"uint next = {start};");
        _lines.Add("uint source = 0u;");
        _lines.Add("ulong offered = 0ul;");
        _lines.Add("while (true)");
        this.WriteBraces(_lines.Nested(() =>
        {
            _lines.Add(string.Create(CultureInfo.InvariantCulture, $"while (next < {count}u)"));
            this.WriteBraces(_lines.Nested(() =>
            {
                _lines.Add("switch (next)");
                this.WriteBraces(_lines.Nested(() =>
                {
                    foreach (Block block in order)
                    {
                        this.WriteSegments(block, count);
                    }
                }));
            }));
            this.WriteMeeting();
        }));
    }

    /// <summary>The parts of a block between its stops.</summary>
    private void WriteSegments(Block block, int count)
    {
        int segment = _segments[block];
        int position = 0;
        while (position < block.Instructions.Count)
        {
            _lines.Add(string.Create(CultureInfo.InvariantCulture, $"case {segment++}u:"));
            this.WriteBraces(_lines.Nested(() =>
            {
                for (bool isOpen = true; isOpen; position++)
                {
                    Value value = block.Instructions[position];
                    isOpen = !this.IsStop(value.Op) && !value.IsTerminator;
                    if (isOpen)
                    {
                        this.WriteInstruction(value);
                    }
                    else if (value.IsTerminator)
                    {
                        _pendingLoads.Clear();
                        this.WriteNext(value);
                    }
                    else
                    {
                        this.WriteStop(value, segment, count);
                    }
                }

                _lines.Add("break;");
            }));
        }
    }

    private void WriteNext(Value terminator)
    {
        switch (terminator.Op)
        {
            case Op.Branch:
                Go(terminator.Targets![0]);
                break;
            case Op.CondBranch:
                _lines.Add($"if ({Strip(this.U(terminator.Operands[0]))})");
                this.WriteBraces(_lines.Nested(() => Go(terminator.Targets![0])));
                _lines.Add("else");
                this.WriteBraces(_lines.Nested(() => Go(terminator.Targets![1])));
                break;
            case Op.Switch:
                _lines.Add($"switch ({Strip(this.U(terminator.Operands[0]))})");
                this.WriteBraces(_lines.Nested(() =>
                {
                    for (int i = 0; i < terminator.Targets!.Length; i++)
                    {
                        Successor target = terminator.Targets[i];
                        _lines.Add(i == terminator.Targets.Length - 1 ? "default:" : string.Create(CultureInfo.InvariantCulture, $"case {i}u:"));
                        this.WriteBraces(_lines.Nested(() =>
                        {
                            Go(target);
                            _lines.Add("break;");
                        }));
                    }
                }));
                break;
            default:
                _lines.Add("next = 0xffffffffu;");
                break;
        }

        void Go(Successor edge)
        {
            this.WriteCopies(edge);
            _lines.Add(string.Create(CultureInfo.InvariantCulture, $"next = {_segments[edge.Block]}u;"));
        }
    }

    private uint StopNumber(int index, int count) => (_stops[index].Value.Op.IsBarrier() ? GroupStops : 0) + (uint)(count + index);

    /// <summary>Leaves what others may want where they find it, and waits.</summary>
    private void WriteStop(Value value, int resume, int count)
    {
        this.Flush(value);
        if (value.Operands.Length > 0)
        {
            _lines.Add($"offered = {Strip(AsBits(value.Operands[0].Type, this.U(value.Operands[0])))};");
        }

        string? source = value.Op switch
        {
            Op.WarpShuffle => this.SourceLane(value),
            Op.WarpBroadcast or Op.GroupBroadcast => this.U(value.Operands[1]),
            _ => null,
        };
        if (source is not null)
        {
            _lines.Add($"source = {Strip(source)};");
        }

        _stops.Add((value, resume));
        _lines.Add(string.Create(CultureInfo.InvariantCulture, $"next = 0x{this.StopNumber(_stops.Count - 1, count):x}u;"));
        _firstStop = count;
    }

    private int _firstStop;

    /// <summary>The second half of a round: counts who waits where, exchanges, and lets those go on whose turn it is.</summary>
    private void WriteMeeting()
    {
        bool hasGroups = _stops.Exists(stop => stop.Value.Op.IsBarrier());
        string item = this.Item();
        string size = _features.WarpSize.ToString(CultureInfo.InvariantCulture) + "u";
        this.Local("__local uint group_alive;", 4);
        this.Local("__local uint group_moving;", 4);
        this.Local("__local uint group_count;", 4);
        foreach (string line in (string[])[$"stops[{item}] = next;", $"scratch[{item}] = offered;", $"if ({item} == 0u)"])
        {
            _lines.Add(line);
        }

        this.WriteBraces(_lines.Nested(() => _lines.Add("group_alive = group_moving = group_count = 0u;")));
        _lines.Add(GroupBarrier);
        _lines.Add("if (next != 0xffffffffu)");
        this.WriteBraces(_lines.Nested(() => _lines.Add("atomic_inc(&group_alive);")));
        _lines.Add("if (next < 0x80000000u)");
        this.WriteBraces(_lines.Nested(() => _lines.Add("atomic_inc(&group_moving);")));
        if (hasGroups)
        {
            _lines.Add("else if (next != 0xffffffffu && offered != 0ul)");
            this.WriteBraces(_lines.Nested(() => _lines.Add("atomic_inc(&group_count);")));
        }

        _lines.Add(GroupBarrier);
        _lines.Add("if (group_alive == 0u)");
        this.WriteBraces(_lines.Nested(() => _lines.Add("break;")));
        _lines.Add($"uint first = {item} & ~({size} - 1u);");
        _lines.Add($"uint lanes = min({this.Items()} - first, {size});");
        _lines.Add("uint turn = next;");
        _lines.Add("for (uint i = 0u; i < lanes; i++)");
        this.WriteBraces(_lines.Nested(() => _lines.Add("turn = min(turn, stops[first + i]);")));
        _lines.Add("uint active = 0u;");
        _lines.Add("uint set = 0u;");
        _lines.Add("for (uint i = 0u; i < lanes; i++)");
        this.WriteBraces(_lines.Nested(() =>
        {
            _lines.Add("active += stops[first + i] == turn ? 1u : 0u;");
            _lines.Add("set += stops[first + i] == turn && scratch[first + i] != 0ul ? 1u : 0u;");
        }));
        _lines.Add($"uint from = first + source < {this.Items()} && stops[first + source] == turn ? first + source : {item};");
        _lines.Add("if (next < 0x80000000u ? next == turn : group_moving == 0u)");
        this.WriteBraces(_lines.Nested(() =>
        {
            _lines.Add("switch (next)");
            this.WriteBraces(_lines.Nested(this.WriteResumptions));
        }));
        _lines.Add(GroupBarrier);
    }

    private void WriteResumptions()
    {
        for (int i = 0; i < _stops.Count; i++)
        {
            (Value value, int resume) = _stops[i];
            _lines.Add(string.Create(CultureInfo.InvariantCulture, $"case 0x{this.StopNumber(i, _firstStop):x}u:"));
            this.WriteBraces(_lines.Nested(() =>
            {
                if (value.Type != IrType.Void && _uses[value.Id] > 0)
                {
                    _lines.Define(value, this.Exchanged(value));
                    _lines.Escape(value);
                }

                _lines.Add(string.Create(CultureInfo.InvariantCulture, $"next = {resume}u;"));
                _lines.Add("break;");
            }));
        }
    }

    private string Exchanged(Value value) => value.Op switch
    {
        Op.WarpShuffle or Op.WarpBroadcast => FromBits(value.Type, "scratch[from]"),
        Op.GroupBroadcast => FromBits(value.Type, "scratch[source]"),
        Op.WarpPopCount => "set",
        Op.WarpAll => "(set == active)",
        Op.WarpAny => "(set != 0u)",
        Op.BarrierPopCount => "group_count",
        Op.BarrierAnd => "(group_count == group_alive)",
        _ => "(group_count != 0u)",
    };
}
