namespace IlgpuOptim.Optimizers.Schedules;

/// <summary>The base learning rate of one schedule from that of another.</summary>
public static class RateTransfer
{
    /// <summary>γ*(to)/γ*(from): what to multiply a tuned base learning rate with. The unknown D drops out, and so does G if constant.</summary>
    /// <exception cref="InvalidOperationException">One of the bounds is infinite.</exception>
    public static double Multiplier(Schedule from, Schedule to, GradientNorms? gradientNorms = null) =>
        LastIterateBound.Of(to, gradientNorms).OptimalRate / LastIterateBound.Of(from, gradientNorms).OptimalRate;

    /// <summary>The same for very long runs of one horizon, from wsd with a cooldown over c to linear decay: √((2-c)(1+artanh(1-c))).</summary>
    public static double WsdToLinearLimit(double cooldown) =>
        ClosedForms.WsdLimit(1).OptimalRate / ClosedForms.WsdLimit(cooldown).OptimalRate;
}

/// <summary>Final losses of a sweep over the base learning rate, fitted with A/γ + B·γ + C.</summary>
/// <param name="A">What too small a rate costs.</param>
/// <param name="B">What too large a rate costs.</param>
/// <param name="C">The loss that no rate gets below.</param>
public readonly record struct SweepFit(double A, double B, double C)
{
    /// <summary>The rate of the least fitted loss, √(A/B).</summary>
    public double BestRate => Math.Sqrt(this.A / this.B);

    /// <summary>The least fitted loss, 2√(AB) + C.</summary>
    public double BestLoss => (2 * Math.Sqrt(this.A * this.B)) + this.C;

    /// <summary>The fitted loss of a rate.</summary>
    public double At(double rate) => (this.A / rate) + (this.B * rate) + this.C;

    /// <summary>Least squares over at least three rates.</summary>
    /// <exception cref="ArgumentException">Too few rates, values that are no rates or losses, or no valley between the rates.</exception>
    public static SweepFit Fit(ReadOnlySpan<double> rates, ReadOnlySpan<double> losses)
    {
        if (rates.Length != losses.Length || rates.Length < 3)
        {
            throw new ArgumentException($"A fit needs at least three pairs of rate and loss, not {rates.Length} rates and {losses.Length} losses.");
        }

        // Rates scaled to around 1 and losses to their mean, so that the normal equations stay well conditioned.
        double scale = 0;
        double mean = 0;

        for (int j = 0; j < rates.Length; j++)
        {
            if (!(rates[j] > 0) || !double.IsFinite(rates[j]) || !double.IsFinite(losses[j]))
            {
                throw new ArgumentException($"Rate {rates[j]} with loss {losses[j]} is not a result of a sweep.");
            }

            scale += Math.Log(rates[j]) / rates.Length;
            mean += losses[j] / rates.Length;
        }

        scale = Math.Exp(scale);

        double[,] normal = new double[3, 4];

        for (int j = 0; j < rates.Length; j++)
        {
            double x = rates[j] / scale;
            double[] row = [1 / x, x, 1, losses[j] - mean];

            for (int r = 0; r < 3; r++)
            {
                for (int c = 0; c < 4; c++)
                {
                    normal[r, c] += row[r] * row[c];
                }
            }
        }

        double[] fit = Solve(normal);

        SweepFit result = new(fit[0] * scale, fit[1] / scale, fit[2] + mean);
        ReadOnlySpan<double> sorted = [.. rates.ToArray().Order()];

        // Beyond the sweep a fit says nothing.
        return result.BestRate >= sorted[0] && result.BestRate <= sorted[^1]
            ? result
            : throw new ArgumentException("The losses have no valley between the rates: sweep further to the side where they still fall.");
    }

    private static double[] Solve(double[,] system)
    {
        for (int pivot = 0; pivot < 3; pivot++)
        {
            int best = Enumerable.Range(pivot, 3 - pivot).MaxBy(r => Math.Abs(system[r, pivot]));

            for (int c = 0; c < 4; c++)
            {
                (system[pivot, c], system[best, c]) = (system[best, c], system[pivot, c]);
            }

            if (Math.Abs(system[pivot, pivot]) < 1e-12)
            {
                throw new ArgumentException("The sweep needs at least three different rates.");
            }

            for (int r = 0; r < 3; r++)
            {
                double factor = r == pivot ? 0 : system[r, pivot] / system[pivot, pivot];

                for (int c = 0; c < 4; c++)
                {
                    system[r, c] -= factor * system[pivot, c];
                }
            }
        }

        return [system[0, 3] / system[0, 0], system[1, 3] / system[1, 1], system[2, 3] / system[2, 2]];
    }
}
