using System.Globalization;
using System.Text;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.Ptx;

/// <content>Text and assertions by the driver's vprintf.</content>
internal sealed partial class PtxEmitter
{
    private readonly List<string> _texts = [];

    private void EmitOutput(Value value)
    {
        this.UsesPrint = true;
        string message = _function.Messages[(int)value.Imm];
        if (value.Op == Op.Print)
        {
            this.EmitCall(PrintfFormat(message, value.Operands), value.Operands);

            return;
        }

        string fine = this.NewLabel();
        this.PutIf(this.Reg(value.Operands[0]), "bra", fine);
        string text = $"Assertion failed in {_function.Name}: {message}\n";
        this.EmitCall(text.Replace("%", "%%", StringComparison.Ordinal), []);
        this.Line("trap");
        this.Label(fine);
    }

    /// <summary>vprintf(format, arguments): both by generic addresses, floats as doubles.</summary>
    private void EmitCall(string format, Value[] arguments)
    {
        string buffer = this.Temporary(PtxClass.B64);
        this.Put("mov.u64", buffer, "0");
        if (arguments.Length > 0)
        {
            _printSlots = Math.Max(_printSlots, arguments.Length);
            for (int i = 0; i < arguments.Length; i++)
            {
                (string register, string type) = this.PrintArgument(arguments[i]);
                this.Put("st.local." + type, i == 0 ? "[print_args]" : $"[print_args+{i * 8}]", register);
            }

            string local = this.Temporary(PtxClass.B64);
            this.Put("mov.u64", local, "print_args");
            this.Put("cvta.local.u64", buffer, local);
        }

        string text = this.AddressOfText(format);
        this.Line("{\n    .param .b64 print_format;\n    .param .b64 print_arguments;\n    .param .b32 print_result");
        this.Put("st.param.b64", "[print_format]", text);
        this.Put("st.param.b64", "[print_arguments]", buffer);
        this.Put("call (print_result), vprintf, (print_format, print_arguments)");
        _text.Append("    }\n");
    }

    private int _printSlots;

    private (string Register, string Type) PrintArgument(Value value)
    {
        string register = this.Reg(value);
        string wide = this.Temporary(PtxClass.F64);
        switch (value.Type)
        {
            case IrType.F32:
                this.Put("cvt.f64.f32", wide, register);

                return (wide, "f64");
            case IrType.F64:
                return (register, "f64");
            case IrType.I1:
                string truth = this.AddressOfText("True");
                string falsehood = this.AddressOfText("False");
                string chosen = this.Temporary(PtxClass.B64);
                this.Put("selp.b64", chosen, truth, falsehood, register);

                return (chosen, "u64");
            default:
                return (register, value.Type == IrType.I32 ? "u32" : "u64");
        }
    }

    private string AddressOfText(string text)
    {
        int index = _texts.IndexOf(text);
        if (index < 0)
        {
            index = _texts.Count;
            _texts.Add(text);
        }

        string place = this.Temporary(PtxClass.B64);
        string generic = this.Temporary(PtxClass.B64);
        this.Put("mov.u64", place, "text" + index);
        this.Put("cvta.global.u64", generic, place);

        return generic;
    }

    private void AppendMessages(StringBuilder text)
    {
        if (!this.UsesPrint)
        {
            return;
        }

        text.Append(".extern .func (.param .b32 func_retval0) vprintf (.param .b64 vprintf_param_0, .param .b64 vprintf_param_1);\n");
        for (int i = 0; i < _texts.Count; i++)
        {
            byte[] bytes = [.. Encoding.UTF8.GetBytes(_texts[i]), 0];
            text.Append($".global .align 1 .b8 text{i}[{bytes.Length}] = {{{string.Join(", ", bytes)}}};\n");
        }
    }

    /// <summary>From "{0,5:X2}" to "%5.2X"; what C has no word for is written plainly.</summary>
    private static string PrintfFormat(string format, Value[] arguments)
    {
        StringBuilder result = new();
        for (int at = 0; at < format.Length; at++)
        {
            char c = format[at];
            if (c is '{' or '}' && at + 1 < format.Length && format[at + 1] == c)
            {
                result.Append(c);
                at++;
            }
            else if (c == '{')
            {
                int end = format.IndexOf('}', at);
                AppendItem(result, format[(at + 1)..end], arguments);
                at = end;
            }
            else
            {
                result.Append(c == '%' ? "%%" : c.ToString());
            }
        }

        return result.ToString();
    }

    private static void AppendItem(StringBuilder result, string item, Value[] arguments)
    {
        int colon = item.IndexOf(':', StringComparison.Ordinal);
        string style = colon < 0 ? string.Empty : item[(colon + 1)..];
        string[] head = (colon < 0 ? item : item[..colon]).Split(',');
        IrType type = arguments[int.Parse(head[0], CultureInfo.InvariantCulture)].Type;
        string width = head.Length > 1 ? head[1].Trim() : string.Empty;
        string digits = style.Length > 1 && style[1..].All(char.IsAsciiDigit) ? "." + style[1..] : string.Empty;
        char letter = style.Length > 0 ? char.ToUpperInvariant(style[0]) : ' ';
        string length = type == IrType.I32 ? string.Empty : "ll";
        result.Append('%').Append(width);
        if (type.IsFloat())
        {
            result.Append(letter is 'F' or 'E' ? digits + char.ToLowerInvariant(letter) : type == IrType.F32 ? ".9g" : ".17g");
        }
        else if (type == IrType.I1)
        {
            result.Append('s');
        }
        else
        {
            result.Append(letter is 'X' or 'D' ? digits : string.Empty).Append(length).Append(letter == 'X' ? 'X' : 'd');
        }
    }
}
