using System.Numerics;

namespace IlgpuOptim.MatrixCompletion.Data.Arrays;

/// <summary>A dense matrix with holes: NaN is missing, all else, 0 included, is observed.</summary>
internal static class DenseReader
{
    public static RatingData<T> Read<T>(string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        NpyArray<T> array = NpyFile.Read<T>(path);

        if (array.Shape.Length != 2)
        {
            throw new DataFormatException(
                path, 0, $"an array of shape ({string.Join(", ", array.Shape)}) is no matrix; needed are two axes");
        }

        return FromDense(path, array.Shape[0], array.Shape[1], array.Data);
    }

    /// <summary>The elements of a dense matrix in C order that are not NaN.</summary>
    public static RatingData<T> FromDense<T>(string path, int rowCount, int columnCount, ReadOnlySpan<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = 0;

        for (int p = 0; p < data.Length; p++)
        {
            if (T.IsInfinity(data[p]))
            {
                throw new DataFormatException(
                    path, 0, $"row {p / columnCount}, column {p % columnCount} (from 0) is infinite; NaN marks what is missing");
            }

            count += T.IsNaN(data[p]) ? 0 : 1;
        }

        if (count == 0)
        {
            throw new DataFormatException(path, 0, "no ratings: every element is missing (NaN)");
        }

        int[] rows = new int[count];
        int[] columns = new int[count];
        T[] values = new T[count];
        int to = 0;

        for (int p = 0; p < data.Length; p++)
        {
            if (!T.IsNaN(data[p]))
            {
                rows[to] = p / columnCount;
                columns[to] = p % columnCount;
                values[to++] = data[p];
            }
        }

        return new RatingData<T>(rows, columns, values, IdMap.Consecutive(rowCount, 0), IdMap.Consecutive(columnCount, 0), null, path);
    }
}
