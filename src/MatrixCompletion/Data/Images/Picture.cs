namespace IlgpuOptim.MatrixCompletion.Data.Images;

/// <summary>A picture: height x width pixels of 1 (grey), 2 (grey, alpha), 3 (red, green, blue) or 4 (with alpha) samples.</summary>
public sealed class Picture
{
    /// <summary>A black picture.</summary>
    /// <param name="width">Pixels of a line, at least 1.</param>
    /// <param name="height">Lines, at least 1.</param>
    /// <param name="channels">Samples of a pixel, 1 to 4.</param>
    /// <param name="maximum">The sample that means white: 255, 65535, or what the file says.</param>
    public Picture(int width, int height, int channels, int maximum = 255)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, 4);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximum, ushort.MaxValue);
        this.Width = width;
        this.Height = height;
        this.Channels = channels;
        this.Maximum = maximum;
        this.Samples = new ushort[checked(width * height * channels)];
    }

    /// <summary>Pixels of a line.</summary>
    public int Width { get; }

    /// <summary>Lines.</summary>
    public int Height { get; }

    /// <summary>Samples of a pixel: 1 grey, 2 grey and alpha, 3 colours, 4 colours and alpha.</summary>
    public int Channels { get; }

    /// <summary>The sample that means white.</summary>
    public int Maximum { get; }

    /// <summary>Samples by lines, from the top, those of a pixel side by side.</summary>
    public ushort[] Samples { get; }

    /// <summary>The last channel is opacity.</summary>
    public bool HasAlpha => this.Channels is 2 or 4;

    /// <summary>One channel as a matrix of height x width, by rows, with samples 0 to <see cref="Maximum"/>.</summary>
    public double[] GetChannel(int channel)
    {
        double[] values = new double[this.Width * this.Height];

        for (int p = 0; p < values.Length; p++)
        {
            values[p] = this.Samples[(p * this.Channels) + channel];
        }

        return values;
    }

    /// <summary>Sets a channel: values are rounded, halves away from zero, and limited to 0..<see cref="Maximum"/>; NaN becomes 0.</summary>
    /// <exception cref="ArgumentException">There are not as many values as pixels.</exception>
    public void SetChannel(int channel, ReadOnlySpan<double> values)
    {
        if (values.Length != this.Width * this.Height)
        {
            throw new ArgumentException($"{values.Length} values for {this.Width} x {this.Height} pixels", nameof(values));
        }

        for (int p = 0; p < values.Length; p++)
        {
            double rounded = Math.Round(values[p], MidpointRounding.AwayFromZero);
            this.Samples[(p * this.Channels) + channel] = (ushort)(rounded > 0 ? Math.Min(rounded, this.Maximum) : 0);
        }
    }

    /// <summary>What of a picture is known: true where any colour sample is not zero (white on black), for a picture used as a mask.</summary>
    public bool[] ToMask()
    {
        bool[] mask = new bool[this.Width * this.Height];
        int colours = this.HasAlpha ? this.Channels - 1 : this.Channels;

        for (int p = 0; p < mask.Length; p++)
        {
            mask[p] = this.Samples.AsSpan(p * this.Channels, colours).ContainsAnyExcept((ushort)0);
        }

        return mask;
    }
}
