using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace IlgpuOptim.Interop.Torch.Lora;

/// <summary>
/// The adapters that were put into a model: its other parameters are frozen, the adapters' factors are trained, saved, merged and taken
/// out again together.
/// </summary>
/// <example>
/// <code>
/// LoraAdapters adapters = LoraAdapters.Inject(model, "*.attention.*", new LoraOptions { Rank = 8 }, () => Loss(model, batch));
/// var optimizer = new AdamW(adapters.ParameterGroups(1e-2, (parameters, rate) => new AdamW.ParamGroup(parameters, rate)), eps: 1e-6);
/// </code>
/// </example>
public sealed partial class LoraAdapters
{
    private readonly nn.Module _model;
    private readonly List<(nn.Module Owner, string Key, string Name, LoraAdapter Adapter)> _places;
    private readonly List<(Parameter Parameter, bool Trained)> _frozen;
    private bool _unloaded;

    private LoraAdapters(nn.Module model, LoraOptions options, List<(string Name, LoraAdapter Adapter)> adapters)
    {
        this._model = model;
        this.Options = options;
        this.Adapters = adapters;
        this._frozen = [.. model.parameters().Select(static parameter => (parameter, parameter.requires_grad))];

        foreach ((Parameter parameter, _) in this._frozen)
        {
            parameter.requires_grad = false;
        }

        Dictionary<nn.Module, LoraAdapter> byLayer = new(ReferenceEqualityComparer.Instance);

        foreach ((_, LoraAdapter adapter) in adapters)
        {
            byLayer.Add(adapter.Base, adapter);
        }

        // A layer that stands in several places has one adapter.
        this._places =
        [
            .. ModuleTree.Places(model).Where(place => byLayer.ContainsKey(place.Module))
                .Select(place => (place.Owner, place.Key, place.Name, byLayer[place.Module])),
        ];

        foreach ((nn.Module owner, string key, _, LoraAdapter adapter) in this._places)
        {
            ModuleTree.Exchange(owner, key, adapter.Base, adapter);
            adapter.Hook();
        }
    }

    /// <summary>What the adapters were made with.</summary>
    public LoraOptions Options { get; }

    /// <summary>The adapters with the names of their layers, in the order of the model.</summary>
    public IReadOnlyList<(string Name, LoraAdapter Adapter)> Adapters { get; }

    /// <summary>Number of trained numbers.</summary>
    public long ParameterCount => this.Adapters.Sum(static item => item.Adapter.ParameterCount);

    /// <summary>Bytes of the trained numbers; an optimizer like Adam keeps twice as much beside them.</summary>
    public long ParameterBytes => this.Adapters.Sum(static item => item.Adapter.ParameterBytes);

    /// <summary>The trained parameters.</summary>
    public IEnumerable<Parameter> Parameters => this.Adapters.SelectMany(static item => item.Adapter.Factors);

    /// <summary>Puts adapters beside the linear layers of a model, and freezes everything else.</summary>
    /// <param name="model">The model. Its layers are replaced by their adapters, of which they are the part "base".</param>
    /// <param name="pattern">Names of layers, as <c>named_modules()</c> gives them: see <see cref="NamePattern"/>.</param>
    /// <param name="options">What adapters.</param>
    /// <param name="loss">
    /// The loss of one batch, of which the compressed form takes the gradient before training, with the model in evaluation mode; the other
    /// forms do not call it.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The pattern matches no linear layer, a layer has an adapter already or is too small for the rank, or the options make no sense. Nothing
    /// has changed then.
    /// </exception>
    /// <exception cref="InvalidOperationException">A layer has no part in the loss, or its owner goes around call().</exception>
    public static LoraAdapters Inject(nn.Module model, string pattern, LoraOptions options, Func<Tensor>? loss = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();

        List<(string Name, Linear Layer)> layers = Find(model, new NamePattern(pattern));

        foreach ((string name, Linear layer) in layers)
        {
            LoraChecks.Layer(layer, options, name);
        }

        using Generator? generator = options.CreateGenerator();

        if (options.Form != LoraForm.DeepCompressed)
        {
            return new LoraAdapters(model, options, [.. layers.Select(item => (item.Name, options.Form == LoraForm.Lora
                ? (LoraAdapter)new LoRALinear(item.Layer, options, generator)
                : new DeepLoRALinear(item.Layer, options, generator)))]);
        }

        if (loss is null)
        {
            throw new ArgumentException("The compressed form needs the loss of a batch: its subspaces come from the gradient.", nameof(loss));
        }

        using DisposeScope scope = NewDisposeScope();
        IReadOnlyList<Tensor> gradients = LoraGradient.Of(model, layers, loss);

        return new LoraAdapters(model, options, [.. layers.Select((item, i) =>
            (item.Name, (LoraAdapter)new DeepLoRALinear(item.Layer, gradients[i], options, generator)))]);
    }

    /// <summary>Groups for an optimizer: factors that learn at the rate, and outer factors that learn at gamma times it.</summary>
    /// <typeparam name="TGroup">The optimizer's type of groups.</typeparam>
    /// <param name="rate">Learning rate of the inner factors.</param>
    /// <param name="create">Makes a group of parameters and a learning rate.</param>
    public IReadOnlyList<TGroup> ParameterGroups<TGroup>(double rate, Func<IReadOnlyList<Parameter>, double, TGroup> create)
    {
        ArgumentNullException.ThrowIfNull(create);

        Parameter[] inner = [.. this.Adapters.SelectMany(static item => item.Adapter.InnerFactors)];
        Parameter[] outer = [.. this.Adapters.SelectMany(static item => item.Adapter.OuterFactors)];

        return outer.Length == 0 ? [create(inner, rate)] : [create(inner, rate), create(outer, this.Options.OuterRate * rate)];
    }

    /// <summary>Adds all updates to the base weights; <see cref="LoraAdapter.Merge"/>.</summary>
    /// <exception cref="InvalidOperationException">One of them is merged already.</exception>
    public void Merge()
    {
        this.Require(merged: false);

        foreach ((_, LoraAdapter adapter) in this.Adapters)
        {
            adapter.Merge();
        }
    }

    /// <summary>Puts all base weights back, to the bit.</summary>
    /// <exception cref="InvalidOperationException">One of them is not merged.</exception>
    public void Unmerge()
    {
        this.Require(merged: true);

        foreach ((_, LoraAdapter adapter) in this.Adapters)
        {
            adapter.Unmerge();
        }
    }

    /// <summary>
    /// Takes the adapters out: the model is what it was, trained parameters included. With <paramref name="merge"/> its weights hold the updates,
    /// and no copy of the old ones is kept; without, they are as before to the bit.
    /// </summary>
    /// <exception cref="InvalidOperationException">They have been taken out before.</exception>
    public void Unload(bool merge)
    {
        ObjectDisposedException.ThrowIf(this._unloaded, this);
        this._unloaded = true;

        foreach ((_, LoraAdapter adapter) in this.Adapters)
        {
            if (merge && !adapter.IsMerged)
            {
                adapter.Merge();
            }
            else if (!merge && adapter.IsMerged)
            {
                adapter.Unmerge();
            }

            adapter.Unhook();
        }

        foreach ((nn.Module owner, string key, _, LoraAdapter adapter) in this._places)
        {
            ModuleTree.Exchange(owner, key, adapter, adapter.Base);
        }

        foreach ((_, LoraAdapter adapter) in this.Adapters)
        {
            adapter.DisposeFactors();
        }

        foreach ((Parameter parameter, bool trained) in this._frozen.Where(static item => !item.Parameter.IsInvalid))
        {
            parameter.requires_grad = trained;
        }
    }

    private static List<(string Name, Linear Layer)> Find(nn.Module model, NamePattern pattern)
    {
        (string Name, nn.Module Module)[] all = [.. model.named_modules()];
        List<(string, Linear)> found = [];
        HashSet<nn.Module> seen = new(ReferenceEqualityComparer.Instance);
        HashSet<nn.Module> adapted = new(all.Select(static item => item.Module).OfType<LoraAdapter>().Select(static adapter => adapter.Base), ReferenceEqualityComparer.Instance);

        foreach ((string name, nn.Module module) in all.Where(item => pattern.IsMatch(item.Name)))
        {
            if (module is LoraAdapter || adapted.Contains(module))
            {
                throw new ArgumentException($"Layer '{name}' has an adapter already; take that out first, by Unload.", nameof(pattern));
            }

            if (module is Linear layer && seen.Add(layer))
            {
                found.Add((name, layer));
            }
        }

        if (found.Count > 0)
        {
            return found;
        }

        string[] linear = [.. all.Where(static item => item.Module is Linear).Select(static item => item.Name)];
        (string Name, nn.Module Module)[] others = [.. all.Where(item => pattern.IsMatch(item.Name))];
        string[] near = pattern.Nearest(linear, 8);

        throw new ArgumentException(
            $"The pattern '{pattern.Text}' matches no linear layer. "
            + (others.Length > 0 ? $"It matches '{others[0].Name}', which is a {others[0].Module.GetName()}. " : "")
            + (linear.Length == 0 ? "The model has none." : $"The model has {string.Join(", ", near)}")
            + (linear.Length > near.Length ? $", and {linear.Length - near.Length} more." : linear.Length > 0 ? "." : ""),
            nameof(pattern));
    }

    private void Require(bool merged)
    {
        ObjectDisposedException.ThrowIf(this._unloaded, this);

        foreach ((string name, LoraAdapter adapter) in this.Adapters)
        {
            if (adapter.IsMerged != merged)
            {
                throw new InvalidOperationException($"The adapter of '{name}' is {(merged ? "not merged" : "merged already")}; nothing has changed.");
            }
        }
    }
}
