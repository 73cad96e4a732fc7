using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Sampling;

using Xunit;

namespace IlgpuOptim.MatrixCompletion.Tests.Data;

/// <summary>Both forms of a sparse matrix against a dictionary of cells.</summary>
public sealed class SparseMatrixTests
{
    [Theory]
    [InlineData(1, 1, 1, 0)]
    [InlineData(7, 5, 20, 1)]
    [InlineData(1, 50, 30, 2)]
    [InlineData(50, 1, 30, 3)]
    [InlineData(300, 200, 5000, 4)]
    [InlineData(10, 10, 100, 5)]
    public void FromTriplets_HoldsEveryCellInBothForms(int rows, int columns, int count, int seed)
    {
        Random random = new(seed);
        long[] cells = CellSampler.Choose((long)rows * columns, count, (ulong)seed);
        random.Shuffle(cells);
        int[] rowOf = [.. cells.Select(cell => (int)(cell / columns))];
        int[] columnOf = [.. cells.Select(cell => (int)(cell % columns))];
        double[] values = [.. cells.Select(_ => random.NextDouble() - 0.5)];
        SparseMatrix<double> matrix = SparseMatrix<double>.FromTriplets(rows, columns, rowOf, columnOf, values);
        Dictionary<(int, int), double> truth = Enumerable.Range(0, count).ToDictionary(p => (rowOf[p], columnOf[p]), p => values[p]);

        Assert.Equal(truth, Cells(matrix));
        Assert.Equal(truth.ToDictionary(cell => (cell.Key.Item2, cell.Key.Item1), cell => cell.Value), Cells(matrix.Transpose()));
        Assert.Equal(matrix.ColumnValues, matrix.ColumnOrder.Select(p => matrix.Values[p]));
        Assert.Equal(matrix.RowIndices, matrix.ColumnOrder.Select(p => matrix.ExpandRows()[p]));
        Assert.Equal(values.Average(), matrix.Mean(), 1e-12);

        // Ascending within rows and columns: the constructor checks it.
        _ = new SparseMatrix<double>(rows, columns, matrix.RowStarts, matrix.ColumnIndices, matrix.Values);
        _ = new SparseMatrix<double>(columns, rows, matrix.ColumnStarts, matrix.RowIndices, matrix.ColumnValues);

        // Sorted triplets take another way.
        SparseMatrix<double> again = SparseMatrix<double>.FromTriplets(
            rows, columns, matrix.ExpandRows(), matrix.ColumnIndices, matrix.Values);
        Assert.Equal(Cells(matrix), Cells(again));
        Assert.Equal(matrix.RowIndices, again.RowIndices);
        Assert.Equal(matrix.ColumnValues, again.ColumnValues);
    }

    [Fact]
    public void Duplicates_FollowTheirPolicy()
    {
        int[] rows = [1, 0, 1, 1, 0];
        int[] columns = [2, 0, 2, 2, 1];
        double[] values = [4, 1, -1, 3, 2];

        DuplicateEntryException refused = Assert.Throws<DuplicateEntryException>(
            () => SparseMatrix<double>.FromTriplets(2, 3, rows, columns, values));
        Assert.Equal((1, 2, 2L, 0, 2), (refused.Row, refused.Column, refused.Surplus, refused.FirstEntry, refused.SecondEntry));

        foreach ((DuplicatePolicy policy, double expected) in
            ((DuplicatePolicy, double)[])[(DuplicatePolicy.Last, 3), (DuplicatePolicy.Mean, 2), (DuplicatePolicy.Sum, 6)])
        {
            SparseMatrix<double> matrix = SparseMatrix<double>.FromTriplets(2, 3, rows, columns, values, policy);

            Assert.Equal([1, 2, expected], matrix.Values);
            Assert.Equal([0L, 2, 3], matrix.RowStarts);
            Assert.Equal([0L, 1, 2, 3], matrix.ColumnStarts);
        }
    }

    [Fact]
    public void WhatIsNoMatrix_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => SparseMatrix<float>.FromTriplets(2, 2, [2], [0], [1f]));
        Assert.Throws<ArgumentException>(() => SparseMatrix<float>.FromTriplets(2, 2, [0], [-1], [1f]));
        Assert.Throws<ArgumentException>(() => SparseMatrix<float>.FromTriplets(2, 2, [0], [0], [float.NaN]));
        Assert.Throws<ArgumentException>(() => SparseMatrix<float>.FromTriplets(2, 2, [0, 1], [0], [1f]));
        Assert.Throws<ArgumentException>(() => new SparseMatrix<float>(1, 2, [0, 2], [1, 0], [1f, 2f]));
        Assert.Throws<ArgumentException>(() => new SparseMatrix<float>(1, 2, [0, 2], [0, 2], [1f, 2f]));
        Assert.Throws<ArgumentException>(() => new SparseMatrix<float>(2, 2, [0, 2, 1], [0], [1f]));
    }

    private static Dictionary<(int, int), double> Cells(SparseMatrix<double> matrix)
    {
        Dictionary<(int, int), double> cells = [];

        for (int row = 0; row < matrix.Rows; row++)
        {
            for (int p = 0; p < matrix.RowLength(row); p++)
            {
                cells.Add((row, matrix.RowColumns(row)[p]), matrix.RowValues(row)[p]);
            }
        }

        return cells;
    }
}
