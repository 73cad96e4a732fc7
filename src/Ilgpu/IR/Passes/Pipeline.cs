namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>The order of the passes.</summary>
internal static class Pipeline
{
    /// <summary>Value numbers per value from which on numbers are made dense in between.</summary>
    private const int MaxSparseness = 3;

    private static readonly Pass Reducible = new("make-reducible", MakeReducible.Run);
    private static readonly Pass Clean = new("clean-up", CleanUp.Run);
    private static readonly Pass Promote = new("promote-allocas", PromoteAllocas.Run);
    private static readonly Pass Simplify = new("fold", Fold.Run);
    private static readonly Pass Number = new("gvn", Gvn.Run);
    private static readonly Pass Sweep = new("dce", Dce.Run);
    private static readonly Pass Flatten = new("if-conversion", IfConversion.Run);
    private static readonly Pass UnrollLoops = new("unroll", Unroll.Run);
    private static readonly Pass Hoist = new("licm", Licm.Run);
    private static readonly Pass Fuse = new("contract", Contract.Run);

    /// <summary>What runs in which order, and how often at most if it keeps changing the function.</summary>
    private static readonly Stage[] Optimizations =
    [
        new(1, [Clean, Reducible]),
        new(8, [Promote, Simplify, Clean, Number, Sweep, Flatten, UnrollLoops]),
        new(1, [Hoist, Number, Fuse, Simplify, Clean, Sweep]),
    ];

    /// <summary>Optimises a function. Numbers of values and blocks are dense afterwards.</summary>
    public static void Run(Function function, PassContext context)
    {
        if (context.Verify)
        {
            Verifier.Verify(function);
        }

        foreach (Stage stage in Optimizations)
        {
            Run(function, context, stage);
        }

        function.Compact();
        context.Trace?.Invoke("compact", Printer.Print(function));
    }

    /// <summary>Runs one pass with the context's checks; true if it changed the function.</summary>
    public static bool Run(Function function, PassContext context, string name, Func<Function, PassContext, bool> pass)
    {
        bool changed = pass(function, context);
        if (changed)
        {
            context.Trace?.Invoke(name, Printer.Print(function));
            if (context.Verify)
            {
                Verify(function, name);
            }
        }

        return changed;
    }

    private static void Run(Function function, PassContext context, Stage stage)
    {
        // A pass has nothing to do if nothing changed since it ran last.
        int passes = stage.Passes.Length;
        int sinceChange = 0;
        for (int i = 0; i < stage.Rounds * passes && sinceChange < passes; i++)
        {
            Pass pass = stage.Passes[i % passes];
            sinceChange = Run(function, context, pass.Name, pass.Run) ? 0 : sinceChange + 1;
            if (pass.Run == Sweep.Run && function.ValueCount > MaxSparseness * LiveCount(function))
            {
                // Side tables of the passes to come stay small.
                function.Compact();
            }
        }
    }

    private static int LiveCount(Function function)
    {
        int count = 64;
        foreach (Block block in function.Blocks)
        {
            count += block.Instructions.Count + block.Parameters.Count;
        }

        return count;
    }

    private static void Verify(Function function, string name)
    {
        try
        {
            Verifier.Verify(function);
        }
        catch (InvalidIrException exception)
        {
            throw new InvalidIrException($"after {name}: {exception.Message}");
        }
    }

    private readonly record struct Pass(string Name, Func<Function, PassContext, bool> Run);

    private readonly record struct Stage(int Rounds, Pass[] Passes);
}
