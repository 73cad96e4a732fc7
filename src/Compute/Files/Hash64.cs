using System.Buffers.Binary;
using System.Numerics;

namespace IlgpuOptim.Compute.Files;

/// <summary>XXH64 with seed 0 over a stream of bytes: finds damage, not forgery, at the speed of memory.</summary>
internal sealed class Hash64
{
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63;
    private const ulong Prime5 = 0x27D4EB2F165667C5;
    private const int Block = 32;

    private readonly byte[] _pending = new byte[Block];
    private int _pendingCount;
    private ulong _length;
    private ulong _lane0 = unchecked(Prime1 + Prime2);
    private ulong _lane1 = Prime2;
    private ulong _lane2;
    private ulong _lane3 = unchecked(0 - Prime1);

    /// <summary>Takes the next bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        this._length += (ulong)bytes.Length;

        if (this._pendingCount > 0)
        {
            int taken = Math.Min(Block - this._pendingCount, bytes.Length);

            bytes[..taken].CopyTo(this._pending.AsSpan(this._pendingCount));
            this._pendingCount += taken;
            bytes = bytes[taken..];

            if (this._pendingCount < Block)
            {
                return;
            }

            this.Consume(this._pending);
            this._pendingCount = 0;
        }

        int whole = bytes.Length - (bytes.Length % Block);

        this.Consume(bytes[..whole]);
        bytes[whole..].CopyTo(this._pending);
        this._pendingCount = bytes.Length - whole;
    }

    /// <summary>The hash of all bytes so far.</summary>
    public ulong Finish()
    {
        unchecked
        {
            ulong hash = Prime5;

            if (this._length >= Block)
            {
                hash = BitOperations.RotateLeft(this._lane0, 1) + BitOperations.RotateLeft(this._lane1, 7)
                    + BitOperations.RotateLeft(this._lane2, 12) + BitOperations.RotateLeft(this._lane3, 18);

                foreach (ulong lane in (ReadOnlySpan<ulong>)[this._lane0, this._lane1, this._lane2, this._lane3])
                {
                    hash = ((hash ^ Round(0, lane)) * Prime1) + Prime4;
                }
            }

            hash += this._length;

            ReadOnlySpan<byte> rest = this._pending.AsSpan(0, this._pendingCount);

            for (; rest.Length >= 8; rest = rest[8..])
            {
                hash = (BitOperations.RotateLeft(hash ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(rest)), 27) * Prime1) + Prime4;
            }

            if (rest.Length >= 4)
            {
                hash = (BitOperations.RotateLeft(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime1), 23) * Prime2) + Prime3;
                rest = rest[4..];
            }

            foreach (byte last in rest)
            {
                hash = BitOperations.RotateLeft(hash ^ (last * Prime5), 11) * Prime1;
            }

            hash = (hash ^ (hash >> 33)) * Prime2;
            hash = (hash ^ (hash >> 29)) * Prime3;

            return hash ^ (hash >> 32);
        }
    }

    private static ulong Round(ulong lane, ulong input) =>
        unchecked(BitOperations.RotateLeft(lane + (input * Prime2), 31) * Prime1);

    private void Consume(ReadOnlySpan<byte> blocks)
    {
        (ulong lane0, ulong lane1, ulong lane2, ulong lane3) = (this._lane0, this._lane1, this._lane2, this._lane3);

        for (; blocks.Length >= Block; blocks = blocks[Block..])
        {
            lane0 = Round(lane0, BinaryPrimitives.ReadUInt64LittleEndian(blocks));
            lane1 = Round(lane1, BinaryPrimitives.ReadUInt64LittleEndian(blocks[8..]));
            lane2 = Round(lane2, BinaryPrimitives.ReadUInt64LittleEndian(blocks[16..]));
            lane3 = Round(lane3, BinaryPrimitives.ReadUInt64LittleEndian(blocks[24..]));
        }

        (this._lane0, this._lane1, this._lane2, this._lane3) = (lane0, lane1, lane2, lane3);
    }
}
