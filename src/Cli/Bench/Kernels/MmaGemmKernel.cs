using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Extensions;

namespace IlgpuOptim.Cli.Bench.Kernels;

/// <summary>Size of the block of C that a group of warps computes.</summary>
internal interface IMmaTile
{
    /// <summary>Warps along the rows.</summary>
    static abstract int WarpRows { get; }

    /// <summary>Warps along the columns.</summary>
    static abstract int WarpColumns { get; }

    /// <summary>Fragments of a warp along the rows.</summary>
    static abstract int FragmentRows { get; }

    /// <summary>Fragments of a warp along the columns.</summary>
    static abstract int FragmentColumns { get; }

    /// <summary>Steps along k per stage, a multiple of a fragment's depth.</summary>
    static abstract int Depth { get; }

    /// <summary>Stages of A and B in shared memory: one is used while the others are on their way.</summary>
    static abstract int Stages { get; }
}

/// <summary>128 x 128 by 8 warps with 64 sums per lane of 32; 57 KB of shared memory for 16-bit elements.</summary>
internal readonly struct WideMmaTile : IMmaTile
{
    public static int WarpRows => 2;

    public static int WarpColumns => 4;

    public static int FragmentRows => 4;

    public static int FragmentColumns => 4;

    public static int Depth => 32;

    public static int Stages => 3;
}

/// <summary>32 x 16 by one warp, for devices without matrix units.</summary>
internal readonly struct SmallMmaTile : IMmaTile
{
    public static int WarpRows => 1;

    public static int WarpColumns => 1;

    public static int FragmentRows => 2;

    public static int FragmentColumns => 2;

    public static int Depth => 16;

    public static int Stages => 1;
}

/// <summary>
/// C = A * B for row-major matrices of any size with 16-bit or TF32 elements and sums in binary32. A group computes a block of C; it
/// copies panels of A and B to shared memory, Stages of them in the background, and its warps multiply matrix fragments from there.
/// Rows in shared memory are 16 bytes longer than needed: the eight rows of a fragment then lie in different banks.
/// </summary>
internal static class MmaGemmKernel
{
    /// <summary>Grid: blocks across, blocks down; group: as many warps as the tile says, along X (<see cref="Configure{TTile}"/>).</summary>
    /// <param name="c">Result, m by n.</param>
    /// <param name="a">Left factor, m by k.</param>
    /// <param name="b">Right factor, k by n.</param>
    /// <param name="m">Rows of C.</param>
    /// <param name="n">Columns of C.</param>
    /// <param name="k">Columns of A, rows of B.</param>
    /// <param name="isAligned">Not 0: a and b start at multiples of 16 bytes, and so do all of their rows.</param>
    public static void Run<T, TTile>(
        ArrayView<float> c, ArrayView<T> a, ArrayView<T> b, int m, int n, int k, int isAligned)
        where T : unmanaged, IMatrixElement<T>
        where TTile : struct, IMmaTile
    {
        int pitchA = TTile.Depth + Pad<T>();
        int pitchB = Columns<TTile>() + Pad<T>();
        ArrayView<T> left = SharedMemory.Allocate<T>(TTile.Stages * Rows<TTile>() * (TTile.Depth + Pad<T>()));
        ArrayView<T> right = SharedMemory.Allocate<T>(TTile.Stages * TTile.Depth * (Columns<TTile>() + Pad<T>()));
        int sizeA = Rows<TTile>() * pitchA;
        int sizeB = TTile.Depth * pitchB;
        int row = Grid.IdxY * Rows<TTile>();
        int column = Grid.IdxX * Columns<TTile>();
        int steps = (k + TTile.Depth - 1) / TTile.Depth;
        bool isInner = isAligned != 0 && row + Rows<TTile>() <= m && column + Columns<TTile>() <= n;
        int warpRow = Warp.WarpIdx / TTile.WarpColumns * TTile.FragmentRows * MatrixFragment.Rows;
        int warpColumn = Warp.WarpIdx % TTile.WarpColumns * TTile.FragmentColumns * MatrixFragment.Columns;
        ArrayView<T> rowsOfA = a.SubView((long)row * k);
        ArrayView<T> columnsOfB = b.SubView(column);
        FragmentC[] sums = new FragmentC[TTile.FragmentRows * TTile.FragmentColumns];
        FragmentA<T>[] factors = new FragmentA<T>[TTile.FragmentRows];
        FragmentB<T> factor = default;

        for (int s = 0; s < TTile.Stages - 1; s++)
        {
            if (s < steps)
            {
                FetchStep<T, TTile>(left, right, rowsOfA, columnsOfB, s, s, m - row, n - column, n, k, isInner);
            }

            AsyncCopy.Commit();
        }

        int stage = 0;
        int free = TTile.Stages - 1;

        for (int step = 0; step < steps; step++)
        {
            int next = step + TTile.Stages - 1;

            if (TTile.Stages > 1)
            {
                AsyncCopy.Wait(TTile.Stages - 2);
            }

            // All panels of this step are there, and nobody reads the one that is overwritten next.
            Group.Barrier();

            if (next < steps)
            {
                FetchStep<T, TTile>(left, right, rowsOfA, columnsOfB, free, next, m - row, n - column, n, k, isInner);
            }

            AsyncCopy.Commit();

            if (TTile.Stages == 1)
            {
                AsyncCopy.Wait(0);
                Group.Barrier();
            }

            ArrayView<T> panelA = left.SubView(stage * sizeA);
            ArrayView<T> panelB = right.SubView(stage * sizeB);

            for (int depth = 0; depth < TTile.Depth; depth += MatrixFragment.Depth)
            {
                for (int i = 0; i < TTile.FragmentRows; i++)
                {
                    factors[i].Load(panelA, warpRow + (i * MatrixFragment.Rows), depth, pitchA);
                }

                for (int j = 0; j < TTile.FragmentColumns; j++)
                {
                    factor.Load(panelB, depth, warpColumn + (j * MatrixFragment.Columns), pitchB);

                    for (int i = 0; i < TTile.FragmentRows; i++)
                    {
                        sums[(i * TTile.FragmentColumns) + j].MultiplyAdd(factors[i], factor);
                    }
                }
            }

            stage = stage + 1 == TTile.Stages ? 0 : stage + 1;
            free = free + 1 == TTile.Stages ? 0 : free + 1;
        }

        for (int i = 0; i < TTile.FragmentRows; i++)
        {
            for (int j = 0; j < TTile.FragmentColumns; j++)
            {
                for (int e = 0; e < FragmentC.Count; e++)
                {
                    int y = row + warpRow + (i * MatrixFragment.Rows) + FragmentC.RowOf(e);
                    int x = column + warpColumn + (j * MatrixFragment.Columns) + FragmentC.ColumnOf(e);

                    if (y < m && x < n)
                    {
                        c[((long)y * n) + x] = sums[(i * TTile.FragmentColumns) + j][e];
                    }
                }
            }
        }
    }

    /// <summary>Rows of C per group.</summary>
    public static int Rows<TTile>()
        where TTile : struct, IMmaTile => TTile.WarpRows * TTile.FragmentRows * MatrixFragment.Rows;

    /// <summary>Columns of C per group.</summary>
    public static int Columns<TTile>()
        where TTile : struct, IMmaTile => TTile.WarpColumns * TTile.FragmentColumns * MatrixFragment.Columns;

    /// <summary>The launch for a product.</summary>
    /// <param name="warpSize">Lanes of a warp of the accelerator.</param>
    /// <param name="m">Rows of C.</param>
    /// <param name="n">Columns of C.</param>
    public static KernelConfig Configure<TTile>(int warpSize, int m, int n)
        where TTile : struct, IMmaTile => new(
            new Index3D((n + Columns<TTile>() - 1) / Columns<TTile>(), (m + Rows<TTile>() - 1) / Rows<TTile>(), 1),
            new Index3D(TTile.WarpRows * TTile.WarpColumns * warpSize, 1, 1));

    private static int Pad<T>()
        where T : unmanaged => AsyncCopy.Bytes / ILGPU.Interop.SizeOf<T>();

    /// <summary>Copies the panels of a step to their places in shared memory.</summary>
    private static void FetchStep<T, TTile>(
        ArrayView<T> left,
        ArrayView<T> right,
        ArrayView<T> rowsOfA,
        ArrayView<T> columnsOfB,
        int stage,
        int step,
        int rows,
        int columns,
        int n,
        int k,
        bool isInner)
        where T : unmanaged
        where TTile : struct, IMmaTile
    {
        int pitchA = TTile.Depth + Pad<T>();
        int pitchB = Columns<TTile>() + Pad<T>();
        int threads = TTile.WarpRows * TTile.WarpColumns * Warp.WarpSize;
        int start = step * TTile.Depth;
        bool whole = isInner && start + TTile.Depth <= k;
        Fetch(
            left.SubView(stage * Rows<TTile>() * pitchA), pitchA, rowsOfA.SubView(start), k,
            Rows<TTile>(), TTile.Depth, rows, k - start, threads, whole);
        Fetch(
            right.SubView(stage * TTile.Depth * pitchB), pitchB, columnsOfB.SubView((long)start * n), n,
            TTile.Depth, Columns<TTile>(), k - start, columns, threads, whole);
    }

    /// <summary>Copies a panel; what lies outside of the matrix becomes zero.</summary>
    private static void Fetch<T>(
        ArrayView<T> target,
        int targetPitch,
        ArrayView<T> source,
        int sourcePitch,
        int rows,
        int columns,
        int rowLimit,
        int columnLimit,
        int threads,
        bool whole)
        where T : unmanaged
    {
        if (whole && AsyncCopy.IsSupported)
        {
            int chunk = AsyncCopy.Bytes / ILGPU.Interop.SizeOf<T>();
            int chunks = rows * columns / chunk;

            // The number of rounds is a constant, and as a rule all work-items take part in all of them.
            for (int first = 0; first < chunks; first += threads)
            {
                int i = first + Group.IdxX;

                if (chunks % threads == 0 || i < chunks)
                {
                    int y = i / (columns / chunk);
                    int x = i % (columns / chunk) * chunk;
                    AsyncCopy.ToShared(target, (y * targetPitch) + x, source, (y * sourcePitch) + x);
                }
            }

            return;
        }

        // Neighbours go to neighbours, so that processors move vectors; where a row is too short for all, several rows at a time.
        int width = threads < columns ? threads : columns;
        int height = threads / width;
        int column = height == 1 ? Group.IdxX : Group.IdxX % width;

        for (int y = height == 1 ? 0 : Group.IdxX / width; y < rows; y += height)
        {
            for (int x = column; x < columns; x += width)
            {
                target[(y * targetPitch) + x] = y < rowLimit && x < columnLimit ? source[(y * sourcePitch) + x] : default;
            }
        }
    }
}
