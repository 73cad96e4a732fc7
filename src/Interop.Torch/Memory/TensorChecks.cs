using IlgpuOptim.Compute;
using TorchSharp;
using TorchSharp.Native;

namespace IlgpuOptim.Interop.Torch.Memory;

/// <summary>Why a tensor's memory cannot be used in place, in words that say what to do.</summary>
internal static class TensorChecks
{
    /// <summary>Describes a tensor.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public static TensorInfo Describe(torch.Tensor tensor, string what)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ThrowIfFreed(tensor, what);

        return TorchMemory.Describe(tensor);
    }

    /// <summary>The tensor still has its native half.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public static void ThrowIfFreed(torch.Tensor tensor, string what)
    {
        if (tensor.IsInvalid)
        {
            throw new ObjectDisposedException(
                what,
                $"{what} was disposed, by hand, by a dispose scope (DetachFromDisposeScope keeps it) or by module.to(), which replaces parameters.");
        }
    }

    /// <summary>The element type that kernels see.</summary>
    /// <exception cref="ArgumentException">There is no memory to look at: sparse, quantized, lazy, empty or without storage.</exception>
    /// <exception cref="NotSupportedException">Kernels have no such elements.</exception>
    public static ElementType Memory(in TensorInfo info, string what)
    {
        if ((info.Flags & TensorFlags.Sparse) != 0)
        {
            throw new ArgumentException(
                $"{what} is sparse, so there is no one block of memory. Make it dense: to_dense(), or sparse: false at the Embedding.");
        }

        if ((info.Flags & TensorFlags.Quantized) != 0)
        {
            throw new ArgumentException($"{what} is quantized ({info.Type}). Use dequantize() or int_repr().");
        }

        if ((info.Flags & TensorFlags.LazyBits) != 0)
        {
            throw new ArgumentException(
                $"{what} is conjugated or negated lazily, so that its memory does not hold its values. Use resolve_conj() or resolve_neg().");
        }

        ElementType type = ElementTypeOf(info, what);

        if (info.NumberOfElements == 0)
        {
            throw new ArgumentException($"{what} has shape {Shape(info.Sizes)}: no elements, so no memory. Leave it out.");
        }

        if (info.Data == IntPtr.Zero)
        {
            throw new ArgumentException($"{what} has no memory on {TorchDevices.Name(info)}; it was never materialized.");
        }

        if (info.Data % info.ElementSize != 0)
        {
            throw new ArgumentException($"{what} begins at address 0x{info.Data:x}, which is no multiple of its element size {info.ElementSize}. Use clone().");
        }

        return type;
    }

    /// <summary>A shape as torch writes it.</summary>
    public static string Shape(ReadOnlySpan<long> extents) => $"[{string.Join(", ", extents.ToArray())}]";

    private static ElementType ElementTypeOf(in TensorInfo info, string what)
    {
        try
        {
            return info.Type.ToElementType();
        }
        catch (NotSupportedException error)
        {
            throw new NotSupportedException($"{what}: {error.Message}", error);
        }
    }
}
