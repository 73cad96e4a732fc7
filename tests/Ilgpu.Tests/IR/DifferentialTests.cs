using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Passes;

using Xunit;

namespace IlgpuOptim.Engine.Tests.IR;

/// <summary>Random functions do the same before and after every pass, in any order of passes.</summary>
public sealed class DifferentialTests
{
    /// <summary>Functions per case; ILGPUOPTIM_IR_COUNT asks for more.</summary>
    private static readonly int Count =
        int.TryParse(Environment.GetEnvironmentVariable("ILGPUOPTIM_IR_COUNT"), out int count) ? count : 500;

    private static readonly (string Name, Func<Function, PassContext, bool> Run)[] Passes =
    [
        ("clean-up", CleanUp.Run),
        ("promote-allocas", PromoteAllocas.Run),
        ("fold", Fold.Run),
        ("gvn", Gvn.Run),
        ("dce", Dce.Run),
        ("licm", Licm.Run),
        ("if-conversion", IfConversion.Run),
        ("unroll", Unroll.Run),
        ("simplify-loops", SimplifyLoops.Run),
        ("make-reducible", MakeReducible.Run),
        ("lower-switch", LowerSwitch.Run),
        ("loop-closed-ssa", LoopClosedSsa.Run),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Passes_RandomOrder_KeepTheMeaning(int part)
    {
        for (int seed = part * Count; seed < (part + 1) * Count; seed++)
        {
            CheckRandomOrder(seed);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Pipeline_RandomFunction_KeepsTheMeaning(int part)
    {
        for (int seed = part * Count; seed < (part + 1) * Count; seed++)
        {
            Function function = Make(seed);
            string before = Printer.Print(function);
            string[] expected = Observe(function);
            string last = "";
            try
            {
                Pipeline.Run(function, new PassContext { Verify = true, Trace = (name, _) => last = name });
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                Assert.Fail($"seed {seed}, behind {last}: {exception}\n{before}");
            }

            string[] actual = Observe(function);
            Assert.True(expected.AsSpan().SequenceEqual(actual), $"seed {seed}: {Difference(expected, actual)}\n{before}\n{Printer.Print(function)}");
        }
    }

    [Fact]
    public void Parser_RandomFunction_ReadsBackWhatWasPrinted()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            Function function = Make(seed);
            string text = Printer.Print(function);
            Function parsed = Parser.Parse(text);
            Verifier.Verify(parsed);
            Assert.Equal(text, Printer.Print(parsed));
        }
    }

    private static Function Make(int seed) => seed % 4 == 3 ? RandomFunction.Unstructured(seed) : RandomFunction.Structured(seed);

    private static void CheckRandomOrder(int seed)
    {
        Function function = Make(seed);
        Verifier.Verify(function);
        string[] expected = Observe(function);
        Random order = new(seed);
        PassContext context = new();
        for (int i = 0; i < 10; i++)
        {
            (string name, Func<Function, PassContext, bool> run) = Passes[order.Next(Passes.Length)];
            string before = Printer.Print(function);
            try
            {
                bool changed = run(function, context);
                Verifier.Verify(function);
                if (name == "loop-closed-ssa")
                {
                    LoopClosedSsaTests.AssertClosed(function);
                }

                Assert.True(changed || before == Printer.Print(function), "changed without saying so");
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                Assert.Fail($"seed {seed}, {name}: {exception}\n{before}\n{Printer.Print(function)}");
            }

            string[] actual = Observe(function);
            Assert.True(expected.AsSpan().SequenceEqual(actual), $"seed {seed}, {name}: {Difference(expected, actual)}\n{before}\n{Printer.Print(function)}");
        }
    }

    private static string[] Observe(Function function) =>
    [
        IrInterpreter.Run(function, RandomFunction.Memory(1), RandomFunction.Arguments(1)),
        IrInterpreter.Run(function, RandomFunction.Memory(2), RandomFunction.Arguments(2)),
        IrInterpreter.Run(function, RandomFunction.Memory(3), RandomFunction.Arguments(3)),
    ];

    private static string Difference(string[] expected, string[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            if (expected[i] != actual[i])
            {
                string[] a = expected[i].Split('\n');
                string[] b = actual[i].Split('\n');
                for (int k = 0; k < Math.Min(a.Length, b.Length); k++)
                {
                    if (a[k] != b[k])
                    {
                        return $"run {i} line {k}:\n{a[k]}\n{b[k]}\n";
                    }
                }
            }
        }

        return "none";
    }
}
