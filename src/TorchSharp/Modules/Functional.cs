using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>The functions of layers and losses, without state.</summary>
        public static partial class functional
        {
            private static readonly string[] s_paddings = ["constant", "reflect", "replicate", "circular", "constant"];

            /// <summary>input times the transposed weights, plus bias.</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor bias = null) => Operators.linear.Call(input, weights, bias);

            /// <summary>The rows of the weights that the numbers of the input name.</summary>
            internal static Tensor embedding(
                Tensor input, Tensor weight, long padding_idx = -1, bool scale_grad_by_freq = false, bool sparse = false) =>
                Operators.embedding.Call(weight, input, padding_idx, scale_grad_by_freq, sparse);

            /// <summary>max(x, 0).</summary>
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_() : x.relu();

            /// <summary>min(max(x, 0), 6).</summary>
            public static Tensor relu6(Tensor x, bool inplace = false) => inplace ? x.relu6_() : x.relu6();

            /// <summary>x, or negative_slope x below 0.</summary>
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                inplace ? input.leaky_relu_(negative_slope) : input.leaky_relu(negative_slope);

            /// <summary>x, or alpha (exp(x) - 1) below 0.</summary>
            public static Tensor elu(Tensor x, double alpha, bool inplace = false) => inplace ? x.elu_(alpha) : x.elu(alpha);

            /// <summary>Continuously differentiable exponential linear unit.</summary>
            public static Tensor celu(Tensor x, double alpha, bool inplace = false) =>
                inplace ? x.celu_((Scalar)alpha) : x.celu((Scalar)alpha);

            /// <summary>Scaled exponential linear unit.</summary>
            public static Tensor selu(Tensor x, bool inplace = false) => inplace ? x.selu_() : x.selu();

            /// <summary>x times the normal distribution function of x.</summary>
            public static Tensor gelu(Tensor x) => x.gelu();

            /// <summary>x times the normal distribution function of x.</summary>
            public static Tensor gelu(Tensor x, bool inplace) => inplace ? x.gelu_() : x.gelu();

            /// <summary>x times the normal distribution function of x, or its approximation by tanh.</summary>
            public static Tensor gelu(Tensor x, GELU.Approximate approximate, bool inplace = false) =>
                inplace ? x.gelu_(approximate) : x.gelu(approximate);

            /// <summary>x sigmoid(x).</summary>
            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? x.silu_() : x.silu();

            /// <summary>1 / (1 + exp(-x)).</summary>
            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            /// <summary>1 / (1 + exp(-x)).</summary>
            public static Tensor sigmoid(Tensor x, bool inplace) => inplace ? x.sigmoid_() : x.sigmoid();

            /// <summary>Hyperbolic tangent.</summary>
            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? x.tanh_() : x.tanh();

            /// <summary>Piecewise linear sigmoid.</summary>
            public static Tensor hardsigmoid(Tensor input, bool inplace = false) => inplace ? input.hardsigmoid_() : input.hardsigmoid();

            /// <summary>x hardsigmoid(x).</summary>
            public static Tensor hardswish(Tensor input, bool inplace = false) => inplace ? input.hardswish_() : input.hardswish();

            /// <summary>x, kept between min_val and max_val.</summary>
            public static Tensor hardtanh(Tensor x, double min_val = -1, double max_val = 1, bool inplace = false) =>
                inplace ? x.hardtanh_(min_val, max_val) : x.hardtanh(min_val, max_val);

            /// <summary>log(sigmoid(x)).</summary>
            public static Tensor logsigmoid(Tensor x) => x.log_sigmoid();

            /// <summary>log(1 + exp(beta x)) / beta.</summary>
            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) => x.softplus(beta, threshold);

            /// <summary>One half of the dimension times the sigmoid of the other.</summary>
            public static Tensor glu(Tensor input, long dim = -1) => input.glu(dim);

            /// <summary>x, or weight x below 0.</summary>
            public static Tensor prelu(Tensor input, Tensor weight) => input.prelu(weight);

            /// <summary>exp(x), scaled to sum 1 along the dimension.</summary>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            /// <summary>log(softmax(x)).</summary>
            public static Tensor log_softmax(Tensor x, long dim) => x.log_softmax(dim);

            /// <summary>Zeros with probability p, the others scaled up, while training.</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? Operators.dropout_.CallInPlace(input, p, training) : Operators.dropout.Call(input, p, training);

            /// <summary>Dropout that keeps mean and variance of SELU networks.</summary>
            public static Tensor alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false) =>
                Operators.alpha_dropout.Call(input, p, training);

            /// <summary>Mean 0 and variance 1 over the last dimensions, then times weight plus bias.</summary>
            public static Tensor layer_norm(
                Tensor input, long[] normalized_shape, Tensor weight = null, Tensor bias = null, double eps = 1e-05) =>
                Operators.layer_norm.Call(input, normalized_shape, weight, bias, eps);

            /// <summary>Mean 0 and variance 1 within groups of channels, then times weight plus bias.</summary>
            public static Tensor group_norm(Tensor input, long num_groups, Tensor weight = null, Tensor bias = null, double eps = 1e-05) =>
                Operators.group_norm.Call(input, num_groups, weight, bias, eps);

            /// <summary>Mean 0 and variance 1 of each channel over the batch, then times weight plus bias.</summary>
            public static Tensor batch_norm(
                Tensor input,
                Tensor running_mean,
                Tensor running_var,
                Tensor weight = null,
                Tensor bias = null,
                bool training = false,
                double momentum = 0.1,
                double eps = 1e-05) =>
                Operators.batch_norm.Call(input, weight, bias, running_mean, running_var, training, momentum, eps, true);

            /// <summary>Scaled to p-norm 1 along the dimension.</summary>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1e-12)
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor norm = input.norm((int)dim, keepdim: true, p: (float)p).clamp_min(eps);
                return (input / norm).MoveToOuterDisposeScope();
            }

            /// <summary>One-dimensional convolution.</summary>
            public static Tensor conv1d(
                Tensor input,
                Tensor weight,
                Tensor bias = null,
                long? stride = null,
                long? padding = null,
                long? dilation = null,
                long groups = 1) =>
                Operators.conv1d.Call(input, weight, bias, stride ?? 1, padding ?? 0, dilation ?? 1, groups);

            /// <summary>Two-dimensional convolution.</summary>
            public static Tensor conv2d(
                Tensor input,
                Tensor weight,
                Tensor bias = null,
                long[] strides = null,
                long[] padding = null,
                long[] dilation = null,
                long groups = 1) =>
                Operators.conv2d.Call(input, weight, bias, strides ?? [1, 1], padding ?? [0, 0], dilation ?? [1, 1], groups);

            /// <summary>Two-dimensional convolution with padding by name.</summary>
            public static Tensor conv2d_padding(
                Tensor input,
                Tensor weight,
                Tensor bias = null,
                long[] strides = null,
                Padding padding = Padding.Valid,
                long[] dilation = null,
                long groups = 1) =>
                Operators.conv2d_padding.Call(
                    input, weight, bias, strides ?? [1, 1], padding == Padding.Same ? "same" : "valid", dilation ?? [1, 1], groups);

            /// <summary>The largest in each window.</summary>
            public static Tensor max_pool1d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                Operators.max_pool1d.Call(input, kernel_size, stride ?? kernel_size, padding ?? 0, dilation ?? 1, ceil_mode);

            /// <summary>The largest in each window.</summary>
            public static Tensor max_pool2d(
                Tensor input,
                long[] kernel_size,
                long[] strides = null,
                long[] padding = null,
                long[] dilation = null,
                bool ceil_mode = false) =>
                Operators.max_pool2d.Call(input, kernel_size, strides ?? kernel_size, padding ?? [0, 0], dilation ?? [1, 1], ceil_mode);

            /// <summary>The largest in each window.</summary>
            public static Tensor max_pool2d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, Two(kernel_size), Two(stride), Two(padding), Two(dilation), ceil_mode);

            /// <summary>The largest in each window.</summary>
            public static Tensor max_pool2d(
                Tensor input,
                (long, long) kernel_size,
                (long, long)? stride = null,
                (long, long)? padding = null,
                (long, long)? dilation = null,
                bool ceil_mode = false) =>
                max_pool2d(input, Two(kernel_size), Two(stride), Two(padding), Two(dilation), ceil_mode);

            /// <summary>The largest in each window, and where it is.</summary>
            public static (Tensor output, Tensor indices) max_pool2d_with_indices(
                Tensor input,
                long[] kernel_size,
                long[] strides = null,
                long[] padding = null,
                long[] dilation = null,
                bool ceil_mode = false) =>
                Operators.max_pool2d_with_indices.Call2(
                    input, kernel_size, strides ?? kernel_size, padding ?? [0, 0], dilation ?? [1, 1], ceil_mode);

            /// <summary>The mean of each window.</summary>
            public static Tensor avg_pool1d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true) =>
                Operators.avg_pool1d.Call(input, kernel_size, stride ?? kernel_size, padding ?? 0, ceil_mode, count_include_pad);

            /// <summary>The mean of each window.</summary>
            public static Tensor avg_pool2d(
                Tensor input,
                long[] kernel_size,
                long[] stride = null,
                long[] padding = null,
                bool ceil_mode = false,
                bool count_include_pad = true,
                long? divisor_override = null) =>
                Operators.avg_pool2d.Call(
                    input, kernel_size, stride ?? kernel_size, padding ?? [0, 0], ceil_mode, count_include_pad, divisor_override);

            /// <summary>The mean of each window.</summary>
            public static Tensor avg_pool2d(
                Tensor input,
                long kernel_size,
                long? stride = null,
                long padding = 0,
                bool ceil_mode = false,
                bool count_include_pad = true,
                long? divisor_override = null) =>
                avg_pool2d(input, Two(kernel_size), Two(stride), Two(padding), ceil_mode, count_include_pad, divisor_override);

            /// <summary>The mean of each window.</summary>
            public static Tensor avg_pool2d(
                Tensor input,
                (long, long) kernel_size,
                (long, long)? stride = null,
                (long, long)? padding = null,
                bool ceil_mode = false,
                bool count_include_pad = true,
                long? divisor_override = null) =>
                avg_pool2d(input, Two(kernel_size), Two(stride), Two(padding), ceil_mode, count_include_pad, divisor_override);

            /// <summary>Means over windows that give that size.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size) =>
                Operators.adaptive_avg_pool2d.Call(input, output_size);

            /// <summary>Means over windows that give that size.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) => adaptive_avg_pool2d(input, Two(output_size));

            /// <summary>Means over windows that give that size.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) => adaptive_avg_pool2d(input, Two(output_size));

            /// <summary>Rows of zeros with a single 1.</summary>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Operators.one_hot.Call(x, num_classes);

            /// <summary>Values around the tensor; the pairs begin with the last dimension.</summary>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                bool constant = mode is PaddingModes.Constant or PaddingModes.Zeros;
                return constant
                    ? Operators.constant_pad_nd.Call(input, pad, (Scalar)value)
                    : Operators.pad.Call(input, pad, s_paddings[(int)mode]);
            }

            /// <summary>Values around the last dimension.</summary>
            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (long[])[pad.Item1, pad.Item2], mode, value);

            /// <summary>Values around the last two dimensions.</summary>
            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (long[])[pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            /// <summary>As many values on all sides of the last dimensions.</summary>
            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (long[])[pad, pad], mode, value);

            internal static long[] Two(long value) => [value, value];

            internal static long[] Two(long? value) => value is long number ? [number, number] : null;

            internal static long[] Two((long, long) value) => [value.Item1, value.Item2];

            internal static long[] Two((long, long)? value) => value is (long first, long second) ? [first, second] : null;
        }
    }
}
