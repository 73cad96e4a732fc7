using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    // Makes modules without parameters.
    public static partial class nn
    {
        /// <summary>max(x, 0).</summary>
        public static ReLU ReLU(bool inplace = false) => new(inplace);

        /// <summary>min(max(x, 0), 6).</summary>
        public static ReLU6 ReLU6(bool inplace = false) => new(inplace);

        /// <summary>x, or negative_slope x below 0.</summary>
        public static LeakyReLU LeakyReLU(double negative_slope = 0.01, bool inplace = false) => new(negative_slope, inplace);

        /// <summary>x, or alpha (exp(x) - 1) below 0.</summary>
        public static ELU ELU(double alpha = 1, bool inplace = false) => new(alpha, inplace);

        /// <summary>Continuously differentiable exponential linear unit.</summary>
        public static CELU CELU(double alpha = 1, bool inplace = false) => new(alpha, inplace);

        /// <summary>Scaled exponential linear unit.</summary>
        public static SELU SELU(bool inplace = false) => new(inplace);

        /// <summary>x sigmoid(x).</summary>
        public static SiLU SiLU(bool inplace = false) => new(inplace);

        /// <summary>1 / (1 + exp(-x)).</summary>
        public static Sigmoid Sigmoid(bool inplace = false) => new(inplace);

        /// <summary>Hyperbolic tangent.</summary>
        public static Tanh Tanh(bool inplace = false) => new(inplace);

        /// <summary>Piecewise linear sigmoid.</summary>
        public static Hardsigmoid Hardsigmoid(bool inplace = false) => new(inplace);

        /// <summary>x hardsigmoid(x).</summary>
        public static Hardswish Hardswish(bool inplace = false) => new(inplace);

        /// <summary>x, kept between min_val and max_val.</summary>
        public static Hardtanh Hardtanh(double min_val = -1, double max_val = 1, bool inplace = false) => new(min_val, max_val, inplace);

        /// <summary>log(sigmoid(x)).</summary>
        public static LogSigmoid LogSigmoid() => new();

        /// <summary>log(1 + exp(beta x)) / beta.</summary>
        public static Softplus Softplus(double beta = 1, double threshold = 20) => new(beta, threshold);

        /// <summary>One half of the dimension times the sigmoid of the other.</summary>
        public static GLU GLU(long dim = -1) => new(dim);

        /// <summary>exp(x), scaled to sum 1 along the dimension.</summary>
        public static Softmax Softmax(long dim) => new(dim);

        /// <summary>log(softmax(x)).</summary>
        public static LogSoftmax LogSoftmax(long dim) => new(dim);

        /// <summary>What comes in.</summary>
        public static Identity Identity() => new();

        /// <summary>Those dimensions as one.</summary>
        public static Flatten Flatten(long start_dim = 1, long end_dim = -1) => new(start_dim, end_dim);

        /// <summary>x times the normal distribution function of x.</summary>
        public static GELU GELU() => new(Modules.GELU.Approximate.none, false);

        /// <summary>x times the normal distribution function of x.</summary>
        public static GELU GELU(bool inplace) => new(Modules.GELU.Approximate.none, inplace);

        /// <summary>x times the normal distribution function of x, or its approximation by tanh.</summary>
        public static GELU GELU(GELU.Approximate approximate, bool inplace = false) => new(approximate, inplace);

        /// <summary>Zeros with probability p, the others scaled up, while training.</summary>
        public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);

        /// <summary>One dimension as several.</summary>
        public static Unflatten Unflatten(long dim, long[] unflattened_size) => new(dim, unflattened_size);
    }
}
