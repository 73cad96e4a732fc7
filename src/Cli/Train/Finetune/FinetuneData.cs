using IlgpuOptim.Compute;

using TorchSharp;

using static TorchSharp.torch;

using Tensor = TorchSharp.torch.Tensor;

namespace IlgpuOptim.Cli.Train.Finetune;

/// <summary>
/// Pieces of a task's text, made from the part that pre-training has never seen: two fifths to draw examples from, one fifth to tune
/// learning rates with, two fifths to test. Pieces do not overlap.
/// </summary>
internal sealed class FinetuneData : IDisposable
{
    /// <summary>Streams of random numbers: which pieces are examples, and which of them a step sees.</summary>
    private const ulong ExampleStream = 11;
    private const ulong BatchStream = 12;

    private readonly Tensor _pool;
    private readonly Tensor _tune;
    private readonly Tensor _test;
    private readonly Device _device;
    private readonly int _context;

    /// <summary>Puts the text of a task on a device.</summary>
    public FinetuneData(FinetuneTask task, CharacterText text, int context, Device device)
    {
        long[] tokens = task.Translate(text.Tokens.AsSpan(text.TrainLength), text.Vocabulary);
        int pieces = (tokens.Length - 1) / context;

        this.Task = task;
        this._device = device;
        this._context = context;

        if (pieces < 10)
        {
            throw CliException.BadUsage(
                $"the text has {tokens.Length} characters that pre-training has not seen: too few for examples, tuning and a test of {context} characters each",
                "take a longer text, or a model with a shorter context");
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor all = tensor(tokens).unfold(0, context + 1, context).to(device);
        int pool = pieces * 2 / 5, tune = pieces / 5;

        this._pool = all.narrow(0, 0, pool).clone().DetachFromDisposeScope();
        this._tune = all.narrow(0, pool, tune).clone().DetachFromDisposeScope();
        this._test = all.narrow(0, pool + tune, pieces - pool - tune).clone().DetachFromDisposeScope();
    }

    /// <summary>The task.</summary>
    public FinetuneTask Task { get; }

    /// <summary>The most examples that there are.</summary>
    public int PoolSize => (int)this._pool.size(0);

    /// <summary>Pieces that learning rates are tuned with.</summary>
    public int TuneSize => (int)this._tune.size(0);

    /// <summary>Pieces of the test.</summary>
    public int TestSize => (int)this._test.size(0);

    /// <summary>Some pieces of the pool, without repetition: a function of the seed.</summary>
    public long[] Choose(int count, ulong seed)
    {
        long[] places = [.. Enumerable.Range(0, this.PoolSize).Select(static i => (long)i)];

        for (int i = 0; i < count; i++)
        {
            int other = i + Draw(seed, (ulong)i, ExampleStream, places.Length - i);

            (places[i], places[other]) = (places[other], places[i]);
        }

        return places[..count];
    }

    /// <summary>The examples of a step, drawn from those chosen: a function of seed and step.</summary>
    public (Tensor Inputs, Tensor Targets) Batch(long[] chosen, int size, ulong seed, int step)
    {
        long[] places = [.. Enumerable.Range(0, size).Select(row => chosen[Draw(seed, ((ulong)step * (ulong)size) + (ulong)row, BatchStream, chosen.Length)])];

        return this.Split(this._pool.index_select(0, tensor(places).to(this._device)));
    }

    /// <summary>The chosen examples, some at a time.</summary>
    public IEnumerable<(Tensor Inputs, Tensor Targets)> Chosen(long[] chosen, int batch) =>
        chosen.Chunk(batch).Select(places => this.Split(this._pool.index_select(0, tensor(places).to(this._device))));

    /// <summary>What rates are tuned with, some pieces at a time; at most so many in all, evenly spread.</summary>
    public IEnumerable<(Tensor Inputs, Tensor Targets)> Tune(int most, int batch) => this.Parts(this._tune, most, batch);

    /// <summary>The test, some pieces at a time.</summary>
    public IEnumerable<(Tensor Inputs, Tensor Targets)> Test(int batch) => this.Parts(this._test, int.MaxValue, batch);

    public void Dispose()
    {
        this._pool.Dispose();
        this._tune.Dispose();
        this._test.Dispose();
    }

    private IEnumerable<(Tensor Inputs, Tensor Targets)> Parts(Tensor pieces, int most, int batch)
    {
        int all = (int)pieces.size(0), count = Math.Min(all, most);

        for (int first = 0; first < count; first += batch)
        {
            long[] places = [.. Enumerable.Range(first, Math.Min(batch, count - first)).Select(i => (long)i * all / count)];

            yield return this.Split(pieces.index_select(0, tensor(places).to(this._device)));
        }
    }

    private (Tensor Inputs, Tensor Targets) Split(Tensor pieces) =>
        (pieces.narrow(1, 0, this._context), pieces.narrow(1, 1, this._context));

    private static int Draw(ulong seed, ulong index, ulong stream, int count)
    {
        Philox random = Philox.At(seed, index, stream);

        return (int)Math.BigMul(((ulong)random.X << 32) | random.Y, (ulong)count, out _);
    }
}
