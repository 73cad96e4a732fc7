using System.Globalization;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <content>
/// Control flow. A block with one predecessor stands where that one branches to it; a block where ways meet stands behind its
/// immediate dominator, in whose arms they end; what lies behind a loop stands behind its braces. Jumps that fit none of
/// falling through, break and continue are gotos to labels, which C allows forward and backward across braces.
/// </content>
internal sealed partial class OpenClWriter
{
    private readonly HashSet<Block> _jumpTargets = [];
    private readonly HashSet<Block> _begun = [];

    /// <summary>Conditions by the text of their ifs, and their opposites.</summary>
    private readonly Dictionary<string, string> _negations = [];

    /// <summary>Variables whose old values have been put aside during copies.</summary>
    private readonly Dictionary<int, string> _renamed = [];
    private int _saved;

    /// <summary>Blocks that stand behind the arms of a block, and those that stand behind the loop of a header.</summary>
    private List<Block>?[] _merges = [];
    private List<Block>?[] _exits = [];
    private bool[] _isPlaced = [];

    /// <summary>Where C's break and continue lead.</summary>
    private readonly record struct Surroundings(Block? Continue, Block? Break);

    /// <summary>Decides behind which block every block is written.</summary>
    private void FindPlaces()
    {
        _merges = new List<Block>?[_flow.Order.Length];
        _exits = new List<Block>?[_flow.Order.Length];
        _isPlaced = new bool[_flow.Order.Length];
        foreach (Block block in _forest.LinearOrder())
        {
            if (_dominators.Immediate[block.Id] is not { } parent)
            {
                continue;
            }

            Loop? left = null;
            for (Loop? loop = _forest.InnermostOf(parent); loop is not null && !loop.Contains(block); loop = loop.Parent)
            {
                left = loop;
            }

            int forward = _flow.PredecessorsOf(block).Count(predecessor => !_dominators.Dominates(block, predecessor));
            if (left is not null)
            {
                (_exits[left.Header.Id] ??= []).Add(block);
                _isPlaced[block.Id] = true;
            }
            else if (forward > 1)
            {
                (_merges[parent.Id] ??= []).Add(block);
                _isPlaced[block.Id] = true;
            }
        }
    }

    private void WriteBody()
    {
        if (this.NeedsRounds())
        {
            this.WriteRounds();

            return;
        }

        if (_isImplicit)
        {
            this.WriteGuard();
        }

        this.WriteTree(_function.Entry, null, default);
    }

    private void WriteGuard()
    {
        _lines.Add($"if ({this.Outside()})");
        _lines.Add("{");
        _lines.Append(_lines.Nested(() => _lines.Add("return;")));
        _lines.Add("}");
    }

    /// <summary>The work-item only fills up a group.</summary>
    private string Outside() =>
        string.Join(" || ", Enumerable.Range(0, (int)_function.Kind).Select(i => $"{this.GlobalIndex(i)} >= {this.Fields}extent_{"xyz"[i]}"));

    /// <summary>Writes a block and what it dominates; behind that, the text goes on with <paramref name="next"/> (null: the end).</summary>
    private void WriteTree(Block block, Block? next, Surroundings around)
    {
        if (_forest.InnermostOf(block)?.Header != block)
        {
            this.WriteSequence(block, next, around);

            return;
        }

        List<Block> exits = _exits[block.Id] ?? [];
        Block? behind = exits.Count > 0 ? exits[0] : next;
        List<CodeLine> body = _lines.Nested(() => this.WriteSequence(block, block, new Surroundings(block, behind)));
        this.WriteLoop(block, body);
        this.WriteRow(exits, next, around);
    }

    /// <summary>Writes a block with its arms, then the blocks where these meet.</summary>
    private void WriteSequence(Block block, Block? next, Surroundings around)
    {
        List<Block> merges = _merges[block.Id] ?? [];
        _lines.AddLabel(block);
        foreach (Value value in block.Instructions)
        {
            if (!value.IsTerminator)
            {
                this.WriteInstruction(value);
            }
        }

        _pendingLoads.Clear();
        this.WriteTerminator(block.Terminator, merges.Count > 0 ? merges[0] : next, around);
        this.WriteRow(merges, next, around);
    }

    private void WriteRow(List<Block> blocks, Block? next, Surroundings around)
    {
        for (int i = 0; i < blocks.Count; i++)
        {
            this.WriteTree(blocks[i], i + 1 < blocks.Count ? blocks[i + 1] : next, around);
        }
    }

    private void WriteLoop(Block header, List<CodeLine> body)
    {
        // A loop that begins with its own test becomes a while with that condition.
        string condition = "true";
        if (body.Count > 4 && body[0].Label == header && !_jumpTargets.Contains(header) && body[1].Text.StartsWith("if (", StringComparison.Ordinal)
            && body[2].Text == "{" && body[3].Text == "break;" && body[4].Text == "}" && _negations.TryGetValue(body[1].Text, out string? opposite))
        {
            condition = opposite;
            body.RemoveRange(1, 4);
        }

        if (body.Count > 1 && body[^1] is { Text: "continue;" } last && last.Indent == body[0].Indent + 1)
        {
            body.RemoveAt(body.Count - 1);
        }

        _lines.Add($"while ({condition})");
        _lines.Add("{");
        _lines.Append(body);
        _lines.Add("}");
    }

    private void WriteTerminator(Value terminator, Block? next, Surroundings around)
    {
        switch (terminator.Op)
        {
            case Op.Branch:
                this.WriteEdge(terminator.Targets![0], next, around);
                break;
            case Op.CondBranch:
                this.WriteChoice(terminator, next, around);
                break;
            case Op.Switch:
                this.WriteSwitch(terminator, next, around);
                break;
            default:
                if (next is not null || around.Continue is not null)
                {
                    _lines.Add("return;");
                }

                break;
        }
    }

    private void WriteChoice(Value terminator, Block? next, Surroundings around)
    {
        Value condition = terminator.Operands[0];
        string yes = Strip(this.U(condition));
        string no = condition.Op == Op.Compare && _isInlined[condition.Id] ? Strip(this.Comparison(condition, true)) : $"!{this.U(condition)}";
        List<CodeLine> then = _lines.Nested(() => this.WriteEdge(terminator.Targets![0], next, around));
        List<CodeLine> otherwise = _lines.Nested(() => this.WriteEdge(terminator.Targets![1], next, around));
        bool thenLeaves = Leaves(then);
        bool elseLeaves = Leaves(otherwise);

        // The side that leaves comes first and needs no else.
        if (IsEmpty(then) || (elseLeaves && !thenLeaves) || (elseLeaves && thenLeaves && otherwise.Count < then.Count))
        {
            (yes, no) = (no, yes);
            (then, otherwise) = (otherwise, then);
            (thenLeaves, elseLeaves) = (elseLeaves, thenLeaves);
        }

        if (IsEmpty(then))
        {
            return;
        }

        string head = $"if ({yes})";
        _negations[head] = no;
        _lines.Add(head);
        this.WriteBraces(then);
        if (thenLeaves)
        {
            _lines.Append(otherwise, outwards: true);
        }
        else if (!IsEmpty(otherwise))
        {
            _lines.Add("else");
            this.WriteBraces(otherwise);
        }
    }

    private bool IsEmpty(List<CodeLine> lines) => lines.TrueForAll(line => line.Label is not null && !_jumpTargets.Contains(line.Label));

    private static bool Leaves(List<CodeLine> lines) => lines.Count > 0 && lines[^1].IsJump && lines[^1].Indent == lines[0].Indent + (lines[0].Label is null ? 0 : 1);

    private void WriteBraces(List<CodeLine> lines)
    {
        _lines.Add("{");
        _lines.Append(lines);
        _lines.Add("}");
    }

    private void WriteSwitch(Value terminator, Block? next, Surroundings around)
    {
        Successor[] targets = terminator.Targets!;
        _lines.Add($"switch ({Strip(this.U(terminator.Operands[0]))})");
        _lines.Add("{");

        // A break would leave the switch, so that loops are left by goto.
        Surroundings inside = new(around.Continue, null);
        for (int i = 0; i < targets.Length; i++)
        {
            Successor target = targets[i];
            _lines.Add(i == targets.Length - 1 ? "default:" : string.Create(CultureInfo.InvariantCulture, $"case {i}u:"));
            List<CodeLine> arm = _lines.Nested(() =>
            {
                this.WriteEdge(target, next, inside);
                if (_lines.Current.Count == 0 || !Leaves(_lines.Current))
                {
                    _lines.Add("break;");
                }
            });
            this.WriteBraces(arm);
        }

        _lines.Add("}");
    }

    /// <summary>Assigns the parameters of the block that is entered, and goes there.</summary>
    private void WriteEdge(Successor edge, Block? next, Surroundings around)
    {
        this.WriteCopies(edge);
        Block target = edge.Block;
        if (target == next)
        {
            return;
        }

        if (target == around.Continue)
        {
            _lines.Add("continue;");
        }
        else if (target == around.Break)
        {
            _lines.Add("break;");
        }
        else if (_isPlaced[target.Id] || !_begun.Add(target))
        {
            // It stands elsewhere, or around the current place.
            _jumpTargets.Add(target);
            _lines.Add(string.Create(CultureInfo.InvariantCulture, $"goto L{target.Id};"));
        }
        else
        {
            this.WriteTree(target, next, around);
        }
    }

    /// <summary>All parameters take their new values at once.</summary>
    private void WriteCopies(Successor edge)
    {
        List<(Value Parameter, Value Argument)> waiting = [];
        for (int i = 0; i < edge.Arguments.Length; i++)
        {
            Value parameter = edge.Block.Parameters[i];
            if (edge.Arguments[i] != parameter && _uses[parameter.Id] > 0)
            {
                waiting.Add((parameter, edge.Arguments[i]));
            }
        }

        while (waiting.Count > 0)
        {
            int free = this.FindFree(waiting);
            if (free < 0)
            {
                // A cycle: one parameter's old value is put aside, and whoever reads it reads that.
                Value saved = waiting[0].Parameter;
                string name = string.Create(CultureInfo.InvariantCulture, $"old{_saved++}_{saved.Id}");
                _lines.Add($"{TypeName(saved.Type)} {name} = {Name(saved)};");
                _renamed[saved.Id] = name;
                continue;
            }

            _lines.Add($"{Name(waiting[free].Parameter)} = {Strip(this.U(waiting[free].Argument))};");
            waiting.RemoveAt(free);
        }

        _renamed.Clear();
    }

    /// <summary>A copy to a variable that no other waiting copy reads.</summary>
    private int FindFree(List<(Value Parameter, Value Argument)> waiting)
    {
        for (int i = 0; i < waiting.Count; i++)
        {
            Value target = waiting[i].Parameter;
            bool isRead = false;
            for (int k = 0; k < waiting.Count && !_renamed.ContainsKey(target.Id); k++)
            {
                isRead |= k != i && this.Reads(waiting[k].Argument, target);
            }

            if (!isRead)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The expression reads the variable.</summary>
    private bool Reads(Value value, Value parameter)
    {
        if (value == parameter)
        {
            return true;
        }

        if (_isInlined[value.Id])
        {
            foreach (Value operand in value.Operands)
            {
                if (this.Reads(operand, parameter))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
