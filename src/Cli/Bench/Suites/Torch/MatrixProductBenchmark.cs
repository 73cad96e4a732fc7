using System.Globalization;

using IlgpuOptim.Compute;

using TorchSharp;
using TorchSharp.Native;

namespace IlgpuOptim.Cli.Bench.Suites.Torch;

/// <summary>
/// The compute layer's product on the memory of torch's tensors against torch.mm: the layers of the default model for a batch of
/// 12 x 64 characters, and a large square.
/// </summary>
internal sealed class MatrixProductBenchmark : Benchmark
{
    private static readonly (int M, int N, int K)[] Shapes = [(768, 384, 128), (768, 512, 128), (768, 128, 512), (1024, 1024, 1024)];

    public override IReadOnlyList<string> Kernels => [.. Shapes.Select(Name)];

    public override IEnumerable<BenchRow> Run(BenchSession session, Predicate<string> wanted)
    {
        using ComputeDevice device = new(session.Accelerator);

        foreach ((int M, int N, int K) shape in Shapes)
        {
            if (wanted(Name(shape)))
            {
                yield return Measure(session, device, shape);
            }
        }
    }

    private static string Name((int M, int N, int K) shape) => string.Create(
        CultureInfo.InvariantCulture, $"product_{shape.M}x{shape.N}x{shape.K}");

    private static BenchRow Measure(BenchSession session, ComputeDevice device, (int M, int N, int K) shape)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{shape.M}x{shape.K} by {shape.K}x{shape.N} f32");
        torch.Device place = TorchSuite.DeviceOf(session);
        using DisposeScope scope = torch.NewDisposeScope();
        torch.manual_seed((long)session.Options.Seed);
        torch.Tensor a = torch.rand([shape.M, shape.K], device: place).sub_(0.5);
        torch.Tensor b = torch.rand([shape.K, shape.N], device: place).sub_(0.5);
        using Tensor left = Tensor.Allocate(device, ElementType.Float32, shape.M, shape.K);
        using Tensor right = Tensor.Allocate(device, ElementType.Float32, shape.K, shape.N);
        using Tensor product = Tensor.Allocate(device, ElementType.Float32, shape.M, shape.N);
        left.CopyFrom<float>(Host(a));
        right.CopyFrom<float>(Host(b));

        void Own()
        {
            Gemm.Multiply(device, product.Matrix<float>(), left.Matrix<float>(), right.Matrix<float>());
            device.Synchronize();
        }

        void Theirs()
        {
            a.mm(b).Dispose();
            TorchSuite.Wait(place);
        }

        Own();
        torch.Tensor exact = a.to(torch.float64).mm(b.to(torch.float64));

        if (Compare(product.ToArray<float>(), exact, shape.K, session.Options.Fault == Name(shape)) is { } wrong)
        {
            return BenchRows.Failed(session, Name(shape), text, "wrong result: " + wrong);
        }

        if (Compare(Host(a.mm(b)), exact, shape.K, isFalsified: false) is { } wrongToo)
        {
            return BenchRows.Failed(session, Name(shape), text, "wrong result of torch.mm: " + wrongToo);
        }

        // torch's product has threads of its own (OpenBLAS, OpenMP).
        int threads = TorchSuite.ChooseThreads(session, Theirs);
        PairedSamples samples = Sampler.InBlocks(Own, Theirs, 5, TimeSpan.FromMilliseconds(50), session.Plan, session.Stop);
        double work = 2e-9 * shape.M * shape.N * shape.K;
        BenchRow row = TorchRows.Against(
            session, Name(shape), text, samples, $"torch.mm of libtorch {LibTorch.Version}, {Format.Count(threads, "thread")} (the faster choice)");

        return row with
        {
            GigaflopsPerSecond = work / row.MedianSeconds,
            LimitValue = work / row.LimitValue,
            LimitUnit = "GFLOP/s",
            Note = "measured in blocks with pauses, because torch has threads of its own",
        };
    }

    private static float[] Host(torch.Tensor tensor)
    {
        using torch.Tensor host = tensor.cpu();

        return host.data<float>().ToArray();
    }

    /// <summary>Every one of k additions may round a sum of random size, sqrt(k)/4 at most but rarely.</summary>
    private static string? Compare(float[] actual, torch.Tensor exact, int k, bool isFalsified)
    {
        using torch.Tensor host = exact.cpu();
        double[] expected = host.data<double>().ToArray();
        double tolerance = 0.25 * k * Math.Sqrt(k) * Math.ScaleB(1, -24);

        if (isFalsified)
        {
            actual[actual.Length / 3] += 1;
        }

        for (int i = 0; i < actual.Length; i++)
        {
            if (!(Math.Abs(actual[i] - expected[i]) <= tolerance))
            {
                return FormattableString.Invariant($"c[{i}] is {actual[i]:R}, expected {expected[i]:R}");
            }
        }

        return null;
    }
}
