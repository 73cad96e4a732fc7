namespace IlgpuOptim.Engine.Frontend;

/// <summary>
/// A diagnostic on its way out of the front end; the entry points turn it into a
/// <see cref="ILGPU.KernelCompilationException"/> with the chain of calls and the source line.
/// </summary>
internal sealed class KernelFault(Diagnostic diagnostic, params object?[] arguments)
    : Exception(Diagnostics.Message(diagnostic, arguments))
{
    public Diagnostic Diagnostic { get; } = diagnostic;

    /// <summary>The last argument: the reason within a longer sentence.</summary>
    public object? Reason => arguments.Length == 0 ? null : arguments[^1];

    /// <summary>The public exception for a fault outside of any method, such as a parameter type the packers ask for.</summary>
    public ILGPU.KernelCompilationException ToException(string where) =>
        new(this.Diagnostic.Code, $"{this.Diagnostic.Code}: {this.Message}. {where}Hint: {this.Diagnostic.Hint}");
}
