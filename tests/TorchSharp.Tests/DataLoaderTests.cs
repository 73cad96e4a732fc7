using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Native;
using Xunit;
using static TorchSharp.torch;

namespace IlgpuOptim.TorchSharp.Tests;

/// <summary>Data sets and batches: which items come, in what order, and who disposes of them.</summary>
public sealed class DataLoaderTests : TorchTest
{
    [Theory]
    [InlineData(10, 3, false, new[] { 3, 3, 3, 1 })]
    [InlineData(10, 3, true, new[] { 3, 3, 3 })]
    [InlineData(9, 3, false, new[] { 3, 3, 3 })]
    [InlineData(2, 5, false, new[] { 2 })]
    [InlineData(2, 5, true, new int[0])]
    public void Batches_HaveTheirSizes(int items, int size, bool dropLast, int[] expected)
    {
        using IterableDataLoader loader = Numbers(items, size, drop_last: dropLast);
        Assert.Equal(expected.Length, loader.Count);
        Assert.Equal(expected.Select(length => (long)length), loader.Select(batch => batch[0].size(0)));
    }

    [Fact]
    public void InOrder_RowsStayTogether()
    {
        using IterableDataLoader loader = Numbers(7, 4);
        List<double> first = [], second = [];
        foreach (IList<Tensor> batch in loader)
        {
            first.AddRange(Values(batch[0]));
            second.AddRange(Values(batch[1]));
        }

        Assert.Equal([0, 1, 2, 3, 4, 5, 6], first);
        Assert.Equal(first.Select(value => 10 * value), second);
    }

    [Fact]
    public void Shuffled_EveryItemComesOnce()
    {
        using IterableDataLoader loader = Numbers(100, 8, shuffle: true);
        double[] pass = Pass(loader), another = Pass(loader);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (double)i), pass.Order());
        Assert.Equal(pass.Order(), another.Order());
        Assert.NotEqual(pass.Order(), pass);
        Assert.NotEqual(pass, another);
    }

    [Fact]
    public void Seeded_TheOrderIsTheSame()
    {
        using IterableDataLoader one = Numbers(50, 8, shuffle: true, seed: 5), same = Numbers(50, 8, shuffle: true, seed: 5);
        using IterableDataLoader other = Numbers(50, 8, shuffle: true, seed: 6);
        double[] order = Pass(one);
        Assert.Equal(order, Pass(same));
        Assert.Equal(order, Pass(one));
        Assert.NotEqual(order, Pass(other));
    }

    [Fact]
    public void OwnOrder_IsTaken()
    {
        using IterableDataLoader loader = utils.data.DataLoader(utils.data.TensorDataset(arange(6)), 2, [5, 0, 3]);
        Assert.Equal([5, 0, 3], Pass(loader));
    }

    [Fact]
    public void NamedItems_AreStackedByName()
    {
        using DataLoader loader = utils.data.DataLoader(new Squares(), 3);
        using IEnumerator<Dictionary<string, Tensor>> pass = loader.GetEnumerator();
        Assert.True(pass.MoveNext());
        Assert.Equal(["x", "y"], pass.Current.Keys.Order());
        Assert.Equal([3, 1], pass.Current["x"].shape);
        Equal([0, 1, 2], pass.Current["x"]);
        Equal([0, 1, 4], pass.Current["y"]);
    }

    [Fact]
    public void Batches_AreDisposedOfByTheNextOne()
    {
        long before = LibTorch.LiveHandles;
        Tensor kept;
        using (IterableDataLoader loader = Numbers(6, 2))
        {
            using IEnumerator<IList<Tensor>> pass = loader.GetEnumerator();
            pass.MoveNext();
            kept = pass.Current[0];
            Assert.False(kept.IsInvalid);
            pass.MoveNext();
            Assert.True(kept.IsInvalid);
        }

        Assert.Equal(before, LibTorch.LiveHandles);
    }

    [Fact]
    public void Batches_AreKeptIfAsked()
    {
        long before = LibTorch.LiveHandles;
        using (NewDisposeScope())
        {
            using IterableDataLoader loader = Numbers(6, 2, disposeBatch: false);
            IList<Tensor>[] batches = [.. loader];
            Equal([0, 1], batches[0][0]);
            Equal([4, 5], batches[2][0]);
        }

        Assert.Equal(before, LibTorch.LiveHandles);
    }

    [Fact]
    public void DataSet_OutlivesItsTensors()
    {
        Tensor numbers = arange(4);
        using TensorDataset set = utils.data.TensorDataset(numbers);
        numbers.Dispose();
        Assert.Equal(4, set.Count);
        Equal([2], set[2][0]);
        Assert.Throws<ArgumentException>(() => utils.data.TensorDataset(zeros(3), zeros(4)));
        Assert.Throws<ArgumentException>(() => Numbers(3, 0));
    }

    private static IterableDataLoader Numbers(
        int items, int size, bool shuffle = false, int? seed = null, bool drop_last = false, bool disposeBatch = true)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor numbers = arange(items, dtype: float32);
        return utils.data.DataLoader(
            utils.data.TensorDataset(numbers, numbers * 10), size, shuffle, seed: seed, drop_last: drop_last, disposeBatch: disposeBatch);
    }

    private static double[] Pass(IterableDataLoader loader) => [.. loader.SelectMany(batch => Values(batch[0]))];

    private sealed class Squares : utils.data.Dataset
    {
        public override long Count => 5;

        public override Dictionary<string, Tensor> GetTensor(long index) =>
            new() { ["x"] = tensor(new[] { (double)index }), ["y"] = tensor((double)(index * index)) };
    }
}
