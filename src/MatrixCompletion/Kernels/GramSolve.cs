using System.Numerics;

using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.MatrixCompletion.Kernels;

/// <summary>Constants of the compiled <see cref="GramSolveKernel"/>. (Fields, because the compiler sees through them at once.)</summary>
/// <param name="lane">How rows lie on lanes; with room for one component more than unknowns, for the right-hand side.</param>
/// <param name="unknowns">Unknowns of a row: its components, its bias among them.</param>
/// <param name="tileRows">Rows of the block of the Gram matrix in registers.</param>
/// <param name="tileVectors">Columns of that block per lane.</param>
internal readonly struct GramShape(LaneShape lane, int unknowns, int tileRows, int tileVectors) : IEquatable<GramShape>
{
    public readonly int Lanes = lane.Lanes;
    public readonly int PerLane = lane.PerLane;
    public readonly int Bias = lane.Bias;
    public readonly int Unknowns = unknowns;
    public readonly int TileRows = tileRows;
    public readonly int TileVectors = tileVectors;

    /// <summary>How rows lie on lanes.</summary>
    public LaneShape Lane => new(this.Lanes, this.PerLane, this.Bias);

    public bool Equals(GramShape other) => this.Lane.Equals(other.Lane)
        && (this.Unknowns, this.TileRows, this.TileVectors) == (other.Unknowns, other.TileRows, other.TileVectors);

    public override bool Equals(object? obj) => obj is GramShape other && this.Equals(other);

    public override int GetHashCode() => HashCode.Combine(this.Lane, this.Unknowns, this.TileRows, this.TileVectors);
}

/// <summary>Arguments of <see cref="GramSolveKernel"/>.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly struct GramSolveTask<T>
    where T : unmanaged
{
    /// <summary>The entries along the side that is solved for.</summary>
    public readonly SparseSideView<T> Data;

    /// <summary>Entries per row, the weight of the regularisation if it goes by counts.</summary>
    public readonly ArrayView<int> Count;

    /// <summary>The factor that is solved for.</summary>
    public readonly ArrayView<T> Own;

    /// <summary>The factor of the other side.</summary>
    public readonly ArrayView<T> Other;

    /// <summary>Per group: a panel of rows of the other factor, then the Gram matrix.</summary>
    public readonly ArrayView<T> Work;

    /// <summary>Gram matrices of the parts of long rows.</summary>
    public readonly ArrayView<T> Part;

    /// <summary>Regularisation of the components.</summary>
    public readonly T Lambda;

    /// <summary>Regularisation of the bias.</summary>
    public readonly T BiasLambda;

    /// <summary>Bit 0: the regularisation of the components is multiplied by the number of entries of the row; bit 1: that of the bias.</summary>
    public readonly int ByCount;

    public GramSolveTask(
        SparseSideView<T> data,
        ArrayView<int> count,
        ArrayView<T> own,
        ArrayView<T> other,
        ArrayView<T> work,
        ArrayView<T> part,
        T lambda,
        T biasLambda,
        int byCount)
    {
        this.Data = data;
        this.Count = count;
        this.Own = own;
        this.Other = other;
        this.Work = work;
        this.Part = part;
        this.Lambda = lambda;
        this.BiasLambda = biasLambda;
        this.ByCount = byCount;
    }
}

/// <summary>
/// Half a sweep of alternating least squares: for each row i of a side, with F the rows of the other factor at its entries (and a one
/// for its bias) and t the values (less the other bias), solves (F^T F + lambda D) u_i = F^T t. The right-hand side is one more column of
/// F, so that forming it and the forward substitution come with the Gram matrix and its Cholesky factorization. A group of one
/// warp takes one row after the other; across the lanes lie the columns of the Gram matrix.
/// </summary>
internal static class GramSolveKernel
{
    /// <summary>Entries whose rows of F are copied side by side.</summary>
    public const int Panel = 32;

    /// <summary>Grid: any number of groups; group: the shape's lanes.</summary>
    /// <param name="task">Arguments.</param>
    /// <param name="segments">Number of segments.</param>
    /// <param name="constants">Constants.</param>
    public static void Rows<T>(GramSolveTask<T> task, int segments, SpecializedValue<GramShape> constants)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        GramShape shape = constants.Value;
        int stride = shape.Lanes * shape.PerLane;
        int unknowns = shape.Unknowns;
        long panel = (long)Grid.IdxX * (Panel + unknowns) * stride;
        long gram = panel + (Panel * stride);

        for (int segment = Grid.IdxX; segment < segments; segment += Grid.DimX)
        {
            long start = task.Data.Start[segment];
            long end = task.Data.Start[segment + 1];
            int slot = task.Data.Slot[segment];

            if (start == end)
            {
                // Nothing is known of the row.
                for (int c = 0; c < shape.PerLane; c++)
                {
                    task.Own[((long)task.Data.Row[segment] * stride) + (c * shape.Lanes) + Group.IdxX] = T.Zero;
                }
            }
            else if (slot < 0)
            {
                Accumulate(task, task.Work, panel, task.Work, gram, start, end, shape);
                Solve(task, gram, task.Data.Row[segment], shape);
            }
            else
            {
                Accumulate(task, task.Work, panel, task.Part, (long)slot * unknowns * stride, start, end, shape);
            }
        }
    }

    /// <summary>Rows of several segments: adds up their Gram matrices and solves. Grid: any number of groups; group: the shape's lanes.</summary>
    public static void SplitRows<T>(
        GramSolveTask<T> task, ArrayView<int> splitRow, ArrayView<int> splitFirst, int rows, SpecializedValue<GramShape> constants)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        GramShape shape = constants.Value;
        int stride = shape.Lanes * shape.PerLane;
        int unknowns = shape.Unknowns;
        long gram = ((long)Grid.IdxX * (Panel + unknowns) * stride) + (Panel * stride);

        for (int i = Grid.IdxX; i < rows; i += Grid.DimX)
        {
            int first = splitFirst[i];
            int end = splitFirst[i + 1];

            for (int at = Group.IdxX; at < unknowns * stride; at += shape.Lanes)
            {
                T sum = T.Zero;

                for (int slot = first; slot < end; slot++)
                {
                    sum += task.Part[((long)slot * unknowns * stride) + at];
                }

                task.Work[gram + at] = sum;
            }

            Group.Barrier();
            Solve(task, gram, splitRow[i], shape);
        }
    }

    /// <summary>Upper triangle of [F t]^T [F t] over the entries start to end - 1, without its last row.</summary>
    private static void Accumulate<T>(
        GramSolveTask<T> task,
        ArrayView<T> work,
        long panel,
        ArrayView<T> target,
        long gram,
        long start,
        long end,
        GramShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int lanes = shape.Lanes;
        int perLane = shape.PerLane;
        int bias = shape.Bias;
        int stride = lanes * perLane;
        int unknowns = shape.Unknowns;
        int tileRows = shape.TileRows;
        int tileVectors = shape.TileVectors;
        int lane = Group.IdxX;

        for (long first = start; first < end; first += Panel)
        {
            int count = (int)IntrinsicMath.Min(Panel, end - first);

            Group.Barrier();

            for (int e = 0; e < count; e++)
            {
                long from = (long)task.Data.Index[first + e] * stride;
                T value = task.Data.Value[first + e];

                if (bias >= 0)
                {
                    value -= task.Other[from + bias];
                }

                for (int c = 0; c < perLane; c++)
                {
                    int column = (c * lanes) + lane;
                    T x = task.Other[from + column];

                    if (bias >= 0 && c == bias / lanes)
                    {
                        x = column == bias ? T.One : x;
                    }

                    if (c == unknowns / lanes)
                    {
                        x = column == unknowns ? value : x;
                    }

                    work[panel + (e * stride) + column] = x;
                }
            }

            Group.Barrier();

            for (int top = 0; top < unknowns; top += tileRows)
            {
                // Vectors wholly below the diagonal are left out.
                for (int left = top / (lanes * tileVectors) * tileVectors; left < perLane; left += tileVectors)
                {
                    Tile(work, panel, target, gram, count, top, left, first > start, shape);
                }
            }
        }
    }

    /// <summary>One block of the Gram matrix, over the rows of a panel.</summary>
    private static void Tile<T>(
        ArrayView<T> work,
        long panel,
        ArrayView<T> target,
        long gram,
        int count,
        int top,
        int left,
        bool adds,
        GramShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int lanes = shape.Lanes;
        int stride = lanes * shape.PerLane;
        int unknowns = shape.Unknowns;
        int tileRows = shape.TileRows;
        int tileVectors = shape.TileVectors;
        int column = (left * lanes) + Group.IdxX;
        T[] sums = new T[tileRows * tileVectors];
        T[] factors = new T[tileVectors];

        for (int i = 0; i < tileRows * tileVectors; i++)
        {
            sums[i] = T.Zero;
        }

        for (long e = 0; e < count; e++)
        {
            long at = panel + (e * stride);

            for (int j = 0; j < tileVectors; j++)
            {
                factors[j] = work[at + column + (j * lanes)];
            }

            for (int i = 0; i < tileRows; i++)
            {
                T x = work[at + top + i];

                for (int j = 0; j < tileVectors; j++)
                {
                    sums[(i * tileVectors) + j] = Lanes.MultiplyAdd(x, factors[j], sums[(i * tileVectors) + j]);
                }
            }
        }

        for (int i = 0; i < tileRows; i++)
        {
            if (top + i < unknowns)
            {
                for (int j = 0; j < tileVectors; j++)
                {
                    long at = gram + ((top + i) * stride) + column + (j * lanes);

                    target[at] = adds ? target[at] + sums[(i * tileVectors) + j] : sums[(i * tileVectors) + j];
                }
            }
        }
    }

    /// <summary>Regularises, factorizes [G g] = R^T [R y] row by row, and solves R u = y.</summary>
    private static void Solve<T>(GramSolveTask<T> task, long gram, int row, GramShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int lanes = shape.Lanes;
        int perLane = shape.PerLane;
        int bias = shape.Bias;
        int stride = lanes * perLane;
        int unknowns = shape.Unknowns;
        int lane = Group.IdxX;
        T count = T.CreateTruncating(task.Count[row]);
        T componentLambda = task.Lambda * ((task.ByCount & 1) != 0 ? count : T.One);
        T biasLambda = task.BiasLambda * ((task.ByCount & 2) != 0 ? count : T.One);
        T[] current = new T[perLane];

        Group.Barrier();

        for (int a = 0; a < unknowns; a++)
        {
            T lambda = bias >= 0 && a == bias ? biasLambda : componentLambda;

            for (int c = 0; c < perLane; c++)
            {
                T x = task.Work[gram + (a * stride) + (c * lanes) + lane];
                current[c] = (c * lanes) + lane == a ? x + lambda : x;
            }

            for (int p = 0; p < a; p++)
            {
                T factor = -task.Work[gram + (p * stride) + a];

                for (int c = 0; c < perLane; c++)
                {
                    current[c] = Lanes.MultiplyAdd(factor, task.Work[gram + (p * stride) + (c * lanes) + lane], current[c]);
                }
            }

            for (int c = 0; c < perLane; c++)
            {
                task.Work[gram + (a * stride) + (c * lanes) + lane] = current[c];
            }

            Group.Barrier();

            // A direction without data and regularisation keeps 0.
            T pivot = task.Work[gram + (a * stride) + a];
            T scale = pivot > T.Zero ? T.One / T.Sqrt(pivot) : T.Zero;

            Group.Barrier();

            for (int c = 0; c < perLane; c++)
            {
                task.Work[gram + (a * stride) + (c * lanes) + lane] = current[c] * scale;
            }

            Group.Barrier();
        }

        for (int c = 0; c < perLane; c++)
        {
            current[c] = T.Zero;
        }

        for (int a = unknowns - 1; a >= 0; a--)
        {
            T dot = T.Zero;

            // What stands below the diagonal is no number of ours.
            for (int c = 0; c < perLane; c++)
            {
                int column = (c * lanes) + lane;
                T x = task.Work[gram + (a * stride) + column];
                dot = Lanes.MultiplyAdd(column > a && column < unknowns ? x : T.Zero, current[c], dot);
            }

            T diagonal = task.Work[gram + (a * stride) + a];
            T right = task.Work[gram + (a * stride) + unknowns];
            T solved = diagonal > T.Zero ? (right - Lanes.Sum(dot, lanes)) / diagonal : T.Zero;

            for (int c = 0; c < perLane; c++)
            {
                current[c] = (c * lanes) + lane == a ? solved : current[c];
            }
        }

        for (int c = 0; c < perLane; c++)
        {
            task.Own[((long)row * stride) + (c * lanes) + lane] = current[c];
        }
    }
}
