using IlgpuOptim.Cli.Bench.Suites.Optimizers;
using IlgpuOptim.Compute;
using IlgpuOptim.Interop.Torch;

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

    private static readonly Variant[] Variants =
    [
        new("step_adamw", new("adamw", null, 0, 0, null), 1e-4)
        {
            Create = p => new AdamW(p, Rate, new AdamW.Options { WeightDecay = Decay }),
            Exact = ReferenceAdamW,
            Target = BenchTarget.Ratio(4),
        },
        LDAdam(16),
        LDAdam(32),
        Shampoo("step_sirf_dense_t1", Core.FactorStructure.Dense, 1),
        Shampoo("step_sirf_dense_t10", Core.FactorStructure.Dense, 10),
        Shampoo("step_sirf_diagonal", Core.FactorStructure.Diagonal, 1),
        new("step_rf_adamw", new("rf_adamw", null, 0, 0, null), 1e-4)
        {
            Create = p => new RFAdamW(p, ModelTensors.Batch, Rate),
            Exact = p => new Core.RootFreeAdamW([new Core.RootFreeAdamWGroup(p, Rate, ModelTensors.Batch)]),
        },
        new("step_rf_rmsprop", new("rf_rmsprop", null, 0, 0, null), 1e-4)
        {
            Create = p => new RFRmsProp(p, ModelTensors.Batch, Rate),
            Exact = p => new Core.RootFreeRmsProp([new Core.RootFreeRmsPropGroup(p, Rate, ModelTensors.Batch)]),
        },
    ];

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

        foreach (Variant variant in Variants.Where(variant => wanted(variant.Kernel)))
        {
            yield return MeasurePlugIn(session, device, variant);
        }
    }

    /// <summary>Rank <paramref name="rank"/> for the matrices of the blocks, AdamW for the rest, as in <c>train</c>.</summary>
    private static Variant LDAdam(int rank) => new($"step_ldadam_r{rank}", new("ldadam", null, 0, 0, null) { Rank = rank }, 1e-2)
    {
        Create = p => new LDAdam(
            [
                new LDAdam.ParamGroup(ModelTensors.Part(p, matrices: true), new() { Rank = rank, WeightDecay = Decay }),
                new LDAdam.ParamGroup(ModelTensors.Part(p, matrices: false), new() { LowRank = false, WeightDecay = 0 }),
            ],
            Rate),
        Exact = p => new Core.LDAdam(
        [
            new Core.LDAdamGroup(ModelTensors.Part(p, matrices: true)) { Rank = rank, LearningRate = Rate, WeightDecay = Decay },
            new Core.LDAdamGroup(ModelTensors.Part(p, matrices: false)) { LowRank = false, LearningRate = Rate, WeightDecay = 0 },
        ]),
        Target = BenchTarget.Ratio(1),
    };

    private static Variant Shampoo(string kernel, Core.FactorStructure structure, int interval) =>
        new(kernel, new("sirf_shampoo", structure.ToString(), 0, 0, null), 1e-3)
        {
            Create = p => new SirfShampoo(p, ModelTensors.Batch, Rate, new SirfShampoo.Options { Structure = structure, Interval = interval }),
            Exact = p => new Core.SirfShampoo([new Core.SirfShampooGroup(p, ModelTensors.Batch) { LearningRate = Rate, Structure = structure, Interval = interval }]),
        };

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

        int threads = TorchSuite.ChooseThreads(session, step);
        BenchRow row = TorchRows.Ok(session, Composed, ModelTensors.Text, Sampler.Alone(step, session.Plan, session.Stop));

        return WithBytes(row, 8 * ModelTensors.Count) with
        {
            Figures = new OptimizerFigures("torch_adamw", null, 8 * ModelTensors.Count, 8 * ModelTensors.Count, 1),
            Note = $"libtorch {LibTorch.Version}, {Format.Count(threads, "thread")} (the faster choice)",
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

    private static BenchRow MeasurePlugIn(BenchSession session, ComputeDevice device, Variant variant)
    {
        using TestModel exact = Reference(session, device, variant.Exact, ElementType.Float64);
        using ModelTensors model = new(TorchSuite.DeviceOf(session), exact.Start, exact.Gradient);
        using PluginOptimizer optimizer = variant.Create(model.Parameters);
        Action step = Step(session, optimizer);

        if (Verify(session, variant.Kernel, model, exact, step, variant.Tolerance) is { } wrong)
        {
            return BenchRows.Failed(session, variant.Kernel, ModelTensors.Text, "wrong result: " + wrong);
        }

        PluginStatistics statistics = optimizer.Statistics;
        OptimizerFigures figures = variant.Figures with
        {
            StateBytes = statistics.StateBytes,
            AdamWStateBytes = statistics.AdamWStateBytes,
        };
        BenchRow row = MeasureAgainstComposed(session, variant.Kernel, exact, step, figures, variant.Target);

        return row with { Note = optimizer.Statistics.ZeroCopy ? "nothing is copied between torch and kernels" : "parameters were copied" };
    }

    /// <summary>In turns with libtorch's AdamW on tensors of its own.</summary>
    private static BenchRow MeasureAgainstComposed(
        BenchSession session, string kernel, TestModel start, Action step, OptimizerFigures figures, BenchTarget? target)
    {
        using ModelTensors model = new(TorchSuite.DeviceOf(session), start.Start, start.Gradient);
        using TorchOptimizer limit = ComposedAdamW(model);
        Action limitStep = Step(session, limit);
        int threads = TorchSuite.ChooseThreads(session, limitStep);
        PairedSamples samples = Sampler.Interleave(step, limitStep, session.Plan, session.Stop);
        BenchRow row = TorchRows.Against(
            session, kernel, ModelTensors.Text, samples, $"{LimitName}, {Format.Count(threads, "thread")} (the faster choice)");

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
    /// <param name="Figures">Name, structure and rank.</param>
    /// <param name="Tolerance">Share of the change by which float32 may differ from float64 after three steps.</param>
    private sealed record Variant(string Kernel, OptimizerFigures Figures, double Tolerance)
    {
        /// <summary>Makes it for torch's parameters.</summary>
        public required Func<IReadOnlyList<TorchSharp.Modules.Parameter>, PluginOptimizer> Create { get; init; }

        /// <summary>Makes the same optimizer on the compute layer.</summary>
        public required Func<IReadOnlyList<Core.Parameter>, Core.Optimizer> Exact { get; init; }

        /// <summary>Goal for the ratio; null without one.</summary>
        public BenchTarget? Target { get; init; }
    }
}
