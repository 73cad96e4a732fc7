using System.Numerics;
using IlgpuOptim.Compute;
using ILGPU;

namespace IlgpuOptim.Optimizers;

/// <summary>
/// Tensors of equal shapes, one behind the other, each unfolded along an axis into a d x o matrix: rows run along the axis. Nothing is moved: the strides
/// say where the elements are.
/// </summary>
/// <typeparam name="TReal">Element type.</typeparam>
/// <param name="First">The first matrix.</param>
/// <param name="Step">Elements from a matrix to the next one.</param>
/// <param name="Batch">Number of matrices.</param>
internal readonly record struct Unfolding<TReal>(MatrixView<TReal> First, long Step, int Batch)
    where TReal : unmanaged
{
    public Unfolding<TReal> Transposed => new(this.First.Transposed, this.Step, this.Batch);

    public int Rows => this.First.Rows;

    public int Columns => this.First.Columns;

    /// <summary>The same part of every matrix.</summary>
    public Unfolding<TReal> Block(int row, int column, int rows, int columns) =>
        new(this.First.Block(row, column, rows, columns), this.Step, this.Batch);

    /// <summary>Some rows, all columns.</summary>
    public Unfolding<TReal> RowBlock(int row, int rows) => this.Block(row, 0, rows, this.Columns);

    /// <summary>One of the matrices.</summary>
    public MatrixView<TReal> Member(int member) =>
        new(this.First.Data.SubView(member * this.Step), this.Rows, this.Columns, this.First.RowStride, this.First.ColumnStride);
}

/// <summary>Stored values of the factors of several tensors along one axis, one factor behind the other.</summary>
/// <typeparam name="TReal">Element type.</typeparam>
/// <param name="Data">The values.</param>
/// <param name="Step">Values per factor.</param>
/// <param name="Batch">Number of factors.</param>
internal readonly record struct Factors<TReal>(ArrayView<TReal> Data, long Step, int Batch)
    where TReal : unmanaged
{
    /// <summary>A dense part of every factor.</summary>
    /// <param name="start">First value of the part.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns, which are also what lies between rows.</param>
    public Unfolding<TReal> Matrix(long start, int rows, int columns) =>
        new(new MatrixView<TReal>(this.Data.SubView(start), rows, columns), this.Step, this.Batch);
}

/// <summary>Matrix products for either type of arithmetic.</summary>
internal static class Products
{
    /// <summary>From this size on, symmetric products are made of blocks.</summary>
    private const int SmallestSplit = 256;

    /// <summary>Fewest rows of a block: fewer make poor products.</summary>
    private const int SmallestBlock = 64;

    /// <summary>Most blocks down: half of the work plus half of a block row of each is left.</summary>
    private const int MaxBlocks = 4;

    /// <summary>c = alpha a b + beta c for every member of the batch.</summary>
    public static void Multiply<TReal>(
        ComputeDevice device, Unfolding<TReal> c, Unfolding<TReal> a, Unfolding<TReal> b, double alpha = 1, double beta = 0)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        if (c.Rows == 0 || c.Columns == 0 || c.Batch == 0 || (a.Columns == 0 && beta == 1))
        {
            return;
        }

        (long, long, long) steps = (c.Step, a.Step, b.Step);

        if (typeof(TReal) == typeof(double))
        {
            Gemm.MultiplyBatch(device, Cast<double, TReal>(c), Cast<double, TReal>(a), Cast<double, TReal>(b), c.Batch, steps, alpha, beta);
        }
        else
        {
            Gemm.MultiplyBatch(
                device, Cast<float, TReal>(c), Cast<float, TReal>(a), Cast<float, TReal>(b), c.Batch, steps, (float)alpha, (float)beta);
        }
    }

    /// <summary>c = a b where the result is known to be symmetric: blocks below and on the diagonal, and their mirror images.</summary>
    public static void MultiplySymmetric<TReal>(ComputeDevice device, Unfolding<TReal> c, Unfolding<TReal> a, Unfolding<TReal> b)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        int size = c.Rows;

        if (size < SmallestSplit)
        {
            Multiply(device, c, a, b);

            return;
        }

        int step = Math.Max(SmallestBlock, (size / MaxBlocks + SmallestBlock - 1) / SmallestBlock * SmallestBlock);

        for (int row = 0; row < size; row += step)
        {
            int rows = Math.Min(step, size - row);
            Multiply(device, c.Block(row, 0, rows, row + rows), a.RowBlock(row, rows), b.Block(0, 0, b.Rows, row + rows));

            for (int p = 0; row > 0 && p < c.Batch; p++)
            {
                MatrixView<TReal> member = c.Member(p);
                MatrixCopy.Run(device, member.Block(0, row, row, rows), member.Block(row, 0, rows, row).Transposed);
            }
        }
    }

    private static MatrixView<TTo> Cast<TTo, TFrom>(Unfolding<TFrom> matrix)
        where TTo : unmanaged
        where TFrom : unmanaged => (MatrixView<TTo>)(object)matrix.First;
}
