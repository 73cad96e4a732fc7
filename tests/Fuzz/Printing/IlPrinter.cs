using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using System.Text;

namespace IlgpuOptim.Fuzz.Printing;

/// <summary>Lists the IL of a method, one instruction a line.</summary>
internal static class IlPrinter
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public static string Print(MethodInfo method)
    {
        byte[] il = method.GetMethodBody()!.GetILAsByteArray()!;
        StringBuilder text = new();
        int position = 0;

        while (position < il.Length)
        {
            text.Append(CultureInfo.InvariantCulture, $"IL_{position:x4}: ");
            short value = il[position++];

            if (value == 0xfe)
            {
                value = unchecked((short)(0xfe00 | il[position++]));
            }

            OpCode code = Codes[value];
            text.Append(code.Name);
            position = AppendOperand(text, method.Module, il, position, code);
            text.Append('\n');
        }

        return text.ToString();
    }

    private static int AppendOperand(StringBuilder text, Module module, byte[] il, int position, OpCode code)
    {
        switch (code.OperandType)
        {
            case OperandType.InlineNone:
                return position;
            case OperandType.ShortInlineI or OperandType.ShortInlineVar:
                text.Append(CultureInfo.InvariantCulture, $" {(sbyte)il[position]}");

                return position + 1;
            case OperandType.ShortInlineBrTarget:
                text.Append(CultureInfo.InvariantCulture, $" IL_{position + 1 + (sbyte)il[position]:x4}");

                return position + 1;
            case OperandType.InlineVar:
                text.Append(CultureInfo.InvariantCulture, $" {BitConverter.ToInt16(il, position)}");

                return position + 2;
            case OperandType.InlineI:
                text.Append(CultureInfo.InvariantCulture, $" {BitConverter.ToInt32(il, position)}");

                return position + 4;
            case OperandType.InlineI8:
                text.Append(CultureInfo.InvariantCulture, $" {BitConverter.ToInt64(il, position)}");

                return position + 8;
            case OperandType.ShortInlineR:
                text.Append(CultureInfo.InvariantCulture, $" {BitConverter.ToSingle(il, position)}");

                return position + 4;
            case OperandType.InlineR:
                text.Append(CultureInfo.InvariantCulture, $" {BitConverter.ToDouble(il, position)}");

                return position + 8;
            case OperandType.InlineBrTarget:
                text.Append(CultureInfo.InvariantCulture, $" IL_{position + 4 + BitConverter.ToInt32(il, position):x4}");

                return position + 4;
            case OperandType.InlineSwitch:
                int count = BitConverter.ToInt32(il, position);
                int origin = position + 4 + (4 * count);

                for (int i = 0; i < count; ++i)
                {
                    text.Append(CultureInfo.InvariantCulture, $" IL_{origin + BitConverter.ToInt32(il, position + 4 + (4 * i)):x4}");
                }

                return origin;
            default:
                MemberInfo? member = module.ResolveMember(BitConverter.ToInt32(il, position));
                text.Append(CultureInfo.InvariantCulture, $" {member?.DeclaringType?.Name}::{member}");

                return position + 4;
        }
    }
}
