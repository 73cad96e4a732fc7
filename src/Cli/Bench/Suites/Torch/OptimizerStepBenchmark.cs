using IlgpuOptim.Cli.Bench.Suites.Optimizers;
using IlgpuOptim.Compute;

using TorchSharp;
using TorchSharp.Native;

using Core = IlgpuOptim.Optimizers;
using TorchOptimizer = TorchSharp.torch.optim.Optimizer;

namespace IlgpuOptim.Cli.Bench.Suites.Torch;

/// <summary>
/// One step over all parameters of the default model, by libtorch's AdamW composed of tensor operations (TorchSharp's has the same
/// structure), and by the plug-ins, in turns with it.
/// </summary>
internal sealed class OptimizerStepBenchmark : Benchmark
{
    private const string Composed = "step_torch_adamw";
    private const string Fused = "step_torch_adamw_fused";
    private const string LimitName = "libtorch's AdamW of tensor operations, same tensors";
    private const double Rate = 1e-3;
    private const double Decay = 1e-2;

    private static readonly Variant[] Variants = [];

    public override IReadOnlyList<string> Kernels => [Composed, Fused, .. Variants.Select(static variant => variant.Kernel)];

    public override IEnumerable<BenchRow> Run(BenchSession session, Predicate<string> wanted)
    {
        using ComputeDevice device = new(session.Accelerator);

        if (wanted(Composed))
        {
            yield return MeasureComposed(session, device);
        }

        if (wanted(Fused))
        {
            yield return MeasureFused(session, device);
        }
    }

    /// <summary>libtorch's AdamW, the limit of all others, with the options of all others.</summary>
    private static TorchOptimizer ComposedAdamW(ModelTensors model) => torch.optim.AdamW(model.Parameters, Rate, weight_decay: Decay);

    private static TestModel Reference(
        BenchSession session, ComputeDevice device, Func<IReadOnlyList<Core.Parameter>, Core.Optimizer> create, ElementType type) =>
        new(device, type, ModelTensors.Shapes, session.Options.Seed, create);

    private static Core.Optimizer ReferenceAdamW(IReadOnlyList<Core.Parameter> parameters) =>
        new Core.AdamW([new Core.AdamWGroup(parameters) { LearningRate = Rate, WeightDecay = Decay }]);

    private static BenchRow MeasureComposed(BenchSession session, ComputeDevice device)
    {
        using TestModel exact = Reference(session, device, ReferenceAdamW, ElementType.Float64);
        using ModelTensors model = new(TorchSuite.DeviceOf(session), exact.Start, exact.Gradient);
        using TorchOptimizer optimizer = ComposedAdamW(model);
        Action step = Step(session, optimizer);

        if (Verify(session, Composed, model, exact, step, 1e-4) is { } wrong)
        {
            return BenchRows.Failed(session, Composed, ModelTensors.Text, "wrong result: " + wrong);
        }

        BenchRow row = TorchRows.Ok(session, Composed, ModelTensors.Text, Sampler.Alone(step, session.Plan, session.Stop));

        return WithBytes(row, 8 * ModelTensors.Count) with
        {
            Figures = new OptimizerFigures("torch_adamw", null, 8 * ModelTensors.Count, 8 * ModelTensors.Count, 1),
            Note = $"libtorch {LibTorch.Version}, {torch.get_num_threads()} threads",
        };
    }

    private static BenchRow MeasureFused(BenchSession session, ComputeDevice device)
    {
        if (!FusedAdamW.IsAvailable)
        {
            return BenchRows.Unsupported(session, Fused, ModelTensors.Text, $"libtorch {LibTorch.Version} has no fused AdamW (2.0 and later)");
        }

        using TestModel exact = Reference(session, device, ReferenceAdamW, ElementType.Float64);
        using ModelTensors model = new(TorchSuite.DeviceOf(session), exact.Start, exact.Gradient);
        using FusedAdamW fused = new(model.Parameters);
        void Step()
        {
            fused.Step(Rate, weight_decay: Decay);
            TorchSuite.Wait(TorchSuite.DeviceOf(session));
        }

        try
        {
            if (Verify(session, Fused, model, exact, Step, 1e-4) is { } wrong)
            {
                return BenchRows.Failed(session, Fused, ModelTensors.Text, "wrong result: " + wrong);
            }
        }
        catch (System.Runtime.InteropServices.ExternalException refused)
        {
            return BenchRows.Unsupported(session, Fused, ModelTensors.Text, refused.Message);
        }

        return MeasureAgainstComposed(
            session, Fused, exact, Step, new OptimizerFigures("torch_adamw_fused", null, 8 * ModelTensors.Count, 8 * ModelTensors.Count, null), null);
    }

    /// <summary>In turns with libtorch's AdamW on tensors of its own.</summary>
    private static BenchRow MeasureAgainstComposed(
        BenchSession session, string kernel, TestModel start, Action step, OptimizerFigures figures, BenchTarget? target)
    {
        using ModelTensors model = new(TorchSuite.DeviceOf(session), start.Start, start.Gradient);
        using TorchOptimizer limit = ComposedAdamW(model);
        PairedSamples samples = Sampler.Interleave(step, Step(session, limit), session.Plan, session.Stop);
        BenchRow row = TorchRows.Against(session, kernel, ModelTensors.Text, samples, LimitName);

        return WithBytes(row, figures.StateBytes) with
        {
            Figures = figures with { RatioToAdamWStep = 1 / samples.Ratio },
            Target = target,
        };
    }

    /// <summary>Parameters and state read and written, gradients read: what a step has to move at least.</summary>
    private static BenchRow WithBytes(BenchRow row, long stateBytes) => row with
    {
        GigabytesPerSecond = ((12.0 * ModelTensors.Count) + (2.0 * stateBytes)) / 1e9 / row.MedianSeconds,
    };

    private static Action Step(BenchSession session, TorchOptimizer optimizer)
    {
        torch.Device device = TorchSuite.DeviceOf(session);

        return () =>
        {
            optimizer.step();
            TorchSuite.Wait(device);
        };
    }

    /// <summary>Three steps against the same in float64 by the optimizers of this library on memory of its own.</summary>
    private static string? Verify(
        BenchSession session, string kernel, ModelTensors model, TestModel exact, Action step, double tolerance)
    {
        const int Steps = 3;

        for (int i = 0; i < Steps; i++)
        {
            step();
        }

        exact.Step(Steps);

        return model.Compare(exact, tolerance, session.Options.Fault == kernel);
    }

    /// <summary>One plug-in.</summary>
    /// <param name="Kernel">Name of the row.</param>
    /// <param name="Create">Makes it for torch's parameters.</param>
    /// <param name="Exact">Makes the same optimizer on the compute layer.</param>
    /// <param name="Figures">Name, structure and rank.</param>
    /// <param name="Target">Goal for the ratio; null without one.</param>
    /// <param name="Tolerance">Share of the change by which float32 may differ from float64 after three steps.</param>
    private sealed record Variant(
        string Kernel,
        Func<IReadOnlyList<TorchSharp.Modules.Parameter>, TorchOptimizer> Create,
        Func<IReadOnlyList<Core.Parameter>, Core.Optimizer> Exact,
        OptimizerFigures Figures,
        BenchTarget? Target,
        double Tolerance);
}
