using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Passes;

using Xunit;

namespace IlgpuOptim.Engine.Tests.IR;

/// <summary>Runs passes on functions in text form and compares text.</summary>
internal static class PassText
{
    private const string Header = """
        kernel "k" implicit1d
          param %0 ptr "view"
          param %1 i32 "n"
          param %2 i32 "m"
          param %3 i64 "l"
          param %4 f32 "x"
          param %5 f32 "y"
          param %6 u8 "flag"
          shared 64 align 4
          message "text"

        """;

    /// <summary>The blocks of the function behind the given header of parameters n, m (i32), l (i64), x, y (f32), flag (u8).</summary>
    public static Function Parse(string body)
    {
        Function function = Parser.Parse(Header + body);
        Verifier.Verify(function);

        return function;
    }

    public static void Check(string before, string after, params Func<Function, PassContext, bool>[] passes) =>
        Check(before, after, new PassContext(), passes);

    public static void Check(string before, string after, PassContext context, params Func<Function, PassContext, bool>[] passes)
    {
        Function function = Parse(before);
        foreach (Func<Function, PassContext, bool> pass in passes)
        {
            pass(function, context);
            Verifier.Verify(function);
        }

        // Numbers are of no interest, only what refers to what.
        function.Compact();
        Function expected = Parse(after);
        expected.Compact();
        Assert.Equal(Body(expected), Body(function));
    }

    /// <summary>The text of the blocks only.</summary>
    public static string Body(Function function)
    {
        string text = Printer.Print(function);

        return text[text.IndexOf("\nb", StringComparison.Ordinal)..].TrimStart();
    }
}
