namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <summary>
/// The text of a kernel and what a launch has to know about it. The arguments of the entry point are, in this order:
/// one <c>__global</c> pointer per entry of <see cref="PointerParameters"/>; the scalar block, by value or, if
/// <see cref="BlockInBuffer"/>, as a buffer; <c>__local</c> memory of the dynamic shared size (at least one byte), if
/// <see cref="UsesDynamicShared"/>; <c>__local</c> memory of <see cref="ScratchBytesPerItem"/> bytes for every work-item
/// of the group, if that is not zero; the buffer of reports, if <see cref="UsesReports"/>.
/// </summary>
internal sealed record OpenClSource
{
    /// <summary>The program.</summary>
    public required string Text { get; init; }

    /// <summary>Name of the kernel in the program.</summary>
    public required string EntryPoint { get; init; }

    /// <summary>Options that the text needs, for clBuildProgram.</summary>
    public required string BuildOptions { get; init; }

    /// <summary>Indices of the pointers among the function's parameters, in the order of the kernel's arguments.</summary>
    public required int[] PointerParameters { get; init; }

    /// <summary>Size of the scalar block in bytes, a multiple of 8; 0: there is no block argument.</summary>
    public required int BlockBytes { get; init; }

    /// <summary>Place of the extent of an implicit kernel (three 32-bit integers) in the block, or -1.</summary>
    public int ExtentOffset { get; init; } = -1;

    /// <summary>
    /// Place of the number of indices per OpenCL work-item (a 32-bit integer) in the block, or -1: on processors, a work-item of an
    /// implicit kernel that knows nothing of groups runs a chunk of the X axis. It is launched in groups of one work-item, with
    /// exactly as many as there are chunks in X and indices in Y and Z.
    /// </summary>
    public int ChunkOffset { get; init; } = -1;

    /// <summary>Place of the size of the dynamic shared memory in bytes (a 64-bit integer) in the block, or -1.</summary>
    public int DynamicSharedSizeOffset { get; init; } = -1;

    /// <summary>The block is larger than what fits into arguments by value: it is passed as a read-only buffer.</summary>
    public bool BlockInBuffer { get; init; }

    /// <summary>Size of the static shared memory in bytes.</summary>
    public int StaticSharedBytes { get; init; }

    /// <summary>The kernel takes an argument with dynamic shared memory.</summary>
    public bool UsesDynamicShared { get; init; }

    /// <summary>Local memory for exchange between work-items that the launch provides, per work-item of a group.</summary>
    public int ScratchBytesPerItem { get; init; }

    /// <summary>The kernel exchanges values through local memory.</summary>
    public bool NeedsWarpScratch => this.ScratchBytesPerItem > 0;

    /// <summary>Groups must hold a multiple of this many work-items (in X) where that is possible.</summary>
    public int GroupSizeMultiple { get; init; } = 1;

    /// <summary>Groups have to consist of complete warps.</summary>
    public bool NeedsWholeWarps { get; init; }

    /// <summary>
    /// The kernel reports failed assertions and output to a buffer of 32-bit words, zeroed but for word 9, by the layout in
    /// <see cref="OpenClReports"/>.
    /// </summary>
    public bool UsesReports { get; init; }

    /// <summary>Texts of assertions and output by their numbers in reports.</summary>
    public string[] Messages { get; init; } = [];

    /// <summary>Private memory of a work-item in bytes (arrays only).</summary>
    public int LocalBytes { get; init; }
}

/// <summary>Layout of the buffer of reports, in 32-bit words.</summary>
internal static class OpenClReports
{
    /// <summary>Not zero as soon as an assertion failed: 1 + the number of its message.</summary>
    public const int Fault = 0;

    /// <summary>Three words: global index of the work-item whose assertion failed first.</summary>
    public const int FaultIndex = 1;

    /// <summary>Words of output that work-items wanted to write; more than the capacity if some was lost.</summary>
    public const int Used = 8;

    /// <summary>Words that follow from <see cref="Records"/> on; filled in by the launch.</summary>
    public const int Capacity = 9;

    /// <summary>
    /// First word of the output: records of the number of the message, the number of arguments, and for every argument its
    /// type (<see cref="IR.IrType"/>) and its bits, low word first.
    /// </summary>
    public const int Records = 16;
}
