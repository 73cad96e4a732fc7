using IlgpuOptim.Compute;
using ILGPU;

namespace IlgpuOptim.Optimizers;

/// <summary>
/// Square-root-free inverse-free Shampoo: a Kronecker factor per axis of a tensor approximates the inverse root of the curvature along it, and is updated by
/// matrix products alone (Lin, Dangel, Eschenhagen, Bae, Turner, Makhzani: Can We Remove the Square-Root in Adaptive Gradient Methods? ICML
/// 2024, arXiv 2402.03496; structures: Lin et al., Structured Inverse-Free Natural Gradient, ICML 2024, arXiv 2312.05705).
/// </summary>
/// <remarks>
/// One step with gradient G, axes n of size d_n with o_n = numel / d_n, factors K_n and their momenta M_n:
/// <list type="number">
/// <item>Z = G x_1 K_1^T ... x_N K_N^T (only when factors are updated, as all up to 4)</item>
/// <item>H_n = (B / o_n proj(Z_n Z_n^T) + lambda prod_(m != n) tr(K_m^T K_m) / d_m proj(K_n^T K_n) - I) / 2</item>
/// <item>M_n = alpha2 M_n + (1 - alpha2) H_n</item>
/// <item>K_n = K_n - beta2 K_n M_n / max(1, |M_n|)</item>
/// <item>U = G x_1 K_1 K_1^T ... x_N K_N K_N^T</item>
/// <item>V = alpha1 V + U + kappa W; W = W - lr V</item>
/// </list>
/// State: V, and K_n and M_n with as many values as their structures have. Steps are counted by calls: one that is skipped because of a gradient that is not
/// finite uses up its place in the interval of updates.
/// </remarks>
public sealed class SirfShampoo : Optimizer
{
    private readonly List<ShampooClass> _classes = [];
    private readonly List<SirfShampooGroup> _groupOf = [];

    /// <summary>Lays out the state; all factors start as identities.</summary>
    /// <param name="groups">Parameter groups.</param>
    /// <param name="options">Checks and rounding; null for the defaults.</param>
    /// <exception cref="ArgumentException">Structures, types or joined parameters do not fit the shapes.</exception>
    public SirfShampoo(IEnumerable<SirfShampooGroup> groups, OptimizerOptions? options = null)
        : base(groups, options)
    {
        foreach (SirfShampooGroup group in this.Groups.Cast<SirfShampooGroup>())
        {
            foreach (IGrouping<string, PreconditionedTensor> equal in PreconditionedTensor.Divide(group, this.NumberOf).GroupBy(this.Key))
            {
                PreconditionedTensor[] tensors = [.. equal];
                FactorStructure[] structures = group.StructuresFor(tensors[0].Name, tensors[0].Sizes);
                ElementType?[] types = group.TypesFor(tensors[0].Name, tensors[0].Sizes.Length);
                Func<ElementType, long[], Tensor> allocate = (type, shape) => this.AllocateState(type, shape);
                this._groupOf.Add(group);
                this._classes.Add(
                    this.IsDouble
                        ? new ShampooClass<double>(this, group, tensors, structures, types, allocate)
                        : new ShampooClass<float>(this, group, tensors, structures, types, allocate));
            }
        }
    }

    /// <inheritdoc/>
    public override string Algorithm => "sirf_shampoo";

    /// <summary>
    /// Bytes that are kept between updates of factors: products K K^T of dense ones, spectra of Toeplitz ones. They are no state: a restored
    /// optimizer computes them anew.
    /// </summary>
    public long CacheBytes => this._classes.Sum(static one => one.CacheBytes);

    private protected override void Update(IReadOnlyList<Tensor?> gradients)
    {
        for (int i = 0; i < this._classes.Count; i++)
        {
            this._classes[i].Step(gradients, this._groupOf[i].Updates(this.Calls), this.RandomKey);
        }
    }

    private protected override IEnumerable<StateTensor> StateTensors() => this._classes.SelectMany(static one => one.StateTensors());

    private protected override void AfterSetState() => this._classes.ForEach(static one => one.Invalidate());

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            this.Device.Synchronize();
            this._classes.ForEach(static one => one.Dispose());
        }

        base.Dispose(disposing);
    }

    /// <summary>Tensors with the same key are treated together.</summary>
    private string Key(PreconditionedTensor tensor) =>
        $"{string.Join('x', tensor.Sizes)}+{tensor.JointColumns}:{tensor.Numbers.Length}:{this.Parameters[tensor.Numbers[0]].Tensor.Type}";
}
