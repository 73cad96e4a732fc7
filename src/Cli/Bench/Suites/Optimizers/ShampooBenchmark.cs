using System.Globalization;

using ILGPU;

using IlgpuOptim.Cli.Bench.Limits;
using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers;

namespace IlgpuOptim.Cli.Bench.Suites.Optimizers;

/// <summary>SIRFShampoo with every structure on one square matrix.</summary>
/// <param name="order">Rows and columns.</param>
/// <param name="interval">Steps per update of the factors; a sample is that many steps.</param>
internal sealed class ShampooBenchmark(int order, int interval) : Benchmark
{
    private static readonly (string Name, FactorStructure Structure)[] Structures =
    [
        ("dense", FactorStructure.Dense),
        ("diagonal", FactorStructure.Diagonal),
        ("block30", FactorStructure.Block30Diagonal),
        ("hierarchical", FactorStructure.Hierarchical15),
        ("lower_toeplitz", FactorStructure.LowerToeplitz),
        ("upper_toeplitz", FactorStructure.UpperToeplitz),
    ];

    public override IReadOnlyList<string> Kernels => [.. Structures.Select(entry => this.Name(entry.Name))];

    public override IEnumerable<BenchRow> Run(BenchSession session, Predicate<string> wanted)
    {
        using ComputeDevice device = new(session.Accelerator);

        foreach ((string name, FactorStructure structure) in Structures)
        {
            if (wanted(this.Name(name)))
            {
                yield return this.Measure(session, device, name, structure);
            }
        }
    }

    private string Name(string structure) => string.Create(CultureInfo.InvariantCulture, $"sirf_{structure}_{order}_t{interval}");

    private TestModel Model(BenchSession session, ComputeDevice device, FactorStructure structure, ElementType type = ElementType.Float32) =>
        new(device, type, [[order, order]], session.Options.Seed, p => new SirfShampoo(
            [new SirfShampooGroup(p, 32) { Structure = structure, Interval = interval, Beta2 = 0.05, WeightDecay = 0.01 }]));

    private BenchRow Measure(BenchSession session, ComputeDevice device, string name, FactorStructure structure)
    {
        string kernel = this.Name(name);
        string shape = $"{order}x{order} f32";
        using TestModel model = this.Model(session, device, structure);

        if (this.Verify(session, device, model, kernel, structure) is { } wrong)
        {
            return BenchRows.Failed(session, kernel, shape, "wrong result: " + wrong);
        }

        (string limitName, Action limit, double target, IDisposable? owned) = this.Limit(session, device, structure);
        using TestModel adamW = new(device, ElementType.Float32, [[order, order]], 1, p => new AdamW([new AdamWGroup(p)]));
        PairedSamples samples = structure == FactorStructure.Dense && session.Blas is not null
            ? Sampler.InBlocks(() => model.Step(interval), limit, 5, TimeSpan.FromMilliseconds(50), session.Plan, session.Stop)
            : Sampler.Interleave(() => model.Step(interval), limit, session.Plan, session.Stop);
        double[] baseline = Sampler.Alone(() => adamW.Step(), SamplingPlan.Quick, session.Stop);
        owned?.Dispose();

        double[] seconds = [.. samples.Kernel.Select(sample => sample / interval)];
        OptimizerFigures figures = new(
            "sirf_shampoo", name, model.Optimizer.StateBytes, 8 * model.Count, Statistics.Median(seconds) / Statistics.Median(baseline));
        double limitSeconds = Statistics.Median(samples.Limit) * this.LimitRuns(structure);

        return OptimizerRows.Ok(session, kernel, shape, seconds, figures) with
        {
            LimitName = limitName,
            LimitValue = limitSeconds,
            LimitUnit = "s",
            RatioToLimit = limitSeconds / Statistics.Median(seconds),
            Target = target > 0 ? BenchTarget.Ratio(target) : null,
        };
    }

    /// <summary>Runs of the limit that one step is worth.</summary>
    private double LimitRuns(FactorStructure structure) =>
        structure == FactorStructure.Dense ? 2 + (7.0 / interval) : 1.0 / interval;

    /// <summary>
    /// Dense: products, with the symmetric ones halved and K K^T stored: 2 at every step and 7 more at an update. Others: the step of another structure that
    /// they have to be cheaper than (or not much dearer).
    /// </summary>
    private unsafe (string Name, Action Run, double Target, IDisposable? Owned) Limit(
        BenchSession session, ComputeDevice device, FactorStructure structure)
    {
        if (structure == FactorStructure.Dense)
        {
            Tensor memory = Tensor.Allocate(device, ElementType.Float32, 3, order, order);
            ArrayView<float> view = memory.As<float>();
            long count = (long)order * order;
            MatrixView<float> a = new(view.SubView(0, count), order, order);
            MatrixView<float> b = new(view.SubView(count, count), order, order);
            MatrixView<float> c = new(view.SubView(2 * count, count), order, order);

            void Own()
            {
                Gemm.Multiply(device, c, a, b);
                device.Synchronize();
            }

            if (session.OpenCl is null && session.Blas is { } blas)
            {
                float* pointer = (float*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref view[0]);
                void Vendor() => blas.Multiply(pointer, pointer + count, pointer + (2 * count), order);
                Own();
                Vendor();
                double own = Sampler.Time(Own);
                double vendor = Sampler.Time(Vendor);

                return vendor < own
                    ? ($"the minimal products ({this.Products}) at the rate of OpenBLAS ({blas.Core} kernels)", Vendor, 1 / 1.3, memory)
                    : ($"the minimal products ({this.Products}) at the rate of this library's product", Own, 1 / 1.3, memory);
            }

            return ($"the minimal products ({this.Products}) at the rate of this library's product", Own, 1 / 1.3, memory);
        }

        bool isHierarchical = structure == FactorStructure.Hierarchical15;
        bool isToeplitz = structure is FactorStructure.LowerToeplitz or FactorStructure.UpperToeplitz;
        TestModel other = this.Model(session, device, isToeplitz ? FactorStructure.Dense : FactorStructure.Diagonal);

        return (
            isToeplitz ? "the step with dense factors" : "the step with diagonal factors",
            () => other.Step(interval),
            isHierarchical ? 1 / 20.0 : isToeplitz ? 1 : 0,
            other);
    }

    private string Products => string.Create(CultureInfo.InvariantCulture, $"{2 + (7.0 / interval):0.##} per step");

    /// <summary>Against the same steps in float64.</summary>
    private string? Verify(BenchSession session, ComputeDevice device, TestModel model, string kernel, FactorStructure structure)
    {
        const int Steps = 3;
        model.Step(Steps);
        using TestModel exact = this.Model(session, device, structure, ElementType.Float64);
        exact.Step(Steps);
        double[] actual = model.Values(0);

        if (session.Options.Fault == kernel)
        {
            actual[actual.Length / 3] += 1e-2;
        }

        return OptimizerRows.Compare(actual, exact.Values(0), model.Start[0], 1e-4);
    }
}
