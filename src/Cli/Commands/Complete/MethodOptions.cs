using System.CommandLine;
using System.Globalization;

using IlgpuOptim.MatrixCompletion.Methods;

namespace IlgpuOptim.Cli.Commands.Complete;

/// <summary>The options that say which method completes a matrix, and how.</summary>
internal sealed class MethodOptions
{
    private readonly Option<string> _method = new("--method")
    {
        Description = "Method: " + string.Join(", ", CompletionMethods.All.Select(method => method.Name)),
        DefaultValueFactory = _ => CompletionMethods.All[0].Name,
        HelpName = "name",
    };

    private readonly Option<int?> _rank = Number<int?>("--rank", "Rank, or the highest one allowed");
    private readonly Option<double?> _lambda = Number<double?>("--lambda", "Weight of the squared factors");

    private readonly Option<string?> _scaling = new("--lambda-scaling")
    {
        Description = "counts (once per entry) or plain (once per row)",
        HelpName = "name",
    };

    private readonly Option<string?> _biases = YesNo("--biases", "Learn biases of rows and columns: yes, no");
    private readonly Option<int?> _depth = Number<int?>("--depth", "Factors of a deep method, 2 to 5");
    private readonly Option<string?> _start = new("--start") { Description = "Start of a deep method: gradient, spectral", HelpName = "name" };
    private readonly Option<double?> _epsilon = Number<double?>("--eps", "Scale of the first factors of a deep method");
    private readonly Option<double?> _gamma = Number<double?>("--gamma", "Rate of the outer factors, gradient start");
    private readonly Option<double?> _alpha = Number<double?>("--alpha", "Rate of the outer factors, spectral start");
    private readonly Option<string?> _fastForward = YesNo("--fast-forward", "Skip the plateau at the start: yes, no");
    private readonly Option<double?> _rate = Number<double?>("--rate", "Step size of gradient methods");
    private readonly Option<int?> _epochs = Number<int?>("--epochs", "Sweeps, epochs or steps at most");
    private readonly Option<int?> _patience = Number<int?>("--patience", "Epochs without a better validation error; 0: all");
    private readonly Option<double?> _timeLimit = Number<double?>("--time-limit", "Seconds of computing at most");

    private readonly Option<string> _clip = new("--clip")
    {
        Description = "Limit predictions: auto (ratings: to the values seen), none, min,max",
        DefaultValueFactory = _ => "auto",
        HelpName = "range",
    };

    private readonly Option<string?> _checkpoint = new("--checkpoint")
    {
        Description = "File for the state, taken up again if it is there",
        HelpName = "path",
    };

    private readonly Option<string> _device = new("--device")
    {
        Description = "Device to run on, as 'devices' lists it, or auto",
        DefaultValueFactory = _ => "auto",
        HelpName = "id",
    };

    private readonly Option<string> _precision = SharedOptions.Precision();
    private readonly Option<ulong> _seed = SharedOptions.Seed();

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])
            [
                this._method, this._rank, this._lambda, this._scaling, this._biases, this._depth, this._start, this._epsilon,
                this._gamma, this._alpha, this._fastForward, this._rate, this._epochs, this._patience, this._timeLimit, this._clip,
                this._checkpoint, this._device, this._precision, this._seed,
            ])
        {
            command.Add(option);
        }
    }

    public ICompletionMethod Method(ParseResult parsed)
    {
        string name = parsed.GetValue(this._method)!;

        return CompletionMethods.Find(name) ?? throw CliException.BadUsage(
            $"--method: there is no method '{name}'",
            Suggestions.Hint(name, CompletionMethods.All.Select(method => method.Name))
                ?? "methods: " + string.Join("; ", CompletionMethods.All.Select(method => $"{method.Name} ({method.Description})")));
    }

    public bool IsDouble(ParseResult parsed) => SharedOptions.IsDouble(parsed.GetValue(this._precision)!);

    public ulong Seed(ParseResult parsed) => parsed.GetValue(this._seed);

    /// <summary>The options; a range of "auto" is left to the method.</summary>
    public FitOptions Read(ParseResult parsed)
    {
        FitOptions options = new()
        {
            Rank = AtLeast("--rank", parsed.GetValue(this._rank), 1),
            Lambda = NotNegative("--lambda", parsed.GetValue(this._lambda)),
            LambdaByCount = parsed.GetValue(this._scaling) is { } scaling
                ? InputOptions.Choose("--lambda-scaling", scaling, ["plain", "counts"]) == 1
                : null,
            Biases = ReadYesNo("--biases", parsed.GetValue(this._biases)),
            Depth = AtLeast("--depth", parsed.GetValue(this._depth), 2),
            Start = parsed.GetValue(this._start) is { } start
                ? ((string[])["gradient", "spectral"])[InputOptions.Choose("--start", start, ["gradient", "spectral"])]
                : null,
            Epsilon = NotNegative("--eps", parsed.GetValue(this._epsilon)),
            Gamma = NotNegative("--gamma", parsed.GetValue(this._gamma)),
            Alpha = NotNegative("--alpha", parsed.GetValue(this._alpha)),
            FastForward = ReadYesNo("--fast-forward", parsed.GetValue(this._fastForward)),
            Rate = NotNegative("--rate", parsed.GetValue(this._rate)),
            Epochs = AtLeast("--epochs", parsed.GetValue(this._epochs), 1),
            Patience = AtLeast("--patience", parsed.GetValue(this._patience), 0),
            TimeLimit = NotNegative("--time-limit", parsed.GetValue(this._timeLimit)) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Range = ReadRange(parsed.GetValue(this._clip)!),
            Checkpoint = parsed.GetValue(this._checkpoint),
            Device = parsed.GetValue(this._device)!,
            Seed = parsed.GetValue(this._seed),
        };

        return options.Depth > 5 ? throw CliException.BadUsage($"--depth: {options.Depth} is more than 5") : options;
    }

    private static (double Minimum, double Maximum)? ReadRange(string text)
    {
        if (text is "auto" or "none")
        {
            // What "auto" means depends on the method: ratings have a range, measured matrices have not.
            return text == "auto" ? null : (double.NegativeInfinity, double.PositiveInfinity);
        }

        string[] parts = text.Split(',');

        return parts.Length == 2
            && double.TryParse(parts[0], CultureInfo.InvariantCulture, out double minimum)
            && double.TryParse(parts[1], CultureInfo.InvariantCulture, out double maximum)
            && minimum < maximum
                ? (minimum, maximum)
                : throw CliException.BadUsage($"--clip: '{text}' is no range", "for example --clip 0.5,5");
    }

    private static Option<T> Number<T>(string name, string description) => new(name) { Description = description, HelpName = "number" };

    private static Option<string?> YesNo(string name, string description) => new(name) { Description = description, HelpName = "answer" };

    private static bool? ReadYesNo(string option, string? answer) =>
        answer is null ? null : InputOptions.Choose(option, answer, ["no", "yes"]) == 1;

    private static int? AtLeast(string option, int? value, int least) => value < least
        ? throw CliException.BadUsage($"{option}: {value} is less than {least}")
        : value;

    private static double? NotNegative(string option, double? value) => value is { } number && !(number >= 0 && double.IsFinite(number))
        ? throw CliException.BadUsage($"{option}: {number.ToString(CultureInfo.InvariantCulture)} is not a number from 0 on")
        : value;
}
