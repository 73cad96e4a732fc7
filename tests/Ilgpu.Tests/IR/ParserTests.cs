using IlgpuOptim.Engine.IR;
using Xunit;

namespace IlgpuOptim.Engine.Tests.IR;

/// <summary>The text form reads back as what was written.</summary>
public sealed class ParserTests
{
    private const string Everything = """
        kernel "Namespace.Type.Method(\"a\\b\")" implicit2d
          param %0 ptr "view"
          param %1 i64 "view.length"
          param %2 u8 "flag"
          param %3 f64 "x"
          shared 256 align 16
          message "line\nbreak; {0} \"quoted\""
        b0():
          %4:lptr = alloca #16
          %5:sptr = sharedalloc #0
          %6:i32 = kernelindex #1
          %7:i64 = sext %6
          %8:i64 = mul %7, i64 4
          %9:gptr = ptradd %0, %8
          %10:f32 = load.f32 %9 align 16 volatile ; Method (file.cs:12)
          %11:f32 = math.pow %10, f32 -0 fast
          %12:i1 = compare.unlt %11, f32 0x7fc00001
          store.f32 %5, %11 align 8
          assert %12 #0
          print %6, %11 #0
          condbranch %12, b2(%6, i32 -5), b1(f64 0.1, f64 1E+300, f64 0xfff8000000000000)
        b2(%13:i32, %14:i32):
          %15:i32 = warpshuffle.xor %13, %14 #8
          %16:i32 = atomicrmw.minu.i32 %9, %15
          %17:i64 = atomiccas.i64 %9, i64 1, i64 9223372036854775807
          %18:i1 = barrierand i1 1
          memoryfence #2
          switch %13, b2(%14, %13), b3(), b3()
        b1(%19:f64, %20:f64, %21:f64):
          %22:i1 = compare.eq %9, gptr 0
          unreachable
        b3():
          return

        """;

    [Fact]
    public void Parse_WrittenText_PrintsTheSameText()
    {
        Function function = Parser.Parse(Everything.Replace("\r", "", StringComparison.Ordinal));
        Verifier.Verify(function);
        string expected = Everything.Replace(" ; Method (file.cs:12)", "", StringComparison.Ordinal);
        Assert.Equal(expected, Printer.Print(function));
        Assert.Equal(16, function.Blocks[0].Instructions[6].Align);
        Assert.Equal(ValueFlags.Volatile, function.Blocks[0].Instructions[6].Flags);
        Assert.Equal("line\nbreak; {0} \"quoted\"", function.Messages[0]);
    }

    [Theory]
    [InlineData("f32 -0", unchecked((long)0xffffffff80000000))]
    [InlineData("f32 0xffc00000", unchecked((long)0xffffffffffc00000))]
    [InlineData("f32 1E-45", 1L)]
    [InlineData("f32 3.4028235E+38", 0x7f7fffffL)]
    [InlineData("f64 5E-324", 1L)]
    [InlineData("f64 -0", long.MinValue)]
    [InlineData("i32 -2147483648", int.MinValue)]
    public void Parse_Constant_KeepsItsBits(string text, long bits)
    {
        string type = text[..3];
        Function function = Parser.Parse($"kernel \"k\" explicit\nb0():\n  %1:i32 = kernelindex #0\n  print {text} #0\n  return\n");
        Value constant = function.Entry.Instructions[1].Operands[0];
        Assert.Equal(type, constant.Type.Name());
        Assert.Equal(bits, constant.Imm);
        Assert.Equal(text, Printer.Operand(constant));
    }

    [Theory]
    [InlineData("b0():\n  return", "line 1: 'kernel' expected")]
    [InlineData("kernel \"k\" explicit\nb0():\n  branch b7()", "line 3: b7 is not defined")]
    [InlineData("kernel \"k\" explicit\nb0():\n  print %9 #0", "line 3: %9 is not defined")]
    [InlineData("kernel \"k\" explicit\nb0():\n  %1:i32 = what", "line 3: 'what' is not known")]
    [InlineData("kernel \"k\" explicit\nb0():\n  %1:i32 = laneidx\n  %1:i32 = laneidx", "line 4: %1 is defined twice")]
    public void Parse_MalformedText_NamesTheLine(string text, string message)
    {
        FormatException exception = Assert.Throws<FormatException>(() => Parser.Parse(text));
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compact_HolesInTheNumbers_NumbersDensely()
    {
        Function function = Parser.Parse("kernel \"k\" explicit\n  message \"\"\nb5():\n  %10:i32 = laneidx\n  branch b9(%10, i32 3)\nb9(%20:i32, %21:i32):\n  print %20, i32 3 #0\n  return\n");
        function.Compact();
        Verifier.Verify(function);
        Assert.Equal(
            "kernel \"k\" explicit\n  message \"\"\nb0():\n  %0:i32 = laneidx\n  branch b1(%0, i32 3)\nb1(%2:i32, %3:i32):\n  print %2, i32 3 #0\n  return\n",
            Printer.Print(function));
        Assert.Equal(7, function.ValueCount);
        Assert.Equal(2, function.BlockCount);
    }
}
