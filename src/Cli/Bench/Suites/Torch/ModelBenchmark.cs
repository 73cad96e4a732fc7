using System.Globalization;

using IlgpuOptim.Cli.Train;
using IlgpuOptim.Interop.Torch;

using TorchSharp;
using TorchSharp.Modules;

using TorchOptimizer = TorchSharp.torch.optim.Optimizer;

namespace IlgpuOptim.Cli.Bench.Suites.Torch;

/// <summary>
/// Forward and backward of the default model of <c>train</c> for one batch, which every optimizer has to wait for, and whole training steps
/// with a plug-in beside those with libtorch's AdamW.
/// </summary>
internal sealed class ModelBenchmark : Benchmark
{
    private const string Gradient = "model_gradient";
    private const double Rate = 1e-3;

    private static readonly (string Kernel, Func<CharacterModel, TorchOptimizer> Create)[] Steps =
    [
        ("train_step_adamw", model => new IlgpuOptim.Interop.Torch.AdamW(model, Rate)),
        ("train_step_ldadam_r16", model => new LDAdam(
            [
                new LDAdam.ParamGroup(model.named_parameters().Where(IsBlockMatrix), new() { Rank = 16 }),
                new LDAdam.ParamGroup(model.named_parameters().Where(static item => !IsBlockMatrix(item)), new() { LowRank = false }),
            ],
            Rate)),
    ];

    public override IReadOnlyList<string> Kernels => [Gradient, .. Steps.Select(static step => step.Kernel)];

    public override IEnumerable<BenchRow> Run(BenchSession session, Predicate<string> wanted)
    {
        torch.Device device = TorchSuite.DeviceOf(session);

        if (wanted(Gradient))
        {
            yield return MeasureGradient(session, device);
        }

        foreach ((string kernel, Func<CharacterModel, TorchOptimizer> create) in Steps)
        {
            if (wanted(kernel))
            {
                yield return MeasureStep(session, device, kernel, create);
            }
        }
    }

    private static bool IsBlockMatrix((string Name, Parameter Parameter) item) => CharacterModel.IsBlockMatrix(item.Name, item.Parameter);

    private static string Shape => string.Create(
        CultureInfo.InvariantCulture,
        $"{ModelTensors.Batch} x {ModelTensors.Model.Context} characters, {ModelTensors.Count / 1e6:F2} M parameters");

    /// <summary>6 operations per parameter and character are a gradient; embeddings are looked up, not multiplied, but multiplied at the end.</summary>
    private static double Flops => 6.0 * ModelTensors.Count * ModelTensors.Batch * ModelTensors.Model.Context;

    private static BenchRow MeasureGradient(BenchSession session, torch.Device device)
    {
        using Training training = new(session, device, model => torch.optim.AdamW(model.parameters(), Rate));
        int threads = TorchSuite.ChooseThreads(session, training.Backward);

        if (training.Check(session.Options.Fault == Gradient) is { } wrong)
        {
            return BenchRows.Failed(session, Gradient, Shape, "wrong result: " + wrong);
        }

        // In turns, so that the share of the step is one of the same minute.
        PairedSamples samples = Sampler.Interleave(training.Backward, training.Step, session.Plan, session.Stop);
        double gradient = Statistics.Median(samples.Kernel);
        double step = Statistics.Median(samples.Limit);

        return TorchRows.Ok(session, Gradient, Shape, samples.Kernel) with
        {
            GigaflopsPerSecond = Flops / 1e9 / gradient,
            Note = string.Create(
                CultureInfo.InvariantCulture,
                $"by libtorch, {Format.Count(threads, "thread")} (the faster choice); a step of its AdamW comes to {100 * step / (gradient + step):F0} % of the time of training with it"),
        };
    }

    private static BenchRow MeasureStep(BenchSession session, torch.Device device, string kernel, Func<CharacterModel, TorchOptimizer> create)
    {
        using Training own = new(session, device, create);
        using Training theirs = new(session, device, model => torch.optim.AdamW(model.parameters(), Rate));
        int threads = TorchSuite.ChooseThreads(session, theirs.Whole);

        if (own.Check(session.Options.Fault == kernel) is { } wrong)
        {
            return BenchRows.Failed(session, kernel, Shape, "wrong result: " + wrong);
        }

        PairedSamples samples = Sampler.Interleave(own.Whole, theirs.Whole, session.Plan, session.Stop);

        return TorchRows.Against(
            session, kernel, Shape, samples,
            $"the same with libtorch's AdamW of tensor operations, {Format.Count(threads, "thread")} (the faster choice)");
    }

    /// <summary>A model, a batch and an optimizer.</summary>
    private sealed class Training : IDisposable
    {
        private readonly torch.Device _device;
        private readonly CharacterModel _model;
        private readonly torch.Tensor _inputs;
        private readonly torch.Tensor _targets;
        private readonly TorchOptimizer _optimizer;

        public Training(BenchSession session, torch.Device device, Func<CharacterModel, TorchOptimizer> create)
        {
            torch.manual_seed((long)session.Options.Seed);
            this._device = device;
            this._model = new CharacterModel(ModelTensors.Model);
            this._model.to(device);
            this._inputs = torch.randint(0, ModelTensors.Model.Vocabulary, [ModelTensors.Batch, ModelTensors.Model.Context]).to(device);
            this._targets = torch.randint(0, ModelTensors.Model.Vocabulary, [ModelTensors.Batch, ModelTensors.Model.Context]).to(device);
            this._optimizer = create(this._model);
        }

        /// <summary>Zeroes the gradients and computes them.</summary>
        public void Backward()
        {
            using DisposeScope scope = torch.NewDisposeScope();
            this._optimizer.zero_grad();
            this._model.Loss(this._inputs, this._targets).backward();
            TorchSuite.Wait(this._device);
        }

        /// <summary>The optimizer's step alone.</summary>
        public void Step()
        {
            this._optimizer.step();
            TorchSuite.Wait(this._device);
        }

        /// <summary>Gradient and step.</summary>
        public void Whole()
        {
            this.Backward();
            this.Step();
        }

        /// <summary>The loss must begin near that of guessing, and fall when one batch is trained on again and again.</summary>
        public string? Check(bool fault)
        {
            double first = this.Loss();

            for (int i = 0; i < 20; i++)
            {
                this.Whole();
            }

            double last = fault ? first : this.Loss();

            return last < first - 0.1 ? null : FormattableString.Invariant($"the loss went from {first:F3} to {last:F3} in 20 steps on one batch");
        }

        public void Dispose()
        {
            this._optimizer.Dispose();
            this._model.Dispose();
            this._inputs.Dispose();
            this._targets.Dispose();
        }

        private double Loss()
        {
            using IDisposable none = torch.no_grad();
            using DisposeScope scope = torch.NewDisposeScope();

            return this._model.Loss(this._inputs, this._targets).item<float>();
        }
    }
}
