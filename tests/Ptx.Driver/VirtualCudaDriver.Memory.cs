using System.Runtime.InteropServices;
using ILGPU.Runtime.Cuda;
using IlgpuOptim.Engine.Runtime.Cuda;

namespace IlgpuOptim.Ptx.Driver;

// Memory and copies.
internal sealed unsafe partial class VirtualCudaDriver
{
    public override int MemGetInfo(nuint* free, nuint* total)
    {
        lock (this._lock)
        {
            *total = unchecked((nuint)TotalMemory);
            *free = unchecked((nuint)(TotalMemory - this._allocated));

            return Success;
        }
    }

    public override int MemAlloc(ulong* pointer, nuint bytes)
    {
        lock (this._lock)
        {
            if (bytes == 0)
            {
                return this.Fail(InvalidValue, "an allocation of no bytes");
            }

            if ((ulong)this._allocated + bytes > (ulong)TotalMemory)
            {
                return this.Fail((int)CudaError.CUDA_ERROR_OUT_OF_MEMORY, "out of memory");
            }

            void* memory = NativeMemory.AlignedAlloc(bytes, 512);

            // Device memory is not cleared; big allocations are left alone for speed.
            NativeMemory.Fill(memory, Math.Min(bytes, 1 << 20), 0xCD);
            this._allocations.Add((ulong)memory, (bytes, CurrentDevice, false));
            this._machine.AddMemory((nint)memory, (long)bytes);
            this._allocated += (long)bytes;

            return Set(pointer, (ulong)memory);
        }
    }

    public override int MemFree(ulong pointer)
    {
        lock (this._lock)
        {
            if (!this._allocations.TryGetValue(pointer, out (ulong Bytes, int Device, bool IsHost) allocation) || allocation.IsHost)
            {
                return this.Fail(InvalidValue, $"0x{pointer:x} is no allocation");
            }

            // Freeing waits for the device.
            this.DrainAll(blockingOnly: false);
            this._machine.RemoveMemory((nint)pointer);
            this._allocations.Remove(pointer);
            this._allocated -= (long)allocation.Bytes;
            NativeMemory.AlignedFree((void*)pointer);

            return Success;
        }
    }

    public override int MemHostRegister(void* pointer, nuint bytes, uint flags)
    {
        lock (this._lock)
        {
            if (this.Holder((ulong)pointer) is not null || this.Holder((ulong)pointer + bytes - 1) is not null)
            {
                return this.Fail((int)CudaError.CUDA_ERROR_HOST_MEMORY_ALREADY_REGISTERED, "the memory is registered already");
            }

            this._allocations.Add((ulong)pointer, (bytes, 0, true));
            this._machine.AddMemory((nint)pointer, (long)bytes);

            return Success;
        }
    }

    public override int MemHostUnregister(void* pointer)
    {
        lock (this._lock)
        {
            if (!this._allocations.TryGetValue((ulong)pointer, out (ulong Bytes, int Device, bool IsHost) allocation) || !allocation.IsHost)
            {
                return this.Fail(InvalidValue, "the memory is not registered");
            }

            this.DrainAll(blockingOnly: false);
            this._machine.RemoveMemory((nint)pointer);
            this._allocations.Remove((ulong)pointer);

            return Success;
        }
    }

    public override int MemcpyHtoDAsync(ulong target, void* source, nuint bytes, nint stream)
    {
        lock (this._lock)
        {
            if (!this.IsDevice(target, bytes) || this.StreamOf(stream) is not VirtualStream found)
            {
                return this.Fail(InvalidValue, $"0x{target:x} ({bytes} bytes) is no device memory");
            }

            if (this.Holder((ulong)source) is not null || found.Capture is not null)
            {
                return this.Enqueue(found, () => Copy((void*)target, source, bytes));
            }

            // Pageable memory is staged before the call returns.
            byte[] staged = new ReadOnlySpan<byte>(source, checked((int)bytes)).ToArray();

            return this.Enqueue(found, () => staged.CopyTo(new Span<byte>((void*)target, staged.Length)));
        }
    }

    public override int MemcpyDtoHAsync(void* target, ulong source, nuint bytes, nint stream)
    {
        lock (this._lock)
        {
            if (!this.IsDevice(source, bytes) || this.StreamOf(stream) is not VirtualStream found)
            {
                return this.Fail(InvalidValue, $"0x{source:x} ({bytes} bytes) is no device memory");
            }

            int error = this.Enqueue(found, () => Copy(target, (void*)source, bytes));

            // Copies to pageable memory are complete when the call returns.
            if (this.Holder((ulong)target) is null && found.Capture is null)
            {
                this.Drain(found, null);

                return this.TakeError();
            }

            return error;
        }
    }

    public override int MemcpyDtoDAsync(ulong target, ulong source, nuint bytes, nint stream)
    {
        lock (this._lock)
        {
            if (!this.IsDevice(source, bytes) || !this.IsDevice(target, bytes) || this.StreamOf(stream) is not VirtualStream found)
            {
                return this.Fail(InvalidValue, $"0x{source:x} or 0x{target:x} ({bytes} bytes) is no device memory");
            }

            return this.Enqueue(found, () => Copy((void*)target, (void*)source, bytes));
        }
    }

    public override int MemcpyPeerAsync(ulong target, nint targetContext, ulong source, nint sourceContext, nuint bytes, nint stream) =>
        this.MemcpyDtoDAsync(target, source, bytes, stream);

    public override int MemsetD8Async(ulong target, byte value, nuint bytes, nint stream)
    {
        lock (this._lock)
        {
            if (!this.IsDevice(target, bytes) || this.StreamOf(stream) is not VirtualStream found)
            {
                return this.Fail(InvalidValue, $"0x{target:x} ({bytes} bytes) is no device memory");
            }

            return this.Enqueue(found, () => NativeMemory.Fill((void*)target, bytes, value));
        }
    }

    public override int PointerGetAttribute(void* value, CudaPointerAttribute attribute, ulong pointer)
    {
        lock (this._lock)
        {
            if (this.Holder(pointer) is not ulong start)
            {
                return this.Fail(InvalidValue, $"0x{pointer:x} is unknown to the driver");
            }

            (ulong bytes, int device, bool isHost) = this._allocations[start];

            switch (attribute)
            {
                case CudaPointerAttribute.Context:
                    *(nint*)value = FirstContext + device;
                    break;
                case CudaPointerAttribute.MemoryType:
                    *(int*)value = isHost ? 1 : 2;
                    break;
                case CudaPointerAttribute.DeviceOrdinal:
                    *(int*)value = device;
                    break;
                case CudaPointerAttribute.RangeStart:
                    *(ulong*)value = start;
                    break;
                default:
                    *(ulong*)value = bytes;
                    break;
            }

            return Success;
        }
    }

    private static void Copy(void* target, void* source, nuint bytes) => NativeMemory.Copy(source, target, bytes);

    /// <summary>The start of the allocation that holds an address.</summary>
    private ulong? Holder(ulong address)
    {
        int low = 0;
        int high = this._allocations.Count - 1;

        while (low <= high)
        {
            int middle = (low + high) >> 1;
            ulong start = this._allocations.Keys[middle];

            if (address < start)
            {
                high = middle - 1;
            }
            else if (address - start >= this._allocations.Values[middle].Bytes)
            {
                low = middle + 1;
            }
            else
            {
                return start;
            }
        }

        return null;
    }

    private bool IsDevice(ulong address, nuint bytes) =>
        bytes == 0 || (this.Holder(address) is ulong start && address - start + bytes <= this._allocations[start].Bytes);
}
