using IlgpuOptim.Compute;

using TorchSharp;

using static TorchSharp.torch;

using Tensor = TorchSharp.torch.Tensor;

namespace IlgpuOptim.Cli.Train;

/// <summary>
/// Pieces of a text on a device. Which ones a step sees is a function of seed and step alone: every optimizer gets the same
/// data in the same order, and a run that goes on has nothing to remember.
/// </summary>
internal sealed class TextBatches : IDisposable
{
    /// <summary>Validation looks at no more pieces than this, evenly spread, so that long texts do not take longer.</summary>
    private const int MaxWindows = 4096;

    /// <summary>The stream of random numbers that the places of pieces come from.</summary>
    private const ulong Stream = 1;

    private readonly Tensor _train;
    private readonly Tensor _validation;
    private readonly Device _device;
    private readonly ulong _seed;
    private readonly int _batch;

    /// <summary>Puts a text on a device.</summary>
    public TextBatches(CharacterText text, int context, int batch, ulong seed, Device device)
    {
        this.Context = context;
        this._device = device;
        this._seed = seed;
        this._batch = batch;

        using DisposeScope scope = NewDisposeScope();

        // A view with a row for every place: row i holds the characters i to i + context.
        Tensor Windows(ReadOnlySpan<long> tokens) =>
            tensor(tokens.ToArray()).to(device).unfold(0, context + 1, 1).DetachFromDisposeScope();

        this._train = Windows(text.Tokens.AsSpan(0, text.TrainLength));
        this._validation = Windows(text.Tokens.AsSpan(text.TrainLength));
    }

    /// <summary>Characters that the model looks back.</summary>
    public int Context { get; }

    /// <summary>Pieces of a whole validation.</summary>
    public int ValidationWindows => (int)Math.Min(MaxWindows, 1 + ((this._validation.size(0) - 1) / this.Context));

    /// <summary>Characters, and the ones that follow them, of a 0-based step: two tensors of batch x context.</summary>
    public (Tensor Inputs, Tensor Targets) Train(long step)
    {
        long[] places = new long[this._batch];

        for (int row = 0; row < places.Length; row++)
        {
            Philox random = Philox.At(this._seed, (ulong)((step * this._batch) + row), Stream);

            places[row] = (long)Math.BigMul((ulong)random.X << 32 | random.Y, (ulong)this._train.size(0), out _);
        }

        return this.Take(this._train, places);
    }

    /// <summary>Pieces of the validation text that do not overlap, and are spread evenly: always the same.</summary>
    /// <param name="windows">How many in all.</param>
    /// <param name="batch">How many at once.</param>
    public IEnumerable<(Tensor Inputs, Tensor Targets)> Validation(int windows, int batch)
    {
        windows = Math.Min(windows, this.ValidationWindows);

        long slots = 1 + ((this._validation.size(0) - 1) / this.Context);

        for (int first = 0; first < windows; first += batch)
        {
            long[] places = new long[Math.Min(batch, windows - first)];

            for (int row = 0; row < places.Length; row++)
            {
                places[row] = (first + row) * slots / windows * this.Context;
            }

            yield return this.Take(this._validation, places);
        }
    }

    public void Dispose()
    {
        this._train.Dispose();
        this._validation.Dispose();
    }

    private (Tensor Inputs, Tensor Targets) Take(Tensor windows, long[] places)
    {
        Tensor pieces = windows.index_select(0, tensor(places).to(this._device));

        return (pieces.narrow(1, 0, this.Context), pieces.narrow(1, 1, this.Context));
    }
}
