using System.Numerics;

namespace IlgpuOptim.MatrixCompletion.Data.Text;

/// <summary>Puts the blocks of all workers together, in the order of the file.</summary>
internal static unsafe class TripletCollector
{
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
        int at = 0;

        foreach (TripletBlock<T> block in blocks)
        {
            Copy(block.Rows, all.Rows.AsSpan(at, block.Count), rowMaps?[block.Worker]);
            Copy(block.Columns, all.Columns.AsSpan(at, block.Count), columnMaps?[block.Worker]);
            new ReadOnlySpan<T>(block.Values, block.Count).CopyTo(all.Values.AsSpan(at));

            if (withTimes)
            {
                new ReadOnlySpan<long>(block.Times, block.Count).CopyTo(all.Times.AsSpan(at));
            }

            foreach ((int entry, long line) in block.Runs)
            {
                all.Lines.StartRun(at + entry, line);
            }

            at += block.Count;
            block.Dispose();
        }

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
