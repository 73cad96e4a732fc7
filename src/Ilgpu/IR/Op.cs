namespace IlgpuOptim.Engine.IR;

/// <summary>
/// Operation of a <see cref="Value"/>. Where nothing else is said, operands and result have the type of the value.
/// Integer arithmetic wraps around.
/// </summary>
internal enum Op : byte
{
    // ---- values without a block -------------------------------------------------------------------------------
    /// <summary>Constant; the bit pattern stands in <see cref="Value.Imm"/> (I1: 0 or 1; pointers: null only).</summary>
    Const,

    /// <summary>Kernel parameter; Imm = index into <see cref="Function.Parameters"/>.</summary>
    Param,

    /// <summary>Parameter of a basic block (the IR's form of a phi); Imm = position.</summary>
    BlockParam,

    // ---- arithmetic: I32, I64, F32, F64 -----------------------------------------------------------------------
    Add,
    Sub,
    Mul,

    /// <summary>Signed or floating division. Integer MIN / -1 is MIN. Division by zero is an error on the CPU.</summary>
    Div,

    /// <summary>Remainder with the sign of the dividend (C# %); floats: C fmod.</summary>
    Rem,
    DivU,
    RemU,
    Neg,

    /// <summary>High half of the signed / unsigned product (I32, I64).</summary>
    MulHi,
    MulHiU,

    /// <summary>Minimum / maximum. Floats: as MathF.Min/Max (a NaN operand gives NaN, -0 is less than +0).</summary>
    Min,
    Max,
    MinU,
    MaxU,

    /// <summary>Absolute value (integer MIN stays MIN).</summary>
    Abs,

    // ---- bits: I32, I64; And, Or, Xor, Not also I1 ------------------------------------------------------------
    And,
    Or,
    Xor,
    Not,

    /// <summary>Shifts; operand 1 is I32 and is taken modulo the width.</summary>
    Shl,
    Shr,
    ShrU,

    /// <summary>Number of ones / leading zeros / trailing zeros; result I32 (zero input: the width).</summary>
    PopCount,
    LeadingZeros,
    TrailingZeros,

    // ---- floating point ---------------------------------------------------------------------------------------
    /// <summary>a * b + c with one rounding.</summary>
    Fma,
    Sqrt,
    Floor,
    Ceiling,

    /// <summary>Rounds to the nearest integral value, ties to even.</summary>
    Round,
    Truncate,

    /// <summary>Magnitude of operand 0 with the sign of operand 1.</summary>
    CopySign,

    /// <summary>Elementary function named by <see cref="Value.MathFn"/>, one or two operands.</summary>
    Math,

    // ---- comparison and choice --------------------------------------------------------------------------------
    /// <summary>Comparison by <see cref="Value.Cmp"/> of two equal-typed operands (numbers or pointers); result I1.</summary>
    Compare,

    /// <summary>operand 0 (I1) ? operand 1 : operand 2.</summary>
    Select,

    // ---- conversions ------------------------------------------------------------------------------------------
    /// <summary>I1 to I32 (0 or 1).</summary>
    BoolToI32,

    /// <summary>Low 8 / 16 bits of an I32, extended back to I32.</summary>
    SExt8,
    ZExt8,
    SExt16,
    ZExt16,

    /// <summary>I32 to I64 with sign / zero extension.</summary>
    SExt,
    ZExt,

    /// <summary>I64 to I32, low bits.</summary>
    Trunc,

    /// <summary>Integer (I32, I64; signed / unsigned) to float (F32, F64), round to nearest even.</summary>
    SToF,
    UToF,

    /// <summary>Float to integer towards zero, saturating, NaN gives 0 (.NET 9 and later).</summary>
    FToS,
    FToU,

    /// <summary>F32 to F64.</summary>
    FExt,

    /// <summary>F64 to F32, round to nearest even.</summary>
    FTrunc,

    /// <summary>Same bits: I32 with F32, I64 with F64.</summary>
    Bitcast,

    /// <summary>16-bit pattern in an I32 to F32 (exact), and back with round to nearest even (result zero-extended).</summary>
    HalfToF32,
    F32ToHalf,
    BF16ToF32,
    F32ToBF16,

    /// <summary>Pointer to I64 and back (result type names the space).</summary>
    PtrToInt,
    IntToPtr,

    // ---- memory -----------------------------------------------------------------------------------------------
    /// <summary>Private memory of the work-item: Imm bytes, zero-initialised; only in the entry block. Result PtrLocal.</summary>
    Alloca,

    /// <summary>Static shared memory: Imm = index into <see cref="Function.SharedAllocations"/>. Result PtrShared.</summary>
    SharedAlloc,

    /// <summary>Start of the dynamic shared memory (PtrShared) and its size in bytes (I64).</summary>
    DynamicShared,
    DynamicSharedSize,

    /// <summary>operand 0 (pointer) + operand 1 (I64 bytes).</summary>
    PtrAdd,

    /// <summary>Operand 0 (pointer), which is a multiple of Imm, a power of two. Only where a back end makes use of it.</summary>
    AssumeAligned,

    /// <summary>Load of <see cref="Value.Mem"/> from operand 0. Flag Volatile keeps it as it is.</summary>
    Load,

    /// <summary>Store of operand 1 to operand 0 as <see cref="Value.Mem"/>.</summary>
    Store,

    /// <summary>Atomic read-modify-write by <see cref="Value.Atomic"/>: (pointer, value); yields the old value. Mem: I32, I64, F32, F64.</summary>
    AtomicRmw,

    /// <summary>Atomic compare-exchange: (pointer, comparand, value); yields the old value. Floats compare by bits.</summary>
    AtomicCas,

    // ---- parallel ---------------------------------------------------------------------------------------------
    /// <summary>Index of an implicitly grouped kernel in dimension Imm (0 = X); I32. Its guard is the launcher's duty.</summary>
    KernelIndex,

    /// <summary>Position in and extent of grid and group in dimension Imm; I32.</summary>
    GridIdx,
    GridDim,
    GroupIdx,
    GroupDim,

    /// <summary>Lane within the warp, width of a warp; I32.</summary>
    LaneIdx,
    WarpSize,

    /// <summary>Work-group barrier with shared and global memory fence.</summary>
    Barrier,

    /// <summary>Barrier that reduces operand 0 (I1) over the group: number of ones (I32), all (I1), any (I1).</summary>
    BarrierPopCount,
    BarrierAnd,
    BarrierOr,

    /// <summary>Value of operand 0 in the work-item with linear group index operand 1 (group-uniform); a barrier. </summary>
    GroupBroadcast,

    /// <summary>Memory fence; Imm: 0 group, 1 device, 2 system.</summary>
    MemoryFence,

    /// <summary>Convergence of a warp.</summary>
    WarpBarrier,

    /// <summary>
    /// Exchange within a warp by <see cref="Value.Shuffle"/>: (value, lane | delta | mask I32); Imm = width of the
    /// sub-warps (0: whole warp). A source lane outside of the sub-warp gives the own value.
    /// </summary>
    WarpShuffle,

    /// <summary>Value of operand 0 in lane operand 1 (warp-uniform).</summary>
    WarpBroadcast,

    /// <summary>Number of active lanes with operand 0 (I1) set (I32); all (I1); any (I1).</summary>
    WarpPopCount,
    WarpAll,
    WarpAny,

    // ---- matrix units: all lanes of the warp take part ---------------------------------------------------------
    /// <summary>
    /// Matrices of 8 x 8 16-bit elements from shared memory: lane 8 i + r has the address (operand 0) of row r of matrix i. Lane l gets
    /// elements 2 (l % 4) and 2 (l % 4) + 1 of row l / 4 as an I32 per matrix. Imm: number of matrices (2 or 4), plus 16: rows and
    /// columns change roles. The value is that of the first matrix, the others are its <see cref="Part"/>s.
    /// </summary>
    MatrixLoad,

    /// <summary>
    /// a * b + c with a of 16 x 16, b of 16 x 8, c of 16 x 8 elements spread over the lanes as PTX's mma has them; Imm is the
    /// <see cref="MatrixFormat"/>. Operands: a (I32, 4; Tf32: 8), b (I32, 2; Tf32: 4), c (F32, 4). Four F32: the value and its <see cref="Part"/>s.
    /// </summary>
    MatrixMultiply,

    /// <summary>Result number Imm, from 1 on, of operand 0, an operation with several results.</summary>
    Part,

    // ---- copies in the background -----------------------------------------------------------------------------
    /// <summary>Starts to copy Imm bytes to operand 0 (shared) from operand 1 (global); both are aligned to that many.</summary>
    AsyncCopy,

    /// <summary>The copies started since the last such operation become a group.</summary>
    AsyncCommit,

    /// <summary>Waits until at most Imm of the youngest groups of the work-item are not complete.</summary>
    AsyncWait,

    /// <summary>Asks for the line of operand 0 to be in the caches soon; does nothing else, whatever the address.</summary>
    Prefetch,

    // ---- host visible -----------------------------------------------------------------------------------------
    /// <summary>Reports message Imm (<see cref="Function.Messages"/>) when operand 0 (I1) is false.</summary>
    Assert,

    /// <summary>Writes message Imm with the operands as arguments (Interop.Write).</summary>
    Print,

    // ---- terminators ------------------------------------------------------------------------------------------
    Return,

    /// <summary>Jump to Targets[0].</summary>
    Branch,

    /// <summary>operand 0 (I1) ? Targets[0] : Targets[1].</summary>
    CondBranch,

    /// <summary>operand 0 (I32) = i in [0, n): Targets[i]; else the last target.</summary>
    Switch,

    /// <summary>Control never gets here (the end of a path that asserts false).</summary>
    Unreachable,
}

/// <summary>Comparison predicates. For floats, all but Ne and the Un* forms are false when an operand is NaN.</summary>
internal enum Cmp : byte
{
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,

    /// <summary>Integers: unsigned. Floats: unordered or less (C# <c>!(a >= b)</c>), and so on.</summary>
    UnLt,
    UnLe,
    UnGt,
    UnGe,
}

/// <summary>Elementary functions (float results; two operands for Atan2, Pow).</summary>
internal enum MathFn : byte
{
    Exp,
    Exp2,
    Log,
    Log2,
    Log10,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Sinh,
    Cosh,
    Tanh,
    Cbrt,
    Rsqrt,
    Rcp,
    Erf,
    Exp10,
    Expm1,
    Log1p,
    Atan2,
    Pow,
}

/// <summary>Atomic read-modify-write operations; MinU/MaxU unsigned, FAdd etc. follow from the memory type.</summary>
internal enum AtomicOp : byte
{
    Add,
    Min,
    Max,
    MinU,
    MaxU,
    And,
    Or,
    Xor,
    Exchange,

    /// <summary>Sums of both 16-bit halves of an I32, each atomic by itself; where the target has them.</summary>
    AddHalfPair,
    AddBFloat16Pair,
}

/// <summary>Kinds of <see cref="Op.WarpShuffle"/>.</summary>
internal enum ShuffleKind : byte
{
    Index,
    Up,
    Down,
    Xor,
}

/// <summary>Elements of a and b in <see cref="Op.MatrixMultiply"/>.</summary>
internal enum MatrixFormat : byte
{
    /// <summary>Pairs of binary16.</summary>
    F16,

    /// <summary>Pairs of bfloat16.</summary>
    BF16,

    /// <summary>The upper 19 bits of binary32.</summary>
    Tf32,
}
