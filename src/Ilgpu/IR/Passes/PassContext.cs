namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>Options and observers shared by all passes over one function.</summary>
internal sealed class PassContext
{
    /// <summary>The whole kernel may use fast-math, not only values that carry <see cref="ValueFlags.Fast"/>.</summary>
    public bool FastMath { get; init; }

    /// <summary>The width of a warp where the target fixes it, 0 where it is known at run time only.</summary>
    public int WarpSize { get; init; }

    /// <summary>Runs <see cref="Verifier"/> after every pass.</summary>
    public bool Verify { get; init; }

    /// <summary>Receives the name of a pass that changed the function, and the function's text behind it.</summary>
    public Action<string, string>? Trace { get; init; }

    /// <summary>Instructions that the full unrolling of one loop nest may produce.</summary>
    public int UnrollBudget { get; init; } = 1024;

    /// <summary>The same where the loop indexes private memory, which unrolling turns into registers.</summary>
    public int UnrollBudgetForArrays { get; init; } = 4096;

    /// <summary>Instructions that a conditional may have on both sides together to become choices.</summary>
    public int IfConversionBudget { get; init; } = 8;
}
