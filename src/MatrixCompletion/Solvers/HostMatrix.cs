using System.Numerics;
using System.Runtime.InteropServices;

using IlgpuOptim.MatrixCompletion.Data.Sampling;

namespace IlgpuOptim.MatrixCompletion.Solvers;

/// <summary>
/// Small dense work in float64 on the host, outside of inner loops: orthonormal bases of a few long columns, and decompositions of
/// matrices of a few hundred rows at most. Tall matrices are lists of columns.
/// </summary>
internal static class HostMatrix
{
    /// <summary>
    /// Makes columns orthonormal in place, A = Q R, by Gram and Schmidt's process carried out twice (Giraud, Langou, Rozložník 2005). A column
    /// that depends on those before is replaced by a random one, with a zero on the diagonal of R.
    /// </summary>
    /// <returns>R, upper triangular, row-major.</returns>
    public static double[] Orthonormalize(double[][] columns, SeededRandom random)
    {
        int count = columns.Length;
        double[] r = new double[count * count];

        for (int j = 0; j < count; j++)
        {
            double[] column = columns[j];
            double before = Norm(column);

            for (int pass = 0; pass < 2; pass++)
            {
                for (int i = 0; i < j; i++)
                {
                    double projection = Dot(columns[i], column);
                    r[(i * count) + j] += projection;
                    AddScaled(column, -projection, columns[i]);
                }
            }

            double norm = Norm(column);

            if (norm > 1e-12 * before && norm > 0)
            {
                r[(j * count) + j] = norm;
                Scale(column, 1 / norm);
            }
            else
            {
                Replace(columns, j, random);
            }
        }

        return r;
    }

    /// <summary>Columns of random numbers, orthonormal, and orthogonal to given orthonormal columns.</summary>
    public static double[][] RandomOrthonormal(int rows, int count, SeededRandom random, params double[][] orthogonalTo)
    {
        double[][] columns = [.. orthogonalTo, .. Enumerable.Range(0, count).Select(_ => Normals(rows, random))];
        Orthonormalize(columns, random);

        return columns[orthogonalTo.Length..];
    }

    /// <summary>
    /// A = U diag(s) V^T of a square matrix by one-sided Jacobi rotations (Demmel, Veselić 1992), singular values descending.
    /// </summary>
    /// <param name="a">Columns of A; become those of U.</param>
    /// <returns>Singular values, and the columns of V.</returns>
    public static (double[] Values, double[][] Right) SingularValues(double[][] a)
    {
        int n = a.Length;
        double[][] v = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0).ToArray())];
        bool rotates = true;

        for (int sweep = 0; sweep < 60 && rotates; sweep++)
        {
            rotates = false;

            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    double alpha = Dot(a[p], a[p]);
                    double beta = Dot(a[q], a[q]);
                    double gamma = Dot(a[p], a[q]);

                    if (gamma * gamma <= 1e-30 * alpha * beta || gamma == 0)
                    {
                        continue;
                    }

                    rotates = true;
                    double zeta = (beta - alpha) / (2 * gamma);
                    double tangent = (zeta < 0 ? -1 : 1) / (Math.Abs(zeta) + Math.Sqrt(1 + (zeta * zeta)));
                    double cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
                    Rotate(a[p], a[q], cosine, cosine * tangent);
                    Rotate(v[p], v[q], cosine, cosine * tangent);
                }
            }
        }

        double[] values = [.. a.Select(Norm)];
        int[] order = [.. Enumerable.Range(0, n).OrderByDescending(i => values[i])];
        double[][] left = [.. order.Select(i => a[i])];
        double[][] right = [.. order.Select(i => v[i])];
        values = [.. order.Select(i => values[i])];

        for (int i = 0; i < n; i++)
        {
            a[i] = left[i];

            if (values[i] > 0)
            {
                Scale(a[i], 1 / values[i]);
            }
        }

        return (values, right);
    }

    /// <summary>Solves A X = B for a symmetric positive definite A, both row-major; B becomes X.</summary>
    /// <exception cref="InvalidOperationException">A is not positive definite.</exception>
    public static void SolvePositive(double[] a, double[] b, int n, int columns)
    {
        double[] l = (double[])a.Clone();

        for (int j = 0; j < n; j++)
        {
            for (int i = j; i < n; i++)
            {
                double sum = l[(i * n) + j];

                for (int k = 0; k < j; k++)
                {
                    sum -= l[(i * n) + k] * l[(j * n) + k];
                }

                if (i == j && !(sum > 0))
                {
                    throw new InvalidOperationException("the matrix is not positive definite");
                }

                l[(i * n) + j] = i == j ? Math.Sqrt(sum) : sum / l[(j * n) + j];
            }
        }

        for (int c = 0; c < columns; c++)
        {
            for (int i = 0; i < n; i++)
            {
                double sum = b[(i * columns) + c];

                for (int k = 0; k < i; k++)
                {
                    sum -= l[(i * n) + k] * b[(k * columns) + c];
                }

                b[(i * columns) + c] = sum / l[(i * n) + i];
            }

            for (int i = n - 1; i >= 0; i--)
            {
                double sum = b[(i * columns) + c];

                for (int k = i + 1; k < n; k++)
                {
                    sum -= l[(k * n) + i] * b[(k * columns) + c];
                }

                b[(i * columns) + c] = sum / l[(i * n) + i];
            }
        }
    }

    /// <summary>
    /// The leading singular triplets of A B^T for tall row-major A and B: values, and balanced factors (left vectors times the roots of the
    /// values, right ones likewise), row-major.
    /// </summary>
    public static (double[] Values, double[] Rows, double[] Columns) Compact(double[] a, int m, double[] b, int n, int width, int count)
    {
        SeededRandom random = new(0);
        double[][] left = ToColumns(a, m, width);
        double[][] right = ToColumns(b, n, width);
        double[] leftTriangle = Orthonormalize(left, random);
        double[] rightTriangle = Orthonormalize(right, random);
        double[][] u = ToColumns(TimesTransposed(leftTriangle, rightTriangle, width), width, width);
        (double[] values, double[][] v) = SingularValues(u);
        count = Math.Min(count, width);

        for (int c = 0; c < count; c++)
        {
            Scale(u[c], Math.Sqrt(values[c]));
            Scale(v[c], Math.Sqrt(values[c]));
        }

        return (values, ToRows(Combine(left, u, count), m), ToRows(Combine(right, v, count), n));
    }

    /// <summary>A B^T of square row-major matrices.</summary>
    public static double[] TimesTransposed(double[] a, double[] b, int n)
    {
        double[] c = new double[n * n];

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                for (int k = 0; k < n; k++)
                {
                    c[(i * n) + j] += a[(i * n) + k] * b[(j * n) + k];
                }
            }
        }

        return c;
    }

    /// <summary>The columns of a row-major matrix.</summary>
    public static double[][] ToColumns(double[] values, int rows, int columns) =>
        [.. Enumerable.Range(0, columns).Select(j => Enumerable.Range(0, rows).Select(i => values[((long)i * columns) + j]).ToArray())];

    /// <summary>The row-major matrix of columns.</summary>
    public static double[] ToRows(double[][] columns, int rows)
    {
        double[] values = new double[(long)rows * columns.Length];

        for (int j = 0; j < columns.Length; j++)
        {
            for (int i = 0; i < rows; i++)
            {
                values[((long)i * columns.Length) + j] = columns[j][i];
            }
        }

        return values;
    }

    /// <summary>The first columns of Q M, for columns Q and the columns of a small matrix M.</summary>
    public static double[][] Combine(double[][] q, double[][] m, int count)
    {
        double[][] result = new double[count][];

        for (int j = 0; j < count; j++)
        {
            result[j] = new double[q[0].Length];

            for (int i = 0; i < q.Length; i++)
            {
                AddScaled(result[j], m[j][i], q[i]);
            }
        }

        return result;
    }

    /// <summary>Numbers of N(0, 1).</summary>
    public static double[] Normals(long count, SeededRandom random)
    {
        double[] values = new double[count];

        for (long i = 0; i < count; i++)
        {
            values[i] = random.NextNormal();
        }

        return values;
    }

    /// <summary>The inner product.</summary>
    public static double Dot(double[] x, double[] y)
    {
        ReadOnlySpan<Vector<double>> vx = MemoryMarshal.Cast<double, Vector<double>>(x);
        ReadOnlySpan<Vector<double>> vy = MemoryMarshal.Cast<double, Vector<double>>(y);
        Vector<double> sums = Vector<double>.Zero;

        for (int i = 0; i < vx.Length; i++)
        {
            sums += vx[i] * vy[i];
        }

        double sum = Vector.Sum(sums);

        for (int i = vx.Length * Vector<double>.Count; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    private static double Norm(double[] x) => Math.Sqrt(Dot(x, x));

    private static void Scale(double[] x, double factor)
    {
        for (int i = 0; i < x.Length; i++)
        {
            x[i] *= factor;
        }
    }

    private static void AddScaled(double[] x, double factor, double[] y)
    {
        Span<Vector<double>> vx = MemoryMarshal.Cast<double, Vector<double>>(x.AsSpan());
        ReadOnlySpan<Vector<double>> vy = MemoryMarshal.Cast<double, Vector<double>>(y);

        for (int i = 0; i < vx.Length; i++)
        {
            vx[i] += factor * vy[i];
        }

        for (int i = vx.Length * Vector<double>.Count; i < x.Length; i++)
        {
            x[i] += factor * y[i];
        }
    }

    private static void Rotate(double[] x, double[] y, double cosine, double sine)
    {
        for (int i = 0; i < x.Length; i++)
        {
            (x[i], y[i]) = ((cosine * x[i]) - (sine * y[i]), (sine * x[i]) + (cosine * y[i]));
        }
    }

    private static void Replace(double[][] columns, int j, SeededRandom random)
    {
        // With more columns than rows there is nothing left to be orthogonal to.
        if (j >= columns[j].Length)
        {
            Array.Clear(columns[j]);

            return;
        }

        double norm;

        do
        {
            columns[j] = Normals(columns[j].Length, random);

            for (int pass = 0; pass < 2; pass++)
            {
                for (int i = 0; i < j; i++)
                {
                    AddScaled(columns[j], -Dot(columns[i], columns[j]), columns[i]);
                }
            }

            norm = Norm(columns[j]);
        }
        while (norm < 1e-3);

        Scale(columns[j], 1 / norm);
    }
}
