using IlgpuOptim.Optimizers;

namespace IlgpuOptim.Interop.Torch.Plugin;

/// <summary>Keeps the numbers of a core group equal to the options of a torch group. Makes no objects from step to step.</summary>
internal sealed class NumberExchange
{
    private const string Rate = "learning_rate";

    private readonly PluginGroup _group;
    private readonly ParameterGroup _core;
    private readonly Dictionary<string, double?> _values = [];
    private readonly Func<string, double?, double?> _readOptions;
    private readonly Func<string, double, double> _writeCore;

    public NumberExchange(PluginGroup group, ParameterGroup core)
    {
        this._group = group;
        this._core = core;
        this._readOptions = (name, value) =>
        {
            this._values[name] = value;

            return value;
        };
        this._writeCore = (name, value) => this._values.GetValueOrDefault(name) ?? value;
    }

    /// <summary>What the options say goes to the core; what they leave open stays there.</summary>
    public void ToCore()
    {
        this._values[Rate] = this._group.Options.LearningRate;
        ((PluginOptions)this._group.Options).Visit(this._readOptions);
        this._core.Visit(this._writeCore);
    }

    /// <summary>The options become what the core has.</summary>
    public void FromCore()
    {
        Dictionary<string, double> values = [];
        this._core.Visit((name, value) => values[name] = value);
        this._group.Options.LearningRate = values[Rate];
        ((PluginOptions)this._group.Options).Visit((name, value) => values.TryGetValue(name, out double number) ? number : value);
    }

    /// <summary>Notes what the core has under a prefix.</summary>
    public void Read(string prefix, Dictionary<string, double> scalars) => this._core.Visit((name, value) => scalars[prefix + name] = value);
}
