using ILGPU.Runtime.Cuda;

namespace IlgpuOptim.Engine.Runtime.Cuda;

/// <summary>Checks of addresses that come from somebody else.</summary>
internal static unsafe class CudaForeign
{
    private const int DeviceMemory = 2;

    /// <summary>The range is memory of the accelerator's device, within one allocation.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static void Check(CudaAccelerator accelerator, ulong address, long bytes)
    {
        CudaDriver driver = accelerator.Driver;
        uint kind;
        using CudaScope scope = accelerator.Enter();

        if (driver.PointerGetAttribute(&kind, CudaPointerAttribute.MemoryType, address) != 0 || kind != DeviceMemory)
        {
            throw new ArgumentException($"0x{address:x} is no memory of a CUDA device.", nameof(address));
        }

        int ordinal;
        driver.Check(driver.PointerGetAttribute(&ordinal, CudaPointerAttribute.DeviceOrdinal, address), "ask memory for its device");

        if (ordinal != accelerator.DeviceId)
        {
            throw new ArgumentException(
                $"0x{address:x} is memory of CUDA device {ordinal}, the accelerator is device {accelerator.DeviceId}.", nameof(address));
        }

        ulong start;
        nuint size;
        driver.Check(driver.PointerGetAttribute(&start, CudaPointerAttribute.RangeStart, address), "ask memory for its start");
        driver.Check(driver.PointerGetAttribute(&size, CudaPointerAttribute.RangeSize, address), "ask memory for its size");
        ulong rest = start + size - address;

        if ((ulong)bytes > rest)
        {
            throw new ArgumentOutOfRangeException(
                nameof(bytes), bytes, $"The allocation has {rest} bytes from 0x{address:x} on, {bytes} are needed.");
        }
    }
}
