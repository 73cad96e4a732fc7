using System.Diagnostics;

using IlgpuOptim.Compute;
using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Sampling;
using IlgpuOptim.MatrixCompletion.Solvers;

namespace IlgpuOptim.MatrixCompletion;

/// <summary>
/// A run of the published synthetic setting: the target is the rank-r truncation of a d x d matrix of independent N(0, 1) numbers, of which
/// floor(p d^2) entries are seen; the loss is half the mean over all d^2 cells; plain gradient descent in float64.
/// </summary>
public sealed record PaperExperiment
{
    /// <summary>Steps between two looks at the loss, as published.</summary>
    private const int Block = 100;

    /// <summary>Name of the run.</summary>
    public required string Name { get; init; }

    /// <summary>Side d.</summary>
    public required int Size { get; init; }

    /// <summary>Rank r of the target.</summary>
    public required int Rank { get; init; }

    /// <summary>Share p of the cells that is seen.</summary>
    public required double Density { get; init; }

    /// <summary>Depth L.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>Width of the original form; null for the compressed form.</summary>
    public int? Width { get; init; }

    /// <summary>Estimate of the rank, for the compressed form.</summary>
    public int RankEstimate { get; init; }

    /// <summary>Scale of the start.</summary>
    public double Epsilon { get; init; } = 1e-3;

    /// <summary>Step size for the mean over all cells.</summary>
    public required double Step { get; init; }

    /// <summary>Outer steps over inner ones, for the compressed form.</summary>
    public double Gamma { get; init; } = 0.01;

    /// <summary>Ends when the loss is below this.</summary>
    public required double Tolerance { get; init; }

    /// <summary>Ends after so many steps.</summary>
    public required int Cap { get; init; }

    /// <summary>What is published about the run, in words.</summary>
    public string Published { get; init; } = "";

    /// <summary>The published runs in the order of the figures; those of the original at d = 1000 take about half an hour on two cores.</summary>
    public static IReadOnlyList<PaperExperiment> All { get; } =
    [
        Large("compressed", 5, 1e-13) with { Published = "about 19,500 steps" },
        .. new[] { 5, 8, 11, 14, 17, 20 }.Select(
            rank => Large($"compressed-rank-{rank}", rank, 1e-10) with { Published = "about 19,500 steps at every rank estimate" }),
        .. new[] { 2, 3 }.SelectMany(depth => new[] { 10, 20, 40, 60, 80, 100 }.Select(width => Small(depth, width))),
        Large("original", 0, 1e-9) with { Width = 1000, Published = "about 19,500 steps" },
    ];

    /// <summary>Runs it.</summary>
    /// <param name="device">Where.</param>
    /// <param name="seed">Seed of target, cells and start.</param>
    /// <param name="progress">Told the steps done and the loss, now and then; may be null.</param>
    /// <param name="stop">Asks for an early end.</param>
    public PaperResult Run(ComputeDevice device, ulong seed, Action<int, double>? progress, CancellationToken stop)
    {
        (SparseMatrix<double> data, double[] left, double[] right) = this.CreateData(device, seed);
        DeepStart start = this.Width is { } width
            ? DeepStart.Original(this.Size, this.Size, width, this.Depth, this.Epsilon, seed)
            : DeepStart.Gradient(device, data, this.RankEstimate, this.Depth, this.Epsilon, seed);
        double constant = 1 / ((double)this.Size * this.Size);
        using DeepSolver<double> solver = new(device, data, start, new DeepOptions
        {
            Step = this.Step,
            OuterStep = (this.Width is null ? this.Gamma : 1) * this.Step,
            LossConstant = constant,
            StepsPerEpoch = Block,
        });
        Stopwatch clock = Stopwatch.StartNew();
        int steps = 0;
        double loss = solver.Loss();

        while (steps < this.Cap && loss >= this.Tolerance && double.IsFinite(loss))
        {
            stop.ThrowIfCancellationRequested();
            solver.Epoch();
            steps += Block;
            loss = solver.Loss();
            progress?.Invoke(steps, loss);
        }

        double seconds = clock.Elapsed.TotalSeconds;
        (double relative, double recovery) = this.Compare(data, left, right, solver);

        return new PaperResult(this, steps, loss, recovery, relative, seconds);
    }

    private static PaperExperiment Large(string name, int rankEstimate, double tolerance) => new()
    {
        Name = name,
        Size = 1000,
        Rank = 5,
        Density = 0.2,
        RankEstimate = rankEstimate,
        Step = 5e3,
        Tolerance = tolerance,
        Cap = 200_000,
    };

    private static PaperExperiment Small(int depth, int width) => new()
    {
        Name = $"depth-{depth}-width-{width}",
        Size = 100,
        Rank = 10,
        Density = 0.3,
        Depth = depth,
        Width = width,
        Step = depth == 2 ? 1e2 : 3e2,
        Tolerance = 1e-10,
        Cap = 60_000,
        Published = depth == 2 ? "recovery error grows with width to 1.1e-3" : "recovery error about 0; 41,500 to 11,000 steps",
    };

    /// <summary>The truncation, as singular vectors times the roots of the values, and the entries that are seen.</summary>
    private (SparseMatrix<double> Data, double[] Left, double[] Right) CreateData(ComputeDevice device, ulong seed)
    {
        int d = this.Size;
        SeededRandom random = new(seed, 7);
        double[] values = HostMatrix.Normals((long)d * d, random);
        SparseMatrix<double> full = new(
            d,
            d,
            [.. Enumerable.Range(0, d + 1).Select(i => (long)i * d)],
            [.. Enumerable.Range(0, d * d).Select(cell => cell % d)],
            values);
        using ObservedEntries<double> entries = new(device, full);
        SparseSpectrum spectrum = SparseSpectrum.Compute(entries, this.Rank, seed, iterations: 60);
        double[] roots = [.. spectrum.Values.Select(Math.Sqrt)];
        DeepStart factors = DeepStart.Spectral(spectrum, d, d, 2, roots);
        long[] cells = CellSampler.Choose((long)d * d, (int)(this.Density * d * d), seed);
        SparseMatrix<double> data = SparseMatrix<double>.FromTriplets(
            d,
            d,
            Array.ConvertAll(cells, cell => (int)(cell / d)),
            Array.ConvertAll(cells, cell => (int)(cell % d)),
            Array.ConvertAll(cells, cell => this.Truth(factors.Left, factors.Right, (int)(cell / d), (int)(cell % d))));

        return (data, factors.Left, factors.Right);
    }

    private double Truth(double[] left, double[] right, int row, int column) => Dot(left, right, this.Rank, row, column);

    /// <summary>Relative distance over all cells, and half the mean over all cells of the squares at those that were not seen.</summary>
    private (double Relative, double Recovery) Compare(
        SparseMatrix<double> data, double[] left, double[] right, DeepSolver<double> solver)
    {
        int d = this.Size;
        double[] rows = solver.RowFactor;
        double[] columns = solver.ColumnFactor;
        double[] errors = new double[d];
        double[] norms = new double[d];
        double[] unseen = new double[d];
        Parallel.For(0, d, i =>
        {
            HashSet<int> seen = [.. data.RowColumns(i)];

            for (int j = 0; j < d; j++)
            {
                double truth = this.Truth(left, right, i, j);
                double square = Math.Pow(Dot(rows, columns, solver.Width, i, j) - truth, 2);
                errors[i] += square;
                norms[i] += truth * truth;
                unseen[i] += seen.Contains(j) ? 0 : square;
            }
        });

        return (Math.Sqrt(errors.Sum() / norms.Sum()), unseen.Sum() / 2 / d / d);
    }

    private static double Dot(double[] left, double[] right, int width, int row, int column)
    {
        double sum = 0;

        for (int c = 0; c < width; c++)
        {
            sum += left[(row * width) + c] * right[(column * width) + c];
        }

        return sum;
    }
}

/// <summary>What a published run came to here.</summary>
/// <param name="Experiment">The run.</param>
/// <param name="Steps">Steps done.</param>
/// <param name="Loss">Loss at the end: half the mean over all cells of the squares at those that were seen.</param>
/// <param name="RecoveryError">Half the mean over all cells of the squares at those that were not seen.</param>
/// <param name="RelativeError">||X - target|| / ||target|| over all cells.</param>
/// <param name="Seconds">Of stepping.</param>
public sealed record PaperResult(
    PaperExperiment Experiment, int Steps, double Loss, double RecoveryError, double RelativeError, double Seconds);
