using System.Text.Json;

using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.Testing;

using Xunit;

namespace IlgpuOptim.MatrixCompletion.Tests.Golden;

/// <summary>Recorded input files: what must be read, and to what; what must be refused, and where.</summary>
public sealed class IoCasesGoldenTests
{
    private static string Folder { get; } = Path.Combine(GoldenData.Root ?? "", "matrix-completion", "io_cases");

    public static TheoryData<string> Cases()
    {
        TheoryData<string> cases = [];

        foreach (JsonElement item in Expected())
        {
            cases.Add(item.GetProperty("file").GetString()!);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void File_IsReadOrRefusedAsRecorded(string file)
    {
        JsonElement expected = Expected().Single(item => item.GetProperty("file").GetString() == file);
        string path = Path.Combine(Folder, file);
        JsonElement ok = expected.GetProperty("ok");

        if (ok.ValueKind == JsonValueKind.False)
        {
            DataFormatException refused = Assert.Throws<DataFormatException>(() => RatingReader.Read<double>(path).ToMatrix());

            Assert.StartsWith(path + ":", refused.Message, StringComparison.Ordinal);
            Assert.NotEmpty(refused.Reason);
            Assert.True(refused.Line > 0 || new FileInfo(path).Length == 0, "the message names no line: " + refused.Message);

            return;
        }

        RatingData<double> data = RatingReader.Read<double>(path);

        if (ok.ValueKind == JsonValueKind.String)
        {
            CheckPolicies(data, expected, path);

            return;
        }

        SparseMatrix<double> matrix = data.ToMatrix();

        if (expected.TryGetProperty("entries", out JsonElement entries))
        {
            Assert.Equal(expected.GetProperty("m").GetInt32(), matrix.Rows);
            Assert.Equal(expected.GetProperty("n").GetInt32(), matrix.Columns);
            Assert.Equal(entries.GetArrayLength(), matrix.Count);

            foreach (JsonElement entry in entries.EnumerateArray())
            {
                Assert.True(matrix.TryGet(entry[0].GetInt32(), entry[1].GetInt32(), out double value));
                Assert.Equal(entry[2].GetDouble(), value);
            }
        }
        else
        {
            Assert.Equal(expected.GetProperty("nnz").GetInt64(), matrix.Count);
            Assert.Equal(Ids(expected.GetProperty("users")), Ids(data.RowIds));
            Assert.Equal(Ids(expected.GetProperty("items")), Ids(data.ColumnIds));
        }
    }

    private static void CheckPolicies(RatingData<double> data, JsonElement expected, string path)
    {
        DataFormatException refused = Assert.Throws<DataFormatException>(() => data.ToMatrix());
        Assert.Matches(@"^.*:\d+: duplicate entry", refused.Message);
        Assert.StartsWith(path, refused.Message, StringComparison.Ordinal);

        foreach (DuplicatePolicy policy in (DuplicatePolicy[])[DuplicatePolicy.Last, DuplicatePolicy.Mean, DuplicatePolicy.Sum])
        {
            Assert.True(data.ToMatrix(policy).TryGet(0, 0, out double value));
            Assert.Equal(expected.GetProperty(policy.ToString().ToLowerInvariant()).GetDouble(), value);
        }
    }

    private static IEnumerable<JsonElement> Expected()
    {
        string path = Path.Combine(Folder, "expected.json");

        return File.Exists(path) ? [.. JsonDocument.Parse(File.ReadAllText(path)).RootElement.EnumerateArray()] : [];
    }

    private static string[] Ids(JsonElement ids) => [.. ids.EnumerateArray().Select(id => id.ToString())];

    private static string[] Ids(IdMap ids) => [.. Enumerable.Range(0, ids.Count).Select(i => ids[i])];
}
