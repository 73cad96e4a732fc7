using System.Numerics;

using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.MatrixCompletion.Kernels;

/// <summary>Arguments of <see cref="StochasticGradientKernel"/>.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly struct StochasticTask<T>
    where T : unmanaged
{
    /// <summary>Of each entry, in the order of the blocks, the row.</summary>
    public readonly ArrayView<int> Row;

    /// <summary>The column.</summary>
    public readonly ArrayView<int> Column;

    /// <summary>The value.</summary>
    public readonly ArrayView<T> Value;

    /// <summary>Blocks of all strata + 1 positions.</summary>
    public readonly ArrayView<long> Start;

    /// <summary>Factor of the rows.</summary>
    public readonly ArrayView<T> Rows;

    /// <summary>Factor of the columns.</summary>
    public readonly ArrayView<T> Columns;

    /// <summary>Regularisation of the components, per entry.</summary>
    public readonly T Lambda;

    /// <summary>Regularisation of the biases, per entry.</summary>
    public readonly T BiasLambda;

    public StochasticTask(
        ArrayView<int> row,
        ArrayView<int> column,
        ArrayView<T> value,
        ArrayView<long> start,
        ArrayView<T> rows,
        ArrayView<T> columns,
        T lambda,
        T biasLambda)
    {
        this.Row = row;
        this.Column = column;
        this.Value = value;
        this.Start = start;
        this.Rows = rows;
        this.Columns = columns;
        this.Lambda = lambda;
        this.BiasLambda = biasLambda;
    }
}

/// <summary>
/// Stochastic gradient descent over one stratum: blocks of entries that have neither rows nor columns in common (Gemulla et al. 2011).
/// Each group takes a block, entry by entry, so that the result does not depend on the order of groups.
/// </summary>
internal static class StochasticGradientKernel
{
    /// <summary>Grid: blocks of the stratum; group: the shape's lanes.</summary>
    /// <param name="task">Arguments.</param>
    /// <param name="first">Number of the stratum's first block.</param>
    /// <param name="rate">Step size.</param>
    /// <param name="constants">How rows lie on lanes.</param>
    public static void Run<T>(StochasticTask<T> task, int first, T rate, SpecializedValue<LaneShape> constants)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LaneShape shape = constants.Value;
        int lanes = shape.Lanes;
        int perLane = shape.PerLane;
        int bias = shape.Bias;
        int stride = lanes * perLane;
        int lane = Group.IdxX;
        long end = task.Start[first + Grid.IdxX + 1];
        T[] u = new T[perLane];
        T[] v = new T[perLane];

        for (long e = task.Start[first + Grid.IdxX]; e < end; e++)
        {
            long row = ((long)task.Row[e] * stride) + lane;
            long column = ((long)task.Column[e] * stride) + lane;
            T dot = T.Zero;

            for (int c = 0; c < perLane; c++)
            {
                u[c] = task.Rows[row + (c * lanes)];
                v[c] = task.Columns[column + (c * lanes)];
                bool isBias = bias >= 0 && (c * lanes) + lane == bias;
                dot += isBias ? u[c] + v[c] : u[c] * v[c];
            }

            T error = task.Value[e] - Lanes.Sum(dot, lanes);

            for (int c = 0; c < perLane; c++)
            {
                bool isBias = bias >= 0 && (c * lanes) + lane == bias;
                T lambda = isBias ? task.BiasLambda : task.Lambda;

                task.Rows[row + (c * lanes)] = u[c] + (rate * ((error * (isBias ? T.One : v[c])) - (lambda * u[c])));
                task.Columns[column + (c * lanes)] = v[c] + (rate * ((error * (isBias ? T.One : u[c])) - (lambda * v[c])));
            }
        }
    }
}
