using System.Collections.Immutable;
using ILGPU.Runtime.Cuda;

namespace IlgpuOptim.Engine.Runtime.Cuda;

/// <summary>The devices of a driver, and why others, or all, cannot be used.</summary>
/// <param name="Devices">The usable devices.</param>
/// <param name="Rejects">What cannot be used, and why.</param>
/// <param name="Reason">Why there is no device at all; null if there is one.</param>
internal sealed record CudaProbe(ImmutableArray<CudaDevice> Devices, ImmutableArray<string> Rejects, string? Reason)
{
    private static readonly Lazy<CudaProbe> LazyMachine = new(ProbeMachine);

    /// <summary>The devices of this machine, looked for once per process and only when somebody asks.</summary>
    public static CudaProbe Machine => LazyMachine.Value;

    /// <summary>Looks for the devices of a driver.</summary>
    public static unsafe CudaProbe Of(CudaDriver driver)
    {
        List<CudaDevice> devices = [];
        List<string> rejects = [];

        try
        {
            int error = driver.Init(0);

            if (error == (int)CudaError.CUDA_ERROR_NO_DEVICE)
            {
                return new CudaProbe([], [], "the NVIDIA driver has no device");
            }

            driver.Check(error, "initialise the driver");
            int count;
            driver.Check(driver.DeviceGetCount(&count), "count the devices");

            for (int i = 0; i < count; i++)
            {
                try
                {
                    devices.Add(new CudaDevice(driver, i));
                }
                catch (Exception exception) when (exception is CudaException or NotSupportedException)
                {
                    rejects.Add($"device {i}: {exception.Message}");
                }
            }
        }
        catch (CudaException exception)
        {
            return new CudaProbe([.. devices], [.. rejects], exception.Message);
        }

        string? reason = devices.Count > 0 ? null
            : rejects.Count > 0 ? string.Join("; ", rejects)
            : "the NVIDIA driver has no device";

        return new CudaProbe([.. devices], [.. rejects], reason);
    }

    private static CudaProbe ProbeMachine() =>
        NativeCudaDriver.Load(out string? reason) is { } driver ? Of(driver) : new CudaProbe([], [], reason);
}
