using System.Text.Json;

using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Evaluation;
using IlgpuOptim.MatrixCompletion.Data.Images;

using Xunit;

namespace IlgpuOptim.MatrixCompletion.Tests.Golden;

/// <summary>Pictures with holes: what is known of them, and how good it is to fill holes with black or with the mean.</summary>
public sealed class InpaintingGoldenTests
{
    public static TheoryData<string> Cases() => [.. GoldenCases.Folders("i*")];

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void KnownPixels_AreAsRecorded(string name)
    {
        JsonElement recorded = GoldenCases.Load(name);
        Picture truth = PictureFile.Read(GoldenCases.Path(name, "truth.pgm"));
        Picture damaged = PictureFile.Read(GoldenCases.Path(name, "damaged.pgm"));
        bool[] mask = PictureFile.Read(GoldenCases.Path(name, "mask.pgm")).ToMask();
        SparseMatrix<double> known = PictureData.ToMatrix<double>(damaged, 0, mask);
        double mean = known.Mean();

        Assert.Equal(recorded.GetProperty("size").GetInt32(), truth.Width);
        Assert.Equal(recorded.GetProperty("size").GetInt32(), truth.Height);
        Assert.Equal(recorded.GetProperty("observed").GetInt64(), known.Count);
        Assert.Equal(recorded.GetProperty("observed_mean").GetDouble(), mean, 1e-9);
        Assert.Equal(damaged.Samples, PictureData.Damage(truth, mask).Samples);

        double[] pixels = truth.GetChannel(0);
        Picture filled = PictureData.Damage(truth, mask);
        double zero = PredictionMetrics.Psnr(pixels, filled.GetChannel(0));
        filled.SetChannel(0, [.. pixels.Select((pixel, p) => mask[p] ? pixel : mean)]);

        Assert.Equal(recorded.GetProperty("psnr_db_zero_fill").GetDouble(), zero, 0.01);
        Assert.Equal(recorded.GetProperty("psnr_db_mean_fill").GetDouble(), PredictionMetrics.Psnr(pixels, filled.GetChannel(0)), 0.01);
    }
}
