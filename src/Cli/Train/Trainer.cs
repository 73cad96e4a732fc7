using System.Diagnostics;

using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers.Schedules;

using TorchSharp;
using TorchSharp.Modules;

using static TorchSharp.torch;

using Tensor = TorchSharp.torch.Tensor;

namespace IlgpuOptim.Cli.Train;

/// <summary>
/// Trains one model with one optimizer. All that is random follows from the seed and the number of the step, so that a training that
/// goes on from a checkpoint computes the same bits as one that was never stopped.
/// </summary>
internal sealed class Trainer : IDisposable
{
    /// <summary>Pieces of text that the validation losses along the way are measured with.</summary>
    private const int QuickWindows = 64;

    private const int EvaluationBatch = 64;

    /// <summary>Losses are fetched from the device after so many steps at the latest.</summary>
    private const int LossesInFlight = 16;

    /// <summary>The stream of random numbers that dropout is seeded from.</summary>
    private const ulong DropoutStream = 2;

    private readonly TrainPlan _plan;
    private readonly TrainRun _run;
    private readonly Device _device;
    private readonly TextBatches _batches;
    private readonly Schedule _schedule;
    private readonly TrainOptimizer _optimizer;
    private readonly bool _wasInPlace;
    private readonly List<float> _losses;
    private readonly List<Tensor> _lossesInFlight = [];
    private readonly List<ValidationPoint> _validation;
    private readonly StepClock _clock;
    private TrainState _state;

    /// <summary>A training at its beginning, or where a checkpoint left it.</summary>
    /// <param name="plan">What to do.</param>
    /// <param name="run">One of its runs.</param>
    /// <param name="text">The text of the plan.</param>
    /// <param name="device">Where torch computes.</param>
    /// <param name="checkpoint">A checkpoint of this run, or null.</param>
    public Trainer(TrainPlan plan, TrainRun run, CharacterText text, Device device, string? checkpoint)
    {
        this._plan = plan;
        this._run = run;
        this._device = device;
        this._schedule = ScheduleText.Parse(plan.Schedule, plan.Steps).AtBase(run.LearningRate);
        this._batches = new TextBatches(text, plan.Shape.Context, plan.Batch, run.Seed, device);
        this._clock = new StepClock(device);

        // On the CPU first: the same start on every device.
        manual_seed((long)run.Seed);
        this.Model = new CharacterModel(plan.Shape);
        this.Model.to(device);

        ILookup<bool, (string Name, Parameter Parameter)> parameters = this.Model.named_parameters()
            .ToLookup(static item => CharacterModel.IsBlockMatrix(item.name, item.parameter));

        this._optimizer = OptimizerCatalog.Find(run.Optimizer).Create(new OptimizerRequest(
            [.. parameters[true]], [.. parameters[false]], run.LearningRate, plan.WeightDecay, run.Rank ?? 0, plan.TokensPerStep));
        this._state = new TrainState
        {
            Run = run,
            Device = Describe(device),
            Parameters = this.Model.CountParameters(),
        };

        if (checkpoint is not null)
        {
            TrainCheckpoint.Restore(checkpoint, this.Model, this._optimizer.Torch);
            this._state = TrainCheckpoint.ReadState(checkpoint).State with { Device = Describe(device) };
        }

        // State that is loaded may say otherwise.
        this._optimizer.Clip = plan.Clip;
        this._wasInPlace = this._state.Step == 0 || this._state.ZeroCopy;
        this._losses = [.. this._state.Losses];
        this._validation = [.. this._state.Validation];
    }

    /// <summary>The model; <see cref="Dispose"/> ends it.</summary>
    public CharacterModel Model { get; }

    /// <summary>Steps done.</summary>
    public int StepsDone => this._state.Step;

    /// <summary>Whether there is nothing left to do.</summary>
    public bool IsFinished => this._state.IsFinished;

    /// <summary>What is known so far. Waits for the device.</summary>
    public TrainState State
    {
        get
        {
            this.FetchLosses();

            return this._state with
            {
                Losses = [.. this._losses],
                Validation = [.. this._validation],
                OptimizerStateBytes = this._optimizer.StateBytes,
                ZeroCopy = this._wasInPlace && (this._optimizer.ZeroCopy ?? this._state.Step > 0),
                SkippedSteps = this._optimizer.SkippedSteps,
            };
        }
    }

    /// <summary>Writes a checkpoint.</summary>
    public void Save(string path, string vocabulary) =>
        TrainCheckpoint.Write(path, this._plan, this.State, vocabulary, this.Model, this._optimizer.Torch);

    /// <summary>Trains until the plan is done, the loss is not finite any more, or the caller has enough.</summary>
    /// <param name="afterStep">Sees the state after every step; false stops the training between two steps.</param>
    public void Run(Func<Trainer, bool> afterStep)
    {
        while (!this._state.IsFinished)
        {
            if (this._state.Step < this._plan.Steps)
            {
                this.Step();
            }

            int step = this._state.Step;

            if (step % this._plan.EvaluateEvery == 0 || step == this._plan.Steps)
            {
                this.FetchLosses();
            }

            if (this._state.DivergedAt is null && step == this._plan.Steps)
            {
                double loss = this.Evaluate(int.MaxValue);

                this._validation.Add(new ValidationPoint(step, loss));
                this._state = this._state with { FinalValidationLoss = loss };
            }
            else if (this._state.DivergedAt is null && step % this._plan.EvaluateEvery == 0)
            {
                this._validation.Add(new ValidationPoint(step, this.Evaluate(QuickWindows)));
            }

            if (!afterStep(this))
            {
                return;
            }
        }
    }

    public void Dispose()
    {
        this._lossesInFlight.ForEach(static loss => loss.Dispose());
        this._optimizer.Dispose();
        this.Model.Dispose();
        this._batches.Dispose();
    }

    private void Step()
    {
        int step = this._state.Step;

        using (DisposeScope scope = NewDisposeScope())
        {
            this._clock.Start(step);

            if (this._plan.Shape.Dropout > 0)
            {
                Philox random = Philox.At(this._run.Seed, (ulong)step, DropoutStream);

                manual_seed((long)(((ulong)random.X << 31) | random.Y));
            }

            this._optimizer.SetLearningRate(this._run.LearningRate * this._schedule[step]);
            this.Model.zero_grad();

            (Tensor inputs, Tensor targets) = this._batches.Train(step);

            this._clock.Begin(StepPart.Forward);

            Tensor loss = this.Model.Loss(inputs, targets);

            this._clock.Begin(StepPart.Backward);
            loss.backward();
            this._clock.Begin(StepPart.Optimizer);
            this._optimizer.Step();
            this._clock.Begin(StepPart.Other);
            this._lossesInFlight.Add(loss.detach().DetachFromDisposeScope());
        }

        if (this._lossesInFlight.Count >= (this._device.type == DeviceType.CPU ? 1 : LossesInFlight))
        {
            this.FetchLosses();
        }

        this._state = this._state with
        {
            Step = step + 1,
            Seconds = this._state.Seconds + this._clock.Stop(),
        };
    }

    private void FetchLosses()
    {
        foreach (Tensor loss in this._lossesInFlight)
        {
            this._losses.Add(loss.item<float>());
            loss.Dispose();

            if (!float.IsFinite(this._losses[^1]) && this._state.DivergedAt is null)
            {
                this._state = this._state with { DivergedAt = this._losses.Count };
            }
        }

        this._lossesInFlight.Clear();
    }

    /// <summary>Mean loss over pieces of the validation text.</summary>
    private double Evaluate(int windows)
    {
        using IDisposable none = no_grad();
        double sum = 0;
        long count = 0;

        this.Model.eval();

        // One scope per batch: a scope around the loop would keep the activations of all batches.
        using IEnumerator<(Tensor Inputs, Tensor Targets)> pieces =
            this._batches.Validation(windows, EvaluationBatch).GetEnumerator();

        while (true)
        {
            using DisposeScope scope = NewDisposeScope();

            if (!pieces.MoveNext())
            {
                break;
            }

            long size = pieces.Current.Inputs.numel();

            sum += this.Model.Loss(pieces.Current.Inputs, pieces.Current.Targets).item<float>() * (double)size;
            count += size;
        }

        this.Model.train();

        return sum / count;
    }

    private static string Describe(Device device) =>
        device.type == DeviceType.CPU ? "cpu" : FormattableString.Invariant($"{device.type.ToString().ToLowerInvariant()}:{Math.Max(0, device.index)}");
}
