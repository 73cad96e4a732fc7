using IlgpuOptim.Engine.Frontend;

namespace ILGPU;

/// <summary>Checks of stride values, on the host only.</summary>
internal static class StrideChecks
{
    [Intrinsic(Intrinsic.Nothing)]
    public static void NotNegative(int stride)
    {
        if (stride < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(stride), stride, "A stride must not be negative.");
        }
    }
}
