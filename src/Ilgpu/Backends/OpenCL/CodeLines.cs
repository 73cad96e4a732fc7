using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <summary>A line of a kernel's body that is finished when the whole body is known.</summary>
/// <param name="Indent">Depth of the braces around it.</param>
/// <param name="Text">The statement; with <paramref name="Defines"/>, what stands behind the equals sign.</param>
/// <param name="Defines">The value whose variable the line assigns, and declares if no line outside of its braces needs it.</param>
/// <param name="Label">The line is the label of a block, left out if nothing jumps there.</param>
internal sealed record CodeLine(int Indent, string Text, Value? Defines = null, Block? Label = null)
{
    /// <summary>The line, and nothing behind it, goes on somewhere else.</summary>
    public bool IsJump => this.Defines is null
        && (this.Text is "break;" or "continue;" or "return;" || this.Text.StartsWith("goto ", StringComparison.Ordinal));
}

/// <summary>The body of a kernel in nested lists of lines, with the braces that variables live in.</summary>
internal sealed class CodeLines
{
    private readonly List<int> _parents = [-1];
    private readonly int[] _definedIn;
    private readonly HashSet<int> _escaping = [];
    private int _scope;
    private int _indent = 1;

    public CodeLines(int valueCount)
    {
        _definedIn = new int[valueCount];
        Array.Fill(_definedIn, -1);
    }

    /// <summary>Where lines go.</summary>
    public List<CodeLine> Current { get; private set; } = [];

    public void Add(string text) => this.Current.Add(new CodeLine(_indent, text));

    public void AddLabel(Block block) => this.Current.Add(new CodeLine(_indent - 1, "", null, block));

    public void Define(Value value, string text)
    {
        _definedIn[value.Id] = _scope;
        this.Current.Add(new CodeLine(_indent, text, value));
    }

    /// <summary>Notes that a line in the current braces reads the variable of a value.</summary>
    public void Use(Value value)
    {
        int scope = _scope;
        while (scope > _definedIn[value.Id])
        {
            scope = _parents[scope];
        }

        if (scope != _definedIn[value.Id])
        {
            _escaping.Add(value.Id);
        }
    }

    /// <summary>The variable cannot be declared where it is assigned.</summary>
    public bool Escapes(Value value) => _escaping.Contains(value.Id);

    /// <summary>Forces the declaration of a variable to the top.</summary>
    public void Escape(Value value) => _escaping.Add(value.Id);

    /// <summary>Collects the lines that an action adds, as they stand between braces.</summary>
    public List<CodeLine> Nested(Action action)
    {
        (List<CodeLine> lines, int scope) = (this.Current, _scope);
        this.Current = [];
        _parents.Add(scope);
        _scope = _parents.Count - 1;
        _indent++;
        action();
        _indent--;
        _scope = scope;
        List<CodeLine> nested = this.Current;
        this.Current = lines;

        return nested;
    }

    /// <summary>Appends collected lines, with <paramref name="outwards"/> without their braces.</summary>
    public void Append(List<CodeLine> lines, bool outwards = false)
    {
        foreach (CodeLine line in lines)
        {
            this.Current.Add(outwards ? line with { Indent = line.Indent - 1 } : line);
        }
    }
}
