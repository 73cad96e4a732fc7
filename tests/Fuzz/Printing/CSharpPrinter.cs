using System.Globalization;
using System.Text;
using IlgpuOptim.Fuzz.Ast;

namespace IlgpuOptim.Fuzz.Printing;

/// <summary>Shows a kernel as C#, close enough to be pasted into a test after small edits.</summary>
internal sealed class CSharpPrinter
{
    private readonly StringBuilder text = new();
    private int depth;

    public static string Print(FuzzKernel kernel)
    {
        CSharpPrinter printer = new();
        printer.PrintKernel(kernel);

        return printer.text.ToString();
    }

    private void PrintKernel(FuzzKernel kernel)
    {
        string launch = kernel.IsGrouped
            ? $"grid {kernel.GridSize}, group {kernel.GroupSize}"
            : $"extent {kernel.GridSize}";
        this.Line($"// seed {kernel.Seed}; {launch}; {(kernel.DebugShape ? "debug" : "release")} IL");

        HashSet<FuzzFunction> called = [.. AllExpressions(kernel).OfType<Call>().Select(call => call.Function)];

        foreach (FuzzType type in kernel.Structs.Where(type => UsesStruct(kernel, called, type)))
        {
            this.Line($"struct {type.Name} {{ {string.Join(" ", type.Fields.Select(field => $"public {field.Type} {field.Name};"))} }}");
        }

        for (int i = 0; i < kernel.Functions.Count; ++i)
        {
            FuzzFunction function = kernel.Functions[i];

            if (called.Contains(function))
            {
                string parameters = string.Join(", ", function.Parameters.Select(Declare));
                string owner = function.Instance is null ? string.Empty : $"/* method of {function.Instance} */ ";
                this.Line($"{owner}static {function.ReturnType} {function.Name}({parameters})");
                this.PrintFunctionBody(kernel.Bodies[i], []);
            }
        }

        List<string> kernelParameters = kernel.IsGrouped ? [] : ["Index1D gid"];
        kernelParameters.AddRange(kernel.Views
            .Where(view => UsesView(kernel, view))
            .Select(view => $"{(view.IsView1D ? $"ArrayView1D<{view.Element}, Stride1D.Dense>" : $"ArrayView<{view.Element}>")} {view.Name} /* {view.Length} */"));
        kernelParameters.AddRange(kernel.Arguments.Select(argument =>
            $"{argument.Variable.Type} {argument.Variable.Name} /* {Literal(argument.Variable.Type, argument.Bits)} */"));
        this.Line($"static void Kernel({string.Join(", ", kernelParameters)})");
        this.PrintFunctionBody(kernel.Body, kernel.SharedArrays);
    }

    /// <summary>Structures that appear in an expression or a called function; others are noise.</summary>
    private static bool UsesStruct(FuzzKernel kernel, HashSet<FuzzFunction> called, FuzzType type)
    {
        bool Contains(FuzzType? candidate)
        {
            return candidate is not null
                && (candidate == type || Contains(candidate.Element) || candidate.Fields.Any(field => Contains(field.Type)));
        }

        return AllExpressions(kernel).Any(expression => Contains(expression.Type))
            || AllExpressions(kernel).Any(expression => expression is ArrayElement element && Contains(element.Array.Type))
            || called.Any(function => Contains(function.ReturnType) || function.Parameters.Any(parameter => Contains(parameter.Type)));
    }

    private static bool UsesView(FuzzKernel kernel, ViewVariable view)
    {
        return AllExpressions(kernel).Any(expression => expression is ViewElement element && element.View == view)
            || TreeWalker.Statements(kernel.Body).Any(statement => statement is AtomicUpdate update && update.View == view);
    }

    private static IEnumerable<Expression> AllExpressions(FuzzKernel kernel)
    {
        return TreeWalker.Expressions(kernel.Body).Concat(kernel.Bodies.SelectMany(TreeWalker.Expressions));
    }

    private static string Declare(Variable variable)
    {
        return $"{(variable.Kind == VariableKind.RefParameter ? "ref " : string.Empty)}{variable.Type} {variable.Name}";
    }

    private void PrintFunctionBody(Block body, IReadOnlyList<ViewVariable> sharedArrays)
    {
        this.Line("{");
        ++this.depth;

        foreach (ViewVariable array in sharedArrays)
        {
            this.Line($"ArrayView<{array.Element}> {array.Name} = SharedMemory.Allocate<{array.Element}>({array.Length});");
        }

        foreach (Variable local in TreeWalker.Locals(body))
        {
            this.Line(local.Type.IsArray
                ? $"{local.Type} {local.Name} = new {local.Type.Element}[{local.Type.Length}];"
                : $"{local.Type} {local.Name} = default;");
        }

        this.PrintStatements(body);
        --this.depth;
        this.Line("}");
    }

    private void PrintBlock(Block block)
    {
        this.Line("{");
        ++this.depth;
        this.PrintStatements(block);
        --this.depth;
        this.Line("}");
    }

    private void PrintStatements(Block block)
    {
        foreach (Statement statement in block.Statements)
        {
            this.PrintStatement(statement);
        }
    }

    private void PrintStatement(Statement statement)
    {
        switch (statement)
        {
            case Assignment { Op: BinaryOp op } assignment:
                this.Line($"{Text(assignment.Target)} {Symbol(op)}= {Text(assignment.Value)};");
                break;
            case Assignment assignment:
                this.Line($"{Text(assignment.Target)} = {Text(assignment.Value)};");
                break;
            case NewArray allocation:
                this.Line($"{allocation.Array.Name} = new {allocation.Array.Type.Element}[{allocation.Array.Type.Length}];");
                break;
            case If choice:
                this.Line($"if ({Text(choice.Condition)})");
                this.PrintBlock(choice.Then);

                if (!choice.Else.Statements.IsEmpty)
                {
                    this.Line("else");
                    this.PrintBlock(choice.Else);
                }

                break;
            case For loop:
                string trips = loop.NeedsMask ? $"({Text(loop.Trips)} & 7)" : Text(loop.Trips);
                this.Line($"for ({loop.Counter} = 0; {loop.Counter} < {trips}; {loop.Counter}++)");
                this.PrintBlock(loop.Body);
                break;
            case While { IsDo: true } loop:
                this.Line($"{loop.Fuel} = {loop.Trips};");
                this.Line("do");
                this.PrintBlock(loop.Body);
                this.Line($"while ({Text(loop.Condition)} && {loop.Fuel}-- > 0);");
                break;
            case While loop:
                this.Line($"{loop.Fuel} = {loop.Trips};");
                this.Line($"while ({Text(loop.Condition)} && {loop.Fuel}-- > 0)");
                this.PrintBlock(loop.Body);
                break;
            case Switch choice:
                this.PrintSwitch(choice);
                break;
            case Break:
                this.Line("break;");
                break;
            case Continue:
                this.Line("continue;");
                break;
            case Labeled labeled:
                this.PrintBlock(labeled.Body);
                this.Line($"{labeled.Label}:");
                break;
            case Leave leave:
                this.Line($"goto {leave.Label};");
                break;
            case Return result:
                this.Line(result.Value is null ? "return;" : $"return {Text(result.Value)};");
                break;
            case AtomicUpdate update:
                this.Line($"Atomic.{update.View.Atomic}(ref {update.View}[{Range(update.View, update.Index)}], {Text(update.Value)});");
                break;
            case SharedPhase phase:
                this.Line("Group.Barrier();");
                this.Line($"{phase.Array}[Group.IdxX] = 0;");
                this.PrintStatements(phase.Write);
                this.Line("Group.Barrier();");
                this.PrintStatements(phase.Read);
                break;
            case RefLocal alias:
                this.Line("{");
                ++this.depth;
                this.Line($"ref {alias.Alias.Type} {alias.Alias} = ref {Text(alias.Target)};");
                this.PrintStatements(alias.Body);
                --this.depth;
                this.Line("}");
                break;
            case GroupBarrier:
                this.Line("Group.Barrier();");
                break;
        }
    }

    private void PrintSwitch(Switch choice)
    {
        this.Line($"switch ({Text(choice.Value)})");
        this.Line("{");
        ++this.depth;

        for (int i = 0; i < choice.Bodies.Length; ++i)
        {
            this.Line(i < choice.Labels.Length
                ? string.Join(" ", choice.Labels[i].Select(value => $"case {value}:"))
                : "default:");
            this.PrintBlock(choice.Bodies[i]);
            this.Line("break;");
        }

        --this.depth;
        this.Line("}");
    }

    private static string Text(Expression expression)
    {
        return expression switch
        {
            Constant constant => Literal(constant.Type, constant.Bits),
            VariableReference reference => reference.Variable.Name,
            IndexValue { Kind: IndexKind.Global } => "gid",
            IndexValue index => Name(index.Kind),
            FieldAccess field => $"{Text(field.Target)}.{field.Target.Type.Fields[field.Field].Name}",
            ArrayElement element => $"{element.Array}[{Text(element.Index)} & {element.Array.Type.Length - 1}]",
            ViewElement { Index: null } element => $"{element.View}[{(element.View.Role == ViewRole.Shared ? "Group.IdxX" : "gid")}]",
            ViewElement element => $"{element.View}[{Range(element.View, element.Index!)}]",
            ReferenceChoice choice => $"({Text(choice.Condition)} ? ref {Text(choice.First)} : ref {Text(choice.Second)})",
            Unary unary => $"{(unary.Op == UnaryOp.Negate ? "-" : unary.Op == UnaryOp.Not ? "!" : "~")}{Text(unary.Operand)}",
            Binary binary => $"({Text(binary.Left)} {Symbol(binary.Op)} {Right(binary)})",
            Comparison comparison => $"({Text(comparison.Left)} {Symbol(comparison.Op)} {Text(comparison.Right)})",
            ShortCircuit logical => $"({Text(logical.Left)} {(logical.IsAnd ? "&&" : "||")} {Text(logical.Right)})",
            Conditional conditional
                => $"({Text(conditional.Condition)} ? {Text(conditional.First)} : {Text(conditional.Second)})",
            Conversion conversion => $"({conversion.Type}){Text(conversion.Operand)}",
            MathCall call => $"{Owner(call)}{call.Op}({List(call.Arguments)})",
            Call call => $"{call.Function.Name}({string.Join(", ", call.Arguments.Select((argument, i) => (call.NeedsAddress(i) ? "ref " : string.Empty) + Text(argument)))})",
            StructLiteral literal => $"new {literal.Type}({List(literal.Values)})",
            Increment { IsPrefix: true } increment => $"++{increment.Variable}",
            Increment increment => $"{increment.Variable}++",
            Collective collective => $"{collective.Op}({Text(collective.Operand)}, {collective.Argument})",
            _ => expression.ToString(),
        };
    }

    private static string Right(Binary binary)
    {
        bool limited = binary.Op is BinaryOp.Divide or BinaryOp.Remainder
            && binary.Type.IsInteger
            && binary.Right is not Constant { Bits: not (0 or -1) };
        string text = Text(binary.Right);

        return !limited ? text : binary.Type.IsUnsigned ? $"({text} | 1)" : $"(({text} & ~2) | 1)";
    }

    private static string Range(ViewVariable view, Expression index)
    {
        return (view.Length & (view.Length - 1)) == 0
            ? $"{Text(index)} & {view.Length - 1}"
            : $"(uint){Text(index)} % {view.Length}";
    }

    private static string List(IEnumerable<Expression> expressions)
    {
        return string.Join(", ", expressions.Select(Text));
    }

    private static string Owner(MathCall call)
    {
        return call.Op switch
        {
            MathOp.PopCount or MathOp.LeadingZeroCount or MathOp.TrailingZeroCount or MathOp.RotateLeft => "BitOperations.",
            MathOp.IsNaN or MathOp.IsInfinity => $"{call.Arguments[0].Type}.",
            MathOp.Bits or MathOp.FromBits => "BitConverter.",
            _ => call.Arguments[0].Type == FuzzType.F32 ? "MathF." : "Math.",
        };
    }

    private static string Name(IndexKind kind)
    {
        return kind switch
        {
            IndexKind.Group => "Group.IdxX",
            IndexKind.GroupSize => "Group.DimX",
            IndexKind.Grid => "Grid.IdxX",
            IndexKind.GridSize => "Grid.DimX",
            _ => "Warp.LaneIdx",
        };
    }

    private static string Symbol(BinaryOp op)
    {
        return op switch
        {
            BinaryOp.Add => "+",
            BinaryOp.Subtract => "-",
            BinaryOp.Multiply => "*",
            BinaryOp.Divide => "/",
            BinaryOp.Remainder => "%",
            BinaryOp.And => "&",
            BinaryOp.Or => "|",
            BinaryOp.Xor => "^",
            BinaryOp.ShiftLeft => "<<",
            BinaryOp.ShiftRight => ">>",
            _ => ">>>",
        };
    }

    private static string Symbol(CompareOp op)
    {
        return op switch
        {
            CompareOp.Equal => "==",
            CompareOp.NotEqual => "!=",
            CompareOp.Less => "<",
            CompareOp.LessOrEqual => "<=",
            CompareOp.Greater => ">",
            _ => ">=",
        };
    }

    public static string Literal(FuzzType type, long bits)
    {
        return type.ScalarKind switch
        {
            null => "default",
            Scalar.Bool => bits != 0 ? "true" : "false",
            Scalar.F32 => BitConverter.Int32BitsToSingle((int)bits).ToString("R", CultureInfo.InvariantCulture) + "f",
            Scalar.F64 => BitConverter.Int64BitsToDouble(bits).ToString("R", CultureInfo.InvariantCulture) + "d",
            Scalar.U32 => ((uint)bits).ToString(CultureInfo.InvariantCulture) + "u",
            Scalar.U64 => ((ulong)bits).ToString(CultureInfo.InvariantCulture) + "ul",
            Scalar.I64 => bits.ToString(CultureInfo.InvariantCulture) + "L",
            _ => bits.ToString(CultureInfo.InvariantCulture),
        };
    }

    private void Line(string line)
    {
        this.text.Append(' ', 4 * this.depth).Append(line).Append('\n');
    }
}
