using System.CommandLine;
using System.Globalization;

using IlgpuOptim.MatrixCompletion.Data;

namespace IlgpuOptim.Cli.Commands.Complete;

/// <summary>The options that say how to read a file of entries.</summary>
internal sealed class InputOptions
{
    private static readonly string[] Policies = ["error", "last", "mean", "sum"];

    private readonly Option<string?> _delimiter = new("--delimiter")
    {
        Description = "What separates fields: , ; | tab :: or space (default: found out)",
        HelpName = "text",
    };

    private readonly Option<string> _header = new("--header")
    {
        Description = "Whether the first line names columns: auto, yes, no",
        DefaultValueFactory = _ => "auto",
        HelpName = "when",
    };

    private readonly Option<string?> _columns = new("--columns")
    {
        Description = "Columns of row, column, value[, time], by name or number",
        HelpName = "a,b,c",
    };

    private readonly Option<string> _duplicates = new("--dup")
    {
        Description = "Several values for one cell: error, last, mean, sum",
        DefaultValueFactory = _ => "error",
        HelpName = "policy",
    };

    private readonly Option<double?> _pattern = new("--pattern-value")
    {
        Description = "Value of the entries of a Matrix Market pattern",
        HelpName = "number",
    };

    public void AddTo(Command command)
    {
        command.Add(this._delimiter);
        command.Add(this._header);
        command.Add(this._columns);
        command.Add(this._duplicates);
        command.Add(this._pattern);
    }

    public ReadOptions Read(ParseResult parsed, bool withTimes = false)
    {
        string[]? columns = parsed.GetValue(this._columns)?.Split(',', StringSplitOptions.TrimEntries);

        if (columns is not (null or { Length: 3 or 4 }))
        {
            throw CliException.BadUsage(
                $"--columns: {columns!.Length.ToString(CultureInfo.InvariantCulture)} columns; needed are those of row, column and value, and perhaps time",
                "for example --columns user,item,rating");
        }

        return new ReadOptions
        {
            Delimiter = ReadDelimiter(parsed.GetValue(this._delimiter)),
            HasHeader = Choose("--header", parsed.GetValue(this._header)!, ["auto", "yes", "no"]) switch { 0 => null, 1 => true, _ => false },
            RowColumn = columns?[0],
            ColumnColumn = columns?[1],
            ValueColumn = columns?[2],
            TimeColumn = columns is { Length: 4 } ? columns[3] : null,
            WithTimes = withTimes,
            PatternValue = parsed.GetValue(this._pattern),
        };
    }

    public DuplicatePolicy Duplicates(ParseResult parsed) =>
        (DuplicatePolicy)Choose("--dup", parsed.GetValue(this._duplicates)!, Policies);

    /// <summary>The number of a name among those that an option knows.</summary>
    public static int Choose(string option, string name, IReadOnlyList<string> names)
    {
        int index = names.ToList().IndexOf(name);

        return index >= 0 ? index : throw CliException.BadUsage(
            $"{option}: '{name}' is not known", Suggestions.Hint(name, names) ?? "choose " + string.Join(", ", names));
    }

    private static string? ReadDelimiter(string? name) => name switch
    {
        null or "," or ";" or "|" or "::" or "\t" or " " => name,
        "tab" or "\\t" => "\t",
        "space" => " ",
        "comma" => ",",
        "semicolon" => ";",
        _ => throw CliException.BadUsage($"--delimiter: '{name}' is not known", "choose , ; | tab :: or space"),
    };
}
