namespace IlgpuOptim.MatrixCompletion.Data.Text;

/// <summary>Workers that take blocks in turns and parse them side by side.</summary>
internal static class BlockPipeline
{
    /// <summary>
    /// Parses every block. With several errors the one that stands first in the file is thrown, whoever finds it when.
    /// </summary>
    /// <param name="reader">Where blocks come from.</param>
    /// <param name="threads">Number of workers; 0 for one per processor.</param>
    /// <param name="createWorker">Makes what a worker keeps between blocks.</param>
    /// <param name="parse">Parses a block; its buffer is the worker's again afterwards.</param>
    /// <returns>The workers.</returns>
    public static IReadOnlyList<TWorker> Run<TWorker>(
        TextBlockReader reader, int threads, Func<TWorker> createWorker, Action<TWorker, TextBlock> parse)
    {
        Lock turn = new();
        List<TWorker> workers = [];
        DataFormatException? first = null;
        int firstBlock = int.MaxValue;
        int count = threads > 0 ? threads : Environment.ProcessorCount;

        // A file of one block is not worth waking a thread.
        count = !reader.IsCompressed && reader.FileLength <= TextBlockReader.BlockSize ? 1 : count;

        void Work(int number)
        {
            byte[] buffer = [];
            TWorker? worker = default;
            int index = int.MaxValue - 1;

            try
            {
                while (true)
                {
                    TextBlock block;

                    lock (turn)
                    {
                        index = int.MaxValue - 1;

                        if (first is not null || !reader.TryReadBlock(ref buffer, out block))
                        {
                            return;
                        }

                        if (worker is null)
                        {
                            workers.Add(worker = createWorker());
                        }
                    }

                    index = block.Index;
                    parse(worker, block);
                }
            }
            catch (DataFormatException exception)
            {
                lock (turn)
                {
                    if (index < firstBlock)
                    {
                        (first, firstBlock) = (exception, index);
                    }
                }
            }
        }

        if (count == 1)
        {
            Work(0);
        }
        else
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = count }, Work);
        }

        return first is null ? workers : throw first;
    }
}
