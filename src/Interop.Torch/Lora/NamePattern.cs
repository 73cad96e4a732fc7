using System.Text.RegularExpressions;

namespace IlgpuOptim.Interop.Torch.Lora;

/// <summary>
/// Which names are meant: patterns separated by commas, where * stands for any text, points included, and ? for one character; or
/// one regular expression after <c>regex:</c>. A pattern is for the whole name.
/// </summary>
public sealed class NamePattern
{
    private const string RegexPrefix = "regex:";

    private readonly Regex[] _alternatives;

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="ArgumentException">It is empty, or no valid regular expression.</exception>
    public NamePattern(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        this.Text = text;

        if (text.StartsWith(RegexPrefix, StringComparison.Ordinal))
        {
            try
            {
                this._alternatives = [Whole(text[RegexPrefix.Length..])];
            }
            catch (RegexParseException exception)
            {
                throw new ArgumentException($"'{text}' is no regular expression: {exception.Message}", nameof(text), exception);
            }
        }
        else
        {
            this._alternatives =
            [
                .. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(static part => Whole(Regex.Escape(part).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal))),
            ];
        }
    }

    /// <summary>The pattern as it was given.</summary>
    public string Text { get; }

    /// <summary>Whether a name is meant.</summary>
    public bool IsMatch(string name) => this._alternatives.Any(alternative => alternative.IsMatch(name));

    /// <summary>The names that are nearest to the pattern, for messages.</summary>
    internal string[] Nearest(IEnumerable<string> names, int count)
    {
        string plain = this.Text.Replace("*", "", StringComparison.Ordinal).Replace(RegexPrefix, "", StringComparison.Ordinal);

        return [.. names.OrderBy(name => Missing(plain, name)).ThenBy(static name => name.Length).ThenBy(static name => name, StringComparer.Ordinal).Take(count)];
    }

    private static Regex Whole(string expression) => new($"^(?:{expression})$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    // Characters of one that are not, in their order, in the other.
    private static int Missing(string text, string name)
    {
        int[] common = new int[name.Length + 1];

        foreach (char c in text)
        {
            int diagonal = 0;

            for (int i = 1; i <= name.Length; i++)
            {
                int above = common[i];

                common[i] = char.ToUpperInvariant(c) == char.ToUpperInvariant(name[i - 1]) ? diagonal + 1 : Math.Max(above, common[i - 1]);
                diagonal = above;
            }
        }

        return text.Length - common[^1];
    }
}
