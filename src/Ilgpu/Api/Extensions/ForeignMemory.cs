using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace IlgpuOptim.Extensions;

/// <summary>Buffers over memory that somebody else owns: kernels read and write it in place, nothing is copied.</summary>
public static class ForeignMemory
{
    /// <summary>Presents host memory as a buffer of a CPU accelerator.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="accelerator">A CPU accelerator.</param>
    /// <param name="pointer">Address of the first element; it has to be aligned for <typeparamref name="T"/>.</param>
    /// <param name="length">Number of elements.</param>
    /// <param name="owner">An object that keeps the memory valid; it lives at least as long as the buffer or a view of it.</param>
    /// <returns>A buffer that never frees the memory. Disposing it waits for queued work.</returns>
    /// <exception cref="NotSupportedException">The accelerator is not a CPU.</exception>
    /// <exception cref="ArgumentException">The address is zero or not aligned.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public static MemoryBuffer1D<T, Stride1D.Dense> WrapHostMemory<T>(
        this Accelerator accelerator,
        IntPtr pointer,
        long length,
        object? owner = null)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(accelerator);
        ArgumentOutOfRangeException.ThrowIfNegative(length);

        if (accelerator is not CPUAccelerator)
        {
            throw new NotSupportedException($"'{accelerator.Name}' cannot use host memory in place.");
        }

        if (pointer == IntPtr.Zero && length > 0)
        {
            throw new ArgumentException("The address is zero.", nameof(pointer));
        }

        int alignment = Alignment<T>();

        if (pointer % alignment != 0)
        {
            throw new ArgumentException(
                $"The address 0x{pointer:x} is not a multiple of {alignment} bytes, as {typeof(T).Name} needs.",
                nameof(pointer));
        }

        CPUMemoryBuffer memory = CPUMemoryBuffer.Create(accelerator, pointer, length, Unsafe.SizeOf<T>(), owner);

        return new MemoryBuffer1D<T, Stride1D.Dense>(accelerator, new ArrayView<T>(memory, 0, length).AsDense());
    }

    // The distance of a value behind one byte is what its alignment makes it.
    private static int Alignment<T>()
        where T : unmanaged => Unsafe.SizeOf<Padded<T>>() - Unsafe.SizeOf<T>();

#pragma warning disable CS0649 // Only its size is of interest.
    private struct Padded<T>
        where T : unmanaged
    {
        public byte First;
        public T Value;
    }
#pragma warning restore CS0649
}
