using System.Runtime.InteropServices;

using IlgpuOptim.Compute.Vendor;

namespace IlgpuOptim.Cli.Train;

/// <summary>
/// Makes the C libraries under libtorch fit for training on the CPU. All of it is about speed only, and left alone where the user has set
/// the environment variable for it.
/// </summary>
internal static partial class ProcessTuning
{
    /// <summary>Turns of a thread of OpenMP that waits: some 50 microseconds, enough for what lies between two operators.</summary>
    private const string Spins = "2000";

    /// <summary>M_MMAP_THRESHOLD of mallopt, and the greatest value it takes.</summary>
    private const int MapThresholdOption = -3;

    private const int MapThreshold = 32 << 20;

    /// <summary>M_TRIM_THRESHOLD of mallopt.</summary>
    private const int TrimThresholdOption = -1;

    private const int TrimThreshold = 1 << 30;

    /// <summary>To be called before libtorch is loaded.</summary>
    /// <param name="threads">Threads that matrix products may use.</param>
    public static void BeforeLoading(int threads)
    {
        // Debian's OpenBLAS is older than some processors, and then leaves their wide vectors unused: a step takes 1.6 times as long.
        // What is loaded here, with the kernels that it should have taken, is what libtorch finds.
        _ = OpenBlas.TryLoad(threads, static () => { });

        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // By default they spin for 10 ms. Where other programs run, too, that makes a step twenty times as long.
        if (Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is null)
        {
            _ = SetEnvironment("GOMP_SPINCOUNT", Spins, overwrite: 0);
        }

        // By default, the memory of every step goes back to the system, and comes as 11,000 fresh pages in the next one: 20 ms.
        if (Environment.GetEnvironmentVariable("MALLOC_TRIM_THRESHOLD_") is null)
        {
            try
            {
                _ = SetAllocator(MapThresholdOption, MapThreshold);
                _ = SetAllocator(TrimThresholdOption, TrimThreshold);
            }
            catch (EntryPointNotFoundException)
            {
                // Another C library, with another allocator.
            }
        }
    }

    /// <summary>.NET's own call changes a copy that native libraries never see.</summary>
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetAllocator(int option, int value);
}
