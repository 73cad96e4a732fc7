using IlgpuOptim.Compute;
using IlgpuOptim.Interop.Torch;

using TorchSharp;
using TorchSharp.Native;

using ILGPU;

namespace IlgpuOptim.Cli.Bench.Suites.Torch;

/// <summary>
/// What it costs to get at the memory of the default model's parameters, per tensor: address and layout of a parameter and its gradient by
/// one native call, and a new view for kernels; against torch's copy of the same tensors, which is what an optimizer that cannot alias needs.
/// </summary>
internal sealed class AliasBenchmark : Benchmark
{
    private const string Describe = "alias_describe";
    private const string View = "alias_view";

    public override IReadOnlyList<string> Kernels => [Describe, View];

    public override IEnumerable<BenchRow> Run(BenchSession session, Predicate<string> wanted)
    {
        torch.Device place = TorchSuite.DeviceOf(session);
        using ComputeDevice device = new(session.Accelerator);
        float[][] values = [.. ModelTensors.Shapes.Select(shape => new float[shape.Aggregate(1L, (product, size) => product * size)])];
        using ModelTensors model = new(place, values, values);
        torch.Tensor[] targets = [.. model.Parameters.Select(parameter => parameter.detach().clone())];

        void Copy()
        {
            for (int i = 0; i < targets.Length; i++)
            {
                using torch.Tensor source = model.Parameters[i].detach();
                targets[i].copy_(source);
            }

            TorchSuite.Wait(place);
        }

        long Look()
        {
            long bytes = 0;

            foreach (torch.Tensor parameter in model.Parameters)
            {
                TensorMemory.Describe(parameter, out TensorInfo info, out TensorInfo gradient);
                bytes += info.StorageBytes + gradient.StorageBytes;
            }

            return bytes;
        }

        long Wrap()
        {
            long bytes = 0;

            foreach (torch.Tensor parameter in model.Parameters)
            {
                ArrayView<float> view = TorchView.Alias<float>(parameter, device);
                bytes += view.LengthInBytes;
            }

            return bytes;
        }

        if (wanted(Describe))
        {
            yield return Measure(session, Describe, Look, 8 * ModelTensors.Count, Copy);
        }

        if (wanted(View))
        {
            yield return Measure(session, View, Wrap, 4 * ModelTensors.Count, Copy);
        }

        Array.ForEach(targets, static tensor => tensor.Dispose());
    }

    private static BenchRow Measure(BenchSession session, string kernel, Func<long> work, long expected, Action copy)
    {
        const string Shape = "per tensor, mean of the default model's";
        long bytes = work() + (session.Options.Fault == kernel ? 1 : 0);

        if (bytes != expected)
        {
            return BenchRows.Failed(session, kernel, Shape, $"wrong result: {bytes} bytes were found, the tensors have {expected}");
        }

        PairedSamples samples = Sampler.Interleave(() => work(), copy, session.Plan, session.Stop);
        double[] PerTensor(double[] seconds) => Array.ConvertAll(seconds, static second => second / ModelTensors.Shapes.Length);

        return TorchRows.Against(
            session, kernel, Shape, new(PerTensor(samples.Kernel), PerTensor(samples.Limit)), "torch's copy of the parameters");
    }
}
