using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp.Modules
{
    /// <summary>What convolutions have in common.</summary>
    public abstract class Convolution : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        /// <summary>One number for each output channel; may be null.</summary>
        protected Parameter _bias;

        /// <summary>Outputs x inputs of a group x kernel.</summary>
        protected Parameter _weight;

        internal Convolution(
            string name,
            long in_channels,
            long out_channels,
            long[] kernel_size,
            long[] stride,
            long[] padding,
            Padding? padding_type,
            long[] dilation,
            PaddingModes padding_mode,
            long groups,
            bool bias,
            torch.Device device,
            torch.ScalarType? dtype)
            : base(name)
        {
            if (groups < 1 || in_channels % groups != 0 || out_channels % groups != 0)
            {
                throw new ArgumentException($"{in_channels} inputs and {out_channels} outputs cannot be divided into {groups} groups");
            }

            if (padding_type == Padding.Same && stride.Any(static step => step != 1))
            {
                throw new ArgumentException("padding: 'same' is not supported for strided convolutions");
            }

            this.in_channels = in_channels;
            this.out_channels = out_channels;
            this.kernel_size = kernel_size;
            this.stride = stride;
            this.dilation = dilation;
            this.groups = groups;
            this.padding_mode = padding_mode;
            this.padding_type = padding_type;
            // "same" may need one more behind than in front.
            long[] total = [.. kernel_size.Zip(dilation, static (size, step) => step * (size - 1))];
            this.padding = padding_type switch
            {
                Padding.Same => [.. total.Select(static both => both / 2)],
                Padding.Valid => new long[kernel_size.Length],
                _ => padding,
            };
            this.Behind = padding_type == Padding.Same ? [.. total.Select(static both => both - (both / 2))] : this.padding;
            this.weight = new Parameter(torch.empty([out_channels, in_channels / groups, .. kernel_size], dtype, device));
            torch.nn.init.kaiming_uniform_(this._weight, Math.Sqrt(5));
            if (bias)
            {
                this.bias = new Parameter(torch.empty(out_channels, dtype, device));
                double bound = 1 / Math.Sqrt(torch.nn.init.CalculateFanInAndFanOut(this._weight).fanIn);
                torch.nn.init.uniform_(this._bias, -bound, bound);
            }
        }

        /// <summary>One number for each output channel; may be null.</summary>
        public Parameter bias
        {
            get => this._bias;
            set
            {
                this._bias = value;
                this.ConditionallyRegisterParameter(nameof(this.bias), value);
            }
        }

        /// <summary>Outputs x inputs of a group x kernel.</summary>
        public Parameter weight
        {
            get => this._weight;
            set
            {
                this._weight = value;
                this.ConditionallyRegisterParameter(nameof(this.weight), value);
            }
        }

        /// <summary>The number of input channels.</summary>
        public long in_channels { get; }

        /// <summary>The number of output channels.</summary>
        public long out_channels { get; }

        /// <summary>The size of the kernel.</summary>
        public long[] kernel_size { get; set; }

        /// <summary>The step of the kernel.</summary>
        public long[] stride { get; set; }

        /// <summary>The width of the border in front.</summary>
        public long[] padding { get; }

        /// <summary>Padding by name, if it was given so.</summary>
        public Padding? padding_type { get; }

        /// <summary>The distance of the kernel's points.</summary>
        public long[] dilation { get; set; }

        /// <summary>The number of groups that do not see each other.</summary>
        public long groups { get; set; }

        /// <summary>What stands beyond the border.</summary>
        public PaddingModes padding_mode { get; set; }

        private long[] Behind { get; }

        internal torch.Tensor Run(Operator convolution, torch.Tensor input)
        {
            bool zeros = this.padding_mode is PaddingModes.Zeros or PaddingModes.Constant;
            if (zeros && this.padding.AsSpan().SequenceEqual(this.Behind))
            {
                return convolution.Call(input, this._weight, this._bias, this.stride, this.padding, this.dilation, this.groups);
            }

            using DisposeScope scope = torch.NewDisposeScope();
            List<long> border = [];
            for (int d = this.padding.Length - 1; d >= 0; d--)
            {
                border.AddRange([this.padding[d], this.Behind[d]]);
            }

            torch.Tensor padded = torch.nn.functional.pad(input, [.. border], zeros ? PaddingModes.Constant : this.padding_mode);
            long[] none = new long[this.padding.Length];
            return convolution.Call(padded, this._weight, this._bias, this.stride, none, this.dilation, this.groups).MoveToOuterDisposeScope();
        }
    }

    /// <summary>One-dimensional convolution.</summary>
    public sealed class Conv1d : Convolution
    {
        internal Conv1d(
            long inputs,
            long outputs,
            long kernel,
            long stride,
            long padding,
            Padding? kind,
            long dilation,
            PaddingModes mode,
            long groups,
            bool bias,
            torch.Device device,
            torch.ScalarType? dtype)
            : base(nameof(Conv1d), inputs, outputs, [kernel], [stride], [padding], kind, [dilation], mode, groups, bias, device, dtype)
        {
        }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input) => this.Run(Operators.conv1d, input);
    }

    /// <summary>Two-dimensional convolution.</summary>
    public sealed class Conv2d : Convolution
    {
        internal Conv2d(
            long inputs,
            long outputs,
            long[] kernel,
            long[] stride,
            long[] padding,
            Padding? kind,
            long[] dilation,
            PaddingModes mode,
            long groups,
            bool bias,
            torch.Device device,
            torch.ScalarType? dtype)
            : base(nameof(Conv2d), inputs, outputs, kernel, stride, padding, kind, dilation, mode, groups, bias, device, dtype)
        {
        }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input) => this.Run(Operators.conv2d, input);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>One-dimensional convolution.</summary>
            public static Conv1d Conv1d(
                long in_channels,
                long out_channels,
                long kernel_size,
                long stride = 1,
                long padding = 0,
                long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros,
                long groups = 1,
                bool bias = true,
                Device device = null,
                ScalarType? dtype = null) =>
                new(in_channels, out_channels, kernel_size, stride, padding, null, dilation, padding_mode, groups, bias, device, dtype);

            /// <summary>One-dimensional convolution with padding by name.</summary>
            public static Conv1d Conv1d(
                long in_channels,
                long out_channels,
                long kernel_size,
                Padding padding,
                long stride = 1,
                long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros,
                long groups = 1,
                bool bias = true,
                Device device = null,
                ScalarType? dtype = null) =>
                new(in_channels, out_channels, kernel_size, stride, 0, padding, dilation, padding_mode, groups, bias, device, dtype);

            /// <summary>Two-dimensional convolution.</summary>
            public static Conv2d Conv2d(
                long in_channels,
                long out_channels,
                long kernel_size,
                long stride = 1,
                long padding = 0,
                long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros,
                long groups = 1,
                bool bias = true,
                Device device = null,
                ScalarType? dtype = null) =>
                new(
                    in_channels,
                    out_channels,
                    functional.Two(kernel_size),
                    functional.Two(stride),
                    functional.Two(padding),
                    null,
                    functional.Two(dilation),
                    padding_mode,
                    groups,
                    bias,
                    device,
                    dtype);

            /// <summary>Two-dimensional convolution.</summary>
            public static Conv2d Conv2d(
                long in_channels,
                long out_channels,
                (long, long) kernel_size,
                (long, long)? stride = null,
                (long, long)? padding = null,
                (long, long)? dilation = null,
                PaddingModes padding_mode = PaddingModes.Zeros,
                long groups = 1,
                bool bias = true,
                Device device = null,
                ScalarType? dtype = null) =>
                new(
                    in_channels,
                    out_channels,
                    functional.Two(kernel_size),
                    functional.Two(stride) ?? [1, 1],
                    functional.Two(padding) ?? [0, 0],
                    null,
                    functional.Two(dilation) ?? [1, 1],
                    padding_mode,
                    groups,
                    bias,
                    device,
                    dtype);

            /// <summary>Two-dimensional convolution with padding by name.</summary>
            public static Conv2d Conv2d(
                long in_channels,
                long out_channels,
                long kernel_size,
                Padding padding,
                long stride = 1,
                long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros,
                long groups = 1,
                bool bias = true,
                Device device = null,
                ScalarType? dtype = null) =>
                new(
                    in_channels,
                    out_channels,
                    functional.Two(kernel_size),
                    functional.Two(stride),
                    [0, 0],
                    padding,
                    functional.Two(dilation),
                    padding_mode,
                    groups,
                    bias,
                    device,
                    dtype);
        }
    }
}
