using System.Numerics;

namespace IlgpuOptim.MatrixCompletion.Data.Text;

/// <summary>Delimited text: row id, column id, value, and perhaps a time, one entry per line.</summary>
internal static class TripletTextReader
{
    public static RatingData<T> Read<T>(TextBlockReader reader, ReadOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TextDialect dialect = TextDialect.Detect(reader, options);
        List<TripletWorker<T>> created = [];

        TripletWorker<T> Create()
        {
            TripletWorker<T> worker = new(reader.Path, dialect, created.Count);
            created.Add(worker);

            return worker;
        }

        try
        {
            BlockPipeline.Run(reader, options.Threads, Create, (worker, block) => worker.Parse(block));

            (IdMap rowIds, int[][] rowMaps) = IdTable.Merge([.. created.Select(worker => worker.RowIds)]);
            (IdMap columnIds, int[][] columnMaps) = IdTable.Merge([.. created.Select(worker => worker.ColumnIds)]);
            Triplets<T> all = TripletCollector.Collect(
                reader.Path, [.. created.SelectMany(worker => worker.Blocks)], rowMaps, columnMaps);

            return all.Values.Length == 0
                ? throw new DataFormatException(reader.Path, 0, "no ratings: no line holds any")
                : new RatingData<T>(all.Rows, all.Columns, all.Values, rowIds, columnIds, all.Times, reader.Path) { Lines = all.Lines };
        }
        finally
        {
            foreach (TripletBlock<T> block in created.SelectMany(worker => worker.Blocks))
            {
                block.Dispose();
            }
        }
    }
}
