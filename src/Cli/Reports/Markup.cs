using System.Globalization;
using System.Text;

namespace IlgpuOptim.Cli.Reports;

/// <summary>Writes XML: SVG, and HTML that is well-formed XML too.</summary>
internal sealed class Markup
{
    private readonly StringBuilder _text = new();

    /// <summary>Opens an element; <see cref="Close"/> ends it.</summary>
    public Markup Open(string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        this._text.Append('<').Append(name);
        this.Attributes(attributes);
        this._text.Append('>');

        return this;
    }

    public Markup Close(string name)
    {
        this._text.Append("</").Append(name).Append(">\n");

        return this;
    }

    /// <summary>An element with a text in it.</summary>
    public Markup Element(string name, string text, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        this.Open(name, attributes).Text(text).Close(name);

    /// <summary>An element with nothing in it, such as <c>line</c> or <c>meta</c>.</summary>
    public Markup Empty(string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        this._text.Append('<').Append(name);
        this.Attributes(attributes);
        this._text.Append("/>\n");

        return this;
    }

    public Markup Text(string text)
    {
        this._text.Append(Escape(text));

        return this;
    }

    /// <summary>Markup that is finished already.</summary>
    public Markup Raw(string markup)
    {
        this._text.Append(markup);

        return this;
    }

    public override string ToString() => this._text.ToString();

    /// <summary>Text as it stands between tags or in an attribute; characters that XML cannot hold become U+FFFD.</summary>
    public static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length);

        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);

            escaped.Append(c switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '"' => "&quot;",
                '\t' or '\n' => c.ToString(),
                _ when isPair => text.Substring(i++, 2),
                < ' ' or '\ufffe' or '\uffff' => "\ufffd",
                _ when char.IsSurrogate(c) => "\ufffd",
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }

    private void Attributes(ReadOnlySpan<(string Name, object Value)> attributes)
    {
        foreach ((string name, object value) in attributes)
        {
            string text = value is double number
                ? Math.Round(number, 2).ToString(CultureInfo.InvariantCulture)
                : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

            this._text.Append(' ').Append(name).Append("=\"").Append(Escape(text)).Append('"');
        }
    }
}
