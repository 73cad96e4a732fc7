using ILGPU.Runtime.OpenCL;
using IlgpuOptim.Engine.Backends.OpenCL;

namespace IlgpuOptim.Engine.Runtime.OpenCL;

/// <summary>Finds out what generated code may use on a device.</summary>
internal static class OpenClFeatureQuery
{
    // Warps that are made up in local memory: any power of two is possible.
    private const int EmulatedWarpOfGpu = 32;

    private const uint WarpSizeNv = 0x4003;
    private const uint WavefrontWidthAmd = 0x4043;

    private const ulong CorrectlyRoundedDivideSqrt = 1 << 7;

    /// <summary>Asks a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="lanes">Lanes of a warp on a processor instead of what it has; 0: it is to be treated like a GPU.</param>
    public static OpenClFeatures Read(CLDevice device, int? lanes)
    {
        bool isCpu = lanes != 0 && (device.DeviceType & CLDeviceType.CL_DEVICE_TYPE_CPU) != 0;

        // Sub-groups serve as warps only where their size is a fact of the device and not a choice of the compiler per kernel.
        int subGroupSize = device.GetDeviceInfo<int>((CLDeviceInfoType)WarpSizeNv);
        subGroupSize = subGroupSize > 0 ? subGroupSize : device.GetDeviceInfo<int>((CLDeviceInfoType)WavefrontWidthAmd);
        bool subGroups = device.HasExtension("cl_khr_subgroups") && subGroupSize > 1 && int.IsPow2(subGroupSize);

        return new OpenClFeatures
        {
            Fp64 = device.HasExtension("cl_khr_fp64") || device.GetDeviceInfo<ulong>(CLDeviceInfoType.CL_DEVICE_DOUBLE_FP_CONFIG) != 0,
            Fp16 = device.HasExtension("cl_khr_fp16"),
            Int64BaseAtomics = device.HasExtension("cl_khr_int64_base_atomics"),
            Int64ExtendedAtomics = device.HasExtension("cl_khr_int64_extended_atomics"),
            SubGroups = subGroups,
            SubGroupShuffle = subGroups && device.HasExtension("cl_khr_subgroup_shuffle"),
            SubGroupBallot = subGroups && device.HasExtension("cl_khr_subgroup_ballot"),
            FloatAtomicAdd = false,
            CorrectlyRoundedDivideSqrt =
                (device.GetDeviceInfo<ulong>(CLDeviceInfoType.CL_DEVICE_SINGLE_FP_CONFIG) & CorrectlyRoundedDivideSqrt) != 0,
            WarpSize = subGroups ? subGroupSize : isCpu ? lanes ?? LanesOf(device) : EmulatedWarpOfGpu,
            IsCpu = isCpu,
            Version = device.DeviceVersion.Major * 100 + device.DeviceVersion.Minor * 10,
            Vendor = device.Vendor.ToString(),
        };
    }

    /// <summary>On processors a warp is a vector of floats.</summary>
    private static int LanesOf(CLDevice device) =>
        Math.Clamp(device.GetDeviceInfo<int>(CLDeviceInfoType.CL_DEVICE_NATIVE_VECTOR_WIDTH_FLOAT), 4, 16) switch
        {
            < 8 => 4,
            < 16 => 8,
            _ => 16,
        };

    public static CLDeviceVendor VendorOf(string vendor, string platform)
    {
        // PoCL reports the maker of the processor, which says nothing about how kernels run.
        if (platform.Contains("Portable Computing Language", StringComparison.Ordinal))
        {
            return CLDeviceVendor.Other;
        }

        if (vendor.Contains("Advanced Micro Devices", StringComparison.OrdinalIgnoreCase)
            || vendor.Contains("AMD", StringComparison.Ordinal))
        {
            return CLDeviceVendor.AMD;
        }

        if (vendor.Contains("NVIDIA", StringComparison.OrdinalIgnoreCase))
        {
            return CLDeviceVendor.Nvidia;
        }

        return vendor.Contains("Intel", StringComparison.OrdinalIgnoreCase) ? CLDeviceVendor.Intel : CLDeviceVendor.Other;
    }
}
