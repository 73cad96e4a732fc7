using IlgpuOptim.Compute;

namespace IlgpuOptim.Cli.Kernels.Tour;

/// <summary>A small piece of work of the product.</summary>
/// <param name="Name">Name, such as <c>adamw_f32</c>; kernels are named after the first stop that uses them.</param>
/// <param name="Run">Does it on a device, and gives numbers that are the same, up to rounding, on every device.</param>
internal sealed record TourStop(string Name, Func<ComputeDevice, double[]> Run)
{
    /// <summary>The host looks at results on the way, which a device that only records does not have. It brings no kernels of its own.</summary>
    public bool NeedsResults { get; init; }
}

/// <summary>
/// A tour of everything that the product computes on devices, in shapes as small as they may be, so that every kernel is loaded and
/// launched. On a device that only records it gives the list of all kernels; on a real one it is a test of them.
/// </summary>
internal static class ProductTour
{
    /// <summary>The stops, in an order that never changes: kernels get their names from it.</summary>
    public static IReadOnlyList<TourStop> Stops { get; } = [.. ComputeTour.Stops(), .. OptimizerTour.Stops(), .. CompletionTour.Stops()];

    /// <summary>Numbers between -1 and 1.</summary>
    public static double[] Numbers(long count, int seed)
    {
        Random random = new(seed);
        double[] numbers = new double[count];

        for (long i = 0; i < count; i++)
        {
            numbers[i] = (2 * random.NextDouble()) - 1;
        }

        return numbers;
    }
}
