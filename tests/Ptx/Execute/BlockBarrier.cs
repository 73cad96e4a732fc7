using System.Numerics;

namespace IlgpuOptim.Ptx.Execute;

internal enum BarrierMode
{
    Sync,
    Arrive,
    Popc,
    And,
    Or,
}

/// <summary>One of the 16 barriers of a block.</summary>
internal sealed unsafe class BlockBarrier
{
    /// <summary>Lanes that have come while others of their warp have not, by warp.</summary>
    private readonly Dictionary<int, uint> _partial = [];
    private int _true;
    private int _votes;

    /// <summary>Threads that have arrived; whole warps count as 32.</summary>
    public int Arrived { get; private set; }

    /// <summary>The threads that the instructions name; 0 for all of the block.</summary>
    public int Count { get; private set; }

    public BarrierMode Reduction { get; private set; }

    public List<(Warp Warp, BarrierWait Wait)> Waiting { get; } = [];

    public void Reset()
    {
        this.Arrived = this.Count = this._true = this._votes = 0;
        this.Reduction = BarrierMode.Sync;
        this.Waiting.Clear();
        this._partial.Clear();
    }

    public void Arrive(Warp warp, BarrierWait wait, int count, BarrierMode reduction)
    {
        this.Count = count;
        this.Reduction = reduction;
        this.Arrived += BitOperations.PopCount(wait.Mask);
        uint together = this._partial.GetValueOrDefault(warp.Index) | wait.Mask;

        if (together == warp.Existing)
        {
            // Lanes without threads count where all others of their warp have come.
            this.Arrived += 32 - BitOperations.PopCount(together);
            together = 0;
        }

        this._partial[warp.Index] = together;

        if (reduction >= BarrierMode.Popc)
        {
            this._true += BitOperations.PopCount(wait.Mask & (warp.Preds[wait.Op.C] ^ wait.Op.Flip));
            this._votes += BitOperations.PopCount(wait.Mask);
        }
    }

    /// <summary>Writes the result of a reduction.</summary>
    public void Deliver(Warp warp, BarrierWait wait)
    {
        Instruction op = wait.Op;

        switch (this.Reduction)
        {
            case BarrierMode.Popc:
                Lanes.Fill(warp, op.D, wait.Mask, (uint)this._true);
                warp.Mark(op.D / 32, wait.Mask, 0);
                break;
            case BarrierMode.And or BarrierMode.Or:
                bool result = this.Reduction == BarrierMode.And ? this._true == this._votes : this._true > 0;
                warp.Preds[op.D] = result ? warp.Preds[op.D] | wait.Mask : warp.Preds[op.D] & ~wait.Mask;
                warp.Mark(op.D, wait.Mask, 0);
                break;
        }
    }
}
