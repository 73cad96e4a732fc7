using System.Numerics;
using ILGPU;

namespace IlgpuOptim.Optimizers.Kernels;

/// <summary>
/// What an element-wise optimizer does with one element. The struct carries the hyper-parameters of a step into the kernel.
/// </summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
/// <typeparam name="TReal">Type of the arithmetic.</typeparam>
internal interface IUpdateRule<TSelf, TReal>
    where TSelf : unmanaged, IUpdateRule<TSelf, TReal>
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    /// <summary>State values per element: 0, 1 or 2.</summary>
    static abstract int States { get; }

    /// <summary>What it gets as gradient has been scaled before.</summary>
    static virtual bool TakesPreconditioned => false;

    /// <summary>The rule for a parameter's step number, counted from 1; once per group, for what depends on the number.</summary>
    TSelf AtStep(int step);

    /// <summary>The new value of an element.</summary>
    /// <param name="w">Value of the parameter.</param>
    /// <param name="g">Gradient, unscaled and clipped.</param>
    /// <param name="first">First state value; replaced.</param>
    /// <param name="second">Second state value; replaced.</param>
    TReal Update(TReal w, TReal g, ref TReal first, ref TReal second);
}

/// <summary>Random bits of a step's roundings.</summary>
/// <param name="Seed">Seed of the optimizer.</param>
/// <param name="Step">Number of the call.</param>
internal readonly record struct RandomKey(uint Seed, uint Step);

/// <summary>One step of an element-wise optimizer for the tensors of a launch, one group per chunk.</summary>
internal static class UpdateKernel
{
    public static void Run<TRule, TReal, TP, TPStorage, TPSlots, TG, TGStorage, TGSlots, TS, TSStorage>(
        TPSlots parameters,
        TGSlots gradients,
        ArrayView<TS> first,
        ArrayView<TS> second,
        ArrayView<Chunk> chunks,
        ArrayView<int> steps,
        ArrayView<StepControl<TReal>> control,
        TRule rule,
        RandomKey key)
        where TRule : unmanaged, IUpdateRule<TRule, TReal>
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
        where TP : unmanaged
        where TPStorage : struct, IStorage<TP, TReal>
        where TPSlots : struct, ISlots<TPSlots, TP>
        where TG : unmanaged
        where TGStorage : struct, IStorage<TG, TReal>
        where TGSlots : struct, ISlots<TGSlots, TG>
        where TS : unmanaged
        where TSStorage : struct, IStorage<TS, TReal>
    {
        if (control[0].Skip != 0)
        {
            return;
        }

        Chunk chunk = chunks[Grid.IdxX];
        ArrayView<TP> w = parameters.At(chunk.Slot).SubView(chunk.Start, chunk.Length);
        ArrayView<TG> g = gradients.At(chunk.Slot).SubView(chunk.Start, chunk.Length);
        TRule now = rule.AtStep(steps[chunk.Parameter]);
        TReal scale = TRule.TakesPreconditioned ? TReal.One : control[0].Scale;
        int width = Group.DimX;
        int even = chunk.Length - (chunk.Length % width);

        // All lanes take the same number of turns here, which spares the CPU its masks.
        for (int i = 0; i < even; i += width)
        {
            Element<TRule, TReal, TP, TPStorage, TG, TGStorage, TS, TSStorage>(
                i + Group.IdxX, w, g, first, second, chunk, now, scale, key);
        }

        if (even + Group.IdxX < chunk.Length)
        {
            Element<TRule, TReal, TP, TPStorage, TG, TGStorage, TS, TSStorage>(
                even + Group.IdxX, w, g, first, second, chunk, now, scale, key);
        }
    }

    private static void Element<TRule, TReal, TP, TPStorage, TG, TGStorage, TS, TSStorage>(
        int i,
        ArrayView<TP> w,
        ArrayView<TG> g,
        ArrayView<TS> first,
        ArrayView<TS> second,
        Chunk chunk,
        TRule rule,
        TReal scale,
        RandomKey key)
        where TRule : unmanaged, IUpdateRule<TRule, TReal>
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
        where TP : unmanaged
        where TPStorage : struct, IStorage<TP, TReal>
        where TG : unmanaged
        where TGStorage : struct, IStorage<TG, TReal>
        where TS : unmanaged
        where TSStorage : struct, IStorage<TS, TReal>
    {
        long at = chunk.StateStart + i;
        TReal s1 = TReal.Zero;
        TReal s2 = TReal.Zero;

        if (TRule.States > 0)
        {
            s1 = TSStorage.Load(first[at]);
        }

        if (TRule.States > 1)
        {
            s2 = TSStorage.Load(second[at]);
        }

        TReal value = rule.Update(TPStorage.Load(w[i]), scale * TGStorage.Load(g[i]), ref s1, ref s2);
        uint forParameter = 0;
        uint forStates = 0;

        if (TPStorage.IsStochastic || TSStorage.IsStochastic)
        {
            (forParameter, forStates) = RandomBits.At(key, chunk.Parameter, chunk.Start + i);
        }

        w[i] = TPStorage.Store(value, forParameter);

        if (TRule.States > 0)
        {
            first[at] = TSStorage.Store(s1, forStates);
        }

        if (TRule.States > 1)
        {
            second[at] = TSStorage.Store(s2, forStates >> 16);
        }
    }
}
