using TorchSharp.Modules;

namespace TorchSharp
{
    /// <summary>A loss of two tensors.</summary>
    /// <typeparam name="T1">The first input.</typeparam>
    /// <typeparam name="T2">The second input.</typeparam>
    /// <typeparam name="TResult">The result.</typeparam>
    public abstract class Loss<T1, T2, TResult> : torch.nn.Module<T1, T2, TResult>
    {
        /// <summary>With that reduction.</summary>
        protected Loss(torch.nn.Reduction reduction = torch.nn.Reduction.Mean)
            : base(nameof(Loss<T1, T2, TResult>)) => this.reduction = reduction;

        /// <summary>What becomes of the losses of all elements.</summary>
        public torch.nn.Reduction reduction { get; }
    }

    /// <summary>A loss with weights of classes or elements.</summary>
    /// <typeparam name="T1">The first input.</typeparam>
    /// <typeparam name="T2">The second input.</typeparam>
    /// <typeparam name="TResult">The result.</typeparam>
    public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
    {
        /// <summary>With those weights and that reduction.</summary>
        protected WeightedLoss(torch.Tensor weight = null, torch.nn.Reduction reduction = torch.nn.Reduction.Mean)
            : base(reduction) => this.weight = weight?.DetachFromDisposeScope();

        /// <summary>The weights; may be null.</summary>
        public torch.Tensor weight { get; }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The negative logarithm of the softmax at the target class.</summary>
            public static CrossEntropyLoss CrossEntropyLoss(
                Tensor weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean) => new(weight, ignore_index, reduction);

            /// <summary>The squared difference.</summary>
            public static MSELoss MSELoss(Reduction reduction = Reduction.Mean) => new(reduction);

            /// <summary>The absolute difference.</summary>
            public static L1Loss L1Loss(Reduction reduction = Reduction.Mean) => new(reduction);

            /// <summary>Squared below delta, linear above.</summary>
            public static HuberLoss HuberLoss(double delta = 1, Reduction reduction = Reduction.Mean) => new(delta, reduction);

            /// <summary>Squared below beta, linear above, with slope 1 there.</summary>
            public static SmoothL1Loss SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1) => new(reduction, beta);

            /// <summary>How far a distribution, given by logarithms, is from another one.</summary>
            public static KLDivLoss KLDivLoss(bool log_target = true, Reduction reduction = Reduction.Mean) => new(log_target, reduction);

            /// <summary>The negative input at the target class.</summary>
            public static NLLLoss NLLLoss(Tensor weight = null, Reduction reduction = Reduction.Mean) => new(weight, reduction);

            /// <summary>Cross entropy of probabilities of one class.</summary>
            public static BCELoss BCELoss(Tensor weight = null, Reduction reduction = Reduction.Mean) => new(weight, reduction);

            /// <summary>Cross entropy of one class, the input before the sigmoid.</summary>
            public static BCEWithLogitsLoss BCEWithLogitsLoss(
                Tensor weight = null, Reduction reduction = Reduction.Mean, Tensor pos_weights = null) => new(weight, reduction, pos_weights);
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>The negative logarithm of the softmax at the target class.</summary>
    public sealed class CrossEntropyLoss : WeightedLoss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        /// <inheritdoc cref="torch.nn.functional.cross_entropy"/>
        public CrossEntropyLoss(
            torch.Tensor weight = null,
            long? ignore_index = null,
            torch.nn.Reduction reduction = torch.nn.Reduction.Mean,
            double label_smoothing = 0)
            : base(weight, reduction)
        {
            this.ignore_index = ignore_index;
            this.label_smoothing = label_smoothing;
        }

        /// <summary>A class that does not count.</summary>
        public long? ignore_index { get; }

        /// <summary>The part of each target that is spread over all classes.</summary>
        public double label_smoothing { get; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) => torch.nn.functional.cross_entropy(
            input, target, this.weight, this.ignore_index ?? -100, this.reduction, this.label_smoothing);
    }

    /// <summary>The squared difference.</summary>
    public sealed class MSELoss(torch.nn.Reduction reduction = torch.nn.Reduction.Mean)
        : Loss<torch.Tensor, torch.Tensor, torch.Tensor>(reduction)
    {
        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            torch.nn.functional.mse_loss(input, target, this.reduction);
    }

    /// <summary>The absolute difference.</summary>
    public sealed class L1Loss(torch.nn.Reduction reduction = torch.nn.Reduction.Mean)
        : Loss<torch.Tensor, torch.Tensor, torch.Tensor>(reduction)
    {
        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            torch.nn.functional.l1_loss(input, target, this.reduction);
    }

    /// <summary>Squared below delta, linear above.</summary>
    public sealed class HuberLoss(double delta = 1, torch.nn.Reduction reduction = torch.nn.Reduction.Mean)
        : Loss<torch.Tensor, torch.Tensor, torch.Tensor>(reduction)
    {
        /// <summary>Where it changes from squared to linear.</summary>
        public double delta { get; } = delta;

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            torch.nn.functional.huber_loss(input, target, this.delta, this.reduction);
    }

    /// <summary>Squared below beta, linear above, with slope 1 there.</summary>
    public sealed class SmoothL1Loss(torch.nn.Reduction reduction = torch.nn.Reduction.Mean, double beta = 1)
        : Loss<torch.Tensor, torch.Tensor, torch.Tensor>(reduction)
    {
        /// <summary>Where it changes from squared to linear.</summary>
        public double beta { get; } = beta;

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            torch.nn.functional.smooth_l1_loss(input, target, this.reduction, this.beta);
    }

    /// <summary>The divergence of Kullback and Leibler of the target from the input, which holds logarithms.</summary>
    public sealed class KLDivLoss(bool log_target = true, torch.nn.Reduction reduction = torch.nn.Reduction.Mean)
        : Loss<torch.Tensor, torch.Tensor, torch.Tensor>(reduction)
    {
        /// <summary>Whether the target holds logarithms, too.</summary>
        public bool log_target { get; } = log_target;

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            torch.nn.functional.kl_div(input, target, this.log_target, this.reduction);
    }

    /// <summary>The negative input at the target class.</summary>
    public sealed class NLLLoss(torch.Tensor weight = null, torch.nn.Reduction reduction = torch.nn.Reduction.Mean)
        : WeightedLoss<torch.Tensor, torch.Tensor, torch.Tensor>(weight, reduction)
    {
        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            torch.nn.functional.nll_loss(input, target, this.weight, this.reduction);
    }

    /// <summary>Cross entropy of probabilities of one class.</summary>
    public sealed class BCELoss(torch.Tensor weight = null, torch.nn.Reduction reduction = torch.nn.Reduction.Mean)
        : WeightedLoss<torch.Tensor, torch.Tensor, torch.Tensor>(weight, reduction)
    {
        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            torch.nn.functional.binary_cross_entropy(input, target, this.weight, this.reduction);
    }

    /// <summary>Cross entropy of one class, the input before the sigmoid.</summary>
    public sealed class BCEWithLogitsLoss(
        torch.Tensor weight = null, torch.nn.Reduction reduction = torch.nn.Reduction.Mean, torch.Tensor pos_weights = null)
        : WeightedLoss<torch.Tensor, torch.Tensor, torch.Tensor>(weight, reduction)
    {
        /// <summary>A weight of the positive examples of each class.</summary>
        public torch.Tensor pos_weights { get; } = pos_weights?.DetachFromDisposeScope();

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            torch.nn.functional.binary_cross_entropy_with_logits(input, target, this.weight, this.reduction, this.pos_weights);
    }
}
