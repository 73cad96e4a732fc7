using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TorchSharp.Utils;

/// <summary>A dictionary that keeps the order in which keys were added.</summary>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TValue">The values.</typeparam>
public class OrderedDict<TKey, TValue> : IDictionary<TKey, TValue>, IList<(TKey, TValue)>
{
    private readonly Dictionary<TKey, TValue> _values = [];
    private readonly List<TKey> _order = [];

    /// <summary>Whether it cannot be changed; it always can.</summary>
    public bool IsReadOnly => false;

    /// <summary>The keys, in order.</summary>
    public ICollection<TKey> Keys => this._order.AsReadOnly();

    /// <summary>The values, in the order of their keys.</summary>
    public ICollection<TValue> Values => [.. this.values()];

    /// <summary>How many there are.</summary>
    public int Count => this._order.Count;

    /// <summary>The entry at a place.</summary>
    public (TKey, TValue) this[int index]
    {
        get => (this._order[index], this._values[this._order[index]]);
        set
        {
            this._values.Remove(this._order[index]);
            this._order[index] = value.Item1;
            this._values.Add(value.Item1, value.Item2);
        }
    }

    /// <summary>The value of a key; set: a new key goes to the end.</summary>
    public TValue this[TKey key]
    {
        get => this._values[key];
        set
        {
            if (!this._values.ContainsKey(key))
            {
                this._order.Add(key);
            }

            this._values[key] = value;
        }
    }

    /// <summary>Removes everything.</summary>
    public void clear() => this.Clear();

    /// <summary>The entries, in order.</summary>
    public IEnumerator<(TKey, TValue)> items() => this.GetEnumerator();

    /// <summary>The keys, in order.</summary>
    public IEnumerable<TKey> keys() => this._order;

    /// <summary>The values, in the order of their keys.</summary>
    public IEnumerable<TValue> values() => this._order.Select(key => this._values[key]);

    /// <summary>Adds an entry at the end.</summary>
    public void Add((TKey, TValue) item) => this.Add(item.Item1, item.Item2);

    /// <summary>Adds an entry at the end.</summary>
    public void Add(TKey key, TValue value)
    {
        this._values.Add(key, value);
        this._order.Add(key);
    }

    /// <summary>Adds an entry at the end.</summary>
    public void Add(KeyValuePair<TKey, TValue> item) => this.Add(item.Key, item.Value);

    /// <summary>Whether the entry is there.</summary>
    public bool Contains((TKey, TValue) item) =>
        this._values.TryGetValue(item.Item1, out TValue value) && EqualityComparer<TValue>.Default.Equals(value, item.Item2);

    /// <summary>Whether the entry is there.</summary>
    public bool Contains(KeyValuePair<TKey, TValue> item) => this.Contains((item.Key, item.Value));

    /// <summary>Copies the entries.</summary>
    public void CopyTo((TKey, TValue)[] array, int arrayIndex)
    {
        foreach (TKey key in this._order)
        {
            array[arrayIndex++] = (key, this._values[key]);
        }
    }

    /// <summary>Copies the entries.</summary>
    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex)
    {
        foreach (TKey key in this._order)
        {
            array[arrayIndex++] = new KeyValuePair<TKey, TValue>(key, this._values[key]);
        }
    }

    /// <summary>The place of an entry; -1 if it is not there.</summary>
    public int IndexOf((TKey, TValue) item) => this.Contains(item) ? this._order.IndexOf(item.Item1) : -1;

    /// <summary>Adds an entry at a place.</summary>
    public void Insert(int index, (TKey, TValue) item)
    {
        this._values.Add(item.Item1, item.Item2);
        this._order.Insert(index, item.Item1);
    }

    /// <summary>Removes an entry.</summary>
    public bool Remove((TKey, TValue) item) => this.Contains(item) && this.Remove(item.Item1);

    /// <summary>Removes an entry.</summary>
    public bool Remove(KeyValuePair<TKey, TValue> item) => this.Remove((item.Key, item.Value));

    /// <summary>Removes the entry at a place.</summary>
    public void RemoveAt(int index) => this.Remove(this._order[index]);

    /// <summary>Whether there is such a key.</summary>
    public bool ContainsKey(TKey key) => this._values.ContainsKey(key);

    /// <summary>Removes a key.</summary>
    public bool Remove(TKey key) => this._values.Remove(key) && this._order.Remove(key);

    /// <summary>The value of a key, if there is such a key.</summary>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => this._values.TryGetValue(key, out value);

    /// <summary>Removes everything.</summary>
    public void Clear()
    {
        this._values.Clear();
        this._order.Clear();
    }

    /// <summary>The entries, in order.</summary>
    public IEnumerator<(TKey, TValue)> GetEnumerator()
    {
        foreach (TKey key in this._order)
        {
            yield return (key, this._values[key]);
        }
    }

    /// <inheritdoc/>
    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() =>
        this._order.Select(key => new KeyValuePair<TKey, TValue>(key, this._values[key])).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => this.GetEnumerator();
}
