using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>The largest in each window.</summary>
    public sealed class MaxPool2d : ParameterLessModule<torch.Tensor, torch.Tensor>
    {
        internal MaxPool2d(long[] kernel_size, long[] stride, long[] padding, long[] dilation, bool ceil_mode)
            : base(nameof(MaxPool2d))
        {
            this.kernel_size = kernel_size;
            this.stride = stride;
            this.padding = padding;
            this.dilation = dilation;
            this.ceil_mode = ceil_mode;
        }

        /// <summary>The window.</summary>
        public long[] kernel_size { get; set; }

        /// <summary>Its step; null: its size.</summary>
        public long[] stride { get; set; }

        /// <summary>The width of the border.</summary>
        public long[] padding { get; set; }

        /// <summary>The distance of its points.</summary>
        public long[] dilation { get; set; }

        /// <summary>Whether windows that are cut off count.</summary>
        public bool ceil_mode { get; set; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input) =>
            torch.nn.functional.max_pool2d(input, this.kernel_size, this.stride, this.padding, this.dilation, this.ceil_mode);

        /// <summary>The largest in each window, and where it is.</summary>
        public (torch.Tensor Values, torch.Tensor Indices) forward_with_indices(torch.Tensor input) =>
            torch.nn.functional.max_pool2d_with_indices(
                input, this.kernel_size, this.stride, this.padding, this.dilation, this.ceil_mode);
    }

    /// <summary>The mean of each window.</summary>
    public sealed class AvgPool2d : ParameterLessModule<torch.Tensor, torch.Tensor>
    {
        internal AvgPool2d(
            long[] kernel_size, long[] stride, long[] padding, bool ceil_mode, bool count_include_pad, long? divisor_override)
            : base(nameof(AvgPool2d))
        {
            this.kernel_size = kernel_size;
            this.stride = stride;
            this.padding = padding;
            this.ceil_mode = ceil_mode;
            this.count_include_pad = count_include_pad;
            this.divisor_override = divisor_override;
        }

        /// <summary>The window.</summary>
        public long[] kernel_size { get; set; }

        /// <summary>Its step; null: its size.</summary>
        public long[] stride { get; set; }

        /// <summary>The width of the border.</summary>
        public long[] padding { get; set; }

        /// <summary>Whether windows that are cut off count.</summary>
        public bool ceil_mode { get; set; }

        /// <summary>Whether the border counts.</summary>
        public bool count_include_pad { get; set; }

        /// <summary>What sums are divided by; null: the size of the window.</summary>
        public long? divisor_override { get; set; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input) => torch.nn.functional.avg_pool2d(
            input, this.kernel_size, this.stride, this.padding, this.ceil_mode, this.count_include_pad, this.divisor_override);
    }

    /// <summary>Means over windows that give that size.</summary>
    public sealed class AdaptiveAvgPool2d : ParameterLessModule<torch.Tensor, torch.Tensor>
    {
        internal AdaptiveAvgPool2d(long[] output_size)
            : base(nameof(AdaptiveAvgPool2d)) => this.output_size = output_size;

        /// <summary>The size.</summary>
        public long[] output_size { get; set; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input) => torch.nn.functional.adaptive_avg_pool2d(input, this.output_size);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The largest in each window.</summary>
            public static MaxPool2d MaxPool2d(
                long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                new(functional.Two(kernel_size), functional.Two(stride), functional.Two(padding), functional.Two(dilation), ceil_mode);

            /// <summary>The largest in each window.</summary>
            public static MaxPool2d MaxPool2d(
                (long, long) kernel_size,
                (long, long)? stride = null,
                (long, long)? padding = null,
                (long, long)? dilation = null,
                bool ceil_mode = false) =>
                new(functional.Two(kernel_size), functional.Two(stride), functional.Two(padding), functional.Two(dilation), ceil_mode);

            /// <summary>The largest in each window.</summary>
            public static MaxPool2d MaxPool2d(
                long[] kernel_size, long[] stride = null, long[] padding = null, long[] dilation = null, bool ceil_mode = false) =>
                new(kernel_size, stride, padding, dilation, ceil_mode);

            /// <summary>The mean of each window.</summary>
            public static AvgPool2d AvgPool2d(
                long[] kernel_size,
                long[] stride = null,
                long[] padding = null,
                bool ceil_mode = false,
                bool count_include_pad = true,
                long? divisor_override = null) => new(kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

            /// <summary>The mean of each window.</summary>
            public static AvgPool2d AvgPool2d(
                (long, long) kernel_size,
                (long, long)? stride = null,
                (long, long)? padding = null,
                bool ceil_mode = false,
                bool count_include_pad = true,
                long? divisor_override = null) => new(
                    functional.Two(kernel_size),
                    functional.Two(stride),
                    functional.Two(padding),
                    ceil_mode,
                    count_include_pad,
                    divisor_override);

            /// <summary>The mean of each window.</summary>
            public static AvgPool2d AvgPool2d(
                long kernel_size,
                long? stride = null,
                long? padding = null,
                bool ceil_mode = false,
                bool count_include_pad = true,
                long? divisor_override = null) => new(
                    functional.Two(kernel_size),
                    functional.Two(stride),
                    functional.Two(padding),
                    ceil_mode,
                    count_include_pad,
                    divisor_override);

            /// <summary>Means over windows that give that size.</summary>
            public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long[] output_size) => new(output_size);

            /// <summary>Means over windows that give that size.</summary>
            public static AdaptiveAvgPool2d AdaptiveAvgPool2d((long, long) output_size) => new(functional.Two(output_size));

            /// <summary>Means over windows that give that size.</summary>
            public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long output_size) => new(functional.Two(output_size));
        }
    }
}
