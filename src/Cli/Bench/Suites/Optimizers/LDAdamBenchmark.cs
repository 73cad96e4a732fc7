using System.Globalization;

using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers;

namespace IlgpuOptim.Cli.Bench.Suites.Optimizers;

/// <summary>
/// LDAdam on one matrix, against the floor of its step: the products at the rate of the fastest matrix product of their shape, plus what has
/// to be read and written at the rate of the triad.
/// </summary>
internal sealed class LDAdamBenchmark : Benchmark
{
    private static readonly (int Rows, int Columns, int Rank)[] Shapes = [(1024, 1024, 16), (4096, 1024, 32), (1024, 4096, 32)];

    private const string OneCore = "ldadam_ef_4096x1024_r32_1core";

    /// <summary>
    /// Seconds of a step of the authors' code with error feedback on one core of such a machine: 4096 x 1024, rank 32, torch on the CPU.
    /// </summary>
    private const double AuthorsSeconds = 0.039;

    public override IReadOnlyList<string> Kernels =>
        [.. from shape in Shapes from feedback in (bool[])[true, false] select Name(shape, feedback), OneCore];

    public override IEnumerable<BenchRow> Run(BenchSession session, Predicate<string> wanted)
    {
        using ComputeDevice device = new(session.Accelerator);
        using TriadLimit triad = new(session);

        foreach ((int Rows, int Columns, int Rank) shape in Shapes)
        {
            foreach (bool feedback in (bool[])[true, false])
            {
                if (wanted(Name(shape, feedback)))
                {
                    yield return Measure(session, device, triad, shape, feedback);
                }
            }
        }

        if (session.Accelerator.AcceleratorType == AcceleratorType.CPU && wanted(OneCore))
        {
            yield return MeasureOneCore(session, triad);
        }
    }

    /// <summary>
    /// The step on one core, against the time that was recorded for the authors' code. That was another run, so that this ratio is no more than an indication;
    /// the floor stands in the note.
    /// </summary>
    private static BenchRow MeasureOneCore(BenchSession session, TriadLimit triad)
    {
        using Context context = Context.Create(builder => builder.CPU(
            new CPUDevice(session.Accelerator.WarpSize, session.Accelerator.MaxNumThreadsPerGroup / session.Accelerator.WarpSize, 1)));
        using Accelerator accelerator = context.CreateCPUAccelerator(0);
        using ComputeDevice device = new(accelerator);
        BenchRow row = Measure(session, device, triad, Shapes[1], feedback: true, OneCore);

        return row.Status != BenchStatus.Ok ? row : row with
        {
            LimitName = "the authors' code on one core, as recorded in another run (torch is not part of this benchmark)",
            LimitValue = AuthorsSeconds,
            LimitUnit = "s",
            RatioToLimit = AuthorsSeconds / row.MedianSeconds,
            Target = BenchTarget.Ratio(2),
        };
    }

    private static string Name((int Rows, int Columns, int Rank) shape, bool feedback) => string.Create(
        CultureInfo.InvariantCulture, $"ldadam_{(feedback ? "ef" : "noef")}_{shape.Rows}x{shape.Columns}_r{shape.Rank}");

    private static BenchRow Measure(
        BenchSession session, ComputeDevice device, TriadLimit triad, (int Rows, int Columns, int Rank) shape, bool feedback, string? name = null)
    {
        string kernel = name ?? Name(shape, feedback);
        string text = string.Create(CultureInfo.InvariantCulture, $"{shape.Rows}x{shape.Columns} f32 r{shape.Rank}");
        TestModel Create(ElementType type) => new(device, type, [[shape.Rows, shape.Columns]], session.Options.Seed, p => new LDAdam(
            [new LDAdamGroup(p) { Rank = shape.Rank, ErrorFeedback = feedback, WeightDecay = 0.01 }],
            new OptimizerOptions { SkipNonFinite = false }));
        using TestModel model = Create(ElementType.Float32);

        if (Verify(session, model, Create, kernel) is { } wrong)
        {
            return BenchRows.Failed(session, kernel, text, "wrong result: " + wrong);
        }

        using TestModel adamW = new(
            device, ElementType.Float32, [[shape.Rows, shape.Columns]], 1, p => new AdamW([new AdamWGroup(p)], new ElementWiseOptions { SkipNonFinite = false }));
        using FastestProduct product = new(device, shape.Rows, shape.Columns, shape.Rank);
        PairedSamples samples = product.IsVendor
            ? Sampler.InBlocks(() => model.Step(), product.Run, 5, TimeSpan.FromMilliseconds(50), session.Plan, session.Stop)
            : Sampler.Interleave(() => model.Step(), product.Run, session.Plan, session.Stop);
        double[] baseline = Sampler.Alone(() => adamW.Step(), SamplingPlan.Quick, session.Stop);
        double triadSeconds = Statistics.Median(Sampler.Alone(triad.Run, SamplingPlan.Quick, session.Stop));

        // 2 m n r operations are a product. Without error feedback there are four of them instead of six, and E is neither read nor written.
        double products = feedback ? 6 : 4;
        double bytes = 4.0 * (feedback ? 7 : 5) * model.Count;
        double floor = (products * Statistics.Median(samples.Limit)) + (bytes / triad.Bytes * triadSeconds);
        double median = Statistics.Median(samples.Kernel);
        OptimizerFigures figures = new(
            "ldadam", null, model.Optimizer.StateBytes, 8 * model.Count, median / Statistics.Median(baseline))
        {
            Rank = shape.Rank,
        };

        return OptimizerRows.Ok(session, kernel, text, samples.Kernel, figures) with
        {
            GigabytesPerSecond = bytes / 1e9 / median,
            GigaflopsPerSecond = products * 2.0 * model.Count * shape.Rank / 1e9 / median,
            LimitName = string.Create(
                CultureInfo.InvariantCulture,
                $"{products} products as fast as {product.Name}, plus {(feedback ? 7 : 5)} m n elements at the rate of the {triad.Name}"),
            LimitValue = floor,
            LimitUnit = "s",
            RatioToLimit = floor / median,
            Target = BenchTarget.Ratio(1 / 1.5),
        };
    }

    /// <summary>Against the same steps in float64.</summary>
    private static string? Verify(BenchSession session, TestModel model, Func<ElementType, TestModel> create, string kernel)
    {
        const int Steps = 3;
        model.Step(Steps);
        using TestModel exact = create(ElementType.Float64);
        exact.Step(Steps);
        double[] actual = model.Values(0);

        if (session.Options.Fault == kernel)
        {
            actual[actual.Length / 3] += 1;
        }

        // As a whole, not element by element: the first step is the sign of the projected gradient, and among so many elements one that is
        // nearly zero may have another sign in float32, which moves a row of the matrix.
        double[] expected = exact.Values(0);
        double distance = 0;
        double motion = 0;

        for (int i = 0; i < actual.Length; i++)
        {
            distance += Math.Pow(actual[i] - expected[i], 2);
            motion += Math.Pow(expected[i] - model.Start[0][i], 2);
        }

        double share = Math.Sqrt(distance / motion);

        return share <= 1e-2
            ? null
            : FormattableString.Invariant($"the parameter is off by {share:G3} of its change in {Steps} steps; 0.01 is allowed");
    }

    /// <summary>
    /// The faster of A Y and Y^T A for A of m x n and r columns, by this library's product or by the vendor's, if there is one.
    /// </summary>
    private sealed class FastestProduct : IDisposable
    {
        private readonly ComputeDevice _device;
        private readonly Tensor _matrix;
        private readonly Tensor _right;
        private readonly Tensor _left;
        private readonly Tensor _tall;
        private readonly Tensor _wide;
        private readonly bool _isTall;

        public FastestProduct(ComputeDevice device, int rows, int columns, int rank)
        {
            this._device = device;
            this._matrix = Tensor.Allocate(device, ElementType.Float32, rows, columns);
            this._right = Tensor.Allocate(device, ElementType.Float32, columns, rank);
            this._left = Tensor.Allocate(device, ElementType.Float32, rows, rank);
            this._tall = Tensor.Allocate(device, ElementType.Float32, rows, rank);
            this._wide = Tensor.Allocate(device, ElementType.Float32, rank, columns);
            RandomNumbers.Uniform(device, this._matrix.As<float>(), 1);
            RandomNumbers.Uniform(device, this._right.As<float>(), 2);
            RandomNumbers.Uniform(device, this._left.As<float>(), 3);
            double best = double.PositiveInfinity;

            foreach (bool isVendor in device.HasVendorBlas ? (bool[])[false, true] : [false])
            {
                foreach (bool isTall in (bool[])[false, true])
                {
                    double seconds = Enumerable.Range(0, 9).Min(_ => Sampler.Time(() => this.Run(isTall, isVendor)));

                    if (seconds < best)
                    {
                        best = seconds;
                        this._isTall = isTall;
                        this.IsVendor = isVendor;
                        device.Blas = isVendor ? BlasChoice.Vendor : BlasChoice.Portable;
                        this.Name = $"{(isTall ? "A Y" : "Y^T A")} by {device.BlasName}";
                        device.Blas = BlasChoice.Portable;
                    }
                }
            }
        }

        public bool IsVendor { get; }

        public string Name { get; } = "";

        public void Run() => this.Run(this._isTall, this.IsVendor);

        public void Dispose()
        {
            this._matrix.Dispose();
            this._right.Dispose();
            this._left.Dispose();
            this._tall.Dispose();
            this._wide.Dispose();
        }

        private void Run(bool isTall, bool isVendor)
        {
            this._device.Blas = isVendor ? BlasChoice.Vendor : BlasChoice.Portable;

            if (isTall)
            {
                Gemm.Multiply(this._device, this._tall.Matrix<float>(), this._matrix.Matrix<float>(), this._right.Matrix<float>());
            }
            else
            {
                Gemm.Multiply(this._device, this._wide.Matrix<float>(), this._left.Matrix<float>().Transposed, this._matrix.Matrix<float>());
            }

            this._device.Blas = BlasChoice.Portable;
            this._device.Synchronize();
        }
    }
}
