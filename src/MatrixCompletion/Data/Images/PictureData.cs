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
