using System.Runtime.InteropServices;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <summary>
/// The numbers 0, 1, 2, ... in memory. As constants of the vector types, the .NET 10 compiler loses them where it reorders sums:
/// it has been seen to make (Indices - x) + 1 into 1 - x.
/// </summary>
internal static unsafe class LaneNumbers
{
    private const int Count = 16;

    /// <summary>Address of sixteen int, aligned for any vector.</summary>
    public static readonly nint Int = CreateInt();

    /// <summary>Address of sixteen long, aligned for any vector.</summary>
    public static readonly nint Long = CreateLong();

    private static nint CreateInt()
    {
        int* numbers = (int*)NativeMemory.AlignedAlloc(Count * sizeof(int), 64);
        for (int i = 0; i < Count; i++)
        {
            numbers[i] = i;
        }

        return (nint)numbers;
    }

    private static nint CreateLong()
    {
        long* numbers = (long*)NativeMemory.AlignedAlloc(Count * sizeof(long), 64);
        for (int i = 0; i < Count; i++)
        {
            numbers[i] = i;
        }

        return (nint)numbers;
    }
}
