using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;
using ILGPU.Util;
using IlgpuOptim.Engine.Runtime.Cuda;

namespace IlgpuOptim.Extensions;

/// <summary>Buffers over memory that somebody else owns: kernels read and write it in place, nothing is copied.</summary>
public static class ForeignMemory
{
    /// <summary>Presents host memory as a buffer that kernels use in place.</summary>
    /// <remarks>
    /// On a CPU and on OpenCL processors and integrated GPUs nothing is copied. (The driver of a discrete GPU may move the data.)
    /// With OpenCL host and device take turns: the host may read and write until the first launch with the memory, and again after
    /// the stream of the launch was synchronised.
    /// </remarks>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="accelerator">A CPU or OpenCL accelerator.</param>
    /// <param name="pointer">Address of the first element; it has to be aligned for <typeparamref name="T"/>.</param>
    /// <param name="length">Number of elements.</param>
    /// <param name="owner">
    /// An object that keeps the memory valid; it lives at least as long as the buffer, a view of it, or work with it. If it is a
    /// <see cref="DisposeBase"/>, such as another buffer, using the memory after its disposal is an error.
    /// </param>
    /// <returns>A buffer that never frees the memory. Disposing it waits for queued work.</returns>
    /// <exception cref="NotSupportedException">The accelerator cannot use host memory in place.</exception>
    /// <exception cref="ArgumentException">The address is zero or not aligned.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    /// <exception cref="ObjectDisposedException">Accelerator or owner have been disposed.</exception>
    public static MemoryBuffer1D<T, Stride1D.Dense> WrapHostMemory<T>(
        this Accelerator accelerator,
        IntPtr pointer,
        long length,
        object? owner = null)
        where T : unmanaged
    {
        CheckWrap<T>(accelerator, length, owner);

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

        int size = Unsafe.SizeOf<T>();
        MemoryBuffer memory = accelerator switch
        {
            CPUAccelerator => CPUMemoryBuffer.Create(accelerator, pointer, length, size, owner),
            CLAccelerator openCl => CLMemoryBuffer.OverHost(openCl, pointer, length, size, owner),
            _ => throw new NotSupportedException($"'{accelerator.Name}' cannot use host memory in place."),
        };

        return Wrap<T>(accelerator, memory, length);
    }

    /// <summary>Presents an OpenCL memory object of somebody else as a buffer.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="accelerator">The accelerator; the memory has to belong to its context.</param>
    /// <param name="memory">The memory object (cl_mem); a reference to it is held as long as the buffer lives.</param>
    /// <param name="length">Number of elements, counted from the start of the memory object.</param>
    /// <param name="owner">An object that keeps the content valid, as with <see cref="WrapHostMemory"/>.</param>
    /// <returns>A buffer that never frees the memory.</returns>
    /// <exception cref="ArgumentException">It is no memory object, or belongs to another context.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative, or more than the memory object has.</exception>
    /// <exception cref="ObjectDisposedException">Accelerator or owner have been disposed.</exception>
    public static MemoryBuffer1D<T, Stride1D.Dense> WrapClMemory<T>(
        this CLAccelerator accelerator,
        IntPtr memory,
        long length,
        object? owner = null)
        where T : unmanaged
    {
        CheckWrap<T>(accelerator, length, owner);

        if (memory == IntPtr.Zero)
        {
            throw new ArgumentException("There is no memory object.", nameof(memory));
        }

        (nint context, long bytes) = CLMemoryBuffer.Describe(accelerator, memory);

        if (context != accelerator.NativePtr)
        {
            throw new ArgumentException(
                $"The memory object belongs to another OpenCL context than the accelerator '{accelerator.Name}'.", nameof(memory));
        }

        int size = Unsafe.SizeOf<T>();

        if (length > bytes / size)
        {
            throw new ArgumentOutOfRangeException(
                nameof(length), length, $"The memory object has {bytes} bytes, room for {bytes / size} elements of {size} bytes.");
        }

        return Wrap<T>(accelerator, CLMemoryBuffer.OverHandle(accelerator, memory, length, size, owner), length);
    }

    /// <summary>Presents memory of a CUDA device that somebody else owns, in the primary context, as a buffer.</summary>
    /// <remarks>Order the work with that of the owner's stream: <see cref="CudaStream.WaitFor"/>, <see cref="CudaStream.LetWait"/>.</remarks>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="accelerator">The accelerator; the memory has to be of its device.</param>
    /// <param name="address">Address of the first element; it has to be aligned for <typeparamref name="T"/>.</param>
    /// <param name="length">Number of elements.</param>
    /// <param name="owner">An object that keeps the memory valid, as with <see cref="WrapHostMemory"/>.</param>
    /// <returns>A buffer that never frees the memory. Disposing it waits for queued work.</returns>
    /// <exception cref="ArgumentException">The address is zero, not aligned, no device memory, or of another device.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative, or more than the allocation has.</exception>
    /// <exception cref="ObjectDisposedException">Accelerator or owner have been disposed.</exception>
    public static MemoryBuffer1D<T, Stride1D.Dense> WrapCudaMemory<T>(
        this CudaAccelerator accelerator,
        IntPtr address,
        long length,
        object? owner = null)
        where T : unmanaged
    {
        CheckWrap<T>(accelerator, length, owner);
        int size = Unsafe.SizeOf<T>();

        if (length > 0)
        {
            int alignment = Alignment<T>();

            if (address == IntPtr.Zero || address % alignment != 0)
            {
                throw new ArgumentException(
                    $"The address 0x{address:x} is not a multiple of {alignment} bytes, as {typeof(T).Name} needs, or zero.", nameof(address));
            }

            CudaForeign.Check(accelerator, (ulong)address, length * size);
        }

        return Wrap<T>(accelerator, new CudaMemoryBuffer(accelerator, address, length, size, owner), length);
    }

    private static void CheckWrap<T>(Accelerator accelerator, long length, object? owner)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(accelerator);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, long.MaxValue / Unsafe.SizeOf<T>());
        accelerator.ThrowIfDisposed();

        if (owner is DisposeBase { IsDisposed: true })
        {
            throw new ObjectDisposedException(owner.GetType().Name, "The owner of the foreign memory has been disposed.");
        }
    }

    private static MemoryBuffer1D<T, Stride1D.Dense> Wrap<T>(Accelerator accelerator, MemoryBuffer memory, long length)
        where T : unmanaged => new(accelerator, new ArrayView<T>(memory, 0, length).AsDense());

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
