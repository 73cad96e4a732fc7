using TorchSharp;

namespace IlgpuOptim.Cli.Bench.Suites.Torch;

/// <summary>
/// What one call of a libtorch operator from C# costs besides its work: in place, with a new tensor, with a new tensor that autograd
/// records, and recorded there and back.
/// </summary>
internal sealed class OperatorCallBenchmark : Benchmark
{
    /// <summary>Calls per sample: one is too short for the clock.</summary>
    private const int Calls = 1000;

    private const string Shape = "add of 16 f32, per call";

    public override IReadOnlyList<string> Kernels => ["operator_in_place", "operator_new_tensor", "operator_recorded", "operator_backward"];

    public override IEnumerable<BenchRow> Run(BenchSession session, Predicate<string> wanted)
    {
        torch.Device device = TorchSuite.DeviceOf(session);
        using torch.Tensor x = torch.zeros(16, device: device);
        using torch.Tensor one = torch.ones(16, device: device);
        using torch.Tensor leaf = torch.zeros(16, device: device, requires_grad: true);
        leaf.grad = torch.zeros(16, device: device);
        void InPlace() => x.add_(one);
        void NewTensor() => x.add(one).Dispose();
        void Recorded() => leaf.add(one).Dispose();

        void Backward()
        {
            using torch.Tensor sum = leaf.add(one);
            sum.backward([one]);
        }

        (Action Work, Action? Limit, string? LimitName, Func<double> Result, double Expected)[] variants =
        [
            (InPlace, null, null, () => First(x), Calls),
            (NewTensor, InPlace, "the same operator in place", () => First(x.zero_().add(one)), 1),
            (Recorded, NewTensor, "the same operator without autograd", () => leaf.add(one).requires_grad ? First(leaf.add(one)) : -1, 1),
            (Backward, Recorded, "the same operator without backward()", () => First(leaf.grad!), Calls),
        ];

        for (int i = 0; i < variants.Length; i++)
        {
            if (wanted(this.Kernels[i]))
            {
                x.zero_();
                yield return Measure(session, device, this.Kernels[i], variants[i]);
            }
        }
    }

    private static BenchRow Measure(
        BenchSession session, torch.Device device, string kernel,
        (Action Work, Action? Limit, string? LimitName, Func<double> Result, double Expected) variant)
    {
        Action work = Repeat(device, variant.Work);
        work();
        double result = variant.Result() + (session.Options.Fault == kernel ? 1 : 0);

        if (result != variant.Expected)
        {
            return BenchRows.Failed(session, kernel, Shape, FormattableString.Invariant($"wrong result: {result}, not {variant.Expected}"));
        }

        double[] PerCall(double[] samples) => Array.ConvertAll(samples, static seconds => seconds / Calls);

        if (variant.Limit is null)
        {
            return TorchRows.Ok(session, kernel, Shape, PerCall(Sampler.Alone(work, session.Plan, session.Stop)));
        }

        PairedSamples samples = Sampler.Interleave(work, Repeat(device, variant.Limit), session.Plan, session.Stop);

        return TorchRows.Against(session, kernel, Shape, new(PerCall(samples.Kernel), PerCall(samples.Limit)), variant.LimitName!);
    }

    private static Action Repeat(torch.Device device, Action call) => () =>
    {
        for (int i = 0; i < Calls; i++)
        {
            call();
        }

        TorchSuite.Wait(device);
    };

    private static double First(torch.Tensor tensor)
    {
        using torch.Tensor host = tensor.detach().cpu();

        return host.data<float>()[0];
    }
}
