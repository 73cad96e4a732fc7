using System.Globalization;

namespace IlgpuOptim.Ptx.Syntax;

/// <summary>Splits PTX text into tokens.</summary>
internal static class Lexer
{
    private static readonly string[] Punctuation = [.. Enumerable.Range(0, 128).Select(c => ((char)c).ToString())];

    public static List<Token> Run(string text)
    {
        List<Token> tokens = new(text.Length / 4);
        int line = 1;
        int at = 0;

        while (at < text.Length)
        {
            char c = text[at];

            if (c == '\n')
            {
                line++;
                at++;
            }
            else if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (c == '/' && Next(text, at) == '/')
            {
                int end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end;
            }
            else if (c == '/' && Next(text, at) == '*')
            {
                int end = text.IndexOf("*/", at + 2, StringComparison.Ordinal);

                if (end < 0)
                {
                    throw new PtxSyntaxException(line, "the comment does not end");
                }

                line += text.AsSpan(at, end - at).Count('\n');
                at = end + 2;
            }
            else if (c == '"')
            {
                int end = text.IndexOf('"', at + 1);

                if (end < 0 || text.AsSpan(at, end - at).Contains('\n'))
                {
                    throw new PtxSyntaxException(line, "the string does not end");
                }

                tokens.Add(new Token(TokenKind.Text, text[(at + 1)..end], 0, line));
                at = end + 1;
            }
            else if (char.IsAsciiDigit(c))
            {
                tokens.Add(Number(text, ref at, line));
            }
            else if (IsNameStart(c) || c == '.')
            {
                int start = at++;

                while (at < text.Length && (IsNamePart(text[at]) || (c == '.' && IsScope(text, at))))
                {
                    at += text[at] == ':' ? 2 : 1;
                }

                if (at == start + 1 && c is '.' or '%')
                {
                    throw new PtxSyntaxException(line, $"a name must follow '{c}'");
                }

                TokenKind kind = c == '.' ? TokenKind.Directive : TokenKind.Identifier;
                tokens.Add(new Token(kind, text[start..at], 0, line));
            }
            else if ("{}[](),;:@!+-|<>=*".Contains(c, StringComparison.Ordinal))
            {
                tokens.Add(new Token(TokenKind.Punctuation, Punctuation[c], 0, line));
                at++;
            }
            else
            {
                throw new PtxSyntaxException(line, $"unexpected character '{c}'");
            }
        }

        tokens.Add(new Token(TokenKind.End, "end of the module", 0, line));

        return tokens;
    }

    private static char Next(string text, int at) => at + 1 < text.Length ? text[at + 1] : '\0';

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c is '_' or '$' or '%';

    private static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '$';

    // Modifiers such as .L1::evict_last.
    private static bool IsScope(string text, int at) =>
        text[at] == ':' && Next(text, at) == ':' && at + 2 < text.Length && IsNamePart(text[at + 2]);

    private static Token Number(string text, ref int at, int line)
    {
        int start = at;

        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '.' || IsExponentSign(text, start, at)))
        {
            at++;
        }

        string word = text[start..at];
        char form = word.Length > 1 && word[0] == '0' ? char.ToLowerInvariant(word[1]) : '\0';

        if (form is 'f' or 'd')
        {
            int digits = form == 'f' ? 8 : 16;

            if (word.Length == digits + 2 && ulong.TryParse(word.AsSpan(2), NumberStyles.AllowHexSpecifier, null, out ulong bits))
            {
                return new Token(form == 'f' ? TokenKind.Single : TokenKind.Double, word, bits, line);
            }

            throw new PtxSyntaxException(line, $"'{word}': a hexadecimal float has {digits} digits");
        }

        if (form != 'x' && word.AsSpan().IndexOfAny('.', 'e', 'E') >= 0)
        {
            return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                ? new Token(TokenKind.Double, word, BitConverter.DoubleToUInt64Bits(value), line)
                : throw new PtxSyntaxException(line, $"'{word}' is no number");
        }

        ReadOnlySpan<char> number = word.AsSpan();
        number = number[^1] is 'U' ? number[..^1] : number;
        ulong result;
        bool good = form switch
        {
            'x' => ulong.TryParse(number[2..], NumberStyles.AllowHexSpecifier, null, out result),
            'b' => ulong.TryParse(number[2..], NumberStyles.AllowBinarySpecifier, null, out result),
            '\0' => ulong.TryParse(number, NumberStyles.None, null, out result),
            _ => TryOctal(number, out result),
        };

        return good
            ? new Token(TokenKind.Integer, word, result, line)
            : throw new PtxSyntaxException(line, $"'{word}' is no number of 64 bits");
    }

    private static bool IsExponentSign(string text, int start, int at) =>
        text[at] is '+' or '-' && text[at - 1] is 'e' or 'E' &&
        !(text[start] == '0' && start + 1 < text.Length && text[start + 1] is 'x' or 'X' or 'f' or 'F' or 'd' or 'D');

    private static bool TryOctal(ReadOnlySpan<char> digits, out ulong value)
    {
        value = 0;

        foreach (char c in digits)
        {
            if (c is < '0' or > '7' || value >> 61 != 0)
            {
                return false;
            }

            value = (value << 3) | (uint)(c - '0');
        }

        return true;
    }
}
