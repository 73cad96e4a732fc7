using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;
using IlgpuOptim.Engine.Backends.Cpu;

namespace IlgpuOptim.Engine.Runtime.Cpu;

/// <summary>Facts about the processor of the host.</summary>
internal static class CpuInformation
{
    /// <summary>
    /// Lanes of a warp: the 32-bit elements of the widest vectors that the hardware has (16, 8 or 4), 1 without any.
    /// The environment variable ILGPUOPTIM_SIMD_BITS (512, 256, 128, 0) chooses a smaller width.
    /// </summary>
    public static int WarpSize { get; } = ReadWarpSize();

    /// <summary>Name of the processor.</summary>
    public static string Name { get; } = ReadName();

    private static int ReadWarpSize()
    {
        int best = VectorIsa.BestBits;

        return int.TryParse(Environment.GetEnvironmentVariable("ILGPUOPTIM_SIMD_BITS"), out int bits)
            && bits is 512 or 256 or 128 or 0 && bits <= best
            ? Math.Max(1, bits / 32)
            : Math.Max(1, best / 32);
    }

    private static string ReadName()
    {
        if (X86Base.IsSupported)
        {
            string brand = ReadBrand();

            if (brand.Length > 0)
            {
                return brand;
            }
        }

        // Other processors have no such instruction, but operating systems know their names.
        string? known = ReadNameFromProc() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");

        return string.IsNullOrWhiteSpace(known) ? $"CPU ({RuntimeInformation.ProcessArchitecture})" : known;
    }

    private static string? ReadNameFromProc()
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

    // The 48 bytes of text that CPUID leaves 0x80000002..4 hold.
    private static string ReadBrand()
    {
        if ((uint)X86Base.CpuId(unchecked((int)0x8000_0000), 0).Eax < 0x8000_0004)
        {
            return string.Empty;
        }

        Span<int> words = stackalloc int[12];

        for (int i = 0; i < 3; i++)
        {
            (words[i * 4], words[(i * 4) + 1], words[(i * 4) + 2], words[(i * 4) + 3]) =
                X86Base.CpuId(unchecked((int)0x8000_0002) + i, 0);
        }

        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(words);
        int end = bytes.IndexOf((byte)0);

        return Encoding.ASCII.GetString(end < 0 ? bytes : bytes[..end]).Trim();
    }
}
