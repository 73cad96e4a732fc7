using System.Numerics;

namespace IlgpuOptim.MatrixCompletion.Data.Images;

/// <summary>Pictures as matrices with holes, for inpainting.</summary>
public static class PictureData
{
    /// <summary>The known pixels of a channel as entries of a height x width matrix; values are samples, 0 to the picture's maximum.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="channel">The channel, from 0.</param>
    /// <param name="mask">True where the pixel is known; height x width, by lines.</param>
    /// <exception cref="ArgumentException">The mask has another size, or no pixel is known.</exception>
    public static SparseMatrix<T> ToMatrix<T>(Picture picture, int channel, bool[] mask)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (mask.Length != picture.Width * picture.Height)
        {
            throw new ArgumentException(
                $"the mask has {mask.Length} pixels, the picture {picture.Width} x {picture.Height}", nameof(mask));
        }

        int count = mask.AsSpan().Count(true);

        if (count == 0)
        {
            throw new ArgumentException("no pixel is known", nameof(mask));
        }

        long[] starts = new long[picture.Height + 1L];
        int[] columns = new int[count];
        T[] values = new T[count];
        int to = 0;

        for (int p = 0; p < mask.Length; p++)
        {
            if (mask[p])
            {
                columns[to] = p % picture.Width;
                values[to++] = T.CreateTruncating(picture.Samples[(p * picture.Channels) + channel]);
            }

            starts[(p / picture.Width) + 1] = to;
        }

        return new SparseMatrix<T>(picture.Height, picture.Width, starts, columns, values);
    }

    /// <summary>
    /// Fills every unknown pixel with the mean of the known ones in the smallest square around it that holds any: what inpainting has to beat.
    /// </summary>
    /// <param name="picture">The picture; unknown pixels may be anything.</param>
    /// <param name="mask">True where the pixel is known; height x width, by lines, at least one of them.</param>
    public static Picture FillFromNeighbours(Picture picture, bool[] mask)
    {
        Picture filled = Damage(picture, mask);
        int colours = picture.HasAlpha ? picture.Channels - 1 : picture.Channels;
        Parallel.For(0, picture.Height, y =>
        {
            for (int x = 0; x < picture.Width; x++)
            {
                if (!mask[(y * picture.Width) + x])
                {
                    for (int c = 0; c < colours; c++)
                    {
                        double mean = NeighbourMean(picture, mask, x, y, c);
                        filled.Samples[(((y * picture.Width) + x) * picture.Channels) + c] =
                            (ushort)Math.Round(mean, MidpointRounding.AwayFromZero);
                    }
                }
            }
        });

        return filled;
    }

    private static double NeighbourMean(Picture picture, bool[] mask, int x, int y, int channel)
    {
        for (int radius = 1; radius < Math.Max(picture.Width, picture.Height); radius++)
        {
            long sum = 0;
            int count = 0;

            for (int v = Math.Max(0, y - radius); v <= Math.Min(picture.Height - 1, y + radius); v++)
            {
                for (int u = Math.Max(0, x - radius); u <= Math.Min(picture.Width - 1, x + radius); u++)
                {
                    int p = (v * picture.Width) + u;
                    sum += mask[p] ? picture.Samples[(p * picture.Channels) + channel] : 0;
                    count += mask[p] ? 1 : 0;
                }
            }

            if (count > 0)
            {
                return (double)sum / count;
            }
        }

        return 0;
    }

    /// <summary>A copy of a picture whose unknown pixels are black.</summary>
    public static Picture Damage(Picture picture, bool[] mask)
    {
        Picture damaged = new(picture.Width, picture.Height, picture.Channels, picture.Maximum);
        int colours = picture.HasAlpha ? picture.Channels - 1 : picture.Channels;

        for (int p = 0; p < mask.Length; p++)
        {
            for (int c = 0; c < picture.Channels; c++)
            {
                damaged.Samples[(p * picture.Channels) + c] = mask[p] || c >= colours ? picture.Samples[(p * picture.Channels) + c] : (ushort)0;
            }
        }

        return damaged;
    }
}
