using System.CommandLine;
using System.Globalization;

using IlgpuOptim.Cli.Reports;
using IlgpuOptim.MatrixCompletion.Data.Images;
using IlgpuOptim.MatrixCompletion.Data.Model;
using IlgpuOptim.MatrixCompletion.Methods;
using IlgpuOptim.MatrixCompletion.Solvers;

namespace IlgpuOptim.Cli.Commands.Complete;

/// <summary>Pages about a fit: how it converged, what its factors are like, how large its errors are; and of an inpainted picture.</summary>
internal static class CompletionReport
{
    private const int Bins = 40;

    /// <summary>Numbers of a model above which its singular values are not computed for the page.</summary>
    private const long MaxFactorNumbers = 1 << 26;

    public static Option<string?> CreateOption() => new("--report")
    {
        Description = "Write a page with plots and tables that stands alone",
        HelpName = "file.html",
    };

    public static string CommandLineOf(ParseResult parsed) =>
        $"{CommandLine.ToolName} {string.Join(' ', parsed.Tokens.Select(token => token.Value))}";

    public static HtmlReport OfFit(CompletionOutcome outcome, string file, string commandLine)
    {
        FitResult result = outcome.Result;
        HtmlReport page = new($"Completion of {Path.GetFileName(Path.TrimEndingDirectorySeparator(file))}", commandLine);

        page.Paragraph(Invariant(
            $"Method {outcome.Method}, rank {result.Model.Rank}, {result.Epochs} epochs in {SharedOptions.Number(result.Seconds)} s on {result.Device}."));
        page.Table(new ReportTable("part", "entries", "RMSE", "MAE")
            .Add("training", SharedOptions.Count(outcome.Train), Number(outcome.RmseTrain), "")
            .Add("validation", SharedOptions.Count(outcome.Validation), Number(outcome.RmseValidation), "")
            .Add("test", SharedOptions.Count(outcome.Test?.Count ?? 0), Number(outcome.Test?.Rmse), Number(outcome.Test?.Mae)));
        Convergence(page, [(null, result)]);
        SingularValues(page, result);
        Residuals(page, outcome.Residuals, outcome.Test is not null ? "test" : outcome.Validation > 0 ? "validation" : "training");

        return page;
    }

    /// <summary>The page of a picture: before and after, and what the mean of neighbours makes of it.</summary>
    /// <param name="pictures">Captions and pictures in the order of the page.</param>
    /// <param name="table">Qualities.</param>
    /// <param name="results">The fits of the channels.</param>
    /// <param name="commandLine">What made the page.</param>
    public static HtmlReport OfPicture(
        IEnumerable<(string Caption, Picture Picture)> pictures, ReportTable? table, IReadOnlyList<FitResult> results, string commandLine)
    {
        HtmlReport page = new("A picture with holes, filled", commandLine);

        foreach ((string caption, Picture picture) in pictures)
        {
            page.Picture(caption, PngWriter.Write(picture));
        }

        if (table is not null)
        {
            page.Table(table);
        }

        string[] names = results.Count == 1 ? ["grey"] : ["red", "green", "blue"];
        Convergence(page, [.. results.Select((result, channel) => ((string?)names[channel], result))]);

        return page;
    }

    private static void Convergence(HtmlReport page, IReadOnlyList<(string? Name, FitResult Result)> results)
    {
        List<ChartSeries> series = [];

        foreach ((string? name, FitResult result) in results)
        {
            string prefix = name is null ? "" : name + ", ";
            FitProgress[] validated = [.. result.History.Where(progress => progress.RmseValidation is not null)];
            Add(prefix + "training", result.History, progress => progress.RmseTrain);
            Add(prefix + "validation", validated, progress => progress.RmseValidation!.Value);
        }

        page.Heading("Convergence");

        if (series.Count == 0)
        {
            page.Paragraph("The method has no epochs to show.");

            return;
        }

        page.Chart(new LineChart
        {
            Title = "Convergence",
            Description = "Root of the mean squared error after each epoch. A flat training error alone means nothing: deep factorizations stand on plateaus.",
            XLabel = "epoch",
            YLabel = "RMSE",
            LogY = series.All(one => one.Y.All(value => value > 0)) && series.Max(one => one.Y.Max()) > 20 * series.Min(one => one.Y.Min()),
            Series = series,
        });

        void Add(string name, IReadOnlyList<FitProgress> history, Func<FitProgress, double> value)
        {
            if (history.Count > 0)
            {
                series.Add(new ChartSeries(name, [.. history.Select(progress => (double)progress.Epoch)], [.. history.Select(value)]));
            }
        }
    }

    private static void SingularValues(HtmlReport page, FitResult result)
    {
        CompletionModel model = result.Model;
        IReadOnlyList<double> values = result.SingularValues;
        bool areOfModel = values.Count == 0;

        if (areOfModel && model.Rank > 0 && model.RowFactors.LongLength + model.ColumnFactors.LongLength <= MaxFactorNumbers)
        {
            values = HostMatrix.Compact(
                model.RowFactors, model.RowIds.Count, model.ColumnFactors, model.ColumnIds.Count, model.Rank, 0).Values;
        }

        page.Heading("Singular values");

        if (values.Count == 0)
        {
            page.Paragraph("The model has biases only, or its factors are too large for this page.");

            return;
        }

        page.Chart(new LineChart
        {
            Title = "Singular values",
            Description = areOfModel
                ? "Singular values of the product of the factors, without mean and biases."
                : "Singular values of what the method looked at to find the rank.",
            XLabel = "number",
            YLabel = "singular value",
            LogY = values.All(value => value > 0) && values.Max() > 100 * values.Min(),
            Series = [new ChartSeries("singular values", [.. Enumerable.Range(1, values.Count).Select(i => (double)i)], values)],
        });
    }

    private static void Residuals(HtmlReport page, double[] residuals, string part)
    {
        if (residuals.Length == 0)
        {
            return;
        }

        double reach = residuals.Max(Math.Abs);
        double width = reach > 0 ? 2 * reach / Bins : 1;
        int[] counts = new int[Bins];

        foreach (double residual in residuals)
        {
            counts[Math.Clamp((int)Math.Floor((residual + reach) / width), 0, Bins - 1)]++;
        }

        // An outline: two points for each bin.
        page.Heading("Residuals").Chart(new LineChart
        {
            Title = "Residuals",
            Description = $"Histogram of estimate less value at the {part} entries, {Bins} bins.",
            XLabel = "estimate - value",
            YLabel = "entries",
            Series =
            [
                new ChartSeries(
                    $"{SharedOptions.Count(residuals.Length)} {part} entries",
                    [.. Enumerable.Range(0, 2 * Bins).Select(i => ((i + 1) / 2 * width) - reach)],
                    [.. Enumerable.Range(0, 2 * Bins).Select(i => (double)counts[i / 2])]),
            ],
        });
    }

    private static string Number(double? value) => value is { } number ? SharedOptions.Number(number) : "";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
