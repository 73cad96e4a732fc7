using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Compute.Factorizations;

/// <summary>
/// First eigenvectors of a Gram matrix G by subspace iteration. A round consists of
/// a Rayleigh-Ritz step, which gives approximate eigenvalues t_1 >= t_2 >= ... of the block, and a Chebyshev polynomial of G that is
/// at most 1 on the eigenvalues up to the block's smallest one, b, and large above: T_d(2 G / b - 1). Eigenvalues far above the
/// last wanted one would drown everything else in the polynomial; they are taken out of G for it, and their vectors, which converge fast,
/// are multiplied by G itself. The number of rounds is fixed, so that nothing has to be read back.
/// </summary>
internal sealed class SubspaceIteration
{
    private const int Rounds = 10;
    private const int Degree = 8;

    private readonly Action<AcceleratorStream, Index1D, ArrayView<double>, ArrayView<double>, int> _weights;
    private readonly Action<AcceleratorStream, Index2D, MatrixView<double>, MatrixView<double>, ArrayView<double>> _weigh;
    private readonly Action<AcceleratorStream, Index2D, MatrixView<double>, MatrixView<double>, MatrixView<double>, ArrayView<double>, int>
        _recur;
    private readonly Action<AcceleratorStream, Index2D, MatrixView<double>, MatrixView<double>, MatrixView<double>, ArrayView<double>>
        _choose;
    private readonly Action<AcceleratorStream, Index1D, ArrayView<double>, ArrayView<double>> _roots;
    private readonly Action<AcceleratorStream, Index2D, MatrixView<double>, ArrayView<double>> _clear;

    private SubspaceIteration(ComputeDevice device)
    {
        Accelerator accelerator = device.Accelerator;
        this._weights = accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<double>, ArrayView<double>, int>(WeightKernel);
        this._weigh = accelerator
            .LoadAutoGroupedKernel<Index2D, MatrixView<double>, MatrixView<double>, ArrayView<double>>(WeighKernel);
        this._recur = accelerator
            .LoadAutoGroupedKernel<Index2D, MatrixView<double>, MatrixView<double>, MatrixView<double>, ArrayView<double>, int>(
                RecurrenceKernel);
        this._choose = accelerator
            .LoadAutoGroupedKernel<Index2D, MatrixView<double>, MatrixView<double>, MatrixView<double>, ArrayView<double>>(ChoiceKernel);
        this._roots = accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<double>, ArrayView<double>>(RootKernel);
        this._clear = accelerator.LoadAutoGroupedKernel<Index2D, MatrixView<double>, ArrayView<double>>(ClearKernel);
    }

    /// <summary>Vectors of the block for <paramref name="wanted"/> ones: spare ones make it converge faster.</summary>
    public static int BlockSize(int order, int wanted) => Math.Min(order, Math.Max(2 * wanted, wanted + 16));

    /// <summary>The first left singular vectors of a matrix as rows, up to rounding orthogonal, and of any length if it is tall.</summary>
    /// <param name="device">Device of the matrices.</param>
    /// <param name="vectors">r x p, dense.</param>
    /// <param name="values">Singular values, or empty.</param>
    /// <param name="a">p x q.</param>
    public static void Run<T>(ComputeDevice device, MatrixView<double> vectors, ArrayView<double> values, MatrixView<T> a)
        where T : unmanaged
    {
        SubspaceIteration iteration = device.Kernels(static d => new SubspaceIteration(d));
        using ScratchScope scratch = device.BeginScratch();
        bool isTall = a.Rows > a.Columns;
        MatrixView<T> wide = isTall ? a.Transposed : a;
        int n = wide.Rows;
        MatrixView<double> gram = scratch.TakeMatrix<double>(n, n);
        MatrixView<double> block = scratch.TakeMatrix<double>(BlockSize(n, vectors.Rows), n);
        ArrayView<double> eigenvalues = scratch.Take<double>(block.Rows);

        FormGram(device, gram, wide);
        iteration.Iterate(device, block, eigenvalues, gram, vectors.Rows);

        if (values.Length > 0)
        {
            iteration._roots(device.Stream, new Index1D((int)values.Length), values, eigenvalues);
        }

        MatrixView<double> first = block.Block(0, 0, vectors.Rows, n);

        if (isTall)
        {
            // What was found are right singular vectors V; A V are the left ones, times their singular values.
            MatrixView<double> matrix = scratch.TakeMatrix<double>(a.Columns, a.Rows);
            MatrixCopy.Run(device, matrix, wide);
            Gemm.Multiply(device, vectors, first, matrix);
        }
        else
        {
            MatrixCopy.Run(device, vectors, first);
        }

        // Of the zero matrix nothing stays, so that the caller's completion starts from nothing.
        iteration._clear(device.Stream, new Index2D(vectors.Columns, vectors.Rows), vectors, eigenvalues);
    }

    /// <summary>gram = wide * wide^T, in pieces so that only a part of the matrix is in memory as double.</summary>
    private static void FormGram<T>(ComputeDevice device, MatrixView<double> gram, MatrixView<T> wide)
        where T : unmanaged
    {
        const int Piece = 1024;
        using ScratchScope scratch = device.BeginScratch();
        ArrayView<double> memory = scratch.Take<double>((long)wide.Rows * Math.Min(Piece, wide.Columns));

        for (int first = 0; first < wide.Columns; first += Piece)
        {
            MatrixView<double> piece = new(memory, wide.Rows, Math.Min(Piece, wide.Columns - first));

            MatrixCopy.Run(device, piece, wide.Block(0, first, piece.Rows, piece.Columns));
            Gemm.Multiply(device, gram, piece, piece.Transposed, 1, first == 0 ? 0 : 1);
        }
    }

    private void Iterate(
        ComputeDevice device, MatrixView<double> block, ArrayView<double> eigenvalues, MatrixView<double> gram, int wanted)
    {
        using ScratchScope scratch = device.BeginScratch();
        int size = block.Rows;
        int n = block.Columns;
        MatrixView<double> deflated = scratch.TakeMatrix<double>(n, n);
        MatrixView<double> product = scratch.TakeMatrix<double>(size, n);
        MatrixView<double> next = scratch.TakeMatrix<double>(size, n);
        MatrixView<double> last = scratch.TakeMatrix<double>(size, n);
        ArrayView<double> weights = scratch.Take<double>(size + 1);
        Index2D all = new(n, size);

        this.Start(device, block);

        for (int round = 0; ; round++)
        {
            TallQr.Orthonormalize(device, block, next);
            Gemm.Multiply(device, product, block, gram);
            RayleighRitz(device, block, product, eigenvalues, next);

            if (round == Rounds)
            {
                return;
            }

            // deflated = G - sum of w_i y_i y_i^T
            this._weights(device.Stream, size + 1, weights, eigenvalues, wanted);
            this._weigh(device.Stream, all, next, block, weights);
            gram.Data.CopyTo(device.Stream, deflated.Data);
            Gemm.Multiply(device, deflated, next.Transposed, block, -1, 1);

            // F_0 = Y, F_1 = 2 G Y / b - Y, F_(k+1) = 2 (2 G / b - 1) F_k - F_(k-1); F_(k+1) overwrites F_(k-1).
            MatrixView<double> old = last;
            MatrixView<double> current = next;
            block.Data.SubView(0, block.Count).CopyTo(device.Stream, old.Data);

            for (int k = 0; k < Degree; k++)
            {
                if (k == 0)
                {
                    Gemm.Multiply(device, current, old, deflated);
                    this._recur(device.Stream, all, current, current, old, weights, 0);
                }
                else
                {
                    using ScratchScope inner = device.BeginScratch();
                    MatrixView<double> image = inner.TakeMatrix<double>(size, n);
                    Gemm.Multiply(device, image, current, deflated);
                    this._recur(device.Stream, all, old, image, current, weights, 1);
                    (old, current) = (current, old);
                }
            }

            this._choose(device.Stream, all, block, product, current, weights);
        }
    }

    private void Start(ComputeDevice device, MatrixView<double> block)
    {
        using ScratchScope scratch = device.BeginScratch();
        ArrayView<float> random = scratch.Take<float>(block.Count);

        RandomNumbers.Normal(device, random, seed: 0x5EED);
        MatrixCopy.Run(device, block, new MatrixView<float>(random, block.Rows, block.Columns));
    }

    /// <summary>Rotates the rows y of the block, and their images y G, so that y_i G y_j^T becomes diagonal.</summary>
    private static void RayleighRitz(
        ComputeDevice device, MatrixView<double> block, MatrixView<double> product, ArrayView<double> eigenvalues, MatrixView<double> room)
    {
        using ScratchScope scratch = device.BeginScratch();
        MatrixView<double> small = scratch.TakeMatrix<double>(block.Rows, block.Rows);
        MatrixView<double> rotation = scratch.TakeMatrix<double>(block.Rows, block.Rows);

        Gemm.Multiply(device, small, block, product.Transposed);
        SymmetricEigen.Run(device, rotation, eigenvalues, small, isPositive: true);
        Gemm.Multiply(device, room, rotation.Transposed, block);
        room.Data.CopyTo(device.Stream, block.Data.SubView(0, block.Count));
        Gemm.Multiply(device, room, rotation.Transposed, product);
        room.Data.CopyTo(device.Stream, product.Data);
    }

    /// <summary>weights[i] = t_i if it is far above the last wanted eigenvalue, else 0; behind them the bound b.</summary>
    private static void WeightKernel(Index1D index, ArrayView<double> weights, ArrayView<double> eigenvalues, int wanted)
    {
        double floor = 1e-13 * eigenvalues[0];
        int size = (int)eigenvalues.Length;

        if (index == size)
        {
            // Never 0, it is divided by.
            weights[index] = Math.Max(Math.Max(eigenvalues[size - 1], floor), 1e-300);
        }
        else
        {
            double value = eigenvalues[index];

            weights[index] = value > 10 * Math.Max(eigenvalues[wanted - 1], floor) ? value : 0;
        }
    }

    private static void WeighKernel(Index2D index, MatrixView<double> target, MatrixView<double> source, ArrayView<double> weights)
    {
        target[index.Y, index.X] = source[index.Y, index.X] * weights[index.Y];
    }

    /// <summary>k = 0: target = 2 image / b - current; else target = 2 (2 image / b - current) - target.</summary>
    private static void RecurrenceKernel(
        Index2D index,
        MatrixView<double> target,
        MatrixView<double> image,
        MatrixView<double> current,
        ArrayView<double> weights,
        int k)
    {
        double bound = weights[weights.Length - 1];
        double value = Math.FusedMultiplyAdd(2 / bound, image[index.Y, index.X], -current[index.Y, index.X]);

        target[index.Y, index.X] = k == 0 ? value : (2 * value) - target[index.Y, index.X];
    }

    private static void ChoiceKernel(
        Index2D index,
        MatrixView<double> block,
        MatrixView<double> product,
        MatrixView<double> filtered,
        ArrayView<double> weights)
    {
        double weight = weights[index.Y];

        block[index.Y, index.X] = weight > 0 ? product[index.Y, index.X] / weight : filtered[index.Y, index.X];
    }

    private static void RootKernel(Index1D index, ArrayView<double> values, ArrayView<double> eigenvalues)
    {
        values[index] = Math.Sqrt(Math.Max(0, eigenvalues[index]));
    }

    private static void ClearKernel(Index2D index, MatrixView<double> vectors, ArrayView<double> eigenvalues)
    {
        if (eigenvalues[0] == 0)
        {
            vectors[index.Y, index.X] = 0;
        }
    }
}
