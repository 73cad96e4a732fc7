namespace IlgpuOptim.MatrixCompletion.Data.Text;

/// <summary>The entries of one block of text, in memory that is given back as soon as they have been collected.</summary>
internal sealed unsafe class TripletBlock<T> : IDisposable
    where T : unmanaged
{
    private NativeSlab? _slab;

    /// <param name="slab">Where memory comes from; the worker's own.</param>
    /// <param name="text">The text.</param>
    /// <param name="capacity">Entries there is room for.</param>
    /// <param name="withTimes">Room for times, too.</param>
    public TripletBlock(ref NativeSlab? slab, TextBlock text, int capacity, bool withTimes)
    {
        this.Index = text.Index;
        this.Capacity = capacity;
        long entrySize = (2 * sizeof(int)) + sizeof(T) + (withTimes ? sizeof(long) : 0);
        byte* next = NativeSlab.Take(ref slab, capacity * entrySize, isSingle: text.Length < TextBlockReader.BlockSize / 2);
        this._slab = slab;

        // The widest first, so that everything is aligned.
        this.Times = withTimes ? (long*)next : null;
        next += withTimes ? (long)capacity * sizeof(long) : 0;
        this.Values = (T*)next;
        next += (long)capacity * sizeof(T);
        this.Rows = (int*)next;
        this.Columns = this.Rows + capacity;
    }

    public int Index { get; }

    public int Capacity { get; }

    public int Count { get; set; }

    public int* Rows { get; }

    public int* Columns { get; }

    public T* Values { get; }

    public long* Times { get; }

    /// <summary>Which of the workers' tables the rows and columns are numbers of.</summary>
    public int Worker { get; init; }

    /// <summary>Lines on which runs of entries begin, with the number of the entry in the block.</summary>
    public List<(int Entry, long Line)> Runs { get; } = [];

    public void Dispose()
    {
        this._slab?.Release();
        this._slab = null;
    }
}
