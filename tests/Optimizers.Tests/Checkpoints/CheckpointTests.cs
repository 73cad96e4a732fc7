using IlgpuOptim.Compute;
using IlgpuOptim.Compute.Files;
using IlgpuOptim.Optimizers.Checkpoints;
using IlgpuOptim.Optimizers.Tests.Harness;

using Xunit;

namespace IlgpuOptim.Optimizers.Tests.Checkpoints;

/// <summary>A training that is saved and resumed goes on as if it had never stopped, for every optimizer.</summary>
public sealed class CheckpointTests : IDisposable
{
    private const int SavedAfter = 4;
    private const int Steps = 9;

    private readonly TemporaryFolder _folder = new();

    public static IEnumerable<string> Cases => OptimizerCases.Names;

    public void Dispose() => this._folder.Dispose();

    [Fact]
    public void Cases_CoverEveryOptimizer()
    {
        IEnumerable<Type> all = typeof(Optimizer).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(Optimizer)));
        HashSet<Type> covered = [];

        foreach (string name in Cases)
        {
            Optimizer optimizer = OptimizerCases.Create(name, TestDevices.Get("cpu:0"), 1);
            covered.Add(optimizer.GetType());
            OptimizerCases.Free(optimizer);
        }

        Assert.Empty(all.Except(covered));
    }

    [EachDevice(nameof(Cases))]
    [Theory]
    public void Resumed_OnTheSameDevice_IsTheSameBitForBit(string deviceName, string name)
    {
        ComputeDevice device = TestDevices.Get(deviceName);
        (double[] expected, string path) = this.Train(name, device);
        Optimizer resumed = OptimizerCases.Create(name, device, seed: 99);

        using (Checkpoint checkpoint = Checkpoint.Open(path))
        {
            checkpoint.Restore(resumed);
        }

        OptimizerCases.Train(resumed, SavedAfter, Steps);

        Assert.Equal(expected, OptimizerCases.Values(resumed));
        Assert.Equal(Steps, resumed.Calls);
        OptimizerCases.Free(resumed);
    }

    [Theory]
    [MemberData(nameof(CaseRows))]
    public void Resumed_OnAnotherDevice_StaysClose(string name)
    {
        ComputeDevice cpu = TestDevices.Get("cpu:0");
        ComputeDevice openCl = TestDevices.Get("opencl:0");

        foreach ((ComputeDevice from, ComputeDevice to) in new[] { (cpu, openCl), (openCl, cpu) })
        {
            (double[] expected, string path) = this.Train(name, from);
            Optimizer resumed = OptimizerCases.Create(name, to, seed: 99);

            using (Checkpoint checkpoint = Checkpoint.Open(path))
            {
                checkpoint.Restore(resumed);
            }

            OptimizerCases.Train(resumed, SavedAfter, Steps);

            // Values are of order 1; float32 rounds at 6e-8, and a bfloat16 state may round the other way where the sums differ by a bit.
            double tolerance = name.Contains("bf16", StringComparison.Ordinal) ? 1e-3 : 2e-6;

            Assert.InRange(Values.Distance(expected, OptimizerCases.Values(resumed)), 0, tolerance);
            OptimizerCases.Free(resumed);
        }
    }

    public static TheoryData<string> CaseRows() => [.. Cases];

    [Fact]
    public void Checkpoint_SaysWhatIsInIt()
    {
        Optimizer optimizer = OptimizerCases.Create("adamw two groups", TestDevices.Get("cpu:0"), 1);
        string path = this._folder.File("run.safetensors");
        TrainingPlan plan = new("wsd:cooldown=0.2,warmup=10", 1000, 1.25e-3);

        OptimizerCases.Train(optimizer, 0, 2);
        Checkpoint.Save(path, optimizer, plan, new Dictionary<string, string> { ["dataset"] = "Ünï\ncode" });

        using Checkpoint checkpoint = Checkpoint.Open(path);
        using SafetensorsFile file = SafetensorsFile.Open(path);

        Assert.Equal("adamw", checkpoint.Algorithm);
        Assert.Equal(plan, checkpoint.Plan);
        Assert.Equal(10, checkpoint.Plan!.Parse()[10] * 10);
        Assert.Equal("Ünï\ncode", checkpoint.Texts["dataset"]);
        Assert.Equal(2, checkpoint.Scalars["calls"]);
        Assert.Equal(0.8, checkpoint.Scalars["group1/beta1"]);
        Assert.Equal(["encoder.0.weight", "encoder.0.bias", "odd \"name\"/🙂"], checkpoint.Parameters.Select(entry => entry.Name));
        Assert.Equal(
            optimizer.GetState().Tensors.Select(tensor => tensor.Name).Order(StringComparer.Ordinal),
            checkpoint.StateEntries.Select(entry => entry.Name).Order(StringComparer.Ordinal));

        // Another program finds the weights under their names.
        Assert.Equal(optimizer.Parameters[0].Tensor.ToArray<float>(), file.Read<float>("encoder.0.weight"));
        OptimizerCases.Free(optimizer);
    }

    [Fact]
    public void Restore_OfWhatDoesNotFit_ChangesNothing()
    {
        ComputeDevice device = TestDevices.Get("cpu:0");
        string path = this.Train("adamw", device).Path;
        Optimizer other = OptimizerCases.Create("sgd momentum", device, 1);
        double[] before = OptimizerCases.Values(other);

        using Checkpoint checkpoint = Checkpoint.Open(path);

        Assert.Contains("'adamw'", Assert.Throws<ArgumentException>(() => checkpoint.Restore(other)).Message, StringComparison.Ordinal);
        Assert.Equal(before, OptimizerCases.Values(other));
        OptimizerCases.Free(other);

        using Tensor narrow = Tensor.Allocate(device, ElementType.Float32, 12, 6);
        using Tensor half = Tensor.Allocate(device, ElementType.BFloat16, 12, 7);
        using AdamW wrongShape = new([new AdamWGroup([new Parameter("encoder.0.weight", narrow)])]);
        using AdamW wrongType = new([new AdamWGroup([new Parameter("encoder.0.weight", half)])]);
        using AdamW wrongName = new([new AdamWGroup([new Parameter("decoder.weight", narrow)])]);

        Assert.Contains(
            "is F32[12, 7]; F32[12, 6] is needed",
            Assert.Throws<TensorFileException>(() => checkpoint.Restore(wrongShape)).Message,
            StringComparison.Ordinal);
        Assert.Contains("BF16[12, 7] is needed", Assert.Throws<TensorFileException>(() => checkpoint.Restore(wrongType)).Message, StringComparison.Ordinal);
        Assert.Contains("no tensor 'decoder.weight'", Assert.Throws<TensorFileException>(() => checkpoint.Restore(wrongName)).Message, StringComparison.Ordinal);
        Assert.Equal(new float[72], narrow.ToArray<float>());
    }

    [Fact]
    public void Restore_LeavesNoMemoryBehind()
    {
        ComputeDevice device = TestDevices.Get("cpu:0");
        string path = this.Train("adamw", device).Path;
        Optimizer optimizer = OptimizerCases.Create("adamw", device, 1);
        long before = device.TensorBytes;

        using (Checkpoint checkpoint = Checkpoint.Open(path))
        {
            checkpoint.Restore(optimizer);
        }

        Assert.Equal(before, device.TensorBytes);
        OptimizerCases.Free(optimizer);
    }

    [Fact]
    public void Scalars_KeepEveryBit()
    {
        double[] values =
        [
            0, -0.0, 1.0 / 3, double.MaxValue, double.Epsilon, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
            BitConverter.UInt64BitsToDouble(0x7ff0000000000abc), 4294967295, 9007199254740991,
        ];
        OptimizerState state = new("test", values.Select((value, i) => ($"{i} \"🙂", value)).ToDictionary(), []);
        string path = this._folder.File("scalars");

        Checkpoint.Save(path, [], state);

        using Checkpoint checkpoint = Checkpoint.Open(path);

        Assert.Equal(values.Length, checkpoint.Scalars.Count);

        foreach ((string name, double value) in state.Scalars)
        {
            Assert.Equal(BitConverter.DoubleToUInt64Bits(value), BitConverter.DoubleToUInt64Bits(checkpoint.Scalars[name]));
        }
    }

    [Theory]
    [InlineData("""{"format":"pt"}""", "no checkpoint of this library")]
    [InlineData("""{"ilgpu_optim.checkpoint":"2"}""", "version 2")]
    [InlineData("""{"ilgpu_optim.checkpoint":"1","ilgpu_optim.scalars":"[]"}""", "no object")]
    [InlineData("""{"ilgpu_optim.checkpoint":"1","ilgpu_optim.scalars":"{\"a\":\"x\"}"}""", "'a' is no number")]
    [InlineData("""{"ilgpu_optim.checkpoint":"1","ilgpu_optim.scalars":"{\"a\":1,\"a\":2}"}""", "'a' occurs twice")]
    [InlineData("""{"ilgpu_optim.checkpoint":"1","ilgpu_optim.scalars":"{\"a\":1"}""", "no valid JSON")]
    [InlineData("""{"ilgpu_optim.checkpoint":"1","ilgpu_optim.schedule":"wsd"}""", "not its steps")]
    public void FilesOfOtherKinds_AreRefused(string metadata, string reason)
    {
        string path = this._folder.File("other");
        File.WriteAllBytes(path, RawFile.Make($$"""{"__metadata__":{{metadata}}}""", []));

        Assert.Contains(
            reason, Assert.Throws<TensorFileException>(() => Checkpoint.Open(path, verify: false)).Message, StringComparison.Ordinal);
        Assert.Throws<TensorFileException>(() => Checkpoint.Open(path));

        // The file is closed again.
        using FileStream stream = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Fact]
    public void LostChecksum_IsRefusedUnlessToldOtherwise()
    {
        string path = this._folder.File("rewritten");
        File.WriteAllBytes(path, RawFile.Make("""{"__metadata__":{"ilgpu_optim.checkpoint":"1","ilgpu_optim.algorithm":"sgd"}}""", []));

        Assert.Contains("lost its checksum", Assert.Throws<TensorFileException>(() => Checkpoint.Open(path)).Message, StringComparison.Ordinal);

        using Checkpoint checkpoint = Checkpoint.Open(path, verify: false);
        Assert.Equal("sgd", checkpoint.Algorithm);
    }

    [Fact]
    public void TakenNames_AreRefused()
    {
        using Tensor tensor = Tensor.Allocate(TestDevices.Get("cpu:0"), ElementType.Float32, 1);
        string path = this._folder.File("never");

        Assert.Throws<ArgumentException>(() => Checkpoint.Save(path, [new Parameter("optimizer/x", tensor)], null));
        Assert.Throws<ArgumentException>(() => Checkpoint.Save(path, [new Parameter("x", tensor), new Parameter("x", tensor)], null));
        Assert.Throws<ArgumentException>(() => Checkpoint.Save(
            path, [new Parameter("x", tensor)], null, null, new Dictionary<string, string> { ["ilgpu_optim.x"] = "" }));
        Assert.Empty(this._folder.Names);

        Checkpoint.Save(path, [new Parameter("x", tensor)], null);

        using Checkpoint checkpoint = Checkpoint.Open(path);
        Assert.Contains("parameters only", Assert.Throws<TensorFileException>(() => checkpoint.LoadState(tensor.Device)).Message, StringComparison.Ordinal);
    }

    /// <summary>Trains to the end, saving on the way; the values at the end and the file.</summary>
    private (double[] Values, string Path) Train(string name, ComputeDevice device)
    {
        Optimizer optimizer = OptimizerCases.Create(name, device, seed: 1);
        string path = this._folder.File("training.safetensors");

        OptimizerCases.Train(optimizer, 0, SavedAfter);
        Checkpoint.Save(path, optimizer);
        OptimizerCases.Train(optimizer, SavedAfter, Steps);

        double[] values = OptimizerCases.Values(optimizer);
        OptimizerCases.Free(optimizer);

        return (values, path);
    }
}
