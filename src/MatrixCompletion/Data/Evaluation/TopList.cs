using System.Numerics;

namespace IlgpuOptim.MatrixCompletion.Data.Evaluation;

/// <summary>The k best of many scores.</summary>
public static class TopList
{
    /// <summary>
    /// Indices of the k highest scores, highest first; of equal scores the lower index comes first, which is the lower id. NaN is no
    /// score.
    /// </summary>
    /// <param name="scores">Score of each item.</param>
    /// <param name="k">How many, at least 0; there may be fewer.</param>
    /// <param name="excluded">Items that are left out, ascending, such as those the user has seen.</param>
    public static int[] Select<T>(ReadOnlySpan<T> scores, int k, ReadOnlySpan<int> excluded = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);

        // The worst of the best so far on top, to be pushed out by a better one.
        PriorityQueue<int, (T Score, int Index)> best = new(Comparer<(T Score, int Index)>.Create(
            (left, right) => left.Score != right.Score ? left.Score.CompareTo(right.Score) : right.Index.CompareTo(left.Index)));
        int next = 0;

        for (int item = 0; item < scores.Length && k > 0; item++)
        {
            while (next < excluded.Length && excluded[next] < item)
            {
                next++;
            }

            if ((next < excluded.Length && excluded[next] == item) || T.IsNaN(scores[item]))
            {
                continue;
            }

            if (best.Count < k)
            {
                best.Enqueue(item, (scores[item], item));
            }
            else
            {
                best.EnqueueDequeue(item, (scores[item], item));
            }
        }

        int[] list = new int[best.Count];

        for (int i = list.Length - 1; i >= 0; i--)
        {
            list[i] = best.Dequeue();
        }

        return list;
    }
}
