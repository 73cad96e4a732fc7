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
    /// <summary>c = alpha a b + beta c for every member of the batch.</summary>
    public static void Multiply<TReal>(
        ComputeDevice device, Unfolding<TReal> c, Unfolding<TReal> a, Unfolding<TReal> b, double alpha = 1, double beta = 0)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        if (c.Rows == 0 || c.Columns == 0 || c.Batch == 0 || (a.Columns == 0 && beta == 1))
        {
            return;
        }

        Gemm.MultiplyBatchAny(device, c.First, a.First, b.First, c.Batch, (c.Step, a.Step, b.Step), alpha, beta);
    }

    /// <summary>
    /// c = a a^T for every member of the batch. What lies above the diagonal is undefined unless <paramref name="mirrors"/>.
    /// </summary>
    // transposed: a^T, best with columns that are neighbours.
    public static void MultiplySymmetric<TReal>(
        ComputeDevice device, Unfolding<TReal> c, Unfolding<TReal> a, Unfolding<TReal> transposed, bool mirrors)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal> => Syrk.RunAny(
            device, c.First, a.First, transposed.First, c.Batch, (c.Step, a.Step, transposed.Step), mirrors: mirrors);
}
