using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Mean 0 and variance 1 over the last dimensions, then times weight plus bias.</summary>
    public sealed class LayerNorm : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private Parameter _weight;
        private Parameter _bias;

        internal LayerNorm(
            long[] normalized_shape, double eps, bool elementwise_affine, bool bias, torch.Device device, torch.ScalarType? dtype)
            : base(nameof(LayerNorm))
        {
            this.normalized_shape = normalized_shape;
            this.eps = eps;
            this.elementwise_affine = elementwise_affine;
            if (elementwise_affine)
            {
                this.weight = new Parameter(torch.ones(normalized_shape, dtype, device));
                if (bias)
                {
                    this.bias = new Parameter(torch.zeros(normalized_shape, dtype, device));
                }
            }
        }

        /// <summary>Added; may be null.</summary>
        public Parameter bias
        {
            get => this._bias;
            set
            {
                this._bias = value;
                this.ConditionallyRegisterParameter(nameof(this.bias), value);
            }
        }

        /// <summary>Multiplied; may be null.</summary>
        public Parameter weight
        {
            get => this._weight;
            set
            {
                this._weight = value;
                this.ConditionallyRegisterParameter(nameof(this.weight), value);
            }
        }

        /// <summary>The last dimensions.</summary>
        public long[] normalized_shape { get; set; }

        /// <summary>Added to the variance.</summary>
        public double eps { get; set; }

        /// <summary>Whether there are weight and bias.</summary>
        public bool elementwise_affine { get; set; }

        /// <summary>Sets weight to ones and bias to zeros.</summary>
        public void reset_parameters()
        {
            if (this.elementwise_affine)
            {
                torch.nn.init.ones_(this._weight);
                if (this._bias is not null)
                {
                    torch.nn.init.zeros_(this._bias);
                }
            }
        }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor tensor) =>
            torch.nn.functional.layer_norm(tensor, this.normalized_shape, this._weight, this._bias, this.eps);
    }

    /// <summary>Mean 0 and variance 1 within groups of channels, then times weight plus bias.</summary>
    public sealed class GroupNorm : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private Parameter _weight;
        private Parameter _bias;

        internal GroupNorm(long num_groups, long num_channels, double eps, bool affine, torch.Device device, torch.ScalarType? dtype)
            : base(nameof(GroupNorm))
        {
            this.num_groups = num_groups;
            this.num_channels = num_channels;
            this.eps = eps;
            if (affine)
            {
                this.weight = new Parameter(torch.ones(num_channels, dtype, device));
                this.bias = new Parameter(torch.zeros(num_channels, dtype, device));
            }
        }

        /// <summary>Added; may be null.</summary>
        public Parameter bias
        {
            get => this._bias;
            set
            {
                this._bias = value;
                this.ConditionallyRegisterParameter(nameof(this.bias), value);
            }
        }

        /// <summary>Multiplied; may be null.</summary>
        public Parameter weight
        {
            get => this._weight;
            set
            {
                this._weight = value;
                this.ConditionallyRegisterParameter(nameof(this.weight), value);
            }
        }

        /// <summary>The number of groups.</summary>
        public long num_groups { get; set; }

        /// <summary>The number of channels.</summary>
        public long num_channels { get; set; }

        /// <summary>Added to the variance.</summary>
        public double eps { get; set; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor tensor) =>
            torch.nn.functional.group_norm(tensor, this.num_groups, this._weight, this._bias, this.eps);
    }

    /// <summary>What normalizations with running statistics have in common.</summary>
    public abstract class NormBase : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private Parameter _weight;
        private Parameter _bias;
        private torch.Tensor _mean;
        private torch.Tensor _variance;
        private torch.Tensor _batches;

        /// <summary>For so many features.</summary>
        /// <param name="num_features">The length of dimension 1.</param>
        /// <param name="eps">Added to the variance.</param>
        /// <param name="momentum">The weight of a new batch in the running statistics; null: their plain average.</param>
        /// <param name="affine">Learn a weight and a bias.</param>
        /// <param name="track_running_stats">Keep running statistics, which are used when it is not trained.</param>
        /// <param name="device">Where it is.</param>
        /// <param name="dtype">The type of the numbers.</param>
        /// <param name="name">Its name.</param>
        protected NormBase(
            long num_features,
            double eps,
            double? momentum,
            bool affine,
            bool track_running_stats,
            torch.Device device,
            torch.ScalarType? dtype,
            string name)
            : base(name)
        {
            this.num_features = num_features;
            this.eps = eps;
            this.momentum = momentum;
            this.affine = affine;
            this.track_running_stats = track_running_stats;
            if (affine)
            {
                this.weight = new Parameter(torch.ones(num_features, dtype, device));
                this.bias = new Parameter(torch.zeros(num_features, dtype, device));
            }

            if (track_running_stats)
            {
                this.running_mean = torch.zeros(num_features, dtype, device);
                this.running_var = torch.ones(num_features, dtype, device);
                this.num_batches_tracked = torch.zeros((long[])[], torch.ScalarType.Int64, device);
            }
        }

        /// <summary>Added; may be null.</summary>
        public Parameter bias
        {
            get => this._bias;
            set
            {
                this._bias = value;
                this.ConditionallyRegisterParameter(nameof(this.bias), value);
            }
        }

        /// <summary>Multiplied; may be null.</summary>
        public Parameter weight
        {
            get => this._weight;
            set
            {
                this._weight = value;
                this.ConditionallyRegisterParameter(nameof(this.weight), value);
            }
        }

        /// <summary>The mean of past batches.</summary>
        public torch.Tensor running_mean
        {
            get => this._mean;
            set
            {
                this._mean = value;
                this.ConditionallyRegisterBuffer(nameof(this.running_mean), value);
            }
        }

        /// <summary>The variance of past batches.</summary>
        public torch.Tensor running_var
        {
            get => this._variance;
            set
            {
                this._variance = value;
                this.ConditionallyRegisterBuffer(nameof(this.running_var), value);
            }
        }

        /// <summary>How many batches there were.</summary>
        public torch.Tensor num_batches_tracked
        {
            get => this._batches;
            set
            {
                this._batches = value;
                this.ConditionallyRegisterBuffer(nameof(this.num_batches_tracked), value);
            }
        }

        /// <summary>The length of dimension 1.</summary>
        public long num_features { get; }

        /// <summary>Added to the variance.</summary>
        public double eps { get; set; }

        /// <summary>The weight of a new batch in the running statistics.</summary>
        public double? momentum { get; set; }

        /// <summary>Whether there are weight and bias.</summary>
        public bool affine { get; }

        /// <summary>Whether there are running statistics.</summary>
        public bool track_running_stats { get; }

        /// <summary>Forgets past batches.</summary>
        public void reset_running_stats()
        {
            if (this.track_running_stats)
            {
                torch.nn.init.zeros_(this._mean);
                torch.nn.init.ones_(this._variance);
                torch.nn.init.zeros_(this._batches);
            }
        }

        /// <summary>Forgets past batches; weight to ones and bias to zeros.</summary>
        public void reset_parameters()
        {
            this.reset_running_stats();
            if (this.affine)
            {
                torch.nn.init.ones_(this._weight);
                torch.nn.init.zeros_(this._bias);
            }
        }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input)
        {
            this.ValidateInputDimensions(input);
            double factor = this.momentum ?? 0;
            if (this.training && this.track_running_stats)
            {
                using IDisposable none = torch.no_grad();
                this._batches.add_(1);
                factor = this.momentum ?? (1.0 / this._batches.item<long>());
            }

            bool byBatch = this.training || !this.track_running_stats;
            return torch.nn.functional.batch_norm(
                input, this._mean, this._variance, this._weight, this._bias, byBatch, factor, this.eps);
        }

        /// <summary>Throws if it cannot work with such a tensor.</summary>
        protected abstract void ValidateInputDimensions(torch.Tensor input);
    }

    /// <summary>Mean 0 and variance 1 of each channel over the batch.</summary>
    public abstract class BatchNorm : NormBase
    {
        /// <inheritdoc/>
        protected BatchNorm(
            long num_features,
            double eps,
            double? momentum,
            bool affine,
            bool track_running_stats,
            torch.Device device,
            torch.ScalarType? dtype,
            string name)
            : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
        {
        }
    }

    /// <summary>Mean 0 and variance 1 of each channel over a batch of vectors or sequences.</summary>
    public sealed class BatchNorm1d : BatchNorm
    {
        internal BatchNorm1d(
            long num_features, double eps, double? momentum, bool affine, bool track, torch.Device device, torch.ScalarType? dtype)
            : base(num_features, eps, momentum, affine, track, device, dtype, nameof(BatchNorm1d))
        {
        }

        /// <inheritdoc/>
        protected override void ValidateInputDimensions(torch.Tensor input)
        {
            if (input.Dimensions is not (2 or 3))
            {
                throw new ArgumentException($"expected 2D or 3D input, but got {input.Dimensions}D input.");
            }
        }
    }

    /// <summary>Mean 0 and variance 1 of each channel over a batch of images.</summary>
    public sealed class BatchNorm2d : BatchNorm
    {
        internal BatchNorm2d(
            long num_features, double eps, double? momentum, bool affine, bool track, torch.Device device, torch.ScalarType? dtype)
            : base(num_features, eps, momentum, affine, track, device, dtype, nameof(BatchNorm2d))
        {
        }

        /// <inheritdoc/>
        protected override void ValidateInputDimensions(torch.Tensor input)
        {
            if (input.Dimensions != 4)
            {
                throw new ArgumentException($"expected 4D input, but got {input.Dimensions}D input.");
            }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Mean 0 and variance 1 over the last dimensions, then times weight plus bias.</summary>
            public static LayerNorm LayerNorm(
                long[] normalized_shape,
                double eps = 1e-05,
                bool elementwise_affine = true,
                bool bias = true,
                Device device = null,
                ScalarType? dtype = null) => new(normalized_shape, eps, elementwise_affine, bias, device, dtype);

            /// <summary>Mean 0 and variance 1 over the last dimension, then times weight plus bias.</summary>
            public static LayerNorm LayerNorm(
                long normalized_shape,
                double eps = 1e-05,
                bool elementwise_affine = true,
                bool bias = true,
                Device device = null,
                ScalarType? dtype = null) => new([normalized_shape], eps, elementwise_affine, bias, device, dtype);

            /// <summary>Mean 0 and variance 1 within groups of channels, then times weight plus bias.</summary>
            public static GroupNorm GroupNorm(
                long num_groups, long num_channels, double eps = 1e-05, bool affine = true, Device device = null, ScalarType? dtype = null) =>
                new(num_groups, num_channels, eps, affine, device, dtype);

            /// <summary>Mean 0 and variance 1 of each channel over a batch of vectors or sequences.</summary>
            public static BatchNorm1d BatchNorm1d(
                long num_features,
                double eps = 1e-05,
                double momentum = 0.1,
                bool affine = true,
                bool track_running_stats = true,
                Device device = null,
                ScalarType? dtype = null) => new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            /// <summary>Mean 0 and variance 1 of each channel over a batch of images.</summary>
            public static BatchNorm2d BatchNorm2d(
                long num_features,
                double eps = 1e-05,
                double momentum = 0.1,
                bool affine = true,
                bool track_running_stats = true,
                Device device = null,
                ScalarType? dtype = null) => new(num_features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}
