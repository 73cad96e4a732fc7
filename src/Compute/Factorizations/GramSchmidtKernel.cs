using ILGPU;

namespace IlgpuOptim.Compute.Factorizations;

/// <summary>
/// Modified Gram-Schmidt process with two passes per vector, by one group. Slow, but it copes with everything: dependent vectors
/// and zeros become unit vectors, made orthogonal to what is there.
/// </summary>
internal static class GramSchmidtKernel
{
    /// <summary>Of a vector that is shorter than this, relative to what it was, only rounding errors are left.</summary>
    private const double SmallestRest = 1e-14;

    /// <summary>Replaces the rows of a matrix by orthonormal ones that span the same nested spaces.</summary>
    /// <param name="vectors">r rows of p elements.</param>
    /// <param name="failed">The kernel does nothing if this is given and failed[0] is 0.</param>
    /// <param name="r">Number of vectors, at most p.</param>
    /// <param name="p">Length of a vector.</param>
    public static void Run(ArrayView<double> vectors, ArrayView<int> failed, int r, int p)
    {
        if (failed.Length > 0 && failed[0] == 0)
        {
            return;
        }

        ArrayView<double> shared = SharedMemory.Allocate<double>(GroupSum.MaxItems);
        int unit = 0;

        for (int j = 0; j < r; j++)
        {
            long row = (long)j * p;
            double before = Math.Sqrt(GroupSum.Dot(shared, vectors, row, row, p));

            Orthogonalize(shared, vectors, j, p);
            double length = Math.Sqrt(GroupSum.Dot(shared, vectors, row, row, p));

            // The unit vector of the vector's own number, as Householder's reflections give it, or the first one behind it that has
            // an average part outside of the space of the vectors so far: there always is one.
            unit = j;

            for (int tries = 0; tries < p && !double.IsNaN(length) && !(length > SmallestRest * before && length > 0); tries++)
            {
                for (int i = Group.IdxX; i < p; i += Group.DimX)
                {
                    vectors[row + i] = i == unit ? 1 : 0;
                }

                Group.Barrier();
                Orthogonalize(shared, vectors, j, p);
                length = Math.Sqrt(GroupSum.Dot(shared, vectors, row, row, p));
                before = length * length * p >= 0.5 * (p - j) ? 1 : double.PositiveInfinity;
                unit = unit + 1 < p ? unit + 1 : 0;
            }

            double scale = 1 / length;

            for (int i = Group.IdxX; i < p; i += Group.DimX)
            {
                vectors[row + i] *= scale;
            }

            Group.Barrier();
        }
    }

    /// <summary>Subtracts from vector j, twice, its parts along the vectors before it.</summary>
    private static void Orthogonalize(ArrayView<double> shared, ArrayView<double> vectors, int j, int p)
    {
        long row = (long)j * p;

        for (int pass = 0; pass < 2; pass++)
        {
            for (int k = 0; k < j; k++)
            {
                long other = (long)k * p;
                double factor = -GroupSum.Dot(shared, vectors, row, other, p);

                for (int i = Group.IdxX; i < p; i += Group.DimX)
                {
                    vectors[row + i] = Math.FusedMultiplyAdd(factor, vectors[other + i], vectors[row + i]);
                }

                Group.Barrier();
            }
        }
    }
}
