using System.Buffers;
using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IlgpuOptim.Cli;

/// <summary>Machine-readable results: exactly one JSON document on stdout, snake_case keys, UTF-8, nothing else.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        // "<" or "µ" in a device name stay readable; the output is a document, not HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The <c>--json</c> option of a verb that prints facts.</summary>
    public static Option<bool> CreateOption() => new("--json")
    {
        Description = "Print one JSON document on stdout and nothing else",
    };

    /// <summary>Writes one document. Nothing reaches stdout if <paramref name="write"/> throws.</summary>
    public static void Write(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();

        using (Utf8JsonWriter writer = new(buffer, Options))
        {
            write(writer);
        }

        buffer.Write("\n"u8);

        using Stream stdout = Console.OpenStandardOutput();
        stdout.Write(buffer.WrittenSpan);
    }

    /// <summary>Writes a number, or null where it is not known.</summary>
    public static void WriteNumber(this Utf8JsonWriter writer, string key, long? value)
    {
        if (value is { } known)
        {
            writer.WriteNumber(key, known);
        }
        else
        {
            writer.WriteNull(key);
        }
    }
}
