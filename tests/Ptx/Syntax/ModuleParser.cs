using System.Globalization;
using IlgpuOptim.Ptx.Decode;
using IlgpuOptim.Ptx.Execute;

namespace IlgpuOptim.Ptx.Syntax;

/// <summary>Parses the directives of a module; the bodies of kernels are the work of <see cref="BodyParser"/>.</summary>
internal sealed class ModuleParser(string text)
{
    private readonly TokenReader _tokens = new(Lexer.Run(text));
    private readonly Scope _scope = new(null);
    private readonly List<Variable> _variables = [];
    private readonly List<PtxKernel> _kernels = [];
    private int _version;
    private int _target;

    public PtxModule Run()
    {
        this.ParseHead();

        while (this._tokens.Peek.Kind != TokenKind.End)
        {
            this.ParseDeclaration();
        }

        return new PtxModule(this._version, this._target, this._kernels, this._variables);
    }

    private void ParseHead()
    {
        this._tokens.Expect(".version");
        Token version = this._tokens.Next();
        string[] parts = version.Text.Split('.');

        if (version.Kind != TokenKind.Double || parts.Length != 2 || parts[1].Length != 1)
        {
            throw new PtxSyntaxException(version.Line, $"'{version.Text}' is no version of PTX");
        }

        this._version = int.Parse(string.Concat(parts), NumberStyles.None);

        if (!this._tokens.Accept(".target"))
        {
            throw new PtxSyntaxException(this._tokens.Peek.Line, ".target must follow .version");
        }

        Token target = this._tokens.Next();

        if (target.Kind != TokenKind.Identifier || !target.Text.StartsWith("sm_", StringComparison.Ordinal) ||
            !int.TryParse(target.Text.AsSpan(3).TrimEnd("af"), NumberStyles.None, null, out this._target))
        {
            throw new PtxSyntaxException(target.Line, $"'{target.Text}' is no target");
        }

        while (this._tokens.Accept(','))
        {
            Token platform = this._tokens.Next();

            if (platform.Text is not ("debug" or "texmode_unified" or "texmode_independent"))
            {
                throw new PtxSyntaxException(platform.Line, $"unknown target option '{platform.Text}'");
            }
        }

        int needed = Targets.FirstVersion(this._target);

        if (needed == 0)
        {
            throw new PtxSyntaxException(target.Line, $"'{target.Text}' is no target this machine knows (sm_70 to sm_121)");
        }

        if (this._version < needed)
        {
            throw new PtxSyntaxException(target.Line, $"{target.Text} needs PTX {needed / 10}.{needed % 10}, the module is {version.Text}");
        }

        if (this._tokens.Accept(".address_size"))
        {
            Token size = this._tokens.Next();

            if (size.Bits != 64)
            {
                throw new PtxSyntaxException(size.Line, "only .address_size 64 is supported");
            }
        }
        else
        {
            throw new PtxSyntaxException(this._tokens.Peek.Line, ".address_size 64 is missing: the default is 32 bits");
        }
    }

    private void ParseDeclaration()
    {
        if (this._tokens.AcceptDebugLine())
        {
            return;
        }

        bool external = false;
        bool linked = false;

        while (this._tokens.Peek.Text is ".visible" or ".extern" or ".weak" or ".common")
        {
            external = this._tokens.Next().Text == ".extern";
            linked = true;
        }

        Token token = this._tokens.Peek;

        if (this._tokens.Accept(".entry"))
        {
            if (external)
            {
                throw new PtxSyntaxException(token.Line, "an entry cannot be external");
            }

            this.ParseEntry();

            return;
        }

        if (this._tokens.Accept(".func"))
        {
            this.ParseFunction(token.Line, external);

            return;
        }

        if (token.Text is ".global" or ".const" or ".shared")
        {
            foreach (Variable variable in VariableParser.Parse(this._tokens, external))
            {
                if (!this._scope.TryDeclare(variable))
                {
                    throw new PtxSyntaxException(token.Line, $"'{variable.Name}' is declared twice");
                }

                this._variables.Add(variable);
            }

            return;
        }

        throw new PtxSyntaxException(token.Line, $"unexpected '{token.Text}'{(linked ? " after the linking directive" : "")}");
    }

    private void ParseFunction(int line, bool external)
    {
        int[] returns = this._tokens.Peek.Is('(') ? this.ParseSignature() : [];
        Token name = this._tokens.ExpectName();
        int[] parameters = this.ParseSignature();
        this._tokens.Accept(".noreturn");

        if (!external || !this._tokens.Accept(';'))
        {
            throw new PtxSyntaxException(line, $"'{name.Text}': functions with bodies are not supported");
        }

        if (!ExternalFunctions.IsKnown(name.Text, returns, parameters))
        {
            throw new PtxSyntaxException(line, $"'{name.Text}' is no function of the driver, or has another signature");
        }

        if (!this._scope.TryDeclare(new ExternalFunction(name.Text, returns, parameters)))
        {
            throw new PtxSyntaxException(line, $"'{name.Text}' is declared twice");
        }
    }

    private int[] ParseSignature()
    {
        List<int> sizes = [];
        this._tokens.Expect('(');

        while (!this._tokens.Accept(')'))
        {
            if (sizes.Count > 0)
            {
                this._tokens.Expect(',');
            }

            sizes.Add(VariableParser.ParseParameter(this._tokens).Size);
        }

        return [.. sizes];
    }

    private void ParseEntry()
    {
        Token name = this._tokens.ExpectName();

        if (this._kernels.Exists(kernel => kernel.Name == name.Text))
        {
            throw new PtxSyntaxException(name.Line, $"entry '{name.Text}' is declared twice");
        }

        Scope scope = new(this._scope);
        List<Variable> parameters = this.ParseParameters(scope);
        PtxKernel kernel = new(name.Text, parameters);
        this.ParseTuning(kernel);

        if (this._tokens.Peek.Is(';'))
        {
            throw new PtxSyntaxException(name.Line, $"entry '{name.Text}' has no body");
        }

        BodyParser body = new(this._tokens, scope);
        body.Run();
        new Decoder(kernel, body, this._variables, this._version, this._target).Run();
        this._kernels.Add(kernel);
    }

    private List<Variable> ParseParameters(Scope scope)
    {
        List<Variable> parameters = [];
        long size = 0;

        if (!this._tokens.Accept('('))
        {
            return parameters;
        }

        while (!this._tokens.Accept(')'))
        {
            if (parameters.Count > 0)
            {
                this._tokens.Expect(',');
            }

            Token token = this._tokens.Peek;
            Variable parameter = VariableParser.ParseParameter(this._tokens);
            size = (size + parameter.Alignment - 1) / parameter.Alignment * parameter.Alignment;
            parameter.Place = size;
            size += parameter.Size;

            if (!scope.TryDeclare(parameter))
            {
                throw new PtxSyntaxException(token.Line, $"'{parameter.Name}' is declared twice");
            }

            // Beyond 4,352 bytes: PTX 8.1 and sm_70 at least.
            if (size > (this._version >= 81 ? 32764 : 4352))
            {
                throw new PtxSyntaxException(token.Line, $"{size} bytes of parameters are too many for this version of PTX");
            }

            parameters.Add(parameter);
        }

        return parameters;
    }

    private void ParseTuning(PtxKernel kernel)
    {
        while (this._tokens.Peek.Kind == TokenKind.Directive)
        {
            Token directive = this._tokens.Next();

            switch (directive.Text)
            {
                case ".reqntid":
                    kernel.RequiredBlock = this.ParseDimensions();
                    break;
                case ".maxntid":
                    kernel.MaximumThreads = this.ParseDimensions().Count;
                    break;
                case ".minnctapersm" or ".maxnreg" or ".maxnctapersm":
                    this._tokens.ExpectInteger();
                    break;
                case ".pragma":
                    this._tokens.ParsePragma();
                    break;
                default:
                    throw new PtxSyntaxException(directive.Line, $"unknown directive '{directive.Text}' of an entry");
            }
        }

        if (kernel.RequiredBlock is not null && kernel.MaximumThreads != int.MaxValue)
        {
            throw new PtxSyntaxException(this._tokens.Peek.Line, ".reqntid and .maxntid exclude each other");
        }
    }

    private Dim3 ParseDimensions()
    {
        int x = this._tokens.ExpectInteger();
        int y = this._tokens.Accept(',') ? this._tokens.ExpectInteger() : 1;
        int z = this._tokens.Accept(',') ? this._tokens.ExpectInteger() : 1;

        return new Dim3(x, y, z);
    }
}
