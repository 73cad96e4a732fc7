// Generated from Lanes512.Strided.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>
/// 32-bit elements at a constant stride (one field of an array of structs), from contiguous loads that stay within the
/// first and last lane's element. Masked forms are gathers.
/// </content>
internal static unsafe partial class Lanes256
{
    [MethodImpl(Inline)]
    internal static Vector256<int> LoadStride2Masked(byte* p, Vector256<int> mask) =>
        Gather32(p, Iota() << 1, mask);

    [MethodImpl(Inline)]
    internal static Vector256<int> LoadStride3Masked(byte* p, Vector256<int> mask) =>
        Gather32(p, Iota() * Vector256.Create(3), mask);

    [MethodImpl(Inline)]
    internal static Vector256<int> LoadStride4Masked(byte* p, Vector256<int> mask) =>
        Gather32(p, Iota() << 2, mask);

    [MethodImpl(Inline)]
    internal static Vector256<int> LoadStride2(byte* p) => Gather32All(p, Iota() << 1);

    [MethodImpl(Inline)]
    internal static Vector256<int> LoadStride3(byte* p) => Gather32All(p, Iota() * Vector256.Create(3));

    [MethodImpl(Inline)]
    internal static Vector256<int> LoadStride4(byte* p) => Gather32All(p, Iota() << 2);
}
