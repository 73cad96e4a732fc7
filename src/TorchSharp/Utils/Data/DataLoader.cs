using System.Collections;

namespace TorchSharp.Modules;

/// <summary>Batches of the items of a data set. Each enumeration is one pass over it.</summary>
/// <typeparam name="T">What an item is.</typeparam>
/// <typeparam name="S">What a batch is.</typeparam>
public class DataLoader<T, S> : IEnumerable<S>, IDisposable
{
    /// <summary>In order or shuffled.</summary>
    /// <exception cref="ArgumentException">The batch size is not positive.</exception>
    public DataLoader(
        torch.utils.data.Dataset<T> dataset,
        int batchSize,
        Func<IEnumerable<T>, torch.Device, S> collate_fn,
        bool shuffle = false,
        torch.Device device = null,
        int? seed = null,
        int num_worker = 1,
        bool drop_last = false,
        bool disposeBatch = true,
        bool disposeDataset = true)
        : this(dataset, batchSize, collate_fn, shuffle ? Shuffled(dataset, seed) : InOrder(dataset), device, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    /// <summary>In an order of the caller's.</summary>
    /// <exception cref="ArgumentException">The batch size is not positive.</exception>
    public DataLoader(
        torch.utils.data.Dataset<T> dataset,
        int batchSize,
        Func<IEnumerable<T>, torch.Device, S> collate_fn,
        IEnumerable<long> shuffler,
        torch.Device device = null,
        int num_worker = 1,
        bool drop_last = false,
        bool disposeBatch = true,
        bool disposeDataset = true)
    {
        if (batchSize < 1)
        {
            throw new ArgumentException($"The batch size must be at least 1, not {batchSize}.", nameof(batchSize));
        }

        this.dataset = dataset;
        this.batch_size = batchSize;
        this.collate_fn = collate_fn;
        this.sampler = shuffler;
        this.Device = device ?? torch.CPU;
        this.num_workers = num_worker;
        this.drop_last = drop_last;
        this.DisposeBatch = disposeBatch;
        this.DisposeDataset = disposeDataset;
    }

    /// <summary>The items.</summary>
    public torch.utils.data.Dataset<T> dataset { get; }

    /// <summary>Items of a batch.</summary>
    public int batch_size { get; }

    /// <summary>Whether a last batch with fewer items is left out.</summary>
    public bool drop_last { get; }

    /// <summary>The numbers of the items, in the order of a pass.</summary>
    public IEnumerable<long> sampler { get; }

    /// <summary>As given; items are loaded on the thread that asks for a batch.</summary>
    public int num_workers { get; }

    /// <summary>Makes a batch of items.</summary>
    public Func<IEnumerable<T>, torch.Device, S> collate_fn { get; }

    /// <summary>Where batches are.</summary>
    public torch.Device Device { get; }

    /// <summary>Whether a batch is disposed of when the next one is asked for.</summary>
    public bool DisposeBatch { get; }

    /// <summary>Whether the data set is disposed of with this.</summary>
    public bool DisposeDataset { get; }

    /// <summary>The number of batches of a pass.</summary>
    public long Count => this.drop_last
        ? this.dataset.Count / this.batch_size
        : (this.dataset.Count + this.batch_size - 1) / this.batch_size;

    /// <summary>One pass.</summary>
    public IEnumerator<S> GetEnumerator()
    {
        foreach (long[] chunk in this.sampler.Chunk(this.batch_size))
        {
            if (this.drop_last && chunk.Length < this.batch_size)
            {
                yield break;
            }

            S batch = this.Load(chunk, out IReadOnlyList<IDisposable> owned);
            try
            {
                yield return batch;
            }
            finally
            {
                foreach (IDisposable item in owned)
                {
                    item.Dispose();
                }
            }
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => this.GetEnumerator();

    /// <summary>Disposes of the data set, if that was asked for.</summary>
    public void Dispose()
    {
        this.Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what is held.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && this.DisposeDataset)
        {
            this.dataset.Dispose();
        }
    }

    // The items go when the batch is made; the batch is ours, or moves to the caller's scope.
    private S Load(long[] numbers, out IReadOnlyList<IDisposable> owned)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        S batch = this.collate_fn(Array.ConvertAll(numbers, this.dataset.GetTensor), this.Device);
        IDisposable[] tensors = [.. (TensorsOf(batch) ?? scope.DisposablesView).Where(scope.Contains)];

        if (this.DisposeBatch)
        {
            scope.Detach(tensors);
            owned = tensors;
        }
        else
        {
            scope.MoveToOuter(tensors);
            owned = [];
        }

        return batch;
    }

    /// <summary>The tensors of the usual kinds of batches; null for others, of which everything is kept.</summary>
    private static IEnumerable<IDisposable> TensorsOf(object batch) => batch switch
    {
        torch.Tensor tensor => [tensor],
        IEnumerable<torch.Tensor> list => list,
        IEnumerable<KeyValuePair<string, torch.Tensor>> named => named.Select(static pair => pair.Value),
        System.Runtime.CompilerServices.ITuple tuple when Enumerable.Range(0, tuple.Length).All(i => tuple[i] is torch.Tensor) =>
            Enumerable.Range(0, tuple.Length).Select(i => (IDisposable)tuple[i]),
        _ => null,
    };

    private static IEnumerable<long> InOrder(torch.utils.data.Dataset<T> dataset)
    {
        for (long i = 0; i < dataset.Count; i++)
        {
            yield return i;
        }
    }

    // Fisher and Yates; a new pass draws a new order unless there is a seed.
    private static IEnumerable<long> Shuffled(torch.utils.data.Dataset<T> dataset, int? seed)
    {
        Random random = seed is int number ? new Random(number) : new Random();
        long[] order = new long[dataset.Count];
        for (long i = 0; i < order.Length; i++)
        {
            long place = random.NextInt64(i + 1);
            order[i] = order[place];
            order[place] = i;
        }

        foreach (long index in order)
        {
            yield return index;
        }
    }
}

/// <summary>Batches of items that are tensors by name: of each name the tensors, stacked.</summary>
public class DataLoader : DataLoader<Dictionary<string, torch.Tensor>, Dictionary<string, torch.Tensor>>
{
    /// <summary>In order or shuffled.</summary>
    public DataLoader(
        torch.utils.data.Dataset dataset,
        int batchSize,
        bool shuffle = false,
        torch.Device device = null,
        int? seed = null,
        int num_worker = 1,
        bool drop_last = false,
        bool disposeBatch = true,
        bool disposeDataset = true)
        : base(dataset, batchSize, Stack, shuffle, device, seed, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    /// <summary>In an order of the caller's.</summary>
    public DataLoader(
        torch.utils.data.Dataset dataset,
        int batchSize,
        IEnumerable<long> shuffler,
        torch.Device device = null,
        int num_worker = 1,
        bool drop_last = false,
        bool disposeBatch = true,
        bool disposeDataset = true)
        : base(dataset, batchSize, Stack, shuffler, device, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    private static Dictionary<string, torch.Tensor> Stack(IEnumerable<Dictionary<string, torch.Tensor>> items, torch.Device device)
    {
        Dictionary<string, torch.Tensor>[] list = [.. items];
        return list[0].Keys.ToDictionary(name => name, name => torch.stack(list.Select(item => item[name]).ToArray()).to(device));
    }
}

/// <summary>Batches of items that are lists of tensors: of each place the tensors, stacked.</summary>
public class IterableDataLoader : DataLoader<IList<torch.Tensor>, IList<torch.Tensor>>
{
    /// <summary>In order or shuffled.</summary>
    public IterableDataLoader(
        torch.utils.data.IterableDataset dataset,
        int batchSize,
        bool shuffle = false,
        torch.Device device = null,
        int? seed = null,
        int num_worker = 1,
        bool drop_last = false,
        bool disposeBatch = true,
        bool disposeDataset = true)
        : base(dataset, batchSize, Stack, shuffle, device, seed, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    /// <summary>In an order of the caller's.</summary>
    public IterableDataLoader(
        torch.utils.data.IterableDataset dataset,
        int batchSize,
        IEnumerable<long> shuffler,
        torch.Device device = null,
        int num_worker = 1,
        bool drop_last = false,
        bool disposeBatch = true,
        bool disposeDataset = true)
        : base(dataset, batchSize, Stack, shuffler, device, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    private static IList<torch.Tensor> Stack(IEnumerable<IList<torch.Tensor>> items, torch.Device device)
    {
        IList<torch.Tensor>[] list = [.. items];
        return [.. Enumerable.Range(0, list[0].Count).Select(place => torch.stack(list.Select(item => item[place]).ToArray()).to(device))];
    }
}
