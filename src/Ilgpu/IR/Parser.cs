using System.Globalization;
using System.Text;

namespace IlgpuOptim.Engine.IR;

/// <summary>Reads the text form that <see cref="Printer"/> writes. Numbers of values and blocks are kept.</summary>
internal sealed class Parser
{
    private readonly string[] _lines;
    private readonly Dictionary<int, Value> _values = [];
    private readonly Dictionary<int, Block> _blocks = [];
    private readonly List<(Value Value, int Line, int Column)> _pending = [];
    private Function _function = null!;
    private int _line;
    private int _column;

    private Parser(string text)
    {
        _lines = text.Split('\n');
    }

    /// <exception cref="FormatException">The text is malformed; the message names the line.</exception>
    public static Function Parse(string text)
    {
        Parser parser = new(text);
        parser.ReadDefinitions();
        parser.ReadOperands();

        return parser._function;
    }

    private string Line => _lines[_line];

    /// <summary>First walk: everything that has a number, so that operands may refer forward.</summary>
    private void ReadDefinitions()
    {
        Block? block = null;
        for (_line = 0; _line < _lines.Length; _line++)
        {
            _column = 0;
            this.SkipSpace();
            if (this.AtEnd)
            {
                continue;
            }

            if (this.TryWord("kernel"))
            {
                string name = this.ReadString();
                string kind = this.ReadWord();
                _function = new Function(name, kind switch
                {
                    "explicit" => KernelKind.Explicit,
                    "implicit1d" => KernelKind.Implicit1D,
                    "implicit2d" => KernelKind.Implicit2D,
                    "implicit3d" => KernelKind.Implicit3D,
                    _ => throw this.Error($"unknown kind of kernel '{kind}'"),
                });
                this.ReserveIds();
                continue;
            }

            if (_function is null)
            {
                throw this.Error("'kernel' expected");
            }

            if (this.TryWord("param"))
            {
                int id = this.ReadNumbered('%');
                MemType mem = this.ReadMem(this.ReadWord());
                this.Define(id, _function.AddParameter(this.ReadString(), mem));
            }
            else if (this.TryWord("shared"))
            {
                int bytes = this.ReadInt();
                this.Expect("align");
                _function.SharedAllocations.Add(new SharedAllocation(bytes, this.ReadInt()));
            }
            else if (this.TryWord("message"))
            {
                _function.Messages.Add(this.ReadString());
            }
            else if (this.Line[_column] == 'b' && _column + 1 < this.Line.Length && char.IsAsciiDigit(this.Line[_column + 1]))
            {
                block = this.ReadBlock();
            }
            else
            {
                this.ReadInstruction(block ?? throw this.Error("an instruction outside of a block"));
            }
        }

        if (_function is null)
        {
            throw new FormatException("no kernel");
        }
    }

    /// <summary>Keeps the numbers in the text apart from those given to constants and to instructions without a result.</summary>
    private void ReserveIds()
    {
        int values = 0;
        int blocks = 0;
        foreach (string line in _lines)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            for (int at = line.IndexOf('%', StringComparison.Ordinal); at >= 0; at = line.IndexOf('%', at + 1))
            {
                values = Math.Max(values, LeadingNumber(line, at + 1) + 1);
            }

            string start = line.TrimStart();
            if (start.StartsWith('b') && colon > 0)
            {
                blocks = Math.Max(blocks, LeadingNumber(start, 1) + 1);
            }
        }

        _function.ReserveIds(values, blocks);
    }

    private static int LeadingNumber(string line, int at)
    {
        int number = -1;
        for (; at < line.Length && char.IsAsciiDigit(line[at]) && number < 100_000_000; at++)
        {
            number = (Math.Max(number, 0) * 10) + (line[at] - '0');
        }

        return number;
    }

    private Block ReadBlock()
    {
        int id = this.ReadNumbered('b');
        Block block = _function.NewBlock();
        block.Id = id;
        if (!_blocks.TryAdd(id, block))
        {
            throw this.Error($"b{id} is defined twice");
        }

        this.Expect("(");
        while (!this.TryWord(")"))
        {
            this.TryWord(",");
            int value = this.ReadNumbered('%');
            this.Expect(":");
            this.Define(value, _function.AddBlockParameter(block, this.ReadType()));
        }

        this.Expect(":");
        this.ExpectEnd();

        return block;
    }

    private void ReadInstruction(Block block)
    {
        int id = -1;
        IrType type = IrType.Void;
        if (this.Line[_column] == '%')
        {
            id = this.ReadNumbered('%');
            this.Expect(":");
            type = this.ReadType();
            this.Expect("=");
        }

        string[] mnemonic = this.ReadWord().Split('.');
        Value value = _function.NewValue(ParseEnum<Op>(mnemonic[0]), type);
        if (id >= 0)
        {
            this.Define(id, value);
        }

        string[] expected = Printer.Mnemonic(value).Split('.');
        if (mnemonic.Length != expected.Length)
        {
            throw this.Error("malformed mnemonic");
        }

        switch (value.Op)
        {
            case Op.Compare:
                value.Aux = (byte)ParseEnum<Cmp>(mnemonic[1]);
                break;
            case Op.Math:
                value.Aux = (byte)ParseEnum<MathFn>(mnemonic[1]);
                break;
            case Op.WarpShuffle:
                value.Aux = (byte)ParseEnum<ShuffleKind>(mnemonic[1]);
                break;
            case Op.AtomicRmw:
                value.Aux = (byte)ParseEnum<AtomicOp>(mnemonic[1]);
                value.Mem = this.ReadMem(mnemonic[2]);
                break;
            case Op.Load or Op.Store or Op.AtomicCas:
                value.Mem = this.ReadMem(mnemonic[1]);
                break;
            default:
                break;
        }

        value.Block = block;
        block.Instructions.Add(value);
        _pending.Add((value, _line, _column));
    }

    /// <summary>Second walk: operands, targets and what follows them.</summary>
    private void ReadOperands()
    {
        List<Value> operands = [];
        List<Successor> targets = [];
        foreach ((Value value, int line, int column) in _pending)
        {
            _line = line;
            _column = column;
            operands.Clear();
            targets.Clear();
            this.SkipSpace();
            if (value.Op is Op.Load or Op.Store)
            {
                value.Align = (short)value.Mem.Size();
            }

            while (!this.AtEnd && !this.ReadSuffix(value))
            {
                if (operands.Count + targets.Count > 0)
                {
                    this.Expect(",");
                }

                this.SkipSpace();
                if (!this.AtEnd && this.Line[_column] == 'b')
                {
                    targets.Add(this.ReadTarget());
                }
                else
                {
                    operands.Add(this.ReadOperand());
                }

                this.SkipSpace();
            }

            value.Operands = operands.Count == 0 ? Value.NoOperands : [.. operands];
            value.Targets = targets.Count == 0 ? null : [.. targets];
        }
    }

    /// <summary>Immediate, alignment and flags end a line.</summary>
    private bool ReadSuffix(Value value)
    {
        bool any = false;
        while (!this.AtEnd)
        {
            if (this.Line[_column] == '#')
            {
                _column++;
                value.Imm = long.Parse(this.ReadWord(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            }
            else if (this.TryWord("align"))
            {
                value.Align = (short)this.ReadInt();
            }
            else if (this.TryWord("volatile"))
            {
                value.Flags |= ValueFlags.Volatile;
            }
            else if (this.TryWord("fast"))
            {
                value.Flags |= ValueFlags.Fast;
            }
            else if (any)
            {
                throw this.Error("end of line expected");
            }
            else
            {
                return false;
            }

            any = true;
            this.SkipSpace();
        }

        return any;
    }

    private Successor ReadTarget()
    {
        int id = this.ReadNumbered('b');
        if (!_blocks.TryGetValue(id, out Block? block))
        {
            throw this.Error($"b{id} is not defined");
        }

        List<Value> arguments = [];
        this.Expect("(");
        while (!this.TryWord(")"))
        {
            if (arguments.Count > 0)
            {
                this.Expect(",");
            }

            arguments.Add(this.ReadOperand());
        }

        return new Successor(block, [.. arguments]);
    }

    private Value ReadOperand()
    {
        this.SkipSpace();
        if (!this.AtEnd && this.Line[_column] == '%')
        {
            int id = this.ReadNumbered('%');

            return _values.TryGetValue(id, out Value? value) ? value : throw this.Error($"%{id} is not defined");
        }

        IrType type = this.ReadType();
        string number = this.ReadWord();
        bool hexadecimal = number.StartsWith("0x", StringComparison.Ordinal);
        try
        {
            long bits = hexadecimal
                ? (long)ulong.Parse(number.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
                : type switch
                {
                    IrType.F32 => BitConverter.SingleToInt32Bits(float.Parse(number, CultureInfo.InvariantCulture)),
                    IrType.F64 => BitConverter.DoubleToInt64Bits(double.Parse(number, CultureInfo.InvariantCulture)),
                    _ => long.Parse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
                };

            return _function.Constant(type, bits);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw this.Error($"'{number}' is not a number");
        }
    }

    private void Define(int id, Value value)
    {
        value.Id = id;
        if (!_values.TryAdd(id, value))
        {
            throw this.Error($"%{id} is defined twice");
        }
    }

    private T ParseEnum<T>(string name)
        where T : struct, Enum =>
        Enum.TryParse(name, ignoreCase: true, out T result) ? result : throw this.Error($"'{name}' is not known");

    private IrType ReadType()
    {
        string name = this.ReadWord();
        for (IrType type = IrType.I1; type <= IrType.PtrLocal; type++)
        {
            if (type.Name() == name)
            {
                return type;
            }
        }

        throw this.Error($"'{name}' is not a type");
    }

    private MemType ReadMem(string name)
    {
        for (MemType type = MemType.None; type <= MemType.Ptr; type++)
        {
            if (type.Name() == name)
            {
                return type;
            }
        }

        throw this.Error($"'{name}' is not a memory type");
    }

    private int ReadNumbered(char prefix)
    {
        this.SkipSpace();
        if (this.AtEnd || this.Line[_column] != prefix)
        {
            throw this.Error($"'{prefix}' expected");
        }

        _column++;

        return this.ReadInt();
    }

    private int ReadInt() => int.TryParse(this.ReadWord(), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        ? number
        : throw this.Error("a number was expected");

    /// <summary>Letters, digits, dots and signs up to the next other character.</summary>
    private string ReadWord()
    {
        this.SkipSpace();
        int start = _column;
        while (_column < this.Line.Length && IsWordCharacter(this.Line[_column]))
        {
            _column++;
        }

        return start == _column ? throw this.Error("a word was expected") : this.Line[start.._column];
    }

    private string ReadString()
    {
        this.Expect("\"");
        StringBuilder text = new();
        for (; _column < this.Line.Length && this.Line[_column] != '"'; _column++)
        {
            char character = this.Line[_column];
            if (character == '\\' && _column + 1 < this.Line.Length)
            {
                character = this.Line[++_column] switch
                {
                    'n' => '\n',
                    'r' => '\r',
                    char other => other,
                };
            }

            text.Append(character);
        }

        this.Expect("\"");

        return text.ToString();
    }

    private void Expect(string word)
    {
        if (!this.TryWord(word))
        {
            throw this.Error($"'{word}' expected");
        }
    }

    private bool TryWord(string word)
    {
        this.SkipSpace();
        int end = _column + word.Length;
        if (string.CompareOrdinal(this.Line, _column, word, 0, word.Length) != 0
            || (IsWordCharacter(word[^1]) && end < this.Line.Length && IsWordCharacter(this.Line[end])))
        {
            return false;
        }

        _column = end;

        return true;
    }

    private void ExpectEnd()
    {
        this.SkipSpace();
        if (!this.AtEnd)
        {
            throw this.Error("end of line expected");
        }
    }

    private void SkipSpace()
    {
        while (_column < this.Line.Length && this.Line[_column] is ' ' or '\t' or '\r')
        {
            _column++;
        }
    }

    /// <summary>A comment ends a line, too.</summary>
    private bool AtEnd => _column >= this.Line.Length || this.Line[_column] == ';';

    private FormatException Error(string message) => new($"line {_line + 1}: {message}: {this.Line.Trim()}");

    private static bool IsWordCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '+' or '-' or '_';
}
