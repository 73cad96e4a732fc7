using System.Numerics;

namespace IlgpuOptim.MatrixCompletion.Data.Text;

/// <summary>
/// Matrix Market files (Boisvert, Pozo, Remington 1996): coordinate and array; real, integer and pattern; general, symmetric and
/// skew-symmetric. Indices count from 1. An explicit zero is an observed zero.
/// </summary>
internal static class MatrixMarketReader
{
    public static RatingData<T> Read<T>(TextBlockReader reader, ReadOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixMarketHeader header = MatrixMarketHeader.Read(reader);

        if (header.Field == MatrixMarketField.Pattern && options.PatternValue is null && !options.WithoutValues)
        {
            throw new DataFormatException(
                reader.Path, 1, "a pattern has no values; say which value its entries have, if they are to have one");
        }

        if (options.WithTimes)
        {
            throw new DataFormatException(reader.Path, 1, "Matrix Market files have no times");
        }

        List<MatrixMarketWorker<T>> created = [];

        MatrixMarketWorker<T> Create()
        {
            MatrixMarketWorker<T> worker = new(reader.Path, header, options.PatternValue ?? 0);
            created.Add(worker);

            return worker;
        }

        try
        {
            BlockPipeline.Run(reader, options.Threads, Create, (worker, block) => worker.Parse(block));
            Triplets<T> all = TripletCollector.Collect(reader.Path, [.. created.SelectMany(worker => worker.Blocks)], null, null);

            CheckCount(reader, header, all);

            if (all.Values.Length == 0)
            {
                throw new DataFormatException(reader.Path, header.SizeLine, "no ratings: the matrix has no entries");
            }

            if (!header.IsCoordinate)
            {
                PlaceDense(header, all);
            }

            all = header.Symmetry == MatrixMarketSymmetry.General ? all : Mirror(all, header);

            return new RatingData<T>(
                all.Rows, all.Columns, all.Values, IdMap.Consecutive(header.Rows), IdMap.Consecutive(header.Columns), null, reader.Path)
            {
                Lines = all.Lines,
            };
        }
        finally
        {
            foreach (TripletBlock<T> block in created.SelectMany(worker => worker.Blocks))
            {
                block.Dispose();
            }
        }
    }

    private static void CheckCount<T>(TextBlockReader reader, MatrixMarketHeader header, Triplets<T> all)
    {
        string what = header.IsCoordinate
            ? $"{header.Count} entries are declared"
            : $"{header.Rows} x {header.Columns} needs {header.Count} values";

        if (all.Values.Length < header.Count)
        {
            throw new DataFormatException(reader.Path, reader.NextLine - 1, $"{what}, but the file ends after {all.Values.Length}");
        }

        if (all.Values.Length > header.Count)
        {
            throw new DataFormatException(
                reader.Path, all.Lines.LineOf(header.Count), $"{what}, but there are {all.Values.Length}");
        }
    }

    /// <summary>Rows and columns of the values of a dense matrix, which stand by columns; below the diagonal, if it is symmetric.</summary>
    private static void PlaceDense<T>(MatrixMarketHeader header, Triplets<T> all)
    {
        int p = 0;

        for (int column = 0; column < header.Columns; column++)
        {
            int first = header.Symmetry switch
            {
                MatrixMarketSymmetry.General => 0,
                MatrixMarketSymmetry.Symmetric => column,
                _ => column + 1,
            };

            for (int row = first; row < header.Rows; row++, p++)
            {
                all.Rows[p] = row;
                all.Columns[p] = column;
            }
        }
    }

    /// <summary>Adds the entries above the diagonal, behind those of the file.</summary>
    private static Triplets<T> Mirror<T>(Triplets<T> half, MatrixMarketHeader header)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = half.Values.Length;
        int mirrored = 0;

        for (int p = 0; p < count; p++)
        {
            mirrored += half.Rows[p] != half.Columns[p] ? 1 : 0;
        }

        Triplets<T> full = half with
        {
            Rows = new int[count + mirrored],
            Columns = new int[count + mirrored],
            Values = new T[count + mirrored],
        };
        half.Rows.CopyTo(full.Rows, 0);
        half.Columns.CopyTo(full.Columns, 0);
        half.Values.CopyTo(full.Values, 0);
        int to = count;

        for (int p = 0; p < count; p++)
        {
            if (half.Rows[p] != half.Columns[p])
            {
                full.Rows[to] = half.Columns[p];
                full.Columns[to] = half.Rows[p];
                full.Values[to++] = header.Symmetry == MatrixMarketSymmetry.SkewSymmetric ? -half.Values[p] : half.Values[p];
            }
        }

        full.Lines.OriginalOf = entry => Original(half, entry);

        return full;
    }

    /// <summary>The entry of the file that an entry above the diagonal mirrors.</summary>
    private static long Original<T>(Triplets<T> half, long entry)
    {
        long off = entry - half.Values.Length;

        for (int p = 0; off >= 0 && p < half.Values.Length; p++)
        {
            if (half.Rows[p] != half.Columns[p] && off-- == 0)
            {
                return p;
            }
        }

        return entry;
    }
}
