using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace IlgpuOptim.TorchSharp.Tests;

/// <summary>Indexing against C#'s own arrays.</summary>
public sealed class IndexingTests : TorchTest
{
    private static readonly double[] s_values = [.. Enumerable.Range(0, 24).Select(i => (double)i)];

    private readonly Tensor _x;

    // Not where it is declared: that would run before the test can be skipped.
    public IndexingTests() => this._x = tensor(s_values, [2, 3, 4]);

    [Fact]
    public void Numbers_SelectElements()
    {
        Equal([23], this._x[1, 2, 3]);
        Equal([16, 17, 18, 19], this._x[1, 1]);
        Equal([20, 21, 22, 23], this._x[-1, -1]);
        Assert.Equal(13, this._x[1, 0, 1].item<double>());
    }

    [Fact]
    public void Slices_AreViews()
    {
        Equal([5, 6, 9, 10], this._x[TensorIndex.Single(0), 1.., 1..3]);
        Equal([0, 2, 12, 14], this._x[TensorIndex.Colon, TensorIndex.Single(0), TensorIndex.Slice(0, 4, 2)]);
        Equal([3, 7, 11, 15, 19, 23], this._x[TensorIndex.Ellipsis, TensorIndex.Single(-1)]);
        Equal([2, 6, 10, 14, 18, 22], this._x[TensorIndex.Ellipsis, ^2]);
        Equal([.. s_values[..^12].Where((_, i) => i % 4 < 3)], this._x[..^1, TensorIndex.Ellipsis, ..^1]);
        Assert.Equal([2, 1, 3, 4], this._x[TensorIndex.Colon, TensorIndex.None].shape);
        Assert.Equal([0, 3, 4], this._x[^0..].shape);
        using (no_grad())
        {
            this._x[0].zero_();
        }

        Assert.Equal(0, this._x[0, 2, 3].item<double>());
        Assert.Equal(12, this._x[1, 0, 0].item<double>());
    }

    [Fact]
    public void Tensors_PickElements()
    {
        Tensor rows = tensor(new long[] { 2, 0 });
        Equal([8, 9, 10, 11, 0, 1, 2, 3, 20, 21, 22, 23, 12, 13, 14, 15], this._x[TensorIndex.Colon, TensorIndex.Tensor(rows)]);
        Equal([9, 0, 21, 12], this._x[TensorIndex.Ellipsis, rows, tensor(new long[] { 1, 0 })]);
        Equal([20, 21, 22, 23], this._x.index(tensor(new long[] { 1 }), tensor(new long[] { 2 })));
        Equal([.. s_values.Where(value => value > 17)], this._x[this._x > 17]);
        Equal([2, 14], this._x[TensorIndex.Tensor(tensor(new[,] { { true, false, false }, { true, false, false } })), TensorIndex.Single(2)]);
        Assert.Equal([1, 2, 3, 4], this._x[TensorIndex.Bool(true)].shape);
        Assert.Equal([0, 2, 3, 4], this._x[TensorIndex.Bool(false)].shape);
    }

    [Fact]
    public void Setting_WritesThere()
    {
        double[] expected = [.. s_values];
        this._x[0, 0, 0] = 100.0;
        expected[0] = 100;
        this._x[1, 1] = tensor(new double[] { -1, -2, -3, -4 });
        new double[] { -1, -2, -3, -4 }.CopyTo(expected, 16);
        this._x[TensorIndex.Colon, TensorIndex.Tensor(tensor(new long[] { 2 }))] = 7.0;
        foreach (int i in (int[])[8, 9, 10, 11, 20, 21, 22, 23])
        {
            expected[i] = 7;
        }

        this._x[this._x < 0] = 0.5;
        expected = [.. expected.Select(value => value < 0 ? 0.5 : value)];
        Equal(expected, this._x);
        this._x.index_put_(1.0, [TensorIndex.Single(0), TensorIndex.Tensor(tensor(new long[] { 1, 1 }))], accumulate: true);
        Equal([6, 7, 8, 9], this._x[0, 1]);
    }

    [Fact]
    public void Operators_GatherAndScatter()
    {
        Tensor table = tensor(s_values, [6, 4]);
        Tensor index = tensor(new long[] { 3, 0, 1, 2, 2, 0 }).unsqueeze(1);
        Equal([3, 4, 9, 14, 18, 20], table.gather(1, index));
        Equal([20, 21, 22, 23, 0, 1, 2, 3], table.index_select(0, tensor(new long[] { 5, 0 })));
        Equal([0, 0, 0, 1], zeros(1, 4, float64).scatter(1, tensor(new long[] { 3 }).unsqueeze(0), ones(1, 1, float64)));
        Equal([3, 0, 0], zeros(3, float64).scatter_add(0, zeros(3, int64), ones(3, float64)));
        Equal([1, 9], tensor(new double[] { 1, 2 }).masked_fill(tensor(new[] { false, true }), 9));
        Equal([0, 2], table[0].take(tensor(new long[] { 0, 2 })));
    }

    [Fact]
    public void WrongIndices_AreRefused()
    {
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => this._x[2]);
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => this._x[0, 0, 0, 0]);
        Assert.Throws<ArgumentException>(() => this._x[TensorIndex.Ellipsis, TensorIndex.Ellipsis]);
        Assert.Throws<ArgumentException>(() => this._x[TensorIndex.Slice(0, 2, -1)]);
        Assert.Throws<IndexOutOfRangeException>(() => this._x.size(3));
    }
}
