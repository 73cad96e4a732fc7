namespace IlgpuOptim.Optimizers.Schedules;

/// <summary>
/// The bound on the objective gap of the last iterate of SGD on convex functions, for one schedule and all base learning rates:
/// E f(x_T) - f(x*) ≤ Ω_T(γ) = T1/γ + γ·T2.
/// </summary>
/// <remarks>
/// arXiv 2501.18965, Theorem 1, has three terms:
/// D²/(2γ Σ η_t) + γ Σ η_t² G_t² / (2 Σ η_t) + (γ/2) Σ_{k&lt;T} [η_k / β_{k+1}] [Σ_{t≥k} η_t² G_t² / β_k], with β_k = Σ_{t≥k} η_t.
/// Abel summation (1/β_{k+1} - 1/β_k = η_k/(β_k β_{k+1})) joins the last two: T1 = D²/(2β_1) and
/// T2 = ½[η_T G_T² + Σ_{k&lt;T} η_k² G_k² / β_{k+1}]. No summand is negative and one backward sweep takes them all, so nothing cancels;
/// differences of prefix sums lose half of the digits at a million steps. The bound holds for SGD; for other optimizers, whose D and G
/// are not known, only ratios of optimal rates mean something.
/// </remarks>
public readonly record struct LastIterateBound
{
    private LastIterateBound(int steps, double distanceTerm, double gradientTerm, double standardTerm, double lastIterateTerm)
    {
        this.Steps = steps;
        this.DistanceTerm = distanceTerm;
        this.GradientTerm = gradientTerm;
        this.StandardGradientTerm = standardTerm;
        this.LastIterateTerm = lastIterateTerm;
    }

    /// <summary>T, the number of entries η_1..η_T that the bound is over.</summary>
    public int Steps { get; }

    /// <summary>T1 = D²/(2 Σ η_t).</summary>
    public double DistanceTerm { get; }

    /// <summary>T2, the one-pass form of terms 2 and 3 at γ = 1.</summary>
    public double GradientTerm { get; }

    /// <summary>Term 2 at γ = 1: Σ η_t² G_t² / (2 Σ η_t).</summary>
    public double StandardGradientTerm { get; }

    /// <summary>Term 3 at γ = 1, what the last iterate costs beyond the best or average one.</summary>
    public double LastIterateTerm { get; }

    /// <summary>False if the bound is infinite at every base learning rate: the last entry is zero.</summary>
    public bool IsFinite => double.IsFinite(this.DistanceTerm) && double.IsFinite(this.GradientTerm);

    /// <summary>γ*, the base learning rate with the least bound: √(T1/T2).</summary>
    /// <exception cref="InvalidOperationException">The bound is infinite.</exception>
    public double OptimalRate => Math.Sqrt(this.Finite().DistanceTerm / this.GradientTerm);

    /// <summary>Ω* = Ω(γ*) = 2√(T1·T2).</summary>
    /// <exception cref="InvalidOperationException">The bound is infinite.</exception>
    public double OptimalValue => 2 * Math.Sqrt(this.Finite().DistanceTerm * this.GradientTerm);

    /// <summary>γ* of the standard bound, which is for the best or average iterate.</summary>
    public double StandardOptimalRate => Math.Sqrt(this.DistanceTerm / this.StandardGradientTerm);

    /// <summary>Ω* of the standard bound.</summary>
    public double StandardOptimalValue => 2 * Math.Sqrt(this.DistanceTerm * this.StandardGradientTerm);

    /// <summary>Ω(γ); infinite if the schedule's last entry is zero.</summary>
    public double At(double baseRate) => (this.DistanceTerm / CheckRate(baseRate)) + (baseRate * this.GradientTerm);

    /// <summary>The standard bound, terms 1 and 2, for the best or average iterate.</summary>
    public double StandardAt(double baseRate) =>
        (this.DistanceTerm / CheckRate(baseRate)) + (baseRate * this.StandardGradientTerm);

    /// <summary>The three terms of the theorem.</summary>
    public (double Distance, double Gradient, double LastIterate) TermsAt(double baseRate) => (
        this.DistanceTerm / CheckRate(baseRate),
        baseRate * this.StandardGradientTerm,
        baseRate * this.LastIterateTerm);

    /// <summary>Why the bound is infinite, in words.</summary>
    public string InfiniteReason => this.IsFinite
        ? ""
        : $"The bound after {this.Steps} steps is infinite: entry η_{this.Steps} is zero, so the last step does not move and the "
            + "analysis divides by the sum of what follows, which is zero. A schedule for T training steps has T+1 entries, the last "
            + $"one zero; the bound is over the first T: evaluate it at T = {this.Steps - 1}.";

    /// <summary>The bound of a schedule after its horizon of T steps.</summary>
    /// <param name="schedule">The schedule; its entry T+1 is not used.</param>
    /// <param name="gradientNorms">G_t; 1 if null.</param>
    /// <param name="distance">D = ‖x_1 - x*‖.</param>
    public static LastIterateBound Of(Schedule schedule, GradientNorms? gradientNorms = null, double distance = 1) =>
        Compute(schedule.ToArray().AsSpan(0, schedule.Horizon), gradientNorms, distance);

    /// <summary>The bound of the entries η_1..η_T, all of which are used.</summary>
    /// <exception cref="ArgumentException">An entry is negative or not finite, or all are missing; or D is not positive.</exception>
    public static LastIterateBound Compute(
        ReadOnlySpan<double> entries, GradientNorms? gradientNorms = null, double distance = 1)
    {
        CheckEntries(entries);
        CheckDistance(distance);

        GradientNorms norms = gradientNorms ?? GradientNorms.One;
        CompensatedSum tail = default; // β_{k+1} before entry k is added, β_k after
        CompensatedSum squares = default; // Σ_{t≥k} η_t² G_t²
        CompensatedSum onePass = default; // 2·T2
        CompensatedSum lastIterate = default; // 2·T3

        for (int k = entries.Length; k >= 1; k--)
        {
            double entry = entries[k - 1];
            double norm = norms[k];
            double square = entry * entry * (norm * norm);
            double next = tail.Value;

            tail.Add(entry);
            squares.Add(square);

            if (k == entries.Length)
            {
                onePass.Add(entry * (norm * norm));
            }
            else if (entry > 0)
            {
                // Infinite if what follows is zero; said outright, since G = 0 would make it 0/0.
                onePass.Add(next > 0 ? square / next : double.PositiveInfinity);
                lastIterate.Add(next > 0 ? entry / next * (squares.Value / tail.Value) : double.PositiveInfinity);
            }
        }

        double sum = tail.Value;
        bool isFinite = entries[^1] > 0;

        return new LastIterateBound(
            entries.Length,
            distance * distance / (2 * sum),
            isFinite ? onePass.Value / 2 : double.PositiveInfinity,
            squares.Value / (2 * sum),
            isFinite ? lastIterate.Value / 2 : double.PositiveInfinity);
    }

    internal static void CheckEntries(ReadOnlySpan<double> entries)
    {
        if (entries.IsEmpty)
        {
            throw new ArgumentException("A schedule without entries has no bound.", nameof(entries));
        }

        for (int i = 0; i < entries.Length; i++)
        {
            if (!(entries[i] >= 0) || double.IsInfinity(entries[i]))
            {
                throw new ArgumentException($"Entry {i} (η_{i + 1}) is {entries[i]}; entries are 0 or more and finite.", nameof(entries));
            }
        }
    }

    internal static void CheckDistance(double distance)
    {
        if (!(distance > 0) || double.IsInfinity(distance))
        {
            throw new ArgumentOutOfRangeException(nameof(distance), distance, "The distance D is positive and finite.");
        }
    }

    private static double CheckRate(double baseRate) => baseRate > 0 && double.IsFinite(baseRate)
        ? baseRate
        : throw new ArgumentOutOfRangeException(nameof(baseRate), baseRate, "A base learning rate is positive and finite.");

    private LastIterateBound Finite() => this.IsFinite ? this : throw new InvalidOperationException(this.InfiniteReason);
}
