using ILGPU.Runtime;

namespace ILGPU.Algorithms;

/// <summary>
/// How an array is dealt to groups: every group takes one contiguous chunk. It depends on the length only, so results are
/// the same whatever the number of cores.
/// </summary>
internal readonly struct Chunks
{
    private const int MaxGroups = 1024;
    private const int MinLength = 1 << 14;

    private Chunks(int groups, int groupSize, long length)
    {
        this.Groups = groups;
        this.GroupSize = groupSize;
        this.Length = length;
    }

    /// <summary>Number of groups.</summary>
    public int Groups { get; }

    /// <summary>Work-items per group.</summary>
    public int GroupSize { get; }

    /// <summary>Elements per group; the last one may have fewer.</summary>
    public long Length { get; }

    /// <summary>Launch configuration.</summary>
    public KernelConfig Config => new(this.Groups, this.GroupSize);

    public static Chunks For(Accelerator accelerator, long length)
    {
        int groupSize = GroupSizeOf(accelerator);
        long perGroup = Math.Max(MinLength, (length + MaxGroups - 1) / MaxGroups);
        perGroup = (perGroup + groupSize - 1) / groupSize * groupSize;

        return new Chunks((int)Math.Max(1, (length + perGroup - 1) / perGroup), groupSize, perGroup);
    }

    /// <summary>On a CPU a group of one warp needs no shared memory; a GPU wants more work-items.</summary>
    public static int GroupSizeOf(Accelerator accelerator) =>
        accelerator.AcceleratorType == AcceleratorType.CPU ? accelerator.WarpSize : Math.Min(256, accelerator.MaxNumThreadsPerGroup);
}
