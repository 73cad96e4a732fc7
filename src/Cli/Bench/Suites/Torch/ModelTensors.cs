using IlgpuOptim.Cli.Bench.Suites.Optimizers;

using TorchSharp;

using Parameter = TorchSharp.Modules.Parameter;

namespace IlgpuOptim.Cli.Bench.Suites.Torch;

/// <summary>
/// The parameters of the default model of <c>train</c>, a transformer over characters (4 layers of width 128, 65 characters, 64
/// places), as torch tensors with gradients.
/// </summary>
internal sealed class ModelTensors : IDisposable
{
    private const long Width = 128;
    private const int Layers = 4;
    private const long Characters = 65;
    private const long Places = 64;

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

    /// <summary>Shapes, in the order of the model.</summary>
    public static long[][] Shapes { get; } = [.. List()];

    /// <summary>Number of elements of all.</summary>
    public static long Count { get; } = Shapes.Sum(shape => shape.Aggregate(1L, (product, size) => product * size));

    /// <summary>Shape in words.</summary>
    public static string Text { get; } = FormattableString.Invariant(
        $"{Shapes.Length} tensors, {Count / 1e6:F2} M f32 (transformer, {Layers} layers x {Width})");

    public IReadOnlyList<Parameter> Parameters { get; }

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

    private static IEnumerable<long[]> List()
    {
        yield return [Characters, Width];
        yield return [Places, Width];

        for (int layer = 0; layer < Layers; layer++)
        {
            yield return [Width];
            yield return [Width];
            yield return [3 * Width, Width];
            yield return [Width, Width];
            yield return [Width];
            yield return [Width];
            yield return [4 * Width, Width];
            yield return [Width, 4 * Width];
        }

        yield return [Width];
        yield return [Width];
    }
}
