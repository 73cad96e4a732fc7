using IlgpuOptim.Engine.Backends.Planning;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <content>Barriers, exchange between lanes, assertions and output.</content>
internal sealed partial class LaneWriter
{
    private Liveness? _liveness;
    private int _barrier;

    // ---- barriers -------------------------------------------------------------------------------------------------

    private void WriteBarrier(Value barrier, int index)
    {
        if (!_form.MultiWarp)
        {
            this.WriteBarrierOfOneWarp(barrier);

            return;
        }

        switch (barrier.Op)
        {
            case Op.BarrierPopCount or Op.BarrierOr:
                this.Add($"group->count += {this.Count(barrier.Operands[0], negated: false)};");
                break;
            case Op.BarrierAnd:
                this.Add($"group->count += {this.Count(barrier.Operands[0], negated: true)};");
                break;
            case Op.GroupBroadcast:
                // The warp that holds the source work-item puts its value where all can read it after the barrier.
                string lane = $"{this.U(barrier.Operands[1])} - item";
                this.Add($"if ({lane} < {Number(_lanes)}u)");
                this.AddBraces(() => this.Add($"group->offered = {AsBits(barrier.Type, this.Element(barrier.Operands[0], lane))};"));
                break;
        }

        this.WriteStop(barrier, index);
        if (barrier.Type != IrType.Void && _plan.Demand(barrier) != Demand.None)
        {
            this.DefineFromScalar(barrier, barrier.Op switch
            {
                Op.BarrierPopCount => "group->total",
                Op.BarrierAnd => "(group->total == 0u)",
                Op.BarrierOr => "(group->total != 0u)",
                _ => FromBits(barrier.Type, "group->value"),
            });
        }
    }

    /// <summary>Saves what lives across the barrier, and goes on behind it when the others have come there, too.</summary>
    private void WriteStop(Value barrier, int index)
    {
        _liveness ??= Liveness.Compute(_plan.Flow);
        WarpState state = WarpState.At(_plan, _liveness, _block, index, barrier);
        List<string> saved = [];
        foreach (Value value in state.Values)
        {
            if (value.Op is not Op.GroupIdx && !LanePlan.IsPosition(value.Op))
            {
                this.Keep(saved, this.NameOf(value), this.TypeOf(value));
                this.Keep(saved, "v" + Number(value.Id), this.VectorType(value.Type));
            }
        }

        string mask = "int" + Number(_lanes);
        if (state.Executing is { } leader)
        {
            this.Keep(saved, MaskName(leader), mask, always: true);
        }

        foreach (Block waiting in state.Waiting)
        {
            if (_plan.IsMasked(waiting))
            {
                this.Keep(saved, IncomingName(waiting), mask, always: true);
            }
        }

        string number = Number(++_barrier);
        saved.ForEach(name => this.Add($"warp->{name} = {name};"));
        this.Add($"return {number};");
        this.Add($"resume{number}:;");
        saved.ForEach(name => this.Add($"{name} = warp->{name};"));
    }

    private void Keep(List<string> saved, string name, string type, bool always = false)
    {
        if ((always || _declared.Contains(name)) && !saved.Contains(name))
        {
            saved.Add(name);
            _kept[name] = type;
        }
    }

    /// <summary>A group of one warp: the lanes are in step anyway, and the group's result is the warp's.</summary>
    private void WriteBarrierOfOneWarp(Value barrier)
    {
        if (barrier.Type == IrType.Void || _plan.Demand(barrier) == Demand.None)
        {
            return;
        }

        this.DefineFromScalar(barrier, barrier.Op switch
        {
            Op.BarrierPopCount => this.Count(barrier.Operands[0], negated: false),
            Op.BarrierOr => $"({this.Count(barrier.Operands[0], negated: false)} != 0u)",
            Op.BarrierAnd => $"({this.Count(barrier.Operands[0], negated: true)} == 0u)",
            _ => this.Element(barrier.Operands[0], $"{this.U(barrier.Operands[1])} & {Number(_lanes - 1)}u"),
        });
    }

    /// <summary>The lanes that execute the block and have the condition, or do not have it.</summary>
    private string With(Value condition, bool negated)
    {
        string text = (negated ? "~" : "") + this.V(condition);

        return this.CurrentMask is { } mask ? $"{text} & {mask}" : text;
    }

    private string Count(Value condition, bool negated) => $"{this.VectorHelper("count_lanes")}({this.With(condition, negated)})";

    // ---- warps ----------------------------------------------------------------------------------------------------

    /// <summary>The value of one lane.</summary>
    private string Element(Value value, string lane)
    {
        string type = value.Type.IsPointer() ? "u64" : Suffix(value.Type);
        string text = $"{this.VectorHelper("element_" + type)}({Strip(this.V(value))}, {lane})";

        return value.Type switch
        {
            IrType.I1 => $"({text} != 0)",
            IrType.PtrGlobal or IrType.PtrShared => $"(({TypeName(value.Type)}){text})",
            _ => text,
        };
    }

    private string Vote(Value vote)
    {
        string any = this.VectorHelper("any_lane");

        return vote.Op switch
        {
            Op.WarpPopCount => this.Count(vote.Operands[0], negated: false),
            Op.WarpAny => $"{any}({this.With(vote.Operands[0], negated: false)})",
            _ => $"(!{any}({this.With(vote.Operands[0], negated: true)}))",
        };
    }

    private void WriteShuffle(Value shuffle)
    {
        Value data = shuffle.Operands[0];
        if (_plan.IsScalar(shuffle))
        {
            this.Define(shuffle, this.U(data));

            return;
        }

        int width = shuffle.Imm is > 0 and var w && w < _lanes ? (int)w : _lanes;
        if (shuffle.Operands[1].Op == Op.Const)
        {
            // Known lanes: components in another order.
            string order = string.Concat(Enumerable.Range(0, _lanes).Select(lane => "0123456789abcdef"[Source(shuffle, lane, width)]));
            string name = this.V(data);
            this.Define(shuffle, name[0] == 'v' ? $"{name}.s{order}" : $"({name}).s{order}");

            return;
        }

        string source = this.V(shuffle.Operands[1]);
        string inside = Number(width - 1) + "u";
        source = shuffle.Shuffle switch
        {
            ShuffleKind.Index => $"(LANE & ~{inside}) | ({source} & {inside})",
            ShuffleKind.Up => $"{this.VectorHelper("within")}(LANE - {source}, {inside})",
            ShuffleKind.Down => $"{this.VectorHelper("within")}(LANE + {source}, {inside})",
            _ => $"{this.VectorHelper("within")}(LANE ^ {source}, {inside})",
        };
        string bits = shuffle.Type.Bits() == 64 ? "u64" : "u32";
        string type = this.VectorType(shuffle.Type);
        string operand = $"as_{(bits == "u64" ? "ulong" : "uint")}{Number(_lanes)}({Strip(this.V(data))})";
        this.Define(shuffle, $"as_{type}({this.VectorHelper("shuffle_" + bits)}({operand}, {source}))");
    }

    private static int Source(Value shuffle, int lane, int width)
    {
        int operand = (int)shuffle.Operands[1].Imm;
        int from = shuffle.Shuffle switch
        {
            ShuffleKind.Index => (lane & -width) | (operand & (width - 1)),
            ShuffleKind.Up => lane - operand,
            ShuffleKind.Down => lane + operand,
            _ => lane ^ operand,
        };

        // A source outside of the sub-warp is the own lane.
        return ((from ^ lane) & -width) == 0 ? from : lane;
    }

    // ---- assertions and output ------------------------------------------------------------------------------------

    /// <summary>The first assertion that fails leaves its message and its work-item.</summary>
    private void WriteAssert(Value assertion)
    {
        Value condition = assertion.Operands[0];
        bool isUniform = _plan.IsUniform(condition);
        string id = Number(assertion.Id);
        string failed;
        if (isUniform)
        {
            failed = $"!{this.U(condition)}";
        }
        else
        {
            this.Add($"int{_lanes} failed{id} = {this.With(condition, negated: true)};");
            failed = $"{this.VectorHelper("any_lane")}(failed{id})";
        }

        string? lanes = isUniform ? this.CurrentMask : "failed" + id;
        string lane = lanes is null ? "item" : $"item + {this.VectorHelper("first_lane")}({lanes})";
        this.Add($"if ({failed} && atomic_cmpxchg(reports, 0u, {Number(assertion.Imm + 1)}u) == 0u)");
        this.AddBraces(() =>
        {
            this.Add($"uint failing = {lane};");
            string[] index = _isImplicit
                ? ["failing", "(uint)get_global_id(1)", "(uint)get_global_id(2)"]
                :
                [
                    $"(uint)get_global_id(0) * {this.Size(0)} + failing % {this.Size(0)}",
                    $"(uint)get_global_id(1) * {this.Size(1)} + failing / {this.Size(0)} % {this.Size(1)}",
                    $"(uint)get_global_id(2) * {this.Size(2)} + failing / {this.Size(0)} / {this.Size(1)}",
                ];
            for (int i = 0; i < 3; i++)
            {
                this.Add($"reports[{Number(OpenClReports.FaultIndex + i)}] = {index[i]};");
            }
        });
    }

    private void WritePrint(Value print)
    {
        int words = 2 + (3 * print.Operands.Length);
        this.Add($"for (uint lane = 0u; lane < {Number(_lanes)}u; lane++)");
        this.AddBraces(() =>
        {
            string active = this.CurrentMask is { } mask ? $"{this.VectorHelper("element_i32")}({mask}, lane) != 0" : "true";
            this.Add($"uint at = {active} ? atomic_add(reports + {Number(OpenClReports.Used)}, {Number(words)}u) : reports[{Number(OpenClReports.Capacity)}];");
            this.Add($"if (at + {Number(words)}u <= reports[{Number(OpenClReports.Capacity)}])");
            this.AddBraces(() =>
            {
                int word = OpenClReports.Records;
                Word(Number(print.Imm) + "u");
                Word(Number(print.Operands.Length) + "u");
                foreach (Value operand in print.Operands)
                {
                    string bits = AsBits(operand.Type, this.Element(operand, "lane"));
                    Word(Number((int)operand.Type) + "u");
                    Word($"(uint){bits}");
                    Word($"(uint)({bits} >> 32)");
                }

                void Word(string text) => this.Add($"reports[at + {Number(word++)}u] = {text};");
            });
        });
    }
}
