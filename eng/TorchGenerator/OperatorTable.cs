using System.Text.RegularExpressions;

namespace IlgpuOptim.TorchGenerator;

/// <summary>One line of operators.txt: a method and the operator that it calls.</summary>
/// <param name="Name">The method's name in C#.</param>
/// <param name="Result">Its result's type.</param>
/// <param name="Parameters">Its parameters without the tensor itself, as C# writes them.</param>
/// <param name="Operator">The operator, with its overload after a point.</param>
/// <param name="InPlaceOperator">The operator that works in place.</param>
/// <param name="Arguments">The operator's arguments.</param>
/// <param name="Summary">The documentation.</param>
/// <param name="IsMethod">Whether Tensor gets it.</param>
/// <param name="StaticNames">
/// What torch's static method calls its parameters: the tensor, then the first of the others; null if there is none.
/// </param>
/// <param name="IsPlain">Whether there is a form that leaves the tensor alone.</param>
/// <param name="IsInPlace">Whether there is a form that changes it.</param>
public sealed record OperatorLine(
    string Name,
    string Result,
    IReadOnlyList<string> Parameters,
    string Operator,
    string InPlaceOperator,
    IReadOnlyList<string> Arguments,
    string Summary,
    bool IsMethod,
    string[]? StaticNames,
    bool IsPlain,
    bool IsInPlace);

/// <summary>operators.txt.</summary>
/// <param name="Lines">The methods.</param>
/// <param name="Operators">The operators that are called from anywhere.</param>
public sealed partial record OperatorTable(IReadOnlyList<OperatorLine> Lines, IReadOnlyCollection<string> Operators)
{
    /// <summary>Reads the table; its first lines tell the syntax.</summary>
    /// <exception cref="FormatException">A line is not understood.</exception>
    public static OperatorTable Parse(string text)
    {
        List<OperatorLine> lines = [];
        SortedSet<string> operators = new(StringComparer.Ordinal);
        string section = "";
        int number = 0;
        foreach (string raw in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            string line = raw.Trim();
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                section = line[3..];
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                try
                {
                    lines.AddRange(ParseLine(line, section, operators));
                }
                catch (FormatException exception)
                {
                    throw new FormatException($"operators.txt({number}): {exception.Message}: {line}");
                }
            }
        }

        foreach (OperatorLine line in lines)
        {
            if (line.IsPlain)
            {
                operators.Add(line.Operator);
            }

            if (line.IsInPlace)
            {
                operators.Add(line.InPlaceOperator);
            }
        }

        return new OperatorTable(lines, operators);
    }

    private static IEnumerable<OperatorLine> ParseLine(string line, string section, SortedSet<string> operators)
    {
        if (line.StartsWith("op ", StringComparison.Ordinal))
        {
            operators.UnionWith(line[3..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
            yield break;
        }

        Match each = Each().Match(line);
        if (each.Success)
        {
            foreach (string item in each.Groups["names"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                string[] parts = item.Split('=');
                yield return Make(each.Groups["flags"].Value, "Tensor", parts[0], each.Groups["parameters"].Value, parts[^1], "", "", section);
            }

            yield break;
        }

        Match one = One().Match(line);
        if (!one.Success)
        {
            throw new FormatException("not understood");
        }

        string result = one.Groups["result"].Value;
        string op = one.Groups["op"].Value;
        string summary = one.Groups["summary"].Value;
        yield return Make(
            one.Groups["flags"].Value,
            result.Length == 0 ? "Tensor" : result,
            one.Groups["name"].Value,
            one.Groups["parameters"].Value,
            op.Length == 0 ? one.Groups["name"].Value : op,
            one.Groups["inplace"].Value,
            one.Groups["arguments"].Value,
            summary.Length == 0 ? section : summary);
    }

    private static OperatorLine Make(
        string flags, string result, string name, string parameters, string op, string inPlaceOperator, string arguments, string summary)
    {
        string[] split = Split(parameters);
        string[] given = Split(arguments);
        bool onlyInPlace = flags.Contains('I');
        string[] form = flags.Replace("I", "").Trim().Split(':');
        string[]? names = form[0].Contains('s') ? form.Length > 1 ? form[1].Split(',') : ["input"] : null;
        if (inPlaceOperator.Length == 0)
        {
            int point = op.IndexOf('.');
            inPlaceOperator = onlyInPlace ? op : point < 0 ? op + "_" : op.Insert(point, "_");
        }

        return new OperatorLine(
            onlyInPlace ? name.TrimEnd('_') : name,
            result,
            split,
            op,
            inPlaceOperator,
            given.Length > 0 ? given : ["self", .. split.Select(NameOf)],
            summary,
            form[0].Contains('m'),
            names,
            !onlyInPlace,
            onlyInPlace || form[0].Contains('i'));
    }

    /// <summary>The same line with the names that the static method's parameters have.</summary>
    public static OperatorLine Static(OperatorLine line)
    {
        string[] old = [.. line.Parameters.Take(line.StaticNames!.Length - 1).Select(NameOf)];
        string Rename(string text)
        {
            for (int i = 0; i < old.Length; i++)
            {
                text = Regex.Replace(text, $@"\b{old[i]}\b(?!\.)", line.StaticNames[i + 1]);
            }

            return text;
        }

        return line with { Parameters = [.. line.Parameters.Select(Rename)], Arguments = [.. line.Arguments.Select(Rename)] };
    }

    /// <summary>The name in a parameter such as "long dim = 0".</summary>
    public static string NameOf(string parameter) => parameter.Split('=')[0].Trim().Split(' ')[^1];

    // At the commas that are outside brackets.
    private static string[] Split(string list)
    {
        List<string> parts = [];
        int depth = 0, start = 0;
        for (int i = 0; i < list.Length; i++)
        {
            depth += list[i] is '(' or '<' or '[' ? 1 : list[i] is ')' or '>' or ']' ? -1 : 0;
            // "x < 0" is no bracket.
            if (list[i] == '<' && i + 1 < list.Length && list[i + 1] == ' ')
            {
                depth--;
            }

            if (list[i] == ',' && depth == 0)
            {
                parts.Add(list[start..i].Trim());
                start = i + 1;
            }
        }

        if (list.Trim().Length > 0)
        {
            parts.Add(list[start..].Trim());
        }

        return [.. parts];
    }

    [GeneratedRegex(@"^each (?<flags>[mis]+(:[\w,]+)?) \((?<parameters>.*?)\) : (?<names>.+)$")]
    private static partial Regex Each();

    [GeneratedRegex(
        @"^(?<flags>(I )?[mis]+(:[\w,]+)?) ((?<result>Tensor\[\]|Tensor|bool|\([^)]*\)) )?(?<name>\w+)\((?<parameters>([^()]|\([^()]*\))*)\)" +
        @"( = (?<op>[\w.]+)(\((?<arguments>([^()]|\([^()]*\))*)\))?( / (?<inplace>[\w.]+))?)?( -- (?<summary>.*))?$")]
    private static partial Regex One();
}
