// Generated from Lanes512.Strided.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>
/// 32-bit elements at a constant stride: one field of an array of structs. The plain forms (in the files *.Isa.cs) are
/// contiguous loads within the first and last lane's element, the masked ones gathers.
/// </content>
internal static unsafe partial class Lanes128
{
    [MethodImpl(Inline)]
    internal static Vector128<int> LoadStride2Masked(byte* p, Vector128<int> mask) => Gather32(p, Iota() << 1, mask);

    [MethodImpl(Inline)]
    internal static Vector128<int> LoadStride3Masked(byte* p, Vector128<int> mask) =>
        Gather32(p, Iota() * Vector128.Create(3), mask);

    [MethodImpl(Inline)]
    internal static Vector128<int> LoadStride4Masked(byte* p, Vector128<int> mask) => Gather32(p, Iota() << 2, mask);
}
