using System.Numerics;
using IlgpuOptim.Compute;
using IlgpuOptim.Extensions;
using IlgpuOptim.Optimizers.Kernels;
using ILGPU;
using ILGPU.Runtime;
using Half = System.Half;

namespace IlgpuOptim.Optimizers;

/// <summary>An element-wise update of the tensors of a block.</summary>
/// <param name="Block">The parameters.</param>
/// <param name="Table">Which of them are present.</param>
/// <param name="Gradients">Gradients by number of parameter.</param>
/// <param name="First">First state value of all elements; null without state.</param>
/// <param name="Second">Second state value; null if there is none.</param>
/// <param name="ParameterRounding">Rounding of bfloat16 parameters.</param>
/// <param name="StateRounding">Rounding of bfloat16 state.</param>
/// <param name="Steps">Steps of each parameter.</param>
/// <param name="Key">Key of stochastic rounding.</param>
internal sealed record UpdateTask(
    TensorBlock Block,
    ChunkTable Table,
    IReadOnlyList<Tensor?> Gradients,
    Tensor? First,
    Tensor? Second,
    Rounding ParameterRounding,
    Rounding StateRounding,
    ArrayView<int> Steps,
    RandomKey Key)
{
    /// <summary>A state tensor's elements; a state that the rule does not have is an empty view.</summary>
    public static ArrayView<T> Elements<T>(Tensor? state)
        where T : unmanaged => state is null ? default : state.As<T>();
}

/// <summary>Launches <see cref="UpdateKernel"/> for the types and the number of slots at hand.</summary>
internal static class UpdateLauncher
{
    /// <summary>Parameters of type float64.</summary>
    public static void LaunchDouble<TRule>(UpdateTask task, TRule rule, ArrayView<StepControl<double>> control)
        where TRule : unmanaged, IUpdateRule<TRule, double> =>
        ForSlots<TRule, double, double, Exact<double>, double, Exact<double>, double, Exact<double>>(task, rule, control);

    /// <summary>Parameters of other types.</summary>
    public static void LaunchSingle<TRule>(UpdateTask task, TRule rule, ArrayView<StepControl<float>> control)
        where TRule : unmanaged, IUpdateRule<TRule, float>
    {
        switch (task.Block.Type)
        {
            case ElementType.Float16:
                ForGradient<TRule, Half, HalfNearest>(task, rule, control);
                break;
            case ElementType.BFloat16 when task.ParameterRounding == Rounding.Stochastic:
                ForGradient<TRule, BFloat16, BFloat16Stochastic>(task, rule, control);
                break;
            case ElementType.BFloat16:
                ForGradient<TRule, BFloat16, BFloat16Nearest>(task, rule, control);
                break;
            default:
                ForState<TRule, float, Exact<float>, float, Exact<float>>(task, rule, control);
                break;
        }
    }

    private static void ForGradient<TRule, TP, TPStorage>(UpdateTask task, TRule rule, ArrayView<StepControl<float>> control)
        where TRule : unmanaged, IUpdateRule<TRule, float>
        where TP : unmanaged
        where TPStorage : struct, IStorage<TP, float>
    {
        if (task.Table.Count > 0 && GradientLauncher.TypeOf(task.Block, task.Gradients) == ElementType.Float32)
        {
            ForState<TRule, TP, TPStorage, float, Exact<float>>(task, rule, control);
        }
        else
        {
            ForState<TRule, TP, TPStorage, TP, TPStorage>(task, rule, control);
        }
    }

    private static void ForState<TRule, TP, TPStorage, TG, TGStorage>(
        UpdateTask task, TRule rule, ArrayView<StepControl<float>> control)
        where TRule : unmanaged, IUpdateRule<TRule, float>
        where TP : unmanaged
        where TPStorage : struct, IStorage<TP, float>
        where TG : unmanaged
        where TGStorage : struct, IStorage<TG, float>
    {
        if (task.First?.Type != ElementType.BFloat16)
        {
            ForSlots<TRule, float, TP, TPStorage, TG, TGStorage, float, Exact<float>>(task, rule, control);
        }
        else if (task.StateRounding == Rounding.Stochastic)
        {
            ForSlots<TRule, float, TP, TPStorage, TG, TGStorage, BFloat16, BFloat16Stochastic>(task, rule, control);
        }
        else
        {
            ForSlots<TRule, float, TP, TPStorage, TG, TGStorage, BFloat16, BFloat16Nearest>(task, rule, control);
        }
    }

    private static void ForSlots<TRule, TReal, TP, TPStorage, TG, TGStorage, TS, TSStorage>(
        UpdateTask task, TRule rule, ArrayView<StepControl<TReal>> control)
        where TRule : unmanaged, IUpdateRule<TRule, TReal>
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
        where TP : unmanaged
        where TPStorage : struct, IStorage<TP, TReal>
        where TG : unmanaged
        where TGStorage : struct, IStorage<TG, TReal>
        where TS : unmanaged
        where TSStorage : struct, IStorage<TS, TReal>
    {
        switch (task.Block.Capacity)
        {
            case 1:
                Launch<TRule, TReal, TP, TPStorage, One<TP>, TG, TGStorage, One<TG>, TS, TSStorage>(task, rule, control);
                break;
            case 16:
                Launch<TRule, TReal, TP, TPStorage, Four<Four<One<TP>, TP>, TP>, TG, TGStorage, Four<Four<One<TG>, TG>, TG>, TS, TSStorage>(
                    task, rule, control);
                break;
            default:
                Launch<
                    TRule, TReal,
                    TP, TPStorage, Four<Four<Four<One<TP>, TP>, TP>, TP>,
                    TG, TGStorage, Four<Four<Four<One<TG>, TG>, TG>, TG>,
                    TS, TSStorage>(task, rule, control);
                break;
        }
    }

    private static void Launch<TRule, TReal, TP, TPStorage, TPSlots, TG, TGStorage, TGSlots, TS, TSStorage>(
        UpdateTask task, TRule rule, ArrayView<StepControl<TReal>> control)
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
        if (task.Table.Count == 0)
        {
            return;
        }

        ComputeDevice device = task.Block.Device;
        Kernel<TRule, TReal, TP, TPStorage, TPSlots, TG, TGStorage, TGSlots, TS, TSStorage> kernel = device.Kernels(
            static device => new Kernel<TRule, TReal, TP, TPStorage, TPSlots, TG, TGStorage, TGSlots, TS, TSStorage>(device));

        kernel.Run(
            device.Stream,
            new KernelConfig(task.Table.Count, GradientLauncher.GroupSize(device)),
            TPSlots.Create(task.Block.ParameterViews<TP>()),
            TGSlots.Create(task.Block.Views<TG>(task.Gradients)),
            UpdateTask.Elements<TS>(task.First),
            UpdateTask.Elements<TS>(task.Second),
            task.Table.View,
            task.Steps,
            control,
            rule,
            task.Key);
    }

    /// <summary>The kernel for some types.</summary>
    private sealed class Kernel<TRule, TReal, TP, TPStorage, TPSlots, TG, TGStorage, TGSlots, TS, TSStorage>(ComputeDevice device)
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
        public Action<
            AcceleratorStream, KernelConfig, TPSlots, TGSlots, ArrayView<TS>, ArrayView<TS>, ArrayView<Chunk>, ArrayView<int>,
            ArrayView<StepControl<TReal>>, TRule, RandomKey> Run { get; } = device.Accelerator.LoadKernel<
                TPSlots, TGSlots, ArrayView<TS>, ArrayView<TS>, ArrayView<Chunk>, ArrayView<int>, ArrayView<StepControl<TReal>>, TRule, RandomKey>(
                UpdateKernel.Run<TRule, TReal, TP, TPStorage, TPSlots, TG, TGStorage, TGSlots, TS, TSStorage>);
    }
}
