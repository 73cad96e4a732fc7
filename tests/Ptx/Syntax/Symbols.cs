namespace IlgpuOptim.Ptx.Syntax;

/// <summary>State spaces of variables and of memory instructions; Generic where an instruction names none.</summary>
internal enum Space : byte
{
    Generic,
    Global,
    Shared,
    Local,
    Const,
    Param,
}

/// <summary>What a name stands for.</summary>
internal abstract class Symbol(string name)
{
    public string Name { get; } = name;
}

/// <summary>A register; it gets its place in the register file when it is first used.</summary>
internal sealed class Register(string name, PtxType type, int slot) : Symbol(name)
{
    public PtxType Type { get; } = type;

    public int Slot { get; } = slot;
}

/// <summary>A variable in memory.</summary>
internal sealed class Variable(string name, Space space, PtxType type) : Symbol(name)
{
    public Space Space { get; } = space;

    public PtxType Type { get; } = type;

    /// <summary>Bytes.</summary>
    public int Alignment { get; init; }

    /// <summary>Bytes; 0 for an external array of open length.</summary>
    public int Size { get; init; }

    /// <summary>An open array in shared memory: the dynamic shared memory of the launch.</summary>
    public bool IsDynamic { get; init; }

    /// <summary>A parameter of a call, declared in a body: memory of the thread.</summary>
    public bool IsCallParameter { get; init; }

    /// <summary>The bytes of global and constant variables before the first launch.</summary>
    public byte[]? Initial { get; init; }

    /// <summary>The place in its space: an offset for shared, local and parameter space, an address for global and constant space.</summary>
    public long Place { get; set; }
}

/// <summary>A function that the driver provides: sizes of what it returns and takes, in bytes.</summary>
internal sealed class ExternalFunction(string name, int[] returns, int[] parameters) : Symbol(name)
{
    public int[] Returns { get; } = returns;

    public int[] Parameters { get; } = parameters;
}

/// <summary>Nested scopes of names.</summary>
internal sealed class Scope(Scope? outer)
{
    private readonly Dictionary<string, Symbol> _symbols = [];
    private readonly Dictionary<string, (PtxType Type, int Count)> _ranges = [];

    public Scope? Outer { get; } = outer;

    public bool TryDeclare(Symbol symbol) => !this.IsDeclared(symbol.Name) && this._symbols.TryAdd(symbol.Name, symbol);

    /// <summary>Declares registers PREFIX0 to PREFIX(count-1).</summary>
    public bool TryDeclareRange(string prefix, PtxType type, int count)
    {
        foreach (string name in this._symbols.Keys)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && TryIndex(name, prefix.Length, count))
            {
                return false;
            }
        }

        return this._ranges.TryAdd(prefix, (type, count));
    }

    /// <summary>Finds what a name means here; registers of ranges come into being when they are first named.</summary>
    public Symbol? Find(string name, ref int slots)
    {
        for (Scope? scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._symbols.TryGetValue(name, out Symbol? symbol))
            {
                return symbol;
            }

            if (scope.FindRange(name) is PtxType type)
            {
                Register register = new(name, type, slots++);
                scope._symbols.Add(name, register);

                return register;
            }
        }

        return null;
    }

    private bool IsDeclared(string name) => this._symbols.ContainsKey(name) || this.FindRange(name) is not null;

    private PtxType? FindRange(string name)
    {
        int digits = name.Length;

        while (digits > 0 && char.IsAsciiDigit(name[digits - 1]))
        {
            digits--;
        }

        // The prefix may itself end in digits: %r1<4> declares %r10 to %r13.
        for (int at = digits; at < name.Length; at++)
        {
            if (this._ranges.TryGetValue(name[..at], out (PtxType Type, int Count) range) && TryIndex(name, at, range.Count))
            {
                return range.Type;
            }
        }

        return null;
    }

    private static bool TryIndex(string name, int at, int count)
    {
        ReadOnlySpan<char> digits = name.AsSpan(at);

        return int.TryParse(digits, System.Globalization.NumberStyles.None, null, out int index) && index < count &&
            (digits.Length == 1 || digits[0] != '0');
    }
}
