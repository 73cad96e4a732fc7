using System.Numerics;
using IlgpuOptim.Compute;
using IlgpuOptim.Extensions;
using IlgpuOptim.Optimizers.Kernels;
using ILGPU;
using ILGPU.Runtime;
using Half = System.Half;

namespace IlgpuOptim.Optimizers;

/// <summary>Launches the kernels that read gradients, for the types and the number of slots at hand.</summary>
internal static class GradientLauncher
{
    private enum Work
    {
        Squares,
        Accumulate,
        Gather,
    }

    /// <summary>Work-items per group of a multi-tensor launch.</summary>
    public static int GroupSize(ComputeDevice device) => device.Class switch
    {
        DeviceClass.CpuLanes => device.Accelerator.WarpSize,
        _ => Math.Min(InspectKernel.MaxGroup, device.Accelerator.MaxNumThreadsPerGroup),
    };

    /// <summary>partials[chunk] = sum of squares of the chunk's gradients.</summary>
    public static void Squares<TReal>(
        TensorBlock block, ChunkTable table, IReadOnlyList<Tensor?> gradients, bool isDouble, ArrayView<TReal> partials)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal> =>
        Dispatch(new Call<TReal>(Work.Squares, block, table, gradients, partials, 0, default), isDouble);

    /// <summary>sums += weight * gradient.</summary>
    public static void Accumulate(
        TensorBlock block, ChunkTable table, IReadOnlyList<Tensor?> gradients, bool isDouble, Tensor sums, double weight)
    {
        if (isDouble)
        {
            Dispatch(new Call<double>(Work.Accumulate, block, table, gradients, sums.As<double>(), weight, default), true);
        }
        else
        {
            Dispatch(new Call<float>(Work.Accumulate, block, table, gradients, sums.As<float>(), weight, default), false);
        }
    }

    /// <summary>target = Scale * gradient, the tensors of the block side by side.</summary>
    public static void Gather<TReal>(
        TensorBlock block,
        ChunkTable table,
        IReadOnlyList<Tensor?> gradients,
        ArrayView<TReal> target,
        ArrayView<StepControl<TReal>> control)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal> =>
        Dispatch(new Call<TReal>(Work.Gather, block, table, gradients, target, 0, control), typeof(TReal) == typeof(double));

    /// <summary>The element type of the gradients of a block, which is one.</summary>
    public static ElementType TypeOf(TensorBlock block, IReadOnlyList<Tensor?> gradients)
    {
        foreach (int number in block.Numbers)
        {
            if (gradients[number] is { } gradient)
            {
                return gradient.Type;
            }
        }

        return block.Type;
    }

    private static void Dispatch<TReal>(Call<TReal> call, bool isDouble)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        if (call.Table.Count == 0)
        {
            return;
        }

        if (isDouble)
        {
            ForSlots<TReal, TReal, Exact<TReal>>(call);

            return;
        }

        // TReal is float here; the casts are for the compiler.
        Call<float> single = (Call<float>)(object)call;

        switch (TypeOf(call.Block, call.Gradients))
        {
            case ElementType.BFloat16:
                ForSlots<float, BFloat16, BFloat16Nearest>(single);
                break;
            case ElementType.Float16:
                ForSlots<float, Half, HalfNearest>(single);
                break;
            default:
                ForSlots<float, float, Exact<float>>(single);
                break;
        }
    }

    private static void ForSlots<TReal, T, TStorage>(Call<TReal> call)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
        where T : unmanaged
        where TStorage : struct, IStorage<T, TReal>
    {
        switch (call.Block.Capacity)
        {
            case 1:
                Launch<TReal, T, TStorage, One<T>>(call);
                break;
            case 16:
                Launch<TReal, T, TStorage, Four<Four<One<T>, T>, T>>(call);
                break;
            default:
                Launch<TReal, T, TStorage, Four<Four<Four<One<T>, T>, T>, T>>(call);
                break;
        }
    }

    private static void Launch<TReal, T, TStorage, TSlots>(Call<TReal> call)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
        where T : unmanaged
        where TStorage : struct, IStorage<T, TReal>
        where TSlots : struct, ISlots<TSlots, T>
    {
        ComputeDevice device = call.Block.Device;
        Kernels<TReal, T, TStorage, TSlots> kernels = device.Kernels(static device => new Kernels<TReal, T, TStorage, TSlots>(device));
        TSlots gradients = TSlots.Create(call.Block.Views<T>(call.Gradients));
        ArrayView<Chunk> chunks = call.Table.View;
        KernelConfig config = new(call.Table.Count, GroupSize(device));

        switch (call.Work)
        {
            case Work.Squares:
                kernels.Squares(device.Stream, config, gradients, chunks, call.Memory);
                break;
            case Work.Accumulate:
                kernels.Accumulate(device.Stream, config, gradients, call.Memory, chunks, TReal.CreateTruncating(call.Weight));
                break;
            default:
                kernels.Gather(device.Stream, config, gradients, call.Memory, chunks, call.Control);
                break;
        }
    }

    /// <summary>What to do with which gradients.</summary>
    private sealed record Call<TReal>(
        Work Work,
        TensorBlock Block,
        ChunkTable Table,
        IReadOnlyList<Tensor?> Gradients,
        ArrayView<TReal> Memory,
        double Weight,
        ArrayView<StepControl<TReal>> Control)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>;

    /// <summary>The kernels for some types; each is compiled when it is first used.</summary>
    private sealed class Kernels<TReal, T, TStorage, TSlots>(ComputeDevice device)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
        where T : unmanaged
        where TStorage : struct, IStorage<T, TReal>
        where TSlots : struct, ISlots<TSlots, T>
    {
        private Action<AcceleratorStream, KernelConfig, TSlots, ArrayView<Chunk>, ArrayView<TReal>>? squares;
        private Action<AcceleratorStream, KernelConfig, TSlots, ArrayView<TReal>, ArrayView<Chunk>, TReal>? accumulate;
        private Action<AcceleratorStream, KernelConfig, TSlots, ArrayView<TReal>, ArrayView<Chunk>, ArrayView<StepControl<TReal>>>? gather;

        public Action<AcceleratorStream, KernelConfig, TSlots, ArrayView<Chunk>, ArrayView<TReal>> Squares =>
            this.squares ??= device.Accelerator.LoadKernel<TSlots, ArrayView<Chunk>, ArrayView<TReal>>(
                InspectKernel.Squares<TReal, T, TStorage, TSlots>);

        public Action<AcceleratorStream, KernelConfig, TSlots, ArrayView<TReal>, ArrayView<Chunk>, TReal> Accumulate =>
            this.accumulate ??= device.Accelerator.LoadKernel<TSlots, ArrayView<TReal>, ArrayView<Chunk>, TReal>(
                GradientKernels.Accumulate<TReal, T, TStorage, TSlots>);

        public Action<AcceleratorStream, KernelConfig, TSlots, ArrayView<TReal>, ArrayView<Chunk>, ArrayView<StepControl<TReal>>> Gather =>
            this.gather ??= device.Accelerator
                .LoadKernel<TSlots, ArrayView<TReal>, ArrayView<Chunk>, ArrayView<StepControl<TReal>>>(
                    GradientKernels.Gather<TReal, T, TStorage, TSlots>);
    }
}
