using FsCheck;
using FsCheck.Fluent;

using IlgpuOptim.Compute.Files;
using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Arrays;
using IlgpuOptim.MatrixCompletion.Data.Model;
using IlgpuOptim.MatrixCompletion.Data.Writing;

using Xunit;

namespace IlgpuOptim.MatrixCompletion.Tests.Data;

/// <summary>What is written reads back the same, whatever the numbers and ids.</summary>
public sealed class RoundTripTests : IDisposable
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(20261121, 11);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => this._folder.Dispose();

    [Theory]
    [InlineData("x.csv")]
    [InlineData("x.tsv")]
    [InlineData("x.csv.gz")]
    public void Text_ReadsBack(string name)
    {
        Arbitrary<(string, string, double)[]> entries = (from row in Ids()
                                                         from column in Ids()
                                                         from value in Values()
                                                         select (row, column, value)).NonEmptyListOf()
            .Select(list => list.DistinctBy(entry => (entry.row, entry.column)).ToArray()).ToArbitrary();

        Prop.ForAll(entries, list =>
        {
            RatingData<double> data = Make(list);
            RatingWriter.Write(this._folder[name], data);
            RatingData<double> again = RatingReader.Read<double>(this._folder[name]);

            Assert.Equal(Entries(data), Entries(again));
        }).Check(Fixed);
    }

    [Fact]
    public void MatrixMarket_ReadsBack()
    {
        Arbitrary<(int, int, double)[]> entries = (from row in Gen.Choose(0, 20)
                                                   from column in Gen.Choose(0, 30)
                                                   from value in Values()
                                                   select (row, column, value)).NonEmptyListOf()
            .Select(list => list.DistinctBy(entry => (entry.row, entry.column)).ToArray()).ToArbitrary();

        Prop.ForAll(entries, list =>
        {
            SparseMatrix<double> matrix = SparseMatrix<double>.FromTriplets(
                21, 31, [.. list.Select(entry => entry.Item1)], [.. list.Select(entry => entry.Item2)], [.. list.Select(entry => entry.Item3)]);
            RatingWriter.WriteMatrixMarket(this._folder["x.mtx"], matrix);
            SparseMatrix<double> again = RatingReader.Read<double>(this._folder["x.mtx"]).ToMatrix();

            Assert.Equal((21, 31), (again.Rows, again.Columns));
            Assert.Equal(matrix.RowStarts, again.RowStarts);
            Assert.Equal(matrix.ColumnIndices, again.ColumnIndices);
            Assert.Equal(matrix.Values, again.Values);
        }).Check(Fixed);
    }

    [Fact]
    public void SinglePrecision_ReadsBack()
    {
        Prop.ForAll(Gen.Choose(int.MinValue, int.MaxValue).Select(BitConverter.Int32BitsToSingle).Where(float.IsFinite).NonEmptyListOf().ToArbitrary(), values =>
        {
            float[] column = [.. values];
            RatingWriter.WriteMatrixMarket(this._folder["f.mtx"], column.Length, 1, column);

            Assert.Equal(column, RatingReader.Read<float>(this._folder["f.mtx"]).Values);
        }).Check(Fixed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Npy_ReadsBack(bool single)
    {
        Prop.ForAll(Values().ArrayOf().ToArbitrary(), values =>
        {
            if (single)
            {
                float[] narrow = Array.ConvertAll(values, value => (float)value);
                NpyFile.Write(this._folder["x.npy"], [narrow.Length, 1], narrow);
                Assert.Equal(narrow, NpyFile.Read<float>(this._folder["x.npy"]).Data);
            }
            else
            {
                NpyFile.Write(this._folder["x.npy"], [1, values.Length], values);
                NpyArray<double> again = NpyFile.Read<double>(this._folder["x.npy"]);
                Assert.Equal(values, again.Data);
                Assert.Equal([1, values.Length], again.Shape);
            }
        }).Check(Fixed);
    }

    [Fact]
    public void Model_ReadsBackAndPredictsTheSame()
    {
        CompletionModel model = Model(IdMap.FromTexts(["ä", "ö \"x\""]), IdMap.FromNumbers([-5, 3, 77]));
        string folder = this._folder["model"];
        ModelFolder.Write(folder, model);
        CompletionModel again = ModelFolder.Read(folder);

        Assert.Equal(["ä", "ö \"x\""], [again.RowIds[0], again.RowIds[1]]);
        Assert.Equal(model.Options, again.Options);
        Assert.Equal(0.9, again.Metrics["rmse"]);
        Assert.Equal("ab12", again.DataHash);

        for (int row = -1; row < 2; row++)
        {
            for (int column = -1; column < 3; column++)
            {
                Assert.Equal(model.Predict(row, column), again.Predict(row, column));
            }
        }

        // Over an old one; then with a file changed; then where something else is.
        ModelFolder.Write(folder, model with { RowBiases = null, Rank = 0, RowFactors = [], ColumnFactors = [] });
        Assert.Null(ModelFolder.Read(folder).RowBiases);
        Assert.Equal(["model"], Directory.EnumerateFileSystemEntries(this._folder.Root).Select(Path.GetFileName));

        File.AppendAllText(Path.Combine(folder, "columns.txt"), "99\n");
        Assert.Contains("columns.txt", Assert.Throws<DataFormatException>(() => ModelFolder.Read(folder)).Message, StringComparison.Ordinal);

        Directory.CreateDirectory(this._folder["other"]);
        this._folder.Write("other/precious", "");
        Assert.Throws<IOException>(() => ModelFolder.Write(this._folder["other"], model));
        Assert.True(File.Exists(this._folder["other/precious"]));
    }

    [Fact]
    public void Exports_ReadBack()
    {
        CompletionModel model = Model(IdMap.Consecutive(2), IdMap.Consecutive(3));
        ModelExport.WriteSafetensors(this._folder["m.safetensors"], model);

        using (SafetensorsFile file = SafetensorsFile.Open(this._folder["m.safetensors"]))
        {
            Assert.Equal(model.RowFactors, file.Read<double>("U"));
            Assert.Equal(model.ColumnFactors, file.Read<double>("V"));
            Assert.Equal(model.RowBiases, file.Read<double>("bu"));
            Assert.Equal(model.ColumnBiases, file.Read<double>("bi"));
            Assert.Equal([3, 2], file.Find("V").Shape);
            Assert.Equal("3.5", file.Metadata["global_mean"]);
        }

        IReadOnlyList<string> files = ModelExport.WriteMatrixMarket(this._folder["m.mtx"], model);
        Assert.Equal(["m.U.mtx", "m.V.mtx", "m.bu.mtx", "m.bi.mtx"], files.Select(Path.GetFileName));
        Assert.Equal(model.ColumnFactors, RatingReader.Read<double>(files[1]).ToMatrix().Values);
    }

    [Fact]
    public void WhatFails_LeavesTheOldFile()
    {
        string path = this._folder.Write("x", "old");

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("new"u8);

            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.EnumerateFileSystemEntries(this._folder.Root));
    }

    private static CompletionModel Model(IdMap rows, IdMap columns) => new(rows, columns, 2, [1, 2, 3, 4], [0.5, 0.25, -1, 1, 2, 0])
    {
        GlobalMean = 3.5,
        RowBiases = [0.1, -0.1],
        ColumnBiases = [0.3, 0.2, 1e-17],
        Range = (1, 5),
        Options = new Dictionary<string, string> { ["method"] = "als" },
        Metrics = new Dictionary<string, double> { ["rmse"] = 0.9, ["unknown"] = double.NaN },
        DataHash = "ab12",
    };

    private static Gen<string> Ids() => Gen.OneOf(
        Gen.Choose(-3, 30).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Gen.Elements("a", "b c", "d,e", "f\"g", "007", "é", " h", "i ", "#j", "k::l", "日本", "-0", "1e5", "+7"));

    private static Gen<double> Values() => Gen.OneOf(
        Gen.Choose(-20, 20).Select(number => number / 2.0),
        Gen.Choose(int.MinValue, int.MaxValue).Two()
            .Select(pair => BitConverter.Int64BitsToDouble(((long)pair.Item1 << 32) | (uint)pair.Item2)).Where(double.IsFinite));

    private static RatingData<double> Make((string Row, string Column, double Value)[] entries)
    {
        (IdMap rows, int[] rowOf) = Map([.. entries.Select(entry => entry.Row)]);
        (IdMap columns, int[] columnOf) = Map([.. entries.Select(entry => entry.Column)]);

        return new RatingData<double>(rowOf, columnOf, [.. entries.Select(entry => entry.Value)], rows, columns);
    }

    private static (IdMap Ids, int[] Indices) Map(string[] names)
    {
        IdMap ids = IdMap.FromTexts([.. names.Distinct().Order(StringComparer.Ordinal)]);

        return (ids, Array.ConvertAll(names, ids.IndexOf));
    }

    private static IEnumerable<(string, string, double)> Entries(RatingData<double> data) =>
        Enumerable.Range(0, data.Count).Select(p => (data.RowIds[data.Rows[p]], data.ColumnIds[data.Columns[p]], data.Values[p]));
}
