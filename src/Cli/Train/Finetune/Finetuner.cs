using System.Diagnostics;

using IlgpuOptim.Interop.Torch.Lora;

using TorchSharp;
using TorchSharp.Modules;

using static TorchSharp.torch;

using Tensor = TorchSharp.torch.Tensor;

namespace IlgpuOptim.Cli.Train.Finetune;

/// <summary>Fine-tunes adapters of a pre-trained model. After every run the model is, to the bit, what it was.</summary>
internal sealed class Finetuner(CharacterModel model, FinetunePlan plan)
{
    /// <summary>Adam's epsilon in the published experiments of Deep LoRA, here for all methods.</summary>
    private const double AdamEpsilon = 1e-6;

    private const int EvaluationBatch = 64;

    /// <summary>Pieces that the losses along the way are measured with, and how many such losses there are.</summary>
    private const int CurvePieces = 48;
    private const int CurvePoints = 10;

    /// <summary>Loss and accuracy of the model as it is, on the test.</summary>
    public (double Loss, double Accuracy) Evaluate(FinetuneData data) => this.Measure(data.Test(EvaluationBatch));

    /// <summary>One fine-tuning from the start.</summary>
    /// <param name="run">What to do.</param>
    /// <param name="data">The data of its task.</param>
    /// <param name="test">Measure on the test too; not while rates are tuned.</param>
    /// <param name="adapterPath">Where to save the adapters, or null.</param>
    /// <param name="stop">Stops it between two steps.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public FinetuneResult Run(FinetuneRun run, FinetuneData data, bool test, string? adapterPath, CancellationToken stop)
    {
        Stopwatch clock = Stopwatch.StartNew();
        long[] chosen = data.Choose(run.Examples, run.Seed);

        using DisposeScope scope = NewDisposeScope();
        LoraAdapters adapters = LoraAdapters.Inject(model, plan.Layers, FinetuneMethods.Options(run, plan), () => this.Loss(data, chosen, run, 0));

        try
        {
            using AdamW optimizer = new(
                adapters.ParameterGroups(run.Rate, static (parameters, rate) => new AdamW.ParamGroup(parameters, rate, eps: AdamEpsilon)), run.Rate, eps: AdamEpsilon);
            List<FinetunePoint> curve = [];

            model.train();

            for (int step = 0; step < plan.Steps; step++)
            {
                stop.ThrowIfCancellationRequested();

                if (!this.Step(optimizer, data, chosen, run, step))
                {
                    return new FinetuneResult { Run = run, Diverged = true, Seconds = clock.Elapsed.TotalSeconds, Parameters = adapters.ParameterCount };
                }

                if (test && (step + 1) % Math.Max(1, plan.Steps / CurvePoints) == 0)
                {
                    curve.Add(new FinetunePoint(step + 1, this.Measure(data.Tune(CurvePieces, EvaluationBatch)).Loss));
                }
            }

            if (adapterPath is not null)
            {
                adapters.Save(adapterPath);
            }

            double tune = this.Measure(data.Tune(int.MaxValue, EvaluationBatch)).Loss;
            (double Loss, double Accuracy)? tested = test ? this.Measure(data.Test(EvaluationBatch)) : null;

            return new FinetuneResult
            {
                Run = run,
                Diverged = !double.IsFinite(tune),
                TrainLoss = this.Measure(data.Chosen(chosen, EvaluationBatch)).Loss,
                TuneLoss = tune,
                TestLoss = tested?.Loss,
                TestAccuracy = tested?.Accuracy,
                Seconds = clock.Elapsed.TotalSeconds,
                Parameters = adapters.ParameterCount,
                Curve = curve,
                Layers = test ? [.. adapters.Spectra().Select(static layer => new LearnedLayer(layer.Layer, layer.Rank(), layer.RelativeNorm, layer.SingularValues))] : [],
            };
        }
        finally
        {
            adapters.Unload(merge: false);
        }
    }

    private bool Step(AdamW optimizer, FinetuneData data, long[] chosen, FinetuneRun run, int step)
    {
        using DisposeScope scope = NewDisposeScope();

        optimizer.zero_grad();

        Tensor loss = this.Loss(data, chosen, run, step);

        loss.backward();
        optimizer.step();

        return float.IsFinite(loss.item<float>());
    }

    private Tensor Loss(FinetuneData data, long[] chosen, FinetuneRun run, int step)
    {
        (Tensor inputs, Tensor targets) = data.Batch(chosen, plan.Batch, run.Seed, step);

        return model.Loss(inputs, targets);
    }

    private (double Loss, double Accuracy) Measure(IEnumerable<(Tensor Inputs, Tensor Targets)> pieces)
    {
        using IDisposable none = no_grad();
        double loss = 0, right = 0;
        long count = 0;

        model.eval();

        // One scope per batch: a scope around the loop would keep the activations of all batches.
        using IEnumerator<(Tensor Inputs, Tensor Targets)> batches = pieces.GetEnumerator();

        while (true)
        {
            using DisposeScope scope = NewDisposeScope();

            if (!batches.MoveNext())
            {
                break;
            }

            Tensor targets = batches.Current.Targets.reshape(-1);
            Tensor scores = model.call(batches.Current.Inputs);

            loss += nn.functional.cross_entropy(scores, targets).item<float>() * (double)targets.numel();
            right += scores.argmax(1).eq(targets).sum().item<long>();
            count += targets.numel();
        }

        model.train();

        return (loss / count, right / count);
    }
}
