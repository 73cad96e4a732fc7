using ILGPU;
using ILGPU.Runtime;
using IlgpuOptim.Engine.Frontend;

namespace IlgpuOptim.Extensions;

/// <summary>
/// Asks for memory to be in the caches before it is needed, on CPUs, where rows that are gathered by an index are not foreseen by the
/// hardware. Elsewhere, and for addresses that differ from lane to lane without a constant step, it does nothing.
/// </summary>
public static class Prefetch
{
    /// <summary>Bytes from one line to the next, where it matters.</summary>
    public const int LineSize = 64;

    /// <summary>Asks for the line that holds an element.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="view">View of memory.</param>
    /// <param name="index">Element, inside of the view.</param>
    public static void Read<T>(ArrayView<T> view, long index)
        where T : unmanaged
    {
        if (Accelerator.CurrentType == AcceleratorType.CPU)
        {
            Line(ref view[index]);
        }
    }

    [Intrinsic(Intrinsic.Prefetch)]
    private static void Line<T>(ref T element)
    {
        // The methods themselves run where kernels are debugged.
    }
}
