namespace IlgpuOptim.Ptx.Execute;

/// <summary>
/// cp.async as unkindly as the ISA allows: what is copied is read when the thread waits for it and not before, and until then
/// the destination holds garbage.
/// </summary>
internal static unsafe class AsyncOperations
{
    private const byte Garbage = 0xFB;

    public static void Start(Warp warp, Instruction op, uint mask)
    {
        while (mask != 0)
        {
            int lane = warp.Take(ref mask);
            byte* source = warp.Locate(op.Second!, lane, write: false);
            byte* target = warp.Locate(op, lane, write: true);
            new Span<byte>(target, op.Bytes).Fill(Garbage);
            warp.Copies[lane].Add(new PendingCopy(op, (nint)source, (nint)target, -1));
        }
    }

    public static void Commit(Warp warp, Instruction op, uint mask)
    {
        while (mask != 0)
        {
            int lane = warp.Take(ref mask);
            int group = warp.CopyGroups[lane]++;
            List<PendingCopy> copies = warp.Copies[lane];

            for (int i = 0; i < copies.Count; i++)
            {
                copies[i] = copies[i].Group < 0 ? copies[i] with { Group = group } : copies[i];
            }
        }
    }

    public static void Wait(Warp warp, Instruction op, uint mask)
    {
        while (mask != 0)
        {
            int lane = warp.Take(ref mask);
            int last = warp.CopyGroups[lane] - op.Mode;
            Complete(warp, lane, copy => copy.Group >= 0 && copy.Group < last);
        }
    }

    public static void WaitAll(Warp warp, Instruction op, uint mask)
    {
        while (mask != 0)
        {
            Complete(warp, warp.Take(ref mask), _ => true);
        }
    }

    private static void Complete(Warp warp, int lane, Predicate<PendingCopy> isDue)
    {
        foreach (PendingCopy copy in warp.Copies[lane].FindAll(isDue))
        {
            // Once more through the checks: the memory may be gone by now.
            byte* source = warp.Locate(copy.Op.Second!, lane, (nuint)copy.Source, write: false);
            new Span<byte>(source, copy.Op.Bytes).CopyTo(new Span<byte>((void*)copy.Target, copy.Op.Bytes));
        }

        warp.Copies[lane].RemoveAll(isDue);
    }
}

/// <summary>A copy that a thread has not waited for; Group is -1 until it is committed.</summary>
internal readonly record struct PendingCopy(Instruction Op, nint Source, nint Target, int Group);
