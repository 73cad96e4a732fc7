using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

using IlgpuOptim.Compute;
using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Model;
using IlgpuOptim.MatrixCompletion.Solvers;

namespace IlgpuOptim.MatrixCompletion.Methods;

/// <summary>What methods that run on devices have in common: opening the device, checks, checkpoints, making the model.</summary>
public abstract class SolverMethod : ICompletionMethod
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Description { get; }

    /// <inheritdoc/>
    public FitResult Fit<T>(
        SparseMatrix<T> train,
        SparseMatrix<T>? validation,
        IdMap rowIds,
        IdMap columnIds,
        FitOptions options,
        Action<FitProgress>? progress,
        CancellationToken stop)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(train, validation, options);
        using ComputeDevice device = ComputeDevice.Open(options.Device);
        FitCheckpoint? checkpoint = options.Checkpoint is { } path
            ? new FitCheckpoint(path, this.KeyOf(train, validation, options, device))
            : null;
        FitTask<T> task = new(
            device, train, validation is { Count: > 0 } ? validation : null, rowIds, columnIds, options,
            new EpochLoop<T>(options.TimeLimit, progress, stop), checkpoint);
        FitResult result = this.Run(task);
        checkpoint?.Remove();

        return result;
    }

    /// <summary>Fits on the device of the task.</summary>
    internal abstract FitResult Run<T>(FitTask<T> task)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private static void Check<T>(SparseMatrix<T> train, SparseMatrix<T>? validation, FitOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string? wrong = train.Count == 0 ? "there are no entries to learn from"
            : validation is not null && (validation.Rows != train.Rows || validation.Columns != train.Columns)
                ? $"validation entries are of {validation.Rows} x {validation.Columns}, training entries of {train.Rows} x {train.Columns}"
            : options.Rank is < 1 ? $"rank {options.Rank} is not positive"
            : options.Rank > Math.Min(train.Rows, train.Columns)
                ? $"rank {options.Rank} is more than a matrix of {train.Rows} x {train.Columns} can have"
            : options.Depth is < 2 or > 5 ? $"depth {options.Depth} is not between 2 and 5"
            : options.Lambda is < 0 || !double.IsFinite(options.Lambda ?? 0) ? $"lambda {options.Lambda} is negative or not finite"
            : options.Epochs is < 1 ? $"{options.Epochs} epochs are none"
            : options.Rate is <= 0 ? $"rate {options.Rate} is not positive"
            : options.Range is { } range && !(range.Minimum < range.Maximum) ? $"the range {range.Minimum} to {range.Maximum} is empty"
            : null;

        if (wrong is not null)
        {
            throw new ArgumentException(wrong, nameof(options));
        }
    }

    /// <summary>What a checkpoint has to have in common with the run that goes on from it.</summary>
    private string KeyOf<T>(SparseMatrix<T> train, SparseMatrix<T>? validation, FitOptions options, ComputeDevice device)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        foreach (SparseMatrix<T>? matrix in (SparseMatrix<T>?[])[train, validation])
        {
            if (matrix is not null)
            {
                hash.AppendData(MemoryMarshal.AsBytes(matrix.RowStarts.AsSpan()));
                hash.AppendData(MemoryMarshal.AsBytes(matrix.ColumnIndices.AsSpan()));
                hash.AppendData(MemoryMarshal.AsBytes(matrix.Values.AsSpan()));
            }
        }

        // How long a run may take is not what it computes.
        FitOptions same = options with { Checkpoint = null, TimeLimit = null, Device = "", Epochs = null };

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{this.Name} {typeof(T).Name} {device.Name} {same} {Convert.ToHexStringLower(hash.GetHashAndReset())}");
    }
}

/// <summary>A fit on a device.</summary>
internal sealed record FitTask<T>(
    ComputeDevice Device,
    SparseMatrix<T> Train,
    SparseMatrix<T>? Validation,
    IdMap RowIds,
    IdMap ColumnIds,
    FitOptions Options,
    EpochLoop<T> Loop,
    FitCheckpoint? Checkpoint)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Share of observed cells.</summary>
    public double Density => this.Train.Density;

    /// <summary>Range of the training values.</summary>
    public (double Minimum, double Maximum) ValueRange
    {
        get
        {
            (T minimum, T maximum) = (this.Train.Values.Min(), this.Train.Values.Max());

            return (double.CreateChecked(minimum), double.CreateChecked(maximum));
        }
    }

    /// <summary>Root of the mean squared distance of the training values from a number.</summary>
    public double Scale(double mean = 0)
    {
        double sum = 0;

        foreach (T value in this.Train.Values)
        {
            double x = double.CreateChecked(value) - mean;
            sum += x * x;
        }

        return Math.Sqrt(sum / this.Train.Count);
    }

    /// <summary>
    /// Where residuals of an exact model come to rest, relative to the values: a few roundings of their number type.
    /// </summary>
    public static double Floor => Unsafe.SizeOf<T>() > 4 ? 1e-9 : 4e-7;

    /// <summary>Uploads the training entries.</summary>
    public ObservedEntries<T> Upload(double mean) => new(this.Device, this.Train, mean);

    /// <summary>Uploads the validation entries, if there are any.</summary>
    public ObservedEntries<T>? UploadValidation(double mean) =>
        this.Validation is null ? null : new ObservedEntries<T>(this.Device, this.Validation, mean);

    /// <summary>Makes the result of a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="rank">Components without biases.</param>
    /// <param name="mean">What was taken off the values.</param>
    /// <param name="depth">For the report.</param>
    /// <param name="range">What predictions are clipped to, unless the options say.</param>
    /// <param name="choices">What was chosen.</param>
    public FitResult Finish(
        StageResult stage,
        int rank,
        double mean,
        int depth,
        (double Minimum, double Maximum)? range,
        IReadOnlyDictionary<string, string> choices)
    {
        int components = rank + (stage.Rows.Length / this.Train.Rows > rank ? 1 : 0);
        (double[] rows, double[]? rowBiases) = Split(stage.Rows, rank, components);
        (double[] columns, double[]? columnBiases) = Split(stage.Columns, rank, components);
        Dictionary<string, double> metrics = new() { ["rmse_train"] = stage.TrainRmse };

        if (stage.ValidationRmse is { } error)
        {
            metrics.Add("rmse_validation", error);
        }

        CompletionModel model = new(this.RowIds, this.ColumnIds, rank, rows, columns)
        {
            GlobalMean = mean,
            RowBiases = rowBiases,
            ColumnBiases = columnBiases,
            Range = this.Options.Range is { } given ? (double.IsInfinity(given.Minimum) && double.IsInfinity(given.Maximum) ? null : given) : range,
            Options = choices,
            Metrics = metrics,
        };

        return new FitResult(model, stage.Epochs, this.Loop.Elapsed.TotalSeconds, this.Device.Id)
        {
            Depth = depth,
            GigabytesPerSecond = this.Loop.History is [.., FitProgress last] ? last.GigabytesPerSecond : null,
            History = this.Loop.History,
            SingularValues = HostMatrix.Compact(rows, this.Train.Rows, columns, this.Train.Columns, rank, 0).Values,
        };
    }

    private static (double[] Factor, double[]? Biases) Split(double[] values, int rank, int components)
    {
        if (components == rank)
        {
            return (values, null);
        }

        int rows = values.Length / components;
        double[] factor = new double[rows * rank];
        double[] biases = new double[rows];

        for (int i = 0; i < rows; i++)
        {
            values.AsSpan(i * components, rank).CopyTo(factor.AsSpan(i * rank));
            biases[i] = values[(i * components) + rank];
        }

        return (factor, biases);
    }
}
