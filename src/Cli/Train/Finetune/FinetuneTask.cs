using System.Text;

namespace IlgpuOptim.Cli.Train.Finetune;

/// <summary>
/// A text that differs from what the model knows in a way that a rule gives: a language that it has never seen, of which there is as much as
/// one likes, with the same difficulty as the old one.
/// </summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Description">For people.</param>
/// <param name="Apply">The rule.</param>
internal sealed record FinetuneTask(string Name, string Description, Func<Rune[], Rune[]> Apply)
{
    private const string Vowels = "aeiou";

    /// <summary>All tasks.</summary>
    public static IReadOnlyList<FinetuneTask> All { get; } =
    [
        new("upper", "all letters are capitals", static text => [.. text.Select(Rune.ToUpperInvariant)]),
        new("vowels", "every vowel is the next one: a is e, e is i, i is o, o is u, u is a", static text => [.. text.Select(NextVowel)]),
        new("reverse", "every word is written backwards", Reverse),
    ];

    /// <summary>The task of a name.</summary>
    /// <exception cref="CliException">There is none.</exception>
    public static FinetuneTask Find(string name) => All.FirstOrDefault(task => task.Name == name) ?? throw CliException.BadUsage(
        $"--task: there is no task '{name}'",
        Suggestions.Hint(name, All.Select(static task => task.Name)) ?? string.Join(", ", All.Select(static task => task.Name)));

    /// <summary>The text in the other language, as numbers of the same vocabulary.</summary>
    /// <exception cref="CliException">The vocabulary has no such character.</exception>
    public long[] Translate(ReadOnlySpan<long> tokens, IReadOnlyList<Rune> vocabulary)
    {
        Dictionary<Rune, long> numbers = vocabulary.Index().ToDictionary(static item => item.Item, static item => (long)item.Index);
        Rune[] text = new Rune[tokens.Length];

        for (int i = 0; i < text.Length; i++)
        {
            text[i] = vocabulary[(int)tokens[i]];
        }

        return [.. this.Apply(text).Select(rune => numbers.TryGetValue(rune, out long number)
            ? number
            : throw CliException.BadUsage($"--task {this.Name} needs the character '{rune}', which is not in the text that the model was trained on", "choose another task"))];
    }

    private static Rune NextVowel(Rune rune)
    {
        int place = Rune.IsLetter(rune) ? Vowels.IndexOf(Rune.ToLowerInvariant(rune).ToString(), StringComparison.Ordinal) : -1;

        if (place < 0)
        {
            return rune;
        }

        Rune next = new(Vowels[(place + 1) % Vowels.Length]);

        return Rune.IsUpper(rune) ? Rune.ToUpperInvariant(next) : next;
    }

    private static Rune[] Reverse(Rune[] text)
    {
        Rune[] result = [.. text];

        for (int first = 0; first < result.Length;)
        {
            int end = first;

            while (end < result.Length && Rune.IsLetter(result[end]))
            {
                end++;
            }

            Array.Reverse(result, first, end - first);
            first = Math.Max(end, first + 1);
        }

        return result;
    }
}
