using System.Numerics;
using System.Runtime.CompilerServices;

using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Compute;

namespace IlgpuOptim.MatrixCompletion.Kernels;

/// <summary>Dense products and sums for either number type.</summary>
internal static class Dense<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>C = alpha A B + beta C.</summary>
    public static void Multiply(
        ComputeDevice device, MatrixView<T> c, MatrixView<T> a, MatrixView<T> b, double alpha = 1, double beta = 0)
    {
        if (typeof(T) == typeof(float))
        {
            Gemm.Multiply(device, As<float>(ref c), As<float>(ref a), As<float>(ref b), (float)alpha, (float)beta);
        }
        else
        {
            Gemm.Multiply(device, As<double>(ref c), As<double>(ref a), As<double>(ref b), alpha, beta);
        }
    }

    /// <summary>Makes the columns of a tall matrix orthonormal.</summary>
    public static void Orthonormalize(ComputeDevice device, MatrixView<T> matrix)
    {
        if (typeof(T) == typeof(float))
        {
            TallQr.Run(device, As<float>(ref matrix), As<float>(ref matrix));
        }
        else
        {
            TallQr.Run(device, As<double>(ref matrix), As<double>(ref matrix));
        }
    }

    /// <summary>y = alpha x + beta y, element by element.</summary>
    public static void Add(ComputeDevice device, ArrayView<T> y, ArrayView<T> x, double alpha, double beta) =>
        device.Kernels(static d => new Kernels(d)).Add(
            device.Stream, new Index1D(checked((int)y.Length)), y, x, T.CreateChecked(alpha), T.CreateChecked(beta));

    private static MatrixView<TReal> As<TReal>(ref MatrixView<T> matrix)
        where TReal : unmanaged => Unsafe.As<MatrixView<T>, MatrixView<TReal>>(ref matrix);

    private static void AddKernel(Index1D index, ArrayView<T> y, ArrayView<T> x, T alpha, T beta) =>
        y[index] = T.FusedMultiplyAdd(alpha, x[index], beta * y[index]);

    private sealed class Kernels(ComputeDevice device)
    {
        public Action<AcceleratorStream, Index1D, ArrayView<T>, ArrayView<T>, T, T> Add { get; } =
            device.Accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<T>, ArrayView<T>, T, T>(AddKernel);
    }
}
