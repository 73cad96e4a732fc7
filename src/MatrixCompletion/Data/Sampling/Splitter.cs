using System.Numerics;

namespace IlgpuOptim.MatrixCompletion.Data.Sampling;

/// <summary>Divides entries into training, validation and test parts; the same seed gives the same parts.</summary>
/// <remarks>
/// What is published depends on the protocol: on MovieLens-100K the fixed split u1 and random 5-fold differ by 0.01 to 0.02 RMSE. Say
/// which one was used.
/// </remarks>
public static class Splitter
{
    /// <summary>Random entries: round(test n) for the test, round(validation n) for the validation, the rest to learn from.</summary>
    /// <param name="count">Number of entries n.</param>
    /// <param name="validation">Share of the validation part, 0 to 1.</param>
    /// <param name="test">Share of the test part, 0 to 1.</param>
    /// <param name="seed">Seed.</param>
    /// <exception cref="ArgumentException">The shares leave nothing to learn from.</exception>
    public static DataSplit Random(int count, double validation, double test, ulong seed)
    {
        int[] order = new SeededRandom(seed).Permutation(count);

        return Cut(order, validation, test);
    }

    /// <summary>The latest entries: the last for the test, those before for the validation; ties keep the order of the data.</summary>
    /// <exception cref="ArgumentException">The data have no times, or the shares leave nothing to learn from.</exception>
    public static DataSplit ByTime<T>(RatingData<T> data, double validation, double test)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long[] times = data.Times ?? throw new ArgumentException("the data have no times", nameof(data));
        int[] order = [.. Enumerable.Range(0, data.Count)];
        Array.Sort(order, (left, right) => times[left] != times[right] ? times[left].CompareTo(times[right]) : left.CompareTo(right));
        Array.Reverse(order);

        return Cut(order, validation, test);
    }

    /// <summary>
    /// Of every row k entries for the test and k for the validation, at random or, if the data have times and
    /// <paramref name="latest"/> is set, the latest; rows with fewer than 2 k + 1 entries are for learning only.
    /// </summary>
    /// <param name="data">The data.</param>
    /// <param name="perRow">Entries k of each row for each of the two parts, at least 1.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="withValidation">Whether there is to be a validation part; without, rows need k + 1 entries only.</param>
    /// <param name="latest">The latest entries of each row, not random ones.</param>
    /// <exception cref="ArgumentException">Latest entries are asked for, but there are no times.</exception>
    public static DataSplit LeaveOut<T>(RatingData<T> data, int perRow, ulong seed, bool withValidation = true, bool latest = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perRow, 1);

        if (latest && data.Times is null)
        {
            throw new ArgumentException("the data have no times", nameof(data));
        }

        int[] order = new SeededRandom(seed).Permutation(data.Count);
        long[]? times = latest ? data.Times : null;

        // By row; within one the latest first, or at random.
        int[] rank = new int[data.Count];

        for (int i = 0; i < order.Length; i++)
        {
            rank[order[i]] = i;
        }

        Array.Sort(order, (left, right) => data.Rows[left] != data.Rows[right] ? data.Rows[left].CompareTo(data.Rows[right])
            : times is not null && times[left] != times[right] ? times[right].CompareTo(times[left])
            : rank[left].CompareTo(rank[right]));

        List<int> train = [];
        List<int> held = [];
        List<int> test = [];
        int parts = withValidation ? 2 : 1;

        for (int start = 0, end; start < order.Length; start = end)
        {
            for (end = start; end < order.Length && data.Rows[order[end]] == data.Rows[order[start]]; end++)
            {
            }

            for (int p = start; p < end; p++)
            {
                bool isLong = end - start > (long)parts * perRow;
                int part = isLong ? (p - start) / perRow : parts;
                List<int> target = part == 0 ? test : part == 1 && withValidation ? held : train;
                target.Add(order[p]);
            }
        }

        return new DataSplit(Sorted(train), Sorted(held), Sorted(test));
    }

    /// <summary>
    /// k folds for cross-validation: random parts of equal size (within one); fold f tests part f and learns from the others, of which
    /// a share may be held back for validation.
    /// </summary>
    /// <param name="count">Number of entries.</param>
    /// <param name="folds">Number of folds k, 2 to count.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="validation">Share of all entries held back for validation in each fold.</param>
    public static IReadOnlyList<DataSplit> Folds(int count, int folds, ulong seed, double validation = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, count);
        int[] order = new SeededRandom(seed).Permutation(count);
        DataSplit[] splits = new DataSplit[folds];

        for (int fold = 0; fold < folds; fold++)
        {
            int from = (int)((long)count * fold / folds);
            int to = (int)((long)count * (fold + 1) / folds);

            // The others follow in their random order from the end of the part on, so that validation parts differ too.
            int[] rest = [.. order[to..], .. order[..from]];
            int held = Share(validation, count, rest.Length);

            splits[fold] = new DataSplit(Sorted(rest[held..]), Sorted(rest[..held]), Sorted(order[from..to]));
        }

        return splits;
    }

    private static DataSplit Cut(int[] order, double validation, double test)
    {
        int testCount = Share(test, order.Length, order.Length);
        int heldCount = Share(validation, order.Length, order.Length - testCount);

        return new DataSplit(
            Sorted(order[(testCount + heldCount)..]),
            Sorted(order[testCount..(testCount + heldCount)]),
            Sorted(order[..testCount]));
    }

    private static int Share(double share, int count, int available)
    {
        if (!(share >= 0 && share < 1))
        {
            throw new ArgumentException($"a share of {share} is not in [0, 1)");
        }

        int part = (int)Math.Round(share * count, MidpointRounding.AwayFromZero);

        return part < available || (part == 0 && available == 0)
            ? part
            : throw new ArgumentException($"{count} entries with such shares for validation and test leave nothing to learn from");
    }

    private static int[] Sorted(IEnumerable<int> entries)
    {
        int[] sorted = [.. entries];
        Array.Sort(sorted);

        return sorted;
    }
}
