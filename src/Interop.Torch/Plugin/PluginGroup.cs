using TorchSharp.Modules;

namespace IlgpuOptim.Interop.Torch;

/// <summary>Parameters of a plug-in optimizer that share options. Schedules of TorchSharp change its learning rate.</summary>
public abstract class PluginGroup : ParamGroup
{
    private protected PluginGroup(IEnumerable<(string? Name, Parameter Parameter)> parameters, PluginOptions options)
    {
        (string? Name, Parameter Parameter)[] all = [.. parameters];
        this.Names = [.. all.Select(static item => item.Name)];
        this.Parameters = Array.ConvertAll(all, static item => item.Parameter);
        this.Options = options.Copy();
    }

    /// <summary>Names of the parameters, in their order; null where none was given.</summary>
    internal IReadOnlyList<string?> Names { get; }
}

/// <summary>Parameters with options of one algorithm.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
public class PluginGroup<TOptions> : PluginGroup
    where TOptions : PluginOptions, new()
{
    /// <summary>A group of parameters, which go by their property <c>name</c> or by numbers.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="options">Options; null for those of the optimizer.</param>
    public PluginGroup(IEnumerable<Parameter> parameters, TOptions? options = null)
        : base(Unnamed(parameters), options ?? new TOptions())
    {
    }

    /// <summary>A group of named parameters, as <c>named_parameters()</c> of a module gives them.</summary>
    /// <param name="parameters">Names and parameters.</param>
    /// <param name="options">Options; null for those of the optimizer.</param>
    public PluginGroup(IEnumerable<(string name, Parameter parameter)> parameters, TOptions? options = null)
        : base(Named(parameters), options ?? new TOptions())
    {
    }

    /// <summary>The options.</summary>
    public new TOptions Options => (TOptions)base.Options;

    private static IEnumerable<(string? Name, Parameter Parameter)> Unnamed(IEnumerable<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);

        return parameters.Select(static parameter => ((string?)null, parameter));
    }

    private static IEnumerable<(string? Name, Parameter Parameter)> Named(IEnumerable<(string name, Parameter parameter)> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);

        return parameters.Select(static item => ((string?)item.name, item.parameter));
    }
}
