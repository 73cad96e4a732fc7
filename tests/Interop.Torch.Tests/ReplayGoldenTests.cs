using IlgpuOptim.Compute;
using IlgpuOptim.Interop.Torch.Memory;
using IlgpuOptim.Optimizers;
using IlgpuOptim.Optimizers.Tests.Golden;
using TorchSharp;
using Xunit;
using CoreOptimizer = IlgpuOptim.Optimizers.Optimizer;
using CoreParameter = IlgpuOptim.Optimizers.Parameter;
using TorchParameter = TorchSharp.Modules.Parameter;
using TensorValues = IlgpuOptim.Optimizers.Tests.Harness.Values;

namespace IlgpuOptim.Interop.Torch.Tests;

/// <summary>Recorded runs, through torch tensors and through tensors of the compute layer: the same bits.</summary>
public sealed class ReplayGoldenTests : TorchTest
{
    /// <summary>Recorded runs of LDAdam.</summary>
    public static TheoryData<string> LDAdamCases => [.. LDAdamCase.All.Keys];

    /// <summary>Recorded runs of the root-free methods.</summary>
    public static TheoryData<string> RootFreeCases =>
        [.. RootFreeCase.All.Values.Where(run => run.Method is "sirfshampoo" or "ifshampoo_prototype" or "rfrmsprop" or "rfadamw").Select(run => run.Name)];

    /// <summary>LDAdam.</summary>
    [Theory]
    [MemberData(nameof(LDAdamCases))]
    public void LDAdamRun(string name)
    {
        LDAdamCase run = LDAdamCase.All[name];
        OptimizerOptions settings = new() { ParameterRounding = Rounding.Nearest };
        using Replay replay = new(
            run.IsBFloat16 ? ElementType.BFloat16 : ElementType.Float32,
            [.. run.Parameters.Select(parameter => (parameter.Name, parameter.Shape, run.Array(parameter.Name + "_w0").Values))]);
        double[][][] gradients = [.. run.Parameters.Select(parameter => run.Gradients(parameter, inDouble: false))];
        LDAdamGroup[] groups = [.. run.Parameters.Select((parameter, i) => parameter.CreateGroup(replay.Plain[i]))];
        using Optimizers.LDAdam plain = new(groups, settings);
        using LDAdam plugin = new(groups.Select((group, i) => Mirror.Group(group, replay.Torch[i])), settings: settings);

        for (int step = 1; step <= run.Steps; step++)
        {
            for (int i = 0; i < groups.Length; i++)
            {
                groups[i].LearningRate = run.Parameters[i].Rate(step);
                plugin.ParamGroups.ElementAt(i).LearningRate = run.Parameters[i].Rate(step);
            }

            replay.Step(plain, plugin, i => gradients[i][step - 1]);
        }
    }

    /// <summary>SIRFShampoo, RF-RMSProp and RF-AdamW.</summary>
    [Theory]
    [MemberData(nameof(RootFreeCases))]
    public void RootFreeRun(string name)
    {
        RootFreeCase run = RootFreeCase.All[name];
        string[] names = run.Texts("param_names") ?? [.. run.Shapes.Select((_, i) => $"p{i}")];
        names = run.Flag("joint_weight_bias") ? ["layer.weight", "layer.bias"] : names;
        using Replay replay = new(
            run.IsDouble ? ElementType.Float64 : ElementType.Float32,
            [.. run.Shapes.Select((shape, i) => (names[i], shape, run.Array($"init{i}").Values))]);
        NpyArray[] gradients = [.. run.Shapes.Select((_, i) => run.Array($"grad{i}"))];
        ElementWiseOptions settings = new()
        {
            StateType = run.IsBFloat16 ? ElementType.BFloat16 : ElementType.Float32,
            StateRounding = Rounding.Nearest,
        };
        using CoreOptimizer plain = run.Method is "rfrmsprop" or "rfadamw"
            ? RootFreeGroups.Diagonal(run, replay.Plain[0], settings)
            : new Optimizers.SirfShampoo(RootFreeGroups.Shampoo(run, replay.Plain));
        using PluginOptimizer plugin = Mirror.Of(plain, replay.Torch, settings);

        for (int step = 1; step <= run.Steps; step++)
        {
            for (int i = 0; run.Numbers("lr_per_step") is { } rates && i < plain.Groups.Count; i++)
            {
                plain.Groups[i].LearningRate = rates[step - 1];
                plugin.ParamGroups.ElementAt(i).LearningRate = rates[step - 1];
            }

            replay.Step(plain, plugin, i => gradients[i].Entry(step - 1));
        }
    }

    /// <summary>Twice the same parameters and gradients: of the compute layer, and of torch.</summary>
    private sealed class Replay : IDisposable
    {
        private readonly ComputeDevice _device;
        private readonly Tensor[] _gradients;

        public Replay(ElementType type, (string Name, long[] Shape, double[] Values)[] parameters)
        {
            this.Torch =
            [
                .. parameters.Select(parameter => new TorchParameter(torch.zeros(parameter.Shape, type.ToTorch())) { name = parameter.Name }),
            ];
            this._device = TorchDevices.DefaultFor(TorchMemory.Describe(this.Torch[0]), "The parameter");
            this.Plain =
            [
                .. parameters.Select(parameter => new CoreParameter(parameter.Name, TensorValues.Make(this._device, type, parameter.Values, parameter.Shape))),
            ];
            this._gradients = [.. parameters.Select(parameter => Tensor.Allocate(this._device, type, parameter.Shape))];

            for (int i = 0; i < parameters.Length; i++)
            {
                TensorValues.Set(TorchView.ToComputeTensor(this.Torch[i], this._device), parameters[i].Values);
                this.Torch[i].grad = torch.zeros(parameters[i].Shape, type.ToTorch());
            }
        }

        public CoreParameter[] Plain { get; }

        public TorchParameter[] Torch { get; }

        /// <summary>A step of both; then all bits are equal.</summary>
        public void Step(CoreOptimizer plain, PluginOptimizer plugin, Func<int, double[]> gradient)
        {
            for (int i = 0; i < this.Plain.Length; i++)
            {
                TensorValues.Set(this._gradients[i], gradient(i));
                using torch.Tensor other = this.Torch[i].grad!;
                TensorValues.Set(TorchView.ToComputeTensor(other, this._device), gradient(i));
            }

            plain.Step(this._gradients);
            plugin.step();
            Assert.True(plugin.Statistics.ZeroCopy);

            for (int i = 0; i < this.Plain.Length; i++)
            {
                Assert.Equal(TensorValues.Get(this.Plain[i].Tensor), TensorValues.Get(TorchView.ToComputeTensor(this.Torch[i], this._device)));
            }
        }

        public void Dispose()
        {
            Array.ForEach(this.Plain, static parameter => parameter.Tensor.Dispose());
            Array.ForEach(this._gradients, static tensor => tensor.Dispose());
            Array.ForEach(this.Torch, static parameter => parameter.Dispose());
        }
    }
}
