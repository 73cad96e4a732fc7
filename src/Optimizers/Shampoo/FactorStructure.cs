namespace IlgpuOptim.Optimizers;

/// <summary>Which entries of a Kronecker factor may differ from zero. All structures are closed under sums and products.</summary>
public enum FactorStructure
{
    /// <summary>All d x d entries.</summary>
    Dense,

    /// <summary>The diagonal.</summary>
    Diagonal,

    /// <summary>Blocks of 30 x 30 along the diagonal; the last one takes what is left.</summary>
    Block30Diagonal,

    /// <summary>[[A, B, B'], [0, diag C, 0], [0, D, E]] with 15 x 15 blocks A and E.</summary>
    Hierarchical15,

    /// <summary>Lower triangular and constant along diagonals.</summary>
    LowerToeplitz,

    /// <summary>Upper triangular and constant along diagonals.</summary>
    UpperToeplitz,
}

/// <summary>How the values of a structured d x d factor are stored. Usable in kernels.</summary>
internal readonly struct FactorShape
{
    /// <summary>Size of the blocks of <see cref="FactorStructure.Block30Diagonal"/>.</summary>
    public const int BlockSize = 30;

    /// <summary>Size of the corner blocks of <see cref="FactorStructure.Hierarchical15"/>.</summary>
    public const int CornerSize = 15;

    public readonly FactorStructure Structure;

    /// <summary>Rows and columns, d.</summary>
    public readonly int Size;

    /// <summary>Stored values.</summary>
    public readonly long Count;

    public FactorShape(FactorStructure structure, int size)
    {
        this.Structure = structure;
        this.Size = size;
        long d = size;
        long rest = d % BlockSize;
        this.Count = structure switch
        {
            FactorStructure.Dense => d * d,
            FactorStructure.Block30Diagonal => (d / BlockSize * BlockSize * BlockSize) + (rest * rest),
            FactorStructure.Hierarchical15 => (this.FirstCorner * d) + this.Middle + ((long)this.LastCorner * (d - this.FirstCorner)),
            _ => d,
        };
    }

    /// <summary>Rows of A: all of a small factor.</summary>
    public int FirstCorner => this.Size < CornerSize ? this.Size : CornerSize;

    /// <summary>Rows of E; grows to 15 only when A has its 15.</summary>
    public int LastCorner => this.Size - this.FirstCorner < CornerSize ? this.Size - this.FirstCorner : CornerSize;

    /// <summary>Rows between the corners, which have only their diagonal.</summary>
    public int Middle => this.Size - this.FirstCorner - this.LastCorner;

    /// <summary>Where diag C is stored, behind the rows [A, B, B'].</summary>
    public long MiddleStart => (long)this.FirstCorner * this.Size;

    /// <summary>Where the rows [D, E] are stored, Middle + LastCorner values each.</summary>
    public long LastStart => this.MiddleStart + this.Middle;

    /// <summary>The value is one of the main diagonal (for Toeplitz structures: the whole of it).</summary>
    public bool IsDiagonal(long value)
    {
        switch (this.Structure)
        {
            case FactorStructure.Dense:
                return value % (this.Size + 1) == 0;
            case FactorStructure.Diagonal:
                return true;
            case FactorStructure.Block30Diagonal:
                long full = (long)(this.Size / BlockSize) * BlockSize * BlockSize;

                return value < full
                    ? value % (BlockSize * BlockSize) % (BlockSize + 1) == 0
                    : (value - full) % ((this.Size % BlockSize) + 1) == 0;
            case FactorStructure.Hierarchical15:
                if (value < this.MiddleStart)
                {
                    return value / this.Size == value % this.Size;
                }

                int width = this.Middle + this.LastCorner;
                long last = value - this.LastStart;

                return last < 0 || (last / width) + this.Middle == last % width;
            default:
                return value == 0;
        }
    }

    /// <summary>Entries of the factor that a stored value stands for.</summary>
    public long Entries(long value) =>
        this.Structure is FactorStructure.LowerToeplitz or FactorStructure.UpperToeplitz ? this.Size - value : 1;
}
