using System.Collections.Immutable;
using ILGPU.Runtime.OpenCL;

namespace IlgpuOptim.Engine.Runtime.OpenCL;

/// <summary>A device that OpenCL offers and that cannot be used.</summary>
/// <param name="Name">Name of the device or of its platform.</param>
/// <param name="Reason">Why.</param>
internal sealed record OpenClReject(string Name, string Reason);

/// <summary>Looks for devices, once per process and only when somebody asks. A platform that fails hides no other.</summary>
internal static unsafe class OpenClProbe
{
    private const int PlatformNotFound = -1001;
    private const uint PlatformNameName = 0x0902;

    private static readonly Lazy<(ImmutableArray<CLDevice> Devices, ImmutableArray<OpenClReject> Rejects, string? Reason)> Result =
        new(Probe);

    /// <summary>The usable devices, in the order of the platforms.</summary>
    public static ImmutableArray<CLDevice> Devices => Result.Value.Devices;

    /// <summary>Devices and platforms that cannot be used.</summary>
    public static ImmutableArray<OpenClReject> Rejects => Result.Value.Rejects;

    /// <summary>Why there is no device at all; null if there is one.</summary>
    public static string? Reason => Result.Value.Reason;

    private static (ImmutableArray<CLDevice> Devices, ImmutableArray<OpenClReject> Rejects, string? Reason) Probe()
    {
        List<CLDevice> devices = [];
        List<OpenClReject> rejects = [];

        if (OpenClApi.Default is not { } api)
        {
            return ([], [], OpenClApi.WhyMissing);
        }

        try
        {
            uint count;
            int error = api.GetPlatformIds(0, null, &count);

            if (error == PlatformNotFound || (error == 0 && count == 0))
            {
                return ([], [], "no OpenCL driver is installed");
            }

            CLException.Check(error, "list the platforms");
            nint[] platforms = new nint[count];

            fixed (nint* ids = platforms)
            {
                CLException.Check(api.GetPlatformIds(count, ids, null), "list the platforms");
            }

            foreach (nint platform in platforms)
            {
                ProbePlatform(api, platform, devices, rejects);
            }
        }
        catch (CLException exception)
        {
            return ([.. devices], [.. rejects], exception.Message);
        }

        return ([.. devices], [.. rejects], devices.Count > 0 ? null : "no driver has a usable device");
    }

    private static void ProbePlatform(OpenClApi api, nint platform, List<CLDevice> devices, List<OpenClReject> rejects)
    {
        OpenClApi.QueryText(
            (query, size, value, actual) => api.GetPlatformInfo(platform, query, size, value, actual), PlatformNameName, out string name);
        uint count;
        int error = api.GetDeviceIds(platform, uint.MaxValue, 0, null, &count);

        if (error != 0 || count == 0)
        {
            rejects.Add(new OpenClReject(name, error is 0 or (int)CLError.CL_DEVICE_NOT_FOUND
                ? "the driver has no device"
                : new CLException((CLError)error, "list the devices").Message));

            return;
        }

        nint[] ids = new nint[count];

        fixed (nint* pointer = ids)
        {
            error = api.GetDeviceIds(platform, uint.MaxValue, count, pointer, null);
        }

        foreach (nint id in error == 0 ? ids : [])
        {
            OpenClApi.QueryText(
                (query, size, value, actual) => api.GetDeviceInfo(id, query, size, value, actual),
                (uint)CLDeviceInfoType.CL_DEVICE_NAME,
                out string deviceName);

            try
            {
                devices.Add(new CLDevice(platform, id));
            }
            catch (Exception exception) when (exception is CLException or NotSupportedException)
            {
                rejects.Add(new OpenClReject(deviceName.Length > 0 ? deviceName : name, exception.Message));
            }
        }
    }
}
