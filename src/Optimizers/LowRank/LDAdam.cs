using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers.Kernels;
using IlgpuOptim.Optimizers.LowRank;
using ILGPU;

namespace IlgpuOptim.Optimizers;

/// <summary>
/// LDAdam, also with decoupled weight decay (LDAdamW): Adam in a subspace of every matrix that follows the gradient from step to step, with
/// error feedback (Robert, Safaryan, Modoranu, Alistarh: LDAdam, Adaptive Optimization from Low-Dimensional Gradient Statistics,
/// ICLR 2025).
/// </summary>
/// <remarks>
/// <para>
/// For a matrix with projected side p, other side q and rank r the state has p r + 2 q r values, and p q more with error feedback
/// in a buffer of its own. Everything that is no matrix, and groups without <see cref="LDAdamGroup.LowRank"/>, are updated by
/// AdamW: 2 values per element. State is float32, or float64 for float64 parameters.
/// </para>
/// <para>
/// The first step of a matrix decomposes its gradient, and therefore waits for the device once, to learn whether the
/// gradients were finite. All others only queue kernels.
/// </para>
/// </remarks>
public sealed class LDAdam : Optimizer
{
    private readonly List<LDAdamMatrix> _matrices = [];
    private readonly Dictionary<int, LDAdamGroup> _groupOf = [];
    private readonly List<TensorBlock> _plain = [];
    private readonly List<ChunkTable> _tables = [];
    private readonly List<(Tensor First, Tensor Second)> _moments = [];

    /// <summary>Allocates the state.</summary>
    /// <param name="groups">Parameter groups.</param>
    /// <param name="options">Rounding and checks; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// A rank is out of range, or gradients are to hold errors and are missing or do not fit.
    /// </exception>
    public LDAdam(IEnumerable<LDAdamGroup> groups, OptimizerOptions? options = null)
        : base(groups, options)
    {
        int first = 0;

        foreach (LDAdamGroup group in this.Groups.Cast<LDAdamGroup>())
        {
            List<int> plain = [];

            for (int i = 0; i < group.Parameters.Count; i++)
            {
                Parameter parameter = group.Parameters[i];
                this._groupOf.Add(first + i, group);

                if (group.LowRank && parameter.Tensor is { Rank: 2, Count: > 0 })
                {
                    Tensor? shared = group.ErrorFeedback && group.ErrorPlacement == ErrorPlacement.Gradient ? this.SharedError(group, i) : null;
                    this._matrices.Add(this.IsDouble
                        ? this.Create<double>(group, parameter, first + i, shared)
                        : this.Create<float>(group, parameter, first + i, shared));
                }
                else
                {
                    plain.Add(first + i);
                }
            }

            foreach (TensorBlock block in TensorBlock.Divide(this.Device, this.Parameters, plain))
            {
                this._plain.Add(block);
                this._tables.Add(new ChunkTable(block));
                this._moments.Add((this.AllocateState(this.RealType, block.Count), this.AllocateState(this.RealType, block.Count)));
            }

            first += group.Parameters.Count;
        }
    }

    /// <summary>One group with default hyper-parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    public LDAdam(IEnumerable<Parameter> parameters)
        : this([new LDAdamGroup(parameters)])
    {
    }

    /// <inheritdoc/>
    public override string Algorithm => "ldadam";

    /// <summary>The rank of a parameter's subspace; 0 if it is updated by AdamW.</summary>
    /// <param name="parameter">A parameter of this optimizer.</param>
    /// <exception cref="ArgumentException">It is not.</exception>
    public int RankOf(Parameter parameter)
    {
        int number = this.NumberOf(parameter);

        return this._matrices.Find(matrix => matrix.Number == number)?.R ?? 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);

        if (disposing)
        {
            this._tables.ForEach(static table => table.Dispose());
        }
    }

    private protected override void Update(IReadOnlyList<Tensor?> gradients)
    {
        this.UpdatePlain(gradients);

        // Only a step that happens gives a matrix its first basis.
        bool isFirst = this._matrices.Exists(matrix => !matrix.HasBasis && gradients[matrix.Number] is not null);
        bool isSkipped = isFirst && this.ReadStatus().LastSkipped;

        foreach (LDAdamMatrix matrix in this._matrices)
        {
            if (gradients[matrix.Number] is not { } gradient || (isSkipped && !matrix.HasBasis))
            {
                continue;
            }

            if (matrix is LDAdamMatrix<double> wide)
            {
                wide.Step(gradient, this.StepCounts, this.Control<double>(), this.Options.ParameterRounding, this.RandomKey);
            }
            else
            {
                ((LDAdamMatrix<float>)matrix).Step(
                    gradient, this.StepCounts, this.Control<float>(), this.Options.ParameterRounding, this.RandomKey);
            }

            matrix.HasBasis = true;
        }
    }

    private protected override IEnumerable<StateTensor> StateTensors()
    {
        foreach (LDAdamMatrix matrix in this._matrices)
        {
            yield return new StateTensor($"{matrix.Parameter.Name}/basis", matrix.Basis);
            yield return new StateTensor($"{matrix.Parameter.Name}/exp_avg", matrix.Moment);
            yield return new StateTensor($"{matrix.Parameter.Name}/exp_avg_sq", matrix.Second);

            if (matrix.Error is { } error)
            {
                yield return new StateTensor($"{matrix.Parameter.Name}/error", error);
            }
        }

        for (int b = 0; b < this._plain.Count; b++)
        {
            TensorBlock block = this._plain[b];

            for (int i = 0; i < block.Numbers.Length; i++)
            {
                yield return new StateTensor($"{block.Parameters[i].Name}/exp_avg", Part(this._moments[b].First, block, i));
                yield return new StateTensor($"{block.Parameters[i].Name}/exp_avg_sq", Part(this._moments[b].Second, block, i));
            }
        }
    }

    private protected override void AfterSetState()
    {
        int[] steps = this.ReadStepCounts();
        this._matrices.ForEach(matrix => matrix.HasBasis = steps[matrix.Number] > 0);
    }

    private LDAdamMatrix<TReal> Create<TReal>(LDAdamGroup group, Parameter parameter, int number, Tensor? shared)
        where TReal : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<TReal>
    {
        LDAdamMatrix<TReal> shape = new(this.Device, group, parameter, number) { Basis = null!, Moment = null!, Second = null!, Error = null };

        return new LDAdamMatrix<TReal>(this.Device, group, parameter, number)
        {
            Basis = this.AllocateState(this.RealType, shape.BasisShape),
            Moment = this.AllocateState(this.RealType, shape.MomentShape),
            Second = this.AllocateState(this.RealType, shape.MomentShape),
            Error = shared ?? (group.ErrorFeedback ? this.AllocateState(this.RealType, parameter.Tensor.Shape) : null),
        };
    }

    /// <summary>The gradient tensor of a matrix, which holds its error, too.</summary>
    private Tensor SharedError(LDAdamGroup group, int index)
    {
        Parameter parameter = group.Parameters[index];

        if (group.Gradients is null || group.Gradients.Count != group.Parameters.Count)
        {
            throw new ArgumentException(
                $"Errors are to be kept in the gradients, but the group has {group.Gradients?.Count ?? 0} tensors in Gradients for "
                + $"{group.Parameters.Count} parameters.");
        }

        Tensor gradient = group.Gradients[index];

        if (!gradient.Shape.SequenceEqual(parameter.Tensor.Shape) || gradient.Type != this.RealType || !gradient.IsContiguous
            || gradient.Device != this.Device)
        {
            throw new ArgumentException(
                $"The gradient of '{parameter.Name}' is {gradient} on {gradient.Device.Id}; to hold errors it has to be dense, {this.RealType}, on "
                + $"{this.Device.Id}, and shaped like {parameter.Tensor}.");
        }

        return gradient;
    }

    private protected override void CheckStep(IReadOnlyList<Tensor?> gradients, double unscale)
    {
        foreach (LDAdamMatrix matrix in this._matrices)
        {
            if (matrix.Error is null || matrix.Group.ErrorPlacement != ErrorPlacement.Gradient || gradients[matrix.Number] is not { } gradient)
            {
                continue;
            }

            if (!ReferenceEquals(gradient, matrix.Error))
            {
                throw new ArgumentException(
                    $"The gradient of '{matrix.Parameter.Name}' holds its error; the tensor in the group's Gradients has to be given, not another "
                    + "one. Add micro-batches to that tensor instead of accumulating them.",
                    nameof(gradients));
            }

            if (unscale != 1 || this.MaxGradientNorm is not null)
            {
                throw new InvalidOperationException(
                    $"The gradient of '{matrix.Parameter.Name}' holds its error, which clipping and loss scaling would scale, too. Use "
                    + "ErrorPlacement.OwnBuffer, or LossScale 1 and no MaxGradientNorm.");
            }
        }
    }

    private void UpdatePlain(IReadOnlyList<Tensor?> gradients)
    {
        bool[] present = [.. gradients.Select(static gradient => gradient is not null)];

        for (int b = 0; b < this._plain.Count; b++)
        {
            LDAdamGroup g = this._groupOf[this._plain[b].Numbers[0]];
            this._tables[b].Build(present, 0);
            UpdateTask task = new(
                this._plain[b],
                this._tables[b],
                gradients,
                this._moments[b].First,
                this._moments[b].Second,
                this.Options.ParameterRounding,
                Rounding.Nearest,
                this.StepCounts,
                this.RandomKey);

            if (this.IsDouble)
            {
                UpdateLauncher.LaunchDouble(
                    task, new AdamWRule<double>(g.LearningRate, g.Beta1, g.Beta2, g.Epsilon, g.WeightDecay), this.Control<double>());
            }
            else
            {
                UpdateLauncher.LaunchSingle(
                    task, new AdamWRule<float>(g.LearningRate, g.Beta1, g.Beta2, g.Epsilon, g.WeightDecay), this.Control<float>());
            }
        }
    }
}
