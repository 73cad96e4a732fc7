using System.Numerics;
using ILGPU;

namespace IlgpuOptim.Optimizers.Kernels;

/// <summary>Gradients of many tensors into consecutive memory, one group per chunk.</summary>
internal static class GradientKernels
{
    /// <summary>sums += weight * gradient: micro-batches.</summary>
    public static void Accumulate<TReal, T, TStorage, TSlots>(
        TSlots gradients, ArrayView<TReal> sums, ArrayView<Chunk> chunks, TReal weight)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
        where T : unmanaged
        where TStorage : struct, IStorage<T, TReal>
        where TSlots : struct, ISlots<TSlots, T>
    {
        Chunk chunk = chunks[Grid.IdxX];
        ArrayView<T> g = gradients.At(chunk.Slot).SubView(chunk.Start, chunk.Length);

        for (int i = Group.IdxX; i < chunk.Length; i += Group.DimX)
        {
            sums[chunk.StateStart + i] = TReal.FusedMultiplyAdd(weight, TStorage.Load(g[i]), sums[chunk.StateStart + i]);
        }
    }

    /// <summary>target = Scale * gradient, for optimizers that work on the tensors of a block side by side.</summary>
    public static void Gather<TReal, T, TStorage, TSlots>(
        TSlots gradients, ArrayView<TReal> target, ArrayView<Chunk> chunks, ArrayView<StepControl<TReal>> control)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
        where T : unmanaged
        where TStorage : struct, IStorage<T, TReal>
        where TSlots : struct, ISlots<TSlots, T>
    {
        if (control[0].Skip != 0)
        {
            return;
        }

        Chunk chunk = chunks[Grid.IdxX];
        ArrayView<T> g = gradients.At(chunk.Slot).SubView(chunk.Start, chunk.Length);
        TReal scale = control[0].Scale;

        for (int i = Group.IdxX; i < chunk.Length; i += Group.DimX)
        {
            target[chunk.StateStart + i] = scale * TStorage.Load(g[i]);
        }
    }
}
