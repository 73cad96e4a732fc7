using IlgpuOptim.Interop.Torch.Plugin;
using IlgpuOptim.Optimizers.Schedules;
using TorchSharp;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace IlgpuOptim.Interop.Torch;

/// <content>Schedules, and other parameters in the place of old ones.</content>
public abstract partial class PluginOptimizer
{
    private Schedule? _schedule;
    private double _baseRate;

    /// <summary>
    /// Sets the learning rates of all groups before every step: base rate times schedule, and for groups with a rate of their own times what that is
    /// relative to the optimizer's. The step of the schedule is the number of steps made, which checkpoints keep.
    /// </summary>
    /// <param name="schedule">The schedule; null ends this, and rates stay as they are.</param>
    /// <param name="baseRate">Base learning rate; null for the one given to the constructor.</param>
    /// <exception cref="ArgumentOutOfRangeException">The base rate is not positive.</exception>
    public void UseSchedule(Schedule? schedule, double? baseRate = null)
    {
        double rate = baseRate ?? this._defaults.LearningRate ?? 0;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate, nameof(baseRate));
        this._schedule = schedule?.AtBase(rate);
        this._baseRate = rate;
        this.ApplySchedule();
    }

    /// <summary>Puts other parameters in the place of those of the optimizer, and keeps the state.</summary>
    /// <param name="parameters">As many as there are, in the order of <see cref="parameters"/>, with the same shapes.</param>
    /// <exception cref="ArgumentException">Their number or shapes differ, or one cannot be used. Nothing has changed.</exception>
    public void Rebind(IEnumerable<TorchParameter> parameters)
    {
        TorchParameter[] all = [.. parameters];

        if (all.Length != this._bindings.Count)
        {
            throw new ArgumentException($"There are {all.Length} parameters, the optimizer has {this._bindings.Count}.", nameof(parameters));
        }

        this.Replace([.. this._bindings.Select((binding, index) => (binding.Name, all[index]))]);
    }

    /// <summary>Puts parameters with the same names in the place of those of the optimizer, and keeps the state.</summary>
    /// <param name="parameters">Names and parameters; others than the optimizer's are passed over.</param>
    /// <exception cref="ArgumentException">A name is missing, shapes differ, or a parameter cannot be used. Nothing has changed.</exception>
    public void Rebind(IEnumerable<(string name, TorchParameter parameter)> parameters)
    {
        Dictionary<string, TorchParameter> all = parameters.ToDictionary(static item => item.name, static item => item.parameter);
        this.Replace([.. this._bindings.Select(binding => (binding.Name, all.GetValueOrDefault(binding.Name)
            ?? throw new ArgumentException($"There is no parameter '{binding.Name}' among those given.", nameof(parameters))))]);
    }

    private void ApplySchedule()
    {
        if (this._schedule is null)
        {
            return;
        }

        double rate = this._baseRate * this._schedule[this.Core.Calls];
        double reference = this._defaults.LearningRate ?? 0;

        foreach (PluginGroup group in this.PluginGroups)
        {
            group.LearningRate = reference > 0 ? rate * (group.InitialLearningRate / reference) : rate;
        }
    }

    /// <summary>A parameter object is gone; its module has another one in its place.</summary>
    private void FollowModule(ParameterBinding gone)
    {
        if (this._module is null)
        {
            throw new InvalidOperationException(
                $"Parameter '{gone.Name}' is gone: disposed, or replaced by module.to(). Make the optimizer after to(), give it the module instead of its "
                + "parameters, or call Rebind(module.named_parameters()).");
        }

        this.Rebind(this._module.named_parameters());
    }

    private void Replace((string Name, TorchParameter Parameter)[] parameters)
    {
        PluginGroup[] groups = [.. this.PluginGroups];
        IEnumerable<TorchParameter>[] before = Array.ConvertAll(groups, static group => group.Parameters);
        int next = 0;

        foreach (PluginGroup group in groups)
        {
            group.Parameters = group.Names.Select(_ => parameters[next++].Parameter).ToArray();
        }

        try
        {
            this.Build();
        }
        catch
        {
            for (int i = 0; i < groups.Length; i++)
            {
                groups[i].Parameters = before[i];
            }

            throw;
        }
    }
}
