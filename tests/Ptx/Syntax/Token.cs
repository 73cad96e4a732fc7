namespace IlgpuOptim.Ptx.Syntax;

internal enum TokenKind : byte
{
    End,
    Identifier,
    Directive,
    Integer,
    Single,
    Double,
    Text,
    Punctuation,
}

/// <summary>One token; Bits holds the value of a number (as an integer, or as the bits of a float or double).</summary>
internal readonly record struct Token(TokenKind Kind, string Text, ulong Bits, int Line)
{
    public bool Is(char punctuation) => this.Kind == TokenKind.Punctuation && this.Text[0] == punctuation;

    public bool Is(string directive) => this.Kind == TokenKind.Directive && this.Text == directive;
}
