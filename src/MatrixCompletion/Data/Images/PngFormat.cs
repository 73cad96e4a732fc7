namespace IlgpuOptim.MatrixCompletion.Data.Images;

/// <summary>What reader and writer of PNG (ISO/IEC 15948) share.</summary>
internal static class PngFormat
{
    public const int Grey = 0;
    public const int Colours = 2;
    public const int Palette = 3;
    public const int GreyAlpha = 4;
    public const int ColoursAlpha = 6;

    private static readonly uint[] Table = MakeTable();

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>CRC-32 of the type and the data of a chunk.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = 0xFFFF_FFFF;

        foreach (byte value in bytes)
        {
            crc = Table[(crc ^ value) & 0xFF] ^ (crc >> 8);
        }

        return ~crc;
    }

    /// <summary>The neighbour, left, up or up-left, that is nearest to left + up - upLeft.</summary>
    public static int Paeth(int left, int up, int upLeft)
    {
        int estimate = left + up - upLeft;
        int toLeft = Math.Abs(estimate - left);
        int toUp = Math.Abs(estimate - up);
        int toUpLeft = Math.Abs(estimate - upLeft);

        return toLeft <= toUp && toLeft <= toUpLeft ? left : toUp <= toUpLeft ? up : upLeft;
    }

    private static uint[] MakeTable()
    {
        uint[] table = new uint[256];

        for (uint n = 0; n < table.Length; n++)
        {
            uint c = n;

            for (int k = 0; k < 8; k++)
            {
                c = (c & 1) != 0 ? 0xEDB8_8320 ^ (c >> 1) : c >> 1;
            }

            table[n] = c;
        }

        return table;
    }
}
