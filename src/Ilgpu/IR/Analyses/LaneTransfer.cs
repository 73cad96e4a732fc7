namespace IlgpuOptim.Engine.IR.Analyses;

/// <summary>Part of <see cref="Uniformity"/>: the shape of a value from the shapes of its operands.</summary>
internal sealed class LaneTransfer(LaneShape[] shapes, UniformityOptions options)
{
    private const int MaxDepth = 6;
    private const int MaxStride = 1 << 30;
    private const int MaxOffset = 1 << 20;

    /// <summary>The shape of a value that is one of two, the same way for all lanes.</summary>
    public static LaneShape Join(LaneShape a, LaneShape b)
    {
        if (a.Kind == LaneKind.None)
        {
            return b;
        }

        if (b.Kind == LaneKind.None || a == b)
        {
            return a;
        }

        return a.Kind == b.Kind && a.Stride == b.Stride ? a with { MayWrap = true } : LaneShape.Varying;
    }

    public LaneShape Evaluate(Value value)
    {
        switch (value.Op)
        {
            case Op.KernelIndex or Op.GroupIdx:
                return !options.XOnly ? LaneShape.Varying : LaneShape.Linear(value.Imm == 0 ? 1 : 0);
            case Op.LaneIdx:
                return LaneShape.Linear(1);

            // Private memory: the alloca is an offset, what it holds is each lane's own.
            case Op.Alloca:
                return LaneShape.Uniform;
            case Op.AtomicRmw or Op.AtomicCas:
                return LaneShape.Varying;
            case Op.WarpBroadcast or Op.WarpPopCount or Op.WarpAll or Op.WarpAny when options.WholeGroup:
                return LaneShape.Varying;
            case Op.WarpBroadcast or Op.WarpPopCount or Op.WarpAll or Op.WarpAny or Op.GroupBroadcast
                or Op.BarrierPopCount or Op.BarrierAnd or Op.BarrierOr:
                return LaneShape.Uniform;
        }

        LaneKind worst = LaneKind.Uniform;
        foreach (Value operand in value.Operands)
        {
            LaneKind kind = this.ShapeOf(operand).Kind;
            if (kind == LaneKind.None)
            {
                return default;
            }

            worst = kind > worst ? kind : worst;
        }

        if (value.Op == Op.Load)
        {
            bool isShared = value.Operands[0].Type != IrType.PtrLocal && (value.Flags & ValueFlags.Volatile) == 0;

            return worst == LaneKind.Uniform && isShared ? LaneShape.Uniform : LaneShape.Varying;
        }

        if (value.Op == Op.WarpShuffle)
        {
            return this.ShapeOf(value.Operands[0]).IsUniform ? LaneShape.Uniform : LaneShape.Varying;
        }

        return worst switch
        {
            LaneKind.Uniform => LaneShape.Uniform,
            LaneKind.Strided => this.EvaluateStrided(value),
            _ => LaneShape.Varying,
        };
    }

    /// <summary>All operands are uniform or strided, and one is strided.</summary>
    private LaneShape EvaluateStrided(Value value)
    {
        LaneShape shape = this.StridedShape(value);
        if (shape.Kind != LaneKind.Strided || value.Type != IrType.I64)
        {
            return shape with { MayWrap = false };
        }

        bool wraps = value.Op is Op.SExt or Op.ZExt && this.MayWrap32(value.Operands[0]);
        foreach (Value operand in value.Operands)
        {
            wraps |= this.ShapeOf(operand).MayWrap;
        }

        return shape with { MayWrap = wraps };
    }

    /// <summary>
    /// A strided 32-bit number of which it is not known that it has no overflow within a warp. Positions have none, nor what is near
    /// them: grids have fewer than 2^31 work-items along an axis.
    /// </summary>
    private bool MayWrap32(Value value)
    {
        switch (value.Op)
        {
            case Op.KernelIndex or Op.GroupIdx or Op.LaneIdx:
                return false;
            case Op.Add or Op.Sub:
                (Value a, Value b) = (value.Operands[0], value.Operands[1]);
                if (this.ShapeOf(a).IsUniform && value.Op == Op.Add)
                {
                    (a, b) = (b, a);
                }

                return !IsSmall(b) || this.MayWrap32(a);
            default:
                return true;
        }
    }

    private static bool IsSmall(Value value) => value.Op switch
    {
        Op.Const => value.Imm is >= -MaxOffset and <= MaxOffset,
        Op.GridIdx or Op.GroupDim => true,

        // Where the group begins.
        Op.Mul => value.Operands[0].Op is Op.GridIdx or Op.GroupDim or Op.Const
            && value.Operands[1].Op is Op.GridIdx or Op.GroupDim or Op.Const
            && value.Operands[0].Op != value.Operands[1].Op,
        _ => false,
    };

    private LaneShape StridedShape(Value value)
    {
        Value[] operands = value.Operands;
        LaneShape a = this.ShapeOf(operands[0]);
        LaneShape b = operands.Length > 1 ? this.ShapeOf(operands[1]) : default;
        switch (value.Op)
        {
            case Op.Add when value.Type.IsInteger():
            case Op.PtrAdd:
                return Linear((Int128)a.Stride + b.Stride);
            case Op.Sub when value.Type.IsInteger():
                return Linear((Int128)a.Stride - b.Stride);
            case Op.Neg when value.Type.IsInteger():
                return Linear(-(Int128)a.Stride);
            case Op.Mul when value.Type.IsInteger() && operands[1].Op == Op.Const:
                return Linear((Int128)a.Stride * operands[1].Imm);
            case Op.Mul when value.Type.IsInteger() && operands[0].Op == Op.Const:
                return Linear((Int128)b.Stride * operands[0].Imm);
            case Op.Shl when operands[1].Op == Op.Const:
                int count = (int)operands[1].Imm & (value.Type.Bits() - 1);
                return Linear((Int128)a.Stride << count);
            case Op.SExt or Op.Trunc or Op.PtrToInt or Op.IntToPtr:
                return Linear(a.Stride);
            case Op.ZExt when IsNonNegative(operands[0], 0):
                return a;

            // Both sides advance alike, and all lanes take the same one.
            case Op.Select when a.IsUniform:
                return Join(b, this.ShapeOf(operands[2]));
            default:
                return LaneShape.Varying;
        }
    }

    private LaneShape ShapeOf(Value value) => value.Op is Op.Const or Op.Param ? LaneShape.Uniform : shapes[value.Id];

    /// <summary>Strides beyond any real element size and pitch are left to the general case, so that lane * stride fits.</summary>
    private static LaneShape Linear(Int128 stride) =>
        Int128.Abs(stride) <= MaxStride ? LaneShape.Linear((long)stride) : LaneShape.Varying;

    /// <summary>An index that is not negative as long as its computation does not wrap around.</summary>
    private static bool IsNonNegative(Value value, int depth)
    {
        switch (value.Op)
        {
            case Op.KernelIndex or Op.GridIdx or Op.GridDim or Op.GroupIdx or Op.GroupDim or Op.LaneIdx or Op.WarpSize:
            case Op.ZExt8 or Op.ZExt16 or Op.BoolToI32 or Op.PopCount or Op.LeadingZeros or Op.TrailingZeros:
                return true;
            case Op.Const:
                return value.Imm >= 0;
            case Op.Load:
                return value.Mem is MemType.U8 or MemType.U16;
            case Op.Add or Op.Mul or Op.Div or Op.Select or Op.Min when depth < MaxDepth:
                bool all = true;
                for (int i = value.Op == Op.Select ? 1 : 0; i < value.Operands.Length; i++)
                {
                    all &= IsNonNegative(value.Operands[i], depth + 1);
                }

                return all;
            case Op.And when depth < MaxDepth:
                return IsNonNegative(value.Operands[0], depth + 1) || IsNonNegative(value.Operands[1], depth + 1);
            case Op.Shl or Op.Shr or Op.Rem when depth < MaxDepth:
                return IsNonNegative(value.Operands[0], depth + 1);
            default:
                return false;
        }
    }
}
