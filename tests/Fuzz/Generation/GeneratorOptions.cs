namespace IlgpuOptim.Fuzz.Generation;

/// <summary>What kernels to make.</summary>
internal sealed record GeneratorOptions
{
    /// <summary>Warp size of the device: groups of kernels with shuffles are multiples of it.</summary>
    public int WarpSize { get; init; } = 16;

    /// <summary>Upper bound of the statements of a kernel body; helpers get a quarter.</summary>
    public int MaxStatements { get; init; } = 28;

    /// <summary>Depth of expression trees.</summary>
    public int MaxDepth { get; init; } = 4;

    /// <summary>Percentage of explicitly grouped kernels.</summary>
    public int GroupedPercent { get; init; } = 45;

    /// <summary>Whether grouped kernels may exchange values within warps.</summary>
    public bool AllowWarpOperations { get; init; } = true;
}
