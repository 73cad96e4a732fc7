using ILGPU;

namespace IlgpuOptim.Cli.Kernels;

/// <summary>
/// How many steps a point takes to leave the circle of radius 2 under z := z^2 + c. Work-items of a warp leave the loop at
/// different times: the example of divergent control flow.
/// </summary>
internal static class MandelbrotKernel
{
    /// <param name="index">Column and row of the pixel.</param>
    /// <param name="steps">Result, row by row.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="scale">Size of a pixel in the complex plane.</param>
    /// <param name="limit">Largest number of steps.</param>
    public static void Run(Index2D index, ArrayView<int> steps, int width, float scale, int limit)
    {
        float cx = (index.X * scale) - 2;
        float cy = (index.Y * scale) - 1;
        float x = 0;
        float y = 0;
        int n = 0;

        while (n < limit && (x * x) + (y * y) <= 4)
        {
            float next = (x * x) - (y * y) + cx;
            y = (2 * x * y) + cy;
            x = next;
            n++;
        }

        steps[(index.Y * width) + index.X] = n;
    }
}
