using System.Text;
using IlgpuOptim.Engine.Backends.Planning;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <content>Blocks, edges and masks of the linearised control flow.</content>
internal sealed partial class LaneWriter
{
    private const string Next = "next";

    private readonly List<(string Text, Block? Label)> _lines = [];
    private readonly HashSet<string> _jumpTargets = [];
    private Block _block = null!;
    private int _position;
    private int _indent;

    /// <summary>The statements of a function: what all warps share stands in front already.</summary>
    private string WriteBody()
    {
        bool loops = !_isPart && !_form.MultiWarp;
        _jumpTargets.Clear();
        _indent = loops ? 2 : 1;
        this.WriteWarpPrologue();
        for (int i = 0; i < _plan.Order.Length; i++)
        {
            this.WriteBlock(i);
        }

        string margin = new(' ', 4 * (loops ? 1 : 0));
        StringBuilder text = new();
        text.Append(loops ? $"    for (uint item = begin; item < end; item += {Number(_lanes)})\n    {{\n" : "    const uint item = begin;\n");
        foreach ((string line, Block? label) in _lines)
        {
            if (label is null)
            {
                text.Append(line).Append('\n');
            }
            else if (_jumpTargets.Contains(line))
            {
                text.Append(margin).Append(line).Append(":;\n");
            }
        }

        if (_jumpTargets.Contains(Next))
        {
            text.Append(margin).Append(Next).Append(":;\n");
        }

        return text.Append(loops ? "    }\n" : _form.MultiWarp ? "    return 0;\n" : "").ToString();
    }

    private void Add(string text) => _lines.Add((new string(' ', 4 * _indent) + text, null));

    private void AddBraces(Action body)
    {
        this.Add("{");
        _indent++;
        body();
        _indent--;
        this.Add("}");
    }

    private void WriteWarpPrologue()
    {
        if (_isPart)
        {
            this.Add($"const int{_lanes} mask = LANE < end - begin;");
        }

        foreach (Block block in _plan.Order)
        {
            if (_plan.IsMasked(block))
            {
                this.Add($"int{_lanes} {MaskName(block)} = 0, {IncomingName(block)} = 0;");
            }

            foreach (Value parameter in block.Parameters)
            {
                if (_plan.Demand(parameter) != Demand.None)
                {
                    this.Add($"{this.TypeOf(parameter)} {this.NameOf(parameter)};");
                    _declared.Add(this.NameOf(parameter));
                }
            }

            foreach (Value value in block.Instructions)
            {
                if (value.Op == Op.GroupIdx && _plan.Demand(value) != Demand.None)
                {
                    this.WriteGroupIndex(value);
                }
            }
        }

        if (this.LocalRows > 0 && !_form.MultiWarp)
        {
            this.Add($"uint{_lanes} own[{Number(this.LocalRows)}];");
            this.ClearLocal();
        }
        else if (this.LocalRows > 0)
        {
            string rows = this.VectorMemory(MemType.I32);
            this.Add($"__local {rows}* own = (__local {rows}*)warp->own;");
            this.Add("if (warp->state == 0)");
            this.AddBraces(this.ClearLocal);
        }

        if (_form.MultiWarp)
        {
            this.Add("switch (warp->state)");
            this.AddBraces(() =>
            {
                for (int i = 1; i <= _plan.BarrierCount; i++)
                {
                    this.Add($"case {Number(i)}:");
                    this.Add($"    goto resume{Number(i)};");
                }
            });
        }
    }

    private void ClearLocal()
    {
        this.Add($"for (uint row = 0; row < {Number(this.LocalRows)}; row++)");
        this.AddBraces(() => this.Add("own[row] = 0;"));
    }

    /// <summary>Position in the group: of lane 0, or of every lane where warps wrap around.</summary>
    private void WriteGroupIndex(Value value)
    {
        string x = this.Size(0);
        string y = this.Size(1);
        if (_isImplicit)
        {
            this.Define(value, "0u");
        }
        else if (_form.XOnly)
        {
            this.Define(value, value.Imm switch { 0 => $"item % {x}", 1 => $"item / {x} % {y}", _ => $"item / {x} / {y}" });
        }
        else
        {
            string div = this.VectorHelper("div_u32");
            string rem = this.VectorHelper("rem_u32");
            string row = $"{div}(item + LANE, {this.Broadcast(IrType.I32, x)})";
            string size = this.Broadcast(IrType.I32, value.Imm == 0 ? x : y);
            this.Define(value, value.Imm switch { 0 => $"{rem}(item + LANE, {size})", 1 => $"{rem}({row}, {size})", _ => $"{div}({row}, {size})" });
        }
    }

    private static string MaskName(Block block) => "m" + Number(block.Id);

    private static string IncomingName(Block block) => "in" + Number(block.Id);

    private string Label(Block block)
    {
        string label = "L" + Number(block.Id);
        _jumpTargets.Add(label);

        return label;
    }

    /// <summary>The lanes that execute the block; null: all of them.</summary>
    private string? Mask(Block block) => _plan.Leader[block.Id] is { } leader ? MaskName(leader) : _isPart ? "mask" : null;

    private void WriteBlock(int position)
    {
        Block block = _plan.Order[position];
        _block = block;
        _position = position;
        _lines.Add(("L" + Number(block.Id), block));
        if (_plan.IsMasked(block))
        {
            // Take over the lanes that wait here; nobody waits: on to the next block that has lanes.
            this.Add($"{MaskName(block)} = {IncomingName(block)};");
            this.Add($"{IncomingName(block)} = 0;");
            this.Add($"if (!{this.VectorHelper("any_lane")}({MaskName(block)}))");
            this.AddBraces(() => this.Jump(this.DeferredFrom(int.MaxValue)));
        }

        for (int i = 0; i < block.Instructions.Count; i++)
        {
            Value value = block.Instructions[i];
            if (value.IsTerminator)
            {
                this.WriteTerminator(value);
            }
            else if (value.HasSideEffects() || (_plan.Demand(value) != Demand.None && !LanePlan.IsPosition(value.Op)))
            {
                this.WriteValue(value, i);
            }
        }
    }

    /// <summary>The position to go on at: that of a target, or of a block in front of which lanes wait.</summary>
    private int DeferredFrom(int target) =>
        _plan.Deferred[_position] is { Count: > 0 } deferred ? Math.Min(target, deferred.Min) : target;

    private void Jump(int position)
    {
        if (position == int.MaxValue)
        {
            _jumpTargets.Add(Next);
        }

        this.Add(position == int.MaxValue ? $"goto {Next};" : $"goto {this.Label(_plan.Order[position])};");
    }

    /// <summary>Jumps unless the position is the next one in the layout.</summary>
    private void FallOrJump(int position)
    {
        bool isNext = position == _position + 1 || (position == int.MaxValue && _position == _plan.Order.Length - 1);
        if (!isNext)
        {
            this.Jump(position);
        }
    }

    private void WriteTerminator(Value terminator)
    {
        switch (terminator.Op)
        {
            case Op.Return or Op.Unreachable:
                this.FallOrJump(this.DeferredFrom(int.MaxValue));
                break;
            case Op.Branch:
                this.WriteEdge(terminator.Targets![0], null);
                this.JumpAlong(terminator.Targets[0].Block);
                break;
            case Op.CondBranch when !_plan.Uniformity.IsDivergentBranch(_block):
                this.Add($"if ({Strip(this.U(terminator.Operands[0]))})");
                this.AddBraces(() =>
                {
                    this.WriteEdge(terminator.Targets![0], null);
                    this.JumpAlong(terminator.Targets[0].Block, always: true);
                });
                this.WriteEdge(terminator.Targets![1], null);
                this.JumpAlong(terminator.Targets[1].Block);
                break;
            default:
                this.WriteDivergentBranch(terminator);
                break;
        }
    }

    private void JumpAlong(Block target, bool always = false)
    {
        int position = _plan.Position[target.Id];
        if (_plan.IsBackEdge(_block, target) || always)
        {
            this.Jump(_plan.IsBackEdge(_block, target) ? position : this.DeferredFrom(position));
        }
        else
        {
            this.FallOrJump(this.DeferredFrom(position));
        }
    }

    private void WriteDivergentBranch(Value terminator)
    {
        (Successor then, Successor otherwise) = (terminator.Targets![0], terminator.Targets[1]);
        string condition = this.V(terminator.Operands[0]);
        string id = Number(_block.Id);
        string? mask = this.Mask(_block);
        this.Add(mask is null ? $"int{_lanes} then{id} = {condition};" : $"int{_lanes} then{id} = {mask} & {condition};");
        this.Add(mask is null ? $"int{_lanes} else{id} = ~{condition};" : $"int{_lanes} else{id} = {mask} & ~{condition};");
        this.WriteEdge(then, "then" + id);
        this.WriteEdge(otherwise, "else" + id);
        this.FallOrJump(this.DeferredFrom(Math.Min(_plan.Position[then.Block.Id], _plan.Position[otherwise.Block.Id])));
    }

    /// <summary>
    /// Hands the lanes of an edge (null: all that execute the block) to its target: adds them to the target's mask
    /// and assigns the target's parameters for them, all at once as the arguments may be parameters themselves.
    /// </summary>
    private void WriteEdge(Successor edge, string? edgeMask)
    {
        Block target = edge.Block;
        string? mask = edgeMask ?? this.Mask(_block);
        if (_plan.IsMasked(target))
        {
            this.Add(mask is null ? $"{IncomingName(target)} = -1;" : $"{IncomingName(target)} |= {mask};");
        }

        bool blend = mask is not null && _plan.NeedsBlend(_block, target);
        List<(Value Parameter, string Text)> moves = [];
        bool overlaps = false;
        for (int i = 0; i < target.Parameters.Count; i++)
        {
            Value parameter = target.Parameters[i];
            Value argument = edge.Arguments[i];
            if (_plan.Demand(parameter) == Demand.None || argument == parameter)
            {
                continue;
            }

            overlaps |= moves.Count > 0 && argument.Op == Op.BlockParam && argument.Block == target && moves.Exists(move => move.Parameter == argument);
            string text = _plan.IsScalar(parameter) ? this.U(argument) : this.V(argument);
            if (!_plan.IsScalar(parameter) && blend)
            {
                text = $"{this.MaskFor(mask!, parameter.Type)} ? {text} : {this.NameOf(parameter)}";
            }

            moves.Add((parameter, text));
        }

        if (!overlaps)
        {
            foreach ((Value parameter, string text) in moves)
            {
                this.Add($"{this.NameOf(parameter)} = {Strip(text)};");
            }

            return;
        }

        this.AddBraces(() =>
        {
            foreach ((Value parameter, string text) in moves)
            {
                this.Add($"const {this.TypeOf(parameter)} new_{this.NameOf(parameter)} = {Strip(text)};");
            }

            foreach ((Value parameter, _) in moves)
            {
                this.Add($"{this.NameOf(parameter)} = new_{this.NameOf(parameter)};");
            }
        });
    }
}
