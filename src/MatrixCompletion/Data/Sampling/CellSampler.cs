namespace IlgpuOptim.MatrixCompletion.Data.Sampling;

/// <summary>Cells of a matrix chosen at random without replacement: masks of observed entries.</summary>
public static class CellSampler
{
    /// <summary>Beyond this share it is cheaper to go through all cells.</summary>
    private const double DenseShare = 0.25;

    /// <summary>Exactly <paramref name="count"/> of the cells 0..total-1, ascending, each set as likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many cells, or they are too many for one array.</exception>
    public static long[] Choose(long total, int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, total);
        SeededRandom random = new(seed, stream: 1);

        return count > DenseShare * total ? GoThrough(total, count, random) : Draw(total, count, random);
    }

    /// <summary>A mask of a picture or another dense matrix: true is observed; exactly round(share height width) cells are.</summary>
    public static bool[] Mask(int height, int width, double share, ulong seed)
    {
        long total = (long)height * width;
        bool[] mask = new bool[total];

        foreach (long cell in Choose(total, (int)Math.Round(share * total), seed))
        {
            mask[cell] = true;
        }

        return mask;
    }

    /// <summary>Selection sampling (Knuth, volume 2, algorithm S): each cell with the chance that completes the set.</summary>
    private static long[] GoThrough(long total, int count, SeededRandom random)
    {
        long[] cells = new long[count];
        int chosen = 0;

        for (long cell = 0; chosen < count; cell++)
        {
            if (random.NextBelow(total - cell) < count - chosen)
            {
                cells[chosen++] = cell;
            }
        }

        return cells;
    }

    /// <summary>Draws, sorts, drops what came twice, and draws again what is missing.</summary>
    private static long[] Draw(long total, int count, SeededRandom random)
    {
        long[] cells = new long[count];
        int known = 0;

        while (known < count)
        {
            for (int i = known; i < count; i++)
            {
                cells[i] = random.NextBelow(total);
            }

            Array.Sort(cells);
            known = 0;

            for (int i = 0; i < count; i++)
            {
                if (i == 0 || cells[i] != cells[i - 1])
                {
                    cells[known++] = cells[i];
                }
            }
        }

        return cells;
    }
}
