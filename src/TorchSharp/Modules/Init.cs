namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>First values of parameters. All work in place and return the tensor.</summary>
        public static class init
        {
            /// <summary>The size of the inputs or of the outputs decides.</summary>
            public enum FanInOut
            {
                /// <summary>Of the inputs.</summary>
                FanIn = 0,

                /// <summary>Of the outputs.</summary>
                FanOut = 1,
            }

            /// <summary>What follows the layer.</summary>
            public enum NonlinearityType
            {
                /// <summary>Nothing.</summary>
                Linear = 0,

                /// <summary>Nothing.</summary>
                Conv1D = 1,

                /// <summary>Nothing.</summary>
                Conv2D = 2,

                /// <summary>Nothing.</summary>
                Conv3D = 3,

                /// <summary>Nothing.</summary>
                ConvTranspose1D = 4,

                /// <summary>Nothing.</summary>
                ConvTranspose2D = 5,

                /// <summary>Nothing.</summary>
                ConvTranspose3D = 6,

                /// <summary>Sigmoid.</summary>
                Sigmoid = 7,

                /// <summary>Tanh.</summary>
                Tanh = 8,

                /// <summary>ReLU.</summary>
                ReLU = 9,

                /// <summary>Leaky ReLU.</summary>
                LeakyReLU = 10,
            }

            /// <summary>The factor that keeps the variance through that function.</summary>
            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3.0,
                NonlinearityType.ReLU => Math.Sqrt(2),
                NonlinearityType.LeakyReLU => Math.Sqrt(2 / (1 + (param * param))),
                _ => 1,
            };

            /// <summary>Ones.</summary>
            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            /// <summary>Zeros.</summary>
            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            /// <summary>One value.</summary>
            public static Tensor constant_(Tensor tensor, Scalar val) => Quietly(tensor, () => tensor.fill_(val));

            /// <summary>Ones on the diagonal, zeros elsewhere.</summary>
            public static Tensor eye_(Tensor tensor) => Quietly(tensor, () =>
            {
                using DisposeScope scope = NewDisposeScope();
                tensor.copy_(eye(tensor.size(0), tensor.size(1), tensor.dtype, tensor.device));
            });

            /// <summary>Evenly distributed.</summary>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator generator = null) =>
                Quietly(tensor, () => tensor.uniform_(low, high, generator));

            /// <summary>Normally distributed.</summary>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator generator = null) =>
                Quietly(tensor, () => tensor.normal_(mean, std, generator));

            /// <summary>Normally distributed, drawn again outside of [a, b].</summary>
            public static Tensor trunc_normal_(
                Tensor tensor, double mean = 0, double std = 1, double a = -2, double b = 2, Generator generator = null) =>
                Quietly(tensor, () =>
                {
                    // By the inverse of the distribution function.
                    double Distribution(double x) => 0.5 * (1 + Erf((x - mean) / (std * Math.Sqrt(2))));
                    tensor.uniform_((2 * Distribution(a)) - 1, (2 * Distribution(b)) - 1, generator);
                    tensor.erfinv_().mul_(std * Math.Sqrt(2)).add_(mean).clamp_(a, b);
                });

            /// <summary>Evenly distributed within the bound of He et al., equation 10 (2015).</summary>
            public static Tensor kaiming_uniform_(
                Tensor tensor,
                double a = 0,
                FanInOut mode = FanInOut.FanIn,
                NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                double bound = Math.Sqrt(3) * calculate_gain(nonlinearity, a) / Math.Sqrt(Fan(tensor, mode));
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Normally distributed with the deviation of He et al., equation 10 (2015).</summary>
            public static Tensor kaiming_normal_(
                Tensor tensor,
                double a = 0,
                FanInOut mode = FanInOut.FanIn,
                NonlinearityType nonlinearity = NonlinearityType.LeakyReLU) =>
                normal_(tensor, 0, calculate_gain(nonlinearity, a) / Math.Sqrt(Fan(tensor, mode)));

            /// <summary>Evenly distributed within the bound of Glorot and Bengio, equation 16 (2010).</summary>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1)
            {
                (long fanIn, long fanOut) = CalculateFanInAndFanOut(tensor);
                double bound = gain * Math.Sqrt(6.0 / (fanIn + fanOut));
                return uniform_(tensor, -bound, bound);
            }

            /// <inheritdoc cref="xavier_uniform_"/>
            public static Tensor glorot_uniform_(Tensor tensor, double gain = 1) => xavier_uniform_(tensor, gain);

            /// <summary>Normally distributed with the deviation of Glorot and Bengio (2010).</summary>
            public static Tensor xavier_normal_(Tensor tensor, double gain = 1)
            {
                (long fanIn, long fanOut) = CalculateFanInAndFanOut(tensor);
                return normal_(tensor, 0, gain * Math.Sqrt(2.0 / (fanIn + fanOut)));
            }

            /// <inheritdoc cref="xavier_normal_"/>
            public static Tensor glorot_normal_(Tensor tensor, double gain = 1) => xavier_normal_(tensor, gain);

            /// <summary>Rows (or columns, if there are fewer) at right angles (Saxe et al., 2014).</summary>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1) => Quietly(tensor, () =>
            {
                using DisposeScope scope = NewDisposeScope();
                long rows = tensor.size(0);
                long columns = tensor.numel() / rows;
                Tensor draw = randn([Math.Max(rows, columns), Math.Min(rows, columns)], tensor.dtype, tensor.device);
                (Tensor q, Tensor r) = Native.Operators.linalg_qr.Call2(draw);
                q = q * r.diag().sign();
                tensor.copy_((rows < columns ? q.t() : q).reshape(tensor.shape)).mul_(gain);
            });

            /// <summary>How many numbers each output is made of, and each input goes to.</summary>
            /// <exception cref="ArgumentException">The tensor has fewer than two dimensions.</exception>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                if (tensor.Dimensions < 2)
                {
                    throw new ArgumentException("Fan in and fan out can not be computed for tensor with fewer than 2 dimensions");
                }

                long field = tensor.numel() / (tensor.size(0) * tensor.size(1));
                return (tensor.size(1) * field, tensor.size(0) * field);
            }

            private static double Fan(Tensor tensor, FanInOut mode)
            {
                (long fanIn, long fanOut) = CalculateFanInAndFanOut(tensor);
                return mode == FanInOut.FanIn ? fanIn : fanOut;
            }

            private static Tensor Quietly(Tensor tensor, Action action)
            {
                using IDisposable none = no_grad();
                action();
                return tensor;
            }

            private static double Erf(double x)
            {
                using Tensor value = tensor(x).erf();
                return value.item<double>();
            }
        }
    }
}
