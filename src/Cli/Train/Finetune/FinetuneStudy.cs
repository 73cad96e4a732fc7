using System.Text.Json;

using IlgpuOptim.Compute.Files;

namespace IlgpuOptim.Cli.Train.Finetune;

/// <summary>What is to be compared.</summary>
/// <param name="Methods">Names of <see cref="FinetuneMethods"/>.</param>
/// <param name="Tasks">Names of <see cref="FinetuneTask"/>.</param>
/// <param name="Examples">Numbers of examples.</param>
/// <param name="Ranks">Ranks.</param>
/// <param name="Seeds">One run of each for every seed.</param>
/// <param name="Rates">For each method its learning rates: the best of them, by <paramref name="TuneSeeds"/>, is used.</param>
/// <param name="TuneSeeds">Seeds of the runs that rates are tuned with; none if there is one rate only.</param>
internal sealed record FinetuneGrid(
    IReadOnlyList<string> Methods,
    IReadOnlyList<string> Tasks,
    IReadOnlyList<int> Examples,
    IReadOnlyList<int> Ranks,
    IReadOnlyList<ulong> Seeds,
    IReadOnlyDictionary<string, IReadOnlyList<double>> Rates,
    IReadOnlyList<ulong> TuneSeeds);

/// <summary>One cell of the comparison: its rate, what other rates gave, and its runs.</summary>
/// <param name="Method">The method.</param>
/// <param name="Task">The task.</param>
/// <param name="Examples">Number of examples.</param>
/// <param name="Rank">Rank.</param>
/// <param name="Rate">The learning rate that was used.</param>
/// <param name="Tuning">Mean loss on the pieces for tuning, for each rate; infinite where a run diverged. Empty if nothing was tuned.</param>
/// <param name="Results">One result for each seed.</param>
internal sealed record FinetuneCell(
    string Method,
    string Task,
    int Examples,
    int Rank,
    double Rate,
    IReadOnlyList<(double Rate, double Loss)> Tuning,
    IReadOnlyList<FinetuneResult> Results);

/// <summary>
/// Carries out a comparison. With a file, every finished run is in it before the next one begins: whatever kills the process, the same
/// command goes on where it was.
/// </summary>
internal sealed class FinetuneStudy
{
    private readonly Finetuner _tuner;
    private readonly FinetunePlan _plan;
    private readonly string? _path;
    private readonly Dictionary<(FinetuneRun, bool Tested), FinetuneResult> _known = [];
    private readonly List<FinetuneResult> _results = [];

    /// <summary>A study, or what a file holds of it.</summary>
    /// <exception cref="CliException">The file is of another study.</exception>
    public FinetuneStudy(Finetuner tuner, FinetunePlan plan, string? path)
    {
        this._tuner = tuner;
        this._plan = plan;
        this._path = path;

        if (path is null || !File.Exists(path))
        {
            return;
        }

        try
        {
            FinetuneRecord record = JsonSerializer.Deserialize(File.ReadAllText(path), FinetuneJson.Default.FinetuneRecord)!;

            if (record.Plan != plan)
            {
                throw CliException.BadUsage(
                    $"{path} is of another study: it has {record.Plan}, and this one {plan}", "give the same options, or another folder");
            }

            foreach (FinetuneResult result in record.Results)
            {
                this.Keep(result);
            }
        }
        catch (JsonException exception)
        {
            throw CliException.BadUsage($"{path} cannot be read: {exception.Message}", "remove it, and the study begins anew");
        }
    }

    /// <summary>All runs of a comparison, cell after cell.</summary>
    /// <param name="grid">What to compare.</param>
    /// <param name="data">The data of a task.</param>
    /// <param name="progress">Gets the runs that are done, all runs, and the one that begins.</param>
    /// <param name="stop">Stops it between two steps.</param>
    public IReadOnlyList<FinetuneCell> Run(
        FinetuneGrid grid, Func<string, FinetuneData> data, Action<int, int, FinetuneRun> progress, CancellationToken stop)
    {
        int tuned = grid.Methods.Sum(method => grid.Rates[method].Count > 1 ? grid.Rates[method].Count * grid.TuneSeeds.Count : 0);
        int all = grid.Tasks.Count * grid.Examples.Count * grid.Ranks.Count * (tuned + (grid.Methods.Count * grid.Seeds.Count));
        int done = 0;
        List<FinetuneCell> cells = [];

        FinetuneResult One(FinetuneRun run, bool test)
        {
            progress(done++, all, run);

            if (!this._known.TryGetValue((run, test), out FinetuneResult? result))
            {
                result = this._tuner.Run(run, data(run.Task), test, test ? this.AdapterPath(run) : null, stop);
                this.Keep(result);
                this.Save();
            }

            return result;
        }

        foreach (string task in grid.Tasks)
        {
            foreach (int examples in grid.Examples)
            {
                foreach (int rank in grid.Ranks)
                {
                    foreach (string method in grid.Methods)
                    {
                        List<(double Rate, double Loss)> tuning = [];

                        foreach (double rate in grid.Rates[method].Count > 1 ? grid.Rates[method] : [])
                        {
                            tuning.Add((rate, grid.TuneSeeds
                                .Select(seed => One(new FinetuneRun(method, task, examples, rank, rate, seed), test: false))
                                .Average(static result => result.Diverged ? double.PositiveInfinity : result.TuneLoss)));
                        }

                        double best = tuning.Count > 0 ? tuning.MinBy(static item => item.Loss).Rate : grid.Rates[method][0];

                        cells.Add(new FinetuneCell(
                            method, task, examples, rank, best, tuning,
                            [.. grid.Seeds.Select(seed => One(new FinetuneRun(method, task, examples, rank, best, seed), test: true))]));
                    }
                }
            }
        }

        return cells;
    }

    /// <summary>The adapters of a tested run, beside the file of results.</summary>
    private string? AdapterPath(FinetuneRun run)
    {
        if (this._path is null)
        {
            return null;
        }

        DirectoryInfo folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(this._path)!, "adapters"));

        return Path.Combine(folder.FullName, FormattableString.Invariant($"{run.Method}-{run.Task}-{run.Examples}-rank{run.Rank}-seed{run.Seed}.safetensors"));
    }

    private void Keep(FinetuneResult result)
    {
        this._known[(result.Run, result.TestLoss is not null || result.Diverged)] = result;

        // A run that diverged has diverged with and without a test.
        if (result.Diverged)
        {
            this._known[(result.Run, false)] = result;
        }

        this._results.Add(result);
    }

    private void Save()
    {
        if (this._path is not null)
        {
            AtomicFile.Write(
                this._path,
                stream => JsonSerializer.Serialize(stream, new FinetuneRecord(this._plan, this._results), FinetuneJson.Default.FinetuneRecord));
        }
    }
}
