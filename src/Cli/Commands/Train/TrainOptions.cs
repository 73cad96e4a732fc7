using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

using IlgpuOptim.Cli.Commands.Schedules;
using IlgpuOptim.Cli.Train;
using IlgpuOptim.Optimizers.Schedules;

namespace IlgpuOptim.Cli.Commands.Train;

/// <summary>The options of <c>train</c>, and how they become a plan.</summary>
internal sealed partial class TrainOptions
{
    private readonly Argument<string?> _text = new("text")
    {
        Description = "Text file in UTF-8 (default: Tiny Shakespeare)",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _optimizer = new("--optimizer")
    {
        Description = "adamw, sgd, ldadam, sirf-shampoo, rf-rmsprop, rf-adamw, torch-adamw or torch-sgd; ldadam:32 has rank 32 (default: ldadam)",
        HelpName = "name",
    };

    private readonly Option<string?> _compare = new("--compare")
    {
        Description = "Train with each of these, from the same start on the same data",
        HelpName = "names",
    };

    private readonly Option<string?> _rate = new("--lr")
    {
        Description = "Base learning rate, or one for each: adamw=2e-3,ldadam=4e-3 (default: tuned)",
        HelpName = "rate",
    };

    private readonly Option<string?> _grid = new("--lr-grid")
    {
        Description = "Train with each of these base learning rates: 1e-3,2e-3,4e-3",
        HelpName = "rates",
    };

    private readonly Option<int> _rank = Number("--rank", "Rank of low-rank optimizers", 16);
    private readonly Option<double> _decay = new("--weight-decay")
    {
        Description = "Weight decay of weight matrices",
        DefaultValueFactory = _ => 0.01,
        HelpName = "number",
    };

    private readonly Option<double> _clip = new("--clip")
    {
        Description = "Greatest norm of all gradients together; 0: as it is",
        DefaultValueFactory = _ => 1,
        HelpName = "norm",
    };

    private readonly Option<string> _schedule = new("--schedule")
    {
        Description = "Learning-rate schedule, as 'schedule show' takes it",
        DefaultValueFactory = _ => "wsd",
        HelpName = "text",
    };

    private readonly Option<int> _steps = Number("--steps", "Training steps", OptimizerCatalog.TunedSteps);
    private readonly Option<int> _batch = Number("--batch", "Pieces of text per step", 12);
    private readonly Option<int> _context = Number("--context", "Characters per piece: how far the model looks back", 64);
    private readonly Option<int> _layers = Number("--layers", "Transformer blocks", 4);
    private readonly Option<int> _width = Number("--width", "Numbers per character inside the model", 128);
    private readonly Option<int> _heads = Number("--heads", "Attention heads; they divide the width", 4);

    private readonly Option<double> _dropout = new("--dropout")
    {
        Description = "Share of activations set to zero while training",
        DefaultValueFactory = _ => 0,
        HelpName = "share",
    };

    private readonly Option<ulong> _seed = new("--seed")
    {
        Description = "Seed of start, data order and dropout",
        DefaultValueFactory = _ => 1,
        HelpName = "number",
    };

    private readonly Option<string?> _seeds = new("--seeds") { Description = "Train with each of these seeds: 1,2,3", HelpName = "numbers" };
    private readonly Option<int?> _evaluate = new("--eval-every") { Description = "Steps between validations (default: a tenth of all)", HelpName = "steps" };
    private readonly Option<string?> _save = new("--save") { Description = "Folder for checkpoints", HelpName = "folder" };
    private readonly Option<int?> _checkpoint = new("--checkpoint-every") { Description = "Steps between checkpoints (default: 100)", HelpName = "steps" };
    private readonly Option<string?> _resume = new("--resume") { Description = "Go on with the training of a folder, bit for bit", HelpName = "folder" };
    private readonly Option<int> _sample = Number("--sample", "Characters that the model writes in the end", 0);

    private readonly Option<double> _temperature = new("--temperature")
    {
        Description = "Of the sample: below 1, likely characters become likelier",
        DefaultValueFactory = _ => 0.8,
        HelpName = "number",
    };

    private readonly Option<string> _device = new("--device")
    {
        Description = "auto, cpu or cuda:N",
        DefaultValueFactory = _ => "auto",
        HelpName = "device",
    };

    private readonly Option<int?> _threads = new("--threads") { Description = "Threads on the CPU (default: one per core)", HelpName = "number" };
    private readonly Option<string?> _libTorch = new("--libtorch") { Description = "Folder of the libtorch to use", HelpName = "path" };
    private readonly Option<string?> _report = ScheduleArguments.CreateReport();
    private readonly Option<bool> _json = JsonOutput.CreateOption();

    public void AddTo(Command command)
    {
        command.Add(this._text);

        Option[] all =
        [
            this._optimizer, this._compare, this._rate, this._grid, this._rank, this._decay, this._clip, this._schedule,
            this._steps, this._batch, this._context, this._layers, this._width, this._heads, this._dropout, this._seed, this._seeds,
            this._evaluate, this._save, this._checkpoint, this._resume, this._sample, this._temperature, this._device, this._threads,
            this._libTorch, this._report, this._json,
        ];

        foreach (Option option in all)
        {
            command.Add(option);
        }
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(this._json);

    public string? Report(ParseResult parsed) => parsed.GetValue(this._report);

    public string Device(ParseResult parsed) => parsed.GetValue(this._device)!;

    public string? LibTorch(ParseResult parsed) => parsed.GetValue(this._libTorch);

    public int? Threads(ParseResult parsed) => AtLeast(this._threads, parsed.GetValue(this._threads), 1);

    public double Temperature(ParseResult parsed) => Positive(this._temperature.Name, parsed.GetValue(this._temperature));

    public int SampleLength(ParseResult parsed) => AtLeast(this._sample, parsed.GetValue(this._sample), 0)!.Value;

    /// <summary>Where checkpoints go, or null.</summary>
    public string? Folder(ParseResult parsed) => parsed.GetValue(this._resume) ?? parsed.GetValue(this._save);

    public int CheckpointEvery(ParseResult parsed, TrainPlan plan) =>
        AtLeast(this._checkpoint, parsed.GetValue(this._checkpoint), 1) ?? Math.Min(100, plan.Steps);

    /// <summary>The plan, new or that of the folder to go on with, and its text.</summary>
    /// <exception cref="CliException">Something is not as it has to be.</exception>
    public (TrainPlan Plan, CharacterText Text) Read(ParseResult parsed)
    {
        // All that can be wrong is found before anything is written.
        _ = this.Threads(parsed);
        _ = this.Temperature(parsed);
        _ = this.SampleLength(parsed);
        _ = AtLeast(this._checkpoint, parsed.GetValue(this._checkpoint), 1);

        return parsed.GetValue(this._resume) is { } folder ? this.Resume(parsed, folder) : this.Create(parsed);
    }

    private (TrainPlan Plan, CharacterText Text) Resume(ParseResult parsed, string folder)
    {
        Option[] fixedOptions =
        [
            this._optimizer, this._compare, this._rate, this._grid, this._rank, this._decay, this._clip, this._schedule, this._steps,
            this._batch, this._context, this._layers, this._width, this._heads, this._dropout, this._seed, this._seeds, this._evaluate, this._save,
        ];

        if (fixedOptions.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } given)
        {
            throw CliException.BadUsage(
                $"--resume goes on with the training as it was planned: {given.Name} cannot be changed",
                given == this._save ? "checkpoints go to the folder of --resume" : "leave it out, or start anew with --save");
        }

        TrainPlan plan = TrainSession.ReadPlan(folder);
        string path = parsed.GetValue(this._text) ?? plan.Text;
        CharacterText text = CharacterText.Read(path, plan.Shape.Context);

        return text.Hash == plan.TextHash
            ? (plan, text)
            : throw CliException.BadUsage($"{path} is not the text of the training in '{folder}': it has changed", "name the same text, as in train TEXT --resume FOLDER");
    }

    private (TrainPlan Plan, CharacterText Text) Create(ParseResult parsed)
    {
        if (parsed.GetValue(this._save) is { } folder && TrainSession.HasPlan(folder))
        {
            throw CliException.BadUsage($"--save: there is a training in '{folder}' already", $"go on with it by --resume {folder}, or name another folder");
        }

        int heads = AtLeast(this._heads, parsed.GetValue(this._heads), 1)!.Value;
        int width = AtLeast(this._width, parsed.GetValue(this._width), 1)!.Value;
        int context = AtLeast(this._context, parsed.GetValue(this._context), 1)!.Value;
        int steps = AtLeast(this._steps, parsed.GetValue(this._steps), 1)!.Value;
        double dropout = parsed.GetValue(this._dropout);

        if (width % heads != 0)
        {
            throw CliException.BadUsage(
                $"--heads: {heads} heads cannot share a width of {width} evenly",
                $"take --width {Math.Max(1, width / heads) * heads}, or --heads {Enumerable.Range(1, Math.Min(heads, width)).Last(number => width % number == 0)}");
        }

        if (dropout is not (>= 0 and < 1))
        {
            throw CliException.BadUsage(Invariant($"--dropout: {dropout} is not a share from 0 to below 1"));
        }

        int layers = AtLeast(this._layers, parsed.GetValue(this._layers), 1)!.Value;
        int batch = AtLeast(this._batch, parsed.GetValue(this._batch), 1)!.Value;
        double decay = NotNegative(this._decay.Name, parsed.GetValue(this._decay));
        double clip = NotNegative(this._clip.Name, parsed.GetValue(this._clip));
        int every = AtLeast(this._evaluate, parsed.GetValue(this._evaluate), 1) ?? Math.Max(1, steps / 10);
        ShapedSchedule schedule = ScheduleArguments.ReadSchedule(parsed.GetValue(this._schedule)!, steps);
        RunList runs = new(
            parsed.GetValue(this._optimizer),
            parsed.GetValue(this._compare),
            AtLeast(this._rank, parsed.GetValue(this._rank), 1)!.Value,
            parsed.GetValue(this._rate),
            parsed.GetValue(this._grid),
            parsed.GetValue(this._seeds),
            parsed.GetValue(this._seed));
        IReadOnlyList<TrainRun> list = runs.Create(schedule, width);
        string path = parsed.GetValue(this._text) ?? DefaultText();
        CharacterText text = CharacterText.Read(path, context);

        return (
            new TrainPlan
            {
                Command = ScheduleArguments.CommandLineOf(parsed),
                Text = Path.GetFullPath(path),
                TextHash = text.Hash,
                Shape = new ModelShape(text.Vocabulary.Count, layers, width, heads, context, dropout),
                Batch = batch,
                Steps = steps,
                Schedule = schedule.Text,
                WeightDecay = decay,
                Clip = clip,
                EvaluateEvery = every,
                Runs = list,
            },
            text);
    }

    /// <summary>Tiny Shakespeare, in the checkout that the tool was built in.</summary>
    private static string DefaultText()
    {
        string relative = Path.Combine("samples", "data", "tinyshakespeare", "input.txt");

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, relative);

            if (File.Exists(path))
            {
                return path;
            }
        }

        throw CliException.BadUsage($"{relative} is not there", "name a text file: ilgpu-optim train TEXT");
    }

    private static Option<int> Number(string name, string description, int value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
        HelpName = "number",
    };

    private static int? AtLeast(Option option, int? value, int least) => value is { } number && number < least
        ? throw CliException.BadUsage($"{option.Name}: {number} is less than {least}")
        : value;

    private static double NotNegative(string name, double value) => value >= 0 && double.IsFinite(value)
        ? value
        : throw CliException.BadUsage(Invariant($"{name}: {value} is not a number from 0 on"));

    private static double Positive(string name, double value) => value > 0 && double.IsFinite(value)
        ? value
        : throw CliException.BadUsage(Invariant($"{name}: {value} is not a positive number"));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
