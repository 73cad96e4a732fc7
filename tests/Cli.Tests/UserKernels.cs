using ILGPU;

namespace IlgpuOptim.Cli.Tests;

/// <summary>Kernels of somebody's assembly: this one.</summary>
internal static class UserKernels
{
    public static void Negate(Index1D i, ArrayView<float> x) => x[i] = -x[i];

    public static void Throws(Index1D i, ArrayView<float> x)
    {
        if (x[i] < 0)
        {
            throw new InvalidOperationException();
        }
    }

    public static void Overloaded(Index1D i, ArrayView<float> x) => x[i] = 1;

    public static void Overloaded(Index1D i, ArrayView<int> x) => x[i] = 1;

    public static void Generic<T>(Index1D i, ArrayView<T> x)
        where T : unmanaged => x[i] = default;

    internal static class Nested
    {
        public static void Explicit(ArrayView<float> x) => x[Grid.GlobalIndex.X] = Group.IdxX;
    }
}
