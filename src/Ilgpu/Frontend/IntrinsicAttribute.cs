using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>What a marked method of the API means inside a kernel. Arguments are the method's, 'this' first.</summary>
internal enum Intrinsic : byte
{
    /// <summary><see cref="IntrinsicAttribute.Op"/> applied to the arguments; result of the method's return type.</summary>
    Op,

    /// <summary><see cref="IntrinsicAttribute.MathFn"/> of the arguments.</summary>
    Math,

    /// <summary>(ref target, value) by <see cref="IntrinsicAttribute.Atomic"/>; the method's unsignedness picks MinU/MaxU.</summary>
    AtomicRmw,

    /// <summary>(ref target, compare, value).</summary>
    AtomicCas,

    /// <summary>(value, lane | delta | mask [, width]) of any unmanaged type by <see cref="IntrinsicAttribute.Shuffle"/>; structs by their scalars.</summary>
    Shuffle,

    /// <summary>(value, lane) of any unmanaged type: Op WarpBroadcast or GroupBroadcast per scalar.</summary>
    Broadcast,

    /// <summary>ArrayView&lt;T&gt;: indexer with an int, long, Index1D or LongIndex1D: ref T.</summary>
    ViewElement,

    /// <summary>Length of an ArrayView&lt;T&gt; as long.</summary>
    ViewLength,

    /// <summary>SubView(index) / SubView(index, length).</summary>
    ViewSubView,

    /// <summary>Cast&lt;TOther&gt;(): the length in bytes is kept, floor.</summary>
    ViewCast,

    /// <summary>Length &gt; 0 of an ArrayView&lt;T&gt;.</summary>
    ViewIsValid,

    /// <summary>The view of length 0.</summary>
    ViewEmpty,

    /// <summary>(view, alignment int): number of elements in front of the first aligned address, as long, at most the length.</summary>
    ViewAlignmentPrefix,

    /// <summary>(view, alignment constant): the same view, known to be aligned.</summary>
    ViewAssumeAligned,

    /// <summary>(constant length) of T: static shared memory as ArrayView&lt;T&gt;; without argument: ref T to one element.</summary>
    SharedAllocate,

    /// <summary>Dynamic shared memory as ArrayView&lt;T&gt;.</summary>
    SharedDynamic,

    /// <summary>(constant length) of T: local memory as ArrayView&lt;T&gt;; without argument: ref T.</summary>
    LocalAllocate,

    /// <summary>Lane of a warp whose lanes are all there: needs explicit groups.</summary>
    MatrixLane,

    /// <summary>The target multiplies matrices of T by itself, a constant.</summary>
    MatrixUnit,

    /// <summary>(view) The view lies in shared memory, a constant.</summary>
    ViewIsShared,

    /// <summary>(ref element) <see cref="IR.Op.MatrixLoad"/> with <see cref="IntrinsicAttribute.Imm"/>; a struct of its results.</summary>
    MatrixLoad,

    /// <summary>(a..., b..., c...) of T: <see cref="IR.Op.MatrixMultiply"/>; a struct of its results.</summary>
    MatrixMultiply,

    /// <summary>([shared view, global view]) The target copies in the background, between such memories; a constant.</summary>
    AsyncUnit,

    /// <summary>(ref shared element, ref global element) <see cref="IR.Op.AsyncCopy"/> of <see cref="IntrinsicAttribute.Imm"/> bytes.</summary>
    AsyncCopy,

    /// <summary>(constant number) <see cref="IR.Op.AsyncWait"/>.</summary>
    AsyncWait,

    /// <summary>(ref element) <see cref="IR.Op.Prefetch"/>.</summary>
    Prefetch,

    /// <summary>(ref target) The target has <see cref="IntrinsicAttribute.Atomic"/> for such memory, a constant.</summary>
    AtomicUnit,

    /// <summary>Size of T in bytes, as int.</summary>
    SizeOf,

    /// <summary>(constant field name) offset in T in bytes, as int.</summary>
    OffsetOf,

    /// <summary>Same bits, another type of the same size (Interop.FloatAsInt, Unsafe.BitCast ...).</summary>
    Bitcast,

    /// <summary>(constant format, values...): Interop.Write / WriteLine (the latter by <see cref="IntrinsicAttribute.Imm"/> = 1).</summary>
    Print,

    /// <summary>(condition [, constant message]): Debug.Assert and friends.</summary>
    Assert,

    /// <summary>The accelerator type the kernel is compiled for, a constant.</summary>
    AcceleratorType,

    /// <summary>Value of a SpecializedValue&lt;T&gt; (field access of the wrapped constant).</summary>
    Specialized,

    /// <summary>The call has no meaning on a device and is dropped (returns default).</summary>
    Nothing,

    /// <summary>Only the host may call this: compiling it is an error with the method's name.</summary>
    HostOnly,
}

/// <summary>Gives a method, constructor or property getter of the API its meaning inside kernels.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor, Inherited = false)]
internal sealed class IntrinsicAttribute(Intrinsic kind) : Attribute
{
    public Intrinsic Kind { get; } = kind;

    public Op Op { get; init; }

    public MathFn MathFn { get; init; }

    public AtomicOp Atomic { get; init; }

    public ShuffleKind Shuffle { get; init; }

    /// <summary>Dimension, fence level and the like.</summary>
    public int Imm { get; init; }
}
