using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>
    /// Attention with several heads (Vaswani et al., 2017). Inputs are length x batch x width; the parameters have PyTorch's
    /// names and shapes.
    /// </summary>
    public sealed class MultiheadAttention
        : torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, bool, torch.Tensor, Tuple<torch.Tensor, torch.Tensor>>
    {
        private readonly long _width;
        private readonly long _heads;
        private readonly double _dropout;
        private readonly Parameter in_proj_weight;
        private readonly Parameter in_proj_bias;
        private readonly Linear out_proj;

        internal MultiheadAttention(long embedded_dim, long num_heads, double dropout, bool bias)
            : base(nameof(MultiheadAttention))
        {
            if (num_heads < 1 || embedded_dim % num_heads != 0)
            {
                throw new ArgumentException($"a width of {embedded_dim} cannot be divided among {num_heads} heads");
            }

            this._width = embedded_dim;
            this._heads = num_heads;
            this._dropout = dropout;
            this.in_proj_weight = new Parameter(torch.empty(3 * embedded_dim, embedded_dim));
            torch.nn.init.xavier_uniform_(this.in_proj_weight);
            this.out_proj = torch.nn.Linear(embedded_dim, embedded_dim, bias);
            if (bias)
            {
                this.in_proj_bias = new Parameter(torch.zeros(3 * embedded_dim));
                torch.nn.init.zeros_(this.out_proj.bias);
            }

            this.RegisterComponents();
        }

        /// <summary>What each query finds, and (asked for) the weights, averaged over the heads.</summary>
        /// <param name="query">Length x batch x width.</param>
        /// <param name="key">Other length x batch x width.</param>
        /// <param name="value">Other length x batch x width.</param>
        /// <param name="key_padding_mask">Batch x other length; true: is not looked at.</param>
        /// <param name="need_weights">Whether the weights are wanted.</param>
        /// <param name="attn_mask">Length x other length; true: is not looked at; or numbers that are added to the scores.</param>
        public override Tuple<torch.Tensor, torch.Tensor> forward(
            torch.Tensor query,
            torch.Tensor key,
            torch.Tensor value,
            torch.Tensor key_padding_mask,
            bool need_weights,
            torch.Tensor attn_mask)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            long length = query.size(0);
            long batch = query.size(1);
            torch.Tensor scores = this.Heads(query, 0).matmul(this.Heads(key, 1).transpose(-2, -1)) / Math.Sqrt(this._width / this._heads);
            if (attn_mask is not null)
            {
                scores = attn_mask.dtype == torch.ScalarType.Bool
                    ? scores.masked_fill(attn_mask, double.NegativeInfinity)
                    : scores + (attn_mask.Dimensions == 3 ? attn_mask.view(batch, this._heads, length, -1) : attn_mask);
            }

            if (key_padding_mask is not null)
            {
                scores = scores.masked_fill(key_padding_mask.view(batch, 1, 1, -1), double.NegativeInfinity);
            }

            torch.Tensor weights = scores.softmax(-1);
            weights = torch.nn.functional.dropout(weights, this._dropout, this.training);
            torch.Tensor found = weights.matmul(this.Heads(value, 2)).permute(2, 0, 1, 3).reshape(length, batch, this._width);
            torch.Tensor result = this.out_proj.call(found).MoveToOuterDisposeScope();
            return Tuple.Create(result, need_weights ? weights.mean([1]).MoveToOuterDisposeScope() : null);
        }

        /// <inheritdoc cref="forward"/>
        public new Tuple<torch.Tensor, torch.Tensor> call(
            torch.Tensor query,
            torch.Tensor key,
            torch.Tensor value,
            torch.Tensor key_padding_mask = null,
            bool need_weights = true,
            torch.Tensor attn_mask = null) => base.call(query, key, value, key_padding_mask, need_weights, attn_mask);

        // batch x heads x length x width of a head
        private torch.Tensor Heads(torch.Tensor input, long which)
        {
            torch.Tensor weight = this.in_proj_weight.narrow(0, which * this._width, this._width);
            torch.Tensor bias = this.in_proj_bias?.narrow(0, which * this._width, this._width);
            return torch.nn.functional.linear(input, weight, bias)
                .view(input.size(0), input.size(1), this._heads, this._width / this._heads)
                .permute(1, 2, 0, 3);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Attention with several heads.</summary>
            /// <param name="embedded_dim">The width of the inputs.</param>
            /// <param name="num_heads">The number of heads.</param>
            /// <param name="dropout">Probability of dropping a weight.</param>
            /// <param name="bias">Whether the projections have a bias.</param>
            /// <param name="add_bias_kv">Not supported.</param>
            /// <param name="add_zero_attn">Not supported.</param>
            /// <param name="kdim">The width of the keys; only that of the inputs is supported.</param>
            /// <param name="vdim">The width of the values; only that of the inputs is supported.</param>
            public static MultiheadAttention MultiheadAttention(
                long embedded_dim,
                long num_heads,
                double dropout = 0,
                bool bias = true,
                bool add_bias_kv = false,
                bool add_zero_attn = false,
                long? kdim = null,
                long? vdim = null)
            {
                if (add_bias_kv || add_zero_attn || (kdim ?? embedded_dim) != embedded_dim || (vdim ?? embedded_dim) != embedded_dim)
                {
                    throw new NotSupportedException("MultiheadAttention: keys and values must have the width of the inputs, without extra entries");
                }

                return new MultiheadAttention(embedded_dim, num_heads, dropout, bias);
            }
        }
    }
}
