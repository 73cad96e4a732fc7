using IlgpuOptim.Cli.Bench.Suites.Optimizers;
using IlgpuOptim.Cli.Train;

using TorchSharp;

using Parameter = TorchSharp.Modules.Parameter;

namespace IlgpuOptim.Cli.Bench.Suites.Torch;

/// <summary>
/// The parameters of the default model of <c>train</c>, a transformer over characters, as torch tensors with gradients. Its static parts
/// need libtorch.
/// </summary>
internal sealed class ModelTensors : IDisposable
{
    /// <summary>Allocates them and gives them values and gradients.</summary>
    /// <param name="device">Where.</param>
    /// <param name="start">Values of each parameter.</param>
    /// <param name="gradients">Gradient of each parameter.</param>
    public ModelTensors(torch.Device device, float[][] start, float[][] gradients)
    {
        this.Parameters =
        [
            .. Shapes.Select((shape, i) =>
            {
                using torch.Tensor values = torch.tensor(start[i], shape).to(device);
                using torch.Tensor gradient = torch.tensor(gradients[i], shape).to(device);
                Parameter parameter = new(values.clone());
                parameter.grad = gradient.clone();

                return parameter;
            }),
        ];
    }

    /// <summary>The model with Tiny Shakespeare's 65 characters and the sizes of <c>train</c>.</summary>
    public static ModelShape Model { get; } = new(65, 4, 128, 4, 64, 0);

    /// <summary>Sequences per step, as of <c>train</c>.</summary>
    public static int Batch => 12;

    /// <summary>What comes of <see cref="Model"/>, and so stands behind it: static members are initialised in the order of the text.</summary>
    private static (bool IsMatrix, long[] Shape)[] Layout { get; } = List();

    /// <summary>Shapes: first the weight matrices of the blocks, then the rest.</summary>
    public static long[][] Shapes { get; } = Array.ConvertAll(Layout, static parameter => parameter.Shape);

    /// <summary>Number of elements of all.</summary>
    public static long Count { get; } = Shapes.Sum(static shape => shape.Aggregate(1L, static (product, size) => product * size));

    /// <summary>Shape in words.</summary>
    public static string Text { get; } = FormattableString.Invariant(
        $"{Shapes.Length} tensors, {Count / 1e6:F2} M f32 (transformer, {Model.Layers} layers x {Model.Width})");

    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Of a list with an item per parameter, those of the weight matrices of the blocks, or the others: the groups of <c>train</c>.</summary>
    public static IEnumerable<T> Part<T>(IEnumerable<T> all, bool matrices) => all.Where((_, i) => Layout[i].IsMatrix == matrices);

    /// <summary>Compares all values with a model of the same shapes and the same start in float64.</summary>
    /// <param name="exact">The model after the same steps.</param>
    /// <param name="tolerance">Allowed distance as a share of the change, in the Frobenius norm of each tensor.</param>
    /// <param name="fault">Falsifies a value first, to test this.</param>
    /// <returns>What is wrong, or null.</returns>
    public string? Compare(TestModel exact, double tolerance, bool fault)
    {
        for (int i = 0; i < this.Parameters.Count; i++)
        {
            using torch.Tensor host = this.Parameters[i].detach().cpu();
            float[] actual = host.data<float>().ToArray();
            double[] expected = exact.Values(i);
            double distance = 0;
            double motion = 0;

            if (fault)
            {
                actual[actual.Length / 3] += 1;
            }

            for (int k = 0; k < actual.Length; k++)
            {
                distance += Math.Pow(actual[k] - expected[k], 2);
                motion += Math.Pow(expected[k] - exact.Start[i][k], 2);
            }

            // Values around 1 have an ulp of 1.2e-7 besides.
            if (!(Math.Sqrt(distance) <= (tolerance * Math.Sqrt(motion)) + (1.2e-7 * Math.Sqrt(actual.Length))))
            {
                return FormattableString.Invariant(
                    $"tensor {i} is off by {Math.Sqrt(distance):G3}, its change is {Math.Sqrt(motion):G3}; {tolerance} of that is allowed");
            }
        }

        return null;
    }

    public void Dispose()
    {
        foreach (Parameter parameter in this.Parameters)
        {
            parameter.grad?.Dispose();
            parameter.Dispose();
        }
    }

    private static (bool IsMatrix, long[] Shape)[] List()
    {
        using CharacterModel model = new(Model);

        // Group by group, which is the order in which optimizers take gradients.
        return
        [
            .. model.named_parameters()
                .Select(item => (IsMatrix: CharacterModel.IsBlockMatrix(item.name, item.parameter), item.parameter.shape))
                .OrderByDescending(static item => item.IsMatrix),
        ];
    }
}
