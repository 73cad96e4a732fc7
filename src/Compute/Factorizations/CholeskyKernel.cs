using ILGPU;

namespace IlgpuOptim.Compute.Factorizations;

/// <summary>Cholesky factor of a small Gram matrix, and its inverse, by one group.</summary>
internal static class CholeskyKernel
{
    /// <summary>
    /// A column whose part orthogonal to the ones before is smaller than the square root of this, relative to its length, is left to
    /// the Gram-Schmidt process: Gram matrices square what rounding does.
    /// </summary>
    private const double SmallestPivot = 1e-12;

    /// <summary>gram = R^T R, inverse = R^-1. Group: one.</summary>
    /// <param name="gram">n x n, row-major; its upper triangle becomes R.</param>
    /// <param name="inverse">n x n, row-major; zero below the diagonal.</param>
    /// <param name="squares">Room for n numbers.</param>
    /// <param name="failed">failed[0] becomes 1 if the columns are dependent, and else 0 if <paramref name="isFirst"/> is not 0.</param>
    /// <param name="n">Order.</param>
    /// <param name="isFirst">The first factorization: earlier failures do not count.</param>
    public static void Run(
        ArrayView<double> gram, ArrayView<double> inverse, ArrayView<double> squares, ArrayView<int> failed, int n, int isFirst)
    {
        int width = Group.DimX;
        int item = Group.IdxX;
        bool isDependent = false;

        for (int j = item; j < n; j += width)
        {
            squares[j] = gram[((long)j * n) + j];
        }

        Group.Barrier();

        for (int k = 0; k < n; k++)
        {
            double pivot = gram[((long)k * n) + k];

            // A comparison with NaN fails, so that NaN counts as dependent.
            isDependent |= !(pivot > SmallestPivot * squares[k]);
            double scale = pivot > 0 ? 1 / Math.Sqrt(pivot) : 0;

            Group.Barrier();

            for (int j = k + item; j < n; j += width)
            {
                gram[((long)k * n) + j] *= scale;
            }

            Group.Barrier();

            for (int i = k + 1; i < n; i++)
            {
                double factor = -gram[((long)k * n) + i];

                for (int j = i + item; j < n; j += width)
                {
                    long at = ((long)i * n) + j;

                    gram[at] = Math.FusedMultiplyAdd(factor, gram[((long)k * n) + j], gram[at]);
                }
            }

            Group.Barrier();
        }

        Invert(gram, inverse, n);

        if (item == 0)
        {
            failed[0] = isDependent ? 1 : isFirst != 0 ? 0 : failed[0];
        }
    }

    /// <summary>Solves R x = e_j from below, one work-item per column j.</summary>
    private static void Invert(ArrayView<double> r, ArrayView<double> inverse, int n)
    {
        for (int first = 0; first < n; first += Group.DimX)
        {
            int j = first + Group.IdxX;

            for (int i = n - 1; i >= 0; i--)
            {
                double sum = i == j ? 1 : 0;

                // Rows below the diagonal are zero; with them all work-items take the same steps.
                for (int k = i + 1; k < n; k++)
                {
                    sum = Math.FusedMultiplyAdd(-r[((long)i * n) + k], j < n ? inverse[((long)k * n) + j] : 0, sum);
                }

                double diagonal = r[((long)i * n) + i];

                if (j < n)
                {
                    inverse[((long)i * n) + j] = diagonal > 0 ? sum / diagonal : 0;
                }
            }
        }
    }
}
