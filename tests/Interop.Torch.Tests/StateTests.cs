using IlgpuOptim.Compute.Files;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace IlgpuOptim.Interop.Torch.Tests;

/// <summary>State in and out, parameters that are replaced, memory.</summary>
public sealed class StateTests : TorchTest, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ilgpu-optim-state-").FullName;

    /// <summary>All algorithms.</summary>
    public static TheoryData<string> Names => [.. Zoo.Names];

    /// <summary>Deletes the files.</summary>
    public void Dispose() => Directory.Delete(this._folder, recursive: true);

    /// <summary>A run that is saved and goes on elsewhere has the same bits as one that was never stopped: by a checkpoint.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void CheckpointsResumeBitForBit(string name) => this.Resume(name, (optimizer, path) => optimizer.Save(path), (optimizer, path, _) => optimizer.Load(path));

    /// <summary>The same by TorchSharp's files of optimizers, with the weights by TorchSharp's files of modules.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void StateFilesResumeBitForBit(string name) => this.Resume(
        name, static (optimizer, path) => optimizer.save_state_dict(path), static (optimizer, path, _) => optimizer.load_state_dict(path), copyWeights: true);

    /// <summary>The same by a state dictionary in memory.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void StateDictionariesResumeBitForBit(string name) => this.Resume(
        name, static (_, _) => { }, static (optimizer, _, old) => optimizer.load_state_dict(old.state_dict()), copyWeights: true);

    /// <summary>Learning rates and options come back, too.</summary>
    [Fact]
    public void OptionsComeBack()
    {
        string path = Path.Combine(this._folder, "a.safetensors");
        nn.Module<Tensor, Tensor> network = Network();
        using AdamW optimizer = new(network, 1e-2);
        ((AdamW.ParamGroup)optimizer.ParamGroups.First()).Options.Beta2 = 0.9;
        optimizer.ParamGroups.First().LearningRate = 0.125;
        optimizer.MaxGradientNorm = 2;
        optimizer.Save(path);
        using AdamW other = new(network, 1e-2);
        other.Load(path);
        Assert.Equal(0.125, other.ParamGroups.First().LearningRate);
        Assert.Equal(0.9, ((AdamW.ParamGroup)other.ParamGroups.First()).Options.Beta2);
        Assert.Equal(2, other.MaxGradientNorm);
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Assert.Contains("hidden.weight", file.Entries.Select(static entry => entry.Name));
        Assert.Contains("optimizer/hidden.weight/exp_avg", file.Entries.Select(static entry => entry.Name));
    }

    /// <summary>State of another kind or of other parameters is refused, and nothing has changed.</summary>
    [Fact]
    public void WrongStateIsRefused()
    {
        nn.Module<Tensor, Tensor> network = Network();
        using AdamW optimizer = new(network, 1e-2);
        Backward(network, 0);
        optimizer.step();
        double[] weights = Weights(network);
        using Sgd sgd = new(network, 0.1);
        using AdamW smaller = new([new TorchParameter(ones(2))], 0.5);
        using AdamW reshaped = new(network.parameters().Select(static parameter => new TorchParameter(zeros(1))), 0.5);
        string path = Path.Combine(this._folder, "b.state");
        sgd.save_state_dict(path);
        Assert.Throws<InvalidDataException>(() => optimizer.load_state_dict(path));
        Assert.ThrowsAny<InvalidDataException>(() => optimizer.load_state_dict(sgd.state_dict()));
        Assert.Throws<InvalidDataException>(() => optimizer.load_state_dict(smaller.state_dict()));
        Assert.Throws<ArgumentException>(() => optimizer.load_state_dict(reshaped.state_dict()));
        Assert.Equal(1e-2, optimizer.ParamGroups.First().LearningRate);
        optimizer.save_state_dict(path);
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        Assert.Throws<EndOfStreamException>(() => optimizer.load_state_dict(path));
        sgd.Save(path);
        Assert.Throws<ArgumentException>(() => optimizer.Load(path));
        Assert.Equal(weights, Weights(network));
        Assert.True(optimizer.state_dict().State[0].ApproximatelyEquals(optimizer.state_dict().State[0]));
        Assert.False(optimizer.state_dict().State[0].ApproximatelyEquals(reshaped.state_dict().State[0]));
    }

    /// <summary>An optimizer that has the module follows it to parameters of another type, with its state.</summary>
    [Fact]
    public void TheModuleIsFollowed()
    {
        nn.Module<Tensor, Tensor> network = Network();
        using AdamW optimizer = new(network, 1e-2);
        Backward(network, 0);
        optimizer.step();
        long bytes = optimizer.Statistics.StateBytes;
        network.to(bfloat16);
        optimizer.zero_grad();
        double[] before = Weights(network);
        using Tensor input = randn([8, 1, 4, 4], bfloat16);
        network.call(input).sum().backward();
        optimizer.step();
        Assert.True(Distance(before, Weights(network)) > 1e-3);
        Assert.Equal((true, bytes), (optimizer.Statistics.ZeroCopy, optimizer.Statistics.StateBytes));
        Assert.Equal(2, optimizer.Core.GetState().Scalars["hidden.weight/step"]);
        optimizer.to(CPU);
        Assert.Throws<InvalidOperationException>(() => optimizer.to(CUDA));
    }

    /// <summary>One that has parameters alone says so when they are gone, and goes on with others.</summary>
    [Fact]
    public void ReplacedParametersAreNoticed()
    {
        (nn.Module<Tensor, Tensor> first, nn.Module<Tensor, Tensor> second) = Twins();
        using AdamW expected = new(first, 1e-2);
        using AdamW actual = new(second.named_parameters(), 1e-2);
        Backward(first, 0);
        Backward(second, 0);
        expected.step();
        actual.step();
        second.to(float64);
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => actual.step());
        Assert.Contains("'conv.weight' is gone", error.Message, StringComparison.Ordinal);
        Assert.Contains("Rebind(module.named_parameters())", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => actual.Rebind(first.parameters().Take(2)));
        Assert.Throws<InvalidOperationException>(() => actual.zero_grad());
        second.to(float32);
        actual.Rebind(second.named_parameters());

        for (int step = 1; step < 4; step++)
        {
            expected.zero_grad();
            actual.zero_grad();
            Backward(first, step);
            Backward(second, step);
            expected.step();
            actual.step();
        }

        Assert.Equal(Weights(first), Weights(second));
    }

    /// <summary>A tensor that gets other memory under the same parameter is found there.</summary>
    [Fact]
    public void ParametersMayMove()
    {
        TorchParameter parameter = new(ones(4));
        using PluginOptimizer optimizer = new Sgd([parameter], 0.5);
        parameter.grad = ones(4);
        optimizer.step();

        using (no_grad())
        {
            parameter.set_(full([4], 3f));
        }

        optimizer.step();
        Assert.Equal([2.5, 2.5, 2.5, 2.5], Values(parameter));
        Assert.True(optimizer.Statistics.ZeroCopy);
    }

    /// <summary>200 models made, trained and dropped, optimizers not disposed: no native tensor and no memory is left.</summary>
    [Fact]
    public void MemoryIsFlat()
    {
        void Run(int count)
        {
            for (int model = 0; model < count; model++)
            {
                Train(Zoo.Names[model % Zoo.Names.Length]);

                if (model % 20 == 19)
                {
                    Collect();
                }
            }

            Collect();
        }

        Run(24);
        long handles = global::TorchSharp.Native.LibTorch.LiveHandles;
        long memory = ResidentBytes();
        Run(200);
        Assert.Equal(handles, global::TorchSharp.Native.LibTorch.LiveHandles);

        // 200 of these models with optimizers are 200 x 1.5 MB.
        Assert.InRange(ResidentBytes() - memory, long.MinValue, 30L << 20);
    }

    private static void Train(string name)
    {
        Sequential network = nn.Sequential(("a", nn.Linear(256, 256)), ("b", nn.Tanh()), ("c", nn.Linear(256, 64)));
        PluginOptimizer optimizer = Zoo.Make(name, network);

        for (int step = 0; step < 5; step++)
        {
            using IDisposable scope = NewDisposeScope();
            optimizer.zero_grad();
            network.call(randn(4, 256)).square().mean().backward();
            optimizer.step();
        }
    }

    private static void Collect()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static long ResidentBytes() =>
        long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) * Environment.SystemPageSize;

    private void Resume(
        string name, Action<PluginOptimizer, string> save, Action<PluginOptimizer, string, PluginOptimizer> load, bool copyWeights = false)
    {
        string path = Path.Combine(this._folder, "state");
        (nn.Module<Tensor, Tensor> first, nn.Module<Tensor, Tensor> second) = Twins();
        using PluginOptimizer whole = Zoo.Make(name, first);
        Steps(first, whole, 0, 4);
        save(whole, path);

        using (no_grad())
        {
            foreach (TorchParameter parameter in second.parameters())
            {
                parameter.zero_();
            }
        }

        if (copyWeights)
        {
            second.load_state_dict(first.state_dict());
        }

        using PluginOptimizer resumed = Zoo.Make(name, second);
        Steps(second, resumed, 20, copyWeights ? 0 : 1);
        load(resumed, path, whole);
        Assert.Equal(Weights(first), Weights(second));
        Steps(first, whole, 4, 4);
        Steps(second, resumed, 4, 4);
        Assert.Equal(Weights(first), Weights(second));
    }

    private static void Steps(nn.Module<Tensor, Tensor> network, PluginOptimizer optimizer, int start, int count)
    {
        for (int step = start; step < start + count; step++)
        {
            optimizer.zero_grad();
            Backward(network, step);
            optimizer.step();
        }
    }
}
