using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using IlgpuOptim.Engine.Runtime.Cpu;

namespace IlgpuOptim.Engine.Runtime;

/// <summary>Copies between the host and a range of bytes of a buffer.</summary>
internal static unsafe class ContiguousCopies
{
    public static void CheckLengths(long expected, long actual, string name)
    {
        if (expected != actual)
        {
            throw new ArgumentOutOfRangeException(
                name,
                actual,
                $"Source and target of a copy differ in length: the view has {expected} bytes, the other side {actual}.");
        }
    }

    /// <summary>Copies from a buffer to pinned host memory and waits.</summary>
    public static void ToHost(AcceleratorStream stream, MemoryBuffer buffer, long offset, void* target, long bytes)
    {
        BufferChecks.Usable(buffer, stream.Accelerator, "source");

        if (buffer.HostPointer != null)
        {
            // The caller does the work itself as soon as everything before it is done.
            stream.Synchronize();
            CpuMemory.Copy(buffer.HostPointer + offset, (byte*)target, bytes);
            GC.KeepAlive(buffer);

            return;
        }

        using CPUMemoryBuffer host = CPUMemoryBuffer.Create(stream.Accelerator, (IntPtr)target, bytes, 1);
        buffer.CopyTo(stream, offset, host.AsRawArrayView());
        stream.Synchronize();
    }

    /// <summary>Copies from pinned host memory to a buffer and waits.</summary>
    public static void FromHost(AcceleratorStream stream, MemoryBuffer buffer, long offset, void* source, long bytes)
    {
        BufferChecks.Usable(buffer, stream.Accelerator, "target");

        if (buffer.HostPointer != null)
        {
            stream.Synchronize();
            CpuMemory.Copy((byte*)source, buffer.HostPointer + offset, bytes);
            GC.KeepAlive(buffer);

            return;
        }

        using CPUMemoryBuffer host = CPUMemoryBuffer.Create(stream.Accelerator, (IntPtr)source, bytes, 1);
        buffer.CopyFrom(stream, host.AsRawArrayView(), offset);
        stream.Synchronize();
    }
}
