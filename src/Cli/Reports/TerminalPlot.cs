using System.Text;

namespace IlgpuOptim.Cli.Reports;

/// <summary>A curve in characters, for a glance: dots of Braille where the terminal has them, else stars.</summary>
internal static class TerminalPlot
{
    /// <summary>Bits of the dots of a Braille character, by row and column.</summary>
    private static readonly int[,] Dots = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    /// <summary>The lines of a plot of a function of 0..1 whose values are from 0 to <paramref name="max"/>.</summary>
    public static IEnumerable<string> Lines(Func<double, double> function, double max, int width, int height, bool unicode)
    {
        (int dotsX, int dotsY) = unicode ? (2, 4) : (1, 1);
        int columns = width * dotsX;
        int rows = height * dotsY;
        bool[,] set = new bool[rows, columns];
        int previous = -1;

        for (int column = 0; column < columns; column++)
        {
            double value = function((double)column / (columns - 1));
            int row = Math.Clamp((int)Math.Round((1 - (value / max)) * (rows - 1)), 0, rows - 1);

            // A jump is drawn as a stroke down or up, so that the curve stays one line.
            for (int between = Math.Min(previous < 0 ? row : previous, row); between <= Math.Max(previous, row); between++)
            {
                set[between, column] = true;
            }

            previous = row;
        }

        for (int line = 0; line < height; line++)
        {
            StringBuilder text = new();

            for (int character = 0; character < width; character++)
            {
                int bits = 0;

                for (int y = 0; y < dotsY; y++)
                {
                    for (int x = 0; x < dotsX; x++)
                    {
                        bits |= set[(line * dotsY) + y, (character * dotsX) + x] ? Dots[y, x] : 0;
                    }
                }

                text.Append(bits == 0 ? ' ' : unicode ? (char)(0x2800 + bits) : '*');
            }

            yield return text.ToString().TrimEnd();
        }
    }
}
