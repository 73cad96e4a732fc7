using System.Numerics;
using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers.Kernels;
using ILGPU;

namespace IlgpuOptim.Optimizers.LowRank;

/// <summary>Hyper-parameters of a step as the kernels take them. Corrections depend on t, which only the device knows.</summary>
internal readonly struct LDAdamNumbers<TReal>(double rate, double beta1, double beta2, double epsilon, double weightDecay, double rho)
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    public readonly TReal Rate = TReal.CreateTruncating(rate);
    public readonly TReal Keep = TReal.CreateTruncating(1 - (rate * weightDecay));
    public readonly TReal Beta1 = TReal.CreateTruncating(beta1);
    public readonly TReal Rest1 = TReal.CreateTruncating(1 - beta1);
    public readonly TReal Beta2 = TReal.CreateTruncating(beta2);
    public readonly TReal Rest2 = TReal.CreateTruncating(1 - beta2);
    public readonly TReal Epsilon = TReal.CreateTruncating(epsilon);
    public readonly TReal Rho = TReal.CreateTruncating(rho);
    public readonly TReal RestRho = TReal.CreateTruncating(1 - rho);

    /// <summary>c = b1 / (1 - b1).</summary>
    public readonly TReal Lost = TReal.CreateTruncating(beta1 / (1 - beta1));
    public readonly TReal LogBeta1 = TReal.CreateTruncating(Powers.Logarithm(beta1));
    public readonly TReal LogBeta2 = TReal.CreateTruncating(Powers.Logarithm(beta2));

    /// <summary>1 - b1^t.</summary>
    public TReal Correction1(int t) => Powers.OneMinusPower(this.LogBeta1, t);

    /// <summary>1 - b2^t.</summary>
    public TReal Correction2(int t) => Powers.OneMinusPower(this.LogBeta2, t);
}

/// <summary>
/// The small kernels of LDAdam, for the state of one matrix: U (p x r), M and V (r x q), all r * q quantities in the layout of M.
/// t is the number of the step at hand; step numbers in comments are those of the specification's section 2.
/// </summary>
internal static class LDAdamKernels
{
    /// <summary>Step 1: E = E + scale * g, so that E holds A.</summary>
    public static void AddGradient<TReal, TG, TGStorage>(
        Index1D index, ArrayView<TReal> error, ArrayView<TG> gradient, ArrayView<StepControl<TReal>> control)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
        where TG : unmanaged
        where TGStorage : struct, IStorage<TG, TReal>
    {
        if (control[0].Skip == 0)
        {
            error[index] = TReal.FusedMultiplyAdd(control[0].Scale, TGStorage.Load(gradient[index]), error[index]);
        }
    }

    /// <summary>target = g, for gradients of another type than the arithmetic's.</summary>
    public static void Widen<TReal, TG, TGStorage>(Index1D index, ArrayView<TReal> target, ArrayView<TG> gradient)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
        where TG : unmanaged
        where TGStorage : struct, IStorage<TG, TReal>
    {
        target[index] = TGStorage.Load(gradient[index]);
    }

    /// <summary>
    /// Step 2, V1 = B^T U = rho * Mh^T + (1 - rho) * A^T U: what X = rho * U (Mh V1) + (1 - rho) * A V1 needs of it.
    /// </summary>
    /// <param name="index">Element.</param>
    /// <param name="moment">M.</param>
    /// <param name="product">A^T U without the gradient's scale; becomes (1 - rho) * scale * V1.</param>
    /// <param name="inner">Becomes rho / (1 - b1^(t-1)) * V1.</param>
    /// <param name="steps">t.</param>
    /// <param name="control">Scale of the gradient, if it is not in A yet.</param>
    /// <param name="numbers">Hyper-parameters.</param>
    /// <param name="isScaled">The scale is in A already.</param>
    public static void PowerOperand<TReal>(
        Index1D index,
        ArrayView<TReal> moment,
        ArrayView<TReal> product,
        ArrayView<TReal> inner,
        ArrayView<int> steps,
        ArrayView<StepControl<TReal>> control,
        LDAdamNumbers<TReal> numbers,
        int isScaled)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        TReal outer = isScaled != 0 ? numbers.RestRho : numbers.RestRho * control[0].Scale;
        TReal mean = numbers.Rho / numbers.Correction1(IntrinsicMath.Max(1, steps[0] - 1));
        TReal v1 = TReal.FusedMultiplyAdd(mean, moment[index], outer * product[index]);

        product[index] = outer * v1;
        inner[index] = mean * v1;
    }

    /// <summary>The SVD variant of step 2: B = (1 - rho) * A, and Mh times rho, whose product with U is to be added.</summary>
    /// <param name="index">Element of A.</param>
    /// <param name="sum">Becomes (1 - rho) * scale * A.</param>
    /// <param name="source">A without the gradient's scale.</param>
    /// <param name="control">Scale of the gradient, if it is not in A yet.</param>
    /// <param name="numbers">Hyper-parameters.</param>
    /// <param name="isScaled">The scale is in A already.</param>
    public static void Blend<TReal>(
        Index1D index,
        ArrayView<TReal> sum,
        ArrayView<TReal> source,
        ArrayView<StepControl<TReal>> control,
        LDAdamNumbers<TReal> numbers,
        int isScaled)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        sum[index] = (isScaled != 0 ? numbers.RestRho : numbers.RestRho * control[0].Scale) * source[index];
    }

    /// <summary>target = rho / (1 - b1^(t-1)) * M.</summary>
    public static void WeighMean<TReal>(
        Index1D index, ArrayView<TReal> target, ArrayView<TReal> moment, ArrayView<int> steps, LDAdamNumbers<TReal> numbers)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        target[index] = numbers.Rho / numbers.Correction1(IntrinsicMath.Max(1, steps[0] - 1)) * moment[index];
    }

    /// <summary>Step 4: variance = vh - mh^2.</summary>
    public static void Variance<TReal>(
        Index1D index,
        ArrayView<TReal> variance,
        ArrayView<TReal> moment,
        ArrayView<TReal> second,
        ArrayView<int> steps,
        LDAdamNumbers<TReal> numbers)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        int before = IntrinsicMath.Max(1, steps[0] - 1);
        TReal mean = moment[index] / numbers.Correction1(before);

        variance[index] = (second[index] / numbers.Correction2(before)) - (mean * mean);
    }

    /// <summary>Step 4: squares = Q^2, element by element.</summary>
    public static void Square<TReal>(Index1D index, ArrayView<TReal> squares, ArrayView<TReal> values)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        squares[index] = values[index] * values[index];
    }

    /// <summary>Steps 4 to 6 for an element of the subspace: new moments, and the factors of the last pass over the matrix.</summary>
    /// <param name="index">Element.</param>
    /// <param name="moment">M; replaced.</param>
    /// <param name="second">V; replaced.</param>
    /// <param name="projected">U'^T A without the gradient's scale; becomes -(G + c * Mr).</param>
    /// <param name="rotated">Mr = Q M; becomes -eta * D.</param>
    /// <param name="variance">Q^2 (vh - mh^2); becomes c * M.</param>
    /// <param name="steps">t.</param>
    /// <param name="control">Whether to do it; scale of the gradient.</param>
    /// <param name="numbers">Hyper-parameters.</param>
    /// <param name="isScaled">The scale is in A already.</param>
    public static void Moments<TReal>(
        Index1D index,
        ArrayView<TReal> moment,
        ArrayView<TReal> second,
        ArrayView<TReal> projected,
        ArrayView<TReal> rotated,
        ArrayView<TReal> variance,
        ArrayView<int> steps,
        ArrayView<StepControl<TReal>> control,
        LDAdamNumbers<TReal> numbers,
        int isScaled)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        if (control[0].Skip != 0)
        {
            return;
        }

        int t = steps[0];
        int before = IntrinsicMath.Max(1, t - 1);
        TReal g = isScaled != 0 ? projected[index] : control[0].Scale * projected[index];
        TReal m = moment[index];
        TReal mr = rotated[index];
        TReal mean = mr / numbers.Correction1(before);
        TReal vr = numbers.Correction2(before) * TReal.Abs(TReal.FusedMultiplyAdd(mean, mean, variance[index]));

        // Nothing to transport yet; U, M and V are zero.
        if (t <= 1)
        {
            mr = TReal.Zero;
            vr = TReal.Zero;
        }

        TReal newMoment = TReal.FusedMultiplyAdd(numbers.Beta1, mr, numbers.Rest1 * g);
        TReal newSecond = TReal.FusedMultiplyAdd(numbers.Beta2, vr, numbers.Rest2 * (g * g));
        TReal root = TReal.Sqrt(newSecond / numbers.Correction2(t)) + numbers.Epsilon;

        moment[index] = newMoment;
        second[index] = newSecond;
        projected[index] = -TReal.FusedMultiplyAdd(numbers.Lost, mr, g);
        rotated[index] = -numbers.Rate * (newMoment / numbers.Correction1(t) / root);
        variance[index] = numbers.Lost * m;
    }

    /// <summary>Step 8: U = U'.</summary>
    public static void Adopt<TReal>(
        Index1D index, ArrayView<TReal> basis, ArrayView<TReal> next, ArrayView<StepControl<TReal>> control)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        if (control[0].Skip == 0)
        {
            basis[index] = next[index];
        }
    }

    /// <summary>E = 0 behind a skipped step, if it shares memory with the gradient, which is not finite.</summary>
    public static void ClearIfSkipped<TReal>(Index1D index, ArrayView<TReal> error, ArrayView<StepControl<TReal>> control)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        if (control[0].Skip != 0)
        {
            error[index] = TReal.Zero;
        }
    }
}
