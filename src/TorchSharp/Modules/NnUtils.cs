using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Work on the parameters of a model together.</summary>
        public static class utils
        {
            /// <summary>Scales all gradients down so that the norm of them together is at most max_norm.</summary>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using IDisposable none = no_grad();
                using DisposeScope scope = NewDisposeScope();
                Tensor[] gradients = [.. tensors.Select(static parameter => parameter.grad).Where(static gradient => gradient is not null)];
                if (gradients.Length == 0)
                {
                    return 0;
                }

                // One number to the host, whatever the number of gradients.
                Device place = gradients[0].device;
                Tensor norms = stack(gradients.Select(gradient => Norm(gradient, norm_type).to(ScalarType.Float64, place)));
                double total = Norm(norms, norm_type).ToDouble();
                double factor = max_norm / (total + 1e-6);
                if (factor < 1)
                {
                    foreach (Tensor gradient in gradients)
                    {
                        gradient.mul_(factor);
                    }
                }

                return total;
            }

            // Half precision overflows soon.
            private static Tensor Norm(Tensor tensor, double p) =>
                (tensor.dtype is ScalarType.Float16 or ScalarType.BFloat16 ? tensor.@float() : tensor).norm((float)p);

            /// <summary>Cuts all elements of the gradients to [-clip_value, clip_value].</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using IDisposable none = no_grad();
                using DisposeScope scope = NewDisposeScope();
                foreach (Parameter parameter in tensors)
                {
                    parameter.grad?.clamp_(-clip_value, clip_value);
                }
            }

            /// <summary>All parameters as one vector.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                using DisposeScope scope = NewDisposeScope();
                return cat((IList<Tensor>)[.. tensors.Select(static parameter => parameter.reshape(-1))]).MoveToOuterDisposeScope();
            }

            /// <summary>Copies a vector into the parameters, one after the other.</summary>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                using IDisposable none = no_grad();
                using DisposeScope scope = NewDisposeScope();
                long start = 0;
                foreach (Parameter parameter in tensors)
                {
                    long length = parameter.numel();
                    parameter.copy_(vec.narrow(0, start, length).view_as(parameter));
                    start += length;
                }
            }
        }
    }
}
