namespace IlgpuOptim.Ptx.Driver;

/// <summary>Work that waits until somebody waits for it: what a program does not order may come as late as it can.</summary>
internal sealed class VirtualStream(nint context, bool isBlocking)
{
    public nint Context { get; } = context;

    /// <summary>Whether the stream keeps order with the default stream.</summary>
    public bool IsBlocking { get; } = isBlocking;

    public Queue<Action> Work { get; } = [];

    /// <summary>The recording that takes the work instead.</summary>
    public VirtualGraph? Capture { get; set; }

    public bool IsOrigin { get; set; }
}

/// <summary>Recorded work.</summary>
internal sealed class VirtualGraph
{
    public List<Action> Work { get; } = [];
}

/// <summary>A mark in a stream; every recording has a number of its own.</summary>
internal sealed class VirtualEvent
{
    public VirtualStream? Stream { get; set; }

    public VirtualGraph? Capture { get; set; }

    public long Recorded { get; set; }

    public long Passed { get; set; }

    public long Time { get; set; }
}

/// <summary>A loaded module, and its kernels by handle.</summary>
internal sealed class VirtualFunction(PtxKernel kernel)
{
    public PtxKernel Kernel { get; } = kernel;

    /// <summary>What the host has allowed: more than 48 KB only by attribute.</summary>
    public int MaximumDynamicShared { get; set; } = (48 * 1024) - kernel.StaticSharedBytes;
}
