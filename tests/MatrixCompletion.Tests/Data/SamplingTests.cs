using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Sampling;

using Xunit;

namespace IlgpuOptim.MatrixCompletion.Tests.Data;

/// <summary>Splits are partitions, masks are exact, synthetic data are what they say, and a seed says everything.</summary>
public sealed class SamplingTests
{
    [Theory]
    [InlineData(1000, 0.1, 0.1, 100, 100)]
    [InlineData(10, 0.25, 0, 3, 0)]
    [InlineData(7, 0, 0.5, 0, 4)]
    public void RandomSplit_HasTheSharesAndDependsOnTheSeedOnly(int count, double validation, double test, int held, int tested)
    {
        DataSplit split = Splitter.Random(count, validation, test, 3);

        CheckPartition(split, count);
        Assert.Equal((held, tested), (split.Validation.Length, split.Test.Length));
        Assert.Equal(split.Test, Splitter.Random(count, validation, test, 3).Test);
        Assert.NotEqual(split.Train, Splitter.Random(count, validation, test, 4).Train);
    }

    [Fact]
    public void Folds_TestEveryEntryOnce()
    {
        IReadOnlyList<DataSplit> folds = Splitter.Folds(103, 5, 1, 0.1);

        Assert.All(folds, fold => CheckPartition(fold, 103));
        Assert.All(folds, fold => Assert.InRange(fold.Test.Length, 20, 21));
        Assert.All(folds, fold => Assert.Equal(10, fold.Validation.Length));
        Assert.Equal(Enumerable.Range(0, 103), folds.SelectMany(fold => fold.Test).Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LeaveOut_TakesAsManyOfEveryRow(bool latest)
    {
        RatingData<double> data = Ratings();
        DataSplit split = Splitter.LeaveOut(data, 2, 5, latest: latest);

        CheckPartition(split, data.Count);

        foreach (IGrouping<int, int> row in Enumerable.Range(0, data.Count).GroupBy(p => data.Rows[p]))
        {
            int expected = row.Count() > 4 ? 2 : 0;
            Assert.Equal(expected, split.Test.Count(p => data.Rows[p] == row.Key));
            Assert.Equal(expected, split.Validation.Count(p => data.Rows[p] == row.Key));

            if (latest && expected > 0)
            {
                long firstTest = split.Test.Where(p => data.Rows[p] == row.Key).Min(p => data.Times![p]);
                Assert.True(firstTest >= split.Train.Where(p => data.Rows[p] == row.Key).Max(p => data.Times![p]));
            }
        }
    }

    [Fact]
    public void TimeSplit_TestsTheLatest()
    {
        RatingData<double> data = Ratings();
        DataSplit split = Splitter.ByTime(data, 0.2, 0.1);

        CheckPartition(split, data.Count);
        Assert.True(split.Test.Min(p => data.Times![p]) >= split.Validation.Max(p => data.Times![p]));
        Assert.True(split.Validation.Min(p => data.Times![p]) >= split.Train.Max(p => data.Times![p]));
        Assert.Throws<ArgumentException>(() => Splitter.Random(10, 0.5, 0.5, 1));
        Assert.Throws<ArgumentException>(() => Splitter.Random(10, double.NaN, 0.5, 1));
    }

    [Theory]
    [InlineData(1000, 50)]
    [InlineData(1000, 999)]
    [InlineData(4, 1)]
    [InlineData(1L << 40, 5000)]
    [InlineData(5, 5)]
    [InlineData(5, 0)]
    public void Cells_AreDistinctAndAsManyAsAskedFor(long total, int count)
    {
        long[] cells = CellSampler.Choose(total, count, 9);

        Assert.Equal(count, cells.Length);
        Assert.All(cells, cell => Assert.InRange(cell, 0, total - 1));
        Assert.Equal(cells.Distinct().Order(), cells);
    }

    /// <summary>Every cell as often as every other: chi-square with 99 degrees of freedom; 160 is beyond the 99.99 % quantile.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(60)]
    public void Cells_AreChosenEvenly(int count)
    {
        int[] hits = new int[100];

        for (ulong seed = 0; seed < 2000; seed++)
        {
            foreach (long cell in CellSampler.Choose(100, count, seed))
            {
                hits[cell]++;
            }
        }

        double expected = 2000.0 * count / 100;
        double chiSquare = hits.Sum(hit => (hit - expected) * (hit - expected) / expected) / (1 - (count / 100.0));

        Assert.InRange(chiSquare, 50, 160);
    }

    [Fact]
    public void Normals_HaveTheMomentsOfNormals()
    {
        SeededRandom random = new(1);
        double[] x = [.. Enumerable.Range(0, 200_000).Select(_ => random.NextNormal())];

        Assert.Equal(0, x.Average(), 0.01);
        Assert.Equal(1, x.Average(v => v * v), 0.02);
        Assert.Equal(0, x.Average(v => v * v * v), 0.04);
        Assert.Equal(3, x.Average(v => v * v * v * v), 0.12);
    }

    [Fact]
    public void ProblemP_IsAsDescribed()
    {
        SyntheticMatrix<double> p = SyntheticMatrix<double>.ProblemP();

        Assert.Equal((2000, 2000, 400_000L, 10), (p.Observed.Rows, p.Observed.Columns, p.Observed.Count, p.Rank));
        Assert.Equal(0.1, p.Observed.Density, 1e-15);
        Assert.Equal(p.Truth(3, p.Observed.RowColumns(3)[5]), p.Observed.RowValues(3)[5]);

        // Entries of variance 1, so that ||X||_F is about 2000.
        Assert.Equal(1, p.Observed.Values.Average(v => v * v), 0.1);
    }

    [Fact]
    public void Noise_HasItsDeviation()
    {
        SyntheticMatrix<double> x = SyntheticMatrix<double>.Create(200, 300, 3, 30_000, noise: 0.5, condition: 10, seed: 4);
        double sum = 0;

        for (int row = 0; row < 200; row++)
        {
            for (int p = 0; p < x.Observed.RowLength(row); p++)
            {
                sum += Math.Pow(x.Observed.RowValues(row)[p] - x.Truth(row, x.Observed.RowColumns(row)[p]), 2);
            }
        }

        Assert.Equal(0.5, Math.Sqrt(sum / 30_000), 0.01);
        Assert.Equal(x.Observed.Values, SyntheticMatrix<double>.Create(200, 300, 3, 30_000, 0.5, 10, 4).Observed.Values);
    }

    [Fact]
    public void SyntheticRatings_FollowAPowerLaw()
    {
        SparseMatrix<float> ratings = SyntheticRatings.Create<float>(2000, 500, 60_000, seed: 2);
        int[] lengths = [.. Enumerable.Range(0, 2000).Select(ratings.RowLength).OrderDescending()];

        Assert.Equal(60_000, ratings.Count);
        Assert.All(ratings.Values, value => Assert.True(value is >= 0.5f and <= 5 && value * 2 == MathF.Round(value * 2)));
        Assert.True(lengths.Take(200).Sum() > 3 * lengths.TakeLast(200).Sum(), "the busiest tenth is no busier than the others");
        Assert.Equal(ratings.ColumnIndices, SyntheticRatings.Create<float>(2000, 500, 60_000, seed: 2).ColumnIndices);
        Assert.InRange(ratings.Mean(), 3, 4);
    }

    private static RatingData<double> Ratings()
    {
        Random random = new(8);
        int[] rows = [.. Enumerable.Range(0, 300).Select(_ => (int)Math.Sqrt(random.Next(900)))];

        return new RatingData<double>(
            rows,
            [.. Enumerable.Range(0, 300)],
            new double[300],
            IdMap.Consecutive(30),
            IdMap.Consecutive(300),
            [.. Enumerable.Range(0, 300).Select(_ => (long)random.Next(50))]);
    }

    private static void CheckPartition(DataSplit split, int count) =>
        Assert.Equal(Enumerable.Range(0, count), split.Train.Concat(split.Validation).Concat(split.Test).Order());
}
