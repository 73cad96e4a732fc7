using System.Numerics;

namespace IlgpuOptim.MatrixCompletion.Data.Evaluation;

/// <summary>How far predictions are from what was observed, over n entries; everything is added up in float64.</summary>
public sealed record PredictionMetrics
{
    /// <summary>Number of entries n.</summary>
    public required long Count { get; init; }

    /// <summary>Root of the mean square error.</summary>
    public required double Rmse { get; init; }

    /// <summary>Mean absolute error.</summary>
    public required double Mae { get; init; }

    /// <summary>1 - (squared errors) / (squared distances from the mean); NaN if all observed values are equal.</summary>
    public required double R2 { get; init; }

    /// <summary>||predicted - actual|| / ||actual|| over the entries.</summary>
    public required double RelativeFrobenius { get; init; }

    /// <summary>Half of the mean square error: the loss that papers on deep factorization plot.</summary>
    public required double HalfMeanSquare { get; init; }

    /// <summary>Compares predictions with what was observed.</summary>
    /// <param name="actual">Observed values.</param>
    /// <param name="predicted">Predictions, in the same order.</param>
    /// <param name="minimum">Predictions below are raised to it.</param>
    /// <param name="maximum">Predictions above are lowered to it.</param>
    /// <exception cref="ArgumentException">There are not as many predictions as values, or none.</exception>
    public static PredictionMetrics Compute<T>(
        ReadOnlySpan<T> actual, ReadOnlySpan<T> predicted, double minimum = double.NegativeInfinity, double maximum = double.PositiveInfinity)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (actual.Length != predicted.Length || actual.IsEmpty)
        {
            throw new ArgumentException($"{predicted.Length} predictions for {actual.Length} values", nameof(predicted));
        }

        double absolute = 0;
        double square = 0;
        double norm = 0;
        double sum = 0;

        for (int i = 0; i < actual.Length; i++)
        {
            double value = double.CreateTruncating(actual[i]);
            double error = Math.Clamp(double.CreateTruncating(predicted[i]), minimum, maximum) - value;
            absolute += Math.Abs(error);
            square += error * error;
            norm += value * value;
            sum += value;
        }

        double mean = sum / actual.Length;
        double spread = 0;

        foreach (T value in actual)
        {
            double distance = double.CreateTruncating(value) - mean;
            spread += distance * distance;
        }

        return new PredictionMetrics
        {
            Count = actual.Length,
            Rmse = Math.Sqrt(square / actual.Length),
            Mae = absolute / actual.Length,
            R2 = spread > 0 ? 1 - (square / spread) : double.NaN,
            RelativeFrobenius = Math.Sqrt(square / norm),
            HalfMeanSquare = square / actual.Length / 2,
        };
    }

    /// <summary>Peak signal-to-noise ratio of a picture in dB: 10 log10(peak^2 / mean square error).</summary>
    public static double Psnr(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted, double peak = 255)
    {
        double rmse = Compute(actual, predicted).Rmse;

        return 20 * Math.Log10(peak / rmse);
    }
}
