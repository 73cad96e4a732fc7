using System.Numerics;

using ILGPU;

using IlgpuOptim.Compute;
using IlgpuOptim.Compute.Factorizations;
using IlgpuOptim.Extensions;

namespace IlgpuOptim.Cli.Kernels.Tour;

/// <summary>Products, factorizations, reductions, random numbers and conversions.</summary>
internal static class ComputeTour
{
    public static IEnumerable<TourStop> Stops() =>
    [
        new("products_f32", Products<float>),
        new("products_f64", Products<double>),
        new("products_wide", device => Product(
            device, (c, a, b) => Gemm.MultiplyWide(device, c.Matrix<float>(), a.Matrix<float>(), b.Matrix<float>(), 1.5, 0.5), ElementType.Float32)),
        new("products_wide_empty", EmptyWideProduct),
        new("syrk_f32", device => Square(device, (c, a) => Syrk.Run(device, c.Matrix<float>(), a.Matrix<float>()), ElementType.Float32)),
        new("syrk_f64", device => Square(device, (c, a) => Syrk.Run(device, c.Matrix<double>(), a.Matrix<double>()), ElementType.Float64)),
        new("qr_gram_schmidt_f32", device => Qr<float>(device, QrMethod.GramSchmidt)),
        new("qr_gram_schmidt_f64", device => Qr<double>(device, QrMethod.GramSchmidt)),
        new("qr_cholesky", device => Qr<double>(device, QrMethod.Cholesky)),
        new("eigen", Eigen),
        new("svd_f32", device => Svd(device, ElementType.Float32)),
        new("svd_f64", device => Svd(device, ElementType.Float64)),
        new("svd_iteration_f32", SvdByIteration<float>),
        new("svd_iteration_f64", SvdByIteration<double>),
        new("reductions_f32", Reduce<float>),
        new("reductions_f64", Reduce<double>),
        new("random_uniform", device => Random(device, RandomNumbers.Uniform)),
        new("random_normal", device => Random(device, RandomNumbers.Normal)),
        new("casts", Cast),
        new("transpose_f32", Transpose<float>),
        new("transpose_f64", Transpose<double>),
    ];

    /// <summary>A matrix of a device with numbers from a seed.</summary>
    public static Tensor Make(ComputeDevice device, ElementType type, int seed, params ReadOnlySpan<long> shape)
    {
        Tensor tensor = Tensor.Allocate(device, type, shape);
        Set(tensor, ProductTour.Numbers(tensor.Count, seed));

        return tensor;
    }

    /// <summary>Numbers as elements of a tensor, rounded on the host.</summary>
    public static void Set(Tensor tensor, double[] values)
    {
        switch (tensor.Type)
        {
            case ElementType.Float64:
                tensor.CopyFrom<double>(values);
                break;
            case ElementType.BFloat16:
                tensor.CopyFrom<BFloat16>(Array.ConvertAll(values, value => (BFloat16)(float)value));
                break;
            case ElementType.Float16:
                tensor.CopyFrom<System.Half>(Array.ConvertAll(values, value => (System.Half)value));
                break;
            default:
                tensor.CopyFrom<float>(Array.ConvertAll(values, value => (float)value));
                break;
        }
    }

    /// <summary>Elements as numbers.</summary>
    public static double[] Get(Tensor tensor) => tensor.Type switch
    {
        ElementType.Float64 => tensor.ToArray<double>(),
        ElementType.BFloat16 => Array.ConvertAll(tensor.ToArray<BFloat16>(), value => (double)(float)value),
        ElementType.Float16 => Array.ConvertAll(tensor.ToArray<System.Half>(), value => (double)value),
        _ => Array.ConvertAll(tensor.ToArray<float>(), value => (double)value),
    };

    private static double[] Products<T>(ComputeDevice device)
        where T : unmanaged, INumber<T>
    {
        ElementType type = ElementTypes.Of<T>();

        return
        [
            .. Product(device, (c, a, b) => Gemm.MultiplyAny(device, c.Matrix<T>(), a.Matrix<T>(), b.Matrix<T>(), 1.5, 0.5), type),

            // Nothing is summed: what scales the result alone.
            .. Product(device, (c, a, b) => Gemm.MultiplyAny(
                device, c.Matrix<T>(), a.Matrix<T>().Block(0, 0, 5, 0), b.Matrix<T>().Block(0, 0, 0, 7), 1, 0.5), type),
        ];
    }

    private static double[] EmptyWideProduct(ComputeDevice device) => Product(
        device,
        (c, a, b) => Gemm.MultiplyWide(
            device, c.Matrix<float>(), a.Matrix<float>().Block(0, 0, 5, 0), b.Matrix<float>().Block(0, 0, 0, 7), 1, 0.5),
        ElementType.Float32);

    private static double[] Product(ComputeDevice device, Action<Tensor, Tensor, Tensor> multiply, ElementType type)
    {
        using Tensor a = Make(device, type, 1, 5, 20);
        using Tensor b = Make(device, type, 2, 20, 7);
        using Tensor c = Make(device, type, 3, 5, 7);
        multiply(c, a, b);

        return Get(c);
    }

    private static double[] Square(ComputeDevice device, Action<Tensor, Tensor> run, ElementType type)
    {
        using Tensor a = Make(device, type, 1, 6, 9);
        using Tensor c = Make(device, type, 2, 6, 6);
        run(c, a);

        return Get(c);
    }

    /// <summary>Matrices too large for the plain copy; triangles that are mirrored, of large and small ones.</summary>
    private static double[] Transpose<T>(ComputeDevice device)
        where T : unmanaged
    {
        using Tensor a = Make(device, ElementTypes.Of<T>(), 1, 40, 37);
        using Tensor b = Make(device, ElementTypes.Of<T>(), 2, 37, 40);
        using Tensor large = Make(device, ElementTypes.Of<T>(), 3, 2, 37, 37);
        using Tensor small = Make(device, ElementTypes.Of<T>(), 4, 2, 5, 5);
        MatrixCopy.Run(device, b.Matrix<T>(), a.Matrix<T>().Transposed);

        foreach (Tensor squares in (Tensor[])[large, small])
        {
            int size = (int)squares.Shape[1];
            MatrixView<T> first = new(squares.As<T>(), size, size, size, 1);
            MatrixCopy.Mirror(device, first, 2, size * size);
            MatrixCopy.Mirror(device, first.Transposed, 2, size * size);
        }

        return [.. Get(b), .. Get(large), .. Get(small)];
    }

    private static double[] Qr<T>(ComputeDevice device, QrMethod method)
        where T : unmanaged
    {
        using Tensor x = Make(device, ElementTypes.Of<T>(), 1, 12, 3);
        TallQr.Run(device, x.Matrix<T>(), x.Matrix<T>(), method);

        return Get(x);
    }

    private static double[] Eigen(ComputeDevice device)
    {
        const int n = 5;
        double[] numbers = ProductTour.Numbers(n * n, 1);

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                numbers[(i * n) + j] = numbers[(j * n) + i];
            }
        }

        using Tensor matrix = Tensor.From<double>(device, numbers, n, n);
        using Tensor vectors = Tensor.Allocate(device, ElementType.Float64, n, n);
        using Tensor values = Tensor.Allocate(device, ElementType.Float64, n);
        SymmetricEigen.Run(device, vectors.Matrix<double>(), values.As<double>(), matrix.Matrix<double>());

        return Get(values);
    }

    /// <summary>By Jacobi's method. Signs of vectors may differ between devices, so their projections are compared.</summary>
    private static double[] Svd(ComputeDevice device, ElementType type)
    {
        using Tensor a = Make(device, type, 1, 5, 8);
        using Tensor u = Tensor.Allocate(device, type, 5, 2);

        if (type == ElementType.Float32)
        {
            ThinSvd.LeftVectors(device, u.Matrix<float>(), a.Matrix<float>());
        }
        else
        {
            ThinSvd.LeftVectors(device, u.Matrix<double>(), a.Matrix<double>());
        }

        double[] vectors = Get(u);

        return [.. vectors.Select((value, i) => value * vectors[i % 2])];
    }

    private static double[] SvdByIteration<T>(ComputeDevice device)
        where T : unmanaged
    {
        using Tensor a = Make(device, ElementTypes.Of<T>(), 1, 6, 4);
        using Tensor vectors = Tensor.Allocate(device, ElementType.Float64, 2, 6);
        using Tensor values = Tensor.Allocate(device, ElementType.Float64, 2);
        SubspaceIteration.Run(device, vectors.Matrix<double>(), values.As<double>(), a.Matrix<T>());

        return Get(values);
    }

    private static double[] Reduce<T>(ComputeDevice device)
        where T : unmanaged
    {
        using Tensor x = Make(device, ElementTypes.Of<T>(), 1, 700);
        using Tensor results = Tensor.Allocate(device, ElementType.Float64, 4);
        ArrayView<double> result = results.As<double>();

        if (typeof(T) == typeof(float))
        {
            Reductions.Sum(device, x.As<float>(), result.SubView(0, 1));
            Reductions.SumOfSquares(device, x.As<float>(), result.SubView(1, 1));
            Reductions.MaxAbs(device, x.As<float>(), result.SubView(2, 1));
            Reductions.CountNonFinite(device, x.As<float>(), result.SubView(3, 1));
        }
        else
        {
            Reductions.Sum(device, x.As<double>(), result.SubView(0, 1));
            Reductions.SumOfSquares(device, x.As<double>(), result.SubView(1, 1));
            Reductions.MaxAbs(device, x.As<double>(), result.SubView(2, 1));
            Reductions.CountNonFinite(device, x.As<double>(), result.SubView(3, 1));
        }

        return Get(results);
    }

    private static double[] Random(ComputeDevice device, Action<ComputeDevice, ArrayView<float>, ulong, ulong, float, float> fill)
    {
        using Tensor target = Tensor.Allocate(device, ElementType.Float32, 30);
        fill(device, target.As<float>(), 7, 1, 0.5f, 2);

        return Get(target);
    }

    private static double[] Cast(ComputeDevice device)
    {
        ElementType[] types = [ElementType.Float32, ElementType.Float64, ElementType.BFloat16, ElementType.Float16];
        List<double> results = [];

        foreach (ElementType from in types)
        {
            using Tensor source = Make(device, from, 1, 9);

            foreach (ElementType to in types)
            {
                using Tensor target = Tensor.Allocate(device, to, 9);
                Casts.Run(target, source);
                results.AddRange(Get(target));
            }
        }

        using Tensor single = Make(device, ElementType.Float32, 1, 9);
        using Tensor rounded = Tensor.Allocate(device, ElementType.BFloat16, 9);
        Casts.RoundStochastic(rounded, single, 7, 1);
        results.AddRange(Get(rounded));

        return [.. results];
    }
}
