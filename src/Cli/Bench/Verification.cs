using System.Globalization;

namespace IlgpuOptim.Cli.Bench;

/// <summary>Compares results with references computed in float64. Each method returns null, or what is wrong.</summary>
internal static class Verification
{
    /// <summary>Every element within <paramref name="tolerance"/> of its reference.</summary>
    /// <param name="actual">The result.</param>
    /// <param name="length">Number of elements.</param>
    /// <param name="reference">Reference of the element at an index, in float64.</param>
    /// <param name="tolerance">Allowed distance at a reference value.</param>
    /// <param name="what">Name of the array in the message.</param>
    public static unsafe string? Compare(
        float* actual, long length, Func<long, double> reference, Func<double, double> tolerance, string what)
    {
        // Split over the cores: references such as Math.Exp of 64 M elements take a second on one.
        int parts = Environment.ProcessorCount;
        string?[] found = new string?[parts];

        Parallel.For(0, parts, part =>
        {
            long end = length * (part + 1) / parts;

            for (long i = length * part / parts; i < end; i++)
            {
                double expected = reference(i);
                double distance = Math.Abs(actual[i] - expected);

                // Not "distance > tolerance": a NaN must not pass.
                if (!(distance <= tolerance(expected)) && !AreEqual(actual[i], expected))
                {
                    found[part] = Describe(what, i, actual[i], expected);

                    return;
                }
            }
        });

        return Array.Find(found, message => message is not null);
    }

    public static string? Compare(double actual, double expected, double tolerance, string what) =>
        Math.Abs(actual - expected) <= tolerance ? null
            : string.Create(CultureInfo.InvariantCulture, $"{what} is {actual:R}, expected {expected:R}");

    public static string? Compare(ReadOnlySpan<int> actual, ReadOnlySpan<int> expected, string what)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            if (actual[i] != expected[i])
            {
                return $"{what}[{i}] is {actual[i]}, expected {expected[i]}";
            }
        }

        return null;
    }

    /// <summary>Spacing of floats at a value.</summary>
    public static double Ulp(double value)
    {
        float magnitude = Math.Abs((float)value);

        return magnitude >= float.MaxValue ? Math.ScaleB(1, 104) : MathF.BitIncrement(magnitude) - (double)magnitude;
    }

    private static bool AreEqual(float actual, double expected) =>
        (float.IsNaN(actual) && double.IsNaN(expected)) || actual == (float)expected;

    private static string Describe(string what, long index, float actual, double expected) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}[{index}] is {actual:R}, expected {expected:R}");
}
