namespace IlgpuOptim.Optimizers.Schedules;

/// <summary>Roots and minima of functions of one number.</summary>
internal static class ScalarSearch
{
    private static readonly double Section = (Math.Sqrt(5) - 1) / 2;

    /// <summary>The root of a function that is negative on one side and positive on the other, to the last bit.</summary>
    public static double Root(Func<double, double> function, double left, double right)
    {
        bool risesLeft = function(left) <= 0;

        while (true)
        {
            double middle = left + ((right - left) / 2);

            if (middle == left || middle == right)
            {
                return middle;
            }

            if (function(middle) <= 0 == risesLeft)
            {
                left = middle;
            }
            else
            {
                right = middle;
            }
        }
    }

    /// <summary>The minimum of a function with one valley, which may be infinite on one side: a coarse scan, then golden section.</summary>
    public static double Minimum(
        Func<double, double> function, double left, double right, double tolerance = 1e-9, int points = 96)
    {
        double step = (right - left) / points;
        int best = Enumerable.Range(0, points + 1).MinBy(j => function(left + (j * step)));

        (left, right) = (Math.Max(left, left + ((best - 1) * step)), Math.Min(right, left + ((best + 1) * step)));

        double low = right - (Section * (right - left));
        double high = left + (Section * (right - left));
        double lowValue = function(low);
        double highValue = function(high);

        while (right - left > tolerance)
        {
            // A flat pair on the infinite side goes right, where the shape exists.
            if (lowValue < highValue)
            {
                (right, high, highValue) = (high, low, lowValue);
                low = right - (Section * (right - left));
                lowValue = function(low);
            }
            else
            {
                (left, low, lowValue) = (low, high, highValue);
                high = left + (Section * (right - left));
                highValue = function(high);
            }
        }

        return (left + right) / 2;
    }
}
