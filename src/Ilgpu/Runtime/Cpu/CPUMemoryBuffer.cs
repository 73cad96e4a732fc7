using System.Runtime.CompilerServices;
using IlgpuOptim.Engine.Runtime;
using IlgpuOptim.Engine.Runtime.Cpu;

namespace ILGPU.Runtime.CPU;

/// <summary>Memory of the host: own, page-locked or foreign.</summary>
public abstract unsafe class CPUMemoryBuffer : MemoryBuffer
{
    /// <summary>Describes host memory; the derived class sets <see cref="MemoryBuffer.NativePtr"/>.</summary>
    protected CPUMemoryBuffer(Accelerator accelerator, long length, int elementSize)
        : base(accelerator, length, elementSize)
    {
    }

    private protected CPUMemoryBuffer(Accelerator accelerator, long length, int elementSize, bool tracked)
        : base(accelerator, length, elementSize, tracked)
    {
    }

    /// <summary>Sets bytes at an address, at once.</summary>
    public static void CPUMemSet(IntPtr nativePtr, byte value, long offsetInBytes, long lengthInBytes) =>
        CpuMemory.Fill((byte*)nativePtr + offsetInBytes, value, lengthInBytes);

    /// <summary>Copies bytes between host addresses, at once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CPUCopyToCPU(ref byte sourcePtr, ref byte targetPtr, long sourceLengthInBytes, long targetLengthInBytes)
    {
        ContiguousCopies.CheckLengths(sourceLengthInBytes, targetLengthInBytes, nameof(targetLengthInBytes));

        fixed (byte* source = &sourcePtr, target = &targetPtr)
        {
            CpuMemory.Copy(source, target, sourceLengthInBytes);
        }
    }

    /// <summary>Copies between views of host memory in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CPUCopyFrom<T>(AcceleratorStream stream, in ArrayView<T> sourceView, in ArrayView<T> targetView)
        where T : unmanaged => CPUCopy(stream, sourceView, targetView);

    /// <summary>Copies between views of host memory in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CPUCopyTo<T>(AcceleratorStream stream, in ArrayView<T> sourceView, in ArrayView<T> targetView)
        where T : unmanaged => CPUCopy(stream, sourceView, targetView);

    /// <summary>Copies between views of host memory in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CPUCopy<T>(AcceleratorStream stream, in ArrayView<T> sourceView, in ArrayView<T> targetView)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        ContiguousCopies.CheckLengths(sourceView.LengthInBytes, targetView.LengthInBytes, nameof(targetView));

        if (sourceView.Length == 0)
        {
            return;
        }

        ArrayView<byte> source = sourceView.Cast<byte>();
        ArrayView<byte> target = targetView.Cast<byte>();
        CheckHost(source, nameof(sourceView));
        CheckHost(target, nameof(targetView));

        if (stream is CpuStream cpuStream)
        {
            cpuStream.EnqueueCopy(source, target);
        }
        else
        {
            stream.Synchronize();
            CpuMemory.Copy(Address(source), Address(target), source.Length);
        }
    }

    /// <summary>Presents memory that somebody else owns; it has to stay where it is.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static CPUMemoryBuffer Create<T>(Accelerator accelerator, ref T value, long length)
        where T : unmanaged =>
        Create(accelerator, (IntPtr)Unsafe.AsPointer(ref value), length, Unsafe.SizeOf<T>());

    /// <summary>Presents memory that somebody else owns; it has to stay where it is.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static CPUMemoryBuffer Create<T>(Accelerator accelerator, T* value, long length)
        where T : unmanaged => Create(accelerator, (IntPtr)value, length, Unsafe.SizeOf<T>());

    /// <summary>Presents memory that somebody else owns; it has to stay where it is.</summary>
    /// <param name="accelerator">Accelerator that uses it.</param>
    /// <param name="ptr">Address.</param>
    /// <param name="length">Number of elements.</param>
    /// <param name="elementSize">Size of an element in bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    public static CPUMemoryBuffer Create(Accelerator accelerator, IntPtr ptr, long length, int elementSize) =>
        Create(accelerator, ptr, length, elementSize, owner: null);

    /// <summary>Allocates host memory.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    public static CPUMemoryBuffer Create(Accelerator accelerator, long length, int elementSize) =>
        new OwnedHostBuffer(accelerator, length, elementSize, tracked: true);

    /// <summary>Allocates host memory for fast copies.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    public static CPUMemoryBuffer CreatePageLocked(Accelerator accelerator, long length, int elementSize) =>
        new OwnedHostBuffer(accelerator, length, elementSize, tracked: true);

    /// <summary>Presents memory that somebody else owns, and keeps an object alive meanwhile.</summary>
    internal static CPUMemoryBuffer Create(Accelerator accelerator, IntPtr ptr, long length, int elementSize, object? owner) =>
        new ForeignHostBuffer(accelerator, ptr, length, elementSize, owner);

    /// <inheritdoc/>
    protected internal override void MemSet(AcceleratorStream stream, byte value, in ArrayView<byte> targetView)
    {
        if (stream is CpuStream cpuStream)
        {
            cpuStream.EnqueueFill(targetView, value);
        }
        else
        {
            stream.Synchronize();
            CpuMemory.Fill(Address(targetView), value, targetView.Length);
        }
    }

    /// <inheritdoc/>
    protected internal override void CopyFrom(
        AcceleratorStream stream,
        in ArrayView<byte> sourceView,
        in ArrayView<byte> targetView)
    {
        if (IsOnDevice(sourceView.BaseBuffer))
        {
            sourceView.BaseBuffer!.CopyTo(stream, sourceView, targetView);
        }
        else
        {
            CPUCopy(stream, sourceView, targetView);
        }
    }

    /// <inheritdoc/>
    protected internal override void CopyTo(
        AcceleratorStream stream,
        in ArrayView<byte> sourceView,
        in ArrayView<byte> targetView)
    {
        if (IsOnDevice(targetView.BaseBuffer))
        {
            targetView.BaseBuffer!.CopyFrom(stream, sourceView, targetView);
        }
        else
        {
            CPUCopy(stream, sourceView, targetView);
        }
    }

    // The other side of a copy knows how to reach the host.
    private static bool IsOnDevice(MemoryBuffer? buffer) =>
        buffer is { IsDisposed: false, AcceleratorType: not AcceleratorType.CPU } and not CPUMemoryBuffer;

    private static byte* Address(in ArrayView<byte> view) => (byte*)view.BaseBuffer!.NativePtr + view.ByteOffset;

    private static void CheckHost(in ArrayView<byte> view, string name)
    {
        if (view.BaseBuffer is not MemoryBuffer buffer || buffer.IsDisposed)
        {
            throw BufferChecks.Disposed(name);
        }

        if (buffer.HostPointer == null && buffer is not CPUMemoryBuffer)
        {
            throw ViewErrors.NotReachableFromHost(buffer);
        }
    }
}
