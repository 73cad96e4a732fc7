using System.Reflection;
using TorchSharp;
using TorchSharp.Native;
using Xunit;
using static TorchSharp.torch;

namespace IlgpuOptim.TorchSharp.Tests;

/// <summary>Operators against the same computation in C#.</summary>
public sealed class OperatorTests : TorchTest
{
    private static readonly double[] s_x = [-2.5, -1.25, -0.5, -0.1, 0.3, 0.75, 1.5, 2.25];
    private static readonly double[] s_y = [0.7, -1.1, 2.3, 0.4, -0.6, 1.9, -2.2, 0.9];

    public static TheoryData<string> Unary => [.. s_unary.Keys];

    private static readonly Dictionary<string, (Func<Tensor, Tensor> Torch, Func<double, double> Net)> s_unary = new()
    {
        ["abs"] = (x => x.abs(), Math.Abs),
        ["acos"] = (x => (x / 3).acos(), x => Math.Acos(x / 3)),
        ["asin"] = (x => (x / 3).asin(), x => Math.Asin(x / 3)),
        ["atan"] = (x => x.atan(), Math.Atan),
        ["ceil"] = (x => x.ceil(), Math.Ceiling),
        ["cos"] = (x => x.cos(), Math.Cos),
        ["cosh"] = (x => x.cosh(), Math.Cosh),
        ["exp"] = (x => x.exp(), Math.Exp),
        ["exp2"] = (x => x.exp2(), x => Math.Pow(2, x)),
        ["expm1"] = (x => x.expm1(), x => Math.Exp(x) - 1),
        ["floor"] = (x => x.floor(), Math.Floor),
        ["log"] = (x => x.abs().log(), x => Math.Log(Math.Abs(x))),
        ["log10"] = (x => x.abs().log10(), x => Math.Log10(Math.Abs(x))),
        ["log1p"] = (x => x.abs().log1p(), x => Math.Log(1 + Math.Abs(x))),
        ["neg"] = (x => -x, x => -x),
        ["reciprocal"] = (x => x.reciprocal(), x => 1 / x),
        ["relu"] = (x => x.relu(), x => Math.Max(0, x)),
        ["round"] = (x => x.round(), x => Math.Round(x, MidpointRounding.ToEven)),
        ["rsqrt"] = (x => x.abs().rsqrt(), x => 1 / Math.Sqrt(Math.Abs(x))),
        ["sigmoid"] = (x => x.sigmoid(), x => 1 / (1 + Math.Exp(-x))),
        ["sign"] = (x => x.sign(), x => Math.Sign(x)),
        ["silu"] = (x => x.silu(), x => x / (1 + Math.Exp(-x))),
        ["sin"] = (x => x.sin(), Math.Sin),
        ["sinh"] = (x => x.sinh(), Math.Sinh),
        ["softplus"] = (x => x.softplus(), x => Math.Log(1 + Math.Exp(x))),
        ["sqrt"] = (x => x.abs().sqrt(), x => Math.Sqrt(Math.Abs(x))),
        ["square"] = (x => x.square(), x => x * x),
        ["tan"] = (x => x.tan(), Math.Tan),
        ["tanh"] = (x => x.tanh(), Math.Tanh),
        ["trunc"] = (x => x.trunc(), Math.Truncate),
        ["gelu tanh"] = (
            x => x.gelu(global::TorchSharp.Modules.GELU.Approximate.tanh),
            x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))))),
        ["x - 2"] = (x => x - 2, x => x - 2),
        ["2 - x"] = (x => 2 - x, x => 2 - x),
        ["1.5 * x"] = (x => 1.5 * x, x => 1.5 * x),
        ["3 / x"] = (x => 3 / x, x => 3 / x),
        ["x / 4"] = (x => x / 4, x => x / 4),
        ["x % 2"] = (x => x % 2, x => x - (2 * Math.Floor(x / 2))),
        ["x > 0.3"] = (x => x > 0.3, x => x > 0.3 ? 1 : 0),
        ["0.3 < x"] = (x => (Scalar)0.3 < x, x => 0.3 < x ? 1 : 0),
        ["clamp"] = (x => x.clamp(-1, 1), x => Math.Clamp(x, -1, 1)),
        ["clamp_min"] = (x => x.clamp((Scalar)0.5), x => Math.Max(x, 0.5)),
        ["pow 3"] = (x => x.pow(3), x => x * x * x),
        ["nan_to_num"] = (x => x.log().nan_to_num(7), x => x > 0 ? Math.Log(x) : 7),
        ["add alpha"] = (x => x.add(x.square(), 0.5), x => x + (0.5 * x * x)),
        ["mul_ add_"] = (x => x.clone().mul_(2).add_(1), x => (2 * x) + 1),
    };

    [Theory]
    [MemberData(nameof(Unary))]
    public void Unary_AgreesWithNet(string name)
    {
        (Func<Tensor, Tensor> function, Func<double, double> expected) = s_unary[name];
        Equal([.. s_x.Select(expected)], function(tensor(s_x)), 1e-14);
    }

    public static TheoryData<string> Binary => [.. s_binary.Keys];

    private static readonly Dictionary<string, (Func<Tensor, Tensor, Tensor> Torch, Func<double, double, double> Net)> s_binary = new()
    {
        ["+"] = ((x, y) => x + y, (x, y) => x + y),
        ["-"] = ((x, y) => x - y, (x, y) => x - y),
        ["*"] = ((x, y) => x * y, (x, y) => x * y),
        ["/"] = ((x, y) => x / y, (x, y) => x / y),
        ["div floor"] = ((x, y) => x.div(y, RoundingMode.floor), (x, y) => Math.Floor(x / y)),
        ["div trunc"] = ((x, y) => x.div(y, RoundingMode.trunc), (x, y) => Math.Truncate(x / y)),
        ["<"] = ((x, y) => x < y, (x, y) => x < y ? 1 : 0),
        ["=="] = ((x, y) => x == y, (x, y) => x == y ? 1 : 0),
        ["maximum"] = (maximum, Math.Max),
        ["min"] = ((x, y) => x.min(y), Math.Min),
        ["atan2"] = ((x, y) => x.atan2(y), Math.Atan2),
        ["hypot"] = ((x, y) => x.hypot(y), (x, y) => Math.Sqrt((x * x) + (y * y))),
        ["where"] = ((x, y) => where(x > y, x, y), Math.Max),
        ["x.where"] = ((x, y) => x.where(x < y, y), Math.Min),
        ["lerp"] = ((x, y) => x.lerp(y, 0.25), (x, y) => x + (0.25 * (y - x))),
        ["addcmul"] = ((x, y) => x.addcmul(x, y, 2), (x, y) => x + (2 * x * y)),
        ["addcdiv"] = ((x, y) => x.addcdiv(x, y, 0.5), (x, y) => x + (0.5 * x / y)),
        ["copysign"] = ((x, y) => x.copysign(y), Math.CopySign),
        ["logaddexp"] = (logaddexp, (x, y) => Math.Log(Math.Exp(x) + Math.Exp(y))),
        ["&"] = ((x, y) => (x > 0) & (y > 0), (x, y) => x > 0 && y > 0 ? 1 : 0),
        ["| ~"] = ((x, y) => (x > 0) | ~(y > 0), (x, y) => x > 0 || !(y > 0) ? 1 : 0),
    };

    [Theory]
    [MemberData(nameof(Binary))]
    public void Binary_AgreesWithNet(string name)
    {
        (Func<Tensor, Tensor, Tensor> function, Func<double, double, double> expected) = s_binary[name];
        Equal([.. s_x.Zip(s_y, expected)], function(tensor(s_x), tensor(s_y)), 1e-14);
    }

    [Fact]
    public void Broadcasting_RepeatsRowsAndColumns()
    {
        Tensor column = tensor(new double[] { 1, 2, 3 }).unsqueeze(1);
        Tensor row = tensor(new double[] { 10, 20 });
        Equal([11, 21, 12, 22, 13, 23], column + row);
        Assert.Equal([3, 2], broadcast_shapes([3, 1], [2]).Shape);
    }

    [Fact]
    public void MatMul_AgreesWithLoops()
    {
        const int n = 5, m = 7, k = 3;
        double[] a = Numbers(n * k, 1), b = Numbers(k * m, 2);
        double[] expected = new double[n * m];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < m; j++)
            {
                expected[(i * m) + j] = Enumerable.Range(0, k).Sum(l => a[(i * k) + l] * b[(l * m) + j]);
            }
        }

        Tensor left = tensor(a, [n, k]), right = tensor(b, [k, m]);
        Equal(expected, left.matmul(right), 1e-15);
        Equal(expected, mm(left, right), 1e-15);
        Equal(expected, einsum("ik,kj->ij", left, right), 1e-15);
        Equal(expected, left.unsqueeze(0).bmm(right.unsqueeze(0)).squeeze(0), 1e-15);
        Equal(expected, addmm(zeros(n, m, float64), left, right, 1, 1), 1e-15);
        Equal(expected, right.T.matmul(left.mT).t(), 1e-15);
        Equal(expected, tensordot(left, right, 1), 1e-15);
    }

    [Fact]
    public void Reductions_AgreeWithLinq()
    {
        double[] values = Numbers(24, 3);
        Tensor x = tensor(values, [4, 6]);
        double[][] rows = [.. values.Chunk(6)];
        Equal([values.Sum()], x.sum(), 1e-14);
        Equal([values.Average()], x.mean(), 1e-14);
        Equal([.. rows.Select(row => row.Sum())], x.sum(1), 1e-14);
        Equal([.. rows.Select(row => row.Average())], x.mean([1]), 1e-14);
        Equal([.. rows.Select(row => row.Max())], x.max(1).values);
        Equal([.. rows.Select(row => (double)Array.IndexOf(row, row.Max()))], x.max(1).indexes);
        Equal([.. rows.Select(row => row.Min())], x.amin([1]));
        Equal([values.Min()], x.min());
        Equal([Array.IndexOf(values, values.Max())], x.argmax());
        Equal([Variance(values, 1)], x.var(), 1e-14);
        Equal([Variance(values, 0)], x.var(unbiased: false), 1e-14);
        Equal([.. rows.Select(row => Math.Sqrt(Variance(row, 1)))], x.std(1), 1e-14);
        Equal([Math.Sqrt(values.Sum(value => value * value))], x.norm(), 1e-14);
        Equal([.. rows.Select(row => row.Sum(Math.Abs))], x.norm(1, p: 1), 1e-14);
        Equal([.. rows.Select(row => Math.Log(row.Sum(Math.Exp)))], x.logsumexp(1), 1e-14);
        Equal([values.Count(value => value > 0)], (x > 0).count_nonzero());
        Equal([values.Aggregate(1.0, (product, value) => product * value)], x.prod(), 1e-14);
        Equal([.. rows.SelectMany(row => row.Select(value => Math.Exp(value) / row.Sum(Math.Exp)))], x.softmax(1), 1e-14);
        Assert.Equal([4, 1], x.sum(1, keepdim: true).shape);
        Assert.Equal(float32, x.sum(0, type: float32).dtype);
        (Tensor std, Tensor mean) = x.std_mean();
        Equal([Math.Sqrt(Variance(values, 1))], std, 1e-14);
        Equal([values.Average()], mean, 1e-14);
    }

    [Fact]
    public void Sorting_AgreesWithLinq()
    {
        double[] values = Numbers(10, 4);
        Tensor x = tensor(values);
        Equal([.. values.Order()], x.sort().Values);
        Equal([.. values.OrderDescending()], sort(x, descending: true).Values);
        Equal([.. values.OrderDescending().Take(3)], x.topk(3).values);
        Equal([.. Enumerable.Range(0, 10).OrderBy(i => values[i]).Select(i => (double)i)], x.argsort());
        Equal([values.Order().ElementAt(3)], x.kthvalue(4, 0).values);
        Equal([values.Order().ElementAt(4)], x.median());
        (Tensor output, Tensor inverse, Tensor counts) = tensor(new long[] { 3, 1, 3, 2, 1, 3 }).unique(return_counts: true);
        Equal([1, 2, 3], output);
        Equal([2, 1, 3], counts);
        Assert.Null(inverse);
    }

    [Fact]
    public void Shapes_AreThoseAskedFor()
    {
        Tensor x = arange(24).reshape(2, 3, 4);
        Assert.Equal([4, 3, 2], x.permute(2, 1, 0).shape);
        Assert.Equal([2, 12], x.flatten(1).shape);
        Assert.Equal([2, 1, 3, 4], x.unsqueeze(1).shape);
        Assert.Equal([2, 3, 4], x.unsqueeze(1).squeeze(1).shape);
        Assert.Equal([3, 4], x[0].shape);
        Assert.Equal([2, 3, 2, 2], x.unflatten(2, 2, 2).shape);
        Assert.Equal([5, 2, 3, 4], x.expand(5, -1, -1, -1).shape);
        Assert.Equal([4, 3], x.select(0, 1).T.shape);
        Assert.Equal([2, 3, 8], cat([x, x], -1).shape);
        Assert.Equal([2, 2, 3, 4], stack([x, x], 1).shape);
        Assert.Equal([2, 2], x.split(2, 2).Select(part => part.shape[2]));
        Assert.Equal([1, 3], x.split([1, 3], 2).Select(part => part.shape[2]));
        Assert.Equal(3, x.unbind(1).Length);
        Assert.Equal(2, chunk(x, 2).Length);
        Assert.Equal([12, 4, 1], x.stride());
        Assert.Equal(1, x.stride(-1));
        Assert.Equal(3, x.size(1));
        Assert.False(x.transpose(0, 1).is_contiguous());
        Assert.Equal(24, x.numel());
        Equal([0, 12, 1, 13], x.view(2, 12).t().narrow(0, 0, 2));
        Equal([1, 0, 0, 1, 1, 0, 1, 1, 1], ones(3, 3).tril());
        Equal([3, 4, 1, 2], tensor(new long[] { 1, 2, 3, 4 }).roll(2));
        Equal([3, 2, 1], tensor(new long[] { 1, 2, 3 }).flip(0));
        Equal([1, 1, 2, 2], tensor(new long[] { 1, 2 }).repeat_interleave(2));
        Equal([1, 2, 1, 2], tensor(new long[] { 1, 2 }).repeat(2));
        Tensor[] grid = meshgrid([arange(2), arange(3)]);
        Equal([0, 0, 0, 1, 1, 1], grid[0]);
        Equal([0, 1, 0, 1, 0, 1], meshgrid([arange(2), arange(3)], "xy")[0]);
    }

    [Fact]
    public void EveryOperator_IsInThisLibtorch()
    {
        // Whatever the table names must be callable; a wrong name would show up only when a user calls it.
        List<string> missing = [];
        foreach (FieldInfo field in typeof(Operators).GetFields(BindingFlags.Static | BindingFlags.Public))
        {
            try
            {
                ((Operator)field.GetValue(null)!).Find();
            }
            catch (System.Runtime.InteropServices.ExternalException exception)
            {
                missing.Add(exception.Message);
            }
        }

        Assert.Empty(missing);
    }

    [Fact]
    public void LinearAlgebra_UndoesItself()
    {
        Tensor a = tensor(Numbers(16, 5), [4, 4]) + (4 * eye(4, dtype: float64));
        Equal(Values(eye(4, dtype: float64)), a.matmul(a.inverse()), 1e-14);
        (Tensor q, Tensor r) = linalg.qr(a);
        Equal(Values(a), q.matmul(r), 1e-14);
        (Tensor u, Tensor s, Tensor vh) = linalg.svd(a, fullMatrices: false);
        Equal(Values(a), (u * s).matmul(vh), 1e-14);
        Tensor symmetric = a.matmul(a.T);
        (Tensor values, Tensor vectors) = linalg.eigh(symmetric);
        Equal(Values(symmetric), (vectors * values).matmul(vectors.T), 1e-14);
        Tensor factor = linalg.cholesky(symmetric);
        Equal(Values(symmetric), factor.matmul(factor.mT), 1e-14);
        Equal(Values(a.inverse()), linalg.solve(a, eye(4, dtype: float64)), 1e-14);
        Equal([a.det().item<double>()], s.prod().unsqueeze(0) * a.det().sign(), 1e-12);
    }

    private static double[] Numbers(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    private static double Variance(double[] values, int lost)
    {
        double mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - lost);
    }
}
