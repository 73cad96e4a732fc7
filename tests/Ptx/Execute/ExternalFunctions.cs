using System.Globalization;
using System.Numerics;
using System.Text;

namespace IlgpuOptim.Ptx.Execute;

/// <summary>The functions that the driver provides to kernels: vprintf and __assertfail. Parameters stand in local memory.</summary>
internal static unsafe class ExternalFunctions
{
    /// <summary>Characters of one text, so that a missing zero at its end shows.</summary>
    private const int LongestText = 4096;

    public static bool IsKnown(string name, int[] returns, int[] parameters) => name switch
    {
        "vprintf" => returns is [4] && parameters is [8, 8],
        "__assertfail" => returns is [] && parameters is [8, 8, 4, 8, 8],
        _ => false,
    };

    public static Exec Find(string name) => name == "vprintf" ? &Print : &FailAssertion;

    private static void Print(Warp warp, Instruction op, uint mask)
    {
        while (mask != 0)
        {
            int lane = warp.Take(ref mask);
            string format = Text(warp, op, lane, Parameter(warp, op, lane, 0));
            string text = Format(warp, op, lane, format, Parameter(warp, op, lane, 1));

            if (warp.Block.Options.Output is Action<string> output)
            {
                output(text);
            }
            else
            {
                Console.Write(text);
            }

            *(int*)(warp.Local + (lane * warp.LocalBytes) + op.VA[0]) = text.Length;
        }
    }

    private static void FailAssertion(Warp warp, Instruction op, uint mask)
    {
        int lane = BitOperations.TrailingZeroCount(mask);
        string message = Text(warp, op, lane, Parameter(warp, op, lane, 0));
        string file = Text(warp, op, lane, Parameter(warp, op, lane, 1));

        throw warp.Fault(op, lane, $"assertion failed: {message} ({file}:{(uint)Parameter(warp, op, lane, 2)})");
    }

    private static ulong Parameter(Warp warp, Instruction op, int lane, int index) =>
        *(ulong*)(warp.Local + (lane * warp.LocalBytes) + op.VB[index]);

    private static string Text(Warp warp, Instruction op, int lane, ulong address)
    {
        if (address == 0)
        {
            return "(null)";
        }

        List<byte> bytes = [];

        while (warp.ReadByte(op, lane, address) is byte next and not 0)
        {
            bytes.Add(next);
            address++;

            if (bytes.Count > LongestText)
            {
                throw warp.Fault(op, lane, "a text does not end");
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    // The conversions of C; arguments follow each other at their natural alignment.
    private static string Format(Warp warp, Instruction op, int lane, string format, ulong arguments)
    {
        StringBuilder text = new();

        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                text.Append(format[i]);
                continue;
            }

            if (++i < format.Length && format[i] == '%')
            {
                text.Append('%');
                continue;
            }

            int start = i;

            while (i < format.Length && !char.IsAsciiLetter(format[i]))
            {
                i++;
            }

            string[] sizes = format[start..i].Split('.');
            int longs = 0;

            while (i < format.Length && format[i] is 'l' or 'h')
            {
                longs += format[i++] == 'l' ? 1 : 0;
            }

            char conversion = i < format.Length ? format[i] : throw warp.Fault(op, lane, $"the format '{format}' ends in a conversion");
            bool wide = longs > 0 || conversion is 's' or 'p' || "eEfFgG".Contains(conversion, StringComparison.Ordinal);
            ulong bits = Argument(warp, op, lane, ref arguments, wide ? 8 : 4);
            int precision = sizes.Length > 1 ? int.Parse(sizes[1], NumberStyles.None) : 6;
            string piece = conversion switch
            {
                'd' or 'i' => (wide ? (long)bits : (int)bits).ToString(CultureInfo.InvariantCulture),
                'u' => bits.ToString(CultureInfo.InvariantCulture),
                'x' => bits.ToString("x", CultureInfo.InvariantCulture),
                'X' => bits.ToString("X", CultureInfo.InvariantCulture),
                'p' => "0x" + bits.ToString("x", CultureInfo.InvariantCulture),
                'c' => ((char)(byte)bits).ToString(),
                's' => Text(warp, op, lane, bits),
                'f' or 'F' => BitConverter.UInt64BitsToDouble(bits).ToString("F" + precision, CultureInfo.InvariantCulture),
                'e' or 'E' => BitConverter.UInt64BitsToDouble(bits).ToString(conversion + precision.ToString(), CultureInfo.InvariantCulture),
                'g' or 'G' => BitConverter.UInt64BitsToDouble(bits).ToString("G" + precision, CultureInfo.InvariantCulture),
                _ => throw warp.Fault(op, lane, $"the format has the unknown conversion '{conversion}'"),
            };
            string width = sizes[0].TrimStart('-', '+', ' ', '#', '0');
            int columns = width.Length > 0 ? int.Parse(width, NumberStyles.None) : 0;
            char fill = sizes[0].StartsWith('0') ? '0' : ' ';
            text.Append(sizes[0].StartsWith('-') ? piece.PadRight(columns) : piece.PadLeft(columns, fill));
        }

        return text.ToString();
    }

    private static ulong Argument(Warp warp, Instruction op, int lane, ref ulong arguments, int bytes)
    {
        arguments = (arguments + (ulong)bytes - 1) & ~((ulong)bytes - 1);
        ulong bits = 0;

        for (int i = 0; i < bytes; i++)
        {
            bits |= (ulong)warp.ReadByte(op, lane, arguments++) << (8 * i);
        }

        return bits;
    }
}
