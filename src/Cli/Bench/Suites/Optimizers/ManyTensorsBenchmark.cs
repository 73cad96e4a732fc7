using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers;

namespace IlgpuOptim.Cli.Bench.Suites.Optimizers;

/// <summary>A model of 400 small tensors against one tensor with as many elements: what the number of tensors costs.</summary>
internal sealed class ManyTensorsBenchmark : Benchmark
{
    private const int Tensors = 400;

    private static readonly (string Name, Func<IReadOnlyList<Parameter>, Optimizer> Create)[] Variants =
    [
        ("adamw", p => new AdamW([new AdamWGroup(p)])),
        ("rf_adamw", p => new RootFreeAdamW([new(p, 1e-3, 32)])),
        ("sirf_diagonal", p => new SirfShampoo([new(p, 32) { Structure = FactorStructure.Diagonal }])),
        ("sirf_dense", p => new SirfShampoo([new(p, 32)])),
    ];

    public override IReadOnlyList<string> Kernels => [.. Variants.Select(variant => $"{variant.Name}_400_tensors")];

    public override IEnumerable<BenchRow> Run(BenchSession session, Predicate<string> wanted)
    {
        using ComputeDevice device = new(session.Accelerator);

        foreach ((string name, Func<IReadOnlyList<Parameter>, Optimizer> create) in Variants)
        {
            if (wanted($"{name}_400_tensors"))
            {
                yield return Measure(session, device, name, create);
            }
        }
    }

    /// <summary>Weights and biases of small layers, 4 shapes in turn.</summary>
    private static long[][] Shapes() =>
        [.. Enumerable.Range(0, Tensors).Select(i => (i % 4) switch { 0 => new long[] { 64, 64 }, 1 => [64], 2 => [128, 64], _ => [128] })];

    private static BenchRow Measure(
        BenchSession session, ComputeDevice device, string name, Func<IReadOnlyList<Parameter>, Optimizer> create)
    {
        string kernel = $"{name}_400_tensors";
        long[][] shapes = Shapes();
        using TestModel model = new(device, ElementType.Float32, shapes, session.Options.Seed, create);
        string shape = $"400 tensors, {model.Count} elements";

        if (Verify(session, device, model, shapes, kernel, create) is { } wrong)
        {
            return BenchRows.Failed(session, kernel, shape, "wrong result: " + wrong);
        }

        using TestModel single = new(
            device, ElementType.Float32, [[model.Count]], session.Options.Seed, p => new AdamW([new AdamWGroup(p)]));
        PairedSamples samples = Sampler.Interleave(() => model.Step(), () => single.Step(), session.Plan, session.Stop);
        OptimizerFigures figures = new(
            name, name.StartsWith("sirf_", StringComparison.Ordinal) ? name[5..] : null, model.Optimizer.StateBytes, 8 * model.Count,
            1 / samples.Ratio);
        BenchRow row = OptimizerRows.Ok(session, kernel, shape, samples.Kernel, figures);

        return row with
        {
            LimitName = "AdamW on one tensor of as many elements",
            LimitValue = Statistics.Median(samples.Limit),
            LimitUnit = "s",
            RatioToLimit = samples.Ratio,
        };
    }

    /// <summary>Against the same optimizer in float64, each tensor on its own.</summary>
    private static string? Verify(
        BenchSession session, ComputeDevice device, TestModel model, long[][] shapes, string kernel,
        Func<IReadOnlyList<Parameter>, Optimizer> create)
    {
        const int Steps = 3;
        model.Step(Steps);

        // A few of them, first and last included.
        for (int i = 0; i < shapes.Length; i += 57)
        {
            using TestModel alone = new(device, ElementType.Float64, [shapes[i]], session.Options.Seed + (ulong)(2 * i), create);
            alone.Step(Steps);
            double[] actual = model.Values(i);

            if (session.Options.Fault == kernel)
            {
                actual[actual.Length / 3] += 1e-2;
            }

            if (OptimizerRows.Compare(actual, alone.Values(0), model.Start[i], 1e-4) is { } wrong)
            {
                return $"tensor {i}: {wrong}";
            }
        }

        return null;
    }
}
