namespace IlgpuOptim.Optimizers.Kernels;

/// <summary>
/// What one group of a multi-tensor launch works on: a piece of one tensor. Big tensors are many pieces, small ones a single
/// piece, so that one launch serves tensors of all sizes.
/// </summary>
internal struct Chunk
{
    /// <summary>Greatest length of a piece in elements.</summary>
    public const int MaxLength = 1 << 14;

    /// <summary>Slot of the tensor in the launch's <see cref="ISlots{TSelf, T}"/>.</summary>
    public int Slot;

    /// <summary>Number of the parameter in the optimizer.</summary>
    public int Parameter;

    /// <summary>First element of the piece in the tensor.</summary>
    public long Start;

    /// <summary>First element of the piece in the block's state (and gathered gradient).</summary>
    public long StateStart;

    /// <summary>Number of elements.</summary>
    public int Length;

    /// <summary>Position of the piece's partial sum in the reduction over all gradients.</summary>
    public int Partial;
}
