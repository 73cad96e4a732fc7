using System.Runtime.CompilerServices;
using ILGPU;
using IlgpuOptim.Engine.Frontend;

namespace IlgpuOptim.Extensions;

/// <summary>The instructions of PTX. They exist in kernels whose target has them, behind <see cref="MatrixFragment.HasUnit"/>.</summary>
internal static class MatrixUnit
{
    [Intrinsic(Intrinsic.ViewIsShared)]
    public static bool IsShared<T>(ArrayView<T> view)
        where T : unmanaged => throw OnHost();

    [Intrinsic(Intrinsic.MatrixLoad, Imm = 4)]
    public static MatrixWords4 Load4<T>(ref T row) => throw OnHost();

    [Intrinsic(Intrinsic.MatrixLoad, Imm = 4 + 16)]
    public static MatrixWords4 Load4Transposed<T>(ref T row) => throw OnHost();

    [Intrinsic(Intrinsic.MatrixLoad, Imm = 2)]
    public static MatrixWords2 Load2<T>(ref T row) => throw OnHost();

    [Intrinsic(Intrinsic.MatrixLoad, Imm = 2 + 16)]
    public static MatrixWords2 Load2Transposed<T>(ref T row) => throw OnHost();

    [Intrinsic(Intrinsic.MatrixMultiply)]
    public static MatrixFloats4 Multiply<T>(
        uint a0, uint a1, uint a2, uint a3, uint b0, uint b1, float c0, float c1, float c2, float c3) => throw OnHost();

    [Intrinsic(Intrinsic.MatrixMultiply)]
    public static MatrixFloats4 Multiply<T>(
        uint a0, uint a1, uint a2, uint a3, uint a4, uint a5, uint a6, uint a7,
        uint b0, uint b1, uint b2, uint b3,
        float c0, float c1, float c2, float c3) => throw OnHost();

    private static NotSupportedException OnHost() => new("Only devices with matrix units have these instructions.");
}

internal readonly struct MatrixWords2
{
    public readonly uint X;
    public readonly uint Y;
}

internal readonly struct MatrixWords4
{
    public readonly uint X;
    public readonly uint Y;
    public readonly uint Z;
    public readonly uint W;
}

internal readonly struct MatrixFloats4
{
    public readonly float X;
    public readonly float Y;
    public readonly float Z;
    public readonly float W;
}

[InlineArray(128)]
internal struct MatrixWords128
{
    private uint _first;
}

[InlineArray(256)]
internal struct MatrixWords256
{
    private uint _first;
}

[InlineArray(128)]
internal struct MatrixFloats128
{
    private float _first;
}
