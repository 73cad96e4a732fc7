namespace IlgpuOptim.Cli.Train.Finetune;

/// <summary>Mean and standard deviation over seeds.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation of one run, with n - 1; 0 for one run.</param>
internal readonly record struct Spread(double Mean, double Deviation)
{
    /// <summary>Of some numbers; undefined if there are none.</summary>
    public static Spread Of(IEnumerable<double> numbers)
    {
        double[] values = [.. numbers];

        if (values.Length == 0)
        {
            return new Spread(double.NaN, double.NaN);
        }

        double mean = values.Average();

        return new Spread(mean, values.Length < 2 ? 0 : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1)));
    }
}

/// <summary>What a cell comes to.</summary>
internal sealed record FinetuneSummary
{
    public required FinetuneCell Cell { get; init; }

    public required int Diverged { get; init; }

    public required Spread TestLoss { get; init; }

    public required Spread TestAccuracy { get; init; }

    public required Spread TrainLoss { get; init; }

    /// <summary>Rank of the updates, over layers and seeds: singular values of at least 1 % of the largest.</summary>
    public required Spread LearnedRank { get; init; }

    /// <summary>Largest singular value of the updates, as a part of the weight's, over layers and seeds.</summary>
    public required Spread RelativeNorm { get; init; }

    public required double SecondsPerRun { get; init; }

    public required long Parameters { get; init; }

    /// <summary>Of one cell; runs that diverged are counted, and left out of the means.</summary>
    public static FinetuneSummary Of(FinetuneCell cell)
    {
        FinetuneResult[] finished = [.. cell.Results.Where(static result => !result.Diverged)];

        return new FinetuneSummary
        {
            Cell = cell,
            Diverged = cell.Results.Count - finished.Length,
            TestLoss = Spread.Of(finished.Select(static result => result.TestLoss!.Value)),
            TestAccuracy = Spread.Of(finished.Select(static result => result.TestAccuracy!.Value)),
            TrainLoss = Spread.Of(finished.Select(static result => result.TrainLoss)),
            LearnedRank = Spread.Of(finished.SelectMany(static result => result.Layers).Select(static layer => (double)layer.Rank)),
            RelativeNorm = Spread.Of(finished.SelectMany(static result => result.Layers).Select(static layer => layer.RelativeNorm)),
            SecondsPerRun = cell.Results.Average(static result => result.Seconds),
            Parameters = cell.Results[0].Parameters,
        };
    }
}

/// <summary>Two methods on the same examples, seed by seed.</summary>
/// <param name="First">The one that is subtracted from.</param>
/// <param name="Second">The one that is subtracted.</param>
/// <param name="Difference">Test loss of the first less that of the second, over seeds: below zero, the first is better.</param>
/// <param name="Wins">Seeds where the first is better.</param>
/// <param name="Pairs">Seeds where neither diverged.</param>
internal sealed record FinetunePair(FinetuneCell First, FinetuneCell Second, Spread Difference, int Wins, int Pairs)
{
    /// <summary>The pairs of all cells that differ in the method alone: every further method less the first.</summary>
    public static IReadOnlyList<FinetunePair> Of(IReadOnlyList<FinetuneCell> cells) =>
    [
        .. cells.GroupBy(static cell => (cell.Task, cell.Examples, cell.Rank))
            .SelectMany(static group => group.Skip(1).Select(cell => Of(cell, group.First()))),
    ];

    private static FinetunePair Of(FinetuneCell first, FinetuneCell second)
    {
        double[] differences =
        [
            .. first.Results.Zip(second.Results)
                .Where(static pair => !pair.First.Diverged && !pair.Second.Diverged)
                .Select(static pair => pair.First.TestLoss!.Value - pair.Second.TestLoss!.Value),
        ];

        return new FinetunePair(first, second, Spread.Of(differences), differences.Count(static value => value < 0), differences.Length);
    }
}
