using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What becomes of the losses of all elements.</summary>
        public enum Reduction
        {
            /// <summary>They stay as they are.</summary>
            None = 0,

            /// <summary>Their mean.</summary>
            Mean = 1,

            /// <summary>Their sum.</summary>
            Sum = 2,
        }

        public static partial class functional
        {
            private const double MaskedScore = double.NegativeInfinity;

            /// <summary>The negative logarithm of the softmax at the target class.</summary>
            /// <param name="input">Scores: batch x classes x anything.</param>
            /// <param name="target">Classes (batch x anything), or probabilities in the shape of the input.</param>
            /// <param name="weight">A weight of each class.</param>
            /// <param name="ignore_index">A class that does not count.</param>
            /// <param name="reduction">What becomes of the losses.</param>
            /// <param name="label_smoothing">The part of each target that is spread over all classes.</param>
            public static Tensor cross_entropy(
                Tensor input,
                Tensor target,
                Tensor weight = null,
                long ignore_index = -100,
                Reduction reduction = Reduction.Mean,
                double label_smoothing = 0) =>
                Operators.cross_entropy_loss.Call(input, target, weight, (long)reduction, ignore_index, label_smoothing);

            /// <summary>The negative input at the target class.</summary>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor weight = null, Reduction reduction = Reduction.Mean) =>
                Operators.nll_loss_nd.Call(input, target, weight, (long)reduction);

            /// <summary>The squared difference.</summary>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Operators.mse_loss.Call(input, target, (long)reduction);

            /// <summary>The absolute difference.</summary>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Operators.l1_loss.Call(input, target, (long)reduction);

            /// <summary>Squared below beta, absolute above.</summary>
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1) =>
                Operators.smooth_l1_loss.Call(input, target, (long)reduction, beta);

            /// <summary>Squared below delta, linear above.</summary>
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1, Reduction reduction = Reduction.Mean) =>
                Operators.huber_loss.Call(input, target, (long)reduction, delta);

            /// <summary>Cross entropy of probabilities of one class.</summary>
            public static Tensor binary_cross_entropy(
                Tensor input, Tensor target, Tensor weight = null, Reduction reduction = Reduction.Mean) =>
                Operators.binary_cross_entropy.Call(input, target, weight, (long)reduction);

            /// <summary>Cross entropy of one class, the input before the sigmoid.</summary>
            public static Tensor binary_cross_entropy_with_logits(
                Tensor input, Tensor target, Tensor weight = null, Reduction reduction = Reduction.Mean, Tensor pos_weights = null) =>
                Operators.binary_cross_entropy_with_logits.Call(input, target, weight, pos_weights, (long)reduction);

            /// <summary>Kullback-Leibler divergence; the input is logarithms.</summary>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) =>
                Operators.kl_div.Call(input, target, (long)reduction, log_target);

            /// <summary>
            /// softmax(query key^T / sqrt(width) + mask) value, by matrix products, so that it works with every libtorch.
            /// </summary>
            /// <param name="query">... x length x width.</param>
            /// <param name="key">... x other length x width.</param>
            /// <param name="value">... x other length x any.</param>
            /// <param name="attn_mask">Truth values (true: looks there), or numbers that are added to the scores.</param>
            /// <param name="p">Probability of dropping a weight.</param>
            /// <param name="is_casual">Each place looks only at itself and before it.</param>
            public static Tensor scaled_dot_product_attention(
                Tensor query, Tensor key, Tensor value, Tensor attn_mask = null, double p = 0, bool is_casual = false)
            {
                if (is_casual && attn_mask is not null)
                {
                    throw new ArgumentException("Casual attention masking cannot pass a mask.");
                }

                using DisposeScope scope = NewDisposeScope();
                // Scaling both factors by the square root of the scale keeps half precision in range.
                double scale = 1 / Math.Sqrt(Math.Sqrt(query.size(-1)));
                Tensor scores = (query * scale).matmul((key * scale).transpose(-2, -1));
                if (is_casual)
                {
                    attn_mask = torch.ones([query.size(-2), key.size(-2)], ScalarType.Bool, query.device).tril();
                }

                if (attn_mask is not null)
                {
                    scores = attn_mask.dtype == ScalarType.Bool
                        ? scores.masked_fill(attn_mask.logical_not(), MaskedScore)
                        : scores + attn_mask;
                }

                Tensor weights = scores.softmax(-1);
                weights = p > 0 ? dropout(weights, p) : weights;
                return weights.matmul(value).MoveToOuterDisposeScope();
            }
        }
    }
}
