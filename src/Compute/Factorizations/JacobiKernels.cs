using ILGPU;

namespace IlgpuOptim.Compute.Factorizations;

/// <summary>
/// One-sided Jacobi method: rotates pairs of rows until all are orthogonal. The lengths of the rows are then the singular values, and the
/// product of all rotations holds the left singular vectors. Small singular values keep their relative accuracy.
/// </summary>
internal static class JacobiKernels
{
    /// <summary>Rows whose cosine is smaller count as orthogonal.</summary>
    private const double Orthogonal = 1e-15;

    /// <summary>One round of a sweep, in which every row meets one other row. Grid: pairs; group: any.</summary>
    /// <param name="rows">n rows.</param>
    /// <param name="length">Elements of a row.</param>
    /// <param name="rotations">n rows of n elements that are rotated likewise; empty if not wanted.</param>
    /// <param name="active">active[s] is set if sweep s rotated anything; a sweep behind one that did not has nothing to do.</param>
    /// <param name="n">Number of rows.</param>
    /// <param name="sweep">Number of the sweep.</param>
    /// <param name="round">Number of the round: 0 to n - 2, or to n - 1 if n is odd.</param>
    public static void Round(
        ArrayView<double> rows, int length, ArrayView<double> rotations, ArrayView<int> active, int n, int sweep, int round)
    {
        if (sweep > 0 && active[sweep - 1] == 0)
        {
            return;
        }

        // As in a tournament: one player stays, the others move on by one place. With an odd number, the one who stays is not there.
        int players = n + (n & 1);
        int place = Grid.IdxX;
        int x = place == 0 ? players - 1 : (round + place) % (players - 1);
        int y = place == 0 ? round : (round - place + players - 1) % (players - 1);
        int i = IntrinsicMath.Min(x, y);
        int j = IntrinsicMath.Max(x, y);

        if (j >= n)
        {
            return;
        }

        ArrayView<double> shared = SharedMemory.Allocate<double>(GroupSum.MaxItems);
        long rowI = (long)i * length;
        long rowJ = (long)j * length;
        double a = GroupSum.Dot(shared, rows, rowI, rowI, length);
        double b = GroupSum.Dot(shared, rows, rowJ, rowJ, length);
        double d = GroupSum.Dot(shared, rows, rowI, rowJ, length);

        // The comparison fails for NaN.
        if (!(Math.Abs(d) > Orthogonal * Math.Sqrt(a) * Math.Sqrt(b)))
        {
            return;
        }

        active[sweep] = 1;

        // The rotation of the smaller angle that makes them orthogonal, and longer rows upwards.
        double zeta = (b - a) / (2 * d);
        double tangent = (zeta >= 0 ? 1 : -1) / (Math.Abs(zeta) + Math.Sqrt(1 + (zeta * zeta)));
        double cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
        double sine = cosine * tangent;

        if (a < b)
        {
            double swapped = cosine;
            cosine = sine;
            sine = -swapped;
        }

        Rotate(rows, rowI, rowJ, length, cosine, sine);

        if (rotations.Length > 0)
        {
            Rotate(rotations, (long)i * n, (long)j * n, n, cosine, sine);
        }
    }

    /// <summary>keys[i] = square of the length of row i. Grid: rows.</summary>
    public static void Lengths(ArrayView<double> rows, int length, ArrayView<double> keys)
    {
        ArrayView<double> shared = SharedMemory.Allocate<double>(GroupSum.MaxItems);
        long row = (long)Grid.IdxX * length;
        double square = GroupSum.Dot(shared, rows, row, row, length);

        if (Group.IdxX == 0)
        {
            keys[Grid.IdxX] = square;
        }
    }

    /// <summary>order[k] = the row with the k-th largest key; equal ones keep their order.</summary>
    public static void Order(Index1D index, ArrayView<double> keys, ArrayView<int> order)
    {
        int rank = 0;
        double own = keys[index];

        for (int i = 0; i < keys.Length; i++)
        {
            double other = keys[i];

            // NaN goes last, so that the order stays one whatever the keys are.
            bool isBefore = i < index.X
                ? !(own > other) && !(double.IsNaN(other) && !double.IsNaN(own))
                : other > own || (double.IsNaN(own) && !double.IsNaN(other));
            rank += isBefore ? 1 : 0;
        }

        order[rank] = index.X;
    }

    /// <summary>target[k, i] = source[order[k], i] for all rows of the target. Index: element, row.</summary>
    public static void Gather(Index2D index, MatrixView<double> target, MatrixView<double> source, ArrayView<int> order)
    {
        target[index.Y, index.X] = source[order[index.Y], index.X];
    }

    /// <summary>values[k] = root of the k-th largest key + shift[0] * factor, for all values.</summary>
    public static void Values(
        Index1D index, ArrayView<double> values, ArrayView<double> keys, ArrayView<int> order, ArrayView<double> shift, double factor)
    {
        double value = Math.Sqrt(keys[order[index]]);

        values[index] = factor == 0 ? value : Math.FusedMultiplyAdd(factor, Math.Sqrt(shift[0]), value);
    }

    /// <summary>matrix = matrix + root of shift[0] * identity. Index: diagonal.</summary>
    public static void ShiftDiagonal(Index1D index, MatrixView<double> matrix, ArrayView<double> shift)
    {
        matrix[index, index] += Math.Sqrt(shift[0]);
    }

    /// <summary>matrix = identity. Index: column, row.</summary>
    public static void Identity(Index2D index, MatrixView<double> matrix)
    {
        matrix[index.Y, index.X] = index.X == index.Y ? 1 : 0;
    }

    private static void Rotate(ArrayView<double> memory, long first, long second, int length, double cosine, double sine)
    {
        for (int k = Group.IdxX; k < length; k += Group.DimX)
        {
            double x = memory[first + k];
            double y = memory[second + k];

            memory[first + k] = (cosine * x) - (sine * y);
            memory[second + k] = (sine * x) + (cosine * y);
        }
    }
}
