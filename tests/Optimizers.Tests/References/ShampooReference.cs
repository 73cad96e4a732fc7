namespace IlgpuOptim.Optimizers.Tests.References;

/// <summary>
/// SIRFShampoo for one tensor in float64, written from the paper's formulas with dense matrices and explicit projections onto the structure: slow, and with
/// nothing in common with the kernels.
/// </summary>
public sealed class ShampooReference
{
    private readonly int[] _sizes;
    private readonly FactorStructure[] _structures;

    public ShampooReference(int[] sizes, FactorStructure[] structures, double[] weights)
    {
        this._sizes = sizes;
        this._structures = structures;
        this.Weights = [.. weights];
        this.Velocity = new double[weights.Length];
        this.K = [.. sizes.Select(Identity)];
        this.M = [.. sizes.Select(size => new double[size, size])];
    }

    public double Rate { get; set; } = 1e-3;

    public double Beta2 { get; set; } = 0.01;

    public double Alpha1 { get; set; } = 0.9;

    public double Alpha2 { get; set; } = 0.5;

    public double Lambda { get; set; } = 1e-3;

    public double Kappa { get; set; }

    public double Batch { get; set; } = 1;

    public double[] Weights { get; }

    public double[] Velocity { get; }

    public double[][,] K { get; }

    public double[][,] M { get; }

    /// <summary>One step with a gradient.</summary>
    public void Step(double[] gradient, bool updates)
    {
        int axes = this._sizes.Length;

        if (updates)
        {
            double[] y = Array.ConvertAll(gradient, value => value * Math.Sqrt(this.Batch));

            for (int n = 0; n < axes; n++)
            {
                y = this.Along(y, n, Scaled(Transposed(this.K[n]), 1 / Math.Sqrt(this._sizes[n])));
            }

            double[][,] h = new double[axes][,];

            for (int n = 0; n < axes; n++)
            {
                h[n] = this.Direction(y, n);
            }

            for (int n = 0; n < axes; n++)
            {
                this.M[n] = Combine(this.Alpha2, this.M[n], 1 - this.Alpha2, h[n]);
            }

            for (int n = 0; n < axes; n++)
            {
                double norm = Math.Sqrt(this.M[n].Cast<double>().Sum(value => value * value));
                this.K[n] = Combine(1, this.K[n], -this.Beta2 / Math.Max(1, norm), Product(this.K[n], this.M[n]));
            }
        }

        double[] u = gradient;

        for (int n = 0; n < axes; n++)
        {
            u = this.Along(u, n, Product(this.K[n], Transposed(this.K[n])));
        }

        for (int i = 0; i < u.Length; i++)
        {
            this.Velocity[i] = (this.Alpha1 * this.Velocity[i]) + u[i] + (this.Kappa * this.Weights[i]);
            this.Weights[i] -= this.Rate * this.Velocity[i];
        }
    }

    /// <summary>The part of a symmetric matrix inside a structure, in the form that pairs correctly with symmetric gradients.</summary>
    public static double[,] Project(FactorStructure structure, double[,] s)
    {
        int d = s.GetLength(0);
        double[,] result = new double[d, d];

        if (structure is FactorStructure.LowerToeplitz or FactorStructure.UpperToeplitz)
        {
            for (int k = 0; k < d; k++)
            {
                double sum = 0;

                for (int i = 0; i + k < d; i++)
                {
                    sum += k == 0 ? s[i, i] : s[i, i + k] + s[i + k, i];
                }

                for (int i = 0; i + k < d; i++)
                {
                    (int row, int column) = structure == FactorStructure.LowerToeplitz ? (i + k, i) : (i, i + k);
                    result[row, column] = sum / (d - k);
                }
            }

            return result;
        }

        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j < d; j++)
            {
                if (Keeps(structure, d, i, j))
                {
                    result[i, j] = Keeps(structure, d, j, i) ? s[i, j] : s[i, j] + s[j, i];
                }
            }
        }

        return result;
    }

    public static double[,] Product(double[,] a, double[,] b)
    {
        int rows = a.GetLength(0), inner = a.GetLength(1), columns = b.GetLength(1);
        double[,] c = new double[rows, columns];

        for (int i = 0; i < rows; i++)
        {
            for (int k = 0; k < inner; k++)
            {
                for (int j = 0; j < columns; j++)
                {
                    c[i, j] += a[i, k] * b[k, j];
                }
            }
        }

        return c;
    }

    public static double[,] Transposed(double[,] a)
    {
        double[,] t = new double[a.GetLength(1), a.GetLength(0)];

        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
            {
                t[j, i] = a[i, j];
            }
        }

        return t;
    }

    /// <summary>Whether an entry may differ from zero.</summary>
    private static bool Keeps(FactorStructure structure, int d, int i, int j)
    {
        switch (structure)
        {
            case FactorStructure.Dense:
                return true;
            case FactorStructure.Diagonal:
                return i == j;
            case FactorStructure.Block30Diagonal:
                return i / 30 == j / 30;
            default:
                int k1 = Math.Min(15, d);
                int k2 = Math.Min(15, d - k1);

                return i < k1 || (i < d - k2 ? i == j : j >= k1);
        }
    }

    private static double[,] Identity(int d)
    {
        double[,] one = new double[d, d];

        for (int i = 0; i < d; i++)
        {
            one[i, i] = 1;
        }

        return one;
    }

    private static double[,] Scaled(double[,] a, double factor) => Combine(factor, a, 0, a);

    private static double[,] Combine(double x, double[,] a, double y, double[,] b)
    {
        double[,] c = new double[a.GetLength(0), a.GetLength(1)];

        for (int i = 0; i < c.GetLength(0); i++)
        {
            for (int j = 0; j < c.GetLength(1); j++)
            {
                c[i, j] = (x * a[i, j]) + (y * b[i, j]);
            }
        }

        return c;
    }

    /// <summary>H of spec B3, step 3, in the form with the scaled Y.</summary>
    private double[,] Direction(double[] y, int axis)
    {
        int d = this._sizes[axis];
        double[,] unfolded = this.Unfold(y, axis);
        double[,] statistics = Project(this._structures[axis], Product(unfolded, Transposed(unfolded)));
        double[,] own = this.Damping(axis);
        double numel = this._sizes.Aggregate(1.0, (product, size) => product * size);
        double others = 1;

        for (int m = 0; m < this._sizes.Length; m++)
        {
            if (m != axis)
            {
                double[,] p = this.Damping(m);
                others *= Enumerable.Range(0, this._sizes[m]).Sum(i => p[i, i]) / this._sizes[m];
            }
        }

        double[,] h = Combine(d / 2.0, statistics, this.Lambda * numel * others / 2, own);

        for (int i = 0; i < d; i++)
        {
            h[i, i] -= 0.5;
        }

        return h;
    }

    /// <summary>proj(K^T K / d).</summary>
    private double[,] Damping(int axis) => Project(
        this._structures[axis], Scaled(Product(Transposed(this.K[axis]), this.K[axis]), 1.0 / this._sizes[axis]));

    private double[,] Unfold(double[] x, int axis)
    {
        int d = this._sizes[axis];
        int inner = this._sizes.Skip(axis + 1).Aggregate(1, (product, size) => product * size);
        double[,] matrix = new double[d, x.Length / d];

        for (int i = 0; i < x.Length; i++)
        {
            matrix[i / inner % d, (i / (inner * d) * inner) + (i % inner)] = x[i];
        }

        return matrix;
    }

    private double[] Along(double[] x, int axis, double[,] a)
    {
        int d = this._sizes[axis];
        int inner = this._sizes.Skip(axis + 1).Aggregate(1, (product, size) => product * size);
        double[,] product = Product(a, this.Unfold(x, axis));
        double[] y = new double[x.Length];

        for (int i = 0; i < x.Length; i++)
        {
            y[i] = product[i / inner % d, (i / (inner * d) * inner) + (i % inner)];
        }

        return y;
    }
}
