namespace IlgpuOptim.Ptx.Syntax;

/// <summary>The predefined registers.</summary>
internal static class SpecialRegisters
{
    private static readonly HashSet<string> Vectors = ["%tid", "%ntid", "%ctaid", "%nctaid"];

    private static readonly HashSet<string> Scalars =
    [
        "%laneid", "%warpid", "%nwarpid", "%smid", "%nsmid", "%gridid", "%lanemask_eq", "%lanemask_le", "%lanemask_lt",
        "%lanemask_ge", "%lanemask_gt", "%clock", "%clock_hi", "%clock64", "%globaltimer", "%globaltimer_lo", "%globaltimer_hi",
        "%dynamic_smem_size", "%total_smem_size",
    ];

    public static bool IsVector(string name) => Vectors.Contains(name);

    public static bool IsScalar(string name) => Scalars.Contains(name);

    public static bool IsReserved(string name) => Vectors.Contains(name) || Scalars.Contains(name);

    public static PtxType Type(string name) =>
        name is "%gridid" or "%clock64" or "%globaltimer" ? PtxType.U64 : PtxType.U32;

    /// <summary>Whether the value changes while a thread runs.</summary>
    public static bool IsClock(string name) => name.StartsWith("%clock", StringComparison.Ordinal) ||
        name.StartsWith("%globaltimer", StringComparison.Ordinal);
}
