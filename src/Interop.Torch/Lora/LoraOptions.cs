using TorchSharp;

namespace IlgpuOptim.Interop.Torch.Lora;

/// <summary>The forms of an update that is trained beside a frozen weight.</summary>
public enum LoraForm
{
    /// <summary>LoRA: (alpha / r) B A with two factors, B = 0 at the start (Hu et al., 2021).</summary>
    Lora,

    /// <summary>
    /// Deep LoRA, compressed: U W_L ... W_1 V^T with small inner factors between two tall ones, which span the subspaces that
    /// the first gradient gives (Yaras et al., 2024, section 4).
    /// </summary>
    DeepCompressed,

    /// <summary>
    /// Deep LoRA as the theory has it: W_L ... W_1 with factors as wide as the layer. For study and small layers: it has more
    /// parameters than the layer itself.
    /// </summary>
    Deep,
}

/// <summary>How A of LoRA starts.</summary>
public enum LoraStart
{
    /// <summary>Uniform within 1/sqrt(inputs), as the public implementations of LoRA have it.</summary>
    Kaiming,

    /// <summary>Normal with deviation 1/sqrt(inputs).</summary>
    Gaussian,

    /// <summary>Normal with deviation 1: what Deep LoRA's authors compared with.</summary>
    UnitGaussian,
}

/// <summary>What an adapter is to be. The defaults are those of the published experiments.</summary>
public sealed record LoraOptions
{
    /// <summary>The form.</summary>
    public LoraForm Form { get; init; } = LoraForm.DeepCompressed;

    /// <summary>
    /// The most that the rank of the update can be. For the compressed form an even number: half of it are singular directions
    /// of the gradient, the other half their partners.
    /// </summary>
    public int Rank { get; init; } = 8;

    /// <summary>
    /// Number L of factors between input and output of the deep forms; the compressed one has two outer factors besides. LoRA has two.
    /// </summary>
    public int Depth { get; init; } = 3;

    /// <summary>Width of the factors of <see cref="LoraForm.Deep"/>; 0: the larger of the layer's inputs and outputs.</summary>
    public int Width { get; init; }

    /// <summary>The factors of the deep forms are this much times an orthogonal matrix at the start.</summary>
    public double Epsilon { get; init; } = 1e-3;

    /// <summary>Learning rate of the compressed form's outer factors, as a part of that of the inner ones (gamma).</summary>
    public double OuterRate { get; init; } = 1e-2;

    /// <summary>LoRA's alpha: the update is multiplied by alpha / rank; 0: alpha = rank, no scaling. The deep forms have none.</summary>
    public double Alpha { get; init; }

    /// <summary>How A of LoRA starts.</summary>
    public LoraStart Start { get; init; } = LoraStart.Kaiming;

    /// <summary>Seed of all random choices; null: torch's generator on the CPU.</summary>
    public long? Seed { get; init; }

    /// <summary>What the update is multiplied by.</summary>
    public double Scale => this.Form == LoraForm.Lora && this.Alpha != 0 ? this.Alpha / this.Rank : 1;

    /// <summary>Checks the numbers that do not depend on a layer.</summary>
    /// <exception cref="ArgumentException">One of them makes no sense; the message says which.</exception>
    public void Check()
    {
        Require(Enum.IsDefined(this.Form), $"there is no form {this.Form}");
        Require(this.Rank >= 1, $"the rank is {this.Rank}; it must be 1 or more");
        Require(this.Form != LoraForm.DeepCompressed || this.Rank % 2 == 0, $"the rank is {this.Rank}; that of the compressed form is even");
        Require(this.Form == LoraForm.Lora || this.Depth >= 2, $"the depth is {this.Depth}; deep forms have 2 or more factors");
        Require(this.Width >= 0, $"the width is {this.Width}; it must be positive, or 0 for the layer's own");
        Require(this.Epsilon is > 0 and < double.PositiveInfinity, $"epsilon is {this.Epsilon}; it must be positive");
        Require(this.OuterRate is >= 0 and < double.PositiveInfinity, $"the outer rate is {this.OuterRate}; it must be 0 or more");
        Require(double.IsFinite(this.Alpha), $"alpha is {this.Alpha}; it must be a number");
    }

    /// <summary>The generator of these options; null for torch's own.</summary>
    internal torch.Generator? CreateGenerator() => this.Seed is long seed ? new torch.Generator((ulong)seed, torch.CPU) : null;

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException($"Adapter: {message}.");
        }
    }
}
