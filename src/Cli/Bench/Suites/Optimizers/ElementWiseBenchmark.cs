using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers;

namespace IlgpuOptim.Cli.Bench.Suites.Optimizers;

/// <summary>Element-wise optimizers on one tensor of 16 Mi elements against the triad.</summary>
internal sealed class ElementWiseBenchmark : Benchmark
{
    private const double Batch = 32;

    private static readonly Variant[] Variants =
    [
        new("adamw", 7, false, (p, options) => new AdamW([new AdamWGroup(p)], options), AdamW),
        new("rf_rmsprop", 5, false, (p, options) => new RootFreeRmsProp([new(p, 1e-3, Batch)], options), RmsProp),
        new("rf_adamw", 7, false, (p, options) => new RootFreeAdamW([new(p, 1e-3, Batch)], options), RootFreeAdamW),
        new("adamw", 7, true, (p, options) => new AdamW([new AdamWGroup(p)], options), AdamW),
        new("rf_rmsprop", 5, true, (p, options) => new RootFreeRmsProp([new(p, 1e-3, Batch)], options), RmsProp),
        new("rf_adamw", 7, true, (p, options) => new RootFreeAdamW([new(p, 1e-3, Batch)], options), RootFreeAdamW),
    ];

    public override IReadOnlyList<string> Kernels => [.. Variants.Select(variant => variant.Kernel)];

    public override IEnumerable<BenchRow> Run(BenchSession session, Predicate<string> wanted)
    {
        using ComputeDevice device = new(session.Accelerator);
        using TriadLimit triad = new(session);
        double adamW = 0;

        foreach (Variant variant in Variants)
        {
            // AdamW comes first: the others are compared with it.
            if (wanted(variant.Kernel) || (variant.Name == "adamw" && !variant.Checks))
            {
                BenchRow row = Measure(session, device, triad, variant, adamW);
                adamW = adamW == 0 ? row.MedianSeconds ?? 0 : adamW;

                if (wanted(variant.Kernel))
                {
                    yield return row;
                }
            }
        }
    }

    private static BenchRow Measure(BenchSession session, ComputeDevice device, TriadLimit triad, Variant variant, double adamW)
    {
        long count = session.Size(16 << 20, 4 << 20);
        string shape = $"{count >> 20} Mi f32";
        ElementWiseOptions options = new() { SkipNonFinite = variant.Checks };
        using TestModel model = new(device, ElementType.Float32, [[count]], session.Options.Seed, p => variant.Create(p, options));

        const int Steps = 3;
        model.Step(Steps);

        if (Verify(session, model, variant, Steps) is { } wrong)
        {
            return BenchRows.Failed(session, variant.Kernel, shape, "wrong result: " + wrong);
        }

        PairedSamples samples = Sampler.Interleave(() => model.Step(), triad.Run, session.Plan, session.Stop);
        double streams = variant.Streams + (variant.Checks ? 1 : 0);
        double bytes = 4 * streams * count;
        OptimizerFigures figures = new(
            variant.Name, null, model.Optimizer.StateBytes, 8 * count, adamW > 0 ? Statistics.Median(samples.Kernel) / adamW : 1);
        BenchRow row = OptimizerRows.Ok(session, variant.Kernel, shape, samples.Kernel, figures);

        return row with
        {
            GigabytesPerSecond = bytes / 1e9 / row.MedianSeconds!.Value,
            LimitName = triad.Name,
            LimitValue = triad.Bytes / 1e9 / Statistics.Median(samples.Limit),
            LimitUnit = "GB/s",
            RatioToLimit = samples.Ratio * bytes / triad.Bytes,
            Target = BenchTarget.Ratio(0.9),
            Note = variant.Checks ? "the gradient is read twice: it is looked at as a whole before anything changes" : null,
        };
    }

    /// <summary>The same steps in float64, element by element.</summary>
    private static string? Verify(BenchSession session, TestModel model, Variant variant, int steps)
    {
        double[] actual = model.Values(0);
        double[] expected = new double[actual.Length];

        if (session.Options.Fault == variant.Kernel)
        {
            actual[actual.Length / 3] += 1e-3;
        }

        Parallel.For(0, 64, part =>
        {
            for (long i = actual.LongLength * part / 64; i < actual.LongLength * (part + 1) / 64; i++)
            {
                expected[i] = variant.Reference(model.Start[0][i], model.Gradient[0][i], steps);
            }
        });

        return OptimizerRows.Compare(actual, expected, model.Start[0], 1e-5);
    }

    private static double AdamW(double w, double g, int steps)
    {
        double m = 0, v = 0;

        for (int t = 1; t <= steps; t++)
        {
            w *= 1 - (1e-3 * 1e-2);
            m = (0.9 * m) + (0.1 * g);
            v = (0.999 * v) + (0.001 * g * g);
            w -= 1e-3 * m / (1 - Math.Pow(0.9, t)) / (Math.Sqrt(v / (1 - Math.Pow(0.999, t))) + 1e-8);
        }

        return w;
    }

    private static double RmsProp(double w, double g, int steps)
    {
        double v = 1 / Batch;

        for (int t = 1; t <= steps; t++)
        {
            v = (0.99 * v) + (0.01 * g * g);
            w -= 1e-3 * g / ((Batch * v) + 1e-4);
        }

        return w;
    }

    private static double RootFreeAdamW(double w, double g, int steps)
    {
        double m = 0, v = 1 / Batch;

        for (int t = 1; t <= steps; t++)
        {
            m = (0.9 * m) + (0.1 * g);
            v = (0.99 * v) + (0.01 * g * g);
            w -= 1e-3 * m / ((Batch * v) + 1e-4);
        }

        return w;
    }

    /// <summary>An optimizer, with or without the look at all gradients before a step.</summary>
    private sealed record Variant(
        string Name,
        int Streams,
        bool Checks,
        Func<IReadOnlyList<Parameter>, ElementWiseOptions, Optimizer> Create,
        Func<double, double, int, double> Reference)
    {
        public string Kernel => $"{this.Name}_16m" + (this.Checks ? "_checked" : "");
    }
}
