using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace IlgpuOptim.MatrixCompletion.Data.Text;

/// <summary>Numbers ids 0, 1, 2, ... in the order in which one worker meets them.</summary>
internal sealed class IdTable
{
    /// <summary>Small keys are below it.</summary>
    private const long MaxDirect = 1 << 22;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _textLookup;

    // Open addressing with linear probing; a slot holds the number of a key, plus 1.
    private int[] _slots = new int[64];
    private long[] _keys = new long[32];
    private int[] _keyNumbers = new int[32];
    private int _keyCount;
    private int _count;

    // In front of the slots, a place for each small key, with its number plus 1. Most ids are consecutive.
    private int[] _direct = [];

    public IdTable() => this._textLookup = this._texts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The number of an id that is a whole number in its plain spelling.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Add(long key)
    {
        int[] direct = this._direct;

        return (ulong)key < (ulong)direct.Length && direct[key] is > 0 and int known ? known - 1 : this.AddNew(key);
    }

    /// <summary>The number of an id in any spelling.</summary>
    /// <exception cref="ArgumentException">It is not UTF-8.</exception>
    public int Add(ReadOnlySpan<byte> text)
    {
        if (TryParsePlain(text, out long key))
        {
            return this.Add(key);
        }

        char[]? rented = null;
        Span<char> chars = text.Length <= 256 ? stackalloc char[256] : rented = new char[text.Length];
        ReadOnlySpan<char> id = chars[..Utf8.GetChars(text, chars)];

        if (!this._textLookup.TryGetValue(id, out int number))
        {
            this._textLookup[id] = number = this._count++;
        }

        return number;
    }

    /// <summary>True for -999999999999999999 to 999999999999999999, without leading zeros or plus.</summary>
    public static bool TryParsePlain(ReadOnlySpan<byte> text, out long key)
    {
        ReadOnlySpan<byte> digits = text is [(byte)'-', .. ReadOnlySpan<byte> rest] ? rest : text;
        key = 0;

        if (digits.Length is 0 or > 18 || (digits[0] == '0' && text.Length > 1))
        {
            return false;
        }

        foreach (byte c in digits)
        {
            if (c is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            key = (key * 10) + (c - '0');
        }

        key = digits.Length < text.Length ? -key : key;

        return true;
    }

    /// <summary>All ids in order, and for each table the index of each of its numbers.</summary>
    public static (IdMap Ids, int[][] Maps) Merge(IReadOnlyList<IdTable> tables)
    {
        int[][] maps = [.. tables.Select(table => new int[table._count])];

        if (tables.All(table => table._texts.Count == 0))
        {
            long[] numbers = [.. tables.SelectMany(table => table._keys.AsSpan(0, table._keyCount).ToArray()).Distinct().Order()];

            for (int t = 0; t < maps.Length; t++)
            {
                for (int k = 0; k < tables[t]._keyCount; k++)
                {
                    maps[t][tables[t]._keyNumbers[k]] = Array.BinarySearch(numbers, tables[t]._keys[k]);
                }
            }

            return (IdMap.FromNumbers(numbers), maps);
        }

        string[] texts = [.. tables.SelectMany(Texts).Select(pair => pair.Text).Distinct().Order(StringComparer.Ordinal)];

        for (int t = 0; t < maps.Length; t++)
        {
            foreach ((string text, int number) in Texts(tables[t]))
            {
                maps[t][number] = Array.BinarySearch(texts, text, StringComparer.Ordinal);
            }
        }

        return (IdMap.FromTexts(texts), maps);
    }

    private static IEnumerable<(string Text, int Number)> Texts(IdTable table)
    {
        for (int k = 0; k < table._keyCount; k++)
        {
            yield return (table._keys[k].ToString(CultureInfo.InvariantCulture), table._keyNumbers[k]);
        }

        foreach ((string text, int number) in table._texts)
        {
            yield return (text, number);
        }
    }

    private int AddNew(long key)
    {
        int number = this.Find(key);

        // The table of small keys grows with the number of ids, however large these are.
        if (key >= this._direct.Length && key < Math.Min(MaxDirect, Math.Max(256, 32L * this._keyCount)))
        {
            Array.Resize(ref this._direct, (int)BitOperations.RoundUpToPowerOf2((uint)key + 1));
        }

        if ((ulong)key < (ulong)this._direct.Length)
        {
            this._direct[key] = number + 1;
        }

        return number;
    }

    private int Find(long key)
    {
        int mask = this._slots.Length - 1;
        int slot = Hash(key) & mask;

        for (; this._slots[slot] != 0; slot = (slot + 1) & mask)
        {
            int k = this._slots[slot] - 1;

            if (this._keys[k] == key)
            {
                return this._keyNumbers[k];
            }
        }

        if (this._keyCount == this._keys.Length)
        {
            this.Grow();

            return this.Find(key);
        }

        this._slots[slot] = this._keyCount + 1;
        this._keys[this._keyCount] = key;
        this._keyNumbers[this._keyCount++] = this._count;

        return this._count++;
    }

    private void Grow()
    {
        Array.Resize(ref this._keys, this._keys.Length * 2);
        Array.Resize(ref this._keyNumbers, this._keys.Length);
        this._slots = new int[this._keys.Length * 2];
        int mask = this._slots.Length - 1;

        for (int k = 0; k < this._keyCount; k++)
        {
            int slot = Hash(this._keys[k]) & mask;

            while (this._slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            this._slots[slot] = k + 1;
        }
    }

    /// <summary>High bits of a product with 2^64 / golden ratio: consecutive ids spread.</summary>
    private static int Hash(long key) => (int)((ulong)key * 0x9E37_79B9_7F4A_7C15 >> 33);
}
