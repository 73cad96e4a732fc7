using System.Numerics;

namespace IlgpuOptim.MatrixCompletion.Data.Text;

/// <summary>Puts the blocks of all workers together, in the order of the file.</summary>
internal static unsafe class TripletCollector
{
    /// <summary>Entries that are worth a thread.</summary>
    private const int EntriesPerThread = 100_000;

    /// <summary>Arrays of the entries of all blocks, which are given back one by one.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="blocks">The blocks, in any order.</param>
    /// <param name="rowMaps">For each worker, from its numbers of rows to indices; null if they are indices already.</param>
    /// <param name="columnMaps">The same for columns.</param>
    public static Triplets<T> Collect<T>(
        string path, List<TripletBlock<T>> blocks, int[][]? rowMaps, int[][]? columnMaps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        blocks.Sort((left, right) => left.Index.CompareTo(right.Index));
        long count = blocks.Sum(block => (long)block.Count);

        if (count > Array.MaxLength)
        {
            throw new DataFormatException(path, 0, $"{count} entries are more than the {Array.MaxLength} that one matrix can hold");
        }

        bool withTimes = blocks.Count > 0 && blocks[0].Times is not null;
        Triplets<T> all = new(
            GC.AllocateUninitializedArray<int>((int)count),
            GC.AllocateUninitializedArray<int>((int)count),
            GC.AllocateUninitializedArray<T>((int)count),
            withTimes ? GC.AllocateUninitializedArray<long>((int)count) : null,
            new LineMap());
        int[] starts = new int[blocks.Count];
        int at = 0;

        for (int b = 0; b < blocks.Count; b++)
        {
            starts[b] = at;

            foreach ((int entry, long line) in blocks[b].Runs)
            {
                all.Lines.StartRun(at + entry, line);
            }

            at += blocks[b].Count;
        }

        // In order, so that memory is given back soon: threads take the next block when they are free.
        int next = -1;
        int threads = (int)Math.Min(Environment.ProcessorCount, 1 + (count / EntriesPerThread));
        Parallel.For(0, threads, _ =>
        {
            for (int b; (b = Interlocked.Increment(ref next)) < starts.Length;)
            {
                TripletBlock<T> block = blocks[b];
                int from = starts[b];

                Copy(block.Rows, all.Rows.AsSpan(from, block.Count), rowMaps?[block.Worker]);
                Copy(block.Columns, all.Columns.AsSpan(from, block.Count), columnMaps?[block.Worker]);
                new ReadOnlySpan<T>(block.Values, block.Count).CopyTo(all.Values.AsSpan(from));

                if (withTimes)
                {
                    new ReadOnlySpan<long>(block.Times, block.Count).CopyTo(all.Times.AsSpan(from));
                }

                block.Dispose();
            }
        });

        return all;
    }

    private static void Copy(int* source, Span<int> target, int[]? map)
    {
        if (map is null)
        {
            new ReadOnlySpan<int>(source, target.Length).CopyTo(target);

            return;
        }

        for (int i = 0; i < target.Length; i++)
        {
            target[i] = map[source[i]];
        }
    }
}

/// <summary>Entries in the order of their file.</summary>
internal sealed record Triplets<T>(int[] Rows, int[] Columns, T[] Values, long[]? Times, LineMap Lines);
