using IlgpuOptim.Engine.Runtime;
using IlgpuOptim.Engine.Runtime.Cuda;
using ILGPU.Runtime.CPU;

namespace ILGPU.Runtime.Cuda;

/// <summary>Memory of a CUDA device: the engine's own, or somebody else's.</summary>
public sealed unsafe class CudaMemoryBuffer : MemoryBuffer
{
    private readonly CudaDriver _driver;
    private readonly long _pressure;
    private object? _owner;

    /// <summary>Allocates memory of the device.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    /// <exception cref="OutOfMemoryException">There is not enough memory.</exception>
    public CudaMemoryBuffer(CudaAccelerator accelerator, long length, int elementSize)
        : this(accelerator, length, elementSize, tracked: true)
    {
    }

    internal CudaMemoryBuffer(CudaAccelerator accelerator, long length, int elementSize, bool tracked)
        : base(accelerator, length, elementSize, tracked)
    {
        _driver = accelerator.Driver;

        if (this.LengthInBytes > 0)
        {
            this.NativePtr = (nint)Allocate(accelerator, this.LengthInBytes);
            _pressure = this.LengthInBytes;
            GC.AddMemoryPressure(_pressure);
        }
    }

    internal CudaMemoryBuffer(CudaAccelerator accelerator, nint address, long length, int elementSize, object? owner)
        : base(accelerator, length, elementSize, tracked: false)
    {
        _driver = accelerator.Driver;
        _owner = owner;
        this.IsForeign = true;
        this.NativePtr = address;
    }

    /// <inheritdoc/>
    internal override object? MemoryOwner => _owner;

    /// <summary>The memory belongs to somebody else.</summary>
    internal bool IsForeign { get; }

    /// <inheritdoc/>
    internal override bool IsReachableFrom(Accelerator accelerator) =>
        ReferenceEquals(this.Accelerator, accelerator) || (accelerator is CudaAccelerator && accelerator.HasPeerAccess(this.Accelerator));

    /// <summary>Sets all bytes of a view in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="CudaException">The driver failed.</exception>
    public static void CudaMemSet<T>(CudaStream stream, byte value, in ArrayView<T> targetView)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);

        if (targetView.Length == 0)
        {
            return;
        }

        ArrayView<byte> target = targetView.Cast<byte>();
        BufferChecks.Usable(target.BaseBuffer, stream.Accelerator, nameof(targetView));
        MemoryBuffer buffer = target.BaseBuffer!;

        if (buffer is CPUMemoryBuffer)
        {
            stream.Synchronize();
            CPUMemoryBuffer.CPUMemSet(buffer.NativePtr, value, target.ByteOffset, target.Length);

            return;
        }

        CudaDriver driver = ((CudaAccelerator)stream.Accelerator).Driver;
        ulong address = Address(target);
        nuint bytes = (nuint)target.Length;
        stream.Enqueue(queue => driver.MemsetD8Async(address, value, bytes, queue), "set memory", buffer);
    }

    /// <summary>Copies between views of CUDA devices, or of one and the host, in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    /// <exception cref="CudaException">The driver failed.</exception>
    public static void CudaCopy<T>(CudaStream stream, in ArrayView<T> sourceView, in ArrayView<T> targetView)
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
        MemoryBuffer from = source.BaseBuffer!;
        MemoryBuffer to = target.BaseBuffer!;
        BufferChecks.Copyable(from, to, stream.Accelerator, nameof(sourceView));
        BufferChecks.Copyable(to, from, stream.Accelerator, nameof(targetView));
        CudaDriver driver = ((CudaAccelerator)stream.Accelerator).Driver;
        ulong fromAddress = Address(source);
        ulong toAddress = Address(target);
        nuint bytes = (nuint)source.Length;

        if (from is CPUMemoryBuffer && to is CPUMemoryBuffer)
        {
            CPUMemoryBuffer.CPUCopy(stream, source, target);
        }
        else if (from is CPUMemoryBuffer)
        {
            stream.Enqueue(
                queue => driver.MemcpyHtoDAsync(toAddress, (void*)fromAddress, bytes, queue), "copy from the host", from, to);
        }
        else if (to is CPUMemoryBuffer)
        {
            stream.Enqueue(queue => driver.MemcpyDtoHAsync((void*)toAddress, fromAddress, bytes, queue), "copy to the host", from, to);
        }
        else if (!ReferenceEquals(from.Accelerator, to.Accelerator))
        {
            nint fromContext = from.Accelerator.NativePtr;
            nint toContext = to.Accelerator.NativePtr;
            stream.Enqueue(
                queue => driver.MemcpyPeerAsync(toAddress, toContext, fromAddress, fromContext, bytes, queue),
                "copy between devices", from, to);
        }
        else if (fromAddress < toAddress + bytes && toAddress < fromAddress + bytes)
        {
            CopyOverlapping(stream, source, target);
        }
        else
        {
            stream.Enqueue(queue => driver.MemcpyDtoDAsync(toAddress, fromAddress, bytes, queue), "copy memory", from, to);
        }
    }

    /// <inheritdoc/>
    protected internal override void MemSet(AcceleratorStream stream, byte value, in ArrayView<byte> targetView) =>
        CudaMemSet(RequireStream(stream), value, targetView);

    /// <inheritdoc/>
    protected internal override void CopyFrom(
        AcceleratorStream stream,
        in ArrayView<byte> sourceView,
        in ArrayView<byte> targetView) => this.Copy(stream, sourceView, targetView);

    /// <inheritdoc/>
    protected internal override void CopyTo(
        AcceleratorStream stream,
        in ArrayView<byte> sourceView,
        in ArrayView<byte> targetView) => this.Copy(stream, sourceView, targetView);

    /// <inheritdoc/>
    protected override void DisposeAcceleratorObject(bool disposing)
    {
        nint memory = this.NativePtr;

        if (memory == IntPtr.Zero)
        {
            return;
        }

        CudaAccelerator accelerator = (CudaAccelerator)this.Accelerator;
        this.NativePtr = IntPtr.Zero;

        // The driver waits for the use of memory that it frees; what others free has to be waited for here.
        if (this.IsForeign)
        {
            if (disposing)
            {
                accelerator.WaitForQueuedWork();
            }

            _owner = null;

            return;
        }

        using CudaScope scope = accelerator.Enter();
        _ = _driver.MemFree((ulong)memory);

        if (_pressure > 0)
        {
            GC.RemoveMemoryPressure(_pressure);
        }
    }

    private static ulong Allocate(CudaAccelerator accelerator, long bytes)
    {
        ulong address;
        using CudaScope scope = accelerator.Enter();
        int error = accelerator.Driver.MemAlloc(&address, (nuint)bytes);
        string action = $"allocate {bytes} bytes on '{accelerator.Name}'";

        if ((CudaError)error == CudaError.CUDA_ERROR_OUT_OF_MEMORY)
        {
            throw new OutOfMemoryException($"CUDA failed to {action}.", accelerator.Driver.Failure(error, action));
        }

        accelerator.Driver.Check(error, action);

        return address;
    }

    // In the order of another accelerator's stream: behind what is in it, and done when it goes on.
    private void Copy(AcceleratorStream stream, in ArrayView<byte> source, in ArrayView<byte> target)
    {
        if (stream is CudaStream own)
        {
            CudaCopy(own, source, target);

            return;
        }

        CudaStream other = (CudaStream)this.Accelerator.DefaultStream;
        stream.Synchronize();
        CudaCopy(other, source, target);
        other.Synchronize();
    }

    private static ulong Address(in ArrayView<byte> view) => (ulong)view.BaseBuffer!.NativePtr + (ulong)view.ByteOffset;

    private static CudaStream RequireStream(AcceleratorStream stream) => stream as CudaStream
        ?? throw new ArgumentException("The stream does not belong to a CUDA accelerator.", nameof(stream));

    private static void CopyOverlapping(CudaStream stream, ArrayView<byte> source, ArrayView<byte> target)
    {
        using CudaMemoryBuffer staging = new((CudaAccelerator)stream.Accelerator, source.Length, 1, tracked: false);
        ArrayView<byte> between = staging.AsRawArrayView();
        CudaCopy(stream, source, between);
        CudaCopy(stream, between, target);
    }
}
