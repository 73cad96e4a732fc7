namespace IlgpuOptim.Ptx.Execute;

/// <summary>The ranges of native memory that kernels may touch; safe to use from several threads.</summary>
internal sealed class MemoryMap
{
    private readonly Lock _lock = new();
    private readonly List<(ulong Start, ulong End)> _freed = [];
    private volatile Range[] _ranges = [];

    /// <summary>A range of addresses.</summary>
    public sealed record Range(ulong Start, ulong Length);

    public void Add(ulong start, ulong length)
    {
        lock (this._lock)
        {
            List<Range> ranges = [.. this._ranges];
            int at = ranges.FindIndex(range => range.Start > start);
            ranges.Insert(at < 0 ? ranges.Count : at, new Range(start, length));

            for (int i = 1; i < ranges.Count; i++)
            {
                if (ranges[i - 1].Start + ranges[i - 1].Length > ranges[i].Start)
                {
                    throw new ArgumentException($"The range at 0x{start:x} ({length} bytes) overlaps one that is registered.");
                }
            }

            this._freed.RemoveAll(freed => freed.Start < start + length && start < freed.End);
            this._ranges = [.. ranges];
        }
    }

    public void Remove(ulong start)
    {
        lock (this._lock)
        {
            Range range = Array.Find(this._ranges, range => range.Start == start)
                ?? throw new ArgumentException($"No range starts at 0x{start:x}.");
            this._freed.Add((range.Start, range.Start + range.Length));
            this._ranges = [.. this._ranges.Where(other => other != range)];
        }
    }

    /// <summary>The range that holds an address; null if none does.</summary>
    public Range? Find(ulong address)
    {
        Range[] ranges = this._ranges;
        int low = 0;
        int high = ranges.Length - 1;

        while (low <= high)
        {
            int middle = (low + high) >> 1;
            Range range = ranges[middle];

            if (address < range.Start)
            {
                high = middle - 1;
            }
            else if (address - range.Start >= range.Length)
            {
                low = middle + 1;
            }
            else
            {
                return range;
            }
        }

        return null;
    }

    /// <summary>Says what an address outside of every range is.</summary>
    public string Describe(ulong address)
    {
        lock (this._lock)
        {
            if (this._freed.Exists(freed => address >= freed.Start && address < freed.End))
            {
                return "in freed memory";
            }

            Range? before = this._ranges.LastOrDefault(range => range.Start <= address);
            string text = "outside of all registered memory";

            return before is null
                ? text
                : $"{text}, {address - before.Start - before.Length} bytes behind the range at 0x{before.Start:x} of {before.Length} bytes";
        }
    }
}
