namespace IlgpuOptim.MatrixCompletion.Data;

/// <summary>From the number of an entry to its line: runs of entries on consecutive lines.</summary>
internal sealed class LineMap
{
    private readonly List<long> _entries = [];
    private readonly List<long> _lines = [];

    /// <summary>For entries that the file does not hold: the entry they were derived from. Null where there are none.</summary>
    public Func<long, long>? OriginalOf { get; set; }

    /// <summary>From this entry (from 0) on, entries are on consecutive lines, the first on the given line (from 1).</summary>
    public void StartRun(long entry, long line)
    {
        int last = this._entries.Count - 1;

        // The run before goes on.
        if (last >= 0 && line - this._lines[last] == entry - this._entries[last])
        {
            return;
        }

        this._entries.Add(entry);
        this._lines.Add(line);
    }

    /// <summary>The line of an entry, from 1.</summary>
    public long LineOf(long entry)
    {
        entry = this.OriginalOf?.Invoke(entry) ?? entry;
        int run = this._entries.BinarySearch(entry);
        run = run < 0 ? ~run - 1 : run;

        return run < 0 ? 0 : this._lines[run] + entry - this._entries[run];
    }
}
