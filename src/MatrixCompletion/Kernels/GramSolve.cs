using System.Numerics;

using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Compute;
using IlgpuOptim.Extensions;

namespace IlgpuOptim.MatrixCompletion.Kernels;

/// <summary>Constants of the compiled <see cref="GramSolveKernel"/>. (Fields, because the compiler sees through them at once.)</summary>
internal readonly struct GramShape : IEquatable<GramShape>
{
    /// <summary>Bytes of gathered rows that should stay in the first cache from one block of the Gram matrix to the next.</summary>
    private const int PanelBytes = 16 << 10;

    public readonly int Lanes;
    public readonly int PerLane;
    public readonly int Bias;

    /// <summary>Unknowns of a row: its components, its bias as the last one.</summary>
    public readonly int Unknowns;

    /// <summary>Entries that the blocks of the Gram matrix take turns at.</summary>
    public readonly int Panel;

    /// <summary>Columns of a block per lane.</summary>
    public readonly int TileVectors;

    /// <summary>Rows of a block.</summary>
    public readonly int TileRows;

    /// <summary>Rows that are left over for the last block, the right-hand side among them; 1 to <see cref="TileRows"/>.</summary>
    public readonly int RestRows;

    /// <summary>Rows of a last block that takes those left over together with a full one, if there are registers for both; else those left over.</summary>
    public readonly int LastRows;

    private GramShape(LaneShape lane, int unknowns, int panel, int tileVectors, int tileRows, int capacity)
    {
        this.Lanes = lane.Lanes;
        this.PerLane = lane.PerLane;
        this.Bias = lane.Bias;
        this.Unknowns = unknowns;
        this.Panel = panel;
        this.TileVectors = tileVectors;
        this.TileRows = tileRows;
        this.RestRows = (unknowns % tileRows) + 1;
        this.LastRows = tileRows + this.RestRows <= capacity ? tileRows + this.RestRows : this.RestRows;
    }

    /// <summary>How rows lie on lanes.</summary>
    public LaneShape Lane => new(this.Lanes, this.PerLane, this.Bias);

    /// <summary>Rows of a number of unknowns on a device.</summary>
    /// <param name="device">Where.</param>
    /// <param name="unknowns">Unknowns of a row.</param>
    /// <param name="hasBias">The last unknown is a bias.</param>
    /// <param name="size">Bytes of a number.</param>
    public static GramShape For(ComputeDevice device, int unknowns, bool hasBias, int size)
    {
        int lanes = LaneShape.LanesOf(device);
        bool isGpu = device.Class == DeviceClass.Gpu;

        // A step over an entry should be at least eight independent sums, the latency of multiply-adds; without lanes, a square, of
        // which the driver makes vectors. On GPUs the addresses of a tile's rows are scalars, of which AMD's have about a hundred.
        int vectors = lanes >= 8 ? 1 : lanes > 1 ? 2 : 4;
        int perSum = vectors * (isGpu || lanes == 1 ? 1 : size / sizeof(float));
        int registers = isGpu ? 11 : lanes is 16 or 1 ? 32 : 16;
        int capacity = (registers - 3) / perSum;
        int tileRows = vectors * lanes;

        while (tileRows > 1 && tileRows >= capacity)
        {
            tileRows /= 2;
        }

        int perLane = (Math.Max(1, (unknowns + lanes - 1) / lanes) + vectors - 1) / vectors * vectors;
        int panel = Math.Clamp(PanelBytes / (perLane * lanes * size), 16, 128);

        return new GramShape(
            new LaneShape(lanes, perLane, hasBias ? unknowns - 1 : -1), unknowns, panel, vectors, tileRows, capacity);
    }

    public bool Equals(GramShape other) => this.Lane.Equals(other.Lane)
        && (this.Unknowns, this.Panel, this.TileVectors, this.TileRows, this.LastRows)
            == (other.Unknowns, other.Panel, other.TileVectors, other.TileRows, other.LastRows);

    public override bool Equals(object? obj) => obj is GramShape other && this.Equals(other);

    public override int GetHashCode() => HashCode.Combine(this.Lane, this.Unknowns, this.Panel, this.TileVectors, this.TileRows, this.LastRows);
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

    /// <summary>Per group: the Gram matrix and, as one more row, the right-hand side.</summary>
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
/// for its bias) and t the values (less the other bias), solves (F^T F + lambda D) u_i = F^T t. A group of one warp takes one row
/// after the other; across the lanes lie the columns of the Gram matrix, of which the rows are formed up to the vector with the
/// diagonal. The right-hand side t^T F is one more row of it.
/// </summary>
internal static class GramSolveKernel
{
    /// <summary>Entries ahead of which rows of the other factor are asked for.</summary>
    private const int Ahead = 24;

    /// <summary>Unknowns that are solved for together.</summary>
    private const int AtOnce = 4;

    /// <summary>Neighbouring segments that a group takes at once, where it has caches of its own.</summary>
    private const int Neighbours = 8;

    /// <summary>Grid: any number of groups; group: the shape's lanes.</summary>
    /// <param name="task">Arguments.</param>
    /// <param name="segments">Number of segments.</param>
    /// <param name="constants">Constants.</param>
    public static void Rows<T>(GramSolveTask<T> task, int segments, SpecializedValue<GramShape> constants)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        GramShape shape = constants.Value;
        int stride = shape.Lanes * shape.PerLane;
        int size = (shape.Unknowns + 1) * stride;
        int neighbours = Accelerator.CurrentType == AcceleratorType.CPU ? Neighbours : 1;
        long gram = (long)Grid.IdxX * size;

        for (int chunk = Grid.IdxX * neighbours; chunk < segments; chunk += Grid.DimX * neighbours)
        {
            int last = IntrinsicMath.Min(chunk + neighbours, segments);

            for (int segment = chunk; segment < last; segment++)
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
                else
                {
                    bool isWhole = slot < 0;

                    Accumulate(task, isWhole ? task.Work : task.Part, isWhole ? gram : (long)slot * size, start, end, shape);

                    if (isWhole)
                    {
                        Solve(task, gram, task.Data.Row[segment], shape);
                    }
                }
            }
        }
    }

    /// <summary>Rows of several segments: adds up their Gram matrices and solves. Grid: any number of groups; group: the shape's lanes.</summary>
    public static void SplitRows<T>(
        GramSolveTask<T> task, ArrayView<int> splitRow, ArrayView<int> splitFirst, int rows, SpecializedValue<GramShape> constants)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        GramShape shape = constants.Value;
        int size = (shape.Unknowns + 1) * shape.Lanes * shape.PerLane;
        long gram = (long)Grid.IdxX * size;

        for (int i = Grid.IdxX; i < rows; i += Grid.DimX)
        {
            int first = splitFirst[i];
            int end = splitFirst[i + 1];

            Group.Barrier();

            for (int at = Group.IdxX; at < size; at += shape.Lanes)
            {
                T sum = T.Zero;

                for (int slot = first; slot < end; slot++)
                {
                    sum += task.Part[((long)slot * size) + at];
                }

                task.Work[gram + at] = sum;
            }

            Solve(task, gram, splitRow[i], shape);
        }
    }

    /// <summary>[F t]^T F over the entries start to end - 1, each row up to the vector with the diagonal.</summary>
    private static void Accumulate<T>(GramSolveTask<T> task, ArrayView<T> target, long gram, long start, long end, GramShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int firstRows = shape.Unknowns + 1 > shape.LastRows ? shape.TileRows : shape.Unknowns + 1;

        Group.Barrier();

        for (long first = start; first < end; first += shape.Panel)
        {
            long count = IntrinsicMath.Min(shape.Panel, end - first);
            bool adds = first > start;

            Tile(task, target, gram, first, count, 0, 0, firstRows, firstRows > shape.Unknowns, prefetches: true, adds, shape);

            for (int left = 0; left < shape.PerLane; left += shape.TileVectors)
            {
                int top = left == 0 ? firstRows : left * shape.Lanes;

                for (; shape.Unknowns + 1 - top > shape.LastRows; top += shape.TileRows)
                {
                    Tile(task, target, gram, first, count, top, left, shape.TileRows, isLast: false, prefetches: false, adds, shape);
                }

                if (shape.Unknowns + 1 - top == shape.LastRows)
                {
                    Tile(task, target, gram, first, count, top, left, shape.LastRows, isLast: true, prefetches: false, adds, shape);
                }
                else if (shape.Unknowns + 1 > top)
                {
                    Tile(task, target, gram, first, count, top, left, shape.RestRows, isLast: true, prefetches: false, adds, shape);
                }
            }
        }
    }

    /// <summary>One block of the matrix, over the entries of a panel: rows of it are read from where they are, and stay in the first cache.</summary>
    private static void Tile<T>(
        GramSolveTask<T> task,
        ArrayView<T> target,
        long gram,
        long first,
        long count,
        int top,
        int left,
        int rows,
        bool isLast,
        bool prefetches,
        bool adds,
        GramShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int lanes = shape.Lanes;
        int stride = lanes * shape.PerLane;
        int bias = shape.Bias;
        int vectors = shape.TileVectors;
        int column = (left * lanes) + Group.IdxX;
        int lineElements = Prefetch.LineSize / Interop.SizeOf<T>();
        T[] sums = new T[rows * vectors];
        T[] factors = new T[vectors];

        for (int i = 0; i < rows * vectors; i++)
        {
            sums[i] = T.Zero;
        }

        for (long e = first; e < first + count; e++)
        {
            long at = (long)task.Data.Index[e] * stride;
            T value = T.Zero;

            if (prefetches && Accelerator.CurrentType == AcceleratorType.CPU)
            {
                long next = (long)task.Data.Index[IntrinsicMath.Min(e + Ahead, task.Data.Index.Length - 1)] * stride;

                for (int c = 0; c < stride; c += lineElements)
                {
                    Prefetch.Read(task.Other, next + c);
                }
            }

            if (isLast)
            {
                value = task.Data.Value[e];

                if (bias >= 0)
                {
                    value -= task.Other[at + bias];
                }
            }

            for (int j = 0; j < vectors; j++)
            {
                T x = task.Other[at + column + (j * lanes)];
                factors[j] = bias >= 0 && column + (j * lanes) == bias ? T.One : x;
            }

            for (int i = 0; i < rows; i++)
            {
                // The last rows are the bias, if there is one, and the right-hand side.
                T x = isLast && i == rows - 1 ? value : isLast && bias >= 0 && i == rows - 2 ? T.One : task.Other[at + top + i];

                for (int j = 0; j < vectors; j++)
                {
                    sums[(i * vectors) + j] = Lanes.MultiplyAdd(x, factors[j], sums[(i * vectors) + j]);
                }
            }
        }

        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < vectors; j++)
            {
                long at = gram + ((long)(top + i) * stride) + column + (j * lanes);

                target[at] = adds ? target[at] + sums[(i * vectors) + j] : sums[(i * vectors) + j];
            }
        }
    }

    /// <summary>
    /// Regularises, and eliminates from the last row upwards: G = W^T D^-1 W with W lower triangular and D its diagonal. Solves W^T D^-1 z = g
    /// on the way and W u = z behind it. No square roots: the way from one pivot to the next is what takes time.
    /// </summary>
    private static void Solve<T>(GramSolveTask<T> task, long gram, int row, GramShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int lanes = shape.Lanes;
        int perLane = shape.PerLane;
        int bias = shape.Bias;
        int stride = lanes * perLane;
        int unknowns = shape.Unknowns;
        int lane = Group.IdxX;
        long side = gram + ((long)unknowns * stride);
        T count = T.CreateTruncating(task.Count[row]);
        T componentLambda = task.Lambda * ((task.ByCount & 1) != 0 ? count : T.One);
        T biasLambda = task.BiasLambda * ((task.ByCount & 2) != 0 ? count : T.One);
        T[] current = new T[perLane];
        T[] right = new T[perLane];

        Group.Barrier();

        for (int c = 0; c < perLane; c++)
        {
            right[c] = task.Work[side + (c * lanes) + lane];
        }

        for (int a = unknowns - 1; a >= 0; a--)
        {
            T lambda = bias >= 0 && a == bias ? biasLambda : componentLambda;
            long own = gram + ((long)a * stride);

            for (int c = 0; c < perLane; c++)
            {
                // Vectors behind the diagonal have not been formed.
                T x = task.Work[own + (c * lanes) + lane];
                x = c * lanes <= a ? x : T.Zero;
                current[c] = (c * lanes) + lane == a ? x + lambda : x;
            }

            // For the upper half of the rows half of the vectors do.
            if (a < perLane / 2 * lanes)
            {
                Eliminate(task, gram, a, perLane / 2, current, shape);
            }
            else
            {
                Eliminate(task, gram, a, perLane, current, shape);
            }

            for (int c = 0; c < perLane; c++)
            {
                task.Work[own + (c * lanes) + lane] = current[c];
            }

            Group.Barrier();

            // A direction without data and regularisation keeps 0.
            T pivot = task.Work[own + a];
            T inverse = pivot > T.Zero ? T.NegativeOne / pivot : T.Zero;
            T step = task.Work[side + a] * inverse;

            Group.Barrier();

            if (lane == a % lanes)
            {
                task.Work[own + a] = inverse;
            }

            for (int c = 0; c < perLane; c++)
            {
                // Behind the diagonal of W stand leftovers, and what is solved already behind that of the right-hand side.
                right[c] = (c * lanes) + lane < a ? Lanes.MultiplyAdd(step, current[c], right[c]) : right[c];
                task.Work[side + (c * lanes) + lane] = right[c];
            }

            Group.Barrier();
        }

        Substitute(task, gram, row, shape);
    }

    /// <summary>Takes the rows behind row a off it, in its first vectors.</summary>
    private static void Eliminate<T>(GramSolveTask<T> task, long gram, int a, int vectors, T[] current, GramShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int lanes = shape.Lanes;
        int stride = lanes * shape.PerLane;
        int lane = Group.IdxX;
        int q = shape.Unknowns - 1;
        T[] second = new T[Math.Max(1, vectors)];

        for (int c = 0; c < vectors; c++)
        {
            second[c] = T.Zero;
        }

        // Two chains of sums; the row that was finished last comes last, so that the others need not wait for it. On diagonals stand
        // negative reciprocals.
        for (; q > a + 1; q -= 2)
        {
            long from = gram + ((long)q * stride);
            T factor = task.Work[from + a] * task.Work[from + q];
            T another = task.Work[from - stride + a] * task.Work[from - stride + q - 1];

            for (int c = 0; c < vectors; c++)
            {
                current[c] = Lanes.MultiplyAdd(factor, task.Work[from + (c * lanes) + lane], current[c]);
                second[c] = Lanes.MultiplyAdd(another, task.Work[from - stride + (c * lanes) + lane], second[c]);
            }
        }

        if (q > a)
        {
            long from = gram + ((long)q * stride);
            T factor = task.Work[from + a] * task.Work[from + q];

            for (int c = 0; c < vectors; c++)
            {
                current[c] = Lanes.MultiplyAdd(factor, task.Work[from + (c * lanes) + lane], current[c]);
            }
        }

        for (int c = 0; c < vectors; c++)
        {
            current[c] += second[c];
        }
    }

    /// <summary>W u = z, a few unknowns at a time: sums over the lanes take long, but several of them hardly longer.</summary>
    private static void Substitute<T>(GramSolveTask<T> task, long gram, int row, GramShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int lanes = shape.Lanes;
        int perLane = shape.PerLane;
        int stride = lanes * perLane;
        int unknowns = shape.Unknowns;
        int lane = Group.IdxX;
        long side = gram + ((long)unknowns * stride);
        T[] solution = new T[perLane];
        T[] rest = new T[AtOnce];
        T[] solved = new T[AtOnce];

        for (int c = 0; c < perLane; c++)
        {
            solution[c] = T.Zero;
        }

        for (int a = 0; a < unknowns; a += AtOnce)
        {
            for (int i = 0; i < AtOnce; i++)
            {
                // Unknowns from a on are still zero. Behind the last one stands it again, and is not used.
                int b = IntrinsicMath.Min(a + i, unknowns - 1);
                long own = gram + ((long)b * stride);
                T dot = T.Zero;

                for (int c = 0; c < perLane; c++)
                {
                    dot = Lanes.MultiplyAdd(task.Work[own + (c * lanes) + lane], solution[c], dot);
                }

                rest[i] = Lanes.Sum(dot, lanes) - task.Work[side + b];
            }

            for (int i = 0; i < AtOnce; i++)
            {
                int b = IntrinsicMath.Min(a + i, unknowns - 1);
                long own = gram + ((long)b * stride);

                for (int j = 0; j < i; j++)
                {
                    rest[i] = Lanes.MultiplyAdd(task.Work[own + a + j], solved[j], rest[i]);
                }

                solved[i] = rest[i] * task.Work[own + b];

                for (int c = 0; c < perLane; c++)
                {
                    solution[c] = (c * lanes) + lane == a + i && a + i < unknowns ? solved[i] : solution[c];
                }
            }
        }

        for (int c = 0; c < perLane; c++)
        {
            task.Own[((long)row * stride) + (c * lanes) + lane] = solution[c];
        }
    }
}
