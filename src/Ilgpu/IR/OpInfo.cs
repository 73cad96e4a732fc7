namespace IlgpuOptim.Engine.IR;

/// <summary>Properties of operations that passes and back ends ask for.</summary>
internal static class OpInfo
{
    /// <summary>The operation writes memory, communicates or is seen by the host, so it may not be removed or moved.</summary>
    public static bool HasSideEffects(this Value value) => value.Op switch
    {
        Op.Store or Op.AtomicRmw or Op.AtomicCas or Op.Barrier or Op.BarrierPopCount or Op.BarrierAnd or Op.BarrierOr
            or Op.GroupBroadcast or Op.MemoryFence or Op.WarpBarrier or Op.AsyncCopy or Op.AsyncCommit or Op.AsyncWait or Op.Prefetch
            or Op.Assert or Op.Print => true,
        Op.Load => (value.Flags & ValueFlags.Volatile) != 0,
        _ => value.IsTerminator,
    };

    /// <summary>The result depends on which lanes take part, so the operation must stay in its control flow.</summary>
    public static bool IsConvergent(this Op op) => op is
        Op.Barrier or Op.BarrierPopCount or Op.BarrierAnd or Op.BarrierOr or Op.GroupBroadcast or Op.WarpBarrier
        or Op.WarpShuffle or Op.WarpBroadcast or Op.WarpPopCount or Op.WarpAll or Op.WarpAny or Op.MatrixLoad or Op.MatrixMultiply;

    /// <summary>All work-items of the group meet here.</summary>
    public static bool IsBarrier(this Op op) => op is
        Op.Barrier or Op.BarrierPopCount or Op.BarrierAnd or Op.BarrierOr or Op.GroupBroadcast;

    /// <summary>
    /// The value depends on its operands alone and may be computed any number of times, anywhere. Integer division
    /// is not among them: it may fault when moved in front of its guard, unless the divisor is a non-zero constant.
    /// </summary>
    public static bool IsPure(this Value value) => value.Op switch
    {
        >= Op.Add and <= Op.IntToPtr => !IsIntegerDivision(value) || value.Operands[1] is { Op: Op.Const, Imm: not 0 },
        Op.PtrAdd or Op.AssumeAligned or Op.SharedAlloc or Op.DynamicShared or Op.DynamicSharedSize or Op.KernelIndex or Op.GridIdx or Op.GridDim
            or Op.GroupIdx or Op.GroupDim or Op.LaneIdx or Op.WarpSize => true,
        _ => false,
    };

    public static bool IsIntegerDivision(this Value value) =>
        value.Op is Op.DivU or Op.RemU || (value.Op is Op.Div or Op.Rem && value.Type.IsInteger());

    public static bool IsCommutative(this Op op) => op is
        Op.Add or Op.Mul or Op.And or Op.Or or Op.Xor or Op.Min or Op.Max or Op.MinU or Op.MaxU or Op.MulHi or Op.MulHiU;

    public static bool ReadsMemory(this Op op) => op is Op.Load or Op.AtomicRmw or Op.AtomicCas or Op.MatrixLoad or Op.AsyncCopy;

    public static bool WritesMemory(this Op op) => op is Op.Store or Op.AtomicRmw or Op.AtomicCas or Op.AsyncCopy;

    /// <summary>The predicate for swapped operands: a &lt; b is b &gt; a.</summary>
    public static Cmp Swap(this Cmp cmp) => cmp switch
    {
        Cmp.Lt => Cmp.Gt,
        Cmp.Le => Cmp.Ge,
        Cmp.Gt => Cmp.Lt,
        Cmp.Ge => Cmp.Le,
        Cmp.UnLt => Cmp.UnGt,
        Cmp.UnLe => Cmp.UnGe,
        Cmp.UnGt => Cmp.UnLt,
        Cmp.UnGe => Cmp.UnLe,
        _ => cmp,
    };

    /// <summary>The predicate that holds exactly when this one does not, for operands of the given type.</summary>
    public static Cmp Negate(this Cmp cmp, IrType type) => (cmp, type.IsFloat()) switch
    {
        (Cmp.Eq, _) => Cmp.Ne,
        (Cmp.Ne, _) => Cmp.Eq,
        (Cmp.Lt, true) => Cmp.UnGe,
        (Cmp.Le, true) => Cmp.UnGt,
        (Cmp.Gt, true) => Cmp.UnLe,
        (Cmp.Ge, true) => Cmp.UnLt,
        (Cmp.UnLt, true) => Cmp.Ge,
        (Cmp.UnLe, true) => Cmp.Gt,
        (Cmp.UnGt, true) => Cmp.Le,
        (Cmp.UnGe, true) => Cmp.Lt,
        (Cmp.Lt, false) => Cmp.Ge,
        (Cmp.Le, false) => Cmp.Gt,
        (Cmp.Gt, false) => Cmp.Le,
        (Cmp.Ge, false) => Cmp.Lt,
        (Cmp.UnLt, false) => Cmp.UnGe,
        (Cmp.UnLe, false) => Cmp.UnGt,
        (Cmp.UnGt, false) => Cmp.UnLe,
        _ => Cmp.UnLt,
    };
}
