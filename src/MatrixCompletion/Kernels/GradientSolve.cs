using System.Numerics;

using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.MatrixCompletion.Kernels;

/// <summary>
/// The systems of <see cref="GramSolveKernel"/> by a few steps of conjugate gradients from the present row, without forming a Gram matrix:
/// 4 k operations per entry and step instead of k^2 (Takács, Pilászy, Tikk 2011). Across the lanes lie the components.
/// </summary>
internal static class GradientSolveKernel
{
    /// <summary>Grid: any number of groups; group: the shape's lanes.</summary>
    /// <param name="task">Arguments; work and parts are not used.</param>
    /// <param name="starts">Rows + 1 positions of entries.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="steps">Steps per row.</param>
    /// <param name="constants">How rows lie on lanes.</param>
    public static void Rows<T>(GramSolveTask<T> task, ArrayView<long> starts, int rows, int steps, SpecializedValue<LaneShape> constants)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LaneShape shape = constants.Value;
        for (int row = Grid.IdxX; row < rows; row += Grid.DimX)
        {
            Solve(task, starts[row], starts[row + 1], row, steps, shape);
        }
    }

    private static void Solve<T>(GramSolveTask<T> task, long start, long end, int row, int steps, LaneShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int lanes = shape.Lanes;
        int perLane = shape.PerLane;
        int bias = shape.Bias;
        int stride = lanes * perLane;
        int lane = Group.IdxX;
        long own = ((long)row * stride) + lane;
        T count = T.CreateTruncating(task.Count[row]);
        T componentLambda = task.Lambda * ((task.ByCount & 1) != 0 ? count : T.One);
        T biasLambda = task.BiasLambda * ((task.ByCount & 2) != 0 ? count : T.One);
        T[] solution = new T[perLane];
        T[] residual = new T[perLane];
        T[] direction = new T[perLane];
        T[] product = new T[perLane];
        T[] lambda = new T[perLane];

        for (int c = 0; c < perLane; c++)
        {
            solution[c] = end > start ? task.Own[own + (c * lanes)] : T.Zero;
            lambda[c] = bias >= 0 && (c * lanes) + lane == bias ? biasLambda : componentLambda;
            product[c] = T.Zero;
        }

        // residual = F^T (t - F x) - lambda x
        Product(task, start, end, bias, solution, product, lanes, perLane, withValues: true);
        T norm = T.Zero;

        for (int c = 0; c < perLane; c++)
        {
            residual[c] = product[c] - (lambda[c] * solution[c]);
            direction[c] = residual[c];
            norm = Lanes.MultiplyAdd(residual[c], residual[c], norm);
        }

        norm = Lanes.Sum(norm, lanes);

        for (int step = 0; step < steps; step++)
        {
            T curvature = T.Zero;

            for (int c = 0; c < perLane; c++)
            {
                product[c] = T.Zero;
            }

            Product(task, start, end, bias, direction, product, lanes, perLane, withValues: false);

            for (int c = 0; c < perLane; c++)
            {
                product[c] = Lanes.MultiplyAdd(lambda[c], direction[c], product[c]);
                curvature = Lanes.MultiplyAdd(direction[c], product[c], curvature);
            }

            curvature = Lanes.Sum(curvature, lanes);
            T length = curvature > T.Zero ? norm / curvature : T.Zero;
            T next = T.Zero;

            for (int c = 0; c < perLane; c++)
            {
                solution[c] = Lanes.MultiplyAdd(length, direction[c], solution[c]);
                residual[c] = Lanes.MultiplyAdd(-length, product[c], residual[c]);
                next = Lanes.MultiplyAdd(residual[c], residual[c], next);
            }

            next = Lanes.Sum(next, lanes);
            T ratio = norm > T.Zero ? next / norm : T.Zero;
            norm = next;

            for (int c = 0; c < perLane; c++)
            {
                direction[c] = Lanes.MultiplyAdd(ratio, direction[c], residual[c]);
            }
        }

        for (int c = 0; c < perLane; c++)
        {
            task.Own[own + (c * lanes)] = solution[c];
        }
    }

    /// <summary>product += F^T F x, or F^T (t - F x) with the values.</summary>
    private static void Product<T>(
        GramSolveTask<T> task, long start, long end, int bias, T[] x, T[] product, int lanes, int perLane, bool withValues)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int lane = Group.IdxX;
        T[] other = new T[perLane];

        for (long e = start; e < end; e++)
        {
            long at = (long)task.Data.Index[e] * lanes * perLane;
            T dot = T.Zero;
            T target = T.Zero;

            if (withValues)
            {
                target = task.Data.Value[e];

                if (bias >= 0)
                {
                    target -= task.Other[at + bias];
                }
            }

            for (int c = 0; c < perLane; c++)
            {
                T f = task.Other[at + (c * lanes) + lane];
                other[c] = bias >= 0 && (c * lanes) + lane == bias ? T.One : f;
                dot = Lanes.MultiplyAdd(other[c], x[c], dot);
            }

            dot = Lanes.Sum(dot, lanes);
            T scale = withValues ? target - dot : dot;

            for (int c = 0; c < perLane; c++)
            {
                product[c] = Lanes.MultiplyAdd(scale, other[c], product[c]);
            }
        }
    }
}
