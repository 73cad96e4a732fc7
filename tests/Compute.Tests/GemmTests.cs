using ILGPU;
using Xunit;

namespace IlgpuOptim.Compute.Tests;

public sealed class GemmTests
{
    public static TheoryData<string, int, int, int> Shapes
    {
        get
        {
            TheoryData<string, int, int, int> rows = [];

            foreach (string device in (string[])["cpu:0", "opencl:0"])
            {
                foreach ((int m, int n, int k) in ((int, int, int)[])
                    [(1, 1, 1), (3, 5, 7), (6, 64, 40), (24, 16, 100), (33, 17, 129), (65, 130, 70), (4, 4, 3000), (300, 32, 1100), (32, 300, 1100), (5, 3, 0)])
                {
                    rows.Add(device, m, n, k);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Product_EqualsReference(string name, int m, int n, int k)
    {
        TestDevices.With(name, device =>
        {
            foreach (int layout in Enumerable.Range(0, 8))
            {
                Check(device, m, n, k, layout, 1, 0);
                Check(device, m, n, k, layout, -0.5, 2);
            }
        });
    }

    private static void Check(ComputeDevice device, int m, int n, int k, int layout, double alpha, double beta)
    {
        Random random = new((m * 7919) + (n * 31) + k + layout);
        Dense a = Dense.Random(random, m, k);
        Dense b = Dense.Random(random, k, n);
        Dense c = Dense.Random(random, m, n);
        Dense expected = (alpha * (a * b)) + (beta * c);
        double tolerance = (k + 2) * Math.Max(1, Math.Abs(alpha)) * 4;

        using DeviceMatrix<float> c32 = new(device, c, (layout & 1) != 0);
        using DeviceMatrix<float> a32 = new(device, a, (layout & 2) != 0);
        using DeviceMatrix<float> b32 = new(device, b, (layout & 4) != 0);
        Gemm.Multiply(device, c32.View, a32.View, b32.View, (float)alpha, (float)beta);
        Dense.AssertClose(expected, c32.Read(), tolerance * Math.ScaleB(1, -24), $"f32 {m}x{n}x{k} layout {layout}");

        using DeviceMatrix<float> cWide = new(device, c, (layout & 1) != 0);
        Gemm.MultiplyWide(device, cWide.View, a32.View, b32.View, alpha, beta);
        Dense.AssertClose(expected, cWide.Read(), Math.ScaleB(Math.Sqrt(k + 1) * 4, -24), $"f32 wide {m}x{n}x{k} layout {layout}");

        using DeviceMatrix<double> c64 = new(device, c, (layout & 1) != 0);
        using DeviceMatrix<double> a64 = new(device, a, (layout & 2) != 0);
        using DeviceMatrix<double> b64 = new(device, b, (layout & 4) != 0);
        Gemm.Multiply(device, c64.View, a64.View, b64.View, alpha, beta);
        Dense.AssertClose(expected, c64.Read(), tolerance * Math.ScaleB(1, -53), $"f64 {m}x{n}x{k} layout {layout}");
    }
}
