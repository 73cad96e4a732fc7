using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

using Xunit;

namespace IlgpuOptim.Cli.Tests;

/// <summary><c>schedule</c>: numbers of the specification, refusals, JSON and reports.</summary>
public sealed class ScheduleCommandTests
{
    /// <summary>Section 4 of the specification, c = 0.2, T1 = 4000, as printed there.</summary>
    [Theory]
    [InlineData("6000 1.5 0.63674 0.625 0.63521 0.495 0.4375", "0.02849 0.02674 0.02645 0.02584")]
    [InlineData("8000 2 0.53299 0.525 0.53155 0.480 0.6344", "0.02563 0.02309 0.02252 0.02237")]
    [InlineData("10000 2.5 0.47272 0.475 0.47139 0.455 0.7750", "0.02391 0.02073 0.02004 0.02001")]
    [InlineData("12000 3 0.43119 0.425 0.42995 0.435 0.8875", "0.02277 0.01902 0.01827 0.01826")]
    [InlineData("16000 4 0.37539 0.375 0.37428 0.400 1.0000", "0.02134 0.01664 0.01582 0.01582")]
    public void Extend_ReproducesTheTable(string choices, string bounds)
    {
        string[] expected = Words(choices);
        ToolResult result = Tool.Run(["schedule", "extend", "--from", "4000", "--to", expected[0]]);

        Assert.Equal(0, result.ExitCode);

        // The column before the last expected one is the solved cooldown, which the specification does not print.
        List<string[]> rows = [.. result.Output.Split('\n').Select(Words).Where(words => words.Length > 1 && words[0] == expected[0])];
        Assert.Equal(2, rows.Count);
        Assert.Equal(expected, rows[0].Take(6).Append(rows[0][7]));

        // The tool prints a digit more; it rounds to the digits of the specification.
        string[] printed = rows[1][2..];

        Assert.Equal(4, printed.Length);
        Assert.All(Words(bounds), (cell, j) => Assert.InRange(Math.Abs(decimal.Parse(cell, CultureInfo.InvariantCulture)
            - decimal.Parse(printed[j], CultureInfo.InvariantCulture)), 0, 0.000005m));
    }

    [Theory]
    [InlineData("schedule bound wsd --steps 100 --at 101", "η_101 is zero", "--at 100")]
    [InlineData("schedule bound --values 1,0.5,0", "infinite", "one value less")]
    [InlineData("schedule bound --values 1,x", "entry 2 is 'x'", null)]
    [InlineData("schedule bound --values 1,-1", "η_2", null)]
    [InlineData("schedule bound wsd --values 1,1", "exclude each other", null)]
    [InlineData("schedule bound", "which schedule?", "wsd")]
    [InlineData("schedule bound wsd --at 0", "--at: 0", null)]
    [InlineData("schedule bound wsd --lr -1", "--lr: -1", null)]
    [InlineData("schedule bound wsd --distance 0", "--distance: 0", null)]
    [InlineData("schedule bound wsd --gradient tall", "gradient norms are", null)]
    [InlineData("schedule bound wsd --gradient 0", "--gradient", null)]
    [InlineData("schedule show cosin", "'cosin'", "did you mean 'cosine'?")]
    [InlineData("schedule show wsd:cooldwn=0.1", "'cooldwn'", "did you mean 'cooldown'")]
    [InlineData("schedule show wsd --steps 0", "--steps: 0", null)]
    [InlineData("schedule show wsd --steps 2000000000", "--steps: 2000000000", null)]
    [InlineData("schedule show cosine:final_lr=1e-5", "depends on the base rate", "--lr")]
    [InlineData("schedule extend --from 4000", "--to", null)]
    [InlineData("schedule extend --from 4000 --to 4000", "extended to more", null)]
    [InlineData("schedule extend --from 4000 --to 8k", "'8k'", null)]
    [InlineData("schedule extend --from 4000 --to 8000 --cooldown 1", "stable phase", null)]
    [InlineData("schedule transfer wsd", "where to", "--to-steps")]
    [InlineData("schedule transfer wsd linear --sweep 1=2,2=3", "at least three", null)]
    [InlineData("schedule transfer wsd linear --sweep 1=2,2=3,x", "'x'", null)]
    [InlineData("schedule transfer wsd cosine:final_lr=1e-5", "absolute", "final=")]
    [InlineData("schedule show wsd --report /dev/null/page.html", "cannot be written", null)]
    public void BadInput_ExitsWith2AndSaysWhy(string commandLine, string message, string? hint)
    {
        ToolResult result = Tool.Run(Words(commandLine));

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Contains(hint ?? "", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_ListsEveryStep()
    {
        using JsonDocument document = Json("schedule show linear --steps 4 --lr 0.5 --all");
        JsonElement schedule = document.RootElement.GetProperty("schedules")[0];

        Assert.Equal(
            [0.5, 0.375, 0.25, 0.125, 0],
            schedule.GetProperty("values").EnumerateArray().Select(value => value.GetProperty("learning_rate").GetDouble()));
        Assert.Equal(2.5, schedule.GetProperty("sum").GetDouble());
        Assert.Equal(5, schedule.GetProperty("entries").GetInt32());
    }

    [Fact]
    public void Bound_HasTheReferenceValues()
    {
        using JsonDocument document = Json("schedule bound linear wsd --steps 400 --lr 0.03");
        JsonElement linear = document.RootElement.GetProperty("results")[0];
        JsonElement terms = linear.GetProperty("terms");

        Assert.Equal(0.0495631, linear.GetProperty("best_rate").GetDouble(), 5.001e-8);
        Assert.Equal(0.1006299, linear.GetProperty("best_bound").GetDouble(), 5.001e-8);
        Assert.Equal(
            linear.GetProperty("bound").GetDouble(),
            terms.EnumerateObject().Sum(term => term.Value.GetDouble()),
            1e-15);
        Assert.InRange(linear.GetProperty("ratio_to_least").GetDouble(), 1, 1.01);
        Assert.Equal(
            linear.GetProperty("bound").GetDouble(),
            linear.GetProperty("path").EnumerateArray().Last().GetProperty("bound").GetDouble());
    }

    [Fact]
    public void Bound_OfAbsoluteRates_SearchesTheBase()
    {
        using JsonDocument document = Json("schedule bound cosine:final_lr=1e-3 --steps 400");
        JsonElement result = document.RootElement.GetProperty("results")[0];

        // Between those of cosine to zero and to 10 %.
        Assert.InRange(result.GetProperty("best_rate").GetDouble(), 0.041, 0.0483);
        Assert.Equal(result.GetProperty("best_rate").GetDouble(), result.GetProperty("rate_of_shape").GetDouble());
    }

    [Fact]
    public void Transfer_MultipliesTheTunedRate()
    {
        using JsonDocument document = Json("schedule transfer wsd linear --steps 50000 --lr 1e-3");
        JsonElement linear = document.RootElement.GetProperty("results")[1];

        Assert.Equal(1.9438, linear.GetProperty("multiplier").GetDouble(), 5.001e-5);
        Assert.Equal(1e-3 * linear.GetProperty("multiplier").GetDouble(), linear.GetProperty("rate").GetDouble(), 1e-12);
    }

    [Fact]
    public void Transfer_FitsASweep()
    {
        using JsonDocument document = Json("schedule transfer wsd --to-steps 4000 --sweep 1e-4=3.0646,5e-4=2.9728,1e-3=2.966,2e-3=2.9742,3e-3=2.9941");

        Assert.Equal(8.6e-4, document.RootElement.GetProperty("sweep").GetProperty("best_rate").GetDouble(), 5e-6);
        Assert.Equal(0.5, document.RootElement.GetProperty("results")[1].GetProperty("multiplier").GetDouble(), 5e-3);
    }

    [Theory]
    [InlineData("schedule show wsd cosine --lr 1e-3")]
    [InlineData("schedule bound wsd cosine linear sqrt constant --steps 400")]
    [InlineData("schedule extend --from 400 --to 800,1600 --lr 1e-3 --ramp 20")]
    [InlineData("schedule extend --from 400 --to 800 --sqrt")]
    [InlineData("schedule transfer wsd linear --sweep 1e-4=3.0646,5e-4=2.9728,1e-3=2.966,2e-3=2.9742")]
    public void Report_IsXmlThatStandsAlone(string commandLine)
    {
        string folder = Directory.CreateTempSubdirectory("ilgpu-optim-").FullName;

        try
        {
            string path = Path.Combine(folder, "new", "<page> & more.html");
            ToolResult result = Tool.Run([.. Words(commandLine), "--json", "--report", path]);

            Assert.True(result.ExitCode == 0, result.Error);
            Assert.Empty(result.Error);

            string text = File.ReadAllText(path);
            XDocument page = XDocument.Parse(text.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
            XElement[] charts = [.. page.Descendants().Where(element => element.Name.LocalName == "svg")];

            Assert.NotEmpty(charts);
            Assert.All(charts, chart => Assert.Contains(chart.Elements(), element => element.Name.LocalName == "title" && element.Value.Length > 0));
            Assert.All(charts, chart => Assert.Contains(chart.Descendants(), element => element.Name.LocalName == "path"));
            Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
            Assert.DoesNotContain("http://", text.Replace("http://www.w3.org", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain("src=", text, StringComparison.Ordinal);

            // Every id once; and the numbers of the page are those of stdout.
            string[] ids = [.. page.Descendants().Attributes("id").Select(id => id.Value)];
            Assert.Equal(ids.Distinct(), ids);

            string embedded = page.Descendants().Single(element => (string?)element.Attribute("id") == "data").Value;
            using JsonDocument inside = JsonDocument.Parse(embedded);
            using JsonDocument outside = JsonDocument.Parse(result.Output);
            Assert.True(JsonElement.DeepEquals(outside.RootElement, inside.RootElement));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static JsonDocument Json(string commandLine)
    {
        ToolResult result = Tool.Run([.. Words(commandLine), "--json"]);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Empty(result.Error);

        return JsonDocument.Parse(result.Output);
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
