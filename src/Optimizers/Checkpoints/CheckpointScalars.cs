using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IlgpuOptim.Optimizers.Checkpoints;

/// <summary>Named numbers as a JSON object in one text: every float64 comes back bit for bit, infinities and NaN too.</summary>
internal static class CheckpointScalars
{
    public static string Write(IReadOnlyDictionary<string, double> scalars)
    {
        using MemoryStream buffer = new();

        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();

            foreach ((string name, double value) in scalars)
            {
                if (double.IsFinite(value))
                {
                    writer.WriteNumber(name, value);
                }
                else
                {
                    // JSON has no such numbers; the bits keep the payload of a NaN.
                    writer.WriteString(name, "bits:" + BitConverter.DoubleToUInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture));
                }
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else; the message says what.</exception>
    public static Dictionary<string, double> Read(string text)
    {
        Dictionary<string, double> scalars = [];
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(text));

        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw new FormatException("they are no object");
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;

                reader.Read();

                if (!scalars.TryAdd(name, ReadNumber(ref reader, name)))
                {
                    throw new FormatException($"'{name}' occurs twice");
                }
            }

            while (reader.Read())
            {
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new FormatException("they are no valid JSON", exception);
        }

        return scalars;
    }

    private static double ReadNumber(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double value) && double.IsFinite(value))
        {
            return value;
        }

        return reader.TokenType == JsonTokenType.String
            && reader.GetString() is { Length: 21 } text
            && text.StartsWith("bits:", StringComparison.Ordinal)
            && ulong.TryParse(text.AsSpan(5), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong bits)
                ? BitConverter.UInt64BitsToDouble(bits)
                : throw new FormatException($"'{name}' is no number");
    }
}
