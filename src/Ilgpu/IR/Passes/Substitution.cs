namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>Replaces values by others; chains are followed. The function changes when <see cref="Apply"/> is called.</summary>
internal sealed class Substitution(Function function)
{
    private Value?[] _map = new Value?[function.ValueCount];

    /// <summary>A replacement was recorded.</summary>
    public bool Any { get; private set; }

    public void Replace(Value from, Value to)
    {
        if (from.Id >= _map.Length)
        {
            Array.Resize(ref _map, Math.Max(function.ValueCount, from.Id + 1));
        }

        _map[from.Id] = to;
        this.Any = true;
    }

    public bool IsReplaced(Value value) => value.Id < _map.Length && _map[value.Id] is not null;

    public Value Resolve(Value value)
    {
        if (value.Id >= _map.Length || _map[value.Id] is not { } next)
        {
            return value;
        }

        Value last = next;
        while (last.Id < _map.Length && _map[last.Id] is { } further)
        {
            last = further;
        }

        while (value != last)
        {
            next = _map[value.Id]!;
            _map[value.Id] = last;
            value = next;
        }

        return last;
    }

    /// <summary>Resolves the operands and branch arguments of an instruction in place.</summary>
    public void ResolveOperands(Value value)
    {
        this.Resolve(value.Operands);
        if (value.Targets is { } targets)
        {
            foreach (Successor target in targets)
            {
                this.Resolve(target.Arguments);
            }
        }
    }

    public void Resolve(Value[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = this.Resolve(values[i]);
        }
    }

    /// <summary>Rewrites all uses and removes the replaced instructions (replaced block parameters stay, unused).</summary>
    public bool Apply()
    {
        if (!this.Any)
        {
            return false;
        }

        foreach (Block block in function.Blocks)
        {
            List<Value> instructions = block.Instructions;
            int kept = 0;
            for (int i = 0; i < instructions.Count; i++)
            {
                Value value = instructions[i];
                if (value.Id < _map.Length && _map[value.Id] is not null)
                {
                    value.Block = null;
                    continue;
                }

                this.ResolveOperands(value);
                instructions[kept++] = value;
            }

            instructions.RemoveRange(kept, instructions.Count - kept);
        }

        return true;
    }
}
