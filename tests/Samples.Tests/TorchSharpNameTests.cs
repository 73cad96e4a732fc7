using Xunit;

namespace IlgpuOptim.Samples.Tests;

/// <summary>
/// Code above the torch seam uses only what TorchSharp has, too, overload by overload, so that it compiles with -p:TorchSource=package. What
/// only our binding has is allowed where it is listed here, and in docs/seams.md.
/// </summary>
public sealed class TorchSharpNameTests
{
    private const string Library = "IlgpuOptim.TorchSharp";

    /// <summary>Types of the binding that TorchSharp does not have, by the assemblies that may use them.</summary>
    private static readonly Dictionary<string, string[]> Extras = new()
    {
        // Addresses, version counters and streams: src/Interop.Torch/Memory/TorchMemory.cs.
        ["IlgpuOptim.Interop.Torch"] = ["TorchSharp.Native.TensorMemory", "TorchSharp.Native.TensorInfo", "TorchSharp.Native.TensorFlags"],

        // Where libtorch is; and for benchmarks what an address costs, and the fused AdamW that they compare with.
        ["ilgpu-optim"] =
        [
            "TorchSharp.Native.LibTorch", "TorchSharp.Native.FusedAdamW", "TorchSharp.Native.TensorMemory", "TorchSharp.Native.TensorInfo",
        ],
    };

    private static readonly ApiNames Api = ApiNames.Load();

    [Theory]
    [InlineData("PlugIn")]
    [InlineData("ImageClassifier")]
    [InlineData("CustomKernel")]
    [InlineData("IlgpuOptim.Interop.Torch")]
    [InlineData("ilgpu-optim")]
    public void OnlyPublicNamesOfTorchSharpAreUsed(string assembly)
    {
        IReadOnlyList<(string Type, string Member)> uses =
            MemberUses.Of(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"), Library);
        string[] allowed = Extras.GetValueOrDefault(assembly, []);
        string[] unknown =
        [
            .. uses
                .Where(use => !allowed.Contains(use.Type))
                .Where(use => use.Member.Length == 0 ? !Api.HasType(use.Type) : !Api.HasMember(use.Type, use.Member))
                .Select(use => $"{use.Type} {use.Member}".TrimEnd()),
        ];

        Assert.NotEmpty(uses);
        Assert.True(unknown.Length == 0, "TorchSharp 0.107 has no\n" + string.Join('\n', unknown));
    }

    [Theory]
    [InlineData("TorchSharp.torch", "zeros(long,Nullable<torch.ScalarType>,torch.Device,bool,string[])", true)]
    [InlineData("TorchSharp.Modules.Linear", "get_weight()", true)]
    [InlineData("TorchSharp.Modules.Linear", "set_weight(Parameter)", true)]
    [InlineData("TorchSharp.torch", "set_num_threads(int)", true)]
    [InlineData("TorchSharp.Modules.AdamW", "set_Betas(ValueTuple<double,double>)", true)]
    [InlineData("TorchSharp.torch.Tensor", "get_Item(long)", true)]
    [InlineData("TorchSharp.Modules.Linear", "parameters(bool)", true)]
    [InlineData("TorchSharp.Modules.Linear", "call(!0)", true)]
    [InlineData("TorchSharp.Modules.Linear", "get_weights()", false)]
    [InlineData("TorchSharp.torch.Tensor", "add_(string)", false)]
    [InlineData("TorchSharp.Native.TensorMemory", "BumpVersion(torch.Tensor)", false)]
    public void TheListTellsNamesFromOthers(string type, string member, bool isThere) =>
        Assert.Equal(isThere, Api.HasMember(type, member));

    [Fact]
    public void ExtrasAreInUse()
    {
        foreach ((string assembly, string[] types) in Extras)
        {
            IReadOnlyList<(string Type, string Member)> uses =
                MemberUses.Of(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"), Library);

            Assert.Subset(uses.Select(use => use.Type).ToHashSet(), types.ToHashSet());
        }
    }
}
