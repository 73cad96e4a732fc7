using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Passes;

using Xunit;

namespace IlgpuOptim.Engine.Tests.IR;

/// <summary>Passes that turn memory into values, and that remove or move what is redundant.</summary>
public sealed class MemoryPassTests
{
    [Fact]
    public void PromoteAllocas_LocalAcrossBranches_BecomesABlockParameter()
    {
        PassText.Check(
            """
            b0():
              %10:lptr = alloca #4
              %11:i1 = compare.lt %1, %2
              store.i32 %10, %1
              condbranch %11, b1(), b2()
            b1():
              store.i32 %10, i32 7
              branch b2()
            b2():
              %12:i32 = load.i32 %10
              store.i32 %10, i32 9
              print %12 #0
              return
            """,
            """
            b0():
              %11:i1 = compare.lt %1, %2
              condbranch %11, b1(), b2(%1)
            b1():
              branch b2(i32 7)
            b2(%17:i32):
              print %17 #0
              return
            """,
            PromoteAllocas.Run,
            Dce.Run);
    }

    [Fact]
    public void PromoteAllocas_MemoryNeverWritten_IsZero()
    {
        PassText.Check(
            "b0():\n  %10:lptr = alloca #8\n  %11:f64 = load.f64 %10\n  print %11 #0\n  return\n",
            "b0():\n  print f64 0 #0\n  return\n",
            PromoteAllocas.Run,
            Dce.Run);
    }

    [Fact]
    public void PromoteAllocas_StructOfFields_IsSplit()
    {
        PassText.Check(
            """
            b0():
              %10:lptr = alloca #16
              %11:lptr = ptradd %10, i64 4
              %12:lptr = ptradd %11, i64 4
              store.i32 %10, %1
              store.f32 %11, %4
              store.u8 %12, %2
              %13:i32 = load.i32 %11
              %14:i32 = load.u8 %12
              %15:i32 = load.i32 %10
              print %13, %14, %15 #0
              return
            """,
            """
            b0():
              %22:i32 = zext8 %2
              %23:i32 = bitcast %4
              print %23, %22, %1 #0
              return
            """,
            PromoteAllocas.Run,
            Dce.Run);
    }

    /// <summary>A struct of two ints that is copied as one long.</summary>
    [Fact]
    public void PromoteAllocas_AccessesOfDifferentSize_AreCutAndCombined()
    {
        PassText.Check(
            """
            b0():
              %10:lptr = alloca #8
              %11:lptr = ptradd %10, i64 4
              store.i64 %10, %3
              %12:i32 = load.i32 %11
              store.i32 %10, %1
              %13:i64 = load.i64 %10
              print %12, %13 #0
              return
            """,
            """
            b0():
              %19:i64 = shru %3, i32 32
              %21:i32 = trunc %19
              %22:i64 = zext %1
              %23:i64 = zext %21
              %24:i64 = shl %23, i32 32
              %25:i64 = or %22, %24
              print %21, %25 #0
              return
            """,
            PromoteAllocas.Run,
            Dce.Run);
    }

    [Fact]
    public void PromoteAllocas_ReferenceToOneOfTwoLocals_IsResolved()
    {
        PassText.Check(
            """
            b0():
              %10:lptr = alloca #4
              %11:lptr = alloca #4
              %12:i1 = compare.lt %1, %2
              store.i32 %10, %1
              store.i32 %11, %2
              %13:lptr = select %12, %10, %11
              store.i32 %13, i32 5
              %14:i32 = load.i32 %10
              %15:i32 = load.i32 %11
              print %14, %15 #0
              return
            """,
            """
            b0():
              %12:i1 = compare.lt %1, %2
              %24:i32 = select %12, i32 5, %1
              %27:i32 = select %12, %2, i32 5
              print %24, %27 #0
              return
            """,
            PromoteAllocas.Run,
            Dce.Run);
    }

    [Fact]
    public void PromoteAllocas_ReferenceThatALoopReassigns_IsResolved()
    {
        Function function = PassText.Parse("""
            b0():
              %10:lptr = alloca #4
              %11:lptr = alloca #8
              %12:lptr = ptradd %11, i64 4
              store.i32 %10, i32 100
              branch b1(i32 0, %10)
            b1(%13:i32, %14:lptr):
              %15:i1 = compare.lt %13, %1
              condbranch %15, b2(), b3()
            b2():
              %16:i32 = load.i32 %14
              %17:i32 = add %16, %13
              store.i32 %14, %17
              %18:i32 = and %13, i32 1
              %19:i1 = compare.eq %18, i32 0
              %20:lptr = select %19, %12, %14
              %21:i32 = add %13, i32 1
              branch b1(%21, %20)
            b3():
              %22:i32 = load.i32 %10
              %23:i32 = load.i32 %12
              %24:i32 = load.i32 %14
              print %22, %23, %24 #0
              return
            """);
        string before = IrInterpreter.Run(function, [], [0, 5, 0, 0, 0, 0, 0]);
        Pipeline.Run(function, new PassContext { Verify = true });
        Assert.Equal(before, IrInterpreter.Run(function, [], [0, 5, 0, 0, 0, 0, 0]));
        Assert.DoesNotContain(function.Entry.Instructions, v => v.Op == Op.Alloca);
    }

    [Theory]
    [InlineData("%12:i64 = ptrtoint %10\nprint %12 #0")]
    [InlineData("%12:lptr = ptradd %10, %3\nstore.i32 %12, i32 1")]
    [InlineData("%12:lptr = ptradd %10, i64 2\nstore.i64 %12, %3")]
    [InlineData("%12:i32 = load.i32 %10 volatile\nprint %12 #0")]
    public void PromoteAllocas_EscapingOrIndexedMemory_StaysInMemory(string use)
    {
        Function function = PassText.Parse($"b0():\n%10:lptr = alloca #8\nstore.i32 %10, %1\n{use}\n%11:i32 = load.i32 %10\nprint %11 #0\nreturn\n");
        Assert.False(PromoteAllocas.Run(function, new PassContext()));
    }

    [Fact]
    public void Dce_StoresToMemoryThatIsNeverRead_AreRemoved()
    {
        PassText.Check(
            """
            b0():
              %10:lptr = alloca #16
              %11:lptr = ptradd %10, %3
              store.i32 %11, %1
              %12:f32 = math.exp %4
              %13:i32 = div %1, %2
              branch b1(%12, i32 0)
            b1(%14:f32, %15:i32):
              %16:f32 = add %14, %5
              %17:i32 = add %15, i32 1
              %18:i1 = compare.lt %17, %1
              condbranch %18, b1(%16, %17), b2()
            b2():
              return
            """,
            """
            b0():
              branch b1(i32 0)
            b1(%15:i32):
              %17:i32 = add %15, i32 1
              %18:i1 = compare.lt %17, %1
              condbranch %18, b1(%17), b2()
            b2():
              return
            """,
            Dce.Run);
    }

    [Fact]
    public void Gvn_EqualValuesOfDominatingBlocks_AreOne()
    {
        PassText.Check(
            """
            b0():
              %10:i32 = add %1, %2
              %11:i1 = compare.lt %1, %2
              condbranch %11, b1(), b2()
            b1():
              %12:i32 = add %2, %1
              %13:i1 = compare.gt %2, %1
              %14:i32 = mul %1, %2
              print %12, %13, %14 #0
              branch b2()
            b2():
              %15:i32 = mul %1, %2
              print %10, %15 #0
              return
            """,
            """
            b0():
              %10:i32 = add %1, %2
              %11:i1 = compare.lt %1, %2
              condbranch %11, b1(), b2()
            b1():
              %14:i32 = mul %1, %2
              print %10, i1 1, %14 #0
              branch b2()
            b2():
              %15:i32 = mul %1, %2
              print %10, %15 #0
              return
            """,
            Gvn.Run,
            Gvn.Run);
    }

    [Fact]
    public void Gvn_LoadsAndStores_AreForwardedUntilSomethingMayWrite()
    {
        PassText.Check(
            """
            b0():
              %10:gptr = ptradd %0, i64 4
              %11:gptr = ptradd %0, %3
              %12:i32 = load.i32 %0
              %13:i32 = load.i32 %0
              store.i32 %10, %1
              %14:i32 = load.i32 %0
              %15:i32 = load.i32 %10
              %16:f32 = load.f32 %10
              store.u8 %11, %2
              %17:i32 = load.i32 %0
              %18:i32 = load.u8 %11
              barrier
              %19:i32 = load.i32 %0
              print %12, %13, %14, %15, %16, %17, %18, %19 #0
              return
            """,
            """
            b0():
              %10:gptr = ptradd %0, i64 4
              %11:gptr = ptradd %0, %3
              %12:i32 = load.i32 %0
              store.i32 %10, %1
              %29:f32 = bitcast %1
              store.u8 %11, %2
              %17:i32 = load.i32 %0
              %30:i32 = zext8 %2
              barrier
              %19:i32 = load.i32 %0
              print %12, %12, %12, %1, %29, %17, %30, %19 #0
              return
            """,
            Gvn.Run);
    }

    [Fact]
    public void Gvn_LoadInFrontOfALoop_IsKnownInIt()
    {
        PassText.Check(
            """
            b0():
              %10:sptr = sharedalloc #0
              %11:i32 = load.i32 %0
              %12:i32 = load.i32 %10
              branch b1(i32 0)
            b1(%13:i32):
              %14:i32 = load.i32 %0
              %15:i32 = load.i32 %10
              store.i32 %10, %13
              %16:i32 = add %13, %14
              %17:i1 = compare.lt %16, %15
              condbranch %17, b1(%16), b2()
            b2():
              print %11, %12 #0
              return
            """,
            """
            b0():
              %10:sptr = sharedalloc #0
              %11:i32 = load.i32 %0
              %12:i32 = load.i32 %10
              branch b1(i32 0)
            b1(%13:i32):
              %15:i32 = load.i32 %10
              store.i32 %10, %13
              %16:i32 = add %13, %11
              %17:i1 = compare.lt %16, %15
              condbranch %17, b1(%16), b2()
            b2():
              print %11, %12 #0
              return
            """,
            Gvn.Run);
    }

    [Fact]
    public void Licm_InvariantValuesAndSafeLoads_MoveInFrontOfTheLoop()
    {
        PassText.Check(
            """
            b0():
              %10:sptr = sharedalloc #0
              branch b1(i32 0)
            b1(%11:i32):
              %12:i32 = load.i32 %0
              %13:i1 = compare.lt %11, %12
              condbranch %13, b2(), b3()
            b2():
              %14:i32 = mul %1, %2
              %15:i32 = div %1, %2
              %16:i32 = load.i32 %10
              %17:gptr = ptradd %0, i64 64
              %18:i32 = load.i32 %17
              %19:i32 = add %11, %14
              print %15, %16, %18 #0
              branch b1(%19)
            b3():
              return
            """,
            """
            b0():
              %10:sptr = sharedalloc #0
              %12:i32 = load.i32 %0
              %14:i32 = mul %1, %2
              %16:i32 = load.i32 %10
              %17:gptr = ptradd %0, i64 64
              branch b1(i32 0)
            b1(%11:i32):
              %13:i1 = compare.lt %11, %12
              condbranch %13, b2(), b3()
            b2():
              %15:i32 = div %1, %2
              %18:i32 = load.i32 %17
              %19:i32 = add %11, %14
              print %15, %16, %18 #0
              branch b1(%19)
            b3():
              return
            """,
            Licm.Run);
    }

    /// <summary>The address of a[(row * n + i) * 4]: all but i is known in front of the loop.</summary>
    [Fact]
    public void Licm_AddressesInALoop_AreOrderedSoThatTheirInvariantPartMoves()
    {
        PassText.Check(
            """
            b0():
              %10:i64 = sext %1
              %11:i64 = sext %2
              branch b1(i64 0)
            b1(%12:i64):
              %13:i1 = compare.lt %12, %3
              condbranch %13, b2(), b3()
            b2():
              %14:i64 = mul %10, %11
              %15:i64 = add %14, %12
              %16:i64 = add %15, %10
              %17:i64 = mul %16, i64 4
              %18:gptr = ptradd %0, %17
              store.i32 %18, %1
              %19:i64 = add %12, i64 1
              branch b1(%19)
            b3():
              return
            """,
            """
            b0():
              %10:i64 = sext %1
              %11:i64 = sext %2
              %14:i64 = mul %10, %11
              %20:i64 = add %14, %10
              %21:i64 = mul %20, i64 4
              %22:gptr = ptradd %0, %21
              branch b1(i64 0)
            b1(%12:i64):
              %13:i1 = compare.lt %12, %3
              condbranch %13, b2(), b3()
            b2():
              %17:i64 = mul %12, i64 4
              %18:gptr = ptradd %22, %17
              store.i32 %18, %1
              %19:i64 = add %12, i64 1
              branch b1(%19)
            b3():
              return
            """,
            Licm.Run,
            Dce.Run);
    }

    [Fact]
    public void Contract_ProductAndSum_FuseOnlyIfFast()
    {
        const string Text = """
            b0():
              %10:f32 = mul %4, %5
              %11:f32 = add %10, %4
              %12:f32 = mul %5, %5
              %13:f32 = sub %4, %12
              print %11, %13 #0
              return
            """;
        PassText.Check(Text, Text, Contract.Run);
        PassText.Check(
            Text,
            """
            b0():
              %11:f32 = fma %4, %5, %4
              %16:f32 = neg %5
              %13:f32 = fma %16, %5, %4
              print %11, %13 #0
              return
            """,
            new PassContext { FastMath = true },
            Contract.Run,
            Dce.Run);
    }
}
