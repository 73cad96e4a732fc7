namespace IlgpuOptim.Ptx.Syntax;

/// <summary>Parses declarations of variables in memory.</summary>
internal static class VariableParser
{
    /// <summary>Parses ".space [.align n] .type name[n] [= {...}], ... ;".</summary>
    public static List<Variable> Parse(TokenReader tokens, bool external)
    {
        Token directive = tokens.Next();
        Space space = directive.Text switch
        {
            ".global" => Space.Global,
            ".const" => Space.Const,
            ".shared" => Space.Shared,
            _ => Space.Local,
        };

        int alignment = ParseAlignment(tokens);
        (PtxType type, int vector) = ParseType(tokens);
        List<Variable> variables = [];

        do
        {
            Token name = tokens.ExpectName();
            (long count, bool open) = ParseLength(tokens);
            int size = type.Size() * vector;
            byte[]? initial = null;

            if (tokens.Accept('='))
            {
                if (space is not (Space.Global or Space.Const))
                {
                    throw new PtxSyntaxException(name.Line, "only global and constant variables have initial values");
                }

                initial = ParseInitial(tokens, type, vector == 1 ? count : count * vector);
            }

            if (open && !(external && space == Space.Shared))
            {
                throw new PtxSyntaxException(name.Line, $"'{name.Text}' needs a length: only external shared arrays are open");
            }

            if (external && !open)
            {
                throw new PtxSyntaxException(name.Line, $"'{name.Text}': external variables of other modules are not supported");
            }

            if (size * count > int.MaxValue)
            {
                throw new PtxSyntaxException(name.Line, $"'{name.Text}' is too large");
            }

            variables.Add(new Variable(name.Text, space, type)
            {
                Alignment = alignment == 0 ? size : alignment,
                Size = open ? 0 : (int)(size * count),
                IsDynamic = open,
                Initial = initial,
            });
        }
        while (tokens.Accept(','));

        tokens.Expect(';');

        return variables;
    }

    /// <summary>Parses ".param [.align n] .type [.ptr .space .align n] name[n]".</summary>
    public static Variable ParseParameter(TokenReader tokens, bool isCallParameter = false)
    {
        tokens.Expect(".param");
        int alignment = ParseAlignment(tokens);
        (PtxType type, int vector) = ParseType(tokens);

        if (tokens.Accept(".ptr"))
        {
            if (tokens.Peek.Text is ".global" or ".shared" or ".const" or ".local")
            {
                tokens.Next();
            }

            ParseAlignment(tokens);
        }

        Token name = tokens.ExpectName();
        (long count, bool open) = ParseLength(tokens);

        if (open || vector != 1 || count * type.Size() > 65536)
        {
            throw new PtxSyntaxException(name.Line, $"'{name.Text}' is no parameter of a kernel");
        }

        return new Variable(name.Text, Space.Param, type)
        {
            Alignment = alignment == 0 ? type.Size() : alignment,
            Size = (int)(count * type.Size()),
            IsCallParameter = isCallParameter,
        };
    }

    private static int ParseAlignment(TokenReader tokens)
    {
        if (!tokens.Accept(".align"))
        {
            return 0;
        }

        Token token = tokens.Peek;
        int alignment = tokens.ExpectInteger();

        return int.IsPow2(alignment) && alignment <= 1024
            ? alignment
            : throw new PtxSyntaxException(token.Line, $"{alignment} is no alignment");
    }

    private static (PtxType Type, int Vector) ParseType(TokenReader tokens)
    {
        int vector = tokens.Accept(".v2") ? 2 : tokens.Accept(".v4") ? 4 : 1;
        Token token = tokens.Next();
        PtxType type = PtxTypes.Parse(token.Text);

        return type is not (PtxType.None or PtxType.Pred) && !type.IsAlternate()
            ? (type, vector)
            : throw new PtxSyntaxException(token.Line, $"'{token.Text}' is no type of a variable");
    }

    private static (long Count, bool Open) ParseLength(TokenReader tokens)
    {
        long count = 1;

        while (tokens.Accept('['))
        {
            if (tokens.Accept(']'))
            {
                return (0, true);
            }

            count *= tokens.ExpectInteger();

            if (count is <= 0 or > int.MaxValue)
            {
                throw new PtxSyntaxException(tokens.Peek.Line, "the length of an array must be positive");
            }

            tokens.Expect(']');
        }

        return (count, false);
    }

    private static byte[] ParseInitial(TokenReader tokens, PtxType type, long count)
    {
        int size = type.Size();
        byte[] bytes = new byte[count * size];
        int at = 0;
        int depth = 0;

        do
        {
            while (tokens.Accept('{'))
            {
                depth++;
            }

            Token token = tokens.Peek;
            bool negative = tokens.Accept('-');
            Token number = tokens.Next();
            ulong bits = number.Kind switch
            {
                TokenKind.Integer when !type.IsFloat() => negative ? 0 - number.Bits : number.Bits,
                TokenKind.Single when type == PtxType.F32 => number.Bits ^ (negative ? 1UL << 31 : 0),
                TokenKind.Double when type == PtxType.F64 => number.Bits ^ (negative ? 1UL << 63 : 0),
                TokenKind.Double when type == PtxType.F32 =>
                    BitConverter.SingleToUInt32Bits((float)BitConverter.UInt64BitsToDouble(number.Bits)) ^ (negative ? 1UL << 31 : 0),
                _ => throw new PtxSyntaxException(token.Line, $"'{number.Text}' is no initial value of type {type.Text()}"),
            };

            if (at + size > bytes.Length)
            {
                throw new PtxSyntaxException(token.Line, "more initial values than elements");
            }

            for (int i = 0; i < size; i++)
            {
                bytes[at++] = (byte)(bits >> (8 * i));
            }

            while (depth > 0 && tokens.Accept('}'))
            {
                depth--;
            }
        }
        while (depth > 0 && tokens.Accept(','));

        return depth == 0 ? bytes : throw new PtxSyntaxException(tokens.Peek.Line, "',' or '}' expected");
    }
}
