using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x, or a learned multiple of x below 0.</summary>
            /// <param name="num_parameters">1, or one slope for each channel (dimension 1).</param>
            /// <param name="init">The slopes to start with.</param>
            /// <param name="device">Where the slopes are.</param>
            /// <param name="dtype">Their type.</param>
            public static PReLU PReLU(long num_parameters, double init = 0.25, Device device = null, ScalarType? dtype = null) =>
                new(num_parameters, init, device, dtype);
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>x, or a learned multiple of x below 0 (He et al., 2015).</summary>
    public sealed class PReLU : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private Parameter _weight;

        internal PReLU(long num_parameters, double init, torch.Device device, torch.ScalarType? dtype)
            : base(nameof(PReLU))
        {
            this.num_parameters = num_parameters;
            this.init = init;
            this.weight = new Parameter(torch.full([num_parameters], init, dtype: dtype, device: device));
        }

        /// <summary>The slopes below 0.</summary>
        public Parameter weight
        {
            get => this._weight;
            set
            {
                this._weight = value;
                this.ConditionallyRegisterParameter(nameof(this.weight), value);
            }
        }

        /// <summary>1, or one for each channel.</summary>
        public long num_parameters { get; }

        /// <summary>What the slopes started with.</summary>
        public double init { get; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor tensor) => tensor.prelu(this.weight);
    }
}
