using System.Reflection;
using IlgpuOptim.Fuzz.Ast;
using IlgpuOptim.Fuzz.Emission;
using IlgpuOptim.Fuzz.Execution;
using IlgpuOptim.Fuzz.Generation;
using IlgpuOptim.Fuzz.Printing;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using Xunit;

namespace IlgpuOptim.Fuzz.Tests;

/// <summary>The generator and the shrinker, tried on engines with planted bugs.</summary>
public sealed class SelfTests : IDisposable
{
    private readonly Context _context = Context.Create(builder => builder.CPU());
    private readonly Accelerator _host;
    private readonly OracleExecutor _oracle;

    public SelfTests()
    {
        _host = _context.CreateCPUAccelerator(0);
        _oracle = new OracleExecutor(_host, _host.WarpSize);
    }

    [Fact]
    public void SameSeed_GivesTheSameKernel()
    {
        for (ulong seed = 0; seed < 50; ++seed)
        {
            string first = CSharpPrinter.Print(KernelGenerator.Generate(seed, new GeneratorOptions()));
            string second = CSharpPrinter.Print(KernelGenerator.Generate(seed, new GeneratorOptions()));
            Assert.Equal(first, second);
        }
    }

    [Fact]
    public void Kernels_UseEveryConstruct()
    {
        FuzzKernel[] kernels = [.. Enumerable.Range(0, 400).Select(i => KernelGenerator.Generate(KernelGenerator.SeedOf(1, i), new GeneratorOptions()))];
        HashSet<Type> statements = [.. kernels.SelectMany(kernel => TreeWalker.Statements(kernel.Body)).Select(statement => statement.GetType())];
        HashSet<Type> expressions = [.. kernels.SelectMany(kernel => TreeWalker.Expressions(kernel.Body)).Select(expression => expression.GetType())];

        foreach (Type type in typeof(Statement).Assembly.GetTypes().Where(type => !type.IsAbstract))
        {
            if (type.IsSubclassOf(typeof(Statement)) && type != typeof(GroupBarrier))
            {
                Assert.Contains(type, statements);
            }

            if (type.IsSubclassOf(typeof(Expression)))
            {
                Assert.Contains(type, expressions);
            }
        }

        Assert.Contains(kernels, kernel => kernel.DebugShape);
        Assert.Contains(kernels, kernel => !kernel.IsGrouped);
    }

    [Fact]
    public void EmittedMethods_HaveReadableIl()
    {
        FuzzKernel kernel = KernelGenerator.Generate(5, new GeneratorOptions());
        MethodInfo method = AssemblyEmitter.Emit([kernel])[0];
        Assert.NotEmpty(method.GetMethodBody()!.GetILAsByteArray()!);
        Assert.Contains("ret", IlPrinter.Print(method), StringComparison.Ordinal);
    }

    [Fact]
    public void OracleAgainstItself_Agrees()
    {
        PlantedBugExecutor same = new("same", _oracle, expression => expression);
        FuzzRun run = new(new Comparer(same, _oracle), new GeneratorOptions { WarpSize = _host.WarpSize });
        Assert.Empty(run.Run(7, 0, 40));
    }

    [Fact]
    public void PlantedShiftBug_IsFoundAndShrunk()
    {
        CheckPlantedBug(PlantedBugExecutor.ShiftWithoutSign, expression => expression is Binary { Op: BinaryOp.ShiftRight });
    }

    [Fact]
    public void PlantedNaNBug_IsFoundAndShrunk()
    {
        CheckPlantedBug(PlantedBugExecutor.UnorderedLessOrEqual, expression => expression is Comparison { Op: CompareOp.LessOrEqual });
    }

    public void Dispose()
    {
        _host.Dispose();
        _context.Dispose();
    }

    private void CheckPlantedBug(Func<Expression, Expression> bug, Predicate<Expression> culprit)
    {
        FuzzRun run = new(
            new Comparer(new PlantedBugExecutor("planted", _oracle, bug), _oracle),
            new GeneratorOptions { WarpSize = _host.WarpSize });
        Verdict found = run.Run(3, 0, 2000).First();
        Verdict small = run.Shrink(found);
        Assert.True(small.IsFailure);
        Assert.InRange(TreeWalker.Size(small.Kernel), 1, 6);
        Assert.Contains(
            TreeWalker.Expressions(small.Kernel.Body).Concat(small.Kernel.Bodies.SelectMany(TreeWalker.Expressions)),
            expression => culprit(expression));
    }
}
