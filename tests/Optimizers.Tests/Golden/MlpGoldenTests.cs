using System.Text.Json;
using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers.Tests.Harness;
using Xunit;

namespace IlgpuOptim.Optimizers.Tests.Golden;

/// <summary>Loss curves of a small network, trained by the authors' code and by torch's AdamW, in a closed loop.</summary>
public sealed class MlpGoldenTests
{
    public static IEnumerable<string> Cases
    {
        get
        {
            if (RootFreeCase.Folder is { } folder && Directory.Exists(folder))
            {
                foreach (string file in Directory.EnumerateFiles(folder, "mlp_*.json").Order())
                {
                    int count = Load(Path.GetFileNameWithoutExtension(file)).GetProperty("curves").GetArrayLength();

                    for (int i = 0; i < count; i++)
                    {
                        yield return $"{Path.GetFileNameWithoutExtension(file)}/{i}";
                    }
                }
            }
        }
    }

    [Theory]
    [EachDevice(nameof(Cases))]
    public void LossCurve(string deviceName, string name)
    {
        ComputeDevice device = TestDevices.Get(deviceName);
        string file = name.Split('/')[0];
        JsonElement data = Load(file);
        JsonElement curve = data.GetProperty("curves")[int.Parse(name.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture)];
        string type = curve.GetProperty("dtype").GetString()!;
        Network network = new(device, file, data, type == "f64" ? ElementType.Float64 : ElementType.Float32);
        (Optimizer optimizer, SirfShampooGroup? group) = Create(curve, network.Parameters);
        double[] expected = Array(file, $"loss_{curve.GetProperty("optimizer").GetString()}_{type}").Values;
        int[][] slices =
            [.. data.GetProperty("batch_slices").EnumerateArray().Select(slice => slice.EnumerateArray().Select(end => end.GetInt32()).ToArray())];

        for (int step = 0; step < expected.Length; step++)
        {
            int[] slice = slices[step % slices.Length];
            (double loss, Tensor[] gradients) = network.Backward(slice[0], slice[1]);

            Assert.InRange(Math.Abs(loss - expected[step]) / expected[step], 0, type == "f64" ? 1e-9 : 1e-4);

            if (group is not null)
            {
                group.BatchSize = slice[1] - slice[0];
            }

            optimizer.Step(gradients);
        }

        optimizer.Dispose();
    }

    private static string PathOf(string file) => Path.Combine(RootFreeCase.Folder!, file);

    private static JsonElement Load(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(PathOf(file + ".json")));

        return document.RootElement.Clone();
    }

    private static NpyArray Array(string file, string name) => NpyArray.Load(PathOf($"{file}_{name}.npy"));

    private static (Optimizer Optimizer, SirfShampooGroup? Group) Create(JsonElement curve, Parameter[] parameters)
    {
        JsonElement hyper = curve.GetProperty("hyper");
        double H(string name) => hyper.GetProperty(name).GetDouble();

        switch (curve.GetProperty("method").GetString())
        {
            case "rfrmsprop":
                return (
                    new RootFreeRmsProp(
                    [
                        new(parameters, H("lr"), H("batch_size"), H("momentum"))
                        {
                            Beta2 = H("beta2"), Epsilon = H("eps"), WeightDecay = H("weight_decay"),
                        },
                    ]),
                    null);
            case "rfadamw":
                return (
                    new RootFreeAdamW(
                    [
                        new(parameters, H("lr"), H("batch_size"))
                        {
                            Beta1 = H("beta1"), Beta2 = H("beta2"), Epsilon = H("eps"), WeightDecay = H("weight_decay"),
                        },
                    ]),
                    null);
            case "adamw":
                return (
                    new AdamW(
                    [
                        new(parameters)
                        {
                            LearningRate = H("lr"), Beta1 = H("beta1"), Beta2 = H("beta2"), Epsilon = H("eps"), WeightDecay = H("weight_decay"),
                        },
                    ]),
                    null);
            default:
                SirfShampooGroup group = new(parameters, 1)
                {
                    LearningRate = H("lr"),
                    Beta2 = H("beta2"),
                    Alpha1 = H("alpha1"),
                    Alpha2 = H("alpha2"),
                    Lambda = H("lam"),
                    WeightDecay = H("kappa"),
                    Interval = (int)H("T"),
                    Structure = hyper.GetProperty("structures").GetString() switch
                    {
                        "dense" => FactorStructure.Dense,
                        "diagonal" => FactorStructure.Diagonal,
                        "block30diagonal" => FactorStructure.Block30Diagonal,
                        "hierarchical15_15" => FactorStructure.Hierarchical15,
                        "triltoeplitz" => FactorStructure.LowerToeplitz,
                        _ => FactorStructure.UpperToeplitz,
                    },
                };

                return (new SirfShampoo([group]), group);
        }
    }

    /// <summary>Layers with tanh between them and a mean squared error, differentiated by hand in float64 on the host.</summary>
    private sealed class Network
    {
        private readonly int[] _sizes;
        private readonly double[] _x;
        private readonly double[] _y;
        private readonly Tensor[] _gradients;

        public Network(ComputeDevice device, string file, JsonElement data, ElementType type)
        {
            this._sizes = [.. data.GetProperty("sizes").EnumerateArray().Select(size => size.GetInt32())];
            this._x = Array(file, "X").Values;
            this._y = Array(file, "Y").Values;
            List<Parameter> parameters = [];

            for (int k = 0; k + 1 < this._sizes.Length; k++)
            {
                parameters.Add(new($"W{k}", Values.Make(device, type, Array(file, $"W{k}").Values, this._sizes[k + 1], this._sizes[k])));
                parameters.Add(new($"b{k}", Values.Make(device, type, Array(file, $"b{k}").Values, this._sizes[k + 1])));
            }

            this.Parameters = [.. parameters];
            this._gradients = [.. parameters.Select(parameter => Tensor.Allocate(device, type, parameter.Tensor.Shape))];
        }

        public Parameter[] Parameters { get; }

        public (double Loss, Tensor[] Gradients) Backward(int start, int end)
        {
            int layers = this._sizes.Length - 1;
            double[][] w = [.. this.Parameters.Select(parameter => Values.Get(parameter.Tensor))];
            double[][] g = [.. w.Select(values => new double[values.Length])];
            double loss = 0;
            int outputs = this._sizes[layers];
            double scale = 1.0 / ((end - start) * outputs);

            for (int sample = start; sample < end; sample++)
            {
                double[][] a = new double[layers + 1][];
                a[0] = this._x[(sample * this._sizes[0])..((sample + 1) * this._sizes[0])];

                for (int k = 0; k < layers; k++)
                {
                    a[k + 1] = new double[this._sizes[k + 1]];

                    for (int i = 0; i < a[k + 1].Length; i++)
                    {
                        double sum = w[(2 * k) + 1][i];

                        for (int j = 0; j < a[k].Length; j++)
                        {
                            sum += w[2 * k][(i * a[k].Length) + j] * a[k][j];
                        }

                        a[k + 1][i] = k + 1 < layers ? Math.Tanh(sum) : sum;
                    }
                }

                double[] delta = new double[outputs];

                for (int i = 0; i < outputs; i++)
                {
                    double difference = a[layers][i] - this._y[(sample * outputs) + i];
                    loss += scale * difference * difference;
                    delta[i] = 2 * scale * difference;
                }

                for (int k = layers - 1; k >= 0; k--)
                {
                    double[] below = new double[a[k].Length];

                    for (int i = 0; i < delta.Length; i++)
                    {
                        g[(2 * k) + 1][i] += delta[i];

                        for (int j = 0; j < below.Length; j++)
                        {
                            g[2 * k][(i * below.Length) + j] += delta[i] * a[k][j];
                            below[j] += delta[i] * w[2 * k][(i * below.Length) + j];
                        }
                    }

                    // The derivative of tanh, given its value.
                    delta = [.. below.Select((value, j) => value * (1 - (a[k][j] * a[k][j])))];
                }
            }

            for (int i = 0; i < g.Length; i++)
            {
                Values.Set(this._gradients[i], g[i]);
            }

            return (loss, this._gradients);
        }
    }
}
