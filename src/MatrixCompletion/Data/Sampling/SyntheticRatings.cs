using System.Numerics;

namespace IlgpuOptim.MatrixCompletion.Data.Sampling;

/// <summary>
/// Ratings as people give them: few users and items have most of them (a power law on both sides), biases, a few latent tastes, noise,
/// half stars from 0.5 to 5.
/// </summary>
public static class SyntheticRatings
{
    private const double Mean = 3.5;
    private const double UserSpread = 0.4;
    private const double ItemSpread = 0.5;
    private const double TasteSpread = 0.5;
    private const double Noise = 0.75;

    /// <summary>Makes a set; the same arguments give the same set.</summary>
    /// <param name="users">Number of users m.</param>
    /// <param name="items">Number of items n.</param>
    /// <param name="count">Number of ratings, at most half of the cells.</param>
    /// <param name="rank">Number of latent tastes.</param>
    /// <param name="exponent">The item of rank i is chosen with weight (i + 10)^-exponent; users likewise.</param>
    /// <param name="seed">Seed.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or there are more ratings than fit.</exception>
    public static SparseMatrix<T> Create<T>(int users, int items, int count, int rank = 8, double exponent = 0.8, ulong seed = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(users, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, (long)users * items / 2);
        SeededRandom random = new(seed);
        int[] lengths = ShareOut(random, users, items, count, exponent);
        double[] popularity = Cumulate(items, exponent);

        // Ids tell nothing of popularity, as in real sets.
        int[] itemOf = random.Permutation(items);
        float[] userTaste = Tastes(random, users, rank, UserSpread);
        float[] itemTaste = Tastes(random, items, rank, ItemSpread);
        long[] starts = new long[users + 1L];

        for (int user = 0; user < users; user++)
        {
            starts[user + 1] = starts[user] + lengths[user];
        }

        int[] columns = new int[count];
        T[] values = new T[count];

        // Every user draws from a stream of their own: the result does not depend on the order of the threads.
        Parallel.For(0, users, () => new bool[items], (user, _, taken) =>
        {
            SeededRandom own = new(seed, stream: 16 + (ulong)user);
            Span<int> chosen = columns.AsSpan((int)starts[user], lengths[user]);
            ChooseItems(own, popularity, itemOf, chosen, taken);
            chosen.Sort();

            for (int p = 0; p < chosen.Length; p++)
            {
                double rating = Rate(own, userTaste, itemTaste, rank, user, chosen[p]);
                values[starts[user] + p] = T.CreateTruncating(rating);
                taken[chosen[p]] = false;
            }

            return taken;
        }, _ => { });

        return new SparseMatrix<T>(users, items, starts, columns, values);
    }

    /// <summary>Number of ratings of each user: a power law in random order, at most half of the items each.</summary>
    private static int[] ShareOut(SeededRandom random, int users, int items, int count, double exponent)
    {
        int limit = Math.Max(1, items / 2);
        int[] order = random.Permutation(users);
        double[] cumulated = Cumulate(users, exponent);
        int[] lengths = new int[users];
        long left = count;

        for (int i = 0; i < users; i++)
        {
            double weight = (cumulated[i] - (i == 0 ? 0 : cumulated[i - 1])) / cumulated[^1];
            int length = (int)Math.Min(Math.Min(limit, left), Math.Floor(weight * count));
            lengths[order[i]] = length;
            left -= length;
        }

        // What rounding and the limit left over goes around, one each.
        for (int i = 0; left > 0; i = (i + 1) % users)
        {
            if (lengths[order[i]] < items)
            {
                lengths[order[i]]++;
                left--;
            }
        }

        return lengths;
    }

    private static double[] Cumulate(int count, double exponent)
    {
        double[] cumulated = new double[count];
        double sum = 0;

        for (int i = 0; i < count; i++)
        {
            cumulated[i] = sum += Math.Pow(i + 10, -exponent);
        }

        return cumulated;
    }

    private static float[] Tastes(SeededRandom random, int count, int rank, double spread)
    {
        float[] taste = new float[(long)count * (rank + 1)];

        for (long i = 0; i < taste.Length; i++)
        {
            double scale = i % (rank + 1) == 0 ? spread : Math.Sqrt(TasteSpread / Math.Max(rank, 1));
            taste[i] = (float)(scale * random.NextNormal());
        }

        return taste;
    }

    private static void ChooseItems(SeededRandom random, double[] popularity, int[] itemOf, Span<int> chosen, bool[] taken)
    {
        int misses = 0;

        for (int p = 0; p < chosen.Length;)
        {
            // After many hits on popular items that are taken already, any item will do.
            double at = random.NextUniform() * popularity[^1];
            int place = misses > 64 ? (int)random.NextBelow(itemOf.Length) : Array.BinarySearch(popularity, at);
            int item = itemOf[Math.Min(place < 0 ? ~place : place, itemOf.Length - 1)];

            if (taken[item])
            {
                misses++;
                continue;
            }

            misses = 0;
            taken[item] = true;
            chosen[p++] = item;
        }
    }

    private static double Rate(SeededRandom random, float[] userTaste, float[] itemTaste, int rank, int user, int item)
    {
        long u = (long)user * (rank + 1);
        long v = (long)item * (rank + 1);
        double rating = Mean + userTaste[u] + itemTaste[v] + (Noise * random.NextNormal());

        for (int k = 1; k <= rank; k++)
        {
            rating += userTaste[u + k] * itemTaste[v + k] * Math.Sqrt(Math.Max(rank, 1));
        }

        return Math.Clamp(Math.Round(2 * rating) / 2, 0.5, 5);
    }
}
