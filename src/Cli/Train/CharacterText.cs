using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IlgpuOptim.Cli.Train;

/// <summary>
/// A text as numbers: its vocabulary is every Unicode character in it, in code point order; the last tenth is for validation.
/// </summary>
internal sealed class CharacterText
{
    /// <summary>One part in so many is held back for validation.</summary>
    private const int ValidationPart = 10;

    private CharacterText(string hash, Rune[] vocabulary, long[] tokens, int trainLength)
    {
        this.Hash = hash;
        this.Vocabulary = vocabulary;
        this.Tokens = tokens;
        this.TrainLength = trainLength;
    }

    /// <summary>SHA-256 of the file's bytes.</summary>
    public string Hash { get; }

    /// <summary>The characters, by their numbers.</summary>
    public IReadOnlyList<Rune> Vocabulary { get; }

    /// <summary>The text, as numbers of characters.</summary>
    public long[] Tokens { get; }

    /// <summary>So many characters from the beginning are for training, the others for validation.</summary>
    public int TrainLength { get; }

    /// <summary>Reads a text for a model that looks back so many characters.</summary>
    /// <exception cref="CliException">There is no such file, it is no UTF-8, or too short.</exception>
    public static CharacterText Read(string path, int context)
    {
        byte[] bytes = ReadBytes(path);
        ReadOnlySpan<byte> rest = bytes;

        // A byte order mark is no character of the text.
        if (rest.StartsWith(Encoding.UTF8.Preamble))
        {
            rest = rest[Encoding.UTF8.Preamble.Length..];
        }

        List<Rune> runes = new(rest.Length);
        int line = 1;

        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(rest, out Rune rune, out int length) != System.Buffers.OperationStatus.Done)
            {
                throw CliException.BadUsage(
                    $"{path}:{line}: byte 0x{rest[0]:x2} at offset {bytes.Length - rest.Length} is not UTF-8",
                    $"convert it, as with: iconv -f latin1 -t utf-8 '{path}'");
            }

            line += rune.Value == '\n' ? 1 : 0;
            runes.Add(rune);
            rest = rest[length..];
        }

        int validation = Math.Max(runes.Count / ValidationPart, context + 1);

        if (runes.Count - validation < context + 1)
        {
            throw CliException.BadUsage(
                runes.Count == 0
                    ? $"{path} is empty: there is nothing to learn from"
                    : $"{path} has {runes.Count} characters; a context of {context} needs at least {2 * (context + 1)} (as many to train as to validate)",
                runes.Count < 10 ? "name a file with a text of some thousand characters" : $"take a longer text, or --context {Math.Max(1, (runes.Count / 2) - 1)} or less");
        }

        Rune[] vocabulary = [.. runes.Distinct().Order()];

        if (vocabulary.Length < 2)
        {
            throw CliException.BadUsage(
                $"{path} consists of one character only, '{vocabulary[0]}': there is nothing to learn", "name a file with a text");
        }

        Dictionary<Rune, long> numbers = vocabulary.Index().ToDictionary(item => item.Item, item => (long)item.Index);

        return new CharacterText(
            Convert.ToHexStringLower(SHA256.HashData(bytes)),
            vocabulary,
            [.. runes.Select(rune => numbers[rune])],
            runes.Count - validation);
    }

    /// <summary>The text that numbers stand for.</summary>
    public static string Decode(IReadOnlyList<Rune> vocabulary, IEnumerable<long> tokens) =>
        string.Concat(tokens.Select(token => vocabulary[(int)token].ToString()));

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CliException.BadUsage($"{path}: no such file", "name a text file in UTF-8, or none for Tiny Shakespeare");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.BadUsage(
                Directory.Exists(path) ? $"{path} is a folder, not a text file" : string.Create(CultureInfo.InvariantCulture, $"{path}: {exception.Message}"));
        }
    }
}
