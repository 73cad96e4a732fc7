namespace TorchSharp.Modules;

/// <summary>max(x, 0).</summary>
public sealed class ReLU : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal ReLU(bool inplace)
        : base(nameof(ReLU))
    {
        this.inplace = inplace;
    }

    /// <summary>Whether it works in place.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.relu(tensor, this.inplace);
}

/// <summary>min(max(x, 0), 6).</summary>
public sealed class ReLU6 : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal ReLU6(bool inplace)
        : base(nameof(ReLU6))
    {
        this.inplace = inplace;
    }

    /// <summary>Whether it works in place.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.relu6(tensor, this.inplace);
}

/// <summary>x, or negative_slope x below 0.</summary>
public sealed class LeakyReLU : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal LeakyReLU(double negative_slope, bool inplace)
        : base(nameof(LeakyReLU))
    {
        this.negative_slope = negative_slope;
        this.inplace = inplace;
    }

    /// <summary>See the class.</summary>
    public double negative_slope { get; set; }

    /// <summary>Whether it works in place.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.leaky_relu(tensor, this.negative_slope, this.inplace);
}

/// <summary>x, or alpha (exp(x) - 1) below 0.</summary>
public sealed class ELU : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal ELU(double alpha, bool inplace)
        : base(nameof(ELU))
    {
        this.alpha = alpha;
        this.inplace = inplace;
    }

    /// <summary>See the class.</summary>
    public double alpha { get; set; }

    /// <summary>Whether it works in place.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.elu(tensor, this.alpha, this.inplace);
}

/// <summary>Continuously differentiable exponential linear unit.</summary>
public sealed class CELU : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal CELU(double alpha, bool inplace)
        : base(nameof(CELU))
    {
        this.alpha = alpha;
        this.inplace = inplace;
    }

    /// <summary>See the class.</summary>
    public double alpha { get; set; }

    /// <summary>Whether it works in place.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.celu(tensor, this.alpha, this.inplace);
}

/// <summary>Scaled exponential linear unit.</summary>
public sealed class SELU : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal SELU(bool inplace)
        : base(nameof(SELU))
    {
        this.inplace = inplace;
    }

    /// <summary>Whether it works in place.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.selu(tensor, this.inplace);
}

/// <summary>x sigmoid(x).</summary>
public sealed class SiLU : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal SiLU(bool inplace)
        : base(nameof(SiLU))
    {
        this.inplace = inplace;
    }

    /// <summary>Whether it works in place.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.silu(tensor, this.inplace);
}

/// <summary>1 / (1 + exp(-x)).</summary>
public sealed class Sigmoid : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal Sigmoid(bool inplace)
        : base(nameof(Sigmoid))
    {
        this.inplace = inplace;
    }

    /// <summary>Whether it works in place.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.sigmoid(tensor, this.inplace);
}

/// <summary>Hyperbolic tangent.</summary>
public sealed class Tanh : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal Tanh(bool inplace)
        : base(nameof(Tanh))
    {
        this.inplace = inplace;
    }

    /// <summary>Whether it works in place.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.tanh(tensor, this.inplace);
}

/// <summary>Piecewise linear sigmoid.</summary>
public sealed class Hardsigmoid : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal Hardsigmoid(bool inplace)
        : base(nameof(Hardsigmoid))
    {
        this.inplace = inplace;
    }

    /// <summary>Whether it works in place.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.hardsigmoid(tensor, this.inplace);
}

/// <summary>x hardsigmoid(x).</summary>
public sealed class Hardswish : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal Hardswish(bool inplace)
        : base(nameof(Hardswish))
    {
        this.inplace = inplace;
    }

    /// <summary>Whether it works in place.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.hardswish(tensor, this.inplace);
}

/// <summary>x, kept between min_val and max_val.</summary>
public sealed class Hardtanh : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal Hardtanh(double min_val, double max_val, bool inplace)
        : base(nameof(Hardtanh))
    {
        this.min_val = min_val;
        this.max_val = max_val;
        this.inplace = inplace;
    }

    /// <summary>See the class.</summary>
    public double min_val { get; set; }

    /// <summary>See the class.</summary>
    public double max_val { get; set; }

    /// <summary>Whether it works in place.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.hardtanh(tensor, this.min_val, this.max_val, this.inplace);
}

/// <summary>log(sigmoid(x)).</summary>
public sealed class LogSigmoid : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal LogSigmoid()
        : base(nameof(LogSigmoid))
    {
    }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor tensor) => tensor.log_sigmoid();
}

/// <summary>log(1 + exp(beta x)) / beta.</summary>
public sealed class Softplus : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal Softplus(double beta, double threshold)
        : base(nameof(Softplus))
    {
        this.beta = beta;
        this.threshold = threshold;
    }

    /// <summary>See the class.</summary>
    public double beta { get; set; }

    /// <summary>See the class.</summary>
    public double threshold { get; set; }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor tensor) => tensor.softplus(this.beta, this.threshold);
}

/// <summary>One half of the dimension times the sigmoid of the other.</summary>
public sealed class GLU : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal GLU(long dim)
        : base(nameof(GLU))
    {
        this.dim = dim;
    }

    /// <summary>See the class.</summary>
    public long dim { get; set; }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor tensor) => tensor.glu(this.dim);
}

/// <summary>exp(x), scaled to sum 1 along the dimension.</summary>
public sealed class Softmax : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal Softmax(long dim)
        : base(nameof(Softmax))
    {
        this.dim = dim;
    }

    /// <summary>See the class.</summary>
    public long dim { get; set; }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor tensor) => tensor.softmax(this.dim);
}

/// <summary>log(softmax(x)).</summary>
public sealed class LogSoftmax : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal LogSoftmax(long dim)
        : base(nameof(LogSoftmax))
    {
        this.dim = dim;
    }

    /// <summary>See the class.</summary>
    public long dim { get; set; }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor tensor) => tensor.log_softmax(this.dim);
}

/// <summary>What comes in.</summary>
public sealed class Identity : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal Identity()
        : base(nameof(Identity))
    {
    }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor tensor) => tensor.alias();
}

/// <summary>Those dimensions as one.</summary>
public sealed class Flatten : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal Flatten(long start_dim, long end_dim)
        : base(nameof(Flatten))
    {
        this.start_dim = start_dim;
        this.end_dim = end_dim;
    }

    /// <summary>See the class.</summary>
    public long start_dim { get; set; }

    /// <summary>See the class.</summary>
    public long end_dim { get; set; }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor tensor) => tensor.flatten(this.start_dim, this.end_dim);
}

/// <summary>x times the normal distribution function of x.</summary>
public sealed class GELU : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal GELU(Approximate approximate, bool inplace)
        : base(nameof(GELU))
    {
        this.approximate = approximate;
        this.inplace = inplace;
    }

    /// <summary>How the distribution function is computed.</summary>
    public enum Approximate
    {
        /// <summary>Exactly.</summary>
        none,

        /// <summary>By tanh.</summary>
        tanh,
    }

    /// <summary>Whether it works in place.</summary>
    public bool inplace { get; set; }

    /// <summary>How the distribution function is computed.</summary>
    public Approximate approximate { get; set; }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.gelu(tensor, this.approximate, this.inplace);
}

/// <summary>Zeros with probability p, the others scaled up, while training.</summary>
public sealed class Dropout : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal Dropout(double p, bool inplace)
        : base(nameof(Dropout))
    {
        this.p = p is >= 0 and <= 1 ? p : throw new ArgumentException($"dropout probability has to be between 0 and 1, but got {p}");
        this.inplace = inplace;
    }

    /// <summary>Whether it works in place.</summary>
    public bool inplace { get; set; }

    /// <summary>The probability.</summary>
    public double p { get; set; }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor input) => torch.nn.functional.dropout(input, this.p, this.training, this.inplace);
}

/// <summary>One dimension as several.</summary>
public sealed class Unflatten : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal Unflatten(long dim, long[] unflattened_size)
        : base(nameof(Unflatten))
    {
        this.dim = dim;
        this.unflattened_size = unflattened_size;
    }

    /// <summary>The dimension.</summary>
    public long dim { get; set; }

    /// <summary>What it becomes.</summary>
    public long[] unflattened_size { get; set; }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor tensor) => tensor.unflatten(this.dim, this.unflattened_size);
}
