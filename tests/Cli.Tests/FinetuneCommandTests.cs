using System.Text;
using System.Text.Json;

using IlgpuOptim.Cli.Train;
using IlgpuOptim.Cli.Train.Finetune;
using IlgpuOptim.Interop.Torch.Lora;

using TorchSharp;
using TorchSharp.Native;

using Xunit;

namespace IlgpuOptim.Cli.Tests;

/// <summary><c>train --finetune</c>: tasks, data, runs, and what goes wrong.</summary>
public sealed class FinetuneCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ilgpu-optim-");

    public void Dispose() => this._folder.Delete(recursive: true);

    [Theory]
    [InlineData("upper", "Ah, ne'er Again!\n", "AH, NE'ER AGAIN!\n")]
    [InlineData("vowels", "Ah, ne'er Again! You\n", "Eh, ni'ir Egeon! Yua\n")]
    [InlineData("reverse", "Ah, ne'er Again!\n", "hA, en're niagA!\n")]
    public void Tasks_ChangeTheText(string task, string text, string expected)
    {
        Rune[] vocabulary = [.. (text + expected).EnumerateRunes().Distinct().Order()];
        long[] tokens = [.. text.EnumerateRunes().Select(rune => (long)Array.IndexOf(vocabulary, rune))];

        Assert.Equal(expected, CharacterText.Decode(vocabulary, FinetuneTask.Find(task).Translate(tokens, vocabulary)));
    }

    [Fact]
    public void Task_ThatNeedsOtherCharacters_IsRefused() =>
        Assert.Contains("'A'", Assert.Throws<CliException>(() => FinetuneTask.Find("upper").Translate([0], [new Rune('a')])).Message, StringComparison.Ordinal);

    [Fact]
    public void Data_OfExamplesTuningAndTest_DoNotMeet()
    {
        Assert.SkipUnless(LibTorch.IsAvailable(out string? problem), problem ?? "");

        const int context = 7;

        // Every character of the held-back tenth is another one, so that it is its own place.
        string text = new string('a', 9000) + string.Concat(Enumerable.Range(0, 1000).Select(static i => new Rune(0x4e00 + i).ToString()));
        string path = this.File("text.txt", text);
        CharacterText characters = CharacterText.Read(path, context);
        using FinetuneData data = new(FinetuneTask.Find("reverse") with { Apply = static runes => runes }, characters, context, torch.CPU);

        HashSet<long> Seen(IEnumerable<(torch.Tensor Inputs, torch.Tensor Targets)> pieces) => [.. pieces.SelectMany(static piece => piece.Inputs.data<long>().ToArray())];

        HashSet<long> pool = Seen(data.Chosen(data.Choose(data.PoolSize, 1), 10)), tune = Seen(data.Tune(int.MaxValue, 10)), test = Seen(data.Test(10));

        Assert.Equal(142, data.PoolSize + data.TuneSize + data.TestSize);
        Assert.Equal((data.PoolSize * context, data.TuneSize * context, data.TestSize * context), (pool.Count, tune.Count, test.Count));
        Assert.Equal(pool.Count + tune.Count + test.Count, pool.Union(tune).Union(test).Count());
        Assert.DoesNotContain(0, pool.Union(tune).Union(test));

        // Examples are other ones for every seed, and never twice the same.
        Assert.Equal(20, data.Choose(20, 1).Distinct().Count());
        Assert.Equal(data.Choose(20, 1), data.Choose(20, 1));
        Assert.NotEqual(data.Choose(20, 1), data.Choose(20, 2));

        // Targets are what follows.
        (torch.Tensor inputs, torch.Tensor targets) = data.Batch(data.Choose(4, 3), 8, 3, 5);

        Assert.Equal(inputs.narrow(1, 1, context - 1).data<long>().ToArray(), targets.narrow(1, 0, context - 1).data<long>().ToArray());
        Assert.True(inputs.eq(data.Batch(data.Choose(4, 3), 8, 3, 5).Inputs).all().item<bool>());
    }

    [Fact]
    public void Spread_IsThatOfASample()
    {
        Assert.Equal(new Spread(2, 1), Spread.Of([1, 2, 3]));
        Assert.Equal(new Spread(5, 0), Spread.Of([5]));
    }

    [Fact]
    public void Finetune_ComparesMethods_AndGoesOnWhereItWas()
    {
        Assert.SkipUnless(LibTorch.IsAvailable(out string? problem), problem ?? "");
        Assert.SkipWhen(Tool.RepositoryRoot is null, "the checkout is not there");

        string text = this.File("text.txt", System.IO.File.ReadAllText(
            Path.Combine(Tool.RepositoryRoot!, "samples", "data", "tinyshakespeare", "input.txt"))[..40_000]);
        string trained = Path.Combine(this._folder.FullName, "trained");
        string[] small = ["--layers", "1", "--width", "16", "--heads", "2", "--context", "16", "--threads", "1"];
        ToolResult first = Tool.Run(["train", text, "--optimizer", "torch-adamw", "--steps", "60", "--save", trained, .. small]);

        Assert.True(first.ExitCode == 0, first.Error);

        string study = Path.Combine(this._folder.FullName, "study"), page = Path.Combine(this._folder.FullName, "page.html");
        string[] command =
        [
            "train", text, "--finetune", "lora,deep-lora", "--from", Path.Combine(trained, "torch-adamw.safetensors"), "--task", "vowels,reverse",
            "--examples", "4,8", "--seeds", "1,2", "--rank", "4", "--steps", "10", "--batch", "4", "--threads", "1", "--save", study, "--json",
        ];
        ToolResult result = Tool.Run([.. command, "--report", page]);

        Assert.True(result.ExitCode == 0, result.Error);

        using JsonDocument document = JsonDocument.Parse(result.Output);
        JsonElement[] cells = [.. document.RootElement.GetProperty("cells").EnumerateArray()];

        Assert.Equal(8, cells.Length);
        Assert.Equal(4, document.RootElement.GetProperty("pairs").GetArrayLength());

        foreach (JsonElement cell in cells)
        {
            double[] losses = [.. cell.GetProperty("runs").EnumerateArray().Select(static run => run.GetProperty("test_loss").GetDouble())];

            Assert.Equal(2, losses.Length);
            Assert.NotEqual(losses[0], losses[1]);
            Assert.Equal(losses.Average(), cell.GetProperty("test_loss").GetProperty("mean").GetDouble(), 1e-12);
            Assert.Equal(4, cell.GetProperty("runs")[0].GetProperty("layers").GetArrayLength());
        }

        Assert.Contains("learned rank", System.IO.File.ReadAllText(Path.Combine(study, "results.md")), StringComparison.Ordinal);
        Assert.Contains("<svg", System.IO.File.ReadAllText(page), StringComparison.Ordinal);

        // Nothing is computed twice: the times are those of the first run.
        Assert.Equal(result.Output, Tool.Run(command).Output);

        // The adapters alone, beside the results.
        string[] files = Directory.GetFiles(Path.Combine(study, "adapters"));

        Assert.Equal(16, files.Length);
        Assert.Contains("deep-lora-reverse-8-rank4-seed2.safetensors", files.Select(Path.GetFileName));

        ToolResult other = Tool.Run([.. command, "--depth", "2"]);

        Assert.Equal(2, other.ExitCode);
        Assert.Contains("is of another study", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Tuning_TakesTheBestRate()
    {
        Assert.SkipUnless(LibTorch.IsAvailable(out string? problem), problem ?? "");

        string path = this.File("text.txt", string.Concat(Enumerable.Range(0, 4000).Select(static i => "To be, or not to be: "[(i * 7) % 21])));
        CharacterText text = CharacterText.Read(path, 8);

        torch.manual_seed(1);
        torch.set_num_threads(1);

        using CharacterModel model = new(new ModelShape(text.Vocabulary.Count, 1, 16, 2, 8, 0));
        FinetunePlan plan = new() { Model = "", Text = "", Layers = "block*", Depth = 3, OuterRate = 0.01, Steps = 20, Batch = 4 };
        using FinetuneData data = new(FinetuneTask.Find("reverse"), text, 8, torch.CPU);
        FinetuneGrid grid = new(["lora"], ["reverse"], [4], [4], [1], new Dictionary<string, IReadOnlyList<double>> { ["lora"] = [1e-6, 1e-2, 1e-5] }, [7, 8]);
        byte[][] before = [.. model.parameters().Select(static parameter => parameter.bytes.ToArray())];
        FinetuneCell cell = Assert.Single(new FinetuneStudy(new Finetuner(model, plan), plan, null).Run(grid, _ => data, static (_, _, _) => { }, CancellationToken.None));

        Assert.Equal(1e-2, cell.Rate);
        Assert.Equal([1e-6, 1e-2, 1e-5], cell.Tuning.Select(static item => item.Rate));
        Assert.Equal(1e-2, cell.Results[0].Run.Rate);
        Assert.Equal(cell.Tuning.Min(static item => item.Loss), cell.Tuning[1].Loss);

        // The model is what it was.
        Assert.Equal(before, model.parameters().Select(static parameter => parameter.bytes.ToArray()));
        Assert.Empty(model.modules().OfType<LoraAdapter>());
    }

    [Theory]
    [InlineData("there is no method 'lroa'", "--finetune", "lroa")]
    [InlineData("there is no task 'uper'", "--finetune", "lora", "--task", "uper")]
    [InlineData("'0' is not a number from 1 on", "--finetune", "lora", "--examples", "0")]
    [InlineData("--schedule has no meaning with --finetune", "--finetune", "lora", "--schedule", "wsd")]
    [InlineData("--tune needs --finetune", "--tune")]
    [InlineData("--tune and --lr exclude each other", "--finetune", "lora", "--tune", "--lr", "1")]
    [InlineData("'deep-lora' is none of the methods", "--finetune", "lora", "--lr", "deep-lora=1")]
    [InlineData("that of the compressed form is even", "--finetune", "deep-lora", "--rank", "3")]
    [InlineData("names something twice", "--finetune", "lora,lora")]
    [InlineData("seeds that --tune chooses rates with", "--finetune", "lora", "--tune", "--seeds", "1001")]
    public void WrongOptions_AreNamed(string expected, params string[] options)
    {
        ToolResult result = Tool.Run(["train", this.File("text.txt", "a text"), .. options]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    private string File(string name, string text)
    {
        string path = Path.Combine(this._folder.FullName, name);

        System.IO.File.WriteAllText(path, text);

        return path;
    }
}
