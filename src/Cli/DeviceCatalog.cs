using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace IlgpuOptim.Cli;

/// <summary>A device, or a back end that offers none; what is not known is null.</summary>
/// <param name="Id">Address for <c>--device</c>, such as <c>cpu:0</c>; the bare back end where there is no device.</param>
/// <param name="Backend">One of <c>cpu</c>, <c>opencl</c>, <c>cuda</c>.</param>
/// <param name="Name">Name as the device reports it.</param>
/// <param name="SimdBits">Width of the vectors that kernels run on; 0 if scalar.</param>
/// <param name="Cores">Cores (CPU) this process may use, or compute units.</param>
/// <param name="MemoryBytes">Memory this process may use.</param>
/// <param name="Reason">Why it is not usable, or null if it is.</param>
internal sealed record DeviceEntry(
    string Id,
    string Backend,
    string Name,
    int? SimdBits,
    int? Cores,
    long? MemoryBytes,
    string? Reason)
{
    public bool Usable => this.Reason is null;
}

/// <summary>Finds the devices of this machine.</summary>
internal static class DeviceCatalog
{
    private const string NotInThisBuild = "not supported by this build yet";

    public static IReadOnlyList<DeviceEntry> List() =>
    [
        new("cpu:0", "cpu", CpuName(), SimdBits(), Environment.ProcessorCount, MemoryBytes(), null),
        new("opencl", "opencl", "OpenCL", null, null, null, NotInThisBuild),
        new("cuda", "cuda", "CUDA", null, null, null, NotInThisBuild),
    ];

    private static int SimdBits() =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128
        : 0;

    /// <summary>Respects the limits of a container, which the size of the machine's memory does not.</summary>
    private static long? MemoryBytes() =>
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes is > 0 and long bytes ? bytes : null;

    private static string CpuName()
    {
        string? name = NameFromCpuId() ?? NameFromProc() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");

        return string.IsNullOrWhiteSpace(name)
            ? RuntimeInformation.ProcessArchitecture + " processor"
            : string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string? NameFromCpuId()
    {
        const int brandFirst = unchecked((int)0x80000002);
        const int brandLast = unchecked((int)0x80000004);

        if (!X86Base.IsSupported || (uint)X86Base.CpuId(unchecked((int)0x80000000), 0).Eax < unchecked((uint)brandLast))
        {
            return null;
        }

        Span<int> registers = stackalloc int[12];

        for (int leaf = brandFirst, at = 0; leaf <= brandLast; leaf++)
        {
            (registers[at++], registers[at++], registers[at++], registers[at++]) = X86Base.CpuId(leaf, 0);
        }

        string text = Encoding.ASCII.GetString(MemoryMarshal.AsBytes(registers));
        int end = text.IndexOf('\0', StringComparison.Ordinal);

        return end < 0 ? text : text[..end];
    }

    private static string? NameFromProc()
    {
        const string path = "/proc/cpuinfo";

        if (!File.Exists(path))
        {
            return null;
        }

        foreach (string line in File.ReadLines(path))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);

            if (colon > 0 && line[..colon].Trim() is "model name" or "Model" or "Hardware")
            {
                return line[(colon + 1)..].Trim();
            }
        }

        return null;
    }
}
