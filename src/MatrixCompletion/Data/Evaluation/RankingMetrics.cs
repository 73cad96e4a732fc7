namespace IlgpuOptim.MatrixCompletion.Data.Evaluation;

/// <summary>How good lists of k recommendations are; means over the users that have something relevant.</summary>
public sealed record RankingMetrics
{
    /// <summary>Length of the lists.</summary>
    public required int K { get; init; }

    /// <summary>Users with at least one relevant item; only they count.</summary>
    public required int Users { get; init; }

    /// <summary>Relevant items in the list / k.</summary>
    public required double Precision { get; init; }

    /// <summary>Relevant items in the list / all relevant items of the user.</summary>
    public required double Recall { get; init; }

    /// <summary>
    /// Normalised discounted cumulative gain with gains 0 and 1: sum over hits of 1 / log2(1 + place), over the same sum of the best
    /// list that is possible.
    /// </summary>
    public required double Ndcg { get; init; }

    /// <summary>Mean over the relevant items (at most k of them) of the precision at the place of each hit.</summary>
    public required double MeanAveragePrecision { get; init; }

    /// <summary>1 / place of the first hit, 0 without one.</summary>
    public required double ReciprocalRank { get; init; }

    /// <summary>Share of users with at least one hit.</summary>
    public required double HitRate { get; init; }

    /// <summary>Compares lists with what users turned out to like.</summary>
    /// <param name="lists">For each user the recommended items, best first; beyond k they are not looked at.</param>
    /// <param name="relevant">For each user the relevant items.</param>
    /// <param name="k">Length of the lists, at least 1.</param>
    /// <exception cref="ArgumentException">There are not as many lists as users.</exception>
    public static RankingMetrics Compute(
        IReadOnlyList<IReadOnlyList<int>> lists, IReadOnlyList<IReadOnlySet<int>> relevant, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);

        if (lists.Count != relevant.Count)
        {
            throw new ArgumentException($"{lists.Count} lists for {relevant.Count} users", nameof(lists));
        }

        int users = 0;
        double precision = 0, recall = 0, ndcg = 0, average = 0, reciprocal = 0, hitRate = 0;

        for (int user = 0; user < lists.Count; user++)
        {
            if (relevant[user].Count == 0)
            {
                continue;
            }

            int hits = 0;
            double gain = 0, best = 0, precisions = 0, firstHit = 0;

            for (int place = 1; place <= k; place++)
            {
                double discount = 1 / Math.Log2(1 + place);
                best += place <= relevant[user].Count ? discount : 0;

                if (place <= lists[user].Count && relevant[user].Contains(lists[user][place - 1]))
                {
                    hits++;
                    gain += discount;
                    precisions += (double)hits / place;
                    firstHit = firstHit == 0 ? 1.0 / place : firstHit;
                }
            }

            users++;
            precision += (double)hits / k;
            recall += (double)hits / relevant[user].Count;
            ndcg += gain / best;
            average += precisions / Math.Min(k, relevant[user].Count);
            reciprocal += firstHit;
            hitRate += hits > 0 ? 1 : 0;
        }

        double n = Math.Max(users, 1);

        return new RankingMetrics
        {
            K = k,
            Users = users,
            Precision = precision / n,
            Recall = recall / n,
            Ndcg = ndcg / n,
            MeanAveragePrecision = average / n,
            ReciprocalRank = reciprocal / n,
            HitRate = hitRate / n,
        };
    }
}
