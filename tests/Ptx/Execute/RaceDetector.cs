namespace IlgpuOptim.Ptx.Execute;

/// <summary>
/// Finds accesses of different threads to the same byte of shared memory between two barriers of the block, one of which
/// is a plain write. Threads of one warp are taken as ordered by the warp's own synchronisation. Atomic operations never race.
/// </summary>
internal sealed class RaceDetector(int bytes)
{
    private readonly (int Epoch, int Warp, int Line)[] _writes = new (int, int, int)[bytes];
    private readonly (int Epoch, int Warp, int Line)[] _reads = new (int, int, int)[bytes];
    private int _epoch = 1;

    public void Clear() => this._epoch++;

    public void NextEpoch() => this._epoch++;

    public void Note(Warp warp, Instruction op, int lane, int offset, bool write)
    {
        // Atomic operations order themselves; volatile accesses are the program's own affair.
        if (op.Mode == MemoryMode.Ordered)
        {
            return;
        }

        for (int i = offset; i < offset + op.Bytes; i++)
        {
            (int Epoch, int Warp, int Line) other = this._writes[i];

            if (other.Epoch != this._epoch || other.Warp == warp.Index)
            {
                other = write ? this._reads[i] : default;
            }

            if (other.Epoch == this._epoch && other.Warp != warp.Index)
            {
                throw warp.Fault(op, lane, $"byte {i} of shared memory is accessed by warp {other.Warp} in line {other.Line} too, without a barrier between");
            }

            (write ? this._writes : this._reads)[i] = (this._epoch, warp.Index, op.Line);
        }
    }
}

/// <summary>What <see cref="Instruction.Mode"/> says of memory instructions.</summary>
internal static class MemoryMode
{
    public const int Plain = 0;

    /// <summary>Atomic, volatile, relaxed, acquire or release.</summary>
    public const int Ordered = 1;
}
