using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>input times the transposed weight, plus bias.</summary>
    public sealed class Linear : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private Parameter _weight;
        private Parameter _bias;

        internal Linear(Parameter weight, Parameter bias)
            : base(nameof(Linear))
        {
            this.in_features = weight.size(1);
            this.out_features = weight.size(0);
            this.weight = weight;
            if (bias is not null)
            {
                this.bias = bias;
            }
        }

        internal Linear(long inputSize, long outputSize, bool hasBias, torch.Device device, torch.ScalarType? dtype)
            : base(nameof(Linear))
        {
            this.in_features = inputSize;
            this.out_features = outputSize;
            this.weight = new Parameter(torch.empty(outputSize, inputSize, dtype, device));
            torch.nn.init.kaiming_uniform_(this._weight, Math.Sqrt(5));
            if (hasBias)
            {
                this.bias = new Parameter(torch.empty(outputSize, dtype, device));
                double bound = inputSize > 0 ? 1 / Math.Sqrt(inputSize) : 0;
                torch.nn.init.uniform_(this._bias, -bound, bound);
            }
        }

        /// <summary>One number for each output; may be null.</summary>
        public Parameter bias
        {
            get => this._bias;
            set
            {
                this._bias = value;
                this.ConditionallyRegisterParameter(nameof(this.bias), value);
            }
        }

        /// <summary>One row for each output.</summary>
        public Parameter weight
        {
            get => this._weight;
            set
            {
                this._weight = value;
                this.ConditionallyRegisterParameter(nameof(this.weight), value);
            }
        }

        /// <summary>The number of inputs.</summary>
        public long in_features { get; set; }

        /// <summary>The number of outputs.</summary>
        public long out_features { get; set; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.linear(tensor, this._weight, this._bias);
    }

    /// <summary>A row of numbers for each of a set of words, tokens or classes.</summary>
    public sealed class Embedding : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly long? _padding;
        private readonly double? _maximumNorm;
        private readonly double _normType;
        private readonly bool _scaled;
        private readonly bool _sparse;
        private Parameter _weight;

        internal Embedding(Parameter weight, long? padding_idx, double? max_norm, double norm_type, bool scale_grad_by_freq, bool sparse)
            : base(nameof(Embedding))
        {
            long count = weight.size(0);
            if (padding_idx is long index && (index < -count || index >= count))
            {
                throw new ArgumentException($"padding_idx {index} is outside of the {count} embeddings");
            }

            this._padding = padding_idx < 0 ? padding_idx + count : padding_idx;
            this._maximumNorm = max_norm;
            this._normType = norm_type;
            this._scaled = scale_grad_by_freq;
            this._sparse = sparse;
            this.weight = weight;
        }

        /// <summary>The rows.</summary>
        public Parameter weight
        {
            get => this._weight;
            set
            {
                this._weight = value;
                this.ConditionallyRegisterParameter(nameof(this.weight), value);
            }
        }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input)
        {
            if (this._maximumNorm is double norm)
            {
                using torch.Tensor indices = input.contiguous();
                using IDisposable none = torch.no_grad();
                Native.Operators.embedding_renorm_.CallInPlace(this._weight, indices, norm, this._normType);
            }

            return torch.nn.functional.embedding(input, this._weight, this._padding ?? -1, this._scaled, this._sparse);
        }

        internal static Embedding Fresh(
            long count,
            long width,
            long? padding_idx,
            double? max_norm,
            double norm_type,
            bool scale_grad_by_freq,
            bool sparse,
            torch.Device device,
            torch.ScalarType? dtype)
        {
            Parameter weight = new(torch.empty(count, width, dtype, device));
            torch.nn.init.normal_(weight);
            Embedding module = new(weight, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
            if (module._padding is long padding)
            {
                using IDisposable none = torch.no_grad();
                using torch.Tensor row = weight.select(0, padding);
                row.zero_();
            }

            return module;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>input times the transposed weight, plus bias.</summary>
            public static Linear Linear(
                long inputSize, long outputSize, bool hasBias = true, Device device = null, ScalarType? dtype = null) =>
                new(inputSize, outputSize, hasBias, device, dtype);

            /// <summary>A linear module of given parameters.</summary>
            public static Linear Linear(Parameter weight, Parameter bias = null) => new(weight, bias);

            /// <summary>A row of numbers for each of num_embeddings things, at first normally distributed.</summary>
            /// <param name="num_embeddings">How many there are.</param>
            /// <param name="embedding_dims">The length of a row.</param>
            /// <param name="padding_idx">A row of zeros that is not learned.</param>
            /// <param name="max_norm">Rows that are longer are scaled down to it when they are used.</param>
            /// <param name="norm_type">The p of that norm.</param>
            /// <param name="scale_grad_by_freq">Divide gradients by how often a row is used.</param>
            /// <param name="sparse">Make sparse gradients.</param>
            /// <param name="device">Where it is.</param>
            /// <param name="dtype">The type of the numbers.</param>
            public static Embedding Embedding(
                long num_embeddings,
                long embedding_dims,
                long? padding_idx = null,
                double? max_norm = null,
                double norm_type = 2,
                bool scale_grad_by_freq = false,
                bool sparse = false,
                Device device = null,
                ScalarType? dtype = null) =>
                Modules.Embedding.Fresh(
                    num_embeddings, embedding_dims, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse, device, dtype);

            /// <summary>An embedding of given rows.</summary>
            public static Embedding Embedding_from_pretrained(
                Tensor embeddings,
                bool freeze = true,
                long? padding_idx = null,
                double? max_norm = null,
                double norm_type = 2,
                bool scale_grad_by_freq = false,
                bool sparse = false,
                Device device = null,
                ScalarType? dtype = null) =>
                new(
                    new Parameter(embeddings.to(dtype ?? embeddings.dtype, device ?? embeddings.device), !freeze),
                    padding_idx,
                    max_norm,
                    norm_type,
                    scale_grad_by_freq,
                    sparse);

            /// <summary>A tensor that a module learns, over the memory of the data.</summary>
            public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
