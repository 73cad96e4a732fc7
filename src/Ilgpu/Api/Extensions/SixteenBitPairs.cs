using System.Runtime.CompilerServices;
using ILGPU;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Extensions;

/// <summary>Two neighbouring values of 16 bits, the smallest piece of memory that all devices can change in an atomic way.</summary>
/// <param name="X">The first value.</param>
/// <param name="Y">The second value.</param>
public readonly record struct BFloat16Pair(BFloat16 X, BFloat16 Y)
{
    /// <summary>Adds to both values in memory; each of the sums, rounded to the nearest, is atomic by itself.</summary>
    /// <remarks>One instruction on NVIDIA GPUs from sm_90 on (PTX: red or atom.add.noftz.bf16x2), elsewhere compare and exchange.</remarks>
    /// <param name="target">The pair, at a multiple of 4 bytes: see <see cref="SixteenBitPairs"/>.</param>
    /// <param name="value">What is added.</param>
    /// <returns>The former values.</returns>
    public static BFloat16Pair AtomicAdd(ref BFloat16Pair target, BFloat16Pair value)
    {
        ref uint bits = ref Unsafe.As<BFloat16Pair, uint>(ref target);

        if (HasUnit(ref bits))
        {
            return Unpack(AddPacked(ref bits, Pack(value)));
        }

        uint current = bits;

        while (true)
        {
            BFloat16Pair old = Unpack(current);
            uint seen = Atomic.CompareExchange(ref bits, current, Pack(new BFloat16Pair(old.X + value.X, old.Y + value.Y)));

            if (seen == current)
            {
                return old;
            }

            current = seen;
        }
    }

    private static uint Pack(BFloat16Pair pair) => pair.X.RawValue | ((uint)pair.Y.RawValue << 16);

    private static BFloat16Pair Unpack(uint bits) =>
        new(BFloat16.FromRawValue((ushort)bits), BFloat16.FromRawValue((ushort)(bits >> 16)));

    [Intrinsic(Intrinsic.AtomicUnit, Atomic = AtomicOp.AddBFloat16Pair)]
    private static bool HasUnit(ref uint target) => false;

    [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.AddBFloat16Pair)]
    private static uint AddPacked(ref uint target, uint value) => throw SixteenBitPairs.OnHost();
}

/// <summary>Two neighbouring values of 16 bits, as <see cref="BFloat16Pair"/>.</summary>
/// <param name="X">The first value.</param>
/// <param name="Y">The second value.</param>
public readonly record struct HalfPair(ILGPU.Half X, ILGPU.Half Y)
{
    /// <summary>Adds to both values in memory; each of the sums, rounded to the nearest, is atomic by itself.</summary>
    /// <remarks>One instruction on NVIDIA GPUs (PTX: red or atom.add.noftz.f16x2), elsewhere compare and exchange.</remarks>
    /// <param name="target">The pair, at a multiple of 4 bytes: see <see cref="SixteenBitPairs"/>.</param>
    /// <param name="value">What is added.</param>
    /// <returns>The former values.</returns>
    public static HalfPair AtomicAdd(ref HalfPair target, HalfPair value)
    {
        ref uint bits = ref Unsafe.As<HalfPair, uint>(ref target);

        if (HasUnit(ref bits))
        {
            return Unpack(AddPacked(ref bits, Pack(value)));
        }

        uint current = bits;

        while (true)
        {
            HalfPair old = Unpack(current);
            uint seen = Atomic.CompareExchange(ref bits, current, Pack(new HalfPair(old.X + value.X, old.Y + value.Y)));

            if (seen == current)
            {
                return old;
            }

            current = seen;
        }
    }

    private static uint Pack(HalfPair pair) => pair.X.RawValue | ((uint)pair.Y.RawValue << 16);

    private static HalfPair Unpack(uint bits) =>
        new(new ILGPU.Half((ushort)bits), new ILGPU.Half((ushort)(bits >> 16)));

    [Intrinsic(Intrinsic.AtomicUnit, Atomic = AtomicOp.AddHalfPair)]
    private static bool HasUnit(ref uint target) => false;

    [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.AddHalfPair)]
    private static uint AddPacked(ref uint target, uint value) => throw SixteenBitPairs.OnHost();
}

/// <summary>Views of 16-bit values as pairs.</summary>
public static class SixteenBitPairs
{
    /// <summary>The view by pairs; a last value without a neighbour is not in it.</summary>
    /// <param name="view">The view; it has to begin at a multiple of 4 bytes, as buffers do.</param>
    public static ArrayView<BFloat16Pair> AsPairs(this ArrayView<BFloat16> view) => view.Cast<BFloat16Pair>();

    /// <summary>The view by pairs; a last value without a neighbour is not in it.</summary>
    /// <param name="view">The view; it has to begin at a multiple of 4 bytes, as buffers do.</param>
    public static ArrayView<HalfPair> AsPairs(this ArrayView<ILGPU.Half> view) => view.Cast<HalfPair>();

    internal static NotSupportedException OnHost() => new("Only devices have this instruction.");
}
