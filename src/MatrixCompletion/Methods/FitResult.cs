using IlgpuOptim.MatrixCompletion.Data.Model;

namespace IlgpuOptim.MatrixCompletion.Methods;

/// <summary>What came out of a method.</summary>
/// <param name="Model">The model: the one with the best validation error, or the last without a validation part.</param>
/// <param name="Epochs">Epochs done.</param>
/// <param name="Seconds">Seconds of computing, without reading files.</param>
/// <param name="Device">Device it ran on, such as <c>cpu:0</c>.</param>
public sealed record FitResult(CompletionModel Model, int Epochs, double Seconds, string Device)
{
    /// <summary>Factors of a deep method; 2 for U V^T; 0 without factors.</summary>
    public int Depth { get; init; }

    /// <summary>10^9 bytes per second by the performance model, or null if not measured.</summary>
    public double? GigabytesPerSecond { get; init; }

    /// <summary>Progress after each epoch.</summary>
    public IReadOnlyList<FitProgress> History { get; init; } = [];

    /// <summary>Singular values of U V^T, or of what the method looked at to find the rank, descending; empty if not computed.</summary>
    public IReadOnlyList<double> SingularValues { get; init; } = [];
}
