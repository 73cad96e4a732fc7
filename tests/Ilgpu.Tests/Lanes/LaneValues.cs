using Xunit;

namespace IlgpuOptim.Engine.Tests.Lanes;

/// <summary>Inputs of the lane tests: edge cases and random values, cut to vectors.</summary>
internal static class LaneValues
{
    public static readonly int[] EdgeInts =
    [
        0, 1, -1, 2, -2, 3, 7, 8, 31, 32, 33, 127, 128, 255, 256, -128, -129, 32767, 32768, -32768, 65535, 65536, 0x00FFFFFF,
        0x01000000, 0x01000001, 0x7FFFFFFF, int.MinValue, int.MinValue + 1, 0x55555555, unchecked((int)0xAAAAAAAA), 1 << 30,
        unchecked((int)0xFFFF0000), 1000000007,
    ];

    public static readonly long[] EdgeLongs =
    [
        0, 1, -1, 2, -2, 63, 64, 255, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x1_0000_0000, -0x8000_0000L, 0x000F_FFFF_FFFF_FFFF,
        0x0010_0000_0000_0001, 0x0020_0000_0000_0001, long.MaxValue, long.MinValue, long.MinValue + 1, 0x4000_0040_0000_0001,
        0x0080_0000_8000_0001, unchecked((long)0xFFFF_FF80_0000_0001), unchecked((long)0x8000_0080_0000_0001),
        0x5555_5555_5555_5555, 1L << 62, unchecked((long)0xFFFF_FFFF_0000_0000),
    ];

    public static readonly float[] EdgeFloats =
    [
        0f, -0f, 1f, -1f, 0.5f, -0.5f, 1.5f, -1.5f, 2.5f, -2.5f, 2f, 3f, float.Epsilon, -float.Epsilon, 1e-40f, 1.17549435e-38f,
        0.99999994f, 1.0000001f, 8388607.5f, 8388608f, 16777216f, -16777217f, 2147483520f, 2147483648f, -2147483648f, -2147483904f,
        4294967040f, 4294967296f, 9.2233715e18f, 9.223372e18f, -9.223372e18f, -9.2233731e18f, 1.8446743e19f, 1.8446744e19f,
        float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 65504f, 65519.996f, 65520f,
        6.1035156e-05f, 5.9604645e-08f, 2.9802322e-08f, 2.9802326e-08f,
    ];

    public static readonly double[] EdgeDoubles =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, double.Epsilon, 2147483647, 2147483647.5, 2147483648, -2147483648, -2147483648.5,
        -2147483649, 4294967295, 4294967295.5, 4294967296, 9.2233720368547748e18, 9.2233720368547758e18, -9.2233720368547758e18,
        -9.2233720368547779e18, 1.8446744073709550e19, 1.8446744073709552e19, double.MaxValue, double.MinValue,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1e-300, 3.4028235677973366e38, 3.4028235677973362e38, 1e-45,
        4503599627370495.5, 4503599627370497.5,
    ];

    /// <summary>All pairs of edge values, then random pairs, as vectors of the given count.</summary>
    public static IEnumerable<(T[] A, T[] B)> Pairs<T>(int count)
        where T : unmanaged
    {
        T[] edges = Edges<T>();
        Random random = new(7);
        List<T> a = [];
        List<T> b = [];

        foreach (T x in edges)
        {
            foreach (T y in edges)
            {
                a.Add(x);
                b.Add(y);
            }
        }

        for (int i = 0; i < 1024; i++)
        {
            a.Add(Any<T>(random));
            b.Add(Any<T>(random));
        }

        for (int i = 0; i + count <= a.Count; i += count)
        {
            yield return (a.GetRange(i, count).ToArray(), b.GetRange(i, count).ToArray());
        }
    }

    public static IEnumerable<T[]> Singles<T>(int count)
        where T : unmanaged => Pairs<T>(count).Select(pair => pair.A).Concat(Pairs<T>(count).Take(400).Select(pair => pair.B));

    /// <summary>A mask of lanes from its bits.</summary>
    public static int[] Mask(int width, uint bits) => [.. Enumerable.Range(0, width).Select(lane => -(int)((bits >> lane) & 1))];

    /// <summary>Masks that matter: none, all, one lane, alternating, random.</summary>
    public static IEnumerable<uint> MaskBits(int width)
    {
        uint full = (uint)((1UL << width) - 1);
        Random random = new(width);

        yield return 0;
        yield return full;
        yield return 1;
        yield return 1u << (width - 1);
        yield return 0x5555u & full;
        yield return 0xAAAAu & full;

        for (int n = 1; n < width; n++)
        {
            yield return (1u << n) - 1;
        }

        for (int i = 0; i < 10; i++)
        {
            yield return (uint)random.Next() & full;
        }
    }

    private static T[] Edges<T>() => (T[])(object)(typeof(T) switch
    {
        Type t when t == typeof(int) => EdgeInts,
        Type t when t == typeof(long) => EdgeLongs,
        Type t when t == typeof(float) => (object)EdgeFloats,
        _ => EdgeDoubles,
    });

    private static T Any<T>(Random random)
    {
        // Half of them small, so that integers meet and floats stay in range.
        long bits = random.NextInt64(long.MinValue, long.MaxValue);
        bool small = random.Next(2) == 0;

        return (T)(typeof(T) switch
        {
            Type t when t == typeof(int) => small ? (int)(bits % 100) : (object)(int)bits,
            Type t when t == typeof(long) => small ? bits >> random.Next(64) : (object)bits,
            Type t when t == typeof(float) => small ? (float)(random.NextDouble() * 200 - 100) : (object)BitConverter.Int32BitsToSingle((int)bits),
            _ => small ? random.NextDouble() * 2e10 - 1e10 : (object)BitConverter.Int64BitsToDouble(bits),
        });
    }
}
