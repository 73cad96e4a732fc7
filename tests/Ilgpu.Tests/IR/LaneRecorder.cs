using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.Tests.IR;

/// <summary>
/// What one lane computes, by value and by the rounds of the loops around it: lanes of a warp that meet again as soon
/// as they can compute the same value in the same rounds together.
/// </summary>
internal sealed class LaneRecorder(LoopForest forest, int lane)
{
    private readonly Dictionary<Loop, int> _rounds = [];
    private Block? _previous;
    private string _instance = "";

    public int Lane => lane;

    /// <summary>Value and instance to bits; terminators record the successor taken.</summary>
    public Dictionary<(Value, string), long> Values { get; } = [];

    public HashSet<(Block, string)> Blocks { get; } = [];

    public void Enter(Block block)
    {
        Loop? loop = forest.InnermostOf(block);
        if (loop is not null && loop.Header == block)
        {
            bool isBack = _previous is not null && loop.Contains(_previous);
            _rounds[loop] = isBack ? _rounds[loop] + 1 : 0;
        }

        _instance = "";
        for (; loop is not null; loop = loop.Parent)
        {
            _instance = _rounds[loop] + "." + _instance;
        }

        _previous = block;
        Assert(this.Blocks.Add((block, _instance)), "the instances of a block are different");
    }

    public void Record(Value value, long bits) => this.Values[(value, _instance)] = bits;

    private static void Assert(bool holds, string message)
    {
        if (!holds)
        {
            throw new InvalidOperationException(message);
        }
    }
}
