using System.Runtime.InteropServices;

using Xunit;

namespace IlgpuOptim.Engine.Tests.Lanes;

/// <summary>
/// Accessible memory between two pages that nobody may touch: reading or writing one byte too much ends the process.
/// </summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    /// <summary>Accessible bytes.</summary>
    public const int Size = 16 * 1024;

    private const int Guard = 16 * 1024;

    private readonly byte* region;

    public GuardedMemory()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Size % Environment.SystemPageSize == 0, "Page protection is tested on Linux with small pages.");

        // Private and anonymous; first without any access.
        this.region = (byte*)MemoryMap(0, Size + (2 * Guard), 0, 0x22, -1, 0);
        Assert.NotEqual(-1, (nint)this.region);
        Assert.Equal(0, MemoryProtect((nint)this.region + Guard, Size, 3));
    }

    /// <summary>The first accessible byte.</summary>
    public byte* Start => this.region + Guard;

    /// <summary>One past the last.</summary>
    public byte* End => this.Start + Size;

    public Span<byte> Bytes => new(this.Start, Size);

    public void Dispose() => _ = MemoryUnmap((nint)this.region, Size + (2 * Guard));

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint MemoryMap(nint address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int MemoryProtect(nint address, nint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int MemoryUnmap(nint address, nint length);
}
