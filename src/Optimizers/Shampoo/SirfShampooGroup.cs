using IlgpuOptim.Compute;

namespace IlgpuOptim.Optimizers;

/// <summary>Parameters and hyper-parameters of <see cref="SirfShampoo"/>.</summary>
/// <remarks>
/// What decides about the layout of the state (structures, types, momenta that are zero, joined parameters) is fixed when the optimizer is made;
/// everything else is read at every step.
/// </remarks>
public sealed class SirfShampooGroup : ParameterGroup
{
    /// <summary>A group with the defaults of the authors' package.</summary>
    /// <param name="parameters">The parameters; each gets factors of its own unless it is joined with others.</param>
    /// <param name="batchSize">Samples per step, over whose losses the gradient is a mean.</param>
    public SirfShampooGroup(IEnumerable<Parameter> parameters, double batchSize)
        : base(parameters)
    {
        this.LearningRate = 1e-3;
        this.BatchSize = batchSize;
    }

    /// <summary>Samples per step (all devices together), over whose losses the gradient is a mean. At least 1.</summary>
    public double BatchSize { get; set; }

    /// <summary>Step of the factors, in (0, 1). One update changes a factor by at most 1 -+ this in any direction.</summary>
    public double Beta2 { get; set; } = 0.01;

    /// <summary>Extra factor of <see cref="Beta2"/>, positive; the paper's experiments use 0.25 for biases and normalisation layers.</summary>
    public double FactorStepScale { get; set; } = 1;

    /// <summary>Momentum of the parameters, in [0, 1). 0 has no buffer.</summary>
    public double Alpha1 { get; init; } = 0.9;

    /// <summary>Riemannian momentum of the factors, in [0, 1). 0 has no buffer.</summary>
    public double Alpha2 { get; init; } = 0.5;

    /// <summary>Damping in the update of the factors, not negative. Without gradients the gain tends to 1 / Lambda.</summary>
    public double Lambda { get; set; } = 1e-3;

    /// <summary>The factors are updated at every step whose number (from 0) is a multiple of this. At least 1.</summary>
    public int Interval { get; set; } = 1;

    /// <summary>Decides by the number of the step (from 0) whether factors are updated; null: by <see cref="Interval"/>.</summary>
    public Func<long, bool>? UpdateAt { get; set; }

    /// <summary>Structure of all factors, unless <see cref="StructuresByAxes"/> names them.</summary>
    public FactorStructure Structure { get; init; } = FactorStructure.Dense;

    /// <summary>Structures for tensors with a number of axes (those longer than 1), one structure per axis.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<FactorStructure>>? StructuresByAxes { get; init; }

    /// <summary>Type in which factors are stored: null or <see cref="ElementType.BFloat16"/>. Null is that of the arithmetic, which does not change.</summary>
    public ElementType? FactorType { get; init; }

    /// <summary>Types for tensors with a number of axes, one per axis, as <see cref="FactorType"/>.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<ElementType?>>? FactorTypesByAxes { get; init; }

    /// <summary>
    /// Where factors are bfloat16, only their momentum is; they themselves stay float32. Otherwise they are rounded stochastically: to nearest, small
    /// updates would vanish.
    /// </summary>
    public bool MasterFactors { get; init; } = true;

    /// <summary>Axes longer than this get a diagonal factor, whatever was asked for: a dense one of an embedding would not fit anywhere.</summary>
    public int MaxSize { get; init; } = 8192;

    /// <summary>Weights (out x in) and biases (out) of linear layers that share factors: the bias becomes the last column of the weight.</summary>
    public IReadOnlyList<(Parameter Weight, Parameter Bias)> JointBiases { get; init; } = [];

    /// <summary>All tensors of the group form one vector. Meant for cheap structures.</summary>
    public bool Flatten { get; init; }

    /// <inheritdoc/>
    protected internal override void Visit(Func<string, double, double> visit)
    {
        base.Visit(visit);
        this.BatchSize = visit("batch_size", this.BatchSize);
        this.Beta2 = visit("beta2", this.Beta2);
        this.FactorStepScale = visit("factor_step_scale", this.FactorStepScale);
        this.Lambda = visit("lambda", this.Lambda);
        this.Interval = (int)visit("interval", this.Interval);
        Fixed("alpha1", this.Alpha1);
        Fixed("alpha2", this.Alpha2);

        // Momenta decide about buffers; what they are does not change, but belongs into the record.
        void Fixed(string name, double value) => visit(name, value);
    }

    /// <inheritdoc/>
    protected internal override void Check()
    {
        base.Check();
        Require(this.BatchSize >= 1 && double.IsFinite(this.BatchSize), nameof(this.BatchSize), this.BatchSize, "at least 1");
        double step = this.Beta2 * this.FactorStepScale;
        Require(step is > 0 and < 1, "Beta2 * FactorStepScale", step, "in (0, 1): a factor that takes a step of 1 collapses and takes ages to recover");
        Require(this.Alpha1 is >= 0 and < 1, nameof(this.Alpha1), this.Alpha1, "in [0, 1)");
        Require(this.Alpha2 is >= 0 and < 1, nameof(this.Alpha2), this.Alpha2, "in [0, 1)");
        Require(this.Lambda >= 0 && double.IsFinite(this.Lambda), nameof(this.Lambda), this.Lambda, "not negative and finite");
        Require(this.Interval >= 1, nameof(this.Interval), this.Interval, "at least 1");
        Require(this.MaxSize >= 1, nameof(this.MaxSize), this.MaxSize, "at least 1");
    }

    /// <summary>Whether factors are updated at a step.</summary>
    internal bool Updates(long step) => this.UpdateAt is { } decide ? decide(step) : step % this.Interval == 0;

    /// <summary>Structures of the axes of a tensor.</summary>
    /// <exception cref="ArgumentException">They are not given for its number of axes.</exception>
    internal FactorStructure[] StructuresFor(string name, int[] sizes)
    {
        FactorStructure[] structures = [.. Choose(this.StructuresByAxes, this.Structure, name, sizes.Length, nameof(this.StructuresByAxes))];

        for (int n = 0; n < sizes.Length; n++)
        {
            if (sizes[n] > this.MaxSize)
            {
                structures[n] = FactorStructure.Diagonal;
            }
        }

        return structures;
    }

    /// <summary>Types of the factors of a tensor; null is that of the arithmetic.</summary>
    /// <exception cref="ArgumentException">They are not given for its number of axes, or of another type.</exception>
    internal ElementType?[] TypesFor(string name, int axes)
    {
        ElementType?[] types = [.. Choose(this.FactorTypesByAxes, this.FactorType, name, axes, nameof(this.FactorTypesByAxes))];

        return Array.Find(types, type => type is not (null or ElementType.BFloat16 or ElementType.Float32)) is { } other
            ? throw new ArgumentException($"Factors of '{name}' cannot be {other}: Float32 or BFloat16.")
            : types;
    }

    private static IReadOnlyList<T> Choose<T>(
        IReadOnlyDictionary<int, IReadOnlyList<T>>? byAxes, T common, string name, int axes, string property)
    {
        if (byAxes is null)
        {
            return [.. Enumerable.Repeat(common, axes)];
        }

        return byAxes.TryGetValue(axes, out IReadOnlyList<T>? list) && list.Count == axes
            ? list
            : throw new ArgumentException($"'{name}' has {axes} axes longer than 1; {property} has no list of {axes} for them.");
    }
}
