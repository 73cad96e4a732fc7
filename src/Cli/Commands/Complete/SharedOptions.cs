using System.CommandLine;
using System.Globalization;

namespace IlgpuOptim.Cli.Commands.Complete;

/// <summary>Options that several verbs have, under the same names and with the same meaning.</summary>
internal static class SharedOptions
{
    public static Argument<string> File(string name, string description) => new(name) { Description = description };

    public static Option<string?> Out(string description) => new("--out", "-o") { Description = description, HelpName = "path" };

    public static Option<ulong> Seed() => new("--seed")
    {
        Description = "Seed of all that is random",
        DefaultValueFactory = _ => 1,
        HelpName = "number",
    };

    public static Option<double> Share(string name, string description, double value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
        HelpName = "share",
    };

    public static Option<string> Precision() => new("--precision")
    {
        Description = "float32 or float64",
        DefaultValueFactory = _ => "float32",
        HelpName = "type",
    };

    public static bool IsDouble(string precision) => InputOptions.Choose("--precision", precision, ["float32", "float64"]) == 1;

    /// <summary>A path that must be given.</summary>
    public static string Require(string? path, string option) =>
        path ?? throw CliException.BadUsage($"{option} is missing", $"say where to write to, as in {option} FILE");

    /// <summary>A number with up to four digits behind the point, or with an exponent where these would tell nothing.</summary>
    public static string Number(double value) =>
        value.ToString(Math.Abs(value) is > 0 and < 0.001 ? "0.###e+0" : "0.####", CultureInfo.InvariantCulture);

    /// <summary>A count in groups of three digits.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
