using System.Text.Json;
using System.Xml.Linq;

using IlgpuOptim.Testing;

using Xunit;

namespace IlgpuOptim.Cli.Tests;

/// <summary><c>complete</c>, from files to files.</summary>
public sealed class CompleteCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("complete").FullName;

    public void Dispose() => Directory.Delete(this._folder, recursive: true);

    [Fact]
    public void Fit_PrintsTheErrorsAndWritesAModelThatOtherVerbsRead()
    {
        string ratings = Repository.PathOf("samples", "data", "ml-latest-small", "ratings.csv");
        string model = this.PathOf("model");
        JsonElement fit = Json("complete", "fit", ratings, "--method", "bias", "--seed", "1", "--out", model, "--json");

        Assert.Equal(
            ["rmse_train", "rmse_validation", "rmse_test", "mae_test", "rank", "depth", "method", "epochs", "seconds", "seconds_per_epoch", "gb_per_s", "device"],
            fit.EnumerateObject().Select(property => property.Name).Take(12));
        Assert.InRange(fit.GetProperty("rmse_test").GetDouble(), 0.80, 0.89);
        Assert.Equal(100_836, fit.GetProperty("entries_train").GetInt32()
            + fit.GetProperty("entries_validation").GetInt32() + fit.GetProperty("entries_test").GetInt32());

        // The test part of the same seed, by another verb: the same error.
        Json("complete", "split", ratings, "--seed", "1", "--out", this.PathOf("parts"), "--json");
        JsonElement eval = Json("complete", "eval", model, this.PathOf("parts/test.csv"), "--json");
        Assert.Equal(fit.GetProperty("rmse_test").GetDouble(), eval.GetProperty("rmse").GetDouble(), 1e-12);

        // And once more by way of a file of predictions.
        Json("complete", "predict", model, this.PathOf("parts/test.csv"), "--out", this.PathOf("p.csv"), "--json");
        JsonElement byFile = Json("complete", "eval", this.PathOf("p.csv"), this.PathOf("parts/test.csv"), "--json");
        Assert.Equal(eval.GetProperty("rmse").GetDouble(), byFile.GetProperty("rmse").GetDouble(), 1e-9);

        JsonElement lists = Json("complete", "topk", model, "--rows", "1", "17", "--top", "5", "--exclude", ratings, "--json");
        Assert.Equal(["1", "17"], lists.EnumerateArray().Select(list => list.GetProperty("row").GetString()));
        Assert.All(lists.EnumerateArray(), list => Assert.Equal(5, list.GetProperty("columns").GetArrayLength()));
        HashSet<string> seen = [.. File.ReadLines(ratings).Where(line => line.StartsWith("1,", StringComparison.Ordinal)).Select(line => line.Split(',')[1])];
        Assert.DoesNotContain(lists[0].GetProperty("columns").EnumerateArray(), item => seen.Contains(item.GetProperty("column").GetString()!));

        JsonElement ranking = Json("complete", "eval", model, this.PathOf("parts/test.csv"), "--top", "10", "--exclude", this.PathOf("parts/train.csv"), "--json")
            .GetProperty("ranking");
        Assert.InRange(ranking.GetProperty("ndcg").GetDouble(), 0.02, 0.5);
    }

    [Fact]
    public void CrossValidation_MeasuresEveryFold()
    {
        string file = this.Write("r.csv", string.Concat(Enumerable.Range(0, 400).Select(i => $"{i % 20},{i / 20},{(i * 7 % 10) + 1}\n")));
        JsonElement cv = Json("complete", "cv", file, "--method", "bias", "--folds", "4", "--json");
        double[] errors = [.. cv.GetProperty("folds").EnumerateArray().Select(fold => fold.GetProperty("rmse_test").GetDouble())];

        Assert.Equal(4, errors.Length);
        Assert.Equal(errors.Average(), cv.GetProperty("rmse_mean").GetDouble(), 1e-12);
    }

    [Fact]
    public void Synth_InfoAndConvertAgree()
    {
        Json("complete", "synth", "lowrank", "--rows", "30", "--columns", "20", "--rank", "2", "--observed", "0.5", "--out", this.PathOf("x.mtx.gz"), "--truth", this.PathOf("truth"), "--json");
        Assert.Equal(0, Tool.Run("complete", "convert", this.PathOf("x.mtx.gz"), "--out", this.PathOf("x.csv")).ExitCode);

        JsonElement market = Json("complete", "info", this.PathOf("x.mtx.gz"), "--json");
        JsonElement text = Json("complete", "info", this.PathOf("x.csv"), "--json");

        Assert.Equal(300, market.GetProperty("entries").GetInt32());

        foreach (string key in (string[])["rows", "columns", "entries", "minimum", "maximum", "mean", "standard_deviation"])
        {
            Assert.Equal(market.GetProperty(key).GetDouble(), text.GetProperty(key).GetDouble(), 1e-12);
        }

        Assert.True(File.Exists(this.PathOf("truth/U.npy")));
    }

    [Fact]
    public void Inpaint_FillsHolesAndKeepsWhatIsKnown()
    {
        // A sum of a row and a column part: just what biases can find.
        string picture = this.Write("x.pgm", "P2\n40 40\n255\n" + string.Join(' ', Enumerable.Range(0, 1600).Select(i => (i % 40 * 3) + (i / 40 * 2))));
        JsonElement filled = Json("complete", "inpaint", picture, "--method", "bias", "--missing", "0.4", "--out", this.PathOf("y.png"), "--damaged", this.PathOf("h.png"), "--json");

        Assert.Equal(640, filled.GetProperty("missing_pixels").GetInt32());
        Assert.True(filled.GetProperty("psnr_db").GetDouble() > filled.GetProperty("psnr_db_damaged").GetDouble() + 10);
        Assert.True(File.Exists(this.PathOf("h.png")));
    }

    [Fact]
    public void Reports_AreXmlThatStandsAlone()
    {
        string ratings = this.Write("r.csv", string.Concat(Enumerable.Range(0, 400).Select(i => $"{i % 20},{i / 20},{(i * 7 % 10) + 1}\n")));
        JsonElement fit = Json("complete", "fit", ratings, "--method", "als", "--rank", "2", "--json", "--report", this.PathOf("new/fit.html"));
        XDocument page = this.Page("new/fit.html", fit);

        Assert.Equal(
            ["Convergence", "Singular values", "Residuals"],
            page.Descendants().Where(element => element.Name.LocalName == "h2").Select(element => element.Value));
        Assert.Equal(3, page.Descendants().Count(element => element.Name.LocalName == "svg"));

        Json("complete", "synth", "picture", "--rows", "40", "--columns", "48", "--out", this.PathOf("x.png"), "--json");
        JsonElement filled = Json(
            "complete", "inpaint", this.PathOf("x.png"), "--method", "als", "--rank", "3", "--missing", "0.6",
            "--out", this.PathOf("y.png"), "--json", "--report", this.PathOf("picture.html"));
        string[] pictures = [.. this.Page("picture.html", filled).Descendants().Attributes("src").Select(source => source.Value)];

        // Before, after, neighbours, truth: the second one is the file that was written.
        const string Prefix = "data:image/png;base64,";
        Assert.Equal(4, pictures.Length);
        Assert.All(pictures, picture => Assert.StartsWith(Prefix, picture, StringComparison.Ordinal));
        Assert.Equal(File.ReadAllBytes(this.PathOf("y.png")), Convert.FromBase64String(pictures[1][Prefix.Length..]));
    }

    /// <summary>A page that parses, needs nothing from elsewhere and holds the numbers of stdout.</summary>
    private XDocument Page(string file, JsonElement numbers)
    {
        string text = File.ReadAllText(this.PathOf(file));
        XDocument page = XDocument.Parse(text.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
        using JsonDocument inside = JsonDocument.Parse(page.Descendants().Single(element => (string?)element.Attribute("id") == "data").Value);

        Assert.True(JsonElement.DeepEquals(numbers, inside.RootElement));
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        Assert.DoesNotContain("http", text.Replace("http://www.w3.org", "", StringComparison.Ordinal), StringComparison.Ordinal);

        return page;
    }

    [Theory]
    [InlineData("complete info {0}/none.csv", "none.csv: no such file", null)]
    [InlineData("complete info {0}/bad.csv", "bad.csv:2: 2 fields, but the first line has 3", null)]
    [InlineData("complete info {0}/dup.csv", "dup.csv:3: duplicate entry", "--dup last")]
    [InlineData("complete info {0}/dup.csv --dup lst", "--dup: 'lst' is not known", "did you mean 'last'")]
    [InlineData("complete fit {0}/dup.csv --dup mean --method bais", "--method: there is no method 'bais'", "did you mean 'bias'")]
    [InlineData("complete fit {0}/dup.csv --dup mean --rank 0", "--rank: 0 is less than 1", null)]
    [InlineData("complete fit {0}/dup.csv --dup mean --lambda -1", "--lambda: -1", null)]
    [InlineData("complete fit {0}/dup.csv --dup mean --test 0.95 --validation 0.1", "leave nothing to learn from", null)]
    [InlineData("complete split {0}/dup.csv --by time --out {0}/p", "no column of times", "--columns")]
    [InlineData("complete split {0}/bad.csv", "--out is missing", null)]
    [InlineData("complete predict {0} {0}/bad.csv --out {0}/p.csv", "this is no model", null)]
    [InlineData("complete inpaint {0}/bad.csv --missing 0.5 --out {0}/p.png", "no picture that can be read", null)]
    [InlineData("complete synth lowrnk --out {0}/x.mtx", "kind: 'lowrnk' is not known", "did you mean 'lowrank'")]
    [InlineData("complete synt", "unknown command 'synt'", "did you mean 'synth'")]
    public void BadInput_ExitsWith2AndWritesNothing(string commandLine, string error, string? hint)
    {
        this.Write("bad.csv", "1,2,3\n1,2\n");
        this.Write("dup.csv", "1,2,3\n1,3,4\n1,2,5\n");
        ToolResult result = Tool.Run(commandLine.Replace("{0}", this._folder, StringComparison.Ordinal).Split(' '));

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains(error, result.Error, StringComparison.Ordinal);
        Assert.Contains(hint ?? "", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, Directory.EnumerateFileSystemEntries(this._folder).Count());
    }

    private static JsonElement Json(params string[] arguments)
    {
        ToolResult result = Tool.Run(arguments);

        Assert.True(result.ExitCode == 0, result.Error);

        return JsonDocument.Parse(result.Output).RootElement;
    }

    private string PathOf(string name) => Path.Combine(this._folder, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(this.PathOf(name), text);

        return this.PathOf(name);
    }
}
