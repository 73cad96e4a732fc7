namespace IlgpuOptim.Ptx.Syntax;

/// <summary>A position in the tokens of a module.</summary>
internal sealed class TokenReader(List<Token> tokens)
{
    private int _at;

    public Token Peek => tokens[this._at];

    public Token PeekSecond => tokens[Math.Min(this._at + 1, tokens.Count - 1)];

    public Token Next()
    {
        Token token = tokens[this._at];
        this._at = Math.Min(this._at + 1, tokens.Count - 1);

        return token;
    }

    public bool Accept(char punctuation)
    {
        if (!this.Peek.Is(punctuation))
        {
            return false;
        }

        this._at++;

        return true;
    }

    public bool Accept(string directive)
    {
        if (!this.Peek.Is(directive))
        {
            return false;
        }

        this._at++;

        return true;
    }

    public void Expect(char punctuation)
    {
        if (!this.Accept(punctuation))
        {
            throw new PtxSyntaxException(this.Peek.Line, $"'{punctuation}' expected, not '{this.Peek.Text}'");
        }
    }

    public void Expect(string directive)
    {
        if (!this.Accept(directive))
        {
            throw new PtxSyntaxException(this.Peek.Line, $"'{directive}' expected, not '{this.Peek.Text}'");
        }
    }

    public Token ExpectName()
    {
        Token token = this.Next();

        return token.Kind == TokenKind.Identifier
            ? token
            : throw new PtxSyntaxException(token.Line, $"a name expected, not '{token.Text}'");
    }

    public int ExpectInteger()
    {
        Token token = this.Next();

        return token.Kind == TokenKind.Integer && token.Bits <= int.MaxValue
            ? (int)token.Bits
            : throw new PtxSyntaxException(token.Line, $"an integer expected, not '{token.Text}'");
    }

    public void ParsePragma()
    {
        do
        {
            Token token = this.Next();

            if (token.Kind != TokenKind.Text)
            {
                throw new PtxSyntaxException(token.Line, "a string expected after .pragma");
            }
        }
        while (this.Accept(','));

        this.Expect(';');
    }

    /// <summary>Skips .file and .loc, which mean nothing to execution.</summary>
    public bool AcceptDebugLine()
    {
        if (this.Accept(".file"))
        {
            this.ExpectInteger();
            Token name = this.Next();

            if (name.Kind != TokenKind.Text)
            {
                throw new PtxSyntaxException(name.Line, "the name of a file expected");
            }

            while (this.Accept(','))
            {
                this.ExpectInteger();
            }

            return true;
        }

        if (this.Accept(".loc"))
        {
            this.ExpectInteger();
            this.ExpectInteger();
            this.ExpectInteger();

            return true;
        }

        return false;
    }
}
