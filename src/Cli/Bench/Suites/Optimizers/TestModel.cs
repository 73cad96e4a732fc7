using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers;

namespace IlgpuOptim.Cli.Bench.Suites.Optimizers;

/// <summary>Parameters with random values and gradients, and an optimizer of them.</summary>
internal sealed class TestModel : IDisposable
{
    private readonly Tensor[] _values;
    private readonly Tensor[] _gradients;
    private readonly float[][] _start;

    /// <summary>Allocates and fills.</summary>
    /// <param name="device">Device under test.</param>
    /// <param name="type">Float32, or Float64 for references.</param>
    /// <param name="shapes">Shapes of the parameters.</param>
    /// <param name="seed">Seed of the values.</param>
    /// <param name="create">Makes the optimizer.</param>
    public TestModel(
        ComputeDevice device, ElementType type, long[][] shapes, ulong seed, Func<IReadOnlyList<Parameter>, Optimizer> create)
    {
        this._start = [.. shapes.Select((shape, i) => Random(shape, -1, 1, seed + (ulong)(2 * i)))];
        this.Gradient = [.. shapes.Select((shape, i) => Random(shape, -0.1f, 0.1f, seed + (ulong)(2 * i) + 1))];
        this._values = [.. shapes.Select(shape => Tensor.Allocate(device, type, shape))];
        this._gradients = [.. shapes.Select(shape => Tensor.Allocate(device, type, shape))];

        for (int i = 0; i < shapes.Length; i++)
        {
            Set(this._values[i], this._start[i]);
            Set(this._gradients[i], this.Gradient[i]);
        }

        this.Optimizer = create([.. this._values.Select((tensor, i) => new Parameter($"p{i}", tensor))]);
    }

    public Optimizer Optimizer { get; }

    public float[][] Start => this._start;

    public float[][] Gradient { get; }

    public long Count => this._values.Sum(static tensor => tensor.Count);

    /// <summary>Makes steps and waits.</summary>
    public void Step(int steps = 1)
    {
        for (int i = 0; i < steps; i++)
        {
            this.Optimizer.Step(this._gradients);
        }

        this.Optimizer.Device.Synchronize();
    }

    /// <summary>Values of a parameter in float64.</summary>
    public double[] Values(int parameter) => this._values[parameter].Type == ElementType.Float64
        ? this._values[parameter].ToArray<double>()
        : Array.ConvertAll(this._values[parameter].ToArray<float>(), static value => (double)value);

    public void Dispose()
    {
        this.Optimizer.Dispose();
        Array.ForEach(this._values, static tensor => tensor.Dispose());
        Array.ForEach(this._gradients, static tensor => tensor.Dispose());
    }

    private static void Set(Tensor tensor, float[] values)
    {
        if (tensor.Type == ElementType.Float64)
        {
            tensor.CopyFrom<double>(Array.ConvertAll(values, static value => (double)value));
        }
        else
        {
            tensor.CopyFrom<float>(values);
        }
    }

    private static unsafe float[] Random(long[] shape, float low, float high, ulong seed)
    {
        float[] values = new float[shape.Aggregate(1L, static (product, size) => product * size)];

        fixed (float* pointer = values)
        {
            RandomFill.Uniform(pointer, values.Length, low, high, seed);
        }

        return values;
    }
}
