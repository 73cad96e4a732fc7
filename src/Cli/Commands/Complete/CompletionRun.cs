using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;

using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Evaluation;
using IlgpuOptim.MatrixCompletion.Data.Model;
using IlgpuOptim.MatrixCompletion.Data.Sampling;
using IlgpuOptim.MatrixCompletion.Methods;

namespace IlgpuOptim.Cli.Commands.Complete;

/// <summary>A fit with its errors on the three parts; those of empty parts are null.</summary>
internal sealed record CompletionOutcome(
    string Method, FitResult Result, double RmseTrain, double? RmseValidation, PredictionMetrics? Test, int Train, int Validation)
{
    /// <summary>Estimate less value at the test entries, or if there are none at those for validation, or for training.</summary>
    public double[] Residuals { get; init; } = [];

    public double? SecondsPerEpoch => this.Result.Epochs > 0 ? this.Result.Seconds / this.Result.Epochs : null;

    public void WriteJson(Utf8JsonWriter writer)
    {
        WriteNumber(writer, "rmse_train", this.RmseTrain);
        WriteNumber(writer, "rmse_validation", this.RmseValidation);
        WriteNumber(writer, "rmse_test", this.Test?.Rmse);
        WriteNumber(writer, "mae_test", this.Test?.Mae);
        writer.WriteNumber("rank", this.Result.Model.Rank);
        writer.WriteNumber("depth", this.Result.Depth);
        writer.WriteString("method", this.Method);
        writer.WriteNumber("epochs", this.Result.Epochs);
        WriteNumber(writer, "seconds", this.Result.Seconds);
        WriteNumber(writer, "seconds_per_epoch", this.SecondsPerEpoch);
        WriteNumber(writer, "gb_per_s", this.Result.GigabytesPerSecond);
        writer.WriteString("device", this.Result.Device);
        writer.WriteNumber("entries_train", this.Train);
        writer.WriteNumber("entries_validation", this.Validation);
        writer.WriteNumber("entries_test", this.Test?.Count ?? 0L);
    }

    /// <summary>JSON knows neither NaN nor infinity.</summary>
    public static void WriteNumber(Utf8JsonWriter writer, string key, double? value)
    {
        if (value is { } known && double.IsFinite(known))
        {
            writer.WriteNumber(key, known);
        }
        else
        {
            writer.WriteNull(key);
        }
    }
}

/// <summary>Fits a method to a part of the data, and measures it on the others.</summary>
internal static class CompletionRun
{
    /// <summary>Fits and measures in the precision that is asked for.</summary>
    public static CompletionOutcome Fit(
        ICompletionMethod method,
        RatingData<double> data,
        DataSplit split,
        FitOptions options,
        bool isDouble,
        CancellationToken stop) => isDouble
            ? Fit<double>(method, data, split, options, stop)
            : Fit<float>(method, data, split, options, stop);

    /// <summary>SHA-256 of a file, for the model's manifest; null for what is no single file.</summary>
    public static string? HashOf(string? path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using FileStream stream = File.OpenRead(path);

        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static CompletionOutcome Fit<T>(
        ICompletionMethod method,
        RatingData<double> data,
        DataSplit split,
        FitOptions options,
        CancellationToken stop)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RatingData<double> train = data.Select(split.Train);
        RatingData<double> validation = data.Select(split.Validation);
        RatingData<double> test = data.Select(split.Test);
        FitResult result = method.Fit(
            train.ToMatrix().ConvertTo<T>(),
            validation.Count > 0 ? validation.ToMatrix().ConvertTo<T>() : null,
            data.RowIds,
            data.ColumnIds,
            options,
            progress => Show(method.Name, progress, options.Epochs),
            stop);
        Terminal.EndProgress();

        return new CompletionOutcome(
            method.Name,
            result,
            Measure(result.Model, train)!.Rmse,
            Measure(result.Model, validation)?.Rmse,
            Measure(result.Model, test),
            train.Count,
            validation.Count)
        {
            Residuals = Residuals(result.Model, test.Count > 0 ? test : validation.Count > 0 ? validation : train),
        };
    }

    private static double[] Residuals(CompletionModel model, RatingData<double> data)
    {
        double[] residuals = ModelEvaluation.Predict(model, data.Rows, data.Columns);

        for (int p = 0; p < residuals.Length; p++)
        {
            residuals[p] -= data.Values[p];
        }

        return residuals;
    }

    /// <summary>Errors on data that have the model's own indices; null without data.</summary>
    private static PredictionMetrics? Measure(CompletionModel model, RatingData<double> data) => data.Count == 0 ? null
        : PredictionMetrics.Compute<double>(data.Values, ModelEvaluation.Predict(model, data.Rows, data.Columns));

    private static void Show(string method, FitProgress progress, int? epochs)
    {
        string of = epochs is { } all ? "/" + all.ToString(CultureInfo.InvariantCulture) : "";
        string validation = progress.RmseValidation is { } error ? $", validation {SharedOptions.Number(error)}" : "";
        string speed = progress.GigabytesPerSecond is { } rate ? $", {rate.ToString("F1", CultureInfo.InvariantCulture)} GB/s" : "";

        Terminal.Progress(
            $"{method}: epoch {progress.Epoch}{of}, rmse {SharedOptions.Number(progress.RmseTrain)}{validation}, rank {progress.Rank}{speed}");
    }
}
