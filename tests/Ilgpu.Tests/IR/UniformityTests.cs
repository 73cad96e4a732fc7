using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;
using IlgpuOptim.Engine.IR.Passes;

using Xunit;

namespace IlgpuOptim.Engine.Tests.IR;

public sealed class UniformityTests
{
    private static readonly UniformityOptions AlongX = new(XOnly: true);

    [Fact]
    public void Shapes_OfIndexArithmetic_KeepTheirStride()
    {
        Function function = Parser.Parse("""
            kernel "k" implicit2d
              param %0 ptr "view"
              param %1 i64 "view.length"
              param %2 i32 "n"
            b0():
              %10:i32 = kernelindex #0
              %11:i32 = kernelindex #1
              %12:i32 = mul %11, %2
              %13:i32 = add %12, %10
              %14:i64 = sext %13
              %15:i64 = mul %14, i64 4
              %16:gptr = ptradd %0, %15
              %17:f32 = load.f32 %16
              %18:i32 = shl %10, i32 3
              %19:i32 = sub %11, %18
              %20:i64 = zext %10
              %21:i64 = zext %19
              %22:i32 = mul %10, %2
              %23:i1 = compare.lt %10, %2
              %24:i32 = trunc %15
              %25:i32 = select %23, %10, %18
              %26:i1 = compare.lt %11, %2
              %27:i32 = select %26, %10, %24
              %28:i32 = add %10, i32 1
              %29:i32 = select %26, %10, %28
              %30:f32 = load.f32 %0
              %31:f32 = load.f32 %0 volatile
              %32:i32 = and %10, i32 31
              return
            """);
        Check(function, AlongX, new()
        {
            [10] = "strided(1)", [11] = "uniform", [12] = "uniform", [13] = "strided(1)", [14] = "strided(1, may wrap)", [15] = "strided(4, may wrap)",
            [16] = "strided(4)", [17] = "varying", [18] = "strided(8)", [19] = "strided(-8)", [20] = "strided(1)", [21] = "varying",
            [22] = "varying", [23] = "varying", [24] = "strided(4)", [25] = "varying", [26] = "uniform", [27] = "varying",
            [28] = "strided(1)", [29] = "strided(1)", [30] = "uniform", [31] = "varying", [32] = "varying",
        });
        Check(function, new UniformityOptions(XOnly: false), new() { [10] = "varying", [11] = "varying", [12] = "varying", [30] = "uniform" });
    }

    [Fact]
    public void Shapes_OfPrivateMemoryAndExchange_AreVaryingOrUniform()
    {
        Function function = Parser.Parse("""
            kernel "k" explicit
              param %0 ptr "view"
              shared 64 align 4
            b0():
              %10:lptr = alloca #16
              %11:i32 = load.i32 %10
              %12:sptr = sharedalloc #0
              %13:i32 = load.i32 %12
              %14:i32 = groupidx #0
              %15:i32 = groupidx #1
              %16:i32 = grididx #0
              %17:i32 = warpshuffle.xor %14, i32 1 #0
              %24:i32 = warpshuffle.xor %13, %14 #0
              %18:i32 = warpbroadcast %14, i32 0
              %19:i1 = compare.eq %14, i32 0
              %20:i32 = warppopcount %19
              %21:i1 = barrieror %19
              %22:i32 = atomicrmw.add.i32 %0, i32 1
              %23:i32 = laneidx
              return
            """);
        Check(function, AlongX, new()
        {
            [10] = "uniform", [11] = "varying", [12] = "uniform", [13] = "uniform", [14] = "strided(1)", [15] = "uniform", [16] = "uniform",
            [17] = "varying", [18] = "uniform", [19] = "varying", [20] = "uniform", [21] = "uniform", [22] = "varying", [23] = "strided(1)", [24] = "uniform",
        });
    }

    [Fact]
    public void Diamond_WithDivergentBranch_MakesItsJoinVarying()
    {
        Function function = Parser.Parse("""
            kernel "k" implicit1d
              param %0 i32 "n"
            b0():
              %10:i32 = kernelindex #0
              %11:i1 = compare.lt %10, i32 5
              condbranch %11, b1(), b2()
            b1():
              branch b3(i32 1, %0)
            b2():
              branch b3(i32 2, %0)
            b3(%20:i32, %21:i32):
              %22:i1 = compare.lt %0, i32 5
              condbranch %22, b4(), b5(i32 1)
            b4():
              branch b5(%10)
            b5(%30:i32):
              return
            """);
        Uniformity uniformity = Check(function, AlongX, new() { [20] = "varying", [21] = "uniform", [30] = "varying" });
        Assert.Equal([false, true, true, false, false, false], function.Blocks.Select(uniformity.IsDivergent));
        Assert.Equal([true, false, false, false, false, false], function.Blocks.Select(uniformity.IsDivergentBranch));
    }

    [Fact]
    public void Loop_WithVaryingBound_HasADivergentExit()
    {
        Function function = Parser.Parse("""
            kernel "k" implicit1d
              param %0 i32 "n"
            b0():
              %10:i32 = kernelindex #0
              branch b1(i32 0, i32 0)
            b1(%20:i32, %21:i32):
              %22:i1 = compare.lt %20, %10
              condbranch %22, b2(), b3(%21)
            b2():
              %23:i32 = add %20, i32 1
              %24:i32 = add %21, %0
              branch b1(%23, %24)
            b3(%30:i32):
              branch b4(i32 0)
            b4(%40:i32):
              %41:i1 = compare.lt %40, %0
              condbranch %41, b5(), b6(%40)
            b5():
              %42:i32 = add %40, i32 1
              branch b4(%42)
            b6(%50:i32):
              return
            """);
        Uniformity uniformity = Check(function, AlongX, new()
        {
            [20] = "uniform", [21] = "uniform", [30] = "varying", [40] = "uniform", [50] = "uniform",
        });
        Assert.Equal([false, true, true, false, false, false, false], function.Blocks.Select(uniformity.IsDivergent));
    }

    [Fact]
    public void EarlyReturn_OfSomeLanes_LeavesTheRestDivergent()
    {
        Function function = Parser.Parse("""
            kernel "k" implicit1d
              param %0 i32 "n"
            b0():
              %10:i32 = kernelindex #0
              %11:i1 = compare.lt %10, %0
              condbranch %11, b1(), b2()
            b1():
              %12:i32 = add %0, i32 1
              return
            b2():
              return
            """);
        Uniformity uniformity = Check(function, AlongX, new() { [12] = "uniform" });
        Assert.Equal([false, true, true], function.Blocks.Select(uniformity.IsDivergent));
    }

    /// <summary>Lanes that leave by a break meet those that leave by the test: what they bring differs.</summary>
    [Fact]
    public void Loop_WithDivergentBreak_MakesTheJoinBehindItVarying()
    {
        Function function = Parser.Parse("""
            kernel "k" implicit1d
              param %0 i32 "n"
            b0():
              %10:i32 = kernelindex #0
              branch b1(i32 0)
            b1(%20:i32):
              %21:i1 = compare.lt %20, %0
              condbranch %21, b2(), b4()
            b2():
              %22:i1 = compare.eq %20, %10
              condbranch %22, b5(), b3()
            b3():
              %23:i32 = add %20, i32 1
              branch b1(%23)
            b4():
              branch b6(i32 1)
            b5():
              branch b6(i32 2)
            b6(%30:i32):
              return
            """);
        Uniformity uniformity = Check(function, AlongX, new() { [20] = "uniform", [30] = "varying" });
        Assert.Equal([false, true, true, true, true, true, false], function.Blocks.Select(uniformity.IsDivergent));
    }

    /// <summary>Every claim holds when lanes are executed one by one.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Claims_OnRandomFunctions_HoldForEveryLane(int part)
    {
        int uniform = 0;
        int strided = 0;
        for (int seed = part * 300; seed < (part + 1) * 300; seed++)
        {
            Function function = seed % 4 == 3 ? RandomFunction.Unstructured(seed) : RandomFunction.Structured(seed);
            PassContext context = new() { UnrollBudget = 50, UnrollBudgetForArrays = 50 };
            if (seed % 3 == 0)
            {
                Pipeline.Run(function, context);
            }
            else
            {
                CleanUp.Run(function, context);
                MakeReducible.Run(function, context);
                PromoteAllocas.Run(function, context);
            }

            if (seed % 2 == 0)
            {
                LoopClosedSsa.Run(function, context);
            }

            ControlFlow flow = ControlFlow.Compute(function);
            LoopForest forest = LoopForest.Compute(flow, Dominators.Compute(flow));
            Uniformity uniformity = Uniformity.Compute(function, AlongX);
            LaneRecorder[] lanes = new LaneRecorder[6];
            for (int lane = 0; lane < lanes.Length; lane++)
            {
                lanes[lane] = new LaneRecorder(forest, lane);
                IrInterpreter.RunLane(function, RandomFunction.Memory(seed), RandomFunction.Arguments(seed), lanes[lane]);
            }

            CheckLanes(function, uniformity, lanes, seed, ref uniform, ref strided);
        }

        Assert.True(uniform > 2000 && strided > 100, $"too few claims: {uniform} uniform, {strided} strided");
    }

    private static void CheckLanes(Function function, Uniformity uniformity, LaneRecorder[] lanes, int seed, ref int uniform, ref int strided)
    {
        for (int lane = 0; lane < lanes.Length; lane++)
        {
            foreach (((Value value, string instance), long bits) in lanes[lane].Values)
            {
                LaneShape shape = value.IsTerminator
                    ? (uniformity.IsDivergentBranch(value.Block!) ? LaneShape.Varying : LaneShape.Uniform)
                    : value.Type == IrType.Void ? LaneShape.Varying : uniformity.ShapeOf(value);
                uniform += shape.IsUniform ? 1 : 0;
                strided += shape.Kind == LaneKind.Strided ? 1 : 0;
                for (int other = 0; other < lane && shape.IsLinear; other++)
                {
                    // The low halves: the analysis assumes that 32-bit indices do not wrap around.
                    if (lanes[other].Values.TryGetValue((value, instance), out long otherBits))
                    {
                        bool holds = shape.IsUniform ? bits == otherBits : (int)(bits - otherBits) == (int)(shape.Stride * (lane - other));
                        if (!holds)
                        {
                            Assert.Fail($"seed {seed}: {value} is {shape} but {otherBits} in lane {other}, {bits} in lane {lane}, round {instance}\n{function}");
                        }
                    }
                }
            }

            foreach ((Block block, string instance) in lanes[lane].Blocks)
            {
                for (int other = 0; other < lanes.Length && !uniformity.IsDivergent(block); other++)
                {
                    if (!lanes[other].Blocks.Contains((block, instance)))
                    {
                        Assert.Fail($"seed {seed}: {block} is not divergent but lane {other} misses {instance}\n{function}");
                    }
                }
            }
        }
    }

    private static Uniformity Check(Function function, UniformityOptions layout, Dictionary<int, string> expected)
    {
        Verifier.Verify(function);
        Uniformity uniformity = Uniformity.Compute(function, layout);
        foreach (Block block in function.Blocks)
        {
            foreach (Value value in block.Parameters.Concat(block.Instructions))
            {
                if (expected.TryGetValue(value.Id, out string? shape))
                {
                    Assert.Equal((value.Id, shape), (value.Id, uniformity.ShapeOf(value).ToString()));
                }
            }
        }

        return uniformity;
    }
}
