using System.CommandLine;
using System.Globalization;

using IlgpuOptim.Cli.Train;
using IlgpuOptim.Cli.Train.Finetune;
using IlgpuOptim.Interop.Torch.Lora;

namespace IlgpuOptim.Cli.Commands.Train;

/// <summary>The options of <c>train --finetune</c>.</summary>
internal sealed class FinetuneOptions
{
    /// <summary>Rates are tuned with these seeds, which are not those of the comparison.</summary>
    private static readonly ulong[] TuneSeeds = [1001, 1002];

    private readonly Option<string?> _methods = new("--finetune")
    {
        Description = "Fine-tune a trained model instead: lora, deep-lora, or lora,deep-lora to compare",
        HelpName = "methods",
    };

    private readonly Option<string?> _from = new("--from")
    {
        Description = "With --finetune: checkpoint of train to begin from (default: a model is trained first)",
        HelpName = "file",
    };

    private readonly Option<string> _tasks = new("--task")
    {
        Description = "With --finetune: " + string.Join(", ", FinetuneTask.All.Select(static task => task.Name)) + ", or some: what the text is changed into",
        DefaultValueFactory = static _ => FinetuneTask.All[0].Name,
        HelpName = "names",
    };

    private readonly Option<string> _examples = new("--examples")
    {
        Description = "With --finetune: pieces of text to learn from, such as 16,64,256",
        DefaultValueFactory = static _ => "64",
        HelpName = "numbers",
    };

    private readonly Option<int> _depth = new("--depth")
    {
        Description = "With --finetune: inner factors of deep LoRA",
        DefaultValueFactory = static _ => 3,
        HelpName = "number",
    };

    private readonly Option<double> _outerRate = new("--outer-rate")
    {
        Description = "With --finetune: rate of deep LoRA's outer factors, as a part of --lr",
        DefaultValueFactory = static _ => 1e-2,
        HelpName = "number",
    };

    private readonly Option<string> _adapt = new("--adapt")
    {
        Description = "With --finetune: names of the layers to adapt, with * for any text",
        DefaultValueFactory = static _ => "block*",
        HelpName = "pattern",
    };

    private readonly Option<bool> _tune = new("--tune")
    {
        Description = "With --finetune: choose each method's rate among six, on other seeds and other text than the test's",
    };

    private Option[] All => [this._methods, this._from, this._tasks, this._examples, this._depth, this._outerRate, this._adapt, this._tune];

    public void AddTo(Command command)
    {
        foreach (Option option in this.All)
        {
            command.Add(option);
        }
    }

    /// <summary>Whether fine-tuning is what is wanted.</summary>
    /// <exception cref="CliException">It is not, but an option of it was given.</exception>
    public bool IsAsked(ParseResult parsed)
    {
        if (parsed.GetValue(this._methods) is not null)
        {
            return true;
        }

        return this.All.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } given
            ? throw CliException.BadUsage($"{given.Name} needs --finetune", "as in train --finetune deep-lora")
            : false;
    }

    public string? From(ParseResult parsed) => parsed.GetValue(this._from);

    /// <summary>What is to be compared.</summary>
    public FinetuneGrid Grid(ParseResult parsed, FinetuneShared shared)
    {
        string[] methods = Split(this._methods.Name, parsed.GetValue(this._methods)!);
        bool tune = parsed.GetValue(this._tune);

        foreach (string method in methods.Where(static method => !FinetuneMethods.All.Contains(method)))
        {
            throw CliException.BadUsage(
                $"--finetune: there is no method '{method}'", Suggestions.Hint(method, FinetuneMethods.All) ?? string.Join(" or ", FinetuneMethods.All));
        }

        if (tune && shared.Rates is not null)
        {
            throw CliException.BadUsage("--tune and --lr exclude each other", "--tune chooses the rates itself");
        }

        string[] tasks = Split(this._tasks.Name, parsed.GetValue(this._tasks)!);

        foreach (string task in tasks)
        {
            _ = FinetuneTask.Find(task);
        }

        int[] examples = [.. Split(this._examples.Name, parsed.GetValue(this._examples)!).Select(text => Whole(this._examples.Name, text, 1))];
        ulong[] seeds = shared.Seeds is null
            ? [shared.Seed]
            : [.. Split("--seeds", shared.Seeds).Select(static text => (ulong)Whole("--seeds", text, 0))];

        if (tune && seeds.Intersect(TuneSeeds).Any())
        {
            throw CliException.BadUsage($"--seeds: {string.Join(" and ", TuneSeeds)} are the seeds that --tune chooses rates with", "take others");
        }

        return new FinetuneGrid(methods, tasks, examples, [shared.Rank ?? 8], seeds, Rates(methods, shared.Rates, tune), TuneSeeds);
    }

    /// <summary>The plan, for a model and a text.</summary>
    public FinetunePlan Plan(ParseResult parsed, FinetuneShared shared, string model, string text)
    {
        FinetunePlan plan = new()
        {
            Model = model,
            Text = text,
            Layers = parsed.GetValue(this._adapt)!,
            Depth = parsed.GetValue(this._depth),
            OuterRate = parsed.GetValue(this._outerRate),
            Steps = shared.Steps ?? FinetuneMethods.TunedSteps,
            Batch = shared.Batch ?? FinetuneMethods.TunedBatch,
        };

        try
        {
            new LoraOptions { Rank = shared.Rank ?? 8, Depth = plan.Depth, OuterRate = plan.OuterRate }.Check();
            _ = new NamePattern(plan.Layers);
        }
        catch (ArgumentException exception)
        {
            throw CliException.BadUsage(exception.Message);
        }

        return plan;
    }

    private static Dictionary<string, IReadOnlyList<double>> Rates(string[] methods, string? given, bool tune)
    {
        Dictionary<string, IReadOnlyList<double>> rates = methods.Distinct().ToDictionary(
            static method => method, method => tune ? FinetuneMethods.Grid(method) : [FinetuneMethods.TunedRate(method)]);

        foreach (string item in given is null ? [] : Split("--lr", given))
        {
            string[] parts = item.Split('=', 2);

            if (!double.TryParse(parts[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out double rate) || !(rate > 0 && double.IsFinite(rate)))
            {
                throw CliException.BadUsage($"--lr: '{parts[^1]}' is not a positive number");
            }

            if (parts.Length == 2 && !rates.ContainsKey(parts[0]))
            {
                throw CliException.BadUsage($"--lr: '{parts[0]}' is none of the methods", Suggestions.Hint(parts[0], methods));
            }

            foreach (string method in parts.Length == 2 ? [parts[0]] : methods)
            {
                rates[method] = [rate];
            }
        }

        return rates;
    }

    private static string[] Split(string option, string text)
    {
        string[] items = text.Split(',', StringSplitOptions.TrimEntries);

        return items.Contains("") ? throw CliException.BadUsage($"{option}: '{text}' has an empty item", "separate items by single commas")
            : items.Distinct().Count() < items.Length ? throw CliException.BadUsage($"{option}: '{text}' names something twice")
            : items;
    }

    private static int Whole(string option, string text, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least
            ? number
            : throw CliException.BadUsage($"{option}: '{text}' is not a number from {least} on");
}
