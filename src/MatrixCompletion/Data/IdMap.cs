using System.Globalization;

namespace IlgpuOptim.MatrixCompletion.Data;

/// <summary>
/// The names of rows or columns: index 0..Count-1 to id and back. Ids are in ascending order - numbers by value, texts by their
/// UTF-16 units - so that the order of indices is the order of ids.
/// </summary>
public sealed class IdMap
{
    private readonly long[]? _numbers;
    private readonly string[]? _texts;
    private readonly long _first;

    private IdMap(int count, long first, long[]? numbers, string[]? texts)
    {
        this.Count = count;
        this._first = first;
        this._numbers = numbers;
        this._texts = texts;
    }

    /// <summary>Number of ids.</summary>
    public int Count { get; }

    /// <summary>Every id is a whole number.</summary>
    public bool IsNumeric => this._texts is null;

    /// <summary>Ids are consecutive numbers and no table is held, as for Matrix Market files.</summary>
    public bool IsConsecutive => this._texts is null && this._numbers is null;

    /// <summary>The id of an index, as text.</summary>
    /// <exception cref="IndexOutOfRangeException">The index is not in 0..Count-1.</exception>
    public string this[int index] => this._texts is { } texts
        ? texts[index]
        : this.NumberOf(index).ToString(CultureInfo.InvariantCulture);

    /// <summary>Consecutive numbers from <paramref name="first"/> on; 1 as in Matrix Market files.</summary>
    public static IdMap Consecutive(int count, long first = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);

        return new IdMap(count, first, null, null);
    }

    /// <summary>Numbers, strictly ascending; the array is kept.</summary>
    /// <exception cref="ArgumentException">The numbers do not ascend strictly.</exception>
    public static IdMap FromNumbers(long[] ids)
    {
        for (int i = 1; i < ids.Length; i++)
        {
            if (ids[i] <= ids[i - 1])
            {
                throw new ArgumentException($"ids must ascend strictly; {ids[i]} follows {ids[i - 1]} at index {i}", nameof(ids));
            }
        }

        return new IdMap(ids.Length, 0, ids, null);
    }

    /// <summary>Texts, strictly ascending in ordinal order; the array is kept.</summary>
    /// <exception cref="ArgumentException">The texts do not ascend strictly.</exception>
    public static IdMap FromTexts(string[] ids)
    {
        for (int i = 1; i < ids.Length; i++)
        {
            if (string.CompareOrdinal(ids[i], ids[i - 1]) <= 0)
            {
                throw new ArgumentException($"ids must ascend strictly; '{ids[i]}' follows '{ids[i - 1]}' at index {i}", nameof(ids));
            }
        }

        return new IdMap(ids.Length, 0, null, ids);
    }

    /// <summary>The id of an index as a number.</summary>
    /// <exception cref="InvalidOperationException">The ids are texts.</exception>
    /// <exception cref="IndexOutOfRangeException">The index is not in 0..Count-1.</exception>
    public long NumberOf(int index)
    {
        if (this._texts is not null)
        {
            throw new InvalidOperationException("these ids are texts");
        }

        return (uint)index >= (uint)this.Count ? throw new IndexOutOfRangeException() : this._numbers is { } numbers
            ? numbers[index]
            : this._first + index;
    }

    /// <summary>The index of an id, or -1 if it is not there (a cold row or column).</summary>
    public int IndexOf(string id)
    {
        if (this._texts is { } texts)
        {
            return Math.Max(-1, Array.BinarySearch(texts, id, StringComparer.Ordinal));
        }

        // Only the plain spelling of a number is its id: "07" is not "7".
        return long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            && number.ToString(CultureInfo.InvariantCulture) == id
                ? this.IndexOf(number)
                : -1;
    }

    /// <summary>The index of an id, or -1 if it is not there (a cold row or column).</summary>
    public int IndexOf(long id)
    {
        if (this._texts is not null)
        {
            return this.IndexOf(id.ToString(CultureInfo.InvariantCulture));
        }

        return this._numbers is { } numbers
            ? Math.Max(-1, Array.BinarySearch(numbers, id))
            : id >= this._first && id - this._first < this.Count ? (int)(id - this._first) : -1;
    }

    /// <summary>For every index the index of the same id in <paramref name="other"/>, or -1.</summary>
    public int[] MapTo(IdMap other)
    {
        int[] map = new int[this.Count];

        for (int i = 0; i < map.Length; i++)
        {
            map[i] = this.IsNumeric ? other.IndexOf(this.NumberOf(i)) : other.IndexOf(this[i]);
        }

        return map;
    }
}
