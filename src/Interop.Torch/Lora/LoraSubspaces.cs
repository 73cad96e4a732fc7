using TorchSharp;
using static TorchSharp.torch;

namespace IlgpuOptim.Interop.Torch.Lora;

/// <summary>
/// The subspaces in which a deep factorization W_L ... W_1 moves, from the gradient at its start (Yaras et al., 2024, theorem 2.1 and
/// section 4). With m x n the shape of the weight, E its gradient, r half of the rank, and O the orthogonal matrix that the
/// product of all factors is a multiple of at the start, the right subspace is spanned by the r leading right singular vectors V_r of E
/// and by O^T U_r, and the left one is O times it, which holds O V_r and U_r.
/// </summary>
/// <remarks>
/// For a rectangular layer O has orthonormal columns on one side only. The subspace on the larger side is as above; O maps its basis
/// to C = U T on the smaller side, with U the nearest orthonormal basis (polar factor). The compressed form then starts with eps T
/// instead of eps I as the factor next to U, and follows the full one just as for square layers, where T = I.
/// All tensors are float64.
/// </remarks>
/// <param name="Left">U, m x 2r, orthonormal columns.</param>
/// <param name="Right">V, n x 2r, orthonormal columns.</param>
/// <param name="Last">What the inner factor next to U is a multiple of at the start, 2r x 2r.</param>
/// <param name="First">The same of the one next to V.</param>
internal sealed record LoraSubspaces(Tensor Left, Tensor Right, Tensor Last, Tensor First)
{
    /// <summary>The subspaces, with O drawn at random; nothing of size m x m or n x n is made.</summary>
    /// <param name="gradient">E, m x n, of any floating-point type.</param>
    /// <param name="half">r; 2r is at most m and n.</param>
    /// <param name="generator">Of the CPU; null: torch's own.</param>
    public static LoraSubspaces Draw(Tensor gradient, int half, Generator? generator) => Oriented(gradient, null, half, (wide, _) =>
    {
        // An orthogonal matrix of the larger side maps V_r to a random A, and a random B at right angles to V_r to the part of U_r at
        // right angles to A; the first m rows of that map are O.
        (Tensor left, Tensor right) = Leading(wide, half);
        long columns = wide.size(1);
        Tensor padded = zeros([columns, half], float64);

        padded.narrow(0, 0, wide.size(0)).copy_(left);

        Tensor image = Orthogonal(columns, half, generator);
        Tensor partner = Complement(right, Gaussian(columns, half, generator));

        return (
            cat([right, partner], 1),
            cat([image, Complement(image, padded)], 1).narrow(0, 0, wide.size(0)));
    });

    /// <summary>The subspaces for the start of a given full form.</summary>
    /// <param name="gradient">E, m x n.</param>
    /// <param name="isometry">O, m x n: orthonormal rows or columns, whichever are fewer.</param>
    /// <param name="half">r.</param>
    public static LoraSubspaces From(Tensor gradient, Tensor isometry, int half) => Oriented(gradient, isometry, half, (wide, map) =>
    {
        (Tensor left, Tensor right) = Leading(wide, half);
        Tensor basis = cat([right, Complement(right, map!.mT.matmul(left))], 1);

        return (basis, map.matmul(basis));
    });

    /// <summary>An orthogonal matrix, or orthonormal rows or columns of one, evenly distributed.</summary>
    public static Tensor Orthogonal(long rows, long columns, Generator? generator)
    {
        (Tensor q, Tensor r) = linalg.qr(Gaussian(Math.Max(rows, columns), Math.Min(rows, columns), generator));
        Tensor result = q * r.diag().sign();

        return rows < columns ? result.mT.contiguous() : result;
    }

    /// <summary>Independent normal numbers.</summary>
    public static Tensor Gaussian(long rows, long columns, Generator? generator) =>
        randn([rows, columns], float64, generator: generator);

    // The work is done for at least as many columns as rows.
    private static LoraSubspaces Oriented(
        Tensor gradient, Tensor? isometry, int half, Func<Tensor, Tensor?, (Tensor Basis, Tensor Image)> find)
    {
        using IDisposable none = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor given = gradient.detach().to(float64).cpu();

        if (!given.isfinite().all().item<bool>())
        {
            throw new ArgumentException("The gradient that gives the subspaces has an infinite or undefined element.", nameof(gradient));
        }

        bool tall = given.size(0) > given.size(1);
        (Tensor large, Tensor image) = find(tall ? given.mT : given, isometry is null || !tall ? isometry : isometry.mT);
        Tensor identity = eye(2 * half, dtype: float64);
        Tensor stretch = identity;

        if (given.size(0) != given.size(1))
        {
            (Tensor p, Tensor s, Tensor q) = linalg.svd(image, fullMatrices: false);

            stretch = q.mT.matmul(s.unsqueeze(1) * q);
            image = p.matmul(q);
        }

        LoraSubspaces result = tall ? new(large, image, identity, stretch) : new(image, large, stretch, identity);

        foreach (Tensor tensor in new[] { large, image, identity, stretch })
        {
            tensor.MoveToOuterDisposeScope();
        }

        return result;
    }

    private static (Tensor Left, Tensor Right) Leading(Tensor gradient, int count)
    {
        (Tensor u, _, Tensor v) = linalg.svd(gradient, fullMatrices: false);

        return (u.narrow(1, 0, count), v.narrow(0, 0, count).mT);
    }

    // Orthonormal columns at right angles to those of the basis, which span the rest of the others.
    private static Tensor Complement(Tensor basis, Tensor others) =>
        linalg.qr(cat([basis, others], 1)).Q.narrow(1, basis.size(1), others.size(1));
}
