using ILGPU;

namespace IlgpuOptim.Cli.Bench.Kernels;

/// <summary>
/// As good as empty: the first work-item counts the launches, so that it can be proved that all of them happened.
/// </summary>
internal static class CountKernel
{
    public static void Run(Index1D i, ArrayView<int> launches)
    {
        if (i == 0)
        {
            launches[0]++;
        }
    }

    /// <summary>The same in groups, which are spread over the cores.</summary>
    public static void RunInGroups(ArrayView<int> launches)
    {
        if (Grid.GlobalLinearIndex == 0)
        {
            launches[0]++;
        }
    }
}
