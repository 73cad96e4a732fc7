using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers.Kernels;
using ILGPU;

namespace IlgpuOptim.Optimizers;

/// <summary>
/// Changes parameters by gradients. A step queues kernels and returns: it never waits for the device, and allocates nothing after
/// the first one. Parameters, gradients and state stay on one device; the same steps give the same bits.
/// </summary>
/// <remarks>
/// Parameters and gradients are float32, bfloat16 or float16 (arithmetic in float32), or all float64. Gradients have the type of
/// their parameters, or that of the arithmetic. A parameter whose gradient is missing is left alone, its state too. Members may be used by one
/// thread at a time.
/// </remarks>
public abstract partial class Optimizer : IDisposable
{
    private readonly List<Tensor> _owned = [];
    private readonly Dictionary<string, int> _numbers = [];

    /// <summary>Checks the groups and lays out what all optimizers need.</summary>
    /// <param name="groups">Parameter groups, at least one.</param>
    /// <param name="options">Common options; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// There is no group, a parameter or a name occurs twice, parameters lie on several devices, or float64 is mixed with others.
    /// </exception>
    protected Optimizer(IEnumerable<ParameterGroup> groups, OptimizerOptions? options)
    {
        ArgumentNullException.ThrowIfNull(groups);
        this.Groups = [.. groups];
        this.Options = options ?? new OptimizerOptions();

        if (this.Groups.Count == 0)
        {
            throw new ArgumentException("An optimizer needs at least one parameter group.", nameof(groups));
        }

        this.Parameters = [.. this.Groups.SelectMany(group => group.Parameters)];
        this.Device = this.Parameters[0].Tensor.Device;
        this.IsDouble = this.Parameters[0].Tensor.Type == ElementType.Float64;
        HashSet<Tensor> tensors = [];

        for (int i = 0; i < this.Parameters.Count; i++)
        {
            this.Admit(this.Parameters[i], i, tensors);
        }

        this.CreateControl();
    }

    /// <summary>Name of the algorithm in states and reports.</summary>
    public abstract string Algorithm { get; }

    /// <summary>Device of parameters, gradients and state.</summary>
    public ComputeDevice Device { get; }

    /// <summary>The groups, in the order given.</summary>
    public IReadOnlyList<ParameterGroup> Groups { get; }

    /// <summary>All parameters: those of the first group, then those of the second, and so on. Gradients come in this order.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>What all optimizers have in common.</summary>
    public OptimizerOptions Options { get; }

    /// <summary>
    /// Bound of the norm of all gradients together; longer ones are scaled down to it. Null: no clipping. The factor is
    /// min(1, bound / (norm + 1e-6)), as in torch.
    /// </summary>
    public double? MaxGradientNorm { get; set; }

    /// <summary>Factor that the loss was multiplied with; gradients are divided by it before anything else.</summary>
    public double LossScale { get; set; } = 1;

    /// <summary>Number of times that a step was asked for, skipped ones included.</summary>
    public long Calls { get; private set; }

    /// <summary>Bytes of the state: what the algorithm remembers per parameter, as allocated.</summary>
    public long StateBytes { get; private set; }

    /// <summary>Arithmetic in float64; else in float32.</summary>
    internal bool IsDouble { get; }

    /// <summary>Type of the arithmetic.</summary>
    internal ElementType RealType => this.IsDouble ? ElementType.Float64 : ElementType.Float32;

    /// <summary>Makes a step.</summary>
    /// <param name="gradients">A gradient, or null, per parameter, in the order of <see cref="Parameters"/>. They are only read.</param>
    /// <exception cref="ArgumentException">Number, shape, type, layout or device do not fit; nothing has changed.</exception>
    /// <exception cref="InvalidOperationException">A hyper-parameter is out of its range; nothing has changed.</exception>
    public void Step(IReadOnlyList<Tensor?> gradients)
    {
        this.CheckGradients(gradients);
        this.Run(gradients, 1 / this.LossScale);
    }

    /// <summary>Makes a step with gradients of some parameters, in any order.</summary>
    /// <param name="parameters">Parameters of this optimizer.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <exception cref="ArgumentException">A parameter is not this optimizer's or named twice, or a gradient does not fit.</exception>
    /// <exception cref="InvalidOperationException">A hyper-parameter is out of its range; nothing has changed.</exception>
    public void Step(IReadOnlyList<Parameter> parameters, IReadOnlyList<Tensor?> gradients)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(gradients);

        if (parameters.Count != gradients.Count)
        {
            throw new ArgumentException(
                $"There are {parameters.Count} parameters and {gradients.Count} gradients.", nameof(gradients));
        }

        Tensor?[] all = new Tensor?[this.Parameters.Count];
        bool[] seen = new bool[all.Length];

        for (int i = 0; i < parameters.Count; i++)
        {
            int number = this.NumberOf(parameters[i]);

            if (seen[number])
            {
                throw new ArgumentException($"Parameter '{parameters[i].Name}' is named twice.", nameof(parameters));
            }

            seen[number] = true;
            all[number] = gradients[i];
        }

        this.Step(all);
    }

    /// <summary>What happened so far. Waits for the device.</summary>
    public StepStatus ReadStatus() => this.IsDouble ? this.ReadControl<double>() : this.ReadControl<float>();

    /// <summary>Frees state and buffers. Parameters and gradients are the caller's and stay.</summary>
    public void Dispose()
    {
        this.Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees state and buffers.</summary>
    /// <param name="disposing">False from a finalizer, which optimizers do not have.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            this.Device.Synchronize();
            this.FreeControl();
            this._owned.ForEach(static tensor => tensor.Dispose());
            this._owned.Clear();
        }
    }

    /// <summary>
    /// Queues the kernels of a step. Gradients are checked and counted already; each kernel that changes parameters or state has to
    /// multiply gradients by <see cref="StepControl{TReal}.Scale"/> and to do nothing if <see cref="StepControl{TReal}.Skip"/> is set.
    /// </summary>
    /// <param name="gradients">A gradient, or null, per parameter.</param>
    private protected abstract void Update(IReadOnlyList<Tensor?> gradients);

    /// <summary>Checks before a step what is special to the algorithm; nothing has changed yet.</summary>
    /// <param name="gradients">A gradient, or null, per parameter.</param>
    /// <param name="unscale">Factor of the gradients before clipping.</param>
    private protected virtual void CheckStep(IReadOnlyList<Tensor?> gradients, double unscale)
    {
    }

    /// <summary>A tensor of the state, all zero, that counts as such and is freed with the optimizer.</summary>
    private protected Tensor AllocateState(ElementType type, params ReadOnlySpan<long> shape)
    {
        Tensor tensor = Tensor.Allocate(this.Device, type, shape);
        this._owned.Add(tensor);
        this.StateBytes += tensor.Bytes;

        return tensor;
    }

    /// <summary>Number of a parameter of this optimizer.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    private protected int NumberOf(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);

        return this._numbers.TryGetValue(parameter.Name, out int number) && this.Parameters[number] == parameter
            ? number
            : throw new ArgumentException($"Parameter '{parameter.Name}' is not one of this optimizer's.", nameof(parameter));
    }

    private void Admit(Parameter parameter, int number, HashSet<Tensor> tensors)
    {
        if (!this._numbers.TryAdd(parameter.Name, number))
        {
            throw new ArgumentException($"Two parameters are named '{parameter.Name}'; names tell their states apart.");
        }

        if (!tensors.Add(parameter.Tensor))
        {
            throw new ArgumentException($"The tensor of parameter '{parameter.Name}' is that of another parameter, too.");
        }

        if (parameter.Tensor.Device != this.Device)
        {
            throw new ArgumentException(
                $"Parameter '{parameter.Name}' is on {parameter.Tensor.Device}, others are on {this.Device}; use an optimizer per device.");
        }

        if ((parameter.Tensor.Type == ElementType.Float64) != this.IsDouble)
        {
            throw new ArgumentException(
                $"Parameter '{parameter.Name}' is {parameter.Tensor}: Float64 does not mix with other types; use an optimizer for each.");
        }
    }

    private void CheckGradients(IReadOnlyList<Tensor?> gradients)
    {
        ArgumentNullException.ThrowIfNull(gradients);

        if (gradients.Count != this.Parameters.Count)
        {
            throw new ArgumentException(
                $"There are {gradients.Count} gradients for {this.Parameters.Count} parameters; pass null for those without.", nameof(gradients));
        }

        for (int i = 0; i < gradients.Count; i++)
        {
            if (gradients[i] is { } gradient)
            {
                this.CheckGradient(this.Parameters[i], gradient);
            }
        }

        this.CheckTypes(gradients);
    }

    /// <summary>One launch reads the gradients of many parameters.</summary>
    private void CheckTypes(IReadOnlyList<Tensor?> gradients)
    {
        int number = 0;

        foreach (ParameterGroup group in this.Groups)
        {
            Dictionary<ElementType, ElementType> types = [];

            foreach (Parameter parameter in group.Parameters)
            {
                if (gradients[number++] is { } gradient && !types.TryAdd(parameter.Tensor.Type, gradient.Type)
                    && types[parameter.Tensor.Type] != gradient.Type)
                {
                    throw new ArgumentException(
                        $"The gradient of '{parameter.Name}' is {gradient}, those of parameters before it in its group are {types[parameter.Tensor.Type]}; "
                        + "make them one type.",
                        nameof(gradients));
                }
            }
        }
    }

    private void CheckGradient(Parameter parameter, Tensor gradient)
    {
        if (!gradient.Shape.SequenceEqual(parameter.Tensor.Shape))
        {
            throw new ArgumentException($"The gradient of '{parameter.Name}' is {gradient}, the parameter {parameter.Tensor}.", nameof(gradient));
        }

        if (gradient.Type != parameter.Tensor.Type && gradient.Type != this.RealType)
        {
            throw new ArgumentException(
                $"The gradient of '{parameter.Name}' is {gradient}; {parameter.Tensor.Type} or {this.RealType} is needed.", nameof(gradient));
        }

        if (!gradient.IsContiguous)
        {
            throw new ArgumentException($"The gradient of '{parameter.Name}' is not dense row-major memory.", nameof(gradient));
        }

        if (gradient.Device != this.Device)
        {
            throw new ArgumentException(
                $"The gradient of '{parameter.Name}' is on {gradient.Device}, the parameter on {this.Device}.", nameof(gradient));
        }
    }
}
