using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.Planning;

/// <summary>How the lanes' addresses of a load or store relate.</summary>
internal enum AddressKind : byte
{
    /// <summary>All lanes use one address.</summary>
    Uniform,

    /// <summary>Neighbouring lanes use neighbouring elements.</summary>
    Contiguous,

    /// <summary>Neighbouring lanes are a constant number of elements apart.</summary>
    Strided,

    /// <summary>A scalar base plus a 32-bit index per lane times the element size.</summary>
    Indexed,

    /// <summary>A full address per lane.</summary>
    Pointer,
}

/// <summary>Address of a load or store; for Indexed the scalar terms to add up and the index.</summary>
internal sealed record AddressMode(AddressKind Kind, int Stride = 0, Value? Index = null, List<Value>? Terms = null)
{
    /// <summary>
    /// A loop advances the address by this uniform value times <see cref="StepScale"/> bytes per round, farther than
    /// hardware prefetchers follow: grid-stride loops, where one warp runs all its rounds before the next warp starts.
    /// </summary>
    public Value? Step { get; init; }

    public long StepScale { get; init; }
}
