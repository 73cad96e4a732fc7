namespace IlgpuOptim.Engine.Backends.Ptx;

/// <summary>What PTX is generated for.</summary>
/// <param name="Sm">Compute capability times ten, such as 80.</param>
/// <param name="PtxVersion">Version of the PTX language times ten, such as 70.</param>
internal sealed record PtxTarget(int Sm, int PtxVersion)
{
    /// <summary>The oldest architecture with independent threads and synchronising shuffles.</summary>
    public const int MinSm = 70;

    /// <summary>Architectures and the version of PTX that introduced each; 6.3 is the least with all instructions in use (6.5 where there are matrix units).</summary>
    private static readonly (int Sm, int Version)[] Known =
    [
        (70, 63), (72, 63), (75, 65), (80, 70), (86, 71), (87, 74), (89, 78), (90, 78), (100, 86), (101, 86), (120, 87),
    ];

    /// <summary>The architectures that have names.</summary>
    public static IEnumerable<int> Architectures => Known.Select(entry => entry.Sm);

    /// <summary>min.NaN and max.NaN for floats, conversions to bf16.</summary>
    public bool HasSm80 => this.Sm >= 80;

    /// <summary>The target for a compute capability; newer ones than are known use the newest known below, which drivers accept.</summary>
    /// <param name="sm">Compute capability times ten.</param>
    /// <exception cref="ArgumentOutOfRangeException">The architecture is older than sm_70.</exception>
    public static PtxTarget For(int sm)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sm, MinSm);
        (int Sm, int Version) best = Known[0];

        foreach ((int Sm, int Version) entry in Known)
        {
            best = entry.Sm <= sm ? entry : best;
        }

        return new PtxTarget(best.Sm, best.Version);
    }
}

/// <summary>A kernel as PTX, with what a launcher has to know.</summary>
/// <param name="Text">The module.</param>
/// <param name="EntryPoint">Name of the kernel in it.</param>
/// <param name="BlockBytes">
/// Size of the one parameter, a block: arguments as on the CPU, then the extent, then, if <paramref name="UsesReports"/>, the address
/// of the memory for reports at the next multiple of 8 behind the extent.
/// </param>
/// <param name="ExtentOffset">Offset of the extent (X, Y, Z as 32-bit integers) in the block.</param>
/// <param name="StaticSharedBytes">Static shared memory.</param>
/// <param name="LocalBytes">Private memory that the module declares, per work-item.</param>
/// <param name="UsesDynamicShared">The kernel uses dynamic shared memory.</param>
/// <param name="UsesReports">The kernel writes text or asserts, by the layout in <see cref="PtxReports"/>.</param>
/// <param name="Messages">Texts of assertions and output by their numbers in reports.</param>
internal sealed record PtxSource(
    string Text,
    string EntryPoint,
    int BlockBytes,
    int ExtentOffset,
    int StaticSharedBytes,
    int LocalBytes,
    bool UsesDynamicShared,
    bool UsesReports,
    string[] Messages)
{
    /// <summary>
    /// Static shared memory that is too large to be declared: launches have to add that many bytes of dynamic shared memory.
    /// </summary>
    public int SharedInDynamicBytes { get; init; }

    /// <summary>Groups have to consist of complete warps.</summary>
    public bool NeedsWholeWarps { get; init; }

    /// <summary>Offset of the address of the reports in the block.</summary>
    public int ReportOffset => (this.ExtentOffset + 12 + 7) & -8;
}

/// <summary>
/// Layout of the memory for reports, in 32-bit words: number + 1 of the assertion that failed first, and where; words of records used,
/// which may exceed the capacity; from <see cref="Records"/> on records of (message, number of arguments, per argument type, low and high word).
/// </summary>
internal static class PtxReports
{
    public const int Fault = 0;
    public const int FaultIndex = 1;
    public const int Used = 4;
    public const int Records = 8;

    /// <summary>Words of the memory.</summary>
    public const int Words = 1 << 16;

    /// <summary>Words for records.</summary>
    public const int Capacity = Words - Records;
}
