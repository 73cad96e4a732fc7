using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <summary>
/// Stores of vector elements to one address each, unrolled: no x86 before AVX-512 has a scatter, and .NET exposes none.
/// In ascending order, so of equal addresses the last one wins.
/// </summary>
internal static unsafe class ScatterLanes
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    internal static void Store32(Vector128<long> lo, Vector128<long> hi, Vector128<int> data)
    {
        *(int*)lo.ToScalar() = data.ToScalar();
        *(int*)lo.GetElement(1) = data.GetElement(1);
        *(int*)hi.ToScalar() = data.GetElement(2);
        *(int*)hi.GetElement(1) = data.GetElement(3);
    }

    [MethodImpl(Inline)]
    internal static void Store16(Vector128<long> lo, Vector128<long> hi, Vector128<int> data)
    {
        *(short*)lo.ToScalar() = data.AsInt16().ToScalar();
        *(short*)lo.GetElement(1) = data.AsInt16().GetElement(2);
        *(short*)hi.ToScalar() = data.AsInt16().GetElement(4);
        *(short*)hi.GetElement(1) = data.AsInt16().GetElement(6);
    }

    [MethodImpl(Inline)]
    internal static void Store8(Vector128<long> lo, Vector128<long> hi, Vector128<int> data)
    {
        *(byte*)lo.ToScalar() = data.AsByte().ToScalar();
        *(byte*)lo.GetElement(1) = data.AsByte().GetElement(4);
        *(byte*)hi.ToScalar() = data.AsByte().GetElement(8);
        *(byte*)hi.GetElement(1) = data.AsByte().GetElement(12);
    }

    [MethodImpl(Inline)]
    internal static void Store64(Vector128<long> address, Vector128<long> data)
    {
        *(long*)address.ToScalar() = data.ToScalar();
        *(long*)address.GetElement(1) = data.GetElement(1);
    }

    [MethodImpl(Inline)]
    internal static void Store32(Vector256<long> lo, Vector256<long> hi, Vector256<int> data)
    {
        Store32(lo.GetLower(), lo.GetUpper(), data.GetLower());
        Store32(hi.GetLower(), hi.GetUpper(), data.GetUpper());
    }

    [MethodImpl(Inline)]
    internal static void Store16(Vector256<long> lo, Vector256<long> hi, Vector256<int> data)
    {
        Store16(lo.GetLower(), lo.GetUpper(), data.GetLower());
        Store16(hi.GetLower(), hi.GetUpper(), data.GetUpper());
    }

    [MethodImpl(Inline)]
    internal static void Store8(Vector256<long> lo, Vector256<long> hi, Vector256<int> data)
    {
        Store8(lo.GetLower(), lo.GetUpper(), data.GetLower());
        Store8(hi.GetLower(), hi.GetUpper(), data.GetUpper());
    }

    [MethodImpl(Inline)]
    internal static void Store64(Vector256<long> address, Vector256<long> data)
    {
        Store64(address.GetLower(), data.GetLower());
        Store64(address.GetUpper(), data.GetUpper());
    }

    [MethodImpl(Inline)]
    internal static void Store32(Vector512<long> lo, Vector512<long> hi, Vector512<int> data)
    {
        Store32(lo.GetLower(), lo.GetUpper(), data.GetLower());
        Store32(hi.GetLower(), hi.GetUpper(), data.GetUpper());
    }

    [MethodImpl(Inline)]
    internal static void Store16(Vector512<long> lo, Vector512<long> hi, Vector512<int> data)
    {
        Store16(lo.GetLower(), lo.GetUpper(), data.GetLower());
        Store16(hi.GetLower(), hi.GetUpper(), data.GetUpper());
    }

    [MethodImpl(Inline)]
    internal static void Store8(Vector512<long> lo, Vector512<long> hi, Vector512<int> data)
    {
        Store8(lo.GetLower(), lo.GetUpper(), data.GetLower());
        Store8(hi.GetLower(), hi.GetUpper(), data.GetUpper());
    }

    [MethodImpl(Inline)]
    internal static void Store64(Vector512<long> address, Vector512<long> data)
    {
        Store64(address.GetLower(), data.GetLower());
        Store64(address.GetUpper(), data.GetUpper());
    }
}
