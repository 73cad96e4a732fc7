using IlgpuOptim.Compute.Files;
using IlgpuOptim.Interop.Torch.Lora;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace IlgpuOptim.Interop.Torch.Tests.Lora;

/// <summary>Adapters in files.</summary>
public sealed class LoraFileTests : LoraTest, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lora").FullName;

    /// <inheritdoc/>
    void IDisposable.Dispose()
    {
        Directory.Delete(this._folder, recursive: true);
        this.Dispose();
    }

    [Theory]
    [InlineData(LoraForm.Lora, ScalarType.Float32)]
    [InlineData(LoraForm.Lora, ScalarType.BFloat16)]
    [InlineData(LoraForm.Deep, ScalarType.Float32)]
    [InlineData(LoraForm.DeepCompressed, ScalarType.Float64)]
    [InlineData(LoraForm.DeepCompressed, ScalarType.Float32)]
    public void Files_RoundTrip(LoraForm form, ScalarType type)
    {
        string path = Path.Combine(this._folder, "adapters.safetensors");
        Model model = new(type);
        LoraAdapters adapters = Inject(model, form, type: type, alpha: 7);

        adapters.Save(path);

        // Into adapters that are there.
        Model other = Copy(model, type);
        LoraAdapters loaded = Inject(other, form, type: type, alpha: 7);

        Assert.NotEqual(adapters.Parameters.SelectMany(Bits), loaded.Parameters.SelectMany(Bits));
        loaded.Load(path);
        Assert.Equal(adapters.Parameters.SelectMany(Bits), loaded.Parameters.SelectMany(Bits));

        // Into a model without adapters.
        Model bare = Copy(model, type);
        LoraAdapters attached = LoraAdapters.Attach(bare, path);
        Tensor x = randn([3, 6], type);

        Assert.Equal(Bits(model.call(x)), Bits(bare.call(x)));
        Assert.Equal(adapters.Options with { Seed = null }, attached.Options);
        Assert.Equal(adapters.ParameterBytes, attached.ParameterBytes);
        Assert.InRange(new FileInfo(path).Length, adapters.ParameterBytes, adapters.ParameterBytes + 4096);
    }

    [Fact]
    public void Mismatches_AreRefused_AndChangeNothing()
    {
        string path = Path.Combine(this._folder, "adapters.safetensors");

        Inject(new Model(), LoraForm.DeepCompressed).Save(path);

        void Refused(LoraAdapters adapters, params string[] expected)
        {
            byte[] before = [.. adapters.Parameters.SelectMany(Bits)];
            string message = Assert.Throws<TensorFileException>(() => adapters.Load(path)).Message;

            Assert.All(expected, text => Assert.Contains(text, message, StringComparison.Ordinal));
            Assert.Equal(before, adapters.Parameters.SelectMany(Bits));
        }

        Refused(Inject(new Model(), LoraForm.Lora), "of form DeepCompressed; these are of form Lora");
        Refused(Inject(new Model(), LoraForm.DeepCompressed, rank: 2), "of rank 4; these are of rank 2");
        Refused(Inject(new Model(), LoraForm.DeepCompressed, depth: 2), "of depth 3; these are of depth 2");
        Refused(Inject(new Model(), LoraForm.DeepCompressed, pattern: "first"), "'second.factors.", "belongs to none of these");
        Refused(Inject(new Model(float64), LoraForm.DeepCompressed, type: float64), "'first.factors.0' is F32[4, 6]", "needs F64[4, 6]");

        Inject(new Model(), LoraForm.DeepCompressed, pattern: "first").Save(path);
        Refused(Inject(new Model(), LoraForm.DeepCompressed), "has no tensor 'second.factors.0'");

        Inject(new Model(), LoraForm.Lora, alpha: 8).Save(path);
        Refused(Inject(new Model(), LoraForm.Lora), "of scale 2; these are of scale 1");
    }

    [Fact]
    public void Files_OfOtherThings_AreRefused()
    {
        string path = Path.Combine(this._folder, "adapters.safetensors");

        string Message(nn.Module model) => Assert.Throws<TensorFileException>(() => LoraAdapters.Attach(model, path)).Message;

        Inject(new Model(), LoraForm.Lora).Save(path);
        Assert.Contains("this model has no such layer", Message(nn.Sequential(("a", nn.Linear(3, 3)))), StringComparison.Ordinal);
        Assert.Contains("which is a Tanh", Message(nn.Sequential(("first", nn.Tanh()))), StringComparison.Ordinal);
        Assert.Contains("F32[4, 6]; layer 'first' needs F32[4, 5]", Message(nn.Sequential(("first", nn.Linear(5, 10)))), StringComparison.Ordinal);

        byte[] bytes = File.ReadAllBytes(path);

        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("checksum", Message(new Model()), StringComparison.Ordinal);

        SafetensorsWriter.Write(path, [SafetensorsSource.From<float>("first.factors.0", new float[24], 4, 6)]);
        Assert.Contains("no file of adapters", Message(new Model()), StringComparison.Ordinal);

        SafetensorsWriter.Write(path, [], new Dictionary<string, string> { ["ilgpu_optim.lora.version"] = "2" });
        Assert.Contains("version 2", Message(new Model()), StringComparison.Ordinal);

        SafetensorsWriter.Write(path, [], new Dictionary<string, string> { ["ilgpu_optim.lora.version"] = "1", ["ilgpu_optim.lora.form"] = "Lora", ["ilgpu_optim.lora.rank"] = "x" });
        Assert.Contains("rank' is 'x'", Message(new Model()), StringComparison.Ordinal);
    }

    private static LoraAdapters Inject(
        Model model, LoraForm form, int rank = 4, int depth = 3, string pattern = "*", ScalarType type = ScalarType.Float32, double alpha = 0)
    {
        LoraAdapters adapters = LoraAdapters.Inject(
            model, pattern, new LoraOptions { Form = form, Rank = rank, Depth = depth, Alpha = alpha }, () => model.call(randn([4, 6], type)).square().sum());

        using IDisposable none = no_grad();

        foreach (Parameter parameter in adapters.Parameters)
        {
            parameter.copy_(randn_like(parameter));
        }

        return adapters;
    }

    private static Model Copy(Model model, ScalarType type)
    {
        Model copy = new(type);

        // The names of adapted layers have "base" in them, and factors besides.
        copy.load_state_dict(model.state_dict().Where(static item => !item.Key.Contains(".factors.", StringComparison.Ordinal))
            .ToDictionary(static item => item.Key.Replace(".base.", ".", StringComparison.Ordinal), static item => item.Value));

        return copy;
    }
}
