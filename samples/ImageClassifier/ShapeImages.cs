using static TorchSharp.torch;

namespace ImageClassifier;

/// <summary>Grey images with one shape each, drawn by formulas: discs, rings, squares, triangles and crosses.</summary>
internal static class ShapeImages
{
    /// <summary>Pixels of a side.</summary>
    public const int Side = 16;

    /// <summary>Number of shapes.</summary>
    public const int Classes = 5;

    /// <summary>What is drawn how.</summary>
    /// <param name="Turn">Largest angle that shapes are turned by, in radians.</param>
    /// <param name="Noise">Largest number that is added to or subtracted from a pixel.</param>
    /// <param name="IsNegative">Dark shapes on a bright ground.</param>
    public sealed record Style(double Turn, double Noise, bool IsNegative);

    /// <summary>Random images: shape, place, size, angle and noise.</summary>
    /// <param name="count">How many.</param>
    /// <param name="style">How they are drawn.</param>
    /// <param name="seed">Equal seeds give equal images.</param>
    /// <returns>Images [count, 1, Side, Side] of values around 0 to 1, and the number of each one's shape.</returns>
    public static (Tensor Images, Tensor Labels) Draw(int count, Style style, int seed)
    {
        Random random = new(seed);
        float[] pixels = new float[count * Side * Side];
        long[] labels = new long[count];

        for (int i = 0; i < count; i++)
        {
            int shape = random.Next(Classes);
            double radius = 3.5 + (3 * random.NextDouble());
            double angle = style.Turn * ((2 * random.NextDouble()) - 1);
            double centreX = (Side / 2) + (3 * (random.NextDouble() - 0.5));
            double centreY = (Side / 2) + (3 * (random.NextDouble() - 0.5));
            labels[i] = shape;

            for (int pixel = 0; pixel < Side * Side; pixel++)
            {
                double x = ((pixel % Side) + 0.5 - centreX) / radius;
                double y = ((pixel / Side) + 0.5 - centreY) / radius;
                (double sin, double cos) = Math.SinCos(angle);
                bool isInside = Contains(shape, (cos * x) + (sin * y), (cos * y) - (sin * x));
                double noise = style.Noise * ((2 * random.NextDouble()) - 1);
                pixels[(i * Side * Side) + pixel] = (float)((isInside != style.IsNegative ? 1 : 0) + noise);
            }
        }

        return (tensor(pixels, [count, 1, Side, Side]), tensor(labels));
    }

    /// <summary>Whether a shape of radius 1 around the origin has a point in it.</summary>
    private static bool Contains(int shape, double x, double y) => shape switch
    {
        0 => (x * x) + (y * y) < 1,
        1 => (x * x) + (y * y) is < 1 and > 0.35,
        2 => Math.Max(Math.Abs(x), Math.Abs(y)) < 0.8,
        3 => y > -0.7 && Math.Abs(x) < (0.9 - y) * 0.6,
        _ => (Math.Abs(x) < 0.28 && Math.Abs(y) < 1) || (Math.Abs(y) < 0.28 && Math.Abs(x) < 1),
    };
}
