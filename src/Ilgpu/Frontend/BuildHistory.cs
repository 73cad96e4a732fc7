namespace IlgpuOptim.Engine.Frontend;

/// <summary>
/// What earlier attempts to build a kernel have found out: variables whose address escapes and therefore need memory,
/// and readonly structs that change in loops after all.
/// </summary>
internal sealed class BuildHistory
{
    private readonly Dictionary<long, int> _frames = [];
    private readonly HashSet<long> _memory = [];
    private readonly HashSet<long> _unstable = [];

    public int Attempts { get; private set; }

    /// <summary>Number of the call at an instruction of a frame, the same in each attempt.</summary>
    public int FrameKey(int parent, int instruction)
    {
        long key = ((long)parent << 32) | (uint)instruction;
        if (!_frames.TryGetValue(key, out int number))
        {
            number = _frames.Count + 1;
            _frames.Add(key, number);
        }

        return number;
    }

    public bool NeedsMemory(long variable) => _memory.Contains(variable);

    public bool IsUnstable(long variable) => _unstable.Contains(variable);

    public void Add(HashSet<long> escaped, HashSet<long> unstable)
    {
        ++this.Attempts;
        _memory.UnionWith(escaped);
        _unstable.UnionWith(unstable);
    }
}
