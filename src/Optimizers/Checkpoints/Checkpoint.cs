using System.Globalization;

using IlgpuOptim.Compute;
using IlgpuOptim.Compute.Files;

namespace IlgpuOptim.Optimizers.Checkpoints;

/// <summary>
/// A training at one moment, in a safetensors file: parameters under their own names, so that other programs find them, the state of
/// the optimizer under <c>optimizer/</c>, and numbers and texts among the metadata. It knows nothing of particular algorithms.
/// </summary>
/// <remarks>
/// <see cref="Save(string, Optimizer, TrainingPlan?, IReadOnlyDictionary{string, string}?)"/> replaces a file as a whole or not at all, and
/// with a checksum. <see cref="Restore"/> changes nothing unless everything fits. On the same kind of device, training goes on bit for bit.
/// </remarks>
public sealed class Checkpoint : IDisposable
{
    /// <summary>In front of the names of the optimizer's tensors.</summary>
    public const string StatePrefix = "optimizer/";

    private const string Reserved = "ilgpu_optim.";
    private const string VersionKey = Reserved + "checkpoint";
    private const string AlgorithmKey = Reserved + "algorithm";
    private const string ScalarsKey = Reserved + "scalars";
    private const string ScheduleKey = Reserved + "schedule";
    private const string HorizonKey = Reserved + "steps";
    private const string BaseRateKey = Reserved + "base_rate";
    private const string Version = "1";

    private readonly SafetensorsFile _file;

    private Checkpoint(SafetensorsFile file, bool verify)
    {
        this._file = file;

        string version = file.Metadata.GetValueOrDefault(VersionKey, "");

        if (version != Version)
        {
            throw this.Wrong(version.Length == 0
                ? "the file is no checkpoint of this library: it holds tensors, but no state of a training"
                : $"the checkpoint has version {version}; this library reads version {Version}");
        }

        if (verify && !file.HasChecksum)
        {
            throw this.Wrong("the checkpoint has lost its checksum: it is damaged, or another program has written it anew");
        }

        this.Algorithm = file.Metadata.GetValueOrDefault(AlgorithmKey);
        this.Plan = this.ReadPlan();

        try
        {
            this.Scalars = CheckpointScalars.Read(file.Metadata.GetValueOrDefault(ScalarsKey, "{}"));
        }
        catch (FormatException exception)
        {
            throw this.Wrong("the numbers of the optimizer cannot be read: " + exception.Message, exception);
        }
    }

    /// <summary>The algorithm whose state it is, or null if there are parameters only.</summary>
    public string? Algorithm { get; }

    /// <summary>Counters and hyper-parameters of the optimizer.</summary>
    public IReadOnlyDictionary<string, double> Scalars { get; }

    /// <summary>The plan of the training, if it was saved.</summary>
    public TrainingPlan? Plan { get; }

    /// <summary>The parameters in the file, without those of the optimizer's state.</summary>
    public IEnumerable<SafetensorsEntry> Parameters =>
        this._file.Entries.Where(static entry => !entry.Name.StartsWith(StatePrefix, StringComparison.Ordinal));

    /// <summary>The tensors of the optimizer's state, with the names they have there.</summary>
    public IEnumerable<SafetensorsEntry> StateEntries => this._file.Entries
        .Where(static entry => entry.Name.StartsWith(StatePrefix, StringComparison.Ordinal))
        .Select(static entry => entry with { Name = entry.Name[StatePrefix.Length..] });

    /// <summary>The texts that were saved beside.</summary>
    public IReadOnlyDictionary<string, string> Texts => this._file.Metadata
        .Where(static pair => !pair.Key.StartsWith(Reserved, StringComparison.Ordinal))
        .ToDictionary();

    /// <summary>Saves parameters and state of an optimizer. Waits for the device.</summary>
    /// <param name="path">The file to replace or create.</param>
    /// <param name="optimizer">The optimizer, between two steps.</param>
    /// <param name="plan">Schedule, horizon and base rate, so that the training can be extended later.</param>
    /// <param name="texts">Anything else; names that begin with <c>ilgpu_optim.</c> are taken.</param>
    /// <exception cref="ArgumentException">A name is taken or occurs twice; nothing has been written.</exception>
    /// <exception cref="IOException">The file cannot be written; an old one is still there.</exception>
    public static void Save(
        string path, Optimizer optimizer, TrainingPlan? plan = null, IReadOnlyDictionary<string, string>? texts = null)
    {
        ArgumentNullException.ThrowIfNull(optimizer);

        Save(path, optimizer.Parameters, optimizer.GetState(), plan, texts);
    }

    /// <summary>Saves parameters, and the state of an optimizer if there is one.</summary>
    /// <param name="path">The file to replace or create.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="state">What the optimizer remembers, or null.</param>
    /// <param name="plan">Schedule, horizon and base rate, so that the training can be extended later.</param>
    /// <param name="texts">Anything else; names that begin with <c>ilgpu_optim.</c> are taken.</param>
    /// <exception cref="ArgumentException">A name is taken or occurs twice; nothing has been written.</exception>
    /// <exception cref="IOException">The file cannot be written; an old one is still there.</exception>
    public static void Save(
        string path,
        IEnumerable<Parameter> parameters,
        OptimizerState? state,
        TrainingPlan? plan = null,
        IReadOnlyDictionary<string, string>? texts = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);

        // "format": programs that load models by it take the layout as that of torch tensors, which it is.
        Dictionary<string, string> metadata = new() { ["format"] = "pt", [VersionKey] = Version };
        List<SafetensorsSource> sources = [];

        foreach (Parameter parameter in parameters)
        {
            if (parameter.Name.StartsWith(StatePrefix, StringComparison.Ordinal))
            {
                throw new ArgumentException($"No parameter's name may begin with '{StatePrefix}', as '{parameter.Name}' does.", nameof(parameters));
            }

            sources.Add(SafetensorsSource.From(parameter.Name, parameter.Tensor));
        }

        if (state is not null)
        {
            metadata[AlgorithmKey] = state.Algorithm;
            metadata[ScalarsKey] = CheckpointScalars.Write(state.Scalars);
            sources.AddRange(state.Tensors.Select(static tensor => SafetensorsSource.From(StatePrefix + tensor.Name, tensor.Tensor)));
        }

        if (plan is not null)
        {
            metadata[ScheduleKey] = plan.Schedule;
            metadata[HorizonKey] = plan.Horizon.ToString(CultureInfo.InvariantCulture);
            metadata[BaseRateKey] = plan.BaseRate.ToString("R", CultureInfo.InvariantCulture);
        }

        foreach ((string key, string text) in texts ?? new Dictionary<string, string>())
        {
            if (key.StartsWith(Reserved, StringComparison.Ordinal))
            {
                throw new ArgumentException($"Names of texts that begin with '{Reserved}' are taken, as '{key}' does.", nameof(texts));
            }

            metadata[key] = text;
        }

        SafetensorsWriter.Write(path, sources, metadata);
    }

    /// <summary>Opens a checkpoint and checks all of it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="verify">
    /// Compare the file with its checksum. Without, damage to values goes unseen; for files that another program has written anew.
    /// </param>
    /// <exception cref="TensorFileException">It is damaged, or no checkpoint; the message says what is wrong.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Checkpoint Open(string path, bool verify = true)
    {
        SafetensorsFile file = SafetensorsFile.Open(path, verify);

        try
        {
            return new Checkpoint(file, verify);
        }
        catch
        {
            file.Dispose();

            throw;
        }
    }

    /// <summary>True if a file is a checkpoint, not just tensors.</summary>
    public static bool IsCheckpoint(SafetensorsFile file)
    {
        ArgumentNullException.ThrowIfNull(file);

        return file.Metadata.ContainsKey(VersionKey);
    }

    /// <summary>Puts an optimizer and its parameters back to what was saved. On any kind of device.</summary>
    /// <exception cref="TensorFileException">A parameter is not in the file, or has another type or shape; nothing has changed.</exception>
    /// <exception cref="ArgumentException">The state is of another algorithm or of other parameters; nothing has changed.</exception>
    public void Restore(Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);

        foreach (Parameter parameter in optimizer.Parameters)
        {
            this._file.CheckFits(parameter.Name, parameter.Tensor);
        }

        OptimizerState state = this.LoadState(optimizer.Device);

        try
        {
            optimizer.SetState(state);
        }
        finally
        {
            Dispose(state);
        }

        this.LoadParameters(optimizer.Parameters);
    }

    /// <summary>Reads parameters alone.</summary>
    /// <exception cref="TensorFileException">One is not in the file, or has another type or shape; nothing has changed.</exception>
    public void LoadParameters(IEnumerable<Parameter> parameters)
    {
        Parameter[] all = [.. parameters];

        foreach (Parameter parameter in all)
        {
            this._file.CheckFits(parameter.Name, parameter.Tensor);
        }

        foreach (Parameter parameter in all)
        {
            this._file.Load(parameter.Name, parameter.Tensor);
        }
    }

    /// <summary>Reads the optimizer's state into new memory of a device; its tensors are the caller's to dispose.</summary>
    /// <exception cref="TensorFileException">There is none.</exception>
    public OptimizerState LoadState(ComputeDevice device)
    {
        List<StateTensor> tensors = [];
        string algorithm = this.Algorithm ?? throw this.Wrong("the checkpoint has parameters only, no state of an optimizer");

        try
        {
            foreach (SafetensorsEntry entry in this.StateEntries)
            {
                tensors.Add(new StateTensor(entry.Name, this._file.Load(StatePrefix + entry.Name, device)));
            }
        }
        catch
        {
            tensors.ForEach(static tensor => tensor.Tensor.Dispose());

            throw;
        }

        return new OptimizerState(algorithm, this.Scalars, tensors);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => this._file.Dispose();

    private static void Dispose(OptimizerState state)
    {
        foreach (StateTensor tensor in state.Tensors)
        {
            tensor.Tensor.Dispose();
        }
    }

    private TrainingPlan? ReadPlan()
    {
        if (!this._file.Metadata.TryGetValue(ScheduleKey, out string? schedule))
        {
            return null;
        }

        return int.TryParse(this._file.Metadata.GetValueOrDefault(HorizonKey), NumberStyles.None, CultureInfo.InvariantCulture, out int horizon)
            && double.TryParse(this._file.Metadata.GetValueOrDefault(BaseRateKey), NumberStyles.Float, CultureInfo.InvariantCulture, out double rate)
                ? new TrainingPlan(schedule, horizon, rate)
                : throw this.Wrong("the checkpoint has a schedule, but not its steps and base rate");
    }

    private TensorFileException Wrong(string what, Exception? inner = null) => inner is null
        ? new TensorFileException($"'{this._file.Path}': {what}")
        : new TensorFileException($"'{this._file.Path}': {what}", inner);
}
