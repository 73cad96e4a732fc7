using System.Text.Json;

using IlgpuOptim.MatrixCompletion.Data.Evaluation;
using IlgpuOptim.Testing;

using Xunit;

namespace IlgpuOptim.MatrixCompletion.Tests.Golden;

/// <summary>Definitions of the metrics, to 1e-12.</summary>
public sealed class MetricsGoldenTests
{
    public static TheoryData<string> Cases() => [.. GoldenCases.Folders("x*")];

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Metrics_AreAsRecorded(string name)
    {
        JsonElement recorded = GoldenCases.Load(name);
        double[] actual = GoldenCases.Numbers(recorded.GetProperty("actual"));
        double[] predicted = GoldenCases.Numbers(recorded.GetProperty("predicted"));
        PredictionMetrics metrics = PredictionMetrics.Compute<double>(actual, predicted);

        Assert.Equal(recorded.GetProperty("rmse").GetDouble(), metrics.Rmse, 1e-12);
        Assert.Equal(recorded.GetProperty("mae").GetDouble(), metrics.Mae, 1e-12);
        Assert.Equal(recorded.GetProperty("rel_fro").GetDouble(), metrics.RelativeFrobenius, 1e-12);
        Assert.Equal(recorded.GetProperty("half_mse").GetDouble(), metrics.HalfMeanSquare, 1e-12);
        Assert.Equal(recorded.GetProperty("r2").GetDouble(), metrics.R2, 1e-12);
    }
}
