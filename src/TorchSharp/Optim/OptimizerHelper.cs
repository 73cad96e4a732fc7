using TorchSharp.Utils;

namespace TorchSharp.Modules;

/// <summary>
/// The base of optimizers written in C#. A derived class sets <see cref="_defaults"/> and the groups, fills in missing
/// options and makes one state per parameter in add_param_group, and does its work in step by <see cref="_step{T}"/>.
/// </summary>
public abstract class OptimizerHelper : torch.optim.Optimizer
{
    /// <summary>What a group's options are where it does not say.</summary>
    protected OptimizerOptions _defaults;

    /// <summary>The state of each parameter, by its handle.</summary>
    protected OrderedDict<IntPtr, OptimizerState> _state = new();

    /// <summary>Without groups.</summary>
    protected OptimizerHelper()
        : base(IntPtr.Zero) => this._parameter_groups = [];

    /// <summary>Writes its state to a file.</summary>
    public void save_state_dict(string location)
    {
        using BinaryWriter writer = new(File.Create(location));
        this.save_state_dict(writer);
    }

    /// <summary>Reads its state from a file.</summary>
    public void load_state_dict(string location)
    {
        using BinaryReader reader = new(File.OpenRead(location));
        this.load_state_dict(reader);
    }

    /// <summary>Writes its state: the type's name, the numbers of groups and states, the options, the states.</summary>
    public virtual void save_state_dict(BinaryWriter writer)
    {
        StateDictionary state = this.state_dict();
        writer.Write(this.GetType().Name);
        writer.Write7BitEncodedInt64(state.Options.Count);
        writer.Write7BitEncodedInt64(state.State.Count);
        state.Options.ForEach(options => options.SaveStateDict(writer));
        state.State.ForEach(item => item.SaveStateDict(writer));
    }

    /// <summary>Reads its state.</summary>
    /// <exception cref="InvalidDataException">It is that of another kind of optimizer, or for other parameters.</exception>
    public virtual void load_state_dict(BinaryReader reader)
    {
        string type = reader.ReadString();
        if (type != this.GetType().Name)
        {
            throw new InvalidDataException($"Mismatched optimizer type: expected '{this.GetType().Name}', but found '{type}' in the loaded stream.");
        }

        StateDictionary own = this.state_dict();
        CheckCounts(own, reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
        own.Options.ForEach(options => options.LoadStateDict(reader));
        own.State.ForEach(state => state.LoadStateDict(reader));
    }

    /// <summary>Copies the state of another optimizer of the same kind, for as many parameters.</summary>
    /// <exception cref="InvalidDataException">The numbers of groups or parameters differ.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        StateDictionary own = this.state_dict();
        CheckCounts(own, state_dict.Options.Count, state_dict.State.Count);
        for (int i = 0; i < own.Options.Count; i++)
        {
            own.Options[i].LoadStateDict(state_dict.Options[i]);
        }

        for (int i = 0; i < own.State.Count; i++)
        {
            own.State[i].LoadStateDict(state_dict.State[i]);
        }
    }

    /// <summary>Its state; the objects are its own.</summary>
    public virtual StateDictionary state_dict()
    {
        StateDictionary state = new();
        foreach (ParamGroup group in this._parameter_groups)
        {
            List<int> places = [];
            foreach (Parameter parameter in group.Parameters)
            {
                places.Add(state.State.Count);
                state.State.Add(this._state[parameter.Handle]);
            }

            state.Options.Add(group.Options);
            state.StateIndexRef.Add(places);
        }

        return state;
    }

    /// <summary>Moves its state to another device.</summary>
    public virtual void to(torch.Device device)
    {
        foreach (OptimizerState state in this._state.values())
        {
            state.to(device);
        }
    }

    /// <summary>Adds a parameter group as it is.</summary>
    public override void add_param_group(ParamGroup param_group) => this._parameter_groups.Add(param_group);

    /// <summary>Runs the closure with gradients, then the body for each group without.</summary>
    /// <typeparam name="T">The type of the groups.</typeparam>
    /// <param name="body">Changes the parameters of a group; what it makes is disposed of unless detached.</param>
    /// <param name="loss_closure">May be null.</param>
    /// <returns>What the closure returned.</returns>
    protected virtual torch.Tensor _step<T>(Action<T> body, Func<torch.Tensor> loss_closure = null)
        where T : ParamGroup
    {
        torch.Tensor loss = null;
        if (loss_closure is not null)
        {
            using IDisposable recording = torch.enable_grad();
            loss = loss_closure();
        }

        using IDisposable none = torch.no_grad();
        foreach (ParamGroup group in this._parameter_groups)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            body((T)group);
        }

        return loss;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (OptimizerState state in this._state.values())
            {
                (state as IDisposable)?.Dispose();
            }

            this._state.Clear();
        }

        base.Dispose(disposing);
    }

    /// <summary>Adds a group whose options are complete, with a state for each parameter.</summary>
    /// <typeparam name="TOptions">The type of the options.</typeparam>
    private protected void Add<TOptions>(ParamGroup group, Action<TOptions, TOptions> fill, Func<Parameter, OptimizerState> state)
        where TOptions : OptimizerOptions, new()
    {
        group.Options ??= new TOptions();
        if (group.Options is not TOptions options)
        {
            throw new ArgumentException($"{this.GetType().Name} takes groups with {typeof(TOptions)}, not {group.Options.GetType()}");
        }

        options.LearningRate ??= this._defaults.LearningRate;
        options.InitialLearningRate = options.LearningRate.Value;
        fill(options, (TOptions)this._defaults);
        // Once: an enumerable that is read again may make new objects.
        group.Parameters = [.. group.Parameters];
        foreach (Parameter parameter in group.Parameters)
        {
            if (this._state.ContainsKey(parameter.Handle))
            {
                throw new ArgumentException("a parameter stands twice in the groups of an optimizer");
            }

            OptimizerState added = state(parameter);
            added.Initialize(options);
            this._state[parameter.Handle] = added;
        }

        this._parameter_groups.Add(group);
    }

    private static void CheckCounts(StateDictionary own, long groups, long states)
    {
        if (own.Options.Count != groups || own.State.Count != states)
        {
            throw new InvalidDataException(
                $"The state is for {groups} groups with {states} parameters, and the optimizer has {own.Options.Count} with {own.State.Count}.");
        }
    }
}

/// <summary>The options of a group. Fields of derived classes that are null take the optimizer's defaults.</summary>
public class OptimizerOptions
{
    /// <summary>The rate of the next step.</summary>
    public double? LearningRate { get; set; }

    /// <summary>The rate that schedules start from.</summary>
    public double InitialLearningRate { get; set; }

    /// <summary>Writes the options.</summary>
    public virtual void SaveStateDict(BinaryWriter writer)
    {
        writer.Write(this.InitialLearningRate);
        writer.Write(this.LearningRate.Value);
    }

    /// <summary>Reads the options.</summary>
    public virtual void LoadStateDict(BinaryReader reader)
    {
        this.InitialLearningRate = reader.ReadDouble();
        this.LearningRate = reader.ReadDouble();
    }

    /// <summary>Copies the options.</summary>
    public virtual void LoadStateDict(OptimizerOptions source)
    {
        this.InitialLearningRate = source.InitialLearningRate;
        this.LearningRate = source.LearningRate;
    }
}

/// <summary>What an optimizer remembers of one parameter.</summary>
public abstract class OptimizerState
{
    /// <summary>The parameter.</summary>
    protected Parameter _parameter;

    /// <summary>Of that parameter.</summary>
    protected OptimizerState(Parameter parameter) => this._parameter = parameter;

    /// <summary>Writes the state.</summary>
    public abstract void SaveStateDict(BinaryWriter writer);

    /// <summary>Reads the state.</summary>
    public abstract void LoadStateDict(BinaryReader reader);

    /// <summary>Copies the state.</summary>
    public abstract void LoadStateDict(OptimizerState source);

    /// <summary>The state before the first step.</summary>
    public abstract void Initialize(OptimizerOptions options);

    /// <summary>Whether it is the same but for rounding.</summary>
    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    /// <summary>Moves it to another device.</summary>
    public virtual void to(torch.Device device)
    {
    }

    /// <summary>Reads a tensor that may be missing, in place of another; no scope disposes of it.</summary>
    protected static void LoadConditionalStateTensor(BinaryReader reader, ref torch.Tensor result, torch.Device device)
    {
        torch.Tensor loaded = null;
        if (reader.ReadBoolean())
        {
            using DisposeScope scope = torch.NewDisposeScope();
            loaded = TensorExtensionMethods.Load(reader).to(device).DetachFromDisposeScope();
        }

        result?.Dispose();
        result = loaded;
    }

    /// <summary>Writes a tensor that may be missing.</summary>
    protected static void SaveConditionalStateTensor(BinaryWriter writer, torch.Tensor tensor)
    {
        writer.Write(tensor is not null);
        tensor?.Save(writer);
    }

    /// <summary>A tensor of zeros beside the parameter, which no scope disposes of.</summary>
    private protected torch.Tensor Zeros() => torch.zeros_like(this._parameter).DetachFromDisposeScope();

    /// <summary>Copies a tensor that may be missing, to where the parameter is.</summary>
    private protected void Copy(ref torch.Tensor own, torch.Tensor source)
    {
        if (ReferenceEquals(own, source))
        {
            return;
        }

        own?.Dispose();
        using IDisposable none = torch.no_grad();
        own = source?.to(source.dtype, this._parameter.device, copy: true).DetachFromDisposeScope();
    }

    /// <summary>Moves a tensor that may be missing.</summary>
    private protected static void Move(ref torch.Tensor own, torch.Device device)
    {
        if (own is not null)
        {
            own = own.to(device, disposeAfter: true).DetachFromDisposeScope();
        }
    }

    /// <summary>Whether both are missing or close.</summary>
    private protected static bool Close(torch.Tensor left, torch.Tensor right) =>
        left is null || right is null ? left is null && right is null : left.allclose(right);
}

/// <summary>Parameters with options of their own.</summary>
public class ParamGroup : torch.optim.ILearningRateController
{
    /// <summary>The parameters.</summary>
    public IEnumerable<Parameter> Parameters { get; set; }

    /// <summary>The options.</summary>
    public OptimizerOptions Options { get; set; }

    /// <inheritdoc/>
    public double LearningRate
    {
        get => this.Options.LearningRate ?? throw new InvalidOperationException("the group belongs to no optimizer yet");
        set => this.Options.LearningRate = value;
    }

    /// <inheritdoc/>
    public double InitialLearningRate
    {
        get => this.Options.InitialLearningRate;
        set => this.Options.InitialLearningRate = value;
    }
}

/// <summary>Parameters with options of a known type.</summary>
/// <typeparam name="TOptions">The type of the options.</typeparam>
public class ParamGroup<TOptions> : ParamGroup
    where TOptions : OptimizerOptions
{
    /// <summary>Without parameters.</summary>
    public ParamGroup()
    {
    }

    /// <summary>With those parameters and options.</summary>
    public ParamGroup(IEnumerable<Parameter> parameters, TOptions options = null)
    {
        this.Parameters = parameters;
        this.Options = options;
    }

    /// <summary>The options.</summary>
    public new TOptions Options
    {
        get => (TOptions)base.Options;
        set => base.Options = value;
    }
}
