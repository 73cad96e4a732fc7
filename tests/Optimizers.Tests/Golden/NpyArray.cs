using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IlgpuOptim.Optimizers.Tests.Golden;

/// <summary>A .npy file of version 1.0 in C order, little-endian float32 or float64, as float64.</summary>
public sealed partial class NpyArray
{
    private NpyArray(long[] shape, double[] values, bool isDouble)
    {
        this.Shape = shape;
        this.Values = values;
        this.IsDouble = isDouble;
    }

    public long[] Shape { get; }

    public double[] Values { get; }

    public bool IsDouble { get; }

    public static NpyArray Load(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int headerLength = BitConverter.ToUInt16(bytes, 8);
        string header = Encoding.ASCII.GetString(bytes, 10, headerLength);

        if (header.Contains("'fortran_order': True", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path}: Fortran order");
        }

        bool isDouble = header.Contains("<f8", StringComparison.Ordinal);

        if (!isDouble && !header.Contains("<f4", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path}: neither <f4 nor <f8: {header}");
        }

        long[] shape =
        [
            .. Number().Matches(ShapeText().Match(header).Groups[1].Value)
                .Select(match => long.Parse(match.Value, CultureInfo.InvariantCulture)),
        ];
        int start = 10 + headerLength;
        int count = (bytes.Length - start) / (isDouble ? 8 : 4);
        double[] values = new double[count];

        for (int i = 0; i < count; i++)
        {
            values[i] = isDouble ? BitConverter.ToDouble(bytes, start + (8 * i)) : BitConverter.ToSingle(bytes, start + (4 * i));
        }

        return new NpyArray(shape, values, isDouble);
    }

    /// <summary>Entry number i along the first axis.</summary>
    public double[] Entry(int i)
    {
        int size = this.Values.Length / (int)this.Shape[0];

        return this.Values[(i * size)..((i + 1) * size)];
    }

    [GeneratedRegex(@"'shape':\s*\(([^)]*)\)")]
    private static partial Regex ShapeText();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
