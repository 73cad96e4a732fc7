using IlgpuOptim.Engine.Runtime;
using IlgpuOptim.Engine.Runtime.OpenCL;
using ILGPU.Runtime.CPU;

namespace ILGPU.Runtime.OpenCL;

/// <summary>Memory of an OpenCL device (a cl_mem): the engine's own, host memory that is used in place, or somebody else's.</summary>
public sealed unsafe class CLMemoryBuffer : MemoryBuffer
{
    private const ulong UseHostPointer = 8;

    private readonly OpenClApi _api;
    private readonly Lock _lock = new();
    private readonly long _pressure;
    private object? _owner;
    private byte* _host;
    private bool _isMapped;

    /// <summary>Allocates memory of the device.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    /// <exception cref="OutOfMemoryException">There is not enough memory.</exception>
    public CLMemoryBuffer(CLAccelerator accelerator, long length, int elementSize)
        : this(accelerator, length, elementSize, tracked: true)
    {
    }

    internal CLMemoryBuffer(CLAccelerator accelerator, long length, int elementSize, bool tracked)
        : base(accelerator, length, elementSize, tracked)
    {
        _api = accelerator.Api;

        if (this.LengthInBytes > 0)
        {
            this.NativePtr = accelerator.CreateMemory(0, this.LengthInBytes, null);
            accelerator.CountAllocation();
            _pressure = this.LengthInBytes;
            GC.AddMemoryPressure(_pressure);
        }
    }

    private CLMemoryBuffer(CLAccelerator accelerator, long length, int elementSize, object? owner)
        : base(accelerator, length, elementSize, tracked: false)
    {
        _api = accelerator.Api;
        _owner = owner;
    }

    /// <inheritdoc/>
    internal override object? MemoryOwner => _owner;

    /// <summary>The memory belongs to somebody else: it is kept alive by streams, and host memory changes hands.</summary>
    internal bool IsForeign => _host != null || _owner is not null;

    /// <summary>Sets all bytes of a view in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="CLException">OpenCL failed.</exception>
    public static void CLMemSet<T>(CLStream stream, byte value, in ArrayView<T> targetView)
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

        OpenClApi api = ((CLAccelerator)stream.Accelerator).Api;
        nint memory = buffer.NativePtr;
        nuint offset = (nuint)target.ByteOffset;
        nuint bytes = (nuint)target.Length;

        // Wider patterns are faster; place and length have to be multiples of theirs.
        nuint width = (offset | bytes) % 16 == 0 ? 16u : (offset | bytes) % 4 == 0 ? 4u : 1u;
        stream.Enqueue(
            [buffer],
            queue =>
            {
                byte* pattern = stackalloc byte[16];
                new Span<byte>(pattern, 16).Fill(value);

                return api.EnqueueFillBuffer(queue, memory, pattern, width, offset, bytes, 0, null, null);
            },
            "set memory");
    }

    /// <summary>Copies between views in the order of a stream; one side may be host memory that stays where it is.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    /// <exception cref="CLException">OpenCL failed.</exception>
    public static void CLCopy<T>(CLStream stream, in ArrayView<T> sourceView, in ArrayView<T> targetView)
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
        OpenClApi api = ((CLAccelerator)stream.Accelerator).Api;
        nint fromMemory = from.NativePtr;
        nint toMemory = to.NativePtr;
        nuint fromOffset = (nuint)source.ByteOffset;
        nuint toOffset = (nuint)target.ByteOffset;
        nuint bytes = (nuint)source.Length;

        if (from is CPUMemoryBuffer && to is CPUMemoryBuffer)
        {
            CPUMemoryBuffer.CPUCopy(stream, source, target);
        }
        else if (from is CPUMemoryBuffer)
        {
            byte* host = (byte*)fromMemory + fromOffset;
            stream.Enqueue(
                [to],
                queue => api.EnqueueWriteBuffer(queue, toMemory, 0, toOffset, bytes, host, 0, null, null),
                "copy from the host",
                from);
        }
        else if (to is CPUMemoryBuffer)
        {
            byte* host = (byte*)toMemory + toOffset;
            stream.Enqueue(
                [from],
                queue => api.EnqueueReadBuffer(queue, fromMemory, 0, fromOffset, bytes, host, 0, null, null),
                "copy to the host",
                to);
        }
        else if (fromMemory == toMemory && fromOffset < toOffset + bytes && toOffset < fromOffset + bytes)
        {
            CopyOverlapping(stream, source, target);
        }
        else
        {
            stream.Enqueue(
                [from, to],
                queue => api.EnqueueCopyBuffer(queue, fromMemory, toMemory, fromOffset, toOffset, bytes, 0, null, null),
                "copy memory");
        }
    }

    /// <summary>Uses host memory in place.</summary>
    internal static CLMemoryBuffer OverHost(CLAccelerator accelerator, nint address, long length, int elementSize, object? owner)
    {
        CLMemoryBuffer buffer = new(accelerator, length, elementSize, owner);

        if (buffer.LengthInBytes > 0)
        {
            buffer.NativePtr = accelerator.CreateMemory(UseHostPointer, buffer.LengthInBytes, (void*)address);
            buffer._host = (byte*)address;

            // The host may write until the first launch.
            buffer.GiveToHost(accelerator.ServiceQueue);
            buffer.HostPointer = (byte*)address;
        }

        return buffer;
    }

    /// <summary>Context and size in bytes of a memory object.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    internal static (nint Context, long Bytes) Describe(CLAccelerator accelerator, nint memory)
    {
        nint context = 0;
        nuint bytes = 0;
        int error = accelerator.Api.GetMemObjectInfo(memory, 0x1106, (nuint)sizeof(nint), &context, null);
        error = error == 0 ? accelerator.Api.GetMemObjectInfo(memory, 0x1102, (nuint)sizeof(nuint), &bytes, null) : error;

        return error == 0
            ? (context, (long)bytes)
            : throw new ArgumentException($"0x{memory:x} is no OpenCL memory object: {(CLError)error}.", nameof(memory));
    }

    /// <summary>Uses a memory object of somebody else.</summary>
    internal static CLMemoryBuffer OverHandle(CLAccelerator accelerator, nint memory, long length, int elementSize, object? owner)
    {
        CLMemoryBuffer buffer = new(accelerator, length, elementSize, owner);
        CLException.Check(accelerator.Api.RetainMemObject(memory), "retain a foreign buffer");
        buffer.NativePtr = memory;

        return buffer;
    }

    /// <summary>Ends the host's turn; queued in front of the first operation that uses the memory.</summary>
    internal void GiveToDevice(nint queue)
    {
        lock (_lock)
        {
            if (_isMapped && this.NativePtr != IntPtr.Zero)
            {
                _isMapped = false;
                CLException.Check(
                    _api.EnqueueUnmapMemObject(queue, this.NativePtr, _host, 0, null, null), "give shared memory to the device");
            }
        }
    }

    /// <summary>Ends the device's turn; waits until the host sees its results.</summary>
    internal void GiveToHost(nint queue)
    {
        lock (_lock)
        {
            if (_host == null || _isMapped || this.NativePtr == IntPtr.Zero)
            {
                return;
            }

            const ulong ReadAndWrite = 3;
            int error;
            void* mapped = _api.EnqueueMapBuffer(
                queue, this.NativePtr, 1, ReadAndWrite, 0, (nuint)this.LengthInBytes, 0, null, null, &error);
            CLException.Check(error, "give shared memory to the host");
            _isMapped = true;

            if (mapped != _host)
            {
                throw new CLException($"OpenCL does not use the memory at 0x{(nint)_host:x} in place.");
            }
        }
    }

    /// <inheritdoc/>
    protected internal override void MemSet(AcceleratorStream stream, byte value, in ArrayView<byte> targetView) =>
        CLMemSet(RequireStream(stream), value, targetView);

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

        // OpenCL keeps its own memory until queued work is done, but not somebody else's.
        if (disposing && this.IsForeign)
        {
            CLAccelerator accelerator = (CLAccelerator)this.Accelerator;
            accelerator.WaitForQueuedWork();

            if (_isMapped)
            {
                this.GiveToDevice(accelerator.ServiceQueue);
                _ = _api.Finish(accelerator.ServiceQueue);
            }
        }

        this.HostPointer = null;
        this.NativePtr = IntPtr.Zero;
        _ = _api.ReleaseMemObject(memory);
        _host = null;
        _owner = null;

        if (_pressure > 0)
        {
            GC.RemoveMemoryPressure(_pressure);
        }
    }

    // In the order of a CPU stream: behind what is in it, and done when it goes on.
    private void Copy(AcceleratorStream stream, in ArrayView<byte> source, in ArrayView<byte> target)
    {
        if (stream is CLStream own && ReferenceEquals(own.Accelerator, this.Accelerator))
        {
            CLCopy(own, source, target);

            return;
        }

        CLStream other = (CLStream)this.Accelerator.DefaultStream;
        stream.Synchronize();
        CLCopy(other, source, target);
        other.Synchronize();
    }

    private static CLStream RequireStream(AcceleratorStream stream) => stream as CLStream
        ?? throw new ArgumentException("The stream does not belong to an OpenCL accelerator.", nameof(stream));

    private static void CopyOverlapping(CLStream stream, ArrayView<byte> source, ArrayView<byte> target)
    {
        using CLMemoryBuffer staging = new((CLAccelerator)stream.Accelerator, source.Length, 1, tracked: false);
        ArrayView<byte> between = staging.AsRawArrayView();
        CLCopy(stream, source, between);
        CLCopy(stream, between, target);
    }
}
