using IlgpuOptim.Compute;

namespace IlgpuOptim.Optimizers;

/// <summary>Which side of a matrix the subspace of <see cref="LDAdam"/> lies on.</summary>
public enum ProjectionSide
{
    /// <summary>The shorter side; the left one (rows) of square matrices.</summary>
    Standard,

    /// <summary>The longer side; the left one (rows) of square matrices.</summary>
    ReverseStandard,

    /// <summary>The left side: columns of the matrix are projected, the basis has as many rows as the matrix.</summary>
    Left,

    /// <summary>The right side: rows of the matrix are projected, the basis has as many rows as the matrix has columns.</summary>
    Right,
}

/// <summary>How <see cref="LDAdam"/> finds the subspace of a step.</summary>
public enum ProjectionMethod
{
    /// <summary>One block power iteration from the subspace of the step before.</summary>
    PowerIteration,

    /// <summary>The first singular vectors, at every step anew. Dear: for comparisons.</summary>
    Svd,
}

/// <summary>What happens to a matrix whose projected side is shorter than the rank.</summary>
public enum RankPolicy
{
    /// <summary>It is an error.</summary>
    Refuse,

    /// <summary>Its rank becomes the length of the side.</summary>
    Clamp,
}

/// <summary>Where the error buffers of <see cref="LDAdam"/> are.</summary>
public enum ErrorPlacement
{
    /// <summary>In buffers of the optimizer. Gradients are only read; clipping and loss scaling never touch errors.</summary>
    OwnBuffer,

    /// <summary>
    /// In the memory of the gradients, which saves a buffer per matrix: behind a step the gradient tensor holds the error,
    /// and the next gradient has to be added to it, not stored over it. Clipping and loss scaling would scale errors and are refused.
    /// </summary>
    Gradient,
}

/// <summary>
/// Parameters and hyper-parameters of <see cref="LDAdam"/>. Matrices of the group are updated in subspaces if
/// <see cref="LowRank"/> is set; everything else in it is updated by AdamW with the same numbers.
/// </summary>
/// <param name="parameters">The parameters.</param>
public sealed class LDAdamGroup(IEnumerable<Parameter> parameters) : ParameterGroup(parameters)
{
    /// <summary>Dimension of the subspaces.</summary>
    public int Rank { get; init; } = 16;

    /// <summary>Ranks of single parameters, by name, instead of <see cref="Rank"/>.</summary>
    public IReadOnlyDictionary<string, int>? Ranks { get; init; }

    /// <summary>What happens to matrices that are too small for the rank.</summary>
    public RankPolicy RankPolicy { get; init; }

    /// <summary>Matrices are updated in subspaces; otherwise the whole group by AdamW, as one does with embeddings and heads.</summary>
    public bool LowRank { get; init; } = true;

    /// <summary>The projected side.</summary>
    public ProjectionSide Side { get; init; }

    /// <summary>How subspaces are found.</summary>
    public ProjectionMethod Method { get; init; }

    /// <summary>What projections lose is kept, and added to the next gradient.</summary>
    public bool ErrorFeedback { get; init; } = true;

    /// <summary>Where the errors are kept.</summary>
    public ErrorPlacement ErrorPlacement { get; init; }

    /// <summary>
    /// With <see cref="ErrorPlacement.Gradient"/>: the gradient tensor of every parameter, in their order. The same tensors have to be
    /// given to every step; those of matrices must be zero at the beginning.
    /// </summary>
    public IReadOnlyList<Tensor>? Gradients { get; init; }

    /// <summary>Decay of the mean of gradients, in [0, 1).</summary>
    public double Beta1 { get; set; } = 0.908;

    /// <summary>Decay of the mean of squared gradients, in [0, 1).</summary>
    public double Beta2 { get; set; } = 0.99;

    /// <summary>Added to the root, positive.</summary>
    public double Epsilon { get; set; } = 1e-8;

    /// <summary>Weight of the old mean in the matrix whose subspace is sought, in [0, 1). With error feedback it should equal beta1.</summary>
    public double Rho { get; set; } = 0.908;

    /// <inheritdoc/>
    protected internal override void Visit(Func<string, double, double> visit)
    {
        base.Visit(visit);
        this.Beta1 = visit("beta1", this.Beta1);
        this.Beta2 = visit("beta2", this.Beta2);
        this.Epsilon = visit("epsilon", this.Epsilon);
        this.Rho = visit("rho", this.Rho);
    }

    /// <inheritdoc/>
    protected internal override void Check()
    {
        base.Check();
        Require(this.Beta1 is >= 0 and < 1, nameof(this.Beta1), this.Beta1, "in [0, 1)");
        Require(this.Beta2 is >= 0 and < 1, nameof(this.Beta2), this.Beta2, "in [0, 1)");
        Require(this.Epsilon > 0, nameof(this.Epsilon), this.Epsilon, "positive");
        Require(this.Rho is >= 0 and < 1, nameof(this.Rho), this.Rho, "in [0, 1)");
    }

    /// <summary>The rank of a matrix of this group, whose projected side has a length.</summary>
    /// <exception cref="ArgumentException">It is out of range.</exception>
    internal int RankOf(Parameter parameter, int length)
    {
        int rank = this.Ranks is not null && this.Ranks.TryGetValue(parameter.Name, out int own) ? own : this.Rank;

        if (rank < 1)
        {
            throw new ArgumentException($"The rank of parameter '{parameter.Name}' is {rank}; it has to be at least 1.");
        }

        if (rank > length && this.RankPolicy == RankPolicy.Refuse)
        {
            throw new ArgumentException(
                $"The rank of parameter '{parameter.Name}' is {rank}, but the projected side of {parameter.Tensor} is only {length} long. Lower the "
                + "rank (Rank, Ranks), project the other side (Side), or allow smaller ranks (RankPolicy.Clamp).");
        }

        return Math.Min(rank, length);
    }
}
