namespace IlgpuOptim.Optimizers.Schedules;

/// <summary>What else the bound says of a schedule: its path over the training, its gradient, its minimum.</summary>
public static class BoundAnalysis
{
    /// <summary>The bounds after each of the given numbers of steps, had the training been cut there.</summary>
    /// <remarks>
    /// T2(t) = ½[η_t G_t² + Σ_{k&lt;t} η_k² G_k² / Σ_{k&lt;s≤t} η_s]: a sweep per point, O(t), since for a general schedule no
    /// recurrence leads from one t to the next.
    /// </remarks>
    /// <param name="entries">η_1..η_T.</param>
    /// <param name="steps">The t to evaluate at, each from 1 to T.</param>
    /// <param name="gradientNorms">G_t; 1 if null.</param>
    /// <param name="distance">D.</param>
    public static LastIterateBound[] Path(
        ReadOnlySpan<double> entries, ReadOnlySpan<int> steps, GradientNorms? gradientNorms = null, double distance = 1)
    {
        LastIterateBound[] path = new LastIterateBound[steps.Length];

        for (int j = 0; j < path.Length; j++)
        {
            if (steps[j] < 1 || steps[j] > entries.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(steps), steps[j], $"The path goes over steps 1 to {entries.Length}.");
            }

            path[j] = LastIterateBound.Compute(entries[..steps[j]], gradientNorms, distance);
        }

        return path;
    }

    /// <summary>The bounds after every step, Ω_1..Ω_T: O(T²).</summary>
    public static LastIterateBound[] Path(ReadOnlySpan<double> entries, GradientNorms? gradientNorms = null, double distance = 1)
    {
        int[] steps = new int[entries.Length];

        for (int j = 0; j < steps.Length; j++)
        {
            steps[j] = j + 1;
        }

        return Path(entries, steps, gradientNorms, distance);
    }

    /// <summary>∂Ω/∂η_j of learning rates η_1..η_T, the base rate included (γ = 1).</summary>
    /// <remarks>
    /// -D²/(2β_1²) + [j=T]·½G_T² + [j&lt;T]·η_j G_j²/β_{j+1} - ½ Σ_{k&lt;j} η_k² G_k²/β_{k+1}²: a backward and a forward sweep.
    /// </remarks>
    /// <exception cref="ArgumentException">The last entry is zero: there the bound is infinite.</exception>
    public static double[] Gradient(ReadOnlySpan<double> entries, GradientNorms? gradientNorms = null, double distance = 1)
    {
        LastIterateBound.CheckEntries(entries);
        LastIterateBound.CheckDistance(distance);

        if (entries[^1] == 0)
        {
            throw new ArgumentException("The bound is infinite where the last entry is zero; it has no gradient.", nameof(entries));
        }

        GradientNorms norms = gradientNorms ?? GradientNorms.One;
        double[] gradient = new double[entries.Length];
        CompensatedSum tail = default;

        // β_{k+1} of each k, kept where its gradient will stand.
        for (int k = entries.Length; k >= 1; k--)
        {
            gradient[k - 1] = tail.Value;
            tail.Add(entries[k - 1]);
        }

        double sum = tail.Value;
        CompensatedSum before = default;

        for (int k = 1; k <= entries.Length; k++)
        {
            double next = gradient[k - 1];
            double square = norms[k] * norms[k];
            double ownTerm = k == entries.Length ? square / 2 : entries[k - 1] * square / next;

            gradient[k - 1] = ownTerm - (distance * distance / (2 * sum * sum)) - before.Value;

            if (k < entries.Length)
            {
                double ratio = entries[k - 1] / next;
                before.Add(ratio * ratio * square / 2);
            }
        }

        return gradient;
    }

    /// <summary>
    /// The learning rates η_1..η_T, base rate included, with the least bound of all. Near linear decay with a jump up in the last
    /// entry, which only the analysis uses: x_T comes from η_1..η_{T-1}. Never train with that jump.
    /// </summary>
    /// <remarks>
    /// Ω is convex in η. Setting its gradient to zero, with A_k = D²/β_1² + Σ_{j&lt;k} η_j² G_j²/β_{j+1}², gives η_k/β_{k+1} = A_k/(2G_k²)
    /// for k &lt; T, hence A_{k+1} = A_k + A_k²/(4G_k²), and A_T = G_T². So the A_k follow backward from A_T one by one, and from
    /// β_1 = D/√A_1 all η forward: exact in O(T), without iteration. The minimum is D·√A_1.
    /// </remarks>
    /// <returns>The learning rates and the bound they reach.</returns>
    /// <exception cref="ArgumentException">A gradient norm is zero.</exception>
    public static (double[] Rates, double Value) Minimize(int steps, GradientNorms? gradientNorms = null, double distance = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        LastIterateBound.CheckDistance(distance);

        GradientNorms norms = gradientNorms ?? GradientNorms.One;
        double[] rates = new double[steps];
        double a = Square(norms, steps);

        for (int k = steps - 1; k >= 1; k--)
        {
            double square = Square(norms, k);

            // The root of A²/(4G²) + A = A_{k+1}, in the form that does not cancel.
            a = 2 * a / (1 + Math.Sqrt(1 + (a / square)));
            rates[k - 1] = a / (2 * square);
        }

        double value = distance * Math.Sqrt(a);
        double tail = distance / Math.Sqrt(a); // β_k

        for (int k = 1; k < steps; k++)
        {
            double ratio = rates[k - 1];

            tail /= 1 + ratio; // β_{k+1}
            rates[k - 1] = tail * ratio;
        }

        rates[steps - 1] = tail;

        return (rates, value);
    }

    /// <summary>γ* and Ω* of a schedule whose shape depends on γ, since it has absolute values; γ* by search over γ.</summary>
    public static (double Rate, double Value) MinimizeOverBase(
        Schedule schedule, GradientNorms? gradientNorms = null, double distance = 1)
    {
        if (!schedule.DependsOnBase)
        {
            LastIterateBound bound = LastIterateBound.Of(schedule, gradientNorms, distance);

            return (bound.OptimalRate, bound.OptimalValue);
        }

        double Value(double logRate)
        {
            double rate = Math.Exp(logRate);

            try
            {
                return LastIterateBound.Of(schedule.AtBase(rate), gradientNorms, distance).At(rate);
            }
            catch (ArgumentException)
            {
                return double.PositiveInfinity; // below its own end value the shape does not exist
            }
        }

        double best = ScalarSearch.Minimum(Value, Math.Log(1e-12), Math.Log(1e12));

        return (Math.Exp(best), Value(best));
    }

    private static double Square(GradientNorms norms, int t)
    {
        double norm = norms[t];

        return norm > 0 ? norm * norm : throw new ArgumentException($"The gradient norm of step {t} is zero; the minimum needs them positive.");
    }
}
