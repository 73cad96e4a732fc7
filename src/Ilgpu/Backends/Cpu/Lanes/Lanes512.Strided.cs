using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>
/// 32-bit elements at a constant stride: one field of an array of structs. The plain forms (in the files *.Isa.cs) are
/// contiguous loads within the first and last lane's element, the masked ones gathers.
/// </content>
internal static unsafe partial class Lanes512
{
    [MethodImpl(Inline)]
    internal static Vector512<int> LoadStride2Masked(byte* p, Vector512<int> mask) => Gather32(p, Iota() << 1, mask);

    [MethodImpl(Inline)]
    internal static Vector512<int> LoadStride3Masked(byte* p, Vector512<int> mask) =>
        Gather32(p, Iota() * Vector512.Create(3), mask);

    [MethodImpl(Inline)]
    internal static Vector512<int> LoadStride4Masked(byte* p, Vector512<int> mask) => Gather32(p, Iota() << 2, mask);
}
