using IlgpuOptim.Optimizers;
using CoreParameter = IlgpuOptim.Optimizers.Parameter;

namespace IlgpuOptim.Interop.Torch;

/// <summary>
/// Options of a parameter group. What is null is taken from the optimizer's options, and what is null there, too, from the defaults of the
/// algorithm. Numbers may be changed between steps; the others are fixed when the optimizer is made.
/// </summary>
public abstract class PluginOptions : TorchSharp.Modules.OptimizerOptions
{
    /// <summary>Weight decay; what it multiplies is the algorithm's affair.</summary>
    public double? WeightDecay { get; set; }

    /// <inheritdoc/>
    public override void SaveStateDict(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        base.SaveStateDict(writer);
        this.Visit((_, value) =>
        {
            writer.Write(value ?? double.NaN);

            return value;
        });
    }

    /// <inheritdoc/>
    public override void LoadStateDict(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        base.LoadStateDict(reader);
        this.Visit((_, _) => reader.ReadDouble() is double value && double.IsNaN(value) ? null : value);
    }

    /// <inheritdoc/>
    public override void LoadStateDict(TorchSharp.Modules.OptimizerOptions source)
    {
        base.LoadStateDict(source);

        if (source is not PluginOptions other || other.GetType() != this.GetType())
        {
            throw new InvalidDataException($"Options of {this.GetType().DeclaringType?.Name} were expected, these are {source?.GetType()}.");
        }

        Dictionary<string, double?> values = other.Numbers();
        this.Visit((name, _) => values[name]);
    }

    /// <summary>Passes the numbers that may change between steps to a visitor, and keeps what it returns.</summary>
    /// <param name="visit">Gets the core optimizer's name of a number and its value, returns the value from now on.</param>
    internal virtual void Visit(Func<string, double?, double?> visit) => this.WeightDecay = visit("weight_decay", this.WeightDecay);

    /// <summary>Takes from an optimizer's options what is null here and is no number.</summary>
    internal virtual void TakeFixed(PluginOptions defaults)
    {
    }

    /// <summary>The core group with what is fixed; its numbers are set afterwards.</summary>
    internal abstract ParameterGroup Create(IReadOnlyList<CoreParameter> parameters);

    /// <summary>All numbers by name.</summary>
    internal Dictionary<string, double?> Numbers()
    {
        Dictionary<string, double?> values = [];
        this.Visit((name, value) => values[name] = value);

        return values;
    }

    /// <summary>Takes from an optimizer's options what is null here.</summary>
    internal void Take(PluginOptions defaults)
    {
        this.LearningRate ??= defaults.LearningRate;
        this.InitialLearningRate = this.LearningRate ?? 0;
        Dictionary<string, double?> values = defaults.Numbers();
        this.Visit((name, value) => value ?? values[name]);
        this.TakeFixed(defaults);
    }

    /// <summary>A copy, so that options given to several groups or optimizers are not shared by them.</summary>
    internal PluginOptions Copy() => (PluginOptions)this.MemberwiseClone();

    /// <summary>A flag as a number.</summary>
    private protected static double? Number(bool? flag) => flag is null ? null : flag.Value ? 1 : 0;

    /// <summary>A number as a flag.</summary>
    private protected static bool? Flag(double? number) => number is null ? null : number != 0;
}
