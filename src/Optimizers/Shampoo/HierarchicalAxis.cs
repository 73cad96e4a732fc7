using System.Numerics;
using IlgpuOptim.Compute;
using ILGPU;

namespace IlgpuOptim.Optimizers;

/// <summary>
/// Factors [[A, B, B'], [0, diag C, 0], [0, D, E]]. The rows [A, B, B'] and [D, E] are stored as dense matrices of at most 15 rows, so that every
/// product is a thin one.
/// </summary>
internal sealed class HierarchicalAxis<TReal>(ComputeDevice device, FactorShape shape) : AxisOperations<TReal>(device, shape)
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    private int First => this.Shape.FirstCorner;

    private int Middle => this.Shape.Middle;

    private int Last => this.Shape.LastCorner;

    /// <summary>Middle and last columns.</summary>
    private int Tail => this.Middle + this.Last;

    public override void Apply(Unfolding<TReal> y, Factors<TReal> k, Unfolding<TReal> x, bool transposed)
    {
        Unfolding<TReal> top = this.Top(k);
        Unfolding<TReal> bottom = this.Bottom(k);
        Unfolding<TReal> xLast = x.RowBlock(this.First + this.Middle, this.Last);

        if (transposed)
        {
            Products.Multiply(this.Device, y, top.Transposed, x.RowBlock(0, this.First));
            Products.Multiply(this.Device, y.RowBlock(this.First, this.Tail), bottom.Transposed, xLast, 1, 1);
        }
        else
        {
            Products.Multiply(this.Device, y.RowBlock(0, this.First), top, x);
            Products.Multiply(this.Device, y.RowBlock(this.First + this.Middle, this.Last), bottom, x.RowBlock(this.First, this.Tail));
        }

        this.ScaleMiddle(y, k, x, adds: transposed);
    }

    public override void ProjectSquare(Factors<TReal> s, Unfolding<TReal> z, Unfolding<TReal> other)
    {
        Unfolding<TReal> first = z.RowBlock(0, this.First);
        Unfolding<TReal> last = z.RowBlock(this.First + this.Middle, this.Last);
        Unfolding<TReal> tail = z.RowBlock(this.First, this.Tail);
        Unfolding<TReal> top = this.Top(s);
        Unfolding<TReal> bottom = this.Bottom(s);

        // What stands on one side of the diagonal only represents both sides.
        Products.Multiply(this.Device, top.Block(0, 0, this.First, this.First), first, first.Transposed);
        Products.Multiply(this.Device, top.Block(0, this.First, this.First, this.Tail), first, tail.Transposed, 2);
        Products.Multiply(
            this.Device, bottom.Block(0, 0, this.Last, this.Middle), last, z.RowBlock(this.First, this.Middle).Transposed, 2);
        Products.Multiply(this.Device, bottom.Block(0, this.Middle, this.Last, this.Last), last, last.Transposed);

        if (this.Middle > 0)
        {
            RowLauncher.SumSquares(this.Device, this.Diagonal(s), z.RowBlock(this.First, this.Middle));
        }
    }

    public override void ProjectFactor(Factors<TReal> q, Factors<TReal> k, Factors<TReal> transposed)
    {
        Unfolding<TReal> top = this.Top(k);
        Unfolding<TReal> bottom = this.Bottom(k);
        Unfolding<TReal> a = top.Block(0, 0, this.First, this.First);
        Unfolding<TReal> b = top.Block(0, this.First, this.First, this.Tail);
        Unfolding<TReal> bLast = b.Block(0, this.Middle, this.First, this.Last);
        Unfolding<TReal> e = bottom.Block(0, this.Middle, this.Last, this.Last);
        Unfolding<TReal> qTop = this.Top(q);
        Unfolding<TReal> qBottom = this.Bottom(q);
        Unfolding<TReal> qD = qBottom.Block(0, 0, this.Last, this.Middle);
        Unfolding<TReal> qE = qBottom.Block(0, this.Middle, this.Last, this.Last);

        Products.Multiply(this.Device, qTop.Block(0, 0, this.First, this.First), a.Transposed, a);
        Products.Multiply(this.Device, qTop.Block(0, this.First, this.First, this.Tail), a.Transposed, b, 2);
        Products.Multiply(this.Device, qD, bLast.Transposed, b.Block(0, 0, this.First, this.Middle), 2);
        Products.Multiply(this.Device, qD, e.Transposed, bottom.Block(0, 0, this.Last, this.Middle), 2, 1);
        Products.Multiply(this.Device, qE, bLast.Transposed, bLast);
        Products.Multiply(this.Device, qE, e.Transposed, e, 1, 1);

        if (this.Middle > 0)
        {
            RowLauncher.HierarchicalDiagonal(this.Device, q, k, this.Shape);
        }
    }

    public override void MultiplyFactors(Factors<TReal> km, Factors<TReal> k, Factors<TReal> m)
    {
        Unfolding<TReal> top = this.Top(k);
        Unfolding<TReal> bottom = this.Bottom(k);
        Unfolding<TReal> mBottom = this.Bottom(m);
        Unfolding<TReal> resultTop = this.Top(km);
        Unfolding<TReal> resultBottom = this.Bottom(km);

        Products.Multiply(this.Device, resultTop, top.Block(0, 0, this.First, this.First), this.Top(m));
        Products.Multiply(
            this.Device,
            resultTop.Block(0, this.First, this.First, this.Tail),
            top.Block(0, this.First + this.Middle, this.First, this.Last),
            mBottom,
            1,
            1);
        Products.Multiply(this.Device, resultBottom, bottom.Block(0, this.Middle, this.Last, this.Last), mBottom);

        if (this.Middle > 0)
        {
            // What K's middle columns make of diag C of M: columns are scaled, which are rows of the transposed parts.
            Unfolding<TReal> resultMiddle = resultTop.Block(0, this.First, this.First, this.Middle).Transposed;
            Unfolding<TReal> middle = top.Block(0, this.First, this.First, this.Middle).Transposed;
            RowLauncher.Scale(this.Device, resultMiddle, this.Diagonal(m), middle, 1, adds: true);

            if (this.Last > 0)
            {
                RowLauncher.Scale(
                    this.Device,
                    resultBottom.Block(0, 0, this.Last, this.Middle).Transposed,
                    this.Diagonal(m),
                    bottom.Block(0, 0, this.Last, this.Middle).Transposed,
                    1,
                    adds: true);
            }

            RowLauncher.Multiply(this.Device, this.Diagonal(km), this.Diagonal(k), this.Diagonal(m), this.Middle);
        }
    }

    private Unfolding<TReal> Top(Factors<TReal> factors) => factors.Matrix(0, this.First, this.Size);

    private Unfolding<TReal> Bottom(Factors<TReal> factors) => factors.Matrix(this.Shape.LastStart, this.Last, this.Tail);

    /// <summary>diag C.</summary>
    private Factors<TReal> Diagonal(Factors<TReal> factors) =>
        factors with { Data = factors.Data.SubView(this.Shape.MiddleStart) };

    private void ScaleMiddle(Unfolding<TReal> y, Factors<TReal> k, Unfolding<TReal> x, bool adds)
    {
        if (this.Middle > 0)
        {
            RowLauncher.Scale(
                this.Device, y.RowBlock(this.First, this.Middle), this.Diagonal(k), x.RowBlock(this.First, this.Middle), 1, adds);
        }
    }
}
