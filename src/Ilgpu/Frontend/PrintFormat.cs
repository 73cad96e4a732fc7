namespace IlgpuOptim.Engine.Frontend;

/// <summary>Checks composite formats of Interop.Write at compile time.</summary>
internal static class PrintFormat
{
    /// <summary>Refuses a format that string.Format would refuse for this number of arguments.</summary>
    public static void Check(string format, int arguments)
    {
        int at = 0;
        while (at < format.Length)
        {
            char c = format[at++];
            bool doubled = at < format.Length && format[at] == c;
            if (c is '{' or '}' && doubled)
            {
                ++at;
            }
            else if (c == '}')
            {
                throw new KernelFault(Diagnostics.FormatText, format, "a single '}'");
            }
            else if (c == '{')
            {
                int end = format.IndexOf('}', at);
                if (end < 0)
                {
                    throw new KernelFault(Diagnostics.FormatText, format, "'{' without '}'");
                }

                int digits = at;
                while (digits < end && char.IsAsciiDigit(format[digits]))
                {
                    ++digits;
                }

                bool valid = digits > at && digits - at < 4 && (digits == end || format[digits] is ':' or ',');
                if (!valid || int.Parse(format.AsSpan(at, digits - at)) >= arguments)
                {
                    throw new KernelFault(Diagnostics.FormatText, format, $"'{{{format[at..end]}}}' for {arguments} arguments");
                }

                at = end + 1;
            }
        }
    }
}
