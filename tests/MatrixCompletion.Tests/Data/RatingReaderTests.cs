using System.IO.Compression;
using System.Text;

using IlgpuOptim.MatrixCompletion.Data;

using Xunit;

namespace IlgpuOptim.MatrixCompletion.Tests.Data;

/// <summary>Forms of text, one by one: what is found out, what is refused, and where.</summary>
public sealed class RatingReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => this._folder.Dispose();

    [Theory]
    [InlineData("a,b,1\nc,d,2.5\n")]
    [InlineData("a;b;1\r\nc;d;2.5\r\n")]
    [InlineData("a\tb\t1\nc\td\t2.5")]
    [InlineData("a|b|1\nc|d|2.5")]
    [InlineData("a::b::1\nc::d::2.5")]
    [InlineData("a b 1\nc  d\t2.5\n")]
    [InlineData("  a b 1  \n\tc d 2.5\n")]
    [InlineData("# comment\n\na, b, 1\n\n c ,d ,2.50\n   \n")]
    [InlineData("user,item,rating\na,b,1\nc,d,2.5\n")]
    [InlineData("\uFEFFuser,item,rating\na,b,1\nc,d,2.5\n")]
    [InlineData("\"user\",\"item\",\"rating\"\n\"a\",\"b\",\"1\"\n\"c\",\"d\",2.5\n")]
    [InlineData("item,rating,user\nb,1,a\nd,2.5,c\n")]
    [InlineData("timestamp,rating,movieId,userId\n9,1,b,a\n8,25e-1,d,c\n")]
    [InlineData("a,b,1,x,y\nc,d,2.5,x,\"y,z\"\n")]
    public void Text_IsReadInAnyForm(string text)
    {
        RatingData<double> data = this.Read(text);

        Assert.Equal(["a", "c"], Ids(data.RowIds));
        Assert.Equal(["b", "d"], Ids(data.ColumnIds));
        Assert.Equal([1, 2.5], data.Values);
        Assert.Equal([0, 1], data.Rows);
        Assert.Equal([0, 1], data.Columns);
    }

    [Theory]
    [InlineData("1,2,3\n1,3\n", 2, "2 fields")]
    [InlineData("1,2,3\n1,3,4,5\n", 2, "4 fields")]
    [InlineData("1,2,3\n1,3,x\n", 2, "'x' is not a number")]
    [InlineData("1,2,3\n\n# c\n1,3,nan\n", 4, "not finite")]
    [InlineData("1,2,3\n1,3,1e999\n", 2, "not finite")]
    [InlineData("1,2,3\n,3,1\n", 2, "row id is empty")]
    [InlineData("1,2,3\n1,,1\n", 2, "column id is empty")]
    [InlineData("1,2,3\n\"1,4,1\n", 2, "quote")]
    [InlineData("1,2,3\n1,\u0001,1\n", 2, "control character")]
    [InlineData("1 2\n", 1, "2 fields")]
    [InlineData("1\n", 1, "1 field;")]
    [InlineData("user,item,rating\n", 1, "no ratings")]
    [InlineData("# only\n# comments\n", 0, "no ratings")]
    [InlineData("\n\n", 0, "no ratings")]
    [InlineData("a,b,c\0\n", 1, "zero byte")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n", 2, "ends before its sizes")]
    [InlineData("%%MatrixMarket matrix coordinate complex general\n1 1 1\n1 1 1 1\n", 1, "complex")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2000000000 2000000000 1\n1 1 1\n", 2, "would be empty")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2\n1 1 1\n", 2, "rows, columns and entries")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 9\n1 1 1\n", 2, "only 4 cells")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 1\n1 1 1\n2 2 2\n", 4, "1 entries are declared")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 1\n1 1\n", 3, "row, column and value")]
    [InlineData("%%MatrixMarket matrix coordinate integer general\n2 2 1\n1 1 1.5\n", 3, "not a whole number")]
    [InlineData("%%MatrixMarket matrix coordinate real symmetric\n2 2 1\n1 2 1\n", 3, "above the diagonal")]
    [InlineData("%%MatrixMarket matrix coordinate real skew-symmetric\n2 2 1\n1 1 1\n", 3, "on or above")]
    [InlineData("%%MatrixMarket matrix coordinate real symmetric\n2 3 1\n2 1 1\n", 2, "not square")]
    [InlineData("%%MatrixMarket matrix coordinate real symmetric\n2 2 2\n2 1 1\n2 1 3\n", 4, "duplicate entry")]
    [InlineData("%%MatrixMarket matrix array real general\n2 2\n1\n2\n3\n", 5, "needs 4 values")]
    [InlineData("%%MatrixMarket matrix array real general\n2 1\n1\n2\n3\n", 5, "needs 2 values")]
    [InlineData("%%MatrixMarket tensor\n", 1, "expected")]
    public void BadText_IsRefusedWithItsLine(string text, int line, string reason)
    {
        DataFormatException refused = Assert.Throws<DataFormatException>(() => this.Read(text).ToMatrix());

        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
        Assert.Equal(line, refused.Line);
        Assert.StartsWith(this._folder["data"] + (line > 0 ? $":{line}: " : ": "), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MatrixMarketArray_StandsByColumns()
    {
        SparseMatrix<double> matrix = this.Read("%%MatrixMarket matrix array real general\n2 3\n1\n2\n3\n4\n5\n6\n").ToMatrix();

        Assert.Equal([1, 3, 5, 2, 4, 6], matrix.Values);
        Assert.Equal(6, matrix.Count);

        SparseMatrix<double> skew = this.Read("%%MatrixMarket matrix array real skew-symmetric\n3 3\n1 2 3\n").ToMatrix();

        Assert.Equal([-1, -2, 1, -3, 2, 3], skew.Values);
        Assert.Equal([1, 2, 0, 2, 0, 1], skew.ColumnIndices);
    }

    [Fact]
    public void Pattern_GetsTheValueThatIsAskedFor()
    {
        string text = "%%MatrixMarket matrix coordinate pattern symmetric\n2 2 2\n1 1\n2 1\n";

        Assert.Equal([0.5, 0.5, 0.5], this.Read(text, new ReadOptions { PatternValue = 0.5 }).Values);
    }

    [Fact]
    public void Times_AreReadOnlyIfAskedFor()
    {
        string text = "1,2,3,978300760\n1,3,4,978300761\n";

        Assert.Null(this.Read(text).Times);
        Assert.Equal([978300760, 978300761], this.Read(text, new ReadOptions { WithTimes = true }).Times!);
        Assert.Throws<DataFormatException>(() => this.Read("1,2,3\n", new ReadOptions { WithTimes = true }));
        Assert.Equal(2, Assert.Throws<DataFormatException>(
            () => this.Read("1,2,3,4\n1,3,4,noon\n", new ReadOptions { WithTimes = true })).Line);
    }

    [Fact]
    public void Columns_AreChosenByNameOrNumber()
    {
        string text = "id,book,stars,reader\n7,b,4,a\n8,d,5,c\n";
        ReadOptions byName = new() { RowColumn = "reader", ColumnColumn = "BOOK", ValueColumn = "3" };

        Assert.Equal([4.0, 5], this.Read(text, byName).Values);
        Assert.Equal(["a", "c"], Ids(this.Read(text, byName).RowIds));
        Assert.Contains("'readr'", Assert.Throws<DataFormatException>(() => this.Read(text, byName with { RowColumn = "readr" })).Reason, StringComparison.Ordinal);
        Assert.Contains("both", Assert.Throws<DataFormatException>(() => this.Read(text, byName with { RowColumn = "book" })).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_NeedNoValues()
    {
        RatingData<double> pairs = this.Read("user,item\na,b\nc,d\n", new ReadOptions { WithoutValues = true });

        Assert.Equal(["a", "c"], Ids(pairs.RowIds));
        Assert.Equal([0, 0], pairs.Values);
    }

    /// <summary>Numbers are in order of value, texts in order of their units; one text makes all of an axis texts.</summary>
    [Fact]
    public void Ids_AreInOrder()
    {
        RatingData<double> data = this.Read("10,x10,1\n9,x9,1\n-3,x,1\n007,10,1\n");

        Assert.Equal(["-3", "007", "10", "9"], Ids(data.RowIds));
        Assert.Equal(["10", "x", "x10", "x9"], Ids(data.ColumnIds));
        Assert.Equal(["-3", "9", "10"], Ids(this.Read("10,1,1\n9,2,1\n-3,3,1\n").RowIds));
    }

    /// <summary>The colons of "::" may stand alone in an id; what was read before they were seen leaves no trace.</summary>
    [Fact]
    public void HalfADelimiter_IsPartOfAnId()
    {
        RatingData<double> data = this.Read("1:2::3::4\n1::3::5\n");

        Assert.Equal(["1", "1:2"], Ids(data.RowIds));
        Assert.Equal(["3"], Ids(data.ColumnIds));
    }

    [Fact]
    public void Gzip_IsReadLikeTheTextInside()
    {
        byte[] text = Encoding.UTF8.GetBytes("1,2,3\n1,3,4\n2,2,5\n");
        string path = this._folder.Write("x.csv.gz", Compress(text));

        Assert.Equal([3.0, 4, 5], RatingReader.Read<double>(path).Values);

        byte[] damaged = Compress(text);
        damaged[^6] ^= 0x10;
        Assert.Throws<DataFormatException>(() => RatingReader.Read<double>(this._folder.Write("y.csv.gz", damaged)));
        Assert.Throws<DataFormatException>(() => RatingReader.Read<double>(this._folder.Write("z.csv.gz", Compress(text)[..15])));
    }

    /// <summary>Many blocks and several threads: the same as one thread, and the same line for an error.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void LongFiles_AreReadInTheirOrder(int threads)
    {
        Random random = new(threads);
        StringBuilder text = new("userId,movieId,rating,timestamp\n");
        List<(long User, long Item, double Rating)> truth = [];

        for (int i = 0; i < 200_000; i++)
        {
            (long user, long item, double rating) = (random.Next(1, 5000) * 1_000_003L, i, random.Next(1, 11) / 2.0);
            truth.Add((user, item, rating));
            text.Append(user).Append(',').Append(item).Append(',').Append(rating.ToString(System.Globalization.CultureInfo.InvariantCulture)).Append(",978300760\n");
            text.Append(i % 997 == 0 ? "\n# comment\n" : "");
        }

        RatingData<float> data = this.Read<float>(text.ToString(), new ReadOptions { Threads = threads });

        Assert.Equal(truth, Enumerable.Range(0, data.Count).Select(p =>
            (data.RowIds.NumberOf(data.Rows[p]), data.ColumnIds.NumberOf(data.Columns[p]), (double)data.Values[p])));

        string[] lines = text.ToString().Split('\n');
        int first = 120_000;
        lines[first] = lines[180_000] = "oops";
        DataFormatException refused = Assert.Throws<DataFormatException>(
            () => this.Read<float>(string.Join('\n', lines), new ReadOptions { Threads = threads }));
        Assert.Equal(first + 1, refused.Line);

        lines = text.ToString().Split('\n');
        lines[first] = lines[1];
        refused = Assert.Throws<DataFormatException>(
            () => this.Read<float>(string.Join('\n', lines), new ReadOptions { Threads = threads }).ToMatrix());
        Assert.Equal(first + 1, refused.Line);
        Assert.Contains("on line 2", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ALineWithoutEnd_IsRefused()
    {
        DataFormatException refused = Assert.Throws<DataFormatException>(() => this.Read("1,2,3\n" + new string('7', 3 << 20)));

        Assert.Contains("longer than 1 MiB", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(2, refused.Line);
    }

    [Fact]
    public void Files_ThatCannotBeOpened_AreNamed()
    {
        Assert.Contains("no such file", Assert.Throws<DataFormatException>(() => RatingReader.Read<double>(this._folder["none"])).Message, StringComparison.Ordinal);
        Assert.Contains("u.data", Assert.Throws<DataFormatException>(() => RatingReader.Read<double>(this._folder.Root)).Message, StringComparison.Ordinal);

        this._folder.Write("u.data", "196\t242\t3\t881250949\n");
        Assert.Equal("196", RatingReader.Read<double>(this._folder.Root).RowIds[0]);
    }

    private static byte[] Compress(byte[] text)
    {
        using MemoryStream stream = new();

        using (GZipStream gzip = new(stream, CompressionLevel.Optimal))
        {
            gzip.Write(text);
        }

        return stream.ToArray();
    }

    private static IEnumerable<string> Ids(IdMap ids) => Enumerable.Range(0, ids.Count).Select(i => ids[i]);

    private RatingData<double> Read(string text, ReadOptions? options = null) => this.Read<double>(text, options);

    private RatingData<T> Read<T>(string text, ReadOptions? options)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => RatingReader.Read<T>(this._folder.Write("data", text), options);
}
