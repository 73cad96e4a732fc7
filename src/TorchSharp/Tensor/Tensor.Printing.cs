using System.Globalization;
using System.Text;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The look of tensors that are printed without saying how.</summary>
    public static TensorStringStyle TensorStringStyle { get; set; } = TensorStringStyle.Julia;

    public partial class Tensor
    {
        // Beyond this length, the first and last few of a dimension are printed.
        private const int LongDimension = 14;
        private const int Edge = 3;

        /// <summary>Shape, type and device; of a tensor without dimensions also the value.</summary>
        public override string ToString() => this.ToString(TensorStringStyle.Metadata);

        /// <summary>With or without the numbers.</summary>
        public string ToString(bool disamb, string fltFormat = null, int? width = null, CultureInfo cultureInfo = null, string newLine = null) =>
            this.ToString(disamb ? TensorStringStyle : TensorStringStyle.Metadata, fltFormat, width, cultureInfo, newLine);

        /// <summary>In one of several styles.</summary>
        /// <param name="style">The look.</param>
        /// <param name="fltFormat">The format of real numbers (default: g5).</param>
        /// <param name="width">The length of a line (default: 100).</param>
        /// <param name="cultureInfo">How numbers are written (default: as nowhere in particular).</param>
        /// <param name="newLine">What ends a line.</param>
        public string ToString(
            TensorStringStyle style, string fltFormat = null, int? width = null, CultureInfo cultureInfo = null, string newLine = null)
        {
            if (this.IsInvalid)
            {
                return "(disposed tensor)";
            }

            style = style == TensorStringStyle.Default ? TensorStringStyle : style;
            string header = $"[{string.Join("x", this.shape)}], type = {this.dtype}, device = {this.device}";
            if (this.is_meta || this.is_sparse || this.is_quantized())
            {
                return header;
            }

            using DisposeScope scope = NewDisposeScope();
            using IDisposable none = no_grad();
            Printer printer = new(fltFormat ?? "g5", cultureInfo ?? CultureInfo.InvariantCulture, newLine ?? Environment.NewLine, width ?? 100);
            Tensor host = this.detach().cpu().resolve_conj().resolve_neg();
            if (this.Dimensions == 0)
            {
                string value = printer.Number(host);
                return style switch
                {
                    TensorStringStyle.Numpy or TensorStringStyle.CSharp => value,
                    _ => $"{header}, value = {value}",
                };
            }

            return style switch
            {
                TensorStringStyle.Metadata => header,
                TensorStringStyle.Numpy => printer.Nested(host, '[', ']', " "),
                TensorStringStyle.CSharp => $"{header}, value = {printer.Nested(host, '{', '}', ", ")}",
                _ => $"{header}{printer.Matrices(host)}",
            };
        }

        private sealed class Printer(string format, CultureInfo culture, string newLine, int width)
        {
            public string Number(Tensor value)
            {
                Scalar number = value.ToScalar();
                return number.Type switch
                {
                    ScalarType.Bool => number.Truth ? "True" : "False",
                    ScalarType.Int64 => number.Integer.ToString(culture),
                    ScalarType.Float64 => number.Real.ToString(format, culture),
                    _ => $"{number.Complex.Real.ToString(format, culture)}{(number.Complex.Imaginary < 0 ? "-" : "+")}" +
                        $"{Math.Abs(number.Complex.Imaginary).ToString(format, culture)}i",
                };
            }

            public string Nested(Tensor tensor, char open, char close, string separator)
            {
                StringBuilder text = new();
                this.Nested(text, tensor, open, close, separator, 0);
                return text.ToString();
            }

            // Each matrix of the last two dimensions by itself.
            public string Matrices(Tensor tensor)
            {
                StringBuilder text = new();
                this.Matrices(text, tensor, "");
                return text.ToString();
            }

            private static IEnumerable<long> Shown(long length)
            {
                for (long i = 0; i < length; i++)
                {
                    if (length > LongDimension && i == Edge)
                    {
                        yield return -1;
                        i = length - Edge;
                    }

                    yield return i;
                }
            }

            private void Matrices(StringBuilder text, Tensor tensor, string place)
            {
                if (tensor.Dimensions > 2)
                {
                    foreach (long i in Shown(tensor.size(0)))
                    {
                        if (i < 0)
                        {
                            text.Append(newLine).Append("...");
                        }
                        else
                        {
                            this.Matrices(text, tensor.select(0, i), place + i + ",");
                        }
                    }

                    return;
                }

                if (place.Length > 0)
                {
                    text.Append(newLine).Append('[').Append(place).Append("..,..] =");
                }

                if (tensor.Dimensions == 1)
                {
                    text.Append(newLine).Append(this.Row(tensor));
                    return;
                }

                foreach (long i in Shown(tensor.size(0)))
                {
                    text.Append(newLine).Append(i < 0 ? " ..." : this.Row(tensor.select(0, i)));
                }
            }

            private string Row(Tensor row)
            {
                StringBuilder text = new();
                foreach (long i in Shown(row.size(0)))
                {
                    string number = i < 0 ? "..." : this.Number(row.select(0, i));
                    text.Append(' ').Append(number.PadLeft(8));
                    if (text.Length > width)
                    {
                        return text.ToString(0, Math.Max(0, width - 4)) + " ...";
                    }
                }

                return text.ToString();
            }

            private void Nested(StringBuilder text, Tensor tensor, char open, char close, string separator, int depth)
            {
                text.Append(open);
                bool last = tensor.Dimensions == 1;
                bool first = true;
                foreach (long i in Shown(tensor.size(0)))
                {
                    if (!first)
                    {
                        text.Append(last ? separator : separator.TrimEnd() + newLine + new string(' ', depth + 1));
                    }

                    first = false;
                    if (i < 0)
                    {
                        text.Append("...");
                    }
                    else if (last)
                    {
                        text.Append(this.Number(tensor.select(0, i)));
                    }
                    else
                    {
                        this.Nested(text, tensor.select(0, i), open, close, separator, depth + 1);
                    }
                }

                text.Append(close);
            }
        }
    }
}
