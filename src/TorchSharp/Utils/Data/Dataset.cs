using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Tools around training.</summary>
    public static partial class utils
    {
        /// <summary>Data sets and loaders of batches.</summary>
        public static partial class data
        {
            /// <summary>A data set whose items are the rows of those tensors; all have as many rows.</summary>
            /// <param name="tensors">They stay the caller's.</param>
            public static TensorDataset TensorDataset(params Tensor[] tensors) => new(tensors);

            /// <summary>Batches of a data set, in order or shuffled.</summary>
            /// <param name="dataset">The items.</param>
            /// <param name="batchSize">Items of a batch; the last may have fewer.</param>
            /// <param name="shuffle">Whether each pass takes them in a random order.</param>
            /// <param name="device">Where the batches are to be; null for the CPU.</param>
            /// <param name="seed">Of the order; every pass then has the same one. Null for a new order each time.</param>
            /// <param name="num_worker">Accepted; items are loaded on the thread that asks for a batch.</param>
            /// <param name="drop_last">Whether a last batch with fewer items is left out.</param>
            /// <param name="disposeBatch">Whether a batch is disposed of when the next one is asked for.</param>
            /// <param name="disposeDataset">Whether the data set is disposed of with the loader.</param>
            public static DataLoader DataLoader(
                Dataset dataset,
                int batchSize,
                bool shuffle = false,
                Device device = null,
                int? seed = null,
                int num_worker = 1,
                bool drop_last = false,
                bool disposeBatch = true,
                bool disposeDataset = true) =>
                new(dataset, batchSize, shuffle, device, seed, num_worker, drop_last, disposeBatch, disposeDataset);

            /// <summary>Batches of a data set, in an order of the caller's.</summary>
            /// <inheritdoc cref="DataLoader(Dataset, int, bool, Device, int?, int, bool, bool, bool)"/>
            public static DataLoader DataLoader(
                Dataset dataset,
                int batchSize,
                IEnumerable<long> shuffler,
                Device device = null,
                int num_worker = 1,
                bool drop_last = false,
                bool disposeBatch = true,
                bool disposeDataset = true) =>
                new(dataset, batchSize, shuffler, device, num_worker, drop_last, disposeBatch, disposeDataset);

            /// <summary>Batches of a data set, in order or shuffled.</summary>
            /// <inheritdoc cref="DataLoader(Dataset, int, bool, Device, int?, int, bool, bool, bool)"/>
            public static IterableDataLoader DataLoader(
                IterableDataset dataset,
                int batchSize,
                bool shuffle = false,
                Device device = null,
                int? seed = null,
                int num_worker = 1,
                bool drop_last = false,
                bool disposeBatch = true,
                bool disposeDataset = true) =>
                new(dataset, batchSize, shuffle, device, seed, num_worker, drop_last, disposeBatch, disposeDataset);

            /// <summary>Batches of a data set, in an order of the caller's.</summary>
            /// <inheritdoc cref="DataLoader(Dataset, int, bool, Device, int?, int, bool, bool, bool)"/>
            public static IterableDataLoader DataLoader(
                IterableDataset dataset,
                int batchSize,
                IEnumerable<long> shuffler,
                Device device = null,
                int num_worker = 1,
                bool drop_last = false,
                bool disposeBatch = true,
                bool disposeDataset = true) =>
                new(dataset, batchSize, shuffler, device, num_worker, drop_last, disposeBatch, disposeDataset);

            /// <summary>Items by their numbers.</summary>
            /// <typeparam name="T">What an item is.</typeparam>
            public abstract class Dataset<T> : IDisposable
            {
                /// <summary>The number of items.</summary>
                public abstract long Count { get; }

                /// <summary>One item.</summary>
                /// <param name="index">0 to <see cref="Count"/> - 1.</param>
                public abstract T GetTensor(long index);

                /// <summary>Frees what the data set holds.</summary>
                public void Dispose()
                {
                    this.Dispose(disposing: true);
                    GC.SuppressFinalize(this);
                }

                /// <summary>Frees what a derived class holds.</summary>
                protected virtual void Dispose(bool disposing)
                {
                }
            }

            /// <summary>A data set whose items are tensors by name.</summary>
            public abstract class Dataset : Dataset<Dictionary<string, Tensor>>
            {
            }

            /// <summary>A data set whose items are lists of tensors.</summary>
            public abstract class IterableDataset : Dataset<IList<Tensor>>
            {
            }
        }
    }
}
