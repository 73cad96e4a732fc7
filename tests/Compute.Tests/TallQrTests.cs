using Xunit;

namespace IlgpuOptim.Compute.Tests;

public sealed class TallQrTests
{
    public static TheoryData<string, int, int, string> Cases
    {
        get
        {
            TheoryData<string, int, int, string> cases = [];

            foreach (string device in (string[])["cpu:0", "opencl:0"])
            {
                foreach ((int p, int r) in ((int, int)[])[(1, 1), (5, 5), (40, 3), (200, 16), (300, 33), (1100, 20)])
                {
                    foreach (string method in (string[])["Auto", "Cholesky", "GramSchmidt"])
                    {
                        cases.Add(device, p, r, method);
                    }
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Q_IsTheFactorOfHouseholdersReflections(string name, int p, int r, string method)
    {
        TestDevices.With(name, device =>
        {
            Random random = new(p + r);
            Dense x = Dense.Random(random, p, r);

            foreach (bool byColumns in (bool[])[false, true])
            {
                Dense q = Factor<double>(device, x, byColumns, method);
                Dense.AssertClose(Dense.Identity(r), q.Transposed * q, 1e-13, "Q^T Q");
                Dense.AssertClose(Householder(x), q, 1e-11, "Q");

                Dense single = Factor<float>(device, x, byColumns, method);
                Dense.AssertClose(q, single, Math.ScaleB(1, -24), "Q in float");
            }
        });
    }

    /// <summary>Condition numbers up to where float data has no more to say, as the squares in the power iteration make them.</summary>
    [Theory]
    [InlineData("cpu:0", 1e-3)]
    [InlineData("cpu:0", 1e-5)]
    [InlineData("cpu:0", 1e-7)]
    [InlineData("cpu:0", 1e-10)]
    [InlineData("opencl:0", 1e-6)]
    public void IllConditionedColumns_StayOrthonormal(string name, double smallest)
    {
        TestDevices.With(name, device =>
        {
            Random random = new(4);
            const int P = 500;
            const int R = 12;
            Dense left = Householder(Dense.Random(random, P, R));
            Dense right = Householder(Dense.Random(random, R, R));
            Dense x = left * Dense.Map(R, R, (i, j) => Math.Pow(smallest, i / (R - 1.0)) * right[i, j]);
            Dense q = Factor<double>(device, x, false, "Auto");

            Dense.AssertClose(Dense.Identity(R), q.Transposed * q, 1e-13, "Q^T Q");

            // R = Q^T X is upper triangular, and X = Q R: the nested spaces are kept.
            Dense upper = q.Transposed * x;
            Dense.AssertClose(Dense.Map(R, R, (i, j) => i > j ? 0 : upper[i, j]), upper, 1e-14, "below the diagonal of R");
            Dense.AssertClose(x, q * upper, 1e-14, "Q R");
            Assert.All(Enumerable.Range(0, R), i => Assert.True(upper[i, i] > 0));
        });
    }

    [Theory]
    [InlineData("cpu:0", "Auto")]
    [InlineData("cpu:0", "Cholesky")]
    [InlineData("opencl:0", "Auto")]
    [InlineData("opencl:0", "Cholesky")]
    public void DependentColumnsAndZeros_GiveOrthonormalColumns(string name, string method)
    {
        TestDevices.With(name, device =>
        {
            const int P = 400;
            const int R = 8;
            Random random = new(6);
            Dense x = Dense.Random(random, P, R);

            for (int i = 0; i < P; i++)
            {
                x[i, 2] = 0;
                x[i, 5] = (2 * x[i, 0]) - x[i, 3];
                x[i, 7] = x[i, 1];
            }

            Dense q = Factor<double>(device, x, false, method);
            Dense.AssertClose(Dense.Identity(R), q.Transposed * q, 1e-13, "Q^T Q");
            Dense.AssertClose(x, q * (q.Transposed * x), 1e-12, "Q Q^T X");

            Dense zero = Factor<float>(device, new Dense(P, R), true, method);
            Dense.AssertClose(Dense.Map(P, R, (i, j) => i == j ? 1 : 0), zero, 0, "Q of zero");
        });
    }

    [Fact]
    public void Results_AreBitIdentical()
    {
        Dense x = Dense.Random(new Random(2), 2000, 32);
        List<double[]> results = [];

        foreach (string name in (string[])["cpu:0", "cpu/1", "cpu:0"])
        {
            TestDevices.With(name, device =>
            {
                Dense q = Factor<double>(device, x, false, "Auto");
                results.Add([.. from i in Enumerable.Range(0, 2000) from j in Enumerable.Range(0, 32) select q[i, j]]);
            });
        }

        Assert.Equal(results[0], results[1]);
        Assert.Equal(results[0], results[2]);
    }

    [Fact]
    public void WideMatrix_IsRefused()
    {
        TestDevices.With("cpu:0", device =>
        {
            using DeviceMatrix<float> x = new(device, new Dense(3, 5), false);
            ArgumentException error = Assert.Throws<ArgumentException>(() => TallQr.Run(device, x.View, x.View));
            Assert.Contains("3 x 5", error.Message);
        });
    }

    /// <summary>Q by Householder's reflections, with the signs that make the diagonal of R positive.</summary>
    internal static Dense Householder(Dense x)
    {
        int p = x.Rows;
        int r = x.Columns;
        Dense a = 1.0 * x;
        Dense q = Dense.Map(p, r, (i, j) => i == j ? 1 : 0);
        List<double[]> reflections = [];
        double[] signs = new double[r];

        for (int k = 0; k < r; k++)
        {
            double[] v = new double[p];
            double norm = 0;

            for (int i = k; i < p; i++)
            {
                v[i] = a[i, k];
                norm += v[i] * v[i];
            }

            norm = Math.Sqrt(norm);
            signs[k] = v[k] >= 0 ? -1 : 1;
            v[k] += v[k] >= 0 ? norm : -norm;
            reflections.Add(v);
            Reflect(a, v);
        }

        for (int k = r - 1; k >= 0; k--)
        {
            Reflect(q, reflections[k]);
        }

        return Dense.Map(p, r, (i, j) => q[i, j] * signs[j]);
    }

    private static void Reflect(Dense a, double[] v)
    {
        double square = v.Sum(value => value * value);

        for (int j = 0; j < a.Columns && square > 0; j++)
        {
            double dot = 0;

            for (int i = 0; i < a.Rows; i++)
            {
                dot += v[i] * a[i, j];
            }

            for (int i = 0; i < a.Rows; i++)
            {
                a[i, j] -= 2 * dot / square * v[i];
            }
        }
    }

    private static Dense Factor<T>(ComputeDevice device, Dense x, bool byColumns, string method)
        where T : unmanaged
    {
        using DeviceMatrix<T> source = new(device, x, byColumns);
        using DeviceMatrix<T> target = new(device, new Dense(x.Rows, x.Columns), !byColumns);
        TallQr.Run(device, target.View, source.View, Enum.Parse<QrMethod>(method));

        return target.Read();
    }
}
