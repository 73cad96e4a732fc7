using ILGPU;
using ILGPU.Runtime;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.Runtime.Cpu;

namespace IlgpuOptim.Engine.Runtime;

/// <summary>Checks and messages of views. The checks run on the host and in debug mode and cost nothing in kernels.</summary>
internal static class ViewErrors
{
    /// <summary>How many elements at a distance fit into a number of elements.</summary>
    public static long ExtentForStride(long length, int stride) =>
        stride < 2 || length < 1 ? length : ((length - 1) / stride) + 1;

    [Intrinsic(Intrinsic.Nothing)]
    public static void CheckCapacity(long needed, long smallestExtent, long available)
    {
        if (smallestExtent < 0)
        {
            throw ArgumentErrors.OutOfRange("extent", smallestExtent, "An extent must not be negative.");
        }

        if (needed > available)
        {
            throw ArgumentErrors.OutOfRange(
                "extent",
                needed,
                $"The extent covers {needed} elements of memory, the view has {available}.{WorkItem.Describe()}");
        }
    }

    [Intrinsic(Intrinsic.Nothing)]
    public static void CheckSubView(long index, long extent, long length)
    {
        if (index < 0 || index > length || extent < 0 || extent > length - index)
        {
            throw SubViewOutOfRange(index, extent, length);
        }
    }

    public static Exception SubViewOutOfRange(long index, long extent, long length) =>
        new ArgumentOutOfRangeException(
            nameof(index),
            index,
            $"The sub-view [{index}, {index + extent}) is not within a view of length {length}.{WorkItem.Describe()}");

    public static Exception IndexOutOfRange(string index, string extent) =>
        new IndexOutOfRangeException($"Index {index} is outside of a view of extent {extent}.{WorkItem.Describe()}");

    public static Exception IndexOutOfRange(Type type, long index, long length, MemoryBuffer? buffer)
    {
        string owner = buffer is null ? "without a buffer" : $"of length {length}";

        return new IndexOutOfRangeException(
            $"Index {index} is outside of an ArrayView<{type.Name}> {owner}.{WorkItem.Describe()}");
    }

    public static Exception NotReachableFromHost(MemoryBuffer buffer)
    {
        if (buffer.IsDisposed)
        {
            return new ObjectDisposedException(buffer.GetType().Name, "The buffer of this view has been disposed.");
        }

        return new InvalidOperationException(
            $"The memory of {buffer.Accelerator.Name} cannot be read or written element by element on the host; "
            + "copy it with GetAsArray1D, CopyToCPU or CopyFromCPU.");
    }
}
