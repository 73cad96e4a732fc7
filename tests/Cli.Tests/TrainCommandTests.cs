using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

using IlgpuOptim.Testing;

using Xunit;

namespace IlgpuOptim.Cli.Tests;

/// <summary><c>train</c>, with models of two layers x 16 on a text of 3,000 characters.</summary>
public sealed partial class TrainCommandTests : IDisposable
{
    private const char Escape = '\u001b';

    private readonly string _folder = Directory.CreateTempSubdirectory("train").FullName;

    public TrainCommandTests() => File.WriteAllText(
        this.PathOf("text.txt"), string.Concat(Enumerable.Range(0, 120).Select(i => $"{i} squared is {i * i}, half is {i / 2}.\n")));

    public void Dispose() => Directory.Delete(this._folder, recursive: true);

    [Fact]
    public void Json_FollowsTheSchema()
    {
        ToolResult result = this.Train("--steps 5 --rank 4 --seed 1 --json");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Empty(Unbuilt(result.Error));
        Assert.DoesNotContain(Escape, result.Output);

        using JsonDocument document = JsonDocument.Parse(result.Output);
        JsonElement run = document.RootElement;

        CheckRun(run, []);
        Assert.Equal(
            ["optimizer", "device", "steps", "parameters", "final_train_loss", "final_validation_loss", "optimizer_state_bytes", "adamw_state_bytes",
                "seconds_total", "seconds_optimizer", "tokens_per_second", "zero_copy", "skipped_steps"],
            run.EnumerateObject().Select(static property => property.Name));
        Assert.Equal("ldadam", run.GetProperty("optimizer").GetString());
        Assert.Equal(5, run.GetProperty("steps").GetInt32());
        Assert.True(run.GetProperty("zero_copy").GetBoolean());
        Assert.Equal(0, run.GetProperty("skipped_steps").GetInt32());
        Assert.Equal(8 * run.GetProperty("parameters").GetInt64(), run.GetProperty("adamw_state_bytes").GetInt64());

        // So many characters in so much time; the optimizer's share is a part of it.
        double seconds = run.GetProperty("seconds_total").GetDouble();
        Assert.InRange(run.GetProperty("tokens_per_second").GetDouble() * seconds, 0.99 * 5 * 2 * 16, 1.01 * 5 * 2 * 16);
        Assert.InRange(run.GetProperty("seconds_optimizer").GetDouble(), 0, seconds);
    }

    /// <summary>The vocabulary, layers, norms and positions, counted by hand.</summary>
    [Fact]
    public void Json_CountsTheParameters()
    {
        long vocabulary = File.ReadAllText(this.PathOf("text.txt")).Distinct().Count();
        JsonElement run = this.Json("--steps 1 --optimizer torch-sgd");

        Assert.Equal(((vocabulary + 16) * 16) + (2 * ((12 * 16 * 16) + (4 * 16))) + (2 * 16), run.GetProperty("parameters").GetInt64());
        Assert.Equal(4 * run.GetProperty("parameters").GetInt64(), run.GetProperty("optimizer_state_bytes").GetInt64());
    }

    [Fact]
    public void Compare_StartsAllFromTheSameModelOnTheSameData()
    {
        string page = this.PathOf("page.html");
        JsonElement comparison = this.Json(
            $"--steps 4 --schedule linear --compare adamw,sgd,ldadam:4,sirf-shampoo,rf-rmsprop,rf-adamw,torch-adamw,torch-sgd --lr 1e-30,torch-sgd=0.5 --report {page}");
        JsonElement[] runs = [.. comparison.GetProperty("runs").EnumerateArray()];

        Assert.All(runs, static run => CheckRun(run, ["rank", "learning_rate", "seed"]));
        Assert.Equal(8, runs.Length);
        Assert.Equal(0.5, runs[7].GetProperty("learning_rate").GetDouble());
        Assert.Equal(4, runs[2].GetProperty("rank").GetInt32());

        // With a rate of nothing, all see the same losses of the same batches; with a real one, they fall.
        double[] losses = [.. runs.Select(static run => run.GetProperty("final_train_loss").GetDouble())];
        Assert.All(losses[..7], loss => Assert.Equal(losses[0], loss, 1e-6));
        Assert.True(losses[7] < losses[0] - 1e-3);

        // Every optimizer of the library works on torch's memory.
        Assert.All(runs, static run => Assert.True(run.GetProperty("zero_copy").GetBoolean()));

        XDocument html = XDocument.Parse(File.ReadAllText(page));
        string text = html.Root!.Value;
        Assert.All(runs, run => Assert.Contains(run.GetProperty("optimizer").GetString()!, text, StringComparison.Ordinal));
        Assert.Equal(4, html.Descendants().Count(static element => element.Name.LocalName == "svg"));
        Assert.DoesNotContain(html.Descendants().Attributes(), static attribute => attribute.Name.LocalName == "src");
        using JsonDocument data = JsonDocument.Parse(html.Descendants().Single(static element => element.Name.LocalName == "script").Value);
        Assert.Equal(8, data.RootElement.GetProperty("runs").GetArrayLength());
    }

    /// <summary>The base rate tuned with wsd becomes that of a schedule with another area under it.</summary>
    [Fact]
    public void Schedule_CarriesTheBaseRateOver()
    {
        double Rate(string schedule) => this.Json($"--steps 50 --eval-every 50 --optimizer adamw --seeds 1,2 --schedule {schedule}")
            .GetProperty("runs")[0].GetProperty("learning_rate").GetDouble();
        double expected = Json("schedule", "transfer", "wsd", "linear", "--steps", "50", "--json")
            .GetProperty("results").EnumerateArray().Single(static item => item.GetProperty("schedule").GetString() == "linear")
            .GetProperty("multiplier").GetDouble();

        Assert.Equal(expected, Rate("linear") / Rate("wsd"), 1e-3);
    }

    [Theory]
    [InlineData("ldadam:4")]
    [InlineData("torch-adamw")]
    public void Resume_AfterAKill_EndsOnTheSameBits(string optimizer)
    {
        string plan = $"--steps 150 --optimizer {optimizer} --dropout 0.1 --eval-every 50";
        JsonElement whole = this.Json(plan);

        using (RunningTool tool = this.Start($"{plan} --save {this.PathOf("run")} --checkpoint-every 1"))
        {
            tool.WaitFor(() => this.SavedStep() >= 5);
            tool.Kill();
        }

        Assert.InRange(this.SavedStep(), 5, 149);

        JsonElement resumed = Json("train", "--resume", this.PathOf("run"), "--json");

        Assert.Equal(150, resumed.GetProperty("steps").GetInt32());
        Assert.Equal(whole.GetProperty("final_train_loss").GetDouble(), resumed.GetProperty("final_train_loss").GetDouble());
        Assert.Equal(whole.GetProperty("final_validation_loss").GetDouble(), resumed.GetProperty("final_validation_loss").GetDouble());

        // Once more: nothing is left to do, and the result is the same.
        Assert.Equal(
            resumed.GetProperty("final_validation_loss").GetDouble(),
            Json("train", "--resume", this.PathOf("run"), "--json").GetProperty("final_validation_loss").GetDouble());
    }

    [Fact]
    public void Interrupt_LeavesACheckpointToGoOnFrom()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "needs signals");

        ToolResult result;

        using (RunningTool tool = this.Start($"--steps 20000 --optimizer adamw --save {this.PathOf("run")} --checkpoint-every 10 --json"))
        {
            tool.WaitFor(() => this.SavedStep() >= 1);
            tool.Interrupt();
            result = tool.End();
        }

        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("interrupted", result.Error, StringComparison.Ordinal);
        Assert.Contains("train --resume", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.InRange(this.SavedStep(), 1, 19_999);
        Assert.Empty(Directory.GetFiles(this.PathOf("run"), "*.tmp"));
    }

    [Fact]
    public void Grid_KeepsATableAndGoesOnWhereItWas()
    {
        string grid = this.PathOf("grid");
        JsonElement all = this.Json($"--steps 2 --compare adamw,torch-adamw --lr-grid 1e-3,2e-3 --seeds 1,2 --save {grid}");
        string table = File.ReadAllText(Path.Combine(grid, "results.md"));

        Assert.Equal(8, all.GetProperty("runs").GetArrayLength());
        Assert.Contains("8 of 8 runs", table, StringComparison.Ordinal);
        Assert.Contains(" ± ", table, StringComparison.Ordinal);

        // Without the last run, only that is trained again.
        File.Delete(Path.Combine(grid, "torch-adamw-lr0.002-seed2.safetensors"));
        ToolResult result = Tool.Run("train", "--resume", grid);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("[8/8] torch-adamw-lr0.002-seed2", result.Output, StringComparison.Ordinal);
        Assert.Equal(
            all.GetProperty("runs")[7].GetProperty("final_validation_loss").GetDouble(),
            Json("train", "--resume", grid, "--json").GetProperty("runs")[7].GetProperty("final_validation_loss").GetDouble());
    }

    [Fact]
    public void Sample_IsWrittenInTheCharactersOfTheText()
    {
        ToolResult first = this.Train("--steps 2 --optimizer adamw --sample 30");
        ToolResult second = this.Train("--steps 2 --optimizer adamw --sample 30");
        string sample = first.Output[(first.Output.IndexOf("Sample of adamw", StringComparison.Ordinal) + "Sample of adamw\n".Length)..^1];

        Assert.Equal(30, sample.Length);
        Assert.All(sample, static character => Assert.Contains(character, "0123456789 squaredishlf,.\n"));
        Assert.EndsWith("\n" + sample + "\n", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Escape, first.Output);
        Assert.Empty(Unbuilt(first.Error));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("1", false)]
    public void Pty_ShowsProgress_AndColourOnlyIfWanted(string noColor, bool coloured)
    {
        const string script = "/usr/bin/script";
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(script), "needs script(1) for a pseudo terminal");
        RequireTorch();

        ToolResult result = Tool.RunProcess(
            script,
            ["-qec", $"dotnet '{Tool.DllPath}' train {this.PathOf("text.txt")} --layers 2 --width 16 --heads 2 --context 16 --batch 2 --steps 300 --optimizer adamw", "/dev/null"],
            new Dictionary<string, string> { ["NO_COLOR"] = noColor, ["CI"] = "" });

        Assert.True(result.ExitCode == 0, result.Output);
        Assert.Contains("chars/s", result.Output, StringComparison.Ordinal);
        Assert.Equal(coloured, Colour().IsMatch(result.Output));
    }

    [Theory]
    [InlineData("{0}/none.txt", "none.txt: no such file", null)]
    [InlineData("{0}/empty.txt", "empty.txt is empty", "some thousand")]
    [InlineData("{0}/short.txt", "short.txt has 100 characters; a context of 64", "--context 49 or less")]
    [InlineData("{0}/latin.txt", "latin.txt:2: byte 0xe9 at offset 7 is not UTF-8", "iconv")]
    [InlineData("{0}/same.txt", "consists of one character only", null)]
    [InlineData("{0}", "is a folder", null)]
    [InlineData("{0}/text.txt --optimizer adamv", "there is no optimizer 'adamv'", "did you mean 'adamw'")]
    [InlineData("{0}/text.txt --compare adamw,ldadm", "there is no optimizer 'ldadm'", "did you mean 'ldadam'")]
    [InlineData("{0}/text.txt --compare adamw,adamw", "'adamw' stands there twice", null)]
    [InlineData("{0}/text.txt --compare adamw,,sgd", "has an empty item", null)]
    [InlineData("{0}/text.txt --optimizer adamw --compare sgd", "exclude each other", null)]
    [InlineData("{0}/text.txt --optimizer adamw:3", "adamw has no rank", null)]
    [InlineData("{0}/text.txt --optimizer ldadam:x", "'x' is not a rank", null)]
    [InlineData("{0}/text.txt --rank 129", "rank 129 is more than the width", null)]
    [InlineData("{0}/text.txt --width 130", "4 heads cannot share a width of 130 evenly", "--width 128, or --heads 2")]
    [InlineData("{0}/text.txt --heads 0", "--heads: 0 is less than 1", null)]
    [InlineData("{0}/text.txt --steps 0", "--steps: 0 is less than 1", null)]
    [InlineData("{0}/text.txt --lr -1", "--lr: '-1' is not a positive number", null)]
    [InlineData("{0}/text.txt --lr sgd=1", "--lr: 'sgd' is none of the optimizers", null)]
    [InlineData("{0}/text.txt --lr-grid 1e-3,x", "--lr-grid: 'x'", null)]
    [InlineData("{0}/text.txt --dropout 1", "--dropout: 1", null)]
    [InlineData("{0}/text.txt --schedule cosin", "'cosin'", "did you mean 'cosine'")]
    [InlineData("{0}/text.txt --save {0}/run", "there is a training in", "--resume")]
    [InlineData("--resume {0}", "there is no training in", "--save")]
    [InlineData("--resume {0}/run --steps 7", "--steps cannot be changed", null)]
    [InlineData("--resume {0}/run", "has version 99", null)]
    [InlineData("{0}/text.txt --stesp 7", "unknown option '--stesp'", "did you mean '--steps'")]
    public void BadInput_ExitsWith2AndWritesNothing(string commandLine, string error, string? hint)
    {
        File.WriteAllText(this.PathOf("empty.txt"), "");
        File.WriteAllText(this.PathOf("short.txt"), string.Concat(Enumerable.Range(0, 100).Select(static i => i % 10)));
        File.WriteAllBytes(this.PathOf("latin.txt"), [.. "hello\nh"u8, 0xe9, .. "llo\n"u8]);
        File.WriteAllText(this.PathOf("same.txt"), new string('x', 1000));
        Directory.CreateDirectory(this.PathOf("run"));
        File.WriteAllText(
            this.PathOf("run/train.json"),
            """{"version":99,"command":"c","text":"t","text_hash":"","shape":{"vocabulary":2,"layers":1,"width":1,"heads":1,"context":1,"dropout":0},"batch":1,"steps":1,"schedule":"wsd","weight_decay":0,"clip":0,"evaluate_every":1,"runs":[]}""");

        int files = Directory.EnumerateFileSystemEntries(this._folder, "*", SearchOption.AllDirectories).Count();
        ToolResult result = Tool.Run(["train", .. commandLine.Replace("{0}", this._folder, StringComparison.Ordinal).Split(' ')]);

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains(error, result.Error, StringComparison.Ordinal);
        Assert.Contains(hint ?? "", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal(files, Directory.EnumerateFileSystemEntries(this._folder, "*", SearchOption.AllDirectories).Count());
    }

    [Fact]
    public void Device_ThatIsNotThere_ExitsWith2AndSaysWhatThereIs()
    {
        ToolResult result = this.Train("--device cuda:99");

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("--device cuda:99", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void OutOfMemory_ExitsWith1AndSaysWhatNeedsLess()
    {
        ToolResult result = this.Train("--width 4194304 --heads 1 --optimizer torch-sgd");

        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("out of memory", result.Error, StringComparison.Ordinal);
        Assert.Contains("--width", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Divergence_ExitsWith1AndSaysWhatMayHelp()
    {
        ToolResult result = this.Train("--steps 50 --optimizer torch-sgd --lr 1e38 --clip 0 --json");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("is not finite", result.Error, StringComparison.Ordinal);
        Assert.Contains("a lower base rate", result.Error, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(result.Output);
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("final_validation_loss").ValueKind);
    }

    [Fact]
    public void DamagedCheckpoint_ExitsWith2()
    {
        this.Json($"--steps 1 --optimizer adamw --save {this.PathOf("run")}");

        string path = this.PathOf("run/adamw.safetensors");
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);

        ToolResult result = Tool.Run("train", "--resume", this.PathOf("run"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("adamw.safetensors", result.Error, StringComparison.Ordinal);
        Assert.Contains("checksum", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void LibTorch_ThatIsNotThere_ExitsWith1AndSaysWhatToInstall()
    {
        ToolResult result = Tool.Run(
            new Dictionary<string, string> { ["ILGPUOPTIM_LIBTORCH"] = this.PathOf("nowhere") }, "train", this.PathOf("text.txt"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("nowhere", result.Error, StringComparison.Ordinal);
        Assert.Contains("libtorch-dev", result.Error, StringComparison.Ordinal);
    }

    /// <summary>The keys and types of a run, as docs/train.schema.json has them.</summary>
    private static void CheckRun(JsonElement run, string[] more)
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("docs", "train.schema.json")));
        JsonElement definition = schema.RootElement.GetProperty("$defs").GetProperty("run");
        JsonElement properties = definition.GetProperty("properties");

        Assert.Equal(
            definition.GetProperty("required").EnumerateArray().Select(static name => name.GetString()!).Concat(more).Order(),
            run.EnumerateObject().Select(static property => property.Name).Order());

        foreach (JsonProperty property in properties.EnumerateObject())
        {
            JsonElement type = property.Value.GetProperty("type");
            string[] allowed = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(static item => item.GetString()!)] : [type.GetString()!];
            JsonElement value = run.GetProperty(property.Name);
            string found = value.ValueKind switch
            {
                JsonValueKind.Number when value.TryGetInt64(out _) && allowed.Contains("integer") => "integer",
                JsonValueKind.Number => "number",
                JsonValueKind.String => "string",
                JsonValueKind.Null => "null",
                _ => "boolean",
            };

            Assert.True(allowed.Contains(found), $"{property.Name} is {found}");
        }
    }

    /// <summary>The first use of libtorch builds a binding, and says so.</summary>
    private static string Unbuilt(string error) =>
        string.Concat(error.Split('\n').Where(static line => !line.StartsWith("Building the binding", StringComparison.Ordinal)));

    private static void RequireTorch() =>
        Assert.SkipUnless(TorchSharp.Native.LibTorch.IsAvailable(out string? problem), problem ?? "no libtorch");

    private static JsonElement Json(params string[] arguments)
    {
        RequireTorch();

        ToolResult result = Tool.Run(arguments);

        Assert.True(result.ExitCode == 0, result.Error);

        return JsonDocument.Parse(result.Output).RootElement;
    }

    private JsonElement Json(string options) => Json([.. this.Arguments(options), "--json"]);

    private ToolResult Train(string options)
    {
        RequireTorch();

        return Tool.Run(this.Arguments(options));
    }

    private RunningTool Start(string options)
    {
        RequireTorch();

        return RunningTool.Start(this.Arguments(options));
    }

    private string[] Arguments(string options)
    {
        string[] given = options.Split(' ');
        string[] tiny = ["--layers", "2", "--width", "16", "--heads", "2", "--context", "16", "--batch", "2"];

        return ["train", this.PathOf("text.txt"), .. tiny.Chunk(2).Where(pair => !given.Contains(pair[0])).SelectMany(static pair => pair), .. given];
    }

    /// <summary>Steps done by the one checkpoint of the folder "run"; -1 if there is none.</summary>
    private int SavedStep()
    {
        string folder = this.PathOf("run");
        string? path = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.safetensors").SingleOrDefault() : null;

        return path is not null && SavedStepText().Match(File.ReadAllText(path)) is { Success: true } match
            ? int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)
            : -1;
    }

    private string PathOf(string name) => Path.Combine(this._folder, name);

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colour();

    /// <summary>In the JSON inside the JSON of the header.</summary>
    [GeneratedRegex("""\\"step\\": (\d+),\\n  \\"losses""")]
    private static partial Regex SavedStepText();
}
