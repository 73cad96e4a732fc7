using FsCheck;
using FsCheck.Fluent;
using ILGPU;
using Xunit;

namespace IlgpuOptim.Compute.Tests;

public sealed class GemmPropertyTests
{
    /// <summary>Any shapes, layouts and factors: float against double, one side of the other devices' kernels, too.</summary>
    [Theory]
    [InlineData("cpu:0", 150)]
    [InlineData("cpu/8", 60)]
    [InlineData("opencl:0", 60)]
    public void RandomProducts_EqualReference(string name, int count)
    {
        Gen<(int M, int N, int K, int Layout, double Alpha, double Beta)> cases =
            from m in Gen.Frequency((3, Gen.Choose(1, 20)), (1, Gen.Choose(20, 150)))
            from n in Gen.Frequency((3, Gen.Choose(1, 40)), (1, Gen.Choose(40, 150)))
            from k in Gen.Frequency((3, Gen.Choose(0, 40)), (1, Gen.Choose(500, 1600)))
            from layout in Gen.Choose(0, 7)
            from alpha in Gen.Elements(1.0, -2, 0.25)
            from beta in Gen.Elements(0.0, 1, -0.5)
            select (m, n, k, layout, alpha, beta);

        TestDevices.With(name, device => Prop
            .ForAll(cases.ToArbitrary(), product => Check(device, product))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(4711, 17)));
    }

    [Theory]
    [InlineData("cpu:0")]
    [InlineData("opencl:0")]
    public void Batches_AreSingleProducts(string name)
    {
        TestDevices.With(name, device =>
        {
            Random random = new(3);
            const int M = 20, N = 35, K = 1100, Count = 3;
            Dense a = Dense.Random(random, Count * M, K);
            Dense b = Dense.Random(random, K, N);
            using DeviceMatrix<float> all = new(device, a, false);
            using DeviceMatrix<float> shared = new(device, b, false);
            using DeviceMatrix<float> result = new(device, new Dense(Count * M, N), false);
            MatrixView<float> first = result.View;
            MatrixView<float> factor = all.View;

            Gemm.MultiplyBatch(
                device,
                first.Block(0, 0, M, N),
                factor.Block(0, 0, M, K),
                shared.View,
                Count,
                (M * first.RowStride, M * factor.RowStride, 0));
            Dense.AssertClose(a * b, result.Read(), K * Math.ScaleB(1, -22), "batch");
        });
    }

    [Theory]
    [InlineData("cpu:0")]
    [InlineData("opencl:0")]
    public void Syrk_IsSymmetricAndRight(string name)
    {
        TestDevices.With(name, device =>
        {
            foreach ((int n, int k) in ((int, int)[])[(1, 5), (30, 40), (270, 33)])
            {
                Random random = new(n);
                Dense a = Dense.Random(random, n, k);
                Dense c = Dense.Random(random, n, n);
                c = c + c.Transposed;
                using DeviceMatrix<double> matrix = new(device, a, false);
                using DeviceMatrix<double> result = new(device, c, true);
                Syrk.Run(device, result.View, matrix.View, 0.5, -1);
                Dense actual = result.Read();
                Dense.AssertClose((0.5 * (a * a.Transposed)) + (-1 * c), actual, 1e-13, "C");
                Dense.AssertClose(actual.Transposed, actual, 0, "C^T");
            }
        });
    }

    /// <summary>The same bits every time, on one thread and on all of them, for square, skinny and split products.</summary>
    [Fact]
    public void Products_AreBitIdentical()
    {
        foreach ((int m, int n, int k) in ((int, int, int)[])[(200, 190, 210), (1000, 32, 300), (32, 500, 1500), (16, 16, 5000)])
        {
            List<float[]> results = [];

            foreach (string name in (string[])["cpu:0", "cpu/1", "cpu:0"])
            {
                TestDevices.With(name, device =>
                {
                    using Tensor a = Tensor.Allocate(device, ElementType.Float32, m, k);
                    using Tensor b = Tensor.Allocate(device, ElementType.Float32, k, n);
                    using Tensor c = Tensor.Allocate(device, ElementType.Float32, m, n);
                    RandomNumbers.Normal(device, a.As<float>(), 1);
                    RandomNumbers.Normal(device, b.As<float>(), 2);
                    Gemm.Multiply(device, c.Matrix<float>(), a.Matrix<float>(), b.Matrix<float>());
                    results.Add(c.ToArray<float>());
                });
            }

            Assert.Equal(results[0], results[1]);
            Assert.Equal(results[0], results[2]);
        }
    }

    /// <summary>The library of the device against the portable kernels, in all layouts.</summary>
    [Theory]
    [InlineData("cpu:0")]
    [InlineData("opencl:0")]
    public void VendorBlas_GivesTheSameProducts(string name)
    {
        TestDevices.With(name, device =>
        {
            if (!device.HasVendorBlas)
            {
                Assert.Throws<NotSupportedException>(() => device.Blas = BlasChoice.Vendor);
                Assert.Skip(device.VendorBlasProblem!);
            }

            try
            {
                foreach (int layout in Enumerable.Range(0, 8))
                {
                    device.Blas = BlasChoice.Vendor;
                    Assert.NotEqual("portable kernels", device.BlasName);
                    Assert.True(Check(device, (37, 29, 65, layout, -0.5, 2)));
                    device.Blas = BlasChoice.Portable;
                    Assert.True(Check(device, (37, 29, 65, layout, -0.5, 2)));
                }
            }
            finally
            {
                device.Blas = BlasChoice.Portable;
            }
        });
    }

    [Fact]
    public void ShapesThatDoNotFit_AreRefused()
    {
        TestDevices.With("cpu:0", device =>
        {
            using DeviceMatrix<float> a = new(device, new Dense(3, 4), false);
            using DeviceMatrix<float> b = new(device, new Dense(5, 6), false);
            ArgumentException error = Assert.Throws<ArgumentException>(() => Gemm.Multiply(device, a.View, a.View, b.View));
            Assert.Contains("3 x 4 and 5 x 6", error.Message);
        });
    }

    private static bool Check(ComputeDevice device, (int M, int N, int K, int Layout, double Alpha, double Beta) x)
    {
        Random random = new((x.M * 131) + (x.N * 17) + x.K);
        Dense a = Dense.Random(random, x.M, x.K);
        Dense b = Dense.Random(random, x.K, x.N);
        Dense c = Dense.Random(random, x.M, x.N);
        using DeviceMatrix<float> left = new(device, a, (x.Layout & 1) != 0);
        using DeviceMatrix<float> right = new(device, b, (x.Layout & 2) != 0);
        using DeviceMatrix<float> result = new(device, c, (x.Layout & 4) != 0);
        Gemm.Multiply(device, result.View, left.View, right.View, (float)x.Alpha, (float)x.Beta);
        Dense.AssertClose(
            (x.Alpha * (a * b)) + (x.Beta * c), result.Read(), (x.K + 2) * Math.Abs(x.Alpha) * Math.ScaleB(1, -22), x.ToString());

        return true;
    }
}
