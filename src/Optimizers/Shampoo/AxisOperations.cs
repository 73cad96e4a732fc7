using System.Numerics;
using IlgpuOptim.Compute;
using ILGPU;

namespace IlgpuOptim.Optimizers;

/// <summary>
/// What SIRFShampoo does with the factors of an axis, for one structure. All results have the structure's own form: nothing here makes a d x d product that
/// the structure does not need.
/// </summary>
/// <typeparam name="TReal">Type of the arithmetic.</typeparam>
internal abstract class AxisOperations<TReal>(ComputeDevice device, FactorShape shape)
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    public ComputeDevice Device => device;

    public FactorShape Shape => shape;

    protected int Size => shape.Size;

    /// <summary>Values per factor that are worth keeping between updates of the factors; 0 if none.</summary>
    public virtual long CacheCount => 0;

    /// <summary>The operations of a structure.</summary>
    public static AxisOperations<TReal> Create(ComputeDevice device, FactorShape shape) => shape.Structure switch
    {
        FactorStructure.Dense => new DenseAxis<TReal>(device, shape),
        FactorStructure.Diagonal => new DiagonalAxis<TReal>(device, shape),
        FactorStructure.Block30Diagonal => new BlockAxis<TReal>(device, shape),
        FactorStructure.Hierarchical15 => new HierarchicalAxis<TReal>(device, shape),
        FactorStructure.LowerToeplitz or FactorStructure.UpperToeplitz => new ToeplitzAxis<TReal>(device, shape),
        _ => throw new ArgumentException($"There is no structure {shape.Structure}."),
    };

    /// <summary>Transposed copies of matrices that the structure takes in both forms are worth their memory.</summary>
    public virtual bool WantsTransposed => false;

    /// <summary>Results of <see cref="ProjectSquare"/> and <see cref="ProjectFactor"/> are undefined above the diagonal.</summary>
    public virtual bool IsLowerOnly => false;

    /// <summary>y = K^T x, or K x.</summary>
    public abstract void Apply(Unfolding<TReal> y, Factors<TReal> k, Unfolding<TReal> x, bool transposed);

    /// <summary>y = K^T x.</summary>
    // transposed: K^T as matrices in memory, if WantsTransposed.
    public virtual void ApplyTransposed(Unfolding<TReal> y, Factors<TReal> k, Factors<TReal> transposed, Unfolding<TReal> x) =>
        this.Apply(y, k, x, transposed: true);

    /// <summary>s = proj(z z^T).</summary>
    // other: The same matrices as z, with the other of rows and columns contiguous; z again if there is no copy.
    public abstract void ProjectSquare(Factors<TReal> s, Unfolding<TReal> z, Unfolding<TReal> other);

    /// <summary>q = proj(K^T K).</summary>
    public abstract void ProjectFactor(Factors<TReal> q, Factors<TReal> k, Factors<TReal> transposed);

    /// <summary>Makes symmetric what is known below the diagonal.</summary>
    public virtual void Complete(Factors<TReal> m)
    {
    }

    /// <summary>km = K M.</summary>
    public abstract void MultiplyFactors(Factors<TReal> km, Factors<TReal> k, Factors<TReal> m);

    /// <summary>Makes the cache of new factors.</summary>
    public virtual void FillCache(Factors<TReal> cache, Factors<TReal> k)
    {
    }

    /// <summary>u = K K^T g.</summary>
    public virtual void Precondition(Unfolding<TReal> u, Factors<TReal> k, Factors<TReal> cache, Unfolding<TReal> g)
    {
        using ScratchScope scope = device.BeginScratch();
        Unfolding<TReal> between = g with
        {
            First = new(scope.Take<TReal>(g.Step * g.Batch), g.Rows, g.Columns, g.First.RowStride, g.First.ColumnStride),
        };

        this.Apply(between, k, g, transposed: true);
        this.Apply(u, k, between, transposed: false);
    }

    /// <summary>The factors as dense matrices.</summary>
    protected Unfolding<TReal> Square(Factors<TReal> factors) => factors.Matrix(0, this.Size, this.Size);
}

/// <summary>Dense factors.</summary>
internal sealed class DenseAxis<TReal>(ComputeDevice device, FactorShape shape) : AxisOperations<TReal>(device, shape)
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    public override long CacheCount => this.Shape.Count;

    public override bool WantsTransposed => this.Size >= Syrk.SmallestOrder;

    public override bool IsLowerOnly => this.Size >= Syrk.SmallestOrder;

    public override void Apply(Unfolding<TReal> y, Factors<TReal> k, Unfolding<TReal> x, bool transposed) =>
        Products.Multiply(this.Device, y, transposed ? this.Square(k).Transposed : this.Square(k), x);

    public override void ApplyTransposed(Unfolding<TReal> y, Factors<TReal> k, Factors<TReal> transposed, Unfolding<TReal> x) =>
        Products.Multiply(this.Device, y, this.TransposedSquare(k, transposed), x);

    public override void ProjectSquare(Factors<TReal> s, Unfolding<TReal> z, Unfolding<TReal> other)
    {
        bool isByRows = z.First.ColumnStride == 1;

        Products.MultiplySymmetric(
            this.Device, this.Square(s), isByRows ? z : other, isByRows ? other.Transposed : z.Transposed, mirrors: false);
    }

    public override void ProjectFactor(Factors<TReal> q, Factors<TReal> k, Factors<TReal> transposed) =>
        Products.MultiplySymmetric(
            this.Device, this.Square(q), this.TransposedSquare(k, transposed), this.Square(k), mirrors: false);

    public override void Complete(Factors<TReal> m)
    {
        if (this.IsLowerOnly)
        {
            MatrixCopy.Mirror(this.Device, this.Square(m).First, m.Batch, m.Step);
        }
    }

    public override void MultiplyFactors(Factors<TReal> km, Factors<TReal> k, Factors<TReal> m) =>
        Products.Multiply(this.Device, this.Square(km), this.Square(k), this.Square(m));

    public override void FillCache(Factors<TReal> cache, Factors<TReal> k) =>
        Products.MultiplySymmetric(this.Device, this.Square(cache), this.Square(k), this.Square(k).Transposed, mirrors: true);

    public override void Precondition(Unfolding<TReal> u, Factors<TReal> k, Factors<TReal> cache, Unfolding<TReal> g) =>
        // K K^T is symmetric: where columns are contiguous, the transposed product takes it as it is.
        Products.Multiply(
            this.Device,
            u.First.ColumnStride == 1 ? u : u.Transposed,
            u.First.ColumnStride == 1 ? this.Square(cache) : g.Transposed,
            u.First.ColumnStride == 1 ? g : this.Square(cache));

    private Unfolding<TReal> TransposedSquare(Factors<TReal> k, Factors<TReal> transposed) =>
        transposed.Batch > 0 ? this.Square(transposed) : this.Square(k).Transposed;
}

/// <summary>Diagonal factors.</summary>
internal sealed class DiagonalAxis<TReal>(ComputeDevice device, FactorShape shape) : AxisOperations<TReal>(device, shape)
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    public override void Apply(Unfolding<TReal> y, Factors<TReal> k, Unfolding<TReal> x, bool transposed) =>
        RowLauncher.Scale(this.Device, y, k, x, power: 1, adds: false);

    public override void ProjectSquare(Factors<TReal> s, Unfolding<TReal> z, Unfolding<TReal> other) => RowLauncher.SumSquares(this.Device, s, z);

    public override void ProjectFactor(Factors<TReal> q, Factors<TReal> k, Factors<TReal> transposed) => RowLauncher.Multiply(this.Device, q, k, k, this.Size);

    public override void MultiplyFactors(Factors<TReal> km, Factors<TReal> k, Factors<TReal> m) =>
        RowLauncher.Multiply(this.Device, km, k, m, this.Size);

    public override void Precondition(Unfolding<TReal> u, Factors<TReal> k, Factors<TReal> cache, Unfolding<TReal> g) =>
        RowLauncher.Scale(this.Device, u, k, g, power: 2, adds: false);
}

/// <summary>Blocks of 30 along the diagonal; the transpose transposes every block.</summary>
internal sealed class BlockAxis<TReal>(ComputeDevice device, FactorShape shape) : AxisOperations<TReal>(device, shape)
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    private const int Block = FactorShape.BlockSize;

    public override void Apply(Unfolding<TReal> y, Factors<TReal> k, Unfolding<TReal> x, bool transposed)
    {
        foreach (Group group in this.Groups(k.Batch))
        {
            Unfolding<TReal> factor = group.Factor(k);
            Products.Multiply(this.Device, group.Rows(y), transposed ? factor.Transposed : factor, group.Rows(x));
        }
    }

    public override void ProjectSquare(Factors<TReal> s, Unfolding<TReal> z, Unfolding<TReal> other)
    {
        foreach (Group group in this.Groups(s.Batch))
        {
            Unfolding<TReal> rows = group.Rows(z);
            Products.Multiply(this.Device, group.Factor(s), rows, rows.Transposed);
        }
    }

    public override void ProjectFactor(Factors<TReal> q, Factors<TReal> k, Factors<TReal> transposed)
    {
        foreach (Group group in this.Groups(q.Batch))
        {
            Products.Multiply(this.Device, group.Factor(q), group.Factor(k).Transposed, group.Factor(k));
        }
    }

    public override void MultiplyFactors(Factors<TReal> km, Factors<TReal> k, Factors<TReal> m)
    {
        foreach (Group group in this.Groups(km.Batch))
        {
            Products.Multiply(this.Device, group.Factor(km), group.Factor(k), group.Factor(m));
        }
    }

    /// <summary>All blocks of all tensors in few batches: over the tensors, or over the blocks of one tensor, whichever are fewer.</summary>
    private IEnumerable<Group> Groups(int tensors)
    {
        int blocks = this.Size / Block;
        int rest = this.Size % Block;

        if (blocks <= tensors)
        {
            for (int b = 0; b < blocks; b++)
            {
                yield return new Group(0, b, Block, false, tensors);
            }
        }
        else
        {
            for (int p = 0; p < tensors; p++)
            {
                yield return new Group(p, 0, Block, true, blocks);
            }
        }

        if (rest > 0)
        {
            yield return new Group(0, blocks, rest, false, tensors);
        }
    }

    /// <summary>Blocks that one batch works on.</summary>
    private readonly record struct Group(int Tensor, int First, int Size, bool IsAlongBlocks, int Count)
    {
        public Unfolding<TReal> Rows(Unfolding<TReal> x)
        {
            MatrixView<TReal> tensor = x.Member(this.Tensor);

            return new(
                tensor.Block(this.First * Block, 0, this.Size, tensor.Columns),
                this.IsAlongBlocks ? Block * tensor.RowStride : x.Step,
                this.Count);
        }

        public Unfolding<TReal> Factor(Factors<TReal> k) => new(
            new MatrixView<TReal>(k.Data.SubView((this.Tensor * k.Step) + (this.First * Block * Block)), this.Size, this.Size),
            this.IsAlongBlocks ? Block * Block : k.Step,
            this.Count);
    }
}
