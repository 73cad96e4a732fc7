using IlgpuOptim.MatrixCompletion.Data.Images;

namespace IlgpuOptim.MatrixCompletion.Data.Sampling;

/// <summary>
/// A picture of the kind that low rank can complete: the front of a building, with windows in rows and columns. Lit windows and a shadow
/// across it are not of low rank, as nothing real is.
/// </summary>
public static class SyntheticPicture
{
    private static readonly int[] Wall = [196, 172, 140];
    private static readonly int[] Frame = [236, 232, 222];
    private static readonly int[] Glass = [58, 78, 104];
    private static readonly int[] Light = [246, 214, 130];
    private static readonly int[] Sky = [150, 188, 226];

    /// <summary>Makes a picture in colours; the same arguments give the same picture.</summary>
    /// <param name="width">Pixels of a line, at least 16.</param>
    /// <param name="height">Lines, at least 16.</param>
    /// <param name="seed">Seed of which windows are lit.</param>
    public static Picture Create(int width, int height, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 16);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 16);
        Picture picture = new(width, height, 3);
        SeededRandom random = new(seed);
        int roof = height / 8;
        int floor = Math.Max(8, height / 7);
        int bay = Math.Max(8, width / 12);
        bool[] isLit = new bool[((height / floor) + 1) * ((width / bay) + 1)];

        for (int w = 0; w < isLit.Length; w++)
        {
            isLit[w] = random.NextUniform() < 0.15;
        }

        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int storey = (y - roof) / floor;
                double down = (y - roof) % floor / (double)floor;
                double across = x % bay / (double)bay;
                bool isFrame = down is > 0.2 and < 0.85 && across is > 0.2 and < 0.8;
                bool isGlass = down is > 0.28 and < 0.75 && across is (> 0.28 and < 0.47) or (> 0.53 and < 0.72);
                int[] colour = y < roof ? Sky
                    : isGlass ? (isLit[(storey * ((width / bay) + 1)) + (x / bay)] ? Light : Glass)
                    : isFrame ? Frame
                    : Wall;

                // Rows of stones; a shadow falls across the wall.
                double shade = y < roof ? 1 : ((y - roof) % 5 == 0 && !isFrame ? 0.9 : 1) * (x - (0.6 * y) > 0.55 * width ? 0.8 : 1);

                for (int c = 0; c < 3; c++)
                {
                    picture.Samples[(((y * width) + x) * 3) + c] = (ushort)Math.Round(colour[c] * shade);
                }
            }
        }

        return picture;
    }
}
