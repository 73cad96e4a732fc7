using System.Globalization;

namespace IlgpuOptim.Cli;

/// <summary>Quantities for people.</summary>
internal static class Format
{
    private static readonly string[] BinaryUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    /// <summary>Bytes in binary units with three significant digits: <c>15.4 GiB</c>.</summary>
    public static string Bytes(long bytes)
    {
        double value = bytes;
        int unit = 0;

        while (value >= 1024 && unit < BinaryUnits.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        string digits = unit == 0 || value >= 100 ? "0" : value >= 10 ? "0.0" : "0.00";

        return value.ToString(digits, CultureInfo.InvariantCulture) + " " + BinaryUnits[unit];
    }

    /// <summary>A number with its noun: <c>1 core</c>, <c>2 cores</c>.</summary>
    public static string Count(int number, string noun) =>
        number.ToString(CultureInfo.InvariantCulture) + " " + noun + (number == 1 ? "" : "s");
}
