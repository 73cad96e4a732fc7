using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Util;

namespace IlgpuOptim.Engine.Runtime;

/// <summary>Checks of buffers that are handed to an operation.</summary>
internal static class BufferChecks
{
    /// <summary>The buffer exists and belongs to the accelerator.</summary>
    /// <exception cref="ObjectDisposedException">It has been disposed.</exception>
    /// <exception cref="ArgumentException">It belongs to another accelerator.</exception>
    public static void Usable(MemoryBuffer? buffer, Accelerator accelerator, string name)
    {
        if (buffer is null)
        {
            throw new ArgumentException("The view has no buffer.", name);
        }

        if (buffer.IsDisposed || buffer.Storage.IsDisposed)
        {
            throw Disposed(name);
        }

        if (HasDisposedOwner(buffer.Storage))
        {
            throw OwnerDisposed(buffer.Storage, name);
        }

        if (!buffer.IsReachableFrom(accelerator))
        {
            throw Foreign(buffer, accelerator, name);
        }
    }

    /// <summary>The buffer exists, and a copy in a stream of the accelerator can reach it: between a device and the host, memory of any CPU accelerator can.</summary>
    /// <exception cref="ObjectDisposedException">It has been disposed.</exception>
    /// <exception cref="ArgumentException">It belongs to another device.</exception>
    public static void Copyable(MemoryBuffer? buffer, MemoryBuffer other, Accelerator accelerator, string name)
    {
        bool withHost = buffer is not null && buffer is CPUMemoryBuffer != other is CPUMemoryBuffer;
        bool withPeer = buffer is ILGPU.Runtime.Cuda.CudaMemoryBuffer && other is ILGPU.Runtime.Cuda.CudaMemoryBuffer;
        Usable(buffer, withHost || withPeer ? buffer!.Accelerator : accelerator, name);
    }

    /// <summary>Somebody else's memory that was given back.</summary>
    public static bool HasDisposedOwner(MemoryBuffer buffer) => buffer.MemoryOwner is DisposeBase { IsDisposed: true };

    public static Exception OwnerDisposed(MemoryBuffer buffer, string name) => new ObjectDisposedException(
        buffer.MemoryOwner!.GetType().Name,
        $"The owner of the foreign memory of '{name}' has been disposed.");

    public static Exception Disposed(string name) =>
        new ObjectDisposedException(nameof(MemoryBuffer), $"The buffer of '{name}' has been disposed.");

    public static Exception Foreign(MemoryBuffer buffer, Accelerator accelerator, string name)
    {
        string reason = accelerator.Name == buffer.Accelerator.Name
            ? "another accelerator object of the same device"
            : $"the accelerator '{buffer.Accelerator.Name}'";

        return new ArgumentException(
            $"'{name}' belongs to {reason}; copy it to '{accelerator.Name}' by way of the host.",
            name);
    }
}
