using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace IlgpuOptim.Compute.Tests;

public sealed class SpectralTests
{
    public static TheoryData<string, int> Orders => new(
        from device in (string[])["cpu:0", "opencl:0"] from n in (int[])[1, 2, 3, 8, 33, 64] select new TheoryDataRow<string, int>(device, n));

    [Theory]
    [MemberData(nameof(Orders))]
    public void Eigenvectors_OfASymmetricMatrix(string name, int n)
    {
        TestDevices.With(name, device =>
        {
            Dense x = Dense.Random(new Random(n), n, n);
            Dense a = x + x.Transposed;
            using DeviceMatrix<double> matrix = new(device, a, false);
            using DeviceMatrix<double> vectors = new(device, new Dense(n, n), true);
            using Tensor values = Tensor.Allocate(device, ElementType.Float64, n);
            SymmetricEigen.Run(device, vectors.View, values.As<double>(), matrix.View);

            Dense v = vectors.Read();
            double[] t = values.ToArray<double>();
            double[] expected = [.. Matrix<double>.Build.Dense(n, n, (i, j) => a[i, j]).Evd(Symmetricity.Symmetric).EigenValues.Select(z => z.Real).OrderDescending()];
            Dense.AssertClose(Dense.Identity(n), v.Transposed * v, 1e-13, "V^T V");
            Dense.AssertClose(a * v, Dense.Map(n, n, (i, j) => v[i, j] * t[j]), 1e-13 * n, "A V");
            Assert.All(Enumerable.Range(0, n), i => Assert.Equal(expected[i], t[i], 1e-13 * n));
        });
    }

    public static TheoryData<string, int, int, int, double> Shapes
    {
        get
        {
            TheoryData<string, int, int, int, double> cases = [];

            foreach ((int p, int q, int r) in ((int, int, int)[])[(1, 1, 1), (4, 9, 4), (20, 32, 6), (24, 16, 5), (30, 200, 30), (200, 30, 12), (130, 130, 120)])
            {
                cases.Add("cpu:0", p, q, r, 1);
                cases.Add("cpu:0", p, q, r, 1e-6);
            }

            // Subspace iteration: flat, steep, and with a few values far above the others.
            foreach (double steepness in (double[])[1, 0.03, 1e-5, -1])
            {
                cases.Add("cpu:0", 256, 400, 12, steepness);
            }

            cases.Add("cpu:0", 500, 200, 20, 1);
            cases.Add("opencl:0", 20, 32, 6, 1);
            cases.Add("opencl:0", 24, 16, 5, 1e-4);
            cases.Add("opencl:0", 150, 160, 4, 1);

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void LeftVectors_AreThoseOfTheSvd(string name, int p, int q, int r, double steepness)
    {
        TestDevices.With(name, device =>
        {
            Random random = new(p + q);
            int n = Math.Min(p, q);
            Dense a = steepness == 1 ? Dense.Random(random, p, q) : WithSpectrum(random, p, q, i => steepness < 0
                ? (i < 3 ? 1000 / (i + 1.0) : 1 / (1 + (0.01 * i)))
                : Math.Pow(steepness, (double)i / Math.Min(n, 30)));
            using DeviceMatrix<double> matrix = new(device, a, false);
            using DeviceMatrix<double> vectors = new(device, new Dense(p, r), false);
            using Tensor values = Tensor.Allocate(device, ElementType.Float64, r);
            ThinSvd.LeftVectors(device, vectors.View, values.As<double>(), matrix.View);

            Dense u = vectors.Read();
            double[] s = values.ToArray<double>();
            var truth = Matrix<double>.Build.Dense(p, q, (i, j) => a[i, j]).Svd();
            Dense.AssertClose(Dense.Identity(r), u.Transposed * u, 1e-13, "U^T U");

            for (int k = 0; k < r; k++)
            {
                Assert.Equal(truth.S[k], s[k], 1e-10 * truth.S[0]);

                // Vectors are as sure as their singular value is apart from its neighbours.
                double gap = Math.Min(k > 0 ? truth.S[k - 1] - truth.S[k] : 1e9, k + 1 < n ? truth.S[k] - truth.S[k + 1] : truth.S[k]);
                double sign = Math.Sign(Enumerable.Range(0, p).Sum(i => u[i, k] * truth.U[i, k]));
                double angle = Math.Sqrt(Enumerable.Range(0, p).Sum(i => Math.Pow(u[i, k] - (sign * truth.U[i, k]), 2)));
                double allowed = 1e-10 + (1e-12 * truth.S[0] / gap);
                Assert.True(angle <= allowed, $"vector {k}: off by {angle:E2}, allowed {allowed:E2}, gap {gap:E2}");
            }
        });
    }

    [Theory]
    [InlineData("cpu:0", 20, 30, 5)]
    [InlineData("cpu:0", 30, 4, 9)]
    [InlineData("cpu:0", 300, 310, 6)]
    [InlineData("opencl:0", 12, 7, 3)]
    public void ZeroMatrix_GivesUnitVectors(string name, int p, int q, int r)
    {
        TestDevices.With(name, device =>
        {
            using DeviceMatrix<float> matrix = new(device, new Dense(p, q), false);
            using DeviceMatrix<float> vectors = new(device, new Dense(p, r), true);
            ThinSvd.LeftVectors(device, vectors.View, matrix.View);

            Dense.AssertClose(Dense.Map(p, r, (i, j) => i == j ? 1 : 0), vectors.Read(), 0, "U of zero");
        });
    }

    [Theory]
    [InlineData(20, 32, 6)]
    [InlineData(300, 320, 10)]
    [InlineData(320, 300, 10)]
    public void LowRank_GivesOrthonormalVectors(int p, int q, int r)
    {
        TestDevices.With("cpu:0", device =>
        {
            Random random = new(1);
            Dense a = Dense.Random(random, p, 3) * Dense.Random(random, 3, q);
            using DeviceMatrix<float> matrix = new(device, a, false);
            using DeviceMatrix<float> vectors = new(device, new Dense(p, r), true);
            ThinSvd.LeftVectors(device, vectors.View, matrix.View);
            Dense u = vectors.Read();

            Dense.AssertClose(Dense.Identity(r), u.Transposed * u, 1e-6, "U^T U");
            Dense.AssertClose(a, u * (u.Transposed * a), 2e-5, "U U^T A");
        });
    }

    private static Dense WithSpectrum(Random random, int p, int q, Func<int, double> value)
    {
        int n = Math.Min(p, q);
        Dense left = TallQrTests.Householder(Dense.Random(random, p, n));
        Dense right = TallQrTests.Householder(Dense.Random(random, q, n));

        return left * Dense.Map(n, q, (i, j) => value(i) * right[j, i]);
    }
}
