namespace IlgpuOptim.Ptx.Syntax;

/// <summary>Parses the body of a kernel: declarations, labels and instructions with their names resolved.</summary>
internal sealed class BodyParser(TokenReader tokens, Scope parameters)
{
    private Scope _scope = new(parameters);
    private int _slots;

    public List<Statement> Statements { get; } = [];

    /// <summary>The index of the statement that follows each label.</summary>
    public Dictionary<string, int> Labels { get; } = [];

    /// <summary>Lists of labels for brx.idx.</summary>
    public Dictionary<string, (int Line, string[] Labels)> Tables { get; } = [];

    /// <summary>The variables declared in the body.</summary>
    public List<Variable> Variables { get; } = [];

    /// <summary>The number of registers in use.</summary>
    public int Slots => this._slots;

    public void Run()
    {
        tokens.Expect('{');
        int depth = 1;

        while (depth > 0)
        {
            Token token = tokens.Peek;

            if (tokens.Accept('{'))
            {
                depth++;
                this._scope = new Scope(this._scope);
            }
            else if (tokens.Accept('}'))
            {
                depth--;
                this._scope = this._scope.Outer!;
            }
            else if (tokens.AcceptDebugLine())
            {
            }
            else if (tokens.Accept(".reg"))
            {
                this.ParseRegisters();
            }
            else if (token.Text is ".shared" or ".local" or ".const" or ".global" or ".extern")
            {
                bool external = tokens.Accept(".extern");
                this.Declare(token.Line, VariableParser.Parse(tokens, external));
            }
            else if (token.Text == ".param")
            {
                this.Declare(token.Line, [VariableParser.ParseParameter(tokens, isCallParameter: true)]);
                tokens.Expect(';');
            }
            else if (tokens.Accept(".pragma"))
            {
                tokens.ParsePragma();
            }
            else if (token.Kind == TokenKind.Identifier && tokens.PeekSecond.Is(':'))
            {
                this.ParseLabel();
            }
            else if (token.Kind == TokenKind.End)
            {
                throw new PtxSyntaxException(token.Line, "'}' is missing");
            }
            else
            {
                this.ParseInstruction();
            }
        }
    }

    private void ParseLabel()
    {
        Token label = tokens.Next();
        tokens.Expect(':');

        if (this.Tables.ContainsKey(label.Text) || !this.Labels.TryAdd(label.Text, this.Statements.Count))
        {
            throw new PtxSyntaxException(label.Line, $"label '{label.Text}' stands twice");
        }

        if (tokens.Accept(".branchtargets"))
        {
            List<string> targets = [];

            do
            {
                targets.Add(tokens.ExpectName().Text);
            }
            while (tokens.Accept(','));

            tokens.Expect(';');
            this.Labels.Remove(label.Text);
            this.Tables.Add(label.Text, (label.Line, [.. targets]));
        }
    }

    private void Declare(int line, List<Variable> variables)
    {
        foreach (Variable variable in variables)
        {
            if (!this._scope.TryDeclare(variable))
            {
                throw new PtxSyntaxException(line, $"'{variable.Name}' is declared twice");
            }

            this.Variables.Add(variable);
        }
    }

    private void ParseRegisters()
    {
        Token token = tokens.Next();
        PtxType type = PtxTypes.Parse(token.Text);

        if (type == PtxType.None || type.IsAlternate())
        {
            throw new PtxSyntaxException(token.Line, $"'{token.Text}' is no type of a register");
        }

        do
        {
            Token name = tokens.ExpectName();
            bool good;

            if (tokens.Accept('<'))
            {
                int count = tokens.ExpectInteger();
                tokens.Expect('>');
                good = this._scope.TryDeclareRange(name.Text, type, count);
            }
            else
            {
                good = this._scope.TryDeclare(new Register(name.Text, type, this._slots++));
            }

            if (!good || SpecialRegisters.IsReserved(name.Text))
            {
                throw new PtxSyntaxException(name.Line, $"'{name.Text}' is declared twice");
            }
        }
        while (tokens.Accept(','));

        tokens.Expect(';');
    }

    private void ParseInstruction()
    {
        Register? guard = null;
        bool negated = false;

        if (tokens.Accept('@'))
        {
            negated = tokens.Accept('!');
            Token name = tokens.ExpectName();
            guard = this._scope.Find(name.Text, ref this._slots) as Register
                ?? throw new PtxSyntaxException(name.Line, $"'{name.Text}' is not declared as a register");

            if (guard.Type != PtxType.Pred)
            {
                throw new PtxSyntaxException(name.Line, $"the guard '{name.Text}' is {guard.Type.Text()}, not .pred");
            }
        }

        Token opcode = tokens.Next();

        if (opcode.Kind != TokenKind.Identifier)
        {
            throw new PtxSyntaxException(opcode.Line, $"an instruction expected, not '{opcode.Text}'");
        }

        List<string> modifiers = [];

        while (tokens.Peek.Kind == TokenKind.Directive)
        {
            modifiers.Add(tokens.Next().Text);
        }

        List<Operand> operands = [];

        if (!tokens.Accept(';'))
        {
            do
            {
                operands.Add(this.ParseOperand());
            }
            while (tokens.Accept(','));

            tokens.Expect(';');
        }

        this.Statements.Add(new Statement(opcode.Line, opcode.Text, [.. modifiers], [.. operands], guard, negated));
    }

    private Operand ParseOperand()
    {
        Operand first = this.ParseSingle();

        if (!tokens.Accept('|'))
        {
            return first;
        }

        return new Operand(OperandKind.Pair, first.Line) { Elements = [first, this.ParseSingle()] };
    }

    private Operand ParseSingle()
    {
        Token token = tokens.Peek;

        if (tokens.Accept('{'))
        {
            List<Operand> elements = [];

            do
            {
                elements.Add(this.ParseSingle());
            }
            while (tokens.Accept(','));

            tokens.Expect('}');

            return new Operand(OperandKind.Vector, token.Line) { Elements = [.. elements] };
        }

        if (tokens.Accept('('))
        {
            List<Operand> elements = [];

            while (!tokens.Accept(')'))
            {
                if (elements.Count > 0)
                {
                    tokens.Expect(',');
                }

                elements.Add(this.ParseSingle());
            }

            return new Operand(OperandKind.List, token.Line) { Elements = [.. elements] };
        }

        if (tokens.Accept('['))
        {
            Operand place = this.ParseSingle();
            long offset = place.Kind == OperandKind.Variable ? 0 : this.ParseOffset();
            tokens.Expect(']');

            return new Operand(OperandKind.Address, token.Line) { Elements = [place], Offset = offset };
        }

        if (tokens.Accept('!'))
        {
            return new Operand(OperandKind.Predicate, token.Line) { Elements = [this.ParseSingle()] };
        }

        return token.Kind == TokenKind.Identifier ? this.ParseNamed() : this.ParseNumber();
    }

    private Operand ParseNumber()
    {
        bool negative = tokens.Accept('-');
        Token token = tokens.Next();

        switch (token.Kind)
        {
            case TokenKind.Integer:
                if (negative && token.Bits > 1UL << 63)
                {
                    throw new PtxSyntaxException(token.Line, $"-{token.Text} has more than 64 bits");
                }

                return new Operand(OperandKind.Integer, token.Line)
                {
                    Bits = negative ? 0 - token.Bits : token.Bits,
                    IsNegative = negative && token.Bits != 0,
                };
            case TokenKind.Single:
                return new Operand(OperandKind.Single, token.Line) { Bits = token.Bits ^ (negative ? 1UL << 31 : 0) };
            case TokenKind.Double:
                return new Operand(OperandKind.Double, token.Line) { Bits = token.Bits ^ (negative ? 1UL << 63 : 0) };
            default:
                throw new PtxSyntaxException(token.Line, $"an operand expected, not '{token.Text}'");
        }
    }

    private Operand ParseNamed()
    {
        Token token = tokens.Next();

        if (token.Text == "_")
        {
            return new Operand(OperandKind.Sink, token.Line);
        }

        string name = token.Text;

        if (SpecialRegisters.IsVector(name))
        {
            Token part = tokens.Next();

            if (part.Text is not (".x" or ".y" or ".z" or ".w"))
            {
                throw new PtxSyntaxException(part.Line, $"'{name}' needs .x, .y, .z or .w");
            }

            return new Operand(OperandKind.Special, token.Line) { Name = name + part.Text };
        }

        if (SpecialRegisters.IsScalar(name))
        {
            return new Operand(OperandKind.Special, token.Line) { Name = name };
        }

        return this._scope.Find(name, ref this._slots) switch
        {
            Register register => new Operand(OperandKind.Register, token.Line) { Symbol = register },
            Variable variable => new Operand(OperandKind.Variable, token.Line) { Symbol = variable, Offset = this.ParseOffset() },
            Symbol function => new Operand(OperandKind.Name, token.Line) { Name = name, Symbol = function },
            _ => new Operand(OperandKind.Name, token.Line) { Name = name },
        };
    }

    private long ParseOffset()
    {
        bool minus = tokens.Peek.Is('-');

        if (!minus && !tokens.Accept('+'))
        {
            return 0;
        }

        // [%r1+-4] is written by many emitters.
        minus = tokens.Accept('-');
        Token token = tokens.Next();

        if (token.Kind != TokenKind.Integer || token.Bits > int.MaxValue)
        {
            throw new PtxSyntaxException(token.Line, $"an offset of 32 bits expected, not '{token.Text}'");
        }

        return minus ? -(long)token.Bits : (long)token.Bits;
    }
}
