namespace IlgpuOptim.MatrixCompletion.Methods;

/// <summary>The methods there are, by name.</summary>
public static class CompletionMethods
{
    /// <summary>All methods, in the order in which help lists them; the first is the default.</summary>
    public static IReadOnlyList<ICompletionMethod> All { get; } = 
    [
        new AutoMethod(),
        new AlsMethod(byGradients: false),
        new AlsMethod(byGradients: true),
        new DeepMethod(isCompressed: true),
        new DeepMethod(isCompressed: false),
        new ScaledGradientMethod(alternates: true),
        new ScaledGradientMethod(alternates: false),
        new StochasticGradientMethod(),
        new BiasMethod(),
    ];

    /// <summary>The method of a name, or null.</summary>
    public static ICompletionMethod? Find(string name) => All.FirstOrDefault(method => method.Name == name);
}
