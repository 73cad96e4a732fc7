namespace IlgpuOptim.Cli;

/// <summary>"Did you mean": the candidates nearest to what was typed.</summary>
internal static class Suggestions
{
    /// <summary>A hint such as <c>did you mean '--json'?</c>, or null if nothing is near.</summary>
    public static string? Hint(string typed, IEnumerable<string> candidates)
    {
        string[] nearest = Nearest(typed, candidates);

        return nearest.Length == 0
            ? null
            : $"did you mean {string.Join(" or ", nearest.Select(candidate => $"'{candidate}'"))}?";
    }

    /// <summary>Up to three candidates within a third of the typed length (at least one edit), nearest first.</summary>
    public static string[] Nearest(string typed, IEnumerable<string> candidates)
    {
        int limit = Math.Max(1, typed.Length / 3);

        return
        [
            .. candidates
                .Distinct()
                .Select(candidate => (Candidate: candidate, Distance: Distance(typed, candidate)))
                .Where(pair => pair.Distance <= limit || IsPrefix(typed, pair.Candidate))
                .OrderBy(pair => pair.Distance)
                .ThenBy(pair => pair.Candidate, StringComparer.Ordinal)
                .Take(3)
                .Select(pair => pair.Candidate),
        ];
    }

    private static bool IsPrefix(string typed, string candidate) =>
        typed.Trim('-').Length >= 2 && candidate.StartsWith(typed, StringComparison.OrdinalIgnoreCase);

    /// <summary>Edits to get from one to the other: insert, delete, replace, swap neighbours; case is free.</summary>
    private static int Distance(string left, string right)
    {
        int[,] cost = new int[left.Length + 1, right.Length + 1];

        for (int i = 0; i <= left.Length; i++)
        {
            for (int k = 0; k <= right.Length; k++)
            {
                if (i == 0 || k == 0)
                {
                    cost[i, k] = i + k;
                    continue;
                }

                int replace = Same(left[i - 1], right[k - 1]) ? 0 : 1;

                cost[i, k] = Math.Min(
                    Math.Min(cost[i - 1, k], cost[i, k - 1]) + 1,
                    cost[i - 1, k - 1] + replace);

                if (i > 1 && k > 1 && Same(left[i - 1], right[k - 2]) && Same(left[i - 2], right[k - 1]))
                {
                    cost[i, k] = Math.Min(cost[i, k], cost[i - 2, k - 2] + 1);
                }
            }
        }

        return cost[left.Length, right.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
